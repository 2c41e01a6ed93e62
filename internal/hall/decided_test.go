package hall_test

import (
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/record"
)

// What was decided is read, in the words of who decided, by those who read the papers: on the page of the matter, where it says what is next, and below the papers. It is not
// read by who serves, or is concerned.
func TestDecisionIsRead(t *testing.T) {
	s := newStation(t)
	s.bench("ferry")
	const asked = "Say what Peter Dole did with the red purse."
	for _, at := range []string{"/matters/ferry", "/matters/ferry/applications/purse"} {
		if strings.Contains(words(s.page("vance", at)), "returned") {
			t.Errorf("%s tells of a decision before there is one", at)
		}
	}
	s.do("hart", "ferry", "decided", `{"application":"purse","decision":{"respondents":["dole"],"act":"returned","finding":"`+asked+`","findings":[{"element":"taking","words":"not shown by whom"}]}}`, s.digest("hart", "ferry"))
	for _, who := range []string{"vance", "stone", "quill", "hart", "archer"} {
		for _, at := range []string{"/matters/ferry", "/matters/ferry/applications/purse"} {
			text := words(s.page(who, at))
			for _, want := range []string{"Peter Dole : sent back for more by Judge Hart, 2 March 2026, ", asked, "Took the purse of another: not shown by whom"} {
				if !strings.Contains(text, want) {
					t.Errorf("%s, %s does not say %q: %s", who, at, want, text)
				}
			}
		}
	}
	for _, who := range []string{"pratt", "dole", "cross"} {
		for _, at := range []string{"/matters/ferry", "/matters/ferry/applications/purse"} {
			if strings.Contains(s.ask(who, "GET", at, nil).body, "Say what Peter") {
				t.Errorf("%s reads it at %s", who, at)
			}
		}
	}
	s.warrant("harbor")
	if body := s.page("pratt", "/matters/harbor"); strings.Contains(body, "seen by the affiant") || strings.Contains(body, "granted by") {
		t.Error("who serves the warrant reads why it was granted")
	}
	// A decision that is recounted and names no one is for all.
	m := record.Matter{ID: "mill", Title: "The mill", Jurisdiction: "us-ri", People: []record.Person{{ID: "vance", Name: "Ruth Vance", Roles: []record.Role{record.Affiant}, Account: "vance"},
		{ID: "dole", Name: "Peter Dole", Roles: []record.Role{record.Respondent}}, {ID: "nell", Name: "Nell Hay Jr.", Roles: []record.Role{record.Respondent}}, {ID: "lowe", Name: "Judge Lowe", Roles: []record.Role{record.Magistrate}}},
		Applications: []record.Application{{ID: "purse", Kind: record.Arrest, Affiant: "vance", Respondents: []record.PersonID{"dole", "nell"}, Offence: record.Offence{Title: "larceny", Elements: []record.Element{{ID: "taking", Title: "took it", Kind: "act"}}},
			Affidavit:    record.Affidavit{Assertions: []record.Assertion{{N: 1, Text: "It was gone."}}},
			Presentments: []record.Presentment{{Magistrate: "lowe", Decisions: []record.Decision{{Act: "denied", Finding: "Nothing says who took it."}}}, {Magistrate: "lowe", Decisions: []record.Decision{{Act: "granted"}}}}}}}
	if _, err := s.clerk.RecountAll(t.Context(), []clerk.Told{{By: clerk.Caller{Account: "vance"}, Agency: "rangers", Court: "county", Matter: m}}); err != nil {
		t.Fatal(err)
	}
	if text := words(s.page("vance", "/matters/mill")); !strings.Contains(text, "Against Peter Dole, Nell Hay Jr. Affiant") {
		t.Errorf("a name that ends in a stop has two: %s", text)
	}
	// What is recounted is never said to be in the words of who decided; what was decided here is.
	const own, told = "In the words of who decided.", "As recounted, not decided here."
	for at, n := range map[string]int{"/matters/mill": 1, "/matters/mill/applications/purse": 2, "/matters/ferry": 0, "/matters/ferry/applications/purse": 0} {
		text := words(s.page("vance", at))
		if strings.Count(text, told) != n || strings.Contains(text, own) != (at == "/matters/ferry/applications/purse") {
			t.Errorf("%s: %s", at, text)
		}
	}
	if text := words(s.page("vance", "/matters/mill/applications/purse")); !strings.Contains(text, "Peter Dole, Nell Hay Jr. : denied by Judge Lowe") || !strings.Contains(text, "Nothing says who took it.") || !strings.Contains(text, "Peter Dole, Nell Hay Jr. : granted by Judge Lowe") {
		t.Errorf("for whom it was decided, on each presentment, is not said: %s", text)
	}
}
