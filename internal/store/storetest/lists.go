package storetest

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/vault"
)

func cells(t *testing.T, s store.Store) {
	update(t, s, func(tx store.Tx) error {
		for _, k := range []string{"a/1", "a/2", "a/3", "b/1", "a0"} {
			if err := tx.Put("x", k, []byte(k)); err != nil {
				return err
			}
		}
		return errors.Join(tx.Put("y", "a/1", nil), tx.Put("x", "a/2", []byte("again")), tx.Delete("x", "a/3"), tx.Delete("x", "none"))
	})
	view(t, s, func(tx store.Tx) error {
		v, err := tx.Get("x", "a/2")
		if err != nil || string(v) != "again" {
			t.Errorf("%q, %v", v, err)
		}
		if v, err := tx.Get("y", "a/1"); err != nil || len(v) != 0 {
			t.Errorf("%q, %v", v, err)
		}
		if _, err := tx.Get("x", "a/3"); fault.KindOf(err) != fault.NotFound {
			t.Error(err)
		}
		for _, tt := range []struct {
			prefix, after string
			limit         int
			want          string
		}{
			{"a/", "", 10, "a/1 a/2"}, {"", "", 10, "a/1 a/2 a0 b/1"}, {"", "a/2", 1, "a0"}, {"a/", "a/1", 10, "a/2"}, {"c", "", 10, ""}, {"a\u00e9", "", 10, ""},
		} {
			list, err := tx.Scan("x", tt.prefix, tt.after, tt.limit)
			var got []string
			for _, c := range list {
				got = append(got, c.Key)
			}
			if err != nil || strings.Join(got, " ") != tt.want {
				t.Errorf("%q after %q: %q, %v; want %q", tt.prefix, tt.after, got, err, tt.want)
			}
		}
		return nil
	})
}

