package why

import "github.com/affiant-project/affiant/internal/argue/solve"

// An atlas is the sets of some items that are not yet struck (Liffiton, Previti, Malik and Marques-Silva, "Fast, flexible
// MUS enumeration", Constraints 21, 2016).
type atlas struct {
	tally
	place []int             // what each item stands for
	lit   map[int]solve.Lit // by what it stands for
	items []solve.Lit
}

func newAtlas(place []int) *atlas {
	a := &atlas{tally: tally{s: solve.New()}, place: place, lit: make(map[int]solve.Lit)}
	a.s.Budget = effort
	for _, p := range place {
		l := a.s.Var()
		a.lit[p] = l
		a.item, a.items = append(a.item, []solve.Lit{l}), append(a.items, l)
	}
	return a
}

// each gives the sets that are not struck, smallest first and of those alike in size the one with the earlier items,
// until judge is done or none is left; judge strikes what it is given, and it may strike more. It reports whether none
// is left.
func (a *atlas) each(judge func(set []int) (more bool)) bool {
	for size := 0; size <= len(a.place); size++ {
		for {
			switch a.s.First(a.items, a.most(size)...) {
			case solve.Unknown:
				return false
			case solve.Satisfiable:
				var set []int
				for _, p := range a.place {
					if a.s.True(a.lit[p]) {
						set = append(set, p)
					}
				}
				if !judge(set) {
					return false
				}
				continue
			}
			break
		}
		if a.s.Solve() == solve.Unsatisfiable {
			return true
		}
	}
	return true
}

// strikeLarger strikes the set and all that contain it.
func (a *atlas) strikeLarger(set []int) {
	var clause []solve.Lit
	for _, p := range set {
		clause = append(clause, a.lit[p].Not())
	}
	a.s.Add(clause...)
}

// strikeWithin strikes the set and all its parts.
func (a *atlas) strikeWithin(has func(p int) bool) {
	var clause []solve.Lit
	for _, p := range a.place {
		if !has(p) {
			clause = append(clause, a.lit[p])
		}
	}
	a.s.Add(clause...)
}

// strikeLike strikes all sets that agree with the set on what is listed.
func (a *atlas) strikeLike(listed []int, has func(p int) bool) {
	var clause []solve.Lit
	for _, p := range listed {
		if has(p) {
			clause = append(clause, a.lit[p].Not())
		} else {
			clause = append(clause, a.lit[p])
		}
	}
	a.s.Add(clause...)
}
