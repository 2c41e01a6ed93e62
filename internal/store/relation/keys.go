package relation

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/vault"
)

// Keys keeps wrapped keys in tables of a database of their own.
type Keys struct {
	db       *sql.DB
	numbered bool
	scrub    func(context.Context) error
}

// NewKeys returns the keys in a database. scrub takes deleted keys out of files and free pages.
func NewKeys(db *sql.DB, numbered bool, scrub func(context.Context) error) *Keys {
	return &Keys{db, numbered, scrub}
}

func (k *Keys) text(q string) string {
	if k.numbered {
		return Numbered(q)
	}
	return q
}

// Key returns a wrapped key.
func (k *Keys) Key(ctx context.Context, s entry.Stream, name string) (vault.Wrapped, error) {
	list, err := k.list(ctx, ` WHERE stream = ? AND name = ?`, string(s), name)
	if err != nil {
		return vault.Wrapped{}, err
	}
	if len(list) == 1 {
		return list[0], nil
	}
	stones, err := k.stones(ctx, k.db, ` WHERE stream = ? AND name = ?`, string(s), name)
	if err != nil {
		return vault.Wrapped{}, err
	}
	if len(stones) == 1 {
		t := stones[0]
		return vault.Wrapped{}, fault.Errorf(fault.NotFound, "%w", &store.Destroyed{Stream: t.Stream, Key: t.Key, Destroyed: t.Destroyed, Order: t.Order})
	}
	return vault.Wrapped{}, fault.Errorf(fault.NotFound, "there is no key %s of stream %s; if the keys were lost, what is sealed under it is lost with them", name, s)
}

// AllKeys returns all keys.
func (k *Keys) AllKeys(ctx context.Context) ([]vault.Wrapped, error) { return k.list(ctx, "") }

// Tombstones returns all tombstones.
func (k *Keys) Tombstones(ctx context.Context) ([]vault.Tombstone, error) {
	return k.stones(ctx, k.db, "")
}

type querier interface {
	QueryContext(context.Context, string, ...any) (*sql.Rows, error)
}

func (k *Keys) list(ctx context.Context, where string, args ...any) ([]vault.Wrapped, error) {
	return k.listIn(ctx, k.db, where, args...)
}

func (k *Keys) listIn(ctx context.Context, q querier, where string, args ...any) ([]vault.Wrapped, error) {
	rows, err := q.QueryContext(ctx, k.text(`SELECT stream, name, master, made, wrapped FROM datakey`+where+` ORDER BY stream, name`), args...)
	if err != nil {
		return nil, BrokenOff(ctx, err)
	}
	defer rows.Close()
	var list []vault.Wrapped
	for rows.Next() {
		var w vault.Wrapped
		var stream string
		var made int64
		if err := rows.Scan(&stream, &w.Key, &w.Master, &made, &w.Bytes); err != nil {
			return nil, err
		}
		w.Stream, w.Made = entry.Stream(stream), moment(made)
		list = append(list, w)
	}
	return list, BrokenOff(ctx, rows.Err())
}

func (k *Keys) stones(ctx context.Context, q querier, where string, args ...any) ([]vault.Tombstone, error) {
	rows, err := q.QueryContext(ctx, k.text(`SELECT stream, name, destroyed, ordered FROM tombstone`+where+` ORDER BY stream, name`), args...)
	if err != nil {
		return nil, BrokenOff(ctx, err)
	}
	defer rows.Close()
	var list []vault.Tombstone
	for rows.Next() {
		var t vault.Tombstone
		var stream string
		var destroyed int64
		var order []byte
		if err := rows.Scan(&stream, &t.Key, &destroyed, &order); err != nil {
			return nil, err
		}
		t.Stream, t.Destroyed = entry.Stream(stream), moment(destroyed)
		copy(t.Order[:], order)
		list = append(list, t)
	}
	return list, BrokenOff(ctx, rows.Err())
}

// in runs fn in a transaction.
func (k *Keys) in(ctx context.Context, fn func(*sql.Tx) error) error {
	t, err := k.db.BeginTx(context.WithoutCancel(ctx), nil)
	if err != nil {
		return err
	}
	defer t.Rollback()
	if err := fn(t); err != nil {
		return err
	}
	return t.Commit()
}

