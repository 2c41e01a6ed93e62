// Package store says what the docket asks of a database, and no more. It never hears of permission, and sees of a matter
// only what is sealed or what a list has to be sorted by.
//
// An entry and its leaf in the log are kept together: there is no act that is in the record and not in the log. Keys are kept
// apart from what they seal, so that a copy of the one never holds the other.
package store

import (
	"context"
	"io"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/ledger"
	"github.com/affiant-project/affiant/internal/ledger/proof"
	"github.com/affiant-project/affiant/internal/vault"
)

// A Store keeps the record of one installation.
type Store interface {
	// View runs fn on one state of the store, which does not change while it runs. fn writes nothing.
	View(ctx context.Context, fn func(Tx) error) error

	// Update runs fn, and keeps all that it wrote or nothing. While it runs, nobody else writes; it should be short and
	// wait for nothing. Several updates that wait at one time are kept by one commit, each of them whole or not at all.
	//
	// When Update returns nil, what fn wrote is on disk and outlives the process and the machine. When it returns fn's own
	// error, nothing was kept. An *Unsure says that the connection was lost while it was being kept: ask again, with the same
	// idempotency key. fn may be run again if the database asks for it; it must do nothing but through its Tx.
	Update(ctx context.Context, fn func(Tx) error) error

	Keys() Keys     // the wrapped keys, kept apart
	Papers() Papers // sealed papers and recordings

	// Scrub takes out of files and free pages what has been deleted. It may take long, and readers go on meanwhile.
	Scrub(ctx context.Context) error
	Close() error
}

// Slack is how many bytes a process that keeps acts has beside what it uses, and never writes, so that the machine gives it none for them. An act makes much that
// is soon forgotten, and so little is in use that it would be swept up many times a second; this puts that off, by as much memory as this at most.
const Slack = 48 << 20

// A Foreseen is what an update will ask for: cells, by bucket and key, heads of streams, and cells that name a stream whose head is asked for
// next, or whose entries as well. A store may have it at hand before the
// update begins, for all updates of a commit at once. It is a hint: what was foreseen and not asked for, or asked for and not foreseen, is no
// mistake.
type Foreseen struct {
	Cells [][2]string
	Heads []entry.Stream
	Named [][2]string // cells whose value is a stream
	Whole [][2]string // the same, of which the first entries will be read
}

type foreseenKey struct{}

// Foresee returns a context by which Update knows what will be asked for.
func Foresee(ctx context.Context, f Foreseen) context.Context {
	return context.WithValue(ctx, foreseenKey{}, f)
}

// ForeseenBy returns what is foreseen.
func ForeseenBy(ctx context.Context) Foreseen {
	f, _ := ctx.Value(foreseenKey{}).(Foreseen)
	return f
}

// An Away is an error of a database that cannot be reached, or lets no one in: nothing was kept, and it may be asked again.
type Away struct{ Err error }

// Error says so.
func (a *Away) Error() string { return "the store does not answer: " + a.Err.Error() }

// Unwrap is what went wrong.
func (a *Away) Unwrap() error { return a.Err }

