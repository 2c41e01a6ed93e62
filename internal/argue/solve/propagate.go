package solve

// settle makes l true at the present level, for the reason c.
func (s *Solver) settle(l Lit, c *clause) {
	s.value[l], s.value[l.Not()] = yes, no
	v := l.variable()
	s.level[v] = s.depth()
	s.reason[v] = c
	s.trail = append(s.trail, l)
}

// depth is the present decision level.
func (s *Solver) depth() int32 { return int32(len(s.marks)) }

// deepen opens a new decision level.
func (s *Solver) deepen() { s.marks = append(s.marks, int32(len(s.trail))) }

// undo unsettles everything above level lv.
func (s *Solver) undo(lv int32) {
	if s.depth() <= lv {
		return
	}
	for i := len(s.trail) - 1; i >= int(s.marks[lv]); i-- {
		l := s.trail[i]
		v := l.variable()
		s.value[l], s.value[l.Not()] = 0, 0
		s.saved[v] = yes - 2*int8(l&1)
		s.order.add(v)
	}
	s.trail = s.trail[:s.marks[lv]]
	s.marks = s.marks[:lv]
	s.next = len(s.trail)
}

// propagate settles whatever follows from what is settled, and returns the
// clause that came out false, if one did.
func (s *Solver) propagate() *clause {
	for s.next < len(s.trail) {
		p := s.trail[s.next]
		s.next++
		if c := s.visit(p); c != nil {
			s.next = len(s.trail)
			return c
		}
	}
	return nil
}

// visit looks at each clause watched for p, which has become true. A clause
// that finds another literal to watch leaves the list; one that does not has
// its first literal forced, or is false.
func (s *Solver) visit(p Lit) *clause {
	lost := p.Not()
	list := s.watches[p]
	kept := list[:0]
	for i, w := range list {
		if s.value[w.other] == yes {
			kept = append(kept, w)
			continue
		}
		ls := w.c.lits
		if ls[0] == lost {
			ls[0], ls[1] = ls[1], lost
		}
		first := ls[0]
		now := watch{w.c, first}
		if s.value[first] == yes {
			kept = append(kept, now)
			continue
		}
		if s.rewatch(ls, now) {
			continue
		}
		kept = append(kept, now)
		if s.value[first] == no {
			s.watches[p] = append(kept, list[i+1:]...)
			return w.c
		}
		s.settle(first, w.c)
	}
	clear(list[len(kept):])
	s.watches[p] = kept
	return nil
}

// rewatch swaps the second literal of a clause, which is false, for one that
// is not, and reports whether there was one.
func (s *Solver) rewatch(ls []Lit, w watch) bool {
	for k := 2; k < len(ls); k++ {
		if l := ls[k]; s.value[l] != no {
			ls[1], ls[k] = l, ls[1]
			s.watches[l.Not()] = append(s.watches[l.Not()], w)
			return true
		}
	}
	return false
}
