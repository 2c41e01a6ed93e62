// Package dung answers questions about abstract argumentation frameworks
// (Dung, "On the acceptability of arguments", Artificial Intelligence 77,
// 1995): which arguments can be accepted, which must be, and which sets of
// arguments can be held together, by the seven semantics of
// [argue.Semantics].
//
// A [Framework] is arguments 0 to n-1 and attacks between them. A [Reasoner]
// answers; every answer depends on the framework, the question and the
// conflict budget alone, so that the same question always gets the same
// bytes. Only a context that ends can make an answer Unknown that was not.
//
// What is settled without choosing (the grounded labelling) is taken out
// first; a question about one argument is cut to what can reach it; what is
// left is split into strongly connected components; and only what cannot be
// split further goes to the solver.
package dung

import (
	"fmt"
	"slices"
)

// A Framework is arguments 0 to n-1 and which of them attacks which. It is
// not changed once made, and may be used by several at once.
type Framework struct {
	to, from rows
}

// rows lists, for each argument, other arguments in ascending order.
type rows struct {
	start []int32 // by argument, and one more: where its row begins in list
	list  []int32
}

func (r rows) of(a int32) []int32 { return r.list[r.start[a]:r.start[a+1]] }

// New makes a framework of n arguments. Each attack is attacker and attacked;
// attacks may repeat. An attack that names an argument that does not exist is
// an error, as is a negative n.
func New(n int, attacks [][2]int32) (*Framework, error) {
	if n < 0 || n > 1<<28 {
		return nil, fmt.Errorf("a framework cannot have %d arguments; it may have 0 to %d", n, 1<<28)
	}
	for i, t := range attacks {
		if t[0] < 0 || t[1] < 0 || int(t[0]) >= n || int(t[1]) >= n {
			return nil, fmt.Errorf("attack %d, from argument %d on argument %d: arguments are 0 to %d", i+1, t[0], t[1], n-1)
		}
	}
	return build(n, func(yield func(a, b int32)) {
		for _, t := range attacks {
			yield(t[0], t[1])
		}
	}), nil
}

// build makes a framework of the attacks that each hands over, in any order.
func build(n int, each func(yield func(a, b int32))) *Framework {
	first := sorted(n, each)
	to := sorted(n, func(yield func(a, b int32)) {
		for b := range int32(n) {
			last := int32(-1)
			for _, a := range first.of(b) {
				if a != last {
					yield(b, a)
				}
				last = a
			}
		}
	})
	return &Framework{to: transpose(to), from: to}
}

// sorted puts each attack (a, b) in the row of b, keeping their order.
func sorted(n int, each func(yield func(a, b int32))) rows {
	r := rows{start: make([]int32, n+1)}
	each(func(_, b int32) { r.start[b+1]++ })
	for i := range n {
		r.start[i+1] += r.start[i]
	}
	r.list = make([]int32, r.start[n])
	at := make([]int32, n)
	copy(at, r.start)
	each(func(a, b int32) {
		r.list[at[b]] = a
		at[b]++
	})
	return r
}

func transpose(r rows) rows {
	return sorted(len(r.start)-1, func(yield func(a, b int32)) {
		for a := range int32(len(r.start) - 1) {
			for _, b := range r.of(a) {
				yield(a, b)
			}
		}
	})
}

// Len is the number of arguments.
func (f *Framework) Len() int { return len(f.to.start) - 1 }

// Attacks is the number of attacks, none counted twice.
func (f *Framework) Attacks() int { return len(f.to.list) }

// Attackers lists what attacks a, in ascending order. The slice is the framework's own.
func (f *Framework) Attackers(a int32) []int32 { return f.to.of(a) }

// Attacked lists what a attacks, in ascending order. The slice is the framework's own.
func (f *Framework) Attacked(a int32) []int32 { return f.from.of(a) }

// attacks reports whether a attacks b.
func (f *Framework) attacks(a, b int32) bool {
	_, ok := slices.BinarySearch(f.to.of(b), a)
	return ok
}
