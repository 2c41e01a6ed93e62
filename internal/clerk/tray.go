package clerk

import (
	"context"
	"slices"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
)

// A Tray is matters in which something waits for people of a role, found by what is kept of them beside their entries.
type Tray string

// The trays. That of the bench is of the magistrate before whom an application lies, and what is to be brought is of its affiant; the others are of a court and of an
// agency.
const (
	AtBench    Tray = "bench"      // an application lies before the magistrate, or was granted and no warrant has issued
	Unassigned Tray = "unassigned" // an application was sworn to, and no one is to decide it
	Out        Tray = "out"        // a warrant was issued and has not been returned
	Seals      Tray = "seals"      // a seal has not been lifted
	ToBring    Tray = "to-bring"   // an application is to be put before the magistrate, or again, by its affiant
	alerted    Tray = "alerted"    // something came in that bears on a warrant that someone holds
)

// trayTag is the handle under which the matters of a tray are found: of an account, a court or an agency.
func trayTag(q Tray, of string) string { return "tray:" + string(q) + ":" + of }

// Tray returns the summaries of the matters in a tray that the caller may find, and where the next page begins; nil at the end. What is to be decided, assigned
// or brought comes in the order of its last change, that of the rest the other way round: the last changed first.
func (c *Clerk) Tray(ctx context.Context, by Caller, q Tray, limit int, after *store.Cursor) ([]Summary, *store.Cursor, error) {
	roll, err := c.Roll(ctx)
	if err != nil {
		return nil, nil, err
	}
	var tags []string
	for _, p := range roll.Account(by.Account).Now(c.now()) {
		switch {
		case q == AtBench && p.Role == record.Magistrate:
			tags = append(tags, trayTag(q, by.Account))
		case q == ToBring && p.Role == record.Affiant:
			tags = append(tags, trayTag(q, by.Account))
		case q == AtBench, q == ToBring:
		case q == Out && (p.Role == record.Executing || p.Role == record.Affiant) && p.Agency != "":
			tags = append(tags, trayTag(q, "agency "+p.Agency))
		case (p.Role == record.Clerk || p.Role == access.SealKeeper) && p.Court != "":
			tags = append(tags, trayTag(q, "court "+p.Court))
		}
	}
	if len(tags) == 0 {
		return nil, nil, fault.Errorf(fault.Denied, "this tray is not of a post that you hold")
	}
	list, next, err := c.List(ctx, by, store.Query{Tags: tags, Limit: limit, After: after, Oldest: q == AtBench || q == Unassigned || q == ToBring})
	// What is under a seal of its own does not betray itself by the matter's being in the tray.
	return slices.DeleteFunc(list, func(s Summary) bool { return !s.in(q, by.Account) }), next, err
}

// waitTags returns the handles under which all matters are in which something can wait for a caller, for what he is in them and by his posts.
func (c *Clerk) waitTags(roll *people.Roll, by Caller) []string {
	tags := []string{trayTag(AtBench, by.Account), trayTag(ToBring, by.Account), trayTag(alerted, by.Account)}
	for _, p := range roll.Account(by.Account).Now(c.now()) {
		if p.Court != "" {
			tags = append(tags, trayTag(Unassigned, "court "+p.Court), trayTag(Out, "court "+p.Court), trayTag(alerted, "court "+p.Court))
		}
		if p.Agency != "" {
			tags = append(tags, trayTag(Out, "agency "+p.Agency), trayTag(alerted, "agency "+p.Agency))
		}
	}
	slices.Sort(tags)
	return slices.Compact(tags)
}

// in reports whether what is shown of a matter has something for a tray in it.
func (s *Summary) in(q Tray, account string) bool {
	if q == Seals {
		return len(s.Seals) > 0
	}
	return slices.ContainsFunc(s.Applications, func(a AppSummary) bool {
		switch q {
		case AtBench:
			return a.Before == account
		case ToBring:
			return a.Brings == account
		case Unassigned:
			return a.Stage == record.SwornTo && a.Assigned == ""
		}
		return a.Out > 0
	})
}

