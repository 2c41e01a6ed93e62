package main

import (
	"html"
	"net/http"
	"net/http/httptest"
	"regexp"
	"testing"

	"golang.org/x/mod/sumdb/note"

	"github.com/affiant-project/affiant/internal/doctrine"
)

// TestMootKey: the key that the page for checking bundles has in a moot court is that of its log.
func TestMootKey(t *testing.T) {
	court := seat(t.Context(), doctrine.DefaultCasebook())
	t.Cleanup(func() {
		if err := court.close(); err != nil {
			t.Error(err)
		}
	})
	get := func(path string) string {
		t.Helper()
		w := httptest.NewRecorder()
		court.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://127.0.0.1"+path, nil))
		if w.Code != http.StatusOK {
			t.Fatalf("%s: %d %s", path, w.Code, w.Body)
		}
		return w.Body.String()
	}
	m := regexp.MustCompile(`<textarea id="key"[^>]*>([^<]+)</textarea>`).FindStringSubmatch(get("/verify"))
	if m == nil {
		t.Fatal("the page has no key")
	}
	v, err := note.NewVerifier(html.UnescapeString(m[1]))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := note.Open([]byte(get("/v1/log/checkpoint")), note.VerifierList(v)); err != nil {
		t.Error(err)
	}
}
