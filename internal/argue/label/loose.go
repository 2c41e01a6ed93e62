package label

import (
	"slices"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/solve"
)

// A Leaf is what a framework rests on and might be without, or have besides: a fact (a rule without premises), a switch, or
// a sentence that no rule derives and that is no assumption.
type Leaf struct {
	Rule     int // the fact; -1 if it is none
	Sentence argue.Sentence
}

// A Loose framework is one whose leaves may each be there or not. It keeps what its solver learnt from one question to the
// next, has the budget that the reasoner had when it was made, and is not safe for use by several at once.
type Loose struct {
	r      *Reasoner
	e      *encoding
	leaves []Leaf
	lits   []solve.Lit
	place  map[solve.Lit]int
}

// Loose loosens the framework.
func (r *Reasoner) Loose() *Loose {
	e := encode(r.f, manner{loose: true})
	e.s.Budget = r.budget
	l := &Loose{r: r, e: e, place: make(map[solve.Lit]int)}
	for i, rule := range r.f.Rules() {
		if len(rule.Body) == 0 {
			l.leaf(Leaf{i, rule.Head}, e.facts[i])
		}
	}
	for i := range r.f.Len() {
		if lit, ok := e.given[argue.Sentence(i)]; ok {
			l.leaf(Leaf{-1, argue.Sentence(i)}, lit)
		}
	}
	return l
}

func (l *Loose) leaf(leaf Leaf, lit solve.Lit) {
	l.place[lit], l.place[lit.Not()] = len(l.leaves), len(l.leaves)
	l.leaves, l.lits = append(l.leaves, leaf), append(l.lits, lit)
}

// Leaves lists the facts in the order of the rules, then the others in that of the sentences.
func (l *Loose) Leaves() []Leaf { return l.leaves }

// There tells of each leaf whether it is there in the framework with the switches on turned on.
func (l *Loose) There(on []argue.Sentence) []bool {
	set := l.r.switches(on)
	there := make([]bool, len(l.leaves))
	for i, leaf := range l.leaves {
		there[i] = leaf.Rule >= 0 || set[leaf.Sentence]
	}
	return there
}

// given is the literals that hold leaves as they are said to be, and s in.
func (l *Loose) given(s argue.Sentence, held []int, there []bool) []solve.Lit {
	lits := []solve.Lit{l.e.in[s]}
	for _, i := range held {
		lit := l.lits[i]
		if !there[i] {
			lit = lit.Not()
		}
		lits = append(lits, lit)
	}
	return lits
}

// Lets asks whether some choice of the leaves not held lets s be in in a complete labelling. Held leaves, by place, are
// there or not as told. If it does, it returns the assumptions that are in and the leaves that are there. ok is false if
// the budget ran out.
func (l *Loose) Lets(s argue.Sentence, held []int, there []bool) (in []argue.Sentence, chosen []bool, lets, ok bool) {
	switch l.e.s.Solve(l.given(s, held, there)...) {
	case solve.Unknown:
		return nil, nil, false, false
	case solve.Unsatisfiable:
		return nil, nil, false, true
	}
	for _, a := range l.r.f.Assumptions() {
		if l.e.s.True(l.e.in[a]) {
			in = append(in, a)
		}
	}
	chosen = make([]bool, len(l.leaves))
	for i, lit := range l.lits {
		chosen[i] = l.e.s.True(lit)
	}
	return in, chosen, true, true
}

// Widest finds leaves that can be held together with those given, as they are told to be, and still let s be in; none can be
// added. Earlier ones are taken rather than later. It is marked by place. ok is false if the budget ran out.
func (l *Loose) Widest(s argue.Sentence, held []int, there []bool) (widest []bool, lets, ok bool) {
	wishes := make([]solve.Lit, len(l.lits))
	for i, lit := range l.lits {
		if wishes[i] = lit; !there[i] {
			wishes[i] = lit.Not()
		}
	}
	switch l.e.s.First(wishes, l.given(s, held, there)...) {
	case solve.Unknown:
		return nil, false, false
	case solve.Unsatisfiable:
		return nil, false, true
	}
	widest = make([]bool, len(l.lits))
	for i, wish := range wishes {
		widest[i] = l.e.s.True(wish)
	}
	return widest, true, true
}

// Needed is a part of the held leaves that alone keeps s from being in, and of which none can be spared; earlier ones are
// kept rather than later. It is false if they do not keep it from that, or the budget ran out.
//
// From the last to the first, a leaf goes if the rest keep s from being in without it. Which part is left depends on that
// alone; two shortcuts save most of the asking. A leaf outside the last core goes. And once some position has let s in, the same
// position is tried on the next leaf, changed as little as that leaf asks.
func (l *Loose) Needed(s argue.Sentence, held []int, there []bool) ([]int, bool) {
	given := l.given(s, held, there)
	if l.e.s.Solve(given...) != solve.Unsatisfiable {
		return nil, false
	}
	core := make(map[solve.Lit]int)
	cores := 0
	note := func() {
		cores++
		for _, lit := range l.e.s.Core() {
			core[lit] = cores
		}
	}
	note()
	var trial *Hold
	var most []solve.Lit // a position with much in is the more likely to do for other leaves
	for _, a := range l.r.f.Assumptions() {
		most = append(most, l.e.in[a])
	}
	var needed []solve.Lit // and so kept, later ones first
	var places []int
	for i := len(held) - 1; i >= 0; i-- {
		lit, leaf := given[i+1], held[i]
		if core[lit] != cores {
			continue
		}
		if trial != nil {
			trial.Turn(l.leaves[leaf], !there[leaf])
			lets := trial.Derives(s)
			trial.Back()
			if lets {
				needed, places = append(needed, lit), append(places, leaf)
				continue
			}
		}
		switch l.e.s.First(most, append(slices.Clone(needed), given[:i+1]...)...) {
		case solve.Unknown:
			return nil, false
		case solve.Unsatisfiable:
			note()
		case solve.Satisfiable:
			needed, places = append(needed, lit), append(places, leaf)
			trial = l.position()
			trial.Turn(l.leaves[leaf], there[leaf])
			trial.Keep()
		}
	}
	slices.Reverse(places)
	return places, true
}

// position is the solution last found.
func (l *Loose) position() *Hold {
	var in []argue.Sentence
	for _, a := range l.r.f.Assumptions() {
		if l.e.s.True(l.e.in[a]) {
			in = append(in, a)
		}
	}
	return Take(l.r.f, in, func(leaf Leaf) bool {
		lit, ok := l.e.facts[leaf.Rule]
		if leaf.Rule < 0 {
			lit, ok = l.e.given[leaf.Sentence]
		}
		return ok && l.e.s.True(lit)
	})
}
