package look

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func get(path string, header ...string) *httptest.ResponseRecorder {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /static/{name...}", func(w http.ResponseWriter, r *http.Request) {
		if House().Serve(w, r) != nil {
			http.NotFound(w, r)
		}
	})
	r := httptest.NewRequest("GET", path, nil)
	r.Host = "localhost"
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	Guard(mux, Door{Alone: true, Most: 1 << 10, Cache: "no-store"}).ServeHTTP(w, r)
	return w
}

// A file under the name of its content is kept for good; under its own name, or that of other content, it is asked for anew.
func TestFilesAreKept(t *testing.T) {
	at := House().Address("affiant.css")
	css := get(at)
	if c := css.Header().Get("Cache-Control"); css.Code != 200 || !strings.Contains(c, "immutable") {
		t.Errorf("%s: %d, %q", at, css.Code, c)
	}
	for _, path := range []string{"/static/affiant.css", "/static/affiant.css?v=0123456789abcdef"} {
		w := get(path)
		if c := w.Header().Get("Cache-Control"); w.Code != 200 || c != "no-cache" {
			t.Errorf("%s: %d, %q", path, w.Code, c)
		}
		if w = get(path, "If-None-Match", w.Header().Get("ETag")); w.Code != http.StatusNotModified {
			t.Errorf("%s asked for anew: %d", path, w.Code)
		}
	}
	fonts := fontURL.FindAllString(string(mustRead("static/affiant.css")), -1)
	if len(fonts) == 0 || fontURL.Match(css.Body.Bytes()) || strings.Count(css.Body.String(), ".woff2?v=") != len(fonts) {
		t.Error("a font is not loaded by the name of its content")
	}
	if w := get("/static/none.css"); w.Code != 404 {
		t.Errorf("%d", w.Code)
	}
}

// Text is sent small to who takes it so, and is the same text.
func TestSentSmall(t *testing.T) {
	whole := get("/static/affiant.css").Body.Bytes()
	w := get("/static/affiant.css", "Accept-Encoding", "gzip")
	if w.Header().Get("Content-Encoding") != "gzip" || w.Body.Len() > len(whole)/2 || !strings.Contains(w.Header().Get("Vary"), "Accept-Encoding") {
		t.Fatalf("%v, %d bytes of %d", w.Header(), w.Body.Len(), len(whole))
	}
	z, err := gzip.NewReader(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	if b, err := io.ReadAll(z); err != nil || !bytes.Equal(b, whole) {
		t.Errorf("%v; other bytes came out", err)
	}
	if w := get("/static/fonts/public-sans-var.woff2", "Accept-Encoding", "gzip"); w.Header().Get("Content-Encoding") != "" {
		t.Error("a font, which is small already, is made small again")
	}
}
