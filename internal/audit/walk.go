package audit

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/fault"
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

	heads  map[entry.Stream]entry.Head
	last   time.Time
	tree   proof.Edge          // grown from the entries
	stored proof.Edge          // grown from the stored hashes of leaves
	hashes []tlog.Hash         // of the tree as grown from the entries, by stored hash index
	odd    []odd               // leaves that are not what is stored of them
	ahead  map[int64]tlog.Hash // stored hashes that were read ahead

	opened map[[2]string]unwrapped // data keys that were unwrapped, or could not be
	silent error                   // a master key did not answer
	bad    *store.BadLog           // the log's row is none
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
	name         string // of the entry
	hash, stored tlog.Hash
}

const page = 500

// ReadHashes gives the hashes of the tree that was grown from the entries.
func (w *walk) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	list := make([]tlog.Hash, len(indexes))
	for i, n := range indexes {
		if n < 0 || n >= int64(len(w.hashes)) {
			return nil, fault.Errorf(fault.NotFound, "there is no hash %d", n)
		}
		list[i] = w.hashes[n]
	}
	return list, nil
}

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
	w.report.fault(proof.Removed, fmt.Sprintf("leaf %d", n), "its entry is not there")
	h, err := w.storedLeaf(n)
	if err != nil {
		return err
	}
	return w.grow(h)
}

// entry looks at one entry.
func (w *walk) entry(k store.Kept) error {
	w.report.Entries++
	name := fmt.Sprintf("entry %d of stream %s (leaf %d)", k.Seq, k.Stream, k.Leaf)
	if !k.Intact() {
		w.report.fault(proof.Altered, name, "its sealed bytes are not those that its cover speaks of")
	}
	w.atLast = !k.Recorded.Before(w.last)
	if !w.atLast {
		w.report.fault(proof.Backdated, name, "it was recorded at %s, and the one before it in the log at %s", k.Recorded.Format(time.RFC3339Nano), w.last.Format(time.RFC3339Nano))
	} else {
		w.last = k.Recorded
	}
	head, hash := w.heads[k.Stream], k.Hash()
	switch {
	case k.Seq <= head.Seq:
		w.report.fault(proof.Reordered, name, "it comes after entry %d of its stream", head.Seq)
	case k.Seq > head.Seq+1:
		w.report.fault(proof.Removed, name, "the entry before it in its stream is %d", head.Seq)
	case k.Before != head.Hash:
		w.report.fault(proof.Reordered, name, "it does not follow entry %d as that stands here", head.Seq)
	}
	w.heads[k.Stream] = entry.Head{Seq: k.Seq, Hash: hash}
	w.open(k, name)
	leaf := proof.LeafOf(k.Cover).Hash()
	stored, err := w.storedLeaf(k.Leaf)
	if err != nil {
		return err
	}
	if leaf != stored {
		w.odd = append(w.odd, odd{k.Leaf, name, leaf, stored})
	}
	return w.grow(leaf)
}

