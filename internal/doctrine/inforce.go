package doctrine

import (
	"cmp"
	"slices"
)

// RulesFor lists the rules of a profile that serve a question and are in force on the day asOf (YYYY-MM-DD, or less if
// less is known), sorted by id. The question "" gives the background rules, which serve none. An empty asOf takes the
// rules that have no end: the law as the data last has it.
func (l *Law) RulesFor(profile, question, asOf string) []Rule {
	var found []Rule
	for _, r := range l.rules {
		if r.Question == question && slices.Contains(r.Profiles, profile) && r.InForce(asOf) {
			found = append(found, r)
		}
	}
	return sorted(found, func(r Rule) string { return r.ID })
}

// InForce reports whether the rule holds on that day: from its first day, and before the day on which it ended.
func (r Rule) InForce(day string) bool {
	if day == "" {
		return r.Until == ""
	}
	return lastDay(r.From) <= lastDay(day) && (r.Until == "" || lastDay(day) < lastDay(r.Until))
}

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
	items = slices.Clone(items)
	slices.SortStableFunc(items, func(a, b T) int { return cmp.Compare(id(a), id(b)) })
	return items
}
