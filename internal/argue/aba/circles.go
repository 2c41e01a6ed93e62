package aba

// circles are the strongly connected components of the atoms, each atom
// leading to the premises of its rules. Only atoms of one circle can hold each
// other up.
type circles struct {
	of    []int32 // by atom: which component, premises before what they derive
	loops []bool  // by component: an atom of it leads back to itself
	any   bool    // some component does
}

func (f *Framework) findCircles() *circles {
	c := &circles{}
	c.of, c.loops = components(f.Len(), func(x int32, visit func(int32)) {
		for _, r := range f.byHead[x] {
			for _, y := range f.rules[r].Body {
				visit(y)
			}
		}
	})
	for _, l := range c.loops {
		c.any = c.any || l
	}
	return c
}

// components finds the strongly connected components of a graph (Tarjan,
// "Depth-first search and linear graph algorithms", 1972), without recursion,
// since graphs may be deep. It returns for each node its component, numbered
// so that what a node leads to has no greater number, and for each component
// whether it has a cycle.
func components(n int, each func(v int32, visit func(w int32))) (of []int32, cyclic []bool) {
	of = make([]int32, n)
	low, index := make([]int32, n), make([]int32, n)
	next := make([][]int32, n) // what is still to be visited from a node
	for v := range of {
		of[v] = -1
	}
	var path, stack []int32
	count := int32(0)
	open := func(v int32) {
		count++
		index[v], low[v] = count, count
		each(v, func(w int32) { next[v] = append(next[v], w) })
		path, stack = append(path, v), append(stack, v)
	}
	self := make([]bool, n)
	for v := range int32(n) {
		if index[v] != 0 {
			continue
		}
		open(v)
		for len(path) > 0 {
			u := path[len(path)-1]
			if k := len(next[u]); k > 0 {
				w := next[u][k-1]
				next[u] = next[u][:k-1]
				switch {
				case w == u:
					self[u] = true
				case index[w] == 0:
					open(w)
				case of[w] < 0:
					low[u] = min(low[u], index[w])
				}
				continue
			}
			next[u] = nil
			path = path[:len(path)-1]
			if len(path) > 0 {
				p := path[len(path)-1]
				low[p] = min(low[p], low[u])
			}
			if low[u] < index[u] {
				continue
			}
			loop := stack[len(stack)-1] != u || self[u]
			for {
				w := stack[len(stack)-1]
				stack = stack[:len(stack)-1]
				of[w] = int32(len(cyclic))
				if w == u {
					break
				}
			}
			cyclic = append(cyclic, loop)
		}
	}
	return of, cyclic
}
