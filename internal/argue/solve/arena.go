package solve

// A ref is where in the arena a clause begins. There is a header of three
// words, the number of literals, a word of notes, and where the search for
// another literal to watch goes on in a clause that is long; then the literals.
// The first two are watched.
type ref uint32

const (
	head    = 3
	place   = 2 // in the header
	nothing = ^ref(0)
)

// long is the number of literals past which the search for one to watch goes
// on where it ended the last time. Were it begun anew each time, a clause whose
// literals become false one after another would take quadratic time (Gent,
// "Optimal implementation of watched literals and more general techniques",
// JAIR 48, 2013).
const long = 1000

// The notes of a clause: from the lowest bit, whether it was learnt, whether
// it is gone, for how many reductions it is safe (two bits), then its lbd.
const (
	isLearnt Lit = 1
	isGone   Lit = 2
	oneSafe  Lit = 4
	safe     Lit = 12
	lbdShift     = 4
)

// lits is the literals of c.
func (s *Solver) lits(c ref) []Lit {
	return s.arena[c+head : c+head+ref(s.arena[c])]
}

func (s *Solver) is(c ref, note Lit) bool { return s.arena[c+1]&note != 0 }

func (s *Solver) lbd(c ref) int32 { return int32(s.arena[c+1] >> lbdShift) }

// store puts a clause into the arena.
func (s *Solver) store(ls []Lit, notes Lit) ref {
	c := ref(len(s.arena))
	s.arena = append(s.arena, Lit(len(ls)), notes, 2)
	s.arena = append(s.arena, ls...)
	return c
}

// drop marks c as gone. Its watches are yet to be swept.
func (s *Solver) drop(c ref) {
	ls := s.lits(c)
	if s.OnDrop != nil && s.is(c, isLearnt) {
		s.OnDrop(ls)
	}
	s.arena[c+1] |= isGone
	s.wasted += head + len(ls)
}

// sweep forgets the clauses that are gone, and packs the others if too much
// of the arena is waste.
func (s *Solver) sweep() {
	s.clauses = s.present(s.clauses)
	s.learnt = s.present(s.learnt)
	for l, list := range s.watches {
		kept := list[:0]
		for _, w := range list {
			if !s.is(w.c.clause(), isGone) {
				kept = append(kept, w)
			}
		}
		s.watches[l] = kept
	}
	if s.wasted > len(s.arena)/4 {
		s.pack()
	}
}

func (s *Solver) present(list []ref) []ref {
	kept := list[:0]
	for _, c := range list {
		if !s.is(c, isGone) {
			kept = append(kept, c)
		}
	}
	return kept
}

// pack moves all clauses to a new arena without gaps. Where a clause went is
// left in the first word of where it was.
func (s *Solver) pack() {
	old := s.arena
	s.arena = make([]Lit, 0, len(old)-s.wasted+len(old)/4)
	move := func(list []ref) {
		for i, c := range list {
			list[i] = s.store(old[c+head:c+head+ref(old[c])], old[c+1])
			old[c] = Lit(list[i])
		}
	}
	move(s.clauses)
	move(s.learnt)
	for _, list := range s.watches {
		for i, w := range list {
			list[i].c = ref(old[w.c.clause()]) | w.c&binary
		}
	}
	for _, l := range s.trail {
		if h := &s.how[l.variable()]; h.reason != nothing {
			h.reason = ref(old[h.reason])
		}
	}
	s.wasted = 0
}
