package clock

import (
	"bytes"
	_ "embed"
	"fmt"
	"sync"
	"time"

	"go.yaml.in/yaml/v4"
)

//go:embed terms.yaml
var termData []byte

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
)

// A Term is one time limit of the law.
type Term struct {
	ID           string `yaml:"id"`
	Jurisdiction string `yaml:"jurisdiction"` // a state's term stands in the place of the federal one with the same id
	Title        string `yaml:"title"`
	Starts       string `yaml:"starts"` // what begins it, one of the starts in things.go
	Count        int    `yaml:"count"`
	Unit         Unit   `yaml:"unit"`
	Before       bool   `yaml:"before"` // counted back from what starts it, and due by then
	Near         int    `yaml:"near"`   // from how many hours before the end it is near; a quarter of the time, if 0
	Who          string `yaml:"who"`    // the role that answers for it
	Says         string `yaml:"says"`   // the authority
	Standing     string `yaml:"standing"`
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
	Jurisdiction string `yaml:"jurisdiction"`
	Name         string `yaml:"name"`
	Month        int    `yaml:"month"`
	Day          int    `yaml:"day"`
	Weekday      string `yaml:"weekday"`
	Nth          int    `yaml:"nth"`
	From         int    `yaml:"from"` // the first year it was kept, if that matters
}

// A Daytime says between which hours a warrant for the daytime may be executed.
type Daytime struct {
	Jurisdiction string `yaml:"jurisdiction"`
	Begin        string `yaml:"begin"` // HH:MM, local
	End          string `yaml:"end"`
	Says         string `yaml:"says"`
	Standing     string `yaml:"standing"`
}

// A Table holds the law's numbers.
type Table struct {
	Terms    []Term    `yaml:"terms"`
	Daytimes []Daytime `yaml:"daytime"`
	Holidays []Holiday `yaml:"holidays"`
}

// Builtin returns the table that comes with the program.
var Builtin = sync.OnceValue(func() *Table {
	t, err := Read(termData)
	if err != nil {
		panic(err) // embedded, and held sound by a test
	}
	return t
})

// Read reads a table strictly: an unknown key, a unit, start or weekday that there is not, and a number that cannot be are errors.
func Read(data []byte) (*Table, error) {
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	var t Table
	if err := dec.Decode(&t); err != nil {
		return nil, fmt.Errorf("terms of time: %w", err)
	}
	seen := map[string]bool{}
	for _, x := range t.Terms {
		key := x.ID + " " + x.Jurisdiction
		switch {
		case x.ID == "" || x.Jurisdiction == "" || x.Title == "" || x.Who == "" || x.Says == "" || x.Standing == "":
			return nil, fmt.Errorf("terms of time: %q needs an id, a jurisdiction, a title, who answers for it, its authority and the standing of that", x.ID)
		case seen[key]:
			return nil, fmt.Errorf("terms of time: %s stands twice for %s", x.ID, x.Jurisdiction)
		case !starts[x.Starts]:
			return nil, fmt.Errorf("terms of time: %s starts with %q, which nothing in the record is", x.ID, x.Starts)
		case x.Unit == AsOrdered && x.Count != 0, x.Unit != AsOrdered && (x.Count <= 0 || x.Count > 5000):
			return nil, fmt.Errorf("terms of time: %s has the count %d", x.ID, x.Count)
		}
		switch x.Unit {
		case Days, CalendarDays, Hours, RealHours, Months, AsOrdered:
		case YearMonth:
			if x.Count > 12 {
				return nil, fmt.Errorf("terms of time: %s has the month %d", x.ID, x.Count)
			}
		default:
			return nil, fmt.Errorf("terms of time: %s is counted in %q; expected days, calendar-days, hours, real-hours, months, month-of-next-year or as-ordered", x.ID, x.Unit)
		}
		if x.Before && x.Unit != Days && x.Unit != CalendarDays {
			return nil, fmt.Errorf("terms of time: %s is counted back in %s; expected days or calendar-days", x.ID, x.Unit)
		}
		seen[key] = true
	}
	for _, h := range t.Holidays {
		_, known := weekdays[h.Weekday]
		if h.Month < 1 || h.Month > 12 || h.Day < 0 || h.Day > 31 || h.Nth < 0 || h.Nth > 4 || (h.Day == 0) == !known || h.Jurisdiction == "" {
			return nil, fmt.Errorf("terms of time: the holiday %q needs a month, and a day or a weekday", h.Name)
		}
	}
	for _, d := range t.Daytimes {
		for _, h := range []string{d.Begin, d.End} {
			if _, err := time.Parse("15:04", h); err != nil {
				return nil, fmt.Errorf("terms of time: the daytime of %s has %q; expected such as 06:00", d.Jurisdiction, h)
			}
		}
	}
	return &t, nil
}

var weekdays = map[string]time.Weekday{"sunday": 0, "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6}

// terms returns what a thing starts in a jurisdiction: the state's own term, or else the federal one.
func (t *Table) terms(jurisdiction, starts string) []Term {
	var list []Term
	for _, x := range t.Terms {
		if x.Starts != starts {
			continue
		}
		if x.Jurisdiction == jurisdiction || x.Jurisdiction == "us" && !t.own(jurisdiction, x.ID) {
			list = append(list, x)
		}
	}
	return list
}

func (t *Table) own(jurisdiction, id string) bool {
	for _, x := range t.Terms {
		if x.ID == id && x.Jurisdiction == jurisdiction && jurisdiction != "us" {
			return true
		}
	}
	return false
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
		if d.Jurisdiction == "us" {
			federal, ok = d, true
		}
	}
	return federal, ok
}
