package record

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/fault"
)

// Admits holds what is asked of an act when it is done, beside the order in which events may come: that no one acts in the name of another, that a
// warrant is served as it commands and within its life, that a seal lasts. The hand is that of
// the one who acts. What was entered before one of these was asked for stays as it was entered, so none of them is asked of an entry that is read again.
func (m *Matter) Admits(e Event, h Hand) error {
	if err := m.ownName(e, h); err != nil {
		return err
	}
	switch e := e.(type) {
	case AssertionDrafted:
		return inOwnWords(e.Assertion)
	case AssertionRevised:
		return inOwnWords(e.Assertion)
	case Sworn:
		return m.inOwnWords(e.Application)
	case Presented:
		if err := m.inOwnWords(e.Application); err != nil {
			return err
		}
		return m.assignedHere(e)
	case Decided:
		return m.heard(e, h)
	case Executed:
		return m.commanded(e, h)
	case OrderCarriedOut:
		return m.lengthened(e, h)
	case DuplicateMade:
		if a := m.Application(e.Application); a != nil {
			if w := a.Issued(e.Warrant); w != nil && !w.Here {
				return issuedHere(w)
			}
		}
		return m.whileAlive(e.Application, e.Warrant, e.Duplicate.Time, h)
	case WarrantRecalled:
		return m.whileAlive(e.Application, e.Warrant, e.Recall.Time, h)
	case WarrantReturned:
		return m.afterIssue(e.Application, e.Warrant, e.Return.Time)
	case WarrantIssued:
		if err := m.grantedHere(e); err != nil {
			return err
		}
		return m.stillAsked(e)
	case Expunged:
		for i := range m.Applications {
			a := &m.Applications[i]
			for j := range a.Warrants {
				if w := &a.Warrants[j]; m.Dead(a, w, h.Minute()) == "" {
					return refuse(ruleNothingOut, "warrant %q on application %q lives", string(w.ID), string(a.ID))
				}
			}
		}
	case Disclosed:
		if h.Role == Clerk {
			return m.handedOver(e.Disclosure)
		}
	case Sealed:
		if e.Seal.Until.Before(h.Minute()) == Yes {
			return fault.Errorf(fault.Input, "the seal would end on %s, before it is laid; say a day to come, or none", e.Seal.Until)
		}
	}
	return nil
}

// inOwnWords refuses each of the assertions of which only the substance is told.
func inOwnWords(list ...Assertion) error {
	for _, s := range list {
		if s.Summary {
			return refuse(ruleOwnWords, "assertion %d is told in substance", s.N)
		}
	}
	return nil
}

// inOwnWords refuses a paper that is recounted in substance: it is revised first.
func (m *Matter) inOwnWords(app AppID) error {
	a := m.Application(app)
	if a == nil {
		return nil // the record says what is wrong with it otherwise
	}
	return inOwnWords(a.Affidavit.Assertions...)
}

// inWhoseName returns who is said to do what an event tells, where that is one person who could enter it himself.
func inWhoseName(e Event) PersonID {
	switch e := e.(type) {
	case FlawAnswered:
		return e.Answer.By
	case ApplicationWithdrawn:
		return e.Withdrawal.By
	case DuplicateMade:
		return e.Duplicate.By
	case AlertSeen:
		return e.Seen.By
	case NoticeGiven:
		return e.Notice.By
	case Disclosed:
		return e.Disclosure.By
	case Requested:
		return e.Request.By
	case HoldPlaced:
		return e.Hold.By
	case HoldLifted:
		return e.Lifted.By
	case WarrantReturned:
		return e.Return.By
	case OrderCarriedOut:
		return e.Step.By
	}
	return ""
}

// ownName refuses an act in the name of another who has an account, and so acts here himself. The clerk enters what comes on paper, in the name of who
// sent it: a return, a step under an order.
func (m *Matter) ownName(e Event, h Hand) error {
	if r, ok := e.(MagistrateRecused); ok && h.Role == Magistrate && r.Recusal.Magistrate != h.Person {
		return refuse(ruleOwnName, "%s would put %s aside", name(h.Person), name(r.Recusal.Magistrate))
	}
	who := inWhoseName(e)
	p := m.Person(who)
	if who == "" || who == h.Person || p == nil || p.Account == "" {
		return nil
	}
	switch e.(type) {
	case WarrantReturned, OrderCarriedOut:
		if h.Role == Clerk {
			return nil
		}
	}
	return refuse(ruleOwnName, "it is done by %s, and says %s", name(h.Person), name(who))
}

