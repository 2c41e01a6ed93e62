package record

import (
	"slices"

	"github.com/affiant-project/affiant/internal/fault"
)

// Executed notes an attempt at service, or service. It comes after a decision that grants the warrant, as asked or
// modified: without one there is nothing to execute (Fed. R. Crim. P. 4(c), 41(f)).
type Executed struct {
	Application AppID     `json:"application"`
	Execution   Execution `json:"execution"`
}

// Kind is the name of the event in stored bytes.
func (Executed) Kind() string { return "executed" }

// Version is that of its form.
func (Executed) Version() int { return 1 }

func (e Executed) apply(d *docket) error {
	a, err := d.application(e.Application)
	if err != nil {
		return err
	}
	if !a.everGranted() {
		return fault.Errorf(fault.Conflict, "no warrant has been granted on application %q, so none can be executed", string(a.ID))
	}
	if err := d.named(slices.Concat(e.Execution.By, e.Execution.Persons)...); err != nil {
		return err
	}
	if e.Execution.Warrant == "" && d.performed() {
		return refuse(ruleNamesWarrant, "it does not say which warrant")
	}
	if e.Execution.Warrant != "" {
		if _, _, err := d.dying(a.ID, e.Execution.Warrant, e.Execution.Time); err != nil {
			return err
		}
	}
	a.Execution = append(a.Execution, e.Execution)
	return nil
}

// Detained notes one step of a person's detention: arrest, booking, appearance, release. It may come at any time after
// the draft, since a person may have been in custody already.
type Detained struct {
	Application AppID   `json:"application"`
	Custody     Custody `json:"custody"`
}

// Kind is the name of the event in stored bytes.
func (Detained) Kind() string { return "detained" }

// Version is that of its form.
func (Detained) Version() int { return 1 }

func (e Detained) apply(d *docket) error {
	a, err := d.application(e.Application)
	if err != nil {
		return err
	}
	if err := d.named(e.Custody.Person); err != nil {
		return err
	}
	if err := d.notFuture(e.Custody.Time); err != nil {
		return err
	}
	a.Custody = append(a.Custody, e.Custody)
	return nil
}

// Charged notes one step of a prosecution. It may come at any time after the draft, since a charge may come before a
// warrant or without one.
type Charged struct {
	Application AppID  `json:"application"`
	Charge      Charge `json:"charge"`
}

// Kind is the name of the event in stored bytes.
func (Charged) Kind() string { return "charged" }

// Version is that of its form.
func (Charged) Version() int { return 1 }

func (e Charged) apply(d *docket) error {
	a, err := d.application(e.Application)
	if err != nil {
		return err
	}
	if err := d.named(e.Charge.Respondents...); err != nil {
		return err
	}
	if err := d.notFuture(e.Charge.Time); err != nil {
		return err
	}
	a.Charges = append(a.Charges, e.Charge)
	return nil
}
