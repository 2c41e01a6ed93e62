package precedent_test

import (
	"fmt"
	"math/bits"
	"slices"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/arguetest"
	"github.com/affiant-project/affiant/internal/argue/label"
	"github.com/affiant-project/affiant/internal/argue/precedent"
	"github.com/affiant-project/affiant/internal/argue/why"
)

// TestTurning: what is forced for a side never improves as factors for it go and factors against it come, so turning sets
// may be asked for of factors not yet found. They are held against every ruling on every factor.
func TestTurning(t *testing.T) {
	found := 0
	for seed := range arguetest.Rounds(t, 150) {
		d := random(uint64(seed) + 1<<34)
		b := argue.NewBuilder()
		var issues []why.Issue
		var switches []argue.Sentence
		for i := range d.factors() {
			switches = append(switches, b.Switch(factor(i)))
			values := []string{"there", "not"}
			if i >= d.each[0] {
				values = []string{"not", "there"}
			}
			issues = append(issues, why.Issue{Name: factor(i), Values: values})
		}
		goal := d.base(t).Compile(b).Forced[0]
		f, err := b.Build()
		if err != nil {
			t.Fatal(err)
		}
		// worth is how the first side stands, by definition.
		worth := func(situation uint) label.Acceptance {
			switch d.outcome(situation) {
			case [2]bool{true, false}:
				return label.Grounded
			case [2]bool{true, true}:
				return label.Credulous
			}
			return label.None
		}
		for s := range uint(1) << d.factors() {
			for i := range d.factors() {
				less := s &^ (1 << i)
				if i >= d.each[0] {
					less = s | 1<<i
				}
				if worth(less) > worth(s) {
					t.Fatalf("seed %d: %v is better than %v", seed, names(less), names(s))
				}
			}
		}
		r := label.New(f)
		turns, complete := why.Turning(issues, nil, func(ruling []int) string {
			var on []argue.Sentence
			for i, v := range ruling {
				if issues[i].Values[v] == "there" {
					on = append(on, switches[i])
				}
			}
			return r.Accept(goal, on).String()
		}, why.Options{Max: 1 << 12})
		if !complete {
			t.Fatalf("seed %d: not all turns", seed)
		}
		got := make(map[string]string)
		for _, turn := range turns {
			var mask, there uint
			for _, x := range turn.Rulings {
				mask |= 1 << x.Issue
				if issues[x.Issue].Values[x.Value] == "there" {
					there |= 1 << x.Issue
				}
			}
			got[fmt.Sprint(mask, there)] = turn.Answer
		}
		want := smallest(d.factors(), worth)
		if len(got) != len(want) {
			t.Fatalf("seed %d: %d turns, want %d", seed, len(got), len(want))
		}
		for k, v := range want {
			if got[k] != v {
				t.Fatalf("seed %d: %q, want %q", seed, got[k], v)
			}
		}
		found += len(got)
	}
	if found < 300 {
		t.Errorf("only %d turns came up", found)
	}
}

// smallest is the partial rulings on n factors that settle what they are worth, and of which none can be spared.
func smallest(n int, worth func(uint) label.Acceptance) map[string]string {
	settled := func(mask, there uint) bool {
		for s := range uint(1) << n {
			if s&mask == there && worth(s) != worth(there) {
				return false
			}
		}
		return true
	}
	list := make(map[string]string)
	for mask := range uint(1) << n {
		parts(mask, func(there uint) bool {
			needed := settled(mask, there)
			for i := range n {
				if bit := uint(1) << i; mask&bit != 0 && settled(mask&^bit, there&^bit) {
					needed = false
				}
			}
			if needed {
				list[fmt.Sprint(mask, there)] = worth(there).String()
			}
			return true
		})
	}
	return list
}

// TestChanges: the smallest changes of factors that turn an outcome, and whether any can, are those found by trying all.
func TestChanges(t *testing.T) {
	found := 0
	for seed := range arguetest.Rounds(t, 400) {
		d := random(uint64(seed) + 1<<35)
		b := argue.NewBuilder()
		var switches []argue.Sentence
		for i := range d.factors() {
			switches = append(switches, b.Switch(factor(i)))
		}
		at := d.base(t).Compile(b)
		f, err := b.Build()
		if err != nil {
			t.Fatal(err)
		}
		r := label.New(f)
		may := func(l label.Leaf) bool { return l.Rule < 0 && f.IsSwitch(l.Sentence) }
		side, now := seed%2, uint(seed)*7&(1<<d.factors()-1)
		on := turn(f, names(now))
		for _, by := range []why.Standard{why.InSome, why.InGrounded} {
			meets := func(situation uint) bool {
				o := d.outcome(situation)
				return o[side] && (by == why.InSome || !o[1-side])
			}
			var want []uint
			for set := range uint(1) << d.factors() {
				if meets(now^set) != meets(now) {
					want = append(want, set)
				}
			}
			stable, _, complete := why.Stability(f, r, at.Forced[side], on, switches, by, why.Search{})
			if !complete || stable != (len(want) == 0) {
				t.Fatalf("seed %d: stable: %v", seed, stable)
			}
			want = slices.DeleteFunc(slices.Clone(want), func(s uint) bool {
				return slices.ContainsFunc(want, func(part uint) bool { return part != s && part&^s == 0 })
			})
			changes, complete := why.Changes(f, r, at.Forced[side], on, by, may, why.Search{Max: 1 << 12})
			if !complete || len(changes) != len(want) {
				t.Fatalf("seed %d: %d changes, want %d", seed, len(changes), len(want))
			}
			found += len(want)
			for _, c := range changes {
				var set uint
				for _, n := range append(c.On, c.Off...) {
					for i := range d.factors() {
						if n == factor(i) {
							set |= 1 << i
						}
					}
				}
				if !slices.Contains(want, set) || bits.OnesCount(set) != len(c.On)+len(c.Off) {
					t.Fatalf("seed %d: %v is no smallest change", seed, c)
				}
			}
		}
	}
	if found < 200 {
		t.Errorf("only %d changes came up", found)
	}
}

// TestOverrulingAsChange: that a case were overruled is among the changes that free an outcome, and that it was not among
// the grounds of one that is lacking.
func TestOverrulingAsChange(t *testing.T) {
	b := argue.NewBuilder()
	b.Fact("found p1", b.Sentence("p1"))
	b.Fact("found d1", b.Sentence("d1"))
	at := read(t, precedent.ReasonModel, "c1 P: p1 d1, rank 1\n c2 D: p1 d1").Compile(b)
	f, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	r := label.New(f)
	changes, _ := why.Changes(f, r, at.Forced[1], nil, why.InGrounded, nil, why.Search{})
	if !slices.ContainsFunc(changes, func(c why.Change) bool { return slices.Equal(c.Supplied, []string{"liable: c1 is overruled"}) }) {
		t.Errorf("nothing of overruling in %+v", changes)
	}
	c := why.Certify(f, r, at.Forced[1], nil)
	if !slices.ContainsFunc(c.Grounds.Absent, func(s string) bool { return strings.HasSuffix(s, "c1 is overruled") }) {
		t.Errorf("nothing of overruling in the grounds %+v", c.Grounds)
	}
}
