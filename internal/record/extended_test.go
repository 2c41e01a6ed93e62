package record_test

import (
	"errors"
	"testing"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
)

// appeared tells of an arrest and of the appearance from which the time for a preliminary hearing runs.
func appeared() *teller {
	t := opening()
	t.does("vance", record.Affiant, record.Detained{Application: "purse", Custody: record.Custody{Person: "dole", Act: "arrested", Time: "2026-03-01T10:00"}})
	return t.does("clerk", record.Clerk, record.Detained{Application: "purse", Custody: record.Custody{Person: "dole", Act: "appeared", Time: "2026-03-02T09:00"}})
}

func moreTime(t *teller, edit func(*record.Extension)) record.TimeExtended {
	x := record.Extension{Of: "preliminary-hearing", Person: "dole", Until: "2026-03-30", Consents: true, Because: "counsel was named yesterday", By: "hart", Time: t.now()}
	if edit != nil {
		edit(&x)
	}
	return record.TimeExtended{Application: "purse", Extension: x}
}

// extended tells of more time that was given with consent, and of still more without.
func extended() *teller {
	t := appeared()
	t.does("hart", record.Magistrate, moreTime(t, nil))
	return t.does("hart", record.Magistrate, moreTime(t, func(x *record.Extension) {
		x.Until, x.Consents, x.Because, x.Justice = "2026-04-10", false, "the only witness is in hospital", "no one else saw it"
	}))
}

// TestExtended: a judge gives more time before a preliminary hearing, with consent for cause, without it for what Rule 5.1(d) asks.
func TestExtended(t *testing.T) {
	lasts(t, "testdata/frozen-extended.txtar", extended().list)
	for name, c := range map[string]struct {
		from *teller
		who  record.PersonID
		edit func(*record.Extension)
		rule string // "input" for what is wrongly written
	}{
		"by the clerk":                 {appeared(), "clerk", nil, "more-time"},
		"before any appearance":        {opening(), "hart", nil, "more-time"},
		"for another, not in custody":  {appeared(), "hart", func(x *record.Extension) { x.Person = "mary" }, "more-time"},
		"for no cause":                 {appeared(), "hart", func(x *record.Extension) { x.Because = " " }, "more-time"},
		"without consent, for a cause": {appeared(), "hart", func(x *record.Extension) { x.Consents = false }, "more-time"},
		"into the past":                {appeared(), "hart", func(x *record.Extension) { x.Until = "2026-03-01" }, "more-time"},
		"no further than before":       {extended(), "hart", func(x *record.Extension) { x.Until = "2026-04-10" }, "more-time"},
		"without an end":               {appeared(), "hart", func(x *record.Extension) { x.Until = record.NoTime }, "input"},
		"dated back":                   {appeared(), "hart", func(x *record.Extension) { x.Time = "2026-03-01" }, "own-time"},
	} {
		_, err := record.Replay(c.from.does(c.who, record.Magistrate, moreTime(c.from, c.edit)).list)
		var r *record.Refusal
		if c.rule == "input" && fault.KindOf(err) != fault.Input || c.rule != "input" && (!errors.As(err, &r) || r.Rule.ID != c.rule) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestLengthenedByJudge: that an order was extended, or notice of it put off, is a judge's word; that it began is not.
func TestLengthenedByJudge(t *testing.T) {
	m := &record.Matter{People: []record.Person{{ID: "hart", Roles: []record.Role{record.Magistrate}}, {ID: "vance", Roles: []record.Role{record.Affiant}}}}
	m.People = append(m.People, record.Person{ID: "judge", Roles: []record.Role{record.Magistrate}})
	m.People[0].Account = "hart"
	for _, c := range []struct {
		act string
		by  record.PersonID
		may bool
	}{{"extended", "hart", true}, {"extended", "judge", false}, {"notice-postponed", "judge", false}, {"extended", "vance", false}, {"extended", "", false}, {"notice-postponed", "hart", true}, {"notice-postponed", "", false}, {"began", "vance", true}, {"began", "", true}} {
		h := record.Hand{Person: "vance", Role: record.Affiant, At: "2026-03-02T09:30:00-05:00"}
		if c.by == "hart" {
			h.Person, h.Role = "hart", record.Magistrate
		}
		err := m.Admits(record.OrderCarriedOut{Order: "tap", Step: record.OrderStep{Act: c.act, By: c.by, Until: "2026-04-20"}}, h)
		var r *record.Refusal
		if (err == nil) != c.may || err != nil && (!errors.As(err, &r) || r.Rule.ID != "lengthened-by-judge") {
			t.Errorf("%+v: %v", c, err)
		}
	}
	for _, by := range []record.PersonID{"hart", "judge"} { // what comes on paper the clerk enters
		if err := m.Admits(record.OrderCarriedOut{Order: "tap", Step: record.OrderStep{Act: "extended", By: by, Until: "2026-04-20"}}, record.Hand{Person: "archer", Role: record.Clerk, At: "2026-03-02T09:30:00-05:00"}); err != nil {
			t.Errorf("%s, by the clerk: %v", by, err)
		}
	}
}
