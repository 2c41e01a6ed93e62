package why

import (
	"reflect"
	"slices"
	"testing"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/arguetest"
	"github.com/affiant-project/affiant/internal/argue/label"
	"github.com/affiant-project/affiant/internal/argue/proof/showing"
)

// plodding is a course worked out by looking at every sentence each time round.
func plodding(f *argue.Framework, on []argue.Sentence) *course {
	c := &course{f: f, on: turnedOn(f, on), found: make([]*finding, f.Len())}
	decided := func(s argue.Sentence) bool {
		if a := f.Contrary(s); a != argue.Nothing {
			return c.found[a] != nil
		}
		failing := 0
		for _, r := range f.RulesFor(s) {
			body := f.Rules()[r].Body
			if !slices.ContainsFunc(body, func(p argue.Sentence) bool { return !c.holds(p) }) {
				return true
			}
			if slices.ContainsFunc(body, c.fails) {
				failing++
			}
		}
		return f.IsSwitch(s) || failing == len(f.RulesFor(s))
	}
	for changed := true; changed; {
		changed = false
		for _, s := range f.Order() {
			if c.found[s] == nil && decided(s) {
				c.found[s], changed = c.judge(s), true
			}
		}
	}
	return c
}

func TestCourse(t *testing.T) {
	for seed := range arguetest.Rounds(t, 1000) {
		f, on := arguetest.Random(t, uint64(seed), 12)
		if got, want := run(f, on), plodding(f, on); !reflect.DeepEqual(got.found, want.found) {
			t.Fatalf("seed %d: another course", seed)
		}
	}
}

// sparing is the part of an admissible set found by taking a new position for each thing left out.
func sparing(f *argue.Framework, set []argue.Sentence, goal argue.Sentence, on []argue.Sentence) []argue.Sentence {
	for i := len(set) - 1; i >= 0; i-- {
		if i >= len(set) {
			continue
		}
		less := slices.Concat(set[:i], set[i+1:])
		for { // what is left may lean on others that then have to go with it
			p := showing.Take(f, less, on)
			weak := slices.IndexFunc(less, func(a argue.Sentence) bool { return p.Allows(f.Contrary(a)) })
			if weak < 0 {
				break
			}
			less = slices.Delete(less, weak, weak+1)
		}
		if showing.Take(f, less, on).Derives(goal) {
			set = less
		}
	}
	return set
}

func TestSpare(t *testing.T) {
	tried := 0
	for seed := range arguetest.Rounds(t, 1000) {
		f, on := arguetest.Random(t, uint64(seed), 12)
		r := label.New(f)
		for s := range argue.Sentence(f.Len()) {
			l, ok := r.Credulous(s, on)
			if !ok || len(l.In()) == 0 {
				continue
			}
			tried++
			w := &writer{f: f, goal: s, on: on, course: run(f, on)}
			if got, want := w.spare(l.In()), sparing(f, l.In(), s, on); !slices.Equal(got, want) {
				t.Fatalf("seed %d: for %s %v, want %v", seed, f.Name(s), got, want)
			}
		}
	}
	if tried < 500 {
		t.Errorf("only %d sets tried", tried)
	}
}
