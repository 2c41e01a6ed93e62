package doctrine

import (
	"cmp"
	"slices"
	"time"
)

// RulesFor lists the rules of a profile that serve a question and are in force on the day asOf (YYYY-MM-DD, or less if
// less is known), sorted by id. The question "" gives the background rules, which serve none. An empty asOf takes the
// rules that have no end: the law as the data last has it.
func (l *Law) RulesFor(profile, question, asOf string) []Rule {
	line := l.line(profile)
	var at []int
	for _, i := range l.serving[question] {
		if r := &l.rules[i]; r.InForce(asOf) && line.follows(*r, asOf) {
			at = append(at, i)
		}
	}
	if len(at) == 0 {
		return nil
	}
	found := make([]Rule, len(at))
	for n, i := range at {
		found[n] = l.rules[i]
	}
	return found
}

// Serves reports whether some rule of a profile, of whatever day, answers a question.
func (l *Law) Serves(profile string, q Question) bool {
	return slices.ContainsFunc(l.rules, func(r Rule) bool { return r.Question == q.ID && l.ever(profile, r) })
}

// Follows reports whether a profile has a rule on the day asOf, whether or not the rule is then in force: its own, or taken
// over and not set aside. An empty asOf asks of the law as the data last has it.
func (l *Law) Follows(profile string, r Rule, asOf string) bool {
	return l.line(profile).follows(r, asOf)
}

// ever reports whether a profile has a rule on any day.
func (l *Law) ever(profile string, r Rule) bool {
	return slices.ContainsFunc(l.line(profile), func(p Profile) bool { return slices.Contains(r.Profiles, p.ID) })
}

// A descent is a profile with those that it stands over, from itself to the last.
type descent []Profile

// line is the descent of a profile.
func (l *Law) line(profile string) descent { return l.lines[profile] }

// descend follows a profile down; one that stands over itself, which the linter refuses, ends there.
func (l *Law) descend(profile string) descent {
	var line descent
	for id := profile; id != "" && !slices.ContainsFunc(line, func(p Profile) bool { return p.ID == id }); {
		p, ok := l.Profile(id)
		if !ok {
			break
		}
		line = append(line, p)
		id = p.Over
	}
	return line
}

func (line descent) follows(r Rule, day string) bool {
	for _, p := range line {
		if slices.Contains(r.Profiles, p.ID) {
			return true
		}
		if slices.ContainsFunc(p.Aside, func(a Aside) bool { return a.Rule == r.ID && within(a.From, a.Until, day) }) {
			return false
		}
	}
	return false
}

// TurningDays lists the days on which what a profile has for any of the questions changes, in order: a rule begins, ends, or is
// set aside.
func (l *Law) TurningDays(profile string, questions ...string) []string {
	var days []string
	add := func(from, until string) {
		days = append(days, lastDay(from))
		if until != "" {
			days = append(days, lastDay(until))
		}
	}
	for _, r := range l.rules {
		if slices.Contains(questions, r.Question) && l.ever(profile, r) {
			add(r.From, r.Until)
		}
	}
	for _, p := range l.line(profile) {
		for _, a := range p.Aside {
			if r, ok := l.Rule(a.Rule); ok && slices.Contains(questions, r.Question) {
				add(a.From, a.Until)
			}
		}
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// Days lists those on which something that the casebook or its law has began, ended, was decided or was overruled, in order: between two of them nothing that
// goes by the day comes out otherwise.
func (b *Casebook) Days() []string {
	var days []string
	add := func(dates ...string) {
		for _, d := range dates {
			if d != "" {
				days = append(days, lastDay(d))
			}
		}
	}
	for _, a := range b.law.authorities {
		add(a.Date, a.Until)
		for _, m := range a.Later {
			add(m.Date)
		}
	}
	for _, r := range slices.Concat(b.law.rules, b.rules) {
		add(r.From, r.Until)
	}
	for _, p := range b.law.profiles {
		for _, a := range p.Aside {
			add(a.From, a.Until)
		}
	}
	for _, q := range b.issues {
		add(q.From)
	}
	for _, c := range b.cases {
		add(c.Date)
		for _, m := range c.Later {
			add(m.Date)
		}
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// InForce reports whether the rule holds on that day: from its first day, and before the day on which it ended.
func (r Rule) InForce(day string) bool { return within(r.From, r.Until, day) }

// ByActed says of a rule that it is for what was done from its first day on, whenever that is decided: a statute that is not
// retroactive.
const ByActed = "acted"

// Reaches reports whether a rule is for what was done on that day.
func (r Rule) Reaches(acted string) bool { return r.Dated != ByActed || within(r.From, r.Until, acted) }

// within reports whether a day is one from from on and before until. The empty day is the last of all.
func within(from, until, day string) bool {
	if day == "" {
		return until == ""
	}
	return lastDay(from) <= lastDay(day) && (until == "" || lastDay(day) < lastDay(until))
}

// Reached reports whether the day asOf has reached a date: whether what is of that date was there on that day. The empty day
// is the last of all; of a date whose day is not known the last that it may be counts.
func Reached(date, asOf string) bool { return asOf == "" || lastDay(date) <= lastDay(asOf) }

// DayBefore is the day before the first that a date may be, YYYY-MM-DD. ok is false if the date is none.
func DayBefore(date string) (day string, ok bool) {
	const first = "0000-01-01"
	if len(date) < len(first) {
		date += first[len(date):]
	}
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return "", false
	}
	return t.AddDate(0, 0, -1).Format(time.DateOnly), true
}

// AsKnown is a day as the law's own dates have it: the year alone, if nothing that begins or ends then is known better.
func (l *Law) AsKnown(day string) string {
	known := day
	note := func(date string) {
		if lastDay(date) == day && len(date) < len(known) {
			known = date
		}
	}
	exact := false
	for _, r := range l.rules {
		exact = exact || r.From == day || r.Until == day
		note(r.From)
		if r.Until != "" {
			note(r.Until)
		}
	}
	if exact {
		return day
	}
	return known
}

// LastDay fills a date of which only the year or month is known up to its last day: what is known to be of 2004 counts from
// its end.
func LastDay(date string) string { return lastDay(date) }

// lastDay fills a date of which only the year or month is known up to its last day, so that a rule known to be of 2004
// is not applied to what was done in March of that year.
func lastDay(date string) string {
	const full = "0000-12-31"
	if len(date) >= len(full) {
		return date[:len(full)]
	}
	return date + full[len(date):]
}

func sorted[T any](items []T, id func(T) string) []T {
	if items == nil {
		return nil
	}
	ids, order := make([]string, len(items)), make([]int, len(items))
	for i := range items {
		ids[i], order[i] = id(items[i]), i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(ids[a], ids[b]) })
	out := make([]T, len(items))
	for i, from := range order {
		out[i] = items[from]
	}
	return out
}
