package dung

import (
	"slices"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/proof"
	"github.com/affiant-project/affiant/internal/argue/solve"
)

// A canon is a solver over the clauses of a theory as certificates have them,
// variable for variable, so that what it learns can be written down as it is.
// What the clauses leave out is allowed to be missing: a refutation of some of
// them refutes them all.
type canon struct {
	*oracle
	f    *Framework
	kind proof.Theory
	log  *proof.Refutation
}

func (q *question) newCanon(c *proof.Certificate, kind proof.Theory, only []bool) *canon {
	k := &canon{oracle: newOracle(q.purse), f: q.f, kind: kind, log: c.Refute(kind)}
	lits := func(ls []solve.Lit) []int32 {
		list := make([]int32, len(ls))
		for i, l := range ls {
			list[i] = int32(l>>1) + 1
			if l&1 == 1 {
				list[i] = -list[i]
			}
		}
		return list
	}
	k.learn = func(ls []solve.Lit) { k.log.Lemma(lits(ls)...) }
	k.OnDrop = func(ls []solve.Lit) { k.log.Delete(lits(ls)...) }
	for range 3 * q.f.Len() {
		k.Var()
	}
	for a := range int32(q.f.Len()) {
		k.Insist(k.in(a))
	}
	for a := range int32(q.f.Len()) {
		if only == nil || only[a] {
			k.argument(a)
		}
	}
	return k
}

func (k *canon) in(a int32) solve.Lit  { return solve.Lit(2 * a) }
func (k *canon) att(a int32) solve.Lit { return solve.Lit(2 * (a + int32(k.f.Len()))) }
func (k *canon) ran(a int32) solve.Lit { return solve.Lit(2 * (a + 2*int32(k.f.Len()))) }

// argument adds the clauses of the theory about a.
func (k *canon) argument(a int32) {
	row := k.f.Attackers(a)
	hit := make([]solve.Lit, 0, len(row)+1)
	held := make([]solve.Lit, 0, len(row)+1)
	for _, b := range row {
		hit, held = append(hit, k.in(b)), append(held, k.att(b).Not())
		k.Add(k.att(a), k.in(b).Not())
		k.Add(k.in(a).Not(), k.in(b).Not())
		if k.kind == proof.Admissible || k.kind == proof.Complete {
			k.Add(k.in(a).Not(), k.att(b))
		}
	}
	k.Add(append(hit, k.att(a).Not())...)
	switch k.kind {
	case proof.Complete:
		k.Add(append(held, k.in(a))...)
	case proof.Stable:
		k.Add(k.in(a), k.att(a))
	}
}

// ranges adds the clauses about the range.
func (k *canon) ranges() {
	for a := range int32(k.f.Len()) {
		k.Add(k.ran(a).Not(), k.in(a), k.att(a))
		k.Add(k.ran(a), k.in(a).Not())
		k.Add(k.ran(a), k.att(a).Not())
	}
}

// some adds the clause that one of the arguments that pick names has the literal.
func (k *canon) some(lit func(int32) solve.Lit, pick func(int32) bool) {
	var clause []solve.Lit
	for a := range int32(k.f.Len()) {
		if pick(a) {
			clause = append(clause, lit(a))
		}
	}
	k.Add(clause...)
}

// close finishes the refutation. It reports false if there is none, for the
// purse ran out.
func (k *canon) close() bool {
	if k.ask() != solve.Unsatisfiable {
		return false
	}
	k.log.Lemma()
	return true
}

// marks marks the arguments of a set.
func (f *Framework) marks(set []int32) []bool {
	m := make([]bool, f.Len())
	for _, a := range set {
		m[a] = true
	}
	return m
}

// struck marks what a set attacks.
func (f *Framework) struck(set []int32) []bool {
	m := make([]bool, f.Len())
	for _, a := range set {
		for _, b := range f.Attacked(a) {
			m[b] = true
		}
	}
	return m
}

const uncertifiable = "uncertified: the certificate would be larger than 256 MB"

// certified gives the answer its certificate, if certificates are wanted. If
// there is none, Known says why.
func (q *question) certified(c proof.Certificate, a Answer) Answer {
	if !q.o.Prove || a.Verdict == Unknown {
		return a
	}
	c.Problem = proof.AF
	switch {
	case c.Task == proof.SE && a.Verdict == Yes, c.Task == proof.EE:
		c.Verdict = proof.Given
	case a.Verdict == No:
		c.Verdict = proof.No
	}
	if c.Task != proof.EE {
		c.Extension = a.Extension
	}
	if c.Semantics == argue.Ideal {
		c.Extension, c.Sets = q.lone, q.sets
	}
	switch {
	case !q.show(&c, a):
		a.Known = "uncertified: the limit was reached while the answer was being proved"
	case c.TooLarge():
		a.Known = uncertifiable
	default:
		a.Certificate = &c
	}
	return a
}

// show adds the refutations that the answer calls for. See the package proof.
func (q *question) show(c *proof.Certificate, a Answer) bool {
	switch c.Semantics {
	case argue.Grounded:
		return true
	case argue.Ideal:
		return q.showIdeal(c)
	}
	switch {
	case c.Task == proof.EE:
		return q.showAll(c)
	case a.Extension != nil:
		return q.showWitness(c)
	case c.Semantics == argue.Stable:
		k := q.newCanon(c, proof.Stable, nil)
		k.query(c)
		return k.close()
	case c.Semantics == argue.SemiStable || c.Semantics == argue.Stage:
		return q.showWidest(c)
	case c.Task == proof.DC:
		k := q.newCanon(c, proof.Complete, q.f.marks(q.f.cone(c.Query)))
		k.query(c)
		return k.close()
	case c.Semantics == argue.Preferred:
		return q.showInevitable(c)
	}
	return true
}

