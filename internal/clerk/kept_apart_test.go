package clerk_test

import (
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
)

// TestSearchIsWhatIsRead holds that a search finds a matter only by words that its caller may read in it: it must not answer, word by word,
// what is kept from him.
func TestSearchIsWhatIsRead(t *testing.T) {
	o := newOffice(t)
	o.open()
	o.do("vance", record.PersonNamed{Person: record.Person{ID: "ci", Name: "Zebulon Quirk", Roles: []record.Role{record.Informant}}})
	o.answer("it is what I saw")
	o.do("vance", record.Sworn{Application: "purse", Oath: record.Oath{By: "archer", Means: "in-person"}})
	o.assign("ferry", "purse", "hart")
	o.do("vance", record.Presented{Application: "purse", Presentment: record.Presentment{Magistrate: "hart"}})
	o.do("hart", record.Decided{Application: "purse", Decision: record.Decision{Respondents: []record.PersonID{"dole"}, Act: "granted", Finding: "seen by the affiant"}})
	o.do("hart", record.WarrantIssued{Application: "purse", Warrant: record.Issued{ID: "w1", By: "hart", Respondents: []record.PersonID{"dole"}, ReturnTo: "hart"}})
	o.do("pratt", record.Executed{Application: "purse", Execution: record.Execution{Act: "arrested", Warrant: "w1", Persons: []record.PersonID{"dole"}}})
	for _, c := range []struct {
		account, words string
		found          int
	}{
		{"vance", "zebulon quirk", 1}, {"vance", "ferry", 1},
		{"dole", "zebulon", 0}, {"pratt", "quirk", 0}, {"hart", "zebulon", 0}, {"archer", "quirk", 0}, {"cross", "zebulon", 0}, {"other", "quirk", 0},
		{"dole", "ferry", 1}, {"hart", "purse", 1}, {"archer", "ferry", 1}, {"dole", "ferry zebulon", 0}, {"other", "ferry", 0},
	} {
		list, _, err := o.Search(t.Context(), clerk.Caller{Account: c.account}, c.words, 5, nil)
		if err != nil || len(list) != c.found {
			t.Errorf("%s searches %q: %d found, want %d; %v", c.account, c.words, len(list), c.found, err)
		}
	}
}

// TestBenchOpens holds that who decides reads the lines of a source by opening it, and not before.
func TestBenchOpens(t *testing.T) {
	o := newOffice(t)
	o.open()
	o.answer("it is what I saw")
	o.do("vance", record.Sworn{Application: "purse", Oath: record.Oath{By: "archer", Means: "in-person"}})
	o.assign("ferry", "purse", "hart")
	o.do("vance", record.Presented{Application: "purse", Presentment: record.Presentment{Magistrate: "hart"}})
	lines := func() int {
		v, err := o.Read(t.Context(), clerk.Caller{Account: "hart"}, "ferry", access.ReadSources, "purse")
		if err != nil || len(v.Matter.Sources) != 1 {
			t.Fatal(err)
		}
		if by := v.Matter.Application("purse").Assignments[0].By; by != "archer" {
			t.Errorf("the assignment is by %s, and archer made it", by)
		}
		return len(v.Matter.Sources[0].Lines)
	}
	if n := lines(); n != 0 {
		t.Errorf("%d lines are read that were not opened", n)
	}
	o.do("hart", record.SourceOpened{Application: "purse", Opening: record.Opening{Source: "log", Magistrate: "hart"}})
	if lines() == 0 {
		t.Error("an open source has no lines")
	}
}

// TestPartsAreOfThisCourt holds that nobody is made judge, clerk or officer of a matter by being named in it who is not of its court or agency; nor
// named by who only executes.
func TestPartsAreOfThisCourt(t *testing.T) {
	o := newOffice(t)
	enrol := func(e people.Event) {
		t.Helper()
		if err := o.Enrol(t.Context(), clerk.Caller{Account: "root", Proved: true}, e); err != nil {
			t.Fatal(err)
		}
	}
	enrol(people.CourtFounded{Court: people.Court{ID: "city", Name: "City Court", Jurisdiction: "us-ri", Zone: "America/New_York", Assigns: "rota"}})
	enrol(people.AccountInvited{ID: "far", Name: "Far Judge"})
	if err := o.Join(t.Context(), "far"); err != nil {
		t.Fatal(err)
	}
	enrol(people.PostGiven{ID: "far", Post: people.Post{Role: record.Magistrate, Court: "city"}})
	o.toWarrant()
	refused := func(account string, e record.Event, why string) {
		t.Helper()
		if _, err := o.try(account, e); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%s, %s: %v", account, e.Kind(), err)
		}
	}
	named := func(id record.PersonID, role record.Role, account string) record.Event {
		return record.PersonNamed{Person: record.Person{ID: id, Name: "Far Judge", Roles: []record.Role{role}, Account: account}}
	}
	refused("vance", named("far", record.Magistrate, "far"), "no post as magistrate here")
	refused("vance", named("near", record.Affiant, "other"), "no post as affiant here")
	refused("pratt", named("there", record.Affiant, "other"), "names those who were there")
	if _, err := o.try("pratt", named("neighbour", record.Witness, "")); err != nil {
		t.Error(err)
	}
}

