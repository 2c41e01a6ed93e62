package storetest

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"io"
	"slices"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/vault"
)

func keys(t *testing.T, s store.Store) {
	m := NewMaker(t, s)
	a, b := m.stream(t), m.stream(t)
	k := s.Keys()
	w, err := k.Key(ctx, a, keyName)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := m.Ring.Unwrap(w); err != nil || got != m.key(a) {
		t.Error(err)
	}
	if err := k.PutKey(ctx, w); fault.KindOf(err) != fault.Conflict {
		t.Errorf("put twice: %v", err)
	}
	next := vault.Ring{vault.NewLocal("m2", [32]byte{8}, rand.Reader), m.Ring[0]}
	half := func(w vault.Wrapped) (vault.Wrapped, error) {
		if w.Stream == max(a, b) {
			return w, errNo
		}
		return w.Rewrap(m.Ring[0], next[0])
	}
	if err := k.Rewrap(ctx, half); !errors.Is(err, errNo) {
		t.Error(err)
	}
	if w, err := k.Key(ctx, min(a, b), keyName); err != nil || w.Master != "m1" {
		t.Errorf("half of the keys were turned over: %v, %v", w.Master, err)
	}
	if err := k.Rewrap(ctx, func(w vault.Wrapped) (vault.Wrapped, error) { return w.Rewrap(m.Ring[0], next[0]) }); err != nil {
		t.Fatal(err)
	}
	c := m.stream(t)
	some, err := k.SomeKeys(ctx, []entry.Stream{a, c, entry.NewStream([16]byte{9})}, keyName)
	if err != nil || len(some) != 2 || some[0].Stream != min(a, c) || some[1].Stream != max(a, c) {
		t.Errorf("of two streams and one that is not there: %+v, %v", some, err)
	}
	more := []vault.Wrapped{{Stream: entry.NewStream([16]byte{1}), Key: keyName, Master: "m1", Made: w.Made, Bytes: w.Bytes}, {Stream: c, Key: keyName, Master: "m1", Made: w.Made, Bytes: w.Bytes}}
	if err := k.PutKey(ctx, more...); fault.KindOf(err) != fault.Conflict {
		t.Errorf("two, of which one is there: %v", err)
	}
	if _, err := k.Key(ctx, more[0].Stream, keyName); fault.KindOf(err) != fault.NotFound {
		t.Errorf("of two that were refused one was kept: %v", err)
	}
	if err := k.Destroy(ctx, vault.Tombstone{Stream: c, Key: keyName, Order: entry.Hash{6}}); err != nil {
		t.Fatal(err)
	}
	if some, err = k.SomeKeys(ctx, []entry.Stream{c}, keyName); err != nil || len(some) != 0 {
		t.Errorf("of one whose key was destroyed: %+v, %v", some, err)
	}
	list, err := k.AllKeys(ctx)
	if err != nil || len(list) != 2 || list[0].Master != "m2" || list[0].Stream != min(a, b) {
		t.Errorf("%+v, %v", list, err)
	}
	if got, err := next.Unwrap(list[0]); err != nil || got != m.key(list[0].Stream) {
		t.Error(err)
	}
	stone := vault.Tombstone{Stream: a, Key: keyName, Destroyed: time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC), Order: entry.Hash{5}}
	for range 2 {
		if err := k.Destroy(ctx, stone); err != nil {
			t.Fatal(err)
		}
	}
	_, err = k.Key(ctx, a, keyName)
	var d *store.Destroyed
	if fault.KindOf(err) != fault.NotFound || !errors.As(err, &d) || d.Order != stone.Order {
		t.Errorf("a destroyed key: %v", err)
	}
	if err := k.PutKey(ctx, w); fault.KindOf(err) != fault.Conflict {
		t.Errorf("a destroyed key came back: %v", err)
	}
	if stones, err := k.Tombstones(ctx); err != nil || len(stones) != 2 || !slices.Contains(stones, stone) {
		t.Errorf("%+v, %v", stones, err)
	}
	if _, err := k.Key(ctx, a, "never"); fault.KindOf(err) != fault.NotFound || errors.As(err, new(*store.Destroyed)) {
		t.Errorf("a key that never was: %v", err)
	}
}

