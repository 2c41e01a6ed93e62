package dung

import (
	"slices"

	"github.com/affiant-project/affiant/internal/argue/solve"
)

// ideal is the ideal extension: the greatest admissible set that no
// admissible set attacks (Dung, Mancarella and Toni, "Computing ideal
// sceptical argumentation", Artificial Intelligence 171, 2007, theorem 3.3).
func (q *question) ideal() ([]int32, bool) {
	more, r := q.together(q.isles(q.rest, nil), func(c *question, isle part) ([]int32, solve.Result) {
		set, ok := c.idealOf(isle)
		if !ok {
			return nil, solve.Unknown
		}
		return set, solve.Satisfiable
	})
	if r != solve.Satisfiable {
		return nil, false
	}
	set := append(q.base.members(in), more...)
	slices.Sort(set)
	q.lone = nonNil(set)
	return q.lone, true
}

// idealOf narrows down from what no admissible set found so far attacks (after
// Dunne, "The computational complexity of ideal semantics", Artificial
// Intelligence 173, 2009, which needs all of them). The candidate is the
// greatest admissible part of an admissible set that none found attacks. An
// admissible set that attacks the candidate narrows the field; if there is
// none, an admissible set within the field that goes beyond it can be joined
// to it; if there is none of those either, it is the ideal extension.
func (q *question) idealOf(p part) ([]int32, bool) {
	t := admissible(q.purse, p)
	field := make([]bool, p.Len())
	for a := range field {
		field[a] = p.may(int32(a))
	}
	var big, candidate []int32
	for {
		// What is looked for next does without as much of the candidate as can be, so that few rivals leave nothing of it.
		for _, a := range candidate {
			t.insist(t.in[a : a+1])
		}
		candidate = p.defended(big, field)
		for _, a := range candidate {
			t.insist([]solve.Lit{t.in[a].Not()})
		}
		r := solve.Unsatisfiable
		if len(candidate) > 0 {
			r = q.once(t, some(t.in, func(b int32) bool {
				return slices.ContainsFunc(p.Attacked(b), func(c int32) bool {
					_, ok := slices.BinarySearch(candidate, c)
					return ok
				})
			}), nil)
		}
		if r == solve.Unsatisfiable {
			within := some(t.in, func(b int32) bool { return !field[b] })
			for i := range within {
				within[i] = within[i].Not()
			}
			r = q.once(t, some(t.in, func(b int32) bool {
				_, ok := slices.BinarySearch(candidate, b)
				return field[b] && !ok
			}), within)
			if r == solve.Unsatisfiable {
				return candidate, true
			}
			big = slices.Clone(candidate)
			if r == solve.Satisfiable {
				big = append(big, t.found()...)
			}
			slices.Sort(big)
			big = slices.Compact(big)
		}
		if r == solve.Unknown {
			return nil, false
		}
		q.support(p.outward(t.found()))
		for _, a := range t.found() {
			for _, b := range p.Attacked(a) {
				field[b] = false
			}
		}
	}
}

// once asks for a solution with one of the literals any, and all of those given.
func (q *question) once(t *theory, any, given []solve.Lit) solve.Result {
	if len(any) == 0 {
		return solve.Unsatisfiable
	}
	step := t.Var()
	t.Add(append(slices.Clone(any), step.Not())...)
	r := t.ask(append(slices.Clone(given), step)...)
	t.Add(step.Not())
	return r
}

// defended is the greatest admissible part of the set given that lies within
// the field. The set is free of conflict.
func (p part) defended(set []int32, field []bool) []int32 {
	set = slices.DeleteFunc(slices.Clone(set), func(a int32) bool { return !field[a] })
	for {
		n := len(set)
		struck := make([]bool, p.Len())
		for _, a := range set {
			for _, b := range p.Attacked(a) {
				struck[b] = true
			}
		}
		set = slices.DeleteFunc(set, func(a int32) bool {
			return slices.ContainsFunc(p.Attackers(a), func(b int32) bool { return !struck[b] })
		})
		if len(set) == n {
			return set
		}
	}
}
