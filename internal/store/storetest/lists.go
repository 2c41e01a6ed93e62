package storetest

import (
	"bytes"
	"errors"
	"fmt"
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
			{store.Query{Within: &store.Within{Agencies: []string{"a0"}, Courts: []string{"c0"}, Tags: []string{"u:1"}}}, "0 8 9 6 4 5 2 3 1"},
			{store.Query{Within: &store.Within{Agencies: []string{"a2"}, Tags: []string{"u:9", "u:0"}}, Limit: 4}, "0 8 4 5"},
			{store.Query{Within: &store.Within{Courts: []string{"c1"}}, Agencies: []string{"a0"}, Limit: 2, After: &store.Cursor{Changed: day.Add(4 * time.Hour), Stream: name(9)}}, "3"},
			{store.Query{Limit: 3, After: &store.Cursor{Changed: day.Add(4 * time.Hour), Stream: name(8)}}, "9 6 7"},
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
			if got, err := tx.Search(list, 10); err != nil || fmt.Sprint(got) != want {
				t.Errorf("%v, %v; want %s", got, err, want)
			}
		}
		if got, err := tx.Search(nil, 10); err != nil || len(got) > 0 {
			t.Errorf("no words find %v, %v", got, err)
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
