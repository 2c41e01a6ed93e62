package clerk

import (
	"context"
	"errors"
	"time"

	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/record"
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
	return tx.PutJob(store.Job{Queue: queueDestroy, Key: destroyKey(g.stream, g.head.Hash), Run: now})
}

// destroyKey names the job that destroys the key of a stream, by the order for it.
func destroyKey(s entry.Stream, order entry.Hash) string { return string(s) + " " + order.String() }

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
	if err := c.dropBeside(ctx); err != nil {
		return 0, err
	}
	if len(jobs) == 0 {
		n, err := c.throwAway(ctx, now)
		return n, errors.Join(err, c.tabulate(ctx))
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
		if err := dropExhibits(ctx, c.store, stream); err != nil {
			return i, err
		}
		if err := c.store.Update(ctx, func(tx store.Tx) error { return tx.Done(j.ID) }); err != nil {
			return i, err
		}
	}
	return len(jobs), c.store.Scrub(ctx)
}

// Bury does again, in a store that a backup was put back into beside today's keys, what the expungements since then did: it takes away what was derived from
// matters whose keys are gone, the names that lead to them, and their exhibits. It returns of how many.
func Bury(ctx context.Context, s store.Store) (int, error) {
	buried, err := store.Bury(ctx, s, func(list []entry.Stream) error {
		if err := s.Update(ctx, Miscount); err != nil { // what is buried was counted
			return err
		}
		gone := map[entry.Stream]bool{}
		for _, x := range list {
			gone[x] = true
		}
		for after, more := "", true; more; {
			err := s.Update(ctx, func(tx store.Tx) error {
				list, err := tx.Scan(bucketMatters, "", after, pageOf)
				for _, x := range list {
					if gone[entry.Stream(x.Value)] {
						err = errors.Join(err, tx.Delete(bucketMatters, x.Key))
					}
					after = x.Key
				}
				more = len(list) == pageOf
				return err
			})
			if err != nil {
				return err
			}
		}
		for _, x := range list {
			if err := dropExhibits(ctx, s, x); err != nil {
				return err
			}
		}
		return nil
	})
	return len(buried), err
}

// dropDestroyed takes out of memory the files whose key another node has destroyed.
func (c *Clerk) dropDestroyed(ctx context.Context) error {
	list := c.files.streams()
	there, err := c.store.Keys().SomeKeys(ctx, list, keyName)
	if err != nil {
		return err
	}
	alive := make(map[entry.Stream]bool, len(there))
	for _, w := range there {
		alive[w.Stream] = true
	}
	for _, s := range list {
		if !alive[s] {
			c.files.drop(s)
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

// A Beside is what someone above the clerk keeps in memory of matters, beside what the clerk does.
type Beside interface {
	Matters() []record.MatterID
	Drop(record.MatterID)
}

// Beside has the clerk tell who keeps something of matters in memory when one of them is gone: at once where the expungement was entered, and at the next
// call of Work where another node entered it.
func (c *Clerk) Beside(x Beside) {
	c.besideMu.Lock()
	defer c.besideMu.Unlock()
	c.beside = append(c.beside, x)
}

// dropBeside has what is kept beside forgotten of matters that are gone.
func (c *Clerk) dropBeside(ctx context.Context) error {
	c.besideMu.Lock()
	defer c.besideMu.Unlock()
	for _, x := range c.beside {
		list := x.Matters()
		if len(list) == 0 {
			continue
		}
		err := c.store.View(ctx, func(tx store.Tx) error {
			for _, id := range list {
				if _, err := c.find(tx, id); notFound(err) {
					x.Drop(id)
				} else if err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}