// trayTags returns the trays in which a matter is, and puts into its summary what they show.
func (g *file) trayTags(s *Summary, minute record.When) []string {
	var tags []string
	court, agency := "court "+g.m.Court, "agency "+g.m.Agency
	for i := range s.Applications {
		x := &s.Applications[i]
		a := g.m.Application(x.ID)
		switch {
		case x.Stage == record.Granted || a.Pending():
			x.Presented = g.presented(x.ID)
			if p := g.m.Person(x.Assigned); p != nil && p.Account != "" {
				x.Before = p.Account
				tags = append(tags, trayTag(AtBench, p.Account))
			}
		case x.Stage == record.SwornTo && x.Assigned == "":
			tags = append(tags, trayTag(Unassigned, court))
		case x.Stage == record.SwornTo || x.Stage == record.SentBack:
			if p := g.m.Person(x.Affiant); p != nil && p.Account != "" {
				x.Brings = p.Account
				tags = append(tags, trayTag(ToBring, p.Account))
			}
		}
		if held(x.Stage) && slices.ContainsFunc(g.m.Alerts, func(y record.Alert) bool { return y.Application == x.ID }) {
			tags = append(tags, trayTag(alerted, court), trayTag(alerted, agency))
			for _, p := range g.m.People {
				if p.Account != "" {
					tags = append(tags, trayTag(alerted, p.Account))
				}
			}
		}
		for j := range a.Warrants {
			if w := &a.Warrants[j]; w.Here && w.Returned == nil { // one that is recounted is not out from here
				x.Out++
			}
		}
		if x.Out > 0 {
			tags = append(tags, trayTag(Out, court), trayTag(Out, agency))
		}
	}
	for _, seal := range g.m.Seals {
		if seal.Lifted == nil {
			s.Seals = append(s.Seals, SealSummary{seal.ID, seal.Application, seal.Until})
			tags = append(tags, trayTag(Seals, court))
		}
	}
	return tags
}

// presented returns when an application was last put before a magistrate here, in RFC 3339; "" if it was only told.
func (g *file) presented(app record.AppID) string {
	for i := len(g.list) - 1; i >= 0; i-- {
		if e, ok := g.list[i].Body.(record.Presented); ok && e.Application == app && g.list[i].Hand != nil {
			return g.list[i].Hand.At
		}
	}
	return ""
}

// OnCall returns who is on call at a court of the caller's as clerk or magistrate from now on, turn by turn, and the moment that now is.
func (c *Clerk) OnCall(ctx context.Context, by Caller, court string) ([]people.Watch, time.Time, error) {
	roll, err := c.Roll(ctx)
	if err != nil {
		return nil, time.Time{}, err
	}
	now := c.now()
	a := roll.Account(by.Account)
	if !a.Holds(record.Clerk, court, now) && !a.Holds(record.Magistrate, court, now) {
		return nil, now, fault.Errorf(fault.Denied, "the rota of a court is for its clerks and magistrates")
	}
	var list []people.Watch
	for _, w := range roll.Rotas[court] {
		if until, err := time.Parse(time.RFC3339, w.Until); err == nil && until.After(now) {
			list = append(list, w)
		}
	}
	return list, now, nil
}

// reviewed are the accounts that endorsed or declined a draft and have had nothing new to read since: no word of its papers, no cell and no answer to a question
// that was asked of it. What the program asks, and what the affiant says to that, is for the gate.
func (g *file) reviewed(app record.AppID) []string {
	var list []string
	for _, l := range g.list {
		if l.Body == nil || record.Concerns(l.Body) != app {
			continue
		}
		switch kind := l.Body.Kind(); {
		case kind == "endorsed":
			if l.Hand != nil && !slices.Contains(list, l.Hand.Account) {
				list = append(list, l.Hand.Account)
			}
		case slices.Contains(renewing, kind):
			list = nil
		}
	}
	return list
}

// renewing are the acts after which there is something new to review in a draft.
var renewing = []string{"assertion-drafted", "assertion-revised", "assertion-withdrawn", "ground-offered", "ground-withdrawn", "papers-revised", "question-answered"}

// Reviewed reports whether an account has endorsed or declined a draft, and nothing of it is new since.
func (v *View) Reviewed(app record.AppID, account string) (done bool) {
	for _, l := range v.Lines {
		switch {
		case l.Application != app:
		case l.Kind == "endorsed" && l.Hand != nil && l.Hand.Account == account:
			done = true
		case slices.Contains(renewing, l.Kind):
			done = false
		}
	}
	return done
}
