package solve

// settle makes l true at the present level, for the reason c.
func (s *Solver) settle(l Lit, c ref) {
	s.value[l], s.value[l.Not()] = yes, no
	s.how[l.variable()] = cause{s.depth(), c}
	s.trail = append(s.trail, l)
}

// depth is the present decision level.
func (s *Solver) depth() int32 { return int32(len(s.marks)) }

// deepen opens a new decision level.
func (s *Solver) deepen() {
	s.marks = append(s.marks, mark{int32(len(s.trail)), int32(s.wish)})
}

// undo unsettles everything above level lv.
func (s *Solver) undo(lv int32) {
	if s.depth() <= lv {
		return
	}
	m := s.marks[lv]
	for i := len(s.trail) - 1; i >= int(m.trail); i-- {
		l := s.trail[i]
		v := l.variable()
		s.value[l], s.value[l.Not()] = 0, 0
		s.saved[v] = yes - 2*int8(l&1)
		if s.order.place[v] < 0 {
			s.order.add(v)
		}
	}
	s.trail = s.trail[:m.trail]
	s.marks = s.marks[:lv]
	s.next = len(s.trail)
	s.wish = int(m.wish)
}

// propagate settles whatever follows from what is settled, and returns the
// clause that came out false, or nothing.
//
// It looks at each clause watched for a literal that has become true. A
// clause that finds another literal to watch leaves the list; one that does
// not has its other watched literal forced, or is false. Most of the time of
// the solver is spent here.
func (s *Solver) propagate() ref {
	value, arena := s.value, s.arena
	depth := s.depth()
	from := s.next
	for s.next < len(s.trail) {
		p := s.trail[s.next]
		s.next++
		lost := p.Not()
		list := s.watches[p]
		kept := 0
	clauses:
		for i := 0; i < len(list); i++ {
			w := list[i]
			v := value[w.other]
			if v == yes {
				list[kept] = w
				kept++
				continue
			}
			first := w.other
			if w.c&binary == 0 {
				ls := arena[w.c+head:][:arena[w.c]]
				first = ls[0] ^ ls[1] ^ lost
				ls[0], ls[1] = first, lost
				w.other = first
				if v = value[first]; v == yes {
					list[kept] = w
					kept++
					continue
				}
				k, wide := 2, len(ls) > long
				if wide {
					k = int(arena[w.c+place])
				}
				for range len(ls) - 2 {
					if l := ls[k]; value[l] != no {
						ls[1], ls[k] = l, lost
						s.watches[l.Not()] = append(s.watches[l.Not()], w)
						if wide {
							arena[w.c+place] = Lit(k)
						}
						continue clauses
					}
					if k++; k == len(ls) {
						k = 2
					}
				}
			}
			list[kept] = w
			kept++
			if v == no {
				kept += copy(list[kept:], list[i+1:])
				s.watches[p] = list[:kept]
				s.steps += s.next - from
				s.next = len(s.trail)
				return w.c.clause()
			}
			value[first], value[first.Not()] = yes, no
			s.how[first.variable()] = cause{depth, w.c.clause()}
			s.trail = append(s.trail, first)
		}
		s.watches[p] = list[:kept]
	}
	s.steps += s.next - from
	return nothing
}
