package dung

import (
	"slices"

	"github.com/affiant-project/affiant/internal/argue/solve"
)

// preferred is a preferred extension.
func (q *question) preferred() ([]int32, bool) { return q.beyond(q.base.members(in), nil) }

// beyond is a preferred extension that holds the complete set given, if none
// of the arguments that are settled can be added to it. They are ascending.
func (q *question) beyond(set, settled []int32) ([]int32, bool) {
	l := q.f.spread(set, nil)
	rest := whole(q.f).keep(l.members(undec))
	rest.barred = make([]bool, rest.Len())
	for i, a := range rest.names {
		_, rest.barred[i] = slices.BinarySearch(settled, a)
	}
	q.best = max(q.best, len(set))
	more, r := q.together(q.isles(rest, nil), func(c *question, isle part) ([]int32, solve.Result) {
		set, ok := c.largest(isle)
		if !ok {
			return nil, solve.Unknown
		}
		return set, solve.Satisfiable
	})
	if r != solve.Satisfiable {
		return nil, false
	}
	set = append(slices.Clone(set), more...)
	slices.Sort(set)
	return nonNil(set), true
}

// largest is an admissible set of p, without what is barred, that is part of
// no other. It goes through the strongly connected components, attackers
// first: what is attacked by what was accepted is left out, and what has an
// attacker outside that is not, barred (Baroni, Giacomin and Guida,
// "SCC-recursiveness", Artificial Intelligence 168, 2005).
func (s *purse) largest(p part) ([]int32, bool) {
	l := p.spread(nil, p.barred)
	set := l.members(in)
	rest := l.members(undec)
	if len(rest) == 0 {
		return set, true
	}
	sub := p.keep(rest)
	list := sub.components()
	var more []int32
	ok := true
	if len(list) == 1 {
		more, ok = s.knot(sub)
	} else {
		more, ok = s.chain(sub, list)
	}
	if !ok {
		return nil, false
	}
	for _, a := range more {
		set = append(set, rest[a])
	}
	slices.Sort(set)
	return set, true
}

// chain is largest for a part of several components.
func (s *purse) chain(p part, list [][]int32) ([]int32, bool) {
	of := make([]int32, p.Len())
	for i, c := range list {
		for _, a := range c {
			of[a] = int32(i)
		}
	}
	l := make(labelling, p.Len())
	for i, c := range list {
		var args []int32
		var barred []bool
		hope := false
		for _, a := range c {
			if l[a] == out {
				continue
			}
			bar := !p.may(a) || slices.ContainsFunc(p.Attackers(a), func(b int32) bool {
				return of[b] != int32(i) && l[b] != out
			})
			args, barred, hope = append(args, a), append(barred, bar), hope || !bar
		}
		if !hope {
			continue
		}
		piece := p.keep(args)
		piece.barred = barred
		set, ok := s.largest(piece)
		if !ok {
			return nil, false
		}
		for _, a := range set {
			l[args[a]] = in
			for _, b := range p.Attacked(args[a]) {
				l[b] = out
			}
		}
	}
	return l.members(in), true
}

// knot is largest for a part that is one component with nothing settled. The
// solver decides that arguments are in before all else, so that the set it
// finds is as large as can be.
func (s *purse) knot(p part) ([]int32, bool) {
	t := admissible(s, p)
	t.Add(t.in...)
	switch t.ask() {
	case solve.Unknown:
		return nil, false
	case solve.Unsatisfiable:
		return nil, true
	}
	return t.found(), true
}
