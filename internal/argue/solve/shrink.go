package solve

import "slices"

// Shrink returns a part of given that cannot be satisfied and of which every
// literal is needed, keeping earlier literals rather than later ones. It
// returns false if given can be satisfied, or if the budget was too small, or
// Stop said so, before it was known whether a literal is needed.
//
// Which part it is depends on the clauses and the order of given alone, not
// on what was asked before: a literal goes if the rest cannot be satisfied
// without it, and cores only save the asking.
func (s *Solver) Shrink(given []Lit) ([]Lit, bool) {
	if s.Solve(given...) != Unsatisfiable {
		return nil, false
	}
	left := slices.Clone(given)
	without := make([]Lit, 0, len(left))
	core := make([]int, len(s.value)) // by literal: the last core it was in
	cores := 0
	note := func() {
		cores++
		for _, l := range s.core {
			core[l] = cores
		}
	}
	note()
	for i := len(left) - 1; i >= 0; i-- {
		if core[left[i]] == cores {
			without = append(append(without[:0], left[:i]...), left[i+1:]...)
			switch s.Solve(without...) {
			case Satisfiable:
				continue
			case Unknown:
				return nil, false
			}
			note()
		}
		left = slices.Delete(left, i, i+1)
	}
	return left, true
}
