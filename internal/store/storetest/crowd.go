package storetest

import (
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/store"
)

// crowd holds that rows of a tag which very many have are found as those of a tag which few have: every other row in a crowd of
// ten thousand, page by page, the latest first, and none that lacks the tag.
func crowd(t *testing.T, s store.Store) {
	const all = 10_400
	day := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
	name := func(i int) entry.Stream { return entry.NewStream([16]byte{byte(i >> 8), byte(i)}) }
	for from := 0; from < all; from += 1000 {
		update(t, s, func(tx store.Tx) error {
			for i := from; i < min(all, from+1000); i++ {
				r := store.Row{Stream: name(i), Kind: "matter", Court: "c", Agency: "a", Stage: "sworn", Opened: day, Changed: day.Add(time.Duration(i) * time.Second)}
				if i%2 == 0 {
					r.Tags = []string{"crowd"}
				}
				if err := tx.PutRow(r); err != nil {
					return err
				}
			}
			return nil
		})
	}
	view(t, s, func(tx store.Tx) error {
		for _, oldest := range []bool{false, true} {
			q := store.Query{Within: &store.Within{Tags: []string{"crowd"}}, Limit: 50, Oldest: oldest}
			want, step := all-2, -2
			if oldest {
				want, step = 0, 2
			}
			for n := 0; n < 5; n++ {
				list, err := tx.Rows(q)
				if err != nil || len(list) != q.Limit {
					t.Fatalf("%d rows, %v; want %d", len(list), err, q.Limit)
				}
				for _, r := range list {
					if r.Stream != name(want) {
						t.Fatalf("on page %d stands one changed at %v, want %v", n+1, r.Changed, day.Add(time.Duration(want)*time.Second))
					}
					want += step
				}
				q.After = list[len(list)-1].Cursor()
			}
		}
		return nil
	})
}
