package postgres

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"io"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/store/relation"
	"github.com/affiant-project/affiant/internal/vault"
)

// papers keeps papers in pieces, so that none is held in memory whole.
type papers struct{ db *sql.DB }

const pieceSize = 256 << 10

// PutPaper writes the pieces and then the name, in one transaction.
func (p papers) PutPaper(ctx context.Context, fn func(io.Writer) (vault.Name, error)) (put vault.Name, err error) {
	defer func() { err = relation.BrokenOff(ctx, err) }()
	t, err := p.db.BeginTx(ctx, nil)
	if err != nil {
		return vault.Name{}, err
	}
	defer t.Rollback()
	w := &pieces{ctx: ctx, t: t}
	if err := t.QueryRowContext(ctx, `INSERT INTO paper (name) VALUES (NULL) RETURNING id`).Scan(&w.id); err != nil {
		return vault.Name{}, err
	}
	sum := sha256.New()
	name, err := fn(io.MultiWriter(w, sum))
	if err := errors.Join(err, w.flush()); err != nil {
		return vault.Name{}, err
	}
	if got := vault.Name(sum.Sum(nil)); got != name {
		return vault.Name{}, fault.Errorf(fault.Internal, "a paper was named %s and is %s", name.Short(), got.Short())
	}
	// One of that name is the same paper.
	r, err := t.ExecContext(ctx, `UPDATE paper SET name = $1 WHERE id = $2 AND NOT EXISTS (SELECT 1 FROM paper WHERE name = $1)`, name[:], w.id)
	if err != nil {
		if code(err) == "23505" {
			return name, nil
		}
		return vault.Name{}, err
	}
	if n, err := r.RowsAffected(); err != nil || n == 0 {
		return name, err
	}
	return name, t.Commit()
}

// pieces writes a paper in pieces.
type pieces struct {
	ctx context.Context
	t   *sql.Tx
	id  int64
	n   int64
	buf []byte
}

func (w *pieces) Write(p []byte) (int, error) {
	w.buf = append(w.buf, p...)
	for len(w.buf) >= pieceSize {
		if err := w.piece(w.buf[:pieceSize]); err != nil {
			return 0, err
		}
		w.buf = append(w.buf[:0], w.buf[pieceSize:]...)
	}
	return len(p), nil
}

func (w *pieces) flush() error {
	if len(w.buf) == 0 {
		return nil
	}
	return w.piece(w.buf)
}

func (w *pieces) piece(b []byte) error {
	_, err := w.t.ExecContext(w.ctx, `INSERT INTO piece (paper, n, bytes) VALUES ($1, $2, $3)`, w.id, w.n, b)
	w.n++
	return err
}

// Paper reads a paper piece by piece.
func (p papers) Paper(ctx context.Context, n vault.Name) (io.ReadCloser, error) {
	var id int64
	err := p.db.QueryRowContext(ctx, `SELECT id FROM paper WHERE name = $1`, n[:]).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fault.Errorf(fault.NotFound, "there is no paper %s", n)
	}
	if err != nil {
		return nil, relation.BrokenOff(ctx, err)
	}
	return &reader{ctx: ctx, db: p.db, id: id}, nil
}

type reader struct {
	ctx context.Context
	db  *sql.DB
	id  int64
	n   int64
	buf []byte
}

func (r *reader) Read(p []byte) (int, error) {
	if len(r.buf) == 0 {
		err := r.db.QueryRowContext(r.ctx, `SELECT bytes FROM piece WHERE paper = $1 AND n = $2`, r.id, r.n).Scan(&r.buf)
		if errors.Is(err, sql.ErrNoRows) {
			return 0, io.EOF
		}
		if err != nil {
			return 0, relation.BrokenOff(r.ctx, err)
		}
		r.n++
	}
	n := copy(p, r.buf)
	r.buf = r.buf[n:]
	return n, nil
}

func (r *reader) Close() error { return nil }

// DropPaper takes a paper away, if it is there.
func (p papers) DropPaper(ctx context.Context, n vault.Name) error {
	_, err := p.db.ExecContext(ctx, `DELETE FROM paper WHERE name = $1`, n[:])
	return err
}

// PaperNames returns the names of all papers.
func (p papers) PaperNames(ctx context.Context) ([]vault.Name, error) {
	rows, err := p.db.QueryContext(ctx, `SELECT name FROM paper WHERE name IS NOT NULL ORDER BY name`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []vault.Name
	for rows.Next() {
		var b []byte
		if err := rows.Scan(&b); err != nil {
			return nil, err
		}
		if len(b) == len(vault.Name{}) {
			list = append(list, vault.Name(b))
		}
	}
	return list, rows.Err()
}
