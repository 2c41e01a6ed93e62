package holding

import (
	"slices"

	"github.com/affiant-project/affiant/internal/doctrine"
)

// Controlling lists the decided cases that may bind in a view of the law on its day, by id: those of courts that control there and
// that were decided by then, of which some question came out for a side and was not overruled. An opinion of the Supreme Court, and a
// State, are bound by that Court alone; a circuit by its own court of appeals too.
func Controlling(b *doctrine.Casebook, v doctrine.View) []doctrine.Case {
	r := &Reading{book: b}
	s := Situation{}
	if _, ok := b.Court(v.Profile); ok {
		s.Court = v.Profile
	}
	var found []doctrine.Case
	for _, d := range AllDecided(b) {
		if _, ok := r.controls(s, d); !ok || !d.Bound || !doctrine.Reached(d.Case.Date, v.AsOf) || d.overruled(v.AsOf) != "" {
			continue
		}
		if !slices.ContainsFunc(found, same(d.Case)) {
			found = append(found, d.Case)
		}
	}
	return found
}

// BindingOnly lists the decided cases that may bind in one view of the law and not in another, by id.
func BindingOnly(b *doctrine.Casebook, in, notIn doctrine.View) []doctrine.Case {
	there := Controlling(b, notIn)
	return slices.DeleteFunc(Controlling(b, in), func(c doctrine.Case) bool { return slices.ContainsFunc(there, same(c)) })
}

func same(c doctrine.Case) func(doctrine.Case) bool {
	return func(x doctrine.Case) bool { return x.ID == c.ID }
}
