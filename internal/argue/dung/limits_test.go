package dung

import (
	"context"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/proof"
)

// thick is a framework in which nothing is settled and admissible sets are hard to come by.
func thick(n int, p float64, seed uint64) *Framework {
	rnd := rand.New(rand.NewPCG(seed, 3))
	var attacks [][2]int32
	for a := range int32(n) {
		for b := range int32(n) {
			if a != b && rnd.Float64() < p {
				attacks = append(attacks, [2]int32{a, b})
			}
		}
	}
	f, _ := New(n, attacks)
	return f
}

func TestBudgets(t *testing.T) {
	f := thick(800, 0.045, 1)
	r := NewReasoner(f, Options{Conflicts: 300})
	for range 2 {
		a := r.Some(argue.Preferred)
		if a.Verdict != Unknown || a.Extension != nil || !strings.Contains(a.Known, "settles 0 of 800") {
			t.Fatalf("with 300 conflicts: %v %q", a.Verdict, a.Known)
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
	defer cancel()
	start := time.Now()
	a := NewReasoner(f, Options{Context: ctx}).Some(argue.Preferred)
	if a.Verdict != Unknown {
		t.Fatalf("%v; the framework is too easy", a.Verdict)
	}
	if d := time.Since(start); d > 2*time.Second {
		t.Errorf("took %v of 200 ms", d)
	}
}

func TestRefusals(t *testing.T) {
	if _, err := New(2, [][2]int32{{0, 1}, {0, 2}}); err == nil || !strings.Contains(err.Error(), "attack 2") {
		t.Errorf("an attack on nothing: %v", err)
	}
	if _, err := New(-1, nil); err == nil {
		t.Error("fewer than no arguments")
	}
	f, _ := New(1, nil)
	r := NewReasoner(f, Options{})
	for _, a := range []Answer{
		r.Credulous(argue.Stable, 1), r.Sceptical(argue.Stable, -1), r.Some(99), r.Credulous(99, 0), r.Each(99, nil),
	} {
		if a.Verdict != Unknown || a.Known == "" {
			t.Errorf("%v", a)
		}
	}
}

// TestGroundedLarge: a million attacks.
func TestGroundedLarge(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 1))
	attacks := make([][2]int32, 1_000_000)
	for i := range attacks {
		a, b := rnd.Int32N(500_000), rnd.Int32N(500_000)
		attacks[i] = [2]int32{min(a, b), max(a, b) + 1}
	}
	start := time.Now()
	f, err := New(500_001, attacks)
	if err != nil {
		t.Fatal(err)
	}
	set := f.Grounded()
	t.Logf("%d in, %v", len(set), time.Since(start))
	struck := f.struck(set)
	for _, a := range set {
		for _, b := range f.Attackers(a) {
			if !struck[b] {
				t.Fatalf("%d is not defended against %d", a, b)
			}
		}
	}
	if len(set) < 1000 {
		t.Errorf("only %d", len(set))
	}
}

// TestRenamed: answers do not depend on what the arguments are called, nor on one that has nothing to do with the rest.
func TestRenamed(t *testing.T) {
	for seed := range rounds(t, 200) {
		rnd := rand.New(rand.NewPCG(uint64(seed), 23))
		n, attacks := random(rnd, 40)
		name := rnd.Perm(n + 1)
		var other [][2]int32
		for _, i := range rnd.Perm(len(attacks)) {
			other = append(other, [2]int32{int32(name[attacks[i][0]]), int32(name[attacks[i][1]])})
		}
		f, _ := New(n, attacks)
		g, _ := New(n+1, other)
		r, s := NewReasoner(f, Options{}), NewReasoner(g, Options{})
		for _, sem := range all {
			for a := int32(0); int(a) < n; a += 5 {
				b := int32(name[a])
				if x, y := r.Credulous(sem, a).Verdict, s.Credulous(sem, b).Verdict; x != y {
					t.Fatalf("seed %d: credulous %v %d: %v, renamed %v", seed, sem, a, x, y)
				}
				if x, y := r.Sceptical(sem, a).Verdict, s.Sceptical(sem, b).Verdict; x != y {
					t.Fatalf("seed %d: sceptical %v %d: %v, renamed %v", seed, sem, a, x, y)
				}
			}
			if s.Sceptical(sem, int32(name[n])).Verdict != Yes {
				t.Fatalf("seed %d: %v: what nothing attacks is not in every extension", seed, sem)
			}
		}
	}
}

// TestSameTwice: the same question gets the same answer whatever was asked before, and however many work on it.
func TestSameTwice(t *testing.T) {
	for seed := range 60 {
		rnd := rand.New(rand.NewPCG(uint64(seed), 29))
		n, attacks := random(rnd, 60)
		if n == 0 {
			continue
		}
		f, _ := New(n, attacks)
		r := NewReasoner(f, Options{Prove: true})
		for _, sem := range all {
			a := rnd.Int32N(int32(n))
			r.Credulous(sem, a)
			for _, workers := range []int{1, 2} {
				s := NewReasoner(f, Options{Prove: true, Workers: workers})
				if !reflect.DeepEqual(r.Sceptical(sem, a), s.Sceptical(sem, a)) || !reflect.DeepEqual(r.Some(sem), s.Some(sem)) {
					t.Fatalf("seed %d: %v %d: another answer", seed, sem, a)
				}
			}
		}
	}
}

