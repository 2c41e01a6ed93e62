// Package storetest is the one suite that every store passes: what is promised in package store, what several at once may
// find, what is left after a process was killed, and what an audit finds after tampering. Its tests take a real database.
package storetest

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/ledger"
	"github.com/affiant-project/affiant/internal/store"
)

// Run runs the suite. open opens a new and empty store, which is closed by its cleanup.
func Run(t *testing.T, open func(testing.TB) store.Store) {
	for _, tt := range []struct {
		name string
		run  func(*testing.T, store.Store)
	}{
		{"Entries", entries}, {"Conflict", conflict}, {"AllOrNothing", allOrNothing}, {"Together", together}, {"Racing", racing},
		{"Snapshot", snapshot}, {"Log", log}, {"Cells", cells}, {"Rows", rows}, {"Crowd", crowd}, {"Words", words}, {"Found", found}, {"Derive", derive}, {"Unknown", unknown}, {"Foreseen", foreseen}, {"Heads", heads}, {"Signed", signed}, {"Jobs", jobs}, {"Keys", keys},
		{"Papers", papers}, {"Forget", forget}, {"Cancelled", cancelled}, {"Misuse", misuse},
	} {
		t.Run(tt.name, func(t *testing.T) { tt.run(t, open(t)) })
	}
}

var ctx = context.Background()

func update(t testing.TB, s store.Store, fn func(store.Tx) error) {
	t.Helper()
	if err := s.Update(ctx, fn); err != nil {
		t.Fatal(err)
	}
}

func view(t testing.TB, s store.Store, fn func(store.Tx) error) {
	t.Helper()
	if err := s.View(ctx, fn); err != nil {
		t.Fatal(err)
	}
}

