package web

import (
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"unicode"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/transcript"
)

// hostile is text that would command a terminal, turn the direction of a page, or be markup, if it were let.
const hostile = "x\x1b]0;pwned\x07\x1b[2J\u009b31m\u202e\u2066\r\x7f</script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{.}}]]>"

// TestNothingOnAPageIsAnOrder holds that hostile text, wherever it stands in a matter, is shown on a page as text.
func TestNothingOnAPageIsAnOrder(t *testing.T) {
	data, err := os.ReadFile("../../examples/malley-v-briggs.yaml")
	if err != nil {
		t.Fatal(err)
	}
	f, err := transcript.Read("malley", data)
	if err != nil {
		t.Fatal(err)
	}
	m := &f.Matter
	m.Title, m.Note, m.Rulings = hostile, hostile, nil
	for i := range m.People {
		m.People[i].Name, m.People[i].Home, m.People[i].Of = hostile+m.People[i].Name, hostile, hostile
	}
	for i := range m.Orders {
		m.Orders[i].Court, m.Orders[i].Target, m.Orders[i].Offences = hostile, hostile, []string{hostile}
	}
	for i := range m.Sources {
		s := &m.Sources[i]
		s.Title, s.Place, s.Custodian, s.Note = hostile, hostile, hostile, hostile
		s.Locator = record.Locator{Reel: hostile, Side: hostile, Footage: hostile, Page: hostile}
		for j := range s.Speakers {
			s.Speakers[j].As, s.Speakers[j].Claimed, s.Speakers[j].By = hostile, hostile, hostile
		}
		for j := range s.Lines {
			l := &s.Lines[j]
			l.Speaker = hostile
			if l.Text != "" {
				l.Text += hostile
			} else {
				l.Cut = hostile
			}
		}
	}
	for i := range m.Statements {
		m.Statements[i].By, m.Statements[i].About = hostile, hostile
	}
	a := &m.Applications[0]
	a.Offence.Title, a.Offence.Statute = hostile, hostile
	for i := range a.Offence.Elements {
		a.Offence.Elements[i].Title = hostile
	}
	for i := range a.Affidavit.Assertions {
		s := &a.Affidavit.Assertions[i]
		s.Text += hostile
		for j := range s.Readings {
			s.Readings[j].Means, s.Readings[j].Basis = hostile, hostile
		}
		for j := range s.Identifies {
			s.Identifies[j].Basis = hostile
		}
	}
	r, err := brief.Read(m, doctrine.Default(), release, brief.Options{Posture: brief.AtTrial})
	if err != nil {
		t.Fatal(err)
	}
	file, err := Export(r, doctrine.Default(), nil, "", "")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(file), `\x1b[2J`) {
		t.Error("what stands in the file is not shown")
	}
	for name, page := range map[string]string{"a file of its own": string(file), "no such page": body(t, get(t, shared(), "/%1b%5b2J%c2%9b%e2%80%ae%3Cimg%3E"))} {
		if at := strings.IndexFunc(page, func(c rune) bool {
			return c != '\n' && c != '\t' && (unicode.IsControl(c) || '\u202a' <= c && c <= '\u202e' || '\u2066' <= c && c <= '\u2069')
		}); at >= 0 {
			t.Errorf("%s has an order: %q", name, page[max(0, at-60):at+10])
		}
		if strings.Contains(page, "<img") || strings.Contains(page, "<script>alert") {
			t.Errorf("%s has markup that stood in the file", name)
		}
	}
}

// TestFromElsewhere holds that a page of another site can neither read a page here nor have one made but by leading to it.
func TestFromElsewhere(t *testing.T) {
	for _, row := range []struct {
		site, mode string
		want       int
	}{
		{"", "", 200}, {"none", "navigate", 200}, {"same-origin", "cors", 200},
		{"cross-site", "navigate", 200}, {"cross-site", "no-cors", 403}, {"cross-site", "cors", 403}, {"same-site", "no-cors", 403},
	} {
		if got := asked(t, row.site, row.mode); got != row.want {
			t.Errorf("%s, %s: %d, want %d", row.site, row.mode, got, row.want)
		}
	}
}

// asked asks for a file as a browser would on behalf of a page elsewhere.
func asked(t *testing.T, site, mode string) int {
	t.Helper()
	r := httptest.NewRequest("GET", "/static/affiant.css", nil)
	r.Host = "127.0.0.1:4750"
	r.Header.Set("Sec-Fetch-Site", site)
	r.Header.Set("Sec-Fetch-Mode", mode)
	w := httptest.NewRecorder()
	shared().ServeHTTP(w, r)
	return w.Code
}
