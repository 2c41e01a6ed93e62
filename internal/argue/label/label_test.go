package label

import (
	"math/bits"
	"reflect"
	"slices"
	"testing"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/arguetest"
)

// lexical orders sets by the first assumption that tells them apart: those
// without it first, or last.
func lexical(sets []uint, with bool) []uint {
	sets = slices.Clone(sets)
	slices.SortFunc(sets, func(a, b uint) int {
		c := 0
		if a != b {
			c = int(a>>bits.TrailingZeros(a^b)&1)*2 - 1
		}
		if with {
			c = -c
		}
		return c
	})
	return sets
}

func masks(b *brute, ls []Labelling) []uint {
	var list []uint
	for _, l := range ls {
		list = append(list, b.mask(l))
	}
	return list
}

// TestAgainstBruteForce holds every answer against the definitions, on one
// reasoner that is asked everything in turn, and checks that a fresh reasoner
// answers alike.
func TestAgainstBruteForce(t *testing.T) {
	seen := make(map[Acceptance]int)
	statuses := make(map[Status]int)
	for seed := range arguetest.Rounds(t, 3000) {
		size := 5
		if seed%20 == 0 {
			size = 10
		}
		f, on := arguetest.Random(t, uint64(seed), size)
		b, r := newBrute(f, on), New(f)
		check := func(what string, got, want any) {
			t.Helper()
			if !reflect.DeepEqual(got, want) {
				t.Fatalf("seed %d: %s: got %v, want %v\nrules %v on %v", seed, what, got, want, f.Rules(), on)
			}
		}
		agrees := func(what string, l Labelling) uint {
			set := b.mask(l)
			for s := range argue.Sentence(f.Len()) {
				check(what+": value of "+f.Name(s), l.Of(s), b.value(set, s))
			}
			return set
		}
		all := lexical(b.complete, false)
		pref := lexical(b.preferred(), true)
		got, ok := r.Complete(on, 0)
		check("all complete", ok, true)
		check("complete", masks(b, got), all)
		for _, l := range got {
			agrees("complete", l)
		}
		check("grounded", agrees("grounded", r.Grounded(on)), all[0])
		got, _ = r.Preferred(on, 0)
		check("preferred", masks(b, got), pref)
		got, ok = r.Preferred(on, 1)
		check("one preferred", masks(b, got), pref[:1])
		check("one is all", ok, len(pref) == 1)
		got, _ = r.Stable(on, 0)
		check("stable", masks(b, got), lexical(b.stable(), true))

		for s := range argue.Sentence(f.Len()) {
			name := f.Name(s)
			var status Status
			for v := Out; v <= In; v++ {
				i := slices.IndexFunc(all, func(set uint) bool { return b.value(set, s) == v })
				l, ok := r.Possible(s, v, on)
				check(name+" possible "+v.String(), ok, i >= 0)
				if ok {
					check(name+" witness", agrees(name, l), all[i])
					*[]*bool{&status.Out, &status.Undec, &status.In}[v] = true
				}
			}
			check(name+" status", r.Status(s, on), status)
			statuses[status]++
			admissible := false
			for set := range b.attacks {
				admissible = admissible || b.derives[set][s] && b.admissible(uint(set))
			}
			_, ok := r.Credulous(s, on)
			check(name+" credulous", ok, admissible)
			i := slices.IndexFunc(pref, func(set uint) bool { return !b.derives[set][s] })
			l, ok := r.Sceptical(s, on)
			check(name+" sceptical", ok, i < 0)
			if !ok {
				check(name+" counterexample", agrees(name, l), pref[i])
			}
			check(name+" acceptance", r.Accept(s, on), b.accept(s))
			seen[b.accept(s)]++
			check(name+" afresh", New(f).Accept(s, on), b.accept(s))
		}
		if r.Exhausted() {
			t.Fatal("a reasoner without a budget is exhausted")
		}
	}
	t.Logf("acceptance: %v; statuses: %v", seen, statuses)
	for a := None; a <= Grounded; a++ {
		if seen[a] == 0 {
			t.Errorf("no sentence came out %v; the frameworks are too tame", a)
		}
	}
	if len(statuses) != 6 {
		t.Errorf("%d justification statuses came out; there are six", len(statuses))
	}
}

