package clock

import (
	"maps"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/record"
)

// Starts lists everything in a record that begins a term, sorted.
func Starts() []string { return slices.Sorted(maps.Keys(starts)) }

var starts = map[string]bool{
	"search-warrant-issued": true, "search-warrant-terms": true, "search-executed": true,
	"arrested-without-warrant": true, "arrested": true, "appeared-in-custody": true, "appeared-at-liberty": true,
	"interception-entered": true, "interception-ordered": true, "interception-ended": true, "interception-to-be-sealed": true,
	"interception-in-emergency": true, "interception-progress": true, "interception-expired": true, "interception-expired-for-prosecutor": true,
	"notice-delayed": true, "notice-delay-extended": true, "notice-delayed-until": true, "notice-delay-over": true, "hearing-set": true,
	"tracking-ordered": true, "tracking-use-ordered": true, "tracking-begun": true, "tracking-ended": true, "tracking-to-be-returned": true,
	"seal-laid": true, "seal-until": true, "no-true-bill": true,
}

// application enters what the life of an application starts.
func (d *desk) application(a *record.Application) {
	for i := range a.Warrants {
		d.warrant(a, &a.Warrants[i])
	}
	for _, p := range a.Respondents {
		d.custody(a, p)
		if step, ended := a.Ended(p); ended && step.Act == "no-true-bill" {
			d.add("no-true-bill", step.Time, d.told(p, "no-true-bill", step.Time), Deadline{Application: a.ID, Person: p})
		}
	}
}

// warrant enters until when a search warrant may be executed, and its return.
func (d *desk) warrant(a *record.Application, w *record.Issued) {
	if a.Kind != record.Search {
		return
	}
	at := Deadline{Application: a.ID, Warrant: w.ID}
	var served, closed record.When
	for _, x := range a.Execution {
		if x.Warrant == w.ID && x.Act == "searched" && served == "" {
			served = orUnknown(x.Time)
		}
	}
	if closed = served; closed == "" && w.Recalled != nil {
		closed = orUnknown(w.Recalled.Time)
	}
	if closed == "" && w.Returned != nil {
		closed = orUnknown(w.Returned.Time)
	}
	if w.Until.Known() {
		d.ends("search-warrant-terms", w.Time, w.Until, closed, at)
	} else {
		d.add("search-warrant-issued", w.Time, closed, at)
	}
	d.delayed(a, w, served, at)
	if served != "" {
		var returned record.When
		if w.Returned != nil {
			returned = orUnknown(w.Returned.Time)
		}
		d.add("search-executed", served, returned, at)
	}
}

// custody enters what a person's detention starts. The steps are read in the order in which they are told; who was let go and is arrested again is held
// anew.
func (d *desk) custody(a *record.Application, p record.PersonID) {
	at := Deadline{Application: a.ID, Person: p}
	type held struct{ arrest, appeared, let record.When }
	var times []held
	var appeared record.When
	for _, c := range a.Custody {
		if c.Person != p {
			continue
		}
		n := len(times)
		switch c.Act {
		case "arrested":
			if n == 0 || times[n-1].let != "" {
				times = append(times, held{arrest: orUnknown(c.Time)})
			}
		case "appeared", "arraigned":
			if n > 0 && times[n-1].appeared == "" {
				times[n-1].appeared = orUnknown(c.Time)
			}
			if appeared == "" {
				appeared = orUnknown(c.Time)
			}
		case "bailed", "released":
			if n > 0 && times[n-1].let == "" {
				times[n-1].let = orUnknown(c.Time)
			}
		}
	}
	if len(times) == 0 {
		return
	}
	for _, x := range times {
		if d.warrantless(a, p, x.arrest) {
			d.add("arrested-without-warrant", x.arrest, first(d.causeFound(a, p, x.arrest, x.appeared), x.let), at) // who was let go is not held
		}
		d.add("arrested", x.arrest, first(x.appeared, x.let), at)
	}
	if appeared == "" {
		return
	}
	heard, n := d.heard(a, p), len(d.found)
	if times[len(times)-1].let != "" {
		d.add("appeared-at-liberty", appeared, heard, at)
	} else {
		d.add("appeared-in-custody", appeared, heard, at)
	}
	for i := n; i < len(d.found); i++ {
		d.extended(&d.found[i], a, p)
	}
}

