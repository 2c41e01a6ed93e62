// Package clerk is the one way into the record: each act asks access, is held against what came before, and is kept
// together with its leaf in the log, or not at all.
package clerk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"golang.org/x/mod/sumdb/note"

	"github.com/affiant-project/affiant/internal/clock"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/ledger"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/vault"
)

// A Clerk keeps the docket of one station. It is safe for use by several at once.
type Clerk struct {
	store store.Store
	ring  vault.Ring
	keys  []note.Signer // of the log; all sign, while keys are changed
	lots  io.Reader
	now   func() time.Time
	law   *doctrine.Law
	terms *clock.Table // of the law

	letterGap time.Duration

	roll  rollCache
	files fileCache
	zones sync.Map // by name
	index vault.Index

	indexKey entry.DataKey // from which that is derived; it seals the table of figures as well
	figures  figuresCache
	decoy    entry.Stream // a stream without entries, read where there is none

	drawing sync.Mutex // lots are drawn one at a time

	besideMu sync.Mutex
	beside   []Beside
}

// Options are what a clerk is given of the world.
type Options struct {
	Store store.Store
	Ring  vault.Ring       // the master keys; the first wraps
	Keys  []note.Signer    // the keys of the log
	Lots  io.Reader        // randomness
	Now   func() time.Time // the clock
	Law   *doctrine.Law    // whose words, limits and numbers it goes by; that which comes with the program, if nil

	LetterGap time.Duration // how long someone is left alone after a letter
}

// The streams that are no matter's have their names in cells of this bucket, and so has the check that the station was founded.
const (
	bucketStation = "station"
	bucketMatters = "matters" // blinded matter id to stream
	bucketIdem    = "idempotency"
)

// A station's own streams.
const (
	streamRoll  = "roll"
	streamTrail = "trail"
	streamIndex = "index" // has no entries: its data key blinds the words of the search index
	streamDesk  = "desk"  // has no entries: its data key seals what people sign in with
)

func newClerk(o Options) (*Clerk, error) {
	if len(o.Ring) == 0 || len(o.Keys) == 0 || o.Store == nil || o.Lots == nil || o.Now == nil {
		return nil, fault.Errorf(fault.Internal, "a clerk needs a store, a master key, a key of the log, lots and a clock")
	}
	c := &Clerk{store: o.Store, ring: o.Ring, keys: o.Keys, lots: o.Lots, now: o.Now, law: o.Law, letterGap: o.LetterGap}
	if c.law == nil {
		c.law = doctrine.Default()
	}
	c.terms = c.law.Clocks()
	c.files.init()
	return c, nil
}

