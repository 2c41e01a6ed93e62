package proof

import (
	"fmt"
	"slices"
)

// VerifyAF checks a certificate against the framework with arguments 0 to n-1 and the attacks given, each from the first
// to the second, and says the first thing that is wrong. See the package comment for what it asks of which answer.
func VerifyAF(n int, attacks [][2]int32, c *Certificate) error {
	if n < 0 || n > mostElements {
		return fmt.Errorf("there are %d arguments; expected 0 to %d", n, mostElements)
	}
	for i, a := range attacks {
		if a[0] < 0 || a[1] < 0 || int(a[0]) >= n || int(a[1]) >= n {
			return fmt.Errorf("attack %d is of %d on %d; arguments are 1 to %d", i+1, int64(a[0])+1, int64(a[1])+1, n)
		}
	}
	if c.Problem != AF {
		return fmt.Errorf("the certificate is about %s; expected af", c.Problem)
	}
	return verify(newGraph(n, attacks), c)
}

// mostElements keeps all variables within 32 bits.
const mostElements = 1 << 27

// A graph is an abstract framework (Dung 1995).
type graph struct {
	n                   int
	attackers, attacked [][]int32 // by argument, ascending, each once
}

func newGraph(n int, attacks [][2]int32) *graph {
	g := &graph{n: n, attackers: make([][]int32, n), attacked: make([][]int32, n)}
	for _, a := range attacks {
		g.attackers[a[1]] = append(g.attackers[a[1]], a[0])
		g.attacked[a[0]] = append(g.attacked[a[0]], a[1])
	}
	for x := range n {
		slices.Sort(g.attackers[x])
		slices.Sort(g.attacked[x])
		g.attackers[x], g.attacked[x] = slices.Compact(g.attackers[x]), slices.Compact(g.attacked[x])
	}
	return g
}

func (g *graph) size() int           { return g.n }
func (g *graph) is(int32) bool       { return true }
func (g *graph) asks(q int32) bool   { return q >= 0 && int(q) < g.n }
func (g *graph) top() int64          { return 3 * int64(g.n) }
func (g *graph) in(x int32) int32    { return x + 1 }
func (g *graph) hit(x int32) int32   { return int32(g.n) + x + 1 }
func (g *graph) ran(x int32) int32   { return 2*int32(g.n) + x + 1 }
func (g *graph) holds(q int32) int32 { return g.in(q) }

func (g *graph) stand(set []int32) *stand {
	st := &stand{set: set, has: make([]bool, g.n), attacked: make([]bool, g.n), free: true}
	st.holds = st.has
	for _, a := range set {
		st.has[a] = true
		for _, b := range g.attacked[a] {
			st.attacked[b] = true
		}
	}
	for _, a := range set {
		st.free = st.free && !st.attacked[a]
	}
	st.admissible, st.complete = st.free, st.free
	for a := range int32(g.n) {
		switch defended := g.answered(a, st.attacked); {
		case st.has[a] && !defended:
			st.admissible, st.complete = false, false
		case !st.has[a] && defended:
			st.complete = false
		}
	}
	return st
}

// answered reports whether all attackers of a are attacked.
func (g *graph) answered(a int32, attacked []bool) bool {
	for _, b := range g.attackers[a] {
		if !attacked[b] {
			return false
		}
	}
	return true
}

// grounded takes in what has no attacker left, and strikes what that attacks, until nothing changes.
func (g *graph) grounded() []int32 {
	left := make([]int, g.n)
	struck := make([]bool, g.n)
	var in []int32
	for a := range int32(g.n) {
		if left[a] = len(g.attackers[a]); left[a] == 0 {
			in = append(in, a)
		}
	}
	for i := 0; i < len(in); i++ {
		for _, b := range g.attacked[in[i]] {
			if struck[b] {
				continue
			}
			struck[b] = true
			for _, c := range g.attacked[b] {
				if left[c]--; left[c] == 0 {
					in = append(in, c)
				}
			}
		}
	}
	slices.Sort(in)
	return in
}

// cone is q and all from which attacks lead to it.
func (g *graph) cone(q int32) []bool {
	cone := make([]bool, g.n)
	cone[q] = true
	for list := []int32{q}; len(list) > 0; {
		a := list[len(list)-1]
		list = list[:len(list)-1]
		for _, b := range g.attackers[a] {
			if !cone[b] {
				cone[b] = true
				list = append(list, b)
			}
		}
	}
	return cone
}

func (g *graph) theory(t Theory, add adder) bool {
	ok := true
	put := func(clause ...int32) { ok = ok && add(clause...) }
	var some []int32
	for a := range int32(g.n) {
		some = append(some[:0], -g.hit(a))
		for _, b := range g.attackers[a] {
			some = append(some, g.in(b))
			put(g.hit(a), -g.in(b))
			put(-g.in(a), -g.in(b))
			if t == Admissible || t == Complete {
				put(-g.in(a), g.hit(b))
			}
		}
		put(some...)
		put(-g.ran(a), g.in(a), g.hit(a))
		put(g.ran(a), -g.in(a))
		put(g.ran(a), -g.hit(a))
		switch t {
		case Complete:
			some = append(some[:0], g.in(a))
			for _, b := range g.attackers[a] {
				some = append(some, -g.hit(b))
			}
			put(some...)
		case Stable:
			put(g.in(a), g.hit(a))
		}
	}
	return ok
}