// extended moves the time of what the order names, as a judge did: for a preliminary hearing (Fed. R. Crim. P. 5.1(d)). The term's id begins with that name; another
// that runs from the same appearance is not moved. What was ordered when the time was over already moves nothing: it was missed.
func (d *desk) extended(x *Deadline, a *record.Application, p record.PersonID) {
	for _, e := range a.Extensions {
		until, known := d.last(e.Until)
		ordered, at := d.moment(e.Time)
		if !strings.HasPrefix(x.Term.ID+"-", e.Of+"-") || e.Person != p || !known || at && ordered.After(x.Due) || !until.After(x.Due) {
			continue
		}
		x.Due = until
		x.State = d.state(*x)
	}
}

// warrantless reports whether p was arrested with no warrant granted before.
func (d *desk) warrantless(a *record.Application, p record.PersonID, arrest record.When) bool {
	for _, pr := range a.Presentments {
		for _, x := range pr.Decisions {
			when := x.Time
			if when == "" {
				when = pr.Time
			}
			if x.Covers(p) && x.Grants() && when.After(arrest) != record.Yes {
				return false
			}
		}
	}
	return true
}

// causeFound returns when a magistrate first found cause to hold p after the arrest, or p first appeared.
func (d *desk) causeFound(a *record.Application, p record.PersonID, arrest, appeared record.When) record.When {
	for _, pr := range a.Presentments {
		for _, x := range pr.Decisions {
			if x.Covers(p) && x.Grants() && x.Time.After(arrest) == record.Yes {
				return x.Time
			}
		}
	}
	return appeared
}

// heard returns when a preliminary hearing was held for p, or was no longer needed: indictment, information, dismissal.
func (d *desk) heard(a *record.Application, p record.PersonID) record.When {
	for _, c := range a.Charges {
		if c.Act != "complaint" && (len(c.Respondents) == 0 || slices.Contains(c.Respondents, p)) {
			return orUnknown(c.Time)
		}
	}
	for _, x := range d.m.Proceedings {
		if x.Kind == "preliminary-hearing" {
			return orUnknown(x.Time)
		}
	}
	return ""
}

// told returns when p was first told of a thing, not before a moment.
func (d *desk) told(p record.PersonID, of string, since record.When) record.When {
	for _, n := range d.m.Notices {
		if n.To == p && n.Of == of && n.Time.Before(since) != record.Yes {
			return orUnknown(n.Time)
		}
	}
	return ""
}

// seals enters the end of every seal: the one ordered, or else the one that the law sets.
func (d *desk) seals() {
	for _, s := range d.m.Seals {
		at := Deadline{Application: s.Application}
		var lifted record.When
		if s.Lifted != nil {
			lifted = orUnknown(s.Lifted.Time)
		}
		if again := d.sealedAgain(s); lifted == "" && again != "" {
			lifted = again
		}
		if s.Until.Known() {
			d.ends("seal-until", s.Time, s.Until, lifted, at)
		} else {
			d.add("seal-laid", s.Time, lifted, at)
		}
	}
}

// sealedAgain returns when a seal was ordered again that goes on where one ends: on the same, laid later, with a later end or none; "" if none was.
func (d *desk) sealedAgain(s record.Seal) record.When {
	for _, t := range d.m.Seals {
		longer := t.Until == "" || t.Until.After(s.Until) == record.Yes
		if t.ID != s.ID && t.Application == s.Application && s.Until.Known() && longer && t.Time.After(s.Time) == record.Yes {
			return orUnknown(t.Time)
		}
	}
	return ""
}

func orUnknown(w record.When) record.When {
	if w == "" {
		return record.NoTime
	}
	return w
}
