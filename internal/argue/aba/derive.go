package aba

// derive marks the atoms that follow from the assumptions granted, by forward
// chaining in time linear in the size of the rules (Dowling and Gallier 1984).
func (f *Framework) derive(granted func(a int32) bool) []bool {
	got := make([]bool, f.Len())
	left := make([]int32, len(f.rules))
	var list []int32
	reach := func(x int32) {
		if !got[x] {
			got[x] = true
			list = append(list, x)
		}
	}
	for _, a := range f.assumptions {
		if granted(a) {
			reach(a)
		}
	}
	for r, rule := range f.rules {
		if left[r] = int32(len(rule.Body)); left[r] == 0 {
			reach(rule.Head)
		}
	}
	for len(list) > 0 {
		x := list[len(list)-1]
		list = list[:len(list)-1]
		for _, r := range f.uses[x] {
			if left[r]--; left[r] == 0 {
				reach(f.rules[r].Head)
			}
		}
	}
	return got
}

// A stand is a set of assumptions with what it leads to.
type stand struct {
	set      []int32
	has      []bool // by atom: it is one of the set
	holds    []bool // by atom: the set derives it
	possible []bool // by atom: it follows from the assumptions that the set does not attack
}

// standing works out what a set leads to.
func (f *Framework) standing(set []int32) *stand {
	st := &stand{set: set, has: make([]bool, f.Len())}
	for _, a := range set {
		st.has[a] = true
	}
	st.holds = f.derive(func(a int32) bool { return st.has[a] })
	st.possible = f.derive(func(a int32) bool { return !st.holds[f.contrary[a]] })
	return st
}

// admissible reports whether the set attacks none of its own and is attacked by
// nothing that it does not attack.
func (f *Framework) admissible(st *stand) bool {
	for _, a := range st.set {
		if c := f.contrary[a]; st.holds[c] || st.possible[c] {
			return false
		}
	}
	return true
}

// covers reports whether an assumption is in the range of the set: in it, or attacked by it.
func (f *Framework) covers(st *stand, a int32) bool { return st.has[a] || st.holds[f.contrary[a]] }

// defended is the greatest admissible part of a set that is free of conflict.
func (f *Framework) defended(set []int32) *stand {
	for {
		st := f.standing(set)
		var less []int32
		for _, a := range set {
			if !st.possible[f.contrary[a]] {
				less = append(less, a)
			}
		}
		if len(less) == len(set) {
			return st
		}
		set = less
	}
}

// cone marks the atoms from which rules and attacks lead to those given. What
// lies outside has no bearing on whether a complete or preferred set accepts
// them (directionality: Baroni and Giacomin, "On principle-based evaluation of
// extension-based argumentation semantics", Artificial Intelligence 171, 2007).
func (f *Framework) cone(from ...int32) []bool {
	cone := make([]bool, f.Len())
	var list []int32
	reach := func(x int32) {
		if !cone[x] {
			cone[x] = true
			list = append(list, x)
		}
	}
	for _, x := range from {
		reach(x)
	}
	for len(list) > 0 {
		x := list[len(list)-1]
		list = list[:len(list)-1]
		if f.is(x) {
			reach(f.contrary[x])
		}
		for _, r := range f.byHead[x] {
			for _, y := range f.rules[r].Body {
				reach(y)
			}
		}
	}
	return cone
}
