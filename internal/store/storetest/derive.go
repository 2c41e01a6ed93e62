package storetest

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/ledger"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/vault"
)

// derive: what is derived is there as it was last said to be, whether it was brought up to that step by step or put anew.
func derive(t *testing.T, s store.Store) {
	r := rand.New(rand.NewPCG(1, 2))
	word := func(i int) vault.Blind { return vault.Blind{byte(i), 7} }
	name := entry.NewStream([16]byte{4})
	draw := func(n int) store.Derived {
		d := store.Derived{Row: store.Row{Stream: name, Kind: "matter", Stage: fmt.Sprint(r.IntN(3)), Changed: time.UnixMicro(int64(n)).UTC(), Seq: int64(n), Text: []byte{1}}, Words: map[vault.Blind]int{}}
		for i := range 120 {
			if r.IntN(3) > 0 {
				d.Words[word(i)] = 1 + r.IntN(2)
			}
		}
		for i := range 4 {
			if r.IntN(2) > 0 {
				d.Row.Tags = append(d.Row.Tags, fmt.Sprint("t", i))
			}
		}
		return d
	}
	var was *store.Derived
	for n := range 12 {
		is := draw(n)
		if n == 7 {
			was = nil // nothing is known of what was
		}
		update(t, s, func(tx store.Tx) error { return tx.Derive(was, is) })
		view(t, s, func(tx store.Tx) error {
			row, err := tx.Row(name)
			if err != nil || row.Stage != is.Row.Stage || row.Seq != int64(n) || fmt.Sprint(row.Tags) != fmt.Sprint(is.Row.Tags) {
				t.Errorf("%d: %+v, %v; want %+v", n, row, err, is.Row)
			}
			found := map[vault.Blind]int{}
			for i := range 120 {
				hits, _, err := tx.Search([]vault.Blind{word(i)}, nil, 5)
				if err != nil {
					return err
				}
				if len(hits) == 1 {
					found[word(i)] = hits[0].Weight
				}
			}
			if !maps.Equal(found, is.Words) {
				t.Errorf("%d: %d words are found, of %d", n, len(found), len(is.Words))
			}
			if words, err := tx.Words(name); err != nil || !maps.Equal(words, is.Words) {
				t.Errorf("%d: it has %d words, of %d, %v", n, len(words), len(is.Words), err)
			}
			return nil
		})
		was = &is
	}
}

// unknown: a word that is there already is given its weight, though who derives it knew of none, and so is one that another update of the same commit has put; what
// else is kept with it is kept.
func unknown(t *testing.T, s store.Store) {
	name := func(i int) entry.Stream { return entry.NewStream([16]byte{5, byte(i)}) }
	word := func(i int) vault.Blind { return vault.Blind{byte(i), 8} }
	row := func(i int, seq int64) store.Row {
		return store.Row{Stream: name(i), Kind: "matter", Changed: time.UnixMicro(seq).UTC(), Seq: seq, Text: []byte{1}}
	}
	const clients = 8
	for i := range clients {
		if i%2 == 0 {
			update(t, s, func(tx store.Tx) error { return tx.PutWords(name(i), map[vault.Blind]int{word(1): 3, word(2): 3}) })
		}
	}
	var group sync.WaitGroup
	for i := range 2 * clients {
		group.Go(func() {
			is := store.Derived{Row: row(i/2, int64(i)), Words: map[vault.Blind]int{word(1): 1, word(3): 1}}
			if err := s.Update(ctx, func(tx store.Tx) error { return tx.Derive(&store.Derived{}, is) }); err != nil {
				t.Errorf("%d: %v", i, err)
			}
		})
	}
	group.Wait()
	view(t, s, func(tx store.Tx) error {
		for i := range clients {
			want := map[vault.Blind]int{word(1): 1, word(3): 1}
			if i%2 == 0 {
				want[word(2)] = 3 // which no one knew of
			}
			if words, err := tx.Words(name(i)); err != nil || !maps.Equal(words, want) {
				t.Errorf("%d: words %v, %v; want %v", i, words, err, want)
			}
			if _, err := tx.Row(name(i)); err != nil {
				t.Errorf("%d: %v", i, err)
			}
		}
		return nil
	})
}

