package clerk

import (
	"context"
	"strconv"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/store"
)

// bucketLooked has, by account and what was looked at, how far one has looked.
const bucketLooked = "looked"

// What an auditor looks at from time to time: how far is kept, so that what came since can be told. It is no entry of the record.
const (
	LookedTrail   = "trail"   // up to which line
	LookedFigures = "figures" // through which quarter
)

// Looked returns how far an account has looked at something; "" if never.
func (c *Clerk) Looked(ctx context.Context, by Caller, what string) (mark string, err error) {
	err = c.store.View(ctx, func(tx store.Tx) error {
		v, err := tx.Get(bucketLooked, by.Account+" "+what)
		if notFound(err) {
			return nil
		}
		mark = string(v)
		return err
	})
	return mark, err
}

// SetLooked keeps how far an account has looked at something. Of the trail it goes on only, and no further than the trail does: fault.Input. It is kept
// each time, also where it says what is there: what is asked of the store is then the same whatever was looked at.
func (c *Clerk) SetLooked(ctx context.Context, by Caller, what, mark string) error {
	was, err := c.Looked(ctx, by, what)
	if err != nil {
		return err
	}
	if what == LookedTrail {
		end, err := c.TrailEnd(ctx, by)
		if err != nil {
			return err
		}
		n, err := strconv.ParseInt(mark, 10, 64)
		if err != nil || n < 0 || n > end {
			return fault.Errorf(fault.Input, "the trail has no line %q", mark)
		}
		if m, err := strconv.ParseInt(was, 10, 64); err == nil && m > n {
			mark = was
		}
	}
	return c.store.Update(ctx, func(tx store.Tx) error { return tx.Put(bucketLooked, by.Account+" "+what, []byte(mark)) })
}

// TrailEnd returns how many lines the trail has, to one who may read it.
func (c *Clerk) TrailEnd(ctx context.Context, by Caller) (int64, error) {
	if err := c.Allowed(ctx, by, access.ReadTrail); err != nil {
		return 0, err
	}
	var n int64
	err := c.store.View(ctx, func(tx store.Tx) error {
		s, err := tx.Get(bucketStation, streamTrail)
		if err != nil {
			return err
		}
		head, err := tx.Head(entry.Stream(s))
		n = head.Seq
		return err
	})
	return n, err
}
