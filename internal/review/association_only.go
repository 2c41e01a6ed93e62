package review

import (
	"fmt"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

var associationOnly = &Check{
	Code:  "P4",
	Name:  "association-only",
	Title: "He knows them, and no more",
	Why: "What is offered says that the person knows, is kin to, telephones or keeps company with one who is suspected, and " +
		"tells of nothing that he did. Association alone is not probable cause against him.",
	Rests:    []doctrine.Cite{{Authority: "ybarra-1979", Pin: "91"}, {Authority: "di-re-1948", Pin: "593"}},
	Severity: Who, Force: Contestable, Link: OnInference, By: "court",
	Mend: "Does any source say what he himself did, had or said?",
	run:  findAssociation,
}

func findAssociation(p *Pass) {
	p.eachElement(func(e *record.Element, r record.PersonID, grounds []Ground, at []int) {
		switch e.Kind {
		case record.Possession, record.Act, record.Mind, record.Agreement, record.Identity:
		default:
			return
		}
		n, ok := p.only(grounds, r, associated)
		if !ok {
			return
		}
		f := p.paper().fact(n)
		p.Report(Flaw{
			Element: e.ID, Respondents: only(r), Grounds: at, Assertion: n, Span: f.of(r),
			Message: fmt.Sprintf("For %s the paper offers %s. %s whom %s knows, calls or is seen with, and nothing that %s did.",
				quote(e.Title), assertionList(onList(grounds)), itSays(grounds), p.calledBy(r), p.calledBy(r)),
			Asks: fmt.Sprintf("May %s fairly be inferred from knowing others?", quote(e.Title)),
		})
	})
}
