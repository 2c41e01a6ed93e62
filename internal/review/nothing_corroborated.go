package review

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/affiant-project/affiant/internal/diction"
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
	if !p.reportOneMouth() {
		p.reportPlaceAlone()
	}
}

// reportOneMouth reports a paper of which everything comes from one mouth or one kind of hearsay.
func (p *Pass) reportOneMouth() bool {
	d := p.paper()
	var facts []int
	kinds := make(map[record.SourceKind]bool)
	tellers := make(map[record.PersonID]bool)
	known := false                          // something is sworn that anyone might know
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
		if f.Basis == record.Observed && !p.ofTellers(f) && !p.anyoneKnows(f) {
			return false
		}
		for _, s := range f.sources {
			if p.onlyWhoLives(s) || p.anyoneKnows(f) {
				known = known || p.anyoneKnows(f)
				continue // that somebody lives there, or was convicted once, bears out nothing of what is told
			}
			if own(p, s) && !(s.Kind == record.Interview && alone[s.Declarant]) {
				return false
			}
			kinds[s.Kind] = true
		}
		if len(f.sources) > 0 && !p.anyoneKnows(f) {
			facts = append(facts, f.N)
		}
	}
	if len(facts) == 0 {
		return false
	}
	one := len(kinds) == 1 && (kinds[record.Intercept] || kinds[record.Recording] || kinds[record.Message] || kinds[record.Tip] || len(tellers) == 1)
	if !open || !one {
		return false
	}
	n, also := first(facts)
	var sources []At
	for _, s := range d.cited {
		if kinds[s.Kind] {
			sources = append(sources, head(s))
		}
	}
	msg := fmt.Sprintf("Everything sworn rests on %s. No observation, record, test or second source stands beside it.", sourceList(sources))
	if known {
		msg = fmt.Sprintf("All that is sworn of the crime rests on %s. What else is sworn is of who lives there, what is on record of him or how the place looks, which anyone might know.", sourceList(sources))
	}
	p.Report(Flaw{
		Assertion: n, Also: also, Span: whole(d.fact(n).text), Sources: sources, Message: msg,
		Asks: "May probable cause rest on these words alone?",
	})
	return true
}

// reportPlaceAlone reports a search for which one informant alone puts the things at the place: nothing else that is sworn of the
// place or of a respondent is more than his word, save records that have nothing of what is sought.
func (p *Pass) reportPlaceAlone() {
	if p.App.Kind != record.Search || p.App.Place == nil {
		return
	}
	d := p.paper()
	var open []declarant
	for _, x := range p.declarants() {
		if !x.named {
			open = append(open, x)
		}
	}
	if len(open) != 1 {
		return
	}
	x := open[0]
	var facts []int
	onPaper := false // a record ties someone to the place, or is of a respondent
	for i := range d.facts {
		f := &d.facts[i]
		if f.form || f.aside || len(f.sources) == 0 && f.Basis != record.Observed {
			continue
		}
		tied := p.speaksOfPlace(f.text)
		if f.Basis == record.Observed && (tied || slices.ContainsFunc(p.App.Respondents, f.meansPerson)) {
			return
		}
		for _, s := range f.sources {
			if slices.Contains(x.sources, s) {
				if tied && !slices.Contains(facts, f.N) {
					facts = append(facts, f.N)
				}
				continue
			}
			if f.Basis != record.Inferred && p.bearsOut(f, s, tied) {
				return
			}
			onPaper = onPaper || s.Kind == record.Document && (tied || slices.ContainsFunc(p.App.Respondents, f.meansPerson))
		}
	}
	if len(facts) == 0 {
		return
	}
	n, also := first(facts)
	var sources []At
	for _, s := range x.sources {
		sources = append(sources, head(s))
	}
	p.Report(Flaw{
		Assertion: n, Also: also, Person: x.id, Span: whole(d.fact(n).text), Sources: sources, Query: onPaper,
		Message: fmt.Sprintf("Only the word of %s puts what is sought at the place. No observation, test or second source stands beside it that speaks of the place or of a respondent.", p.call(x)),
		Asks:    "May probable cause rest on these words alone?",
	})
}

// bearsOut reports whether the lines of a source that an assertion cites speak of the place or of a respondent; those of a record,
// of the things sought.
func (p *Pass) bearsOut(f *fact, s *record.Source, tied bool) bool {
	lines := s.Lines
	if len(lines) == 0 {
		return s.Kind != record.Document
	}
	things := make(map[string]bool)
	for _, item := range p.App.Items {
		for w := range p.content(p.Text(item)) {
			things[w] = true
		}
	}
	return slices.ContainsFunc(lines, func(l record.Line) bool {
		if l.Text == "" || !f.citesAt(s, l.N) && !slices.ContainsFunc(f.cites(), func(c record.Cite) bool { return c.Source == s.ID && c.From == 0 }) {
			return false
		}
		t := p.Text(l.Text)
		if s.Kind == record.Document {
			return tied && shared(things, p.content(t)) > 1
		}
		return p.speaksOfPlace(t) || p.namesRespondent(t)
	})
}

