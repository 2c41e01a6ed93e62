package hall_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

func request(t *testing.T, method, target string, form url.Values) *http.Request {
	t.Helper()
	var body io.Reader
	if form != nil {
		body = strings.NewReader(form.Encode())
	}
	r := httptest.NewRequest(method, target, body)
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	return r
}

func (s *station) serve(r *http.Request) answer {
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	return answer{w.Code, w.Header(), w.Body.String()}
}

// Script in every field is shown as words, and what turns the direction of a text is spelled out.
func TestHostileWords(t *testing.T) {
	s := newStation(t)
	s.open("ferry")
	const evil = `"><script>alert(1)</script>{{.}}` + "\u202e"
	at := "/matters/ferry/acts/assertion-drafted"
	a := s.send("vance", s.page("vance", at+"?application=purse"), at, "assertion.text", evil, "assertion.cites", evil)
	if a.status != 422 {
		t.Fatalf("%d", a.status)
	}
	b := s.send("vance", a.body, at, "assertion.cites", "log:1")
	if b.status != 303 {
		t.Fatalf("%d %s", b.status, words(b.body))
	}
	for _, page := range []string{a.body, s.page("vance", "/matters/ferry/applications/purse"), s.page("vance", "/search?words="+url.QueryEscape(evil)), s.page("vance", at+"?application=purse&n="+url.QueryEscape(evil))} {
		if strings.Contains(page, "<script>") || strings.Contains(page, "\u202e") {
			t.Error("hostile words stand in a page as they are")
		}
	}
}

// What is too long, and names that are none, are refused plainly.
func TestHostileRequests(t *testing.T) {
	s := newStation(t)
	s.open("ferry")
	at := "/matters/ferry/acts/source-logged"
	page := s.page("vance", at)
	if a := s.send("vance", page, at, "source.id", "long", "source.lines", strings.Repeat("ten bytes ", 1<<20)); a.status != 422 || !strings.Contains(a.body, "too long") {
		t.Errorf("10 MB: %d", a.status)
	}
	for path, want := range map[string]int{
		"/matters/..%2f..%2fetc": 404, "/matters/FERRY": 404, "/matters/" + strings.Repeat("a", 500): 404, "/matters/ferry/applications/none": 404,
		"/matters/ferry/sources/none": 404, "/matters/ferry/acts/none": 404, "/matters/ferry/acts/sworn": 422, "/matters/ferry/acts/sworn?application=none": 404,
		"/?stage=none": 422, "/?after=none": 422, "/static/../hall.go": 404, "/hall/none.js": 404, "/nowhere": 404,
	} {
		if a := s.ask("vance", "GET", path, nil); a.status != want && !(a.status == 301 || a.status == 307) {
			t.Errorf("%s: %d, want %d: %s", path, a.status, want, words(a.body))
		}
	}
	r := request(t, "GET", "http://elsewhere.example/", nil)
	if a := s.serve(r); a.status != http.StatusMisdirectedRequest {
		t.Errorf("asked under another name: %d", a.status)
	}
}

// Nothing that was typed is in the log.
func TestLogHoldsNoWords(t *testing.T) {
	s := newStation(t)
	s.open("ferry")
	at := "/matters/ferry/acts/assertion-drafted"
	s.send("vance", s.page("vance", at+"?application=purse"), at, "assertion.text", "verysecretword", "assertion.cites", "verysecretword")
	if strings.Contains(s.logged.String(), "verysecretword") || strings.Contains(s.logged.String(), "ferry") {
		t.Errorf("the log says %s", s.logged)
	}
}