// open opens an entry, if its key is at hand.
func (w *walk) open(k store.Kept, name string) {
	id := [2]string{string(k.Stream), k.Key}
	wrapped, ok := w.keys.wrapped[id]
	switch {
	case ok && w.keys.gone[id]:
		w.report.fault(proof.Opened, name, "its key %s was destroyed and is there again", k.Key)
		return
	case w.keys.gone[id]:
		w.report.Destroyed++
		return
	case !ok:
		w.report.fault(proof.Opened, name, "its key %s is not there, and no order to destroy it", k.Key)
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
	if err == nil {
		_, err = k.Open(key.SecretOf(k.Stream, k.Seq))
	}
	if err != nil {
		w.report.fault(proof.Opened, name, "%v", err)
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

// readAhead reads the stored hashes of a page at once. Where some are not there, they are read one by one instead.
func (w *walk) readAhead(list []store.Kept) error {
	w.ahead = nil
	if len(list) == 0 {
		return nil
	}
	var indexes []int64
	for i := tlog.StoredHashIndex(0, list[0].Leaf); i < tlog.StoredHashIndex(0, list[len(list)-1].Leaf+1) && len(indexes) < 4*page; i++ {
		indexes = append(indexes, i)
	}
	hashes, err := w.tx.ReadHashes(indexes)
	if fault.KindOf(err) == fault.NotFound {
		return nil
	}
	w.ahead = make(map[int64]tlog.Hash, len(hashes))
	for i, h := range hashes {
		w.ahead[indexes[i]] = h
	}
	return err
}

// read reads stored hashes.
func (w *walk) read(indexes []int64) ([]tlog.Hash, error) {
	list := make([]tlog.Hash, len(indexes))
	for i, n := range indexes {
		h, ok := w.ahead[n]
		if !ok {
			return w.tx.ReadHashes(indexes)
		}
		list[i] = h
	}
	return list, nil
}

// storedLeaf returns what the tree has of a leaf; a hash of zeros if nothing.
func (w *walk) storedLeaf(n int64) (tlog.Hash, error) {
	list, err := w.read([]int64{tlog.StoredHashIndex(0, n)})
	if fault.KindOf(err) == fault.NotFound {
		w.report.fault(proof.Damaged, fmt.Sprintf("leaf %d", n), "its hash is not in the tree")
		return tlog.Hash{}, nil
	}
	if err != nil {
		return tlog.Hash{}, err
	}
	return list[0], nil
}

// grow adds a leaf to both trees, and holds the hashes above it against what is stored.
func (w *walk) grow(leaf tlog.Hash) error {
	n := w.tree.Size()
	hashes := w.tree.Append(leaf)
	first := tlog.StoredHashIndex(0, n)
	indexes := make([]int64, len(hashes))
	for i := range hashes {
		indexes[i] = first + int64(i)
	}
	w.hashes = append(w.hashes, hashes...)
	stored, err := w.read(indexes)
	if fault.KindOf(err) == fault.NotFound {
		w.report.fault(proof.Damaged, fmt.Sprintf("leaf %d", n), "a hash that it completes is not in the tree")
		w.stored.Append(leaf)
		return nil
	}
	if err != nil {
		return err
	}
	above := w.stored.Append(stored[0])
	for i := 1; i < len(hashes); i++ {
		if stored[i] != above[i] {
			w.report.fault(proof.Damaged, fmt.Sprintf("hash %d of the tree", indexes[i]), "it does not follow from those below it")
		}
	}
	return nil
}

// row is the log as its row says that it is; the zero one if the row is none, which log names.
func (w *walk) row() (ledger.Tree, error) {
	tree, err := w.tx.Tree()
	if errors.As(err, &w.bad) {
		return ledger.Tree{}, nil
	}
	return tree, err
}

// log says of the leaves that are not what is stored of them which of the two was changed, by what the log's row says.
func (w *walk) log() error {
	tree, err := w.row()
	if err != nil {
		return err
	}
	row := tree.Edge.Root()
	byStored := w.stored.Size() == tree.Edge.Size() && w.stored.Root() == row
	for _, o := range w.odd {
		there := slices.IndexFunc(w.odd, func(x odd) bool { return x.stored == o.hash })
		switch {
		case there >= 0:
			w.report.fault(proof.Reordered, o.name, "it was entered as leaf %d", w.odd[there].leaf)
		case byStored:
			w.report.fault(proof.Altered, o.name, "its cover is not the one that was entered")
		default:
			w.report.fault(proof.Damaged, o.name, "the tree has another hash of it")
		}
	}
	switch {
	case w.bad != nil:
		w.report.fault(proof.Damaged, "the log's row", "it is none: %v", w.bad.How)
	case w.tree.Size() > tree.Edge.Size():
		w.report.fault(proof.RolledBack, "the log's row", "it says %d leaves, and %d entries are there", tree.Edge.Size(), w.tree.Size())
	case row != w.tree.Root() && !byStored:
		w.report.fault(proof.Damaged, "the log's row", "its root is not that of the entries")
	case w.tree.Size() > 0 && w.atLast && !tree.Last.Equal(w.last):
		w.report.fault(proof.Damaged, "the log's row", "it says that the last entry was recorded at %s, and the entry says %s", tree.Last.Format(time.RFC3339Nano), w.last.Format(time.RFC3339Nano))
	}
	return nil
}

// derived looks at what was derived from the entries.
func (w *walk) derived(ctx context.Context) error {
	q := store.Query{Limit: page}
	for {
		rows, err := w.tx.Rows(q)
		if err != nil {
			return err
		}
		for _, r := range rows {
			head, ok := w.heads[r.Stream]
			where := fmt.Sprintf("the row of stream %s", r.Stream)
			switch {
			case !ok:
				w.report.fault(proof.Projected, where, "there is no such stream")
			case r.Seq > head.Seq:
				w.report.fault(proof.Projected, where, "it was derived from entry %d, and the stream has %d", r.Seq, head.Seq)
			}
		}
		if len(rows) < page {
			break
		}
		q.After = rows[len(rows)-1].Cursor()
	}
	if w.audit.Derived == nil || len(w.audit.Ring) == 0 {
		return nil
	}
	streams := slices.Sorted(maps.Keys(w.heads))
	var err error
	w.report.Derived, err = w.audit.Derived(ctx, w.tx, streams, func(where, how string) { w.report.fault(proof.Projected, where, "%s", how) })
	return err
}
