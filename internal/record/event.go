package record

import (
	"fmt"

	"github.com/affiant-project/affiant/internal/fault"
)

// An Event is one thing that happened in a matter. The set of events is closed: each carries, as its apply method, the
// rule for when it may come and what it changes. docs/events.md has a paragraph on each.
//
// Stored bytes mean the same for ever, so an event type only grows by keys that may be left out. For anything else a new
// version of it is added beside the old one.
type Event interface {
	// Kind is the name of the event in stored bytes.
	Kind() string
	// Version is that of its form.
	Version() int

	// apply changes the matter, or says why the event may not come now.
	apply(*docket) error
}

// Mode says whether an event was performed here or is only recounted.
type Mode string

// The modes. Importing an oath is not swearing one.
const (
	ModeRecounted Mode = "recounted"
	ModePerformed Mode = "performed"
)

// An Entry is one event in its place in the record of a matter.
type Entry struct {
	Seq  int // from 1, without a gap
	Mode Mode
	Hand *Hand // who performed it; nil if it is recounted
	Body Event
}

// A docket is the state that events add up to, with an index of what is there already.
type docket struct {
	m            Matter
	opened       bool
	people       map[PersonID]bool
	orders       map[OrderID]bool
	sources      map[SourceID]bool
	applications map[AppID]int

	hand *Hand // of the entry being applied; nil if it is recounted
}

func newDocket() *docket {
	return &docket{
		people: map[PersonID]bool{}, orders: map[OrderID]bool{}, sources: map[SourceID]bool{}, applications: map[AppID]int{},
	}
}

// admit applies one entry.
func (d *docket) admit(e Entry) error {
	if e.Body == nil {
		return fault.Errorf(fault.Input, "entry %d has no event", e.Seq)
	}
	if e.Mode != ModeRecounted && e.Mode != ModePerformed {
		return fault.Errorf(fault.Input, "entry %d is %q; expected recounted or performed", e.Seq, string(e.Mode))
	}
	if err := e.Hand.fits(e.Mode); err != nil {
		return fmt.Errorf("entry %d, %s: %w", e.Seq, e.Body.Kind(), err)
	}
	d.hand = e.Hand
	if _, opening := e.Body.(MatterOpened); opening == d.opened {
		if opening {
			return fault.Errorf(fault.Conflict, "entry %d: the matter is open already", e.Seq)
		}
		return fault.Errorf(fault.Conflict, "entry %d, %s: the matter has not been opened", e.Seq, e.Body.Kind())
	}
	if d.m.Expunged != nil {
		return fmt.Errorf("entry %d, %s: %w", e.Seq, e.Body.Kind(), refuse(ruleExpunged, "the matter was expunged, and nothing comes after that"))
	}
	if err := e.Body.apply(d); err != nil {
		return fmt.Errorf("entry %d, %s: %w", e.Seq, e.Body.Kind(), err)
	}
	return nil
}

// named refuses an event that names a person who was not named before.
func (d *docket) named(who ...PersonID) error {
	for _, p := range who {
		if p != "" && !d.people[p] {
			return fault.Errorf(fault.Conflict, "no person %q has been named", string(p))
		}
	}
	return nil
}

// application returns the application with this id, which must have been drafted.
func (d *docket) application(id AppID) (*Application, error) {
	i, ok := d.applications[id]
	if !ok {
		return nil, fault.Errorf(fault.Conflict, "no application %q has been drafted", string(id))
	}
	return &d.m.Applications[i], nil
}

// draft returns the application with this id, whose papers must still be open to change: what was sworn or presented is
// frozen, because the court reads what the magistrate was given (the four corners; Whiteley v. Warden, 401 U.S. 560, 565
// n.8 (1971)).
func (d *docket) draft(id AppID) (*Application, error) {
	a, err := d.application(id)
	switch {
	case err != nil:
		return nil, err
	case a.Oath != nil:
		return nil, fault.Errorf(fault.Conflict, "application %q has been sworn, and its papers are closed", string(id))
	case len(a.Presentments) > 0:
		return nil, fault.Errorf(fault.Conflict, "application %q has been presented, and its papers are closed", string(id))
	case a.Withdrawn != nil:
		return nil, fault.Errorf(fault.Conflict, "application %q has been withdrawn", string(id))
	}
	return a, nil
}
