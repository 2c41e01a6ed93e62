package review

import (
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

var partInTheMatter = &Check{
	Code:  "M2",
	Name:  "part-in-the-matter",
	Term:  "magistrate-has-part",
	Title: "The magistrate has a part in the matter",
	Why: "The inferences have to be drawn by a neutral and detached magistrate, not by one who leads the investigation, " +
		"prosecutes, gathers the evidence, is kin to a party, or is paid only if the warrant issues.",
	Rests: []doctrine.Cite{
		{Authority: "coolidge-1971", Pin: "449-453"}, {Authority: "connally-1977", Pin: "250-251"}, {Authority: "lo-ji-1979", Pin: "326-327"},
	},
	Severity: Who, Force: Decisive, Link: OnNeutrality, By: "court",
	Mend: "Is there a magistrate who has no part in the matter?",
	run: func(p *Pass) {
		for _, who := range p.magistrates() {
			if part := p.partOf(who); part != "" {
				p.Report(Flaw{
					Message: fmt.Sprintf("%s decided on the application and %s.", p.calledBy(who), part),
					Asks:    "Was the magistrate neutral and detached?",
				})
			}
		}
	},
}

// partOf says what other part a magistrate has in the matter, or nothing.
func (p *Pass) partOf(who record.PersonID) string {
	d := p.paper()
	m := d.person[who]
	if m == nil {
		return ""
	}
	for _, r := range []record.Role{
		record.Affiant, record.Officer, record.Executing, record.Supervisor, record.Prosecutor, record.Informant, record.Witness, record.Victim, record.Monitor, record.Speaker, record.Respondent,
	} {
		if m.Has(r) {
			return "is " + string(r) + " in the same matter"
		}
	}
	switch {
	case who == p.App.Affiant:
		return "is the affiant"
	case slices.Contains(p.App.Respondents, who):
		return "is a respondent"
	case p.App.Warrant != nil && p.App.Warrant.DraftedBy == who:
		return "wrote the warrant"
	case slices.ContainsFunc(p.App.Endorsements, func(e record.Endorsement) bool { return e.By == who }):
		return "endorsed it before the oath"
	case slices.ContainsFunc(p.App.Questions, func(q record.Question) bool { return q.By == who }):
		return "questioned it before the oath"
	case p.Text(m.PaidBy).Has(fees) && !p.freeOfFees(p.Text(m.PaidBy)):
		return fmt.Sprintf("is paid %s", quote(m.PaidBy))
	}
	for _, s := range p.Matter.Sources {
		if s.Author == who || s.Declarant == who {
			return fmt.Sprintf("made source %s", s.ID)
		}
	}
	return p.kinOf(m)
}

// kinOf says to which party a magistrate has ties of blood or business, or nothing.
func (p *Pass) kinOf(m *record.Person) string {
	party := func(id record.PersonID) bool {
		q := p.paper().person[id]
		if q == nil {
			return false
		}
		return id == p.App.Affiant || slices.Contains(p.App.Respondents, id) ||
			slices.ContainsFunc([]record.Role{record.Victim, record.Prosecutor, record.Informant, record.Officer, record.Executing, record.Supervisor}, q.Has)
	}
	for _, t := range m.Ties {
		if party(t.To) && p.binds(t.As) {
			return fmt.Sprintf("is %s of %s", t.As, p.calledBy(t.To))
		}
	}
	for i := range p.Matter.People {
		q := &p.Matter.People[i]
		for _, t := range q.Ties {
			if t.To == m.ID && party(q.ID) && p.binds(t.As) {
				return fmt.Sprintf("has %s as %s", p.calledBy(q.ID), t.As)
			}
		}
	}
	return ""
}

// binds reports whether words for a tie are of blood, marriage, business or an earlier part in the matter.
func (p *Pass) binds(as string) bool {
	t := p.Text(as)
	return hasAny(t, kin, boundTo) && !negated(t)
}

// freeOfFees reports whether each word for a fee is denied: a salary and no fees.
func (p *Pass) freeOfFees(t *diction.Text) bool {
	return !slices.ContainsFunc(t.Hits(fees), func(h diction.Hit) bool {
		return !slices.ContainsFunc(negations(t), func(n diction.Hit) bool { return n.Last < h.First && h.First-n.Last <= 2 })
	})
}
