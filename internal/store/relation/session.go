package relation

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"strings"
)

// A Session is one transaction on one connection.
type Session interface {
	// Exec runs a statement. It may be sent later, together with others; then its error comes later, at the latest from
	// Commit.
	Exec(ctx context.Context, q string, args ...any) error

	// Insert puts rows into a table, as Exec runs a statement.
	Insert(ctx context.Context, in *Insert, rows ...[]any) error

	// Query asks questions, and has the rows of each answer read. What was put off is run before. It may be one journey.
	Query(ctx context.Context, list ...Question) error

	// Mark begins an update that may be taken back alone: Undo takes back what was run since, and Keep does not. One of them comes before
	// the next Mark.
	Mark(ctx context.Context) error
	Undo(ctx context.Context) error
	Keep(ctx context.Context) error

	Commit(ctx context.Context) error
	Rollback() // does nothing after Commit

	// Lost reports whether the connection is gone, and with it what was not committed.
	Lost() bool
}

// A Question is a statement that has an answer.
type Question struct {
	Text string
	Args []any
	Each func(scan func(...any) error) error // runs on each row
}

// A gone is an error by which a connection was lost, or could not be had, before anything was kept.
type gone struct{ error }

func (g *gone) Unwrap() error { return g.error }

// plain is a session of database/sql.
type plain struct {
	tx     *sql.Tx
	conn   *sql.Conn            // on which it is, if statements are kept there
	stmts  map[string]*sql.Stmt // prepared on conn
	writes bool
	dial   *Dialect
}

func (p *plain) Exec(ctx context.Context, q string, args ...any) error {
	s, err := p.prepared(ctx, q)
	switch {
	case err != nil:
	case s != nil:
		_, err = s.ExecContext(ctx, args...)
	default:
		_, err = p.tx.ExecContext(ctx, p.dial.text(q), args...)
	}
	return BrokenOff(ctx, err)
}

func (p *plain) Query(ctx context.Context, list ...Question) error {
	for _, q := range list {
		if err := p.ask(ctx, q); err != nil {
			return BrokenOff(ctx, err)
		}
	}
	return nil
}

func (p *plain) ask(ctx context.Context, q Question) error {
	var rows *sql.Rows
	s, err := p.prepared(ctx, q.Text)
	switch {
	case err != nil:
	case s != nil:
		rows, err = s.QueryContext(ctx, q.Args...)
	default:
		rows, err = p.tx.QueryContext(ctx, p.dial.text(q.Text), q.Args...)
	}
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := q.Each(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

func (p *plain) Mark(ctx context.Context) error { return p.Exec(ctx, `SAVEPOINT one`) }
func (p *plain) Keep(ctx context.Context) error { return p.Exec(ctx, `RELEASE SAVEPOINT one`) }
func (p *plain) Undo(ctx context.Context) error {
	if err := p.Exec(ctx, `ROLLBACK TO SAVEPOINT one`); err != nil {
		return err
	}
	return p.Keep(ctx)
}

func (p *plain) Commit(ctx context.Context) error { return BrokenOff(ctx, p.tx.Commit()) }
func (p *plain) Rollback()                        { p.tx.Rollback() }
func (p *plain) Lost() bool                       { return false }

// mostKept is how many statements are kept on a connection. Those that read are some fifty, with lists of one of ten lengths.
const mostKept = 300

// prepared returns the statement, prepared once and kept, if there is a connection to keep it on; else nil. Statements
// of one who writes whose length depends on what is asked are not kept. It is prepared on the connection that the transaction is on, and so
// runs in it.
func (p *plain) prepared(ctx context.Context, q string) (*sql.Stmt, error) {
	if p.conn == nil || strings.Contains(q, "SAVEPOINT") || p.writes && strings.Contains(q, " IN (") {
		return nil, nil
	}
	if s, ok := p.stmts[q]; ok {
		return s, nil
	}
	if len(p.stmts) >= mostKept {
		return nil, nil
	}
	s, err := p.conn.PrepareContext(ctx, q)
	if err == nil {
		p.stmts[q] = s
	}
	return s, err
}

// begin begins a transaction that writes.
func (db *DB) begin(ctx context.Context) (Session, error) {
	if db.dialect.Begin != nil {
		s, err := db.dialect.Begin(ctx)
		if err != nil {
			return nil, &gone{err}
		}
		return s, nil
	}
	for again := false; ; again = true {
		if db.conn == nil {
			c, err := db.write.Conn(context.WithoutCancel(ctx))
			if err != nil {
				return nil, err
			}
			db.conn = c
		}
		t, err := db.conn.BeginTx(ctx, nil)
		if err == nil {
			return &plain{tx: t, conn: db.conn, stmts: db.stmts, writes: true, dial: &db.dialect}, nil
		}
		if again || !errors.Is(err, sql.ErrConnDone) && !errors.Is(err, driver.ErrBadConn) {
			return nil, BrokenOff(ctx, err)
		}
		db.letGo()
	}
}

// letGo gives up a connection that cannot be used any more, as one is after a try that took too long was broken off, and what was prepared on it. Else no
// act would be kept until the program is started again.
func (db *DB) letGo() {
	for _, s := range db.stmts {
		s.Close()
	}
	clear(db.stmts)
	db.conn.Close()
	db.conn = nil
}

// apart runs what has to be outside of any transaction.
func (db *DB) apart(t *turn) error {
	if db.conn != nil {
		return t.alone(db.conn)
	}
	c, err := db.write.Conn(t.ctx)
	if err != nil {
		return err
	}
	return errors.Join(t.alone(c), c.Close())
}
