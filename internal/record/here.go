package record

import "slices"

// This file is what a warrant rests on here. An entry is performed, by the hand of whoever did it, or recounted from elsewhere; what of an application was
// performed has Here set when the entries are added up, and nothing else carries a grant, an issue or service: importing an oath is not swearing one.

// Unconfirmed reports whether an oath is none that someone took in person here, so that a magistrate has to say in his own name that he placed the affiant under
// oath (Fed. R. Crim. P. 4.1(b)(1)-(2)), and neither the one before whom it was taken nor who decides has said so here. An oath of which it is not said how it was
// taken was not taken in person.
func (a *Application) Unconfirmed(decides PersonID) bool {
	if a.Oath == nil || a.Oath.Here && a.Oath.Means == "in-person" {
		return false
	}
	return !slices.ContainsFunc(a.Oath.Confirmed, func(c Confirmation) bool { return c.Here && (c.By == a.Oath.By || c.By == decides) })
}

// MayGrant refuses to let who decides grant anything on an application that was put before him elsewhere, or on an oath that no one took in person here and no
// magistrate has confirmed. To refuse the application, or to ask for more, takes none of it.
func (a *Application) MayGrant(decides PersonID) error {
	last := a.lastPresentment()
	switch {
	case last != nil && !last.Here:
		return refuse(ruleDoneHere, "that application %q was put before %s is recounted; it is put before a magistrate here first", string(a.ID), name(last.Magistrate))
	case a.Oath == nil:
		return refuse(ruleSwornFirst, "application %q has not been sworn to", string(a.ID))
	case !a.Unconfirmed(decides):
		return nil
	case !a.Oath.Here:
		return refuse(ruleOathConfirmed, "the oath to application %q is recounted and was not taken here, and no magistrate has confirmed it here", string(a.ID))
	case a.Oath.Means == "":
		return refuse(ruleOathConfirmed, "it is not said how the oath to application %q was taken, and no magistrate has confirmed it", string(a.ID))
	}
	return refuse(ruleOathConfirmed, "the oath to application %q was entered by the affiant as taken by %s before %s, and no magistrate has confirmed it", string(a.ID), a.Oath.Means, name(a.Oath.By))
}

// heard is MayGrant of a decision that grants.
func (m *Matter) heard(e Decided, h Hand) error {
	a := m.Application(e.Application)
	if a == nil || !e.Decision.Grants() {
		return nil // the record says what is wrong with it otherwise
	}
	return a.MayGrant(h.Person)
}

// assignedHere refuses to put an application before a magistrate who was found elsewhere, as is recounted: the court's own way finds the magistrate.
func (m *Matter) assignedHere(e Presented) error {
	a := m.Application(e.Application)
	if a == nil {
		return nil
	}
	for _, s := range slices.Backward(a.Assignments) {
		if !a.recused(s.Magistrate) {
			if !s.Here {
				return refuse(ruleDoneHere, "that %s is assigned to application %q is recounted; the court assigns a magistrate first", name(s.Magistrate), string(a.ID))
			}
			return nil
		}
	}
	return nil
}

// grantedHere refuses a warrant on a grant that is recounted.
func (m *Matter) grantedHere(e WarrantIssued) error {
	a := m.Application(e.Application)
	if a == nil {
		return nil
	}
	who := e.Warrant.Respondents
	if len(who) == 0 {
		who = []PersonID{""}
	}
	for _, p := range who {
		if last, _, ok := a.Decided(p); ok && !last.Here {
			return refuse(ruleDoneHere, "that a warrant was granted for %s is recounted", party(p))
		}
	}
	return nil
}

// Barred says why a warrant may not be served here at a moment: of what it died, or that it was issued elsewhere, as is recounted; "" if it may.
func (m *Matter) Barred(a *Application, w *Issued, now When) string {
	why := m.Dead(a, w, now)
	if why == "" && !w.Here {
		why = "it is recounted, and was not issued here"
	}
	return why
}

// issuedHere refuses to serve a warrant, or to make another of it, that was issued elsewhere, as is recounted.
func issuedHere(w *Issued) error {
	if !w.Here {
		return refuse(ruleDoneHere, "warrant %q is recounted and was not issued here; what became of it is recounted with it", string(w.ID))
	}
	return nil
}
