package why

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/arguetest"
	"github.com/affiant-project/affiant/internal/argue/label"
	"github.com/affiant-project/affiant/internal/argue/proof/showing"
)

// A table tells, of every choice of the leaves of a framework, how its sentences come out. A choice is a mask.
type table struct {
	leaves []label.Leaf
	there  uint
	some   [][]bool // by choice, by sentence: in in some complete labelling
	ground [][]bool // in in the grounded one
}

func (t *table) answers(by Standard) [][]bool {
	if by == InGrounded {
		return t.ground
	}
	return t.some
}

// newTable builds the framework anew for every choice. It is nil if there are too many.
func newTable(t *testing.T, f *argue.Framework, on []argue.Sentence, most int) *table {
	t.Helper()
	tb := &table{leaves: label.New(f).Loose().Leaves()}
	if len(tb.leaves) > most {
		return nil
	}
	for i, l := range tb.leaves {
		if l.Rule >= 0 || slices.Contains(on, l.Sentence) {
			tb.there |= 1 << i
		}
	}
	for choice := range uint(1) << len(tb.leaves) {
		b := argue.NewBuilder()
		for s := range argue.Sentence(f.Len()) {
			if b.Sentence(f.Name(s)); f.IsAssumption(s) {
				b.Assume(f.Name(s))
			}
		}
		has := func(l label.Leaf) bool { return choice>>slices.Index(tb.leaves, l)&1 == 1 }
		for i, r := range f.Rules() {
			if len(r.Body) > 0 || has(label.Leaf{Rule: i, Sentence: r.Head}) {
				b.Rule(r.Name, r.Head, r.Body...)
			}
		}
		for _, l := range tb.leaves {
			if l.Rule < 0 && has(l) {
				b.Fact("supplied "+f.Name(l.Sentence), l.Sentence)
			}
		}
		other, err := b.Build()
		if err != nil {
			t.Fatal(err)
		}
		r := label.New(other)
		some, ground := make([]bool, f.Len()), make([]bool, f.Len())
		for s := range argue.Sentence(f.Len()) {
			if other.Name(s) != f.Name(s) {
				t.Fatal("sentences are numbered anew")
			}
			some[s] = r.Can(s, label.In, nil)
			ground[s] = r.Grounded(nil).Of(s) == label.In
		}
		tb.some, tb.ground = append(tb.some, some), append(tb.ground, ground)
	}
	return tb
}

// smallest lists the sets of leaves in the mask that pass and contain no other that does, smallest first and then by the
// order of the leaves.
func (t *table) smallest(within uint, passes func(set uint) bool) [][]int {
	var sets [][]int
	all := make([]uint, 0, len(t.some))
	for set := range uint(len(t.some)) {
		if set&^within == 0 {
			all = append(all, set)
		}
	}
	list := func(set uint) (l []int) {
		for i := range t.leaves {
			if set>>i&1 == 1 {
				l = append(l, i)
			}
		}
		return l
	}
	slices.SortFunc(all, func(a, b uint) int {
		x, y := list(a), list(b)
		return cmp.Or(len(x)-len(y), slices.Compare(x, y))
	})
	var found []uint
	for _, set := range all {
		if !slices.ContainsFunc(found, func(s uint) bool { return s&^set == 0 }) && passes(set) {
			found = append(found, set)
			sets = append(sets, list(set))
		}
	}
	return sets
}

