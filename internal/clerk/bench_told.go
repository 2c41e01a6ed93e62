package clerk

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
)

// This file is what the magistrate before whom an application lies is told of what was brought before, and no one else: across agencies, and, of what was
// refused, out of a seal of the court's own.

// Earlier tells the magistrate before whom an application lies, in a sentence each, of every presentment against the same people or for the same place that the
// presentment itself does not disclose, the earliest first; of what it does, if something else has come of it since. Of another agency's it tells who brought it, where and when, and what came of it, and not the matter; of
// what lies under a seal of the same court only that it was refused, and on which day. It is worked out when it is asked, and stands in no matter; that
// something was told out of a seal is entered in the trail. For everyone else it is Denied or NotFound.
func (c *Clerk) Earlier(ctx context.Context, by Caller, id record.MatterID, app record.AppID) ([]string, error) {
	var told []string
	var sealed []record.MatterID
	var no *access.Decision
	err := c.store.View(ctx, func(tx store.Tx) error {
		told, sealed, no = nil, nil, nil
		roll, _, err := c.readRoll(ctx, tx)
		if err != nil {
			return err
		}
		at, err := c.seatIn(ctx, tx, roll, id, asked{by, app, []access.Act{access.BeTold}})
		if err != nil {
			return err
		}
		d := at.file.decide(app, func(app record.AppID) access.Decision { return at.may(access.BeTold, app) })
		a := at.file.m.Application(app)
		switch {
		case !d.May:
			no = &d
			return nil
		case a == nil || !at.may(access.BeTold, app).May:
			return noApplication(app)
		}
		if unconflicted(roll, &at.file.m, app, at.file.person(by.Account)) != nil {
			return nil // who has to step aside is told nothing more
		}
		told, sealed, err = c.toldAtBench(ctx, tx, roll, by, at.file, a)
		return err
	})
	var none *refusal
	if errors.As(err, &none) {
		no, err = &none.d, nil
	}
	if err != nil {
		return nil, err
	}
	if no != nil {
		return nil, c.refused(ctx, by, access.BeTold, id, *no)
	}
	// One entry of the trail, whatever was told: the log is open to anyone, and how often it grows must not say that something lies under a seal.
	t := Trace{Account: by.Account, Act: access.BeTold, Matter: id, Rule: "bench-is-told", What: "told-at-bench"}
	if len(sealed) > 0 {
		t.Matter, t.What = sealed[0], "told-under-seal"
	}
	if err := c.trace(ctx, t); err != nil {
		return nil, err
	}
	return told, nil
}

// toldAtBench returns the sentences, and the matters under seal of which they tell.
func (c *Clerk) toldAtBench(ctx context.Context, tx store.Tx, roll *people.Roll, by Caller, f *file, a *record.Application) ([]string, []record.MatterID, error) {
	mine := aimsOf(&f.m, a)
	tags := c.tagsOf(mine)
	if len(tags) == 0 || len(a.Presentments) == 0 {
		return nil, nil, nil
	}
	affiant := Caller{}
	if p := f.m.Person(a.Affiant); p != nil {
		affiant.Account = p.Account
	}
	last := a.Presentments[len(a.Presentments)-1]
	var list []said
	var sealed []record.MatterID
	_, zone, err := c.local(roll, f)
	if err != nil {
		return nil, nil, err
	}
	_, until, timed := last.Time.In(zone)
	look := func(g *file) error {
		local, z, err := c.local(roll, g)
		if err != nil {
			return err
		}
		if g != f && concerned(roll, g, by, local) {
			return nil
		}
		minute := record.When(local.Format(minuteForm))
		who := g.who(affiant, roll, local)
		for i := range g.m.Applications {
			b := &g.m.Applications[i]
			ours, theirs := shared(mine, aimsOf(&g.m, b))
			if theirs == nil || g == f && b.ID == a.ID {
				continue
			}
			under := g.m.SealedAt(b.ID, minute)
			if under && g.m.Court != f.m.Court { // another court's seal is not this one's to open
				continue
			}
			if x := roll.Account(by.Account); x != nil && x.Shunned(g.m.Agency, namesAgainst(&g.m, b.ID)) != "" {
				continue
			}
			open := access.May(who, access.ReadDocket, g.place(who, b.ID, minute)).May
			for j := range b.Presentments {
				p := &b.Presentments[j]
				switch {
				case under:
					for _, x := range refusals(p, theirs) {
						list = append(list, said{begins(x.Time, z), "an application under seal " + against(ours) + " was refused" + onDay(x.Time) + " by " + courtName(roll, g.m.Court) + asTold(x.Here, "the agency that brought it"), true})
						if !slices.Contains(sealed, g.m.ID) {
							sealed = append(sealed, g.m.ID)
						}
					}
				case open && timed && !until.IsZero() && !begins(p.Time, z).Before(until): // no earlier one, and theirs to tell who bring it
				case open: // what has come of it since
					if says := openly(f, g, b, p, theirs); !slices.Contains(last.Disclosed, says) {
						if g == f {
							says = here(b, *p, nameIn(&f.m))
						} else {
							there, err := c.seat(by, roll, g)
							if err != nil {
								return err
							}
							says = namely(roll, there, b, p, ours, theirs)
						}
						list = append(list, said{begins(p.Time, z), says, weighs(p)})
					}
				default:
					list = append(list, said{begins(p.Time, z), elsewhereSays(roll, &g.m, p, ours, theirs), weighs(p)})
				}
			}
		}
		return nil
	}
	if err := look(f); err != nil {
		return nil, nil, err
	}
	seen := map[entry.Stream]bool{f.stream: true}
	for _, tag := range tags {
		if err := c.through(ctx, tx, store.Query{Kinds: []string{"matter"}, Tags: []string{tag}}, time.Time{}, seen, look); err != nil {
			return nil, nil, err
		}
	}
	return atMost(list, len(list)), sealed, nil // of how many there may be: he is to know of each
}

