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
// acquittal (Fed. R. Crim. P. 4(c)(4)(A), 41(e)(2)(A)(i)). It does not come back to life by another charge, for which another warrant is asked.
func (m *Matter) Dead(a *Application, w *Issued, now When) string {
	if why := m.deadAsEntered(a, w, now); why != "" {
		return why
	}
	return m.alsoDead(a, w)
}

// deadAsEntered is as much of Dead as entries were always held to. What was entered while no more was asked is not refused when it is read again.
func (m *Matter) deadAsEntered(a *Application, w *Issued, now When) string {
	if why := m.struck(a, w); why != "" {
		return why
	}
	return w.lapsed(now)
}

// struck says of what a warrant died beside the passing of its time, or "".
func (m *Matter) struck(a *Application, w *Issued) string {
	switch {
	case w.Recalled != nil:
		return "it was recalled" + on(w.Recalled.Time)
	case a.served(w):
		return "it was executed" + on(a.servedAt(w))
	case w.Returned != nil:
		return "it was returned" + on(w.Returned.Time)
	case a.Kind == Arrest:
		return ended(w.Respondents, a.Ended)
	}
	return ""
}

// alsoDead says that a warrant was given back unserved; or that the case against those whom it concerns ended, whatever came after: for one to search, the case
// against all who are suspected.
func (m *Matter) alsoDead(a *Application, w *Issued) string {
	for _, x := range a.Execution {
		if x.Warrant == w.ID && x.Act == "returned-unserved" {
			return "it was returned" + on(x.Time)
		}
	}
	who := w.Respondents
	if a.Kind != Arrest {
		who = a.Respondents
	}
	return ended(who, func(p PersonID) (Charge, bool) { return a.over(p, w) })
}

// ended says that the case against each of some people ended, and how; "" if it did not, or if there are none.
func ended(who []PersonID, how func(PersonID) (Charge, bool)) string {
	why := ""
	for _, p := range who {
		c, over := how(p)
		if !over {
			return ""
		}
		if why == "" {
			why = "the case ended: " + c.Act + on(c.Time)
		}
	}
	return why
}

// lapsed says that the time of a warrant has passed at a moment, or "".
func (w *Issued) lapsed(now When) string {
	switch {
	case w.Expired != "":
		return "it expired" + on(w.Expired)
	case w.Until.Known() && w.Until.Before(now) == Yes:
		return "its time ended" + on(w.Until)
	}
	return ""
}

// Outlived reports whether a warrant died of the passing of its time and of nothing else: what was done under it in time may still be told.
func (m *Matter) Outlived(a *Application, w *Issued, now When) bool {
	return w.lapsed(now) != "" && m.struck(a, w) == "" && m.alsoDead(a, w) == ""
}

// toldLate reports whether what is said to have been done under a warrant at a moment was in time, so that it may be told when that time has passed: of
// a warrant that died of nothing else.
func (m *Matter) toldLate(a *Application, w *Issued, told When) bool {
	_, did, known := told.Bounds()
	_, end, set := w.Until.Bounds()
	return m.struck(a, w) == "" && m.alsoDead(a, w) == "" && known && set && !did.IsZero() && !did.After(end) && told.Before(w.Time) != Yes
}

// over returns the step that ended the case against p so far as a warrant goes: the last step, if it was such a one, or any after the warrant was
// issued.
func (a *Application) over(p PersonID, w *Issued) (Charge, bool) {
	if c, ended := a.Ended(p); ended {
		return c, true
	}
	for _, c := range a.Charges {
		if c.covers(p) && c.ends() && c.Time.Before(w.Time) != Yes {
			return c, true
		}
	}
	return Charge{}, false
}

func (c Charge) covers(p PersonID) bool {
	return len(c.Respondents) == 0 || slices.Contains(c.Respondents, p)
}

// ends reports whether a step of a prosecution is one that ends the case.
func (c Charge) ends() bool {
	return c.Act == "no-true-bill" || c.Act == "dismissed" || c.Act == "acquitted"
}

// Ended returns the step of a prosecution that ended the case against p on this application, if the last one did.
func (a *Application) Ended(p PersonID) (Charge, bool) {
	var last Charge
	var any bool
	for _, c := range a.Charges {
		if c.covers(p) {
			last, any = c, true
		}
	}
	return last, any && last.ends()
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
