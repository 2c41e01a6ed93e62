package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/clock"
	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/report"
)

// timeKinds are the kinds of what says how long, how much and who has to show it.
func (x explainer) timeKinds() []kind {
	law := x.law
	return []kind{
		{"limit", "Time limit", "limits", 38,
			entries(law.Limits, func(t clock.Term) entry { return entry{t.Name(), t.Title + ": " + length(t.Count, t.Unit)} }),
			finder(law.Limit, x.limit)},
		{"daytime", "Hours of the daytime", "daytimes", 28,
			entries(law.Daytimes, func(d clock.Daytime) entry { return entry{d.Jurisdiction, d.Begin + " to " + d.End} }),
			finder(law.Daytime, x.daytime)},
		{"holiday", "Legal holiday", "holidays", 38,
			entries(law.Holidays, func(h clock.Holiday) entry { return entry{h.ID + "@" + h.Jurisdiction, h.Name} }),
			finder(law.Holiday, x.holiday)},
		{"staleness", "How long a thing keeps its weight", "staleness", 28,
			entries(law.Stalenesses, func(s doctrine.Staleness) entry {
				return entry{s.ID, fmt.Sprintf("%s: %d days, %d of a course that goes on", s.Kind, s.Days, s.Ongoing)}
			}),
			finder(law.Staleness, x.staleness)},
		{"number", "Number that a check goes by", "numbers", 28,
			entries(law.Numbers, func(n doctrine.Number) entry { return entry{n.ID, fmt.Sprint(n.Value)} }),
			finder(law.Number, x.number)},
		{"burden", "Burden", "burdens", 38,
			entries(law.Burdens, func(b doctrine.Burden) entry { return entry{b.ID, b.Posture + ", " + b.Who} }),
			finder(law.Burden, x.burden)},
		{"word", "Word", "glossary", 28,
			entries(law.Words, func(w doctrine.Word) entry { return entry{w.ID, w.Term} }),
			finder(law.Word, x.word)},
		{"vocabulary", "Class of words", "vocabulary", 28, x.classes,
			finder(func(name string) (diction.Class, bool) {
				c := diction.Class(name)
				return c, slices.Contains(law.Lexicon().Classes(), c)
			}, x.words)},
	}
}

// length is how long a time limit is, in words.
func length(n int, unit clock.Unit) string {
	switch unit {
	case clock.AsOrdered:
		return "as ordered"
	case clock.None:
		return "no limit"
	case clock.YearMonth:
		return fmt.Sprintf("by the end of month %d of the next year", n)
	}
	return fmt.Sprintf("%d %s", n, strings.ReplaceAll(string(unit), "-", " "))
}

func (x explainer) limit(p *report.Sheet, t clock.Term) {
	p.Title(t.Name() + " " + report.Upper(t.Title))
	p.Item("begins with", hang, strings.ReplaceAll(t.Starts, "-", " "))
	how := length(t.Count, t.Unit)
	if t.Before {
		how += ", counted back"
	}
	p.Item("time", hang, how)
	p.Item("answers", hang, t.Who)
	p.Item("authority", hang, standingAfter(t.Says, t.Standing))
	if t.Unchecked != "" {
		p.Item("not checked", hang, t.Unchecked)
	}
	for _, e := range t.Earlier {
		p.Item("before", hang, fmt.Sprintf("until %s: %s, %s", e.Until, length(e.Count, e.Unit), standingAfter(e.Says, e.Standing)))
	}
}

// standingAfter is an authority, with how sure it is unless it is certain.
func standingAfter(says, standing string) string {
	if standing == string(doctrine.Fixed) {
		return says
	}
	return says + " (" + standing + ")"
}

func (x explainer) daytime(p *report.Sheet, d clock.Daytime) {
	p.Title(d.Jurisdiction + " Hours of the daytime")
	p.Item("hours", hang, d.Begin+" to "+d.End)
	p.Item("authority", hang, standingAfter(d.Says, d.Standing))
}

func (x explainer) holiday(p *report.Sheet, h clock.Holiday) {
	p.Title(h.ID + "@" + h.Jurisdiction + " " + h.Name)
	on := fmt.Sprintf("day %d of month %d", h.Day, h.Month)
	if h.Weekday != "" {
		on = fmt.Sprintf("%s number %d of month %d", h.Weekday, h.Nth, h.Month)
		if h.Nth == 0 {
			on = fmt.Sprintf("the last %s of month %d", h.Weekday, h.Month)
		}
	}
	p.Item("kept", hang, on)
	if h.From != 0 || h.Until != 0 {
		year := func(n int) string {
			if n == 0 {
				return ""
			}
			return fmt.Sprint(n)
		}
		p.Item("years", hang, since(year(h.From), year(h.Until)))
	}
}

func (x explainer) staleness(p *report.Sheet, s doctrine.Staleness) {
	p.Title(s.ID + " " + report.Upper(s.Kind))
	p.Item("asked after", hang, fmt.Sprintf("%d days; %d of a course that goes on", s.Days, s.Ongoing))
	if s.Class != "" {
		p.Item("words", hang, "those of class "+string(s.Class))
	}
	x.rests(p, s.Rests)
}

func (x explainer) number(p *report.Sheet, n doctrine.Number) {
	p.Title(fmt.Sprintf("%s %d", n.ID, n.Value))
	p.Para(n.Means)
	p.Gap()
	x.rests(p, n.Rests)
	if n.Note != "" {
		p.Item("note", hang, n.Note)
	}
}

func (x explainer) burden(p *report.Sheet, b doctrine.Burden) {
	p.Title(b.ID)
	p.Para(b.Says)
	p.Gap()
	p.Item("shown by", hang, b.Who)
	p.Item("posture", hang, b.Posture)
	if b.From != "" || b.Until != "" {
		p.Item("in force", hang, since(b.From, b.Until))
	}
	x.rests(p, b.Rests)
}

func (x explainer) word(p *report.Sheet, w doctrine.Word) {
	p.Title(w.Term)
	p.Para(w.Means)
	p.Gap()
	x.rests(p, w.Rests)
	for _, r := range w.Rule {
		p.Item("rule", hang, fmt.Sprintf("%s (%s)", r.Says, r.Standing))
	}
}

// classes lists the classes of words, each with how many there are and how they are divided.
func (x explainer) classes() []entry {
	var list []entry
	lx := x.law.Lexicon()
	for _, c := range lx.Classes() {
		all := lx.Class(c)
		text := counted(len(all), "word")
		if kinds := kindsOf(all); len(kinds) > 1 || len(kinds) == 1 && kinds[0] != "" {
			text += ": " + strings.Join(slices.DeleteFunc(kinds, func(k string) bool { return k == "" }), ", ")
		}
		list = append(list, entry{string(c), text})
	}
	return list
}

// kindsOf lists the divisions of a class, sorted.
func kindsOf(all []diction.Entry) []string {
	var kinds []string
	for _, e := range all {
		kinds = append(kinds, e.Kind)
	}
	slices.Sort(kinds)
	return slices.Compact(kinds)
}

// words sets the words of a class by its divisions.
func (x explainer) words(p *report.Sheet, c diction.Class) {
	p.Title("Words of class " + string(c))
	all := x.law.Lexicon().Class(c)
	if len(all) == 0 {
		p.Para("A folder of law has taken every word out of it, so nothing is found by it.")
	}
	for _, k := range kindsOf(all) {
		var words []string
		for _, e := range all {
			if e.Kind == k {
				words = append(words, e.Words)
			}
		}
		p.Item(cmp.Or(k, "words"), hang, strings.Join(words, ", "))
	}
}
