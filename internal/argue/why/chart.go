package why

import "github.com/affiant-project/affiant/internal/argue/solve"

// A chart is the sets of rulings that are not yet struck. Each open issue has
// a literal for each value it may be given; none is true if it stays open.
type chart struct {
	tally // item by place among the open issues, by value
	c     *court
	items []solve.Lit // all, in the order in which sets are preferred
}

// effort is the number of conflicts after which the next smallest set is not
// looked for any longer.
const effort = 200_000

func newChart(c *court) *chart {
	m := &chart{c: c, tally: tally{s: solve.New()}}
	m.s.Budget = effort
	for _, i := range c.open {
		var values []solve.Lit
		for range c.issues[i].Values {
			l := m.s.Var()
			for _, other := range values {
				m.s.Add(other.Not(), l.Not())
			}
			values = append(values, l)
		}
		m.item = append(m.item, values)
		m.items = append(m.items, values...)
	}
	return m
}

// smallest is the first set of at most size rulings that is not struck.
func (m *chart) smallest(size int) ([]Ruled, solve.Result) {
	result := m.s.First(m.items, m.most(size)...)
	if result != solve.Satisfiable {
		return nil, result
	}
	var set []Ruled
	for place, values := range m.item {
		for v, l := range values {
			if m.s.True(l) {
				set = append(set, Ruled{m.c.open[place], v})
			}
		}
	}
	return set, result
}

// empty reports whether every set is struck.
func (m *chart) empty() bool { return m.s.Solve() == solve.Unsatisfiable }

// strikeLarger strikes the set and all that contain it.
func (m *chart) strikeLarger(set []Ruled) {
	var clause []solve.Lit
	for _, r := range set {
		for place, i := range m.c.open {
			if i == r.Issue {
				clause = append(clause, m.item[place][r.Value].Not())
			}
		}
	}
	m.s.Add(clause...)
}

// strikeBetween strikes the sets all of whose rulings are at best as in good
// and at worst as in bad. Ruling the rest for the best, such a set does at
// least as well as bad; ruling it for the worst, at most as well as good: if
// bad is answered better than good, it settles nothing.
func (m *chart) strikeBetween(good, bad []int) {
	var clause []solve.Lit
	for place, i := range m.c.open {
		for v, l := range m.item[place] {
			if v < good[i] || v > bad[i] {
				clause = append(clause, l)
			}
		}
	}
	m.s.Add(clause...)
}
