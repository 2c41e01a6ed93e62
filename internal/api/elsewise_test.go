package api_test

import (
	"context"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestMethods: at every address of the document a method that it does not have is answered with those that it has, in the same words to anyone and of any
// matter, and nothing is kept of it; OPTIONS tells them; elsewhere there is nothing by any method.
func TestMethods(t *testing.T) {
	s := newStation(t, free)
	s.warrant()
	s.act("hart", "sealed", `{"seal":{"id":"s1","by":"hart","because":"an informant at risk"}}`)
	has := map[string][]string{}
	for _, r := range routes(t) {
		has[r.path] = append(has[r.path], r.method)
	}
	for path := range has { // /v1/sessions/passkey is an address of /v1/sessions/{id} too
		for other, list := range has {
			a, b := strings.Split(path, "/"), strings.Split(other, "/")
			if path != other && len(a) == len(b) && !slices.ContainsFunc(b, func(x string) bool { return x != "{id}" && !slices.Contains(a, x) }) {
				has[path] = append(has[path], list...)
			}
		}
	}
	before := s.ok(200, nil, "", "GET", "/v1/log/checkpoint", "").body
	tried := 0
	for path, list := range has {
		allow := append([]string{"OPTIONS"}, list...)
		if slices.Contains(list, "GET") {
			allow = append(allow, "HEAD")
		}
		slices.Sort(allow)
		for _, method := range []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW", "OPTIONS"} {
			if method != "OPTIONS" && slices.Contains(allow, method) {
				continue
			}
			said := ""
			for _, account := range []string{"", "other", "vance"} {
				for _, matter := range []string{"ferry", "no-such"} {
					tried++
					a := s.ask(account, method, strings.NewReplacer("{matter}", matter, "{application}", "purse", "{name}", noName, "{seq}", "3", "{id}", "this", "{path}", "0/000", "{webhook}", "x", "{leaf}", "1").Replace(path), "")
					want := 405
					if method == "OPTIONS" {
						want = 204
					}
					if got := a.header.Get("Allow"); a.status != want || got != strings.Join(allow, ", ") {
						t.Errorf("%s %s as %q: %d, Allow %q; want %d, %q", method, path, account, a.status, got, want, allow)
					}
					if want == 405 && (a.header.Get("Content-Type") != "application/problem+json" || !strings.Contains(a.body, `"status":405`)) {
						t.Errorf("%s %s: %s", method, path, a.body)
					}
					if said != "" && a.body != said {
						t.Errorf("%s %s as %q of %s says %s, and %s before", method, path, account, matter, a.body, said)
					}
					said = a.body
				}
			}
		}
	}
	if tried < 1000 {
		t.Errorf("only %d tried", tried)
	}
	if after := s.ok(200, nil, "", "GET", "/v1/log/checkpoint", "").body; after != before {
		t.Error("something was entered")
	}
	for _, method := range []string{"GET", "POST", "OPTIONS", "BREW"} {
		if a := s.ask("vance", method, "/v1/none", ""); a.status != 404 || a.header.Get("Allow") != "" {
			t.Errorf("%s where there is nothing: %d, Allow %q", method, a.status, a.header.Get("Allow"))
		}
	}
	if a := s.ask("vance", strings.Repeat("X", 5000), "/v1/roll", ""); a.status != 405 || len(a.body) > 300 {
		t.Errorf("a long method: %d %s", a.status, a.body)
	}
	begun := time.Now()
	r := httptest.NewRequest("HEAD", "/v1/queue", nil)
	r.Header.Set("Authorization", "Bearer "+s.secrets["vance"])
	ctx, cancel := context.WithTimeout(r.Context(), 20*time.Second)
	defer cancel()
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r.WithContext(ctx))
	if w.Code != 200 || time.Since(begun) > 10*time.Second || w.Body.Len() > 0 {
		t.Errorf("HEAD of a stream: %d after %v, %q", w.Code, time.Since(begun), w.Body)
	}
}

// TestBrokenOff: a request whose time is over or whose asker is gone, at whatever moment, is no mistake of ours: it is told to come again, or no one is told
// anything; and the log has nothing of it but that it was.
func TestBrokenOff(t *testing.T) {
	s := newStation(t, free)
	s.warrant()
	over := map[int]int{}
	for _, path := range []string{"/v1/queue", "/v1/matters", "/v1/matters/ferry", "/v1/search?words=purse", "/v1/matters/ferry/bundle"} {
		for i := range 200 {
			if i%10 == 0 {
				s.again("vance")
			}
			s.pass(2 * time.Minute) // so that the use of the session is noted, which is an update
			r := httptest.NewRequest("GET", path, nil)
			r.Header.Set("Authorization", "Bearer "+s.secrets["vance"])
			wait := time.Duration(i) * 20 * time.Microsecond
			ctx, cancel := context.WithTimeout(r.Context(), wait)
			if i%2 == 1 {
				cancel()
				ctx, cancel = context.WithCancel(r.Context())
				if time.AfterFunc(wait, cancel); i == 1 { // one is gone for certain
					cancel()
				}
			}
			w := httptest.NewRecorder()
			s.handler.ServeHTTP(w, r.WithContext(ctx))
			cancel()
			over[w.Code]++
			switch {
			case w.Code == 503 && (w.Header().Get("Retry-After") == "" || !strings.Contains(w.Body.String(), "ask again")):
				t.Fatalf("%s after %v: 503, Retry-After %q: %s", path, wait, w.Header().Get("Retry-After"), w.Body)
			case w.Code != 200 && w.Code != 503 && w.Code != 499:
				t.Fatalf("%s after %v: %d %s", path, wait, w.Code, w.Body)
			case w.Code == 503 && i%2 == 1, w.Code == 499 && i%2 == 0:
				t.Fatalf("%s after %v, asker gone %v: %d", path, wait, i%2 == 1, w.Code)
			}
		}
	}
	t.Logf("answered %v", over)
	if over[503] == 0 || over[499] == 0 || over[200] == 0 {
		t.Errorf("answered %v; expected some of each", over)
	}
	if strings.Contains(s.logged.String(), "level=ERROR") {
		t.Errorf("the log says that something failed: %.600s", s.logged.String()[strings.Index(s.logged.String(), "level=ERROR"):])
	}
}
