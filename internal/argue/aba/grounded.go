package aba

import "github.com/affiant-project/affiant/internal/argue/proof"

// Grounded is the grounded extension, ascending: the least complete set.
func (f *Framework) Grounded() []int32 {
	st, _ := f.spread(nil)
	return nonNil(st.set)
}

// closed is the least complete set that holds the admissible set given.
func (f *Framework) closed(set []int32) *stand {
	st, _ := f.spread(set)
	return st
}

// A spreading carries what is settled along rules and attacks.
type spreading struct {
	f       *Framework
	holds   []bool  // by atom: derived from what is in
	dead    []bool  // by atom: follows from nothing that can still be held
	left    []int32 // by rule: premises that are not yet derived
	broken  []bool  // by rule: a premise is dead
	support []int32 // by atom: rules that are not broken
	list    []int32 // atoms that were settled, to be carried on
}

// spread takes in what the assumptions so far defend, until nothing changes
// (Dung 1995, definition 20 and theorem 25). It starts from an admissible set;
// from none, the outcome is the grounded extension. Each atom and rule is gone
// through once, but that atoms in circles may turn out, with nothing left to
// carry, to have held each other up: those found at one time are a loop for
// each circle, and with the loops unit propagation alone settles as much.
func (f *Framework) spread(set []int32) (*stand, []proof.Loop) {
	n := f.Len()
	s := &spreading{
		f: f, holds: make([]bool, n), dead: make([]bool, n), support: make([]int32, n),
		left: make([]int32, len(f.rules)), broken: make([]bool, len(f.rules)),
	}
	for _, a := range set {
		s.derive(a)
	}
	for r, rule := range f.rules {
		if s.left[r] = int32(len(rule.Body)); s.left[r] == 0 {
			s.derive(rule.Head)
		}
		s.support[rule.Head]++
	}
	for x := range int32(n) {
		if s.support[x] == 0 && !f.is(x) {
			s.kill(x)
		}
	}
	var loops []proof.Loop
	for {
		s.carry()
		more := s.unfounded()
		if len(more) == 0 {
			break
		}
		loops = append(loops, more...)
	}
	st := &stand{holds: s.holds, has: make([]bool, n), possible: s.dead}
	for x := range st.possible {
		st.possible[x] = !s.dead[x]
	}
	for _, a := range f.assumptions {
		if st.has[a] = s.holds[a]; s.holds[a] {
			st.set = append(st.set, a)
		}
	}
	return st, loops
}

func (s *spreading) derive(x int32) {
	if !s.holds[x] {
		s.holds[x] = true
		s.list = append(s.list, x)
	}
}

func (s *spreading) kill(x int32) {
	if !s.dead[x] {
		s.dead[x] = true
		s.list = append(s.list, x)
	}
}

// carry goes on from all that was settled.
func (s *spreading) carry() {
	for len(s.list) > 0 {
		x := s.list[len(s.list)-1]
		s.list = s.list[:len(s.list)-1]
		if s.holds[x] {
			for _, r := range s.f.uses[x] {
				if s.left[r]--; s.left[r] == 0 {
					s.derive(s.f.rules[r].Head)
				}
			}
			for _, a := range s.f.attacks[x] {
				s.kill(a)
			}
			continue
		}
		for _, r := range s.f.uses[x] {
			if s.broken[r] {
				continue
			}
			s.broken[r] = true
			h := s.f.rules[r].Head
			if s.support[h]--; s.support[h] == 0 {
				s.kill(h)
			}
		}
		for _, a := range s.f.attacks[x] {
			s.derive(a)
		}
	}
}

// unfounded kills the atoms in circles that follow from nothing that can still
// be held, and returns them, those of each circle in ascending order.
func (s *spreading) unfounded() []proof.Loop {
	if !s.f.circles.any {
		return nil
	}
	possible := s.f.derive(func(a int32) bool { return !s.dead[a] })
	at := make(map[int32]int)
	var loops []proof.Loop
	for x := range int32(s.f.Len()) {
		c := s.f.circles.of[x]
		if s.f.is(x) || possible[x] || s.dead[x] || !s.f.circles.loops[c] {
			continue
		}
		i, ok := at[c]
		if !ok {
			i = len(loops)
			at[c] = i
			loops = append(loops, proof.Loop{})
		}
		loops[i].Atoms = append(loops[i].Atoms, x)
	}
	for _, u := range loops {
		for _, x := range u.Atoms {
			s.kill(x)
		}
	}
	return loops
}
