package record_test

import (
	"errors"
	"testing"

	"github.com/affiant-project/affiant/internal/record"
)

// told makes an entry one that is only recounted.
func told(e record.Entry) record.Entry {
	e.Mode, e.Hand = record.ModeRecounted, nil
	return e
}

// TestDoneHere: what is only recounted of an oath, its confirmation, an assignment, a presentment, a grant or a warrant carries nothing here; what was entered before
// this was asked for is read as it is.
func TestDoneHere(t *testing.T) {
	hand := record.Hand{Person: "hart", Role: record.Magistrate, At: "2026-03-02T10:30:00-05:00"}
	grant := record.Decided{Application: "purse", Decision: record.Decision{Respondents: []record.PersonID{"dole"}, Act: "granted"}}
	face := func(means string) *teller {
		s := opening()
		s.does("vance", record.Affiant, record.Sworn{Application: "purse", Oath: record.Oath{Time: s.now(), By: "hart", Means: means}})
		s.does("clerk", record.Clerk, record.MagistrateAssigned{Application: "purse", Assignment: record.Assignment{Magistrate: "hart", How: "rota", By: "clerk"}})
		return s.does("vance", record.Affiant, record.Presented{Application: "purse", Presentment: record.Presentment{Time: s.now(), Magistrate: "hart"}})
	}
	whole := confirmed()
	whole.does("hart", record.Magistrate, record.WarrantIssued{Application: "purse", Warrant: record.Issued{ID: "w", By: "hart", Time: whole.now(), Respondents: []record.PersonID{"dole"}, Until: "2026-03-02T18:00"}})
	issue := record.WarrantIssued{Application: "purse", Warrant: record.Issued{ID: "x", By: "hart", Respondents: []record.PersonID{"dole"}}}
	serve := record.Executed{Application: "purse", Execution: record.Execution{Act: "arrested", Warrant: "w", Persons: []record.PersonID{"dole"}}}
	present := record.Presented{Application: "purse", Presentment: record.Presentment{Magistrate: "hart"}}
	for name, c := range map[string]struct {
		from *teller
		told string // what kind of entry is only recounted
		e    record.Event
		rule string // that refuses; empty if it is taken
	}{
		"all of it done here":            {face("in-person"), "", grant, ""},
		"the oath in person recounted":   {face("in-person"), "sworn", grant, "oath-confirmed"},
		"an oath by no means":            {face(""), "", grant, "oath-confirmed"},
		"the presentment recounted":      {face("in-person"), "presented", grant, "done-here"},
		"the confirmation recounted":     {confirmed(), "oath-confirmed", grant, "oath-confirmed"},
		"the confirmation done here":     {confirmed(), "", grant, ""},
		"and the oath recounted":         {confirmed(), "sworn", grant, ""}, // the magistrate's own word
		"denied, on what is recounted":   {face("in-person"), "presented", record.Decided{Application: "purse", Decision: record.Decision{Act: "denied"}}, ""},
		"the assignment recounted":       {face("in-person"), "magistrate-assigned", present, "done-here"},
		"the assignment done here":       {face("in-person"), "", present, ""},
		"issued on a recounted grant":    {confirmed(), "decided", issue, "done-here"},
		"issued on one done here":        {confirmed(), "", issue, ""},
		"a recounted warrant served":     {whole, "warrant-issued", serve, "done-here"},
		"a warrant of this office":       {whole, "", serve, ""},
		"a duplicate of a recounted one": {whole, "warrant-issued", record.DuplicateMade{Application: "purse", Warrant: "w"}, "done-here"},
	} {
		list := append([]record.Entry(nil), c.from.list...)
		for i := range list {
			if list[i].Body.Kind() == c.told {
				list[i] = told(list[i])
			}
		}
		m, err := record.Replay(list)
		if err != nil {
			t.Errorf("%s: not read as it was: %v", name, err)
			continue
		}
		var r *record.Refusal
		if err := m.Admits(c.e, hand); (err == nil) != (c.rule == "") || err != nil && (!errors.As(err, &r) || r.Rule.ID != c.rule) {
			t.Errorf("%s: %v; want %q", name, err, c.rule)
		}
	}
	if who := record.Awaited([]record.Entry{told(record.Entry{Seq: 1, Body: record.MagistrateAssigned{Application: "purse", Assignment: record.Assignment{Magistrate: "hart"}}})}, "purse"); who != "" {
		t.Errorf("%s is awaited, whom no one assigned here", who)
	}
}
