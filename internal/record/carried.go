package record

import "github.com/affiant-project/affiant/internal/fault"

// An OrderStep is something that was done under an order, or about it, after it was made.
type OrderStep struct {
	Act   string   `json:"act" need:"yes" doc:"what was done: began or ended what it allows, extended it, sealed the recordings, put off the notice, reported progress to the judge, returned the order, reported to the Administrative Office" enum:"began,extended,ended,sealed,notice-postponed,progress-reported,returned,judge-reported,prosecutor-reported"`
	Until When     `json:"until,omitempty" doc:"of an extension or a notice put off: until when"`
	By    PersonID `json:"by,omitempty" doc:"who did it" ref:"person"`
	Note  string   `json:"note,omitempty" doc:"anything else"`
	Time  When     `json:"time,omitempty" doc:"when"`
}

// Step returns when something was first done under an order; "" if it was not.
func (o *Order) Step(act string) When {
	for _, s := range o.Steps {
		if s.Act == act {
			return orNot(s.Time)
		}
	}
	return ""
}

// Put returns until when something about an order was last put off or extended; "" if it was not.
func (o *Order) Put(act string) When {
	var until When
	for _, s := range o.Steps {
		if s.Act == act && s.Until != "" {
			until = s.Until
		}
	}
	return until
}

// OrderCarriedOut notes what was done under an order, or about it. It comes after the order.
type OrderCarriedOut struct {
	Order OrderID   `json:"order"`
	Step  OrderStep `json:"step"`
}

// Kind is the name of the event in stored bytes.
func (OrderCarriedOut) Kind() string { return "order-carried-out" }

// Version is that of its form.
func (OrderCarriedOut) Version() int { return 1 }

func (e OrderCarriedOut) apply(d *docket) error {
	if err := d.named(e.Step.By); err != nil {
		return err
	}
	if err := d.notFuture(e.Step.Time); err != nil {
		return err
	}
	if (e.Step.Act == "extended" || e.Step.Act == "notice-postponed") && d.performed() && !e.Step.Until.Known() {
		return fault.Errorf(fault.Input, "what is extended or put off says until when")
	}
	for i := range d.m.Orders {
		o := &d.m.Orders[i]
		if o.ID != e.Order {
			continue
		}
		o.Steps = append(o.Steps, e.Step)
		switch e.Step.Act { // what a review reads of an order stands in its own fields
		case "extended":
			o.Until = e.Step.Until
		case "sealed":
			o.Sealed, o.SealedOn = Done, e.Step.Time
		}
		return nil
	}
	return fault.Errorf(fault.Conflict, "no order %q has been noted", string(e.Order))
}

// A Delay lets notice of a search wait (18 U.S.C. 3103a(b)-(d); Fed. R. Crim. P. 41(f)(3)).
type Delay struct {
	Act     string   `json:"act" need:"yes" doc:"what was done: notice was delayed, the delay was extended, or the judge reported it to the Administrative Office" enum:"delayed,extended,reported"`
	Until   When     `json:"until,omitempty" doc:"by when notice is to be given; if left out, by when the law has it"`
	By      PersonID `json:"by" need:"yes" doc:"the judge" ref:"person"`
	Because string   `json:"because,omitempty" doc:"the cause found"`
	Time    When     `json:"time,omitempty" doc:"when"`
}

// NoticeDelayed notes that a judge lets notice of a search wait, lets it wait longer, or has reported that he did. It comes after the warrant.
type NoticeDelayed struct {
	Application AppID     `json:"application"`
	Warrant     WarrantID `json:"warrant"`
	Delay       Delay     `json:"delay"`
}

// Kind is the name of the event in stored bytes.
func (NoticeDelayed) Kind() string { return "notice-delayed" }

// Version is that of its form.
func (NoticeDelayed) Version() int { return 1 }

func (e NoticeDelayed) apply(d *docket) error {
	a, err := d.application(e.Application)
	if err != nil {
		return err
	}
	w := a.Issued(e.Warrant)
	if w == nil {
		return fault.Errorf(fault.Conflict, "no warrant %q has been issued", string(e.Warrant))
	}
	if err := d.named(e.Delay.By); err != nil {
		return err
	}
	if d.performed() && a.Kind != Search {
		return refuse(ruleDelay, "the warrant %q is not for a search", string(e.Warrant))
	}
	if d.performed() && e.Delay.Act == "extended" && w.Delayed() == "" {
		return refuse(ruleDelay, "notice of the search under %q was not delayed", string(e.Warrant))
	}
	if err := d.by(e.Delay.By, ruleDelay, "delay it"); err != nil {
		return err
	}
	if err := d.notFuture(e.Delay.Time); err != nil {
		return err
	}
	w.Delays = append(w.Delays, e.Delay)
	return nil
}

// Delayed returns the last that was done to let notice of a search wait: delayed or extended; "" if nothing was.
func (w *Issued) Delayed() string {
	act := ""
	for _, x := range w.Delays {
		if x.Act != "reported" {
			act = x.Act
		}
	}
	return act
}

func orNot(w When) When {
	if w == "" {
		return NoTime
	}
	return w
}