// concerned reports whether a magistrate has to do with another matter himself: he stepped aside in it, wrote or gave a source of it, or is counsel, named or
// anything else in it than its judge. Of that he is told nothing.
func concerned(roll *people.Roll, g *file, judge Caller, now time.Time) bool {
	if access.TwoHats(g.who(judge, roll, now)) {
		return true
	}
	return slices.ContainsFunc(g.m.People, func(p record.Person) bool { return p.Account == judge.Account && g.m.KeptFrom(p.ID) })
}

// elsewhereSays tells a presentment of another agency's application: against whom, as this matter calls them, who brought it, before whom and when, and what came
// of it for them. Its matter is not named, nor anyone else who is in it.
func elsewhereSays(roll *people.Roll, m *record.Matter, p *record.Presentment, ours, theirs []aim) string {
	agency := "another agency"
	if x := roll.Agency(m.Agency); x != nil {
		agency = x.Name
	}
	says := "an application of " + agency + " " + against(ours)
	if x := m.Person(p.Magistrate); x != nil {
		says += ", before " + x.Name
	}
	says += " at " + courtName(roll, m.Court) + onDay(p.Time) + ": "
	var acts []string
	for _, x := range p.Decisions {
		if covers(x, theirs) && !slices.Contains(acts, x.Act) {
			acts = append(acts, x.Act)
		}
	}
	if acts == nil {
		acts = []string{"not decided"}
	}
	return says + strings.Join(acts, "; ") + asTold(p.Here, agency)
}

// asTold says of what was not done here whose word it is.
func asTold(here bool, agency string) string {
	if here {
		return ""
	}
	return ", as told by " + agency
}

// refusals are the decisions of a presentment by which it was refused for one of some.
func refusals(p *record.Presentment, of []aim) []record.Decision {
	return slices.DeleteFunc(slices.Clone(p.Decisions), func(x record.Decision) bool { return x.Act != "denied" || !covers(x, of) })
}

// covers reports whether a decision is for one of some.
func covers(x record.Decision, of []aim) bool {
	return slices.ContainsFunc(of, func(o aim) bool { return o.who == "" || x.Covers(o.who) })
}

// against says whom and what an application is against.
func against(list []aim) string {
	var who, where []aim
	for _, x := range list {
		if x.who == "" {
			where = append(where, x)
		} else {
			who = append(who, x)
		}
	}
	switch {
	case where == nil:
		return "against " + called(who)
	case who == nil:
		return "to search " + called(where)
	}
	return "against " + called(who) + ", to search " + called(where)
}

// onDay says on which day; nothing, if it is not known.
func onDay(w record.When) string {
	lo, hi, known := w.Bounds()
	if !known || lo.IsZero() || hi.IsZero() || !lo.Truncate(24*time.Hour).Equal(hi.Add(-1).Truncate(24*time.Hour)) {
		return ""
	}
	return " on " + record.When(lo.Format("2006-01-02")).String()
}

func courtName(roll *people.Roll, id string) string {
	if x := roll.Court(id); x != nil {
		return x.Name
	}
	return "the court " + id
}
