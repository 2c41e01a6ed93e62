package aba

import (
	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/proof"
	"github.com/affiant-project/affiant/internal/argue/solve"
)

// A span searches the sets of greatest range: the semi-stable extensions among
// the admissible sets (Caminada, "Semi-stable semantics", COMMA 2006), or the
// stage extensions among those free of conflict (Verheij, "Two approaches to
// dialectical argumentation", NAIC 1996). An admissible set of greatest range
// holds all that it defends, since that would widen it; so it is complete.
//
// A candidate is widened until nothing goes beyond it. What is of smaller range
// than the outcome is ruled out in both theories (Dvořák, Järvisalo, Wallner
// and Woltran 2014).
type span struct {
	q    *question
	any  *theory // every set
	left *theory // those that are not ruled out, and meet what is asked
	sets int
}

func (q *question) newSpan(sem argue.Semantics, query ...int32) *span {
	s := &span{q: q, any: q.theory(ranged(sem), q.whole()), left: q.theory(ranged(sem), q.whole(query...))}
	s.any.ranges()
	s.left.ranges()
	return s
}

// ranged is the theory in which a semantics looks for greatest ranges.
func ranged(sem argue.Semantics) proof.Theory {
	if sem == argue.Stage {
		return proof.Free
	}
	return proof.Complete
}

// widen goes from a set to ones of ever greater range until there is none. It
// reports whether the first was as wide as any.
func (s *span) widen(st *stand) (widest *stand, same bool, r solve.Result) {
	for same = true; ; same = false {
		switch r := s.any.once(s.any.wider(st), s.any.reach(st)...); r {
		case solve.Unknown:
			return nil, false, r
		case solve.Unsatisfiable:
			return st, same, solve.Satisfiable
		}
		st = s.q.f.standing(s.any.found())
	}
}

// surpass rules out what is of smaller range than a set of greatest range.
func (s *span) surpass(st *stand) {
	s.left.noLess(st, s.sets)
	s.sets++
	s.q.note(st)
}

// find looks for a set of greatest range among those left, under what is given.
func (s *span) find(given ...solve.Lit) (*stand, solve.Result) {
	for {
		if r := s.left.ask(given...); r != solve.Satisfiable {
			return nil, r
		}
		st := s.q.f.standing(s.left.found())
		widest, same, r := s.widen(st)
		if r != solve.Satisfiable || same {
			return st, r
		}
		s.surpass(widest)
	}
}

// anyWidest asks for a semi-stable or stage extension.
func (q *question) anyWidest(sem argue.Semantics) Answer {
	s := q.newSpan(sem)
	switch s.any.ask() {
	case solve.Satisfiable:
		st, _, r := s.widen(q.f.standing(s.any.found()))
		if r == solve.Satisfiable {
			return q.give(asked{proof.SE, sem, -1}, Yes, st.set)
		}
	}
	return q.unknown()
}

// widest asks whether some semi-stable or stage extension derives the query,
// or whether every one does.
func (q *question) widest(task proof.Task, sem argue.Semantics, query int32) Answer {
	s := q.newSpan(sem, query)
	l := s.left.der[query]
	if task == proof.DS {
		l = l.Not()
	}
	st, r := s.find(l)
	ask := asked{task, sem, query}
	switch {
	case r == solve.Unknown:
		return q.unknown()
	case r == solve.Satisfiable && task == proof.DS:
		return q.give(ask, No, st.set)
	case r == solve.Satisfiable:
		return q.give(ask, Yes, st.set)
	case task == proof.DS:
		return q.give(ask, Yes, nil)
	}
	return q.give(ask, No, nil)
}
