package record

import "github.com/affiant-project/affiant/internal/fault"

// AlertRaised notes that something came in which those who hold a live warrant must see before they execute it.
type AlertRaised struct {
	Alert Alert `json:"alert"`
}

// Kind is the name of the event in stored bytes.
func (AlertRaised) Kind() string { return "alert-raised" }

// Version is that of its form.
func (AlertRaised) Version() int { return 1 }

func (e AlertRaised) apply(d *docket) error {
	if _, err := d.application(e.Alert.Application); err != nil {
		return err
	}
	if e.Alert.Source != "" && !d.sources[e.Alert.Source] {
		return fault.Errorf(fault.Conflict, "no source %q has been logged", string(e.Alert.Source))
	}
	for _, x := range d.m.Alerts {
		if x.ID == e.Alert.ID {
			return taken("alert", e.Alert.ID)
		}
	}
	if err := d.notFuture(e.Alert.Time); err != nil {
		return err
	}
	d.m.Alerts = append(d.m.Alerts, e.Alert)
	return nil
}

// AlertSeen notes that someone has seen an alert, and what follows.
type AlertSeen struct {
	Alert AlertID         `json:"alert"`
	Seen  Acknowledgement `json:"seen"`
}

// Kind is the name of the event in stored bytes.
func (AlertSeen) Kind() string { return "alert-seen" }

// Version is that of its form.
func (AlertSeen) Version() int { return 1 }

func (e AlertSeen) apply(d *docket) error {
	if err := d.named(e.Seen.By); err != nil {
		return err
	}
	if err := d.notFuture(e.Seen.Time); err != nil {
		return err
	}
	for i := range d.m.Alerts {
		if a := &d.m.Alerts[i]; a.ID == e.Alert {
			a.Seen = append(a.Seen, e.Seen)
			return nil
		}
	}
	return fault.Errorf(fault.Conflict, "no alert %q has been raised", string(e.Alert))
}

// NoticeGiven notes that someone whom the matter concerns was told of something.
type NoticeGiven struct {
	Notice Notice `json:"notice"`
}

// Kind is the name of the event in stored bytes.
func (NoticeGiven) Kind() string { return "notice-given" }

// Version is that of its form.
func (NoticeGiven) Version() int { return 1 }

func (e NoticeGiven) apply(d *docket) error {
	if err := d.named(e.Notice.To, e.Notice.By); err != nil {
		return err
	}
	if err := d.notFuture(e.Notice.Time); err != nil {
		return err
	}
	d.m.Notices = append(d.m.Notices, e.Notice)
	return nil
}

// Disclosed notes what was handed to a party, and by what duty.
type Disclosed struct {
	Disclosure Disclosure `json:"disclosure"`
}

// Kind is the name of the event in stored bytes.
func (Disclosed) Kind() string { return "disclosed" }

// Version is that of its form.
func (Disclosed) Version() int { return 1 }

func (e Disclosed) apply(d *docket) error {
	if err := d.named(e.Disclosure.To, e.Disclosure.By); err != nil {
		return err
	}
	for _, s := range e.Disclosure.Sources {
		if !d.sources[s] {
			return fault.Errorf(fault.Conflict, "no source %q has been logged", string(s))
		}
	}
	for _, a := range e.Disclosure.Applications {
		if _, err := d.application(a); err != nil {
			return err
		}
	}
	for _, o := range e.Disclosure.Orders {
		if !d.orders[o] {
			return fault.Errorf(fault.Conflict, "no order %q has been noted", string(o))
		}
	}
	if err := d.notFuture(e.Disclosure.Time); err != nil {
		return err
	}
	d.m.Disclosures = append(d.m.Disclosures, e.Disclosure)
	return nil
}

// Requested notes what a person named in the matter, or counsel, asks for.
type Requested struct {
	Request Request `json:"request"`
}

// Kind is the name of the event in stored bytes.
func (Requested) Kind() string { return "requested" }

// Version is that of its form.
func (Requested) Version() int { return 1 }

func (e Requested) apply(d *docket) error {
	if err := d.named(e.Request.By); err != nil {
		return err
	}
	for _, r := range d.m.Requests {
		if r.ID == e.Request.ID {
			return taken("request", e.Request.ID)
		}
	}
	if d.performed() && e.Request.Answered != nil {
		return fault.Errorf(fault.Input, "a request does not answer itself; the answer is an event of its own")
	}
	if err := d.notFuture(e.Request.Time); err != nil {
		return err
	}
	d.m.Requests = append(d.m.Requests, e.Request)
	return nil
}

// RequestAnswered answers a request. It comes once for each.
type RequestAnswered struct {
	Request RequestID `json:"request"`
	Reply   Reply     `json:"reply"`
}

// Kind is the name of the event in stored bytes.
func (RequestAnswered) Kind() string { return "request-answered" }

// Version is that of its form.
func (RequestAnswered) Version() int { return 1 }

func (e RequestAnswered) apply(d *docket) error {
	if err := d.named(e.Reply.By); err != nil {
		return err
	}
	if err := d.notFuture(e.Reply.Time); err != nil {
		return err
	}
	for i := range d.m.Requests {
		if r := &d.m.Requests[i]; r.ID == e.Request {
			if r.Answered != nil {
				return fault.Errorf(fault.Conflict, "the request %q has been answered", string(e.Request))
			}
			r.Answered = &e.Reply
			return nil
		}
	}
	return fault.Errorf(fault.Conflict, "no request %q has been made", string(e.Request))
}