func rows(t *testing.T, s store.Store) {
	day := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
	name := func(i int) entry.Stream { return entry.NewStream([16]byte{byte(i)}) }
	update(t, s, func(tx store.Tx) error {
		for i := range 10 {
			r := store.Row{Stream: name(i), Kind: "matter", Court: fmt.Sprint("c", i%2), Agency: fmt.Sprint("a", i%3), Stage: "sworn", Opened: day,
				Changed: day.Add(time.Duration(i/2) * time.Hour), Seq: int64(i), Tags: []string{"u:" + fmt.Sprint(i%4), "all"}, Text: []byte{byte(i)}}
			if i == 3 {
				r.Sealed = true
			}
			if i > 6 {
				r.Due = day.Add(time.Duration(i) * time.Hour)
			}
			if err := tx.PutRow(r); err != nil {
				return err
			}
		}
		return tx.PutRow(store.Row{Stream: name(0), Kind: "matter", Court: "c0", Agency: "a0", Stage: "issued", Changed: day.AddDate(0, 0, 1), Tags: []string{"u:9"}})
	})
	no := false
	view(t, s, func(tx store.Tx) error {
		for _, tt := range []struct {
			q    store.Query
			want string
		}{
			{store.Query{}, "0 8 9 6 7 4 5 2 3 1"},
			{store.Query{Courts: []string{"c1"}}, "9 7 5 3 1"},
			{store.Query{Courts: []string{"c1"}, Agencies: []string{"a0", "a1"}}, "9 7 3 1"},
			{store.Query{Stages: []string{"issued"}}, "0"},
			{store.Query{Tags: []string{"u:1", "u:9"}}, "0 9 5 1"},
			{store.Query{Tags: []string{"u:0"}}, "8 4"},
			{store.Query{DueBefore: day.Add(9 * time.Hour)}, "8 7"},
			{store.Query{Sealed: &no, Courts: []string{"c1"}}, "9 7 5 1"},
			{store.Query{Kinds: []string{"other"}}, ""},
			{store.Query{Limit: 3}, "0 8 9"},
			{store.Query{Within: &store.Within{}}, ""},
			{store.Query{Within: &store.Within{Agencies: parts("a0"), Courts: parts("c0"), Tags: []string{"u:1"}}}, "0 8 9 6 4 5 2 3 1"},
			{store.Query{Within: &store.Within{Agencies: parts("a2"), Tags: []string{"u:9", "u:0"}}, Limit: 4}, "0 8 4 5"},
			{store.Query{Within: &store.Within{Courts: parts("c1")}, Agencies: []string{"a0"}, Limit: 2, After: &store.Cursor{Changed: day.Add(4 * time.Hour), Stream: name(9)}}, "3"},
			{store.Query{Limit: 3, After: &store.Cursor{Changed: day.Add(4 * time.Hour), Stream: name(8)}}, "9 6 7"},
			{store.Query{Within: &store.Within{Agencies: parts("a0"), Courts: parts("c0"), Tags: []string{"u:1"}}, Agencies: []string{"a0"}}, "0 9 6 3"},
			{store.Query{Within: &store.Within{Agencies: parts("a0"), Courts: parts("c0"), Tags: []string{"u:1"}}, Courts: []string{"c1"}}, "9 5 3 1"},
			{store.Query{Within: &store.Within{Agencies: []store.Part{{Of: "a0", But: []string{"sworn"}}}}}, "0"},
			{store.Query{Within: &store.Within{Agencies: []store.Part{{Of: "a0", But: []string{"sworn", "live"}}}, Tags: []string{"u:1"}}, Courts: []string{"c0", "c1"}}, "0 9 5 1"},
			{store.Query{Within: &store.Within{Agencies: []store.Part{{Of: "a0", But: []string{"sworn"}}}, Tags: []string{"u:3"}}, Agencies: []string{"a0"}}, "0 3"},
			{store.Query{Tags: []string{"u:0", "u:9"}, Stages: []string{"sworn"}}, "8 4"},
			{store.Query{Tags: []string{"u:0", "u:9"}, Stages: []string{"sworn", "issued"}, Limit: 2}, "0 8"},
			{store.Query{Tags: []string{"all"}, Limit: 2, After: &store.Cursor{Changed: day.Add(3 * time.Hour), Stream: name(6)}}, "7 4"},
			{store.Query{ByDue: true}, "7 8 9"},
			{store.Query{ByDue: true, Oldest: true}, "9 8 7"},
			{store.Query{Oldest: true, Limit: 4}, "1 3 2 5"},
			{store.Query{Oldest: true, Limit: 3, After: &store.Cursor{Changed: day.Add(time.Hour), Stream: name(3)}}, "2 5 4"},
			{store.Query{Oldest: true, Limit: 3, Tags: []string{"all"}, After: &store.Cursor{Changed: day.Add(time.Hour), Stream: name(3)}}, "2 5 4"},
			{store.Query{Oldest: true, Tags: []string{"u:0", "u:9"}}, "4 8 0"},
			{store.Query{ByDue: true, Within: &store.Within{Courts: parts("c1"), Tags: []string{"u:0"}}}, "7 8 9"},
			{store.Query{ByDue: true, Limit: 1, Tags: []string{"all"}, After: &store.Cursor{Changed: day.Add(7 * time.Hour), Stream: name(7)}}, "8"},
			{store.Query{ByDue: true, DueBefore: day.Add(9 * time.Hour), Courts: []string{"c0"}}, "8"},
		} {
			list, err := tx.Rows(tt.q)
			var got []string
			for _, r := range list {
				got = append(got, fmt.Sprint(strings.TrimLeft(string(r.Stream[:2]), "0")+strings.Repeat("0", number(r.Stream == name(0)))))
			}
			if err != nil || strings.Join(got, " ") != tt.want {
				t.Errorf("%+v: %q, %v; want %q", tt.q, got, err, tt.want)
			}
		}
		r, err := tx.Row(name(8))
		if err != nil || !r.Due.Equal(day.Add(8*time.Hour)) || fmt.Sprint(r.Tags) != "[all u:0]" || !bytes.Equal(r.Text, []byte{8}) || !r.Opened.Equal(day) {
			t.Errorf("%+v, %v", r, err)
		}
		if r, err := tx.Row(name(3)); err != nil || !r.Sealed || !r.Due.IsZero() {
			t.Errorf("%+v, %v", r, err)
		}
		if _, err := tx.Row(name(99)); fault.KindOf(err) != fault.NotFound {
			t.Error(err)
		}
		return nil
	})
}

func parts(list ...string) (parts []store.Part) {
	for _, s := range list {
		parts = append(parts, store.Part{Of: s})
	}
	return parts
}

