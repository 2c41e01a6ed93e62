package record

import (
	"errors"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/fault"
)

// WarrantIssued notes the issue of a warrant. It comes after a decision that grants it (Fed. R. Crim. P. 4(a), 41(d)(1)) and
// bears the time of issue (41(e)(2), 4.1(b)(6)).
type WarrantIssued struct {
	Application AppID  `json:"application"`
	Warrant     Issued `json:"warrant"`
}

// Kind is the name of the event in stored bytes.
func (WarrantIssued) Kind() string { return "warrant-issued" }

// Version is that of its form.
func (WarrantIssued) Version() int { return 1 }

func (e WarrantIssued) apply(d *docket) error {
	a, err := d.application(e.Application)
	if err != nil {
		return err
	}
	w := e.Warrant
	if a.Issued(w.ID) != nil {
		return taken("warrant", w.ID)
	}
	if !a.everGranted() {
		return refuse(ruleGranted, "no warrant has been granted on application %q", string(a.ID))
	}
	if err := d.named(append([]PersonID{w.By, w.ReturnTo}, w.Respondents...)...); err != nil {
		return err
	}
	if d.performed() {
		if err := d.mayIssue(a, w); err != nil {
			return err
		}
	}
	w.Here = d.performed()
	a.Warrants = append(a.Warrants, w)
	return nil
}

// mayIssue holds what a warrant issued here has to keep.
func (d *docket) mayIssue(a *Application, w Issued) error {
	if w.Recalled != nil || w.Returned != nil || w.Expired != "" || len(w.Duplicates) > 0 || len(w.Delays) > 0 {
		return fault.Errorf(fault.Input, "a warrant is issued first; what becomes of it is told by events of their own")
	}
	who := w.Respondents
	switch {
	case a.Kind == Arrest && len(who) != 1:
		return refuse(ruleOneByOne, "the warrant names %d people", len(who))
	case a.Kind == Search && (!w.Until.Known() || w.Hours == ""):
		return refuse(ruleTerms, "the warrant does not say until when and at what hours")
	case w.Hours == "any" && strings.TrimSpace(w.Cause) == "":
		return refuse(ruleTerms, "no cause is given for any hour")
	case w.Until.Known() && w.Until.Before(d.hand.Minute()) == Yes:
		return refuse(ruleTerms, "the warrant would end before it is issued")
	}
	if len(who) == 0 {
		who = []PersonID{""}
	}
	for _, p := range who {
		last, at, ok := a.Decided(p)
		switch {
		case !ok || !last.Grants():
			return refuse(ruleGranted, "no warrant has been granted for %s", party(p))
		case at.Magistrate != w.By:
			return refuse(ruleGranted, "%s granted it, and %s would issue it", at.Magistrate, w.By)
		}
		for i := range a.Warrants {
			if old := &a.Warrants[i]; d.m.Dead(a, old, d.hand.Minute()) == "" && (len(old.Respondents) == 0 || slices.Contains(old.Respondents, p)) {
				return refuse(ruleOneLive, "the warrant %q is live", string(old.ID))
			}
		}
	}
	if err := d.by(w.By, ruleGranted, "issue the warrant"); err != nil {
		return err
	}
	return d.contemporary(w.Time)
}

func party(p PersonID) PersonID {
	if p == "" {
		return "this application"
	}
	return p
}

// DuplicateMade notes that a duplicate original was made (Fed. R. Crim. P. 4.1(b)(3)-(6)). It comes while the warrant lives.
type DuplicateMade struct {
	Application AppID     `json:"application"`
	Warrant     WarrantID `json:"warrant"`
	Duplicate   Duplicate `json:"duplicate"`
}

// Kind is the name of the event in stored bytes.
func (DuplicateMade) Kind() string { return "duplicate-made" }

// Version is that of its form.
func (DuplicateMade) Version() int { return 1 }

func (e DuplicateMade) apply(d *docket) error {
	_, w, err := d.live(e.Application, e.Warrant, e.Duplicate.Time)
	if err != nil {
		return err
	}
	if err := d.named(e.Duplicate.By); err != nil {
		return err
	}
	w.Duplicates = append(w.Duplicates, e.Duplicate)
	return nil
}

// WarrantRecalled ends a warrant before it is executed. From that moment it is dead everywhere.
type WarrantRecalled struct {
	Application AppID     `json:"application"`
	Warrant     WarrantID `json:"warrant"`
	Recall      Recall    `json:"recall"`
}

// Kind is the name of the event in stored bytes.
func (WarrantRecalled) Kind() string { return "warrant-recalled" }

// Version is that of its form.
func (WarrantRecalled) Version() int { return 1 }

