package web

import (
	"embed"
	"html/template"
	"net/http"
	"sync"

	"github.com/affiant-project/affiant/internal/look"
	"github.com/affiant-project/affiant/internal/report"
)

//go:embed pages
var pages embed.FS

// mostUpload is how many bytes of an opened file with its form are read.
const mostUpload = 4 << 20

// serveStatic serves the style sheet, the script and the fonts.
func serveStatic(w http.ResponseWriter, r *http.Request) error {
	return look.House().Serve(w, r)
}

// templates are the pages, parsed once.
var templates = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("").Funcs(template.FuncMap{
		"upper": report.Upper,
		"list":  func(items ...any) []any { return items },
	}).ParseFS(pages, "pages/*.html"))
})
