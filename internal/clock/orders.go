package clock

import (
	"time"

	"github.com/affiant-project/affiant/internal/record"
)

// order enters what an order starts (18 U.S.C. 2518, 2519; Fed. R. Crim. P. 41(e)(2)(C), (f)(2)).
func (d *desk) order(o *record.Order) {
	at := Deadline{Order: o.ID}
	switch o.Kind {
	case record.Interception:
		d.interception(o, at)
	case record.Tracking:
		d.tracking(o, at)
	}
}

// tracking enters what an order for a tracking device starts. The device may be used for a time that is counted from the order, and not from when it was
// installed (Fed. R. Crim. P. 41(e)(2)(C)); until a day that the order or an extension sets, if that is earlier. It is not ended by the passing of that day: someone has to
// have ended it.
func (d *desk) tracking(o *record.Order, at Deadline) {
	begun := first(o.Step("began"), o.From)
	d.add("tracking-ordered", o.Made, begun, at)
	ended := o.Step("ended")
	from := o.Made
	if !from.Known() { // then it is not known since when, but not later than it was begun
		from = begun
	}
	extended := o.Put("extended") != ""
	n := len(d.found)
	d.add("tracking-use-ordered", from, ended, at)
	if last, ok := d.last(o.Until); ok && (extended || len(d.found) == n || last.Before(d.found[n].Due)) {
		d.found = d.found[:n]
		d.ends("tracking-use-ordered", from, o.Until, ended, at)
	}
	d.add("tracking-begun", begun, ended, at)
	planned := first(ended, o.Until)
	d.add("tracking-to-be-returned", planned, o.Step("returned"), at)
	for _, p := range o.Persons {
		at.Person = p
		told := d.told(p, "search", planned)
		if until := o.Put("notice-postponed"); until.Known() { // 41(f)(3)
			d.ends("tracking-ended", planned, until, told, at)
		} else {
			d.add("tracking-ended", planned, told, at)
		}
	}
}

// interception enters what an order for interception starts.
func (d *desk) interception(o *record.Order, at Deadline) {
	var granted record.When
	if o.Emergency != "" {
		granted = o.Made
	}
	d.add("interception-in-emergency", o.Emergency, granted, at)
	begun := first(o.Step("began"), o.From)
	d.add("interception-entered", o.Made, begun, at)
	planned := first(o.Step("ended"), o.Until)
	ended := o.Step("ended")
	if over, ok := d.last(o.Until); ended == "" && (!ok && o.Until != "" || ok && !over.After(d.now)) {
		ended = o.Until
	}
	made, ordered := d.moment(o.Made)
	for _, x := range d.t.terms(d.m.Jurisdiction, "interception-entered", made) { // 2518(5): the time runs from the first interception, or from that day if it is earlier
		if ordered {
			if latest := record.When(d.t.Due(x, made, d.m.Jurisdiction).Format("2006-01-02")); !begun.Known() || begun.After(latest) == record.Yes {
				begun = latest
			}
		}
	}
	// An order and an extension have their own end, and an order none that is later than the law's; what is over is held against the law's.
	extended, n := o.Put("extended") != "", len(d.found)
	d.add("interception-ordered", begun, ended, at)
	if last, ok := d.last(o.Until); ok && (extended || ended == "" && (len(d.found) == n || last.Before(d.found[n].Due))) {
		d.found = d.found[:n]
		d.ends("interception-ordered", begun, o.Until, ended, at)
	}
	d.progress(o, begun, planned, at)
	var sealed record.When
	if sealed = o.SealedOn; sealed == "" && o.Sealed == record.Done {
		sealed = record.NoTime
	}
	d.add("interception-to-be-sealed", planned, sealed, at)
	if ended != "" { // nobody reports what is not over
		d.add("interception-expired", ended, o.Step("judge-reported"), at)
		d.add("interception-expired-for-prosecutor", ended, o.Step("prosecutor-reported"), at)
	}
	for _, p := range o.Persons {
		at.Person = p
		told := d.told(p, "interception", planned)
		if until := o.Put("notice-postponed"); until.Known() {
			d.ends("interception-ended", planned, until, told, at)
		} else {
			d.add("interception-ended", planned, told, at)
		}
	}
}

// mostReports is how many reports of progress an order can call for: one a day of its thirty.
const mostReports = 30

