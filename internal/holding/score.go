package holding

import (
	"slices"

	"github.com/affiant-project/affiant/internal/doctrine"
)

// A Mark is how an answer of ours stands beside a court's.
type Mark string

// The marks. Unscored is what no court decided.
const (
	Right    Mark = "right"
	Open     Mark = "open"
	Wrong    Mark = "wrong"
	Unscored Mark = "unscored"
)

// Score sets an answer beside what the court said. It was fixed before anything was measured:
//
//	the court's outcome       right                          open                      wrong
//	a side                    that side                      anything that is no side  the other side
//	fact-question             depends, and turns on one of   anything else that is no  a side
//	                          the factors that the court     side
//	                          left to the fact-finder; if
//	                          none was coded, nothing
//	not-decided, assumed, –   not scored
//
// turnsOn are the factors that the court left to a fact-finder. Where none is coded, because the fact is of a kind that the
// catalogue does not have, an answer that depends on some finding may depend on another one, and is open.
func Score(outcome string, turnsOn []doctrine.FactorID, a Answer) Mark {
	switch outcome {
	case "", doctrine.NotDecided, doctrine.Assumed:
		return Unscored
	case doctrine.FactQuestion:
		switch {
		case a.Side != "":
			return Wrong
		case a.Kind == Depends && slices.ContainsFunc(turnsOn, a.turnsOn):
			return Right
		}
		return Open
	}
	switch a.Side {
	case outcome:
		return Right
	case "":
		return Open
	}
	return Wrong
}
