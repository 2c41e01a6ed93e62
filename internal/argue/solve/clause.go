package solve

import "slices"

// A clause says that one of its literals is true. The first two are watched.
type clause struct {
	lits   []Lit
	lbd    int32
	learnt bool
	gone   bool // dropped; its watches are yet to be swept
}

// A watch is a clause to be looked at when a literal becomes true, because
// that makes a watched literal false. If other is true the clause holds and
// need not be opened.
type watch struct {
	c     *clause
	other Lit
}

// Add adds the clause that one of lits is true.
func (s *Solver) Add(lits ...Lit) {
	if s.absurd {
		return
	}
	s.undo(0)
	ls := slices.Clone(lits)
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
		s.settle(kept[0], nil)
		s.absurd = s.propagate() != nil
	default:
		c := &clause{lits: kept}
		s.clauses = append(s.clauses, c)
		s.attach(c)
	}
}

func (s *Solver) attach(c *clause) {
	a, b := c.lits[0], c.lits[1]
	s.watches[a.Not()] = append(s.watches[a.Not()], watch{c, b})
	s.watches[b.Not()] = append(s.watches[b.Not()], watch{c, a})
}

// reduce drops the worse half of the learnt clauses that span more than two
// levels: those that span most, the longer and then the later ones first. One
// that is the reason for a literal stays so until that literal is unsettled.
func (s *Solver) reduce() {
	var worst []*clause
	for _, c := range s.learnt {
		if c.lbd > 2 {
			worst = append(worst, c)
		}
	}
	slices.SortStableFunc(worst, func(a, b *clause) int {
		if a.lbd != b.lbd {
			return int(a.lbd - b.lbd)
		}
		return len(a.lits) - len(b.lits)
	})
	for _, c := range worst[len(worst)/2:] {
		c.gone = true
	}
	s.sweep()
	s.capacity += s.capacity / 20
}

// tidy drops the clauses that hold whatever comes. It runs at level 0, and
// only if something was settled there since it last ran.
func (s *Solver) tidy() {
	if len(s.trail) == s.tidied {
		return
	}
	s.tidied = len(s.trail)
	for _, l := range s.trail {
		s.reason[l.variable()] = nil // nothing asks why at level 0
	}
	for _, list := range [][]*clause{s.clauses, s.learnt} {
		for _, c := range list {
			c.gone = slices.ContainsFunc(c.lits, func(l Lit) bool { return s.value[l] == yes })
		}
	}
	s.sweep()
}

// sweep forgets the clauses that are gone.
func (s *Solver) sweep() {
	gone := func(c *clause) bool { return c.gone }
	s.clauses = slices.DeleteFunc(s.clauses, gone)
	s.learnt = slices.DeleteFunc(s.learnt, gone)
	for l := range s.watches {
		s.watches[l] = slices.DeleteFunc(s.watches[l], func(w watch) bool { return w.c.gone })
	}
}
