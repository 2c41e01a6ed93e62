package review

import (
	"fmt"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

var thinNexus = &Check{
	Code:  "P11",
	Name:  "thin-nexus",
	Term:  "thin-nexus",
	Title: "The place is tied only by nearness",
	Why: "The sworn words put something near the place, or suppose that the place is the one, and say nothing else that ties it " +
		"to the crime. That a thing happened nearby gives no cause to search one house rather than the next.",
	Rests:    []doctrine.Cite{{Authority: "us-const-amend-4"}, {Authority: "gates-1983", Pin: "230-233"}},
	Severity: Who, Force: Decisive, Link: OnWeight, By: "court",
	Mend: "Which source ties this place, and not the one beside it, to the crime?",
	run:  findThin,
}

func findThin(p *Pass) {
	if p.App.Kind != record.Search || p.App.Place == nil {
		return
	}
	for _, q := range p.sites() {
		p.reportThin(p.tyingTo(q))
	}
}

// reportThin reports a place all of whose ties are of nearness.
func (p *Pass) reportThin(all []tie) {
	for _, t := range all {
		if !t.near {
			return
		}
	}
	if len(all) == 0 {
		return
	}
	t := all[0]
	p.Report(Flaw{
		Assertion: t.fact.N, Span: t.span,
		Message: fmt.Sprintf("The place is tied to the crime only by %s. That puts it near, or supposes it.", quote(t.fact.Text)),
		Asks:    "May the things sought fairly be believed to be at this place, and not merely near it?",
	})
}
