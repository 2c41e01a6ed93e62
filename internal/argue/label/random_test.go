package label

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"

	"github.com/affiant-project/affiant/internal/argue"
)

// rounds is how many random frameworks a test tries: n, or AFFIANT_SOAK where that is more.
func rounds(t *testing.T, n int) int {
	t.Helper()
	if soak, err := strconv.Atoi(os.Getenv("AFFIANT_SOAK")); err == nil {
		return max(n, soak)
	}
	return n
}

// random makes a framework of at most size assumptions, and chooses switches
// to be on.
func random(t *testing.T, seed uint64, size int) (*argue.Framework, []argue.Sentence) {
	t.Helper()
	rnd := rand.New(rand.NewPCG(seed, 7))
	b := argue.NewBuilder()
	var usable, assumptions, on []argue.Sentence
	var heads []string
	for i := range rnd.IntN(4) {
		s := b.Switch(fmt.Sprintf("s%d", i))
		usable = append(usable, s)
		if rnd.IntN(2) == 0 {
			on = append(on, s)
		}
	}
	for i := range 1 + rnd.IntN(size) {
		name := fmt.Sprintf("a%d", i)
		a := b.Assume(name)
		assumptions = append(assumptions, a)
		usable = append(usable, a)
		switch rnd.IntN(25) {
		case 0:
			usable = append(usable, b.Switch("against "+name))
		default:
			heads = append(heads, "against "+name)
		}
	}
	for i := range rnd.IntN(size + 2) {
		heads = append(heads, fmt.Sprintf("d%d", i))
	}
	rnd.Shuffle(len(heads), func(i, j int) { heads[i], heads[j] = heads[j], heads[i] })
	for _, name := range heads {
		head := b.Sentence(name)
		for k := range rnd.IntN(4) {
			var body []argue.Sentence
			for range rnd.IntN(10) % 4 {
				if len(assumptions) > 0 && rnd.IntN(2) == 0 {
					body = append(body, assumptions[rnd.IntN(len(assumptions))])
					continue
				}
				body = append(body, usable[rnd.IntN(len(usable))])
			}
			if len(body) == 0 && rnd.IntN(3) > 0 {
				continue
			}
			b.Rule(fmt.Sprintf("%s.%d", name, k), head, body...)
		}
		usable = append(usable, head)
	}
	for range rnd.IntN(3) {
		a, c := assumptions[rnd.IntN(len(assumptions))], assumptions[rnd.IntN(len(assumptions))]
		if a != c {
			b.Rivals(a, c)
		}
	}
	f, err := b.Build()
	if err != nil {
		// A rival whose contrary is a switch is refused; try without rivals.
		return random(t, seed+1<<40, size)
	}
	return f, on
}

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
