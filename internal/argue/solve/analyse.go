package solve

// analysis is working space for learning from a conflict.
type analysis struct {
	seen   []bool   // by variable; all false between uses
	marked []int32  // variables seen since the conflict
	lits   []Lit    // the clause being learnt
	stack  []Lit    // for implied
	refs   []ref    // for reduce
	stamps []uint64 // by level: when it was last counted
	now    uint64
}

// learn turns the false clause c into a new clause that would have prevented
// it, goes back to the level where that clause forces its first literal, and
// settles that literal.
func (s *Solver) learn(c ref) {
	ls := s.minimise(s.resolve(c))
	back := int32(0)
	if len(ls) > 1 {
		deepest := 1
		for i := range ls[1:] {
			if s.levelOf(ls[i+1]) > s.levelOf(ls[deepest]) {
				deepest = i + 1
			}
		}
		ls[1], ls[deepest] = ls[deepest], ls[1]
		back = s.levelOf(ls[1])
	}
	s.tell(ls)
	lbd := s.span(ls)
	s.pace.note(lbd)
	s.undo(back)
	if len(ls) == 1 {
		s.settle(ls[0], nothing)
		return
	}
	add := s.store(ls, isLearnt|oneSafe|Lit(lbd)<<lbdShift)
	s.learnt = append(s.learnt, add)
	s.attach(add)
	s.settle(ls[0], add)
}

// tell passes on a clause that follows.
func (s *Solver) tell(ls []Lit) {
	if s.OnLearn != nil {
		s.OnLearn(ls)
	}
}

func (s *Solver) levelOf(l Lit) int32 { return s.how[l.variable()].level }

// resolve goes back along the trail from the false clause c until a single
// literal of the present level is left (the first unique implication point).
// The result has the opposite of that literal first and every literal false.
func (s *Solver) resolve(c ref) []Lit {
	a := &s.scratch
	a.lits = append(a.lits[:0], 0)
	a.marked = a.marked[:0]
	left, at, depth := 0, len(s.trail), s.depth()
	for {
		s.use(c)
		for _, q := range s.lits(c) {
			v := q.variable()
			if a.seen[v] || s.how[v].level == 0 || s.value[q] == yes {
				continue // a true literal is the one c forced
			}
			a.seen[v] = true
			a.marked = append(a.marked, v)
			s.order.bump(v)
			if s.how[v].level == depth {
				left++
			} else {
				a.lits = append(a.lits, q)
			}
		}
		at--
		for !a.seen[s.trail[at].variable()] {
			at--
		}
		p := s.trail[at]
		a.seen[p.variable()] = false
		left--
		if left == 0 {
			a.lits[0] = p.Not()
			return a.lits
		}
		c = s.how[p.variable()].reason
	}
}

// use notes that the learnt clause c was of use: how many levels it spans
// now, and that it is safe for a while, the longer the fewer they are.
func (s *Solver) use(c ref) {
	notes := s.arena[c+1]
	if notes&isLearnt == 0 || notes>>lbdShift <= 2 {
		return
	}
	lbd := min(notes>>lbdShift, Lit(s.span(s.lits(c))))
	notes = notes&^safe&(1<<lbdShift-1) | lbd<<lbdShift | oneSafe
	if lbd <= 6 {
		notes += oneSafe
	}
	s.arena[c+1] = notes
}

// minimise drops the literals that the others already imply (Sörensson and
// Biere 2009), and cleans up what resolve marked.
func (s *Solver) minimise(ls []Lit) []Lit {
	a := &s.scratch
	kept := ls[:1]
	for _, l := range ls[1:] {
		if s.how[l.variable()].reason == nothing || !s.implied(l) {
			kept = append(kept, l)
		}
	}
	for _, v := range a.marked {
		a.seen[v] = false
	}
	return kept
}

// implied reports whether l, which is false, is so because of literals that
// are seen. What it finds out on the way to yes it leaves marked.
func (s *Solver) implied(l Lit) bool {
	a := &s.scratch
	before := len(a.marked)
	a.stack = append(a.stack[:0], l)
	for len(a.stack) > 0 {
		p := a.stack[len(a.stack)-1]
		a.stack = a.stack[:len(a.stack)-1]
		for _, q := range s.lits(s.how[p.variable()].reason) {
			v := q.variable()
			if v == p.variable() || a.seen[v] || s.how[v].level == 0 {
				continue
			}
			if s.how[v].reason == nothing {
				for _, u := range a.marked[before:] {
					a.seen[u] = false
				}
				a.marked = a.marked[:before]
				return false
			}
			a.seen[v] = true
			a.marked = append(a.marked, v)
			a.stack = append(a.stack, q)
		}
	}
	return true
}

// span is the number of different levels among ls.
func (s *Solver) span(ls []Lit) int32 {
	a := &s.scratch
	for int32(len(a.stamps)) <= s.depth() {
		a.stamps = append(a.stamps, 0)
	}
	a.now++
	n := int32(0)
	for _, l := range ls {
		if lv := s.levelOf(l); a.stamps[lv] != a.now {
			a.stamps[lv] = a.now
			n++
		}
	}
	return n
}

// blame finds the given literals because of which the given literal p is
// false. Only given literals have been decided on when it is called.
func (s *Solver) blame(p Lit) {
	s.core = append(s.core[:0], p)
	if s.levelOf(p) == 0 {
		return
	}
	seen := s.scratch.seen
	seen[p.variable()] = true
	for i := len(s.trail) - 1; i >= int(s.marks[0].trail); i-- {
		l := s.trail[i]
		v := l.variable()
		if !seen[v] {
			continue
		}
		seen[v] = false
		if s.how[v].reason == nothing {
			s.core = append(s.core, l)
			continue
		}
		for _, q := range s.lits(s.how[v].reason) {
			if u := q.variable(); u != v && s.how[u].level > 0 {
				seen[u] = true
			}
		}
	}
}
