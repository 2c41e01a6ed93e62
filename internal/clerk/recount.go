package clerk

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/vault"
)

// Recount enters a matter that went elsewhere, as its file tells it: the caller opens it, and everything in it is recounted, not
// performed. Importing an oath is not swearing one. It is one transaction; the receipt is that of the last entry.
func (c *Clerk) Recount(ctx context.Context, by Caller, agency, court string, m record.Matter) (Receipt, error) {
	list, err := c.RecountAll(ctx, []Told{{by, agency, court, m}})
	if err != nil {
		return Receipt{}, err
	}
	return list[0], nil
}

// A Told is a matter that went elsewhere, to be recounted: who tells it, and where it belongs.
type Told struct {
	By            Caller
	Agency, Court string
	Matter        record.Matter
}

// RecountAll is Recount for many matters, in one transaction: all are entered or none, and the first that cannot be says why. What is kept of each
// is what Recount would have kept. A few hundred at one time are a good measure.
func (c *Clerk) RecountAll(ctx context.Context, all []Told) ([]Receipt, error) {
	lists := make([][]record.Entry, len(all))
	var names store.Foreseen
	for i, t := range all {
		var err error
		if lists[i], err = record.Recount(t.Matter); err != nil {
			return nil, err
		}
		if _, ok := lists[i][0].Body.(record.MatterOpened); !ok {
			return nil, fault.Errorf(fault.Internal, "a matter is not told from its opening")
		}
		names.Cells = append(names.Cells, [2]string{bucketMatters, c.blinded(t.Matter.ID)})
	}
	if s := c.roll.stream(); s != "" {
		names.Heads = append(names.Heads, s)
	}
	var receipts []Receipt
	var no *refusal
	var refused Told
	err := c.store.Update(store.Foresee(ctx, names), func(tx store.Tx) error {
		receipts, no = nil, nil
		var keys []vault.Wrapped
		for i, t := range all {
			made, key, err := c.drawStream()
			if err != nil {
				return err
			}
			opened, _ := lists[i][0].Body.(record.MatterOpened)
			opened.Agency, opened.Court = t.Agency, t.Court
			r, err := c.recount(ctx, tx, t.By, opened, lists[i][1:], made)
			if errors.As(err, &no) {
				refused = t
			}
			if err != nil {
				return err
			}
			receipts, keys = append(receipts, r), append(keys, key)
		}
		return c.store.Keys().PutKey(ctx, keys...) // before the entries are kept: without them a key is no harm
	})
	if no != nil {
		return nil, c.refused(ctx, refused.By, access.Act(record.MatterOpened{}.Kind()), refused.Matter.ID, no.d)
	}
	return receipts, err
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
	if err := foreign(roll, opened, rest, d.As, now); err != nil {
		return Receipt{}, err
	}
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

// foreign refuses accounts in what is recounted that they may not have: of a person without the posts that go with his roles, as when he is named here; and of a
// magistrate of the court who is said to have stepped aside, or to have a part, so that no one keeps a judge from being assigned by a tale.
func foreign(roll *people.Roll, opened record.MatterOpened, rest []record.Entry, as record.Role, now time.Time) error {
	m := record.Matter{Agency: opened.Agency, Court: opened.Court}
	var whole *record.Matter
	for _, e := range rest {
		p, ok := e.Body.(record.PersonNamed)
		if !ok || p.Person.Account == "" {
			continue
		}
		if err := apart(roll, &m, p.Person, as, now); err != nil {
			return err
		}
		if err := bound(roll, &m, p.Person, now); err != nil {
			return err
		}
		if !roll.Account(p.Person.Account).Holds(record.Magistrate, m.Court, now) {
			continue
		}
		if whole == nil {
			all, err := record.Replay(append([]record.Entry{{Seq: 1, Mode: record.ModeRecounted, Body: opened}}, rest...))
			if err != nil {
				return err
			}
			whole = &all
		}
		if whole.KeptFrom(p.Person.ID) {
			return fault.Errorf(fault.Input, "the account %q is that of a magistrate of the court, whom what is recounted would keep from hearing it; name the person without the account", p.Person.Account)
		}
	}
	return nil
}
