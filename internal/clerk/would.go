package clerk

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
)

// Would says why an act would not be entered as things stand, if presence were proved for it: what the record and the office have against it, in the words that Do would use. It
// is asked before someone signs, enters nothing and promises nothing: Do asks everything again. What access refuses is left to Do, which puts the refusal on record, and
// so is an act that opens a matter, or that was entered already under its key.
func (c *Clerk) Would(ctx context.Context, by Caller, act Act) error {
	if act.Event == nil || act.Event.Kind() == (record.MatterOpened{}).Kind() {
		return nil
	}
	digest, err := digestOf(by, act)
	if err != nil {
		return err
	}
	by.Proved = true
	err = c.store.View(ctx, func(tx store.Tx) error {
		if done, err := c.done(tx, by, act, digest); err != nil || done != nil {
			return err
		}
		p, err := c.pose(ctx, tx, by, act, nil)
		if err != nil {
			return err
		}
		return c.stands(p, by, act)
	})
	switch no := new(refusal); {
	case errors.As(err, &no), fault.KindOf(err) == fault.Denied, fault.KindOf(err) == fault.NotFound:
		return nil
	}
	return err
}

// stands says what the record, the gate and the law have against an act that was posed.
func (c *Clerk) stands(p *posed, by Caller, act Act) error {
	hand := &record.Hand{Account: by.Account, Person: p.f.person(by.Account), Role: p.as, At: p.local.Format(time.RFC3339), On: act.On, Proof: by.Proof}
	seen, err := p.seen(hand)
	if err != nil {
		return err
	}
	next := record.Entry{Seq: len(p.f.list) + 1, Mode: record.ModePerformed, Body: p.ev, Hand: hand}
	_, err = record.Replay(append(slices.Clip(p.f.list), next))
	if err == nil {
		if err := p.gate(c.law, by, seen); err != nil {
			return err
		}
		err = lawKeeps(&p.f.m, p.ev, p.local.Location(), p.now)
	}
	if err != nil && p.veiled != nil && fault.KindOf(err) == fault.Conflict {
		return errNames
	}
	return err
}

// WouldEnrol is Would for a change of the roll.
func (c *Clerk) WouldEnrol(ctx context.Context, by Caller, e people.Event) error {
	if err := zoned(e); err != nil {
		return err
	}
	return c.store.View(ctx, func(tx store.Tx) error {
		_, _, err := c.nextOfRoll(ctx, tx, by.Account, e)
		return err
	})
}
