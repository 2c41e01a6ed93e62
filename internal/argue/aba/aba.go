// Package aba answers questions about flat assumption-based frameworks
// (Bondarenko, Dung, Kowalski and Toni, "An abstract, argumentation-theoretic
// approach to default reasoning", Artificial Intelligence 93, 1997) whose
// rules may go in circles: which atoms can be accepted, which must be, and
// which sets of assumptions can be held together, by the seven semantics of
// [argue.Semantics].
//
// It works on rules and assumptions and never writes out arguments, of which
// there may be exponentially many (Lehtonen, Wallner and Järvisalo,
// "Declarative algorithms and complexity results for assumption-based
// argumentation", JAIR 71, 2021). What follows from what is chosen, and what
// follows from all that is not attacked, are two copies of the rules in
// clauses (Clark, "Negation as failure", 1978). That atoms in a circle do not
// hold each other up is added when a solution gets it wrong (Lin and Zhao,
// "ASSAT: computing answer sets of a logic program by SAT solvers", Artificial
// Intelligence 157, 2004).
//
// An extension is a set of assumptions. An atom is accepted in it if the
// assumptions derive it. Every answer depends on the framework, the question
// and the conflict budget alone; only a context that ends can make an answer
// Unknown that was not.
//
// Short names used throughout the package:
//
//	f   the framework   a, b  assumptions   s, x  atoms   r  a rule, by number
//	q   a question      t     a theory      copy of the rules: der, pos
package aba

import (
	"fmt"
	"slices"
)

// A Rule derives Head from all of Body. With an empty body it is a fact.
type Rule struct {
	Head int32
	Body []int32
}

// A Framework is atoms 0 to n-1, of which some are assumptions, and rules.
// It is not changed once made, and may be used by several at once.
type Framework struct {
	rules       []Rule
	assumptions []int32 // ascending
	contrary    []int32 // by atom; -1 if it is no assumption
	byHead      [][]int32
	uses        [][]int32 // rules by premise
	attacks     [][]int32 // by atom: the assumptions it is the contrary of
	circles     *circles
}

// mostAtoms and mostRules bound what a framework may have, so that every
// literal of every theory is a number of 32 bits.
const mostAtoms, mostRules = 1 << 27, 1 << 27

// New makes a framework of n atoms. Contrary gives each assumption its
// contrary, which may be any atom. No rule may derive an assumption: the
// framework is flat. A premise that is repeated counts once. An error names
// the first thing that is wrong.
func New(n int, assumptions []int32, contrary map[int32]int32, rules []Rule) (*Framework, error) {
	if n < 0 || n > mostAtoms || len(rules) > mostRules {
		return nil, fmt.Errorf("a framework cannot have %d atoms and %d rules; it may have 0 to %d and 0 to %d", n, len(rules), mostAtoms, mostRules)
	}
	f := &Framework{
		contrary: slices.Repeat([]int32{-1}, n),
		byHead:   make([][]int32, n), uses: make([][]int32, n), attacks: make([][]int32, n),
		rules: make([]Rule, len(rules)),
	}
	atom := func(x int32) bool { return x >= 0 && int(x) < n }
	f.assumptions = slices.Compact(slices.Sorted(slices.Values(assumptions)))
	for _, a := range f.assumptions {
		c, ok := contrary[a]
		switch {
		case !atom(a):
			return nil, fmt.Errorf("the assumption %d is not an atom: atoms are 0 to %d", a, n-1)
		case !ok:
			return nil, fmt.Errorf("the assumption %d has no contrary", a)
		case !atom(c):
			return nil, fmt.Errorf("the contrary %d of the assumption %d is not an atom: atoms are 0 to %d", c, a, n-1)
		}
		f.contrary[a] = c
		f.attacks[c] = append(f.attacks[c], a)
	}
	for i, r := range rules {
		if !atom(r.Head) {
			return nil, fmt.Errorf("rule %d derives %d, which is not an atom: atoms are 0 to %d", i+1, r.Head, n-1)
		}
		if f.is(r.Head) {
			return nil, fmt.Errorf("rule %d derives the assumption %d: in a flat framework no rule derives an assumption", i+1, r.Head)
		}
		body := slices.Compact(slices.Sorted(slices.Values(r.Body)))
		for _, x := range body {
			if !atom(x) {
				return nil, fmt.Errorf("rule %d has the premise %d, which is not an atom: atoms are 0 to %d", i+1, x, n-1)
			}
			f.uses[x] = append(f.uses[x], int32(i))
		}
		f.rules[i] = Rule{r.Head, body}
		f.byHead[r.Head] = append(f.byHead[r.Head], int32(i))
	}
	f.circles = f.findCircles()
	return f, nil
}

// Len is the number of atoms.
func (f *Framework) Len() int { return len(f.contrary) }

// Assumptions lists the assumptions in ascending order. The slice is the framework's own.
func (f *Framework) Assumptions() []int32 { return f.assumptions }

// Contrary is the contrary of an assumption, or -1 if a is none.
func (f *Framework) Contrary(a int32) int32 {
	if a < 0 || int(a) >= len(f.contrary) {
		return -1
	}
	return f.contrary[a]
}

// Rules lists the rules in the order given, premises ascending. The slice is the framework's own.
func (f *Framework) Rules() []Rule { return f.rules }

// is reports whether an atom is an assumption.
func (f *Framework) is(x int32) bool { return f.contrary[x] >= 0 }
