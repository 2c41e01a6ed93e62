package dung

import (
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/proof"
	"github.com/affiant-project/affiant/internal/argue/solve"
)

// Each hands every extension to yield once, members ascending, in an order
// that depends on the framework alone, until yield returns false. The verdict
// is Yes unless the budget ran out before all were found.
func (r *Reasoner) Each(sem argue.Semantics, yield func([]int32) bool) Answer {
	q := r.question()
	c := proof.Certificate{Task: proof.EE, Semantics: sem, Query: -1}
	whole := true
	text := 0 // bytes that the sets take in the certificate, at least
	answer := q.each(sem, func(set []int32) bool {
		if q.o.Prove {
			if text += len("s 0\n") + len("1 ")*len(set); text <= proof.MaxBytes {
				c.Sets = append(c.Sets, slices.Clone(set))
			} else {
				c.Sets = nil
			}
		}
		whole = yield(set)
		return whole
	})
	if !whole {
		return answer
	}
	if text > proof.MaxBytes && answer.Verdict == Yes {
		answer.Known = uncertifiable
		return answer
	}
	if sem == argue.Grounded && answer.Verdict == Yes {
		c.Extension, c.Sets = q.base.members(in), nil
	}
	return q.certified(c, answer)
}

func (q *question) each(sem argue.Semantics, yield func([]int32) bool) Answer {
	var set []int32
	ok := true
	switch sem {
	case argue.Grounded:
		set = q.base.members(in)
	case argue.Ideal:
		set, ok = q.ideal()
	case argue.Complete, argue.Preferred, argue.Stable, argue.SemiStable, argue.Stage:
		ok = q.product(sem, yield)
	default:
		return Answer{Known: fmt.Sprintf("there is no semantics number %d", sem)}
	}
	switch {
	case !ok && q.room < 0:
		a := q.unknown()
		a.Known += fmt.Sprintf("; there is no room to look for more extensions: those found take %d numbers to tell apart", mostHeld)
		return a
	case !ok:
		return q.unknown()
	case sem == argue.Grounded || sem == argue.Ideal:
		yield(nonNil(set))
	}
	return Answer{Verdict: Yes}
}

// mostHeld is for how many members of extensions, and of the clauses that rule
// them out, there is room: 1 GB of them. What needs more is not answered.
const mostHeld = 1 << 28

// A lister is asked again and again for one more extension of an island, by
// its names there. The result is Unsatisfiable when there are no more.
type lister func() ([]int32, solve.Result)

// A listed island keeps what its lister gave.
type listed struct {
	q    *question
	isle part
	next lister
	sets [][]int32
	done bool
}

// get is extension i of the island, as the whole names its members.
func (l *listed) get(i int) ([]int32, solve.Result) {
	if i == len(l.sets) && !l.done {
		set, r := l.next()
		switch r {
		case solve.Unknown:
			return nil, r
		case solve.Unsatisfiable:
			l.done = true
		default:
			if l.q.room -= len(set) + l.isle.Len(); l.q.room < 0 {
				return nil, solve.Unknown
			}
			l.sets = append(l.sets, l.isle.outward(set))
		}
	}
	if i >= len(l.sets) {
		return nil, solve.Unsatisfiable
	}
	return l.sets[i], solve.Satisfiable
}

// product hands over every choice of one extension of each island, the last
// island turning fastest. It reports whether it came to the end, or yield
// wanted no more.
func (q *question) product(sem argue.Semantics, yield func([]int32) bool) bool {
	base, field := q.field(sem)
	var isles []*listed
	for _, isle := range q.isles(field, nil) {
		next, ok := q.lister(sem, isle)
		if !ok {
			return false
		}
		l := &listed{q: q, isle: isle, next: next}
		switch _, r := l.get(0); r {
		case solve.Unknown:
			return false
		case solve.Unsatisfiable:
			return true // without one here there is none at all
		}
		isles = append(isles, l)
	}
	at := make([]int, len(isles))
	for {
		if q.late() {
			return false
		}
		set := slices.Clone(base)
		for k, l := range isles {
			set = append(set, l.sets[at[k]]...)
		}
		slices.Sort(set)
		if !yield(nonNil(set)) {
			return true
		}
		k := len(isles) - 1
		for ; k >= 0; k-- {
			at[k]++
			_, r := isles[k].get(at[k])
			if r == solve.Unknown {
				return false
			}
			if r == solve.Satisfiable {
				break
			}
			at[k] = 0
		}
		if k < 0 {
			return true
		}
	}
}

// lister lists the extensions of an island. It reports false if the purse ran out.
func (q *question) lister(sem argue.Semantics, isle part) (lister, bool) {
	switch sem {
	case argue.Complete:
		t := complete(q.purse, isle)
		return t.list(t.differ), true
	case argue.Stable:
		t := stable(q.purse, isle)
		return t.list(t.differ), true
	case argue.Preferred:
		t := admissible(q.purse, isle)
		return t.list(t.beyond), true
	}
	s, ok := q.newSpan(sem, isle)
	if !ok {
		return nil, false
	}
	if s.steady != nil {
		return s.steady.list(s.steady.differ), true
	}
	return s.listWidest(), true
}

// differ rules out the very set given.
func (t *theory) differ(set []int32) []solve.Lit {
	clause := slices.Clone(t.in)
	for _, a := range set {
		clause[a] = clause[a].Not()
	}
	return clause
}

// list finds sets one after another, each ruled out by what block makes of it.
func (t *theory) list(block func([]int32) []solve.Lit) lister {
	return func() ([]int32, solve.Result) {
		r := t.ask()
		if r != solve.Satisfiable {
			return nil, r
		}
		set := t.found()
		t.Add(block(set)...)
		return set, r
	}
}

// beyond rules out every part of the set given.
func (t *theory) beyond(set []int32) []solve.Lit {
	has := t.part.marks(set)
	return some(t.in, func(a int32) bool { return !has[a] })
}

// listWidest finds a greatest range, all sets that have it, and then what goes beyond it.
func (s *span) listWidest() lister {
	var given []solve.Lit
	var covered []bool
	return func() ([]int32, solve.Result) {
		r := solve.Unsatisfiable
		if given != nil {
			if r = s.ask(given...); r == solve.Unsatisfiable {
				s.surpass(covered)
				given = nil
			}
		}
		if r == solve.Unsatisfiable {
			r = s.ask()
		}
		if r != solve.Satisfiable {
			return nil, r
		}
		set := s.found()
		covered = s.part.covered(set)
		given = append([]solve.Lit{}, some(s.ran, func(a int32) bool { return covered[a] })...)
		s.Add(s.differ(set)...)
		return set, r
	}
}