func papers(t *testing.T, s store.Store) {
	p := s.Papers()
	put := func(size int) (vault.Name, error) {
		return p.PutPaper(ctx, func(w io.Writer) (vault.Name, error) {
			return vault.SealPaper(w, bytes.NewReader(make([]byte, size)), entry.DataKey{1}, entry.NewStream([16]byte{}), rand.Reader)
		})
	}
	var names []vault.Name
	for _, size := range []int{0, 10, 700_000} {
		n, err := put(size)
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, n)
		f, err := p.Paper(ctx, n)
		if err != nil {
			t.Fatal(err)
		}
		r, err := vault.OpenPaper(f, entry.DataKey{1}, entry.NewStream([16]byte{}))
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil || len(text) != size {
			t.Errorf("a paper of %d bytes has %d, %v", size, len(text), err)
		}
		f.Close()
	}
	if _, err := p.PutPaper(ctx, func(w io.Writer) (vault.Name, error) { _, err := w.Write([]byte("x")); return vault.Name{}, err }); err == nil {
		t.Error("a paper under a name that is not its own")
	}
	if _, err := p.PutPaper(ctx, func(w io.Writer) (vault.Name, error) { return vault.Name{}, errNo }); !errors.Is(err, errNo) {
		t.Error(err)
	}
	got, err := p.PaperNames(ctx)
	slices.SortFunc(names, func(a, b vault.Name) int { return bytes.Compare(a[:], b[:]) })
	if err != nil || !slices.Equal(got, names) {
		t.Errorf("%v, %v; want %v", got, err, names)
	}
	for range 2 {
		if err := p.DropPaper(ctx, names[0]); err != nil {
			t.Error(err)
		}
	}
	if _, err := p.Paper(ctx, names[0]); fault.KindOf(err) != fault.NotFound {
		t.Error(err)
	}
}

// forget: what was derived from a stream goes, and what was not stays.
func forget(t *testing.T, s store.Store) {
	m := NewMaker(t, s)
	a, b := m.stream(t), m.stream(t)
	acked := []Acked{m.act(t, a, "one"), m.act(t, b, "two")}
	x := vault.NewIndex(entry.DataKey{1}).Blind("word")
	update(t, s, func(tx store.Tx) error {
		return errors.Join(tx.PutWords(a, map[vault.Blind]int{x: 1}), tx.PutWords(b, map[vault.Blind]int{x: 1}))
	})
	if err := s.Keys().Destroy(ctx, vault.Tombstone{Stream: a, Key: keyName, Destroyed: time.Now().UTC().Truncate(time.Second)}); err != nil {
		t.Fatal(err)
	}
	if n, err := store.Bury(ctx, s, nil); err != nil || len(n) != 1 {
		t.Errorf("buried %d, %v", len(n), err)
	}
	view(t, s, func(tx store.Tx) error {
		if _, err := tx.Row(a); fault.KindOf(err) != fault.NotFound {
			t.Error(err)
		}
		if _, err := tx.Row(b); err != nil {
			t.Error(err)
		}
		if hits, _, err := tx.Search([]vault.Blind{x}, nil, 9); err != nil || len(hits) != 1 || hits[0].Stream != b {
			t.Errorf("%v, %v", hits, err)
		}
		return nil
	})
	update(t, s, func(tx store.Tx) error {
		list, err := tx.Claim("notify", time.Now().Add(time.Hour), time.Minute, 9)
		if len(list) != 1 || list[0].Stream != b {
			t.Errorf("%+v", list)
		}
		return err
	})
	m.sound(t, acked)
}

// cancelled: who does not wait has changed nothing, and who began is told how it ended.
func cancelled(t *testing.T, s store.Store) {
	gone, cancel := context.WithCancel(ctx)
	cancel()
	err := s.Update(gone, func(tx store.Tx) error { return tx.Put("b", "k", nil) })
	view(t, s, func(tx store.Tx) error {
		_, found := tx.Get("b", "k")
		if (err == nil) != (found == nil) {
			t.Errorf("told %v, and it is %v", err, found)
		}
		return nil
	})
	m := NewMaker(t, s)
	a := m.stream(t)
	var acked []Acked
	for i := range 30 {
		some, cancel := context.WithTimeout(ctx, time.Duration(i)*200*time.Microsecond)
		if x, err := m.Act(some, a, "words"); err == nil {
			acked = append(acked, x)
		}
		cancel()
	}
	m.sound(t, acked)
	// What is read and was broken off is an error of the context, whatever the database calls it: it is no mistake of ours.
	for i := range 200 {
		some, cancel := context.WithTimeout(ctx, time.Duration(i)*20*time.Microsecond)
		err := s.View(some, func(tx store.Tx) error {
			for {
				if _, err := tx.Leaves(0, 100); err != nil {
					return err
				}
				if _, err := s.Keys().AllKeys(some); err != nil {
					return err
				}
			}
		})
		cancel()
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Fatalf("a view that was broken off after %d: %v", i, err)
		}
	}
}

// misuse: a transaction that is over does nothing more.
func misuse(t *testing.T, s store.Store) {
	var kept store.Tx
	update(t, s, func(tx store.Tx) error { kept = tx; return nil })
	if err := kept.Put("b", "k", nil); err == nil {
		t.Error("written after its end")
	}
	if _, err := kept.Head(entry.NewStream([16]byte{})); err == nil {
		t.Error("read after its end")
	}
}
