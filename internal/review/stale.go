package review

import (
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

var stale = &Check{
	Code:  "P8",
	Name:  "stale",
	Term:  "stale-ruled",
	Title: "The facts are old",
	Why: "The newest fact relied on lies further back than things of its kind can be counted on to stay as they were, and " +
		"nothing sworn refreshes it, shows a course that goes on, or explains the delay. The proof must be of facts so closely " +
		"related to the time of issue as to justify a finding at that time. No court has set a line in days: the numbers here " +
		"say only from when on the question is worth asking.",
	Rests:    []doctrine.Cite{{Authority: "sgro-1932", Pin: "210-211"}},
	Severity: Weight, Force: Contestable, Link: OnWeight, By: "court", Whole: true,
	Mend: "Is there a later fact in the sources, or a reason for the delay that the paper does not give?",
	run:  findStale,
}

func findStale(p *Pass) {
	limit, ok := p.perishes()
	if !ok || p.tellsOf(delay) {
		return
	}
	var all []age
	newest, dated := 0, age{}
	for _, f := range slices.Concat(p.relied(), p.refreshing()) {
		own, ok := p.ages(f)
		if !ok {
			return // it may be of yesterday
		}
		for _, a := range own {
			if newest == 0 || a.fewest < dated.fewest {
				newest, dated = f.N, a
			}
		}
		all = append(all, own...)
	}
	fewest, most, ok := youngest(all)
	days := limit.Days
	if p.tellsOf(ongoing) {
		days = limit.Ongoing
	}
	if !ok || fewest <= days {
		return
	}
	span := fmt.Sprintf("about %d days", fewest)
	switch {
	case most == noLimit:
		span = fmt.Sprintf("at least %d days", fewest)
	case most > fewest:
		span = fmt.Sprintf("about %d to %d days", fewest, most)
	}
	p.Report(Flaw{
		Assertion: newest, Span: whole(p.paper().fact(newest).text),
		Message: fmt.Sprintf("The newest fact relied on is of %s, %s before the application was put before a magistrate. "+
			"For %s the question is worth asking after %d days. Nothing sworn is later, and no reason is given.",
			dated.told, span, limit.Kind, days),
		Asks: fmt.Sprintf("May facts %s old support a finding at the time of issue?", span),
	})
}

// tellsOf reports whether a word of the class stands in the sworn words, other than where the affiant tells of himself.
func (p *Pass) tellsOf(c diction.Class) bool {
	return p.swornOfOthers(func(t *diction.Text) bool { return t.Has(c) })
}

// swornOfOthers reports whether something holds of sworn words other than those in which the affiant tells of himself.
func (p *Pass) swornOfOthers(holds func(*diction.Text) bool) bool {
	apart := make(map[*diction.Text]bool)
	for i := range p.paper().facts {
		if f := &p.paper().facts[i]; f.aside || f.form || p.ofHimself(f) {
			apart[f.text] = true
		}
	}
	return p.sworn(func(t *diction.Text) bool { return !apart[t] && holds(t) })
}

// ofHimself reports whether an assertion tells of the affiant's years and cases, and of nobody else.
func (p *Pass) ofHimself(f *fact) bool {
	return p.schooled(f) && len(f.mentions) == 0 && !hasAny(f.text, teller, faceless, personNoun, personUnnamed, pronouns)
}

// refreshing returns the assertions of a search that are offered for nothing and yet speak of the place or the things.
func (p *Pass) refreshing() []*fact {
	if p.App.Kind != record.Search {
		return nil
	}
	d := p.paper()
	var out []*fact
	for i := range d.facts {
		f := &d.facts[i]
		if !f.form && !f.aside && f.Basis != record.Inferred && (p.tied(f) || p.speaksOfItems(f)) && !slices.ContainsFunc(f.sources, p.paperOnly) {
			out = append(out, f)
		}
	}
	return out
}

// relied returns the assertions on whose age the paper turns: those offered for anything but who is meant or what he was,
// and not those that only read a record.
func (p *Pass) relied() []*fact {
	d := p.paper()
	use := make(map[int]bool)
	for _, g := range p.Grounds {
		e := p.App.Element(g.Element)
		if e == nil || e.Kind == record.Identity || e.Kind == record.Status {
			continue
		}
		for _, n := range g.On {
			use[n] = true
		}
	}
	var out []*fact
	for i := range d.facts {
		f := &d.facts[i]
		record := len(f.sources) > 0 && !slices.ContainsFunc(f.sources, func(s *record.Source) bool { return !p.paperOnly(s) })
		if use[f.N] && !f.form && !f.aside && !record {
			out = append(out, f)
		}
	}
	return out
}

// paperOnly reports whether a source is a record that tells of no event: a registration, an account, a history.
func (p *Pass) paperOnly(s *record.Source) bool {
	if s.Kind != record.Document {
		return false
	}
	return !slices.ContainsFunc(s.Lines, func(l record.Line) bool { return hasAny(p.Text(l.Text), crimes) })
}

// perishes returns how long what is in question keeps its weight. For a search that goes by the offence, or else by the
// first of the things sought. A crime once done does not grow stale; so for an arrest it is asked only of the possession of things that
// nobody is sworn to have seen or tested.
func (p *Pass) perishes() (doctrine.Staleness, bool) {
	table := p.law.Stalenesses()
	title := p.Text(p.App.Offence.Title)
	kind := func(t *diction.Text) (doctrine.Staleness, bool) {
		for _, s := range table {
			if s.Class != "" && t.Has(s.Class) {
				return s, true
			}
		}
		return doctrine.Staleness{}, false
	}
	if p.App.Kind == record.Arrest {
		has := slices.ContainsFunc(p.App.Offence.Elements, func(e record.Element) bool { return e.Kind == record.Possession })
		if !has || p.seenOrTested() {
			return doctrine.Staleness{}, false
		}
		return kind(title)
	}
	if s, ok := kind(title); ok {
		return s, true
	}
	if len(p.App.Items) == 0 {
		return doctrine.Staleness{}, false
	}
	s, ok := kind(p.Text(p.App.Items[0]))
	if !ok {
		if i := slices.IndexFunc(table, func(s doctrine.Staleness) bool { return s.Class == "" }); i >= 0 {
			return table[i], true
		}
	}
	return s, ok
}

// seenOrTested reports whether the paper rests on a test, or on what an officer or a named witness saw.
func (p *Pass) seenOrTested() bool {
	d := p.paper()
	return slices.ContainsFunc(d.cited, func(s *record.Source) bool { return s.Kind != record.Document && own(p, s) }) ||
		slices.ContainsFunc(p.relied(), func(f *fact) bool { return f.Basis == record.Observed })
}
