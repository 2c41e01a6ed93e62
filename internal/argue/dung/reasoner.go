package dung

import (
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/inquiry"
	"github.com/affiant-project/affiant/internal/argue/proof"
)

// How a question is put and answered is the same for every kind of framework.
type (
	Verdict = inquiry.Verdict
	Options = inquiry.Options
	Answer  = inquiry.Answer
)

const (
	Unknown = inquiry.Unknown
	Yes     = inquiry.Yes
	No      = inquiry.No
)

// A Reasoner answers questions about one framework. Each question is worked
// out afresh, so that no answer depends on what was asked before.
type Reasoner struct {
	f    *Framework
	o    Options
	base labelling // the grounded labelling
	rest part      // what it leaves undecided
}

// NewReasoner prepares for questions about f. It takes time linear in the size of f.
func NewReasoner(f *Framework, o Options) *Reasoner {
	r := &Reasoner{f: f, o: o, base: f.spread(nil, nil)}
	r.rest = whole(f).keep(r.base.members(undec))
	return r
}

// question starts the work on one question.
func (r *Reasoner) question() *question {
	return &question{Reasoner: r, room: mostHeld, purse: &purse{ctx: r.o.Context, limit: r.o.Conflicts}}
}

// A question is the work on one question.
type question struct {
	*Reasoner
	*purse
	best int       // size of the largest admissible set found so far
	sets [][]int32 // admissible sets that the answer rests on, to certify it
	lone []int32   // the ideal extension, to certify it
	room int       // how many more members of listed extensions may be held; see mostHeld
}

// unknown is the answer when the purse is empty.
func (q *question) unknown() Answer {
	settled := len(q.base) - q.rest.Len()
	known := fmt.Sprintf("the grounded extension settles %d of %d arguments", settled, q.f.Len())
	if in := len(q.base.members(in)); in > 0 {
		known += fmt.Sprintf(" (%d of them in)", in)
	}
	if q.best > 0 {
		known += fmt.Sprintf("; an admissible set of %d was found", q.best)
	}
	return Answer{Known: known}
}

func (r *Reasoner) refuse(sem argue.Semantics, a int32) (Answer, bool) {
	if sem > argue.Ideal {
		return Answer{Known: fmt.Sprintf("there is no semantics number %d", sem)}, true
	}
	if a < 0 || int(a) >= r.f.Len() {
		return Answer{Known: fmt.Sprintf("there is no argument %d: arguments are 0 to %d", a, r.f.Len()-1)}, true
	}
	return Answer{}, false
}

// Credulous asks whether some extension holds a. If so, Extension is one that does.
func (r *Reasoner) Credulous(sem argue.Semantics, a int32) Answer {
	if no, bad := r.refuse(sem, a); bad {
		return no
	}
	q := r.question()
	var answer Answer
	switch sem {
	case argue.Grounded, argue.Ideal:
		answer = q.single(sem, a, true)
	case argue.Complete, argue.Preferred:
		answer = q.defensible(sem, a)
	case argue.Stable:
		answer = q.decided(a, true)
	default:
		answer = q.widest(sem, a, true)
	}
	return q.certified(proof.Certificate{Task: proof.DC, Semantics: sem, Query: a}, answer)
}

// Sceptical asks whether every extension holds a. If not, Extension is one
// that does not. If there is no stable extension, every one holds a.
func (r *Reasoner) Sceptical(sem argue.Semantics, a int32) Answer {
	if no, bad := r.refuse(sem, a); bad {
		return no
	}
	q := r.question()
	var answer Answer
	switch sem {
	case argue.Complete, argue.Grounded:
		answer = q.single(argue.Grounded, a, false)
	case argue.Ideal:
		answer = q.single(argue.Ideal, a, false)
	case argue.Preferred:
		answer = q.inevitable(a)
	case argue.Stable:
		answer = q.decided(a, false)
	default:
		answer = q.widest(sem, a, false)
	}
	return q.certified(proof.Certificate{Task: proof.DS, Semantics: sem, Query: a}, answer)
}

// Some asks for an extension. The verdict is No only for stable.
func (r *Reasoner) Some(sem argue.Semantics) Answer {
	q := r.question()
	return q.certified(proof.Certificate{Task: proof.SE, Semantics: sem, Query: -1}, q.some(sem))
}

func (q *question) some(sem argue.Semantics) Answer {
	var set []int32
	ok := true
	switch sem {
	case argue.Complete, argue.Grounded:
		set = q.base.members(in)
	case argue.Preferred:
		set, ok = q.preferred()
	case argue.Stable:
		return q.anyStable()
	case argue.Ideal:
		set, ok = q.ideal()
	case argue.SemiStable, argue.Stage:
		set, ok = q.anyWidest(sem)
	default:
		return Answer{Known: fmt.Sprintf("there is no semantics number %d", sem)}
	}
	if !ok {
		return q.unknown()
	}
	return Answer{Verdict: Yes, Extension: nonNil(set)}
}

// single answers for the semantics that have just one extension.
func (q *question) single(sem argue.Semantics, a int32, credulous bool) Answer {
	set, ok := q.base.members(in), true
	if sem == argue.Ideal {
		set, ok = q.ideal()
	}
	if !ok {
		return q.unknown()
	}
	_, holds := slices.BinarySearch(set, a)
	switch {
	case holds && credulous:
		return Answer{Verdict: Yes, Extension: nonNil(set)}
	case holds:
		return Answer{Verdict: Yes}
	case credulous:
		return Answer{Verdict: No}
	}
	return Answer{Verdict: No, Extension: nonNil(set)}
}

// nonNil tells an extension that is empty from there being none.
func nonNil(set []int32) []int32 {
	if set == nil {
		return []int32{}
	}
	return set
}

// full is the complete extension that comes of an admissible set of the rest,
// given by its names in the whole, together with the grounded.
func (q *question) full(set []int32) []int32 {
	return nonNil(q.f.spread(set, nil).members(in))
}
