package showing

import "github.com/affiant-project/affiant/internal/argue"

// derive marks what follows from the switches that are on and the assumptions
// that are granted.
func derive(f *argue.Framework, on map[argue.Sentence]bool, granted func(argue.Sentence) bool) []bool {
	got := make([]bool, f.Len())
	for _, s := range f.Order() {
		got[s] = on[s] || f.IsAssumption(s) && granted(s)
		for _, r := range f.RulesFor(s) {
			all := true
			for _, p := range f.Rules()[r].Body {
				all = all && got[p]
			}
			got[s] = got[s] || all
		}
	}
	return got
}

// A Position is a set of assumptions with what it leads to.
type Position struct {
	f       *argue.Framework
	has     map[argue.Sentence]bool
	derives []bool // what it derives
	allows  []bool // what the assumptions that it does not attack derive
}

// Take takes the position that holds the assumptions of the set, with those switches turned on.
func Take(f *argue.Framework, set, on []argue.Sentence) *Position {
	return take(f, turnedOn(f, on), set)
}

func turnedOn(f *argue.Framework, on []argue.Sentence) map[argue.Sentence]bool {
	m := make(map[argue.Sentence]bool, len(on))
	for _, s := range on {
		m[s] = f.IsSwitch(s)
	}
	return m
}

func take(f *argue.Framework, on map[argue.Sentence]bool, set []argue.Sentence) *Position {
	st := &Position{f: f, has: make(map[argue.Sentence]bool, len(set))}
	for _, a := range set {
		st.has[a] = true
	}
	st.derives = derive(f, on, func(a argue.Sentence) bool { return st.has[a] })
	st.allows = derive(f, on, func(a argue.Sentence) bool { return !st.derives[f.Contrary(a)] })
	return st
}

// Admissible: it attacks none of its own, and whatever attacks one of its own
// uses an assumption that it attacks (Bondarenko et al. 1997).
func (st *Position) Admissible() bool {
	for a := range st.has {
		if c := st.f.Contrary(a); st.derives[c] || st.allows[c] {
			return false
		}
	}
	return true
}

// Complete: admissible, and it holds every assumption it defends.
func (st *Position) Complete() bool {
	for _, a := range st.f.Assumptions() {
		if !st.has[a] && !st.allows[st.f.Contrary(a)] {
			return false
		}
	}
	return st.Admissible()
}

// Derives reports whether s follows from the set, and Allows whether it follows from the assumptions that the set does not
// attack.
func (st *Position) Derives(s argue.Sentence) bool { return st.derives[s] }
func (st *Position) Allows(s argue.Sentence) bool  { return st.allows[s] }

// worth is the worth of s in the labelling of a complete set.
func (st *Position) worth(s argue.Sentence) worth {
	switch {
	case st.derives[s]:
		return in
	case st.allows[s]:
		return undecided
	}
	return out
}