// TestGroundsAndChanges holds all grounds, all smallest changes, stability and relevance against every choice of the leaves
// of random frameworks.
func TestGroundsAndChanges(t *testing.T) {
	grounds, changes, unstable, relevant := 0, 0, 0, 0
	for seed := range arguetest.Rounds(t, 150) {
		f, on := arguetest.Random(t, uint64(seed)+1<<50, 4)
		tb := newTable(t, f, on, 8)
		if tb == nil {
			continue
		}
		r := label.New(f)
		q := inquire(f, r, 0, on, InSome, 0)
		every := uint(len(tb.some)) - 1
		switches := uint(0)
		for i, l := range tb.leaves {
			if f.IsSwitch(l.Sentence) {
				switches |= 1 << i
			}
		}
		for s := range argue.Sentence(f.Len()) {
			var want []showing.Grounds
			if !tb.some[tb.there][s] {
				for _, set := range tb.smallest(every, func(set uint) bool {
					for choice := range tb.some {
						if (uint(choice)^tb.there)&set == 0 && tb.some[choice][s] {
							return false
						}
					}
					return true
				}) {
					want = append(want, q.grounds(set))
				}
			}
			got, complete := AllGrounds(f, r, s, on, Search{Max: 1000})
			if !complete || !reflect.DeepEqual(got, want) {
				t.Fatalf("seed %d, grounds of %q:\n%+v\nwant\n%+v", seed, f.Name(s), got, want)
			}
			grounds += len(got)
			for _, by := range []Standard{InSome, InGrounded} {
				table := tb.answers(by)
				for _, within := range []uint{every, switches} {
					var want []Change
					for _, set := range tb.smallest(within, func(set uint) bool { return table[tb.there^set][s] != table[tb.there][s] }) {
						want = append(want, q.change(set))
					}
					may := func(l label.Leaf) bool { return within == every || f.IsSwitch(l.Sentence) }
					got, complete := Changes(f, r, s, on, by, may, Search{Max: 1000})
					if !complete || !reflect.DeepEqual(got, want) {
						t.Fatalf("seed %d, changes of %q, standard %d, of %b:\n%+v\nwant\n%+v", seed, f.Name(s), by, within, got, want)
					}
					changes += len(got)
				}
				open := uint(seed*2654435761) & switches
				u, n := judgeOpen(t, f, r, tb, s, on, by, open)
				unstable, relevant = unstable+u, relevant+n
			}
		}
	}
	if grounds < 500 || changes < 500 || unstable < 20 || relevant < 20 {
		t.Errorf("only %d grounds, %d changes, %d unstable and %d relevant", grounds, changes, unstable, relevant)
	}
}

// judgeOpen holds stability and relevance with those switches open against the table.
func judgeOpen(t *testing.T, f *argue.Framework, r *label.Reasoner, tb *table, s argue.Sentence, on []argue.Sentence, by Standard, open uint) (unstable, relevant int) {
	t.Helper()
	answers := tb.answers(by)
	var list []argue.Sentence
	for i, l := range tb.leaves {
		if open>>i&1 == 1 {
			list = append(list, l.Sentence)
		}
	}
	wantStable := true
	var want []argue.Sentence
	for i, l := range tb.leaves {
		depends := false
		for choice := range uint(len(answers)) {
			if (choice^tb.there)&^open == 0 {
				wantStable = wantStable && answers[choice][s] == answers[tb.there][s]
				depends = depends || open>>i&1 == 1 && answers[choice][s] != answers[choice^1<<i][s]
			}
		}
		if depends {
			want = append(want, l.Sentence)
		}
	}
	mask := func(on []argue.Sentence) (m uint) {
		for i, l := range tb.leaves {
			if l.Rule >= 0 || slices.Contains(on, l.Sentence) {
				m |= 1 << i
			}
		}
		return m
	}
	stable, counter, complete := Stability(f, r, s, on, list, by, Search{})
	if !complete || stable != wantStable {
		t.Fatalf("%q is stable: %v, want %v", f.Name(s), stable, wantStable)
	}
	if !stable {
		unstable++
		if c := mask(counter); answers[c][s] == answers[tb.there][s] || (c^tb.there)&^open != 0 {
			t.Fatalf("%q: %v shows nothing", f.Name(s), counter)
		}
	}
	bearings, complete := Relevance(f, r, s, on, list, by, Search{})
	var got []argue.Sentence
	for _, b := range bearings {
		got = append(got, b.Switch)
		with := mask(b.With)
		bit := mask([]argue.Sentence{b.Switch}) &^ mask(nil)
		if answers[with|bit][s] == answers[with&^bit][s] || (with^tb.there)&^open != 0 {
			t.Fatalf("%q does not depend on %q with %v", f.Name(s), f.Name(b.Switch), b.With)
		}
	}
	if !complete || !slices.Equal(got, want) {
		t.Fatalf("relevant to %q: %v, want %v", f.Name(s), got, want)
	}
	return unstable, len(got)
}

