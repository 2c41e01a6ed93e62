package clerk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/minutes"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
)

// DoAll does several acts in one matter that is open, one after the other: each is an entry of its own, as if Do had been asked for it, and all are entered or
// none. The receipt is that of the last. Under one idempotency key the same acts are done once. The error is that of the first act which cannot be done.
func (c *Clerk) DoAll(ctx context.Context, by Caller, id record.MatterID, key string, events ...record.Event) (r Receipt, err error) {
	if len(events) == 0 || id == "" {
		return Receipt{}, fault.Errorf(fault.Input, "acts have a matter, and there is one at least")
	}
	last := events[len(events)-1]
	ctx, part := minutes.Begin(ctx, minutes.Act, last.Kind())
	defer func() { part.End(cameOut(err)) }()
	sum := sha256.New()
	for _, e := range events {
		if _, opens := e.(record.MatterOpened); opens {
			return Receipt{}, fault.Errorf(fault.Input, "a matter is opened by an act of its own")
		}
		if _, presents := e.(record.Presented); presents { // what it discloses is read beforehand, when nothing else is under way
			return Receipt{}, fault.Errorf(fault.Input, "an application is put before a magistrate by an act of its own")
		}
		d, err := digestOf(by, Act{Matter: id, Event: e})
		if err != nil {
			return Receipt{}, err
		}
		sum.Write([]byte(d))
	}
	digest, whole := hex.EncodeToString(sum.Sum(nil)), Act{Matter: id, Event: last, Key: key}
	var no *refusal
	var at *file
	var refused access.Act
	err = c.store.Update(c.foresee(ctx, by, whole), func(tx store.Tx) error {
		r, no, at = Receipt{}, nil, nil
		if done, err := c.done(tx, by, whole, digest); err != nil || done != nil {
			if done != nil {
				r = *done
			}
			return err
		}
		for _, e := range events {
			var err error
			if at, r, err = c.do(ctx, tx, by, Act{Matter: id, Event: e}, at, nil); err != nil {
				if errors.As(err, &no) {
					refused = access.Act(e.Kind())
				}
				return err // nothing of what came before it is kept
			}
		}
		return c.remember(tx, by, whole, digest, r)
	})
	switch {
	case no != nil:
		return Receipt{}, c.refused(ctx, by, refused, id, no.d)
	case err != nil:
		return Receipt{}, err
	}
	if at != nil {
		c.files.put(at)
	}
	return r, nil
}
