package report

import (
	"cmp"
	"slices"
)

// order sorts every column so that few lines cross, keeping groups together. It begins once with the order of the chart
// and once with that in which the boxes are reached along lines, makes a number of passes from each, and keeps the best;
// of equals the first, so that the same chart is always drawn alike.
func (l *layout) order() {
	l.sortBy(func(s int) int { return l.spots[s].group })
	best, least := l.snapshot(), l.crossings()
	try := func() {
		for pass := range sweeps {
			for i := range l.layers {
				layer := i
				if pass%2 == 1 {
					layer = len(l.layers) - 1 - i
				}
				l.byMedian(layer, pass%2 == 0)
			}
			for l.transpose() {
			}
			if n := l.crossings(); n < least {
				best, least = l.snapshot(), n
			}
		}
	}
	try()
	reached := l.reached()
	l.sortBy(func(s int) int { return reached[l.spots[s].group] })
	try()
	l.layers = best
}

// sortBy sorts every column by a key that the members of a group share.
func (l *layout) sortBy(key func(spot int) int) {
	for i := range l.layers {
		slices.SortStableFunc(l.layers[i], func(a, b int) int { return cmp.Compare(key(a), key(b)) })
	}
}

// reached numbers the groups in the order in which a walk along lines, depth first, comes to them.
func (l *layout) reached() map[int]int {
	at := make(map[int]int)
	seen := make([]bool, len(l.spots))
	var walk func(int)
	walk = func(s int) {
		if seen[s] {
			return
		}
		seen[s] = true
		if _, there := at[l.spots[s].group]; !there {
			at[l.spots[s].group] = len(at)
		}
		for _, next := range slices.Concat(l.spots[s].right, l.spots[s].left) {
			walk(next)
		}
	}
	for s := range l.spots {
		walk(s)
	}
	return at
}

func (l *layout) snapshot() [][]int {
	s := make([][]int, len(l.layers))
	for i := range l.layers {
		s[i] = slices.Clone(l.layers[i])
	}
	return s
}

// places returns the position of every spot in its column.
func (l *layout) places() []int {
	at := make([]int, len(l.spots))
	for _, layer := range l.layers {
		for i, s := range layer {
			at[s] = i
		}
	}
	return at
}

// groups cuts a column into its groups, in order.
func (l *layout) groups(layer int) [][]int {
	var all [][]int
	for _, s := range l.layers[layer] {
		if n := len(all); n > 0 && l.spots[all[n-1][0]].group == l.spots[s].group {
			all[n-1] = append(all[n-1], s)
			continue
		}
		all = append(all, []int{s})
	}
	return all
}

// byMedian sorts the groups of a column by the median place of what they are joined to on one side. A group that is
// joined to nothing keeps its place.
func (l *layout) byMedian(layer int, left bool) {
	at := l.places()
	groups := l.groups(layer)
	type keyed struct {
		group []int
		key   int
	}
	var list []keyed
	for _, g := range groups {
		var beside []int
		for _, s := range g {
			joined := l.spots[s].right
			if left {
				joined = l.spots[s].left
			}
			for _, j := range joined {
				beside = append(beside, at[j])
			}
		}
		key := 2 * at[g[0]]
		if n := len(beside); n > 0 {
			slices.Sort(beside)
			key = beside[(n-1)/2] + beside[n/2]
		}
		list = append(list, keyed{g, key})
	}
	slices.SortStableFunc(list, func(a, b keyed) int { return cmp.Compare(a.key, b.key) })
	l.layers[layer] = l.layers[layer][:0]
	for _, k := range list {
		l.layers[layer] = append(l.layers[layer], k.group...)
	}
}

