package label

import (
	"slices"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/solve"
)

// A Bound says that a sentence has at least the value given, or less if Less
// is set. If Rule is not negative, it speaks of that rule instead: of the
// worst of its premises.
type Bound struct {
	Rule     int
	Sentence argue.Sentence
	Value    Value
	Less     bool
}

// own notes what a literal means. Only a fact that may be struck or a
// sentence that may be supplied has one literal for two bounds, since it is
// never undecided; the first will do.
func (e *encoding) own(l solve.Lit, b Bound) {
	if _, ok := e.owner[l]; ok {
		return
	}
	e.owner[l] = b
	b.Less = !b.Less
	e.owner[l.Not()] = b
}

func (e *encoding) literal(b Bound) solve.Lit {
	l := e.in[b.Sentence]
	if b.Value == Undec {
		l = e.possible[b.Sentence]
	}
	if b.Less {
		return l.Not()
	}
	return l
}

// Grounds are what a conclusion fails on: facts by rule, switches on, and
// sentences that no rule derives or that are switched off.
type Grounds struct {
	Facts  []int
	On     []argue.Sentence
	Absent []argue.Sentence
}

// Excluding finds the grounds that keep s out of every admissible set,
// whatever other facts there were and however other switches stood. Each of
// them is needed: without it some choice of the rest would let s in. It
// returns false if s is in in some complete labelling.
func (r *Reasoner) Excluding(s argue.Sentence, on []argue.Sentence) (Grounds, bool) {
	if !r.f.Has(s) {
		return Grounds{}, false
	}
	l := r.Loose()
	there := l.There(on)
	var held []int
	for _, present := range []bool{true, false} {
		for i := range there {
			if there[i] == present {
				held = append(held, i)
			}
		}
	}
	needed, ok := l.Needed(s, held, there)
	if !ok {
		_, _, lets, _ := l.Lets(s, held, there)
		r.exhausted = r.exhausted || !lets
		return Grounds{}, false
	}
	var g Grounds
	slices.Sort(needed)
	for _, i := range needed {
		switch leaf := l.leaves[i]; {
		case leaf.Rule >= 0:
			g.Facts = append(g.Facts, leaf.Rule)
		case there[i]:
			g.On = append(g.On, leaf.Sentence)
		default:
			g.Absent = append(g.Absent, leaf.Sentence)
		}
	}
	return g, true
}

// A Refutation shows that no complete labelling is as was supposed: each
// lemma, a list of bounds one of which holds, follows from the framework, what
// was supposed and the lemmas before it by carrying bounds along rules and
// attacks, and so does, in the end, a contradiction.
type Refutation [][]Bound

// Refute refutes that a complete labelling satisfies all of supposed, each a
// list of bounds (of sentences) one of which is to hold, and returns false if
// one does. With grounds, only those are held fast, and any other facts and
// switches may be as they like.
func (r *Reasoner) Refute(supposed [][]Bound, on []argue.Sentence, g *Grounds) (Refutation, bool) {
	var e *encoding
	if g == nil {
		e = encode(r.f, manner{plain: true})
		set := r.switches(on)
		for _, s := range r.f.Switches() {
			e.hold(e.given[s], set[s])
		}
	} else {
		e = encode(r.f, manner{loose: true, plain: true})
		for _, i := range g.Facts {
			e.hold(e.facts[i], true)
		}
		for _, s := range g.On {
			e.hold(e.given[s], true)
		}
		for _, s := range g.Absent {
			e.hold(e.given[s], false)
		}
	}
	var lemmas Refutation
	e.s.Budget = r.budget
	e.s.OnLearn = func(ls []solve.Lit) {
		lemma := make([]Bound, len(ls))
		for i, l := range ls {
			lemma[i] = e.owner[l]
		}
		lemmas = append(lemmas, lemma)
	}
	for _, one := range supposed {
		var ls []solve.Lit
		for _, b := range one {
			ls = append(ls, e.literal(b))
		}
		e.s.Add(ls...)
	}
	switch e.s.Solve() {
	case solve.Unsatisfiable:
		return lemmas, true
	case solve.Unknown:
		r.exhausted = true
	}
	return nil, false
}

func (e *encoding) hold(l solve.Lit, v bool) {
	if !v {
		l = l.Not()
	}
	e.s.Add(l)
}
