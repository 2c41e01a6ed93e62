package review

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

var undated = &Check{
	Code:  "F4",
	Name:  "undated",
	Term:  "undated-ruled",
	Title: "No sworn word says when",
	Why: "What is offered, or what the affiant saw, carries no date in the sworn words, and no other sworn sentence dates it. A magistrate cannot " +
		"tell whether facts without a date are of last week or of last year, whatever the affiant's file may show.",
	Rests:    []doctrine.Cite{{Authority: "sgro-1932", Pin: "210-211"}},
	Severity: Weight, Force: Contestable, Link: OnWeight, By: "court", Verbatim: true,
	Mend: "When did it happen, and which source says so?",
	run:  findUndated,
}

func findUndated(p *Pass) {
	d := p.paper()
	if asked := p.asked(); !asked.Known() || yearAtMost(asked) {
		return // the record itself does not know when any of it was, or no nearer than the year
	}
	limited := func(a age) bool { return a.most != noLimit }
	for i := range d.facts {
		f := &d.facts[i]
		if !f.aside && (len(p.dated(f.text, false, "")) > 0 || slices.ContainsFunc(p.countedBack(f.text), limited)) {
			p.findLoose()
			return
		}
	}
	for id := range d.incorporated {
		if s := d.source[id]; s != nil && s.Time.Known() {
			return
		}
	}
	all := slices.DeleteFunc(p.relied(), p.noWhen)
	if len(all) == 0 {
		return
	}
	slices.SortStableFunc(all, func(a, b *fact) int { return cmp.Compare(inferred(a), inferred(b)) }) // an inference is of the day of what it rests on
	f := all[0]
	msg := fmt.Sprintf("No sworn word says when this was: %s.", quote(f.Text))
	if i := slices.IndexFunc(all, func(o *fact) bool { return len(p.countedBack(o.text)) > 0 }); i >= 0 {
		f = all[i]
		msg = fmt.Sprintf("The sworn words put this back by no less than %s, and nothing sets a limit to its age: %s.", p.countedBack(f.text)[0].told, quote(f.Text))
	}
	var also []int
	for _, o := range all {
		if o != f {
			also = append(also, o.N)
		}
	}
	p.Report(Flaw{
		Assertion: f.N, Also: also, Span: whole(f.text), Message: msg,
		Asks: "Could a magistrate tell when these things happened?",
	})
}

// inferred is 1 for an inference, else 0.
func inferred(f *fact) int {
	if f.Basis == record.Inferred {
		return 1
	}
	return 0
}

// noWhen reports whether an assertion tells of nothing that has a day of its own: a conclusion, or what an informant told on other occasions.
func (p *Pass) noWhen(f *fact) bool {
	if p.bare(f) != nil {
		return true
	}
	if slices.ContainsFunc(p.App.Respondents, f.meansPerson) || p.tied(f) {
		return false
	}
	tip := len(f.sources) > 0 && !slices.ContainsFunc(f.sources, func(s *record.Source) bool { return s.Kind != record.Tip })
	return hasAny(f.text, history, proved) && (tip || f.text.Has(teller))
}

// findLoose looks, in a paper that gives dates, for a fact relied on, or seen by the affiant, that nothing sworn dates: what the affiant saw on a day
// that the source has and no sentence of the paper does.
func (p *Pass) findLoose() {
	d := p.paper()
	relied := p.relied()
	loose := make(map[record.SourceID][]int)
	for i := range d.facts {
		f := &d.facts[i]
		if f.form || f.aside || f.Basis == record.Inferred || len(f.Cites) == 0 || f.Basis != record.Observed && !slices.Contains(relied, f) {
			continue
		}
		s := d.source[f.Cites[0].Source]
		if s != nil && s.Time.Known() && !d.incorporated[s.ID] && slices.Contains(events, s.Kind) && p.tellsOfSomeone(f) && !p.timed(f) && !p.dayGiven(f, s) {
			loose[s.ID] = append(loose[s.ID], f.N)
		}
	}
	for _, s := range d.cited {
		if len(loose[s.ID]) == 0 {
			continue
		}
		n, also := first(loose[s.ID])
		f := d.fact(n)
		p.Report(Flaw{
			Assertion: n, Also: also, Span: whole(f.text), Sources: []At{head(s)}, Sort: OneOfThem,
			Query:   s.Kind == record.Interview || s.Kind == record.Tip, // what its time tells is when it was told
			Message: fmt.Sprintf("No sworn word says when this was: %s. Source %s has its time, and the magistrate is not given it.", quote(f.Text), s.ID),
			Asks:    "Could a magistrate tell when this happened?",
		})
	}
}

