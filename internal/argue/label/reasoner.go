package label

import (
	"slices"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/solve"
)

// A Reasoner answers questions about one framework. In each question, on
// lists the switches that are on. It keeps what its solver learnt from one
// question to the next and is not safe for use by several at once.
type Reasoner struct {
	f         *argue.Framework
	e         *encoding   // nil until a question needs the solver: many need no more than the grounded labelling
	least     []solve.Lit // wishes for few assumptions in, in their order
	most      []solve.Lit // wishes for many
	settled   solve.Lit   // given, leaves nothing undecided
	guards    int         // spent in e
	budget    int
	exhausted bool
}

// maxGuards is how many questions with clauses of their own are put to one
// encoding before a fresh one is cheaper to search than the litter they left.
const maxGuards = 400

// New returns a reasoner about f.
func New(f *argue.Framework) *Reasoner { return &Reasoner{f: f} }

// SetBudget limits the work on any one step of a question to so many
// conflicts of the solver; zero is no limit, and is how a reasoner starts.
func (r *Reasoner) SetBudget(conflicts int) {
	r.budget, r.exhausted = conflicts, false
	if r.e != nil {
		r.e.s.Budget = conflicts
	}
}

// Exhausted reports whether a question since SetBudget was given up. If so,
// none of the answers since may be relied on.
func (r *Reasoner) Exhausted() bool { return r.exhausted }

// ready puts the framework into clauses, if no question did before.
func (r *Reasoner) ready() {
	if r.e == nil {
		r.fresh()
	}
}

func (r *Reasoner) fresh() {
	r.e = encode(r.f, manner{})
	r.e.s.Budget = r.budget
	r.guards = 0
	r.least, r.most = nil, nil
	r.settled = r.e.s.Var()
	for _, a := range r.f.Assumptions() {
		in, possible := r.e.in[a], r.e.possible[a]
		r.least = append(r.least, in.Not())
		r.most = append(r.most, in)
		r.e.s.Add(r.settled.Not(), in, possible.Not())
	}
}

// guard makes a literal under which a question may add clauses of its own.
func (r *Reasoner) guard() solve.Lit {
	r.guards++
	return r.e.s.Var()
}

// release ends a question that used a guard.
func (r *Reasoner) release(guard solve.Lit) {
	r.e.s.Add(guard.Not())
	if r.guards > maxGuards {
		r.fresh()
	}
}

func (r *Reasoner) switches(on []argue.Sentence) map[argue.Sentence]bool {
	m := make(map[argue.Sentence]bool, len(on))
	for _, s := range on {
		m[s] = r.f.IsSwitch(s)
	}
	return m
}

// given is the literals that set the switches, and more.
func (r *Reasoner) given(on []argue.Sentence, more ...solve.Lit) []solve.Lit {
	set := r.switches(on)
	ls := make([]solve.Lit, 0, len(r.f.Switches())+len(more))
	for _, s := range r.f.Switches() {
		l := r.e.given[s]
		if !set[s] {
			l = l.Not()
		}
		ls = append(ls, l)
	}
	return append(ls, more...)
}

// ask finds the first complete labelling in the order of the wishes that
// satisfies what is given.
func (r *Reasoner) ask(on []argue.Sentence, wishes, given []solve.Lit) (Labelling, bool) {
	switch r.e.s.First(wishes, given...) {
	case solve.Unknown:
		r.exhausted = true
		return Labelling{}, false
	case solve.Unsatisfiable:
		return Labelling{}, false
	}
	return position(r.f, r.switches(on), func(a argue.Sentence) bool { return r.e.s.True(r.e.in[a]) }), true
}

// Possible reports whether some complete labelling gives s the value v, and
// returns the least such: of the assumptions in their order, the first is in
// only if it must be, and so on.
func (r *Reasoner) Possible(s argue.Sentence, v Value, on []argue.Sentence) (Labelling, bool) {
	if !r.f.Has(s) {
		return Labelling{}, false
	}
	r.ready()
	return r.ask(on, r.least, r.given(on, r.e.bounds(s, v)...))
}

