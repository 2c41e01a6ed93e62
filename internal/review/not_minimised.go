package review

import (
	"fmt"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

var notMinimised = &Check{
	Code:  "T4",
	Name:  "not-minimised",
	Title: "The interception was not minimised",
	Why: "An order of interception has to be carried out so that as little as can be is taken of what it does not cover. The " +
		"record says that this was not done.",
	Rests:    []doctrine.Cite{{Authority: "18-usc-2518", Pin: "(5)"}},
	Severity: Weight, Force: Contestable, Link: OnInterception, By: "court",
	Mend: "How were calls outside the order treated?",
	run: func(p *Pass) {
		p.orders(func(o *record.Order, n int, also []int, sources []At) {
			if o.Minimisation == record.NotDone {
				p.Report(Flaw{
					Assertion: n, Also: also, Span: whole(p.paper().fact(n).text), Sources: sources,
					Message: fmt.Sprintf("What was taken under order %s was not minimised.", o.ID),
					Asks:    "Was the interception carried out as the order directs?",
				})
			}
		})
	},
}
