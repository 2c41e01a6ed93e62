package relation

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/affiant-project/affiant/internal/minutes"
	"github.com/affiant-project/affiant/internal/store"
)

// mostTogether is how many updates one commit keeps. It bounds how long the first of them waits for the last.
const mostTogether = 64

// longest is how long a commit of updates may take before it is given up, and longestTry how long one try of it: a line may be dead and
// neither side know it.
const (
	longest    = 30 * time.Second
	longestTry = 12 * time.Second
)

// A turn is an update that waits.
type turn struct {
	ctx   context.Context
	fn    func(store.Tx) error
	alone func(*sql.Conn) error // if it is to be run outside of any transaction
	taken atomic.Bool           // by whoever runs it, or by its caller who will not wait longer
	done  chan error
}

// Update waits its turn and runs fn. Updates that wait together are kept by one commit: what a disk can do is syncs, not
// rows, in a second.
func (db *DB) Update(ctx context.Context, fn func(store.Tx) error) (err error) {
	ctx, part := minutes.Begin(ctx, minutes.Store, "update")
	defer func() {
		if err = db.reached(err); err != nil {
			part.End("not-kept", false) // by fn, which says why above; or by the database, and then the request fails
			return
		}
		part.End("kept", false)
	}()
	t := &turn{ctx: ctx, fn: fn, done: make(chan error, 1)}
	if err := db.wait(t); err != nil {
		return err
	}
	select {
	case err := <-t.done:
		return err
	case <-ctx.Done():
		if t.taken.CompareAndSwap(false, true) {
			return ctx.Err() // its turn had not come
		}
		return <-t.done // what has begun is told to its end
	}
}

// reached is BrokenOff for an update, whose caller is told how it ended also if he is gone. One of which it is not known whether it was kept stays that.
func (db *DB) reached(err error) error {
	var unsure *store.Unsure
	if err == nil || errors.As(err, &unsure) {
		return err
	}
	return BrokenOff(context.Background(), err)
}

// wait puts a turn in the queue.
func (db *DB) wait(t *turn) error {
	db.mu.Lock()
	defer db.mu.Unlock()
	if db.closed {
		return errClosed
	}
	db.waiting = append(db.waiting, t)
	if db.full != nil && len(db.waiting) >= db.want {
		close(db.full)
		db.full = nil
	}
	if !db.draining {
		db.draining = true
		go db.drain()
	}
	return nil
}

// gathering is how long a commit waits, at most, for those who were just told of the last one and come again. Without it they would
// come a moment too late, and every other commit would keep one act.
const gathering = time.Millisecond

// gather waits until as many wait as were kept together last, but not long.
func (db *DB) gather(last int) {
	full := make(chan struct{})
	db.mu.Lock()
	if len(db.waiting) < last && last > 1 {
		db.full, db.want = full, last
	} else {
		close(full)
	}
	db.mu.Unlock()
	select {
	case <-full:
	case <-time.After(gathering):
		db.mu.Lock()
		db.full = nil
		db.mu.Unlock()
	}
}

// drain gives each waiting update its turn, until none waits.
func (db *DB) drain() {
	last := 0
	for {
		db.gather(last)
		db.mu.Lock()
		if len(db.waiting) == 0 {
			db.draining = false
			db.idle.Broadcast()
			db.mu.Unlock()
			return
		}
		n := min(len(db.waiting), mostTogether)
		batch := append([]*turn(nil), db.waiting[:n]...)
		db.waiting = append(db.waiting[:0], db.waiting[n:]...)
		db.mu.Unlock()
		var run []*turn
		for _, t := range batch {
			switch {
			case !t.taken.CompareAndSwap(false, true):
			case t.alone != nil:
				db.together(run)
				run = nil
				t.done <- db.apart(t)
			default:
				run = append(run, t)
			}
		}
		db.together(run)
		last = len(run)
	}
}