// A Tx is one state of the store, in View or Update. It must not be used after fn has returned, nor by two at once. What
// is not there is a fault.NotFound.
type Tx interface {
	tlog.HashReader // the hashes of the log's tree

	// Head returns the last entry of a stream, and the zero Head if there is none.
	Head(entry.Stream) (entry.Head, error)

	// Heads returns the last entries of those of some streams that have any.
	Heads([]entry.Stream) (map[entry.Stream]entry.Head, error)

	// Fresh says that a stream was just drawn, so that it need not be asked whether it has entries. If it has, Append fails.
	Fresh(entry.Stream)

	// Append adds an entry to its stream and to the log, and returns the index of its leaf. If it does not follow the head of
	// its stream, the error is a fault.Conflict that wraps a *Beaten; if it was recorded before the last leaf, a
	// fault.Conflict.
	Append(entry.Entry) (int64, error)

	// Entries returns entries of a stream, from a number on, at most limit.
	Entries(s entry.Stream, from int64, limit int) ([]Kept, error)

	// Leaves returns entries of all streams in the order of the log, from a leaf on, at most limit.
	Leaves(from int64, limit int) ([]Kept, error)

	// Tree returns the log's tree as it is, for a checkpoint to be signed. It is the caller's own.
	Tree() (ledger.Tree, error)

	// PutCheckpoint keeps a signed checkpoint of the log at a size, in place of an earlier one of that size. Checkpoint
	// returns the one of the largest size that is at most atMost.
	PutCheckpoint(size int64, signed []byte) error

	// Sign has fn sign the log as it will be when this update is kept, with all that is kept by the same commit: once a commit, by
	// the last who asked. If fn fails, nothing is kept.
	Sign(fn func(ledger.Tree) ([]byte, error)) error
	Checkpoint(atMost int64) (size int64, signed []byte, err error)

	// Cells are for what has no shape of its own: idempotency keys, sessions, credentials, settings. Scan returns cells of a
	// bucket whose keys begin with prefix and come after a key, in order, at most limit.
	Get(bucket, key string) ([]byte, error)
	Put(bucket, key string, value []byte) error
	Delete(bucket, key string) error
	Scan(bucket, prefix, after string, limit int) ([]Cell, error)

	// A Row is what a list shows of a stream, one for each. PutRow puts it in place of the earlier one. Rows are those that a query chooses, in its order;
	// RowsOf returns those of some streams that have one, in their order.
	PutRow(Row) error
	Row(entry.Stream) (Row, error)
	Rows(Query) ([]Row, error)
	RowsOf([]entry.Stream) ([]Row, error)

	// PutWords puts the blinded words of a stream in place of the earlier ones. Search returns the streams within that have all of
	// the words, the heaviest first; it is whole and says so if one of the words is in no more than atMost streams, and else there is nothing. Browse
	// is for words that many have: it goes down the rows that a query chooses, no more of them than look, returns those that have all of the words,
	// and where it stopped, which is nil at the end.
	PutWords(s entry.Stream, words map[vault.Blind]int) error
	Search(words []vault.Blind, w *Within, atMost int) (hits []Hit, whole bool, err error)
	Browse(q Query, words []vault.Blind, look int) ([]Row, *Cursor, error)

	// Words returns the blinded words of a stream. Stray returns streams, at most limit, that have words or tags and no row: nothing
	// finds them, and no clerk leaves any.
	Words(entry.Stream) (map[vault.Blind]int, error)
	Stray(limit int) ([]entry.Stream, error)

	// Jobs are what must leave, or be done later. PutJob does nothing if there is a job with its queue and key. Claim
	// leases jobs that are due to the caller; whoever does not say Done or Retry before the lease ends has lost them. Waits tells whether there is one of a
	// queue and key.
	PutJob(Job) error
	Waits(queue, key string) (bool, error)
	Hasten(queue, key string, at time.Time) error // has a job that waits run at a time, if that is sooner
	Claim(queue string, now time.Time, lease time.Duration, limit int) ([]Job, error)
	Done(id int64) error
	Retry(id int64, at time.Time, dead bool) error

	// Derive brings the row and the words of a stream from what they were to what they are; from nothing that is known, if was is nil.
	Derive(was *Derived, is Derived) error

	// Forget takes away all that was derived from a stream: its row, words and jobs. Its entries stay.
	Forget(entry.Stream) error
}

// A Kept is an entry and the index of its leaf.
type Kept struct {
	entry.Entry
	Leaf int64
}

// Leaves returns the leaves of what was kept.
func Leaves(list []Kept) []proof.Leaf {
	leaves := make([]proof.Leaf, len(list))
	for i, k := range list {
		leaves[i] = proof.LeafOf(k.Cover)
	}
	return leaves
}

// Keys keeps wrapped keys. It is safe for use by several at once. What returns nil is on disk.
type Keys interface {
	// Key returns a wrapped key; a fault.NotFound if there is none, which wraps a *Destroyed if there was one.
	Key(ctx context.Context, s entry.Stream, name string) (vault.Wrapped, error)

	// SomeKeys returns the keys of a name that some streams have, as Key does; of a stream that has none it says nothing.
	SomeKeys(ctx context.Context, list []entry.Stream, name string) ([]vault.Wrapped, error)

	// PutKey keeps new keys, all or none. If there is one of that name, or was, it is a fault.Conflict.
	PutKey(context.Context, ...vault.Wrapped) error

	// Rewrap puts another wrapping in place of each key for which fn returns one; all or none. For this a key is handed to fn
	// that may return it as it is.
	Rewrap(ctx context.Context, fn func(vault.Wrapped) (vault.Wrapped, error)) error

	// Destroy overwrites and takes away the keys that the tombstones name, and keeps the tombstones. It may be called
	// again.
	Destroy(ctx context.Context, list ...vault.Tombstone) error

	// AllKeys and Tombstones return what there is, in order of stream and name.
	AllKeys(context.Context) ([]vault.Wrapped, error)
	Tombstones(context.Context) ([]vault.Tombstone, error)
}

// Papers keeps sealed papers by name. It is safe for use by several at once.
type Papers interface {
	// PutPaper keeps what fn writes, under the name that fn returns; it is refused if the name is not that of the bytes.
	// When PutPaper returns nil, the paper is on disk.
	PutPaper(ctx context.Context, fn func(io.Writer) (vault.Name, error)) (vault.Name, error)

	// Paper returns a sealed paper, or a fault.NotFound. Its bytes are not held against its name; fsck does that.
	Paper(context.Context, vault.Name) (io.ReadCloser, error)

	DropPaper(context.Context, vault.Name) error
	PaperNames(context.Context) ([]vault.Name, error) // in order
}
