package solve

import "slices"

// A watch is a clause to be looked at when a literal becomes true, because
// that makes a watched literal false. If other is true the clause holds and
// need not be opened; if the clause has but two literals, other is the second.
type watch struct {
	c     ref // and binary, if it has two literals
	other Lit
}

const binary ref = 1 << 31

func (c ref) clause() ref { return c &^ binary }

// Add adds the clause that one of lits is true.
func (s *Solver) Add(lits ...Lit) {
	if s.absurd {
		return
	}
	s.undo(0)
	ls := append(s.scratch.lits[:0], lits...)
	s.scratch.lits = ls
	slices.Sort(ls)
	kept := ls[:0]
	for _, l := range ls {
		switch {
		case s.value[l] == yes, len(kept) > 0 && kept[len(kept)-1] == l.Not():
			return // it holds whatever comes
		case s.value[l] == no, len(kept) > 0 && kept[len(kept)-1] == l:
			continue
		}
		kept = append(kept, l)
	}
	switch len(kept) {
	case 0:
		s.absurd = true
	case 1:
		s.settle(kept[0], nothing)
		s.absurd = s.propagate() != nothing
	default:
		c := s.store(kept, 0)
		s.clauses = append(s.clauses, c)
		s.attach(c)
	}
}

func (s *Solver) attach(c ref) {
	ls := s.lits(c)
	a, b, at := ls[0], ls[1], c
	if len(ls) == 2 {
		at |= binary
	}
	s.watches[a.Not()] = append(s.watches[a.Not()], watch{at, b})
	s.watches[b.Not()] = append(s.watches[b.Not()], watch{at, a})
}

// Learnt clauses are first reduced at firstReduction, and then each time there
// are laterReductions more than the time before.
const firstReduction, laterReductions = 4000, 300

// reduce drops the worse half of the learnt clauses that span more than two
// levels and were not of use lately: those that span most, the longer and
// then the later ones first. Those that are the reason for a literal stay.
func (s *Solver) reduce() {
	worst := s.scratch.refs[:0]
	for _, c := range s.learnt {
		switch {
		case s.lbd(c) <= 2, s.forces(c):
		case s.is(c, safe):
			s.arena[c+1] -= oneSafe
		default:
			worst = append(worst, c)
		}
	}
	slices.SortStableFunc(worst, func(a, b ref) int {
		if d := s.lbd(a) - s.lbd(b); d != 0 {
			return int(d)
		}
		return int(s.arena[a] - s.arena[b])
	})
	for _, c := range worst[len(worst)/2:] {
		s.drop(c)
	}
	s.scratch.refs = worst
	s.sweep()
	s.capacity += min(s.capacity/10, laterReductions)
}

// forces reports whether c is the reason for a literal.
func (s *Solver) forces(c ref) bool {
	ls := s.lits(c)
	return s.value[ls[0]] == yes && s.how[ls[0].variable()].reason == c ||
		len(ls) == 2 && s.value[ls[1]] == yes && s.how[ls[1].variable()].reason == c
}

// tidy drops the clauses that hold whatever comes, and takes out of others
// the literals that are false whatever comes. It runs at level 0, and only if
// something was settled there since it last ran.
func (s *Solver) tidy() {
	if len(s.trail) == s.tidied {
		return
	}
	for _, l := range s.trail[s.tidied:] {
		h := &s.how[l.variable()]
		if h.reason != nothing && s.OnDrop != nil {
			s.tell([]Lit{l}) // the clauses that show it may go
		}
		h.reason = nothing // nothing asks why at level 0
	}
	s.tidied = len(s.trail)
	s.tidyAll(s.clauses)
	s.tidyAll(s.learnt)
	s.sweep()
}

func (s *Solver) tidyAll(list []ref) {
	for i, c := range list {
		ls := s.lits(c)
		kept := s.scratch.lits[:0]
		holds := false
		for _, l := range ls {
			switch s.value[l] {
			case yes:
				holds = true
			case 0:
				kept = append(kept, l)
			}
		}
		s.scratch.lits = kept
		if len(kept) == len(ls) {
			continue
		}
		notes := s.arena[c+1]
		if !holds && notes&isLearnt != 0 && s.OnDrop != nil {
			s.tell(kept)
		}
		s.drop(c)
		if !holds { // then the two watched literals are still the first
			list[i] = s.store(kept, notes)
			s.attach(list[i])
		}
	}
}
