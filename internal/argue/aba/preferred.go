package aba

import (
	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/proof"
	"github.com/affiant-project/affiant/internal/argue/solve"
)

// defensible asks whether some admissible set derives s, which is to ask
// whether some complete, or some preferred, extension does. It looks at the
// cone of s alone.
func (q *question) defensible(sem argue.Semantics, s int32) Answer {
	ask := asked{proof.DC, sem, s}
	st := q.base
	if !st.holds[s] {
		cone := q.f.cone(s)
		t := q.theory(proof.Complete, cone)
		switch t.ask(t.der[s]) {
		case solve.Unknown:
			return q.unknown()
		case solve.Unsatisfiable:
			return q.give(ask, No, nil)
		}
		st = q.f.closed(t.found())
	}
	if sem == argue.Preferred {
		var ok bool
		if st, ok = q.grow(st); !ok {
			return q.unknown()
		}
	}
	return q.give(ask, Yes, st.set)
}

// grow is a preferred extension that holds the admissible set given.
func (q *question) grow(st *stand) (*stand, bool) {
	t := q.theory(proof.Complete, q.whole())
	return q.growIn(t, q.f.closed(st.set))
}

// growIn goes from a set to ever greater ones of the theory until there is none.
func (q *question) growIn(t *theory, st *stand) (*stand, bool) {
	for {
		q.best = max(q.best, len(st.set))
		switch t.once(t.beyond(st), t.members(st.set)...) {
		case solve.Unknown:
			return nil, false
		case solve.Unsatisfiable:
			return st, true
		}
		st = q.f.closed(t.found())
	}
}

// inevitable asks whether every preferred extension derives s, by
// counterexample and refinement (Dvořák, Järvisalo, Wallner and Woltran,
// "Complexity-sensitive decision procedures for abstract argumentation",
// Artificial Intelligence 206, 2014; for assumptions Lehtonen, Wallner and
// Järvisalo 2021): look for a complete set without s in the cone of s. If no
// admissible set beyond it derives s, any preferred one that it grows into does
// without. If one does, all within that is ruled out, and the search goes on.
func (q *question) inevitable(s int32) Answer {
	ask := asked{proof.DS, argue.Preferred, s}
	if q.base.holds[s] {
		return q.give(ask, Yes, nil)
	}
	cone := q.f.cone(s)
	with, without := q.theory(proof.Complete, cone), q.theory(proof.Complete, cone)
	with.Add(with.der[s])
	without.Add(without.der[s].Not())
	for {
		switch without.ask() {
		case solve.Unknown:
			return q.unknown()
		case solve.Unsatisfiable:
			return q.give(ask, Yes, nil)
		}
		rival := without.found()
		switch with.ask(with.members(rival)...) {
		case solve.Unknown:
			return q.unknown()
		case solve.Unsatisfiable:
			st, ok := q.grow(q.f.closed(rival))
			if !ok {
				return q.unknown()
			}
			return q.give(ask, No, st.set)
		}
		// What it grows into may hold more than the cone shows; only the cone counts.
		big, ok := q.growWithin(with)
		if !ok {
			return q.unknown()
		}
		q.note(big)
		without.Add(without.beyond(big)...)
	}
}

// growWithin goes from the set that a theory last found to a greatest one of
// that theory, without what the theory does not speak of.
func (q *question) growWithin(t *theory) (*stand, bool) {
	for {
		st := q.f.standing(t.found())
		switch t.once(t.beyond(st), t.members(st.set)...) {
		case solve.Unknown:
			return nil, false
		case solve.Unsatisfiable:
			return st, true
		}
	}
}
