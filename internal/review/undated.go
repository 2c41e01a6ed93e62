package review

import (
	"fmt"

	"github.com/affiant-project/affiant/internal/doctrine"
)

var undated = &Check{
	Code:  "F4",
	Name:  "undated",
	Title: "No sworn word says when",
	Why: "Nothing that is offered carries a date in the sworn words, and no other sworn sentence dates it. A magistrate cannot " +
		"tell whether facts without a date are of last week or of last year, whatever the affiant's file may show.",
	Rests:    []doctrine.Cite{{Authority: "sgro-1932", Pin: "210-211"}},
	Severity: Weight, Force: Contestable, Link: OnWeight, By: "court",
	Mend: "When did it happen, and which source says so?",
	run:  findUndated,
}

func findUndated(p *Pass) {
	d := p.paper()
	if lo, hi, ok := p.asked().Bounds(); !ok || lo.IsZero() || hi.IsZero() {
		return // the record itself does not know when any of it was
	}
	for i := range d.facts {
		f := &d.facts[i]
		if !f.aside && (len(p.dated(f.text, true, "")) > 0 || hasAny(f.text, justNow)) {
			return
		}
	}
	for id := range d.incorporated {
		if s := d.source[id]; s != nil && s.Time.Known() {
			return
		}
	}
	all := p.relied()
	if len(all) == 0 {
		return
	}
	f := all[0]
	var also []int
	for _, o := range all[1:] {
		also = append(also, o.N)
	}
	p.Report(Flaw{
		Assertion: f.N, Also: also, Span: whole(f.text),
		Message: fmt.Sprintf("No sworn word says when this was: %s.", quote(f.Text)),
		Asks:    "Could a magistrate tell when these things happened?",
	})
}
