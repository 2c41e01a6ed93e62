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

	"golang.org/x/mod/sumdb/tlog"

	"github.com/affiant-project/affiant/internal/entry"
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
	Faults    []error // each a *proof.Broken; of each kind the first ones, if there are very many
	More      int

	// Follows are what would not be there without the faults, as far as that can be shown: states that were signed of an entry as it was, what comes
	// after it in its stream, what cannot be derived from it. They are as the faults are, and there are none where there is no fault.
	Follows     []error
	MoreFollows int

	told map[proof.Breach]int
}

// mostFaults is how many faults of one kind are told, and mostFollows how much of what follows.
const (
	mostFaults  = 200
	mostFollows = 2000
)

func (r *Report) fault(b proof.Breach, where, how string, args ...any) {
	if r.told == nil {
		r.told = make(map[proof.Breach]int)
	}
	if r.told[b]++; r.told[b] > mostFaults {
		r.More++
		return
	}
	r.Faults = append(r.Faults, &proof.Broken{Breach: b, Where: where, How: fmt.Sprintf(how, args...)})
}

func (r *Report) follow(b proof.Breach, where, how string, args ...any) {
	if len(r.Follows) == mostFollows {
		r.MoreFollows++
		return
	}
	r.Follows = append(r.Follows, &proof.Broken{Breach: b, Where: where, How: fmt.Sprintf(how, args...)})
}

// Run goes through the store. The error says that it could not be read to its end; what is wrong is in the report.
func (a *Audit) Run(ctx context.Context) (*Report, error) {
	r := &Report{}
	keys, err := a.keys(ctx)
	if err != nil {
		return r, err
	}
	err = a.Store.View(ctx, func(tx store.Tx) error {
		w := &walk{audit: a, report: r, tx: tx, keys: keys, heads: make(map[entry.Stream]stand)}
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
	err = a.papers(ctx, r)
	if len(r.Faults) == 0 { // nothing passes as following from nothing
		r.Faults, r.More, r.Follows, r.MoreFollows = r.Follows, r.MoreFollows, nil, 0
	}
	return r, err
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
