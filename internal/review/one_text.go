package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

var oneText = &Check{
	Code:  "P5",
	Name:  "one-text",
	Title: "One text serves for several people",
	Why: "One sworn text is put forward against more than one person, and for one of them it tells of no act of his own. " +
		"Probable cause is particular to each: a search or seizure of a person must be supported by cause as to that person.",
	Rests:    []doctrine.Cite{{Authority: "us-const-amend-4", Pin: "cl. 2"}, {Authority: "ybarra-1979", Pin: "91"}},
	Severity: Who, Force: Contestable, Link: OnWeight, By: "court", Whole: true,
	Mend: "What do the sources say of each of them, alone?",
	run:  findOneText,
}

func findOneText(p *Pass) {
	if p.App.Kind != record.Arrest {
		return
	}
	if other, ok := p.twin(); ok {
		p.Report(Flaw{
			Message: fmt.Sprintf("The sworn text is that of application %s, with no change but the names.", other),
			Asks:    "May one text support a warrant against each of several people?",
		})
		return
	}
	if len(p.App.Respondents) < 2 {
		return
	}
	var idle []record.PersonID
	for _, r := range p.App.Respondents {
		if !p.actsAnywhere(r) {
			idle = append(idle, r)
		}
	}
	if len(idle) == 0 {
		return
	}
	var names []string
	for _, r := range idle {
		names = append(names, p.calledBy(r))
	}
	p.Report(Flaw{
		Respondents: idle,
		Message: fmt.Sprintf("One sworn text is offered against %d people. Nothing in it says of %s what he or she did.",
			len(p.App.Respondents), strings.Join(names, " or ")),
		Asks: "May one text support a warrant against each of several people?",
	})
}

// actsAnywhere reports whether any assertion tells of an act of the respondent's own. To be handed a thing is none.
func (p *Pass) actsAnywhere(r record.PersonID) bool {
	d := p.paper()
	for i := range d.facts {
		if slices.Contains(d.facts[i].parts(r), acts) {
			return true
		}
	}
	return false
}

// twin finds an earlier application of the matter against other people whose sworn text differs only in their names.
func (p *Pass) twin() (record.AppID, bool) {
	mine := p.nameless(p.App)
	for i := range p.Matter.Applications {
		o := &p.Matter.Applications[i]
		if o.ID == p.App.ID {
			return "", false
		}
		if o.Kind == p.App.Kind && !slices.Equal(o.Respondents, p.App.Respondents) && p.nameless(o) == mine {
			return o.ID, true
		}
	}
	return "", false
}

// nameless is the sworn text of an application without names, and of those who are he or she alike.
func (p *Pass) nameless(a *record.Application) string {
	var b strings.Builder
	for i := range a.Affidavit.Assertions {
		t := p.Text(a.Affidavit.Assertions[i].Text)
		skip := make(map[int]bool)
		for _, n := range t.Names() {
			for w := n.First; w <= n.Last; w++ {
				skip[w] = true
			}
		}
		for _, h := range t.Hits(pronouns) {
			skip[h.First] = true
		}
		for w := range t.Words {
			if !skip[w] {
				b.WriteString(t.Words[w].Norm + " ")
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}
