package why

import "github.com/affiant-project/affiant/internal/argue/solve"

// A chart is the sets of rulings that are not yet struck. Each open issue has
// a literal for each value it may be given; none is true if it stays open.
type chart struct {
	c     *court
	s     *solve.Solver
	item  [][]solve.Lit // by place among the open issues, by value
	items []solve.Lit   // all, in the order in which sets are preferred
	more  [][]solve.Lit // more[k][i]: more than k of the issues up to place i are ruled
}

// effort is the number of conflicts after which the next smallest set is not
// looked for any longer.
const effort = 200_000

func newChart(c *court) *chart {
	m := &chart{c: c, s: solve.New()}
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

// count adds the literals that say that more than k issues are ruled, once
// those for less are there.
func (m *chart) count(k int) {
	row := make([]solve.Lit, len(m.item))
	for i, values := range m.item {
		row[i] = m.s.Var()
		if i > 0 {
			m.s.Add(row[i-1].Not(), row[i])
		}
		for _, l := range values {
			switch {
			case k == 0:
				m.s.Add(l.Not(), row[i])
			case i > 0:
				m.s.Add(l.Not(), m.more[k-1][i-1].Not(), row[i])
			}
		}
	}
	m.more = append(m.more, row)
}

// smallest is the first set of at most size rulings that is not struck.
func (m *chart) smallest(size int) ([]Ruled, solve.Result) {
	var given []solve.Lit
	if n := len(m.item); size < n {
		for len(m.more) <= size {
			m.count(len(m.more))
		}
		given = append(given, m.more[size][n-1].Not())
	}
	result := m.s.First(m.items, given...)
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
