package label

import "github.com/affiant-project/affiant/internal/argue"

// Grounded is the complete labelling with the fewest assumptions in: what
// stands without choosing between rivals (Dung 1995, definition 20 and
// theorem 25). on lists the switches that are on; whatever
// else it lists is ignored.
func (r *Reasoner) Grounded(on []argue.Sentence) Labelling {
	return grounded(r.f, r.switches(on))
}

// grounded lets in, round by round, the assumptions whose contrary does not
// follow even from all that is not yet out.
func grounded(f *argue.Framework, on map[argue.Sentence]bool) Labelling {
	in := make([]bool, f.Len())
	isIn := func(a argue.Sentence) bool { return in[a] }
	for {
		l := position(f, on, isIn)
		grown := false
		for _, a := range f.Assumptions() {
			if !in[a] && l.Of(f.Contrary(a)) == Out {
				in[a], grown = true, true
			}
		}
		if !grown {
			return l
		}
	}
}
