package clock

import "time"

// Due returns the last moment for a term that begins at a moment, in that moment's zone.
//
//   - days: the day of the event does not count, every day after it does, and a last day that is a Saturday, a Sunday or a
//     legal holiday runs to the next day that is none; it ends at midnight (Fed. R. Crim. P. 45(a)(1), (4)(A)).
//   - hours: counting begins at once, every hour counts, and a last hour on such a day runs to the same hour of the next that is
//     none (45(a)(2)).
//   - real hours and calendar days: as hours and days, but nothing is passed over: where a person is held, or where the statute
//     counts so (County of Riverside v. McLaughlin, 500 U.S. 44 (1991)).
//   - months: the same day of a later month, or the last of that month.
//   - month of the next year: the last day of that month, in the year after.
//   - as ordered: the day itself.
//
// A term that is counted back (Before) is due that many days before the moment, which does not count; a last day that is a Saturday, a Sunday or a
// legal holiday runs back to the day before that is none (45(a)(5)), and a holiday that only a State has is none for it (45(a)(6)(C)).
func (t *Table) Due(term Term, from time.Time, jurisdiction string) time.Time {
	n := term.Count
	if term.Before {
		due := from.AddDate(0, 0, -n)
		for term.Unit == Days && t.closed(due, Federal) {
			due = due.AddDate(0, 0, -1)
		}
		return midnight(due)
	}
	switch term.Unit {
	case AsOrdered:
		return midnight(from)
	case YearMonth:
		return time.Date(from.Year()+1, time.Month(n)+1, 0, 23, 59, 0, 0, from.Location())
	case RealHours:
		return from.Add(time.Duration(n) * time.Hour)
	case Hours:
		due := from.Add(time.Duration(n) * time.Hour)
		for t.closed(due, jurisdiction) {
			due = due.AddDate(0, 0, 1) // the same hour by the wall clock
		}
		return due
	case CalendarDays:
		return midnight(from.AddDate(0, 0, n))
	case Months:
		due := from.AddDate(0, n, 0)
		if due.Day() != from.Day() { // the month is shorter: its last day
			due = due.AddDate(0, 0, -due.Day())
		}
		return midnight(due)
	default: // Days
		due := from.AddDate(0, 0, n)
		for t.closed(due, jurisdiction) {
			due = due.AddDate(0, 0, 1)
		}
		return midnight(due)
	}
}

// midnight returns the last minute of a day.
func midnight(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 23, 59, 0, 0, t.Location())
}

// closed reports whether a day is a Saturday, a Sunday or a legal holiday (Fed. R. Crim. P. 45(a)(6)).
func (t *Table) closed(day time.Time, jurisdiction string) bool {
	if w := day.Weekday(); w == time.Saturday || w == time.Sunday {
		return true
	}
	for _, h := range t.Holidays {
		if h.Jurisdiction != Federal && h.Jurisdiction != jurisdiction {
			continue
		}
		if h.From != 0 && day.Year() < h.From || h.Until != 0 && day.Year() >= h.Until {
			continue
		}
		if on, ok := h.on(day.Year()); ok && on.Month() == day.Month() && on.Day() == day.Day() {
			return true
		}
		// New Year's Day of the next year is kept on 31 December if it falls on a Saturday.
		if on, ok := h.on(day.Year() + 1); ok && on.Year() == day.Year() && on.Month() == day.Month() && on.Day() == day.Day() {
			return true
		}
	}
	return false
}

// on returns the day on which a holiday is kept in a year: of one with a fixed date that falls on a Saturday the Friday before, on
// a Sunday the Monday after (5 U.S.C. 6103(b)).
func (h Holiday) on(year int) (time.Time, bool) {
	if h.Day != 0 {
		day := time.Date(year, time.Month(h.Month), h.Day, 0, 0, 0, 0, time.UTC)
		switch day.Weekday() {
		case time.Saturday:
			day = day.AddDate(0, 0, -1)
		case time.Sunday:
			day = day.AddDate(0, 0, 1)
		}
		return day, true
	}
	want := weekdays[h.Weekday]
	if h.Nth > 0 {
		day := time.Date(year, time.Month(h.Month), 1, 0, 0, 0, 0, time.UTC)
		skip := (int(want) - int(day.Weekday()) + 7) % 7
		return day.AddDate(0, 0, skip+7*(h.Nth-1)), true
	}
	day := time.Date(year, time.Month(h.Month)+1, 0, 0, 0, 0, 0, time.UTC) // the last of the month
	back := (int(day.Weekday()) - int(want) + 7) % 7
	return day.AddDate(0, 0, -back), true
}

// May reports whether a warrant that says daytime may be executed at a moment, and the hours that the rule sets.
func (t *Table) May(jurisdiction string, at time.Time) (bool, Daytime) {
	h, ok := t.daytime(jurisdiction)
	if !ok {
		return true, Daytime{}
	}
	now := at.Format("15:04")
	return now >= h.Begin && now <= h.End, h
}