func (e WarrantRecalled) apply(d *docket) error {
	_, w, err := d.live(e.Application, e.Warrant, e.Recall.Time)
	if err != nil {
		return err
	}
	if err := d.named(e.Recall.By); err != nil {
		return err
	}
	w.Recalled = &e.Recall
	return nil
}

// WarrantExpired notes that a warrant's time has passed. It is dead from then, whether or not this is noted.
type WarrantExpired struct {
	Application AppID     `json:"application"`
	Warrant     WarrantID `json:"warrant"`
	Time        When      `json:"time,omitempty"`
}

// Kind is the name of the event in stored bytes.
func (WarrantExpired) Kind() string { return "warrant-expired" }

// Version is that of its form.
func (WarrantExpired) Version() int { return 1 }

func (e WarrantExpired) apply(d *docket) error {
	_, w, err := d.issued(e.Application, e.Warrant)
	if err != nil {
		return err
	}
	if w.Expired != "" {
		return refuse(ruleDead, "the expiry of warrant %q has been noted", string(w.ID))
	}
	if d.performed() && w.Until.Before(d.hand.Minute()) != Yes {
		return refuse(ruleNotYetExpired, "warrant %q may be executed until %s", string(w.ID), w.Until)
	}
	if err := d.notFuture(e.Time); err != nil {
		return err
	}
	w.Expired = e.Time
	if w.Expired == "" {
		w.Expired = NoTime
	}
	return nil
}

// WarrantReturned is the return of a warrant, with the inventory of what was taken (Fed. R. Crim. P. 4(c)(4), 41(f)(1)).
type WarrantReturned struct {
	Application AppID     `json:"application"`
	Warrant     WarrantID `json:"warrant"`
	Return      Return    `json:"return"`
}

// Kind is the name of the event in stored bytes.
func (WarrantReturned) Kind() string { return "warrant-returned" }

// Version is that of its form.
func (WarrantReturned) Version() int { return 1 }

func (e WarrantReturned) apply(d *docket) error {
	a, w, err := d.issued(e.Application, e.Warrant)
	if err != nil {
		return err
	}
	if err := d.named(append([]PersonID{e.Return.By, e.Return.To}, e.Return.Witnesses...)...); err != nil {
		return err
	}
	if w.Returned != nil {
		return refuse(ruleReturn, "warrant %q has been returned", string(w.ID))
	}
	if d.performed() {
		served := a.served(w)
		switch {
		case !served && strings.TrimSpace(e.Return.Unserved) == "":
			return refuse(ruleReturn, "warrant %q was not executed, and the return does not say why", string(w.ID))
		case served && e.Return.Unserved != "":
			return refuse(ruleReturn, "warrant %q was executed", string(w.ID))
		case served && a.Kind == Search && !slices.ContainsFunc(e.Return.Witnesses, func(p PersonID) bool { return p != "" && p != e.Return.By }):
			return refuse(ruleInventory, "no one beside %s is named as present at the inventory", e.Return.By)
		}
		if err := d.notFuture(e.Return.Time); err != nil {
			return err
		}
	}
	w.Returned = &e.Return
	return nil
}

// issued returns a warrant of an application, which must have been issued.
func (d *docket) issued(app AppID, id WarrantID) (*Application, *Issued, error) {
	a, err := d.application(app)
	if err != nil {
		return nil, nil, err
	}
	w := a.Issued(id)
	if w == nil {
		return nil, nil, fault.Errorf(fault.Conflict, "no warrant %q has been issued on application %q", string(id), string(app))
	}
	return a, w, nil
}

// live returns a warrant that must be live, if what is done to it is performed here.
func (d *docket) live(app AppID, id WarrantID, told When) (*Application, *Issued, error) {
	a, w, err := d.issued(app, id)
	if err != nil || !d.performed() {
		return a, w, err
	}
	if err := d.notFuture(told); err != nil {
		return nil, nil, err
	}
	if why := d.m.deadAsEntered(a, w, d.hand.Minute()); why != "" {
		return nil, nil, refuse(ruleDead, "warrant %q is dead: %s", string(id), why)
	}
	return a, w, nil
}

// dying returns a warrant that may be served, if what is done to it is performed here: one that lives, or lived when it was served, so far as its own
// time goes.
func (d *docket) dying(app AppID, id WarrantID, told When) (*Application, *Issued, error) {
	a, w, err := d.live(app, id, told)
	var no *Refusal
	if !errors.As(err, &no) || no.Rule.ID != ruleDead.ID {
		return a, w, err
	}
	if a, w, again := d.issued(app, id); again == nil && d.m.toldLate(a, w, told) {
		return a, w, nil
	}
	return nil, nil, err
}
