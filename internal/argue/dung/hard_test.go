package dung

import (
	"context"
	"reflect"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/proof"
	"github.com/affiant-project/affiant/internal/argue/solve"
)

// TestWorkers: two workers give the answer that one gives, where there is
// something to find and where there is not.
func TestWorkers(t *testing.T) {
	verdicts := make(map[Verdict]int)
	for seed := range uint64(12) {
		var attacks [][2]int32
		for isle := range int32(3) {
			for b, f := int32(0), thick(60, 0.08, 3*seed+uint64(isle)); b < 60; b++ {
				for _, a := range f.Attackers(b) {
					attacks = append(attacks, [2]int32{60*isle + a, 60*isle + b})
				}
			}
		}
		f, _ := New(180, attacks)
		one, two := NewReasoner(f, Options{}), NewReasoner(f, Options{Workers: 2})
		if a, b := one.Some(argue.Preferred), two.Some(argue.Preferred); !reflect.DeepEqual(a, b) {
			t.Fatalf("seed %d: SE-PR %v, with two %v", seed, a, b)
		}
		for a := int32(0); a < 180; a += 45 {
			for _, sem := range []argue.Semantics{argue.Complete, argue.Preferred, argue.Stable} {
				x, y := one.Credulous(sem, a), two.Credulous(sem, a)
				verdicts[x.Verdict]++
				if !reflect.DeepEqual(x, y) {
					t.Fatalf("seed %d: DC-%v %d %v, with two %v", seed, sem, a, x, y)
				}
				if x, y := one.Sceptical(sem, a), two.Sceptical(sem, a); !reflect.DeepEqual(x, y) {
					t.Fatalf("seed %d: DS-%v %d %v, with two %v", seed, sem, a, x, y)
				}
			}
		}
	}
	if verdicts[Yes] < 5 || verdicts[No] < 5 {
		t.Errorf("one-sided: %v", verdicts)
	}
}

// TestBothAtOnce: two workers do work on two islands at the same time; one alone never does.
func TestBothAtOnce(t *testing.T) {
	f, _ := New(4, [][2]int32{{0, 1}, {1, 0}, {2, 3}, {3, 2}})
	for _, workers := range []int{1, 2} {
		q := NewReasoner(f, Options{Workers: workers}).question()
		isles := q.isles(q.rest, nil)
		if len(isles) != 2 {
			t.Fatalf("%d islands", len(isles))
		}
		var busy, most atomic.Int32
		both := make(chan struct{})
		set, r := q.together(isles, func(*question, part) ([]int32, solve.Result) {
			defer busy.Add(-1)
			if now := busy.Add(1); now > most.Load() {
				if most.Store(now); now == 2 {
					close(both)
				}
			}
			if workers == 2 {
				select {
				case <-both:
				case <-time.After(time.Minute):
				}
			}
			return []int32{0}, solve.Satisfiable
		})
		if r != solve.Satisfiable || !slices.Equal(set, []int32{0, 2}) || int(most.Load()) != workers {
			t.Errorf("%d workers: %v %v, %d at once", workers, r, set, most.Load())
		}
	}
}

// TestLargest: what is found by a search that starts over again and again is still a greatest set, as the checker of
// certificates sees it.
func TestLargest(t *testing.T) {
	spent := 0
	for seed := range uint64(6) {
		f := thick(110, 0.16, seed)
		q := NewReasoner(f, Options{Prove: true}).question()
		a := q.some(argue.Preferred)
		spent += q.spent
		a = q.certified(proof.Certificate{Task: proof.SE, Semantics: argue.Preferred, Query: -1}, a)
		var attacks [][2]int32
		for b := range int32(f.Len()) {
			for _, x := range f.Attackers(b) {
				attacks = append(attacks, [2]int32{x, b})
			}
		}
		if err := proof.VerifyAF(f.Len(), attacks, a.Certificate); err != nil {
			t.Errorf("seed %d: %v: %v", seed, a.Extension, err)
		}
	}
	if spent < 600 {
		t.Errorf("only %d conflicts: the search does not start over", spent)
	}
}

// TestInTime: a question that is too hard is given up when the context ends,
// whatever is asked.
func TestInTime(t *testing.T) {
	f := thick(890, 0.047, 1)
	for task, ask := range map[string]func(*Reasoner) Answer{
		"DC-CO":  func(r *Reasoner) Answer { return r.Credulous(argue.Complete, 445) },
		"DS-PR":  func(r *Reasoner) Answer { return r.Sceptical(argue.Preferred, 445) },
		"SE-PR":  func(r *Reasoner) Answer { return r.Some(argue.Preferred) },
		"DS-ST":  func(r *Reasoner) Answer { return r.Sceptical(argue.Stable, 445) },
		"SE-ID":  func(r *Reasoner) Answer { return r.Some(argue.Ideal) },
		"SE-SST": func(r *Reasoner) Answer { return r.Some(argue.SemiStable) },
	} {
		for _, workers := range []int{1, 2} {
			ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
			start := time.Now()
			a := ask(NewReasoner(f, Options{Context: ctx, Workers: workers}))
			cancel()
			if a.Verdict == Unknown && a.Known == "" {
				t.Errorf("%s: unknown, and nothing is said of what is known", task)
			}
			if d := time.Since(start); d > 2*time.Second {
				t.Errorf("%s with %d: took %v of 100 ms", task, workers, d)
			}
		}
	}
}