// query says what a counterexample does about the query.
func (k *canon) query(c *proof.Certificate) {
	switch c.Task {
	case proof.DC:
		k.Add(k.in(c.Query))
	case proof.DS:
		k.Add(k.in(c.Query).Not())
	}
}

// showWitness shows that the extension is greatest, where it has to be.
func (q *question) showWitness(c *proof.Certificate) bool {
	switch {
	case c.Semantics == argue.Preferred && c.Task != proof.DC:
		k := q.newCanon(c, proof.Complete, nil)
		has := q.f.marks(c.Extension)
		for _, a := range c.Extension {
			k.Add(k.in(a))
		}
		k.some(k.in, func(a int32) bool { return !has[a] })
		return k.close()
	case c.Semantics == argue.SemiStable || c.Semantics == argue.Stage:
		k := q.newCanon(c, wide(c.Semantics), nil)
		k.ranges()
		has, struck := q.f.marks(c.Extension), q.f.struck(c.Extension)
		for a := range int32(q.f.Len()) {
			if has[a] || struck[a] {
				k.Add(k.ran(a))
			}
		}
		k.some(k.ran, func(a int32) bool { return !has[a] && !struck[a] })
		return k.close()
	}
	return true
}

// wide is the theory in which a set of greatest range is sought.
func wide(sem argue.Semantics) proof.Theory {
	if sem == argue.Stage {
		return proof.Free
	}
	return proof.Complete
}

// showInevitable shows that no preferred set does without the query: it would
// be in conflict with each of the sets that were found to hold it.
func (q *question) showInevitable(c *proof.Certificate) bool {
	c.Sets = q.sets
	if q.base[c.Query] == in {
		c.Sets = [][]int32{q.base.members(in)}
	}
	cone := q.f.marks(q.f.cone(c.Query))
	k := q.newCanon(c, proof.Complete, cone)
	k.query(c)
	for _, s := range c.Sets {
		struck := q.f.struck(s)
		k.some(k.in, func(a int32) bool { return struck[a] && cone[a] })
	}
	return k.close()
}

// showIdeal shows that nothing admissible is in conflict with the extension,
// and that nothing else admissible keeps clear of the sets found.
func (q *question) showIdeal(c *proof.Certificate) bool {
	has, struck := q.f.marks(c.Extension), q.f.struck(c.Extension)
	k := q.newCanon(c, proof.Complete, nil)
	k.some(k.in, func(a int32) bool { return struck[a] })
	if !k.close() {
		return false
	}
	k = q.newCanon(c, proof.Complete, nil)
	for _, s := range c.Sets {
		struck := q.f.struck(s)
		for a := range int32(q.f.Len()) {
			if struck[a] {
				k.Add(k.in(a).Not())
			}
		}
		for _, a := range s {
			k.Add(k.att(a).Not())
		}
	}
	k.some(k.in, func(a int32) bool { return !has[a] })
	return k.close()
}

// showAll shows that there are no further extensions.
func (q *question) showAll(c *proof.Certificate) bool {
	kind := proof.Complete
	switch c.Semantics {
	case argue.Stable:
		kind = proof.Stable
	case argue.Stage:
		kind = proof.Free
	}
	k := q.newCanon(c, kind, nil)
	ranged := c.Semantics == argue.SemiStable || c.Semantics == argue.Stage
	if ranged {
		k.ranges()
	}
	for _, s := range c.Sets {
		has := q.f.marks(s)
		var clause []solve.Lit
		for a := range int32(q.f.Len()) {
			switch {
			case !has[a]:
				clause = append(clause, k.in(a))
			case c.Semantics == argue.Complete:
				clause = append(clause, k.in(a).Not())
			}
		}
		k.Add(clause...)
		if ranged {
			k.unsurpassed(s)
		}
	}
	return k.close()
}

// unsurpassed says that the set sought is of no smaller range than s: it
// covers something that s does not, or all that s does.
func (k *canon) unsurpassed(s []int32) {
	has, struck := k.f.marks(s), k.f.struck(s)
	equal := k.Var()
	clause := []solve.Lit{equal}
	for a := range int32(k.f.Len()) {
		if has[a] || struck[a] {
			k.Add(equal.Not(), k.ran(a))
		} else {
			clause = append(clause, k.ran(a))
		}
	}
	k.Add(clause...)
}

// showWidest collects sets of greatest range until none is left that has to
// do about the query what a counterexample would.
func (q *question) showWidest(c *proof.Certificate) bool {
	k := q.newCanon(c, wide(c.Semantics), nil)
	k.ranges()
	k.query(c)
	s := &span{}
	s.theory = ranged(q.purse, c.Semantics, whole(q.f))
	for {
		switch k.ask() {
		case solve.Unknown:
			return false
		case solve.Unsatisfiable:
			k.log.Lemma()
			return true
		}
		var set []int32
		for a := range int32(q.f.Len()) {
			if k.True(k.in(a)) {
				set = append(set, a)
			}
		}
		wider, r := s.wider(q.f.covered(set))
		switch r {
		case solve.Unknown:
			return false
		case solve.Satisfiable:
			set = wider
		}
		c.Sets = append(c.Sets, slices.Clone(set))
		k.unsurpassed(set)
	}
}

// support keeps an admissible set of the rest, joined with the grounded
// extension, on which the answer rests.
func (q *question) support(set []int32) {
	if q.o.Prove {
		q.sets = append(q.sets, q.full(set))
	}
}
