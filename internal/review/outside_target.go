package review

import (
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

var outsideTarget = &Check{
	Code:  "T2",
	Name:  "outside-target",
	Title: "The call is not on the order's target",
	Why: "An order of interception names the facility and, where known, the persons. A call on another line, or between people " +
		"none of whom it covers, was not taken under it.",
	Rests:    []doctrine.Cite{{Authority: "18-usc-2518", Pin: "(4)"}},
	Severity: Who, Force: Decisive, Link: OnInterception, By: "court",
	Mend: "Is the line or the person covered by another order?",
	run: func(p *Pass) {
		p.underOrder(func(s *record.Source, o *record.Order, n int, also []int) {
			why, words := p.offTarget(s, o)
			if why == "" {
				return
			}
			p.Report(Flaw{
				Assertion: n, Also: also, Span: whole(p.paper().fact(n).text), Sources: []At{{Source: s.ID, Span: Span{Words: words}}},
				Message: fmt.Sprintf("Source %s %s.", s.ID, why),
				Asks:    "Does the order cover this?",
			})
		})
	},
}

// offTarget says how a source is off the target of its order, or nothing: another number than the order's, or speakers who
// are all identified and none of whom the order names.
func (p *Pass) offTarget(s *record.Source, o *record.Order) (why, words string) {
	phones := func(text string) []diction.Number {
		return slices.DeleteFunc(p.Text(text).Numbers(), func(n diction.Number) bool { return n.Kind != diction.Phone })
	}
	target := phones(o.Target)
	for _, text := range []string{s.Place, s.Title} {
		line := phones(text)
		if len(target) > 0 && len(line) > 0 {
			if !slices.ContainsFunc(line, func(n diction.Number) bool { return slices.ContainsFunc(target, n.Same) }) {
				return fmt.Sprintf("is of %s, and the order is for %s", quote(text), quote(o.Target)), text
			}
			break
		}
	}
	if len(o.Persons) == 0 || len(s.Speakers) == 0 {
		return "", ""
	}
	for _, t := range s.Speakers {
		if t.Person == "" || slices.Contains(o.Persons, t.Person) {
			return "", ""
		}
	}
	return fmt.Sprintf("is between people none of whom the order covers, %s first", p.calledBy(s.Speakers[0].Person)), s.Speakers[0].As
}
