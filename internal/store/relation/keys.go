package relation

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

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
		return nil, err
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
	return list, rows.Err()
}

func (k *Keys) stones(ctx context.Context, q querier, where string, args ...any) ([]vault.Tombstone, error) {
	rows, err := q.QueryContext(ctx, k.text(`SELECT stream, name, destroyed, ordered FROM tombstone`+where+` ORDER BY stream, name`), args...)
	if err != nil {
		return nil, err
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
	return list, rows.Err()
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

// PutKey keeps a new key.
func (k *Keys) PutKey(ctx context.Context, w vault.Wrapped) error {
	if err := w.Stream.Check(); err != nil {
		return err
	}
	return k.in(ctx, func(t *sql.Tx) error {
		stones, err := k.stones(ctx, t, ` WHERE stream = ? AND name = ?`, string(w.Stream), w.Key)
		if err != nil {
			return err
		}
		if len(stones) > 0 {
			return fault.Errorf(fault.Conflict, "key %s of stream %s was destroyed and cannot come back", w.Key, w.Stream)
		}
		r, err := t.ExecContext(ctx, k.text(`INSERT INTO datakey (stream, name, master, made, wrapped) VALUES (?, ?, ?, ?, ?) ON CONFLICT (stream, name) DO NOTHING`),
			string(w.Stream), w.Key, w.Master, micros(w.Made), w.Bytes)
		if err != nil {
			return err
		}
		if n, err := r.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, fault.Errorf(fault.Conflict, "there is a key %s of stream %s already", w.Key, w.Stream))
		}
		return nil
	})
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
