package record

import "github.com/affiant-project/affiant/internal/fault"

// HearingID names a hearing within its matter.
type HearingID string

// A Hearing is a trial, hearing or other proceeding that is set for a time to come. What is to be furnished before it is counted back from
// that time (18 U.S.C. 2518(9)). What came of it is a Proceeding.
type Hearing struct {
	ID          HearingID  `json:"id" need:"yes" doc:"short name of the hearing"`
	Kind        string     `json:"kind" need:"yes" doc:"what is to be heard" enum:"preliminary-hearing,detention,suppression,franks,criminal-trial,civil,appeal,other"`
	At          When       `json:"at" need:"yes" doc:"when it is to begin"`
	Court       string     `json:"court,omitempty" doc:"which court"`
	Application AppID      `json:"application,omitempty" doc:"the application that it is about, if it is about one" ref:"application"`
	Parties     []PersonID `json:"parties,omitempty" doc:"the parties to it; those named in the application, or in all, if left out" ref:"person"`
	Uses        []OrderID  `json:"uses,omitempty" doc:"the orders for interception of which contents, or evidence derived from them, are to be used; all, if left out" ref:"order"`
	Without     bool       `json:"without_interceptions,omitempty" doc:"true if nothing intercepted, and nothing derived from it, is to be used"`
	By          PersonID   `json:"by,omitempty" doc:"who set it" ref:"person"`
	Time        When       `json:"time,omitempty" doc:"when it was set"`
	Moved       []Move     `json:"moved,omitempty" doc:"to when it was moved, or that it was taken off the calendar"`
	Waived      []Waiver   `json:"waived,omitempty" doc:"that the ten days before it were waived, for whom"`
}

// A Move sets a hearing for another time, or takes it off the calendar.
type Move struct {
	To      When     `json:"to,omitempty" doc:"when it is to begin; left out if it was taken off the calendar"`
	By      PersonID `json:"by,omitempty" doc:"by whose order" ref:"person"`
	Because string   `json:"because,omitempty" doc:"why"`
	Time    When     `json:"time,omitempty" doc:"when it was moved"`
}

// A Waiver is a judge's finding that the papers of an interception could not be furnished ten days before, and that the party is not
// prejudiced (18 U.S.C. 2518(9)).
type Waiver struct {
	By      PersonID `json:"by" need:"yes" doc:"the judge" ref:"person"`
	Party   PersonID `json:"party,omitempty" doc:"for which party; for all, if left out" ref:"person"`
	Because string   `json:"because" need:"yes" doc:"what was found: that it was not possible, and that there is no prejudice"`
	Time    When     `json:"time,omitempty" doc:"when"`
}

// Sits returns when a hearing is to begin as it was last set; "" if it was taken off the calendar.
func (h *Hearing) Sits() When {
	if n := len(h.Moved); n > 0 {
		return h.Moved[n-1].To
	}
	return h.At
}

// Attends returns the parties to a hearing.
func (m *Matter) Attends(h *Hearing) []PersonID {
	if len(h.Parties) > 0 {
		return h.Parties
	}
	var list []PersonID
	seen := map[PersonID]bool{}
	for i := range m.Applications {
		if a := &m.Applications[i]; h.Application == "" || a.ID == h.Application {
			for _, p := range a.Respondents {
				if !seen[p] {
					seen[p], list = true, append(list, p)
				}
			}
		}
	}
	return list
}

// HearingSet sets a hearing for a time to come. It comes after the persons, the application and the orders that it names.
type HearingSet struct {
	Hearing Hearing `json:"hearing"`
}

// Kind is the name of the event in stored bytes.
func (HearingSet) Kind() string { return "hearing-set" }

// Version is that of its form.
func (HearingSet) Version() int { return 1 }

func (e HearingSet) apply(d *docket) error {
	h := e.Hearing
	if err := d.named(append([]PersonID{h.By}, h.Parties...)...); err != nil {
		return err
	}
	if h.Application != "" {
		if _, err := d.application(h.Application); err != nil {
			return err
		}
	}
	for _, o := range h.Uses {
		if !d.orders[o] {
			return fault.Errorf(fault.Conflict, "no order %q has been noted", string(o))
		}
	}
	for _, x := range d.m.Hearings {
		if x.ID == h.ID {
			return taken("hearing", h.ID)
		}
	}
	if d.performed() && (len(h.Moved) > 0 || len(h.Waived) > 0) {
		return fault.Errorf(fault.Input, "a hearing is set first; that it is moved, or a time before it waived, is an event of its own")
	}
	if h.Without && len(h.Uses) > 0 {
		return fault.Errorf(fault.Input, "the hearing is said to use nothing intercepted, and names what it uses: one of both")
	}
	if err := d.toCome(h.At); err != nil {
		return err
	}
	if err := d.notFuture(h.Time); err != nil {
		return err
	}
	d.m.Hearings = append(d.m.Hearings, h)
	return nil
}

// HearingMoved sets a hearing for another time, or takes it off the calendar.
type HearingMoved struct {
	Hearing HearingID `json:"hearing"`
	Moved   Move      `json:"moved"`
}

// Kind is the name of the event in stored bytes.
func (HearingMoved) Kind() string { return "hearing-moved" }

// Version is that of its form.
func (HearingMoved) Version() int { return 1 }

func (e HearingMoved) apply(d *docket) error {
	if err := d.named(e.Moved.By); err != nil {
		return err
	}
	h, err := d.hearing(e.Hearing)
	if err != nil {
		return err
	}
	if e.Moved.To != "" {
		if err := d.toCome(e.Moved.To); err != nil {
			return err
		}
	}
	if err := d.notFuture(e.Moved.Time); err != nil {
		return err
	}
	h.Moved = append(h.Moved, e.Moved)
	return nil
}

// PeriodWaived is a judge's waiver of the ten days before a hearing.
type PeriodWaived struct {
	Hearing HearingID `json:"hearing"`
	Waived  Waiver    `json:"waived"`
}

// Kind is the name of the event in stored bytes.
func (PeriodWaived) Kind() string { return "period-waived" }

// Version is that of its form.
func (PeriodWaived) Version() int { return 1 }

func (e PeriodWaived) apply(d *docket) error {
	if err := d.named(e.Waived.By, e.Waived.Party); err != nil {
		return err
	}
	h, err := d.hearing(e.Hearing)
	if err != nil {
		return err
	}
	if err := d.by(e.Waived.By, ruleWaiver, "waive it"); err != nil {
		return err
	}
	if err := d.contemporary(e.Waived.Time); err != nil {
		return err
	}
	h.Waived = append(h.Waived, e.Waived)
	return nil
}

// hearing returns a hearing that stands on the calendar.
func (d *docket) hearing(id HearingID) (*Hearing, error) {
	for i := range d.m.Hearings {
		if h := &d.m.Hearings[i]; h.ID == id {
			if h.Sits() == "" {
				return nil, refuse(ruleCalendar, "the hearing %q was taken off the calendar", string(id))
			}
			return h, nil
		}
	}
	return nil, refuse(ruleCalendar, "no hearing %q has been set", string(id))
}

// toCome refuses a performed event that sets something for a time that is past.
func (d *docket) toCome(w When) error {
	if d.performed() && w.Before(d.hand.Moment()) == Yes {
		return refuse(ruleToCome, "it is set for %s, and it is %s", w, d.hand.Minute())
	}
	return nil
}
