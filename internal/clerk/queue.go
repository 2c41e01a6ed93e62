package clerk

import (
	"context"
	"slices"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
)

// A Waiting is a matter as it stands in someone's queue.
type Waiting struct {
	Summary
	Awaits []Await
	At     store.Cursor // where it stands: what changes later comes after it
}

// An Await is something that waits for the one who asks.
type Await struct {
	Application record.AppID
	What        string // assign, present, decide, issue, bring-again, execute, alert
}

// mostWaiting is how many matters are told of at one time.
const mostWaiting = 200

// Size is how many leaves the log has: whenever something was entered, it is another.
func (c *Clerk) Size(ctx context.Context) (int64, error) {
	var n int64
	err := c.store.View(ctx, func(tx store.Tx) error {
		tree, err := tx.Tree()
		n = tree.Edge.Size()
		return err
	})
	return n, err
}

// Queue returns the matters that changed at a place or after it, of those that the caller may find, the earliest change first; with no place, those in
// which something waits for him. It returns at most 200, the latest, and the place of the last change of all. What changed in the very moment of a
// place is told again: nothing that comes later has an earlier moment, but it may have the same.
func (c *Clerk) Queue(ctx context.Context, by Caller, after *store.Cursor) ([]Waiting, *store.Cursor, error) {
	var list []Waiting
	var place *store.Cursor
	err := c.store.View(ctx, func(tx store.Tx) error {
		list, place = nil, after
		if last, err := tx.Rows(store.Query{Limit: 1}); err != nil {
			return err
		} else if len(last) > 0 {
			place = last[0].Cursor()
		}
		roll, _, err := c.readRoll(ctx, tx)
		if err != nil {
			return err
		}
		q := store.Query{Kinds: []string{"matter"}, Limit: 100}
		if after != nil {
			q.Within = c.within(roll, by)
		} else {
			q.Tags = c.waitTags(roll, by)
		}
		for {
			rows, err := tx.Rows(q)
			if err != nil {
				return err
			}
			seen, err := c.glances(ctx, tx, rows)
			if err != nil {
				return err
			}
			for _, r := range rows {
				if after != nil && r.Changed.Before(after.Changed) || len(list) == mostWaiting {
					return nil
				}
				w, ok, err := c.waiting(by, roll, r, seen[r.Stream], after)
				if err != nil {
					return err
				}
				if ok && (after != nil || len(w.Awaits) > 0) {
					list = append(list, w)
				}
			}
			if len(rows) < q.Limit {
				return nil
			}
			q.After = rows[len(rows)-1].Cursor()
		}
	})
	slices.Reverse(list)
	return list, place, err
}

func (c *Clerk) waiting(by Caller, roll *people.Roll, r store.Row, g *glance, after *store.Cursor) (Waiting, bool, error) {
	s, ok, err := c.shown(by, roll, g)
	if err != nil || !ok {
		return Waiting{}, false, err
	}
	w := Waiting{Summary: s, At: *r.Cursor()}
	f := &g.file
	now, _, err := c.local(roll, f)
	if err != nil {
		return w, false, err
	}
	who, me := f.who(by, roll, now), f.person(by.Account)
	who.Proved = true // what waits for someone is not less so because presence has still to be proved
	minute := record.When(now.Format("2006-01-02T15:04"))
	if veil := f.veil(who, minute); veil != nil && after != nil && f.lastBut(veil).Before(after.Changed.Truncate(time.Second)) {
		return w, false, nil // what changed is not for him to know
	}
	for _, a := range s.Applications {
		may := func(act access.Act) bool { return access.May(who, act, f.place(who, a.ID, minute)).May }
		what := ""
		switch {
		case a.Stage == record.SwornTo && a.Assigned == "" && may("magistrate-assigned"):
			what = "assign"
		case a.Stage == record.SwornTo && a.Assigned != "" && a.Affiant == me && me != "" && may("presented"):
			what = "present"
		case a.Stage == record.AtBench && a.Assigned == me && me != "" && may("decided"):
			what = "decide"
		case a.Stage == record.Granted && a.Assigned == me && me != "" && may("warrant-issued"):
			what = "issue"
		case a.Stage == record.SentBack && a.Affiant == me && me != "":
			what = "bring-again"
		case a.Stage == record.Live && may("executed"):
			what = "execute"
		}
		if held(a.Stage) && may("alert-seen") && f.unseen(a.ID, me) { // before the warrant is executed, whoever holds it sees what came in
			w.Awaits = append(w.Awaits, Await{a.ID, "alert"})
		}
		if what != "" {
			w.Awaits = append(w.Awaits, Await{a.ID, what})
		}
	}
	return w, true, nil
}

// held reports whether at a stage someone holds a warrant that may be executed, or is about to.
func held(s record.Stage) bool { return s == record.Granted || s == record.Live }

// unseen reports whether there is an alert on an application that someone has not said he has seen; if he is no person of the matter, that nobody has.
func (f *file) unseen(app record.AppID, me record.PersonID) bool {
	return slices.ContainsFunc(f.m.Alerts, func(x record.Alert) bool {
		mine := func(s record.Acknowledgement) bool { return me == "" || s.By == me }
		return x.Application == app && !slices.ContainsFunc(x.Seen, mine)
	})
}
