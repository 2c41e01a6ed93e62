package hall_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
)

// What the desk says awaits an affiant's answer is what its button leads to, also where another application of the matter has come further.
func TestDeskLeadsToWhatItCounts(t *testing.T) {
	s := newStation(t)
	for _, m := range []string{"quay", "ferry"} {
		s.bench(m)
		s.do("hart", m, "decided", `{"application":"purse","decision":{"respondents":["dole"],"act":"returned","finding":"say when"}}`, s.digest("hart", m))
	}
	s.do("vance", "ferry", "application-drafted", `{"id":"hat","kind":"arrest","affiant":"vance","respondents":["dole"],"offence":{"title":"larceny of a hat","elements":[{"id":"taking","title":"took the hat of another","kind":"act"}]}}`)
	s.do("vance", "ferry", "assertion-drafted", `{"application":"hat","assertion":{"n":1,"text":"On March 1, 2026 I saw Peter Dole take a red purse from the deck of the ferry.","basis":"observed","cites":["log:1"]}}`)
	v, err := s.clerk.Read(t.Context(), callerOf("vance"), "ferry", access.ReadFlaws, "hat")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range v.Unanswered("hat") {
		id, _ := json.Marshal(f.ID)
		s.do("vance", "ferry", "flaw-answered", `{"application":"hat","answer":{"flaw":`+string(id)+`,"act":"as-written","because":"it is what I saw","by":"vance"}}`)
	}
	on, err := clerk.PapersDigest(&v.Matter, "hat")
	if err != nil {
		t.Fatal(err)
	}
	s.do("vance", "ferry", "sworn", `{"application":"hat","oath":{"by":"archer","means":"in-person"}}`, on)
	if _, err := s.clerk.Assign(t.Context(), callerOf("archer"), "ferry", "hat", clerk.Wish{}); err != nil {
		t.Fatal(err)
	}
	s.do("vance", "ferry", "presented", `{"application":"hat","presentment":{"magistrate":"hart"}}`)
	if v, err = s.clerk.Read(t.Context(), callerOf("hart"), "ferry", access.ReadPapers, "hat"); err != nil {
		t.Fatal(err)
	}
	if on, err = clerk.PapersDigest(&v.Matter, "hat"); err != nil {
		t.Fatal(err)
	}
	s.do("hart", "ferry", "decided", `{"application":"hat","decision":{"respondents":["dole"],"act":"granted","finding":"seen"}}`, on)
	s.again("vance")
	desk := s.page("vance", "/")
	if !strings.Contains(desk, "2 applications await your answer") || !strings.Contains(desk, `href="/?own=returned"`) {
		t.Fatal(words(desk))
	}
	list := s.page("vance", "/?own=returned")
	_, rows, _ := strings.Cut(list, `id="matters-h"`)
	for _, m := range []string{"ferry", "quay"} {
		if !strings.Contains(rows, `/matters/`+m+`#app-purse`) || !strings.Contains(s.page("vance", "/matters/"+m), `id="app-purse"`) {
			t.Errorf("it does not lead to what awaits an answer in %s: %s", m, words(rows))
		}
	}
	if strings.Contains(rows, "of a hat") {
		t.Errorf("what awaits no answer is among it: %s", words(rows))
	}
	if a := s.ask("vance", "GET", "/?own=live", nil); a.status != 422 {
		t.Errorf("a list that there is not: %d", a.status)
	}
}

// A warrant that was carried out stands on the desk of who owes its return until that is made.
func TestReturnOwedIsOnTheDesk(t *testing.T) {
	s := newStation(t)
	s.warrant("ferry")
	at := "/matters/ferry/applications/purse/warrants"
	if a := s.send("pratt", s.page("pratt", at), at+"/serve", "warrant", "w1", "act", "arrested", "place", "the pier", "_sure", "yes"); a.status != 303 {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	if desk := words(s.page("pratt", "/")); !strings.Contains(desk, "1 warrant that is over awaits a return by you or a colleague") {
		t.Errorf("the desk: %s", desk)
	}
	if list := words(s.page("pratt", "/warrants")); !strings.Contains(list, "Its return is owed.") {
		t.Errorf("the list: %s", list)
	}
	if a := s.send("pratt", s.page("pratt", at), at+"/return", "warrant", "w1", "unserved", ""); a.status != 303 {
		t.Fatalf("%d %s", a.status, words(a.body))
	}
	if desk := words(s.page("pratt", "/")); strings.Contains(desk, "awaits a return") {
		t.Errorf("after the return: %s", desk)
	}
}

// Until a magistrate is assigned nothing offers to put the papers before one: the card and the form say what comes first. Then the one who is assigned alone may be chosen,
// and who chooses none is told so at the field.
func TestPresentingWaitsForTheMagistrate(t *testing.T) {
	s := newStation(t)
	s.open("ferry")
	const at = "/matters/ferry/acts/presented"
	s.do("vance", "ferry", "sworn", `{"application":"purse","oath":{"by":"archer","means":"in-person"}}`, s.digest("vance", "ferry"))
	if strings.Contains(s.page("vance", "/matters/ferry"), "/acts/presented") {
		t.Error("the card offers what cannot be done yet")
	}
	page := s.page("vance", at+"?application=purse")
	if _, ok := formOf(page, at); ok || !strings.Contains(words(page), "No magistrate is assigned to it yet.") {
		t.Errorf("the form does not wait: %s", words(page))
	}
	s.assign("ferry", "hart")
	if !strings.Contains(s.page("vance", "/matters/ferry"), "/acts/presented") {
		t.Error("the card does not offer it when one is assigned")
	}
	page = s.page("vance", at+"?application=purse")
	_, list, _ := strings.Cut(page, `name="presentment.magistrate"`)
	list, _, _ = strings.Cut(list, "</select>")
	if strings.Count(list, "<option") != 2 || !strings.Contains(list, `value="hart" selected`) {
		t.Errorf("who may be chosen: %s", list)
	}
	a := s.send("vance", page, at, "presentment.magistrate", "")
	if a.status != 422 || !strings.Contains(a.body, `<p class="amiss" id="f-presentment-magistrate-w">Choose a magistrate.</p>`) || !strings.Contains(a.body, `aria-invalid="true"`) {
		t.Errorf("none is chosen: %d %s", a.status, words(a.body))
	}
}
