package review

import (
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

var elementUnsupported = &Check{
	Code:  "P1",
	Name:  "element-unsupported",
	Title: "Nothing is offered for an element",
	Why: "Probable cause has to be shown for every element, against this person. For one of them nothing that is offered " +
		"names him, identifies him, or means him by a word that points back to him.",
	Rests:    []doctrine.Cite{{Authority: "us-const-amend-4"}, {Authority: "ybarra-1979", Pin: "91"}, {Authority: "giordenello-1958", Pin: "486"}},
	Severity: Who, Force: Decisive, Link: OnElement, By: "court",
	Mend: "Which cited source says anything of this respondent that bears on the element?",
	run:  findUnsupported,
}

// needs says what an element has to reach: the respondent, or for a nexus the place, which may be a person.
func (p *Pass) needs(e *record.Element, r record.PersonID) string {
	switch {
	case e.Kind != record.Nexus:
		return p.calledBy(r)
	case p.App.Place != nil && p.Text(p.App.Place.Describe).Has(ofPerson):
		return "whoever is to be searched"
	}
	return "the place"
}

func findUnsupported(p *Pass) {
	p.eachElement(func(e *record.Element, r record.PersonID, grounds []Ground, at []int) {
		if slices.ContainsFunc(grounds, func(g Ground) bool { return p.bears(g, e.Kind) }) {
			return
		}
		msg := fmt.Sprintf("Nothing sworn is offered for %s against %s.", quote(e.Title), p.calledBy(r))
		if len(grounds) > 0 {
			msg = fmt.Sprintf("For %s the paper offers only %s. Nothing there speaks of %s.", quote(e.Title), assertionList(onList(grounds)), p.needs(e, r))
		}
		p.Report(Flaw{
			Element: e.ID, Respondents: only(r), Grounds: at, Message: msg,
			Asks: fmt.Sprintf("What in the sworn words shows %s against %s?", quote(e.Title), p.calledBy(r)),
		})
	})
}
