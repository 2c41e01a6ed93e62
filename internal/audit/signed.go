package audit

import (
	"fmt"
	"math"
	"slices"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/ledger/proof"
)

// A mark is a signed checkpoint that is not of this record, or not signed.
type mark struct {
	size int64
	how  string
}

// checkpoints holds every signed checkpoint against the tree, and then the states that the log is known to have had. Very many may be amiss for one cause:
// then that is told once, and they as what follows from it.
func (w *walk) checkpoints() error {
	var forged, parted, ahead, open []mark
	all := 0
	agrees := int64(0) // the largest state that was signed and is that of the store
	at := int64(math.MaxInt64)
	for last := true; ; last = false {
		size, signed, err := w.tx.Checkpoint(at)
		none := fault.KindOf(err) == fault.NotFound
		if err != nil && !none {
			return err
		}
		if last && w.tree.Size() > size { // what is kept is signed by the same commit; whoever has no key of the log can add to it and cannot sign
			has := "none is"
			if !none {
				has = fmt.Sprintf("the last that is has %d", size)
			}
			w.report.fault(proof.Forged, "the log", "its state of %d leaves is not signed; %s", w.tree.Size(), has)
		}
		if none {
			break
		}
		all++
		c, err := w.signed(signed)
		switch {
		case err != nil:
			forged = append(forged, mark{size, err.Error()})
		case c.Size != size:
			forged = append(forged, mark{size, fmt.Sprintf("it is one of %d", c.Size)})
		case size > w.tree.Size():
			ahead = append(ahead, mark{size, w.had(size)})
		default:
			is, how, err := w.grewFrom(c)
			if err != nil {
				w.report.fault(proof.Damaged, state(size), "the tree could not be worked out: %v", err)
			} else if is == follows {
				w.report.follow(proof.Forked, state(size), "%s", how)
			} else if is == unheld {
				open = append(open, mark{size, how})
			} else if is == other {
				parted = append(parted, mark{size, how})
			} else {
				agrees = max(agrees, size)
			}
		}
		if size == 0 {
			break
		}
		at = size - 1
	}
	// Under a key that is none of this log's nothing is signed: that is one fault. Otherwise each has been put there.
	if alike := len(forged) == all && !slices.ContainsFunc(forged, func(m mark) bool { return m.how != forged[0].how }); alike {
		w.first(proof.Forged, forged, "")
	} else {
		for _, m := range forged {
			w.report.fault(proof.Forged, state(m.size), "%s", m.how)
		}
	}
	w.first(proof.RolledBack, ahead, "")
	slices.Reverse(parted) // the smallest says where they part
	w.first(proof.Forked, parted, fmt.Sprintf("; of the states that were signed, that of %d leaves is the last that is one of this record", agrees))
	w.unheld(open)
	for _, c := range w.audit.Older {
		where := fmt.Sprintf("the older checkpoint of %d leaves", c.Size)
		if c.Size > w.tree.Size() {
			w.report.fault(proof.RolledBack, where, "%s", w.had(c.Size))
			continue
		}
		switch is, how, err := w.grewFrom(c); {
		case err != nil:
			w.report.fault(proof.Damaged, where, "the tree could not be worked out: %v", err)
		case is == follows:
			w.report.follow(proof.Forked, where, "%s", how)
		case is == unheld:
			w.report.fault(proof.Damaged, where, "%s", how)
		case is == other:
			w.report.fault(proof.Forked, where, "%s", how)
		}
	}
	return nil
}

// unheld tells of the states that cannot be held against the store, the largest first. That they are of this record follows from nothing: each may be of another, so
// it is told as a fault, once for all of them.
func (w *walk) unheld(open []mark) {
	if len(open) == 0 {
		return
	}
	where := state(open[0].size)
	if n := len(open); n > 1 {
		where = fmt.Sprintf("%d checkpoints, of %d to %d leaves", n, open[n-1].size, open[0].size)
	}
	w.report.fault(proof.Damaged, where, "%s", open[0].how)
}

// first tells the first mark as a fault, and the rest as what follows.
func (w *walk) first(b proof.Breach, list []mark, more string) {
	for i, m := range list {
		if i == 0 {
			w.report.fault(b, state(m.size), "%s%s", m.how, more)
		} else {
			w.report.follow(b, state(m.size), "%s", m.how)
		}
	}
}

func state(size int64) string { return fmt.Sprintf("checkpoint of %d leaves", size) }

func (w *walk) had(size int64) string {
	return fmt.Sprintf("the store has %d leaves and has had %d", w.tree.Size(), size)
}

func (w *walk) signed(text []byte) (proof.Checkpoint, error) {
	if w.audit.Trust != nil {
		return w.audit.Trust.Open(text)
	}
	return proof.Unsigned(text)
}

// How a state that was signed stands to the store.
type standing int

const (
	same    standing = iota // it is one of this record
	follows                 // it is of the record as it was before an entry was changed that is named
	other                   // it is another record
	unheld                  // it cannot be held against the store: what it was of is neither there nor known by its hash
)

// grewFrom says how the tree stands to a state that is no larger.
func (w *walk) grewFrom(c proof.Checkpoint) (standing, string, error) {
	root, err := w.rootOf(c.Size, w)
	if err != nil || root == c.Root {
		return same, "", err
	}
	how := fmt.Sprintf("the first %d entries of the store are not those that were signed", c.Size)
	if leaf, ok := w.unknown(c.Size); ok {
		return unheld, fmt.Sprintf("the entries of the store cannot be held against what was signed, for want of leaf %d, so it may be of another record", leaf), nil
	}
	if was, err := w.rootOf(c.Size, entered{w}); err == nil && was == c.Root {
		return follows, how, nil
	}
	return other, how, nil
}

func (w *walk) rootOf(size int64, r tlog.HashReader) (tlog.Hash, error) {
	if size == 0 {
		return new(proof.Edge).Root(), nil
	}
	return tlog.TreeHash(size, r)
}

// entered is the tree as it grows from the stored hashes of leaves, where those are others than the entries have.
type entered struct{ *walk }

// ReadHashes gives the hashes of it.
func (e entered) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	list, err := e.walk.ReadHashes(indexes)
	for i, n := range indexes {
		if h, ok := e.was[n]; ok && err == nil {
			list[i] = h
		}
	}
	return list, err
}
