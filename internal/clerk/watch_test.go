package clerk_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
)

// twoWarrants brings the ferry matter to a live warrant to arrest Dole and one to search his house.
func (o *office) twoWarrants() {
	o.t.Helper()
	o.open()
	o.do("vance", record.PersonNamed{Person: record.Person{ID: "robert", Name: "Robert Dole", Ties: []record.Tie{{To: "dole", As: "brother"}}}})
	o.do("vance", record.SourceLogged{Source: record.Source{ID: "lease", Kind: "record", Maker: "City Registry", Time: "2026-03-01", Lines: []record.Line{{N: 1, Text: "Peter Dole lives at 4 Water Street, Ashford."}}}})
	o.do("vance", record.ApplicationDrafted{ID: "shed", Of: record.Search, Affiant: "vance", Place: &record.Place{Describe: "the house and the gray shed at 4 Water Street, Ashford"}, Items: []string{"a red purse"},
		Respondents: []record.PersonID{"dole"}, Offence: record.Offence{Title: "larceny", Elements: []record.Element{{ID: "taking", Title: "took the purse of another", Kind: record.Act}}}})
	o.do("vance", record.AssertionDrafted{Application: "shed", Assertion: record.Assertion{N: 1, Text: "On March 1, 2026 I saw Peter Dole take a red purse from the deck of the ferry.",
		Basis: record.Observed, Cites: []record.Cite{{Source: "log", From: 1, To: 1}}}})
	o.do("vance", record.AssertionDrafted{Application: "shed", Assertion: record.Assertion{N: 2, Text: "Peter Dole lives at 4 Water Street, Ashford.", Basis: record.Reported, Cites: []record.Cite{{Source: "lease", From: 1, To: 1}}}})
	for _, app := range []record.AppID{"purse", "shed"} {
		v, err := o.Read(o.t.Context(), clerk.Caller{Account: "vance"}, "ferry", access.ReadFlaws, app)
		if err != nil {
			o.t.Fatal(err)
		}
		for _, f := range v.Unanswered(app) {
			o.do("vance", record.FlawAnswered{Application: app, Answer: record.Answer{Flaw: f.ID, Act: "as-written", Because: "it is what I saw", By: "vance"}})
		}
		o.do("vance", record.Sworn{Application: app, Oath: record.Oath{By: "archer", Means: "in-person"}})
		o.assign("ferry", app, "hart")
		o.do("vance", record.Presented{Application: app, Presentment: record.Presentment{Magistrate: "hart"}})
		o.do("hart", record.Decided{Application: app, Decision: record.Decision{Respondents: []record.PersonID{"dole"}, Act: "granted", Finding: "seen by the affiant"}})
		w := record.Issued{ID: "w1", By: "hart", Respondents: []record.PersonID{"dole"}}
		if app == "shed" {
			w.Until, w.Hours = "2026-03-10", "daytime"
		}
		o.do("hart", record.WarrantIssued{Application: app, Warrant: w})
	}
}

// raised tells which applications alerts were raised on since there were some: APPLICATION and the first word of why.
func (o *office) raised(since int) (string, int) {
	o.t.Helper()
	v, err := o.read("vance", access.ReadDocket)
	if err != nil {
		o.t.Fatal(err)
	}
	var list []string
	for _, a := range v.Matter.Alerts[since:] {
		why, _, _ := strings.Cut(a.Because, ":")
		list = append(list, string(a.Application)+" "+why)
	}
	return strings.Join(list, "; "), len(v.Matter.Alerts)
}

