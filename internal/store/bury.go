package store

import (
	"context"

	"github.com/affiant-project/affiant/internal/entry"
)

// Bury takes away again all that was derived from streams whose keys were destroyed, and returns how many streams that
// were. It is for after a backup was put back: what it has of them was made while they could still be read.
func Bury(ctx context.Context, s Store) (int, error) {
	stones, err := s.Keys().Tombstones(ctx)
	if err != nil {
		return 0, err
	}
	keys, err := s.Keys().AllKeys(ctx)
	if err != nil {
		return 0, err
	}
	alive := make(map[entry.Stream]bool)
	for _, k := range keys {
		alive[k.Stream] = true
	}
	done := make(map[entry.Stream]bool)
	for _, t := range stones {
		if alive[t.Stream] || done[t.Stream] {
			continue
		}
		done[t.Stream] = true
		if err := s.Update(ctx, func(tx Tx) error { return tx.Forget(t.Stream) }); err != nil {
			return len(done), err
		}
	}
	if len(done) == 0 {
		return 0, nil
	}
	return len(done), s.Scrub(ctx)
}
