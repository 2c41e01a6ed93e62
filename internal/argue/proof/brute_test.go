package proof

import (
	"errors"
	"math/rand/v2"
	"slices"

	"github.com/affiant-project/affiant/internal/argue"
)

// A brute works out, over all sets of elements, what is an extension, from the definitions and with nothing of the
// package. Sets are masks over elements.
type brute struct {
	elements []int32
	queries  int
	attacks  []uint   // by set: the elements it attacks
	holds    [][]bool // by set, by query
	free     []uint
	adm      []uint
}

func (b *brute) index() {
	for s := range b.attacks {
		set := uint(s)
		if b.attacks[set]&set != 0 {
			continue
		}
		b.free = append(b.free, set)
		if b.defends(set)&set == set {
			b.adm = append(b.adm, set)
		}
	}
}

// defends is the elements all of whose attackers, sets of elements, the set attacks.
func (b *brute) defends(set uint) uint {
	d := uint(len(b.attacks)) - 1
	for attacker, attacked := range b.attacks {
		if b.attacks[set]&uint(attacker) == 0 {
			d &^= attacked
		}
	}
	return d
}

// greatest keeps the sets whose measure is no part of another's.
func greatest(sets []uint, measure func(uint) uint) []uint {
	return slices.DeleteFunc(slices.Clone(sets), func(s uint) bool {
		return slices.ContainsFunc(sets, func(o uint) bool {
			return measure(s)&^measure(o) == 0 && measure(s) != measure(o)
		})
	})
}

func (b *brute) extensions(sem argue.Semantics) []uint {
	itself := func(s uint) uint { return s }
	reach := func(s uint) uint { return s | b.attacks[s] }
	keep := func(sets []uint, ok func(uint) bool) []uint {
		return slices.DeleteFunc(slices.Clone(sets), func(s uint) bool { return !ok(s) })
	}
	complete := keep(b.adm, func(s uint) bool { return b.defends(s) == s })
	switch sem {
	case argue.Complete:
		return complete
	case argue.Grounded:
		return keep(complete, func(s uint) bool {
			return !slices.ContainsFunc(complete, func(o uint) bool { return s&^o != 0 })
		})
	case argue.Preferred:
		return greatest(b.adm, itself)
	case argue.Stable:
		return keep(b.free, func(s uint) bool { return reach(s) == uint(len(b.attacks))-1 })
	case argue.SemiStable:
		return greatest(complete, reach)
	case argue.Stage:
		return greatest(b.free, reach)
	}
	common := ^uint(0)
	for _, p := range b.extensions(argue.Preferred) {
		common &= p
	}
	return greatest(keep(b.adm, func(s uint) bool { return s&^common == 0 }), itself)
}

// list is a mask as elements.
func (b *brute) list(set uint) []int32 {
	list := []int32{}
	for i, x := range b.elements {
		if set>>i&1 == 1 {
			list = append(list, x)
		}
	}
	return list
}

// says reports whether what a certificate answers is so.
func (b *brute) says(c *Certificate) bool {
	all := b.extensions(c.Semantics)
	has := func(s uint) bool { return b.holds[s][c.Query] }
	is := func(list []int32) bool {
		return slices.ContainsFunc(all, func(s uint) bool { return same(b.list(s), list) })
	}
	switch {
	case c.Task == DC && c.Verdict == Yes:
		return slices.ContainsFunc(all, has)
	case c.Task == DC:
		return !slices.ContainsFunc(all, has)
	case c.Task == DS:
		yes := !slices.ContainsFunc(all, func(s uint) bool { return !has(s) })
		return yes == (c.Verdict == Yes)
	case c.Task == SE && c.Verdict == No:
		return len(all) == 0
	case c.Task == SE:
		return is(c.Extension)
	case c.hasExtension():
		return is(c.Extension)
	}
	return len(c.Sets) == len(all) && !slices.ContainsFunc(c.Sets, func(s []int32) bool { return !is(s) })
}

// randomAF makes a framework of at most size arguments.
func randomAF(rnd *rand.Rand, size int) (int, [][2]int32) {
	n := 1 + rnd.IntN(size)
	var attacks [][2]int32
	for range rnd.IntN(1 + n*(1+rnd.IntN(3))) {
		attacks = append(attacks, [2]int32{rnd.Int32N(int32(n)), rnd.Int32N(int32(n))})
	}
	return n, attacks
}

