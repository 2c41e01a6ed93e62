package holding

import (
	"testing"

	"github.com/affiant-project/affiant/internal/doctrine"
)

// The standard is that of the day of decision; what is measured by it is what had been said when the officer acted. A bare paper had
// been condemned since Nathanson (1933), and a tip with nothing beside it, on all the circumstances, only in Gates (1983).
func TestWhatWasClearWhenHeActed(t *testing.T) {
	b := doctrine.DefaultCasebook()
	all := AllDecided(b)
	common := []doctrine.FactorID{"magistrate-issued", "swore-to-facts", "executive-official"}
	bare := append([]doctrine.FactorID{"bare-conclusion"}, common...)
	tip := append([]doctrine.FactorID{"basis-not-stated", "reliability-not-shown", "nothing-corroborated", "source-unnamed"}, common...)
	for _, c := range []struct {
		what        string
		factors     []doctrine.FactorID
		acted, asOf string
		want        string
		since       string // what it would be by what is clear on the day of decision, if told
	}{
		{"bare", bare, "1981-05-01", "1990-01-01", "not-immune", ""},
		{"bare", bare, "", "1990-01-01", "not-immune", ""},
		{"tip", tip, "", "1990-01-01", "not-immune", ""},
		{"tip", tip, "1986-05-01", "1990-01-01", "not-immune", ""},
		{"tip", tip, "1981-05-01", "1990-01-01", "", "not-immune"},
		{"tip", tip, "1981-05-01", "2026-01-01", "", "not-immune"},
		{"tip", tip, "2012-05-01", "2026-01-01", "not-immune", ""},
	} {
		s := Situation{Issue: "qualified-immunity", Act: "search", Kind: "damages", Factors: c.factors, Court: "us-district", Place: "us-ri", Acted: c.acted}
		a := Read(b, Options{AsOf: c.asOf}).Answer(s, all)
		if a.Side != c.want {
			t.Errorf("%s, acted %s, decided %s: %s (%s) by %v, want %s", c.what, c.acted, c.asOf, a.Side, a.Kind, a.Rules, c.want)
		}
		if since := a.Since; (since != nil) != (c.since != "") || since != nil && (since.Side != c.since || a.Acted != c.acted) {
			t.Errorf("%s, acted %s, decided %s: told of the law since: %+v, want %q", c.what, c.acted, c.asOf, since, c.since)
		}
	}
}
