package api_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/ledger"
	"github.com/affiant-project/affiant/internal/minutes/minutestest"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/vault"
)

// A watched store notes every query that is put to it.
type watched struct {
	store.Store
	asked []string
}

func (w *watched) View(ctx context.Context, fn func(store.Tx) error) error {
	w.asked = append(w.asked, "view")
	return w.Store.View(ctx, func(tx store.Tx) error { return fn(watchedTx{tx, w}) })
}

func (w *watched) Update(ctx context.Context, fn func(store.Tx) error) error {
	w.asked = append(w.asked, "update")
	return w.Store.Update(ctx, func(tx store.Tx) error { return fn(watchedTx{tx, w}) })
}

func (w *watched) Keys() store.Keys { return watchedKeys{w.Store.Keys(), w} }

type watchedKeys struct {
	store.Keys
	w *watched
}

func (k watchedKeys) Key(ctx context.Context, s entry.Stream, name string) (vault.Wrapped, error) {
	k.w.asked = append(k.w.asked, "key")
	return k.Keys.Key(ctx, s, name)
}

type watchedTx struct {
	store.Tx
	w *watched
}

func (x watchedTx) note(what string) { x.w.asked = append(x.w.asked, what) }

func (x watchedTx) ReadHashes(i []int64) ([]tlog.Hash, error) {
	x.note("hashes")
	return x.Tx.ReadHashes(i)
}
func (x watchedTx) Head(s entry.Stream) (entry.Head, error) { x.note("head"); return x.Tx.Head(s) }
func (x watchedTx) Append(e entry.Entry) (int64, error)     { x.note("append"); return x.Tx.Append(e) }
func (x watchedTx) Tree() (ledger.Tree, error)              { x.note("tree"); return x.Tx.Tree() }
func (x watchedTx) Row(s entry.Stream) (store.Row, error)   { x.note("row"); return x.Tx.Row(s) }
func (x watchedTx) Rows(q store.Query) ([]store.Row, error) { x.note("rows"); return x.Tx.Rows(q) }
func (x watchedTx) Delete(b, k string) error                { x.note("delete " + b); return x.Tx.Delete(b, k) }
func (x watchedTx) Get(b, k string) ([]byte, error)         { x.note("get " + b); return x.Tx.Get(b, k) }
func (x watchedTx) Put(b, k string, v []byte) error         { x.note("put " + b); return x.Tx.Put(b, k, v) }
func (x watchedTx) Entries(s entry.Stream, from int64, n int) ([]store.Kept, error) {
	x.note("entries")
	return x.Tx.Entries(s, from, n)
}
func (x watchedTx) PutCheckpoint(n int64, signed []byte) error {
	x.note("put checkpoint")
	return x.Tx.PutCheckpoint(n, signed)
}
func (x watchedTx) Scan(b, p, after string, n int) ([]store.Cell, error) {
	x.note("scan " + b)
	return x.Tx.Scan(b, p, after, n)
}

