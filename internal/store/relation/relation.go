// Package relation keeps what the store keeps in tables, by SQL that SQLite and PostgreSQL both understand. What they do not
// have in common, how a writer is kept alone and how a state is held still, is in a Dialect.
package relation

import (
	"context"
	"database/sql"
	"errors"
	"sync"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/store"
)

// A Dialect is what is particular to a database.
type Dialect struct {
	Numbered bool // parameters are $1, $2 and not ?

	// Alone is the statement by which a writer waits until it is alone, and reads the row of the log. It has the columns size,
	// edge and recorded.
	Alone string

	// Cells and Heads ask at once for many cells, by two lists of buckets and names, and for the heads of a list of streams. Named and Whole
	// ask for the heads and for the first entries of the streams that cells name, so many of each. They are empty where a question costs no journey.
	Cells, Heads, Named string
	Whole               func(atMost int) string

	// Having asks for the weight of a word in each of a list of streams that have it. It is empty where a list of parameters does as well: a database that plans
	// may go through all that has the word instead.
	Having string

	// Locked starts the migrations alone; it may be empty.
	Locked string

	// View is how a state is held still.
	View sql.TxOptions

	// Again reports whether an error says that nothing was kept and the same may be tried again.
	Again func(error) bool

	// Taken reports whether an error says that there is a row of that key already. It is nil where it costs nothing to look before a row is put.
	Taken func(error) bool

	// Lost reports whether an error at a commit leaves open whether it was kept.
	Lost func(error) bool

	// Scrub takes deleted rows out of files and free pages.
	Scrub func(ctx context.Context, db *DB) error

	// Begin begins a transaction that writes. If it is nil, it is one of database/sql on a connection that is held, with
	// the statements prepared once and kept.
	Begin func(context.Context) (Session, error)
}

// text writes a statement as the database wants it.
func (d *Dialect) text(q string) string {
	if d.Numbered {
		return Numbered(q)
	}
	return q
}

// A DB is a store in tables.
type DB struct {
	write, read *sql.DB
	dialect     Dialect
	keys        store.Keys
	papers      store.Papers
	closers     []func() error
	readers     chan *reader // those of the handle that reads, each nil until it is wanted; nil if its driver keeps statements by itself

	mu       sync.Mutex
	waiting  []*turn
	full     chan struct{} // closed when want wait; nil if nobody waits for that
	want     int
	draining bool
	closed   bool
	idle     sync.Cond

	// Only the one that drains touches these.
	conn  *sql.Conn            // that writes, if it is held
	stmts map[string]*sql.Stmt // prepared on it
}

// New returns a store on two handles of one database, one to write and one to read. Both are closed with it, and then the
// closers are run.
func New(write, read *sql.DB, d Dialect, k store.Keys, p store.Papers, closers ...func() error) *DB {
	db := &DB{write: write, read: read, dialect: d, keys: k, papers: p, closers: closers, stmts: make(map[string]*sql.Stmt)}
	db.idle.L = &db.mu
	if !d.Numbered {
		most := max(read.Stats().MaxOpenConnections, 1)
		db.readers = make(chan *reader, most)
		for range most {
			db.readers <- nil
		}
	}
	return db
}

// Keys returns the keys.
func (db *DB) Keys() store.Keys { return db.keys }

// Papers returns the papers.
func (db *DB) Papers() store.Papers { return db.papers }

// Scrub takes out of files and free pages what has been deleted.
func (db *DB) Scrub(ctx context.Context) error {
	if s, ok := db.keys.(*Keys); ok {
		if err := s.scrub(ctx); err != nil {
			return err
		}
	}
	return db.dialect.Scrub(ctx, db)
}

// Close lets the updates that wait be kept, and closes the handles.
func (db *DB) Close() error {
	db.mu.Lock()
	db.closed = true
	for db.draining {
		db.idle.Wait()
	}
	db.mu.Unlock()
	var errs []error
	for _, s := range db.stmts {
		errs = append(errs, s.Close())
	}
	if db.conn != nil {
		errs = append(errs, db.conn.Close())
	}
	errs = append(errs, db.dismiss())
	errs = append(errs, db.write.Close(), db.read.Close())
	for _, c := range db.closers {
		errs = append(errs, c())
	}
	return errors.Join(errs...)
}

// Alone runs fn on the connection that writes, outside of any transaction, while no update runs.
func (db *DB) Alone(ctx context.Context, fn func(*sql.Conn) error) error {
	done := make(chan error, 1)
	t := &turn{ctx: ctx, alone: fn, done: done}
	if err := db.wait(t); err != nil {
		return err
	}
	return <-done
}

var errClosed = fault.Errorf(fault.Conflict, "the store is closed")
var errReadOnly = fault.Errorf(fault.Internal, "a view writes nothing")
