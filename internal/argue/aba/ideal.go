package aba

import (
	"slices"

	"github.com/affiant-project/affiant/internal/argue/proof"
	"github.com/affiant-project/affiant/internal/argue/solve"
)

// ideal is the ideal extension: the greatest admissible set that is in conflict
// with no admissible set (Dung, Mancarella and Toni, "Computing ideal sceptical
// argumentation", Artificial Intelligence 171, 2007, theorem 3.3).
//
// It keeps a candidate and a list of admissible sets (after Dunne, "The
// computational complexity of ideal semantics", Artificial Intelligence 173,
// 2009, which needs all of them). One in conflict with the candidate joins the
// list, and the candidate gives up what that attacks. If there is none, one in
// conflict with nothing on the list that goes beyond the candidate is joined to
// it: neither attacks the other, so the two together are admissible. If there
// is none of those either, the candidate is the ideal extension.
func (q *question) ideal() (*stand, bool) {
	t := q.theory(proof.Complete, q.whole())
	var list []*stand
	big := q.base.set
	for {
		candidate := q.f.defended(slices.DeleteFunc(slices.Clone(big), func(a int32) bool {
			return slices.ContainsFunc(list, func(st *stand) bool { return st.holds[q.f.contrary[a]] })
		}))
		var rivals []solve.Lit
		for _, b := range q.f.assumptions {
			if candidate.holds[q.f.contrary[b]] {
				rivals = append(rivals, t.der[b])
			}
		}
		r := t.once(rivals)
		if r == solve.Unsatisfiable {
			peace := slices.Clone(t.beyond(candidate))
			r = t.once(peace, t.sparing(list)...)
			if r == solve.Unsatisfiable {
				return candidate, true
			}
			big = slices.Clone(candidate.set)
			if r == solve.Satisfiable {
				big = append(big, t.found()...)
			}
			slices.Sort(big)
			big = slices.Compact(big)
		}
		if r == solve.Unknown {
			return nil, false
		}
		st := q.f.standing(t.found())
		q.best = max(q.best, len(candidate.set))
		q.note(st)
		list = append(list, st)
	}
}

// sparing lists the literals that the set is in conflict with none of these
// admissible sets: it has nothing that they attack and attacks nothing that
// they have.
func (t *theory) sparing(list []*stand) []solve.Lit {
	var all []solve.Lit
	for _, b := range t.f.assumptions {
		if slices.ContainsFunc(list, func(st *stand) bool { return st.holds[t.f.contrary[b]] }) {
			all = append(all, t.der[b].Not())
		}
		if slices.ContainsFunc(list, func(st *stand) bool { return st.has[b] }) {
			all = append(all, t.der[t.f.contrary[b]].Not())
		}
	}
	return all
}
