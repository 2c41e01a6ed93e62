package clerk_test

import (
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
)

// TestServedAsItCommands: service is held to its warrant at the door of the docket, whoever enters it; what was done in time may be told when the time has
// passed, and only so.
func TestServedAsItCommands(t *testing.T) {
	o := newOffice(t)
	o.twoWarrants()
	o.do("vance", record.PersonNamed{Person: record.Person{ID: "pratt", Name: "P. Pratt", Roles: []record.Role{record.Executing}, Account: "pratt"}})
	arrest := func(app record.AppID, when record.When, who ...record.PersonID) record.Executed {
		return record.Executed{Application: app, Execution: record.Execution{Act: "arrested", Warrant: "w1", Persons: who, Time: when}}
	}
	search := func(app record.AppID, when record.When) record.Executed {
		return record.Executed{Application: app, Execution: record.Execution{Act: "searched", Warrant: "w1", Time: when}}
	}
	o.no("pratt", arrest("purse", "", "robert"), fault.Conflict, "does not name robert")
	o.no("pratt", search("purse", ""), fault.Conflict, "is to arrest")
	o.no("vance", arrest("shed", "", "dole"), fault.Conflict, "is to search")
	o.no("pratt", arrest("purse", "2026-03-01T05:00", "dole"), fault.Conflict, "before it was issued")
	o.mu.Lock()
	o.now = time.Date(2026, 3, 12, 16, 0, 0, 0, time.UTC)
	o.mu.Unlock()
	o.no("pratt", search("shed", "2026-03-11T00:30"), fault.Conflict, "its time ended")
	o.no("pratt", search("shed", ""), fault.Conflict, "its time ended")
	o.do("pratt", search("shed", "2026-03-10T20:15"))
	o.no("pratt", search("shed", "2026-03-10T20:15"), fault.Conflict, "it was executed")
	o.do("pratt", record.WarrantReturned{Application: "shed", Warrant: "w1", Return: record.Return{By: "pratt", To: "hart", Witnesses: []record.PersonID{"stone"}}})
	// Given back, it is dead.
	o.do("pratt", record.Executed{Application: "purse", Execution: record.Execution{Act: "returned-unserved", Warrant: "w1"}})
	o.no("pratt", arrest("purse", "", "dole"), fault.Conflict, "is dead: it was returned")
	o.no("pratt", record.DuplicateMade{Application: "purse", Warrant: "w1", Duplicate: record.Duplicate{By: "pratt"}}, fault.Conflict, "is dead")
	o.no("hart", record.WarrantRecalled{Application: "purse", Warrant: "w1", Recall: record.Recall{By: "hart"}}, fault.Conflict, "is dead")
}

// TestInOnesOwnName: what one does, no other is said to have done.
func TestInOnesOwnName(t *testing.T) {
	o := newOffice(t)
	o.toWarrant()
	o.do("vance", record.SourceLogged{Source: record.Source{ID: "alibi", Kind: "report", Author: "stone", Time: "2026-03-02", Lines: []record.Line{
		{N: 1, Text: "Peter Dole did not take a red purse from the deck of the ferry; he was in Providence."}}}})
	o.no("pratt", record.AlertSeen{Alert: "alert-1", Seen: record.Acknowledgement{By: "vance", Act: "goes-on"}}, fault.Conflict, "No one acts in the name of another")
	o.do("archer", record.Charged{Application: "purse", Charge: record.Charge{Act: "complaint"}})
	o.no("cross", record.Requested{Request: record.Request{ID: "r1", By: "dole", For: "papers"}}, fault.Conflict, "it is done by cross")
	o.no("hart", record.MagistrateRecused{Application: "purse", Recusal: record.Recusal{Magistrate: "lowe", Because: "no reason"}}, fault.Conflict, "would put lowe aside")
	o.do("archer", record.WarrantReturned{Application: "purse", Warrant: "w1", Return: record.Return{By: "vance", To: "hart", Unserved: "not found"}})
}

// TestNoLifeAfterTheCase: a warrant that died with the case does not live again when there is another charge.
func TestNoLifeAfterTheCase(t *testing.T) {
	o := newOffice(t)
	o.toWarrant()
	for _, act := range []string{"complaint", "dismissed", "complaint"} {
		o.do("archer", record.Charged{Application: "purse", Charge: record.Charge{Act: act}})
	}
	o.no("pratt", record.Executed{Application: "purse", Execution: record.Execution{Act: "arrested", Warrant: "w1", Persons: []record.PersonID{"dole"}}}, fault.Conflict, "the case ended: dismissed")
	o.no("hart", record.WarrantIssued{Application: "purse", Warrant: record.Issued{ID: "w2", By: "hart", Respondents: []record.PersonID{"dole"}}}, fault.Conflict, "has ended since it was granted")
}

