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
	"slices"
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

// A Shelf is a folder of style, script, fonts and images that is served under an address of its own.
type Shelf struct {
	at    string
	files map[string]file
}

type file struct {
	kind, sum string
	body      []byte
	small     []byte // the same, compressed; nil for what is small already
}

// NewShelf reads a folder that is served under at, such as "/static/". What a style sheet of it loads from it is loaded by the name of its
// content, as Address says it; a sheet and a script are sent without what is there for who reads them here. A folder that cannot be read is a fault of the program: it panics.
func NewShelf(at string, folder fs.FS) *Shelf {
	s := &Shelf{at: at, files: map[string]file{}}
	sheets := map[string][]byte{}
	err := fs.WalkDir(folder, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || kinds[path.Ext(name)] == "" {
			return err
		}
		b, err := fs.ReadFile(folder, name)
		switch path.Ext(name) {
		case ".css":
			sheets[name] = b // what it loads comes first
			return err
		case ".js":
			b = terse(b)
		}
		s.put(name, b)
		return err
	})
	if err != nil {
		panic(err)
	}
	for name, b := range sheets {
		s.put(name, squeeze(fontURL.ReplaceAllFunc(b, func(m []byte) []byte {
			return []byte("url(" + s.Address("fonts/"+string(fontURL.FindSubmatch(m)[1])) + ")")
		})))
	}
	return s
}

// Join puts a sheet on the shelf that is that of the house and others of the shelf in one, in this order: what a page is not painted without comes at one request, and
// is smaller so than each by itself. It returns the shelf.
func (s *Shelf) Join(name string, others ...string) *Shelf {
	all := House().files["affiant.css"].body
	for _, o := range others {
		all = append(slices.Clip(all), s.files[o].body...)
	}
	s.put(name, all)
	return s
}

func (s *Shelf) put(name string, b []byte) {
	sum := sha256.Sum256(b)
	f := file{kind: kinds[path.Ext(name)], sum: hex.EncodeToString(sum[:8]), body: b}
	if small := tight(b); path.Ext(name) != ".woff2" && len(small) < len(b) {
		f.small = small
	}
	s.files[name] = f
}

// Address is where a page finds a file: it changes with what is in the file, so that a browser may keep it for good. A name that is
// not there is a fault of the program: it panics.
func (s *Shelf) Address(name string) string {
	f, ok := s.files[name]
	if !ok {
		panic("look: there is no file " + name + " under " + s.at)
	}
	return s.at + name + "?v=" + f.sum
}

// Serve answers a request for the file {name} of the shelf. The error is a fault.NotFound.
func (s *Shelf) Serve(w http.ResponseWriter, r *http.Request) error {
	f, ok := s.files[r.PathValue("name")]
	if !ok {
		return fault.Errorf(fault.NotFound, "There is no file %s here.", r.PathValue("name"))
	}
	w.Header().Set("Content-Type", f.kind)
	w.Header().Set("Cache-Control", "no-cache") // asked for anew each time, and mostly answered by 304
	if r.URL.Query().Get("v") == f.sum {
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable") // it is of the program, and says nothing of anyone
	}
	w.Header().Set("ETag", `W/"`+f.sum+`"`)
	body := f.body
	if f.small != nil {
		w.Header().Set("Vary", "Accept-Encoding")
		if takesGzip(r) {
			w.Header().Set("Content-Encoding", "gzip")
			body = f.small
		}
	}
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
	return nil
}

// House holds the style sheet, the script of the review, the mark and the fonts, under /static/.
var House = sync.OnceValue(func() *Shelf {
	sub, err := fs.Sub(static, "static")
	if err != nil {
		panic(err) // it is embedded
	}
	return NewShelf("/static/", sub)
})

// Linked is the head of a page that is served: its style and its script are files.
var Linked = sync.OnceValue(func() template.HTML {
	h := House()
	return template.HTML(`<link rel="stylesheet" href="` + h.Address("affiant.css") + `">
<link rel="icon" href="` + h.Address("mark.svg") + `" type="image/svg+xml">
<script src="` + h.Address("affiant.js") + `" defer></script>`)
})

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
