package aba

import (
	"slices"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/proof"
	"github.com/affiant-project/affiant/internal/argue/solve"
)

// defensible asks whether some admissible set derives s, which is to ask
// whether some complete, or some preferred, extension does. It looks at what
// the grounded extension leaves open in the cone of s.
func (q *question) defensible(sem argue.Semantics, s int32) Answer {
	ask := asked{proof.DC, sem, s}
	st := q.base
	if !st.holds[s] {
		p := q.f.rest(st, q.f.cone(s))
		goal := p.at[s]
		if goal < 0 {
			return q.give(ask, No, nil)
		}
		t := q.defence(p)
		t.Add(t.der[goal])
		switch t.ask(goal) {
		case solve.Unknown:
			return q.unknown()
		case solve.Unsatisfiable:
			return q.give(ask, No, nil)
		}
		st = q.with(p, t.found())
	}
	if sem == argue.Preferred {
		return q.grown(ask, Yes, st)
	}
	return q.give(ask, Yes, st.set)
}

// enough is how many conflicts may go into a preferred extension that only
// shows an answer already known, if no certificate is wanted.
const enough = 20_000

// grown answers with a preferred extension that holds the set given. The
// answer is known by the set alone; the extension may be harder to come by.
func (q *question) grown(ask asked, v Verdict, st *stand) Answer {
	if most := q.spent + enough; q.facts == nil && (q.limit == 0 || q.limit > most) {
		q.limit = most
	}
	if st, ok := q.grow(st); ok {
		return q.give(ask, v, st.set)
	}
	return Answer{Verdict: v, Known: "uncertified: the budget ran out while a preferred extension was grown that shows it"}
}

// with is the least complete set that holds an admissible set of what the
// grounded extension leaves open.
func (q *question) with(p *rest, set []int32) *stand {
	set = append(p.outward(set), q.base.set...)
	slices.Sort(set)
	return q.f.closed(set)
}

// grow is a preferred extension that holds the complete set given.
func (q *question) grow(st *stand) (*stand, bool) {
	q.best = max(q.best, len(st.set))
	p := q.f.rest(st, q.whole())
	t := q.defence(p)
	t.insist()
	var some []solve.Lit
	for _, a := range p.assumptions {
		some = append(some, t.der[a])
	}
	t.Add(some...)
	switch t.ask(-1) {
	case solve.Unknown:
		return nil, false
	case solve.Unsatisfiable:
		return st, true
	}
	set := append(p.outward(t.found()), st.set...)
	slices.Sort(set)
	return q.f.standing(set), true
}

// growIn goes from a set to ever greater ones of the theory until there is none.
func (q *question) growIn(t *theory, st *stand) (*stand, bool) {
	for {
		q.best = max(q.best, len(st.set))
		switch t.once(t.beyond(st), t.members(st.set)...) {
		case solve.Unknown:
			return nil, false
		case solve.Unsatisfiable:
			return st, true
		}
		st = q.f.closed(t.found())
	}
}

// inevitable asks whether every preferred extension derives s, without working
// out preferred extensions (Thimm, Cerutti and Vallati, "Skeptical reasoning
// with preferred semantics in abstract argumentation without computing
// preferred extensions", IJCAI 2021, here for assumptions). A preferred
// extension without s has a member that each admissible set with s attacks, or
// the two could be joined. So: look for an admissible set with such members
// for all the sets with s that were found. If none with s goes beyond it, any
// preferred extension that it grows into does without s; else that is one more.
func (q *question) inevitable(s int32) Answer {
	ask := asked{proof.DS, argue.Preferred, s}
	if q.base.holds[s] {
		return q.give(ask, Yes, nil)
	}
	p := q.f.rest(q.base, q.f.cone(s))
	goal := p.at[s]
	if goal < 0 {
		return q.grown(ask, No, q.base)
	}
	t := q.defence(p)
	against := t.Var()
	for {
		switch t.ask(goal, t.der[goal].Not(), against) {
		case solve.Unknown:
			return q.unknown()
		case solve.Unsatisfiable:
			return q.give(ask, Yes, nil)
		}
		rival := t.found()
		given := []solve.Lit{t.der[goal]}
		for _, a := range rival {
			given = append(given, t.der[a])
		}
		switch t.ask(goal, given...) {
		case solve.Unknown:
			return q.unknown()
		case solve.Unsatisfiable:
			return q.grown(ask, No, q.with(p, rival))
		}
		st := p.standing(t.found())
		clash := []solve.Lit{against.Not()}
		for _, a := range p.assumptions {
			if st.holds[p.contrary[a]] {
				clash = append(clash, t.der[a])
			}
		}
		t.Add(clash...)
		if q.facts != nil {
			q.note(q.with(p, st.set))
		}
	}
}