func number(b bool) int {
	if b {
		return 1
	}
	return 0
}

func words(t *testing.T, s store.Store) {
	x := vault.NewIndex(entry.DataKey{1})
	a, b := entry.NewStream([16]byte{1}), entry.NewStream([16]byte{2})
	blind := func(list ...string) (out []vault.Blind) {
		for _, w := range list {
			out = append(out, x.Blind(w))
		}
		return out
	}
	update(t, s, func(tx store.Tx) error {
		return errors.Join(
			tx.PutWords(a, map[vault.Blind]int{x.Blind("gone"): 9}),
			tx.PutWords(a, map[vault.Blind]int{x.Blind("warrant"): 1, x.Blind("marijuana"): 2}),
			tx.PutWords(b, map[vault.Blind]int{x.Blind("warrant"): 5}))
	})
	view(t, s, func(tx store.Tx) error {
		for want, list := range map[string][]vault.Blind{
			"[{" + string(b) + " 5} {" + string(a) + " 1}]": blind("warrant"),
			"[{" + string(a) + " 3}]":                       blind("warrant", "marijuana", "warrant"),
			"[]":                                            blind("warrant", "gone"),
		} {
			if got, _, err := tx.Search(list, nil, 10); err != nil || fmt.Sprint(got) != want {
				t.Errorf("%v, %v; want %s", got, err, want)
			}
		}
		if got, whole, err := tx.Search(blind("warrant", "marijuana"), nil, 1); err != nil || !whole || len(got) != 1 {
			t.Errorf("by the rarer word %v, %v, %v", got, whole, err)
		}
		if got, whole, err := tx.Search(blind("warrant", "warrant"), nil, 1); err != nil || whole || len(got) > 0 {
			t.Errorf("by a word that too many have %v, %v, %v", got, whole, err)
		}
		if got, _, err := tx.Search(nil, nil, 10); err != nil || len(got) > 0 {
			t.Errorf("no words find %v, %v", got, err)
		}
		return nil
	})
}

// found holds that what words find within an agency, a court or a tag is the same by the rarest word and by going down the list, in pages of any size and
// with any number of rows looked at for one of them.
func found(t *testing.T, s store.Store) {
	x := vault.NewIndex(entry.DataKey{1})
	day := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
	name := func(i int) entry.Stream { return entry.NewStream([16]byte{byte(i)}) }
	const all = 120
	update(t, s, func(tx store.Tx) error {
		for i := range all {
			r := store.Row{Stream: name(i), Kind: "matter", Court: fmt.Sprint("c", i%3), Agency: fmt.Sprint("a", i%2), Stage: []string{"drafting", "sworn"}[i/2%2], Opened: day, Changed: day.Add(time.Duration(i*i%77) * time.Minute)}
			if i%5 == 0 {
				r.Tags = []string{"u:1"}
			}
			words := map[vault.Blind]int{x.Blind("all"): 1 + i%4}
			if i%7 == 0 {
				words[x.Blind("rare")] = i
			}
			if err := errors.Join(tx.PutRow(r), tx.PutWords(r.Stream, words)); err != nil {
				return err
			}
		}
		return nil
	})
	within := map[string]func(i int) bool{
		"all":     func(int) bool { return true },
		"nothing": func(int) bool { return false },
		"posts":   func(i int) bool { return i%2 == 0 && i/2%2 == 1 || i%3 == 1 || i%5 == 0 },
	}
	bounds := map[string]*store.Within{"nothing": {}, "posts": {Agencies: []store.Part{{Of: "a0", But: []string{"drafting", "live"}}}, Courts: parts("c1"), Tags: []string{"u:1", "none"}}}
	view(t, s, func(tx store.Tx) error {
		for bound, in := range within {
			for words, has := range map[string]func(i int) bool{"all": func(int) bool { return true }, "rare all": func(i int) bool { return i%7 == 0 }, "all none": func(int) bool { return false }} {
				var blind []vault.Blind
				for w := range strings.FieldsSeq(words) {
					blind = append(blind, x.Blind(w))
				}
				want := map[entry.Stream]bool{}
				for i := range all {
					if in(i) && has(i) {
						want[name(i)] = true
					}
				}
				hits, whole, err := tx.Search(blind, bounds[bound], 50)
				if err != nil || whole != (words != "all") {
					t.Fatalf("%s within %s: whole %v, %v", words, bound, whole, err)
				}
				got := map[entry.Stream]bool{}
				for i, h := range hits {
					got[h.Stream] = true
					if i > 0 && hits[i-1].Weight < h.Weight {
						t.Errorf("%s within %s: a hit of weight %d stands before one of %d", words, bound, hits[i-1].Weight, h.Weight)
					}
				}
				if whole && !maps.Equal(got, want) {
					t.Errorf("%s within %s: %d are found by the rarest word, want %d", words, bound, len(got), len(want))
				}
				for _, page := range [][2]int{{3, 1000}, {50, 4}, {1, 1}, {7, 20}, {200, 1000}} {
					got, pages := map[entry.Stream]bool{}, 0
					var last *store.Row
					q := store.Query{Within: bounds[bound], Limit: page[0]}
					for {
						rows, next, err := tx.Browse(q, blind, page[1])
						if err != nil || len(rows) > page[0] || len(rows) > page[1] {
							t.Fatalf("%d rows, %v", len(rows), err)
						}
						for _, r := range rows {
							if last != nil && last.Changed.Before(r.Changed) || got[r.Stream] {
								t.Errorf("%s within %s: a row of %v stands after one of %v", words, bound, r.Changed, last.Changed)
							}
							got[r.Stream], last = true, &r
						}
						if pages++; next == nil {
							break
						}
						q.After = next
					}
					if !maps.Equal(got, want) {
						t.Errorf("%s within %s, %v: %d are found going down in %d pages, want %d", words, bound, page, len(got), pages, len(want))
					}
				}
			}
		}
		return nil
	})
}

