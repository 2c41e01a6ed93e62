package record

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/fault"
)

// OathConfirmed is the own act of a magistrate about an oath that was not taken in person: that he placed the affiant under oath, when, how, and in what
// words (Fed. R. Crim. P. 4.1(b)(1)), or that he acknowledges an attestation in writing (4.1(b)(2)(A)). What the affiant entered of the oath stays as it is.
type OathConfirmed struct {
	Application  AppID        `json:"application"`
	Confirmation Confirmation `json:"confirmation"`
}

// Kind is the name of the event in stored bytes.
func (OathConfirmed) Kind() string { return "oath-confirmed" }

// Version is that of its form.
func (OathConfirmed) Version() int { return 1 }

func (e OathConfirmed) apply(d *docket) error {
	a, err := d.application(e.Application)
	if err != nil {
		return err
	}
	x := e.Confirmation
	switch {
	case a.Oath == nil:
		return refuse(ruleOathConfirmed, "application %q has not been sworn to", string(a.ID))
	case slices.ContainsFunc(a.Oath.Confirmed, func(c Confirmation) bool { return c.By == x.By }):
		return refuse(ruleOathConfirmed, "%s has confirmed the oath to application %q already", name(x.By), string(a.ID))
	}
	if err := d.named(x.By); err != nil {
		return err
	}
	if err := d.atTheBench(a, x.By, "confirm the oath"); err != nil {
		return err
	}
	if d.performed() {
		switch {
		case strings.TrimSpace(x.Words) == "":
			return refuse(ruleOathWords, "the words that were heard are not noted")
		case !x.Heard.Known():
			return fault.Errorf(fault.Input, "it is not said when the oath was heard; heard is the minute, such as 2026-03-16T02:14")
		}
		if err := d.notFuture(x.Heard); err != nil {
			return err
		}
		if err := d.contemporary(x.Time); err != nil {
			return err
		}
	}
	x.Here = d.performed()
	a.Oath.Confirmed = append(slices.Clip(a.Oath.Confirmed), x)
	return nil
}
