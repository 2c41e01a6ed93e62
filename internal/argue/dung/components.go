package dung

import (
	"iter"
	"slices"
)

// components lists the strongly connected components, each in ascending
// order and after all those that reach it (Tarjan, "Depth-first search and
// linear graph algorithms", 1972, without recursion).
func (f *Framework) components() [][]int32 {
	n := int32(f.Len())
	low, index := make([]int32, n), make([]int32, n)
	done := make([]bool, n)
	type frame struct{ a, next int32 }
	var stack []int32
	var frames []frame
	var list [][]int32
	now := int32(0)
	enter := func(a int32) {
		now++
		index[a], low[a] = now, now
		stack = append(stack, a)
		frames = append(frames, frame{a, 0})
	}
	for root := range n {
		if index[root] != 0 {
			continue
		}
		enter(root)
		for len(frames) > 0 {
			top := &frames[len(frames)-1]
			a := top.a
			// Walking against the attacks, a component is closed after all that attack it.
			if row := f.Attackers(a); int(top.next) < len(row) {
				b := row[top.next]
				top.next++
				switch {
				case index[b] == 0:
					enter(b)
				case !done[b]:
					low[a] = min(low[a], index[b])
				}
				continue
			}
			frames = frames[:len(frames)-1]
			if len(frames) > 0 {
				up := frames[len(frames)-1].a
				low[up] = min(low[up], low[a])
			}
			if low[a] == index[a] {
				at := len(stack) - 1
				for stack[at] != a {
					at--
				}
				c := slices.Clone(stack[at:])
				stack = stack[:at]
				for _, b := range c {
					done[b] = true
				}
				slices.Sort(c)
				list = append(list, c)
			}
		}
	}
	return list
}

// islands yields the weakly connected components one by one, each in ascending
// order, ordered by their first arguments. No semantics looks across them.
func (f *Framework) islands() iter.Seq[[]int32] {
	return func(yield func([]int32) bool) {
		met := make([]bool, f.Len())
		for root := range int32(f.Len()) {
			if met[root] {
				continue
			}
			met[root] = true
			island := []int32{root}
			for at := 0; at < len(island); at++ {
				for _, row := range [2][]int32{f.Attackers(island[at]), f.Attacked(island[at])} {
					for _, b := range row {
						if !met[b] {
							met[b] = true
							island = append(island, b)
						}
					}
				}
			}
			slices.Sort(island)
			if !yield(island) {
				return
			}
		}
	}
}

// cone lists what can reach one of the arguments by attacks, themselves
// included, in ascending order. It is not attacked from outside, so that by
// the directional semantics (complete, grounded, preferred, ideal) the rest
// has no say in it (Baroni and Giacomin, "On principle-based evaluation of
// extension-based argumentation semantics", Artificial Intelligence 171,
// 2007, definition 19). Stable, semi-stable and stage are not directional: an
// odd circle that the cone does not reach can do away with every stable set,
// and what is greatest in range depends on all that is left.
func (f *Framework) cone(args ...int32) []int32 {
	seen := make([]bool, f.Len())
	list := slices.Clone(args)
	for _, a := range args {
		seen[a] = true
	}
	for at := 0; at < len(list); at++ {
		for _, b := range f.Attackers(list[at]) {
			if !seen[b] {
				seen[b] = true
				list = append(list, b)
			}
		}
	}
	slices.Sort(list)
	return list
}