// SomeKeys returns keys of streams.
func (k *Keys) SomeKeys(ctx context.Context, list []entry.Stream, name string) ([]vault.Wrapped, error) {
	var all []vault.Wrapped
	for part := range slices.Chunk(list, mostAtOnce) {
		args := []any{name}
		for _, s := range part {
			args = append(args, string(s))
		}
		found, err := k.list(ctx, ` WHERE name = ? AND stream IN (`+marks(len(part))+`)`, args...)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

// PutKey keeps new keys.
func (k *Keys) PutKey(ctx context.Context, list ...vault.Wrapped) error {
	for _, w := range list {
		if err := w.Stream.Check(); err != nil {
			return err
		}
	}
	return k.in(ctx, func(t *sql.Tx) error {
		for part := range slices.Chunk(list, together) {
			if err := k.put(ctx, t, part); err != nil {
				return err
			}
		}
		return nil
	})
}

// put keeps keys within a transaction. One that was destroyed does not come back: it is looked for where it would be put.
func (k *Keys) put(ctx context.Context, t *sql.Tx, list []vault.Wrapped) error {
	var args []any
	where := ` WHERE ` + strings.TrimSuffix(strings.Repeat(`stream = ? AND name = ? OR `, len(list)), " OR ")
	for _, w := range list {
		args = append(args, string(w.Stream), w.Key)
	}
	stones, err := k.stones(ctx, t, where, args...)
	if err != nil {
		return err
	}
	if len(stones) > 0 {
		return fault.Errorf(fault.Conflict, "key %s of stream %s was destroyed and cannot come back", stones[0].Key, stones[0].Stream)
	}
	there, err := k.listIn(ctx, t, where, args...)
	if err != nil {
		return err
	}
	if len(there) > 0 {
		return fault.Errorf(fault.Conflict, "there is a key %s of stream %s already", there[0].Key, there[0].Stream)
	}
	args = nil
	for _, w := range list {
		args = append(args, string(w.Stream), w.Key, w.Master, micros(w.Made), w.Bytes)
	}
	r, err := t.ExecContext(ctx, k.text(`INSERT INTO datakey (stream, name, master, made, wrapped) VALUES `+rowsOf(5, len(list))+` ON CONFLICT (stream, name) DO NOTHING`), args...)
	if err != nil {
		return err
	}
	if n, err := r.RowsAffected(); err != nil || n < int64(len(list)) { // another came in between, or one is told twice
		return errors.Join(err, fault.Errorf(fault.Conflict, "there is a key %s of stream %s already", list[0].Key, list[0].Stream))
	}
	return nil
}

// Rewrap wraps keys anew, all or none.
func (k *Keys) Rewrap(ctx context.Context, fn func(vault.Wrapped) (vault.Wrapped, error)) error {
	return k.in(ctx, func(t *sql.Tx) error {
		list, err := k.listIn(ctx, t, "")
		if err != nil {
			return err
		}
		for _, w := range list {
			n, err := fn(w)
			if err != nil {
				return err
			}
			if n.Stream != w.Stream || n.Key != w.Key {
				return fault.Errorf(fault.Internal, "key %s of stream %s was wrapped as another", w.Key, w.Stream)
			}
			if _, err := t.ExecContext(ctx, k.text(`UPDATE datakey SET master = ?, wrapped = ? WHERE stream = ? AND name = ?`), n.Master, n.Bytes, string(n.Stream), n.Key); err != nil {
				return err
			}
		}
		return nil
	})
}

// Destroy overwrites and takes away keys.
func (k *Keys) Destroy(ctx context.Context, list ...vault.Tombstone) error {
	err := k.in(ctx, func(t *sql.Tx) error {
		for _, s := range list {
			if err := s.Stream.Check(); err != nil {
				return err
			}
			for _, step := range []struct {
				q    string
				args []any
			}{
				{`UPDATE datakey SET wrapped = ?, master = '' WHERE stream = ? AND name = ?`, []any{make([]byte, 60), string(s.Stream), s.Key}},
				{`DELETE FROM datakey WHERE stream = ? AND name = ?`, []any{string(s.Stream), s.Key}},
				{`INSERT INTO tombstone (stream, name, destroyed, ordered) VALUES (?, ?, ?, ?) ON CONFLICT (stream, name) DO NOTHING`,
					[]any{string(s.Stream), s.Key, micros(s.Destroyed), s.Order[:]}},
			} {
				if _, err := t.ExecContext(ctx, k.text(step.q), step.args...); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("the keys could not be destroyed: %w", err)
	}
	return k.scrub(ctx)
}
