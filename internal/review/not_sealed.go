package review

import (
	"fmt"
	"time"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

var notSealed = &Check{
	Code:  "T5",
	Name:  "not-sealed",
	Title: "The recordings were not sealed in time",
	Why: "Immediately upon the end of the order the recordings are to be made available to the judge and sealed. The seal, or a " +
		"satisfactory explanation for its absence, is a prerequisite for their use in testimony.",
	Rests:    []doctrine.Cite{{Authority: "18-usc-2518", Pin: "(8)(a)"}, {Authority: "ojeda-rios-1990", Pin: "262-264"}},
	Severity: Who, Force: Decisive, Link: OnInterception, By: "court",
	Mend: "When were they sealed, and what explains the delay?",
	run: func(p *Pass) {
		p.orders(func(o *record.Order, n int, also []int, sources []At) {
			msg := ""
			days, _, known := o.Until.Days(o.SealedOn)
			switch {
			case o.Sealed == record.NotDone && !p.runs(o):
				msg = fmt.Sprintf("The recordings under order %s were not sealed.", o.ID)
			case known && days > p.number(doctrine.DaysToSeal):
				msg = fmt.Sprintf("Order %s ended %s and its recordings were sealed %s, %d days later.", o.ID, o.Until, o.SealedOn, days)
			default:
				return
			}
			p.Report(Flaw{
				Assertion: n, Also: also, Span: whole(p.paper().fact(n).text), Sources: sources, Message: msg,
				Asks: "Were the recordings sealed immediately, or is their not being sealed explained?",
			})
		})
	},
}

// runs reports whether an order had not ended when the application was presented, so that the time to seal had not come.
func (p *Pass) runs(o *record.Order) bool {
	_, until, ok := o.Until.Bounds()
	asked, _, known := p.asked().Bounds()
	return ok && known && !until.IsZero() && until.After(asked.Add(24*time.Hour))
}
