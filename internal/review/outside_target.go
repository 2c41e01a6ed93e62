package review

import (
	"fmt"
	"slices"
	"unicode"

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
		p.orders(func(o *record.Order, n int, also []int, sources []At) {
			line, where := p.otherLine(o)
			if line == "" {
				return
			}
			if where != 0 {
				n, also = where, nil
			}
			p.Report(Flaw{
				Assertion: n, Also: also, Span: whole(p.paper().fact(n).text), Sources: sources,
				Message: fmt.Sprintf("The order is for %s. The line that was listened to is given as %s, and the order's number stands nowhere.", quote(o.Target), line),
				Asks:    "Does the order cover this?",
			})
		})
	},
}

// otherLine returns the number by which the paper or its sources call the line of an order's calls, where it is not the
// order's and the order's is nowhere given: one called the target telephone, or one of the same digits in another order.
// With it comes the assertion that gives it, if one does.
func (p *Pass) otherLine(o *record.Order) (line string, n int) {
	target := p.phones(o.Target)
	if len(target) != 1 {
		return "", 0
	}
	same := func(n diction.Number) bool { return n.Same(target[0]) }
	given := func(t *diction.Text) bool { return slices.ContainsFunc(p.phones(t.Raw), same) }
	find := func(t *diction.Text) string {
		for _, num := range p.phones(t.Raw) {
			called := slices.ContainsFunc(t.Hits(targetLine), func(h diction.Hit) bool {
				return h.Last < num.First && num.First-h.Last <= 3 && t.Words[h.Last].Sentence == t.Words[num.First].Sentence
			})
			if called || sameDigits(num.Norm, target[0].Norm) {
				return t.Raw[num.Start:num.End]
			}
		}
		return ""
	}
	d := p.paper()
	for i := range d.facts {
		if given(d.facts[i].text) {
			return "", 0
		}
		if found := find(d.facts[i].text); found != "" && line == "" {
			line, n = found, d.facts[i].N
		}
	}
	for _, s := range p.Matter.Sources {
		if given(p.Text(s.Place)) || given(p.Text(s.Title)) {
			return "", 0
		}
		for _, l := range s.Lines {
			t := p.Text(l.Text)
			if given(t) {
				return "", 0
			}
			if found := find(t); found != "" && line == "" && len(d.citing[s.ID]) > 0 {
				line = found
			}
		}
	}
	return line, n
}

// sameDigits reports whether two numbers have the same digits, in whatever order.
func sameDigits(a, b string) bool {
	digits := func(s string) string {
		r := slices.DeleteFunc([]rune(s), func(r rune) bool { return !unicode.IsDigit(r) })
		slices.Sort(r)
		return string(r)
	}
	return digits(a) == digits(b)
}

func (p *Pass) phones(text string) []diction.Number {
	return slices.DeleteFunc(slices.Clone(p.Text(text).Numbers()), func(n diction.Number) bool { return n.Kind != diction.Phone })
}

// offTarget says how a source is off the target of its order, or nothing: another number than the order's, or speakers who
// are all identified and none of whom the order names.
func (p *Pass) offTarget(s *record.Source, o *record.Order) (why, words string) {
	target := p.phones(o.Target)
	for _, text := range []string{s.Place, s.Title} {
		line := p.phones(text)
		if len(target) > 0 && len(line) > 0 {
			if !slices.ContainsFunc(line, func(n diction.Number) bool { return slices.ContainsFunc(target, n.Same) }) {
				return fmt.Sprintf("is of %s, and the order is for %s", quote(text), quote(o.Target)), text
			}
			break
		}
	}
	if len(o.Persons) == 0 || o.Others || len(s.Speakers) == 0 {
		return "", ""
	}
	for _, t := range s.Speakers {
		if t.Person == "" || slices.Contains(o.Persons, t.Person) {
			return "", ""
		}
	}
	return fmt.Sprintf("is between people none of whom the order covers, %s first", p.calledBy(s.Speakers[0].Person)), s.Speakers[0].As
}
