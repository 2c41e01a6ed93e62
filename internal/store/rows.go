package store

import (
	"fmt"
	"time"

	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/vault"
)

// A Cell is one value under a key.
type Cell struct {
	Key   string
	Value []byte
}

// A Row is what a list needs of a stream to be filtered and sorted by. What a person reads of it is sealed.
type Row struct {
	Stream  entry.Stream
	Kind    string // what the stream is of
	Court   string
	Agency  string
	Stage   string
	Opened  time.Time
	Changed time.Time
	Due     time.Time // zero if nothing is
	Sealed  bool
	Seq     int64    // the entry up to which it was derived
	Tags    []string // further handles, such as who is assigned; in order; only Row reads them
	Text    []byte   // sealed
}

// A Derived is what is kept of a stream beside its entries, for lists and search.
type Derived struct {
	Row   Row
	Words map[vault.Blind]int
}

// A Query chooses rows. What is left empty does not choose.
type Query struct {
	Kinds, Courts, Agencies, Stages []string // any of these
	Tags                            []string // any of these
	Within                          *Within  // that are within
	DueBefore                       time.Time
	Sealed                          *bool
	ByDue                           bool // those for which something is due, the most pressing first; else all, the latest changed first
	Oldest                          bool // the other way round
	After                           *Cursor
	Limit                           int // at most; 0 is 100
}

// A Within holds the rows that have one of the agencies, one of the courts, or one of the tags. Each is found by itself, so that it
// does not matter how many rows there are beside.
type Within struct {
	Agencies, Courts []Part
	Tags             []string
}

// A Part is what an agency or a court has, but for what is at one of some stages.
type Part struct {
	Of  string
	But []string
}

// A Cursor is where a page ended. Rows are in order of Changed, the latest first, then of stream, or the other way round. In a list by what is due, Changed is
// when that is.
type Cursor struct {
	Changed time.Time
	Stream  entry.Stream
}

// Cursor returns where a page of a query ends that ends with a row.
func (q Query) Cursor(r Row) *Cursor {
	if q.ByDue {
		return &Cursor{r.Due, r.Stream}
	}
	return r.Cursor()
}

// Cursor returns where a page ends that ends with this row, the latest changed first.
func (r Row) Cursor() *Cursor { return &Cursor{r.Changed, r.Stream} }

// A Hit is a stream that has the words, and what they weigh in it together.
type Hit struct {
	Stream entry.Stream
	Weight int
}

// A Job is something to be done. Its payload carries ids, never words.
type Job struct {
	ID       int64
	Queue    string
	Key      string       // one of a key in a queue
	Stream   entry.Stream // whose it is; forgotten with it; may be empty
	Run      time.Time    // not before
	Attempts int
	Dead     bool
	Payload  []byte
}

// A Beaten says that another entry came first.
type Beaten struct {
	Stream entry.Stream
	Head   entry.Head // the head of the stream as it is
}

// Error names the entry that came first.
func (b *Beaten) Error() string {
	return fmt.Sprintf("another entry came first: stream %s is at entry %d (%s)", b.Stream, b.Head.Seq, b.Head.Hash.Short())
}

// An Unsure says that it is not known whether an update was kept.
type Unsure struct{ Err error }

// Error says what to do.
func (u *Unsure) Error() string {
	return fmt.Sprintf("the connection was lost while the act was being kept, and it is not known whether it was (%v); ask again with the same idempotency key", u.Err)
}

// A BadLog says that the row which says how far the log goes is none: it was changed from outside.
type BadLog struct{ How error }

func (b *BadLog) Error() string {
	return fmt.Sprintf("the log's row was changed from outside (%v); affiant fsck tells more", b.How)
}

// Unwrap returns what went wrong.
func (u *Unsure) Unwrap() error { return u.Err }

// A Destroyed says that a key was destroyed, when and by which order.
type Destroyed struct {
	Stream    entry.Stream
	Key       string
	Destroyed time.Time
	Order     entry.Hash
}

// Error says so.
func (d *Destroyed) Error() string {
	return fmt.Sprintf("key %s of stream %s was destroyed at %s, by order %s", d.Key, d.Stream, d.Destroyed.UTC().Format(time.RFC3339), d.Order.Short())
}
