package relation

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"

	"github.com/affiant-project/affiant/internal/minutes"
	"github.com/affiant-project/affiant/internal/store"
)

// A reader is a connection that reads, and what is prepared on it. To prepare a statement takes as long as to find a few hundred rows.
type reader struct {
	conn  *sql.Conn
	stmts map[string]*sql.Stmt
}

func (r *reader) close() error {
	var errs []error
	for _, s := range r.stmts {
		errs = append(errs, s.Close())
	}
	return errors.Join(append(errs, r.conn.Close())...)
}

// View runs fn on one state.
func (db *DB) View(ctx context.Context, fn func(store.Tx) error) error {
	ctx, part := minutes.Begin(ctx, minutes.Store, "view")
	p, done, err := db.held(ctx)
	if err != nil {
		part.End("failed", true)
		return BrokenOff(ctx, err)
	}
	defer part.End("read", false)
	defer done()
	x := &tx{ctx: ctx, db: db, on: p}
	defer x.end()
	return fn(x)
}

// held begins to hold a state still, and returns what ends it.
func (db *DB) held(ctx context.Context) (*plain, func(), error) {
	opts := db.dialect.View
	if db.readers == nil {
		t, err := db.read.BeginTx(ctx, &opts)
		if err != nil {
			return nil, nil, err
		}
		return &plain{tx: t, dial: &db.dialect}, func() { t.Rollback() }, nil
	}
	var r *reader
	select {
	case <-ctx.Done():
		return nil, nil, ctx.Err()
	case r = <-db.readers:
	}
	for again := false; ; again = true {
		if r == nil {
			c, err := db.read.Conn(ctx)
			if err != nil {
				db.readers <- nil
				return nil, nil, err
			}
			r = &reader{conn: c, stmts: make(map[string]*sql.Stmt)}
		}
		// Were the transaction to end by itself when ctx does, the next one could be begun on the connection before that.
		t, err := r.conn.BeginTx(context.WithoutCancel(ctx), &opts)
		if err == nil {
			return &plain{tx: t, conn: r.conn, stmts: r.stmts, dial: &db.dialect}, func() {
				t.Rollback()
				db.readers <- r
			}, nil
		}
		if gone := errors.Is(err, sql.ErrConnDone) || errors.Is(err, driver.ErrBadConn); again || !gone {
			db.readers <- r
			return nil, nil, err
		}
		_ = r.close() // it is gone
		r = nil
	}
}

// dismiss closes the readers, once each has read.
func (db *DB) dismiss() error {
	if db.readers == nil {
		return nil
	}
	var errs []error
	for range cap(db.readers) {
		if r := <-db.readers; r != nil {
			errs = append(errs, r.close())
		}
	}
	for range cap(db.readers) { // whoever comes later finds the handle closed
		db.readers <- nil
	}
	return errors.Join(errs...)
}
