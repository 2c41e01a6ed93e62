package audit

import (
	"errors"
	"fmt"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/ledger"
	"github.com/affiant-project/affiant/internal/ledger/proof"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/vault"
)

// A walk goes through the entries in the order of the log.
type walk struct {
	audit  *Audit
	report *Report
	tx     store.Tx
	keys   keyed

	heads  map[entry.Stream]stand
	last   time.Time
	lastAt int64               // the leaf that says so
	tree   proof.Edge          // grown from the entries
	stored proof.Edge          // grown from the stored hashes of leaves
	hashes []tlog.Hash         // of the tree as grown from the entries, by stored hash index
	was    map[int64]tlog.Hash // of that grown from the stored hashes of leaves, where it is another
	odd    []odd               // leaves that are not what is stored of them
	ahead  map[int64]tlog.Hash // stored hashes that were read ahead

	opened map[[2]string]unwrapped // data keys that were unwrapped, or could not be
	shut   map[[2]string]bool      // data keys of which it was told that they do not open
	silent error                   // a master key did not answer
	out    error                   // why no key opens, if none does
	bad    *store.BadLog           // the log's row is none
	absent []int64                 // leaves whose entry is not there
	blank  []int64                 // leaves of which the tree has no hash
	lacks  []int64                 // leaves that complete a hash which is not there, and have their own
	doubts []doubt                 // in the order in which they came up
	marred map[entry.Stream]bool   // with an entry that is not as it was entered, or does not open
	atLast bool                    // last is the time of the entry that was looked at last
}

// An unwrapped is a data key, or why it does not open.
type unwrapped struct {
	key entry.DataKey
	err error
}

// An odd is a leaf whose hash is not the stored one.
type odd struct {
	leaf         int64
	stream       entry.Stream
	name         string // of the entry
	hash, stored tlog.Hash
}

// A stand is how far a stream has come: its last entry, and the leaf of that.
type stand struct {
	entry.Head
	leaf int64
}

const page = 500

// entries goes through all of them.
func (w *walk) entries() error {
	tree, err := w.row()
	if err != nil {
		return err
	}
	for {
		list, err := w.tx.Leaves(w.tree.Size(), page)
		if err != nil {
			return err
		}
		if err := w.readAhead(list); err != nil {
			return err
		}
		for _, k := range list {
			for w.tree.Size() < k.Leaf {
				if err := w.missing(); err != nil {
					return err
				}
			}
			if err := w.entry(k); err != nil {
				return err
			}
			if w.silent != nil {
				return w.silent
			}
		}
		if len(list) < page {
			break
		}
	}
	for w.tree.Size() < tree.Edge.Size() {
		if err := w.missing(); err != nil {
			return err
		}
	}
	w.report.Streams, w.report.Root = len(w.heads), w.tree.Root()
	return nil
}

// missing notes that the entry of the next leaf is not there, and goes on with what the tree has of it.
func (w *walk) missing() error {
	n := w.tree.Size()
	w.absent = append(w.absent, n)
	h, err := w.storedLeaf(n)
	if err != nil {
		return err
	}
	return w.grow(h)
}

// entry looks at one entry. What is odd of it may follow from another: that is known once all were looked at.
func (w *walk) entry(k store.Kept) error {
	w.report.Entries++
	name := fmt.Sprintf("entry %d of stream %s (leaf %d)", k.Seq, k.Stream, k.Leaf)
	if !k.Intact() {
		w.report.fault(proof.Altered, name, "its sealed bytes are not those that its cover speaks of")
		w.mar(k.Stream)
	}
	w.atLast = !k.Recorded.Before(w.last)
	if !w.atLast {
		at := w.lastAt
		w.doubt(proof.Backdated, k, func(c changes) bool { return !c.of[k.Leaf] && c.of[at] }, "it was recorded at %s, and the one before it in the log at %s", k.Recorded.Format(time.RFC3339Nano), w.last.Format(time.RFC3339Nano))
	} else {
		w.last, w.lastAt = k.Recorded, k.Leaf
	}
	head := w.heads[k.Stream]
	either := func(c changes) bool { return c.of[k.Leaf] || c.of[head.leaf] }
	switch {
	case k.Seq <= head.Seq:
		w.doubt(proof.Reordered, k, either, "it comes after entry %d of its stream", head.Seq)
	case k.Seq > head.Seq+1:
		w.doubt(proof.Removed, k, func(c changes) bool { return either(c) || c.absentBetween(head.leaf, k.Leaf) }, "the entry before it in its stream is %d", head.Seq)
	case k.Before != head.Hash:
		w.doubt(proof.Reordered, k, either, "it does not follow entry %d as that stands here", head.Seq)
	}
	w.heads[k.Stream] = stand{entry.Head{Seq: k.Seq, Hash: k.Hash()}, k.Leaf}
	w.open(k)
	leaf := proof.LeafOf(k.Cover).Hash()
	stored, err := w.storedLeaf(k.Leaf)
	if err != nil {
		return err
	}
	if leaf != stored {
		w.odd = append(w.odd, odd{k.Leaf, k.Stream, name, leaf, stored})
	}
	return w.grow(leaf)
}

// open opens an entry, if its key is at hand. Of a key that is amiss it is told with the first entry under it.
func (w *walk) open(k store.Kept) {
	id := [2]string{string(k.Stream), k.Key}
	wrapped, ok := w.keys.wrapped[id]
	amiss := func(how string, args ...any) {
		told := w.shut[id]
		if w.shut == nil {
			w.shut = make(map[[2]string]bool)
		}
		w.shut[id] = true
		w.doubt(proof.Opened, k, func(changes) bool { return told }, how, args...)
	}
	switch {
	case ok && w.keys.gone[id]:
		amiss("its key %s was destroyed and is there again", k.Key)
		return
	case w.keys.gone[id]:
		w.report.Destroyed++
		return
	case !ok:
		w.mar(k.Stream)
		amiss("its key %s is not there, and no order to destroy it", k.Key)
		return
	case len(w.audit.Ring) == 0:
		return
	}
	key, err := w.dataKey(id, wrapped)
	var silent *vault.Silent
	if errors.As(err, &silent) { // it says nothing of the entry
		w.silent = err
		return
	}
	if err != nil {
		w.mar(k.Stream)
		amiss("%v", err)
		return
	}
	if _, err = k.Open(key.SecretOf(k.Stream, k.Seq)); err != nil {
		w.mar(k.Stream)
		intact := k.Intact()
		w.doubt(proof.Opened, k, func(c changes) bool { return !intact || c.of[k.Leaf] }, "%v", err)
		return
	}
	w.report.Opened++
}

// dataKey unwraps a data key, once: a master key may be a program, or a service far away.
func (w *walk) dataKey(id [2]string, wrapped vault.Wrapped) (entry.DataKey, error) {
	if o, ok := w.opened[id]; ok {
		return o.key, o.err
	}
	key, err := w.audit.Ring.Unwrap(wrapped)
	if w.opened == nil {
		w.opened = make(map[[2]string]unwrapped)
	}
	w.opened[id] = unwrapped{key, err}
	return key, err
}

// row is the log as its row says that it is; the zero one if the row is none, which log names.
func (w *walk) row() (ledger.Tree, error) {
	tree, err := w.tx.Tree()
	if errors.As(err, &w.bad) {
		return ledger.Tree{}, nil
	}
	return tree, err
}
