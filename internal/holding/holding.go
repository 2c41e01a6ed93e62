// Package holding says what the law and the decided cases hold of a situation that is given by its factors: which side of a
// question they come out for, what it turns on if that is for a fact-finder, and why; which decided cases force it, which
// are nearest, and what sets them apart. It measures itself on decisions whose outcome is known.
//
// It stands between doctrine, which decides nothing, and brief, which asks of a matter: a situation is factors and no more,
// so that a decided case, a decision from outside and a matter are all asked the same way.
package holding

import (
	"slices"

	"github.com/affiant-project/affiant/internal/doctrine"
)

// A Kind says what sort of answer it is.
type Kind string

// The kinds of answer.
const (
	Definite Kind = "definite" // one side
	Depends  Kind = "depends"  // one side or the other, as a fact-finder finds
	Free     Kind = "open"     // neither rules nor cases settle it, or they conflict
)

// An Answer is what law and decided cases hold on one question.
type Answer struct {
	Kind  Kind
	Side  string              // for a definite answer: a side of the question
	Turns []doctrine.FactorID // for one that depends: the factors that a finding turns on
}

func (a Answer) turnsOn(id doctrine.FactorID) bool { return slices.Contains(a.Turns, id) }
