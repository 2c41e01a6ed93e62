package why

import (
	"slices"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/label"
)

// A Change turns a conclusion. Facts are by rule, all else by sentence.
type Change struct {
	Struck   []string // facts that are not so
	Off, On  []string // switches that are turned
	Supplied []string // sentences that no rule derives and that hold
}

// Changes finds the smallest changes that turn a goal: after each it meets the standard if it does not now, and does not if
// it does; and no part of the change would do that. may says which leaves may change; nil lets all. Changes of fewest parts
// come first; of two alike in size, that of the earlier facts, then of the earlier sentences. complete is false if there are
// more than Search.Max, or if calls or the budget of r ran out: then those found are the smallest.
//
// Each change that fails shows which leaves settle that it does, and every other change has to touch one of them: the
// smallest is a smallest hitting set (Reiter, "A theory of diagnosis from first principles", Artificial Intelligence
// 32, 1987; Moreno-Centeno and Karp, "The implicit hitting set approach", Operations Research 61, 2013).
func Changes(f *argue.Framework, r *label.Reasoner, goal argue.Sentence, on []argue.Sentence, by Standard, may func(label.Leaf) bool, o Search) (list []Change, complete bool) {
	if !f.Has(goal) {
		return nil, true
	}
	q := inquire(f, r, goal, on, by, o.Calls)
	if may == nil {
		may = func(label.Leaf) bool { return true }
	}
	q.free(may)
	now, _, ok := q.ask(q.there)
	if !ok {
		return nil, false
	}
	a := newAtlas(q.open)
	complete = a.each(func(set []int) bool {
		answer, settled, ok := q.ask(q.flip(set))
		switch {
		case !ok:
			return false
		case answer == now:
			a.strikeLike(settled, func(p int) bool { return slices.Contains(set, p) })
			return true
		case len(list) == o.max():
			return false
		}
		list = append(list, q.change(set))
		a.strikeLarger(set)
		return true
	})
	return list, complete
}

// flip is the leaves as they are, but for those of the set.
func (q *inquiry) flip(set []int) []bool {
	choice := slices.Clone(q.there)
	for _, i := range set {
		choice[i] = !choice[i]
	}
	return choice
}

func (q *inquiry) change(set []int) (c Change) {
	for _, i := range set {
		switch leaf := q.leaves[i]; {
		case leaf.Rule >= 0:
			c.Struck = append(c.Struck, q.f.Rules()[leaf.Rule].Name)
		case q.there[i]:
			c.Off = append(c.Off, q.f.Name(leaf.Sentence))
		case q.f.IsSwitch(leaf.Sentence):
			c.On = append(c.On, q.f.Name(leaf.Sentence))
		default:
			c.Supplied = append(c.Supplied, q.f.Name(leaf.Sentence))
		}
	}
	return c
}
