package record

import (
	"slices"

	"github.com/affiant-project/affiant/internal/fault"
)

// MagistrateAssigned says who is to decide an application. A later one supersedes it.
type MagistrateAssigned struct {
	Application AppID      `json:"application"`
	Assignment  Assignment `json:"assignment"`
}

// Kind is the name of the event in stored bytes.
func (MagistrateAssigned) Kind() string { return "magistrate-assigned" }

// Version is that of its form.
func (MagistrateAssigned) Version() int { return 1 }

func (e MagistrateAssigned) apply(d *docket) error {
	a, err := d.application(e.Application)
	if err != nil {
		return err
	}
	if err := d.named(e.Assignment.Magistrate, e.Assignment.By); err != nil {
		return err
	}
	if d.performed() {
		switch m := e.Assignment.Magistrate; {
		case a.Withdrawn != nil:
			return refuse(ruleWithdrawn, "application %q has been withdrawn", string(a.ID))
		case a.pending():
			return refuse(ruleOpenPresentment, "application %q lies before %s", string(a.ID), a.lastPresentment().Magistrate)
		case a.recused(m):
			return refuse(ruleAssigned, "%s has stepped aside from application %q", m, string(a.ID))
		case !d.m.Person(m).Has(Magistrate):
			return refuse(ruleAssigned, "%s is no magistrate in this matter", m)
		case d.m.partial(a, m):
			return refuse(ruleNeutral, "%s has a part in the matter", m)
		case e.Assignment.How == "chosen" && e.Assignment.Because == "":
			return refuse(ruleAssigned, "%s was chosen, and no reason is given", m)
		}
		if err := d.notFuture(e.Assignment.Time); err != nil {
			return err
		}
	}
	e.Assignment.Here = d.performed()
	a.Assignments = append(a.Assignments, e.Assignment)
	return nil
}

// ByHand refuses an assignment that someone enters by hand as if the court's own way had found the magistrate. Where the court lets one choose
// (choice), it is entered as what it is.
func (a Assignment) ByHand(choice bool) error {
	switch {
	case a.How != "chosen":
		return refuse(ruleDrawn, "an assignment entered by hand says that the magistrate was found by %q; have the court's way of assigning find the magistrate", a.How)
	case !choice:
		return refuse(ruleDrawn, "at this court no one chooses the magistrate")
	}
	return nil
}

// Awaited returns the magistrate who was assigned here and before whom the application has not been put since; the empty id, if there is none.
func Awaited(list []Entry, app AppID) PersonID {
	var who PersonID
	for _, e := range list {
		if e.Mode != ModePerformed {
			continue
		}
		switch b := e.Body.(type) {
		case MagistrateAssigned:
			if b.Application == app {
				who = b.Assignment.Magistrate
			}
		case MagistrateRecused:
			if b.Application == app && b.Recusal.Magistrate == who {
				who = ""
			}
		case Presented:
			if b.Application == app {
				who = ""
			}
		}
	}
	return who
}

// MagistrateRecused notes that a magistrate stepped aside, or was put aside, from an application.
type MagistrateRecused struct {
	Application AppID   `json:"application"`
	Recusal     Recusal `json:"recusal"`
}

// Kind is the name of the event in stored bytes.
func (MagistrateRecused) Kind() string { return "magistrate-recused" }

// Version is that of its form.
func (MagistrateRecused) Version() int { return 1 }

func (e MagistrateRecused) apply(d *docket) error {
	a, err := d.application(e.Application)
	if err != nil {
		return err
	}
	if err := d.named(e.Recusal.Magistrate); err != nil {
		return err
	}
	if d.performed() && a.recused(e.Recusal.Magistrate) {
		return refuse(ruleAssigned, "%s has stepped aside already", e.Recusal.Magistrate)
	}
	if err := d.notFuture(e.Recusal.Time); err != nil {
		return err
	}
	a.Recusals = append(a.Recusals, e.Recusal)
	return nil
}

// TestimonyTaken notes what was said to the magistrate beside the affidavit. What is said under oath joins the four corners;
// it is heard before the decision (Fed. R. Crim. P. 4.1(b)(2)(B), 41(d)(2)).
type TestimonyTaken struct {
	Application AppID     `json:"application"`
	Testimony   Testimony `json:"testimony"`
}

// Kind is the name of the event in stored bytes.
func (TestimonyTaken) Kind() string { return "testimony-taken" }

// Version is that of its form.
func (TestimonyTaken) Version() int { return 1 }

func (e TestimonyTaken) apply(d *docket) error {
	a, err := d.application(e.Application)
	if err != nil {
		return err
	}
	if err := d.named(e.Testimony.By, e.Testimony.Before); err != nil {
		return err
	}
	if err := d.atTheBench(a, e.Testimony.Before, "hear testimony on it"); err != nil {
		return err
	}
	if err := d.contemporary(e.Testimony.Time); err != nil {
		return err
	}
	a.Testimony = append(a.Testimony, e.Testimony)
	return nil
}

