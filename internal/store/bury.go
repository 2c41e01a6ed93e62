package store

import (
	"context"

	"github.com/affiant-project/affiant/internal/entry"
)

// Bury takes away again all that was derived from streams whose keys were destroyed, and returns which streams that
// were. It is for after a backup was put back: what it has of them was made while they could still be read. also, if there is one, takes away
// what else is kept of them.
func Bury(ctx context.Context, s Store, also func([]entry.Stream) error) ([]entry.Stream, error) {
	stones, err := s.Keys().Tombstones(ctx)
	if err != nil {
		return nil, err
	}
	keys, err := s.Keys().AllKeys(ctx)
	if err != nil {
		return nil, err
	}
	alive := make(map[entry.Stream]bool)
	for _, k := range keys {
		alive[k.Stream] = true
	}
	done := make(map[entry.Stream]bool)
	var list []entry.Stream
	for _, t := range stones {
		if alive[t.Stream] || done[t.Stream] {
			continue
		}
		done[t.Stream] = true
		list = append(list, t.Stream)
		if err := s.Update(ctx, func(tx Tx) error { return tx.Forget(t.Stream) }); err != nil {
			return list, err
		}
	}
	if len(list) == 0 {
		return nil, nil
	}
	if also != nil {
		if err := also(list); err != nil {
			return list, err
		}
	}
	return list, s.Scrub(ctx)
}
