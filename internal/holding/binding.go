package holding

import (
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/argue/precedent"
	"github.com/affiant-project/affiant/internal/doctrine"
)

// A Binding is the decided cases that control where something is asked, as a case base that can be compiled beside the paper.
// Its factors are the sentences that FactorName names.
type Binding struct {
	Base  *precedent.Base
	Sides [2]string // of the pool: the first favours the paper, or the officer
	Cases []Bound   // in the order of the base

	Factors []doctrine.FactorID // of the base
}

// A Bound is a decided question that controls.
type Bound struct {
	Decided
	Side      int // which of the two it was decided for
	Authority int // of its court: higher prevails
	Reason    []doctrine.FactorID
	Against   []doctrine.FactorID // what it had for the other side
}

// FactorName is the sentence that a factor is there.
func FactorName(id doctrine.FactorID) string { return "factor " + string(id) }

// Bindable lists the decided questions, of whatever day, that control where a situation is asked, in the pool of its issue.
func (r *Reading) Bindable(s Situation, all []Decided) []Bound {
	p := r.poolOf(s.Issue)
	var out []Bound
	for _, d := range all {
		if r.without[d.Case.ID] || !slices.Contains(p.issues, d.Asked.About) {
			continue
		}
		if c, ok := r.decidedIn(p, s, d, "", true); ok {
			out = append(out, r.bound(p, d, c))
		}
	}
	return out
}

// Binding is the case base of those of some bindable cases that were decided by a day, may still be followed, and are not
// distinguished in any event: must says which factors are there whatever is ruled. Of the factors it has those that may come
// to be there, and those of the cases. ok is false if nothing binds.
func (r *Reading) Binding(s Situation, day string, among []Bound, may, must func(doctrine.FactorID) bool) (out Binding, ok bool) {
	p := r.poolOf(s.Issue)
	out.Sides = p.sides
	var cases []precedent.Case
	named := make(map[doctrine.FactorID]bool)
	for _, x := range among {
		d := x.Decided
		if !doctrine.Reached(d.Case.Date, day) || !doctrine.Reached(d.Case.Date, r.asOf) || d.overruled(day) != "" {
			continue
		}
		c, ok := r.decidedIn(p, s, d, day, true)
		b := r.bound(p, d, c)
		if !ok || r.distinguished(p, b, must) {
			continue
		}
		c.Factors = append(c.Factors, r.beside(p, b, c.Factors, may)...)
		for i := range c.Factors {
			named[doctrine.FactorID(c.Factors[i])] = true
			c.Factors[i] = FactorName(doctrine.FactorID(c.Factors[i]))
		}
		for i := range c.Reason {
			c.Reason[i] = FactorName(doctrine.FactorID(c.Reason[i]))
		}
		cases, out.Cases = append(cases, c), append(out.Cases, b)
	}
	if len(cases) == 0 {
		return out, false
	}
	sides := [2]precedent.Side{{Name: p.sides[0]}, {Name: p.sides[1]}}
	for f := range r.book.EachFactor() {
		if i := r.favours(p, f.ID); i >= 0 && (named[f.ID] || may(f.ID)) {
			sides[i].Factors = append(sides[i].Factors, FactorName(f.ID))
			out.Factors = append(out.Factors, f.ID)
		}
	}
	base, err := precedent.New("cases on "+p.name, precedent.ReasonModel, sides, cases)
	if err != nil {
		panic(fmt.Sprintf("holding: the casebook makes no case base of %s: %v", p.name, err)) // the linter says so beforehand
	}
	out.Base = base
	return out, true
}

// bound says what binds of a case.
func (r *Reading) bound(p pool, d Decided, c precedent.Case) Bound {
	b := Bound{Decided: d, Side: r.side(d.Asked.About, d.Outcome), Authority: c.Authority, Reason: ids(c.Reason)}
	for _, f := range c.Factors {
		switch id := doctrine.FactorID(f); {
		case r.favours(p, id) != b.Side:
			b.Against = append(b.Against, id)
		case len(c.Reason) == 0:
			b.Reason = append(b.Reason, id)
		}
	}
	return b
}

// beside lists the factors about the truth of a paper that set no paper apart from a case which did not turn on its truth: that what
// was wrong came of a slip is no answer to one that failed for want of facts.
func (r *Reading) beside(p pool, b Bound, has []string, may func(doctrine.FactorID) bool) []string {
	ofTruth := func(id doctrine.FactorID) bool { f, _ := r.book.Factor(id); return OfTruth(f) }
	if slices.ContainsFunc(b.Reason, ofTruth) {
		return nil
	}
	var out []string
	for f := range r.book.EachFactor() {
		if OfTruth(f) && r.favours(p, f.ID) == 1-b.Side && may(f.ID) && !slices.Contains(has, string(f.ID)) {
			out = append(out, string(f.ID))
		}
	}
	return out
}

// distinguished reports whether something that is there in any event sets a case apart.
func (r *Reading) distinguished(p pool, b Bound, must func(doctrine.FactorID) bool) bool {
	for f := range r.book.EachFactor() {
		if i := r.favours(p, f.ID); i == 1-b.Side && must(f.ID) && !slices.Contains(b.Against, f.ID) {
			return true
		}
	}
	return false
}

// Rank is the authority of what a rule rests on, as cases have it: of the highest court among those that said so. A
// constitution, a statute and a rule of court stand with the highest.
func (r *Reading) Rank(rule doctrine.Rule) int {
	rank := 0
	for _, cite := range rule.Rests {
		a, ok := r.law.Authority(cite.Authority)
		switch court, known := r.courtNamed(a.Court); {
		case !ok:
		case a.Kind == "constitution" || a.Kind == "statute" || a.Kind == "rule":
			rank = ofTheHighest
		case known && court.Rank == "supreme":
			rank = ofTheHighest
		default:
			rank = max(rank, ofAPanel)
		}
	}
	return rank
}

// courtNamed is the court of a name.
func (r *Reading) courtNamed(name string) (doctrine.Court, bool) {
	courts := r.book.Courts()
	i := slices.IndexFunc(courts, func(c doctrine.Court) bool { return c.Name == name || slices.Contains(c.Reported, name) })
	if i < 0 {
		return doctrine.Court{}, false
	}
	return courts[i], true
}

// Stands reports whether a case was decided by a day and not overruled by then.
func (b Bound) Stands(day string) bool {
	return doctrine.Reached(b.Case.Date, day) && b.overruled(day) == ""
}

// Known names the factors of which some authority had spoken, so that two readings with the same name know the same.
func (r *Reading) Known() string {
	n := 0
	for f := range r.book.EachFactor() {
		if _, ok := r.factors[f.ID]; ok {
			n++
		}
	}
	return fmt.Sprint(n, " factors known")
}
