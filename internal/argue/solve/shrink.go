package solve

import "slices"

// Shrink returns a part of given that cannot be satisfied and of which every
// literal is needed, keeping earlier literals rather than later ones. It
// returns false if given can be satisfied, or if the budget was too small to
// find out whether a literal is needed.
//
// Which part it is depends on the clauses and the order of given alone, not
// on what was asked before: a literal goes if the rest cannot be satisfied
// without it, and cores only save the asking.
func (s *Solver) Shrink(given []Lit) ([]Lit, bool) {
	if s.Solve(given...) != Unsatisfiable {
		return nil, false
	}
	left := slices.Clone(given)
	core := slices.Clone(s.Core())
	for i := len(left) - 1; i >= 0; i-- {
		without := slices.Concat(left[:i], left[i+1:])
		if slices.Contains(core, left[i]) {
			switch s.Solve(without...) {
			case Satisfiable:
				continue
			case Unknown:
				return nil, false
			}
			core = slices.Clone(s.Core())
		}
		left = without
	}
	return left, true
}
