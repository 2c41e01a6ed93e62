package relation

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/ledger"
	"github.com/affiant-project/affiant/internal/ledger/proof"
	"github.com/affiant-project/affiant/internal/store"
	"golang.org/x/mod/sumdb/tlog"
)

// A tx is one transaction.
type tx struct {
	ctx    context.Context
	db     *DB
	on     Session
	writes bool
	over   bool

	careful bool // whether it is looked for each row whether there is one of its key

	heads  map[entry.Stream]entry.Head   // of streams that were asked about, while writing
	cells  map[[2]string]foreseen        // that were foreseen, and not written since
	whole  map[entry.Stream][]store.Kept // the first entries of streams that were foreseen, and not added to since
	tree   *ledger.Tree                  // once it was read; never changed in place
	grown  bool                          // and has grown since
	later  later                         // what is written at the end
	failed error                         // the last error of the database
}

var errOver = fault.Errorf(fault.Internal, "this state of the store is no longer held")

func (x *tx) end() { x.over = true }

// Numbered writes parameters as PostgreSQL wants them.
func Numbered(q string) string {
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

func (x *tx) exec(q string, args ...any) error {
	switch {
	case x.over:
		return errOver
	case !x.writes:
		return errReadOnly
	}
	return x.note(x.on.Exec(x.ctx, q, args...))
}

// query runs fn on each row of the answer.
func (x *tx) query(fn func(scan func(...any) error) error, q string, args ...any) error {
	if x.over {
		return errOver
	}
	return x.note(x.on.Query(x.ctx, Question{q, args, fn}))
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

func (x *tx) readTree(q string, beside ...Question) error {
	var size, recorded int64
	var edge []byte
	there := false
	list := append([]Question{{q, nil, func(scan func(...any) error) error { there = true; return scan(&size, &edge, &recorded) }}}, beside...)
	err := x.note(x.on.Query(x.ctx, list...))
	if err == nil && !there {
		err = sql.ErrNoRows
	}
	if err != nil {
		return fmt.Errorf("the log could not be read: %w", err)
	}
	var hashes []tlog.Hash
	for i := 0; i+tlog.HashSize <= len(edge); i += tlog.HashSize {
		hashes = append(hashes, tlog.Hash(edge[i:]))
	}
	e, err := proof.NewEdge(size, hashes)
	if err != nil {
		return fault.Errorf(fault.Internal, "%w", &store.BadLog{How: err})
	}
	x.tree = &ledger.Tree{Edge: *e}
	if size > 0 {
		x.tree.Last = moment(recorded)
	}
	return nil
}

// flush writes what was put off, and the log's row, if the log has grown.
func (x *tx) flush() error {
	if sign := x.later.sign; sign != nil {
		tree, err := x.Tree()
		if err != nil {
			return err
		}
		signed, err := sign(tree)
		if err != nil {
			return err
		}
		if err := x.PutCheckpoint(tree.Edge.Size(), signed); err != nil {
			return err
		}
	}
	if err := x.later.write(x); err != nil {
		return err
	}
	if !x.grown {
		return nil
	}
	edge := []byte{}
	for _, h := range x.tree.Edge.Hashes() {
		edge = append(edge, h[:]...)
	}
	return x.exec(`UPDATE log SET size = ?, edge = ?, recorded = ? WHERE one = 1`, x.tree.Edge.Size(), edge, micros(x.tree.Last))
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
