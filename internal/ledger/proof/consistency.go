package proof

import (
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

// Grew checks that the newer of two checkpoints of one log grew out of the older: everything that was in it still is, in
// the same place. The proof may be nil if both have the same size. The error is a *Broken: RolledBack if the newer is the
// smaller one, Forked if they cannot both be of one log. Two signed checkpoints that are Forked are together the evidence that
// the log, or whoever holds its key, has shown different records to different people.
func Grew(older, newer Checkpoint, proof tlog.TreeProof) error {
	where := fmt.Sprintf("log %s", newer.Origin)
	switch {
	case older.Origin != newer.Origin:
		return broken(Replayed, where, "the older checkpoint is of the log %s", older.Origin)
	case newer.Size < older.Size:
		return broken(RolledBack, where, "it has %d leaves and has had %d", newer.Size, older.Size)
	case newer.Size == older.Size && newer.Root != older.Root:
		return broken(Forked, where, "two checkpoints of %d leaves have different roots", newer.Size)
	case older.Size == 0 && older.Root != emptyRoot:
		return broken(Forked, where, "a checkpoint without leaves has a root that no empty tree has")
	case newer.Size == older.Size || older.Size == 0:
		if len(proof) > 0 {
			return broken(Forked, where, "a proof of %d hashes where none is needed", len(proof))
		}
		return nil
	}
	if err := tlog.CheckTree(proof, newer.Size, newer.Root, older.Size, older.Root); err != nil {
		return broken(Forked, where, "its state of %d leaves does not contain its state of %d leaves, or the proof was changed", newer.Size, older.Size)
	}
	return nil
}
