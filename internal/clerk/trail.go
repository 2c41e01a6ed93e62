package clerk

import (
	"context"
	"slices"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/engross"
	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/minutes"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/vault"
)

// A Trace is one line of the trail: someone was refused, read a sealed matter, broke the glass, signed in, or changed what he signs in with.
type Trace struct {
	At      string // RFC 3339, UTC
	Account string
	Act     access.Act
	Matter  record.MatterID // "" if the line is of none, or of one that is sealed or gone
	Rule    string
	What    string // refused, read-sealed, told-under-seal, told-at-bench, broke-glass, signed-in, not-signed-in, took-bundle, or what is said of a change at the desk (session.Said)
	Because string
	N       int64 // its number, from 1, of a line that was read
}

// A noted is a line of the trail at rest. The matter is not named in it but by what only the key of the index makes of its name, and what was said of it is
// sealed under its own key: the key of the trail is held for ever, and what a matter said, its name among it, is not to outlive it there.
type noted struct {
	At      string          `json:"at"`
	Account string          `json:"account"`
	Act     access.Act      `json:"act"`
	Matter  record.MatterID `json:"matter,omitempty"` // as releases before this one kept it
	Rule    string          `json:"rule"`
	What    string          `json:"what"`
	Because string          `json:"because,omitempty"` // of no matter in particular, or as releases before this one kept it
	Of      string          `json:"of,omitempty"`      // the matter, blinded
	Said    []byte          `json:"said,omitempty"`    // because, sealed under the matter's key
}

const fieldTrail = "trail"

// refusal carries a refusal of access out of a transaction.
type refusal struct{ d access.Decision }

// Error is the rule that refuses.
func (r *refusal) Error() string { return r.d.Says }

// refused enters a refusal in the trail, and returns it as the caller is to hear it.
func (c *Clerk) refused(ctx context.Context, by Caller, act access.Act, m record.MatterID, d access.Decision) error {
	if err := c.trace(ctx, Trace{Account: by.Account, Act: act, Matter: m, Rule: d.Rule, What: "refused"}); err != nil {
		return err
	}
	if d.Hide && m != "" {
		return nothingNamed(m)
	}
	return fault.Errorf(fault.Denied, "you may not do this (%s): %s", d.Rule, d.Says)
}

// absent is the refusal of a matter that is not there. It costs what a refusal of one that is there costs, and is in the trail like that: so
// neither the time nor what is kept tells the two apart.
func (c *Clerk) absent(tx store.Tx, a asked) error {
	if _, err := tx.Head(c.decoy); err != nil {
		return err
	}
	c.weigh(a)
	return &refusal{access.Decision{Rule: "absent", Says: "What is not there, no one may.", Hide: true}}
}

// An asked is who asks for which acts, about which application.
type asked struct {
	by   Caller
	app  record.AppID
	acts []access.Act
}

// stand stands in for a sealed matter where there is none.
var stand = file{m: record.Matter{ID: "stand", Agency: "-", Court: "-", Seals: []record.Seal{{ID: "s", By: "magistrate"}},
	People: []record.Person{{ID: "affiant", Account: "-"}, {ID: "magistrate", Account: "-"}, {ID: "clerk", Account: "-"}, {ID: "supervisor", Account: "-"}, {ID: "respondent"}},
	Applications: []record.Application{{ID: "stand", Affiant: "affiant", Respondents: []record.PersonID{"respondent"}, Oath: &record.Oath{},
		Presentments: []record.Presentment{{Magistrate: "magistrate", Decisions: []record.Decision{{Act: "granted"}}}},
		Warrants:     []record.Issued{{ID: "w", By: "magistrate", Respondents: []record.PersonID{"respondent"}}}}}}}

// weigh asks of access what would have been asked if the matter were there and sealed, and forgets the answer: else who asks could tell the two
// apart by the time that it takes.
func (c *Clerk) weigh(a asked) {
	roll := c.roll.last()
	if roll == nil {
		return
	}
	now := c.now().UTC()
	minute := record.When(now.Format("2006-01-02T15:04"))
	who := stand.who(a.by, roll, now)
	for _, act := range a.acts {
		if stand.decide(a.app, func(app record.AppID) access.Decision { return access.May(who, act, stand.place(who, app, minute)) }).May {
			return
		}
	}
}

// Note enters a line in the trail that a door has to say: who signed in, who tried to.
func (c *Clerk) Note(ctx context.Context, t Trace) error { return c.trace(ctx, t) }

// NoteSignIn enters in the trail that someone signed in, or tried to. A name that no account has is not kept: people type their passwords
// there.
func (c *Clerk) NoteSignIn(ctx context.Context, account string, in bool) error {
	t := Trace{Account: account, Act: "sign-in", Rule: "desk", What: "signed-in"}
	if !in {
		t.What = "not-signed-in"
	}
	roll, err := c.Roll(ctx)
	if err != nil {
		return err
	}
	if roll.Account(account) == nil {
		t.Account = ""
	}
	return c.trace(ctx, t)
}

// NoteDesk enters in the trail that what an account signs in with, or is signed in by, was changed: session.Said lists what it can be.
func (c *Clerk) NoteDesk(ctx context.Context, account, what, which string) error {
	return c.trace(ctx, Trace{Account: account, Act: "sign-in", Rule: "desk", What: what, Because: which})
}

