package solve

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestFirst holds the first solution of formulas too large for a truth table,
// found through restarts and reductions, against asking for one wish after
// another.
func TestFirst(t *testing.T) {
	satisfiable, conflicts := 0, 0
	for seed := range uint64(rounds(t, 30)) {
		rnd := rand.New(rand.NewPCG(seed, 9))
		n := 120
		s, other := New(), New()
		s.capacity = 30
		for range n {
			s.Var()
			other.Var()
		}
		for range n * 4 {
			var c []Lit
			for _, v := range rnd.Perm(n)[:3] {
				c = append(c, Lit(2*v+rnd.IntN(2)))
			}
			s.Add(c...)
			other.Add(c...)
		}
		var wishes []Lit
		for _, v := range rnd.Perm(n)[:n/2] {
			wishes = append(wishes, Lit(2*v+rnd.IntN(2)))
		}
		given := []Lit{Lit(rnd.IntN(2 * n)), Lit(rnd.IntN(2 * n))}
		fixed := slices.Clone(given)
		want := other.Solve(given...)
		if got := s.First(wishes, given...); got != want {
			t.Fatalf("seed %d: %v, want %v", seed, got, want)
		}
		if want != Satisfiable {
			continue
		}
		satisfiable++
		conflicts += s.pace.total
		for _, w := range wishes {
			if other.Solve(append(fixed, w)...) != Satisfiable {
				w = w.Not()
			}
			fixed = append(fixed, w)
			if !s.True(w) {
				t.Fatalf("seed %d: the first solution has %d false", seed, w)
			}
		}
	}
	if satisfiable < 5 || conflicts < 1000 {
		t.Errorf("only %d were satisfiable, with %d conflicts", satisfiable, conflicts)
	}
}

// TestManyWishes has thousands of wishes, each settled by hand, and a hard
// formula beside them: starting over does not begin with the wishes again.
func TestManyWishes(t *testing.T) {
	s := New()
	pigeons(s, 8)
	var wishes []Lit
	for range 20_000 {
		wishes = append(wishes, s.Var())
	}
	if s.First(wishes) == Unknown {
		t.Fatal("unknown")
	}
	if c := s.pace.total; c < 1000 || s.steps > 2*len(wishes)+30*c {
		t.Errorf("%d literals settled in %d conflicts", s.steps, c)
	}
}

// TestInsist checks that of the literals insisted on no solution has all that
// the answer has, and more.
func TestInsist(t *testing.T) {
	held := 0
	for seed := range rounds(t, 500) {
		rnd := rand.New(rand.NewPCG(uint64(seed), 11))
		n := 2 + rnd.IntN(8)
		s := New()
		for range n {
			s.Var()
		}
		var want []Lit
		for _, v := range rnd.Perm(n)[:1+rnd.IntN(n)] {
			want = append(want, Lit(2*v+rnd.IntN(2)))
			s.Insist(want[len(want)-1])
		}
		cnf := random(rnd, n, 3*n)
		for _, c := range cnf {
			s.Add(c...)
		}
		if s.Solve() != Satisfiable {
			continue
		}
		got := model(s, n)
		for _, o := range solutions(cnf, n) {
			more, less := false, false
			for _, l := range want {
				x, y := satisfies([][]Lit{{l}}, got), satisfies([][]Lit{{l}}, o)
				more, less = more || y && !x, less || x && !y
			}
			if more && !less {
				t.Fatalf("seed %d: %b has all that %b has of %v, and more", seed, o, got, want)
			}
		}
		held++
	}
	if held < 100 {
		t.Errorf("only %d were satisfiable", held)
	}
}
