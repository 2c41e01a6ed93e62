package solve

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// A ledger is a plain checker of proofs: clauses, and unit propagation by
// going over all of them until nothing changes.
type ledger struct {
	clauses [][]Lit
	vars    int
}

// follows reports whether c follows from the clauses by unit propagation.
func (g *ledger) follows(c []Lit) bool {
	value := make([]int8, 2*g.vars)
	set := func(l Lit) { value[l], value[l.Not()] = yes, no }
	for _, l := range c {
		set(l.Not())
	}
	for again := true; again; {
		again = false
		for _, d := range g.clauses {
			var left []Lit
			for _, l := range d {
				if value[l] == yes {
					left = nil
					break
				}
				if value[l] == 0 && !slices.Contains(left, l) {
					left = append(left, l)
				}
			}
			if slices.ContainsFunc(d, func(l Lit) bool { return value[l] == yes }) {
				continue
			}
			switch len(left) {
			case 0:
				return true
			case 1:
				set(left[0])
				again = true
			}
		}
	}
	for _, l := range c {
		if value[l] == yes {
			return true // a literal forced both ways
		}
	}
	return false
}

func (g *ledger) add(c []Lit) { g.clauses = append(g.clauses, slices.Clone(c)) }

// drop takes out one clause with the literals of c, and reports whether there was one.
func (g *ledger) drop(c []Lit) bool {
	sorted := slices.Sorted(slices.Values(c))
	for i, d := range g.clauses {
		if len(d) == len(c) && slices.Equal(slices.Sorted(slices.Values(d)), sorted) {
			g.clauses = slices.Delete(g.clauses, i, i+1)
			return true
		}
	}
	return false
}

// audit has every step that s takes checked as it is taken.
func (g *ledger) audit(t *testing.T, s *Solver, name string) (steps *[2]int) {
	steps = new([2]int)
	s.OnLearn = func(c []Lit) {
		steps[0]++
		if !g.follows(c) {
			t.Fatalf("%s: step %d: %v does not follow", name, steps[0], c)
		}
		g.add(c)
	}
	s.OnDrop = func(c []Lit) {
		steps[1]++
		if !g.drop(c) {
			t.Fatalf("%s: %v dropped, but was never learnt", name, c)
		}
	}
	return steps
}

// TestProof checks every clause learnt and dropped, through several questions
// with clauses added between them, and that the core follows in the end. So
// little room is left for learnt clauses that many are dropped.
func TestProof(t *testing.T) {
	var learnt, dropped int
	for seed := range uint64(rounds(t, 200)) {
		rnd := rand.New(rand.NewPCG(seed, 7))
		n := 20 + rnd.IntN(40)
		s := New()
		g := &ledger{vars: n}
		s.capacity = 5
		steps := g.audit(t, s, fmt.Sprintf("seed %d", seed))
		for range n {
			s.Var()
		}
		for range 6 {
			for range n {
				var c []Lit
				for range 3 {
					c = append(c, Lit(rnd.IntN(2*n)))
				}
				g.add(c)
				s.Add(c...)
			}
			var given []Lit
			for range rnd.IntN(6) {
				given = append(given, Lit(rnd.IntN(2*n)))
			}
			if s.Solve(given...) != Unsatisfiable {
				continue
			}
			var end []Lit
			for _, l := range s.Core() {
				end = append(end, l.Not())
			}
			if !g.follows(end) {
				t.Fatalf("seed %d: the core %v does not follow", seed, s.Core())
			}
		}
		learnt += steps[0]
		dropped += steps[1]
	}
	if learnt < 2500 || dropped < 1000 {
		t.Errorf("only %d clauses learnt and %d dropped", learnt, dropped)
	}
}

// TestDRAT reads a written proof back and checks it line by line.
func TestDRAT(t *testing.T) {
	s := New()
	var text bytes.Buffer
	f := pigeonholes(5)
	f.AddTo(s)
	s.capacity = 10
	d := Prove(s, &text)
	if got := s.Solve(); got != Unsatisfiable {
		t.Fatal(got)
	}
	if err := d.End(s.Core()); err != nil {
		t.Fatal(err)
	}
	g := &ledger{clauses: slices.Clone(f.Clauses), vars: f.Vars}
	drops, empty := 0, false
	for line := range strings.Lines(text.String()) {
		body, drop := strings.CutPrefix(line, "d ")
		one, err := ReadFormula(strings.NewReader(fmt.Sprintf("p cnf %d 1\n%s", f.Vars, body)))
		if err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		c := one.Clauses[0]
		switch {
		case drop && !g.drop(c):
			t.Fatalf("%q: no such clause", line)
		case drop:
			drops++
		case !g.follows(c):
			t.Fatalf("%q does not follow", line)
		default:
			g.add(c)
			empty = len(c) == 0
		}
	}
	if !empty || drops == 0 {
		t.Errorf("ends with the empty clause: %v; %d dropped", empty, drops)
	}
}

type broken struct{ left int }

func (b *broken) Write(p []byte) (int, error) {
	if b.left -= len(p); b.left < 0 {
		return 0, fmt.Errorf("full")
	}
	return len(p), nil
}

func TestProofThatCannotBeWritten(t *testing.T) {
	s := New()
	pigeonholes(4).AddTo(s)
	d := Prove(s, &broken{left: 100})
	s.Solve()
	if err := d.End(s.Core()); err == nil || err.Error() != "full" {
		t.Errorf("the error is %v", err)
	}
	if err := pigeonholes(4).Write(&broken{left: 100}); err == nil {
		t.Error("a formula that could not be written is without error")
	}
}
