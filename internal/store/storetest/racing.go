package storetest

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/store"
)

// together: of updates that are kept by one commit, each is whole or not at all, and one that fails takes none with it.
func together(t *testing.T, s store.Store) {
	m := NewMaker(t, s)
	const streams, acts = 16, 12
	var mu sync.Mutex
	var acked []Acked
	var group sync.WaitGroup
	for i := range streams {
		a := m.stream(t)
		group.Go(func() {
			for j := range acts {
				if (i+j)%3 == 0 {
					err := s.Update(ctx, func(tx store.Tx) error {
						if err := tx.Put("half", fmt.Sprint(i, j), nil); err != nil {
							return err
						}
						head, err := tx.Head(a)
						if err != nil {
							return err
						}
						e, err := entry.Seal(head, a, time.Now().UTC().Truncate(time.Microsecond).Add(time.Second), keyName, m.key(a), [12]byte{}, nil)
						if err == nil {
							_, err = tx.Append(e)
						}
						return errors.Join(err, errNo)
					})
					if !errors.Is(err, errNo) {
						t.Error(err)
					}
				}
				x, err := m.Act(ctx, a, "words")
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				acked = append(acked, x)
				mu.Unlock()
			}
		})
	}
	group.Wait()
	view(t, s, func(tx store.Tx) error {
		if list, err := tx.Scan("half", "", "", 1); err != nil || len(list) > 0 {
			t.Errorf("of an update that failed there is %v, %v", list, err)
		}
		return nil
	})
	if len(acked) != streams*acts {
		t.Errorf("%d acts were acknowledged; want %d", len(acked), streams*acts)
	}
	m.sound(t, acked)
}

// racing: of many who want to add the same next entry, one succeeds and each other is told of a conflict.
func racing(t *testing.T, s store.Store) {
	m := NewMaker(t, s)
	a := m.stream(t)
	first := m.act(t, a, "one")
	at := time.Now().UTC().Truncate(time.Microsecond).Add(time.Second)
	var group sync.WaitGroup
	var mu sync.Mutex
	won, lost := 0, 0
	for i := range 12 {
		group.Go(func() {
			e, err := entry.Seal(entry.Head{Seq: 1, Hash: first.Hash}, a, at, keyName, m.key(a), [12]byte{byte(i)}, nil)
			if err != nil {
				t.Error(err)
				return
			}
			err = s.Update(ctx, func(tx store.Tx) error {
				if _, err := tx.Append(e); err != nil {
					return err
				}
				return m.beside(tx, e, at)
			})
			var b *store.Beaten
			mu.Lock()
			defer mu.Unlock()
			switch {
			case err == nil:
				won++
			case errors.As(err, &b) && b.Head.Seq == 2:
				lost++
			default:
				t.Error(err)
			}
		})
	}
	group.Wait()
	if won != 1 || lost != 11 {
		t.Errorf("%d succeeded and %d were told of a conflict", won, lost)
	}
	m.sound(t, []Acked{first})
}

// snapshot: what a view has seen does not change while it is held.
func snapshot(t *testing.T, s store.Store) {
	m := NewMaker(t, s)
	a := m.stream(t)
	m.act(t, a, "one")
	view(t, s, func(tx store.Tx) error {
		before, err := tx.Head(a)
		if err != nil {
			return err
		}
		m.act(t, a, "two")
		after, err := tx.Head(a)
		if err != nil || after != before {
			t.Errorf("the head of a view has changed from %d to %d, %v", before.Seq, after.Seq, err)
		}
		if list, err := tx.Entries(a, 1, 10); err != nil || len(list) != 1 {
			t.Errorf("a view of one entry shows %d, %v", len(list), err)
		}
		if err := tx.Put("b", "k", nil); err == nil {
			t.Error("a view has written")
		}
		return nil
	})
}
