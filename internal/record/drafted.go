package record

import (
	"slices"

	"github.com/affiant-project/affiant/internal/fault"
)

// ApplicationDrafted begins an application: its head and the papers around the affidavit. It comes after the persons it
// names and the sources it incorporates.
type ApplicationDrafted struct {
	ID           AppID      `json:"id"`
	Of           AppKind    `json:"kind"`
	Affiant      PersonID   `json:"affiant"`
	Drafted      When       `json:"drafted,omitempty"`
	Respondents  []PersonID `json:"respondents,omitempty"`
	Place        *Place     `json:"place,omitempty"`
	Items        []string   `json:"items,omitempty"`
	Offence      Offence    `json:"offence"`
	Complaint    *Paper     `json:"complaint,omitempty"`
	Heading      string     `json:"heading,omitempty"`
	Incorporates []SourceID `json:"incorporates,omitempty"`
	Warrant      *Proposed  `json:"warrant,omitempty"`
}

// Kind is the name of the event in stored bytes.
func (ApplicationDrafted) Kind() string { return "application-drafted" }

// Version is that of its form.
func (ApplicationDrafted) Version() int { return 1 }

func (e ApplicationDrafted) apply(d *docket) error {
	if _, there := d.applications[e.ID]; there {
		return taken("application", e.ID)
	}
	a, err := d.papers(e)
	if err != nil {
		return err
	}
	d.applications[e.ID] = len(d.m.Applications)
	d.m.Applications = append(d.m.Applications, a)
	return nil
}

// papers returns the application that a head and papers make, if all that they name is there.
func (d *docket) papers(e ApplicationDrafted) (Application, error) {
	who := append([]PersonID{e.Affiant}, e.Respondents...)
	if e.Place != nil {
		who = append(who, e.Place.Occupants()...)
	}
	if e.Warrant != nil {
		who = append(who, e.Warrant.DraftedBy)
	}
	if err := d.named(who...); err != nil {
		return Application{}, err
	}
	for _, s := range e.Incorporates {
		if !d.sources[s] {
			return Application{}, fault.Errorf(fault.Conflict, "no source %q has been logged", string(s))
		}
	}
	return Application{
		ID: e.ID, Kind: e.Of, Affiant: e.Affiant, Drafted: e.Drafted, Respondents: e.Respondents, Place: e.Place,
		Items: e.Items, Offence: e.Offence, Complaint: e.Complaint,
		Affidavit: Affidavit{Heading: e.Heading, Incorporates: e.Incorporates}, Warrant: e.Warrant,
	}, nil
}

// AssertionDrafted adds a numbered assertion to an affidavit. It comes while the papers are open, in the order of the
// numbers, and after the sources it cites: what the affiant did not have he cannot cite.
type AssertionDrafted struct {
	Application AppID     `json:"application"`
	Assertion   Assertion `json:"assertion"`
}

// Kind is the name of the event in stored bytes.
func (AssertionDrafted) Kind() string { return "assertion-drafted" }

// Version is that of its form.
func (AssertionDrafted) Version() int { return 1 }

func (e AssertionDrafted) apply(d *docket) error {
	a, err := d.draft(e.Application)
	if err != nil {
		return err
	}
	if err := d.supported(e.Assertion); err != nil {
		return err
	}
	list := &a.Affidavit.Assertions
	if n := len(*list); n > 0 && (*list)[n-1].N >= e.Assertion.N {
		return fault.Errorf(fault.Conflict, "assertion %d may not come after assertion %d", e.Assertion.N, (*list)[n-1].N)
	}
	*list = append(*list, e.Assertion)
	return nil
}

// supported refuses an assertion that cites what was not logged or identifies someone not named.
func (d *docket) supported(s Assertion) error {
	cites := slices.Clone(s.Cites)
	for _, i := range s.Identifies {
		cites = append(cites, i.Cites...)
		if err := d.named(i.Person); err != nil {
			return err
		}
	}
	for _, c := range cites {
		if !d.sources[c.Source] {
			return fault.Errorf(fault.Conflict, "no source %q has been logged", string(c.Source))
		}
	}
	return nil
}

// GroundOffered offers assertions for an element. It comes while the papers are open, after the assertions.
type GroundOffered struct {
	Application AppID  `json:"application"`
	Ground      Ground `json:"ground"`
}

// Kind is the name of the event in stored bytes.
func (GroundOffered) Kind() string { return "ground-offered" }

// Version is that of its form.
func (GroundOffered) Version() int { return 1 }

func (e GroundOffered) apply(d *docket) error {
	a, err := d.draft(e.Application)
	if err != nil {
		return err
	}
	if a.Element(e.Ground.Element) == nil {
		return fault.Errorf(fault.Conflict, "the offence has no element %q", string(e.Ground.Element))
	}
	for _, n := range e.Ground.On {
		if a.Assertion(n) == nil {
			return fault.Errorf(fault.Conflict, "assertion %d has not been drafted", n)
		}
	}
	if err := d.named(e.Ground.Against...); err != nil {
		return err
	}
	a.Grounds = append(a.Grounds, e.Ground)
	return nil
}

// Endorsed notes that a supervisor or prosecutor reviewed an application. It comes before the oath: review after it is
// no review of what was about to be sworn (compare Messerschmidt v. Millender, 565 U.S. 535, 553-555 (2012)).
type Endorsed struct {
	Application AppID       `json:"application"`
	Endorsement Endorsement `json:"endorsement"`
}

// Kind is the name of the event in stored bytes.
func (Endorsed) Kind() string { return "endorsed" }

// Version is that of its form.
func (Endorsed) Version() int { return 1 }

func (e Endorsed) apply(d *docket) error {
	a, err := d.draft(e.Application)
	if err != nil {
		return err
	}
	if err := d.named(e.Endorsement.By); err != nil {
		return err
	}
	if d.performed() && e.Endorsement.By == a.Affiant {
		return refuse(ruleOwnReview, "%s is the affiant", a.Affiant)
	}
	if err := d.by(e.Endorsement.By, ruleOwnReview, "endorse or decline in that name"); err != nil {
		return err
	}
	if err := d.notFuture(e.Endorsement.Time); err != nil {
		return err
	}
	a.Endorsements = append(a.Endorsements, e.Endorsement)
	return nil
}
