package aba

import (
	"slices"

	"github.com/affiant-project/affiant/internal/argue/proof"
	"github.com/affiant-project/affiant/internal/argue/solve"
)

// mend looks at the solution last found. If atoms in it hold each other up, it
// says that such atoms need a rule from outside, and reports true.
func (t *theory) mend() bool {
	if !t.f.circles.any {
		return false
	}
	held := t.f.derive(func(a int32) bool { return t.cone[a] && t.True(t.der[a]) })
	mended := t.repair(t.der, t.bod, held, false)
	if t.exact {
		held = t.f.derive(func(a int32) bool { return t.cone[a] && t.True(t.pos[a]) })
		mended = t.repair(t.pos, t.pbod, held, true) || mended
	}
	return mended
}

// vouch makes sure that the solution last found derives what it says. All that
// goes on until nothing more is found rests on that, and would go on for ever
// if it were not so.
func (t *theory) vouch() {
	held := t.f.derive(func(a int32) bool { return t.cone[a] && t.True(t.der[a]) })
	for x, l := range t.der {
		if t.cone[x] && t.True(l) != held[x] {
			panic("aba: a solution does not derive what it says")
		}
	}
}

// repair gives the atoms of one copy that hold each other up their clauses.
func (t *theory) repair(holds, body []solve.Lit, held []bool, possible bool) bool {
	loops := t.f.unheld(holds, body, held, t.True)
	for _, atoms := range loops {
		u := proof.Loop{Possible: possible, Atoms: atoms}
		t.q.loops = append(t.q.loops, u)
		t.support(u)
	}
	return len(loops) > 0
}

// unheld finds the atoms of one copy of the rules that are true without being
// held, and gives each smallest circle of them that rests on no other, its
// members ascending. None is true by a rule from outside, so to say that some
// rule must be is to rule the solution out.
func (f *Framework) unheld(holds, body []solve.Lit, held []bool, true func(solve.Lit) bool) [][]int32 {
	var loose []int32
	at := make(map[int32]int32)
	for x := range int32(f.Len()) {
		if holds[x] != none && true(holds[x]) && !held[x] {
			at[x] = int32(len(loose))
			loose = append(loose, x)
		}
	}
	each := func(v int32, visit func(int32)) {
		for _, r := range f.byHead[loose[v]] {
			if body[r] == none || !true(body[r]) {
				continue
			}
			for _, y := range f.rules[r].Body {
				if w, ok := at[y]; ok {
					visit(w)
				}
			}
		}
	}
	of, cyclic := components(len(loose), each)
	rests := make([]bool, len(cyclic)) // on another component
	circles := make([][]int32, len(cyclic))
	for v := range int32(len(loose)) {
		each(v, func(w int32) { rests[of[v]] = rests[of[v]] || of[w] != of[v] })
		circles[of[v]] = append(circles[of[v]], loose[v])
	}
	var loops [][]int32
	for i, u := range circles {
		if rests[i] {
			continue
		}
		if slices.ContainsFunc(f.into(u), func(r int32) bool { return true(body[r]) }) {
			panic("aba: what a rule holds up is taken for a loop") // it would be mended for ever
		}
		loops = append(loops, u)
	}
	return loops
}

// into lists the rules for atoms of a set, which lists them ascending, that
// have no premise in it.
func (f *Framework) into(u []int32) []int32 {
	var list []int32
	for _, h := range u {
		for _, r := range f.byHead[h] {
			if !slices.ContainsFunc(f.rules[r].Body, func(x int32) bool {
				_, within := slices.BinarySearch(u, x)
				return within
			}) {
				list = append(list, r)
			}
		}
	}
	return list
}

// support says that an atom of the loop, which lists them ascending, holds only if some rule for one of
// them, with no premise among them, has all its premises (unfounded sets: Van
// Gelder, Ross and Schlipf, "The well-founded semantics for general logic
// programs", 1991).
func (t *theory) support(u proof.Loop) {
	holds, body := t.der, t.bod
	if u.Possible {
		holds, body = t.pos, t.pbod
	}
	if holds == nil || slices.ContainsFunc(u.Atoms, func(x int32) bool { return !t.cone[x] }) {
		return
	}
	some := []solve.Lit{none}
	for _, r := range t.f.into(u.Atoms) {
		if len(t.f.rules[r].Body) == 0 {
			return // a fact holds them all up
		}
		some = append(some, body[r])
	}
	if len(u.Atoms) > 2 && len(some) > 3 && !t.q.spelled {
		held := t.variable(0)
		some[0] = held.Not()
		t.Add(some...)
		some = []solve.Lit{none, held}
	}
	for _, h := range u.Atoms {
		some[0] = holds[h].Not()
		t.put(some...)
	}
}
