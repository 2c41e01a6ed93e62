package review

import (
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/record"
)

// dateLeftOut reports what is offered to tie the place to the crime where the source has its day, longer ago than things of its kind keep their weight,
// and no sworn word gives it: a magistrate takes it to be of the time of the paper (Walczyk v. Rio, 496 F.3d at 160-163). Where something
// later that is sworn speaks of the place too, it is a query.
func (p *Pass) dateLeftOut() {
	limit, ok := p.perishes()
	if p.App.Kind != record.Search || !ok {
		return
	}
	days := limit.Days
	if p.tellsOf(ongoing) {
		days = limit.Ongoing
	}
	for _, f := range p.tyingFacts() {
		from, fewest, ok := p.ageOfSource(f)
		if !ok || fewest <= days || p.timed(f) || p.dayTold(f, from) {
			continue
		}
		p.Report(Flaw{
			Assertion: f.N, Span: whole(f.text), Sources: []At{head(from)}, Sort: OneOfThem, Query: p.refreshed(f, days),
			Message: fmt.Sprintf("Source %s has this of %s, at least %s before the application was put before a magistrate. No sworn word gives the day. For %s the question is worth asking after %d days.",
				from.ID, p.dayOf(f, from).String(), daysInWords(fewest), limit.Kind, days),
			Asks: "Would a magistrate who was told how old this is have seen it otherwise?",
		})
	}
}

// tyingFacts are the assertions, no inferences, that are offered for a nexus and speak of the place; none that tells of what someone was convicted of.
func (p *Pass) tyingFacts() (out []*fact) {
	for _, f := range p.relied() {
		if f.Basis == record.Inferred || f.text.Has(standing) || !p.tied(f) {
			continue
		}
		if slices.ContainsFunc(p.Grounds, func(g Ground) bool {
			e := p.App.Element(g.Element)
			return e != nil && e.Kind == record.Nexus && slices.Contains(g.On, f.N)
		}) {
			out = append(out, f)
		}
	}
	return out
}

// dayOf returns when a source has what an assertion cites from it: by the newest date in the cited lines, or else by its own time.
func (p *Pass) dayOf(f *fact, s *record.Source) record.When {
	var newest record.When
	for _, l := range p.backing(f.N).lines {
		if l.source != s {
			continue
		}
		for _, w := range p.dated(l.text, false, s.Time) {
			if newest == "" || newest.Before(w) == record.Yes {
				newest = w
			}
		}
	}
	if newest != "" {
		return newest
	}
	return s.Time
}

// dayTold reports whether another assertion gives the day of what f has from a source: the same date, or any date where it cites the source too.
func (p *Pass) dayTold(f *fact, s *record.Source) bool {
	day := p.dayOf(f, s)
	return slices.ContainsFunc(p.paper().facts, func(o fact) bool {
		cites := slices.Contains(o.sources, s)
		return o.N != f.N && slices.ContainsFunc(p.dated(o.text, false, s.Time), func(w record.When) bool {
			return cites || w.Before(day) != record.Yes && w.After(day) != record.Yes
		})
	})
}

// ageOfSource returns the source of an assertion that has it of the latest day, and the fewest days that lie between that and the application. ok is
// false if one of its sources has no day that is known.
func (p *Pass) ageOfSource(f *fact) (from *record.Source, fewest int, ok bool) {
	for _, s := range f.sources {
		days, _, known := p.dayOf(f, s).Days(p.asked())
		if !known || p.paper().incorporated[s.ID] {
			return nil, 0, false
		}
		if from == nil || days < fewest {
			from, fewest = s, days
		}
	}
	return from, fewest, from != nil
}

// refreshed reports whether another assertion that speaks of the place, and is no mere record, is of a day within so many days of the
// application.
func (p *Pass) refreshed(f *fact, days int) bool {
	return slices.ContainsFunc(p.refreshing(), func(o *fact) bool {
		if o.N == f.N || !p.tied(o) {
			return false
		}
		all, ok := p.ages(o)
		fewest, _, some := youngest(all)
		return !ok || some && fewest <= days
	})
}

// daysInWords writes a number of days, from two years on in years.
func daysInWords(n int) string {
	if n >= 730 {
		return fmt.Sprintf("%d years", n/365)
	}
	return fmt.Sprintf("%d days", n)
}
