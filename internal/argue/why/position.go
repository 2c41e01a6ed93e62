package why

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

// A stand is a set of assumptions with what it leads to.
type stand struct {
	f       *argue.Framework
	has     map[argue.Sentence]bool
	derives []bool // what it derives
	allows  []bool // what the assumptions that it does not attack derive
}

func take(f *argue.Framework, on map[argue.Sentence]bool, set []argue.Sentence) *stand {
	st := &stand{f: f, has: make(map[argue.Sentence]bool, len(set))}
	for _, a := range set {
		st.has[a] = true
	}
	st.derives = derive(f, on, func(a argue.Sentence) bool { return st.has[a] })
	st.allows = derive(f, on, func(a argue.Sentence) bool { return !st.derives[f.Contrary(a)] })
	return st
}

// admissible: it attacks none of its own, and whatever attacks one of its own
// uses an assumption that it attacks (Bondarenko et al. 1997).
func (st *stand) admissible() bool {
	for a := range st.has {
		if c := st.f.Contrary(a); st.derives[c] || st.allows[c] {
			return false
		}
	}
	return true
}

// complete: admissible, and it holds every assumption it defends.
func (st *stand) complete() bool {
	for _, a := range st.f.Assumptions() {
		if !st.has[a] && !st.allows[st.f.Contrary(a)] {
			return false
		}
	}
	return st.admissible()
}

// worth is the worth of s in the labelling of a complete set.
func (st *stand) worth(s argue.Sentence) worth {
	switch {
	case st.derives[s]:
		return in
	case st.allows[s]:
		return undecided
	}
	return out
}
