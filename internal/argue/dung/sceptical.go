package dung

import (
	"slices"

	"github.com/affiant-project/affiant/internal/argue/solve"
)

// inevitable asks whether every preferred extension holds a, without working
// out preferred extensions (Thimm, Cerutti and Vallati, "Skeptical reasoning
// with preferred semantics in abstract argumentation without computing
// preferred extensions", IJCAI 2021). A preferred extension without a must
// attack each admissible set that holds a, or the two could be joined. So:
// look for an admissible set without a that attacks all those found that hold
// a. If it can be extended to hold a, that is one more such; if not, any
// preferred extension that it grows into does without a.
func (q *question) inevitable(a int32) Answer {
	switch q.base[a] {
	case in:
		return Answer{Verdict: Yes}
	case out:
		return q.counter(nil, nil)
	}
	local, _ := slices.BinarySearch(q.rest.names, a)
	cone := q.rest.keep(q.rest.cone(int32(local)))
	at, _ := slices.BinarySearch(cone.names, a)
	goal := int32(at)
	t := admissible(q.purse, cone)
	against := t.Var()
	add := func(set []int32) {
		core := cone.defence(goal, set)
		q.support(cone.outward(core))
		t.Add(append(some(t.in, func(b int32) bool {
			return slices.ContainsFunc(core, func(c int32) bool { return cone.attacks(b, c) })
		}), against.Not())...)
	}
	// First any set that is as large as can be. Without a it is a counterexample, and no time went into showing that a
	// is not even credulously accepted, which may be hard; with a it is the first that rivals have to attack.
	if t.ask() == solve.Unknown {
		return q.unknown()
	}
	first := t.found()
	if _, ok := slices.BinarySearch(first, goal); !ok {
		return q.counter(cone.outward(first), cone.names)
	}
	add(first)
	for {
		switch t.ask(t.in[goal].Not(), against) {
		case solve.Unknown:
			return q.unknown()
		case solve.Unsatisfiable:
			return Answer{Verdict: Yes}
		}
		rival := t.found()
		given := []solve.Lit{t.in[goal]}
		for _, b := range rival {
			given = append(given, t.in[b])
		}
		switch t.ask(given...) {
		case solve.Unknown:
			return q.unknown()
		case solve.Unsatisfiable:
			return q.counter(cone.outward(rival), cone.names)
		}
		add(t.found())
	}
}

// counter answers No with a preferred extension that holds the admissible set
// given, to which nothing that is settled can be added.
func (q *question) counter(set, settled []int32) Answer {
	if set, ok := q.beyond(q.full(set), settled); ok {
		return Answer{Verdict: No, Extension: set}
	}
	return q.unknown()
}

// defence is a small admissible part of the admissible set given that holds a:
// for each attacker, one that answers it.
func (p part) defence(a int32, set []int32) []int32 {
	member, answered := make([]bool, p.Len()), make([]bool, p.Len())
	for _, b := range set {
		member[b] = true
	}
	taken := []int32{}
	chosen := make([]bool, p.Len())
	take := func(b int32) {
		if !chosen[b] {
			chosen[b] = true
			taken = append(taken, b)
			for _, c := range p.Attacked(b) {
				answered[c] = true
			}
		}
	}
	take(a)
	for at := 0; at < len(taken); at++ {
		for _, b := range p.Attackers(taken[at]) {
			if answered[b] {
				continue
			}
			for _, c := range p.Attackers(b) {
				if member[c] {
					take(c)
					break
				}
			}
		}
	}
	slices.Sort(taken)
	return taken
}
