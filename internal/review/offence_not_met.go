package review

import (
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

var offenceNotMet = &Check{
	Code:  "P2",
	Name:  "offence-not-met",
	Title: "What is offered says nothing of the element",
	Why: "Assertions are offered for an element, but none of their words is of the sort that can show it: no word of " +
		"agreeing for an agreement, none of knowing for knowledge, none of conviction for a status. Whether the rest may " +
		"fairly be inferred is for the court.",
	Rests:    []doctrine.Cite{{Authority: "malley-1986", Pin: "345"}, {Authority: "nathanson-1933", Pin: "46-47"}},
	Severity: Who, Force: Contestable, Link: OnInference, By: "court",
	Mend: "Does any source have words for the element itself?",
	run:  findNotMet,
}

func findNotMet(p *Pass) {
	p.eachElement(func(e *record.Element, r record.PersonID, grounds []Ground, at []int) {
		if len(grounds) == 0 || !slices.ContainsFunc(grounds, func(g Ground) bool { return p.bears(g, e.Kind) }) {
			return // P1 says more
		}
		says := "No word there says it."
		switch word := p.missing(e, grounds); {
		case !p.speaksOfKind(e, grounds):
		case word != "":
			says = fmt.Sprintf("Nothing there speaks of %s.", quote(word))
		case p.inferenceOnly(e, grounds):
			says = "That is a conclusion of the affiant's own, and no fact is offered beside it."
		default:
			return
		}
		p.Report(Flaw{
			Element: e.ID, Respondents: only(r), Grounds: at, Query: e.Kind == record.Crime || e.Kind == record.Status && !convicted(p.Text(e.Title)), // they can be shown in words that no list has
			Message: fmt.Sprintf("For %s against %s the paper offers %s. %s",
				quote(e.Title), p.calledBy(r), assertionList(onList(grounds)), says),
			Asks: fmt.Sprintf("May %s fairly be inferred from %s?", quote(e.Title), assertionList(onList(grounds))),
		})
	})
}

// speaksOfKind reports whether an assertion of the grounds has a word of the sort that can show the element. Possession,
// identity and nexus are asked by other checks, and what words show a circumstance no list can say.
func (p *Pass) speaksOfKind(e *record.Element, grounds []Ground) bool {
	switch e.Kind {
	case record.Agreement, record.Mind, record.Act, record.Nature, record.Crime, record.Status, record.Result, record.Value, record.Consent:
	default:
		return true
	}
	if e.Kind == record.Status && convicted(p.Text(e.Title)) {
		return slices.ContainsFunc(grounds, func(g Ground) bool {
			return slices.ContainsFunc(p.groundFacts(g), func(f *fact) bool { return convicted(f.text) })
		})
	}
	return slices.ContainsFunc(grounds, func(g Ground) bool {
		return slices.ContainsFunc(p.groundFacts(g), func(f *fact) bool { return p.ofKind(f, e) || f.reads(p, e.Kind) })
	})
}

// convicted reports whether a text tells of a conviction, or of what only follows one. An arrest or a charge is none.
func convicted(t *diction.Text) bool {
	return slices.ContainsFunc(t.Hits(standing), func(h diction.Hit) bool { return h.Kind == "conviction" })
}

// inferenceOnly reports whether the file offers nothing for the element but one inference, and that against others too.
func (p *Pass) inferenceOnly(e *record.Element, grounds []Ground) bool {
	on := onList(grounds)
	if e.Kind == record.Nexus || e.Kind == record.Identity || len(on) != 1 || grounds[0].Worked {
		return false
	}
	f := p.paper().fact(on[0])
	return f != nil && f.Basis == record.Inferred && slices.ContainsFunc(p.Grounds, func(g Ground) bool {
		return g.Element == e.ID && g.Respondent != grounds[0].Respondent && slices.Equal(g.On, on)
	})
}

// reads reports whether a reading that the assertion declares has a word of the kind.
func (f *fact) reads(p *Pass, kind record.ElementKind) bool {
	return slices.ContainsFunc(f.Readings, func(r record.Reading) bool { return hasAny(p.Text(r.Means), kindWords(kind)...) })
}
