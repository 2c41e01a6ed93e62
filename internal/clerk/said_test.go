package clerk_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/people"
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

// twice puts an application against two people before Hart, who sends it back for Dole and refuses it for those named, and another against Dole before Lowe.
func (o *office) twice(also ...record.PersonID) {
	o.t.Helper()
	o.openAgainstTwo()
	o.do("vance", record.Sworn{Application: "purse", Oath: record.Oath{By: "archer", Means: "in-person"}})
	o.assign("ferry", "purse", "hart")
	o.do("vance", record.Presented{Application: "purse", Presentment: record.Presentment{Magistrate: "hart"}})
	o.do("hart", record.Decided{Application: "purse", Decision: record.Decision{Respondents: []record.PersonID{"dole"}, Act: "returned", Finding: "say what he did"}})
	for _, who := range also {
		o.do("hart", record.Decided{Application: "purse", Decision: record.Decision{Respondents: []record.PersonID{who}, Act: "denied", Finding: "one glimpse"}})
	}
	o.do("vance", record.ApplicationDrafted{ID: "again", Of: record.Arrest, Affiant: "vance", Respondents: []record.PersonID{"dole"},
		Offence: record.Offence{Title: "larceny", Elements: []record.Element{{ID: "taking", Title: "took the purse of another", Kind: record.Act}}}})
	o.do("vance", record.AssertionDrafted{Application: "again", Assertion: record.Assertion{N: 1, Text: "I saw Peter Dole take a red purse from the deck of the ferry.", Basis: record.Observed, Cites: []record.Cite{{Source: "log", From: 1, To: 1}}}})
	v, err := o.Read(o.t.Context(), clerk.Caller{Account: "vance"}, "ferry", access.ReadFlaws, "again")
	if err != nil {
		o.t.Fatal(err)
	}
	for _, f := range v.Unanswered("again") {
		o.do("vance", record.FlawAnswered{Application: "again", Answer: record.Answer{Flaw: f.ID, Act: "as-written", Because: "it is what I saw", By: "vance"}})
	}
	o.do("vance", record.Sworn{Application: "again", Oath: record.Oath{By: "archer", Means: "in-person"}})
	o.assign("ferry", "again", "lowe")
	o.do("vance", record.Presented{Application: "again", Presentment: record.Presentment{Magistrate: "lowe"}})
}

// charged has Dole arrested under a warrant of Lowe and charged, so that counsel reads the papers.
func (o *office) charged() {
	o.t.Helper()
	o.do("lowe", record.Decided{Application: "again", Decision: record.Decision{Respondents: []record.PersonID{"dole"}, Act: "granted", Finding: "seen"}})
	o.do("lowe", record.WarrantIssued{Application: "again", Warrant: record.Issued{ID: "w1", By: "lowe", Respondents: []record.PersonID{"dole"}, ReturnTo: "lowe"}})
	o.do("pratt", record.Executed{Application: "again", Execution: record.Execution{Act: "arrested", Warrant: "w1", Persons: []record.PersonID{"dole"}}})
	o.do("archer", record.Charged{Application: "again", Charge: record.Charge{Act: "complaint", Charge: "larceny"}})
}

// badNames names people whose short names are the words of decisions, and whose names are those of others.
func (o *office) badNames() {
	o.t.Helper()
	for _, p := range [][2]string{{"denied", "granted"}, {"returned", "granted"}, {"for", "not decided for"}, {"before", "after"}} {
		o.do("vance", record.PersonNamed{Person: record.Person{ID: record.PersonID(p[0]), Name: p[1], Roles: []record.Role{record.Executing}, Account: "pratt"}})
	}
}

// TestEarlierNamedHere: what was brought in the same matter before another magistrate is told by the names of people to the magistrate who decides, also if he may read nothing
// else of it, unless a conflict of interest that he declared holds there; and to who may read it. To counsel of one of the people the other is not named, who may be warned.
func TestEarlierNamedHere(t *testing.T) {
	o := newOffice(t)
	o.twice()
	o.colleague("ruth", record.Supervisor)
	says := func(account string) []string {
		t.Helper()
		named, err := o.EarlierNamed(t.Context(), clerk.Caller{Account: account}, "ferry", "again")
		if err != nil {
			t.Fatal(err)
		}
		return slices.Collect(maps.Values(named))
	}
	o.badNames()
	if got := says("lowe"); len(got) != 1 || !strings.HasPrefix(got[0], "this matter’s warrant to arrest, larceny, before Ann Hart on 2 March 2026") || !strings.HasSuffix(got[0], ": returned for Peter Dole") {
		t.Fatalf("%q", got)
	}
	// What is disclosed names Mary too, once something was decided for her.
	o = newOffice(t)
	o.twice("mary")
	o.colleague("ruth", record.Supervisor)
	got := says("lowe")
	if len(got) != 1 || !strings.HasSuffix(got[0], ": returned for Peter Dole; denied for Mary Dole") {
		t.Errorf("to the magistrate: %q", got)
	}
	if x := says("ruth"); !slices.Equal(x, got) {
		t.Errorf("not under a seal: %q", x)
	}
	const but = ": returned for Peter Dole; denied for another person"
	o.enrolled(people.ConflictDeclared{ID: "lowe", Conflict: people.Conflict{Name: "Mary Dole", Because: "a cousin"}})
	if x := says("lowe"); len(x) != 1 || !strings.HasSuffix(x[0], but) {
		t.Errorf("to the magistrate who has a conflict: %q", x)
	}
	o.charged()
	if x := says("cross"); len(x) != 1 || !strings.HasPrefix(x[0], "this matter’s warrant to arrest, larceny, before Ann Hart on 2 March 2026") || !strings.HasSuffix(x[0], but) {
		t.Errorf("to counsel of another: %q", x)
	}
	o.do("hart", record.Sealed{Seal: record.Seal{ID: "s", By: "hart", Because: "an informant", Application: "purse"}})
	for _, account := range []string{"ruth", "cross"} {
		if x := says(account); len(x) != 0 {
			t.Errorf("to %s, outside its seal: %q", account, x)
		}
	}
}

