package record

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/fault"
)

// PapersRevised replaces the head of an application and the papers around the affidavit, while they are open. What stood
// before stays in the record; the affidavit's assertions are untouched.
type PapersRevised struct {
	Papers ApplicationDrafted `json:"papers"`
}

// Kind is the name of the event in stored bytes.
func (PapersRevised) Kind() string { return "papers-revised" }

// Version is that of its form.
func (PapersRevised) Version() int { return 1 }

func (e PapersRevised) apply(d *docket) error {
	a, err := d.draft(e.Papers.ID)
	if err != nil {
		return err
	}
	fresh, err := d.papers(e.Papers)
	if err != nil {
		return err
	}
	if fresh.Affiant != a.Affiant {
		return fault.Errorf(fault.Conflict, "application %q is %s's; another affiant draws up another application", string(a.ID), a.Affiant)
	}
	for _, g := range a.Grounds {
		if fresh.Element(g.Element) == nil {
			return fault.Errorf(fault.Conflict, "assertions are offered for the element %q, which is left out; take that back first", string(g.Element))
		}
	}
	fresh.Affidavit.Assertions, fresh.Grounds, fresh.Endorsements, fresh.Questions, fresh.Answers = a.Affidavit.Assertions, a.Grounds, a.Endorsements, a.Questions, a.Answers
	fresh.Assignments, fresh.Recusals = a.Assignments, a.Recusals
	*a = fresh
	return nil
}

// AssertionRevised replaces an assertion under its number, while the papers are open. What stood before stays in the
// record.
type AssertionRevised struct {
	Application AppID     `json:"application"`
	Assertion   Assertion `json:"assertion"`
}

// Kind is the name of the event in stored bytes.
func (AssertionRevised) Kind() string { return "assertion-revised" }

// Version is that of its form.
func (AssertionRevised) Version() int { return 1 }

func (e AssertionRevised) apply(d *docket) error {
	a, err := d.draft(e.Application)
	if err != nil {
		return err
	}
	if err := d.supported(e.Assertion); err != nil {
		return err
	}
	old := a.Assertion(e.Assertion.N)
	if old == nil {
		return fault.Errorf(fault.Conflict, "assertion %d has not been drafted", e.Assertion.N)
	}
	list := slices.Clone(a.Affidavit.Assertions)
	for i := range list {
		if list[i].N == e.Assertion.N {
			list[i] = e.Assertion
		}
	}
	a.Affidavit.Assertions = list
	return nil
}

// AssertionWithdrawn takes an assertion out of an affidavit while the papers are open. Nothing may still rest on it.
type AssertionWithdrawn struct {
	Application AppID  `json:"application"`
	N           int    `json:"n"`
	Because     string `json:"because,omitempty"`
}

// Kind is the name of the event in stored bytes.
func (AssertionWithdrawn) Kind() string { return "assertion-withdrawn" }

// Version is that of its form.
func (AssertionWithdrawn) Version() int { return 1 }

func (e AssertionWithdrawn) apply(d *docket) error {
	a, err := d.draft(e.Application)
	if err != nil {
		return err
	}
	if a.Assertion(e.N) == nil {
		return fault.Errorf(fault.Conflict, "assertion %d has not been drafted", e.N)
	}
	for _, s := range a.Affidavit.Assertions {
		if s.N != e.N && slices.Contains(s.RestsOn, e.N) {
			return fault.Errorf(fault.Conflict, "assertion %d rests on assertion %d", s.N, e.N)
		}
	}
	for _, g := range a.Grounds {
		if slices.Contains(g.On, e.N) {
			return fault.Errorf(fault.Conflict, "assertion %d is offered for the element %q; take that back first", e.N, string(g.Element))
		}
	}
	a.Affidavit.Assertions = slices.DeleteFunc(slices.Clone(a.Affidavit.Assertions), func(s Assertion) bool { return s.N == e.N })
	return nil
}

// FlawAnswered notes what the affiant did about a flaw before the oath. It is the affiant's own word: it clears nothing.
type FlawAnswered struct {
	Application AppID  `json:"application"`
	Answer      Answer `json:"answer"`
}

// Kind is the name of the event in stored bytes.
func (FlawAnswered) Kind() string { return "flaw-answered" }

// Version is that of its form.
func (FlawAnswered) Version() int { return 1 }

func (e FlawAnswered) apply(d *docket) error {
	a, err := d.draft(e.Application)
	if err != nil {
		return err
	}
	if err := d.named(e.Answer.By); err != nil {
		return err
	}
	if d.performed() && e.Answer.Act == "as-written" && strings.TrimSpace(e.Answer.Because) == "" {
		return refuse(ruleAnswersReasons, "%s is to be sworn as written, and no reason is given", e.Answer.Flaw)
	}
	if err := d.notFuture(e.Answer.Time); err != nil {
		return err
	}
	a.Answers = append(a.Answers, e.Answer)
	return nil
}

// ApplicationWithdrawn takes an application back. It may come until the application is granted for someone.
type ApplicationWithdrawn struct {
	Application AppID      `json:"application"`
	Withdrawal  Withdrawal `json:"withdrawal"`
}

// Kind is the name of the event in stored bytes.
func (ApplicationWithdrawn) Kind() string { return "application-withdrawn" }

// Version is that of its form.
func (ApplicationWithdrawn) Version() int { return 1 }

func (e ApplicationWithdrawn) apply(d *docket) error {
	a, err := d.application(e.Application)
	switch {
	case err != nil:
		return err
	case a.Withdrawn != nil:
		return refuse(ruleWithdrawn, "application %q has been withdrawn", string(a.ID))
	case d.performed() && a.everGranted():
		return refuse(ruleWithdrawn, "application %q has been granted; a warrant is recalled, not withdrawn", string(a.ID))
	}
	if err := d.named(e.Withdrawal.By); err != nil {
		return err
	}
	if err := d.notFuture(e.Withdrawal.Time); err != nil {
		return err
	}
	a.Withdrawn = &e.Withdrawal
	return nil
}
