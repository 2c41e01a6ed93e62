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