// tellsOfSomeone reports whether an assertion tells of what someone other than the affiant did or had: where a point lies on a map does not
// hang on the day.
func (p *Pass) tellsOfSomeone(f *fact) bool {
	for i := range f.text.Words {
		if i > 0 && affiantAt(f.text, i-1) && wordAt(f.text, i, "plotted", "measured", "compared", "calculated", "computed", "mapped", "counted") {
			return false
		}
	}
	return slices.ContainsFunc(f.mentions, func(m mention) bool { return m.person != p.App.Affiant }) || hasAny(f.text, personUnnamed, personNoun, teller, diction.Drug, diction.Weapon)
}

// events are the kinds of sources that tell of something at a time.
var events = []record.SourceKind{record.Observation, record.Interview, record.Tip, record.Recording}

// timed reports whether an assertion has any word of when: a date, a day, a time that points to another, or words that tell
// of how things are and of no one day.
func (p *Pass) timed(f *fact) bool {
	return p.follows(f.text) || dayNamed(f.text) || carriedOn(f.text) || slices.ContainsFunc(f.text.Hits(whenWords), func(h diction.Hit) bool { return h.Kind == "state" }) || len(p.days(f.text, "")) > 0 || f.text.Has(diction.Month)
}

// carriedOn reports whether a text has its time from what was told before it, or from now: it begins with a word for who or what was spoken of, or
// counts back.
func carriedOn(t *diction.Text) bool {
	return len(t.Words) > 1 && (hasAt(t, pronouns, 0) || wordAt(t, 0, "with", "by", "at", "on", "in", "to", "from") && wordAt(t, 1, "his", "her", "their")) || slices.ContainsFunc(t.Words, func(w diction.Word) bool { return w.Norm == "ago" })
}

// dayNamed reports whether a text names a day without its month: Tuesday, the 19th.
func dayNamed(t *diction.Text) bool {
	return t.Has(diction.Day) || slices.ContainsFunc(t.Numbers(), func(n diction.Number) bool {
		return n.Kind == diction.Ordinal && strings.ContainsFunc(t.Raw[n.Start:n.End], unicode.IsDigit)
	})
}

// follows reports whether a text takes its time from another sentence: later, that night, an hour after.
func (p *Pass) follows(t *diction.Text) bool {
	return t.Has(justNow) ||
		slices.ContainsFunc(t.Hits(whenWords), func(h diction.Hit) bool { return h.Kind == "" }) ||
		slices.ContainsFunc(t.Hits(diction.TimeWord), func(h diction.Hit) bool { return h.Kind == "deictic" && h.Means != "another" })
}

// days returns the dates in a text that are more than a year: the year of a car is none of what was done.
func (p *Pass) days(t *diction.Text, near record.When) []record.When {
	return slices.DeleteFunc(p.dated(t, true, near), func(w record.When) bool { return len(w) == len("2006") })
}

// dayGiven reports whether another assertion gives the day of a source: its date, or, where it rests on the source too, a
// time taken from another sentence. Of what another told it is enough that some sentence of his has any word of when.
func (p *Pass) dayGiven(f *fact, s *record.Source) bool {
	sameDay := func(w record.When) bool { return w.Before(s.Time) != record.Yes && w.After(s.Time) != record.Yes }
	return slices.ContainsFunc(p.paper().facts, func(o fact) bool {
		if o.N == f.N {
			return false
		}
		cites := slices.ContainsFunc(o.Cites, func(c record.Cite) bool { return c.Source == s.ID })
		return slices.ContainsFunc(p.days(o.text, s.Time), sameDay) || cites && (p.follows(o.text) || dayNamed(o.text)) ||
			s.Kind != record.Observation && (cites || slices.Contains(o.RestsOn, f.N)) && p.timed(&o)
	})
}
