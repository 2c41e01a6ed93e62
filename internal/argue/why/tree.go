package why

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"slices"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/label"
)

// A Node is a reason for the value that a sentence has in a labelling.
type Node struct {
	// ID is made from all else in the node and the IDs of its children, by
	// content: equal reasons have equal IDs, in whatever framework.
	ID    string
	Says  string
	Value string // in, out or undecided

	// Kind is
	//   fact        a rule without premises gives it
	//   rule        a rule gives it (or would: then a child says what is wanting)
	//   attacker    the same, of a rule for the contrary of an assumption
	//   assumption  its only child is about its contrary
	//   switch      it is on or off
	//   absence     no rule gives it: a child for each that would, if any
	//   count       at least so many of the grounds it names hold: the children are those that do, no
	//               more than are needed, or those that do not
	//   undecided   the children are the rules that neither give it nor fail
	Kind     string
	Rule     string
	Children []*Node
}

// Tree gives the reasons for the value that goal has in lab, a complete
// labelling of f with the switches on turned on. Equal parts are one node,
// reached by several ways. Where assumptions attack each other in a circle it
// stops when it comes back: the node then says only the assumption's value.
// It is nil if goal is not a sentence of f.
func Tree(f *argue.Framework, lab label.Labelling, goal argue.Sentence, on []argue.Sentence) *Node {
	if !f.Has(goal) {
		return nil
	}
	t := &grower{
		f: f, lab: lab, course: run(f, on),
		done: make(map[argue.Sentence]*Node), path: make(map[argue.Sentence]bool),
		contrary: make(map[argue.Sentence]bool), nodes: make(map[string]*Node),
	}
	for _, a := range f.Assumptions() {
		t.contrary[f.Contrary(a)] = true
	}
	return t.grow(goal)
}

type grower struct {
	f        *argue.Framework
	lab      label.Labelling
	course   *course
	done     map[argue.Sentence]*Node
	path     map[argue.Sentence]bool
	contrary map[argue.Sentence]bool
	nodes    map[string]*Node
}

func (t *grower) grow(s argue.Sentence) *Node {
	if n := t.done[s]; n != nil {
		return n
	}
	n := &Node{Says: t.f.Name(s), Value: t.lab.Of(s).String()}
	if t.path[s] {
		n.Kind = "assumption" // rules do not go in circles, so only attacks led back
		if !t.f.IsAssumption(s) {
			n.Kind = "attacker"
		}
		return t.keep(n)
	}
	t.path[s] = true
	switch {
	case t.f.IsSwitch(s):
		n.Kind = "switch"
	case t.f.IsAssumption(s):
		n.Kind, n.Children = "assumption", []*Node{t.grow(t.f.Contrary(s))}
	case t.counts(s):
		n.Kind, n.Children = "count", t.counted(s)
	case t.lab.Of(s) == label.In:
		n = t.given(s)
	case t.lab.Of(s) == label.Out:
		n.Kind = "absence"
		for _, r := range t.f.RulesFor(s) {
			n.Children = append(n.Children, t.rule(r, t.failing(r)))
		}
	default:
		n.Kind = "undecided"
		for _, r := range t.f.RulesFor(s) {
			if t.failing(r) == nil {
				n.Children = append(n.Children, t.rule(r, t.premises(r, label.Undec)))
			}
		}
	}
	delete(t.path, s)
	n = t.keep(n)
	t.done[s] = n
	return n
}

func (t *grower) counts(s argue.Sentence) bool {
	_, ok := t.f.Tally(s)
	return ok
}

// counted is the grounds that decide a tally: as many as are needed of those in, or else all that are not in and no better
// than the tally itself.
func (t *grower) counted(s argue.Sentence) (children []*Node) {
	tally, _ := t.f.Tally(s)
	v := t.lab.Of(s)
	for _, g := range tally.Grounds {
		switch w := t.lab.Of(g); {
		case v == label.In && w == label.In && len(children) < tally.K, v != label.In && w <= v:
			children = append(children, t.grow(g))
		}
	}
	return children
}

// given is a rule that gives s: that of the course, or the first.
func (t *grower) given(s argue.Sentence) *Node {
	rule := -1
	if t.course.holds(s) {
		rule = t.course.found[s].rule
	}
	for _, r := range t.f.RulesFor(s) {
		if rule < 0 && len(t.premises(r, label.In)) == len(t.f.Rules()[r].Body) {
			rule = r
		}
	}
	if rule < 0 { // lab is not a labelling of f
		return &Node{Says: t.f.Name(s), Value: t.lab.Of(s).String(), Kind: "absence"}
	}
	return t.rule(rule, t.f.Rules()[rule].Body)
}

func (t *grower) premises(r int, v label.Value) []argue.Sentence {
	var ps []argue.Sentence
	for _, p := range t.f.Rules()[r].Body {
		if t.lab.Of(p) == v {
			ps = append(ps, p)
		}
	}
	return ps
}

// failing is the premise on which rule r fails: one that fails in the course,
// if it can be.
func (t *grower) failing(r int) []argue.Sentence {
	ps := t.premises(r, label.Out)
	if i := slices.IndexFunc(ps, t.course.fails); i >= 0 {
		return ps[i : i+1]
	}
	return ps[:min(1, len(ps))]
}

func (t *grower) rule(r int, premises []argue.Sentence) *Node {
	rule := t.f.Rules()[r]
	n := &Node{Says: t.f.Name(rule.Head), Value: t.lab.Of(rule.Head).String(), Rule: rule.Name, Kind: "rule"}
	switch {
	case t.contrary[rule.Head]:
		n.Kind = "attacker"
	case len(rule.Body) == 0:
		n.Kind = "fact"
	}
	for _, p := range premises {
		n.Children = append(n.Children, t.grow(p))
	}
	return t.keep(n)
}

// keep names a node by its content and returns the one node of that name.
func (t *grower) keep(n *Node) *Node {
	h := sha256.New()
	for _, part := range []string{n.Says, n.Value, n.Kind, n.Rule} {
		io.WriteString(h, part)
		h.Write([]byte{0})
	}
	for _, c := range n.Children {
		io.WriteString(h, c.ID)
	}
	n.ID = hex.EncodeToString(h.Sum(nil)[:12])
	if same := t.nodes[n.ID]; same != nil {
		return same
	}
	t.nodes[n.ID] = n
	return n
}
