package hall_test

import (
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/hall"
)

// TestMethods: a method that a page does not take is answered with 405 and Allow, and OPTIONS with the methods there are, the same of what is sealed and of what is not
// there, and to whoever asks; what is nowhere is 404 as before.
func TestMethods(t *testing.T) {
	s := newStation(t)
	s.warrant("ferry")
	s.do("hart", "ferry", "sealed", `{"seal":{"id":"s1","by":"hart","because":"an informant at risk"}}`)
	at := func(path, matter string) string {
		return strings.NewReplacer("{matter}", matter, "{application}", "purse", "{$}", "").Replace(path)
	}
	tried := 0
	for _, route := range hall.Routes() {
		_, path, _ := strings.Cut(route, " ")
		for _, method := range []string{"PUT", "DELETE", "BREW", "OPTIONS"} {
			said := ""
			for _, account := range []string{"", "other", "vance"} {
				for _, matter := range []string{"ferry", "no-such"} {
					r := httptest.NewRequest(method, at(path, matter), nil)
					r.Host = "localhost"
					r.Header.Set("Sec-Fetch-Site", "same-origin")
					if account != "" {
						r.Header.Set("Cookie", "affiant="+s.secrets[account])
					}
					w := httptest.NewRecorder()
					s.handler.ServeHTTP(w, r)
					tried++
					allow := strings.Split(w.Header().Get("Allow"), ", ")
					if want := map[bool]int{true: 204, false: 405}[method == "OPTIONS"]; w.Code != want || !slices.Contains(allow, strings.Fields(route)[0]) || !slices.Contains(allow, "OPTIONS") {
						t.Fatalf("%s %s as %q: %d, Allow %q; want %d", method, path, account, w.Code, allow, want)
					}
					as := w.Header().Get("Allow") + w.Body.String()
					if said == "" {
						said = as
					} else if as != said {
						t.Errorf("%s %s as %q of %s: %q, and else %q", method, path, account, matter, as, said)
					}
				}
			}
		}
	}
	if tried < 500 {
		t.Errorf("%d tried", tried)
	}
	if a := s.ask("vance", "GET", "/nowhere/at-all", nil); a.status != 404 {
		t.Errorf("nowhere: %d", a.status)
	}
}
