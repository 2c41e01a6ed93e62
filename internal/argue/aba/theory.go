package aba

import (
	"slices"

	"github.com/affiant-project/affiant/internal/argue/proof"
	"github.com/affiant-project/affiant/internal/argue/solve"
)

// none is the literal of what a theory does not speak of.
const none = solve.Lit(-1)

// A theory says in clauses which sets of assumptions are free of conflict,
// complete or stable. Its variables go by the numbers that certificates give
// them (see package proof), so that what the solver learns can be checked.
//
// The copy der of the rules is about what the set derives, the copy pos about
// what follows from the assumptions that it does not attack. In pos too much
// may be true unless the theory is exact: the set is then still admissible,
// but may lack what it defends.
type theory struct {
	*oracle
	q     *question
	f     *Framework
	kind  proof.Theory
	cone  []bool // the atoms it speaks of; what leads to them is there too
	exact bool

	der, pos  []solve.Lit // by atom; an assumption's der is that it is in the set
	bod, pbod []solve.Lit // by rule: all premises hold
	ran       []solve.Lit // by assumption: it is in the set or attacked; nil if not needed
	name      []int32     // by variable: its number in certificates; 0 if it has none
	line      []int32     // working space
	merged    [][]solve.Lit
}

// theory makes the clauses of a theory over the atoms of a cone.
func (q *question) theory(kind proof.Theory, cone []bool) *theory {
	f := q.f
	n, rules := int32(f.Len()), int32(len(f.rules))
	t := &theory{oracle: newOracle(q.purse), q: q, f: f, kind: kind, cone: cone}
	t.der = slices.Repeat([]solve.Lit{none}, int(n))
	for _, a := range f.assumptions {
		if cone[a] {
			t.der[a] = t.variable(a + 1)
			t.Prefer(t.der[a])
		}
	}
	for x := range n {
		if cone[x] && !f.is(x) {
			t.der[x] = t.variable(x + 1)
		}
	}
	t.bod = t.follow(t.der, 2*n)
	if kind == proof.Complete {
		t.pos = slices.Repeat([]solve.Lit{none}, int(n))
		for x := range n {
			switch {
			case !cone[x]:
			case f.is(x):
				t.pos[x] = t.der[f.contrary[x]].Not()
			default:
				t.pos[x] = t.variable(n + x + 1)
			}
		}
		t.pbod = t.follow(t.pos, 2*n+rules)
	}
	if q.over() {
		return t // whatever is asked of it is Unknown
	}
	for _, a := range f.assumptions {
		if !cone[a] {
			continue
		}
		in, hit := t.der[a], t.der[f.contrary[a]]
		t.Add(in.Not(), hit.Not())
		switch kind {
		case proof.Complete:
			doubted := t.pos[f.contrary[a]]
			t.Add(in.Not(), doubted.Not())
			t.Add(in, doubted)
		case proof.Stable:
			t.Add(in, hit)
		}
	}
	if kind != proof.Free {
		t.settle()
	}
	for _, u := range q.loops {
		t.support(u)
	}
	return t
}

// variable makes a variable that certificates know by a number.
func (t *theory) variable(name int32) solve.Lit {
	t.name = append(t.name, name)
	return t.Var()
}

// follow gives the clauses of one copy of the rules: an atom holds if and only
// if all premises of a rule for it do. It returns a literal for each rule with
// premises; a single premise speaks for itself.
func (t *theory) follow(holds []solve.Lit, names int32) []solve.Lit {
	body := slices.Repeat([]solve.Lit{none}, len(t.f.rules))
	for h := range int32(t.f.Len()) {
		if h%1024 == 0 && t.q.over() {
			break
		}
		if !t.cone[h] || t.f.is(h) {
			continue
		}
		some := []solve.Lit{holds[h].Not()}
		fact := false
		for _, r := range t.f.byHead[h] {
			premises := t.f.rules[r].Body
			switch len(premises) {
			case 0:
				fact = true
				t.Add(holds[h])
				continue
			case 1:
				body[r] = holds[premises[0]]
			default:
				body[r] = t.variable(names + r + 1)
				all := []solve.Lit{body[r]}
				for _, x := range premises {
					t.Add(body[r].Not(), holds[x])
					all = append(all, holds[x].Not())
				}
				t.put(all...)
				all[0] = holds[h]
				t.put(all...)
				some = append(some, body[r])
				continue
			}
			t.Add(body[r].Not(), holds[h])
			some = append(some, body[r])
		}
		if !fact {
			t.put(some...)
		}
	}
	return body
}

