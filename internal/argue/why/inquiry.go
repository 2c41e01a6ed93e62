package why

import (
	"slices"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/label"
)

// A Standard is what is asked of a goal.
type Standard uint8

const (
	InSome     Standard = iota // that some preferred extension derives it: it is arguable
	InGrounded                 // that the grounded extension does
)

// Search limits how far something is looked for.
type Search struct {
	Max   int // found at most; 64 if not positive
	Calls int // questions put at most; no limit if not positive
}

func (o Search) max() int {
	if o.Max <= 0 {
		return 64
	}
	return o.Max
}

// An inquiry asks whether a goal meets a standard, of the framework with one or another choice of its leaves: facts,
// switches, and sentences that no rule derives.
type inquiry struct {
	f        *argue.Framework
	goal     argue.Sentence
	standard Standard
	loose    *label.Loose
	leaves   []label.Leaf
	rule     map[int]int            // leaves by fact
	sentence map[argue.Sentence]int // by sentence, if no facts
	there    []bool                 // the leaves as they are
	near     []bool                 // leaves that can bear on the goal
	open     []int                  // of these, those that may be chosen, ascending
	calls    int                    // left, if limited
	limited  bool
}

func inquire(f *argue.Framework, r *label.Reasoner, goal argue.Sentence, on []argue.Sentence, by Standard, calls int) *inquiry {
	q := &inquiry{
		f: f, goal: goal, standard: by, loose: r.Loose(), calls: calls, limited: calls > 0,
		rule: make(map[int]int), sentence: make(map[argue.Sentence]int),
	}
	q.leaves, q.there = q.loose.Leaves(), q.loose.There(on)
	cone := cone(f, goal)
	for i, l := range q.leaves {
		if l.Rule >= 0 {
			q.rule[l.Rule] = i
		} else {
			q.sentence[l.Sentence] = i
		}
		q.near = append(q.near, cone[l.Sentence])
	}
	return q
}

// free opens the leaves that may be chosen.
func (q *inquiry) free(may func(label.Leaf) bool) {
	for i, l := range q.leaves {
		if q.near[i] && may(l) {
			q.open = append(q.open, i)
		}
	}
}

// cone marks all from which rules and attacks lead to goal.
func cone(f *argue.Framework, goal argue.Sentence) []bool {
	cone := make([]bool, f.Len())
	list := []argue.Sentence{goal}
	cone[goal] = true
	reach := func(s argue.Sentence) {
		if !cone[s] {
			cone[s] = true
			list = append(list, s)
		}
	}
	for len(list) > 0 {
		s := list[len(list)-1]
		list = list[:len(list)-1]
		if f.IsAssumption(s) {
			reach(f.Contrary(s))
		}
		for _, r := range f.RulesFor(s) {
			for _, p := range f.Rules()[r].Body {
				reach(p)
			}
		}
	}
	return cone
}

// spend reports whether another question may be put.
func (q *inquiry) spend() bool {
	if q.limited {
		q.calls--
	}
	return !q.limited || q.calls >= 0
}

// ask puts the question for a choice of leaves. Besides the answer it returns open leaves that settle it: as long as they
// are as in the choice, the answer is the same however the other open leaves are. It is not ok if the budget ran out.
func (q *inquiry) ask(choice []bool) (answer bool, settled []int, ok bool) {
	if !q.spend() {
		return false, nil, false
	}
	if q.standard == InGrounded {
		if q.sure(q.open, choice, nil) {
			return true, q.shrink(choice, q.sure, nil), true
		}
		return false, q.shrink(choice, q.never, nil), true
	}
	held := make([]int, 0, len(q.leaves))
	for i, near := range q.near {
		if _, open := slices.BinarySearch(q.open, i); near && !open {
			held = append(held, i)
		}
	}
	held = append(held, q.open...)
	in, _, lets, ok := q.loose.Lets(q.goal, held, choice)
	if !ok {
		return false, nil, false
	}
	if lets {
		return true, q.shrink(choice, q.defended, in), true
	}
	needed, ok := q.loose.Needed(q.goal, held, choice)
	needed = slices.DeleteFunc(needed, func(i int) bool {
		_, open := slices.BinarySearch(q.open, i)
		return !open
	})
	return false, needed, ok
}

