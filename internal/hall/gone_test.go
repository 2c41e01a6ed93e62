package hall_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// TestBrokenOff: a page whose reader went away, or whose time is over, at whatever moment, is no mistake of ours: to who still reads it is said to come
// again, and the log has nothing of it but that it was.
func TestBrokenOff(t *testing.T) {
	s := newStation(t)
	s.warrant("ferry")
	over := map[int]int{}
	for _, path := range []string{"/", "/matters/ferry", "/matters/ferry/applications/purse"} {
		for i := range 120 {
			r := httptest.NewRequest("GET", path, nil)
			r.Host = "localhost"
			r.AddCookie(&http.Cookie{Name: "affiant", Value: s.secrets["vance"]})
			wait := time.Duration(i) * 60 * time.Microsecond
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
			case w.Code != 200 && w.Code != 503 && w.Code != 499, w.Code == 503 && (i%2 == 1 || w.Header().Get("Retry-After") == ""), w.Code == 499 && (i%2 == 0 || w.Body.Len() > 0):
				t.Fatalf("%s after %v, the reader gone %v: %d, Retry-After %q: %s", path, wait, i%2 == 1, w.Code, w.Header().Get("Retry-After"), words(w.Body.String()))
			}
		}
	}
	t.Logf("answered %v", over)
	if over[503] == 0 || over[499] == 0 {
		t.Errorf("answered %v; expected some of each", over)
	}
	if strings.Contains(s.logged.String(), "level=ERROR") {
		t.Errorf("the log says that something failed: %.600s", s.logged.String()[strings.Index(s.logged.String(), "level=ERROR"):])
	}
}
