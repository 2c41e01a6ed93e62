package clerk

import (
	"context"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/ledger"
	"github.com/affiant-project/affiant/internal/ledger/proof"
	"github.com/affiant-project/affiant/internal/store"
)

// Checkpoint returns the signed state of the log as it is. Anyone may have it.
func (c *Clerk) Checkpoint(ctx context.Context) ([]byte, error) {
	var signed []byte
	err := c.store.View(ctx, func(tx store.Tx) error {
		tree, err := tx.Tree()
		if err == nil {
			_, signed, err = tx.Checkpoint(tree.Edge.Size())
		}
		return err
	})
	return signed, err
}

// Tile returns the hashes of a tile of the log (c2sp.org/tlog-tiles), and Leaves the leaves under one of level 0. Anyone may have them:
// a leaf tells a time and a hash, and not of which matter. What the log does not yet have is a fault.NotFound.
func (c *Clerk) Tile(ctx context.Context, t tlog.Tile) ([]byte, error) {
	var data []byte
	err := c.store.View(ctx, func(tx store.Tx) error {
		err := has(tx, t)
		if err == nil {
			data, err = tlog.ReadTileData(t, tx)
		}
		return err
	})
	return data, err
}

// Leaves returns the leaves under a tile of level 0.
func (c *Clerk) Leaves(ctx context.Context, t tlog.Tile) ([]byte, error) {
	var data []byte
	err := c.store.View(ctx, func(tx store.Tx) error {
		if err := has(tx, t); err != nil {
			return err
		}
		list, err := tx.Leaves(t.N*proof.TileWidth, t.W)
		data = proof.LeavesBytes(store.Leaves(list))
		return err
	})
	return data, err
}

// has holds that the log has a tile.
func has(tx store.Tx, t tlog.Tile) error {
	tree, err := tx.Tree()
	if err != nil {
		return err
	}
	if t.H != proof.TileHeight || t.L < 0 || t.L > 7 || t.W < 1 || t.W > proof.TileWidth || t.N < 0 || t.N > tree.Edge.Size() ||
		t.N*proof.TileWidth+int64(t.W) > tree.Edge.Size()>>(t.L*proof.TileHeight) {
		return fault.Errorf(fault.NotFound, "the log has no such tile yet")
	}
	return nil
}

// Consistency proves that the log of one size grew out of that of a smaller one.
func (c *Clerk) Consistency(ctx context.Context, older, newer int64) (tlog.TreeProof, error) {
	var p tlog.TreeProof
	err := c.store.View(ctx, func(tx store.Tx) error {
		tree, err := tx.Tree()
		if err != nil {
			return err
		}
		if newer > tree.Edge.Size() {
			return fault.Errorf(fault.NotFound, "the log has %d leaves", tree.Edge.Size())
		}
		p, err = ledger.Consistency(older, newer, tx)
		return err
	})
	return p, err
}
