package clerk

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
)

// Recount enters a matter that went elsewhere, as its file tells it: the caller opens it, and everything in it is recounted, not
// performed. Importing an oath is not swearing one. It is one transaction; the receipt is that of the last entry.
func (c *Clerk) Recount(ctx context.Context, by Caller, agency, court string, m record.Matter) (Receipt, error) {
	list, err := record.Recount(m)
	if err != nil {
		return Receipt{}, err
	}
	opened, ok := list[0].Body.(record.MatterOpened)
	if !ok {
		return Receipt{}, fault.Errorf(fault.Internal, "a matter is not told from its opening")
	}
	opened.Agency, opened.Court = agency, court
	made, err := c.newStream(ctx)
	if err != nil {
		return Receipt{}, err
	}
	var r Receipt
	var no *refusal
	err = c.store.Update(ctx, func(tx store.Tx) error {
		no = nil
		var err error
		if r, err = c.recount(ctx, tx, by, opened, list[1:], made); errors.As(err, &no) {
			return nil
		}
		return err
	})
	if no != nil {
		return Receipt{}, c.refused(ctx, by, access.Act(opened.Kind()), m.ID, no.d)
	}
	return r, err
}

func (c *Clerk) recount(ctx context.Context, tx store.Tx, by Caller, opened record.MatterOpened, rest []record.Entry, made *file) (Receipt, error) {
	roll, _, err := c.readRoll(ctx, tx)
	if err != nil {
		return Receipt{}, err
	}
	z, err := c.zone(roll, opened.Court)
	if err != nil {
		return Receipt{}, fault.Errorf(fault.Input, "%w; a matter goes to one that is on the roll", err)
	}
	if roll.Agency(opened.Agency) == nil {
		return Receipt{}, fault.Errorf(fault.Input, "there is no agency %q; a matter belongs to one that is on the roll", opened.Agency)
	}
	now, err := c.moment(tx)
	if err != nil {
		return Receipt{}, err
	}
	who := (&file{}).who(by, roll, now)
	d := access.May(who, access.Act(opened.Kind()), access.Place{Agency: opened.Agency, Court: opened.Court, Stage: record.Drafting})
	if !d.May {
		return Receipt{}, &refusal{d}
	}
	f, err := c.fileFor(ctx, tx, by, Act{Matter: opened.ID, Event: opened}, made)
	if err != nil {
		return Receipt{}, err
	}
	local := now.In(z)
	f, r, err := c.enter(ctx, tx, f, opened, &record.Hand{Account: by.Account, Role: d.As, At: local.Format(time.RFC3339)}, now)
	if err != nil {
		return Receipt{}, err
	}
	for _, e := range rest {
		e.Seq = len(f.list) + 1
		g := &file{stream: f.stream, key: f.key, list: append(slices.Clip(f.list), e)}
		if r, err = c.keep(ctx, tx, f, g, now); err != nil {
			return Receipt{}, err
		}
		f = g
	}
	if f.m, err = record.Replay(f.list); err != nil {
		return Receipt{}, err
	}
	r.Matter = opened.ID
	return r, c.derive(tx, made, f, z)
}