// TestTampered: a certificate is not accepted for another answer.
func TestTampered(t *testing.T) {
	refused := 0
	for seed := range uint64(100) {
		rnd := rand.New(rand.NewPCG(seed, 31))
		n, attacks := random(rnd, 8)
		f, _ := New(n, attacks)
		r := NewReasoner(f, Options{Prove: true})
		for _, sem := range all {
			for a := range int32(n) {
				for _, c := range []*proof.Certificate{r.Credulous(sem, a).Certificate, r.Sceptical(sem, a).Certificate} {
					turned := *c
					turned.Verdict = proof.Yes + proof.No - c.Verdict
					if proof.VerifyAF(n, attacks, &turned) == nil {
						t.Fatalf("seed %d: %v %v %d: accepted for the opposite", seed, c.Task, sem, a)
					}
					if len(c.Extension) > 0 {
						less := *c
						less.Extension = slices.Clone(c.Extension[1:])
						if proof.VerifyAF(n, attacks, &less) != nil {
							refused++
						}
					}
				}
			}
		}
	}
	if refused < 500 {
		t.Errorf("only %d smaller extensions were refused", refused)
	}
}

// TestManyIslands holds that work over islands takes time in proportion to them: isolated arguments, self-attackers, pairs.
// When each island was cut out by way of the whole, one of these took minutes. So did long circles and rows, for the clause
// that some argument is in was searched from its beginning each time, and the ideal extension narrowed down by one rival after
// another that differed in little.
func TestManyIslands(t *testing.T) {
	const n = 200_000
	var selves, pairs, circle, rivals [][2]int32
	for a := range int32(n) {
		selves, pairs = append(selves, [2]int32{a, a}), append(pairs, [2]int32{a, a ^ 1})
		circle = append(circle, [2]int32{a, (a + 1) % (n - 1)})
		if b := a + 1; b < n {
			rivals = append(rivals, [2]int32{a, b}, [2]int32{b, a})
		}
	}
	circle = circle[:n-1]
	for _, c := range []struct {
		name    string
		attacks [][2]int32
		size    int
		ask     func(*Reasoner) Answer
	}{
		{"SE-STG, isolated", [][2]int32{{0, 1}}, n - 1, func(r *Reasoner) Answer { return r.Some(argue.Stage) }},
		{"SE-SST, self-attackers", selves, 0, func(r *Reasoner) Answer { return r.Some(argue.SemiStable) }},
		{"SE-ID, self-attackers", selves, 0, func(r *Reasoner) Answer { return r.Some(argue.Ideal) }},
		{"SE-PR, odd circle", circle, 1, func(r *Reasoner) Answer { return r.Some(argue.Preferred) }},
		{"SE-ID, odd circle", circle, 1, func(r *Reasoner) Answer { return r.Some(argue.Ideal) }},
		{"SE-STG, odd circle", circle, n / 2, func(r *Reasoner) Answer { return r.Some(argue.Stage) }},
		{"SE-ID, rivals in a row", rivals, 0, func(r *Reasoner) Answer { return r.Some(argue.Ideal) }},
		{"DC-PR, pairs", pairs, n / 2, func(r *Reasoner) Answer { return r.Credulous(argue.Preferred, 7) }},
	} {
		f, _ := New(n, c.attacks)
		start := time.Now()
		if a := c.ask(NewReasoner(f, Options{})); a.Verdict != Yes || len(a.Extension) != c.size {
			t.Errorf("%s: %v, %d arguments; want yes, %d", c.name, a.Verdict, len(a.Extension), c.size)
		}
		if d := time.Since(start); d > time.Minute {
			t.Errorf("%s took %v", c.name, d)
		}
	}
}

// TestEachStops holds that choosing among extensions already found looks at the clock, as does cutting out the islands.
func TestEachStops(t *testing.T) {
	var pairs [][2]int32
	for a := range int32(40) {
		pairs = append(pairs, [2]int32{a, a ^ 1})
	}
	f, _ := New(40, pairs)
	for _, sem := range []argue.Semantics{argue.Complete, argue.Preferred, argue.Stable, argue.SemiStable, argue.Stage} {
		ctx, cancel := context.WithCancel(context.Background())
		r := NewReasoner(f, Options{Context: ctx})
		count := 0
		a := r.Each(sem, func([]int32) bool {
			if count++; count == 1000 {
				cancel()
			}
			return true
		})
		if a.Verdict != Unknown || count != 1000 {
			t.Errorf("%v: %v after %d extensions; want unknown after 1000", sem, a.Verdict, count)
		}
		if sem != argue.Complete {
			if a := r.Some(sem); a.Verdict != Unknown {
				t.Errorf("%v: %v when time is over", sem, a.Verdict)
			}
		}
	}
}

// TestEachRoom holds that listing ends, unanswered and saying why, where the extensions found would take too much memory.
func TestEachRoom(t *testing.T) {
	var attacks [][2]int32 // pairs, joined into one island by an argument that all attack
	for a := range int32(40) {
		attacks = append(attacks, [2]int32{a, a ^ 1}, [2]int32{a, 40})
	}
	f, _ := New(41, attacks)
	for _, sem := range []argue.Semantics{argue.Complete, argue.Preferred, argue.Stable, argue.SemiStable, argue.Stage} {
		q := NewReasoner(f, Options{}).question()
		q.room = 100 * (41 + 21)
		count := 0
		a := q.each(sem, func([]int32) bool { count++; return true })
		if a.Verdict != Unknown || !strings.Contains(a.Known, "no room") || count < 100 || count > 200 {
			t.Errorf("%v: %v after %d extensions: %s", sem, a.Verdict, count, a.Known)
		}
	}
}
