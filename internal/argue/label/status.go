package label

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/argue"
)

// A Status is the set of values that a sentence has over all complete
// labellings: its justification status (Wu and Caminada, "A labelling-based
// justification status of arguments", Studies in Logic 3(4), 2010;
// they show that {in,out} without undecided and the empty set do not occur).
type Status struct{ In, Undec, Out bool }

// String writes the set, like {in,out,undec}.
func (s Status) String() string {
	var has []string
	if s.In {
		has = append(has, "in")
	}
	if s.Out {
		has = append(has, "out")
	}
	if s.Undec {
		has = append(has, "undec")
	}
	return "{" + strings.Join(has, ",") + "}"
}

// Status works out the status of s.
func (r *Reasoner) Status(s argue.Sentence, on []argue.Sentence) Status {
	if !r.f.Has(s) {
		return Status{}
	}
	// What the grounded labelling decides, every complete labelling decides
	// alike (Dung 1995, theorem 25).
	switch r.Grounded(on).Of(s) {
	case In:
		return Status{In: true}
	case Out:
		return Status{Out: true}
	}
	_, in := r.Possible(s, In, on)
	_, out := r.Possible(s, Out, on)
	return Status{In: in, Undec: true, Out: out}
}

// Acceptance says how firmly a sentence is accepted. Each degree includes
// those before it.
type Acceptance int

const (
	None      Acceptance = iota // no admissible set derives it
	Credulous                   // some preferred extension derives it
	Floating                    // every preferred extension does, but no one argument for it is in all
	Sceptical                   // one argument for it is in every preferred extension
	Grounded                    // the grounded extension derives it
)

func (a Acceptance) String() string {
	switch a {
	case None:
		return "none"
	case Credulous:
		return "credulous"
	case Floating:
		return "floating"
	case Sceptical:
		return "sceptical"
	case Grounded:
		return "grounded"
	}
	return "no acceptance"
}

// Accept works out how s is accepted. On floating conclusions see Makinson
// and Schlechta, "Floating conclusions and zombie paths", Artificial
// Intelligence 48, 1991.
func (r *Reasoner) Accept(s argue.Sentence, on []argue.Sentence) Acceptance {
	if !r.f.Has(s) {
		return None
	}
	switch r.Grounded(on).Of(s) {
	case In:
		return Grounded
	case Out:
		return None
	}
	if _, ok := r.Credulous(s, on); !ok {
		return None
	}
	if _, ok := r.Sceptical(s, on); !ok {
		return Credulous
	}
	if _, ok := r.Common(s, on); ok {
		return Sceptical
	}
	return Floating
}

// Common finds assumptions that every preferred labelling has in and that
// derive s by themselves: an argument for s that is in every preferred
// extension. It returns those needed, in ascending order.
func (r *Reasoner) Common(s argue.Sentence, on []argue.Sentence) ([]argue.Sentence, bool) {
	r.ready()
	first, ok := r.ask(on, r.most, r.given(on))
	if !ok || !r.f.Has(s) {
		return nil, false
	}
	set := r.switches(on)
	derives := func(from []argue.Sentence) bool {
		return value(r.f, func(l argue.Sentence) Value {
			if set[l] || slices.Contains(from, l) {
				return In
			}
			return Out
		})[s] == In
	}
	cone := r.f.Below(s)
	left := slices.DeleteFunc(slices.Clone(first.in), func(a argue.Sentence) bool { return !cone[a] })
	for i := 0; i < len(left) && derives(left); {
		counter, ok := r.Sceptical(left[i], on)
		if r.exhausted {
			return nil, false
		}
		if ok {
			i++
			continue
		}
		left = slices.DeleteFunc(left, func(a argue.Sentence) bool { return counter.Of(a) != In })
	}
	if !derives(left) {
		return nil, false
	}
	for i := len(left) - 1; i >= 0; i-- {
		if without := slices.Concat(left[:i], left[i+1:]); derives(without) {
			left = without
		}
	}
	return left, true
}
