package review

import (
	"fmt"
	"slices"
	"time"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

// interceptionChecks asks whether the order covers what was gathered under it.
func interceptionChecks() []*Check {
	return []*Check{outsideWindow, outsideTarget, otherOffence, notMinimised, notSealed}
}

// underOrder calls each for every cited source that was gathered under an order of interception.
func (p *Pass) underOrder(each func(s *record.Source, o *record.Order, n int, also []int)) {
	d := p.paper()
	for _, s := range d.cited {
		o := p.Matter.Order(s.Order)
		if s.Order == "" || o == nil || o.Kind != record.Interception {
			continue
		}
		n, also := first(d.citing[s.ID])
		each(s, o, n, also)
	}
}

// orders calls each once for every order of interception under which cited sources were gathered.
func (p *Pass) orders(each func(o *record.Order, n int, also []int, sources []At)) {
	var done []record.OrderID
	p.underOrder(func(_ *record.Source, o *record.Order, _ int, _ []int) {
		if slices.Contains(done, o.ID) {
			return
		}
		done = append(done, o.ID)
		var facts []int
		var sources []At
		p.underOrder(func(s *record.Source, other *record.Order, n int, also []int) {
			if other.ID == o.ID {
				facts = append(append(facts, n), also...)
				sources = append(sources, head(s))
			}
		})
		n, also := first(sortedUnique(facts))
		each(o, n, also, sources)
	})
}

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

var otherOffence = &Check{
	Code:  "T3",
	Name:  "other-offence",
	Title: "The order is for another offence",
	Why: "What was intercepted under an order is used for an offence that the order does not name. Before it may be used in " +
		"testimony a judge has to find, as soon as practicable, that it was otherwise taken lawfully (18 U.S.C. 2517(5)).",
	Rests:    []doctrine.Cite{{Authority: "18-usc-2518", Pin: "(4)"}},
	Severity: Weight, Force: Contestable, Link: OnInterception, By: "court",
	Mend: "Has a judge approved the use for this offence?",
	run: func(p *Pass) {
		p.orders(func(o *record.Order, n int, also []int, sources []At) {
			if len(o.Offences) == 0 || slices.ContainsFunc(o.Offences, p.sameOffence) {
				return
			}
			p.Report(Flaw{
				Assertion: n, Also: also, Span: whole(p.paper().fact(n).text), Sources: sources,
				Message: fmt.Sprintf("The order is for %s. The application is for %s.", quote(o.Offences[0]), quote(p.App.Offence.Title)),
				Asks:    "May what was intercepted be used for this offence?",
			})
		})
	},
}

// sameOffence reports whether the words for an offence can be for that of the application: they share a word that tells
// offences apart, or both speak of drugs or of weapons.
func (p *Pass) sameOffence(words string) bool {
	a, b := p.Text(words), p.Text(p.App.Offence.Title+"; "+p.App.Offence.Statute)
	for _, c := range []diction.Class{diction.Drug, diction.Weapon, "drug-offence"} {
		if hasAny(a, c, "drug-offence") && hasAny(b, c, "drug-offence") && c != diction.Weapon || a.Has(c) && b.Has(c) {
			return true
		}
	}
	plain := make(map[string]bool)
	for _, h := range a.Hits("offence-form") {
		for i := h.First; i <= h.Last; i++ {
			plain[a.Words[i].Stem] = true
		}
	}
	for w := range p.content(a) {
		if !plain[w] && p.content(b)[w] {
			return true
		}
	}
	return false
}

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
			case known && days > clocks().Seal.Days:
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