// TestSmallPartUnderSeal holds that the person named does not come inside a seal by being a witness too.
func TestSmallPartUnderSeal(t *testing.T) {
	o := newOffice(t)
	o.toWarrant()
	o.do("pratt", record.Executed{Application: "purse", Execution: record.Execution{Act: "arrested", Warrant: "w1", Persons: []record.PersonID{"dole"}}})
	if _, err := o.read("dole", access.ReadWarrant); err != nil {
		t.Fatal(err)
	}
	o.do("vance", record.PersonNamed{Person: record.Person{ID: "again", Name: "Peter D", Roles: []record.Role{record.Witness}, Account: "dole"}})
	o.do("hart", record.Sealed{Seal: record.Seal{ID: "s1", By: "hart", Because: "danger"}})
	if _, err := o.read("dole", access.ReadWarrant); err == nil {
		t.Error("a witness's part opens what the seal keeps from the person named")
	}
}

// TestOneApplicationOpensNoOther holds that what was done in one application shows counsel no other, and that a conflict names nothing of another.
func TestOneApplicationOpensNoOther(t *testing.T) {
	o := newOffice(t)
	o.toWarrant()
	o.do("pratt", record.Executed{Application: "purse", Execution: record.Execution{Act: "arrested", Warrant: "w1", Persons: []record.PersonID{"dole"}}})
	o.do("vance", record.PersonNamed{Person: record.Person{ID: "mark", Name: "Mark Xanthos", Roles: []record.Role{record.Bystander}}})
	o.do("vance", record.ApplicationDrafted{ID: "house", Of: record.Arrest, Affiant: "vance", Respondents: []record.PersonID{"mark"},
		Offence: record.Offence{Title: "larceny", Elements: []record.Element{{ID: "taking", Title: "took the purse of another", Kind: record.Act}}}})
	o.do("vance", record.AssertionDrafted{Application: "house", Assertion: record.Assertion{N: 1, Text: "On March 1, 2026 I saw Peter Dole take a red purse from the deck of the ferry.", Basis: record.Observed, Cites: []record.Cite{{Source: "log", From: 1, To: 1}}}})
	v, err := o.Read(t.Context(), clerk.Caller{Account: "vance"}, "ferry", access.ReadFlaws, "house")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range v.Unanswered("house") {
		o.do("vance", record.FlawAnswered{Application: "house", Answer: record.Answer{Flaw: f.ID, Act: "as-written", Because: "it is what I saw", By: "vance"}})
	}
	o.do("vance", record.Sworn{Application: "house", Oath: record.Oath{By: "archer", Means: "in-person"}})
	o.assign("ferry", "house", "hart")
	o.do("vance", record.Presented{Application: "house", Presentment: record.Presentment{Magistrate: "hart"}})
	o.do("hart", record.Decided{Application: "house", Decision: record.Decision{Respondents: []record.PersonID{"mark"}, Act: "denied", Finding: "nothing is said of him"}})
	for app, may := range map[record.AppID]bool{"purse": true, "house": false} {
		v, err := o.Read(t.Context(), clerk.Caller{Account: "cross"}, "ferry", access.ReadPapers, app)
		if got := err == nil && v.Matter.Application(app) != nil; got != may {
			t.Errorf("counsel reads the papers of %s: %v, want %v; %v", app, got, may, err)
		}
	}
	first := int64(0)
	_, err = o.Do(t.Context(), clerk.Caller{Account: "dole"}, clerk.Act{Matter: "ferry", Head: &first, Event: record.Requested{Request: record.Request{ID: "r1", By: "dole", For: "papers"}}})
	if err == nil || strings.Contains(err.Error(), "decided by") || !strings.Contains(err.Error(), "others have been entered since") {
		t.Errorf("a conflict says %v", err)
	}
}

