package dung

import (
	"slices"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/solve"
)

// A span searches the sets of greatest range on one island: the semi-stable
// extensions, among the admissible sets (Caminada, "Semi-stable semantics",
// COMMA 2006), or the stage extensions, among those free of conflict (Verheij
// 1996). An admissible set of greatest range holds all that it defends, since
// that would widen it; so it is complete, as semi-stable asks.
//
// If there is a stable extension, those of greatest range are the stable ones.
// If not, the solver decides that arguments are covered before all else, so
// that what it finds is as wide as can be, and what lies within its range is
// then ruled out (Dvořák, Järvisalo, Wallner and Woltran,
// "Complexity-sensitive decision procedures for abstract argumentation",
// Artificial Intelligence 206, 2014).
type span struct {
	*theory
	steady *theory // the stable extensions; nil if there are none
}

// newSpan finds out whether the island has a stable extension. It reports
// false if the purse is empty.
func (q *question) newSpan(sem argue.Semantics, isle part) (*span, bool) {
	s := &span{}
	steady := stable(q.purse, isle)
	switch steady.ask() {
	case solve.Unknown:
		return nil, false
	case solve.Satisfiable:
		s.steady = steady
		return s, true
	}
	s.theory = ranged(q.purse, sem, isle)
	return s, true
}

// ranged is the theory of the sets among which those of greatest range are sought.
func ranged(p *purse, sem argue.Semantics, of part) *theory {
	t := free(p, of, 1)
	if sem == argue.SemiStable {
		t.defend()
	}
	t.ranges()
	return t
}

// with finds a set of greatest range that meets the wish. Afterwards the
// search is spoilt: it has ruled out what it saw.
func (s *span) with(w *wish) ([]int32, solve.Result) {
	if s.steady != nil {
		r := s.steady.ask(s.steady.meeting(w)...)
		return s.steady.found(), r
	}
	must := s.meeting(w)
	for {
		if r := s.ask(must...); r != solve.Satisfiable {
			return nil, r
		}
		set := s.found()
		if len(must) == 0 {
			return set, solve.Satisfiable
		}
		wider, r := s.wider(s.part.covered(set))
		switch r {
		case solve.Unknown:
			return nil, r
		case solve.Unsatisfiable:
			return set, solve.Satisfiable
		}
		s.surpass(s.part.covered(wider))
	}
}

// surpass rules out every set whose range lies within the one given.
func (s *span) surpass(covered []bool) {
	s.Add(some(s.ran, func(a int32) bool { return !covered[a] })...)
}

// wider finds a set of greatest range that covers all that is covered, and more.
func (s *span) wider(covered []bool) ([]int32, solve.Result) {
	more := s.Var()
	s.Add(append(some(s.ran, func(a int32) bool { return !covered[a] }), more.Not())...)
	r := s.ask(append(some(s.ran, func(a int32) bool { return covered[a] }), more)...)
	set := s.found()
	s.Add(more.Not())
	return set, r
}

// field is what a semantics of greatest range is decided on: what the
// grounded labelling leaves, for semi-stable. A stage extension need not hold
// the grounded, so for stage it is the whole.
func (q *question) field(sem argue.Semantics) ([]int32, part) {
	if sem == argue.Stage {
		return nil, whole(q.f)
	}
	return q.base.members(in), q.rest
}

// anyWidest is a semi-stable or stage extension.
func (q *question) anyWidest(sem argue.Semantics) ([]int32, bool) {
	set, r := q.widestWith(sem, nil)
	return set, r == solve.Satisfiable
}

// widest asks whether some semi-stable or stage extension holds a, or whether every one does.
func (q *question) widest(sem argue.Semantics, a int32, credulous bool) Answer {
	set, r := q.widestWith(sem, &wish{a, credulous})
	return q.conclude(set, r, credulous)
}

func (q *question) widestWith(sem argue.Semantics, w *wish) ([]int32, solve.Result) {
	set, field := q.field(sem)
	if w != nil && field.at(w.a) < 0 {
		if (q.base[w.a] == in) != w.hold {
			return nil, solve.Unsatisfiable
		}
		w = nil
	}
	more, r := q.together(q.isles(field, w), func(c *question, isle part) ([]int32, solve.Result) {
		s, ok := c.newSpan(sem, isle)
		if !ok {
			return nil, solve.Unknown
		}
		if w != nil && isle.at(w.a) < 0 {
			return s.with(nil)
		}
		return s.with(w)
	})
	if r != solve.Satisfiable {
		return nil, r
	}
	set = append(set, more...)
	slices.Sort(set)
	return nonNil(set), r
}
