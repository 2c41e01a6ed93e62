package why

import (
	"slices"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/label"
	"github.com/affiant-project/affiant/internal/argue/solve"
)

// Stability asks whether it is settled that a goal meets the standard, or that it does not, however the open switches come
// to stand (Odekerken, Borg and Bex, "Justification, stability and relevance in incomplete argumentation frameworks",
// Argument & Computation 2023, definition 11). Of the others those of on are on. If it is not stable it also returns the
// switches that are on where the answer is another than with those of on alone. complete is false if calls or the budget of r
// ran out: then nothing is said.
func Stability(f *argue.Framework, r *label.Reasoner, goal argue.Sentence, on, open []argue.Sentence, by Standard, o Search) (stable bool, counter []argue.Sentence, complete bool) {
	if !f.Has(goal) {
		return true, nil, true
	}
	q := inquireOpen(f, r, goal, on, open, by, o)
	now, settled, ok := q.ask(q.there)
	a := newAtlas(q.open)
	choice := q.there
	for {
		if !ok {
			return false, nil, false
		}
		a.strikeLike(settled, func(p int) bool { return choice[p] })
		switch a.s.Solve() {
		case solve.Unknown:
			return false, nil, false
		case solve.Unsatisfiable:
			return true, nil, true
		}
		choice = slices.Clone(q.there)
		for _, p := range q.open {
			choice[p] = a.s.True(a.lit[p])
		}
		var answer bool
		answer, settled, ok = q.ask(choice)
		if ok && answer != now {
			return false, q.on(choice), true
		}
	}
}

// A Bearing is an open switch on which the answer can depend, and switches with which it does: with those on, turning the
// switch on or leaving it off makes the difference.
type Bearing struct {
	Switch argue.Sentence
	With   []argue.Sentence
}

// Relevance lists the open switches, in their order, that are relevant to whether a goal meets the standard: those that some
// smallest set of rulings that makes it stable rules on (Odekerken, Borg and Bex 2023, definition 13). A switch is one just
// if the answer depends on it with the others in some position: of such a position the smallest part that is stable
// rules on the switch, and a smallest stable set leaves a position open where, without the switch, the answer changes.
// complete is false if calls or the budget of r ran out: there may then be more.
func Relevance(f *argue.Framework, r *label.Reasoner, goal argue.Sentence, on, open []argue.Sentence, by Standard, o Search) (list []Bearing, complete bool) {
	if !f.Has(goal) {
		return nil, true
	}
	q := inquireOpen(f, r, goal, on, open, by, o)
	var known []settlement
	for _, x := range q.open {
		with, depends, ok := q.depends(x, &known)
		if !ok {
			return list, false
		}
		if depends {
			list = append(list, Bearing{q.leaves[x].Sentence, with})
		}
	}
	return list, true
}

func inquireOpen(f *argue.Framework, r *label.Reasoner, goal argue.Sentence, on, open []argue.Sentence, by Standard, o Search) *inquiry {
	q := inquire(f, r, goal, on, by, o.Calls)
	q.free(func(l label.Leaf) bool {
		return l.Rule < 0 && f.IsSwitch(l.Sentence) && slices.Contains(open, l.Sentence)
	})
	return q
}

// on lists the switches that are on.
func (q *inquiry) on(choice []bool) []argue.Sentence {
	var on []argue.Sentence
	for i, leaf := range q.leaves {
		if leaf.Rule < 0 && q.f.IsSwitch(leaf.Sentence) && choice[i] {
			on = append(on, leaf.Sentence)
		}
	}
	return on
}

// A settlement is an answer with what settles it.
type settlement struct {
	answer  bool
	settled []int
	choice  []bool
}

// depends looks for a position of the other open switches in which the answer depends on x. The map holds two copies of
// the position, alike but for x, and the answer to each, which differ; what is known rules positions out.
func (q *inquiry) depends(x int, known *[]settlement) (with []argue.Sentence, depends, ok bool) {
	a := newAtlas(q.open)
	off, on := a.s.Var(), a.s.Var() // the answers
	a.s.Add(off, on)
	a.s.Add(off.Not(), on.Not())
	a.s.Add(a.lit[x].Not())
	learn := func(k settlement) {
		for _, side := range []bool{false, true} {
			if slices.Contains(k.settled, x) && k.choice[x] != side {
				continue
			}
			var clause []solve.Lit
			for _, p := range k.settled {
				switch {
				case p == x:
				case k.choice[p]:
					clause = append(clause, a.lit[p].Not())
				default:
					clause = append(clause, a.lit[p])
				}
			}
			answer := off
			if side {
				answer = on
			}
			if !k.answer {
				answer = answer.Not()
			}
			a.s.Add(append(clause, answer)...)
		}
	}
	for _, k := range *known {
		learn(k)
	}
	for {
		switch a.s.Solve() {
		case solve.Unknown:
			return nil, false, false
		case solve.Unsatisfiable:
			return nil, false, true
		}
		var answers [2]bool
		choice := slices.Clone(q.there)
		for _, p := range q.open {
			choice[p] = a.s.True(a.lit[p])
		}
		for i := range answers {
			choice := slices.Clone(choice)
			choice[x] = i == 1
			answer, settled, ok := q.ask(choice)
			if !ok {
				return nil, false, false
			}
			answers[i] = answer
			k := settlement{answer, settled, choice}
			*known = append(*known, k)
			learn(k)
		}
		if answers[0] != answers[1] {
			return q.on(choice), true, true
		}
	}
}
