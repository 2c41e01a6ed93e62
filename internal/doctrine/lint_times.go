package doctrine

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/affiant-project/affiant/internal/clock"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
)

// longest is the most that a time limit may count: no law counts so many hours, days or months, so a greater number is a slip.
const longest = 5000

var (
	jurisdictionForm = regexp.MustCompile(`^us(-[a-z]{2})?$`)
	hourForm         = regexp.MustCompile(`^([01]\d|2[0-3]):[0-5]\d$`)
)

// lintTimes notes what is wrong with time limits, hours, holidays, numbers and burdens.
func (c *linter) lintTimes() {
	for _, t := range c.limits {
		c.lintLimit(t)
	}
	for _, d := range c.daytimes {
		id := d.Jurisdiction
		c.jurisdiction("id", "daytime", id, id)
		for _, h := range []struct{ field, at string }{{"begin", d.Begin}, {"end", d.End}} {
			if !hourForm.MatchString(h.at) {
				c.noteIn(in(h.field), "daytime", id, "%s is %q; write the hour as 06:00, in quotes", h.field, h.at)
			}
		}
		if d.Begin >= d.End {
			c.noteIn(in("end"), "daytime", id, "ends at %s and begins at %s; the day ends after it begins", d.End, d.Begin)
		}
		c.oneOf(in("standing"), "daytime", id, d.Standing, standings)
	}
	for _, h := range c.holidays {
		c.lintHoliday(h)
	}
	c.lintStalenesses()
	for _, n := range c.numbers {
		if !slices.Contains(askedFor, n.ID) {
			c.noteIn(in("id"), "number", n.ID, "no check asks for it%s; expected one of %s", fault.DidYouMean(n.ID, askedFor), strings.Join(askedFor, ", "))
		}
		if n.Value < 1 || n.Value > longest {
			c.noteIn(in("value"), "number", n.ID, "value is %d; expected from 1 to %d", n.Value, longest)
		}
		c.cites(in("rests"), "number", n.ID, n.Rests)
	}
	for _, b := range c.burdens {
		c.oneOf(in("posture"), "burden", b.ID, b.Posture, Postures())
		if !strings.HasSuffix(b.Says, ".") {
			c.noteIn(in("says"), "burden", b.ID, "says is no sentence; write it as one, with its full stop")
		}
		c.cites(in("rests"), "burden", b.ID, b.Rests)
		for _, d := range []struct{ field, day string }{{"from", b.From}, {"until", b.Until}} {
			if d.day != "" {
				c.day(in(d.field), "burden", b.ID, d.day)
			}
		}
		if b.From != "" && b.Until != "" && lastDay(b.Until) <= lastDay(b.From) {
			c.noteIn(in("until"), "burden", b.ID, "ends on %s before it is in force on %s; mend one of the dates", b.Until, b.From)
		}
	}
}

// jurisdiction notes what is none.
func (c *linter) jurisdiction(field, kind, id, got string) {
	if !jurisdictionForm.MatchString(got) {
		c.noteIn(in(field), kind, id, "the jurisdiction is %q; expected us, or us- and the two letters of a State in lower case", got)
	}
}

func (c *linter) lintLimit(t clock.Term) {
	id := limits.id(t)
	c.jurisdiction("jurisdiction", "limit", id, t.Jurisdiction)
	c.oneOf(in("starts"), "limit", id, t.Starts, clock.Starts())
	c.oneOf(in("who"), "limit", id, t.Who, spelled(record.Roles()))
	c.oneOf(in("standing"), "limit", id, t.Standing, standings)
	c.counted(nil, id, t.Unit, t.Count)
	if t.Before && t.Unit != clock.Days && t.Unit != clock.CalendarDays {
		c.noteIn(in("before"), "limit", id, "is counted back in %s; expected days or calendar-days", t.Unit)
	}
	if t.Near < 0 || t.Near > 24*longest {
		c.noteIn(in("near"), "limit", id, "near is %d; expected hours, from 1 on", t.Near)
	}
	for i, e := range t.Earlier {
		at := in("earlier", i)
		if _, err := time.Parse(time.DateOnly, e.Until); err != nil {
			c.noteIn(append(at, "until"), "limit", id, "%s %q is no date; write YYYY-MM-DD", spell(append(at, "until")), e.Until)
		}
		if slices.ContainsFunc(t.Earlier[:i], func(o clock.Earlier) bool { return o.Until == e.Until }) {
			c.noteIn(append(at, "until"), "limit", id, "stood until %s in two ways; keep one", e.Until)
		}
		c.oneOf(append(at, "standing"), "limit", id, e.Standing, standings)
		c.counted(at, id, e.Unit, e.Count)
	}
}