// SourceOpened notes that the magistrate opened a source at the bench. From then it is within the four corners, so it is
// opened before the decision or not at all.
type SourceOpened struct {
	Application AppID   `json:"application"`
	Opening     Opening `json:"opening"`
}

// Kind is the name of the event in stored bytes.
func (SourceOpened) Kind() string { return "source-opened" }

// Version is that of its form.
func (SourceOpened) Version() int { return 1 }

func (e SourceOpened) apply(d *docket) error {
	a, err := d.application(e.Application)
	if err != nil {
		return err
	}
	if !d.sources[e.Opening.Source] {
		return fault.Errorf(fault.Conflict, "no source %q has been logged", string(e.Opening.Source))
	}
	if err := d.named(e.Opening.Magistrate); err != nil {
		return err
	}
	if err := d.atTheBench(a, e.Opening.Magistrate, "open a source on it"); err != nil {
		return err
	}
	if err := d.contemporary(e.Opening.Time); err != nil {
		return err
	}
	a.Opened = append(a.Opened, e.Opening)
	return nil
}

// atTheBench refuses what is performed otherwise than by the magistrate before whom the application lies.
func (d *docket) atTheBench(a *Application, who PersonID, does string) error {
	if !d.performed() {
		return nil
	}
	if !a.pending() {
		return refuse(ruleBeforeDecision, "application %q lies before no magistrate now", string(a.ID))
	}
	if err := d.by(a.lastPresentment().Magistrate, ruleOwnDecision, does); err != nil {
		return err
	}
	if who != d.hand.Person {
		return refuse(ruleOwnDecision, "it is done by %s, and says %s", d.hand.Person, name(who))
	}
	return nil
}

// lastPresentment returns the last presentment, or nil.
func (a *Application) lastPresentment() *Presentment {
	if len(a.Presentments) == 0 {
		return nil
	}
	return &a.Presentments[len(a.Presentments)-1]
}

// pending reports whether the application lies before a magistrate who has not decided all of it.
func (a *Application) pending() bool {
	last := a.lastPresentment()
	return last != nil && a.Withdrawn == nil && !a.recused(last.Magistrate) && len(a.undecided()) > 0
}

// Pending reports whether the application lies before a magistrate who has not decided all of it, whatever has come of the rest: for one it may be out while it
// waits for another.
func (a *Application) Pending() bool { return a.pending() }

// undecided returns for whom the last presentment is not yet decided: the respondents, or the one empty id for an
// application that names none.
func (a *Application) undecided() []PersonID {
	last := a.lastPresentment()
	if last == nil {
		return nil
	}
	var left []PersonID
	for _, p := range a.parties() {
		if !slices.ContainsFunc(last.Decisions, func(d Decision) bool { return d.Covers(p) }) {
			left = append(left, p)
		}
	}
	return left
}

// parties returns for whom an application is decided: each respondent, or the one empty id if it names none.
func (a *Application) parties() []PersonID {
	if len(a.Respondents) == 0 {
		return []PersonID{""}
	}
	return a.Respondents
}

func (a *Application) recused(m PersonID) bool {
	return slices.ContainsFunc(a.Recusals, func(r Recusal) bool { return r.Magistrate == m })
}

// Assigned returns the magistrate who is to decide now, or decided: the last assigned who has not stepped aside, or the empty id.
func (a *Application) Assigned() PersonID {
	for _, s := range slices.Backward(a.Assignments) {
		if !a.recused(s.Magistrate) {
			return s.Magistrate
		}
	}
	return ""
}

// KeptFrom reports whether a magistrate could not be assigned an application of the matter: he stepped aside from it, or has a part in it.
func (m *Matter) KeptFrom(who PersonID) bool {
	for i := range m.Applications {
		if a := &m.Applications[i]; a.recused(who) || m.partial(a, who) {
			return true
		}
	}
	return false
}

// partial reports whether a person has a part in the matter that a magistrate may not have: affiant, reviewer, respondent,
// or author of a source.
func (m *Matter) partial(a *Application, who PersonID) bool {
	if who == a.Affiant || slices.Contains(a.Respondents, who) || a.Place != nil && slices.Contains(a.Place.Occupants(), who) {
		return true
	}
	if slices.ContainsFunc(a.Endorsements, func(e Endorsement) bool { return e.By == who }) {
		return true
	}
	if slices.ContainsFunc(a.Questions, func(q Question) bool { return q.By == who }) {
		return true
	}
	return slices.ContainsFunc(m.Sources, func(s Source) bool { return s.Author == who || s.Declarant == who })
}
