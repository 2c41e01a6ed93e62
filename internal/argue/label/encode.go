package label

import (
	"slices"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/solve"
)

// An encoding says in clauses what a complete labelling is. Each sentence has
// two literals: that it is in, and that it is not out (it is possible). Rules
// do not go in circles, so a sentence follows just if one of its rules
// applies (Clark, "Negation as failure", 1978): the labellings are exactly
// the solutions.
type encoding struct {
	f        *argue.Framework
	s        *solve.Solver
	certain  solve.Lit   // always true
	in       []solve.Lit // by sentence
	possible []solve.Lit // by sentence
	given    map[argue.Sentence]solve.Lit
	facts    map[int]solve.Lit // by rule; see loosened
	owner    map[solve.Lit]Bound
	manner   manner
}

// A manner is how a framework is put into clauses.
type manner struct {
	// loose says it of every framework that f would be with other facts:
	// each fact may be struck, and each sentence without a rule supplied.
	loose bool

	// plain gives each rule and sentence literals of its own, even if they
	// must agree with others. What is then learnt follows step by step in
	// terms of rules and sentences, as a reader would check it.
	plain bool
}

func encode(f *argue.Framework, m manner) *encoding {
	e := &encoding{
		f: f, s: solve.New(),
		in: make([]solve.Lit, f.Len()), possible: make([]solve.Lit, f.Len()),
		given:  make(map[argue.Sentence]solve.Lit),
		facts:  make(map[int]solve.Lit),
		owner:  make(map[solve.Lit]Bound),
		manner: m,
	}
	e.certain = e.s.Var()
	e.s.Add(e.certain)
	for _, s := range f.Order() {
		e.sentence(s)
		e.own(e.in[s], Bound{Rule: -1, Sentence: s, Value: In})
		e.own(e.possible[s], Bound{Rule: -1, Sentence: s, Value: Undec})
	}
	for _, a := range f.Assumptions() {
		c := f.Contrary(a)
		e.same(e.in[a], e.possible[c].Not())
		e.same(e.possible[a], e.in[c].Not())
	}
	return e
}

// sentence gives s its two literals. Those of its premises are there already.
func (e *encoding) sentence(s argue.Sentence) {
	rules := e.f.RulesFor(s)
	switch {
	case e.f.IsAssumption(s):
		e.in[s], e.possible[s] = e.s.Var(), e.s.Var()
		e.s.Add(e.in[s].Not(), e.possible[s])
	case e.f.IsSwitch(s), e.manner.loose && len(rules) == 0:
		l := e.s.Var()
		e.in[s], e.possible[s], e.given[s] = l, l, l
	default:
		var in, possible []solve.Lit
		for _, i := range rules {
			a, b := e.rule(i)
			e.own(a, Bound{Rule: i, Sentence: s, Value: In})
			e.own(b, Bound{Rule: i, Sentence: s, Value: Undec})
			in, possible = append(in, a), append(possible, b)
		}
		e.in[s], e.possible[s] = e.any(in), e.any(possible)
	}
}

// rule gives rule i its two literals.
func (e *encoding) rule(i int) (in, possible solve.Lit) {
	body := e.f.Rules()[i].Body
	if e.manner.loose && len(body) == 0 {
		l := e.s.Var()
		e.facts[i] = l
		return l, l
	}
	var ins, possibles []solve.Lit
	for _, p := range body {
		ins, possibles = append(ins, e.in[p]), append(possibles, e.possible[p])
	}
	return e.all(ins), e.all(possibles)
}

// all is a literal that is true just if every one of ls is.
func (e *encoding) all(ls []solve.Lit) solve.Lit {
	opposite := make([]solve.Lit, len(ls))
	for i, l := range ls {
		opposite[i] = l.Not()
	}
	return e.any(opposite).Not()
}

// any is a literal that is true just if one of ls is.
func (e *encoding) any(ls []solve.Lit) solve.Lit {
	open := ls
	if !e.manner.plain {
		if slices.Contains(ls, e.certain) {
			return e.certain
		}
		open = slices.DeleteFunc(slices.Clone(ls), func(l solve.Lit) bool { return l == e.certain.Not() })
		switch len(open) {
		case 0:
			return e.certain.Not()
		case 1:
			return open[0]
		}
	}
	some := e.s.Var()
	for _, l := range open {
		e.s.Add(l.Not(), some)
	}
	e.s.Add(append(slices.Clone(open), some.Not())...)
	return some
}

func (e *encoding) same(a, b solve.Lit) {
	e.s.Add(a.Not(), b)
	e.s.Add(a, b.Not())
}

// bounds is the literals that say s has the value v.
func (e *encoding) bounds(s argue.Sentence, v Value) []solve.Lit {
	switch v {
	case In:
		return []solve.Lit{e.in[s]}
	case Out:
		return []solve.Lit{e.possible[s].Not()}
	}
	return []solve.Lit{e.in[s].Not(), e.possible[s]}
}