// counted notes a count that does not go with its unit.
func (c *linter) counted(at []any, id string, unit clock.Unit, n int) {
	field := func(name string) []any { return append(slices.Clip(at), name) }
	if !slices.Contains(clock.Units(), unit) {
		c.oneOf(field("unit"), "limit", id, string(unit), spelled(clock.Units()))
		return
	}
	switch most := longest; unit {
	case clock.AsOrdered, clock.None:
		if n != 0 {
			c.noteIn(field("count"), "limit", id, "has the unit %s and counts %d; take the count out", unit, n)
		}
	case clock.YearMonth:
		most = 12
		fallthrough
	default:
		if n < 1 || n > most {
			c.noteIn(field("count"), "limit", id, "%s is %d; in %s expected from 1 to %d", spell(field("count")), n, unit, most)
		}
	}
}

func (c *linter) lintHoliday(h clock.Holiday) {
	id := holidays.id(h)
	c.jurisdiction("jurisdiction", "holiday", id, h.Jurisdiction)
	if h.Month < 1 || h.Month > 12 {
		c.noteIn(in("month"), "holiday", id, "month is %d; expected from 1 to 12", h.Month)
		return
	}
	switch {
	case (h.Day == 0) == (h.Weekday == ""):
		c.note("holiday", id, "needs either the day of its month or its weekday; write one of the two")
	case h.Weekday != "":
		c.oneOf(in("weekday"), "holiday", id, h.Weekday, clock.Weekdays())
		if h.Nth < 0 || h.Nth > 4 {
			c.noteIn(in("nth"), "holiday", id, "nth is %d; expected from 1 to 4, or no such line for the last of the month", h.Nth)
		}
	default:
		if last := time.Date(2000, time.Month(h.Month)+1, 0, 0, 0, 0, 0, time.UTC).Day(); h.Day < 1 || h.Day > last { // 2000 was a leap year
			c.noteIn(in("day"), "holiday", id, "day is %d; that month has from 1 to %d", h.Day, last)
		}
		if h.Nth != 0 {
			c.noteIn(in("nth"), "holiday", id, "has a day, so nth says nothing; take it out")
		}
	}
	if h.From != 0 && h.Until != 0 && h.Until <= h.From {
		c.noteIn(in("until"), "holiday", id, "is kept from %d and no more from %d; mend one of the years", h.From, h.Until)
	}
}

// lintStalenesses notes what is wrong with how long things keep their weight. That a class is one of the vocabulary is part of it.
func (c *linter) lintStalenesses() {
	rest := ""
	classes := spelled(c.Lexicon().Classes())
	for _, s := range c.stale {
		if s.Class != "" && !slices.Contains(classes, string(s.Class)) {
			c.noteIn(in("class"), "staleness", s.ID, "the vocabulary has no class %q%s; name one that it has, or leave the line out for any other thing", s.Class, fault.DidYouMean(string(s.Class), classes))
		}
		if s.Class == "" {
			if rest != "" {
				c.note("staleness", s.ID, "is for any other thing, and so is %s; give it a class, or take it out", rest)
			}
			rest = s.ID
		}
		if s.Days < 1 || s.Days > 100*longest {
			c.noteIn(in("days"), "staleness", s.ID, "days is %d; expected from 1 on", s.Days)
		}
		if s.Ongoing < s.Days {
			c.noteIn(in("ongoing"), "staleness", s.ID, "a course that goes on has %d days and a single fact %d; it has no fewer", s.Ongoing, s.Days)
		}
		c.oneOf(in("standing"), "staleness", s.ID, string(s.Standing), standings)
		c.cites(in("rests"), "staleness", s.ID, s.Rests)
	}
}
