package record

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/fault"
)

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
	if len(e.Oath.Confirmed) > 0 {
		return fault.Errorf(fault.Input, "an oath does not confirm itself; that the magistrate confirms it is an event of its own")
	}
	if d.performed() {
		if err := d.by(a.Affiant, ruleOwnOath, "swear to the affidavit"); err != nil {
			return err
		}
		switch {
		case e.Oath.By == "" || e.Oath.By == a.Affiant:
			return refuse(ruleOwnOath, "the oath is taken before %s", name(e.Oath.By))
		case len(a.Affidavit.Assertions) == 0:
			return refuse(ruleSomethingSworn, "the affidavit of application %q has no assertion", string(a.ID))
		}
		if err := d.contemporary(e.Oath.Time); err != nil {
			return err
		}
	}
	e.Oath.Here = d.performed()
	a.Oath = &e.Oath
	return nil
}

// TakenBy refuses an oath that is said to be taken by someone who may not take it so: the office knows whether that is a magistrate or the clerk of the
// court to which the matter goes.
func (o Oath) TakenBy(magistrate, clerk bool) error {
	switch o.Means {
	case "in-person":
		if !magistrate && !clerk {
			return refuse(ruleOathTaker, "%s is neither magistrate nor clerk of the court", name(o.By))
		}
	case "telephone", "video", "attestation":
		if !magistrate {
			return refuse(ruleOathTaker, "%s is no magistrate of the court, and the oath is taken by %s", name(o.By), o.Means)
		}
	default:
		return fault.Errorf(fault.Input, "it is not said how the oath is taken; expected in-person, telephone, video or attestation")
	}
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
	if d.performed() {
		if err := d.mayPresent(a, e.Presentment); err != nil {
			return err
		}
	}
	e.Presentment.Here = d.performed()
	a.Presentments = append(a.Presentments, e.Presentment)
	return nil
}

// mayPresent holds what a presentment made here has to keep.
func (d *docket) mayPresent(a *Application, p Presentment) error {
	switch {
	case a.Withdrawn != nil:
		return refuse(ruleWithdrawn, "application %q has been withdrawn", string(a.ID))
	case a.Oath == nil:
		return refuse(ruleSwornFirst, "application %q has not been sworn to", string(a.ID))
	case a.pending():
		return refuse(ruleOpenPresentment, "application %q lies before %s", string(a.ID), a.lastPresentment().Magistrate)
	case a.recused(p.Magistrate):
		return refuse(ruleAssigned, "%s has stepped aside from application %q", p.Magistrate, string(a.ID))
	case a.Assigned() != p.Magistrate:
		return refuse(ruleAssigned, "%s is assigned to application %q, not %s", name(a.Assigned()), string(a.ID), p.Magistrate)
	case d.m.partial(a, p.Magistrate):
		return refuse(ruleNeutral, "%s has a part in the matter", p.Magistrate)
	}
	for _, told := range d.m.Earlier(a, d.hand.Minute()) {
		if !slices.Contains(p.Disclosed, told) && !slices.Contains(p.Disclosed, strings.TrimSuffix(told, asRecounted)) { // as it was told at first
			return refuse(ruleEarlierTold, "it is not told: %s", told)
		}
	}
	return d.contemporary(p.Time)
}

// Earlier tells, in a sentence each, every earlier presentment that the next magistrate has to know of: of this application,
// and of any other in the matter against one of the same people or for the same place. One that is under a seal of its own then is not told of: the sentence
// stands in this application, for all who read it.
func (m *Matter) Earlier(a *Application, now When) []string {
	var told []string
	for i := range m.Applications {
		b := &m.Applications[i]
		if b.ID != a.ID && (!b.shares(a) || m.OwnSeal(b.ID, now)) {
			continue
		}
		for i := range b.Presentments {
			told = append(told, b.Told(&b.Presentments[i], string(b.Presentments[i].Magistrate)))
		}
	}
	return told
}

// Told tells a presentment of an application, and what came of it, in a sentence. The magistrate is called as given.
func (a *Application) Told(p *Presentment, magistrate string) string {
	acts := "not decided"
	if len(p.Decisions) > 0 {
		acts = ""
	}
	for _, x := range p.Decisions {
		who := ""
		if len(x.Respondents) > 0 && len(a.Respondents) > 1 {
			who = " for " + strings.Join(words(x.Respondents), ", ")
		}
		if acts != "" {
			acts += "; "
		}
		acts += x.Act + who
	}
	says := "application " + string(a.ID) + " before " + magistrate + on(p.Time) + ": " + acts
	if !p.Here {
		says += asRecounted
	}
	return says
}

// asRecounted marks what was not done here, and is told as someone recounts it.
const asRecounted = " (as is recounted)"

// shares reports whether two applications are against one of the same people, or for the same place.
func (a *Application) shares(b *Application) bool {
	return slices.ContainsFunc(a.Respondents, func(p PersonID) bool { return slices.Contains(b.Respondents, p) }) ||
		a.Place != nil && b.Place != nil && slices.ContainsFunc(a.Place.sites(), func(s string) bool {
			return slices.ContainsFunc(b.Place.sites(), func(o string) bool { return strings.EqualFold(s, o) })
		})
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
	if err := d.named(e.Decision.By); err != nil {
		return err
	}
	if d.performed() {
		if err := d.mayDecide(a, last, e.Decision); err != nil {
			return err
		}
	}
	e.Decision.Here = d.performed()
	last.Decisions = append(last.Decisions, e.Decision)
	return nil
}

// mayDecide holds what a decision made here has to keep.
func (d *docket) mayDecide(a *Application, at *Presentment, x Decision) error {
	if err := d.by(at.Magistrate, ruleOwnDecision, "decide it"); err != nil {
		return err
	}
	switch {
	case a.Withdrawn != nil:
		return refuse(ruleWithdrawn, "application %q has been withdrawn", string(a.ID))
	case a.recused(at.Magistrate):
		return refuse(ruleAssigned, "%s has stepped aside from application %q", at.Magistrate, string(a.ID))
	case x.By != "" && x.By != at.Magistrate:
		return refuse(ruleOwnDecision, "the decision would be %s's", x.By)
	case len(a.Respondents) > 0 && len(x.Respondents) != 1:
		return refuse(ruleOneByOne, "the decision names %d people", len(x.Respondents))
	case strings.TrimSpace(x.Finding) == "":
		return refuse(ruleReasons, "the decision has no finding in words")
	case x.Act == "modified" && strings.TrimSpace(x.Changes) == "":
		return refuse(ruleReasons, "the decision does not say what was changed")
	}
	p := PersonID("")
	if len(x.Respondents) == 1 {
		p = x.Respondents[0]
	}
	if !slices.Contains(a.undecided(), p) {
		return refuse(ruleDecidedOnce, "it has been decided for %s", party(p))
	}
	return d.contemporary(x.Time)
}