// Worded refuses an oath that was taken otherwise than in person and does not say in what words.
func (o Oath) Worded() error {
	if o.Means != "" && o.Means != "in-person" && strings.TrimSpace(o.Words) == "" {
		return refuse(ruleOathWords, "the oath is taken by %s, and its words are not noted", o.Means)
	}
	return nil
}

// commanded holds service to its warrant: a warrant to arrest is served on whom it names, one to search by a search, and neither before it was issued or
// when it is dead.
func (m *Matter) commanded(e Executed, h Hand) error {
	a := m.Application(e.Application)
	if a == nil {
		return nil // the record says what is wrong
	}
	w := a.Issued(e.Execution.Warrant)
	if w == nil {
		return nil
	}
	if err := issuedHere(w); err != nil {
		return err
	}
	x := e.Execution
	switch {
	case x.Act == "searched" && a.Kind == Arrest:
		return refuse(ruleCommands, "warrant %q is to arrest, and no place was to be searched under it", string(w.ID))
	case x.Act == "arrested" && a.Kind == Search:
		return refuse(ruleCommands, "warrant %q is to search, and no one was to be arrested under it; an arrest is told as a step of custody (detained)", string(w.ID))
	case x.Act == "arrested":
		for _, p := range x.Persons {
			if !slices.Contains(w.Respondents, p) {
				return refuse(ruleCommands, "warrant %q does not name %s; if %s was arrested in fact, that is told as a step of custody (detained), and the warrant lives", string(w.ID), p, p)
			}
		}
	}
	if err := m.afterIssue(a.ID, w.ID, x.Time); err != nil {
		return err
	}
	if why := m.Dead(a, w, h.Minute()); why != "" && !m.toldLate(a, w, x.Time) {
		return refuse(ruleDead, "warrant %q is dead: %s", string(w.ID), why)
	}
	return nil
}

// afterIssue refuses what is said to have been done under a warrant before there was one.
func (m *Matter) afterIssue(app AppID, id WarrantID, told When) error {
	a := m.Application(app)
	if a == nil {
		return nil
	}
	if w := a.Issued(id); w != nil && told.Before(w.Time) == Yes {
		return refuse(ruleAfterIssue, "it is told of %s, and warrant %q was issued on %s", told, string(id), w.Time)
	}
	return nil
}

// whileAlive refuses what is done to a warrant that is dead, or is said to have been done before there was one.
func (m *Matter) whileAlive(app AppID, id WarrantID, told When, h Hand) error {
	if err := m.afterIssue(app, id, told); err != nil {
		return err
	}
	if a := m.Application(app); a != nil {
		if w := a.Issued(id); w != nil {
			if why := m.Dead(a, w, h.Minute()); why != "" {
				return refuse(ruleDead, "warrant %q is dead: %s", string(id), why)
			}
		}
	}
	return nil
}

// handedOver holds what a clerk discloses to what a judge granted: the papers of applications and nothing behind them, to the one who
// asked for them.
func (m *Matter) handedOver(x Disclosure) error {
	switch {
	case len(x.Applications) == 0 || len(x.Sources) > 0 || len(x.Orders) > 0:
		return refuse(ruleHandsOver, "it is to hand over something else than applications")
	case !slices.ContainsFunc(m.Requests, func(r Request) bool {
		return r.For == "papers" && r.By == x.To && r.Answered != nil && r.Answered.Act == "granted"
	}):
		return refuse(ruleHandsOver, "no request of %s for papers was granted", name(x.To))
	}
	return nil
}

// stillAsked refuses a warrant on a decision after which the case against the person ended.
func (m *Matter) stillAsked(e WarrantIssued) error {
	a := m.Application(e.Application)
	if a == nil || a.Kind != Arrest {
		return nil
	}
	for _, p := range e.Warrant.Respondents {
		last, _, ok := a.Decided(p)
		if !ok {
			continue
		}
		for _, c := range a.Charges {
			if c.covers(p) && c.ends() && c.Time.Before(last.Time) != Yes {
				return refuse(ruleGranted, "the case against %s has ended since it was granted: %s%s", p, c.Act, on(c.Time))
			}
		}
	}
	return nil
}
