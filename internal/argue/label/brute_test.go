package label

import "github.com/affiant-project/affiant/internal/argue"

// A brute works everything out over all sets of assumptions, from the
// definitions. Sets are masks over f.Assumptions().
type brute struct {
	f        *argue.Framework
	derives  [][]bool // by set, by sentence
	attacks  []uint   // by set: the assumptions it attacks
	complete []uint
}

func newBrute(f *argue.Framework, on []argue.Sentence) *brute {
	as := f.Assumptions()
	b := &brute{f: f}
	for set := range uint(1) << len(as) {
		got := make([]bool, f.Len())
		for _, s := range on {
			got[s] = true
		}
		for i, a := range as {
			got[a] = set>>i&1 == 1
		}
		for again := true; again; {
			again = false
			for _, r := range f.Rules() {
				all := !got[r.Head]
				for _, p := range r.Body {
					all = all && got[p]
				}
				if all {
					got[r.Head], again = true, true
				}
			}
		}
		attacks := uint(0)
		for i, a := range as {
			if got[f.Contrary(a)] {
				attacks |= 1 << i
			}
		}
		b.derives = append(b.derives, got)
		b.attacks = append(b.attacks, attacks)
	}
	for set := range b.attacks {
		if b.admissible(uint(set)) && b.defended(uint(set)) == uint(set) {
			b.complete = append(b.complete, uint(set))
		}
	}
	return b
}

// defended is the assumptions all of whose attackers the set attacks.
func (b *brute) defended(set uint) uint {
	d := uint(1)<<len(b.f.Assumptions()) - 1
	for attacker, attacked := range b.attacks {
		if b.attacks[set]&uint(attacker) == 0 {
			d &^= attacked
		}
	}
	return d
}

func (b *brute) admissible(set uint) bool {
	return b.attacks[set]&set == 0 && b.defended(set)&set == set
}

func (b *brute) value(set uint, s argue.Sentence) Value {
	if b.derives[set][s] {
		return In
	}
	for other := range b.derives {
		if b.derives[other][s] && b.attacks[set]&uint(other) == 0 {
			return Undec
		}
	}
	return Out
}

func (b *brute) preferred() []uint {
	var list []uint
	for _, p := range b.complete {
		maximal := true
		for _, q := range b.complete {
			maximal = maximal && !(p != q && p&q == p)
		}
		if maximal {
			list = append(list, p)
		}
	}
	return list
}

func (b *brute) stable() []uint {
	var list []uint
	for _, p := range b.complete {
		if p|b.attacks[p] == uint(1)<<len(b.f.Assumptions())-1 {
			list = append(list, p)
		}
	}
	return list
}

func (b *brute) accept(s argue.Sentence) Acceptance {
	pref := b.preferred()
	grounded, common := ^uint(0), ^uint(0)
	for _, c := range b.complete {
		grounded &= c
	}
	n := 0
	for _, p := range pref {
		common &= p
		if b.derives[p][s] {
			n++
		}
	}
	switch {
	case b.derives[grounded][s]:
		return Grounded
	case n == len(pref) && b.derives[common][s]:
		return Sceptical
	case n == len(pref):
		return Floating
	case n > 0:
		return Credulous
	}
	return None
}

func (b *brute) mask(l Labelling) uint {
	set := uint(0)
	for i, a := range b.f.Assumptions() {
		if l.Of(a) == In {
			set |= 1 << i
		}
	}
	return set
}