// put adds a clause in which literals that certificates tell apart may be one.
// If any are, unit propagation may need to be told so.
func (t *theory) put(clause ...solve.Lit) {
	if t.q.facts != nil {
		sorted := slices.Sorted(slices.Values(clause))
		if once := slices.Compact(slices.Clone(sorted)); len(once) < len(sorted) {
			t.merged = append(t.merged, once)
		}
	}
	t.Add(clause...)
}

// settle says what the grounded extension does: every complete and every
// stable set holds it.
func (t *theory) settle() {
	for x, in := range t.cone {
		switch {
		case !in:
		case t.q.base.holds[x]:
			t.Add(t.der[x])
			if t.pos != nil {
				t.Add(t.pos[x])
			}
		case !t.q.base.possible[x]:
			t.Add(t.der[x].Not())
			if t.pos != nil {
				t.Add(t.pos[x].Not())
			}
		}
	}
}

// ranges gives each assumption a literal that says that it is in the set or
// attacked by it.
func (t *theory) ranges() {
	names := 2*int32(t.f.Len()) + 2*int32(len(t.f.rules))
	t.ran = slices.Repeat([]solve.Lit{none}, t.f.Len())
	for _, a := range t.f.assumptions {
		in, hit, r := t.der[a], t.der[t.f.contrary[a]], t.variable(names+a+1)
		t.ran[a] = r
		t.Add(r.Not(), in, hit)
		t.Add(in.Not(), r)
		t.Add(hit.Not(), r)
	}
}

// beyond is the clause that the set has some assumption that this one lacks.
func (t *theory) beyond(st *stand) []solve.Lit {
	var list []solve.Lit
	for _, a := range t.f.assumptions {
		if t.cone[a] && !st.has[a] {
			list = append(list, t.der[a])
		}
	}
	return list
}

// attacked is the clause that the set has some assumption that this one attacks.
func (t *theory) attacked(st *stand) []solve.Lit {
	var list []solve.Lit
	for _, a := range t.f.assumptions {
		if t.cone[a] && st.holds[t.f.contrary[a]] {
			list = append(list, t.der[a])
		}
	}
	return list
}

// differ is the clause that the set is not this one.
func (t *theory) differ(st *stand) []solve.Lit {
	list := t.beyond(st)
	for _, a := range st.set {
		list = append(list, t.der[a].Not())
	}
	return list
}

// wider is the clause that the set covers some assumption that this one does not.
func (t *theory) wider(st *stand) []solve.Lit {
	var list []solve.Lit
	for _, a := range t.f.assumptions {
		if !t.f.covers(st, a) {
			list = append(list, t.ran[a])
		}
	}
	return list
}

// reach lists the literals that the set covers all that this one does.
func (t *theory) reach(st *stand) []solve.Lit {
	var list []solve.Lit
	for _, a := range t.f.assumptions {
		if t.f.covers(st, a) {
			list = append(list, t.ran[a])
		}
	}
	return list
}

// noLess rules out the sets of strictly smaller range than this one, which is
// set i of the certificate, counted from 0.
func (t *theory) noLess(st *stand, i int) {
	whole := t.variable(3*int32(t.f.Len()) + 2*int32(len(t.f.rules)) + int32(i) + 1)
	for _, l := range t.reach(st) {
		t.Add(whole.Not(), l)
	}
	t.Add(append(t.wider(st), whole)...)
}

// members lists the literals that the set has all assumptions of this one that
// the theory speaks of.
func (t *theory) members(set []int32) []solve.Lit {
	var list []solve.Lit
	for _, a := range set {
		if t.cone[a] {
			list = append(list, t.der[a])
		}
	}
	return list
}

// found is the set last found.
func (t *theory) found() []int32 {
	var list []int32
	for _, a := range t.f.assumptions {
		if t.cone[a] && t.True(t.der[a]) {
			list = append(list, a)
		}
	}
	return list
}

// ask looks for a set under what is given. What it finds derives what its
// clauses say it derives: solutions that are not founded are mended.
func (t *theory) ask(given ...solve.Lit) solve.Result {
	for {
		r := t.pay(given)
		if r != solve.Satisfiable {
			return r
		}
		if !t.mend() {
			t.vouch()
			return r
		}
	}
}

// once is ask with one more clause, for this time only.
func (t *theory) once(clause []solve.Lit, given ...solve.Lit) solve.Result {
	if len(clause) == 0 {
		return solve.Unsatisfiable
	}
	step := t.variable(0)
	t.Add(append(clause, step.Not())...)
	r := t.ask(slices.Concat(given, []solve.Lit{step})...)
	t.Add(step.Not())
	return r
}
