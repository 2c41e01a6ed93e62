package review

import (
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

var refusalUndisclosed = &Check{
	Code:  "M3",
	Name:  "refusal-undisclosed",
	Title: "An earlier refusal was not told",
	Why: "Another magistrate had denied or returned the application, and the one who granted it was not told. Neither need " +
		"follow the other, but to leave it out may be an omission under Franks, if it was deliberate or reckless and would " +
		"have mattered.",
	Rests:    []doctrine.Cite{{Authority: "franks-1978", Pin: "155-156"}},
	Severity: Weight, Force: Contestable, Link: OnOmission, Mindful: true, By: "factfinder",
	Mend: "Was this put before anyone before, and what became of it?",
	run:  findRefusal,
}

// findRefusal looks for a refusal before each presentment: of this application, or of an earlier one of the matter that is
// of the same kind and against someone it is against too.
func findRefusal(p *Pass) {
	type refusal struct {
		by   record.PersonID
		when record.When
		act  string
	}
	var before []refusal
	gather := func(pr record.Presentment) {
		for _, x := range pr.Decisions {
			if x.Act == "denied" || x.Act == "returned" {
				when := x.Time
				if !when.Known() {
					when = pr.Time
				}
				before = append(before, refusal{pr.Magistrate, when, x.Act})
			}
		}
	}
	for i := range p.Matter.Applications {
		o := &p.Matter.Applications[i]
		if o.ID == p.App.ID {
			break
		}
		same := o.Kind == p.App.Kind && slices.ContainsFunc(o.Respondents, func(r record.PersonID) bool { return slices.Contains(p.App.Respondents, r) })
		if !same {
			continue
		}
		for _, pr := range o.Presentments {
			gather(pr)
		}
	}
	for _, pr := range p.App.Presentments {
		for _, r := range before {
			if r.by != pr.Magistrate && len(pr.Disclosed) == 0 && !p.tellsRefusal() {
				p.Report(Flaw{
					Message: fmt.Sprintf("%s had %s an application (%s). Nothing shows that %s was told.", p.calledBy(r.by), r.act, r.when, p.calledBy(pr.Magistrate)),
					Asks:    "Was it reckless to leave out that it had been refused?",
				})
				return
			}
		}
		gather(pr)
	}
}

// tellsRefusal reports whether a sworn sentence tells of an earlier presentation: it speaks of refusing and of a magistrate
// or an application.
func (p *Pass) tellsRefusal() bool {
	d := p.paper()
	for i := range d.facts {
		if d.facts[i].text.Has(refusals) && d.facts[i].text.Has(bench) {
			return true
		}
	}
	return false
}
