package holding

import (
	"slices"

	"github.com/affiant-project/affiant/internal/doctrine"
)

// A Decided is one question of a decided case that came out for a side.
type Decided struct {
	Case    doctrine.Case
	Asked   doctrine.Asked
	Outcome string
	Factors []doctrine.FactorID
	Because []doctrine.FactorID // the reason; nil if any of its factors may have been
	Bound   bool                // whether it may bind: its reason is coded, and it is no separate opinion
}

// AllDecided lists every question of the casebook that came out for a side, by case and in its order.
func AllDecided(b *doctrine.Casebook) []Decided {
	var out []Decided
	for _, c := range b.Cases() {
		for _, q := range c.Questions {
			if q.Outcome == "" || slices.Contains([]string{doctrine.NotDecided, doctrine.Assumed, doctrine.FactQuestion}, q.Outcome) {
				continue
			}
			out = append(out, Decided{
				Case: c, Asked: q, Outcome: q.Outcome, Factors: c.FactorsOf(q), Because: q.Because,
				Bound: q.Profile == "" && (q.Because == nil || len(q.Because) > 0),
			})
		}
	}
	return out
}

// Name tells it from the other questions of its case.
func (d Decided) Name() string {
	name := d.Case.ID + " on " + d.Asked.About
	if d.Asked.Actor != "" {
		name += " (" + d.Asked.Actor + ")"
	}
	return name
}

// overruled is by what a case was overruled on a question by a day; empty if it was not.
func (d Decided) overruled(day string) string {
	for _, m := range d.Case.Later {
		if m.Overruled != "" && (m.About == "" || m.About == d.Asked.About) && doctrine.Reached(m.Date, day) {
			return m.By
		}
	}
	return ""
}

// precedents keeps of the cases those that were decided by a day and are not switched off.
func (r *Reading) precedents(all []Decided, day string) []Decided {
	var out []Decided
	for _, d := range all {
		if !r.without[d.Case.ID] && doctrine.Reached(d.Case.Date, day) && doctrine.Reached(d.Case.Date, r.asOf) {
			out = append(out, d)
		}
	}
	return out
}

// The ranks of courts, as authorities in a case base. A court that sits in full prevails over its panels.
const (
	ofAPanel = iota + 1
	ofAFullCourt
	ofTheHighest
)

// controls reports whether a case binds where the situation is asked, and with what authority. The Supreme Court binds all;
// a court of appeals itself and the courts of its circuit; a district court nobody.
func (r *Reading) controls(s Situation, d Decided) (authority int, ok bool) {
	by, ok := r.book.Court(d.Case.Court)
	if !ok {
		return 0, false
	}
	asked, _ := r.book.Court(s.Court)
	switch by.Rank {
	case "supreme":
		return ofTheHighest, true
	case "appeals":
		within := asked.ID == by.ID || asked.Rank != "supreme" && asked.Rank != "appeals" && s.Place != "" && slices.Contains(by.Controls, s.Place) &&
			asked.Rank != "state-high" && asked.Rank != "state" // a State's courts are not bound by the circuit
		if d.Case.Sitting != "" {
			return ofAFullCourt, within
		}
		return ofAPanel, within
	}
	return 0, false
}
