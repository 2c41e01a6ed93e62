package audit

import (
	"fmt"
	"slices"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/ledger/proof"
	"github.com/affiant-project/affiant/internal/store"
)

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
		w.blank = append(w.blank, n)
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
		if _, blank := slices.BinarySearch(w.blank, n); !blank {
			w.lacks = append(w.lacks, n)
		}
		w.stored.Append(leaf)
		return nil
	}
	if err != nil {
		return err
	}
	above := w.stored.Append(stored[0])
	for i := range hashes {
		if above[i] != hashes[i] {
			if w.was == nil {
				w.was = make(map[int64]tlog.Hash)
			}
			w.was[indexes[i]] = above[i]
		}
		switch where := fmt.Sprintf("hash %d of the tree", indexes[i]); {
		case stored[i] == above[i]:
		case stored[i] == hashes[i]: // it is that of the entries, so it is the hash of a leaf below it that was changed, which is told
			w.report.follow(proof.Damaged, where, "it does not follow from those below it")
		case i > 0 && w.unknownIn(n+1-1<<i, n+1): // it cannot be worked out, for want of that leaf
			w.report.follow(proof.Damaged, where, "it does not follow from those below it")
		default:
			w.report.fault(proof.Damaged, where, "it does not follow from those below it")
		}
	}
	return nil
}