// TestNotLongerThanTheRule: a search warrant is issued for no longer than the rule of the jurisdiction has it, counted in the court's own time.
func TestNotLongerThanTheRule(t *testing.T) {
	for _, c := range []struct{ jurisdiction, until, says string }{
		{"us", "2026-03-16T23:59", ""}, {"us", "2026-03-16", ""}, {"us", "2026-03-17T00:00", "until 16 March 2026, 11:59 p.m. at most (Fed. R. Crim. P. 41(e)(2)(A)(i))"}, {"us", "2026-04-30", "at most"},
		{"us-pa", "2026-03-04T09:00", ""}, {"us-pa", "2026-03-05", "Pa. R. Crim. P. 205"}, {"us-ri", "2026-04-30", ""}, // of whose rule no number is known here
	} {
		o := newOffice(t)
		o.do("vance", record.MatterOpened{ID: "ferry", Title: "The ferry", Jurisdiction: c.jurisdiction, Agency: "rangers", Court: "county"})
		o.rest()
		o.do("vance", record.ApplicationDrafted{ID: "shed", Of: record.Search, Affiant: "vance", Place: &record.Place{Describe: "the shed at 4 Water Street"}, Items: []string{"a red purse"},
			Offence: record.Offence{Title: "larceny", Elements: []record.Element{{ID: "taking", Title: "took the purse of another", Kind: record.Act}}}})
		o.do("vance", record.AssertionDrafted{Application: "shed", Assertion: record.Assertion{N: 1, Text: "I saw Peter Dole take a red purse from the deck of the ferry.", Basis: record.Observed, Cites: []record.Cite{{Source: "log", From: 1, To: 1}}}})
		v, err := o.Read(t.Context(), clerk.Caller{Account: "vance"}, "ferry", access.ReadFlaws, "shed")
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range v.Unanswered("shed") {
			o.do("vance", record.FlawAnswered{Application: "shed", Answer: record.Answer{Flaw: f.ID, Act: "as-written", Because: "it is what I saw", By: "vance"}})
		}
		o.do("vance", record.Sworn{Application: "shed", Oath: record.Oath{By: "archer", Means: "in-person"}})
		o.assign("ferry", "shed", "hart")
		o.do("vance", record.Presented{Application: "shed", Presentment: record.Presentment{Magistrate: "hart"}})
		o.do("hart", record.Decided{Application: "shed", Decision: record.Decision{Act: "granted", Finding: "seen by the affiant"}})
		w := record.WarrantIssued{Application: "shed", Warrant: record.Issued{ID: "w1", By: "hart", Until: record.When(c.until), Hours: "daytime"}}
		if c.says == "" {
			o.do("hart", w)
		} else {
			o.no("hart", w, fault.Conflict, c.says)
		}
	}
}

// TestGrantedPapers: what a judge granted, the clerk hands over, and no more; and who may keep things from destruction.
func TestGrantedPapers(t *testing.T) {
	o := newOffice(t)
	o.toWarrant()
	o.do("pratt", record.Executed{Application: "purse", Execution: record.Execution{Act: "arrested", Warrant: "w1", Persons: []record.PersonID{"dole"}}})
	papers := record.Disclosed{Disclosure: record.Disclosure{To: "dole", Under: "order", By: "archer", Applications: []record.AppID{"purse"}}}
	o.do("dole", record.Requested{Request: record.Request{ID: "r1", By: "dole", For: "papers"}})
	o.no("archer", papers, fault.Conflict, "no request of dole for papers was granted")
	o.do("hart", record.RequestAnswered{Request: "r1", Reply: record.Reply{By: "hart", Act: "granted"}})
	more := papers
	more.Disclosure.Sources = []record.SourceID{"log"}
	o.no("archer", more, fault.Conflict, "something else than applications")
	r := o.do("archer", papers)
	if b, err := o.Given(t.Context(), clerk.Caller{Account: "dole"}, "ferry", r.Seq); err != nil || len(b.Entries) == 0 {
		t.Errorf("nothing was handed over: %v", err)
	}
	for _, who := range []string{"hart", "stone", "archer"} {
		o.do(who, record.HoldPlaced{Hold: record.Hold{ID: record.HoldID("h-" + who), By: record.PersonID(who), Because: "a suit is to be expected"}})
	}
	o.no("pratt", record.HoldPlaced{Hold: record.Hold{ID: "h", By: "dole", Because: "none"}}, fault.Denied, "default")
	o.no("hart", record.Expunged{Expungement: record.Expungement{By: "hart", Under: "an act"}}, fault.Conflict, "is in force")
}