// Can reports whether some complete labelling gives s the value v. It is Possible without the witness, and cheaper.
func (r *Reasoner) Can(s argue.Sentence, v Value, on []argue.Sentence) bool {
	if !r.f.Has(s) {
		return false
	}
	r.ready()
	switch r.e.s.Solve(r.given(on, r.e.bounds(s, v)...)...) {
	case solve.Satisfiable:
		return true
	case solve.Unknown:
		r.exhausted = true
	}
	return false
}

// Credulous reports whether some complete labelling has s in, and returns the
// least such. That is so just if some admissible set of assumptions derives
// s, since each admissible set is part of a complete one (Dung 1995, theorems
// 11 and 25).
func (r *Reasoner) Credulous(s argue.Sentence, on []argue.Sentence) (Labelling, bool) {
	return r.Possible(s, In, on)
}

// Sceptical reports whether s is in in every preferred labelling. If not, it
// returns the first preferred labelling, in the order of Preferred, without s
// (by counterexample and refinement: Dvořák et al., "Complexity-sensitive
// decision procedures for abstract argumentation", 2014).
func (r *Reasoner) Sceptical(s argue.Sentence, on []argue.Sentence) (counter Labelling, ok bool) {
	counter, _, ok = r.Cover([]argue.Sentence{s}, on)
	return counter, ok
}

// Cover is Sceptical for sentences to be in together. If they are, in every
// preferred labelling, it returns positions, each a preferred labelling with them all in, such that
// no complete labelling without is preferred: of the assumptions that bear on the sentences it has none in that some position
// attacks, so it and what that position holds of them stand together, with all in.
func (r *Reasoner) Cover(all, on []argue.Sentence) (counter Labelling, positions []Labelling, ok bool) {
	r.ready()
	if !slices.ContainsFunc(all, func(s argue.Sentence) bool { return !r.f.Has(s) }) {
		cone := r.Cone(all)
		guard := r.guard()
		defer func() { r.release(guard) }()
		without := []solve.Lit{guard.Not()}
		for _, s := range all {
			without = append(without, r.e.in[s].Not())
		}
		r.e.s.Add(without...)
		for {
			l, found := r.ask(on, r.most, r.given(on, guard))
			if !found {
				return Labelling{}, positions, !r.exhausted
			}
			larger, found := r.larger(l, on)
			if !found {
				return l, nil, false
			}
			positions = append(positions, larger)
			r.e.s.Add(append(r.attacked(larger, cone), guard.Not())...)
		}
	}
	first, _ := r.ask(on, r.most, r.given(on))
	return first, nil, false
}

// larger is the first preferred labelling with all that is in in l in, and more.
func (r *Reasoner) larger(l Labelling, on []argue.Sentence) (Labelling, bool) {
	guard := r.guard()
	r.e.s.Add(append(r.outside(l), guard.Not())...)
	given := r.given(on, guard)
	for _, a := range l.in {
		given = append(given, r.e.in[a])
	}
	more, ok := r.ask(on, r.most, given)
	r.e.s.Add(guard.Not())
	return more, ok
}

// outside is literals of which one is true unless all that is in is in in l.
func (r *Reasoner) outside(l Labelling) []solve.Lit {
	var ls []solve.Lit
	for _, a := range r.f.Assumptions() {
		if l.Of(a) != In {
			ls = append(ls, r.e.in[a])
		}
	}
	return ls
}

// attacked is literals of which one is true if something in the cone is in that is out in l.
func (r *Reasoner) attacked(l Labelling, cone []bool) []solve.Lit {
	var ls []solve.Lit
	for _, a := range r.f.Assumptions() {
		if cone[a] && l.Of(a) == Out {
			ls = append(ls, r.e.in[a])
		}
	}
	return ls
}

// Cone marks what bears on any of the sentences (see argue.Framework.Cone).
func (r *Reasoner) Cone(all []argue.Sentence) []bool {
	cone := make([]bool, r.f.Len())
	for _, s := range all {
		for i, in := range r.f.Cone(s) {
			cone[i] = cone[i] || in
		}
	}
	return cone
}
