package clerk

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/minutes"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/store"
)

// rollCache is the roll as far as it was read. Lists of entries are never changed once they are handed out.
type rollCache struct {
	mu   sync.Mutex
	key  *entry.DataKey
	at   entry.Stream
	head entry.Head
	list []people.Entry
	roll *people.Roll
}

func (r *rollCache) stream() entry.Stream {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.at
}

func (r *rollCache) last() *people.Roll {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.roll
}

// Roll returns the roll as it is. It is not to be changed.
func (c *Clerk) Roll(ctx context.Context) (*people.Roll, error) {
	r, _, err := c.readRoll(ctx, nil)
	return r, err
}

// readRoll brings the cache up to the store, within tx if one is given.
func (c *Clerk) readRoll(ctx context.Context, tx store.Tx) (*people.Roll, []people.Entry, error) {
	c.roll.mu.Lock()
	defer c.roll.mu.Unlock()
	var read func(tx store.Tx) error
	read = func(tx store.Tx) error {
		if c.roll.at == "" {
			id, err := tx.Get(bucketStation, streamRoll)
			if err != nil {
				return err
			}
			c.roll.at = entry.Stream(id)
		}
		head, err := tx.Head(c.roll.at)
		if err != nil || head == c.roll.head {
			return err
		}
		if c.roll.key == nil {
			key, err := c.dataKey(ctx, c.roll.at)
			if err != nil {
				return err
			}
			c.roll.key = &key
		}
		list := c.roll.list[:len(c.roll.list):len(c.roll.list)]
		err = entries(tx, c.roll.at, int64(len(list))+1, func(k store.Kept) error {
			if k.Seq == c.roll.head.Seq+1 && k.Before != c.roll.head.Hash {
				return errAnother
			}
			text, err := open(k.Entry, *c.roll.key)
			if err != nil {
				return err
			}
			e, err := people.Decode(text)
			list = append(list, e)
			return err
		})
		if errors.Is(err, errAnother) { // from its beginning
			c.roll.list, c.roll.head = nil, entry.Head{}
			return read(tx)
		}
		if err != nil {
			return err
		}
		roll, err := people.Fold(list)
		if err != nil {
			return err
		}
		c.roll.list, c.roll.roll, c.roll.head = list, roll, head
		return nil
	}
	var err error
	if tx != nil {
		err = read(tx)
	} else {
		err = c.store.View(ctx, read)
	}
	if c.roll.roll == nil && err == nil {
		return &people.Roll{}, nil, nil
	}
	return c.roll.roll, c.roll.list, err
}

// enterRoll enters an event of the roll, without asking who may.
func (c *Clerk) enterRoll(ctx context.Context, by string, e people.Event) error {
	return c.enterRollWith(ctx, by, e, func(store.Tx) error { return nil })
}

// enterRollWith is enterRoll, with something more that is kept in the same transaction.
func (c *Clerk) enterRollWith(ctx context.Context, by string, e people.Event, also func(store.Tx) error) error {
	return c.store.Update(ctx, func(tx store.Tx) error {
		next, now, err := c.nextOfRoll(ctx, tx, by, e)
		if err != nil {
			return err
		}
		text, err := people.Encode(next)
		if err != nil {
			return err
		}
		at, err := tx.Get(bucketStation, streamRoll)
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
		sealed, err := c.seal(head, entry.Stream(at), key, now, text)
		if err != nil {
			return err
		}
		if _, err = c.append(tx, sealed); err != nil {
			return err
		}
		return also(tx)
	})
}

// nextOfRoll makes of an event the next entry of the roll, and when it is made; an error, if the roll does not admit it. It enters nothing.
func (c *Clerk) nextOfRoll(ctx context.Context, tx store.Tx, by string, e people.Event) (next people.Entry, now time.Time, err error) {
	_, list, err := c.readRoll(ctx, tx)
	if err != nil {
		return next, now, err
	}
	if now, err = c.moment(tx); err != nil {
		return next, now, err
	}
	next = people.Entry{Seq: len(list) + 1, By: by, At: now.Format(time.RFC3339), Body: e}
	_, err = people.Fold(append(list[:len(list):len(list)], next))
	return next, now, err
}

// Enrol enters an event of the roll, asked for by an account that may keep it. Taking up one's own invitation is not asked for here.
func (c *Clerk) Enrol(ctx context.Context, by Caller, e people.Event) (err error) {
	ctx, part := minutes.Begin(ctx, minutes.Act, e.Kind())
	defer func() { part.End(cameOut(err)) }()
	roll, err := c.Roll(ctx)
	if err != nil {
		return err
	}
	who := access.Who{Account: by.Account, Proved: by.Proved, Posts: posts(roll.Account(by.Account).Now(c.now()))}
	if d := access.May(who, access.KeepRoll, access.Place{}); !d.May {
		return c.refused(ctx, by, access.KeepRoll, "", d)
	}
	if _, ok := e.(people.WebhookRegistered); ok {
		return fault.Errorf(fault.Internal, "a webhook is registered with its secret")
	}
	if err := zoned(e); err != nil {
		return err
	}
	return c.enterRoll(ctx, by.Account, e)
}

// zoned refuses a court in a time zone that there is not.
func zoned(e people.Event) error {
	if z, ok := e.(people.CourtFounded); ok {
		if _, err := time.LoadLocation(z.Court.Zone); err != nil || z.Court.Zone == "Local" {
			return fault.Errorf(fault.Input, "there is no time zone %q; expected such as America/New_York", z.Court.Zone)
		}
	}
	return nil
}

// Allowed says whether a caller may do something that is about no matter, such as access.KeepRoll. A refusal is in the trail.
func (c *Clerk) Allowed(ctx context.Context, by Caller, act access.Act) error {
	roll, err := c.Roll(ctx)
	if err != nil {
		return err
	}
	who := access.Who{Account: by.Account, Proved: by.Proved, Posts: posts(roll.Account(by.Account).Now(c.now()))}
	if d := access.May(who, act, access.Place{}); !d.May {
		return c.refused(ctx, by, act, "", d)
	}
	return nil
}

// Join takes up an invitation. Who calls has been given the secret of the invitation; the session sees to that.
func (c *Clerk) Join(ctx context.Context, account string) error {
	return c.enterRoll(ctx, account, people.AccountJoined{ID: account})
}

func posts(list []people.Post) []access.Post {
	out := make([]access.Post, len(list))
	for i, p := range list {
		out[i] = access.Post{Role: p.Role, Agency: p.Agency, Court: p.Court}
	}
	return out
}
