package record_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
)

// telephoned tells of an oath by telephone before hart, put before who.
func telephoned(who record.PersonID) *teller {
	t := opening()
	t.does("vance", record.Affiant, record.Sworn{Application: "purse", Oath: record.Oath{Time: t.now(), By: "hart", Means: "telephone", Words: "Do you swear that it is true?"}})
	t.does("clerk", record.Clerk, record.MagistrateAssigned{Application: "purse", Assignment: record.Assignment{Magistrate: who, How: "rota", By: "clerk"}})
	return t.does("vance", record.Affiant, record.Presented{Application: "purse", Presentment: record.Presentment{Time: t.now(), Magistrate: who}})
}

func confirms(t *teller, who record.PersonID) record.OathConfirmed {
	return record.OathConfirmed{Application: "purse", Confirmation: record.Confirmation{By: who, Heard: "2026-03-02T09:10", Means: "telephone", Words: "Do you swear that it is true? I do.", Time: t.now()}}
}

// confirmed tells of one that the magistrate confirmed, and what he then granted.
func confirmed() *teller {
	t := telephoned("hart")
	t.does("hart", record.Magistrate, confirms(t, "hart"))
	return t.does("hart", record.Magistrate, record.Decided{Application: "purse", Decision: record.Decision{Respondents: []record.PersonID{"dole"}, Act: "granted", Time: t.now(), Finding: "seen"}})
}

// TestConfirmed: a magistrate confirms the oath in his own name, at the bench, saying when and in what words; and what the affiant entered stays.
func TestConfirmed(t *testing.T) {
	lasts(t, "testdata/frozen-confirmed.txtar", confirmed().list)
	m, err := record.Replay(confirmed().list)
	if err != nil {
		t.Fatal(err)
	}
	o := m.Application("purse").Oath
	if len(o.Confirmed) != 1 || o.Confirmed[0].By != "hart" || o.Words != "Do you swear that it is true?" {
		t.Errorf("%+v", o)
	}
	for name, c := range map[string]struct {
		from *teller
		who  record.PersonID
		edit func(*record.Confirmation)
		rule string // "input" for what is wrongly written
	}{
		"by the affiant":           {telephoned("hart"), "vance", nil, "own-decision"},
		"in another's name":        {telephoned("hart"), "hart", func(c *record.Confirmation) { c.By = "lowe" }, "own-decision"},
		"by whom it is not before": {telephoned("hart"), "lowe", func(c *record.Confirmation) { c.By = "lowe" }, "own-decision"},
		"twice":                    {confirmed(), "hart", nil, "oath-confirmed"},
		"before there is one":      {opening(), "hart", nil, "oath-confirmed"},
		"in no words":              {telephoned("hart"), "hart", func(c *record.Confirmation) { c.Words = " " }, "oath-words"},
		"dated back":               {telephoned("hart"), "hart", func(c *record.Confirmation) { c.Time = "2026-03-02T09:00" }, "own-time"},
		"of what is to come":       {telephoned("hart"), "hart", func(c *record.Confirmation) { c.Heard = "2026-03-02T18:00" }, "own-time"},
		"not said when":            {telephoned("hart"), "hart", func(c *record.Confirmation) { c.Heard = record.NoTime }, "input"},
	} {
		e := confirms(c.from, c.who)
		if c.edit != nil {
			c.edit(&e.Confirmation)
		}
		_, err := record.Replay(c.from.does(c.who, record.Magistrate, e).list)
		var r *record.Refusal
		if c.rule == "input" && fault.KindOf(err) != fault.Input || c.rule != "input" && (!errors.As(err, &r) || r.Rule.ID != c.rule) {
			t.Errorf("%s: %v", name, err)
		}
	}
	self := telephoned("hart")
	self.list[12].Body = record.Sworn{Application: "purse", Oath: record.Oath{Time: "2026-03-02T09:13", By: "hart", Means: "telephone", Confirmed: []record.Confirmation{{By: "hart"}}}}
	if _, err := record.Replay(self.list); err == nil || !strings.Contains(err.Error(), "does not confirm itself") {
		t.Error("an oath that confirms itself:", err)
	}
}

// TestNothingGrantedUnconfirmed: on an oath by telephone, video or attestation nothing is granted until a magistrate has confirmed it; it may be refused
// or sent back. What was granted before this was asked for stays.
func TestNothingGrantedUnconfirmed(t *testing.T) {
	asks := func(s *teller, who record.PersonID, act string) error {
		m, err := record.Replay(s.list)
		if err != nil {
			t.Fatal(err)
		}
		return m.Admits(record.Decided{Application: "purse", Decision: record.Decision{Respondents: []record.PersonID{"dole"}, Act: act}}, record.Hand{Person: who, Role: record.Magistrate, At: "2026-03-02T09:30:00-05:00"})
	}
	for act, may := range map[string]bool{"granted": false, "modified": false, "denied": true, "returned": true} {
		var r *record.Refusal
		if err := asks(telephoned("hart"), "hart", act); (err == nil) != may || err != nil && (!errors.As(err, &r) || r.Rule.ID != "oath-confirmed") {
			t.Errorf("%s: %v", act, err)
		}
	}
	first := telephoned("hart")
	first.does("hart", record.Magistrate, confirms(first, "hart"))
	if err := asks(first, "hart", "granted"); err != nil {
		t.Error("confirmed:", err)
	}
	other := telephoned("lowe") // the oath was taken by one, and lies before another, who takes it anew
	if err := asks(other, "lowe", "granted"); err == nil {
		t.Error("granted on an oath that no one confirmed")
	}
	other.does("lowe", record.Magistrate, confirms(other, "lowe"))
	if err := asks(other, "lowe", "granted"); err != nil {
		t.Error("taken anew:", err)
	}
	face := opening()
	face.does("vance", record.Affiant, record.Sworn{Application: "purse", Oath: record.Oath{Time: face.now(), By: "clerk", Means: "in-person"}})
	if err := asks(face, "hart", "granted"); err != nil {
		t.Error("in person:", err)
	}
	old := telephoned("hart")
	old.does("hart", record.Magistrate, record.Decided{Application: "purse", Decision: record.Decision{Respondents: []record.PersonID{"dole"}, Act: "granted", Time: old.now(), Finding: "seen"}})
	if _, err := record.Replay(old.list); err != nil {
		t.Error("a record from before this was asked for:", err)
	}
}