// transpose swaps neighbouring groups, and neighbours within a group, wherever that saves a crossing, and reports whether
// any swap did.
func (l *layout) transpose() bool {
	saved := false
	for layer := range l.layers {
		at := l.places()
		groups := l.groups(layer)
		for _, g := range groups {
			for i := 1; i < len(g); i++ {
				if l.between(g[i:i+1], g[i-1:i], at) < l.between(g[i-1:i], g[i:i+1], at) {
					g[i-1], g[i] = g[i], g[i-1]
					saved = true
				}
			}
		}
		for i := 1; i < len(groups); i++ {
			if l.between(groups[i], groups[i-1], at) < l.between(groups[i-1], groups[i], at) {
				groups[i-1], groups[i] = groups[i], groups[i-1]
				saved = true
			}
		}
		l.layers[layer] = slices.Concat(groups...)
	}
	return saved
}

// between counts the crossings of lines from the spots of upper with those from lower, on both sides.
func (l *layout) between(upper, lower []int, at []int) int {
	n := 0
	for _, u := range upper {
		for _, d := range lower {
			for _, side := range [2][2][]int{{l.spots[u].left, l.spots[d].left}, {l.spots[u].right, l.spots[d].right}} {
				for _, a := range side[0] {
					for _, b := range side[1] {
						if at[a] > at[b] {
							n++
						}
					}
				}
			}
		}
	}
	return n
}

// crossings counts the crossings of lines between columns.
func (l *layout) crossings() int {
	at := l.places()
	n := 0
	for _, layer := range l.layers {
		for i, u := range layer {
			for _, d := range layer[i+1:] {
				for _, a := range l.spots[u].right {
					for _, b := range l.spots[d].right {
						if at[a] > at[b] {
							n++
						}
					}
				}
			}
		}
	}
	return n
}

// heights moves the spots of each column as near as their order and the space between them allow to the middle of what
// they are joined to; at the end, of what bears on them, so that in a large map what bears on a box is found beside it.
func (l *layout) heights() {
	for layer := range l.layers {
		l.settle(layer, func(int) (int, bool) { return 0, true })
	}
	for pass := range sweeps {
		for i := range l.layers {
			layer, last := i, pass >= sweeps-2
			if pass%2 == 1 && !last {
				layer = len(l.layers) - 1 - i
			}
			l.settle(layer, func(s int) (int, bool) {
				joined := l.spots[s].left
				if pass%2 == 1 && !last || len(joined) == 0 && last {
					joined = l.spots[s].right
				}
				if len(joined) == 0 {
					return l.spots[s].y, false
				}
				sum := 0
				for _, j := range joined {
					sum += l.spots[j].middle()
				}
				return sum/len(joined) - l.spots[s].h/2, true
			})
		}
	}
}

// settle places the spots of a column at the heights that are nearest, by least squares, to those wished for: after
// taking off the space that those above need, this is isotonic regression, which pooling adjacent violators solves
// (Barlow, Bartholomew, Bremner and Brunk 1972). A spot without a wish stands close to its neighbour. Whole numbers
// throughout: the same on every machine.
func (l *layout) settle(layer int, wish func(spot int) (top int, held bool)) {
	type pool struct{ sum, weight, count int }
	var pools []pool
	offset := 0
	offsets := make([]int, len(l.layers[layer]))
	for i, s := range l.layers[layer] {
		if i > 0 {
			above := l.layers[layer][i-1]
			offset += l.spots[above].h + l.gap(above, s)
		}
		offsets[i] = offset
		top, held := wish(s)
		n := len(pools)
		switch {
		case held && n == 1 && pools[0].weight == 0:
			pools[0] = pool{top - offset, 1, pools[0].count + 1}
		case held:
			pools = append(pools, pool{top - offset, 1, 1})
		case n == 0:
			pools = append(pools, pool{0, 0, 1})
		default:
			pools[n-1].count++
		}
		for n := len(pools); n > 1 && pools[n-2].sum*pools[n-1].weight >= pools[n-1].sum*pools[n-2].weight; n = len(pools) {
			a, b := pools[n-2], pools[n-1]
			pools = append(pools[:n-2], pool{a.sum + b.sum, a.weight + b.weight, a.count + b.count})
		}
	}
	i := 0
	for _, p := range pools {
		mean := p.sum / max(p.weight, 1)
		for range p.count {
			l.spots[l.layers[layer][i]].y = mean + offsets[i]
			i++
		}
	}
}