// speaksOfPlace reports whether a text has a word of the description for what the place is, such as barn, or its number.
func (p *Pass) speaksOfPlace(t *diction.Text) bool {
	is := p.Text(p.App.Place.All())
	for _, c := range []diction.Class{premises, building} {
		for _, h := range is.Hits(c) {
			if h.First > 0 && strings.ContainsFunc(is.Words[h.First-1].Raw, unicode.IsDigit) {
				continue // thirty yards are no yard
			}
			if slices.ContainsFunc(t.Hits(c), func(o diction.Hit) bool { return t.Words[o.Last].Stem == is.Words[h.Last].Stem }) {
				return true
			}
		}
	}
	return slices.ContainsFunc(is.Numbers(), func(n diction.Number) bool {
		return n.Kind == diction.Address && slices.ContainsFunc(t.Numbers(), n.Same)
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

// anyoneKnows reports whether an assertion tells no more than what anyone might find out who knew the name or the address: by records, who lives
// there or was convicted once; by the affiant's own look, how the place looks. It has nothing of the crime, of a deed, or of the things sought
// (United States v. Danhauer, 229 F.3d at 1006; Illinois v. Gates, 462 U.S. at 227, 243-244).
func (p *Pass) anyoneKnows(f *fact) bool {
	if len(f.sources) == 0 {
		return false
	}
	texts := []*diction.Text{f.text}
	for _, l := range p.backing(f.N).lines {
		texts = append(texts, l.text)
	}
	return !slices.ContainsFunc(f.sources, func(s *record.Source) bool { return s.Kind != record.Document && s.Kind != record.Observation }) &&
		!slices.ContainsFunc(texts, func(t *diction.Text) bool { return p.tellsMore(f, t) })
}

// tellsMore reports whether a text tells more than who lives at a place, who was convicted once, or how the place looks.
func (p *Pass) tellsMore(f *fact, t *diction.Text) bool {
	things := make(map[string]bool)
	for _, item := range p.App.Items {
		for w := range p.content(p.Text(item)) {
			things[w] = true
		}
	}
	if p.App.Place != nil {
		for w := range p.content(p.Text(p.App.Place.All())) {
			delete(things, w)
		}
	}
	past := slices.ContainsFunc(t.Hits(standing), func(h diction.Hit) bool { return h.Kind == "conviction" || h.Kind == "history" })
	switch {
	case shared(things, p.content(t)) > 0, !past && hasAny(t, crimes, natures, deeds, diction.Drug, diction.Weapon):
		return true
	case f.sources[0].Kind == record.Document:
		return !past && !hasAny(t, dwelling, livesAt)
	}
	if t != f.text {
		return false // of the look itself the sworn words say what they make of it
	}
	return !p.tied(f) || hasAny(t, personNoun, personUnnamed, pronouns) ||
		slices.ContainsFunc(f.mentions, func(m mention) bool { return m.person != p.App.Affiant }) ||
		slices.ContainsFunc(t.Hits(diction.Act), func(h diction.Hit) bool { return h.Kind != "ordinary" && !hasAt(t, seeing, h.First) }) ||
		slices.ContainsFunc(t.Hits(diction.Thing), func(h diction.Hit) bool { return !hasAt(t, building, h.First) && !hasAt(t, premises, h.First) })
}

// onlyWhoLives reports whether a record tells no more than who lives at a place or has a number (Illinois v. Gates, 462
// U.S. at 227 and 243-244: what anyone might know adds little).
func (p *Pass) onlyWhoLives(s *record.Source) bool {
	return s.Kind == record.Document && len(s.Lines) > 0 && !slices.ContainsFunc(s.Lines, func(l record.Line) bool {
		t := p.Text(l.Text)
		return !t.Has(dwelling) || hasAny(t, crimes, deeds)
	})
}

// own reports whether a source is more than hearsay: the affiant's own observation, a record, a test, a recording that shows
// what was done, a report of officers who say what they saw.
func own(p *Pass, s *record.Source) bool {
	switch s.Kind {
	case record.Observation, record.Document, record.Laboratory:
		return true
	case record.Recording:
		return !s.Talk()
	case record.Report:
		return s.Declarant == "" || p.ordinary(s.Declarant)
	case record.Interview:
		return p.ordinary(s.Declarant)
	}
	return false
}