// progress enters the reports of progress that the judge requires (18 U.S.C. 2518(6)), as far as the next that is due.
func (d *desk) progress(o *record.Order, begun, ended record.When, at Deadline) {
	from, ok := d.moment(begun)
	if !ok || o.Reports <= 0 {
		return
	}
	var made []record.When
	for _, s := range o.Steps {
		if s.Act == "progress-reported" {
			made = append(made, orUnknown(s.Time))
		}
	}
	last, ends := d.last(ended)
	for n := 1; n <= mostReports; n++ {
		due := from.AddDate(0, 0, n*o.Reports)
		if ends && due.After(last) {
			return
		}
		var done record.When
		if n <= len(made) {
			done = made[n-1]
		}
		day := func(t time.Time) record.When { return record.When(t.Format("2006-01-02")) }
		d.ends("interception-progress", day(from.AddDate(0, 0, (n-1)*o.Reports)), day(due), done, at)
		if due.After(d.now) {
			return
		}
	}
}

// delayed enters by when notice of a search that was let wait is to be given, and the judge's report of it (18 U.S.C. 3103a(b)-(d)).
func (d *desk) delayed(a *record.Application, w *record.Issued, served record.When, at Deadline) {
	how := w.Delayed()
	if how == "" || served == "" {
		return
	}
	var told, reported, until, since record.When
	since = served
	for _, n := range d.m.Notices {
		if n.Of == "search" && n.Time.Before(served) != record.Yes && told == "" {
			told = orUnknown(n.Time)
		}
	}
	for _, x := range w.Delays {
		switch x.Act {
		case "reported":
			reported = orUnknown(x.Time)
		case "extended":
			if until.Known() { // a further time runs from the end of the one before
				since = until
			}
			until = x.Until
		default:
			until = x.Until
		}
	}
	n := len(d.found)
	switch {
	case until.Known():
		d.ends("notice-delayed-until", served, until, told, at)
	case how == "extended":
		d.add("notice-delay-extended", since, told, at)
	default:
		d.add("notice-delayed", served, told, at)
	}
	if len(d.found) > n {
		if over := d.found[n].Due; !over.After(d.now) {
			d.add("notice-delay-over", record.When(over.Format("2006-01-02")), reported, at)
		}
	}
}

// hearing enters what has to be done before a hearing: each party is to have been furnished with the order for an interception that is used there,
// and with the application for it (18 U.S.C. 2518(9)). A judge who waives the time waives it up to the hearing itself.
func (d *desk) hearing(h *record.Hearing) {
	sits, ok := d.moment(h.Sits())
	if !ok || h.Without {
		return
	}
	var uses []record.OrderID
	if uses = h.Uses; len(uses) == 0 {
		for _, o := range d.m.Orders {
			if o.Kind == record.Interception {
				uses = append(uses, o.ID)
			}
		}
	}
	set, known := d.moment(h.Time)
	for _, o := range uses {
		for _, p := range d.m.Attends(h) {
			for _, term := range d.t.terms(d.m.Jurisdiction, "hearing-set", sits) {
				x := Deadline{Term: term, Application: h.Application, Order: o, Hearing: h.ID, Person: p, Due: d.t.Due(term, sits, d.m.Jurisdiction), Done: d.furnished(p, o, len(d.m.Attends(h)) == 1)}
				if waived(h, p) {
					x.Due = sits
				}
				if x.From = set; !known {
					x.From = x.Due
				}
				x.State = d.state(x)
				d.found = append(d.found, x)
			}
		}
	}
}

// waived reports whether the time before a hearing was waived for a party.
func waived(h *record.Hearing, p record.PersonID) bool {
	for _, x := range h.Waived {
		if x.Party == "" || x.Party == p {
			return true
		}
	}
	return false
}

// furnished returns when a party, or counsel of that party, was first handed the papers of an order under 18 U.S.C. 2518(9). Counsel is the party's if a tie
// says so, or if there is no other party. A disclosure that names no order is of the one that there is, if there is one.
func (d *desk) furnished(p record.PersonID, o record.OrderID, alone bool) record.When {
	taps := 0
	for _, x := range d.m.Orders {
		if x.Kind == record.Interception {
			taps++
		}
	}
	for _, x := range d.m.Disclosures {
		if x.Under != "title-iii" || x.To != p && !d.counsel(x.To, p, alone) {
			continue
		}
		for _, id := range x.Orders {
			if id == o {
				return orUnknown(x.Time)
			}
		}
		if len(x.Orders) == 0 && taps == 1 {
			return orUnknown(x.Time)
		}
	}
	return ""
}

// counsel reports whether a person is counsel of a party.
func (d *desk) counsel(who, of record.PersonID, alone bool) bool {
	p := d.m.Person(who)
	if p == nil {
		return false
	}
	for _, r := range p.Roles {
		if r != record.Counsel {
			continue
		}
		if len(p.Ties) == 0 {
			return alone
		}
		for _, t := range p.Ties {
			if t.To == of {
				return true
			}
		}
	}
	return false
}

// first returns the first of two times that is there.
func first(a, b record.When) record.When {
	if a != "" {
		return a
	}
	return b
}
