package why

import (
	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/label"
)

// spare is a part of the admissible set that is still admissible and derives the goal, from which nothing can be left out.
// Later members go before earlier ones.
func (w *writer) spare(set []argue.Sentence) (part []argue.Sentence) {
	h := label.Take(w.f, set, func(l label.Leaf) bool { return l.Rule >= 0 || w.course.on[l.Sentence] })
	for i := len(set) - 1; i >= 0; i-- {
		if !h.Has(set[i]) {
			continue
		}
		if h.LetGo(set[i]); h.Derives(w.goal) {
			h.Keep()
		} else {
			h.Back()
		}
	}
	for _, a := range set {
		if h.Has(a) {
			part = append(part, a)
		}
	}
	return part
}
