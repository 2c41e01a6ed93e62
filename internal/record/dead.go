package record

import "slices"

// Issued returns the warrant with this id, or nil.
func (a *Application) Issued(id WarrantID) *Issued {
	for i := range a.Warrants {
		if a.Warrants[i].ID == id {
			return &a.Warrants[i]
		}
	}
	return nil
}

// Dead says why a warrant may not be executed at a moment, or "" if it lives. It dies when it is executed, recalled or
// returned, when its time has passed, and when the case against everyone it names has ended: no true bill, dismissal or
// acquittal, with no charge since (Fed. R. Crim. P. 4(c)(4)(A), 41(e)(2)(A)(i)).
func (m *Matter) Dead(a *Application, w *Issued, now When) string {
	switch {
	case w.Recalled != nil:
		return "it was recalled" + on(w.Recalled.Time)
	case a.served(w):
		return "it was executed" + on(a.servedAt(w))
	case w.Returned != nil:
		return "it was returned" + on(w.Returned.Time)
	case w.Expired != "":
		return "it expired" + on(w.Expired)
	case w.Until.Known() && w.Until.Before(now) == Yes:
		return "its time ended" + on(w.Until)
	}
	if len(w.Respondents) == 0 || a.Kind != Arrest {
		return ""
	}
	for _, p := range w.Respondents {
		if _, ended := a.Ended(p); !ended {
			return ""
		}
	}
	step, _ := a.Ended(w.Respondents[0])
	return "the case ended: " + step.Act + on(step.Time)
}

// Ended returns the step of a prosecution that ended the case against p on this application, if the last one did.
func (a *Application) Ended(p PersonID) (Charge, bool) {
	var last Charge
	var any bool
	for _, c := range a.Charges {
		if len(c.Respondents) == 0 || slices.Contains(c.Respondents, p) {
			last, any = c, true
		}
	}
	return last, any && (last.Act == "no-true-bill" || last.Act == "dismissed" || last.Act == "acquitted")
}

// Carried reports whether anything was carried out under the application: an arrest or a search.
func (a *Application) Carried() bool {
	return slices.ContainsFunc(a.Execution, func(x Execution) bool { return x.Act == "arrested" || x.Act == "searched" })
}

// served reports whether a warrant was executed, not only tried.
func (a *Application) served(w *Issued) bool { _, ok := a.service(w); return ok }

func (a *Application) servedAt(w *Issued) When { x, _ := a.service(w); return x.Time }

func (a *Application) service(w *Issued) (Execution, bool) {
	for _, x := range a.Execution {
		if x.Warrant == w.ID && (x.Act == "arrested" || x.Act == "searched") {
			return x, true
		}
	}
	return Execution{}, false
}

func on(w When) string {
	if !w.Known() {
		return ""
	}
	return " on " + w.String()
}
