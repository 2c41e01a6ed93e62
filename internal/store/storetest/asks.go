package storetest

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/vault"
)

// A Counted is a new database that tells how much of it has been read.
type Counted struct {
	What   string             // is counted
	Read   func() int64       // so far, by stores that were closed
	Again  func() store.Store // opens it
	Filled func()             // after it was filled; may be nil
}

// Asks holds that a page of a list or of a search is read from as much of the database with very many rows as with few, whoever asks and wherever it
// begins; and that it does not matter whether the rows changed one after the other or all at nearly the same time, as when they were brought in together.
func Asks(t *testing.T, sizes []int, open func(testing.TB) Counted) {
	for apart, every := range map[string]time.Duration{"each by itself": 20 * time.Second, "all in one minute": time.Millisecond, "all in one moment": 0} {
		t.Run(apart, func(t *testing.T) { asks(t, sizes, open, every) })
	}
}

func asks(t *testing.T, sizes []int, open func(testing.TB) Counted, every time.Duration) {
	x := vault.NewIndex(entry.DataKey{1})
	day := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
	text := bytes.Repeat([]byte("x"), 1300)
	row := func(i int) store.Row {
		r := store.Row{Stream: entry.NewStream([16]byte{byte(i * 7), byte(i >> 8), byte(i)}), Kind: "matter", Court: fmt.Sprint("c", i%5), Agency: fmt.Sprint("a", i%4), Stage: []string{"drafting", "sworn", "live"}[i/20%3],
			Changed: day.Add(time.Duration(i) * every), Tags: []string{fmt.Sprint("u:", i%3), "rest"}, Text: text}
		if i%2 == 0 {
			r.Due = day.Add(time.Duration(i*37%1000) * time.Hour)
		}
		return r
	}
	// The middle of the list, where an offset would have to be counted off.
	questions := map[string]func(tx store.Tx, middle *store.Cursor) (int, error){}
	for name, q := range map[string]store.Query{
		"an agency's":               {Within: &store.Within{Agencies: []store.Part{{Of: "a1"}}, Tags: []string{"u:2"}}, Agencies: []string{"a1"}},
		"a court's that has drafts": {Within: &store.Within{Courts: []store.Part{{Of: "c1", But: []string{"drafting"}}}, Tags: []string{"none"}}},
		"a court's and one's own":   {Within: &store.Within{Courts: []store.Part{{Of: "c1", But: []string{"drafting"}}}, Tags: []string{"u:1"}}, Courts: []string{"c1"}},
		"one's own":                 {Within: &store.Within{Tags: []string{"u:1"}}},
		"one's own at a stage":      {Within: &store.Within{Tags: []string{"u:1"}}, Stages: []string{"live"}},
		"a tray":                    {Tags: []string{"u:1", "u:2"}},
		"a tray, oldest first":      {Tags: []string{"u:0"}, Oldest: true},
		"a court's at a stage":      {Courts: []string{"c2"}, Stages: []string{"sworn"}, Oldest: true},
	} {
		questions[name] = func(tx store.Tx, middle *store.Cursor) (int, error) {
			q.Kinds, q.Limit, q.After = []string{"matter"}, 30, middle
			list, err := tx.Rows(q)
			return len(list), err
		}
	}
	questions["what is due"] = func(tx store.Tx, _ *store.Cursor) (int, error) {
		list, err := tx.Rows(store.Query{Within: &store.Within{Courts: []store.Part{{Of: "c3"}}}, Courts: []string{"c3"}, DueBefore: day.AddDate(9, 0, 0), ByDue: true, Limit: 30})
		return len(list), err
	}
	for name, w := range map[string]*store.Within{"a search": {Agencies: []store.Part{{Of: "a2"}}}, "a search in one's own": {Tags: []string{"u:2"}}, "a search in both": {Agencies: []store.Part{{Of: "a2"}}, Tags: []string{"u:2"}}} {
		questions[name] = func(tx store.Tx, middle *store.Cursor) (int, error) {
			list, _, err := tx.Browse(store.Query{Within: w, Limit: 30, After: middle}, []vault.Blind{x.Blind("all"), x.Blind("half")}, 1000)
			return len(list), err
		}
	}
	questions["a search for what is rare"] = func(tx store.Tx, _ *store.Cursor) (int, error) {
		list, whole, err := tx.Search([]vault.Blind{x.Blind("all"), x.Blind("rare")}, &store.Within{Agencies: []store.Part{{Of: "a0"}}}, 50)
		if err == nil && !whole {
			err = fmt.Errorf("not whole")
		}
		return 25 + len(list), err
	}
	read := map[string][]int64{}
	what := ""
	for _, all := range sizes {
		c := open(t)
		what = c.What
		s := c.Again()
		for from := 0; from < all; from += 1000 {
			update(t, s, func(tx store.Tx) error {
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
			})
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if c.Filled != nil {
			c.Filled()
		}
		for name, ask := range questions {
			before := c.Read()
			s := c.Again()
			middle := row(all / 2).Cursor()
			if every == 0 { // by their streams
				middle.Stream = entry.NewStream([16]byte{0x80})
			}
			err := s.View(ctx, func(tx store.Tx) error {
				n, err := ask(tx, middle)
				if err == nil && n < 20 {
					err = fmt.Errorf("%d rows", n)
				}
				return err
			})
			if err != nil {
				t.Errorf("%s, of %d: %v", name, all, err)
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			read[name] = append(read[name], c.Read()-before)
		}
	}
	for name, n := range read {
		t.Logf("%-28s %4d %s with %d, %4d with %d", name, n[0], what, sizes[0], n[1], sizes[1])
		if n[1] > 2*n[0]+40 {
			t.Errorf("%s: %d %s are read with %d on file, and %d with %d", name, n[0], what, sizes[0], n[1], sizes[1])
		}
	}
}
