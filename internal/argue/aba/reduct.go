package aba

// A rest is what a set that is settled leaves open: a framework of its own,
// without the atoms that the set decides, the rules that then cannot be used
// and the premises that then hold. An admissible set of it joined to the
// settled set is admissible in the whole, and the other way about (compare
// Baumann, Brewka and Ulbricht, "Revisiting the foundations of abstract
// argumentation: semantics based on weak admissibility and weak defense",
// AAAI 2020, on the reduct).
type rest struct {
	*Framework
	names []int32 // by atom of the rest: what it is in the whole; ascending
	at    []int32 // by atom of the whole: what it is in the rest; -1 if it is not there
}

// rest is what a complete set leaves open within a cone.
func (f *Framework) rest(st *stand, cone []bool) *rest {
	p := &rest{Framework: &Framework{}, at: make([]int32, f.Len())}
	for x := range int32(f.Len()) {
		p.at[x] = -1
		if cone[x] && st.possible[x] && !st.holds[x] {
			p.at[x] = int32(len(p.names))
			p.names = append(p.names, x)
		}
	}
	n := len(p.names)
	p.contrary = make([]int32, n)
	p.byHead, p.uses, p.attacks = make([][]int32, n), make([][]int32, n), make([][]int32, n)
	for i, x := range p.names {
		p.contrary[i] = -1
		if f.is(x) {
			c := p.at[f.contrary[x]]
			p.contrary[i] = c
			p.assumptions = append(p.assumptions, int32(i))
			p.attacks[c] = append(p.attacks[c], int32(i))
		}
	}
	var bodies []int32
rules:
	for _, r := range f.rules {
		if p.at[r.Head] < 0 {
			continue
		}
		from := len(bodies)
		for _, x := range r.Body {
			switch {
			case p.at[x] >= 0 && x != r.Head:
				bodies = append(bodies, p.at[x])
			case st.possible[x] && x != r.Head: // it holds
			default:
				bodies = bodies[:from]
				continue rules
			}
		}
		i := int32(len(p.rules))
		for _, x := range bodies[from:] {
			p.uses[x] = append(p.uses[x], i)
		}
		h := p.at[r.Head]
		p.byHead[h] = append(p.byHead[h], i)
		p.rules = append(p.rules, Rule{h, bodies[from:len(bodies):len(bodies)]})
	}
	p.circles = p.findCircles()
	return p
}

// outward names a set of assumptions of the rest as the whole does.
func (p *rest) outward(set []int32) []int32 {
	out := make([]int32, len(set))
	for i, a := range set {
		out[i] = p.names[a]
	}
	return out
}
