package record

import "github.com/affiant-project/affiant/internal/fault"

// Sworn notes the oath to an affidavit (U.S. Const. amend. IV; Fed. R. Crim. P. 4.1(b)(2)(A) where it is not in person).
// It comes once, before the papers are presented, and closes them. An affidavit without it may still be presented, since
// records tell of such; that is a flaw, and review finds it.
type Sworn struct {
	Application AppID `json:"application"`
	Oath        Oath  `json:"oath"`
}

// Kind is the name of the event in stored bytes.
func (Sworn) Kind() string { return "sworn" }

// Version is that of its form.
func (Sworn) Version() int { return 1 }

func (e Sworn) apply(d *docket) error {
	a, err := d.draft(e.Application)
	if err != nil {
		return err
	}
	if err := d.named(e.Oath.By); err != nil {
		return err
	}
	a.Oath = &e.Oath
	return nil
}

// Presented notes that an application was put before a magistrate. It may come again, before the same magistrate or
// another, and after a refusal: what was disclosed of that is in it. Its decisions come as events of their own.
type Presented struct {
	Application AppID       `json:"application"`
	Presentment Presentment `json:"presentment"`
}

// Kind is the name of the event in stored bytes.
func (Presented) Kind() string { return "presented" }

// Version is that of its form.
func (Presented) Version() int { return 1 }

func (e Presented) apply(d *docket) error {
	a, err := d.application(e.Application)
	if err != nil {
		return err
	}
	if len(e.Presentment.Decisions) > 0 {
		return fault.Errorf(fault.Conflict, "a presentment does not decide itself; a decision is an event of its own")
	}
	if err := d.named(e.Presentment.Magistrate); err != nil {
		return err
	}
	a.Presentments = append(a.Presentments, e.Presentment)
	return nil
}

// Decided notes what the magistrate decided on the last presentment of an application, for some respondents or for all.
// It comes after the presentment: there is no decision on what was not put before the magistrate (U.S. Const. amend. IV;
// Fed. R. Crim. P. 4(a), 41(d)(1)).
type Decided struct {
	Application AppID    `json:"application"`
	Decision    Decision `json:"decision"`
}

// Kind is the name of the event in stored bytes.
func (Decided) Kind() string { return "decided" }

// Version is that of its form.
func (Decided) Version() int { return 1 }

func (e Decided) apply(d *docket) error {
	a, err := d.application(e.Application)
	if err != nil {
		return err
	}
	if len(a.Presentments) == 0 {
		return fault.Errorf(fault.Conflict, "application %q has not been presented, so nothing can be decided on it", string(a.ID))
	}
	if err := d.named(e.Decision.Respondents...); err != nil {
		return err
	}
	last := &a.Presentments[len(a.Presentments)-1]
	last.Decisions = append(last.Decisions, e.Decision)
	return nil
}