// shrink leaves out open leaves, the last first, as long as the rest settle the answer: many at once where that can be.
func (q *inquiry) shrink(choice []bool, settles func([]int, []bool, []argue.Sentence) bool, in []argue.Sentence) []int {
	kept := slices.Clone(q.open)
	var drop func(from, to int)
	drop = func(from, to int) {
		if from == to {
			return
		}
		if less := slices.Concat(kept[:from], kept[to:]); settles(less, choice, in) {
			kept = less
			return
		}
		if half := from + (to-from)/2; half > from {
			drop(half, to)
			drop(from, half)
		}
	}
	drop(0, len(kept))
	return kept
}

// surely and perhaps derive what follows from what is granted with the leaves that are there for certain, or with those
// that may be: the leaves kept and those not open are as in the choice.
func (q *inquiry) surely(kept []int, choice []bool, granted func(argue.Sentence) bool) []bool {
	return q.derive(kept, choice, granted, false)
}

func (q *inquiry) perhaps(kept []int, choice []bool, granted func(argue.Sentence) bool) []bool {
	return q.derive(kept, choice, granted, true)
}

func (q *inquiry) derive(kept []int, choice []bool, granted func(argue.Sentence) bool, doubtful bool) []bool {
	there := slices.Clone(choice)
	for _, i := range q.open {
		if _, held := slices.BinarySearch(kept, i); !held {
			there[i] = doubtful
		}
	}
	got := make([]bool, q.f.Len())
	for _, s := range q.f.Order() {
		if q.f.IsAssumption(s) {
			got[s] = granted(s)
			continue
		}
		if i, ok := q.sentence[s]; ok {
			got[s] = there[i]
			continue
		}
		for _, r := range q.f.RulesFor(s) {
			i, fact := q.rule[r]
			holds := !fact || there[i]
			for _, p := range q.f.Rules()[r].Body {
				holds = holds && got[p]
			}
			got[s] = got[s] || holds
		}
	}
	return got
}

// defended reports whether the assumptions are an admissible set that derives the goal, whatever the leaves not kept.
func (q *inquiry) defended(kept []int, choice []bool, set []argue.Sentence) bool {
	has := make([]bool, q.f.Len())
	for _, a := range set {
		has[a] = true
	}
	sure := q.surely(kept, choice, func(a argue.Sentence) bool { return has[a] })
	doubt := q.perhaps(kept, choice, func(a argue.Sentence) bool { return !sure[q.f.Contrary(a)] })
	return sure[q.goal] && !slices.ContainsFunc(set, func(a argue.Sentence) bool {
		return sure[q.f.Contrary(a)] || doubt[q.f.Contrary(a)]
	})
}

// sure reports whether the grounded extension derives the goal, whatever the leaves not kept. It takes in only what is
// defended against all that those could raise. If no leaf is left open it is exact.
func (q *inquiry) sure(kept []int, choice []bool, _ []argue.Sentence) bool {
	return q.climb(kept, choice, q.surely, q.perhaps)
}

// never reports whether the grounded extension does not derive the goal, whatever the leaves not kept. It takes in all
// that they might defend.
func (q *inquiry) never(kept []int, choice []bool, _ []argue.Sentence) bool {
	return !q.climb(kept, choice, q.perhaps, q.surely)
}

type deriving func(kept []int, choice []bool, granted func(argue.Sentence) bool) []bool

// climb takes in what is defended, attacks being derived one way and counter-attacks another, until nothing changes, and
// reports whether the goal is derived.
func (q *inquiry) climb(kept []int, choice []bool, ours, theirs deriving) bool {
	in := make([]bool, q.f.Len())
	for {
		got := ours(kept, choice, func(a argue.Sentence) bool { return in[a] })
		doubt := theirs(kept, choice, func(a argue.Sentence) bool { return !got[q.f.Contrary(a)] })
		changed := false
		for _, a := range q.f.Assumptions() {
			if now := !doubt[q.f.Contrary(a)]; now != in[a] {
				in[a], changed = now, true
			}
		}
		if !changed {
			return got[q.goal]
		}
	}
}
