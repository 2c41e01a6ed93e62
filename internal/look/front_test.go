package look

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

// TestAt: a station answers under its own names, and says for how long a browser is to come by TLS only where there is TLS.
func TestAt(t *testing.T) {
	ok := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(200) })
	alone := Front{Alone: true, Open: []string{"/v1/health"}}
	named := Front{Names: []string{"docket.example"}, Strict: time.Hour, Open: []string{"/v1/health"}}
	for _, c := range []struct {
		f      Front
		host   string
		path   string
		status int
		strict string
	}{
		{alone, "localhost:4750", "/v1/matters", 200, ""}, {alone, "127.0.0.1:4750", "/", 200, ""}, {alone, "[::1]:4750", "/", 200, ""},
		{alone, "evil.example", "/v1/matters", 421, ""}, {alone, "evil.example:4750", "/", 421, ""}, {alone, "", "/v1/matters", 421, ""}, {alone, "localhost.evil.example", "/v1/matters", 421, ""},
		{alone, "evil.example", "/v1/health", 200, ""},
		{named, "docket.example", "/v1/matters", 200, "max-age=3600"}, {named, "DOCKET.example.:443", "/", 200, "max-age=3600"},
		{named, "evil.example", "/v1/matters", 421, ""}, {named, "docket.example.evil.example", "/", 421, ""}, {named, "10.1.2.3", "/v1/health", 200, "max-age=3600"},
		{named, "localhost", "/", 200, ""},
		{Front{}, "anything", "/", 200, ""},
	} {
		r := httptest.NewRequest("GET", c.path, nil)
		r.Host = c.host
		w := httptest.NewRecorder()
		At(ok, c.f).ServeHTTP(w, r)
		if w.Code != c.status || w.Header().Get("Strict-Transport-Security") != c.strict {
			t.Errorf("%+v at %q%s: %d %q, want %d %q", c.f, c.host, c.path, w.Code, w.Header().Get("Strict-Transport-Security"), c.status, c.strict)
		}
	}
}
