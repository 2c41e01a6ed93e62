package storetest

import (
	"bytes"
	"context"
	"crypto/rand"
	"io"
	"sync"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/store/relation"
	"github.com/affiant-project/affiant/internal/vault"
)

// Copies copies a store under load into another kind and back: each copy is sound, has no keys unless they were asked for,
// and a key that was destroyed since does not come back with it.
func Copies(t *testing.T, open, other func(testing.TB) store.Store) {
	from := open(t)
	m := NewMaker(t, from)
	gone, stays := m.stream(t), m.stream(t)
	var before []Acked
	for range 30 {
		before = append(before, m.act(t, gone, "words"), m.act(t, stays, "words"))
	}
	x := vault.NewIndex(entry.DataKey{1}).Blind("word")
	update(t, from, func(tx store.Tx) error {
		if err := tx.Put("b", "none", nil); err != nil {
			return err
		}
		return tx.PutWords(gone, map[vault.Blind]int{x: 3})
	})
	paper, err := from.Papers().PutPaper(ctx, func(w io.Writer) (vault.Name, error) {
		return vault.SealPaper(w, bytes.NewReader(make([]byte, 300_000)), m.key(gone), gone, rand.Reader)
	})
	if err != nil {
		t.Fatal(err)
	}

	// The copy is made while acts are entered.
	busy, stop := context.WithCancel(ctx)
	var group sync.WaitGroup
	group.Go(func() {
		for busy.Err() == nil {
			if _, err := m.Act(ctx, stays, "more"); err != nil {
				t.Error(err)
				return
			}
		}
	})
	backup := other(t)
	done, err := relation.Copy(ctx, from, backup, false)
	stop()
	group.Wait()
	if err != nil || done.Papers != 1 || done.Keys != 0 {
		t.Fatalf("%+v, %v", done, err)
	}
	if list, err := backup.Keys().AllKeys(ctx); err != nil || len(list) > 0 {
		t.Errorf("the backup holds keys: %d, %v", len(list), err)
	}
	if _, err := relation.Copy(ctx, from, backup, false); fault.KindOf(err) != fault.Conflict {
		t.Errorf("copied over another: %v", err)
	}

	// The matter is expunged, and then the backup put back beside today's keys.
	if err := from.Keys().Destroy(ctx, vault.Tombstone{Stream: gone, Key: keyName, Destroyed: time.Now().UTC().Truncate(time.Second)}); err != nil {
		t.Fatal(err)
	}
	again := open(t)
	if _, err := copyKeysOnly(again, from); err != nil {
		t.Fatal(err)
	}
	if _, err := relation.Copy(ctx, backup, again, false); err != nil {
		t.Fatal(err)
	}
	if n, err := store.Bury(ctx, again, nil); err != nil || len(n) != 1 {
		t.Errorf("buried %d, %v", len(n), err)
	}
	restored := NewMaker(t, again)
	restored.sound(t, before)
	view(t, again, func(tx store.Tx) error {
		if hits, _, err := tx.Search([]vault.Blind{x}, nil, 1); err != nil || len(hits) > 0 {
			t.Errorf("the words of what was expunged are found: %v, %v", hits, err)
		}
		if v, err := tx.Get("b", "none"); err != nil || len(v) != 0 {
			t.Errorf("an empty cell came back as %q, %v", v, err)
		}
		list, err := tx.Entries(gone, 1, 100)
		if err != nil || len(list) != 30 {
			t.Errorf("%d entries of the expunged, %v", len(list), err)
		}
		return nil
	})
	if _, err := again.Keys().Key(ctx, gone, keyName); fault.KindOf(err) != fault.NotFound {
		t.Errorf("the key came back: %v", err)
	}
	if f, err := again.Papers().Paper(ctx, paper); err != nil {
		t.Error(err)
	} else {
		f.Close()
	}
	// It goes on as a log of its own would.
	next := restored.stream(t)
	restored.sound(t, append(before, restored.act(t, next, "after")))

	// An import takes the keys with it.
	whole := other(t)
	if done, err := relation.Copy(ctx, from, whole, true); err != nil || done.Keys != 1 {
		t.Fatalf("%+v, %v", done, err)
	}
	NewMaker(t, whole).sound(t, before)
}

// copyKeysOnly puts the keys and tombstones of one store into another.
func copyKeysOnly(to, from store.Store) (int, error) {
	stones, err := from.Keys().Tombstones(ctx)
	if err != nil {
		return 0, err
	}
	if err := to.Keys().Destroy(ctx, stones...); err != nil {
		return 0, err
	}
	list, err := from.Keys().AllKeys(ctx)
	for _, k := range list {
		if err := to.Keys().PutKey(ctx, k); err != nil {
			return 0, err
		}
	}
	return len(list), err
}
