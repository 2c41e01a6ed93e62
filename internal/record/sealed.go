package record

import (
	"slices"

	"github.com/affiant-project/affiant/internal/fault"
)

// HoldPlaced keeps everything of a matter from destruction: a suit is pending or to be expected.
type HoldPlaced struct {
	Hold Hold `json:"hold"`
}

// Kind is the name of the event in stored bytes.
func (HoldPlaced) Kind() string { return "hold-placed" }

// Version is that of its form.
func (HoldPlaced) Version() int { return 1 }

func (e HoldPlaced) apply(d *docket) error {
	if err := d.named(e.Hold.By); err != nil {
		return err
	}
	for _, h := range d.m.Holds {
		if h.ID == e.Hold.ID {
			return taken("hold", e.Hold.ID)
		}
	}
	if d.performed() && e.Hold.Lifted != nil {
		return fault.Errorf(fault.Input, "a hold is placed first; its end is an event of its own")
	}
	if err := d.notFuture(e.Hold.Time); err != nil {
		return err
	}
	d.m.Holds = append(d.m.Holds, e.Hold)
	return nil
}

// HoldLifted ends a hold that is in force.
type HoldLifted struct {
	Hold   HoldID  `json:"hold"`
	Lifted Lifting `json:"lifted"`
}

// Kind is the name of the event in stored bytes.
func (HoldLifted) Kind() string { return "hold-lifted" }

// Version is that of its form.
func (HoldLifted) Version() int { return 1 }

func (e HoldLifted) apply(d *docket) error {
	if err := d.named(e.Lifted.By); err != nil {
		return err
	}
	if err := d.notFuture(e.Lifted.Time); err != nil {
		return err
	}
	for i := range d.m.Holds {
		if h := &d.m.Holds[i]; h.ID == e.Hold && h.Lifted == nil {
			h.Lifted = &e.Lifted
			return nil
		}
	}
	return refuse(ruleInForce, "no hold %q is in force", string(e.Hold))
}

// Sealed closes a matter, or an application of it, by a judge's order on a ground found.
type Sealed struct {
	Seal Seal `json:"seal"`
}

// Kind is the name of the event in stored bytes.
func (Sealed) Kind() string { return "sealed" }

// Version is that of its form.
func (Sealed) Version() int { return 1 }

func (e Sealed) apply(d *docket) error {
	if err := d.named(e.Seal.By); err != nil {
		return err
	}
	if e.Seal.Application != "" {
		if _, err := d.application(e.Seal.Application); err != nil {
			return err
		}
	}
	for _, s := range d.m.Seals {
		if s.ID == e.Seal.ID {
			return taken("seal", e.Seal.ID)
		}
	}
	if d.performed() && e.Seal.Lifted != nil {
		return fault.Errorf(fault.Input, "a seal is laid first; its end is an event of its own")
	}
	if err := d.by(e.Seal.By, ruleOrder, "order the seal"); err != nil {
		return err
	}
	if err := d.contemporary(e.Seal.Time); err != nil {
		return err
	}
	d.m.Seals = append(d.m.Seals, e.Seal)
	return nil
}

// Unsealed lifts a seal that is in force, by order.
type Unsealed struct {
	Seal   SealID  `json:"seal"`
	Lifted Lifting `json:"lifted"`
}

// Kind is the name of the event in stored bytes.
func (Unsealed) Kind() string { return "unsealed" }

// Version is that of its form.
func (Unsealed) Version() int { return 1 }

func (e Unsealed) apply(d *docket) error {
	if err := d.named(e.Lifted.By); err != nil {
		return err
	}
	if err := d.by(e.Lifted.By, ruleOrder, "order the unsealing"); err != nil {
		return err
	}
	if err := d.contemporary(e.Lifted.Time); err != nil {
		return err
	}
	for i := range d.m.Seals {
		if s := &d.m.Seals[i]; s.ID == e.Seal && s.Lifted == nil {
			s.Lifted = &e.Lifted
			return nil
		}
	}
	return refuse(ruleInForce, "no seal %q is in force", string(e.Seal))
}

// SealedAt reports whether a seal on the matter, or on the given application, is in force at a moment.
func (m *Matter) SealedAt(app AppID, now When) bool {
	for _, s := range m.Seals {
		if s.Lifted == nil && (s.Application == "" || s.Application == app) && s.Until.Before(now) != Yes {
			return true
		}
	}
	return false
}

// OwnSeal reports whether a seal on just this application is in force at a moment.
func (m *Matter) OwnSeal(app AppID, now When) bool {
	return app != "" && slices.ContainsFunc(m.Seals, func(s Seal) bool {
		return s.Application == app && s.Lifted == nil && s.Until.Before(now) != Yes
	})
}

// Expunged orders that what a matter says be destroyed: the last entry. No hold may be in force.
type Expunged struct {
	Expungement Expungement `json:"expungement"`
}

// Kind is the name of the event in stored bytes.
func (Expunged) Kind() string { return "expunged" }

// Version is that of its form.
func (Expunged) Version() int { return 1 }

func (e Expunged) apply(d *docket) error {
	if err := d.named(e.Expungement.By); err != nil {
		return err
	}
	for _, h := range d.m.Holds {
		if h.Lifted == nil {
			return refuse(ruleHold, "the hold %q is in force: %s", string(h.ID), h.Because)
		}
	}
	if err := d.by(e.Expungement.By, ruleOrder, "order expungement"); err != nil {
		return err
	}
	if err := d.contemporary(e.Expungement.Time); err != nil {
		return err
	}
	d.m.Expunged = &e.Expungement
	return nil
}
