package clerk_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/record"
)

// TestEarlierNamed: what was brought in another matter is told by the names of people, and of that matter to one who may find it; to the magistrate before whom only
// the new one lies without the name of the other, and without anyone who is in that alone; and when it has come under a seal, without a word of whose it is.
func TestEarlierNamed(t *testing.T) {
	o := newOffice(t)
	o.toBench()
	o.do("hart", record.Decided{Application: "purse", Decision: record.Decision{Respondents: []record.PersonID{"dole"}, Act: "denied", Finding: "one glimpse"}})
	stands := o.again("early", "rangers", "vance", "Peter Dole")
	if len(stands) != 1 || !strings.Contains(stands[0], "in the matter ferry (") {
		t.Fatalf("%q", stands)
	}
	says := func(account string) string {
		t.Helper()
		named, err := o.EarlierNamed(t.Context(), clerk.Caller{Account: account}, "early", "once-more")
		if err != nil {
			t.Fatal(err)
		}
		return strings.Join(slices.Sorted(maps.Values(named)), "\n")
	}
	if got := says("vance"); got != "in the matter “The ferry”, a warrant to arrest, against Peter Dole, before Ann Hart on 2 March 2026: denied" {
		t.Errorf("to who may find it: %q", got)
	}
	const bare = "in another matter of The Rangers, a warrant to arrest, against Peter Dole, before Ann Hart on 2 March 2026: denied"
	if got := says("lowe"); got != bare {
		t.Errorf("to the magistrate: %q", got)
	}
	if got := says("other"); got != "" {
		t.Errorf("to one who may not read the papers: %q", got)
	}
	o.do("hart", record.Sealed{Seal: record.Seal{ID: "s", By: "hart", Because: "an informant"}})
	if got := says("lowe"); got != strings.Replace(bare, " of The Rangers", "", 1) {
		t.Errorf("under a seal: %q", got)
	}
}

// TestEarlierNamedOnce: a decision for each of two is told as two to one who may find the matter, by their names, and once to one who may not and is told no names.
func TestEarlierNamedOnce(t *testing.T) {
	o := newOffice(t)
	o.openAgainstTwo()
	o.do("vance", record.Sworn{Application: "purse", Oath: record.Oath{By: "archer", Means: "in-person"}})
	o.assign("ferry", "purse", "hart")
	o.do("vance", record.Presented{Application: "purse", Presentment: record.Presentment{Magistrate: "hart"}})
	for _, who := range []record.PersonID{"dole", "mary"} {
		o.do("hart", record.Decided{Application: "purse", Decision: record.Decision{Respondents: []record.PersonID{who}, Act: "denied", Finding: "one glimpse"}})
	}
	o.again("early", "rangers", "vance", "Peter Dole", "Mary Dole")
	for account, acts := range map[string]string{"vance": ": denied for Peter Dole; denied for Mary Dole", "lowe": ": denied"} {
		named, err := o.EarlierNamed(t.Context(), clerk.Caller{Account: account}, "early", "once-more")
		if err != nil || len(named) != 1 {
			t.Fatalf("to %s: %q, %v", account, named, err)
		}
		for _, says := range named {
			if _, told, _ := strings.Cut(says, " on 2 March 2026"); told != acts {
				t.Errorf("to %s: %q", account, says)
			}
		}
	}
}

// TestEarlierNamedHere: what was brought in the same matter before another magistrate is told by the names of people, also to one who may read nothing of it; and
// when it has come under a seal of its own, not to who is outside that.
func TestEarlierNamedHere(t *testing.T) {
	o := newOffice(t)
	o.openAgainstTwo()
	o.do("vance", record.Sworn{Application: "purse", Oath: record.Oath{By: "archer", Means: "in-person"}})
	o.assign("ferry", "purse", "hart")
	o.do("vance", record.Presented{Application: "purse", Presentment: record.Presentment{Magistrate: "hart"}})
	for who, act := range map[record.PersonID]string{"mary": "denied", "dole": "returned"} {
		o.do("hart", record.Decided{Application: "purse", Decision: record.Decision{Respondents: []record.PersonID{who}, Act: act, Finding: "say what he did"}})
	}
	o.do("vance", record.ApplicationDrafted{ID: "again", Of: record.Arrest, Affiant: "vance", Respondents: []record.PersonID{"dole"},
		Offence: record.Offence{Title: "larceny", Elements: []record.Element{{ID: "taking", Title: "took the purse of another", Kind: record.Act}}}})
	o.do("vance", record.AssertionDrafted{Application: "again", Assertion: record.Assertion{N: 1, Text: "I saw Peter Dole take a red purse from the deck of the ferry.", Basis: record.Observed, Cites: []record.Cite{{Source: "log", From: 1, To: 1}}}})
	v, err := o.Read(t.Context(), clerk.Caller{Account: "vance"}, "ferry", access.ReadFlaws, "again")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range v.Unanswered("again") {
		o.do("vance", record.FlawAnswered{Application: "again", Answer: record.Answer{Flaw: f.ID, Act: "as-written", Because: "it is what I saw", By: "vance"}})
	}
	o.do("vance", record.Sworn{Application: "again", Oath: record.Oath{By: "archer", Means: "in-person"}})
	o.assign("ferry", "again", "lowe")
	o.do("vance", record.Presented{Application: "again", Presentment: record.Presentment{Magistrate: "lowe"}})
	o.colleague("ruth", record.Supervisor)
	says := func(account string) []string {
		t.Helper()
		named, err := o.EarlierNamed(t.Context(), clerk.Caller{Account: account}, "ferry", "again")
		if err != nil {
			t.Fatal(err)
		}
		return slices.Collect(maps.Values(named))
	}
	got := says("lowe")
	if len(got) != 1 || !strings.HasPrefix(got[0], "this matter’s warrant to arrest, larceny, before Ann Hart on 2 March 2026") || !strings.Contains(got[0], "denied for Mary Dole") || !strings.Contains(got[0], "returned for Peter Dole") {
		t.Errorf("%q", got)
	}
	if x := says("ruth"); !slices.Equal(x, got) {
		t.Errorf("not under a seal: %q", x)
	}
	o.do("hart", record.Sealed{Seal: record.Seal{ID: "s", By: "hart", Because: "an informant", Application: "purse"}})
	if x := says("ruth"); len(x) != 0 {
		t.Errorf("to one outside its seal: %q", x)
	}
}
