package why

import "github.com/affiant-project/affiant/internal/argue"

// A hold is an admissible set of assumptions from which some can be let go, with what it derives and what the assumptions
// that it does not attack derive. Letting go carries only what changes along, and can be taken back.
type hold struct {
	f        *argue.Framework
	has      []bool // by assumption: held
	derives  tide   // from what is held
	allows   tide   // from what is not attacked
	gone     []argue.Sentence // let go since keep or back
	weakened []argue.Sentence // held assumptions whose contrary has come to be allowed
}

// A tide is what follows from some leaves: for each rule the premises that are wanting, for each sentence the rules that
// apply to it (or, for a leaf, whether it is there).
type tide struct {
	wanting []int32
	applies []int32
}


// grip takes hold of a set with the switches turned on.
func grip(f *argue.Framework, set []argue.Sentence, on map[argue.Sentence]bool) *hold {
	h := &hold{f: f, has: make([]bool, f.Len())}
	for _, a := range set {
		h.has[a] = true
	}
	h.derives.fill(f, func(s argue.Sentence) bool { return on[s] || f.IsAssumption(s) && h.has[s] })
	h.allows.fill(f, func(s argue.Sentence) bool {
		return on[s] || f.IsAssumption(s) && h.derives.applies[f.Contrary(s)] == 0
	})
	return h
}

func (t *tide) fill(f *argue.Framework, leaf func(argue.Sentence) bool) {
	t.wanting, t.applies = make([]int32, len(f.Rules())), make([]int32, f.Len())
	for i, r := range f.Rules() {
		t.wanting[i] = int32(len(r.Body))
	}
	for _, s := range f.Order() {
		for _, r := range f.RulesFor(s) {
			if t.wanting[r] == 0 {
				t.applies[s]++
			}
		}
		if leaf(s) {
			t.applies[s]++
		}
		if t.applies[s] > 0 {
			for _, r := range f.RulesWith(s) {
				t.wanting[r]--
			}
		}
	}
}

// letGo lets go of an assumption and of all that then no longer answers its attackers.
func (h *hold) letGo(a argue.Sentence) {
	h.drop(a)
	for len(h.weakened) > 0 {
		weak := h.weakened[len(h.weakened)-1]
		h.weakened = h.weakened[:len(h.weakened)-1]
		if h.has[weak] {
			h.drop(weak)
		}
	}
}

func (h *hold) drop(a argue.Sentence) {
	h.has[a] = false
	h.gone = append(h.gone, a)
	h.shift(&h.derives, a, -1)
}

// shift has one support of s come or go in a tide, and carries that on.
func (h *hold) shift(t *tide, s argue.Sentence, by int32) {
	t.applies[s] += by
	if t.applies[s] != 0 && by < 0 || t.applies[s] != 1 && by > 0 {
		return
	}
	for _, r := range h.f.RulesWith(s) {
		before := t.wanting[r] == 0
		t.wanting[r] -= by
		if after := t.wanting[r] == 0; before != after {
			h.shift(t, h.f.Rules()[r].Head, by)
		}
	}
	a := h.f.Defeats(s)
	switch {
	case a == argue.Nothing:
	case t == &h.derives: // no longer attacked (or, taken back, attacked again)
		h.shift(&h.allows, a, -by)
	case by > 0 && h.has[a]:
		h.weakened = append(h.weakened, a)
	}
}

// back takes back all that was let go.
func (h *hold) back() {
	for _, a := range h.gone {
		h.has[a] = true
		h.shift(&h.derives, a, 1)
	}
	h.keep()
}

// keep makes what was let go final.
func (h *hold) keep() { h.gone, h.weakened = h.gone[:0], h.weakened[:0] }

// spare is a part of the admissible set that is still admissible and derives the goal, from which nothing can be left out.
// Later members go before earlier ones.
func (w *writer) spare(set []argue.Sentence) (part []argue.Sentence) {
	h := grip(w.f, set, w.course.on)
	for i := len(set) - 1; i >= 0; i-- {
		if !h.has[set[i]] {
			continue
		}
		if h.letGo(set[i]); h.derives.applies[w.goal] > 0 {
			h.keep()
		} else {
			h.back()
		}
	}
	for _, a := range set {
		if h.has[a] {
			part = append(part, a)
		}
	}
	return part
}