// TestExcluding checks that grounds suffice and that none can be spared, by
// trying every choice of the other facts.
func TestExcluding(t *testing.T) {
	tried := 0
	for seed := range arguetest.Rounds(t, 500) {
		f, on := arguetest.Random(t, uint64(seed), 4)
		r := New(f)
		for s := range argue.Sentence(f.Len()) {
			g, ok := r.Excluding(s, on)
			if _, in := r.Credulous(s, on); in == ok {
				t.Fatalf("seed %d: %s is excluded: %v, and credulous: %v", seed, f.Name(s), ok, in)
			}
			free := freeable(f)
			if !ok || len(free) > 9 {
				continue
			}
			tried++
			if !excludes(t, f, on, s, g) {
				t.Fatalf("seed %d: %+v does not exclude %s", seed, g, f.Name(s))
			}
			for i := range g.Facts {
				less := g
				less.Facts = slices.Delete(slices.Clone(g.Facts), i, i+1)
				if excludes(t, f, on, s, less) {
					t.Fatalf("seed %d: fact %d of %+v can be spared", seed, i, g)
				}
			}
			for i := range g.On {
				less := g
				less.On = slices.Delete(slices.Clone(g.On), i, i+1)
				if excludes(t, f, on, s, less) {
					t.Fatalf("seed %d: switch %d of %+v can be spared", seed, i, g)
				}
			}
			for i := range g.Absent {
				less := g
				less.Absent = slices.Delete(slices.Clone(g.Absent), i, i+1)
				if excludes(t, f, on, s, less) {
					t.Fatalf("seed %d: absence %d of %+v can be spared", seed, i, g)
				}
			}
		}
	}
	if tried < 200 {
		t.Errorf("only %d goals were tried", tried)
	}
}

// freeable lists facts, as rules, and after them the sentences without rules.
func freeable(f *argue.Framework) []int {
	var free []int
	for i, r := range f.Rules() {
		if len(r.Body) == 0 {
			free = append(free, i)
		}
	}
	for s := range argue.Sentence(f.Len()) {
		if !f.IsAssumption(s) && len(f.RulesFor(s)) == 0 {
			free = append(free, len(f.Rules())+int(s))
		}
	}
	return free
}

// excludes reports whether no choice of what g leaves free lets s in.
func excludes(t *testing.T, f *argue.Framework, on []argue.Sentence, s argue.Sentence, g Grounds) bool {
	t.Helper()
	free := freeable(f)
	for choice := range 1 << len(free) {
		b := argue.NewBuilder()
		has := make(map[int]bool)
		for i, x := range free {
			has[x] = choice>>i&1 == 1
		}
		for _, i := range g.Facts {
			has[i] = true
		}
		for _, s := range g.On {
			has[len(f.Rules())+int(s)] = true
		}
		for _, s := range g.Absent {
			has[len(f.Rules())+int(s)] = false
		}
		for s := range argue.Sentence(f.Len()) {
			if b.Sentence(f.Name(s)); f.IsAssumption(s) {
				b.Assume(f.Name(s))
			}
		}
		for i, r := range f.Rules() {
			if len(r.Body) > 0 || has[i] {
				b.Rule(r.Name, at(b, f, r.Head), each(b, f, r.Body)...)
			}
		}
		for s := range argue.Sentence(f.Len()) {
			if has[len(f.Rules())+int(s)] {
				b.Fact("supplied "+f.Name(s), at(b, f, s))
			}
		}
		other, err := b.Build()
		if err != nil {
			t.Fatal(err)
		}
		goal, _ := other.Find(f.Name(s))
		if _, ok := New(other).Credulous(goal, nil); ok {
			return false
		}
	}
	return true
}

func at(b *argue.Builder, f *argue.Framework, s argue.Sentence) argue.Sentence {
	return b.Sentence(f.Name(s))
}

func each(b *argue.Builder, f *argue.Framework, ss []argue.Sentence) []argue.Sentence {
	var list []argue.Sentence
	for _, s := range ss {
		list = append(list, at(b, f, s))
	}
	return list
}

func TestBudget(t *testing.T) {
	f := hard(t, 7)
	r := New(f)
	r.SetBudget(10)
	goal, _ := f.Find("goal")
	if _, ok := r.Credulous(goal, nil); ok || !r.Exhausted() {
		t.Errorf("a hard question under a small budget: found %v, exhausted %v", ok, r.Exhausted())
	}
	r.SetBudget(0)
	if _, ok := r.Credulous(goal, nil); ok || r.Exhausted() {
		t.Errorf("without a budget: found %v, exhausted %v", ok, r.Exhausted())
	}
}

// hard asks that n+1 birds be put in n holes: an assumption for each bird and
// hole, rivals where two birds share, and a goal that needs every bird.
func hard(t *testing.T, n int) *argue.Framework {
	t.Helper()
	b := argue.NewBuilder()
	var birds []argue.Sentence
	at := func(bird, hole int) argue.Sentence {
		return b.Assume(string(rune('A'+bird)) + " in " + string(rune('a'+hole)))
	}
	for i := range n + 1 {
		bird := b.Sentence("bird " + string(rune('A'+i)))
		birds = append(birds, bird)
		for h := range n {
			b.Rule("bird "+string(rune('A'+i))+" at "+string(rune('a'+h)), bird, at(i, h))
			for j := range i {
				b.Rivals(at(i, h), at(j, h))
			}
		}
	}
	b.Rule("all birds", b.Sentence("goal"), birds...)
	f, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	return f
}
