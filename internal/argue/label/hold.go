package label

import "github.com/affiant-project/affiant/internal/argue"

// A Hold is an admissible set of assumptions that changes little by little: some are let go, or a leaf of the framework comes or
// goes. It knows what the set derives, and what the assumptions that it does not attack derive. A change costs only what
// changes along with it, and can be taken back.
type Hold struct {
	f       *argue.Framework
	has     []bool           // by sentence: an assumption that is held
	derives tide             // from what is held
	allows  tide             // from what is not attacked
	weak    []argue.Sentence // assumptions whose contrary may have come to be derived or allowed
	safe    []argue.Sentence // assumptions whose contrary has come to be allowed no more
	log     []step           // changes since Keep or Back
}

// A tide is what follows from some leaves: for each rule the premises that are wanting, for each sentence the rules that
// apply to it, and one more if it is a leaf that is there.
type tide struct{ wanting, applies []int32 }

// A step is a change to take back: an assumption taken (by 1) or let go (-1), or a leaf that came or went.
type step struct {
	s    argue.Sentence
	by   int32
	leaf bool
}

// Take takes hold of an admissible set. there tells of each leaf whether it is there: each rule without premises, each switch, and,
// if they may be supplied, each sentence that no rule derives.
func Take(f *argue.Framework, set []argue.Sentence, there func(Leaf) bool) *Hold {
	h := &Hold{f: f, has: make([]bool, f.Len())}
	for _, a := range set {
		h.has[a] = true
	}
	h.derives.fill(f, there, func(a argue.Sentence) bool { return h.has[a] })
	h.allows.fill(f, there, func(a argue.Sentence) bool { return !h.derives.has(f.Contrary(a)) })
	return h
}

func (t *tide) has(s argue.Sentence) bool { return t.applies[s] > 0 }

func (t *tide) fill(f *argue.Framework, there func(Leaf) bool, granted func(argue.Sentence) bool) {
	t.wanting, t.applies = make([]int32, len(f.Rules())), make([]int32, f.Len())
	for i, r := range f.Rules() {
		t.wanting[i] = int32(len(r.Body))
	}
	for _, s := range f.Order() {
		rules := f.RulesFor(s)
		for _, r := range rules {
			if t.wanting[r] == 0 && (len(f.Rules()[r].Body) > 0 || there(Leaf{r, s})) {
				t.applies[s]++
			}
		}
		if f.IsAssumption(s) && granted(s) || !f.IsAssumption(s) && len(rules) == 0 && there(Leaf{-1, s}) {
			t.applies[s]++
		}
		if t.has(s) {
			for _, r := range f.RulesWith(s) {
				t.wanting[r]--
			}
		}
	}
}

// Has reports whether an assumption is held, and Derives whether a sentence follows from what is held.
func (h *Hold) Has(a argue.Sentence) bool     { return h.has[a] }
func (h *Hold) Derives(s argue.Sentence) bool { return h.derives.has(s) }

// LetGo lets go of an assumption and of all that then no longer answers its attackers. What is left is the greatest admissible part.
func (h *Hold) LetGo(a argue.Sentence) {
	h.do(step{s: a, by: -1})
	h.strengthen()
}

// Turn has a leaf come, or go, lets go of what then no longer answers its attackers and takes up what is then defended.
func (h *Hold) Turn(l Leaf, comes bool) {
	by := int32(-1)
	if comes {
		by = 1
	}
	h.do(step{s: l.Sentence, by: by, leaf: true})
	h.strengthen()
	for len(h.safe) > 0 {
		a := h.safe[len(h.safe)-1]
		h.safe = h.safe[:len(h.safe)-1]
		if !h.has[a] && !h.allows.has(h.f.Contrary(a)) {
			h.do(step{s: a, by: 1})
		}
	}
}

// strengthen lets go of what does not answer its attackers.
func (h *Hold) strengthen() {
	for len(h.weak) > 0 {
		a := h.weak[len(h.weak)-1]
		h.weak = h.weak[:len(h.weak)-1]
		if c := h.f.Contrary(a); h.has[a] && (h.allows.has(c) || h.derives.has(c)) {
			h.do(step{s: a, by: -1})
		}
	}
}

func (h *Hold) do(st step) {
	h.log = append(h.log, st)
	h.apply(st)
}

func (h *Hold) apply(st step) {
	if st.leaf {
		h.shift(&h.allows, st.s, st.by)
	} else {
		h.has[st.s] = st.by > 0
	}
	h.shift(&h.derives, st.s, st.by)
}

// shift has one support of s come or go in a tide, and carries that on.
func (h *Hold) shift(t *tide, s argue.Sentence, by int32) {
	before := t.has(s)
	t.applies[s] += by
	if t.has(s) == before {
		return
	}
	for _, r := range h.f.RulesWith(s) {
		applied := t.wanting[r] == 0
		if t.wanting[r] -= by; applied != (t.wanting[r] == 0) {
			h.shift(t, h.f.Rules()[r].Head, by)
		}
	}
	a := h.f.Defeats(s)
	switch {
	case a == argue.Nothing:
	case t == &h.derives: // attacked, or no longer
		h.weak = append(h.weak, a)
		h.shift(&h.allows, a, -by)
	case by > 0:
		h.weak = append(h.weak, a)
	default:
		h.safe = append(h.safe, a)
	}
}

// Back takes back all changes since the last Keep or Back.
func (h *Hold) Back() {
	for i := len(h.log) - 1; i >= 0; i-- {
		st := h.log[i]
		st.by = -st.by
		h.apply(st)
	}
	h.Keep()
}

// Keep makes the changes final.
func (h *Hold) Keep() { h.log, h.weak, h.safe = h.log[:0], h.weak[:0], h.safe[:0] }
