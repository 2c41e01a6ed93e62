package brief_test

import (
	"slices"
	"testing"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/record"
)

// A settled answer that stands upon what the record itself shows says which flaw a court would have to overrule, and what the answer would
// then be; ruled so, that is the answer, and nothing of the flaw is told any more.
func TestUnlessAFlawThatTheRecordShowsIsOverruled(t *testing.T) {
	m := open(t, "giordenello.yaml")
	o := brief.Options{Posture: brief.AtSuppression}
	q := ask(t, m, "sufficiency", o)
	i := slices.IndexFunc(q.Unless, func(e brief.Exception) bool { return len(e.Flaws) > 0 })
	if q.Answer != "insufficient" || i < 0 {
		t.Fatalf("%s, unless %+v", q.Answer, q.Unless)
	}
	e := q.Unless[i]
	o.Find = []record.Ruling{{On: e.Flaws[0], Value: "overruled"}}
	if q := ask(t, m, "sufficiency", o); q.Label != e.Answer || slices.ContainsFunc(q.Unless, func(x brief.Exception) bool { return slices.Contains(x.Flaws, e.Flaws[0]) }) {
		t.Errorf("%s overruled: %s, want %s; unless %+v", e.Flaws[0], q.Label, e.Answer, q.Unless)
	}

	// Two flaws, neither of which alone is all that stands against it.
	m = till(t)
	a := &m.Applications[0].Affidavit
	a.Assertions = append(a.Assertions, record.Assertion{N: 2, Text: "Simon Oduya took $900.00 from booth 3 on the same day."}, record.Assertion{N: 3, Text: "Simon Oduya took a ring worth $2,000.00 from booth 4."})
	m.Applications[0].Grounds = []record.Ground{{Element: "taking", On: []int{1}}, {Element: "worth", On: []int{2, 3}}}
	q = ask(t, m, "obviousness", brief.Options{Posture: brief.AtSuppression})
	if q.Answer != "lacking" || len(q.Unless) != 1 || !slices.Equal(q.Unless[0].Flaws, []string{"S1@arrest.2", "S1@arrest.3"}) || q.Unless[0].Answer != "arguable" {
		t.Errorf("%s, unless %+v", q.Answer, q.Unless)
	}

	// An answer that no decisive flaw bears on tells of none.
	for _, e := range ask(t, open(t, "malley-v-briggs.yaml"), "state-party", brief.Options{}).Unless {
		if len(e.Flaws) > 0 {
			t.Errorf("unless %v", e.Flaws)
		}
	}
}
