package review

import "slices"

// inSubstance makes queries of the flaws that go by words which the record does not have: where all the assertions at which one stands are told only in
// substance, the word that is there or missing may be owed to whoever recounts the paper. All checks have run by then, so that what one leaves to another
// stays left to it.
func (p *Pass) inSubstance() {
	told := func(n int) bool { a := p.App.Assertion(n); return a != nil && a.Summary }
	for i := range p.flaws {
		f := &p.flaws[i]
		if f.Check.Verbatim && !f.Query && told(f.Assertion) && !slices.ContainsFunc(f.Also, func(n int) bool { return !told(n) }) {
			f.Query = true
			f.Message += " The paper is told here only in substance."
		}
	}
}
