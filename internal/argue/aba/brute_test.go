package aba_test

import (
	"math/bits"
	"math/rand/v2"
	"slices"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/aba"
)

// A plain is a framework as the tests see it, and its extensions by the
// definitions alone: every set of assumptions is looked at, and what a set
// derives is found by going over the rules until nothing is added. Sets of
// assumptions are bits, by place in assumptions.
type plain struct {
	n           int
	assumptions []int32
	contrary    map[int32]int32
	rules       []aba.Rule

	derived []uint64 // by set of assumptions: the atoms it derives
	hits    []int    // by set: the assumptions it attacks
}

// random makes a framework of up to most assumptions, whose rules often go in
// circles.
func random(r *rand.Rand, most int) *plain {
	k := r.IntN(most + 1)
	extra := 1 + r.IntN(8)
	p := &plain{n: k + extra, contrary: map[int32]int32{}}
	atoms := r.Perm(p.n)
	for _, x := range atoms[:k] {
		p.assumptions = append(p.assumptions, int32(x))
	}
	slices.Sort(p.assumptions)
	others := atoms[k:]
	for _, a := range p.assumptions {
		p.contrary[a] = int32(r.IntN(p.n))
		if r.IntN(3) > 0 {
			p.contrary[a] = int32(others[r.IntN(extra)])
		}
	}
	for range r.IntN(3 * extra) {
		rule := aba.Rule{Head: int32(others[r.IntN(extra)])}
		for range min(r.IntN(5), r.IntN(5)) {
			x := int32(r.IntN(p.n))
			if r.IntN(3) == 0 {
				x = int32(others[r.IntN(extra)])
			}
			rule.Body = append(rule.Body, x)
		}
		if len(rule.Body) == 0 && r.IntN(4) > 0 {
			rule.Body = append(rule.Body, int32(r.IntN(p.n)))
		}
		p.rules = append(p.rules, rule)
	}
	p.prepare()
	return p
}

func (p *plain) prepare() {
	all := 1 << len(p.assumptions)
	p.derived, p.hits = make([]uint64, all), make([]int, all)
	for set := range all {
		p.derived[set] = p.chain(set)
		for i, a := range p.assumptions {
			if p.derived[set]>>p.contrary[a]&1 == 1 {
				p.hits[set] |= 1 << i
			}
		}
	}
}

func (p *plain) chain(set int) uint64 {
	var got uint64
	for i, a := range p.assumptions {
		if set>>i&1 == 1 {
			got |= 1 << a
		}
	}
	for before := ^got; before != got; {
		before = got
		for _, r := range p.rules {
			if !slices.ContainsFunc(r.Body, func(x int32) bool { return got>>x&1 == 0 }) {
				got |= 1 << r.Head
			}
		}
	}
	return got
}

func (p *plain) framework() *aba.Framework {
	f, err := aba.New(p.n, p.assumptions, p.contrary, p.rules)
	if err != nil {
		panic(err)
	}
	return f
}

// extensions lists the sets of a semantics.
func (p *plain) extensions(sem argue.Semantics) []int {
	all := len(p.derived)
	var free, admissible, complete []int
	for set := range all {
		if p.hits[set]&set != 0 {
			continue
		}
		free = append(free, set)
		threats := p.hits[(all-1)&^p.hits[set]] // what the assumptions not attacked attack
		if threats&set == 0 {
			admissible = append(admissible, set)
			if (all-1)&^threats == set {
				complete = append(complete, set)
			}
		}
	}
	span := func(set int) int { return set | p.hits[set] }
	self := func(set int) int { return set }
	switch sem {
	case argue.Complete:
		return complete
	case argue.Grounded:
		least := all - 1
		for _, set := range complete {
			least &= set
		}
		return []int{least}
	case argue.Preferred:
		return greatest(admissible, self)
	case argue.Stable:
		return slices.DeleteFunc(slices.Clone(free), func(set int) bool { return span(set) != all-1 })
	case argue.SemiStable:
		return greatest(complete, span)
	case argue.Stage:
		return greatest(free, span)
	}
	common := all - 1
	for _, set := range greatest(admissible, self) {
		common &= set
	}
	inside := slices.DeleteFunc(slices.Clone(admissible), func(set int) bool { return set&^common != 0 })
	return []int{slices.MaxFunc(inside, func(a, b int) int { return bits.OnesCount(uint(a)) - bits.OnesCount(uint(b)) })}
}

// greatest keeps the sets whose measure is strictly within no other's.
func greatest(sets []int, of func(int) int) []int {
	return slices.DeleteFunc(slices.Clone(sets), func(a int) bool {
		return slices.ContainsFunc(sets, func(b int) bool { return of(a) != of(b) && of(a)&^of(b) == 0 })
	})
}

// bitset is a list of assumptions as a set.
func (p *plain) bitset(list []int32) int {
	set := 0
	for _, a := range list {
		i, ok := slices.BinarySearch(p.assumptions, a)
		if !ok {
			return -1
		}
		set |= 1 << i
	}
	return set
}