// Found founds a station: its streams, their keys, and the roll with a first administrator, who takes up the account by an
// invitation. It is a conflict if the store has been founded.
func Found(ctx context.Context, o Options, name string, first people.AccountInvited) (*Clerk, error) {
	c, err := newClerk(o)
	if err != nil {
		return nil, err
	}
	if err := c.store.View(ctx, func(tx store.Tx) error {
		_, err := tx.Get(bucketStation, streamRoll)
		return err
	}); err == nil {
		return nil, fault.Errorf(fault.Conflict, "this store has been founded already")
	} else if fault.KindOf(err) != fault.NotFound {
		return nil, err
	}
	streams := map[string]entry.Stream{}
	for _, s := range []string{streamIndex, streamDesk, streamRoll, streamTrail} {
		made, err := c.newStream(ctx)
		if err != nil {
			return nil, err
		}
		streams[s] = made.stream
	}
	err = c.store.Update(ctx, func(tx store.Tx) error {
		for s, id := range streams {
			if err := tx.Put(bucketStation, s, []byte(id)); err != nil {
				return err
			}
		}
		if err := derivedSo(tx); err != nil {
			return err
		}
		return tx.Put(bucketFigures, cellWhole, []byte(tableVersion)) // of nothing, there is all
	})
	if err != nil {
		return nil, err
	}
	if c, err = Open(ctx, o); err != nil {
		return nil, err
	}
	for _, e := range []people.Event{people.StationOpened{Name: name}, first, people.PostGiven{ID: first.ID, Post: people.Post{Role: "administrator"}}} {
		if err := c.enterRoll(ctx, "", e); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// Open opens a station that was founded. Acts that were begun and not ended, such as the destruction of keys that was ordered, are
// ended by Work.
func Open(ctx context.Context, o Options) (*Clerk, error) {
	c, err := newClerk(o)
	if err != nil {
		return nil, err
	}
	var at entry.Stream
	err = c.store.View(ctx, func(tx store.Tx) error {
		id, err := tx.Get(bucketStation, streamIndex)
		at = entry.Stream(id)
		return err
	})
	if fault.KindOf(err) == fault.NotFound {
		return nil, fault.Errorf(fault.NotFound, "this store has not been founded; affiant init does that")
	}
	if err != nil {
		return nil, err
	}
	key, err := c.dataKey(ctx, at)
	if err != nil {
		return nil, err
	}
	c.index, c.indexKey, c.decoy = vault.NewIndex(key), key, at
	return c, nil
}

// DeskKey returns the key under which the desk seals what people sign in with.
func (c *Clerk) DeskKey(ctx context.Context) (entry.DataKey, error) {
	var at []byte
	err := c.store.View(ctx, func(tx store.Tx) (err error) {
		at, err = tx.Get(bucketStation, streamDesk)
		return err
	})
	if err != nil {
		return entry.DataKey{}, err
	}
	return c.dataKey(ctx, entry.Stream(at))
}

// keyName is the name of the one data key that a stream has.
const keyName = "k1"

// newStream draws the name of a stream and its data key, and keeps the key. It returns an empty file. A key without entries is no harm: the act that was to
// follow may have failed.
func (c *Clerk) newStream(ctx context.Context) (*file, error) {
	f, wrapped, err := c.drawStream()
	if err != nil {
		return nil, err
	}
	return f, c.store.Keys().PutKey(ctx, wrapped)
}

// drawStream is newStream without keeping the key.
func (c *Clerk) drawStream() (*file, vault.Wrapped, error) {
	var lot [16]byte
	if err := c.draw(lot[:]); err != nil {
		return nil, vault.Wrapped{}, err
	}
	s := entry.NewStream(lot)
	c.drawing.Lock()
	key, wrapped, err := vault.NewKey(c.lots, c.ring.Current(), s, keyName, c.now().UTC().Truncate(time.Microsecond))
	c.drawing.Unlock()
	return &file{stream: s, key: key}, wrapped, err
}

// dataKey returns the data key of a stream; a fault.NotFound that wraps a *store.Destroyed, if it was destroyed.
func (c *Clerk) dataKey(ctx context.Context, s entry.Stream) (entry.DataKey, error) {
	w, err := c.store.Keys().Key(ctx, s, keyName)
	if err != nil {
		return entry.DataKey{}, err
	}
	return c.ring.Unwrap(w)
}

func (c *Clerk) draw(to []byte) error {
	c.drawing.Lock()
	defer c.drawing.Unlock()
	_, err := io.ReadFull(c.lots, to)
	return err
}

// seal seals a text as the next entry of a stream.
func (c *Clerk) seal(after entry.Head, s entry.Stream, key entry.DataKey, at time.Time, text []byte) (entry.Entry, error) {
	var nonce [entry.NonceSize]byte
	if err := c.draw(nonce[:]); err != nil {
		return entry.Entry{}, err
	}
	return entry.Seal(after, s, at, keyName, key, nonce, text)
}

// append enters an entry in its stream and the log, and has the log's new state signed when it is kept. It returns the index of its leaf.
func (c *Clerk) append(tx store.Tx, e entry.Entry) (int64, error) {
	leaf, err := tx.Append(e)
	if err != nil {
		return 0, err
	}
	return leaf, tx.Sign(func(t ledger.Tree) ([]byte, error) { return t.Checkpoint(c.keys...) })
}

// moment returns the time as it is recorded: no earlier than the last entry of the log, to the microsecond.
func (c *Clerk) moment(tx store.Tx) (time.Time, error) {
	now := c.now().UTC().Truncate(time.Microsecond)
	tree, err := tx.Tree()
	if err != nil {
		return now, err
	}
	if now.Before(tree.Last) {
		if tree.Last.Sub(now) > mostSkew {
			return now, fault.Errorf(fault.Internal, "the clock is %s behind the last entry of the log; nothing is entered until it is set right", tree.Last.Sub(now).Round(time.Second))
		}
		now = tree.Last
	}
	return now, nil
}

// mostSkew is how far the clocks of two nodes may differ before one of them stops entering.
const mostSkew = 5 * time.Second

// open returns what an entry of a stream says.
func open(e entry.Entry, key entry.DataKey) ([]byte, error) {
	text, err := e.Open(key.SecretOf(e.Stream, e.Seq))
	if err != nil {
		return nil, fmt.Errorf("entry %d of stream %s: %w", e.Seq, e.Stream, err)
	}
	return text, nil
}

// pageOf is how many entries are read at once.
const pageOf = 500

// entries reads a stream from a number on.
func entries(tx store.Tx, s entry.Stream, from int64, each func(store.Kept) error) error {
	for {
		page, err := tx.Entries(s, from, pageOf)
		if err != nil {
			return err
		}
		for _, k := range page {
			if err := each(k); err != nil {
				return err
			}
			from = k.Seq + 1
		}
		if len(page) < pageOf {
			return nil
		}
	}
}

func notFound(err error) bool { return fault.KindOf(err) == fault.NotFound }

func destroyed(err error) bool {
	var d *store.Destroyed
	return errors.As(err, &d)
}