func (m *Maker) stream(t testing.TB) entry.Stream {
	t.Helper()
	s, err := m.Stream(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (m *Maker) act(t testing.TB, s entry.Stream, text string) Acked {
	t.Helper()
	a, err := m.Act(ctx, s, text)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// sound fails the test unless all that was acknowledged is there and an audit finds nothing.
func (m *Maker) sound(t testing.TB, acked []Acked) {
	t.Helper()
	lost, r, err := m.Lost(ctx, acked, true)
	if err != nil || len(lost) > 0 || len(r.Faults) > 0 || r.Opened != r.Entries-r.Destroyed {
		t.Fatalf("%v; lost %q; %+v", err, lost, r)
	}
}

func entries(t *testing.T, s store.Store) {
	m := NewMaker(t, s)
	a, b := m.stream(t), m.stream(t)
	var acked []Acked
	for i := range 20 {
		acked = append(acked, m.act(t, []entry.Stream{a, b}[i%2], fmt.Sprintf("act %d", i)))
	}
	for i, x := range acked {
		if x.Leaf != int64(i) || x.Seq != int64(i/2+1) {
			t.Errorf("act %d is entry %d and leaf %d", i, x.Seq, x.Leaf)
		}
	}
	view(t, s, func(tx store.Tx) error {
		head, err := tx.Head(a)
		if err != nil || head.Seq != 10 || head.Hash != acked[18].Hash {
			t.Errorf("the head is %+v, %v", head, err)
		}
		if head, err := tx.Head(entry.NewStream([16]byte{9})); err != nil || head != (entry.Head{}) {
			t.Errorf("the head of no stream is %+v, %v", head, err)
		}
		list, err := tx.Entries(a, 4, 3)
		if err != nil || len(list) != 3 || list[0].Seq != 4 || list[2].Leaf != 10 {
			t.Errorf("three entries from 4: %+v, %v", list, err)
		}
		words, err := list[0].Open(m.key(a).SecretOf(a, 4))
		if err != nil || string(words) != "act 6" {
			t.Errorf("entry 4 says %q, %v", words, err)
		}
		leaves, err := tx.Leaves(7, 100)
		if err != nil || len(leaves) != 13 || leaves[0].Leaf != 7 || leaves[0].Stream != b {
			t.Errorf("the leaves from 7: %d, %v", len(leaves), err)
		}
		return nil
	})
	m.sound(t, acked)
}

// conflict: an entry that does not follow the head is refused, and the refusal names what came first.
func conflict(t *testing.T, s store.Store) {
	m := NewMaker(t, s)
	a := m.stream(t)
	first := m.act(t, a, "one")
	at := time.Now().UTC().Truncate(time.Microsecond).Add(time.Hour)
	late, err := entry.Seal(entry.Head{}, a, at, keyName, m.key(a), [12]byte{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	other, err := entry.Seal(entry.Head{Seq: 1, Hash: entry.Hash{1}}, a, at, keyName, m.key(a), [12]byte{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	past, err := entry.Seal(entry.Head{Seq: 1, Hash: first.Hash}, a, at.AddDate(-1, 0, 0), keyName, m.key(a), [12]byte{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	torn, err := entry.Seal(entry.Head{Seq: 1, Hash: first.Hash}, a, at, keyName, m.key(a), [12]byte{}, []byte("words"))
	if err != nil {
		t.Fatal(err)
	}
	torn.Text[0]++
	for name, tt := range map[string]struct {
		e    entry.Entry
		kind fault.Kind
	}{
		"of a place that is taken":  {late, fault.Conflict},
		"after one that is not":     {other, fault.Conflict},
		"of the past":               {past, fault.Conflict},
		"whose bytes are not so":    {torn, fault.Input},
		"of a stream that is none ": {entry.Entry{}, fault.Input},
	} {
		err := s.Update(ctx, func(tx store.Tx) error { _, err := tx.Append(tt.e); return err })
		if fault.KindOf(err) != tt.kind {
			t.Errorf("an entry %s: %v; want %s", name, err, tt.kind)
		}
		var b *store.Beaten
		if tt.e.Hash() == late.Hash() && (!errors.As(err, &b) || b.Head.Hash != first.Hash || b.Head.Seq != 1) {
			t.Errorf("the conflict does not say what came first: %v", err)
		}
	}
	m.sound(t, []Acked{first})
}

var errNo = errors.New("no")

// allOrNothing: an update that fails leaves nothing, wherever it fails.
func allOrNothing(t *testing.T, s store.Store) {
	m := NewMaker(t, s)
	a := m.stream(t)
	kept := m.act(t, a, "kept")
	for _, end := range []func() error{func() error { return errNo }, func() error { panic("broken off") }} {
		err := s.Update(ctx, func(tx store.Tx) error {
			e, err := entry.Seal(entry.Head{Seq: 1, Hash: kept.Hash}, a, time.Now().UTC().Truncate(time.Microsecond), keyName, m.key(a), [12]byte{}, nil)
			if err != nil {
				return err
			}
			if _, err := tx.Append(e); err != nil {
				return err
			}
			if err := tx.Put("b", "k", []byte("v")); err != nil {
				return err
			}
			return end()
		})
		if err == nil {
			t.Error("an update that failed was kept")
		}
	}
	view(t, s, func(tx store.Tx) error {
		if _, err := tx.Get("b", "k"); fault.KindOf(err) != fault.NotFound {
			t.Errorf("half an update was kept: %v", err)
		}
		return nil
	})
	m.sound(t, []Acked{kept, m.act(t, a, "and on")})
}

// log: receipts can be made of what is stored, and hold.
func log(t *testing.T, s store.Store) {
	m := NewMaker(t, s)
	a := m.stream(t)
	for range 40 {
		m.act(t, a, "words")
	}
	view(t, s, func(tx store.Tx) error {
		size, signed, err := tx.Checkpoint(1 << 40)
		if err != nil || size != 40 {
			t.Fatalf("the last checkpoint is of %d, %v", size, err)
		}
		list, err := tx.Leaves(17, 1)
		if err != nil {
			return err
		}
		r, err := ledger.Receipt(list[0].Cover, 17, signed, size, tx)
		if err != nil {
			return err
		}
		if _, err := r.Verify(m.Trust); err != nil {
			t.Error(err)
		}
		if size, _, err := tx.Checkpoint(12); err != nil || size != 12 {
			t.Errorf("the checkpoint of at most 12 is of %d, %v", size, err)
		}
		if _, _, err := tx.Checkpoint(0); fault.KindOf(err) != fault.NotFound {
			t.Errorf("a checkpoint of nothing: %v", err)
		}
		if _, err := tx.ReadHashes([]int64{3, 1 << 30}); fault.KindOf(err) != fault.NotFound {
			t.Errorf("a hash that is not: %v", err)
		}
		return nil
	})
}