// trace enters a line in the trail.
func (c *Clerk) trace(ctx context.Context, t Trace) error {
	// Of one who may read both, the trail has a line where the matter is sealed and none where it is not.
	return c.store.Update(minutes.Aside(ctx), func(tx store.Tx) error {
		at, err := tx.Get(bucketStation, streamTrail)
		if err != nil {
			return err
		}
		s := entry.Stream(at)
		key, err := c.dataKey(ctx, s)
		if err != nil {
			return err
		}
		head, err := tx.Head(s)
		if err != nil {
			return err
		}
		now, err := c.moment(tx)
		if err != nil {
			return err
		}
		line, err := c.noted(ctx, tx, t, now)
		if err != nil {
			return err
		}
		text, err := engross.Write(line)
		if err != nil {
			return err
		}
		e, err := c.seal(head, s, key, now, text)
		if err != nil {
			return err
		}
		_, err = c.append(tx, e)
		return err
	})
}

// noted makes a line of the trail as it is kept.
func (c *Clerk) noted(ctx context.Context, tx store.Tx, t Trace, now time.Time) (noted, error) {
	n := noted{At: now.Format(time.RFC3339), Account: t.Account, Act: t.Act, Rule: t.Rule, What: t.What, Because: t.Because}
	if t.Matter == "" {
		return n, nil
	}
	n.Of = c.blinded(t.Matter)
	if t.Because == "" {
		return n, nil
	}
	s, err := c.find(tx, t.Matter)
	if err != nil {
		return n, err
	}
	key, err := c.dataKey(ctx, s)
	if err != nil {
		return n, err
	}
	c.drawing.Lock()
	defer c.drawing.Unlock()
	n.Because = ""
	n.Said, err = vault.SealField(key, fieldTrail, c.lots, []byte(t.Because))
	return n, err
}

// trace returns a line of the trail as it is shown: a matter that is sealed or gone is not named in it, and what was said of one that is gone not told.
func (n *noted) trace(ctx context.Context, c *Clerk, tx store.Tx) Trace {
	t := Trace{At: n.At, Account: n.Account, Act: n.Act, Rule: n.Rule, What: n.What, Because: n.Because}
	if n.Matter != "" && n.Of == "" {
		n.Of = c.blinded(n.Matter)
	}
	if n.Of == "" {
		return t
	}
	v, err := tx.Get(bucketMatters, n.Of)
	if err != nil {
		return t
	}
	f, err := c.read(ctx, tx, entry.Stream(v))
	if err != nil {
		return t
	}
	if said, err := vault.OpenField(f.key, fieldTrail, n.Said); len(n.Said) > 0 && err == nil {
		t.Because = string(said)
	}
	if !slices.ContainsFunc(f.m.Seals, func(x record.Seal) bool { return x.Lifted == nil }) {
		t.Matter = f.m.ID
	}
	return t
}

// Trail returns the lines of the trail from a number on, at most limit, to one who may read it. Lines about a sealed matter are left out
// for whoever may not know of it.
func (c *Clerk) Trail(ctx context.Context, by Caller, from int64, limit int) ([]Trace, error) {
	return c.trailed(ctx, by, func(int64) (int64, int) { return from, limit })
}

// TrailBack is Trail, last first: the lines before a number, at most limit; from the last on, if it is 0.
func (c *Clerk) TrailBack(ctx context.Context, by Caller, before int64, limit int) ([]Trace, error) {
	list, err := c.trailed(ctx, by, func(last int64) (int64, int) {
		end := last
		if before > 0 {
			end = min(last, before-1)
		}
		from := max(1, end-int64(limit)+1)
		return from, int(end - from + 1)
	})
	slices.Reverse(list)
	return list, err
}

// trailed returns lines of the trail, from a number on and at most so many as which says, given the number of the last.
func (c *Clerk) trailed(ctx context.Context, by Caller, which func(last int64) (from int64, limit int)) ([]Trace, error) {
	roll, err := c.Roll(ctx)
	if err != nil {
		return nil, err
	}
	now := c.now()
	who := access.Who{Account: by.Account, Proved: by.Proved, Posts: posts(roll.Account(by.Account).Now(now))}
	if d := access.May(who, access.ReadTrail, access.Place{}); !d.May {
		return nil, c.refused(ctx, by, access.ReadTrail, "", d)
	}
	var list []Trace
	err = c.store.View(ctx, func(tx store.Tx) error {
		at, err := tx.Get(bucketStation, streamTrail)
		if err != nil {
			return err
		}
		key, err := c.dataKey(ctx, entry.Stream(at))
		if err != nil {
			return err
		}
		head, err := tx.Head(entry.Stream(at))
		if err != nil {
			return err
		}
		list = nil
		from, limit := which(head.Seq)
		if limit < 1 {
			return nil
		}
		page, err := tx.Entries(entry.Stream(at), from, limit)
		if err != nil {
			return err
		}
		for _, k := range page {
			text, err := open(k.Entry, key)
			if err != nil {
				return err
			}
			var n noted
			if err := engross.Read(text, &n, "line of the trail"); err != nil {
				return err
			}
			t := n.trace(ctx, c, tx)
			t.N = k.Seq
			list = append(list, t)
		}
		return nil
	})
	return list, err
}
