package label

import "github.com/affiant-project/affiant/internal/argue"

// Grounded is the complete labelling with the fewest assumptions in: what
// stands without choosing between rivals (Dung 1995, definition 20 and
// theorem 25). on lists the switches that are on; whatever
// else it lists is ignored.
func (r *Reasoner) Grounded(on []argue.Sentence) Labelling {
	return grounded(r.f, r.switches(on))
}

// grounded lets in the assumptions whose contrary cannot follow, counts out
// those whose contrary follows, and carries that on. Each rule is looked at
// once for each of its premises, so the work is linear in the framework
// (after Dowling and Gallier 1984, and for graphs Nofal, Atkinson and Dunne 2021).
func grounded(f *argue.Framework, on map[argue.Sentence]bool) Labelling {
	g := &settling{
		f:       f,
		values:  make([]Value, f.Len()),
		wanting: make([]int32, len(f.Rules())),
		failed:  make([]bool, len(f.Rules())),
		living:  make([]int32, f.Len()),
	}
	for i, r := range f.Rules() {
		g.wanting[i] = int32(len(r.Body))
		g.living[r.Head]++
	}
	for i := range g.values {
		g.values[i] = Undec
	}
	for i := range g.values {
		switch s := argue.Sentence(i); {
		case f.IsAssumption(s):
		case f.IsSwitch(s) && on[s]:
			g.settle(s, In)
		case f.IsSwitch(s), len(f.RulesFor(s)) == 0:
			g.settle(s, Out)
		}
	}
	for _, r := range f.Rules() {
		if len(r.Body) == 0 {
			g.settle(r.Head, In)
		}
	}
	for len(g.fresh) > 0 {
		s := g.fresh[len(g.fresh)-1]
		g.fresh = g.fresh[:len(g.fresh)-1]
		g.carry(s)
	}
	l := Labelling{values: g.values}
	for _, a := range f.Assumptions() {
		if l.values[a] == In {
			l.in = append(l.in, a)
		}
	}
	return l
}

// A settling is a grounded labelling in the making: what is not yet decided is undecided.
type settling struct {
	f       *argue.Framework
	values  []Value
	wanting []int32 // by rule: premises that are not in
	failed  []bool  // by rule: a premise is out
	living  []int32 // by sentence: rules for it that have not failed
	fresh   []argue.Sentence
}

func (g *settling) settle(s argue.Sentence, v Value) {
	if g.values[s] == Undec {
		g.values[s] = v
		g.fresh = append(g.fresh, s)
	}
}

// carry carries the value of s, which was just settled, one step on.
func (g *settling) carry(s argue.Sentence) {
	v := g.values[s]
	if a := g.f.Defeats(s); a != argue.Nothing {
		g.settle(a, In-v)
	}
	for _, r := range g.f.RulesWith(s) {
		head := g.f.Rules()[r].Head
		switch {
		case v == In:
			if g.wanting[r]--; g.wanting[r] == 0 {
				g.settle(head, In)
			}
		case !g.failed[r]:
			g.failed[r] = true
			if g.living[head]--; g.living[head] == 0 {
				g.settle(head, Out)
			}
		}
	}
}
