package clerk

import (
	"context"
	"encoding/json"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/ledger"
	"github.com/affiant-project/affiant/internal/store"
)

// witnessedCell holds, as a list, the size of the newest checkpoint that at least one witness has cosigned, that at least two have, and so on.
const witnessedCell = "witnessed"

// Growth returns the newest signed checkpoint of at most a size, its own size, and the proof that the log grew to it from an older size; no proof, if it
// is the older itself or before it. A log that is smaller than the older is a fault.Conflict: it was put back to an earlier day.
func (c *Clerk) Growth(ctx context.Context, older, most int64) (size int64, signed []byte, p tlog.TreeProof, err error) {
	err = c.store.View(ctx, func(tx store.Tx) error {
		tree, err := tx.Tree()
		if err != nil {
			return err
		}
		if older > tree.Edge.Size() {
			return fault.Errorf(fault.Conflict, "the log has %d leaves, and was seen with %d: the store was put back to an earlier state", tree.Edge.Size(), older)
		}
		if size, signed, err = tx.Checkpoint(min(most, tree.Edge.Size())); err != nil || older >= size {
			return err
		}
		p, err = ledger.Consistency(older, size, tx)
		return err
	})
	return size, signed, p, err
}

// Cosigned keeps the signature line of a witness with the checkpoint of a size. That it holds was checked.
func (c *Clerk) Cosigned(ctx context.Context, size int64, line []byte) error {
	return c.store.Update(ctx, func(tx store.Tx) error {
		at, signed, err := tx.Checkpoint(size)
		if err != nil {
			return err
		}
		if at != size {
			return fault.Errorf(fault.NotFound, "there is no checkpoint of %d leaves", size)
		}
		signed = ledger.Beside(signed, line)
		if err := tx.PutCheckpoint(size, signed); err != nil {
			return err
		}
		sizes, err := witnessed(tx)
		if err != nil {
			return err
		}
		for n := range ledger.Witnessed(signed) {
			if n == len(sizes) {
				sizes = append(sizes, 0)
			}
			sizes[n] = max(sizes[n], size)
		}
		v, err := json.Marshal(sizes)
		if err != nil {
			return err
		}
		return tx.Put(bucketStation, witnessedCell, v)
	})
}

func witnessed(tx store.Tx) (sizes []int64, err error) {
	v, err := tx.Get(bucketStation, witnessedCell)
	if notFound(err) {
		return nil, nil
	}
	if err == nil {
		err = json.Unmarshal(v, &sizes)
	}
	return sizes, err
}

// best returns the checkpoint that proves most of a leaf: of those that have it, one that as many witnesses as possible have cosigned, and of these
// the newest; the newest of all, if none has cosigned one that has it.
func (c *Clerk) best(tx store.Tx, leaf int64) (size int64, signed []byte, err error) {
	tree, err := tx.Tree()
	if err != nil {
		return 0, nil, err
	}
	sizes, err := witnessed(tx)
	if err != nil {
		return 0, nil, err
	}
	for n := len(sizes) - 1; n >= 0; n-- {
		if sizes[n] > leaf && sizes[n] <= tree.Edge.Size() {
			return tx.Checkpoint(sizes[n])
		}
	}
	return tx.Checkpoint(tree.Edge.Size())
}

// WitnessedCheckpoint returns the newest checkpoint that as many witnesses as ever have cosigned; the newest, if none was.
func (c *Clerk) WitnessedCheckpoint(ctx context.Context) (signed []byte, err error) {
	err = c.store.View(ctx, func(tx store.Tx) error {
		_, signed, err = c.best(tx, -1)
		return err
	})
	return signed, err
}
