package why

import (
	"fmt"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/arguetest"
	"github.com/affiant-project/affiant/internal/argue/label"
	"github.com/google/go-cmp/cmp"
)

// show writes a tree as an outline; what was told before is told by "(above)".
func show(n *Node) string {
	var b strings.Builder
	told := make(map[*Node]bool)
	var walk func(n *Node, depth int)
	walk = func(n *Node, depth int) {
		fmt.Fprintf(&b, "%s%s: %s, %s", strings.Repeat("  ", depth), n.Says, n.Value, n.Kind)
		if n.Rule != "" {
			fmt.Fprintf(&b, " %q", n.Rule)
		}
		if told[n] && len(n.Children) > 0 {
			b.WriteString(" (above)\n")
			return
		}
		told[n] = true
		b.WriteByte('\n')
		for _, c := range n.Children {
			walk(c, depth+1)
		}
	}
	walk(n, 0)
	return b.String()
}

// reading is a paper that says a name which may mean either of two people.
func reading(t *testing.T, extra func(b *argue.Builder)) *argue.Framework {
	t.Helper()
	b := argue.NewBuilder()
	hers, another := b.Assume("it means her"), b.Assume("it means another")
	reliable := b.Assume("the source is reliable")
	goal, named, heard := b.Sentence("cause"), b.Sentence("she is named"), b.Sentence("a name was heard")
	b.Rule("cause if named", goal, named)
	b.Rule("cause if seen", goal, b.Sentence("she was seen"))
	b.Rule("reading", named, heard, hers, reliable)
	b.Fact("line 12", heard)
	b.Rivals(hers, another)
	b.Rule("ruled unreliable", b.Against(reliable), b.Switch("found unreliable"))
	if extra != nil {
		extra(b)
	}
	f, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func find(t *testing.T, f *argue.Framework, name string) argue.Sentence {
	t.Helper()
	s, ok := f.Find(name)
	if !ok {
		t.Fatalf("no sentence %q", name)
	}
	return s
}

func TestTree(t *testing.T) {
	f := reading(t, nil)
	r := label.New(f)
	cause, unreliable := find(t, f, "cause"), find(t, f, "found unreliable")
	forIt, _ := r.Credulous(cause, nil)
	against, _ := r.Sceptical(cause, nil)
	tests := []struct {
		name string
		lab  label.Labelling
		on   []argue.Sentence
		want string
	}{
		{"why", forIt, nil, `
cause: in, rule "cause if named"
  she is named: in, rule "reading"
    a name was heard: in, fact "line 12"
    it means her: in, assumption
      against it means her: out, absence
        against it means her: out, attacker "it means another excludes it means her"
          it means another: out, assumption
            against it means another: in, attacker "it means her excludes it means another"
              it means her: in, assumption
    the source is reliable: in, assumption
      against the source is reliable: out, absence
        against the source is reliable: out, attacker "ruled unreliable"
          found unreliable: out, switch
`},
		{"why not", against, nil, `
cause: out, absence
  cause: out, rule "cause if named"
    she is named: out, absence
      she is named: out, rule "reading"
        it means her: out, assumption
          against it means her: in, attacker "it means another excludes it means her"
            it means another: in, assumption
              against it means another: out, absence
                against it means another: out, attacker "it means her excludes it means another"
                  it means her: out, assumption
  cause: out, rule "cause if seen"
    she was seen: out, absence
`},
		{"why undecided", r.Grounded(nil), nil, `
cause: undecided, undecided
  cause: undecided, rule "cause if named"
    she is named: undecided, undecided
      she is named: undecided, rule "reading"
        it means her: undecided, assumption
          against it means her: undecided, undecided
            against it means her: undecided, attacker "it means another excludes it means her"
              it means another: undecided, assumption
                against it means another: undecided, undecided
                  against it means another: undecided, attacker "it means her excludes it means another"
                    it means her: undecided, assumption
`},
		{"why not, as ruled", r.Grounded([]argue.Sentence{unreliable}), []argue.Sentence{unreliable}, `
cause: out, absence
  cause: out, rule "cause if named"
    she is named: out, absence
      she is named: out, rule "reading"
        the source is reliable: out, assumption
          against the source is reliable: in, attacker "ruled unreliable"
            found unreliable: in, switch
  cause: out, rule "cause if seen"
    she was seen: out, absence
`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := show(Tree(f, tt.lab, cause, tt.on))
			if diff := cmp.Diff(strings.TrimPrefix(tt.want, "\n"), got); diff != "" {
				t.Errorf("want -, got +:\n%s", diff)
			}
		})
	}
	if Tree(f, forIt, argue.Nothing, nil) != nil {
		t.Error("nothing has reasons")
	}
}