// TestMagistrateOfOne holds that the magistrate of one application finds the matter that it is in, and of it that application alone.
func TestMagistrateOfOne(t *testing.T) {
	o := newOffice(t)
	o.toWarrant() // of Judge Hart, and further than what follows
	o.do("vance", record.ApplicationDrafted{ID: "house", Of: record.Arrest, Affiant: "vance", Respondents: []record.PersonID{"dole"},
		Offence: record.Offence{Title: "larceny", Elements: []record.Element{{ID: "taking", Title: "took the purse of another", Kind: record.Act}}}})
	o.do("vance", record.AssertionDrafted{Application: "house", Assertion: record.Assertion{N: 1, Text: "On March 1, 2026 I saw Peter Dole take a red purse from the deck of the ferry.", Basis: record.Observed, Cites: []record.Cite{{Source: "log", From: 1, To: 1}}}})
	v, err := o.Read(t.Context(), clerk.Caller{Account: "vance"}, "ferry", access.ReadFlaws, "house")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range v.Unanswered("house") {
		o.do("vance", record.FlawAnswered{Application: "house", Answer: record.Answer{Flaw: f.ID, Act: "as-written", Because: "it is what I saw", By: "vance"}})
	}
	o.do("vance", record.Sworn{Application: "house", Oath: record.Oath{By: "archer", Means: "in-person"}})
	if _, err := o.read("lowe", access.ReadDocket); err == nil {
		t.Error("a judge to whom nothing is assigned reads the docket")
	}
	o.assign("ferry", "house", "lowe")
	o.do("vance", record.Presented{Application: "house", Presentment: record.Presentment{Magistrate: "lowe"}})
	v, err = o.Read(t.Context(), clerk.Caller{Account: "lowe"}, "ferry", access.ReadDocket, "")
	if err != nil || len(v.Matter.Applications) != 1 || v.Matter.Applications[0].ID != "house" {
		t.Fatalf("%v", err)
	}
	for _, l := range v.Lines {
		if l.Application == "purse" {
			t.Errorf("a line of the other application is shown: %s", l.Kind)
		}
	}
	if _, err := o.Read(t.Context(), clerk.Caller{Account: "lowe"}, "ferry", access.ReadSources, ""); err == nil {
		t.Error("the magistrate of one reads the sources of the matter")
	}
}

// TestStatementOfASealedApplication holds that what is stated of an application that is under a seal of its own is not shown to whoever
// does not see the application, nor that anything was stated.
func TestStatementOfASealedApplication(t *testing.T) {
	o := newOffice(t)
	o.toWarrant()
	o.do("pratt", record.Executed{Application: "purse", Execution: record.Execution{Act: "arrested", Warrant: "w1", Persons: []record.PersonID{"dole"}}})
	o.do("cross", record.StatementMade{Statement: record.Statement{Says: "stated", By: "counsel", About: "he came back for three weeks", Factor: "continuing-course", Application: "purse", On: []string{"purse.1"}}})
	o.do("cross", record.StatementMade{Statement: record.Statement{Says: "disputed", By: "Dole", About: "the hour", On: []string{"purse.1"}}})
	see := func(account string) (statements, lines int, app bool) {
		v, err := o.Read(t.Context(), clerk.Caller{Account: account}, "ferry", access.ReadDocket, "")
		if err != nil {
			return 0, 0, false
		}
		for _, l := range v.Lines {
			if l.Kind == "statement-made" && l.Application == "purse" {
				lines++
			}
		}
		return len(v.Matter.Statements), lines, v.Matter.Application("purse") != nil
	}
	var readers []string
	for _, account := range []string{"vance", "lowe", "archer", "hart", "pratt", "cross", "audit", "other", "dole"} {
		if n, lines, app := see(account); app && n == 2 && lines == 1 {
			readers = append(readers, account)
		}
	}
	o.do("hart", record.Sealed{Seal: record.Seal{ID: "s1", Application: "purse", By: "hart", Because: "danger"}})
	outside := 0
	for _, account := range readers {
		n, lines, app := see(account)
		if !app {
			outside++
			if n != 0 || lines != 0 {
				t.Errorf("%s does not see the application, and sees %d statements and %d lines of it", account, n, lines)
			}
		} else if n != 2 {
			t.Errorf("%s sees the application and %d statements", account, n)
		}
	}
	if outside == 0 {
		t.Errorf("nobody of %v is outside the seal", readers)
	}
}
