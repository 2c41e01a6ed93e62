package record

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/fault"
)

// An Extension gives more time before a preliminary hearing (Fed. R. Crim. P. 5.1(d)).
type Extension struct {
	Of       string   `json:"of" need:"yes" doc:"what may wait" enum:"preliminary-hearing"`
	Person   PersonID `json:"person" need:"yes" doc:"whose hearing it is" ref:"person"`
	Until    When     `json:"until" need:"yes" doc:"until when"`
	Consents bool     `json:"consents,omitempty" doc:"whether that person consents"`
	Because  string   `json:"because" need:"yes" doc:"what was shown: good cause; without consent, the extraordinary circumstances"`
	Justice  string   `json:"justice,omitempty" doc:"without consent: why justice requires the delay"`
	By       PersonID `json:"by" need:"yes" doc:"the judge" ref:"person"`
	Time     When     `json:"time,omitempty" doc:"when"`
}

// TimeExtended is a judge's order that a preliminary hearing may wait: with the consent of the one whose hearing it is and for good cause shown; without
// it only where extraordinary circumstances exist and justice requires the delay (Fed. R. Crim. P. 5.1(d)). It comes after the appearance from which
// the time runs, and may come again.
type TimeExtended struct {
	Application AppID     `json:"application"`
	Extension   Extension `json:"extension"`
}

// Kind is the name of the event in stored bytes.
func (TimeExtended) Kind() string { return "time-extended" }

// Version is that of its form.
func (TimeExtended) Version() int { return 1 }

func (e TimeExtended) apply(d *docket) error {
	a, err := d.application(e.Application)
	if err != nil {
		return err
	}
	x := e.Extension
	if err := d.named(x.Person, x.By); err != nil {
		return err
	}
	if d.performed() {
		if err := d.mayExtend(a, x); err != nil {
			return err
		}
	}
	a.Extensions = append(a.Extensions, x)
	return nil
}

// mayExtend holds what an extension ordered here has to keep.
func (d *docket) mayExtend(a *Application, x Extension) error {
	if err := d.by(x.By, ruleMoreTime, "extend the time"); err != nil {
		return err
	}
	appeared := slices.ContainsFunc(a.Custody, func(c Custody) bool { return c.Person == x.Person && (c.Act == "appeared" || c.Act == "arraigned") })
	switch {
	case !appeared:
		return refuse(ruleMoreTime, "%s has not appeared before a court, so no time for a preliminary hearing runs", x.Person)
	case strings.TrimSpace(x.Because) == "":
		return refuse(ruleMoreTime, "no cause is given")
	case !x.Consents && strings.TrimSpace(x.Justice) == "":
		return refuse(ruleMoreTime, "%s does not consent, and it is not said why justice requires the delay", x.Person)
	case !x.Until.Known():
		return fault.Errorf(fault.Input, "what is extended says until when")
	case x.Until.Before(d.hand.Minute()) == Yes:
		return refuse(ruleMoreTime, "it would be extended until %s, and it is %s", x.Until, d.hand.Minute())
	}
	for _, y := range a.Extensions {
		if y.Of == x.Of && y.Person == x.Person && x.Until.After(y.Until) != Yes {
			return refuse(ruleMoreTime, "it is extended until %s already", y.Until)
		}
	}
	return d.contemporary(x.Time)
}

// lengthened holds what is noted of more time under an order to be a judge's: an order is extended, and notice of it put off, by no one else. A judge with an
// account enters it himself, or the clerk does in his name; of one who has none the clerk enters it, from the order, and not whoever named a judge.
func (m *Matter) lengthened(e OrderCarriedOut, h Hand) error {
	if e.Step.Act != "extended" && e.Step.Act != "notice-postponed" {
		return nil
	}
	if p := m.Person(e.Step.By); p == nil || !p.Has(Magistrate) {
		return refuse(ruleLengthened, "it says %s, who is no magistrate of this matter", name(e.Step.By))
	} else if p.Account == "" && h.Role != Clerk {
		return refuse(ruleLengthened, "it says %s, who has no account here; the clerk enters it from the order", name(e.Step.By))
	}
	return nil
}