// TestPassedOn: the sentence by which an application tells of another is shown without people whom its reader does not read of, and not at all once that is under a seal of its
// own, in every view and in the entry itself; the magistrate to whom it was told has it as it was told, and who reads both.
func TestPassedOn(t *testing.T) {
	o := newOffice(t)
	o.twice("mary")
	o.colleague("ruth", record.Supervisor)
	o.charged()
	shown := func(account string, act access.Act) string {
		t.Helper()
		v, err := o.Read(t.Context(), clerk.Caller{Account: account}, "ferry", act, "again")
		if err != nil {
			t.Fatal(account, act, err)
		}
		return strings.Join(v.Matter.Application("again").Presentments[0].Disclosed, "\n")
	}
	opens := func(account string) bool {
		t.Helper()
		v, err := o.Read(t.Context(), clerk.Caller{Account: account}, "ferry", access.ReadDocket, "again")
		if err != nil {
			t.Fatal(account, err)
		}
		at := slices.IndexFunc(v.Lines, func(l clerk.Line) bool { return l.Kind == "presented" && l.Application == "again" })
		_, secret, err := o.Prove(t.Context(), clerk.Caller{Account: account}, "ferry", int64(v.Lines[at].Seq))
		if err != nil {
			t.Fatal(account, err)
		}
		return secret != nil
	}
	stands := shown("vance", access.ReadPapers)
	if !strings.HasPrefix(stands, "application purse before hart on") || !strings.HasSuffix(stands, ": returned for dole; denied for mary") || strings.Contains(stands, "\n") {
		t.Fatalf("as it stands: %q", stands)
	}
	for _, act := range []access.Act{access.ReadPapers, access.ReadDocket} {
		if got := shown("cross", act); got != strings.Replace(stands, "mary", "another person", 1) {
			t.Errorf("%s by counsel: %q", act, got)
		}
		for _, account := range []string{"ruth", "lowe", "vance"} {
			if got := shown(account, act); got != stands {
				t.Errorf("%s by %s: %q", act, account, got)
			}
		}
	}
	if !opens("ruth") || opens("cross") {
		t.Errorf("the entry opens to a supervisor: %t; to counsel: %t", opens("ruth"), opens("cross"))
	}
	o.do("hart", record.Sealed{Seal: record.Seal{ID: "s", By: "hart", Because: "an informant", Application: "purse"}})
	for _, act := range []access.Act{access.ReadPapers, access.ReadDocket} {
		for account, want := range map[string]string{"ruth": "", "cross": "", "lowe": stands, "vance": stands} {
			if got := shown(account, act); got != want {
				t.Errorf("under a seal, %s by %s: %q", act, account, got)
			}
		}
	}
	if opens("ruth") {
		t.Error("under a seal, the entry opens to one outside it")
	}
}

// TestAloneNamedHere: what has come since of an application in the same matter is told at the bench with people by their names; and no short name changes a word of it.
func TestAloneNamedHere(t *testing.T) {
	o := newOffice(t)
	o.twice()
	o.badNames()
	o.do("hart", record.Decided{Application: "purse", Decision: record.Decision{Respondents: []record.PersonID{"mary"}, Act: "denied", Finding: "one glimpse"}})
	told, err := o.Earlier(t.Context(), clerk.Caller{Account: "lowe"}, "ferry", "again")
	if err != nil || len(told) != 1 || !strings.HasPrefix(told[0], "this matter’s warrant to arrest, larceny, before Ann Hart on 2 March 2026") || !strings.HasSuffix(told[0], ": returned for Peter Dole; denied for Mary Dole") {
		t.Errorf("%q, %v", told, err)
	}
}
