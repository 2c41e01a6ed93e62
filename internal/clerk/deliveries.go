package clerk

import (
	"context"
	"encoding/json"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/store"
)

// Taken settles a message that was taken, with the status that was answered.
func (c *Clerk) Taken(ctx context.Context, m Message, status int) error {
	return c.settle(ctx, m, c.now(), func(d *Delivery) { d.State, d.Status = Delivered, status }, time.Time{})
}

// NotTaken settles one that was not, with the status, if any was answered, and why. It is sent again at next; never, if that is zero.
func (c *Clerk) NotTaken(ctx context.Context, m Message, status int, why string, next time.Time) error {
	return c.settle(ctx, m, c.now(), func(d *Delivery) {
		d.Status, d.Why = status, why
		if d.State = Sending; next.IsZero() {
			d.State = Dead
		} else {
			d.Next = next.UTC().Format(time.RFC3339)
		}
	}, next)
}

// settle writes down what became of a message, and gives its job back or takes it away, in one transaction.
func (c *Clerk) settle(ctx context.Context, m Message, now time.Time, how func(*Delivery), next time.Time) error {
	return c.store.Update(ctx, func(tx store.Tx) error {
		d, err := delivery(tx, m.Hook.ID, m.leaf)
		if notFound(err) {
			return tx.Done(m.job)
		}
		if err != nil {
			return err
		}
		d.Attempts++
		d.Last, d.Status, d.Why, d.Next = now.UTC().Format(time.RFC3339), 0, "", ""
		if how(&d); d.State == Withheld {
			d.Attempts--
		}
		if err := putDelivery(tx, m.Hook.ID, d); err != nil {
			return err
		}
		if next.IsZero() {
			return tx.Done(m.job)
		}
		return tx.Retry(m.job, next, false)
	})
}

// keepsStation says whether a caller may see to what leaves the station. Whether presence was proved is not asked: nothing is told by it that the log
// does not tell, and nothing is done but what was ordered before.
func (c *Clerk) keepsStation(ctx context.Context, by Caller) (*people.Roll, error) {
	by.Proved = true
	if err := c.Allowed(ctx, by, access.KeepStation); err != nil {
		return nil, err
	}
	return c.Roll(ctx)
}

// Webhooks returns the webhooks there are and have been, to one who keeps the station.
func (c *Clerk) Webhooks(ctx context.Context, by Caller) ([]people.Hook, error) {
	roll, err := c.keepsStation(ctx, by)
	if err != nil {
		return nil, err
	}
	return roll.Webhooks, nil
}

// Deliveries returns what became of the messages to a webhook, from a leaf on, at most limit.
func (c *Clerk) Deliveries(ctx context.Context, by Caller, hook string, from int64, limit int) ([]Delivery, error) {
	roll, err := c.keepsStation(ctx, by)
	if err != nil {
		return nil, err
	}
	if roll.Webhook(hook) == nil {
		return nil, fault.Errorf(fault.NotFound, "there is no webhook %q", hook)
	}
	var list []Delivery
	err = c.store.View(ctx, func(tx store.Tx) error {
		after := hook + " "
		if from > 0 {
			after = deliveryKey(hook, from-1)
		}
		cells, err := tx.Scan(bucketDeliveries, hook+" ", after, limit)
		if err != nil {
			return err
		}
		list = make([]Delivery, len(cells))
		for i, x := range cells {
			if err := json.Unmarshal(x.Value, &list[i]); err != nil {
				return err
			}
		}
		return nil
	})
	return list, err
}

// Resend queues a message once more, under the id that it had; one that waits for its time is sent now.
func (c *Clerk) Resend(ctx context.Context, by Caller, hook string, leaf int64) (Delivery, error) {
	var d Delivery
	roll, err := c.keepsStation(ctx, by)
	if err != nil {
		return d, err
	}
	if h := roll.Webhook(hook); h == nil {
		return d, fault.Errorf(fault.NotFound, "there is no webhook %q", hook)
	} else if h.Ended {
		return d, fault.Errorf(fault.Conflict, "the webhook %q has ended", hook)
	}
	err = c.store.Update(ctx, func(tx store.Tx) error {
		var err error
		if d, err = delivery(tx, hook, leaf); err != nil {
			return err
		}
		now := c.now().UTC()
		if d.State == Sending {
			d.Next = now.Format(time.RFC3339)
			if err := putDelivery(tx, hook, d); err != nil {
				return err
			}
			return tx.Hasten(hookQueue(hook), deliveryKey(hook, leaf), now)
		}
		page, err := tx.Leaves(leaf, 1)
		if err != nil {
			return err
		}
		if len(page) == 0 || page[0].Leaf != leaf {
			return fault.Errorf(fault.Internal, "the log has no leaf %d", leaf)
		}
		d.State, d.Next = Sending, now.Format(time.RFC3339)
		if err := putDelivery(tx, hook, d); err != nil {
			return err
		}
		return c.queue(tx, hook, page[0].Stream, page[0].Seq, leaf, now)
	})
	return d, err
}

// SweepDeliveries forgets what became of messages to a webhook that were queued before a time. One that still waits is sent, and not written down.
func (c *Clerk) SweepDeliveries(ctx context.Context, hook string, before time.Time) (int, error) {
	n := 0
	err := c.store.Update(ctx, func(tx store.Tx) error {
		n = 0
		cells, err := tx.Scan(bucketDeliveries, hook+" ", hook+" ", pageOf)
		if err != nil {
			return err
		}
		for _, x := range cells {
			var d Delivery
			if err := json.Unmarshal(x.Value, &d); err != nil {
				return err
			}
			queued, err := time.Parse(time.RFC3339, d.Queued)
			if err != nil || !queued.Before(before) {
				return err
			}
			if err := tx.Delete(bucketDeliveries, x.Key); err != nil {
				return err
			}
			n++
		}
		return nil
	})
	return n, err
}
