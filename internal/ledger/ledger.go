// Package ledger is the transparency log: it commits to entries by hash, and makes what package proof checks: signed
// checkpoints, receipts, proofs that one state of the log grew out of another, tiles to be copied, and cosignatures of
// witnesses.
//
// It sees hashes and no contents. It keeps nothing: where the hashes of the tree are stored is the store's affair, which
// gives them back through a tlog.HashReader. Times and keys are handed in.
package ledger

import (
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/ledger/proof"
)

// A Tree is the log as far as it has to be at hand to grow: its right edge, and when its last leaf was recorded.
type Tree struct {
	Edge proof.Edge
	Last time.Time
}

// A Grown is one leaf added to a tree, with the hashes to be stored: they go to the stored hash indices from First on.
type Grown struct {
	Leaf   proof.Leaf
	Index  int64
	First  int64
	Hashes []tlog.Hash
}

// Append enters an entry. It refuses, with a fault.Conflict, one that was recorded before the last: in the log time does
// not go backwards, so an entry cannot be back-dated by more than the pause before it.
func (t *Tree) Append(c entry.Cover) (Grown, error) {
	if c.Recorded.Before(t.Last) {
		return Grown{}, fault.Errorf(fault.Conflict, "entry %d was recorded at %s, and the log already has one of %s; set the clock right",
			c.Seq, c.Recorded.UTC().Format(time.RFC3339Nano), t.Last.UTC().Format(time.RFC3339Nano))
	}
	g := Grown{Leaf: proof.LeafOf(c), Index: t.Edge.Size()}
	if g.Index == proof.MostLeaves {
		return Grown{}, fault.Errorf(fault.Conflict, "the log is full")
	}
	g.First = tlog.StoredHashIndex(0, g.Index)
	g.Hashes = t.Edge.Append(g.Leaf.Hash())
	t.Last = c.Recorded
	return g, nil
}

// Checkpoint signs the state of the tree, with every key given: while keys are changed, with the old and the new one. The
// name of the keys is the name of the log.
func (t *Tree) Checkpoint(keys ...note.Signer) ([]byte, error) {
	c := proof.Checkpoint{Size: t.Edge.Size(), Root: t.Edge.Root()}
	return Sign(c, keys...)
}

// Sign signs a checkpoint; its origin is that of the keys.
func Sign(c proof.Checkpoint, keys ...note.Signer) ([]byte, error) {
	if len(keys) == 0 {
		return nil, fault.Errorf(fault.Input, "there is no key to sign a checkpoint with")
	}
	c.Origin = keys[0].Name()
	for _, k := range keys {
		if k.Name() != c.Origin {
			return nil, fault.Errorf(fault.Input, "the keys of a log are of the names %s and %s; expected one", c.Origin, k.Name())
		}
	}
	return note.Sign(&note.Note{Text: c.Text()}, keys...)
}

// Receipt proves that the entry that is leaf index is in the tree that the signed checkpoint is of.
func Receipt(c entry.Cover, index int64, signed []byte, size int64, hashes tlog.HashReader) (proof.Receipt, error) {
	path, err := Path(index, size, hashes)
	return proof.Receipt{Cover: c, Index: index, Path: path, Checkpoint: signed}, err
}

// Path returns how leaf index leads to the root of the tree of a size.
func Path(index, size int64, hashes tlog.HashReader) (tlog.RecordProof, error) {
	if index < 0 || index >= size {
		return nil, fault.Errorf(fault.NotFound, "there is no leaf %d in a log of %d", index, size)
	}
	return tlog.ProveRecord(size, index, hashes)
}

// Consistency proves that the tree of one size grew out of that of a smaller one. The proof is empty if both are equal or
// the smaller is empty.
func Consistency(older, newer int64, hashes tlog.HashReader) (tlog.TreeProof, error) {
	switch {
	case older < 0 || older > newer:
		return nil, fault.Errorf(fault.Input, "there is no proof from %d leaves to %d; expected the smaller first", older, newer)
	case older == 0 || older == newer:
		return tlog.TreeProof{}, nil
	}
	return tlog.ProveTree(newer, older, hashes)
}

// Succession hands over from an old key of a log to a new one, whose public key is given.
func Succession(old note.Signer, vkey string) ([]byte, error) {
	v, err := note.NewVerifier(vkey)
	if err != nil || v.Name() != old.Name() {
		return nil, fault.Errorf(fault.Input, "the new key is not one of the log %s; expected %s+ID+BASE64", old.Name(), old.Name())
	}
	return note.Sign(&note.Note{Text: proof.SuccessionText(old.Name(), vkey)}, old)
}