// foreseen: what an update foresees is what is there when its turn comes, whatever those kept by the same commit have written or taken back.
func foreseen(t *testing.T, s store.Store) {
	m := NewMaker(t, s)
	a := m.stream(t)
	at := time.Now().UTC().Truncate(time.Microsecond).Add(time.Second)
	update(t, s, func(tx store.Tx) error { return tx.Put("names", "a", []byte(a)) })
	fores := []context.Context{
		store.Foresee(ctx, store.Foreseen{Cells: [][2]string{{"count", "n"}, {"count", "none"}}, Heads: []entry.Stream{a, entry.NewStream([16]byte{9})}}),
		store.Foresee(ctx, store.Foreseen{Cells: [][2]string{{"count", "n"}}, Named: [][2]string{{"names", "a"}, {"names", "none"}}}),
		store.Foresee(ctx, store.Foreseen{Whole: [][2]string{{"names", "none"}, {"names", "a"}}}),
	}
	const clients, times = 12, 8
	var group sync.WaitGroup
	for i := range clients {
		group.Go(func() {
			for j := range times {
				no := (i+j)%3 == 0
				err := s.Update(fores[i%len(fores)], func(tx store.Tx) error {
					if _, err := tx.Get("count", "none"); fault.KindOf(err) != fault.NotFound {
						return fmt.Errorf("what is not there: %w", err)
					}
					n := 0
					v, err := tx.Get("count", "n")
					if err == nil {
						n, err = strconv.Atoi(string(v))
					} else if fault.KindOf(err) == fault.NotFound {
						err = nil
					}
					if err != nil {
						return err
					}
					if err := tx.Put("count", "n", []byte(strconv.Itoa(n+1))); err != nil {
						return err
					}
					head, err := tx.Head(a)
					if err != nil {
						return err
					}
					name, err := tx.Get("names", "a")
					if err != nil || string(name) != string(a) {
						return fmt.Errorf("the name leads to %q: %w", name, err)
					}
					if list, err := tx.Entries(a, 1, 500); err != nil || len(list) != int(head.Seq) || len(list) > 0 && list[len(list)-1].Head() != head {
						return fmt.Errorf("%d entries, the last of them not %d: %w", len(list), head.Seq, err)
					}
					e, err := entry.Seal(head, a, at, keyName, m.key(a), [12]byte{}, nil)
					if err != nil {
						return err
					}
					if _, err := tx.Append(e); err != nil {
						return err
					}
					if i%2 == 0 { // a question in the middle sends what was written
						if _, err := tx.Row(a); fault.KindOf(err) != fault.NotFound {
							return err
						}
					}
					if no {
						return errNo
					}
					return nil
				})
				if no != errors.Is(err, errNo) || !no && err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	kept := 0
	for i := range clients {
		for j := range times {
			if (i+j)%3 != 0 {
				kept++
			}
		}
	}
	view(t, s, func(tx store.Tx) error {
		v, err := tx.Get("count", "n")
		head, err2 := tx.Head(a)
		if err != nil || err2 != nil || string(v) != strconv.Itoa(kept) || head.Seq != int64(kept) {
			t.Errorf("counted %s, and %d entries, %v, %v; want %d", v, head.Seq, err, err2, kept)
		}
		return nil
	})
}

// signed: the log is signed once a commit, as it is when all of it is kept; if it cannot be signed, nothing is kept.
func signed(t *testing.T, s store.Store) {
	m := NewMaker(t, s)
	const streams, acts = 8, 6
	var signs atomic.Int64
	var group sync.WaitGroup
	enter := func(a entry.Stream, sign func(ledger.Tree) ([]byte, error)) error {
		return s.Update(ctx, func(tx store.Tx) error {
			head, err := tx.Head(a)
			if err != nil {
				return err
			}
			tree, err := tx.Tree()
			if err != nil {
				return err
			}
			at := time.Now().UTC().Truncate(time.Microsecond)
			if at.Before(tree.Last) {
				at = tree.Last
			}
			e, err := entry.Seal(head, a, at, keyName, m.key(a), [12]byte{}, nil)
			if err == nil {
				_, err = tx.Append(e)
			}
			return errors.Join(err, tx.Sign(sign))
		})
	}
	for range streams {
		a := m.stream(t)
		group.Go(func() {
			for range acts {
				if err := enter(a, func(t ledger.Tree) ([]byte, error) { signs.Add(1); return t.Checkpoint(m.Signer) }); err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	if n := signs.Load(); n < 1 || n > streams*acts {
		t.Errorf("signed %d times", n)
	}
	a := m.stream(t)
	if err := enter(a, func(ledger.Tree) ([]byte, error) { return nil, errNo }); !errors.Is(err, errNo) {
		t.Errorf("entered unsigned: %v", err)
	}
	view(t, s, func(tx store.Tx) error {
		if size, _, err := tx.Checkpoint(1 << 40); err != nil || size != streams*acts {
			t.Errorf("the last signed state is of %d, %v; want %d", size, err, streams*acts)
		}
		if head, err := tx.Head(a); err != nil || head.Seq != 0 {
			t.Errorf("what could not be signed was kept: %+v, %v", head, err)
		}
		return nil
	})
}

// heads: the last entries of many streams are those of each; a stream that is said to be fresh and is not takes no second first entry.
func heads(t *testing.T, s store.Store) {
	m := NewMaker(t, s)
	none := entry.NewStream([16]byte{9})
	list := []entry.Stream{none}
	for i := range 7 {
		a := m.stream(t)
		list = append(list, a)
		for range i {
			if _, err := m.Act(ctx, a, "words"); err != nil {
				t.Fatal(err)
			}
		}
	}
	same := func(tx store.Tx) error {
		all, err := tx.Heads(list)
		if err != nil {
			return err
		}
		for i, a := range list {
			h, err := tx.Head(a)
			if err != nil {
				return err
			}
			if got, ok := all[a]; got != h || ok != (i > 1) || i > 1 && h.Seq != int64(i-1) {
				t.Errorf("stream %d has the head %v, %v; by itself %v", i, got, ok, h)
			}
		}
		return nil
	}
	view(t, s, same)
	update(t, s, same)
	a := list[len(list)-1]
	err := s.Update(ctx, func(tx store.Tx) error {
		tx.Fresh(a)
		e, err := entry.Seal(entry.Head{}, a, time.Now().UTC().Truncate(time.Microsecond).Add(time.Second), keyName, m.key(a), [12]byte{}, nil)
		if err == nil {
			_, err = tx.Append(e)
		}
		return err
	})
	if err == nil {
		t.Error("a second first entry was kept")
	}
	view(t, s, same)
}
