package proof

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/arguetest"
)

// theory is that of the refutations that a certificate needs.
func theory(c *Certificate, other bool) Theory {
	switch {
	case c.Semantics == argue.Stable:
		return Stable
	case c.Semantics == argue.Stage:
		return Free
	case c.Semantics == argue.Complete && c.Task == EE || other:
		return Complete
	}
	return Admissible
}

// questions are all tasks with all verdicts for one framework.
func questions(p Problem, b *brute) []*Certificate {
	var list []*Certificate
	for sem := argue.Complete; sem <= argue.Ideal; sem++ {
		for q := range int32(b.queries) {
			for _, task := range []Task{DC, DS} {
				for _, verdict := range []Verdict{Yes, No} {
					list = append(list, &Certificate{Problem: p, Task: task, Semantics: sem, Query: q, Verdict: verdict})
				}
			}
		}
		list = append(list, &Certificate{Problem: p, Task: SE, Semantics: sem, Query: -1, Verdict: Given},
			&Certificate{Problem: p, Task: EE, Semantics: sem, Query: -1, Verdict: Given},
			&Certificate{Problem: p, Task: EE, Semantics: sem, Query: -1, Verdict: Given}) // see support
		if sem == argue.Stable {
			list = append(list, &Certificate{Problem: p, Task: SE, Semantics: sem, Query: -1, Verdict: No})
		}
	}
	return list
}

// support gives the certificate the extension and the sets that it calls for, as well as they can be had.
func support(c *Certificate, b *brute, rnd *rand.Rand) {
	all := b.extensions(c.Semantics)
	if c.hasExtension() {
		var fit []uint
		for _, s := range all {
			if c.Task == SE || c.Task == EE || b.holds[s][c.Query] == (c.Task == DC) || c.Semantics == argue.Ideal {
				fit = append(fit, s)
			}
		}
		if len(fit) == 0 { // it is to be refused: something near
			fit = append(all, b.adm...)
		}
		c.Extension = b.list(fit[rnd.IntN(len(fit))])
	}
	if (&judge{c: c}).needsSets() {
		if c.Semantics == argue.Ideal {
			all = b.extensions(argue.Preferred)
		}
		for _, s := range all {
			if c.Semantics != argue.Preferred || c.Task == EE || b.holds[s][c.Query] {
				c.Sets = append(c.Sets, b.list(s))
			}
		}
		// Of all extensions now and then one is left out, or a set that is none put in.
		if n := len(c.Sets); c.Task != EE || c.Semantics == argue.Ideal {
			return
		} else if n > 0 && rnd.IntN(3) == 0 {
			i := rnd.IntN(n)
			c.Sets = append(c.Sets[:i:i], c.Sets[i+1:]...)
		} else if rnd.IntN(5) == 0 {
			c.Sets = append(c.Sets, b.list(b.free[rnd.IntN(len(b.free))]))
		}
	}
}

// tamper changes something.
func tamper(c *Certificate, elements []int32, rnd *rand.Rand) *Certificate {
	var text bytes.Buffer
	if err := Write(&text, c); err != nil {
		panic(err)
	}
	t, err := Read(&text)
	if err != nil {
		panic(fmt.Sprint(err, "\n", text.String()))
	}
	some := func() int32 { return elements[rnd.IntN(len(elements))] }
	change := func(set []int32) []int32 {
		if len(set) == 0 || rnd.IntN(2) == 0 {
			return append(set, some())
		}
		i := rnd.IntN(len(set))
		return append(set[:i:i], set[i+1:]...)
	}
	for range 1 + rnd.IntN(2) {
		switch rnd.IntN(8) {
		case 0:
			t.Verdict = 1 - t.Verdict&1
		case 1:
			t.Semantics = argue.Semantics(rnd.IntN(7))
		case 2:
			t.Task = Task(rnd.IntN(4))
		case 3:
			t.Query = some()
		case 4:
			t.Extension = change(t.Extension)
		case 5:
			if n := len(t.Sets); n > 0 && rnd.IntN(2) == 0 {
				i := rnd.IntN(n)
				t.Sets = append(t.Sets[:i:i], t.Sets[i+1:]...)
			} else if n > 0 {
				i := rnd.IntN(n)
				t.Sets[i] = change(t.Sets[i])
			} else {
				t.Sets = append(t.Sets, change(nil))
			}
		case 6:
			for _, r := range t.Refutations {
				if rnd.IntN(4) == 0 {
					r.Theory = Theory(rnd.IntN(4))
				}
			}
		case 7:
			for _, r := range t.Refutations {
				less := &Refutation{Theory: r.Theory}
				for s := range r.Steps() {
					switch {
					case len(s.Lits) > 0 && rnd.IntN(6) == 0: // dropped
					case len(s.Lits) > 0 && rnd.IntN(6) == 0:
						lits := append([]int32(nil), s.Lits...)
						lits[rnd.IntN(len(lits))] *= -1
						less.Lemma(lits...)
					default:
						less.Lemma(s.Lits...)
					}
				}
				*r = *less
			}
		}
	}
	return t
}

type world struct {
	p      Problem
	frame  frame
	brute  *brute
	loops  []Loop
	verify func(c *Certificate) error
	says   string
}

func worldAF(n int, attacks [][2]int32) world {
	return world{
		p: AF, frame: newGraph(n, attacks), brute: bruteAF(n, attacks), says: fmt.Sprint(n, attacks),
		verify: func(c *Certificate) error { return VerifyAF(n, attacks, c) },
	}
}

func worldABA(t *testing.T, f ABAFrame) world {
	t.Helper()
	s, err := newSystem(f)
	if err != nil {
		t.Fatal(err)
	}
	s.loops = loops(f)
	return world{
		p: ABA, frame: s, brute: bruteABA(f), loops: s.loops, says: fmt.Sprintf("%+v", f),
		verify: func(c *Certificate) error { return VerifyABA(f, c) },
	}
}

// TestEveryAnswer certifies every true answer about random frameworks, and no false one.
func TestEveryAnswer(t *testing.T) {
	before := world{}
	for seed := range arguetest.Rounds(t, 200) {
		rnd := rand.New(rand.NewPCG(uint64(seed), 3))
		var w world
		if seed%2 == 0 {
			w = worldAF(randomAF(rnd, 6))
		} else {
			w = worldABA(t, randomABA(rnd, 4))
		}
		tampered, passed := 0, 0
		for _, c := range questions(w.p, w.brute) {
			support(c, w.brute, rnd)
			c.Loops = w.loops
			truth := w.brute.says(c)
			proved := prove(w.frame, c, theory(c, rnd.IntN(2) == 0)) == nil
			accepted := w.verify(c)
			if truth != proved || truth != (accepted == nil) {
				t.Fatalf("seed %d, %s\n%+v\nis true: %v; could be proved: %v; verified: %v", seed, w.says, c, truth, proved, accepted)
			}
			for range 3 {
				tt := tamper(c, w.brute.elements, rnd)
				tampered++
				if w.verify(tt) != nil {
					continue
				}
				passed++
				if !w.brute.says(tt) {
					t.Fatalf("seed %d, %s\n%+v\npasses and is false; made from\n%+v", seed, w.says, tt, c)
				}
			}
			if before.p == w.p && before.verify != nil && before.verify(c) == nil && !before.brute.says(c) {
				t.Fatalf("seed %d: a certificate about %s\n%+v\npasses for %s and is false", seed, w.says, c, before.says)
			}
		}
		if passed == tampered {
			t.Fatal("nothing that was tampered with is refused")
		}
		before = w
	}
}
