package aba

import "github.com/affiant-project/affiant/internal/argue/solve"

// A defence searches the admissible sets of what is left open, where theory
// has the clauses that certificates need. Of each copy of the rules it says
// only what it must: what der says is derived must be, but not all that is
// derived need be said to be; what follows from the assumptions not said to be
// attacked must be in pos, but more may be. A set that is admissible by this
// reckoning is so in truth, and every admissible set has its solution, that in
// which both copies are exact. So rules are read upwards in pos alone and
// downwards in der alone, and only der can go in circles.
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
		if p.is(x) {
			c := p.contrary[x]
			t.Add(t.der[x].Not(), t.der[c].Not())
			t.Add(t.der[x].Not(), t.pos[c].Not())
			continue
		}
		t.Add(t.der[x].Not(), t.pos[x])
		t.up(x)
		t.down(x)
	}
	return t
}

// up says that what follows is possible.
func (t *defence) up(h int32) {
	for _, r := range t.p.byHead[h] {
		t.line = append(t.line[:0], t.pos[h])
		for _, x := range t.p.rules[r].Body {
			t.line = append(t.line, t.pos[x].Not())
		}
		t.Add(t.line...)
	}
}

// down says that what is derived is so by a rule.
func (t *defence) down(h int32) {
	for _, r := range t.p.byHead[h] {
		body := t.p.rules[r].Body
		if len(body) == 1 {
			t.bod[r] = t.der[body[0]]
			continue
		}
		b := t.Var()
		t.bod[r] = b
		for _, x := range body {
			t.Add(b.Not(), t.der[x])
		}
	}
	t.line = append(t.line[:0], t.der[h].Not())
	for _, r := range t.p.byHead[h] {
		t.line = append(t.line, t.bod[r])
	}
	t.Add(t.line...)
}

// close says that all that follows from the set is derived. It holds of the
// solution in which both copies are exact, so it loses no set; it makes sure
// that what is said not to be derived is not.
func (t *defence) close() {
	for h := range int32(t.p.Len()) {
		for _, r := range t.p.byHead[h] {
			t.line = append(t.line[:0], t.bod[r])
			for _, x := range t.p.rules[r].Body {
				t.line = append(t.line, t.der[x].Not())
			}
			t.Add(t.line...)
			t.Add(t.bod[r].Not(), t.der[h])
		}
	}
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
		t.mend(st.holds)
	}
}

// mend says of the atoms that hold each other up in the solution last found
// that they need a rule from outside.
func (t *defence) mend(held []bool) {
	for _, u := range t.p.unheld(t.der, t.bod, held, t.True) {
		t.support(u)
	}
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
