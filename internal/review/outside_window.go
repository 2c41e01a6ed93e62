package review

import (
	"fmt"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

var outsideWindow = &Check{
	Code:  "T1",
	Name:  "outside-window",
	Title: "The call is outside the order's time",
	Why: "An order of interception runs from one day to another. A call that was taken outside of it was not taken under the " +
		"order, and neither it nor what comes of it may be used.",
	Rests:    []doctrine.Cite{{Authority: "18-usc-2518", Pin: "(5)"}},
	Severity: Who, Force: Decisive, Link: OnInterception, By: "court",
	Mend: "Is there an extension of the order, or is a date written wrong?",
	run: func(p *Pass) {
		p.underOrder(func(s *record.Source, o *record.Order, n int, also []int) {
			if s.Time.Before(o.From) != record.Yes && s.Time.After(o.Until) != record.Yes {
				return
			}
			p.Report(Flaw{
				Assertion: n, Also: also, Span: whole(p.paper().fact(n).text), Sources: []At{{Source: s.ID, Span: Span{Words: string(s.Time)}}},
				Message: fmt.Sprintf("Source %s is of %s. The order runs from %s until %s.", s.ID, s.Time, o.From, o.Until),
				Asks:    "Was this taken while the order ran?",
			})
		})
	},
}