func bruteAF(n int, attacks [][2]int32) *brute {
	b := &brute{queries: n}
	for x := range n {
		b.elements = append(b.elements, int32(x))
	}
	for set := range uint(1) << n {
		hit, holds := uint(0), make([]bool, n)
		for _, a := range attacks {
			if set>>a[0]&1 == 1 {
				hit |= 1 << a[1]
			}
		}
		for x := range n {
			holds[x] = set>>x&1 == 1
		}
		b.attacks, b.holds = append(b.attacks, hit), append(b.holds, holds)
	}
	b.index()
	return b
}

// randomABA makes a framework of at most size assumptions, whose rules may go in circles.
func randomABA(rnd *rand.Rand, size int) ABAFrame {
	k := 1 + rnd.IntN(size)
	f := ABAFrame{Atoms: k + 1 + rnd.IntN(size)}
	for _, a := range rnd.Perm(f.Atoms)[:k] {
		f.Assumptions = append(f.Assumptions, int32(a))
	}
	for range f.Atoms {
		f.Contrary = append(f.Contrary, rnd.Int32N(int32(f.Atoms)))
	}
	for range rnd.IntN(3 * f.Atoms) {
		r := Rule{Head: rnd.Int32N(int32(f.Atoms))}
		if slices.Contains(f.Assumptions, r.Head) {
			continue
		}
		for range rnd.IntN(9) % 4 {
			r.Body = append(r.Body, rnd.Int32N(int32(f.Atoms)))
		}
		f.Rules = append(f.Rules, r)
	}
	return f
}

func bruteABA(f ABAFrame) *brute {
	b := &brute{queries: f.Atoms, elements: f.Assumptions}
	for set := range uint(1) << len(f.Assumptions) {
		got := make([]bool, f.Atoms)
		for i, a := range f.Assumptions {
			got[a] = set>>i&1 == 1
		}
		for range f.Rules {
			for _, r := range f.Rules {
				got[r.Head] = got[r.Head] || !slices.ContainsFunc(r.Body, func(x int32) bool { return !got[x] })
			}
		}
		hit := uint(0)
		for i, a := range f.Assumptions {
			if got[f.Contrary[a]] {
				hit |= 1 << i
			}
		}
		b.attacks, b.holds = append(b.attacks, hit), append(b.holds, got)
	}
	b.index()
	return b
}

// loops lists all sets of atoms that no assumption is in, both for what is derived and for what is possible.
func loops(f ABAFrame) []Loop {
	var derived []int32
	for x := range int32(f.Atoms) {
		if !slices.Contains(f.Assumptions, x) {
			derived = append(derived, x)
		}
	}
	var list []Loop
	for set := uint(1); set < 1<<len(derived); set++ {
		atoms := (&brute{elements: derived}).list(set)
		list = append(list, Loop{false, atoms}, Loop{true, atoms})
	}
	return list
}

// prove adds to the certificate the refutations that it calls for, by splitting cases, and reports an error if it is
// wrong in another way, or if what is to be refuted is possible.
func prove(f frame, c *Certificate, theory Theory) error {
	c.Refutations = nil
	c.Refute(theory)
	c.Refute(theory)
	v := &judge{f: f, c: c, check: func(e *engine, r *Refutation) error {
		r.log = nil
		if !split(e, r, nil) {
			return errors.New("it is possible")
		}
		r.Lemma()
		return nil
	}}
	err := v.answer()
	c.Refutations = c.Refutations[:min(v.used, 2)]
	return err
}

// split adds the lemmas that refute what was decided.
func split(e *engine, r *Refutation, decided []int32) bool {
	base := len(e.trail)
	defer func() {
		for _, l := range e.trail[base:] {
			e.value[l], e.value[l.not()] = 0, 0
		}
		e.trail, e.head = e.trail[:base], base
	}()
	if n := len(decided); n > 0 {
		e.set(toLit(decided[n-1]))
	}
	if e.broken || !e.propagate() {
		lemma(r, decided)
		return true
	}
	for x := int32(1); int(x) <= e.vars; x++ {
		if e.value[toLit(x)] == 0 {
			decided = slices.Clip(decided)
			if !split(e, r, append(decided, x)) || !split(e, r, append(decided, -x)) {
				return false
			}
			lemma(r, decided)
			return true
		}
	}
	return false
}

func lemma(r *Refutation, decided []int32) {
	if len(decided) == 0 {
		return
	}
	var clause []int32
	for _, x := range decided {
		clause = append(clause, -x)
	}
	r.Lemma(clause...)
}
