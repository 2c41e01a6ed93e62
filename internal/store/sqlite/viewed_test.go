package sqlite_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/store"
)

// TestBrokenOff: a reader that is broken off, before it reads, in the middle of a question or between two, leaves its connection sound for the next.
func TestBrokenOff(t *testing.T) {
	s := open(t)
	if err := s.Update(t.Context(), func(tx store.Tx) error {
		for i := range 2000 {
			if err := tx.Put("b", string(rune('a'+i%26))+time.Duration(i).String(), []byte("x")); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	broken := 0
	var mu sync.Mutex
	var group sync.WaitGroup
	for w := range 16 { // twice as many as there are connections
		group.Go(func() {
			for i := range 60 {
				ctx, cancel := context.WithTimeout(t.Context(), time.Duration(i%30)*100*time.Microsecond)
				err := s.View(ctx, func(tx store.Tx) error {
					for range 3 {
						list, err := tx.Scan("b", "", "", 3000)
						if err == nil && len(list) != 2000 {
							t.Errorf("%d cells", len(list))
						}
						if err != nil {
							return err
						}
					}
					return nil
				})
				cancel()
				if err != nil {
					mu.Lock()
					broken++
					mu.Unlock()
					if !errors.Is(err, context.DeadlineExceeded) { // and not in SQLite's own words, which would pass for a mistake of ours
						t.Errorf("reader %d: %v", w, err)
					}
				}
				if err := s.View(t.Context(), func(tx store.Tx) error { _, err := tx.Get("b", "a0s"); return err }); err != nil {
					t.Errorf("after one that was broken off: %v", err)
				}
			}
		})
	}
	group.Wait()
	if broken == 0 {
		t.Error("none was broken off")
	}
}
