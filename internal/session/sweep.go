package session

import (
	"context"
	"encoding/json"
	"time"

	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/vault"
)

// Sweep takes away what is over: sessions, tokens, proofs, challenges, invitations, counts of tries. It returns how many cells that were.
func (d *Desk) Sweep(ctx context.Context) (int, error) {
	gone := 0
	now := d.now()
	var v struct { // what the values have in common
		Until   time.Time `json:"until"`
		Last    time.Time `json:"last"`
		Account string    `json:"account"`
		ID      string    `json:"id"`
	}
	for _, bucket := range []string{bucketSession, bucketProof, bucketChallenge, bucketInvitation, bucketTries} {
		after := ""
		for {
			var n int
			err := d.store.Update(ctx, func(tx store.Tx) error {
				n = 0
				cells, err := tx.Scan(bucket, "", after, 200)
				if err != nil {
					return err
				}
				for _, c := range cells {
					n, after = n+1, c.Key
					text, err := vault.OpenField(d.key, bucket+"\x00"+c.Key, c.Value)
					if err != nil {
						return err
					}
					v.Until, v.Last, v.Account, v.ID = time.Time{}, time.Time{}, "", ""
					if err := json.Unmarshal(text, &v); err != nil {
						return err
					}
					over := !now.Before(v.Until)
					switch bucket {
					case bucketTries:
						over = over && now.Sub(v.Last) > 24*time.Hour
					case bucketSession:
						if over {
							err = tx.Delete(bucketSessions, d.named(v.Account)+"/"+v.ID)
						}
					case bucketInvitation:
						if over {
							err = tx.Delete(bucketInvited, d.named(v.Account))
						}
					}
					if err != nil {
						return err
					}
					if over {
						gone++
						if err := tx.Delete(bucket, c.Key); err != nil {
							return err
						}
					}
				}
				return nil
			})
			if err != nil {
				return gone, err
			}
			if n < 200 {
				break
			}
		}
	}
	return gone, nil
}
