package clock

import (
	"slices"
	"time"

	"github.com/affiant-project/affiant/internal/record"
)

// Unit says how a term is counted.
type Unit string

// The units.
const (
	Days         Unit = "days"
	CalendarDays Unit = "calendar-days"
	Hours        Unit = "hours"
	RealHours    Unit = "real-hours"
	Months       Unit = "months"
	YearMonth    Unit = "month-of-next-year" // the last day of that month, the count, of the year after
	AsOrdered    Unit = "as-ordered"         // the record sets the end, or it is due on the day itself
	None         Unit = "none"               // the jurisdiction sets no such limit, and the federal one does not stand in for it
)

// Units lists them.
func Units() []Unit {
	return []Unit{Days, CalendarDays, Hours, RealHours, Months, YearMonth, AsOrdered, None}
}

// Federal is the jurisdiction whose terms stand where a State has none of its own.
const Federal = "us"

// A Term is one time limit of the law.
type Term struct {
	ID           string    `json:"id"`
	Jurisdiction string    `json:"jurisdiction"` // a state's term stands in the place of the federal one with the same id
	Title        string    `json:"title"`
	Starts       string    `json:"starts"` // what begins it, one of Starts
	Count        int       `json:"count,omitempty"`
	Unit         Unit      `json:"unit"`
	Before       bool      `json:"before,omitempty"` // counted back from what starts it, and due by then
	Near         int       `json:"near,omitempty"`   // from how many hours before the end it is near; a quarter of the time, if 0
	Who          string    `json:"who"`              // the role that answers for it
	Says         string    `json:"says"`             // the authority
	Standing     string    `json:"standing"`
	Unchecked    string    `json:"unchecked,omitempty"` // what of it was not checked against the State's own rule, in a sentence
	Earlier      []Earlier `json:"earlier,omitempty"`   // how it stood before

	Replaces string `json:"replaces,omitempty"` // its own name, if it stands in the place of one beneath
}

// An Earlier is a term as it stood before it was changed, for what began before a day.
type Earlier struct {
	Until    string `json:"until"` // YYYY-MM-DD, that day not included
	Count    int    `json:"count,omitempty"`
	Unit     Unit   `json:"unit"`
	Says     string `json:"says"`
	Standing string `json:"standing"`
}

// Name tells a term from all others: its id and its jurisdiction.
func (t Term) Name() string { return t.ID + "@" + t.Jurisdiction }

// Length is how many days a term runs, hours made into days; false if it is counted otherwise.
func (t Term) Length() (int, bool) {
	switch t.Unit {
	case Days, CalendarDays:
		return t.Count, true
	case Hours, RealHours:
		return t.Count / 24, true
	}
	return 0, false
}

// as is the term as it stood where was says so; else as it stands.
func (t Term) as(was func(until string) bool) Term {
	best := ""
	now := t
	for _, e := range t.Earlier {
		if was(e.Until) && (best == "" || e.Until < best) {
			best = e.Until
			now.Count, now.Unit, now.Says, now.Standing = e.Count, e.Unit, e.Says, e.Standing
		}
	}
	return now
}

// near returns how long before the end a term of this length is near.
func (t Term) near(length time.Duration) time.Duration {
	if t.Near > 0 {
		return time.Duration(t.Near) * time.Hour
	}
	return length / 4
}

// A Holiday is a legal holiday: with a fixed day of a month, or the nth weekday of one, or (nth left out) its last.
type Holiday struct {
	ID           string `json:"id"`
	Jurisdiction string `json:"jurisdiction"`
	Name         string `json:"name"`
	Month        int    `json:"month"`
	Day          int    `json:"day,omitempty"`
	Weekday      string `json:"weekday,omitempty"`
	Nth          int    `json:"nth,omitempty"`
	From         int    `json:"from,omitempty"`  // the first year it was kept, if that matters
	Until        int    `json:"until,omitempty"` // the first year it is kept no more

	Replaces string `json:"replaces,omitempty"` // its own name, if it stands in the place of one beneath
}

// A Daytime says between which hours a warrant for the daytime may be executed.
type Daytime struct {
	Jurisdiction string `json:"id"`
	Begin        string `json:"begin"` // HH:MM, local
	End          string `json:"end"`
	Says         string `json:"says"`
	Standing     string `json:"standing"`

	Replaces string `json:"replaces,omitempty"` // its own jurisdiction, if it stands in the place of one beneath
}

// A Table holds the law's numbers. Where they are read from, and what makes them sound, is for the law to say (doctrine).
type Table struct {
	Terms    []Term
	Daytimes []Daytime
	Holidays []Holiday
}

var weekdays = map[string]time.Weekday{"sunday": 0, "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6}

// Weekdays lists the days of the week as a holiday names them.
func Weekdays() []string {
	return []string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}
}

// terms returns what a thing that began at a moment starts in a jurisdiction: the state's own term, or else the federal one. Of a
// moment that is not known it is what stands now.
func (t *Table) terms(jurisdiction, starts string, begun time.Time) []Term {
	var list []Term
	for _, x := range t.Terms {
		if x.Starts != starts || x.Jurisdiction != jurisdiction && (x.Jurisdiction != Federal || t.own(jurisdiction, x.ID)) {
			continue
		}
		if !begun.IsZero() {
			day := begun.Format(time.DateOnly)
			x = x.as(func(until string) bool { return day < until })
		}
		if x.Unit != None {
			list = append(list, x)
		}
	}
	return list
}

func (t *Table) own(jurisdiction, id string) bool {
	return jurisdiction != Federal && slices.ContainsFunc(t.Terms, func(x Term) bool { return x.ID == id && x.Jurisdiction == jurisdiction })
}

// Own returns the first term that a jurisdiction's own rule has for what a thing starts, as it stood when that began. Of a day that is not
// known, or may be on either side of a change, the newest is taken.
func (t *Table) Own(jurisdiction, starts string, begun record.When) (Term, bool) {
	for _, x := range t.Terms {
		if x.Jurisdiction == jurisdiction && x.Starts == starts {
			x = x.as(func(until string) bool { return record.When(until).After(begun) == record.Yes })
			return x, x.Unit != None
		}
	}
	return Term{}, false
}

// Latest returns the last moment that a jurisdiction's own rule allows for what a thing starts that begins now, and the term; false if its rule, as far as the
// table knows it, sets none.
func (t *Table) Latest(jurisdiction, starts string, now time.Time) (time.Time, Term, bool) {
	x, ok := t.Own(jurisdiction, starts, record.When(now.Format(time.DateOnly)))
	if !ok || x.Unit == AsOrdered {
		return time.Time{}, Term{}, false
	}
	return t.Due(x, now, jurisdiction), x, true
}

// Daytime returns the hours that a jurisdiction's own rule calls the daytime.
func (t *Table) Daytime(jurisdiction string) (Daytime, bool) {
	d, ok := t.daytime(jurisdiction)
	return d, ok && d.Jurisdiction == jurisdiction
}

// daytime returns the hours of a jurisdiction, or else the federal ones.
func (t *Table) daytime(jurisdiction string) (Daytime, bool) {
	var federal Daytime
	var ok bool
	for _, d := range t.Daytimes {
		if d.Jurisdiction == jurisdiction {
			return d, true
		}
		if d.Jurisdiction == Federal {
			federal, ok = d, true
		}
	}
	return federal, ok
}
