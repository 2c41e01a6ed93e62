package why

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/arguetest"
	"github.com/affiant-project/affiant/internal/argue/label"
	"github.com/affiant-project/affiant/internal/argue/proof/showing"
)

// weighed makes a framework of doubtful grounds with a goal that needs k of them, by AtLeast or with a rule for each choice of k.
func weighed(t *testing.T, seed uint64, spelled bool) (f *argue.Framework, goal argue.Sentence, grounds []argue.Sentence, k int) {
	t.Helper()
	rnd := rand.New(rand.NewPCG(seed, 3))
	b := argue.NewBuilder()
	n := 1 + rnd.IntN(6)
	for i := range n {
		name := fmt.Sprint("ground ", i)
		g := b.Sentence(name)
		switch rnd.IntN(6) {
		case 0:
			b.Fact(name, g)
		case 1: // nothing for it
		case 2: // cannot be settled
			a := b.Assume("liar " + name)
			b.Rule("lies "+name, b.Against(a), a)
			b.Rule(name, g, a)
		case 3: // met if another is not read against it
			a := b.Assume("fair " + name)
			if len(grounds) > 0 {
				b.Rule("answers "+name, b.Against(a), grounds[rnd.IntN(len(grounds))])
			}
			b.Rule(name, g, a)
		default:
			a, c := b.Assume("one way "+name), b.Assume("other way "+name)
			b.Rivals(a, c)
			b.Rule(name, g, a)
		}
		grounds = append(grounds, g)
	}
	k = 1 + rnd.IntN(n+1)
	goal = b.Sentence("met")
	if !spelled {
		b.AtLeast("accrual", goal, k, grounds...)
	} else {
		for choice := range 1 << n {
			var body []argue.Sentence
			for i, g := range grounds {
				if choice>>i&1 == 1 {
					body = append(body, g)
				}
			}
			if len(body) == k {
				b.Rule(fmt.Sprint("choice ", choice), goal, body...)
			}
		}
	}
	weight := b.Assume("enough")
	if rnd.IntN(3) == 0 { // what is met may attack in turn
		b.Rule("backfires", b.Against(weight), goal)
	}
	end := b.Sentence("end")
	b.Rule("end", end, goal, weight)
	f, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	return f, goal, grounds, k
}

// TestAtLeast holds the counting against every choice written out, the worth of the goal against the k-th best ground,
// and checks certificates and trees.
func TestAtLeast(t *testing.T) {
	kinds := make(map[string]int)
	for seed := range arguetest.Rounds(t, 600) {
		f, goal, grounds, k := weighed(t, uint64(seed), false)
		long, longGoal, _, _ := weighed(t, uint64(seed), true)
		r, rl := label.New(f), label.New(long)
		if got, want := r.Status(goal, nil), rl.Status(longGoal, nil); got != want {
			t.Fatalf("seed %d: %v, written out %v", seed, got, want)
		}
		if got, want := r.Accept(goal, nil), rl.Accept(longGoal, nil); got != want {
			t.Fatalf("seed %d: %v, written out %v", seed, got, want)
		}
		labellings, _ := r.Complete(nil, 0)
		other, _ := rl.Complete(nil, 0)
		if len(labellings) != len(other) {
			t.Fatalf("seed %d: %d labellings, written out %d", seed, len(labellings), len(other))
		}
		for _, l := range labellings {
			var values []label.Value
			for _, g := range grounds {
				values = append(values, l.Of(g))
			}
			slices.Sort(values)
			slices.Reverse(values)
			want := label.Out
			if k <= len(values) {
				want = values[k-1]
			}
			if got := l.Of(goal); got != want {
				t.Fatalf("seed %d: %d of %v is %v", seed, k, values, got)
			}
			counted(t, Tree(f, l, goal, nil), k, len(grounds))
		}
		for s := range argue.Sentence(f.Len()) {
			c := Certify(f, r, s, nil)
			if err := showing.Verify(f, c, nil); err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
			kinds[c.Kind]++
		}
	}
	if len(kinds) != 4 {
		t.Errorf("only %v came up", kinds)
	}
}

// counted checks that a tree tells a tally as one reason, resting on grounds.
func counted(t *testing.T, n *Node, k, grounds int) {
	t.Helper()
	c := n
	for c.Kind != "count" { // by way of the rule, if that is told by itself
		if len(c.Children) != 1 || c != n && c != n.Children[0] {
			t.Fatalf("%+v does not rest on a count", n)
		}
		c = c.Children[0]
	}
	for _, g := range c.Children {
		if len(g.Says) < 7 || g.Says[:7] != "ground " {
			t.Fatalf("%q counts on %q", c.Says, g.Says)
		}
	}
	switch got := len(c.Children); c.Value {
	case "in":
		if got != k {
			t.Fatalf("%q rests on %d", c.Says, got)
		}
	default:
		if got < min(grounds, grounds-k+1) {
			t.Fatalf("%q fails on %d of %d", c.Says, got, grounds)
		}
	}
}
