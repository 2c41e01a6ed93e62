package relation

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/ledger"
	"github.com/affiant-project/affiant/internal/ledger/proof"
	"golang.org/x/mod/sumdb/tlog"
)

// A tx is one transaction.
type tx struct {
	ctx    context.Context
	db     *DB
	sql    *sql.Tx
	conn   *sql.Conn // the one that writes, if statements are kept on it
	writes bool
	over   bool

	tree   *ledger.Tree // once it was read; never changed in place
	grown  bool         // and has grown since
	failed error        // the last error of the database
}

var errOver = fault.Errorf(fault.Internal, "this state of the store is no longer held")

func (x *tx) end() { x.over = true }

// numbered writes parameters as PostgreSQL wants them.
func numbered(q string) string {
	var b strings.Builder
	n := 0
	for {
		i := strings.IndexByte(q, '?')
		if i < 0 {
			return b.String() + q
		}
		n++
		b.WriteString(q[:i] + "$" + strconv.Itoa(n))
		q = q[i+1:]
	}
}

// marks returns n parameters for a list.
func marks(n int) string { return strings.TrimSuffix(strings.Repeat("?, ", n), ", ") }

func (x *tx) exec(q string, args ...any) (sql.Result, error) {
	if x.over {
		return nil, errOver
	}
	if !x.writes {
		return nil, errReadOnly
	}
	if s, err := x.prepared(q); err != nil || s != nil {
		if err != nil {
			return nil, x.note(err)
		}
		r, err := s.ExecContext(x.ctx, args...)
		return r, x.note(err)
	}
	if x.db.dialect.Numbered {
		q = numbered(q)
	}
	r, err := x.sql.ExecContext(x.ctx, q, args...)
	return r, x.note(err)
}

// query runs fn on each row of the answer.
func (x *tx) query(fn func(scan func(...any) error) error, q string, args ...any) (err error) {
	if x.over {
		return errOver
	}
	var rows *sql.Rows
	s, err := x.prepared(q)
	switch {
	case err != nil:
	case s != nil:
		rows, err = s.QueryContext(x.ctx, args...)
	default:
		if x.db.dialect.Numbered {
			q = numbered(q)
		}
		rows, err = x.sql.QueryContext(x.ctx, q, args...)
	}
	if err != nil {
		return x.note(err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := fn(rows.Scan); err != nil {
			return err
		}
	}
	return x.note(rows.Err())
}

// first scans the first row of the answer. It returns sql.ErrNoRows if there is none.
func (x *tx) first(q string, args []any, into ...any) error {
	found := false
	err := x.query(func(scan func(...any) error) error {
		if found {
			return nil
		}
		found = true
		return scan(into...)
	}, q, args...)
	if err == nil && !found {
		return sql.ErrNoRows
	}
	return err
}

func (x *tx) note(err error) error {
	if err != nil {
		x.failed = err
	}
	return err
}

// prepared returns the statement, prepared once and kept, if the dialect wants that; else nil. Statements whose length
// depends on what is asked are not kept. It is prepared on the connection that the transaction is on, and so runs in it.
func (x *tx) prepared(q string) (*sql.Stmt, error) {
	if x.conn == nil || strings.Contains(q, "SAVEPOINT") || strings.Contains(q, " IN (") {
		return nil, nil
	}
	if s, ok := x.db.stmts[q]; ok {
		return s, nil
	}
	s, err := x.conn.PrepareContext(x.ctx, q)
	if err == nil {
		x.db.stmts[q] = s
	}
	return s, err
}

// alone waits until nobody else writes, and reads the log's row.
func (x *tx) alone() error { return x.readTree(x.db.dialect.Alone) }

func (x *tx) readTree(q string) error {
	var size, recorded int64
	var edge []byte
	if err := x.first(q, nil, &size, &edge, &recorded); err != nil {
		return fmt.Errorf("the log could not be read: %w", err)
	}
	var hashes []tlog.Hash
	for i := 0; i+tlog.HashSize <= len(edge); i += tlog.HashSize {
		hashes = append(hashes, tlog.Hash(edge[i:]))
	}
	e, err := proof.NewEdge(size, hashes)
	if err != nil {
		return fault.Errorf(fault.Internal, "the log's row was changed from outside (%v); affiant fsck tells more", err)
	}
	x.tree = &ledger.Tree{Edge: *e}
	if size > 0 {
		x.tree.Last = moment(recorded)
	}
	return nil
}

// flush writes the log's row, if the log has grown.
func (x *tx) flush() error {
	if !x.grown {
		return nil
	}
	var edge []byte
	for _, h := range x.tree.Edge.Hashes() {
		edge = append(edge, h[:]...)
	}
	_, err := x.exec(`UPDATE log SET size = ?, edge = ?, recorded = ? WHERE one = 1`, x.tree.Edge.Size(), edge, micros(x.tree.Last))
	return err
}

// micros and moment are how times are kept: microseconds since 1970, and no time at all as none.
func micros(t time.Time) int64 {
	if t.IsZero() {
		return none
	}
	return t.UnixMicro()
}

func moment(n int64) time.Time {
	if n == none {
		return time.Time{}
	}
	return time.UnixMicro(n).UTC()
}

const none = -1 << 62

// absent turns the lack of a row into a fault.NotFound.
func absent(err error, format string, args ...any) error {
	if errors.Is(err, sql.ErrNoRows) {
		return fault.Errorf(fault.NotFound, format, args...)
	}
	return err
}
