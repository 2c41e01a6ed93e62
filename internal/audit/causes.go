package audit

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/ledger/proof"
	"github.com/affiant-project/affiant/internal/store"
)

// A doubt is something amiss of which it is known only at the end whether it follows from something else.
type doubt struct {
	breach     proof.Breach
	where, how string
	stream     entry.Stream
	follows    func(changes) bool
}

func (w *walk) doubt(b proof.Breach, k store.Kept, follows func(changes) bool, how string, args ...any) {
	w.doubts = append(w.doubts, doubt{b, fmt.Sprintf("entry %d of stream %s (leaf %d)", k.Seq, k.Stream, k.Leaf), fmt.Sprintf(how, args...), k.Stream, follows})
}

// mar notes that from a stream nothing can be derived as it was.
func (w *walk) mar(s entry.Stream) {
	if w.marred == nil {
		w.marred = make(map[entry.Stream]bool)
	}
	w.marred[s] = true
}

// changes are the leaves of which it is shown, by what the tree has of them, that their entry is another than was entered, and those whose entry is not there.
type changes struct {
	of     map[int64]bool
	absent []int64
}

func (c changes) absentBetween(a, b int64) bool {
	return slices.ContainsFunc(c.absent, func(n int64) bool { return a <= n && n < b })
}

// log says of the leaves that are not what is stored of them which of the two was changed, by what the log's row says; and then of what came up on
// the way whether it follows from that. An entry that is as it was entered and does not follow the one before it, for one, does so because that was changed.
func (w *walk) log() error {
	tree, err := w.row()
	if err != nil {
		return err
	}
	row := tree.Edge.Root()
	byStored := w.stored.Size() == tree.Edge.Size() && w.stored.Root() == row
	c := changes{make(map[int64]bool), w.absent}
	w.runs(proof.Removed, w.absent, "its entry is not there", "their entries are not there")
	w.runs(proof.Damaged, w.blank, "its hash is not in the tree", "their hashes are not in the tree")
	w.runs(proof.Damaged, w.lacks, "a hash that it completes is not in the tree", "hashes that they complete are not in the tree")
	if w.report.Entries > 0 && len(w.keys.wrapped)+len(w.keys.gone) == 0 {
		w.out = fault.Errorf(fault.NotFound, "none is there, and no order to destroy one; they may have been left out when the store was copied")
		w.report.fault(proof.Opened, "the keys of matters", "%v", w.out)
	} else if w.out = w.shutOut(); w.out != nil {
		w.report.fault(proof.Opened, "the master keys", "none of the %d keys of this store opens under them, so they may be another station's; the first: %v", len(w.opened), w.out)
	}
	for _, o := range w.odd {
		there := slices.IndexFunc(w.odd, func(x odd) bool { return x.stored == o.hash })
		switch {
		case o.stored == tlog.Hash{}: // there is none, which is told
			w.report.follow(proof.Damaged, o.name, "the tree has no hash of it")
			continue
		case there >= 0:
			w.report.fault(proof.Reordered, o.name, "it was entered as leaf %d", w.odd[there].leaf)
		case byStored:
			w.report.fault(proof.Altered, o.name, "its cover is not the one that was entered")
		default:
			w.report.fault(proof.Damaged, o.name, "the tree has another hash of it")
			continue
		}
		c.of[o.leaf] = true
		w.mar(o.stream)
	}
	for _, d := range w.doubts {
		tell := w.report.fault
		if d.follows(c) || d.breach == proof.Opened && w.out != nil {
			tell = w.report.follow
		}
		tell(d.breach, d.where, "%s", d.how)
		if d.breach == proof.Reordered || d.breach == proof.Removed {
			w.mar(d.stream)
		}
	}
	switch {
	case w.bad != nil:
		w.report.fault(proof.Damaged, "the log's row", "it is none: %v", w.bad.How)
	case w.tree.Size() > tree.Edge.Size():
		w.report.fault(proof.RolledBack, "the log's row", "it says %d leaves, and %d entries are there", tree.Edge.Size(), w.tree.Size())
	case row != w.tree.Root() && !byStored:
		if leaf, ok := w.unknown(tree.Edge.Size()); ok {
			w.report.fault(proof.Damaged, "the log's row", "the entries cannot be held against its root, for want of leaf %d", leaf)
			break
		}
		w.report.fault(proof.Damaged, "the log's row", "its root is not that of the entries")
	case w.tree.Size() > 0 && w.atLast && !tree.Last.Equal(w.last):
		tell := w.report.fault
		if c.of[w.lastAt] || slices.Contains(w.absent, w.tree.Size()-1) {
			tell = w.report.follow
		}
		tell(proof.Damaged, "the log's row", "it says that the last entry was recorded at %s, and the entry says %s", tree.Last.Format(time.RFC3339Nano), w.last.Format(time.RFC3339Nano))
	}
	return nil
}

// runs tells what is amiss with leaves, once for those that stand together.
func (w *walk) runs(b proof.Breach, leaves []int64, one, many string) {
	for i := 0; i < len(leaves); {
		j := i
		for j+1 < len(leaves) && leaves[j+1] == leaves[j]+1 {
			j++
		}
		if i == j {
			w.report.fault(b, fmt.Sprintf("leaf %d", leaves[i]), "%s", one)
		} else {
			w.report.fault(b, fmt.Sprintf("leaves %d to %d", leaves[i], leaves[j]), "%s", many)
		}
		i = j + 1
	}
}

// unknown returns the first leaf before a size of which there is neither entry nor hash: what the tree was from there on cannot be worked out.
func (w *walk) unknown(size int64) (leaf int64, ok bool) {
	for _, n := range w.absent {
		if n < size && w.unknownIn(n, n+1) {
			return n, true
		}
	}
	return 0, false
}

// unknownIn reports whether there is neither entry nor hash of one of some leaves.
func (w *walk) unknownIn(from, to int64) bool {
	return slices.ContainsFunc(w.absent, func(n int64) bool {
		_, blank := slices.BinarySearch(w.blank, n)
		return blank && from <= n && n < to
	})
}

// shutOut returns why no key opens, if there are several and none does: then it is the master keys that are others. The roll has a key, so has each matter.
func (w *walk) shutOut() error {
	if len(w.opened) < 2 {
		return nil
	}
	var first error
	for _, id := range slices.SortedFunc(maps.Keys(w.opened), func(a, b [2]string) int { return strings.Compare(a[0]+a[1], b[0]+b[1]) }) {
		if w.opened[id].err == nil {
			return nil
		}
		if first == nil {
			first = w.opened[id].err
		}
	}
	return first
}
