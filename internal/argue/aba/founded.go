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

// repair finds the atoms of one copy that hold in the solution without being
// held, and gives each smallest circle of them, that rests on no other, its
// clauses.
func (t *theory) repair(holds, body []solve.Lit, held []bool, possible bool) bool {
	var loose []int32
	at := make(map[int32]int32)
	for x := range int32(t.f.Len()) {
		if t.cone[x] && t.True(holds[x]) && !held[x] {
			at[x] = int32(len(loose))
			loose = append(loose, x)
		}
	}
	if len(loose) == 0 {
		return false
	}
	each := func(v int32, visit func(int32)) {
		for _, r := range t.f.byHead[loose[v]] {
			if body[r] == none || !t.True(body[r]) {
				continue
			}
			for _, y := range t.f.rules[r].Body {
				if w, ok := at[y]; ok {
					visit(w)
				}
			}
		}
	}
	of, cyclic := components(len(loose), each)
	rests := make([]bool, len(cyclic)) // on another component
	loops := make([]proof.Loop, len(cyclic))
	for v := range int32(len(loose)) {
		each(v, func(w int32) { rests[of[v]] = rests[of[v]] || of[w] != of[v] })
		u := &loops[of[v]]
		u.Possible = possible
		u.Atoms = append(u.Atoms, loose[v])
	}
	for i, u := range loops {
		if !rests[i] {
			t.q.loops = append(t.q.loops, u)
			t.support(u)
		}
	}
	return true
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
	for _, h := range u.Atoms {
		for _, r := range t.f.byHead[h] {
			premises := t.f.rules[r].Body
			if len(premises) == 0 {
				return // a fact holds them all up
			}
			if !slices.ContainsFunc(premises, func(x int32) bool {
				_, within := slices.BinarySearch(u.Atoms, x)
				return within
			}) {
				some = append(some, body[r])
			}
		}
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
