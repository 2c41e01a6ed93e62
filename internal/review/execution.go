package review

import (
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// executionChecks asks what the warrant says, and how it was carried out.
func executionChecks() []*Check {
	return []*Check{noParticularity, warrantUnlikeApplication, outOfTime, noReturn}
}

// namesRespondent reports whether a text names one of the respondents.
func (p *Pass) namesRespondent(t *diction.Text) bool {
	return slices.ContainsFunc(p.App.Respondents, func(r record.PersonID) bool {
		who := p.paper().person[r]
		return who != nil && p.likeNamed(t, who)
	})
}

// likeNamed reports whether a text names someone in a way that fits a person.
func (p *Pass) likeNamed(t *diction.Text, who *record.Person) bool {
	if p.namesPerson(t, who) {
		return true
	}
	for _, n := range t.Names() {
		if slices.ContainsFunc(who.Names(), func(own string) bool { return p.like(n.Text, own).Fits() }) {
			return true
		}
	}
	return false
}
