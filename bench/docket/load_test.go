package main

import (
	"bytes"
	"context"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/store"
)

// lots are the same for a seed.
type lots struct{ r *rand.ChaCha8 }

func (l lots) Read(p []byte) (int, error) { return l.r.Read(p) }

// TestLoadIsTheClerks: what is loaded many together is, byte for byte, what the clerk keeps one by one: entries, leaves, rows, words, and the log.
func TestLoadIsTheClerks(t *testing.T) {
	const n = 9
	kept := func(loaded bool) (list []store.Kept, rows []store.Row, root string) {
		ctx := context.Background()
		s, err := openAt(ctx, t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		at := time.Date(2026, 3, 2, 14, 0, 0, 0, time.UTC)
		o, err := options(s, func() time.Time { at = at.Add(time.Millisecond); return at })
		if err != nil {
			t.Fatal(err)
		}
		o.Lots = lots{rand.NewChaCha8([32]byte{1})}
		st, err := found(ctx, s, o)
		if err != nil {
			t.Fatal(err)
		}
		if loaded {
			err = st.load(ctx, 0, n, func(int) {})
		} else {
			for i := 0; i < n && err == nil; i++ {
				_, err = st.clerk.Recount(ctx, clerk.Caller{Account: officer(i)}, agency(i%officers), court(i), application(i))
			}
		}
		if err != nil {
			t.Fatal(err)
		}
		err = s.View(ctx, func(tx store.Tx) error {
			if list, err = tx.Leaves(0, 10_000); err != nil {
				return err
			}
			if rows, err = tx.Rows(store.Query{}); err != nil {
				return err
			}
			_, signed, err := tx.Checkpoint(1 << 40)
			root = string(bytes.Split(signed, []byte("\n"))[2])
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return list, rows, root
	}
	a, rowsA, rootA := kept(true)
	b, rowsB, rootB := kept(false)
	if d := cmp.Diff(b, a); d != "" || len(rowsA) != n {
		t.Errorf("entries differ (%d, %d): %.2000s", len(a), len(b), d)
	}
	if d := cmp.Diff(rowsB, rowsA); d != "" || rootA != rootB {
		t.Errorf("rows or the log differ: %.2000s", d)
	}
}