// TestSearchEnds holds that limits are kept and told, and that what is found under them is the beginning of all.
func TestSearchEnds(t *testing.T) {
	b := argue.NewBuilder()
	goal := b.Sentence("goal")
	var needed []argue.Sentence
	for _, name := range []string{"a", "b", "c", "d"} {
		s := b.Sentence("either " + name)
		b.Rule(name+" first", s, b.Switch(name+"1"))
		b.Rule(name+" second", s, b.Switch(name+"2"))
		needed = append(needed, s)
	}
	b.Rule("all", goal, needed...)
	f, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	r := label.New(f)
	all, complete := AllGrounds(f, r, goal, nil, Search{})
	if !complete || len(all) != 4 {
		t.Fatalf("grounds %+v, complete %v", all, complete)
	}
	some, complete := AllGrounds(f, r, goal, nil, Search{Max: 3})
	if complete || !reflect.DeepEqual(some, all[:3]) {
		t.Errorf("three grounds at most: %+v, complete %v", some, complete)
	}
	some, complete = AllGrounds(f, r, goal, nil, Search{Calls: 2})
	if complete || len(some) != 1 {
		t.Errorf("two calls: %+v, complete %v", some, complete)
	}
	turns, complete := Changes(f, r, goal, nil, InSome, nil, Search{Max: 1000})
	if !complete || len(turns) != 16 {
		t.Fatalf("%d changes, complete %v", len(turns), complete)
	}
	few, complete := Changes(f, r, goal, nil, InSome, nil, Search{Max: 2})
	if complete || !reflect.DeepEqual(few, turns[:2]) {
		t.Errorf("two changes at most: %+v, complete %v", few, complete)
	}
	if few, complete = Changes(f, r, goal, nil, InSome, nil, Search{Calls: 3}); complete {
		t.Errorf("three calls: %+v, and complete", few)
	}
	if _, _, complete = Stability(f, r, goal, nil, f.Switches(), InSome, Search{Calls: 1}); complete {
		t.Error("stability under one call is complete")
	}
	if _, complete = Relevance(f, r, goal, nil, f.Switches(), InSome, Search{Calls: 1}); complete {
		t.Error("relevance under one call is complete")
	}
	if bearings, complete := Relevance(f, r, goal, nil, f.Switches(), InGrounded, Search{}); !complete || len(bearings) != 8 {
		t.Errorf("relevant: %v, complete %v", bearings, complete)
	}
	crowd := pigeons(t, 6)
	hard, _ := crowd.Find("all")
	r = label.New(crowd)
	r.SetBudget(5)
	if got, complete := AllGrounds(crowd, r, hard, nil, Search{}); complete {
		t.Errorf("grounds under a budget of five conflicts: %+v, and complete", got)
	}
	if got, complete := Changes(crowd, r, hard, nil, InSome, nil, Search{}); complete {
		t.Errorf("changes under a budget of five conflicts: %+v, and complete", got)
	}
	if stable, _, complete := Stability(crowd, r, hard, nil, nil, InSome, Search{}); stable || complete {
		t.Error("stability under a budget of five conflicts is complete")
	}
	if _, complete = AllGrounds(f, r, argue.Nothing, nil, Search{}); !complete {
		t.Error("what is not there has grounds")
	}
}

// pigeons asks that n+1 birds sit in n holes, no two in one: a goal that is lacking, and hard to see to be.
func pigeons(t *testing.T, n int) *argue.Framework {
	t.Helper()
	b := argue.NewBuilder()
	var all []argue.Sentence
	for i := range n + 1 {
		bird := b.Sentence(fmt.Sprint("bird ", i))
		all = append(all, bird)
		for h := range n {
			seat := b.Assume(fmt.Sprint(i, " in ", h))
			b.Rule(fmt.Sprint(i, " sits in ", h), bird, seat)
			for j := range i {
				b.Rivals(seat, b.Assume(fmt.Sprint(j, " in ", h)))
			}
		}
	}
	b.Rule("all sit", b.Sentence("all"), all...)
	f, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	return f
}
