// Package clock tells what is due in a matter: by when, for whom, under which rule, and whether it was done in time. It
// reads the record and a table of the law's numbers, and is told what time it is.
package clock

import (
	"cmp"
	"slices"
	"time"

	"github.com/affiant-project/affiant/internal/record"
)

// State says where a deadline stands.
type State string

// The states. Near is the last part of the time, as the table says.
const (
	Running State = "running"
	Near    State = "near"
	Missed  State = "missed"  // its time has passed and it is not done
	Met     State = "met"     // done in time
	Late    State = "late"    // done after its time
	Unknown State = "unknown" // done, but when is not known
)

// A Deadline is one thing that has to be done by a time.
type Deadline struct {
	Term        Term             // what the law says
	Application record.AppID     // which application it belongs to, or ""
	Order       record.OrderID   // which order, or ""
	Warrant     record.WarrantID // which warrant, or ""
	Hearing     record.HearingID // which hearing it is counted back from, or ""
	Person      record.PersonID  // whom it concerns, or ""
	From        time.Time        // what started it
	Due         time.Time        // the last moment, in the court's zone
	Done        record.When      // when it was done, or ""
	State       State
}

// Deadlines returns everything that is or was due in a matter, the most pressing first: missed, near, running, then what is done.
// The zone is the court's own; now is the time that it is. A time in the record that is not known starts nothing; one known only to the day starts
// at its beginning, which is the earlier and so the safer.
func Deadlines(m *record.Matter, t *Table, zone *time.Location, now time.Time) []Deadline {
	d := &desk{m: m, t: t, zone: zone, now: now.In(zone)}
	for i := range m.Orders {
		d.order(&m.Orders[i])
	}
	for i := range m.Applications {
		d.application(&m.Applications[i])
	}
	for i := range m.Hearings {
		d.hearing(&m.Hearings[i])
	}
	d.seals()
	order := []State{Missed, Near, Running, Unknown, Late, Met}
	slices.SortStableFunc(d.found, func(a, b Deadline) int {
		return cmp.Or(slices.Index(order, a.State)-slices.Index(order, b.State), a.Due.Compare(b.Due), cmp.Compare(a.Term.ID, b.Term.ID),
			cmp.Compare(a.Person, b.Person))
	})
	return d.found
}

type desk struct {
	m     *record.Matter
	t     *Table
	zone  *time.Location
	now   time.Time
	found []Deadline
}

// add enters a deadline for every term of the matter's jurisdiction that this thing starts.
func (d *desk) add(starts string, from, done record.When, at Deadline) {
	begun, ok := d.moment(from)
	if !ok {
		return
	}
	for _, term := range d.t.terms(d.m.Jurisdiction, starts, begun) {
		x := at
		x.Term, x.From, x.Done = term, begun, done
		x.Due = d.t.Due(term, begun, d.m.Jurisdiction)
		x.State = d.state(x)
		d.found = append(d.found, x)
	}
}

// ends enters a deadline whose end the record itself sets.
func (d *desk) ends(starts string, from, until, done record.When, at Deadline) {
	begun, _ := d.moment(from)
	due, ok := d.last(until)
	if !ok {
		return
	}
	for _, term := range d.t.terms(d.m.Jurisdiction, starts, begun) {
		at.Term, at.From, at.Due, at.Done = term, begun, due, done
		at.State = d.state(at)
		d.found = append(d.found, at)
	}
}

func (d *desk) state(x Deadline) State {
	if x.Done != "" {
		lo, hi, ok := x.Done.In(d.zone)
		switch {
		case !ok:
			return Unknown
		case !hi.IsZero() && !hi.After(x.Due.Add(time.Minute)): // hi is the first moment after
			return Met
		case !lo.IsZero() && lo.After(x.Due):
			return Late
		}
		return Unknown
	}
	switch {
	case d.now.After(x.Due):
		return Missed
	case x.Due.Sub(d.now) <= x.Term.near(x.Due.Sub(x.From)):
		return Near
	}
	return Running
}

// moment returns the first moment at which w can have been.
func (d *desk) moment(w record.When) (time.Time, bool) {
	lo, _, ok := w.In(d.zone)
	return lo, ok && !lo.IsZero()
}

// last returns the last minute that w covers: of a day, a minute before midnight.
func (d *desk) last(w record.When) (time.Time, bool) {
	_, hi, ok := w.In(d.zone)
	return hi.Add(-time.Minute), ok && !hi.IsZero()
}
