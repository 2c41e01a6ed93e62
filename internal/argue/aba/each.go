package aba

import (
	"fmt"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/proof"
	"github.com/affiant-project/affiant/internal/argue/solve"
)

// Each hands every extension to yield once, members ascending, in an order
// that depends on the framework alone, until yield returns false. The verdict
// is Yes unless the budget ran out before all were found. There is a
// certificate only if all were handed over.
func (r *Reasoner) Each(sem argue.Semantics, yield func([]int32) bool) Answer {
	q := r.question()
	ask := asked{proof.EE, sem, -1}
	var next func() (*stand, solve.Result)
	switch sem {
	case argue.Grounded:
		yield(nonNil(q.base.set))
		return q.give(ask, Yes, q.base.set)
	case argue.Ideal:
		st, ok := q.ideal()
		if !ok {
			return q.unknown()
		}
		yield(nonNil(st.set))
		return q.give(ask, Yes, st.set)
	case argue.Complete, argue.Stable:
		next = q.listExact(sem)
	case argue.Preferred:
		next = q.listPreferred()
	case argue.SemiStable, argue.Stage:
		next = q.listWidest(sem)
	default:
		return Answer{Known: fmt.Sprintf("there is no semantics number %d", sem)}
	}
	for {
		st, r := next()
		switch r {
		case solve.Unknown:
			return q.unknown()
		case solve.Unsatisfiable:
			return q.give(ask, Yes, nil)
		}
		q.count++
		q.list(st)
		if !yield(nonNil(st.set)) {
			return Answer{Verdict: Yes}
		}
	}
}

// listExact lists the models of a theory one after another.
func (q *question) listExact(sem argue.Semantics) func() (*stand, solve.Result) {
	kind := proof.Stable
	if sem == argue.Complete {
		kind = proof.Complete
	}
	t := q.theory(kind, q.whole())
	t.exact = sem == argue.Complete
	return func() (*stand, solve.Result) {
		r := t.ask()
		if r != solve.Satisfiable {
			return nil, r
		}
		st := q.f.standing(t.found())
		t.Add(t.differ(st)...)
		return st, r
	}
}

// listPreferred finds an admissible set that is part of none found, and lets it grow.
func (q *question) listPreferred() func() (*stand, solve.Result) {
	t := q.theory(proof.Complete, q.whole())
	return func() (*stand, solve.Result) {
		r := t.ask()
		if r != solve.Satisfiable {
			return nil, r
		}
		st, ok := q.growIn(t, q.f.closed(t.found()))
		if !ok {
			return nil, solve.Unknown
		}
		t.Add(t.beyond(st)...)
		return st, r
	}
}

// listWidest finds a set that is of no smaller range than one found and part
// of none, and widens it. Of two sets free of conflict with one range neither
// is part of the other: it would have to attack the rest of the other.
func (q *question) listWidest(sem argue.Semantics) func() (*stand, solve.Result) {
	s := q.newSpan(sem)
	return func() (*stand, solve.Result) {
		r := s.left.ask()
		if r != solve.Satisfiable {
			return nil, r
		}
		st, _, r := s.widen(q.f.standing(s.left.found()))
		if r != solve.Satisfiable {
			return nil, r
		}
		s.left.Add(s.left.beyond(st)...)
		s.left.noLess(st, s.sets)
		s.sets++
		return st, r
	}
}
