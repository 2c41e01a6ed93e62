package argue

// Below marks, by sentence, s and everything it could be derived from. It does
// not follow attacks.
func (f *Framework) Below(s Sentence) []bool {
	below := make([]bool, f.Len())
	if !f.Has(s) {
		return below
	}
	below[s] = true
	for i := len(f.order) - 1; i >= 0; i-- {
		if !below[f.order[i]] {
			continue
		}
		for _, r := range f.byHead[f.order[i]] {
			for _, p := range f.rules[r].Body {
				below[p] = true
			}
		}
	}
	return below
}

// Cone marks, by sentence, s and everything that bears on it: what it could be derived from, what could defeat that, and so
// on. What stands in the cone does not depend on what lies outside.
func (f *Framework) Cone(s Sentence) []bool {
	cone := make([]bool, f.Len())
	if !f.Has(s) {
		return cone
	}
	cone[s] = true
	reach := func(p Sentence, left []Sentence) []Sentence {
		if cone[p] {
			return left
		}
		cone[p] = true
		return append(left, p)
	}
	for left := []Sentence{s}; len(left) > 0; {
		here := left[len(left)-1]
		left = left[:len(left)-1]
		if c := f.Contrary(here); c != Nothing {
			left = reach(c, left)
		}
		for _, r := range f.byHead[here] {
			for _, p := range f.rules[r].Body {
				left = reach(p, left)
			}
		}
	}
	return cone
}
