package precedent_test

import (
	"fmt"
	"testing"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/arguetest"
	"github.com/affiant-project/affiant/internal/argue/label"
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