// TestSealedAsksTheSame: what is asked of the store is the same, query by query, and what the minutes are told, part by part, for a matter that is sealed and for one that is not there, over every
// route and for outsiders of every role. A soak also holds that the median times lie within five per cent of each other; with -v they are
// printed.
func TestSealedAsksTheSame(t *testing.T) {
	s := newStation(t, free)
	s.warrant()
	s.act("hart", "sealed", `{"seal":{"id":"s1","by":"hart","because":"an informant at risk"}}`)
	bodies := map[string]string{"act": `{"kind":"executed","body":{"application":"purse","execution":{"act":"arrested","warrant":"w1","persons":["dole"]}}}`,
		"assign-magistrate": `{}`, "keep-exhibit": "a recording", "break-glass": `{"because":"an emergency"}`}
	s.book = &minutestest.Book{}
	ask := func(account string, r route, matter string) (string, time.Duration) {
		path := strings.NewReplacer("{matter}", matter, "{application}", "purse", "{name}", noName, "{seq}", "3").Replace(r.path)
		if r.id == "read-answers" {
			path += "?application=purse"
		}
		s.watched.asked = nil
		s.book.Take()
		begun := time.Now()
		a := s.ask(account, r.method, path, bodies[r.id], "Idempotency-Key", "k")
		took := time.Since(begun)
		if a.status != 404 {
			t.Fatalf("%s by %s: %d %s", r.id, account, a.status, a.body)
		}
		told := s.book.Take()
		if want := "request " + r.method + " " + r.path + ": 4xx\n"; !strings.HasPrefix(told, want) || strings.Contains(told, "not ended") || strings.Contains(told, "a second time") || strings.Contains(told, "mistake") {
			t.Errorf("the minutes of %s by %s are\n%s", r.id, account, told)
		}
		return strings.Join(s.watched.asked, ", ") + "\n" + told, took
	}
	compared, timed := 0, 0
	for _, r := range routes(t) {
		if !strings.Contains(r.path, "{matter}") {
			continue
		}
		for _, account := range []string{"pratt", "cross", "dole", "audit", "root", "other"} {
			s.again(account)
			ask(account, r, "ferry") // what is read once and kept at hand
			sealed, _ := ask(account, r, "ferry")
			absent, _ := ask(account, r, "no-such")
			if compared++; sealed != absent || sealed == "" {
				t.Errorf("%s by %s asks\n%s\nfor the sealed and\n%s\nfor the absent", r.id, account, sealed, absent)
			}
		}
		took := map[string][]time.Duration{}
		for i := range pairs(t) {
			list := []string{"ferry", "no-such"}
			if i%2 == 1 {
				slices.Reverse(list)
			}
			for _, m := range list {
				_, d := ask("other", r, m)
				took[m] = append(took[m], d)
			}
		}
		timed++
		median := func(m string) time.Duration { slices.Sort(took[m]); return took[m][len(took[m])/2] }
		apart := 100 * (float64(median("ferry"))/float64(median("no-such")) - 1)
		t.Logf("%-18s %d interleaved pairs: median %v for the sealed, %v for the absent, %+.1f %%", r.id, pairs(t), median("ferry"), median("no-such"), apart)
		if soaking() && (apart > 5 || apart < -5) {
			t.Errorf("%s: the median times are %.1f %% apart", r.id, apart)
		}
	}
	t.Logf("%d routes timed, %d pairs of queries compared", timed, compared)
	if timed < 10 {
		t.Errorf("only %d routes", timed)
	}
}

// TestMinutes: of each request the minutes have the route, the kind of an act and how it came out, and of one who reads what is sealed what they have of one
// who reads what is not.
func TestMinutes(t *testing.T) {
	s := newStation(t, free)
	s.warrant()
	s.book = &minutestest.Book{}
	read := func(want string, header ...string) {
		t.Helper()
		s.book.Take()
		s.ask("vance", "GET", "/v1/matters/ferry", "", header...)
		if got := s.book.Take(); got != want {
			t.Errorf("the minutes are\n%s\nwant\n%s", got, want)
		}
	}
	s.again("vance")
	read("request GET /v1/matters/{matter}: 2xx\n  store view: read\n  store view: read\n  store view: read\n")
	s.book.Take()
	s.act("hart", "sealed", `{"seal":{"id":"s1","by":"hart","because":"an informant at risk"}}`)
	if got := s.book.Take(); !strings.Contains(got, "  act sealed: done\n    store update: kept\n") {
		t.Errorf("the minutes of an act are\n%s", got)
	}
	s.again("vance")
	read("request GET /v1/matters/{matter}: 2xx\n  store view: read\n  store view: read\n  store view: read\n")
	from := "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
	read("request GET /v1/matters/{matter}: 2xx from "+from+"\n  store view: read\n  store view: read\n  store view: read\n", "Traceparent", from)
	s.ask("vance", "POST", "/v1/matters/ferry/acts", `{"kind":"executed","body":{"application":"nothing","execution":{"act":"arrested","warrant":"w1","persons":["dole"]}}}`)
	if got := s.book.Take(); !strings.HasPrefix(got, "request POST /v1/matters/{matter}/acts: 4xx\n") || !strings.Contains(got, "  act executed: denied\n") {
		t.Errorf("the minutes of an act that is refused are\n%s", got)
	}
	s.ask("", "GET", "/v1/purloined?words=purloined", "")
	if got := s.book.Take(); got != "request none: 4xx\n" {
		t.Errorf("the minutes of what is nowhere are\n%s", got)
	}
}
