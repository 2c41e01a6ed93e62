package solve

import (
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"
)

// rounds is how many random sets of clauses a test tries: n, or AFFIANT_SOAK where that is more.
func rounds(t *testing.T, n int) int {
	t.Helper()
	if soak, err := strconv.Atoi(os.Getenv("AFFIANT_SOAK")); err == nil {
		return max(n, soak)
	}
	return n
}

// random is up to m clauses of one to three literals over n variables.
func random(rnd *rand.Rand, n, m int) [][]Lit {
	var cnf [][]Lit
	for range rnd.IntN(m + 1) {
		var c []Lit
		for range 1 + rnd.IntN(6)%3 + rnd.IntN(2) {
			c = append(c, Lit(rnd.IntN(2*n)))
		}
		cnf = append(cnf, c)
	}
	return cnf
}

// satisfies reports whether the assignment, a bit for each variable, makes a
// literal of each clause true.
func satisfies(cnf [][]Lit, bits int) bool {
	for _, c := range cnf {
		if !slices.ContainsFunc(c, func(l Lit) bool { return bits>>(l>>1)&1 != int(l&1) }) {
			return false
		}
	}
	return true
}

func units(ls []Lit) [][]Lit {
	var cnf [][]Lit
	for _, l := range ls {
		cnf = append(cnf, []Lit{l})
	}
	return cnf
}

// solutions lists the satisfying assignments by trying all.
func solutions(cnf [][]Lit, n int) []int {
	var list []int
	for bits := range 1 << n {
		if satisfies(cnf, bits) {
			list = append(list, bits)
		}
	}
	return list
}

// better reports whether a does better than b on the first wish that tells them apart.
func better(a, b int, wishes []Lit) bool {
	for _, w := range wishes {
		x, y := a>>(w>>1)&1 != int(w&1), b>>(w>>1)&1 != int(w&1)
		if x != y {
			return x
		}
	}
	return false
}

func model(s *Solver, n int) int {
	bits := 0
	for v := range n {
		if s.True(Lit(2 * v)) {
			bits |= 1 << v
		}
	}
	return bits
}

// TestAgainstBruteForce asks one solver many questions while clauses are
// added, and checks answers, solutions, first solutions, cores, shrunk cores
// and that what it learns follows.
func TestAgainstBruteForce(t *testing.T) {
	unsat := 0
	for seed := range rounds(t, 3000) {
		rnd := rand.New(rand.NewPCG(uint64(seed), 1))
		n := 1 + rnd.IntN(9)
		s := New()
		var cnf, learnt [][]Lit
		s.OnLearn = func(ls []Lit) { learnt = append(learnt, slices.Clone(ls)) }
		for range n {
			s.Var()
		}
		for range 4 {
			for _, c := range random(rnd, n, 2*n) {
				cnf = append(cnf, c)
				s.Add(c...)
			}
			var given []Lit
			for range rnd.IntN(n + 2) {
				given = append(given, Lit(rnd.IntN(2*n)))
			}
			want := solutions(slices.Concat(cnf, units(given)), n)
			var wishes []Lit
			for _, v := range rnd.Perm(n)[:rnd.IntN(n+1)] {
				wishes = append(wishes, Lit(2*v+rnd.IntN(2)))
			}
			got := s.First(wishes, given...)
			if (got == Satisfiable) != (len(want) > 0) || got == Unknown {
				t.Fatalf("seed %d: %v, but %d solutions", seed, got, len(want))
			}
			if got == Satisfiable {
				m := model(s, n)
				if !slices.Contains(want, m) {
					t.Fatalf("seed %d: %b is no solution", seed, m)
				}
				for _, o := range want {
					if better(o, m, wishes) {
						t.Fatalf("seed %d: %b comes before %b by the wishes %v", seed, o, m, wishes)
					}
				}
				continue
			}
			unsat++
			checkCore(t, s, cnf, given, n)
		}
		for _, c := range learnt {
			for _, bits := range solutions(cnf, n) {
				if !satisfies([][]Lit{c}, bits) {
					t.Fatalf("seed %d: learnt %v, which does not follow", seed, c)
				}
			}
		}
	}
	if unsat < 1000 {
		t.Errorf("only %d questions were unsatisfiable", unsat)
	}
}

