package postgres

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/affiant-project/affiant/internal/store/relation"
)

// A pipeline is the one connection by which a node writes. Statements whose answer nobody waits for are put off, and sent
// together with the next question or the commit: an act is some ten statements, and the way to the server and back is what
// takes the time.
type pipeline struct {
	conf *pgx.ConnConfig
	conn *pgx.Conn // nil until it is needed; made anew when it was lost
}

// A piped is one transaction in a pipeline.
type piped struct {
	conn  *pgx.Conn
	batch *pgx.Batch
	begun bool // something was sent
	from  int  // where in the batch an update begins that may be taken back; -1 if there is none
	saved bool // a savepoint stands there
	done  bool
}

// begin begins a transaction: the statement for that is sent with the first question.
func (p *pipeline) begin(ctx context.Context) (relation.Session, error) {
	if p.conn == nil || p.conn.IsClosed() {
		c, err := pgx.ConnectConfig(ctx, p.conf)
		if err != nil {
			return nil, err
		}
		p.conn = c
	}
	s := &piped{conn: p.conn, batch: &pgx.Batch{}, from: -1}
	s.batch.Queue(`BEGIN`)
	return s, nil
}

func (p *pipeline) close() error {
	if p.conn == nil || p.conn.IsClosed() {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	return p.conn.Close(ctx)
}

// Exec puts a statement off.
func (s *piped) Exec(_ context.Context, q string, args ...any) error {
	s.batch.Queue(relation.Numbered(q), args...)
	return nil
}

// Mark marks where an update begins. As long as nothing of it was sent, what is put off is taken back by forgetting it, and no
// savepoint is needed.
func (s *piped) Mark(context.Context) error {
	s.from, s.saved = s.batch.Len(), false
	return nil
}

// Undo takes back what was put off or sent since the mark.
func (s *piped) Undo(ctx context.Context) error {
	s.batch.QueuedQueries = s.batch.QueuedQueries[:s.from]
	if s.saved {
		s.batch.Queue(`ROLLBACK TO SAVEPOINT one`)
	}
	return s.Keep(ctx)
}

// Keep ends what was marked.
func (s *piped) Keep(context.Context) error {
	if s.saved {
		s.batch.Queue(`RELEASE SAVEPOINT one`)
	}
	s.from, s.saved = -1, false
	return nil
}

// Query sends what was put off, and the questions with it.
func (s *piped) Query(ctx context.Context, list ...relation.Question) error {
	if s.from >= 0 && !s.saved && s.batch.Len() > s.from { // the update has written, and may still be taken back
		s.batch.QueuedQueries = slices.Insert(s.batch.QueuedQueries, s.from, &pgx.QueuedQuery{SQL: `SAVEPOINT one`})
		s.saved = true
	}
	for _, q := range list {
		s.batch.Queue(relation.Numbered(q.Text), q.Args...)
	}
	return s.send(ctx, len(list), func(r pgx.BatchResults) error {
		for _, q := range list {
			if err := read(r, q); err != nil {
				return err
			}
		}
		return nil
	})
}

func read(r pgx.BatchResults, q relation.Question) error {
	rows, err := r.Query()
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

// send sends what was put off, and hands the answers to the last statements to fn.
func (s *piped) send(ctx context.Context, last int, fn func(pgx.BatchResults) error) error {
	n := s.batch.Len()
	r := s.conn.SendBatch(ctx, s.batch)
	s.batch, s.begun = &pgx.Batch{}, true
	s.from = min(s.from, 0)
	for range n - last {
		if _, err := r.Exec(); err != nil {
			r.Close() // says the same once more
			return err
		}
	}
	err := fn(r)
	return errors.Join(err, r.Close())
}

// Commit sends what was put off and commits. A transaction that had failed is rolled back by a COMMIT, and says so only in
// its answer.
func (s *piped) Commit(ctx context.Context) error {
	s.batch.Queue(`COMMIT`)
	return s.send(ctx, 1, func(r pgx.BatchResults) error {
		tag, err := r.Exec()
		if err != nil {
			return err
		}
		s.done = true
		if tag.String() != "COMMIT" {
			return errRolledBack
		}
		return nil
	})
}

// errRolledBack is what a COMMIT that did not commit is told as.
var errRolledBack = errors.New("the transaction had failed, and was rolled back")

// Rollback rolls back, unless it was committed. If that cannot be done, the connection is given up, and the server rolls
// back by itself.
func (s *piped) Rollback() {
	if s.done || !s.begun || s.conn.IsClosed() {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if _, err := s.conn.Exec(ctx, `ROLLBACK`); err != nil {
		s.conn.Close(ctx)
	}
}

// Lost reports whether the connection is gone.
func (s *piped) Lost() bool { return s.conn.IsClosed() }
