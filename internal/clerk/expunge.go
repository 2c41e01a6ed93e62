package clerk

import (
	"context"
	"time"

	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/vault"
)

const queueDestroy = "destroy"

// destroyLater takes away what was derived from a matter whose expungement was just entered, and orders its key to be destroyed: by a job kept in the
// same transaction, so that it is done even if the machine stops at this moment.
func (c *Clerk) destroyLater(tx store.Tx, g *file, now time.Time) error {
	if err := tx.Forget(g.stream); err != nil {
		return err
	}
	if err := tx.Delete(bucketMatters, c.blinded(g.m.ID)); err != nil {
		return err
	}
	return tx.PutJob(store.Job{Queue: queueDestroy, Key: string(g.stream) + " " + g.head.Hash.String(), Run: now})
}

// after does what is to follow an act once it is kept.
func (c *Clerk) after(ctx context.Context, act Act, r Receipt) {
	if act.Event.Kind() == "expunged" {
		_, _ = c.Work(ctx) // if it fails, the job is still there, and the next call of Work does it
	}
}

// Work does the jobs of the office that are due, and returns how many it did. It is called at the start and from time to time.
func (c *Clerk) Work(ctx context.Context) (int, error) {
	var jobs []store.Job
	now := c.now().UTC()
	err := c.store.Update(ctx, func(tx store.Tx) error {
		var err error
		jobs, err = tx.Claim(queueDestroy, now, time.Minute, 100)
		return err
	})
	if err != nil {
		return 0, err
	}
	if err := c.dropDestroyed(ctx); err != nil {
		return 0, err
	}
	if len(jobs) == 0 {
		return c.throwAway(ctx, now)
	}
	for i, j := range jobs {
		stream, order, ok := cut(j.Key)
		if !ok {
			continue
		}
		h, err := entry.ParseHash(order)
		if err != nil {
			return i, err
		}
		c.files.drop(stream)
		err = c.store.Keys().Destroy(ctx, vault.Tombstone{Stream: stream, Key: keyName, Destroyed: now.Truncate(time.Microsecond), Order: h})
		if err != nil {
			return i, err
		}
		c.files.drop(stream)
		if err := c.dropExhibits(ctx, stream); err != nil {
			return i, err
		}
		if err := c.store.Update(ctx, func(tx store.Tx) error { return tx.Done(j.ID) }); err != nil {
			return i, err
		}
	}
	return len(jobs), c.store.Scrub(ctx)
}

// dropDestroyed takes out of memory the files whose key another node has destroyed.
func (c *Clerk) dropDestroyed(ctx context.Context) error {
	for _, s := range c.files.streams() {
		if _, err := c.dataKey(ctx, s); destroyed(err) {
			c.files.drop(s)
		} else if err != nil {
			return err
		}
	}
	return nil
}

func cut(key string) (entry.Stream, string, bool) {
	if len(key) != 32+1+64 {
		return "", "", false
	}
	return entry.Stream(key[:32]), key[33:], true
}
