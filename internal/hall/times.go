package hall

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/report"
)

// Every page says a time in one way, which is that of the record: 30 November 2026, 9:34 p.m. It is the time of the court, or, of what concerns
// no court, that of the station; which zone that is, the foot of the page says once.

// moment says a time as it is on the clock of its zone; nothing for no time.
func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return record.When(t.Format("2006-01-02T15:04")).String()
}

// dayMoment says a time with the day of the week before it, for what one comes to.
func dayMoment(t time.Time) string { return t.Format("Mon ") + moment(t) }

// stop is what ends a sentence after a text: nothing, if its last word has ended it, as that of 9:34 p.m. does.
func stop(s string) string { return strings.TrimPrefix(sentence(s), report.Upper(s)) }

// atSays says the time of an act, which is in the court's own zone.
func atSays(at string) string {
	t, err := time.Parse(time.RFC3339, at)
	if err != nil {
		return at
	}
	return moment(t)
}

// hourSays says a time of day, such as 22:00, as times are said: 10:00 p.m.
func hourSays(clock string) string {
	t, err := time.Parse("15:04", clock)
	if err != nil {
		return clock
	}
	_, hour, _ := strings.Cut(moment(t.AddDate(2000, 0, 0)), ", ")
	return hour
}

// timeTyped takes a time that was typed as pages say one, such as 30 November 2026, 9:34 p.m. or before December 1980, for the form in which the
// record keeps it. What is neither is left as it was typed, and refused in the record's own words.
func timeTyped(typed string) string {
	words := strings.Join(strings.Fields(typed), " ")
	mark := ""
	for _, m := range []string{"before ", "after ", "about "} {
		if rest, ok := strings.CutPrefix(strings.ToLower(words), m); ok {
			mark, words = m, words[len(words)-len(rest):]
		}
	}
	words = strings.NewReplacer(", noon", ", 12:00 pm", ", midnight", ", 12:00 am", "a.m.", "am", "p.m.", "pm").Replace(words)
	for said, kept := range map[string]string{"2 January 2006, 3:04 pm": "2006-01-02T15:04", "2 January 2006": "2006-01-02", "January 2006": "2006-01"} {
		if t, err := time.Parse(said, words); err == nil {
			return mark + t.Format(kept)
		}
		if day, rest, ok := strings.Cut(words, " "); ok && len(day) == 2 { // a day that there is not is told to the record as one, which says that there is none
			n, err := strconv.Atoi(day)
			if t, perr := time.Parse(said, "1 "+rest); err == nil && perr == nil {
				return mark + strings.Replace(t.Format(kept), "-01", fmt.Sprintf("-%02d", n), 1)
			}
		}
	}
	return typed
}

// here is a time that concerns no court on the station's clock: in the zone of its courts, if they have but one, and else in that of the world.
func (v *visit) here(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	z, _ := v.zone()
	return t.In(z)
}

// hereSays says a time that is kept with its zone and concerns no court.
func (v *visit) hereSays(at string) string {
	z, _ := v.zone()
	return inZone(at, z)
}

// inZone says a time that is kept with its zone by the clock of another.
func inZone(at string, z *time.Location) string {
	t, err := time.Parse(time.RFC3339, at)
	if err != nil {
		return at
	}
	return moment(t.In(z))
}

// zone is the zone of the station's clock, and one whether its courts have but one.
func (v *visit) zone() (z *time.Location, one bool) {
	z = time.UTC
	if v.roll == nil {
		return z, false
	}
	for i, c := range v.roll.Courts {
		switch x := v.zoneOf(c.ID); {
		case i == 0:
			z, one = x, true
		case x.String() != z.String():
			return time.UTC, false
		}
	}
	return z, one
}

// clockSays says once, at the foot of a page, what clock its times are of.
func (v *visit) clockSays() string {
	z, one := v.zone()
	switch {
	case one:
		return "Times are those of the court: " + zoneSays(z) + "."
	case v.roll != nil && len(v.roll.Courts) > 0:
		return "Times are those of the court of each matter, and of what concerns none, " + zoneSays(z) + "."
	}
	return "Times are " + zoneSays(z) + "."
}

// zoneSays names a zone: New York time, or as it is called if it is no place.
func zoneSays(z *time.Location) string {
	name := z.String()
	if i := strings.LastIndexByte(name, '/'); i >= 0 {
		return strings.ReplaceAll(name[i+1:], "_", " ") + " time"
	}
	return name
}
