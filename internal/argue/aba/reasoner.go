package aba

import (
	"fmt"

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
	base *stand       // the grounded extension
	dead []proof.Loop // why what does not follow there does not
}

// NewReasoner prepares for questions about f by working out what is grounded.
func NewReasoner(f *Framework, o Options) *Reasoner {
	r := &Reasoner{f: f, o: o}
	r.base, r.dead = f.spread(nil)
	return r
}

// A question is the work on one question.
type question struct {
	*Reasoner
	*purse
	loops   []proof.Loop // found so far
	spelled bool         // loops are written out as certificates have them, without variables of our own
	best    int          // size of the largest admissible set found so far
	count   int          // extensions found so far
	facts   *findings    // for the certificate; nil if none is wanted
}

func (r *Reasoner) question() *question {
	q := &question{Reasoner: r, purse: &purse{ctx: r.o.Context, limit: r.o.Conflicts}}
	if r.o.Prove {
		q.facts = &findings{}
	}
	return q
}

// whole is the cone of the question that looks at everything that matters.
func (q *question) whole(more ...int32) []bool {
	return q.f.cone(append(more, q.f.assumptions...)...)
}

// unknown is the answer when the purse is empty.
func (q *question) unknown() Answer {
	in, out := 0, 0
	for _, a := range q.f.assumptions {
		switch {
		case q.base.has[a]:
			in++
		case q.base.holds[q.f.contrary[a]]:
			out++
		}
	}
	known := fmt.Sprintf("the grounded extension holds %d of %d assumptions and attacks %d", in, len(q.f.assumptions), out)
	if q.best > in {
		known += fmt.Sprintf("; an admissible set of %d was found", q.best)
	}
	if q.count > 0 {
		known += fmt.Sprintf("; %d extensions were found", q.count)
	}
	return Answer{Known: known}
}

// refuse answers a question about what there is not.
func (r *Reasoner) refuse(sem argue.Semantics, s int32) (Answer, bool) {
	switch {
	case sem > argue.Ideal:
		return Answer{Known: fmt.Sprintf("there is no semantics number %d", sem)}, true
	case s < 0 || int(s) >= r.f.Len():
		return Answer{Known: fmt.Sprintf("there is no atom %d: atoms are 0 to %d", s, r.f.Len()-1)}, true
	}
	return Answer{}, false
}

// Credulous asks whether some extension derives the atom s. If so, Extension
// is one that does, unless a preferred one takes far longer to find than the answer.
func (r *Reasoner) Credulous(sem argue.Semantics, s int32) Answer {
	if no, bad := r.refuse(sem, s); bad {
		return no
	}
	q := r.question()
	switch sem {
	case argue.Grounded, argue.Ideal:
		return q.single(proof.DC, sem, s)
	case argue.Complete, argue.Preferred:
		return q.defensible(sem, s)
	case argue.Stable:
		return q.decided(proof.DC, s)
	}
	return q.widest(proof.DC, sem, s)
}

// Sceptical asks whether every extension derives the atom s. If not, Extension
// is one that does not, unless a preferred one takes far longer to find than
// the answer. If there is no stable extension, every one derives s.
func (r *Reasoner) Sceptical(sem argue.Semantics, s int32) Answer {
	if no, bad := r.refuse(sem, s); bad {
		return no
	}
	q := r.question()
	switch sem {
	case argue.Complete, argue.Grounded, argue.Ideal:
		return q.single(proof.DS, sem, s)
	case argue.Preferred:
		return q.inevitable(s)
	case argue.Stable:
		return q.decided(proof.DS, s)
	}
	return q.widest(proof.DS, sem, s)
}

// Some asks for an extension. The verdict is No only for stable.
func (r *Reasoner) Some(sem argue.Semantics) Answer {
	q := r.question()
	ask := asked{proof.SE, sem, -1}
	switch sem {
	case argue.Complete, argue.Grounded:
		return q.give(ask, Yes, q.base.set)
	case argue.Preferred:
		st, ok := q.grow(q.base)
		if !ok {
			return q.unknown()
		}
		return q.give(ask, Yes, st.set)
	case argue.Stable:
		return q.anyStable()
	case argue.SemiStable, argue.Stage:
		return q.anyWidest(sem)
	case argue.Ideal:
		st, ok := q.ideal()
		if !ok {
			return q.unknown()
		}
		return q.give(ask, Yes, st.set)
	}
	return Answer{Known: fmt.Sprintf("there is no semantics number %d", sem)}
}

// single answers where one extension decides: the grounded or the ideal one.
// What every complete set derives, the grounded does (Dung 1995, theorem 25).
func (q *question) single(task proof.Task, sem argue.Semantics, s int32) Answer {
	st, ok := q.base, true
	if sem == argue.Ideal {
		st, ok = q.ideal()
	}
	if !ok {
		return q.unknown()
	}
	verdict := No
	if st.holds[s] {
		verdict = Yes
	}
	return q.give(asked{task, sem, s}, verdict, st.set)
}

// nonNil tells an extension that is empty from there being none.
func nonNil(set []int32) []int32 {
	if set == nil {
		return []int32{}
	}
	return set
}
