package review

import (
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

var nothingCorroborated = &Check{
	Code:  "O5",
	Name:  "nothing-corroborated",
	Term:  "nothing-corroborated",
	Title: "Nothing bears it out",
	Why: "Everything sworn comes from one mouth or from one kind of hearsay: no observation of the affiant's own, no second " +
		"and separate source, no record, no test. Corroboration is not always needed, but it is what most often turns a tale " +
		"into probable cause.",
	Rests:    []doctrine.Cite{{Authority: "gates-1983", Pin: "230-233"}, {Authority: "jones-1960", Pin: "269"}},
	Severity: Weight, Force: Contestable, Link: OnWeight, By: "court", Whole: true,
	Mend: "Is there a record, a test, an observation or another witness among the sources that is not yet cited?",
	run:  findUncorroborated,
}

func findUncorroborated(p *Pass) {
	d := p.paper()
	var facts []int
	kinds := make(map[record.SourceKind]bool)
	tellers := make(map[record.PersonID]bool)
	open := false                           // somebody tells whom nobody vouches for
	alone := make(map[record.PersonID]bool) // bystanders: what one of them says is no more than his word
	for _, x := range p.declarants() {
		tellers[x.id] = true
		alone[x.id] = p.bystander(x)
		open = open || !x.named || alone[x.id]
	}
	for i := range d.facts {
		f := &d.facts[i]
		if f.form || f.aside {
			continue
		}
		if f.Basis == record.Observed && !p.ofTellers(f) {
			return
		}
		for _, s := range f.sources {
			if p.onlyWhoLives(s) {
				continue // that somebody lives there bears out nothing of what is told
			}
			if own(p, s) && !(s.Kind == record.Interview && alone[s.Declarant]) {
				return
			}
			kinds[s.Kind] = true
		}
		if len(f.sources) > 0 {
			facts = append(facts, f.N)
		}
	}
	if len(facts) == 0 {
		return
	}
	one := len(kinds) == 1 && (kinds[record.Intercept] || kinds[record.Tip] || len(tellers) == 1)
	if !open || !one {
		return
	}
	n, also := first(facts)
	var sources []At
	for _, s := range d.cited {
		sources = append(sources, head(s))
	}
	p.Report(Flaw{
		Assertion: n, Also: also, Span: whole(d.fact(n).text), Sources: sources,
		Message: fmt.Sprintf("Everything sworn rests on %s. No observation, record, test or second source stands beside it.", sourceList(sources)),
		Asks:    "May probable cause rest on these words alone?",
	})
}

// bystander reports whether one on whose word at least two assertions rest is neither a victim nor an officer.
func (p *Pass) bystander(x declarant) bool {
	who := p.paper().person[x.id]
	if who == nil || len(x.facts) < 2 {
		return false
	}
	return !slices.ContainsFunc([]record.Role{record.Victim, record.Officer, record.Affiant, record.Executing, record.Supervisor,
		record.Prosecutor, record.Monitor, record.Custodian}, who.Has)
}

// ofTellers reports whether all that an assertion cites is the word of informants or of those interviewed: what it says of them
// is nothing that bears them out.
func (p *Pass) ofTellers(f *fact) bool {
	return len(f.sources) > 0 && !slices.ContainsFunc(f.sources, func(s *record.Source) bool {
		return s.Kind != record.Tip && s.Kind != record.Interview || s.Declarant == p.App.Affiant
	})
}

// onlyWhoLives reports whether a record tells no more than who lives at a place or has a number (Illinois v. Gates, 462
// U.S. at 227 and 243-244: what anyone might know adds little).
func (p *Pass) onlyWhoLives(s *record.Source) bool {
	return s.Kind == record.Document && len(s.Lines) > 0 && !slices.ContainsFunc(s.Lines, func(l record.Line) bool {
		t := p.Text(l.Text)
		return !t.Has(dwelling) || hasAny(t, crimes, deeds)
	})
}

// own reports whether a source is more than hearsay: the affiant's own observation, a record, a test, a report of officers
// who say what they saw.
func own(p *Pass, s *record.Source) bool {
	switch s.Kind {
	case record.Observation, record.Document, record.Laboratory:
		return true
	case record.Report:
		return s.Declarant == "" || p.ordinary(s.Declarant)
	case record.Interview:
		return p.ordinary(s.Declarant)
	}
	return false
}