// TestTreeIDs: what a reason is called depends on what it says, not on where
// it stands.
func TestTreeIDs(t *testing.T) {
	small := reading(t, nil)
	big := reading(t, func(b *argue.Builder) {
		b.Fact("line 90", b.Sentence("something else"))
		b.Rule("more", b.Sentence("whole"), b.Sentence("cause"), b.Sentence("she is named"), b.Sentence("something else"))
	})
	tree := func(f *argue.Framework, name string) *Node {
		lab, _ := label.New(f).Credulous(find(t, f, "cause"), nil)
		return Tree(f, lab, find(t, f, name), nil)
	}
	whole, cause := tree(big, "whole"), tree(small, "cause")
	if whole.Children[0].ID != cause.ID || whole.Children[1].ID != cause.Children[0].ID {
		t.Error("the same reason has another name in a larger framework")
	}
	if whole.Children[1] != whole.Children[0].Children[0] {
		t.Error("the same reason twice in a tree is not one node")
	}
	if tree(big, "something else").ID == cause.ID {
		t.Error("different reasons have one name")
	}
}

// TestTreesOfRandomFrameworks: a tree never lacks what it says it shows, and
// stays small.
func TestTreesOfRandomFrameworks(t *testing.T) {
	for seed := range arguetest.Rounds(t, 300) {
		f, on := arguetest.Random(t, uint64(seed), 6)
		labs, _ := label.New(f).Complete(on, 8)
		for _, lab := range labs {
			for s := range argue.Sentence(f.Len()) {
				nodes := make(map[*Node]bool)
				ids := make(map[string]*Node)
				var walk func(n *Node)
				walk = func(n *Node) {
					if nodes[n] {
						return
					}
					nodes[n] = true
					if ids[n.ID] != nil {
						t.Fatalf("seed %d: two nodes are called %s", seed, n.ID)
					}
					ids[n.ID] = n
					says := find(t, f, n.Says)
					if n.Value != lab.Of(says).String() {
						t.Fatalf("seed %d: %s is %s in its tree and %v in the labelling", seed, n.Says, n.Value, lab.Of(says))
					}
					checkNode(t, f, n)
					for _, c := range n.Children {
						walk(c)
					}
				}
				root := Tree(f, lab, s, on)
				walk(root)
				if root.Says != f.Name(s) || len(nodes) > 3*(f.Len()+len(f.Rules())) {
					t.Fatalf("seed %d: a tree about %s of %d nodes", seed, root.Says, len(nodes))
				}
			}
		}
	}
}

// checkNode checks that the children bear the node out.
func checkNode(t *testing.T, f *argue.Framework, n *Node) {
	t.Helper()
	worth := map[string]int{"out": 0, "undecided": 1, "in": 2}
	least := 2
	for _, c := range n.Children {
		least = min(least, worth[c.Value])
	}
	says := find(t, f, n.Says)
	switch {
	case n.Rule != "" && worth[n.Value] != least:
		t.Fatalf("rule %q gives a node of value %s from %s", n.Rule, n.Value, show(n))
	case n.Kind == "assumption" && len(n.Children) > 0 && worth[n.Value]+worth[n.Children[0].Value] != 2:
		t.Fatalf("an assumption and its contrary do not match: %s", show(n))
	case n.Kind == "absence" && (len(n.Children) != len(f.RulesFor(says)) || n.Value != "out"):
		t.Fatalf("absence with %d of %d rules: %s", len(n.Children), len(f.RulesFor(says)), show(n))
	}
}
