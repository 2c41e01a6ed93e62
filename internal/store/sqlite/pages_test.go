package sqlite_test

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"github.com/ncruces/go-sqlite3/vfs"

	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/store/sqlite"
	"github.com/affiant-project/affiant/internal/vault"
)

// TestPagesRead: a page of a list or of a search is read from as many pages of the disk with very many rows as with few, whoever asks, wherever it begins.
func TestPagesRead(t *testing.T) {
	x := vault.NewIndex(entry.DataKey{1})
	day := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
	text := bytes.Repeat([]byte("x"), 1300)
	row := func(i int) store.Row {
		r := store.Row{Stream: entry.NewStream([16]byte{byte(i * 7), byte(i >> 8), byte(i)}), Kind: "matter", Court: fmt.Sprint("c", i%5), Agency: fmt.Sprint("a", i%4), Stage: []string{"drafting", "sworn", "live"}[i/20%3],
			Changed: day.Add(time.Duration(i) * 20 * time.Second), Tags: []string{fmt.Sprint("u:", i%3), "rest"}, Text: text}
		if i%2 == 0 {
			r.Due = day.Add(time.Duration(i*37%1000) * time.Hour)
		}
		return r
	}
	// The middle of the list, where an offset would have to be counted off.
	asks := map[string]func(tx store.Tx, middle *store.Cursor) (int, error){}
	for name, q := range map[string]store.Query{
		"an agency's":               {Within: &store.Within{Agencies: []store.Part{{Of: "a1"}}, Tags: []string{"u:2"}}, Agencies: []string{"a1"}},
		"a court's that has drafts": {Within: &store.Within{Courts: []store.Part{{Of: "c1", But: []string{"drafting"}}}, Tags: []string{"none"}}},
		"one's own":                 {Within: &store.Within{Tags: []string{"u:1"}}},
		"one's own at a stage":      {Within: &store.Within{Tags: []string{"u:1"}}, Stages: []string{"live"}},
		"a tray":                    {Tags: []string{"u:1", "u:2"}},
		"a tray, oldest first":      {Tags: []string{"u:0"}, Oldest: true},
		"a court's at a stage":      {Courts: []string{"c2"}, Stages: []string{"sworn"}, Oldest: true},
	} {
		asks[name] = func(tx store.Tx, middle *store.Cursor) (int, error) {
			q.Kinds, q.Limit, q.After = []string{"matter"}, 30, middle
			list, err := tx.Rows(q)
			return len(list), err
		}
	}
	asks["what is due"] = func(tx store.Tx, _ *store.Cursor) (int, error) {
		list, err := tx.Rows(store.Query{Within: &store.Within{Courts: []store.Part{{Of: "c3"}}}, Courts: []string{"c3"}, DueBefore: day.AddDate(9, 0, 0), ByDue: true, Limit: 30})
		return len(list), err
	}
	asks["a search"] = func(tx store.Tx, middle *store.Cursor) (int, error) {
		list, _, err := tx.Browse(store.Query{Within: &store.Within{Agencies: []store.Part{{Of: "a2"}}}, Limit: 30, After: middle}, []vault.Blind{x.Blind("all"), x.Blind("half")}, 1000)
		return len(list), err
	}
	asks["a search for what is rare"] = func(tx store.Tx, _ *store.Cursor) (int, error) {
		list, whole, err := tx.Search([]vault.Blind{x.Blind("all"), x.Blind("rare")}, &store.Within{Agencies: []store.Part{{Of: "a0"}}}, 50)
		if err == nil && !whole {
			err = fmt.Errorf("not whole")
		}
		return 25 + len(list), err
	}
	read := map[string][]int64{}
	for _, all := range []int{600, 12_000} {
		r := &recorder{VFS: vfs.Find("os")}
		vfs.Register("pages", r)
		dir := t.TempDir()
		again := func() store.Store {
			s, err := sqlite.Open(t.Context(), sqlite.Config{Dir: dir, VFS: "pages", Brief: true})
			if err != nil {
				t.Fatal(err)
			}
			return s
		}
		s := again()
		for from := 0; from < all; from += 1000 {
			if err := s.Update(t.Context(), func(tx store.Tx) error {
				for i := from; i < min(all, from+1000); i++ {
					words := map[vault.Blind]int{x.Blind("all"): 1}
					if i%2 == 0 {
						words[x.Blind("half")] = 1
					}
					if i < 400 && i%80 == 0 {
						words[x.Blind("rare")] = 1
					}
					if err := tx.Derive(&store.Derived{}, store.Derived{Row: row(i), Words: words}); err != nil {
						return err
					}
				}
				return nil
			}); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		for name, ask := range asks {
			s := again()
			before := r.read.Load()
			err := s.View(t.Context(), func(tx store.Tx) error {
				n, err := ask(tx, row(all/2).Cursor())
				if err == nil && n < 20 {
					err = fmt.Errorf("%d rows", n)
				}
				return err
			})
			if err != nil {
				t.Errorf("%s, of %d: %v", name, all, err)
			}
			read[name] = append(read[name], r.read.Load()-before)
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
		}
		vfs.Unregister("pages")
	}
	for name, n := range read {
		t.Logf("%-28s %4d pages of the disk with 600, %4d with 12,000", name, n[0], n[1])
		if n[1] > 2*n[0]+40 {
			t.Errorf("%s: %d pages of the disk are read with 600 on file, and %d with 12,000", name, n[0], n[1])
		}
	}
}
