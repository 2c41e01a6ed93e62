// Package audit goes through a whole store and says whether it is what was entered: every entry against its cover, its
// stream, its leaf and its key, the tree against the entries, the signed checkpoints against the tree, every paper
// against its name, and what was derived against what it was derived from. It is what fsck does; it reads and mends nothing.
package audit

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"math"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/ledger/proof"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/vault"
)

// An Audit is what to go through, and what to hold it against. Without a trust, signatures are not checked; without keys,
// nothing is opened.
type Audit struct {
	Store store.Store
	Trust *proof.Trust
	Older []proof.Checkpoint // states that the log is known to have had
	Ring  vault.Ring

	// Derived derives anew what is kept of streams, in order, beside their entries, tells found what does not agree, and returns
	// of how many it could. It is run if the keys are at hand; may be nil.
	Derived func(ctx context.Context, tx store.Tx, streams []entry.Stream, found func(where, how string)) (int, error)
}

// A Report is what was found.
type Report struct {
	Entries   int64
	Streams   int
	Opened    int64 // entries that could be opened
	Destroyed int64 // entries whose key was destroyed
	Derived   int   // streams of which what is kept for lists and search was derived anew
	Papers    int
	Root      tlog.Hash
	Faults    []error // each a *proof.Broken, the first ones if there are very many
	More      int
}

const mostFaults = 200

func (r *Report) fault(b proof.Breach, where, how string, args ...any) {
	if len(r.Faults) == mostFaults {
		r.More++
		return
	}
	r.Faults = append(r.Faults, &proof.Broken{Breach: b, Where: where, How: fmt.Sprintf(how, args...)})
}

// Run goes through the store. The error says that it could not be read to its end; what is wrong is in the report.
func (a *Audit) Run(ctx context.Context) (*Report, error) {
	r := &Report{}
	keys, err := a.keys(ctx)
	if err != nil {
		return r, err
	}
	err = a.Store.View(ctx, func(tx store.Tx) error {
		w := &walk{audit: a, report: r, tx: tx, keys: keys, heads: make(map[entry.Stream]entry.Head)}
		if err := w.entries(); err != nil {
			return err
		}
		if err := w.log(); err != nil {
			return err
		}
		if err := w.checkpoints(); err != nil {
			return err
		}
		return w.derived(ctx)
	})
	if err != nil {
		return r, err
	}
	return r, a.papers(ctx, r)
}

// A keyed is what is known of the keys.
type keyed struct {
	wrapped map[[2]string]vault.Wrapped
	gone    map[[2]string]bool
}

func (a *Audit) keys(ctx context.Context) (keyed, error) {
	k := keyed{make(map[[2]string]vault.Wrapped), make(map[[2]string]bool)}
	list, err := a.Store.Keys().AllKeys(ctx)
	if err != nil {
		return k, err
	}
	for _, w := range list {
		k.wrapped[[2]string{string(w.Stream), w.Key}] = w
	}
	stones, err := a.Store.Keys().Tombstones(ctx)
	for _, t := range stones {
		k.gone[[2]string{string(t.Stream), t.Key}] = true
	}
	return k, err
}

// papers hashes every paper.
func (a *Audit) papers(ctx context.Context, r *Report) error {
	names, err := a.Store.Papers().PaperNames(ctx)
	if err != nil {
		return err
	}
	r.Papers = len(names)
	for _, n := range names {
		f, err := a.Store.Papers().Paper(ctx, n)
		if err != nil {
			return err
		}
		sum := sha256.New()
		_, err = io.Copy(sum, f)
		if err := errors.Join(err, f.Close()); err != nil {
			return err
		}
		if got := vault.Name(sum.Sum(nil)); got != n {
			r.fault(proof.Swapped, "paper "+n.String(), "its bytes are those of %s", got)
		}
	}
	return nil
}

// checkpoints holds every signed checkpoint against the tree, and then the states that the log is known to have had.
func (w *walk) checkpoints() error {
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
		where := fmt.Sprintf("checkpoint of %d leaves", size)
		c, err := w.signed(signed)
		switch {
		case err != nil:
			w.report.fault(proof.Forged, where, "%v", err)
		case c.Size != size:
			w.report.fault(proof.Forged, where, "it is one of %d", c.Size)
		default:
			w.grewFrom(c, where)
		}
		if size == 0 {
			break
		}
		at = size - 1
	}
	for _, c := range w.audit.Older {
		w.grewFrom(c, fmt.Sprintf("the older checkpoint of %d leaves", c.Size))
	}
	return nil
}

func (w *walk) signed(text []byte) (proof.Checkpoint, error) {
	if w.audit.Trust != nil {
		return w.audit.Trust.Open(text)
	}
	return proof.Unsigned(text)
}

// grewFrom says what is wrong if the tree did not grow out of a state.
func (w *walk) grewFrom(c proof.Checkpoint, where string) {
	size := w.tree.Size()
	if c.Size > size {
		w.report.fault(proof.RolledBack, where, "the store has %d leaves and has had %d", size, c.Size)
		return
	}
	root, err := tlog.TreeHash(c.Size, w)
	if c.Size == 0 {
		root, err = new(proof.Edge).Root(), nil
	}
	switch {
	case err != nil:
		w.report.fault(proof.Damaged, where, "the tree could not be worked out: %v", err)
	case root != c.Root:
		w.report.fault(proof.Forked, where, "the first %d entries of the store are not those that were signed", c.Size)
	}
}
