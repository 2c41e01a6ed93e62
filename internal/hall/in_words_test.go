package hall_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
)

// Times of the roll are typed and read as everywhere, by the clock of the court, and kept with their zone.
func TestRollTimesInWords(t *testing.T) {
	s := newStation(t)
	s.again("root")
	const at = "/roll/post-given"
	typed := []string{"id", "vance", "post.role", "supervisor", "post.agency", "rangers", "post.until", "1 July 2026, 9:15 a.m."}
	a := s.send("root", s.page("root", at), at, typed...)
	if a.status != 200 || !strings.Contains(words(a.body), "1 July 2026, 9:15 a.m.") {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	if a = s.signed("root", s.page("root", at), at, typed...); a.status != http.StatusSeeOther {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	roll, err := s.clerk.Roll(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	held := false
	for _, p := range roll.Account("vance").Posts {
		held = held || p.Role == record.Supervisor && p.Until == "2026-07-01T09:15:00-04:00"
	}
	if !held {
		t.Errorf("the posts are %+v", roll.Account("vance").Posts)
	}
	if text := words(s.page("root", "/roll")); !strings.Contains(text, "(until 1 July 2026, 9:15 a.m.)") {
		t.Errorf("the roll: %s", text)
	}
	a = s.send("root", s.page("root", at), at, "id", "vance", "post.role", "supervisor", "post.agency", "rangers", "post.until", "2026-08-01T13:15:00Z")
	if text := words(a.body); a.status != 200 || !strings.Contains(text, "1 August 2026, 9:15 a.m.") {
		t.Errorf("a time with its zone: %d %s", a.status, text)
	}
}

// The trail names the rule of each line in words, and has what it says beside it.
func TestTrailNamesRules(t *testing.T) {
	s := newStation(t)
	s.open("ferry")
	s.again("pratt", "audit")
	s.ask("pratt", "GET", "/matters/ferry/applications/purse", nil)
	s.ask("vance", "GET", "/figures", nil)
	page := s.page("audit", "/trail")
	for _, want := range []string{`title="What no rule lets, no one may.">no rule lets it<`} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is not said: %s", want, page)
		}
	}
}

// Of a search it is said which of the choices is no offence but a kind of search, in the words that it has.
func TestKindOfSearchIsNoOffence(t *testing.T) {
	s := newStation(t)
	s.emptyMatter()
	list, _, err := s.clerk.List(t.Context(), callerOf("vance"), store.Query{})
	if err != nil || len(list) != 1 {
		t.Fatalf("%v, %v", list, err)
	}
	text := words(s.page("vance", "/matters/"+string(list[0].Matter)+"/begin"))
	if !strings.Contains(text, "Among the offences stands Search for evidence of a crime , which is none: it is a kind of search.") || strings.Count(text, "(a kind of search, and no offence)") != 1 {
		t.Error(text)
	}
}

// Counsel asks where a source is not in hand, and reads the nearest cases by name and the factors by title, without a code.
func TestCounselInWords(t *testing.T) {
	s := newStation(t)
	s.warrant("ferry")
	s.do("pratt", "ferry", "executed", `{"application":"purse","execution":{"act":"arrested","persons":["dole"],"warrant":"w1","place":"the pier"}}`)
	s.do("quill", "ferry", "charged", `{"application":"purse","charge":{"act":"complaint","charge":"larceny"}}`)
	s.again("cross")
	page := s.page("cross", "/matters/ferry/applications/purse/counsel")
	const ask = "/matters/ferry/acts/requested?request.for=papers"
	if !strings.Contains(words(page), "1 source that you have not been given") || !strings.Contains(page, `<a href="`+ask+`">Ask for it</a>`) {
		t.Errorf("a source that is not in hand: %s", words(page))
	}
	if form, ok := formOf(s.page("cross", ask), "/matters/ferry/acts/requested"); !ok || form.Get("request.for") != "papers" {
		t.Errorf("the form to which it leads: %v", form)
	}
	_, near, _ := strings.Cut(page, `id="near"`)
	if near, _, _ = strings.Cut(near, "</section>"); !strings.Contains(near, `<li><span title="`) || strings.Contains(near, "[") || !strings.Contains(near, "Both: ") {
		t.Errorf("the nearest cases: %s", words(near))
	}
}
