package record_test

import (
	"errors"
	"testing"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
)

// served is a matter with a warrant to arrest, one to search that has ended, and people with and without an account.
func servedMatter() *record.Matter {
	return &record.Matter{
		People: []record.Person{{ID: "vance", Account: "a1"}, {ID: "pratt", Account: "a2"}, {ID: "hart", Account: "a3"}, {ID: "lowe", Account: "a4"}, {ID: "visitor"}, {ID: "dole"}, {ID: "ash"}},
		Applications: []record.Application{
			{ID: "him", Kind: record.Arrest, Respondents: []record.PersonID{"dole", "ash"},
				Presentments: []record.Presentment{{Magistrate: "hart", Decisions: []record.Decision{{Act: "granted", Time: "2026-03-02T09:00", Here: true}}}},
				Warrants:     []record.Issued{{ID: "w1", By: "hart", Time: "2026-03-02T09:20", Respondents: []record.PersonID{"dole"}, Here: true}}},
			{ID: "shed", Kind: record.Search, Respondents: []record.PersonID{"dole"},
				Warrants: []record.Issued{{ID: "w2", By: "hart", Time: "2026-03-02T09:20", Until: "2026-03-10", Hours: "daytime", Here: true}}},
		},
	}
}

// TestAdmits: no one acts in another's name, and a warrant is served as it commands, on whom it names, while it lives.
func TestAdmits(t *testing.T) {
	serve := func(app record.AppID, x record.Execution) record.Event {
		return record.Executed{Application: app, Execution: x}
	}
	granted := func(act string) func(*record.Matter) {
		return func(m *record.Matter) {
			m.Requests = []record.Request{{ID: "r", By: "dole", For: "papers", Answered: &record.Reply{By: "hart", Act: act}}}
		}
	}
	ps := func(list ...record.PersonID) []record.PersonID { return list }
	inSubstance := func(m *record.Matter) {
		m.Applications[0].Affidavit.Assertions = []record.Assertion{{N: 1, Text: "He ran."}, {N: 2, Text: "He hid.", Summary: true}}
	}
	for name, c := range map[string]struct {
		e    record.Event
		who  record.PersonID
		as   record.Role
		at   string
		edit func(*record.Matter)
		rule string // that refuses; "input" for what is wrongly written; empty if it is taken
	}{
		"arrest of whom it names":                    {e: serve("him", record.Execution{Act: "arrested", Warrant: "w1", Persons: ps("dole"), Time: "2026-03-03T10:00"})},
		"arrest of no one in particular":             {e: serve("him", record.Execution{Act: "arrested", Warrant: "w1", Time: "2026-03-03T10:00"})},
		"arrest of another":                          {e: serve("him", record.Execution{Act: "arrested", Warrant: "w1", Persons: ps("ash")}), rule: "as-it-commands"},
		"arrest of two, one of them named":           {e: serve("him", record.Execution{Act: "arrested", Warrant: "w1", Persons: ps("dole", "ash")}), rule: "as-it-commands"},
		"a search under a warrant to arrest":         {e: serve("him", record.Execution{Act: "searched", Warrant: "w1"}), rule: "as-it-commands"},
		"an arrest under a warrant to search":        {e: serve("shed", record.Execution{Act: "arrested", Warrant: "w2", Persons: ps("dole")}), rule: "as-it-commands"},
		"told of before the warrant was issued":      {e: serve("him", record.Execution{Act: "arrested", Warrant: "w1", Time: "2026-03-02T09:19"}), rule: "after-issue"},
		"told of the day of issue":                   {e: serve("him", record.Execution{Act: "arrested", Warrant: "w1", Time: "2026-03-02"})},
		"searched in time":                           {e: serve("shed", record.Execution{Act: "searched", Warrant: "w2", Time: "2026-03-10T21:00"})},
		"searched in time, and told when it is over": {e: serve("shed", record.Execution{Act: "searched", Warrant: "w2", Time: "2026-03-10T21:00"}), at: "2026-03-12T08:00:00-04:00"},
		"searched too late":                          {e: serve("shed", record.Execution{Act: "searched", Warrant: "w2", Time: "2026-03-11T00:00"}), at: "2026-03-12T08:00:00-04:00", rule: "dead-warrant"},
		"perhaps searched too late":                  {e: serve("shed", record.Execution{Act: "searched", Warrant: "w2", Time: "2026-03"}), at: "2026-03-12T08:00:00-04:00", rule: "dead-warrant"},
		"told late, of one that was recalled": {e: serve("shed", record.Execution{Act: "searched", Warrant: "w2", Time: "2026-03-09T10:00"}), rule: "dead-warrant",
			edit: func(m *record.Matter) {
				m.Applications[1].Warrants[0].Recalled = &record.Recall{By: "hart", Time: "2026-03-09T11:00"}
			}},
		"served, of one that was given back": {e: serve("him", record.Execution{Act: "arrested", Warrant: "w1", Persons: ps("dole")}), rule: "dead-warrant",
			edit: func(m *record.Matter) {
				m.Applications[0].Execution = []record.Execution{{Act: "returned-unserved", Warrant: "w1"}}
			}},
		"served, after a dismissal and another charge": {e: serve("him", record.Execution{Act: "arrested", Warrant: "w1", Persons: ps("dole")}), rule: "dead-warrant",
			edit: func(m *record.Matter) {
				m.Applications[0].Charges = []record.Charge{{Act: "complaint", Time: "2026-03-02T09:00"}, {Act: "dismissed", Time: "2026-03-04"}, {Act: "complaint", Time: "2026-03-05"}}
			}},
		"served, of one issued after a dismissal and another charge": {e: serve("him", record.Execution{Act: "arrested", Warrant: "w1", Persons: ps("dole")}),
			edit: func(m *record.Matter) {
				m.Applications[0].Charges = []record.Charge{{Act: "dismissed", Time: "2026-03-01"}, {Act: "complaint", Time: "2026-03-02"}}
			}},
		"searched when the case against all has ended": {e: serve("shed", record.Execution{Act: "searched", Warrant: "w2", Time: "2026-03-09T10:00"}), rule: "dead-warrant",
			edit: func(m *record.Matter) {
				m.Applications[1].Charges = []record.Charge{{Act: "no-true-bill", Time: "2026-03-08"}}
			}},
		"a duplicate of one that was given back": {e: record.DuplicateMade{Application: "him", Warrant: "w1", Duplicate: record.Duplicate{By: "pratt"}}, rule: "dead-warrant",
			edit: func(m *record.Matter) {
				m.Applications[0].Execution = []record.Execution{{Act: "returned-unserved", Warrant: "w1"}}
			}},
		"a duplicate before there was one": {e: record.DuplicateMade{Application: "him", Warrant: "w1", Duplicate: record.Duplicate{By: "pratt", Time: "2026-03-01"}}, rule: "after-issue"},
		"a return before there was one":    {e: record.WarrantReturned{Application: "him", Warrant: "w1", Return: record.Return{By: "pratt", Time: "2026-03-01"}}, rule: "after-issue"},
		"issued after the case has ended": {e: record.WarrantIssued{Application: "him", Warrant: record.Issued{ID: "w9", By: "hart", Respondents: ps("dole")}}, who: "hart", as: record.Magistrate, rule: "granted",
			edit: func(m *record.Matter) {
				m.Applications[0].Charges = []record.Charge{{Act: "dismissed", Time: "2026-03-04"}, {Act: "complaint", Time: "2026-03-05"}}
			}},
		"a seal that ends before it is laid": {e: record.Sealed{Seal: record.Seal{By: "hart", Until: "2020"}}, who: "hart", as: record.Magistrate, rule: "input"},
		"a seal that ends today":             {e: record.Sealed{Seal: record.Seal{By: "hart", Until: "2026-03-09"}}, who: "hart", as: record.Magistrate},

		"destroyed while a warrant is out": {e: record.Expunged{Expungement: record.Expungement{By: "hart"}}, who: "hart", as: record.Magistrate, rule: "nothing-out"},
		"destroyed when all are dead": {e: record.Expunged{Expungement: record.Expungement{By: "hart"}}, who: "hart", as: record.Magistrate, at: "2026-03-12T08:00:00-04:00",
			edit: func(m *record.Matter) {
				m.Applications[0].Warrants[0].Recalled = &record.Recall{By: "hart", Time: "2026-03-03"}
			}},
		"papers handed over that were granted":  {e: record.Disclosed{Disclosure: record.Disclosure{To: "dole", Applications: []record.AppID{"him"}}}, who: "archer", as: record.Clerk, edit: granted("granted")},
		"papers handed over that were refused":  {e: record.Disclosed{Disclosure: record.Disclosure{To: "dole", Applications: []record.AppID{"him"}}}, who: "archer", as: record.Clerk, edit: granted("refused"), rule: "granted-papers"},
		"papers handed over to another":         {e: record.Disclosed{Disclosure: record.Disclosure{To: "ash", Applications: []record.AppID{"him"}}}, who: "archer", as: record.Clerk, edit: granted("granted"), rule: "granted-papers"},
		"sources handed over by the clerk":      {e: record.Disclosed{Disclosure: record.Disclosure{To: "dole", Applications: []record.AppID{"him"}, Sources: []record.SourceID{"log"}}}, who: "archer", as: record.Clerk, edit: granted("granted"), rule: "granted-papers"},
		"sources handed over by the prosecutor": {e: record.Disclosed{Disclosure: record.Disclosure{To: "dole", Sources: []record.SourceID{"log"}}}, who: "archer", as: record.Prosecutor},

		"drafted in its own words":     {e: record.AssertionDrafted{Application: "him", Assertion: record.Assertion{N: 1, Text: "He ran."}}},
		"drafted in substance":         {e: record.AssertionDrafted{Application: "him", Assertion: record.Assertion{N: 1, Text: "He ran.", Summary: true}}, rule: "own-words"},
		"revised in substance":         {e: record.AssertionRevised{Application: "him", Assertion: record.Assertion{N: 1, Text: "He ran.", Summary: true}}, rule: "own-words"},
		"sworn to here":                {e: record.Sworn{Application: "him"}},
		"sworn to here in substance":   {e: record.Sworn{Application: "him"}, edit: inSubstance, rule: "own-words"},
		"brought here in substance":    {e: record.Presented{Application: "him"}, edit: inSubstance, rule: "own-words"},
		"withdrawn, told in substance": {e: record.ApplicationWithdrawn{Application: "him"}, edit: inSubstance},

		"an alert seen by another":         {e: record.AlertSeen{Seen: record.Acknowledgement{By: "vance"}}, rule: "own-name"},
		"an alert seen":                    {e: record.AlertSeen{Seen: record.Acknowledgement{By: "pratt"}}},
		"a duplicate by another":           {e: record.DuplicateMade{Duplicate: record.Duplicate{By: "hart"}}, rule: "own-name"},
		"a request of another":             {e: record.Requested{Request: record.Request{By: "vance"}}, rule: "own-name"},
		"a request of one with no account": {e: record.Requested{Request: record.Request{By: "visitor"}}},
		"a hold in another's name":         {e: record.HoldPlaced{Hold: record.Hold{By: "hart"}}, rule: "own-name"},
		"a hold lifted in another's name":  {e: record.HoldLifted{Lifted: record.Lifting{By: "hart"}}, rule: "own-name"},
		"notice in another's name":         {e: record.NoticeGiven{Notice: record.Notice{By: "hart"}}, rule: "own-name"},
		"notice in no name":                {e: record.NoticeGiven{}},
		"handed over in another's name":    {e: record.Disclosed{Disclosure: record.Disclosure{By: "vance"}}, rule: "own-name"},
		"an answer in another's name":      {e: record.FlawAnswered{Answer: record.Answer{By: "vance"}}, rule: "own-name"},
		"withdrawn in another's name":      {e: record.ApplicationWithdrawn{Withdrawal: record.Withdrawal{By: "vance"}}, rule: "own-name"},
		"a return in another's name":       {e: record.WarrantReturned{Return: record.Return{By: "vance"}}, rule: "own-name"},
		"a return on paper":                {e: record.WarrantReturned{Return: record.Return{By: "vance"}}, who: "archer", as: record.Clerk},
		"a step in another's name":         {e: record.OrderCarriedOut{Step: record.OrderStep{By: "vance"}}, rule: "own-name"},
		"another judge put aside":          {e: record.MagistrateRecused{Recusal: record.Recusal{Magistrate: "lowe"}}, who: "hart", as: record.Magistrate, rule: "own-name"},
		"a judge steps aside":              {e: record.MagistrateRecused{Recusal: record.Recusal{Magistrate: "hart"}}, who: "hart", as: record.Magistrate},
		"a judge put aside by the clerk":   {e: record.MagistrateRecused{Recusal: record.Recusal{Magistrate: "lowe"}}, who: "archer", as: record.Clerk},
	} {
		m := servedMatter()
		if c.edit != nil {
			c.edit(m)
		}
		h := record.Hand{Account: "a", Person: "pratt", Role: record.Executing, At: "2026-03-09T12:00:00-04:00"}
		if c.who != "" {
			h.Person, h.Role = c.who, c.as
		}
		if c.at != "" {
			h.At = c.at
		}
		err := m.Admits(c.e, h)
		var r *record.Refusal
		switch errors.As(err, &r); {
		case c.rule == "" && err != nil, c.rule == "input" && fault.KindOf(err) != fault.Input:
			t.Errorf("%s: %v", name, err)
		case c.rule != "" && c.rule != "input" && (r == nil || r.Rule.ID != c.rule):
			t.Errorf("%s: %v; want %s", name, err, c.rule)
		}
	}
	for means, words := range map[string]string{"telephone": "", "video": " ", "attestation": ""} {
		var r *record.Refusal
		if err := (record.Oath{Means: means, Words: words}).Worded(); !errors.As(err, &r) || r.Rule.ID != "oath-words" {
			t.Errorf("by %s without words: %v", means, err)
		}
		if err := (record.Oath{Means: means, Words: "I swear"}).Worded(); err != nil {
			t.Error(err)
		}
	}
	if err := (record.Oath{Means: "in-person"}).Worded(); err != nil {
		t.Error(err)
	}
}

// TestEnteredBefore: what was entered before more was asked of service is read as it was entered.
func TestEnteredBefore(t *testing.T) {
	s := upTo(t, "duplicate-made", 1)
	s.does("vance", record.Executing, record.Executed{Application: "purse", Execution: record.Execution{Time: s.now(), Act: "returned-unserved", Warrant: "w1"}})
	s.does("vance", record.Executing, record.Executed{Application: "purse", Execution: record.Execution{Time: "2020", Act: "searched", Warrant: "w1", Persons: []record.PersonID{"mary"}}})
	if _, err := record.Replay(s.list); err != nil {
		t.Error(err)
	}
}
