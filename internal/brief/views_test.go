package brief_test

import (
	"testing"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

// Each circuit and each State changes an answer on some matter, by a rule of its own or by one that it sets aside: what the Court's
// view answers on the same day, and what it does.
func TestEachViewChangesAnAnswer(t *testing.T) {
	omitted := func(t *testing.T, mind string) *record.Matter {
		return ruled(open(t, "jacobs.yaml"), "O4@search.1", "sustained", mind)
	}
	file := func(name string) func(*testing.T) *record.Matter {
		return func(t *testing.T) *record.Matter { return open(t, name) }
	}
	reckless := func(t *testing.T) *record.Matter { return omitted(t, "reckless") }
	told := map[string]bool{"court": true, "powell": true}
	for _, c := range []struct {
		view, question string
		m              func(*testing.T) *record.Matter
		day            record.When
		posture        brief.Posture
		there, court   string
	}{
		{"ca1", "absolute-immunity", file("malley-v-briggs.yaml"), "1985-06-01", "", "denied", "not-reached"},
		{"ca1", "absolute-immunity", file("malley-v-briggs.yaml"), "1984-06-01", "", "not-reached", "not-reached"},
		{"ca1", "veracity", reckless, "1985-06-01", brief.AtSuppression, "no-violation", "violation"},
		{"ca2", "causation", file("teaching/grand-jury-witness.yaml"), "2012-04-02", "", "broken-later", "unbroken"},
		{"ca3", "veracity", reckless, "1985-06-01", brief.AtSuppression, "no-violation", "violation"},
		{"ca3", "veracity", reckless, "1989-06-01", brief.AtSuppression, "violation", "violation"},
		{"ca4", "causation", file("teaching/grand-jury-witness.yaml"), "2026-01-01", "", "broken-later", "unbroken"},
		{"ca5", "causation", file("teaching/grand-jury-witness.yaml"), "2026-01-01", "", "broken-later", "unbroken"},
		{"ca5", "causation", file("malley-v-briggs.yaml"), "1985-06-01", "", "broken", "not-reached"},
		{"ca6", "veracity", reckless, "2026-01-01", brief.AtSuppression, "no-violation", "violation"},
		{"ca7", "veracity", reckless, "1983-06-01", brief.AtSuppression, "no-violation", "violation"},
		{"ca8", "veracity", reckless, "1985-06-01", brief.AtSuppression, "no-violation", "violation"},
		{"ca9", "causation", file("teaching/grand-jury-witness.yaml"), "2026-01-01", "", "broken-later", "unbroken"},
		{"ca10", "veracity", reckless, "1989-06-01", brief.AtSuppression, "no-violation", "violation"},
		{"ca11", "causation", file("teaching/grand-jury-witness.yaml"), "2026-01-01", "", "broken-later", "unbroken"},
		{"us-co", "state-remedy", file("malley-v-briggs.yaml"), "2026-01-01", "", "no-defence", ""},
		{"us-ma", "good-faith", file("carpenter.yaml"), "2026-01-01", brief.AtSuppression, "suppress", "good-faith"},
		{"us-nj", "good-faith", file("carpenter.yaml"), "2026-01-01", brief.AtSuppression, "suppress", "good-faith"},
		{"us-nm", "good-faith", file("carpenter.yaml"), "2026-01-01", brief.AtSuppression, "suppress", "good-faith"},
		{"us-pa", "good-faith", file("carpenter.yaml"), "2026-01-01", brief.AtSuppression, "suppress", "good-faith"},
		{"us-ri", "good-faith", file("carpenter.yaml"), "2026-01-01", brief.AtSuppression, "depends", "good-faith"},
		{"us-wa", "good-faith", file("carpenter.yaml"), "2026-01-01", brief.AtSuppression, "suppress", "good-faith"},
	} {
		o := brief.Options{Acted: c.day, AsOf: c.day, Posture: c.posture}
		for view, want := range map[string]string{c.view: c.there, "court": c.court} {
			if want == "" {
				continue
			}
			o.Profile = view
			if q := ask(t, c.m(t), c.question, o); q.Answer != want {
				t.Errorf("%s on %s, %s: %s, want %s", c.question, c.day, view, q.Answer, want)
			}
		}
		told[c.view] = told[c.view] || c.there != c.court
	}
	for _, p := range doctrine.Default().Profiles() {
		if !told[p.ID] {
			t.Errorf("no matter is here on which the view %s changes an answer", p.ID)
		}
	}
}
