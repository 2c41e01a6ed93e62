// Package look is what all pages of the house share: one style sheet, one face, the files that go with them, and what every page
// may and may not load. It knows no matter and no reader.
package look

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/hex"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/affiant-project/affiant/internal/fault"
)

//go:embed static
var static embed.FS

// kinds are the media types of what is served.
var kinds = map[string]string{
	".css":   "text/css; charset=utf-8",
	".js":    "text/javascript; charset=utf-8",
	".woff2": "font/woff2",
	".txt":   "text/plain; charset=utf-8",
	".svg":   "image/svg+xml",
}

// Static returns the style sheet, the script of the review, the mark and the fonts.
func Static() fs.FS {
	sub, err := fs.Sub(static, "static")
	if err != nil {
		panic(err) // it is embedded
	}
	return sub
}

// Serve answers a request for the file {name} of a folder of style, script, fonts or images. The error is a fault.NotFound.
func Serve(w http.ResponseWriter, r *http.Request, files fs.FS) error {
	name := r.PathValue("name")
	kind, ok := kinds[path.Ext(name)]
	if !ok || !fs.ValidPath(name) {
		return fault.Errorf(fault.NotFound, "There is no file %s here.", name)
	}
	b, err := fs.ReadFile(files, name)
	if err != nil {
		return fault.Errorf(fault.NotFound, "There is no file %s here.", name)
	}
	sum := sha256.Sum256(b)
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Cache-Control", "no-cache") // asked for anew each time, and mostly answered by 304
	w.Header().Set("ETag", `"`+hex.EncodeToString(sum[:16])+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(b))
	return nil
}

// Linked is the head of a page that is served: its style and its script are files.
const Linked = template.HTML(`<link rel="stylesheet" href="/static/affiant.css">
<link rel="icon" href="/static/mark.svg" type="image/svg+xml">
<script src="/static/affiant.js" defer></script>`)

var fontURL = regexp.MustCompile(`url\(fonts/([a-z0-9-]+\.woff2)\)`)

// Inline is the head of a page that stands by itself: style, fonts and script are in it, and its policy lets it load
// nothing at all.
var Inline = sync.OnceValue(func() template.HTML {
	css := fontURL.ReplaceAllStringFunc(string(mustRead("static/affiant.css")), func(m string) string {
		name := fontURL.FindStringSubmatch(m)[1]
		return "url(data:font/woff2;base64," + base64.StdEncoding.EncodeToString(mustRead("static/fonts/"+name)) + ")"
	})
	js := string(mustRead("static/affiant.js"))
	if strings.Contains(css, "</style") || strings.Contains(js, "</script") {
		panic("look: the style sheet or the script cannot stand within a page")
	}
	return template.HTML(`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ` + Hash(css) +
		`; script-src ` + Hash(js) + `; font-src data:; base-uri 'none'; form-action 'none'">
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

// Hash names a style or a script by its content, as a policy does.
func Hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
