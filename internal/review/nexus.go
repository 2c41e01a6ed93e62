package review

import (
	"fmt"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

var nothingTiesThePlace = &Check{
	Code:  "P9",
	Name:  "nothing-ties-the-place",
	Title: "Nothing ties the place to the crime",
	Why: "A search warrant needs cause to believe that the things sought are at the place named. No sworn sentence that speaks " +
		"of the place speaks of the crime or of the things, there or in the sentences beside it.",
	Rests:    []doctrine.Cite{{Authority: "us-const-amend-4"}, {Authority: "gates-1983", Pin: "230-233"}},
	Severity: Who, Force: Decisive, Link: OnNexus, By: "court",
	Mend: "Which source puts the things, or the crime, at this place?",
	run:  findUntied,
}

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

func findUntied(p *Pass) {
	if p.App.Kind != record.Search || p.App.Place == nil {
		return
	}
	if len(p.tying()) > 0 {
		return
	}
	p.Report(Flaw{
		Message: fmt.Sprintf("No sworn sentence puts the crime or the things sought at %s.", quote(p.App.Place.Describe)),
		Asks:    fmt.Sprintf("What in the sworn words ties %s to the crime?", quote(p.App.Place.Describe)),
	})
}

func findThin(p *Pass) {
	if p.App.Kind != record.Search || p.App.Place == nil {
		return
	}
	all := p.tying()
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

// tying returns the sentences about the place that, with those beside them, also speak of the crime or of the things.
func (p *Pass) tying() []tie {
	var out []tie
	for _, t := range p.ties() {
		for _, f := range p.paper().around(t.fact) {
			if hasAny(f.text, crimes, natures, diction.Drug, diction.Weapon) || p.speaksOfItems(f) || f == t.fact && hasAny(f.text, deeds) {
				out = append(out, t)
				break
			}
		}
	}
	return out
}

// around returns an assertion, those of its paragraph, and, where the file numbers no paragraphs, the one before and after.
func (d *paper) around(f *fact) []*fact {
	if f.Paragraph != 0 {
		return d.beside(f)
	}
	i := d.at[f.N]
	out := []*fact{f}
	for _, j := range []int{i - 1, i + 1} {
		if j >= 0 && j < len(d.facts) && !d.facts[j].form && !d.facts[j].aside {
			out = append(out, &d.facts[j])
		}
	}
	return out
}