func jobs(t *testing.T, s store.Store) {
	now := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
	claim := func(at time.Time, limit int) (list []store.Job) {
		t.Helper()
		update(t, s, func(tx store.Tx) (err error) { list, err = tx.Claim("q", at, time.Minute, limit); return err })
		return list
	}
	update(t, s, func(tx store.Tx) error {
		return errors.Join(
			tx.PutJob(store.Job{Queue: "q", Key: "1", Run: now, Payload: []byte("p")}),
			tx.PutJob(store.Job{Queue: "q", Key: "1", Run: now, Payload: []byte("twice")}),
			tx.PutJob(store.Job{Queue: "q", Key: "2", Run: now.Add(time.Hour)}),
			tx.PutJob(store.Job{Queue: "other", Key: "1", Run: now}))
	})
	first := claim(now, 10)
	if len(first) != 1 || string(first[0].Payload) != "p" || first[0].Attempts != 1 || !first[0].Run.Equal(now) {
		t.Fatalf("%+v", first)
	}
	if again := claim(now.Add(time.Second), 10); len(again) > 0 {
		t.Errorf("claimed twice: %+v", again)
	}
	if again := claim(now.Add(2*time.Minute), 10); len(again) != 1 || again[0].Attempts != 2 {
		t.Errorf("after the lease: %+v", again)
	}
	update(t, s, func(tx store.Tx) error { return tx.Retry(first[0].ID, now.Add(time.Hour), false) })
	if again := claim(now.Add(30*time.Minute), 10); len(again) > 0 {
		t.Errorf("before its time: %+v", again)
	}
	update(t, s, func(tx store.Tx) error {
		return errors.Join(tx.Hasten("q", "2", now.Add(20*time.Minute)), tx.Hasten("q", "2", now.Add(3*time.Hour)), tx.Hasten("q", "none", now))
	})
	if sooner := claim(now.Add(25*time.Minute), 10); len(sooner) != 1 || sooner[0].Key != "2" {
		t.Errorf("hastened: %+v", sooner)
	}
	both := claim(now.Add(2*time.Hour), 1)
	both = append(both, claim(now.Add(2*time.Hour), 1)...)
	if len(both) != 2 || both[0].ID == both[1].ID {
		t.Fatalf("%+v", both)
	}
	update(t, s, func(tx store.Tx) error {
		return errors.Join(tx.Done(both[0].ID), tx.Retry(both[1].ID, now, true))
	})
	if left := claim(now.Add(9*time.Hour), 10); len(left) > 0 {
		t.Errorf("done, or dead, and claimed: %+v", left)
	}
}
