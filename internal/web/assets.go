package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/hex"
	"html/template"
	"net/http"
	"path"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/report"
)

//go:embed static
var static embed.FS

//go:embed pages
var pages embed.FS

// kinds are the media types of what is served.
var kinds = map[string]string{
	".css":   "text/css; charset=utf-8",
	".js":    "text/javascript; charset=utf-8",
	".woff2": "font/woff2",
	".txt":   "text/plain; charset=utf-8",
	".svg":   "image/svg+xml",
}

// serveStatic serves the style sheet, the script and the fonts.
func serveStatic(w http.ResponseWriter, r *http.Request) error {
	name := r.PathValue("name")
	kind, ok := kinds[path.Ext(name)]
	b, err := static.ReadFile("static/" + name)
	if err != nil || !ok {
		return fault.Errorf(fault.NotFound, "There is no file %s here.", name)
	}
	sum := sha256.Sum256(b)
	w.Header().Set("Content-Type", kind)
	w.Header().Set("ETag", `"`+hex.EncodeToString(sum[:16])+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(b))
	return nil
}

// templates are the pages, parsed once.
var templates = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("").Funcs(template.FuncMap{
		"upper": report.Upper,
		"list":  func(items ...any) []any { return items },
	}).ParseFS(pages, "pages/*.html"))
})

// linkedHead is the head of a page that is served: its style and its script are files.
const linkedHead = template.HTML(`<link rel="stylesheet" href="/static/affiant.css">
<link rel="icon" href="/static/mark.svg" type="image/svg+xml">
<script src="/static/affiant.js" defer></script>`)

var fontURL = regexp.MustCompile(`url\(fonts/([a-z0-9-]+\.woff2)\)`)

// inlineHead is the head of a page that stands by itself: style, fonts and script are in it, and its policy lets it load
// nothing at all.
var inlineHead = sync.OnceValue(func() template.HTML {
	css := fontURL.ReplaceAllStringFunc(string(mustRead("static/affiant.css")), func(m string) string {
		name := fontURL.FindStringSubmatch(m)[1]
		return "url(data:font/woff2;base64," + base64.StdEncoding.EncodeToString(mustRead("static/fonts/"+name)) + ")"
	})
	js := string(mustRead("static/affiant.js"))
	if strings.Contains(css, "</style") || strings.Contains(js, "</script") {
		panic("web: the style sheet or the script cannot stand within a page")
	}
	return template.HTML(`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ` + hashOf(css) +
		`; script-src ` + hashOf(js) + `; font-src data:; base-uri 'none'; form-action 'none'">
<style>` + css + `</style>
<script type="module">` + js + `</script>`)
})

func mustRead(name string) []byte {
	b, err := static.ReadFile(name)
	if err != nil {
		panic(err) // it is embedded
	}
	return b
}

// hashOf names a style or a script by its content, as a policy does.
func hashOf(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
