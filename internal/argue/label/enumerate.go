package label

import (
	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/solve"
)

// Complete lists the complete labellings, at most limit of them if limit is
// positive, and reports whether that is all. The grounded comes first. Of two
// others, that comes first in which the first assumption to tell them apart
// is not in.
func (r *Reasoner) Complete(on []argue.Sentence, limit int) ([]Labelling, bool) {
	r.ready()
	return r.enumerate(on, limit, r.least, nil, func(l Labelling) []solve.Lit {
		differs := r.outside(l)
		for _, a := range l.in {
			differs = append(differs, r.e.in[a].Not())
		}
		return differs
	})
}

// Preferred lists the preferred labellings, those complete ones to which no
// assumption that is in can be added (Dung 1995, definition 7), at most limit
// of them if limit is positive, and reports whether that is all. Of two, that
// comes first in which the first assumption to tell them apart is in.
func (r *Reasoner) Preferred(on []argue.Sentence, limit int) ([]Labelling, bool) {
	r.ready()
	return r.enumerate(on, limit, r.most, nil, r.outside)
}

// Stable lists the complete labellings that leave nothing undecided (Caminada
// 2006), like Preferred. There may be none.
func (r *Reasoner) Stable(on []argue.Sentence, limit int) ([]Labelling, bool) {
	r.ready()
	return r.enumerate(on, limit, r.most, []solve.Lit{r.settled}, r.outside)
}

// enumerate takes the first labelling in the order of the wishes, rules it
// out with the clause that next makes of it, and goes on. With wishes for
// most in and a clause that also rules out all that is smaller, each one it
// takes is as large as can be.
func (r *Reasoner) enumerate(on []argue.Sentence, limit int, wishes, given []solve.Lit, next func(Labelling) []solve.Lit) ([]Labelling, bool) {
	guard := r.guard()
	defer func() { r.release(guard) }()
	given = r.given(on, append(given, guard)...)
	var list []Labelling
	for {
		l, ok := r.ask(on, wishes, given)
		if !ok {
			return list, !r.exhausted
		}
		if limit > 0 && len(list) == limit {
			return list, false
		}
		list = append(list, l)
		r.e.s.Add(append(next(l), guard.Not())...)
	}
}
