package web

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
)

// send posts a file as the form does.
func send(t *testing.T, h http.Handler, content []byte, origin string) *http.Response {
	t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	part, err := m.CreateFormFile("file", "mine.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := part.Write(content); err != nil {
		t.Fatal(err)
	}
	m.Close()
	r := httptest.NewRequest("POST", "/open", &b)
	r.Host = "127.0.0.1:4750"
	r.Header.Set("Content-Type", m.FormDataContentType())
	if origin != "" {
		r.Header.Set("Origin", origin)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func TestOpen(t *testing.T) {
	h := handler()
	good, err := os.ReadFile("../../examples/malley-v-briggs.yaml")
	if err != nil {
		t.Fatal(err)
	}
	r := send(t, h, good, "http://127.0.0.1:4750")
	to := r.Header.Get("Location")
	if r.StatusCode != http.StatusSeeOther || to != "/matter/opened-a" {
		t.Fatalf("status %d, led to %q\n%s", r.StatusCode, to, body(t, r))
	}
	if !strings.Contains(page(t, h, to), "Malley v. Briggs") {
		t.Error("the opened matter is not read")
	}
	if strings.Contains(page(t, h, "/"), to) {
		t.Error("the list tells others where the opened matter is")
	}
	for range mostOpened {
		send(t, h, good, "")
	}
	if r := get(t, h, to); r.StatusCode != http.StatusNotFound {
		t.Errorf("the oldest of %d opened matters: status %d", mostOpened+1, r.StatusCode)
	}
}

func TestOpenRefuses(t *testing.T) {
	h := handler()
	bad := []byte("affiant: matter/1\nid: Mine <b>\ncolour: red\ntitle: x\n")
	r := send(t, h, bad, "")
	html := body(t, r)
	if r.StatusCode != http.StatusBadRequest || !strings.Contains(html, "Line 3, column") || !strings.Contains(html, `<span class="n">3</span>colour: red`) {
		t.Errorf("a file with mistakes: status %d\n%s", r.StatusCode, html)
	}
	if strings.Contains(html, "Mine <b>") {
		t.Error("the file's words stand unescaped in the page")
	}
	if r := send(t, h, bad, "http://evil.example"); r.StatusCode != http.StatusForbidden {
		t.Errorf("a post from elsewhere: status %d", r.StatusCode)
	}
	if r := send(t, h, bytes.Repeat([]byte("# long\n"), mostUpload/6), ""); r.StatusCode != http.StatusBadRequest {
		t.Errorf("a long file: status %d", r.StatusCode)
	}
	closed := Handler(Options{Law: nil})
	if r := send(t, closed, bad, ""); r.StatusCode != http.StatusNotFound {
		t.Errorf("where nothing may be opened: status %d", r.StatusCode)
	}
}