// together keeps several updates by one commit, and tells each how it went. What certainly was not kept is tried again for
// a while: after a conflict that the database has seen, or when a connection was lost before the commit. If the whole fails
// for another reason, each is tried alone, so that none fails for another.
func (db *DB) together(run []*turn) {
	if len(run) == 0 {
		return
	}
	// A write that was begun is not broken off half way: who asked may be gone, and the others have not.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(run[0].ctx), longest)
	defer cancel()
	var errs []error
	var err error
	careful := false
	for try := 0; ; try++ {
		one, end := context.WithTimeout(ctx, longestTry)
		errs, err = db.attempt(one, run, careful)
		end()
		if err != nil && !careful && db.taken(err) {
			careful = true
			continue
		}
		var lost *gone
		if err == nil || !errors.As(err, &lost) && !db.dialect.Again(err) {
			break
		}
		wait := min(time.Duration(1<<min(try, 10))*5*time.Millisecond, time.Second)
		if deadline, _ := ctx.Deadline(); time.Until(deadline) < wait {
			break
		}
		time.Sleep(wait)
	}
	var unsure *store.Unsure
	if err != nil && len(run) > 1 && !errors.As(err, &unsure) && ctx.Err() == nil {
		for _, t := range run {
			db.together([]*turn{t})
		}
		return
	}
	for i, t := range run {
		if err != nil && (errs == nil || errs[i] == nil) {
			t.done <- err
		} else {
			t.done <- errs[i]
		}
	}
}

// attempt runs the updates in one transaction. The first result holds what each of them returned; the second is an error
// of the whole, in which case nothing was kept, or it is *store.Unsure.
//
// What is thought to be new is put into its table as new, which is less work than to look whether it is there; if it is careful, it looks.
func (db *DB) attempt(ctx context.Context, run []*turn, careful bool) (errs []error, err error) {
	s, err := db.begin(ctx)
	if err != nil {
		return nil, err
	}
	defer func() {
		var unsure *store.Unsure
		if err != nil && s.Lost() && !errors.As(err, &unsure) {
			err = &gone{err}
		}
		s.Rollback()
	}()
	x := &tx{ctx: ctx, db: db, on: s, writes: true, careful: careful || db.dialect.Taken == nil}
	defer x.end()
	if err := x.alone(run); err != nil {
		return nil, err
	}
	errs = make([]error, len(run))
	kept := 0
	for i, u := range run {
		if errs[i], err = x.one(u.fn, len(run) > 1); err != nil {
			return errs, err
		}
		if errs[i] == nil {
			kept++
		}
	}
	if kept == 0 {
		return errs, nil // rolled back
	}
	if err := x.flush(); err != nil {
		return errs, err
	}
	if err := s.Commit(ctx); err != nil {
		if db.dialect.Lost(err) {
			return errs, &store.Unsure{Err: err}
		}
		return errs, err
	}
	return errs, nil
}

// taken reports whether an error says that there is a row already of a key that was thought to be new.
func (db *DB) taken(err error) bool { return db.dialect.Taken != nil && db.dialect.Taken(err) }

// one runs one update. If others are kept with it, what it wrote can be taken back alone.
func (x *tx) one(fn func(store.Tx) error, others bool) (its, whole error) {
	tree, grown, put := x.tree, x.grown, x.later
	if others {
		if err := x.note(x.on.Mark(x.ctx)); err != nil {
			return nil, err
		}
	}
	its = x.guarded(fn)
	if its != nil {
		x.tree, x.grown, x.later, x.heads, x.cells, x.whole = tree, grown, put, nil, nil, nil
	}
	switch {
	case x.failed != nil && (x.on.Lost() || x.db.dialect.Again(x.failed) || !x.careful && x.db.taken(x.failed)):
		return nil, x.failed
	case !others:
		return its, nil
	case its != nil:
		return its, x.note(x.on.Undo(x.ctx))
	}
	return nil, x.note(x.on.Keep(x.ctx))
}

// guarded runs fn; a panic in it is its own failure, and not that of the updates that are kept with it.
func (x *tx) guarded(fn func(store.Tx) error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("an update broke off: %v", r)
		}
	}()
	return fn(x)
}
