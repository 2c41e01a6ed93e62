package holding

import (
	"slices"

	"github.com/affiant-project/affiant/internal/doctrine"
)

// The corpora that a question may read.
const (
	Sworn     = "sworn"
	Known     = "known"
	Corrected = "corrected"
)

// suppression is the kind of proceeding in which the court finds the facts.
const suppression = "suppression"

// A Situation is what one question is asked of.
type Situation struct {
	Issue    string // a question of the casebook
	Corpus   string // sworn, if empty
	Act      string // arrest, search, search-of-person
	Kind     string // damages, suppression or arrest-warrant: who finds the facts
	Factors  []doctrine.FactorID
	Unsworn  []doctrine.FactorID // those of Factors that the paper kept back
	Disputed [][]doctrine.FactorID
	After    []doctrine.AfterID // for a claim only

	Court string // the court that is asked, whose law binds; a court of courts.yaml
	Place string // or the jurisdiction, as us-ri, whose courts bind
	Acted string // the day of the act, which fixes what law was clear; empty for the day of the reading
}

// Of is the situation in which a case was asked one of its questions. What was taken by the plaintiff's version is in
// dispute.
func Of(b *doctrine.Casebook, c doctrine.Case, q doctrine.Asked) Situation {
	s := Situation{Issue: q.About, Corpus: q.Corpus, Act: q.Act, Kind: c.Kind, Factors: c.FactorsOf(q), Court: c.Court, Place: c.Place, Acted: c.Acted}
	if s.Act == "" {
		s.Act = c.Act
	}
	if q.About == onClaim {
		for _, a := range c.After {
			s.After = append(s.After, a.Shows...)
		}
	}
	for _, id := range s.Factors {
		f, ok := b.Factor(id)
		if ok && keptBack(f, c.Facts) {
			s.Unsworn = append(s.Unsworn, id)
		}
	}
	for _, f := range c.Facts {
		if f.Taken != "plaintiff" || slices.Contains(truth, f.Tag) {
			continue // that a paper is false or silent is found with the state of mind, if at all
		}
		var group []doctrine.FactorID
		for _, id := range f.Shows {
			if slices.Contains(s.Factors, id) && !shownOtherwise(c.Facts, id) {
				group = append(group, id)
			}
		}
		if len(group) > 0 {
			s.Disputed = append(s.Disputed, group)
		}
	}
	return s
}

// Paper fills in what of a paper's factors the magistrate could not see: all that is about its truth.
func Paper(b *doctrine.Casebook, s Situation) Situation {
	s.Unsworn = nil
	for _, id := range s.Factors {
		if f, ok := b.Factor(id); ok && keptBack(f, nil) {
			s.Unsworn = append(s.Unsworn, id)
		}
	}
	return s
}

// Questions on which something else than the paper counts.
const (
	onClaim    = "claim"
	onReliance = "leon"
)

// truth are the families of factors, and the tags of facts, that are about the truth of the paper and not in it.
var truth = []string{"omission", "falsehood", "mind"}

// veiled are the families of factors that a paper does not show if the fact that shows them is one of omission or
// falsehood. What other factors such a fact shows are gaps of the paper itself.
var veiled = []string{"veracity", "corroboration", "identity", "inference"}

// OfTruth reports whether a factor is about the truth of the paper, and so not in what a magistrate sees.
func OfTruth(f doctrine.Factor) bool { return slices.Contains(truth, f.Family) }

// course are the families of factors that are about what was done with a paper and by whom, and not about what it tells.
var course = []string{"function", "review", "magistrate", "execution"}

// Veiled reports whether a factor is one that a paper does not show where what shows it was left out of the paper, or is told there falsely.
func Veiled(f doctrine.Factor) bool { return slices.Contains(veiled, f.Family) }

// OfCourse reports whether a factor is about what was done with the paper and by whom, and so is not told by it.
func OfCourse(f doctrine.Factor) bool { return slices.Contains(course, f.Family) }

// keptBack reports whether a factor is one that the magistrate could not see.
func keptBack(f doctrine.Factor, facts []doctrine.Fact) bool {
	if OfTruth(f) {
		return true
	}
	if !Veiled(f) {
		return false
	}
	shown := false
	for _, fact := range facts {
		if slices.Contains(fact.Shows, f.ID) {
			if !slices.Contains(truth, fact.Tag) {
				return false
			}
			shown = true
		}
	}
	return shown
}

// shownOtherwise reports whether a fact that is not in dispute shows a factor.
func shownOtherwise(facts []doctrine.Fact, id doctrine.FactorID) bool {
	return slices.ContainsFunc(facts, func(f doctrine.Fact) bool { return f.Taken != "plaintiff" && slices.Contains(f.Shows, id) })
}

// text is what of the situation one corpus shows, less what a branch has found otherwise.
func (s Situation) text(corpus string, less []doctrine.FactorID) []doctrine.FactorID {
	var out []doctrine.FactorID
	for _, id := range s.Factors {
		if slices.Contains(less, id) || corpus == Sworn && slices.Contains(s.Unsworn, id) {
			continue
		}
		out = append(out, id)
	}
	return out
}
