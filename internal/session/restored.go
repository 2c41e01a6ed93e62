package session

import (
	"context"

	"github.com/affiant-project/affiant/internal/store"
)

// EndAll ends every session and token of a store that was put back from a copy, and takes away its proofs, challenges and invitations: some of them
// were ended or used after the copy was made, and nothing in the copy tells which. It needs no key, and returns how many cells that were.
func EndAll(ctx context.Context, s store.Store) (gone int, err error) {
	for _, bucket := range []string{bucketSession, bucketSessions, bucketProof, bucketChallenge, bucketInvitation, bucketInvited} {
		for n := 1; n > 0; gone += n {
			if err := s.Update(ctx, func(tx store.Tx) error {
				n = 0
				cells, err := tx.Scan(bucket, "", "", 200)
				for _, c := range cells {
					if err := tx.Delete(bucket, c.Key); err != nil {
						return err
					}
					n++
				}
				return err
			}); err != nil {
				return gone, err
			}
		}
	}
	return gone, nil
}
