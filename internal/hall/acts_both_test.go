package hall_test

import (
	"net/http"
	"strings"
	"testing"
)

// Two revise the papers around one affidavit: whoever comes second sees, field by field, what the other entered beside what he typed, may take either, and loses
// no word of his own.
func TestTwoRevisePapers(t *testing.T) {
	s := newStation(t)
	s.open("ferry")
	const at = "/matters/ferry/acts/papers-revised"
	page := s.page("vance", at+"?application=purse")
	s.do("vance", "ferry", "papers-revised", `{"papers":{"id":"purse","kind":"arrest","affiant":"vance","respondents":["dole"],"offence":{"title":"robbery","statute":"11-39-1","elements":[{"id":"taking","title":"took the purse by force","kind":"act"}]}}}`)
	a := s.send("vance", page, at, "papers.offence.title", "larceny of a purse", "papers.heading", "In the county court")
	text := words(a.body)
	for _, want := range []string{"Ruth Vance revised these papers while you wrote", "In the matter now robbery Take theirs", "What you wrote larceny of a purse", "In the matter now 11-39-1", "took the purse by force", "What you wrote In the county court"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not say %q: %s", want, text)
		}
	}
	form, _ := formOf(a.body, at)
	if a.status != http.StatusConflict || form.Get("papers.offence.title") != "larceny of a purse" || form.Get("papers.heading") != "In the county court" {
		t.Fatalf("%d %v", a.status, form)
	}
	if strings.Contains(text, "In the matter now arrest") || strings.Contains(text, "In the matter now Ruth Vance") {
		t.Errorf("what both wrote alike is told as different: %s", text)
	}
	a = s.send("vance", a.body, at, "theirs", "papers.offence.statute")
	form, _ = formOf(a.body, at)
	if a.status != http.StatusOK || form.Get("papers.offence.statute") != "11-39-1" || form.Get("papers.offence.title") != "larceny of a purse" {
		t.Fatalf("theirs is not taken, or the own is lost: %d %v", a.status, form)
	}
	if a = s.send("vance", a.body, at); a.status != http.StatusSeeOther {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	if o := s.wholeOf("ferry").Application("purse").Offence; o.Title != "larceny of a purse" || o.Statute != "11-39-1" {
		t.Errorf("%+v", o)
	}

	// What another entered elsewhere is no other draft of these papers.
	page = s.page("vance", at+"?application=purse")
	s.do("vance", "ferry", "assertion-drafted", `{"application":"purse","assertion":{"n":2,"text":"He ran.","basis":"observed","cites":["log:1"]}}`)
	if a = s.send("vance", page, at, "papers.offence.title", "theft"); a.status == http.StatusConflict && strings.Contains(a.body, "while you wrote") {
		t.Error("papers that no one else revised are told as two")
	}
}
