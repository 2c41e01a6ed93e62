package aba

import "github.com/affiant-project/affiant/internal/argue/solve"

// A defence searches the admissible sets of what is left open, where theory
// has the clauses that certificates need. What follows from the assumptions
// that are not attacked must be in pos, but more may be: then more is asked of
// the set than need be, and every admissible set has a solution in which no
// more is. So the rules are read in pos from premises to head alone, without a
// variable for their bodies, and pos cannot go in circles. What is derived is
// in der, and more only where atoms hold each other up; that is looked into if
// the set found is not admissible, and left alone if it is.
type defence struct {
	*oracle
	p        *rest
	der, pos []solve.Lit // by atom; an assumption's der is that it is in the set, its pos that it is not attacked
	bod      []solve.Lit // by rule: all premises are derived
	line     []solve.Lit
}

func (q *question) defence(p *rest) *defence {
	n := p.Len()
	t := &defence{oracle: newOracle(q.purse), p: p, der: make([]solve.Lit, n), pos: make([]solve.Lit, n), bod: make([]solve.Lit, len(p.rules))}
	for x := range t.der {
		t.der[x] = t.Var()
	}
	for x := range int32(n) {
		if p.is(x) {
			t.pos[x] = t.der[p.contrary[x]].Not()
		} else {
			t.pos[x] = t.Var()
		}
	}
	for x := range int32(n) {
		if x%1024 == 0 && q.over() {
			break // whatever is asked of it is Unknown
		}
		if p.is(x) {
			c := p.contrary[x]
			t.Add(t.der[x].Not(), t.der[c].Not())
			t.Add(t.der[x].Not(), t.pos[c].Not())
			continue
		}
		t.Add(t.der[x].Not(), t.pos[x])
		t.possible(x)
		t.derived(x)
	}
	return t
}

// possible says that what follows from what is possible is so too.
func (t *defence) possible(h int32) {
	for _, r := range t.p.byHead[h] {
		t.line = append(t.line[:0], t.pos[h])
		for _, x := range t.p.rules[r].Body {
			t.line = append(t.line, t.pos[x].Not())
		}
		t.Add(t.line...)
	}
}

// derived says that what is derived is so by a rule, and that what a rule
// derives is derived.
func (t *defence) derived(h int32) {
	for _, r := range t.p.byHead[h] {
		body := t.p.rules[r].Body
		if len(body) == 1 {
			t.bod[r] = t.der[body[0]]
			continue
		}
		b := t.Var()
		t.bod[r] = b
		t.line = append(t.line[:0], b)
		for _, x := range body {
			t.Add(b.Not(), t.der[x])
			t.line = append(t.line, t.der[x].Not())
		}
		t.Add(t.line...)
	}
	t.line = append(t.line[:0], t.der[h].Not())
	for _, r := range t.p.byHead[h] {
		t.Add(t.bod[r].Not(), t.der[h])
		t.line = append(t.line, t.bod[r])
	}
	t.Add(t.line...)
}

// insist has as many assumptions in the set as can be: the set found is then
// part of no other that meets the clauses, as each assumption that is not in it
// is ruled out by those that were decided on.
func (t *defence) insist() {
	for _, a := range t.p.assumptions {
		t.Insist(t.der[a])
	}
}

// found is the set last found.
func (t *defence) found() []int32 {
	var list []int32
	for _, a := range t.p.assumptions {
		if t.True(t.der[a]) {
			list = append(list, a)
		}
	}
	return list
}

// ask looks for an admissible set under what is given. If der has the goal, it
// derives it. A solution in which atoms hold each other up is taken all the
// same if the set does what is asked of it; if not, it is mended.
func (t *defence) ask(goal int32, given ...solve.Lit) solve.Result {
	for {
		if r := t.pay(given); r != solve.Satisfiable {
			return r
		}
		st := t.p.standing(t.found())
		if t.p.admissible(st) && (goal < 0 || !t.True(t.der[goal]) || st.holds[goal]) {
			return solve.Satisfiable
		}
		if !t.mend(st.holds) {
			panic("aba: a solution with nothing to mend is not admissible") // it would be found for ever
		}
	}
}

// mend says of the atoms that hold each other up in the solution last found
// that they need a rule from outside, and reports whether there are any.
func (t *defence) mend(held []bool) bool {
	loops := t.p.unheld(t.der, t.bod, held, t.True)
	for _, u := range loops {
		t.support(u)
	}
	return len(loops) > 0
}

// support says that an atom of the loop, which lists them ascending, is
// derived only if some rule for one of them, with no premise among them, has
// all its premises.
func (t *defence) support(u []int32) {
	some := []solve.Lit{none}
	for _, r := range t.p.into(u) {
		some = append(some, t.bod[r])
	}
	if len(u) > 2 && len(some) > 3 {
		held := t.Var()
		some[0] = held.Not()
		t.Add(some...)
		some = []solve.Lit{none, held}
	}
	for _, h := range u {
		some[0] = t.der[h].Not()
		t.Add(some...)
	}
}