// TestWatch: what comes in while warrants live, and tells of another place, another person or another thing than they are for, raises an alert on those it touches; what
// tells of nothing such raises none.
func TestWatch(t *testing.T) {
	o := newOffice(t)
	o.twoWarrants()
	n := 0
	for i, c := range []struct{ says, want string }{
		{"Peter Dole did not take a red purse from the deck of the ferry; he was in Providence.", "purse What speaks against it is left out; shed What speaks against it is left out"},
		{"The shed at 4 Water Street was torn down last week.", "shed The place"},
		{"The house at 4 Water Street has a new tenant, Ann Grey.", "shed The place"},
		{"Peter Dole's home is 12 Elm Street.", "shed The place"},
		{"The man on the deck who took the red purse was Robert Hale.", "purse The person; shed The person"},
		{"Robert Dole confessed to taking the red purse from the deck of the ferry.", "purse The person; shed The person"},
		{"Peter Dole died on February 27, 2026.", "purse The person; shed The person"},
		{"The red purse was handed in by a passenger.", "purse The thing; shed The thing"},
		{"The purse is no longer in the shed; it was moved to a boat.", "shed The thing"},
		{"Nothing of note happened on the pier; the weather was fair.", ""},
		{"Peter Dole bought coffee at the pier at 9.", ""},
		{"Ann Grey lives at 12 Elm Street.", ""},
		{"A blue boat was sold in Newport.", ""},
	} {
		o.do("vance", record.SourceLogged{Source: record.Source{ID: record.SourceID(fmt.Sprintf("new-%d", i)), Kind: "report", Author: "stone", Time: "2026-03-02", Lines: []record.Line{{N: 1, Text: c.says}}}})
		var got string
		if got, n = o.raised(n); got != c.want {
			t.Errorf("%s\n%s\nwant\n%s", c.says, got, c.want)
		}
	}
	o.do("archer", record.RulingMade{Ruling: record.Ruling{On: "S2@purse.1", Value: "sustained", Court: "County Court", Kept: true}})
	o.do("archer", record.ProceedingHeld{Proceeding: record.Proceeding{Kind: "suppression", Application: "shed", Result: record.Suppression}})
	o.do("pratt", record.Detained{Application: "shed", Custody: record.Custody{Person: "dole", Act: "arrested"}})
	if got, _ := o.raised(n); got != "purse a flaw of what was sworn was sustained; shed a court keeps out what was found under this application; purse dole is in custody on another application, and warrant w1 still lives" {
		t.Error(got)
	}
}

// TestAlertsAwait: whoever holds a warrant finds what was raised in the queue and in lists until he has said that he saw it.
func TestAlertsAwait(t *testing.T) {
	o := newOffice(t)
	o.twoWarrants()
	awaits := func(account string) string {
		t.Helper()
		list, _, err := o.Queue(t.Context(), clerk.Caller{Account: account}, nil)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, w := range list {
			for _, a := range w.Awaits {
				out = append(out, string(a.Application)+" "+a.What)
			}
		}
		return strings.Join(out, ", ")
	}
	if got := awaits("pratt"); got != "purse execute, shed execute" {
		t.Fatal(got)
	}
	o.do("vance", record.SourceLogged{Source: record.Source{ID: "moved", Kind: "report", Author: "stone", Time: "2026-03-02", Lines: []record.Line{{N: 1, Text: "The shed at 4 Water Street was torn down last week."}}}})
	for account, want := range map[string]string{"pratt": "purse execute, shed alert, shed execute", "vance": "purse execute, shed alert, shed execute", "hart": "", "archer": "", "other": ""} {
		if got := awaits(account); got != want {
			t.Errorf("%s: %s; want %s", account, got, want)
		}
	}
	counted := func() (n int) {
		list, _, err := o.List(t.Context(), clerk.Caller{Account: "pratt"}, store.Query{Limit: 10})
		if err != nil || len(list) != 1 {
			t.Fatal(len(list), err)
		}
		for _, a := range list[0].Applications {
			n += a.Alerts
		}
		return n
	}
	if counted() != 1 {
		t.Error("the list of who executes does not count it")
	}
	v, err := o.read("vance", access.ReadDocket)
	if err != nil {
		t.Fatal(err)
	}
	o.do("vance", record.AlertSeen{Alert: v.Matter.Alerts[0].ID, Seen: record.Acknowledgement{By: "vance", Act: "holds-off"}})
	if got := awaits("vance"); strings.Contains(got, "alert") || counted() != 0 {
		t.Errorf("it was seen, and vance still finds %s, lists %d", got, counted())
	}
	o.do("hart", record.WarrantRecalled{Application: "shed", Warrant: "w1", Recall: record.Recall{By: "hart", Because: "there is no shed"}})
	if got := awaits("pratt"); got != "purse execute" {
		t.Errorf("the warrant is dead: %s", got)
	}
}