// checkCore checks that the core is part of what was given and suffices, and
// that the shrunk one is what dropping from the end leaves.
func checkCore(t *testing.T, s *Solver, cnf [][]Lit, given []Lit, n int) {
	t.Helper()
	core := slices.Clone(s.Core())
	for _, l := range core {
		if !slices.Contains(given, l) {
			t.Fatalf("core %v is not part of %v", core, given)
		}
	}
	if len(solutions(slices.Concat(cnf, units(core)), n)) > 0 {
		t.Fatalf("core %v of %v can be satisfied", core, given)
	}
	got, ok := s.Shrink(given)
	want := slices.Clone(given)
	for i := len(want) - 1; i >= 0; i-- {
		less := slices.Concat(want[:i], want[i+1:])
		if len(solutions(slices.Concat(cnf, units(less)), n)) == 0 {
			want = less
		}
	}
	if !ok || !slices.Equal(got, want) {
		t.Fatalf("shrunk %v to %v, want %v", given, got, want)
	}
}

// pigeonholes says that n+1 pigeons sit in n holes, one in each.
func pigeonholes(n int) Formula {
	f := Formula{Vars: (n + 1) * n}
	at := func(p, h int) Lit { return Lit(2 * (p*n + h)) }
	for p := range n + 1 {
		var somewhere []Lit
		for h := range n {
			somewhere = append(somewhere, at(p, h))
		}
		f.Clauses = append(f.Clauses, somewhere)
		for q := range p {
			for h := range n {
				f.Clauses = append(f.Clauses, []Lit{at(p, h).Not(), at(q, h).Not()})
			}
		}
	}
	return f
}

func pigeons(s *Solver, n int) { pigeonholes(n).AddTo(s) }

func TestPigeons(t *testing.T) {
	for n := 1; n <= 8; n++ {
		s := New()
		pigeons(s, n)
		if got := s.Solve(); got != Unsatisfiable {
			t.Errorf("%d pigeons in %d holes: %v", n+1, n, got)
		}
		if len(s.Core()) > 0 {
			t.Errorf("nothing was given, yet the core is %v", s.Core())
		}
	}
}

func TestBudget(t *testing.T) {
	s := New()
	pigeons(s, 8)
	s.Budget = 100
	if got := s.Solve(); got != Unknown {
		t.Errorf("with a budget of 100 conflicts: %v", got)
	}
	if _, ok := s.Shrink(nil); ok {
		t.Error("shrunk what was not decided")
	}
	s.Budget = 0
	if got := s.Solve(); got != Unsatisfiable {
		t.Errorf("without a budget: %v", got)
	}
}

// TestStop asks a hard question, to be stopped when first asked or the tenth time.
func TestStop(t *testing.T) {
	s := New()
	pigeons(s, 11)
	for _, after := range []int{1, 10} {
		asked := 0
		s.Stop = func() bool {
			asked++
			return asked == after
		}
		if got := s.Solve(); got != Unknown || asked != after {
			t.Errorf("stopped at %d: %v, asked %d times", after, got, asked)
		}
	}
	s = New()
	pigeons(s, 7)
	s.Stop = func() bool { return false }
	if got := s.Solve(); got != Unsatisfiable {
		t.Errorf("never stopped: %v", got)
	}
}

// TestPrefer checks that of questions without conflict the answer is as preferred.
func TestPrefer(t *testing.T) {
	s := New()
	a, b, c, d := s.Var(), s.Var(), s.Var(), s.Var()
	s.Add(a.Not(), b.Not())
	s.Add(b.Not(), c.Not())
	s.Prefer(b)
	s.Prefer(a)
	s.Prefer(c)
	if s.Solve() != Satisfiable || s.True(a) || !s.True(b) || s.True(c) || s.True(d) {
		t.Errorf("b preferred to a and c, d not at all: %v", s.model)
	}
	s = New()
	a, b, c, d = s.Var(), s.Var(), s.Var(), s.Var()
	s.Add(a.Not(), d.Not())
	s.Add(b.Not(), c)
	s.Prefer(d)
	s.Prefer(b)
	if s.Solve() != Satisfiable || s.True(a) || !s.True(b) || !s.True(c) || !s.True(d) {
		t.Errorf("d and b preferred: %v", s.model)
	}
}

