package why

import (
	"slices"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/label"
	"github.com/affiant-project/affiant/internal/argue/proof/showing"
)

// AllGrounds finds every set of grounds on which a goal is lacking or open: each keeps it out of every admissible set,
// whatever other facts there were and however other switches stood, and none of its members can be spared. Those of fewest
// members come first; of two alike in size, that with the earlier facts, then the earlier sentences. It returns none for a
// goal that is arguable. complete is false if there are more than Search.Max, or if calls or the budget of r ran out: then
// those found are the smallest, or, if none was found, one that need not be.
//
// A set that is too small to keep the goal out is widened as far as it will go, and all its parts are struck from the map; so
// the smallest set left, once it does keep the goal out, is minimal (Liffiton et al. 2016; Ignatiev, Previti,
// Liffiton and Marques-Silva, "Smallest MUS extraction with minimal hitting set dualization", CP 2015).
func AllGrounds(f *argue.Framework, r *label.Reasoner, goal argue.Sentence, on []argue.Sentence, o Search) (list []showing.Grounds, complete bool) {
	if !f.Has(goal) {
		return nil, true
	}
	q := inquire(f, r, goal, on, InSome, o.Calls)
	q.free(func(label.Leaf) bool { return true })
	if _, _, lets, ok := q.loose.Lets(goal, q.open, q.there); lets || !ok {
		return nil, ok
	}
	a := newAtlas(q.open)
	complete = a.each(func(set []int) bool {
		if !q.spend() {
			return false
		}
		widest, lets, ok := q.loose.Widest(goal, set, q.there)
		switch {
		case !ok:
			return false
		case lets:
			a.strikeWithin(func(p int) bool { return widest[p] })
			return true
		case len(list) == o.max():
			return false
		}
		list = append(list, q.grounds(set))
		a.strikeLarger(set)
		return true
	})
	if len(list) == 0 {
		if set, ok := q.loose.Needed(goal, q.open, q.there); ok {
			list = append(list, q.grounds(set))
		}
	}
	return list, complete
}

// grounds names leaves as they are.
func (q *inquiry) grounds(set []int) (g showing.Grounds) {
	for _, i := range slices.Sorted(slices.Values(set)) {
		switch leaf := q.leaves[i]; {
		case leaf.Rule >= 0:
			g.Facts = append(g.Facts, q.f.Rules()[leaf.Rule].Name)
		case q.there[i]:
			g.On = append(g.On, q.f.Name(leaf.Sentence))
		default:
			g.Absent = append(g.Absent, q.f.Name(leaf.Sentence))
		}
	}
	return g
}
