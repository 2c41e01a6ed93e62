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

	texts map[string]string           // of statements, with their parameters numbered
	lists map[*relation.Insert]string // the same, of those that put rows
}

// mostTexts bounds what is kept of statements whose length depends on what is asked.
const mostTexts = 500

func (p *pipeline) numbered(q string) string {
	t, ok := p.texts[q]
	if !ok {
		if len(p.texts) >= mostTexts || p.texts == nil {
			p.texts = map[string]string{}
		}
		t = relation.Numbered(q)
		p.texts[q] = t
	}
	return t
}

func (p *pipeline) listed(in *relation.Insert) string {
	t, ok := p.lists[in]
	if !ok {
		if p.lists == nil {
			p.lists = map[*relation.Insert]string{}
		}
		t = relation.Numbered(in.Lists())
		p.lists[in] = t
	}
	return t
}

// A piped is one transaction in a pipeline.
type piped struct {
	of    *pipeline
	conn  *pgx.Conn
	off   []putOff
	begun bool // something was sent
	from  int  // where in what is put off an update begins that may be taken back; -1 if there is none
	saved bool // a savepoint stands there
	done  bool
}

// A putOff is a statement that was not sent yet, or rows that are to be put into a table.
type putOff struct {
	text string
	args []any

	into *relation.Insert
	rows [][]any
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
	s := &piped{of: p, conn: p.conn, from: -1}
	s.queue(`BEGIN`)
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

func (s *piped) queue(text string, args ...any) {
	s.off = append(s.off, putOff{text: text, args: args})
}

// Exec puts a statement off.
func (s *piped) Exec(_ context.Context, q string, args ...any) error {
	s.queue(s.of.numbered(q), args...)
	return nil
}

// Insert puts rows off.
func (s *piped) Insert(_ context.Context, in *relation.Insert, rows ...[]any) error {
	s.off = append(s.off, putOff{into: in, rows: rows})
	return nil
}

// batch returns what was put off as it is sent: rows for one table that no other statement stands between are put into it by one. So what
// many acts write is a handful of statements.
func (s *piped) batch() (*pgx.Batch, error) {
	b := &pgx.Batch{}
	var open []putOff
	write := func() error {
		// Those of new rows first: if a commit has a row of the same key more than once, the first is the new one.
		slices.SortStableFunc(open, func(a, b putOff) int { return min(a.into.Key, 1) - min(b.into.Key, 1) })
		for _, x := range open {
			args, err := x.into.Arguments(x.rows)
			if err != nil {
				return err
			}
			b.Queue(s.of.listed(x.into), args...)
		}
		open = nil
		return nil
	}
	for _, x := range s.off {
		if x.into == nil {
			if err := write(); err != nil {
				return nil, err
			}
			b.Queue(x.text, x.args...)
			continue
		}
		i := slices.IndexFunc(open, func(o putOff) bool { return o.into == x.into })
		if i < 0 {
			open = append(open, putOff{into: x.into, rows: slices.Clip(x.rows)})
			continue
		}
		open[i].rows = append(open[i].rows, x.rows...)
	}
	return b, write()
}

// Mark marks where an update begins. As long as nothing of it was sent, what is put off is taken back by forgetting it, and no
// savepoint is needed.
func (s *piped) Mark(context.Context) error {
	s.from, s.saved = len(s.off), false
	return nil
}

// Undo takes back what was put off or sent since the mark.
func (s *piped) Undo(ctx context.Context) error {
	s.off = s.off[:s.from]
	if s.saved {
		s.queue(`ROLLBACK TO SAVEPOINT one`)
	}
	return s.Keep(ctx)
}

// Keep ends what was marked.
func (s *piped) Keep(context.Context) error {
	if s.saved {
		s.queue(`RELEASE SAVEPOINT one`)
	}
	s.from, s.saved = -1, false
	return nil
}

// Query sends what was put off, and the questions with it.
func (s *piped) Query(ctx context.Context, list ...relation.Question) error {
	if s.from >= 0 && !s.saved && len(s.off) > s.from { // the update has written, and may still be taken back
		s.off = slices.Insert(s.off, s.from, putOff{text: `SAVEPOINT one`})
		s.saved = true
	}
	for _, q := range list {
		s.queue(s.of.numbered(q.Text), q.Args...)
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
	b, err := s.batch()
	if err != nil {
		return err
	}
	n := b.Len()
	r := s.conn.SendBatch(ctx, b)
	s.off, s.begun = nil, true
	s.from = min(s.from, 0)
	for range n - last {
		if _, err := r.Exec(); err != nil {
			r.Close() // says the same once more
			return err
		}
	}
	err = fn(r)
	return errors.Join(err, r.Close())
}

// Commit sends what was put off and commits. A transaction that had failed is rolled back by a COMMIT, and says so only in
// its answer.
func (s *piped) Commit(ctx context.Context) error {
	s.queue(`COMMIT`)
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