// random3 is a hard random formula: three literals a clause, 4.26 clauses a variable.
func random3(s *Solver, n int, seed uint64) {
	rnd := rand.New(rand.NewPCG(seed, 3))
	for range n {
		s.Var()
	}
	for range n * 426 / 100 {
		vs := rnd.Perm(n)[:3]
		s.Add(Lit(2*vs[0]+rnd.IntN(2)), Lit(2*vs[1]+rnd.IntN(2)), Lit(2*vs[2]+rnd.IntN(2)))
	}
}

// TestSameTwice asks the same of two solvers, through restarts and
// reductions, and compares everything they did.
func TestSameTwice(t *testing.T) {
	run := func() (Result, []int8, int, int) {
		s := New()
		random3(s, 150, 5)
		r := s.Solve()
		return r, s.model, s.pace.total, len(s.learnt)
	}
	r1, m1, c1, l1 := run()
	r2, m2, c2, l2 := run()
	if r1 != r2 || !slices.Equal(m1, m2) || c1 != c2 || l1 != l2 {
		t.Errorf("%v after %d conflicts, then %v after %d", r1, c1, r2, c2)
	}
}

// TestReduce solves with so little room that clauses are dropped all the time.
func TestReduce(t *testing.T) {
	for seed := range uint64(20) {
		free, tight := New(), New()
		tight.capacity = 20
		random3(free, 100, seed)
		random3(tight, 100, seed)
		if a, b := free.Solve(), tight.Solve(); a != b {
			t.Errorf("seed %d: %v, and %v with little room", seed, a, b)
		}
	}
}

func BenchmarkPigeons9(b *testing.B) {
	for b.Loop() {
		s := New()
		pigeons(s, 9)
		s.Solve()
	}
}

func BenchmarkRandom200(b *testing.B) {
	for b.Loop() {
		for seed := range uint64(5) {
			s := New()
			random3(s, 200, seed)
			s.Solve()
		}
	}
}

// TestLongClause holds that a clause whose literals come out false one after another is gone through once and not anew each
// time, in whatever order they do.
func TestLongClause(t *testing.T) {
	const n = 200_000
	for _, backwards := range []bool{false, true} {
		s := New()
		lits := make([]Lit, n)
		for i := range lits {
			lits[i] = s.Var()
		}
		s.Add(lits...)
		if backwards {
			slices.Reverse(lits)
		}
		given := make([]Lit, n-1)
		for i := range given {
			given[i] = lits[i].Not()
		}
		start := time.Now()
		if r := s.Solve(given...); r != Satisfiable || !s.True(lits[n-1]) {
			t.Errorf("backwards %v: %v, the last literal %v", backwards, r, s.True(lits[n-1]))
		}
		if r := s.Solve(append(given, lits[n-1].Not())...); r != Unsatisfiable {
			t.Errorf("backwards %v: %v though all are false", backwards, r)
		}
		if d := time.Since(start); d > 10*time.Second {
			t.Errorf("backwards %v: it took %v", backwards, d)
		}
	}
}

// TestStartingOver holds when a search that insists starts over.
func TestStartingOver(t *testing.T) {
	var p pace
	var got []int
	for conflict := 1; len(got) < 15; conflict++ {
		p.note(9)
		if p.due(true) {
			got = append(got, p.since/lubyUnit)
			p.restarted()
		}
	}
	if want := []int{1, 1, 2, 1, 1, 2, 4, 1, 1, 2, 1, 1, 2, 4, 8}; !slices.Equal(got, want) {
		t.Errorf("after %v times %d conflicts, want %v", got, lubyUnit, want)
	}
}
