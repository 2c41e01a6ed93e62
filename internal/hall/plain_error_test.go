package hall_test

import (
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
)

// What stands against a form is said in words for who filled it in: by the name that its field has, people by their names, and the authority once. Which
// entry of the record it would have been, and how many bytes that has, says nothing to anyone.
func TestPlainErrors(t *testing.T) {
	s := newStation(t)
	s.open("ferry")
	s.open("pier")
	s.do("vance", "pier", "sworn", `{"application":"purse","oath":{"by":"archer","means":"in-person"}}`, s.digest("vance", "pier"))
	s.assign("pier", "hart")
	s.enrol(people.PostGiven{ID: "vance", Post: people.Post{Role: record.Supervisor, Agency: "rangers"}})
	s.again("vance", "stone", "root")
	const acts, review = "/matters/ferry/acts/", "/matters/ferry/applications/purse/review"
	for _, row := range []struct {
		name, account, at string
		typed             []string
		want              []string
		not               []string
	}{
		{"what has to be there", "vance", acts + "person-named", []string{"person.roles", "witness"}, []string{"Short name is needed", "Name is needed: "}, []string{"is missing", "; expected"}},
		{"what is too long", "stone", review, []string{"only", "1", "asks-1", strings.Repeat("é", 30_000)}, []string{"What is asked is too long, 60,000 of at most 32,768 signs, where a letter with an accent or a curly quotation mark counts as two or three"}, []string{"bytes"}},
		{"a short name of the roll", "root", "/roll/account-invited", []string{"id", "Dee Dole", "name", "Dee Dole"}, []string{"Short name is \"Dee Dole\". What belongs there: lower-case letters"}, []string{"ccount-invited:", "; expected"}},
		{"a question to oneself", "vance", review, []string{"only", "1", "asks-1", "Who saw it?"}, []string{"Ruth Vance is the affiant. No one reviews an affidavit of his own."}, []string{"vance is"}},
		{"another magistrate", "vance", "/matters/pier/acts/presented?application=purse", []string{"presentment.magistrate", "lowe"}, []string{"Judge Hart is assigned to", "not Judge Lowe."}, []string{"Entry ", "hart is", "not lowe"}},
	} {
		a := s.send(row.account, s.page(row.account, row.at), strings.TrimSuffix(row.at, "?application=purse"), row.typed...)
		text := words(a.body)
		for _, w := range row.want {
			if a.status < 400 || !strings.Contains(text, w) {
				t.Errorf("%s: %d, and %q is not said: %s", row.name, a.status, w, text)
			}
		}
		for _, w := range row.not {
			if strings.Contains(text, w) {
				t.Errorf("%s: %q is said: %s", row.name, w, text)
			}
		}
		if by := "Shadwick v. City of Tampa"; strings.Count(text, by) > 1 {
			t.Errorf("%s: its authority is said twice: %s", row.name, text)
		}
	}
}
