package why

import "github.com/affiant-project/affiant/internal/argue/solve"

// A tally counts the items that are chosen on a map: of each, one of its literals is true, or none if it is not chosen.
type tally struct {
	s    *solve.Solver
	item [][]solve.Lit
	more [][]solve.Lit // more[k][i]: more than k of the items up to place i are chosen
}

// count adds the literals that say that more than k items are chosen, once those for less are there (Sinz 2005).
func (t *tally) count(k int) {
	row := make([]solve.Lit, len(t.item))
	for i, values := range t.item {
		row[i] = t.s.Var()
		if i > 0 {
			t.s.Add(row[i-1].Not(), row[i])
		}
		for _, l := range values {
			switch {
			case k == 0:
				t.s.Add(l.Not(), row[i])
			case i > 0:
				t.s.Add(l.Not(), t.more[k-1][i-1].Not(), row[i])
			}
		}
	}
	t.more = append(t.more, row)
}

// most is what to take as given so that at most size items are chosen.
func (t *tally) most(size int) []solve.Lit {
	n := len(t.item)
	if size >= n {
		return nil
	}
	for len(t.more) <= size {
		t.count(len(t.more))
	}
	return []solve.Lit{t.more[size][n-1].Not()}
}
