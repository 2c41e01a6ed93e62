package dung

import (
	"slices"

	"github.com/affiant-project/affiant/internal/argue/solve"
)

// A wish is what an extension must do about one argument.
type wish struct {
	a    int32
	hold bool // hold a; else do without it
}

// anyStable asks for a stable extension (Dung 1995, definition 13).
func (q *question) anyStable() Answer {
	set, r := q.stableWith(nil)
	switch r {
	case solve.Unknown:
		return q.unknown()
	case solve.Unsatisfiable:
		return Answer{Verdict: No}
	}
	return Answer{Verdict: Yes, Extension: set}
}

// decided asks whether some stable extension holds a, or whether every one does.
func (q *question) decided(a int32, credulous bool) Answer {
	set, r := q.stableWith(&wish{a, credulous})
	return q.conclude(set, r, credulous)
}

// conclude answers a credulous question, for which an extension with the
// argument was sought, or a sceptical one, for which one without it was.
func (q *question) conclude(set []int32, r solve.Result, credulous bool) Answer {
	switch {
	case r == solve.Unknown:
		return q.unknown()
	case (r == solve.Satisfiable) == credulous:
		return Answer{Verdict: Yes, Extension: set}
	}
	return Answer{Verdict: No, Extension: set}
}

// stableWith finds a stable extension that meets the wish, if one is given.
// It holds the grounded extension, and is one stable extension of each island
// of what that leaves; each must have one.
func (q *question) stableWith(w *wish) ([]int32, solve.Result) {
	if w != nil && q.base[w.a] != undec {
		if (q.base[w.a] == in) != w.hold {
			return nil, solve.Unsatisfiable
		}
		w = nil
	}
	more, r := q.together(q.isles(q.rest, w), func(c *question, isle part) ([]int32, solve.Result) {
		t := stable(c.purse, isle)
		r := t.ask(t.meeting(w)...)
		return t.found(), r
	})
	if r != solve.Satisfiable {
		return nil, r
	}
	set := append(q.base.members(in), more...)
	slices.Sort(set)
	return nonNil(set), r
}

// isles are the islands of p, that of the wish first if there is one. When
// time runs out some may be missing; the purse is empty then.
func (q *question) isles(p part, w *wish) []part {
	var list []part
	for args := range p.islands() {
		if q.late() {
			return nil
		}
		isle := p.keep(args)
		if w != nil && isle.at(w.a) >= 0 {
			list = slices.Insert(list, 0, isle)
		} else {
			list = append(list, isle)
		}
	}
	return list
}

// at is what argument a of the whole is called in the part, or -1 if it is not there.
func (p part) at(a int32) int32 {
	if i, ok := slices.BinarySearch(p.names, a); ok {
		return int32(i)
	}
	return -1
}

// meeting is the literal for the wish, if it is about an argument of the part.
func (t *theory) meeting(w *wish) []solve.Lit {
	if w == nil {
		return nil
	}
	a := t.part.at(w.a)
	switch {
	case a < 0:
		return nil
	case w.hold:
		return []solve.Lit{t.in[a]}
	}
	return []solve.Lit{t.in[a].Not()}
}
