package clerk_test

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib"

	"github.com/affiant-project/affiant/internal/audit"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/clock"
	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/store/postgres"
	"github.com/affiant-project/affiant/internal/store/sqlite"
	"github.com/affiant-project/affiant/internal/store/storetest"
	"github.com/affiant-project/affiant/internal/vault"
)

// TestReckon: what is kept for lists and search is derived anew from the entries, and whatever was changed of it behind the server's back is named, in
// each database.
func TestReckon(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) {
		dir := t.TempDir()
		s, err := sqlite.Open(t.Context(), sqlite.Config{Dir: dir})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		db, err := sql.Open("sqlite3", "file:"+filepath.Join(dir, sqlite.RecordFile)+"?_pragma=busy_timeout(5000)")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { db.Close() })
		reckon(t, s, db, "BLOB")
	})
	t.Run("postgres", func(t *testing.T) {
		dsn := storetest.Postgres(t).Database(t)
		s, err := postgres.Open(t.Context(), postgres.Config{DSN: dsn})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		db, err := sql.Open("pgx", dsn+"&search_path=affiant")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { db.Close() })
		reckon(t, s, db, "BYTEA")
	})
}

func reckon(t *testing.T, s store.Store, db *sql.DB, kind string) {
	o := officeIn(t, s)
	o.toWarrant()
	o.do("hart", record.Sealed{Seal: record.Seal{ID: "s1", By: "hart", Because: "an informant at risk"}})
	for _, m := range []record.MatterID{"barge", "gone"} {
		if _, err := o.Do(t.Context(), clerk.Caller{Account: "vance", Proved: true}, clerk.Act{Matter: m,
			Event: record.MatterOpened{ID: m, Title: "Another", Jurisdiction: "us-ri", Agency: "rangers", Court: "county"}}); err != nil {
			t.Fatal(err)
		}
	}
	find := func(ring vault.Ring) (*audit.Report, string) {
		t.Helper()
		return audited(t, s, ring)
	}

	run := func(q string) {
		t.Helper()
		if _, err := db.Exec(q); err != nil {
			t.Fatalf("%s: %v", q, err)
		}
	}
	if r, found := find(o.opts.Ring); found != "" || r.Derived != 3 {
		t.Fatalf("as it was kept, %d matters derived anew: %s", r.Derived, found)
	}
	tables := []string{"listed", "tag", "word", "cell"}
	for _, x := range tables {
		run(`CREATE TABLE was_` + x + ` AS SELECT * FROM ` + x)
	}
	again := func(ctx context.Context) (clerk.Rederived, error) {
		return clerk.Rederive(ctx, s, o.opts.Ring, nil, rand.Reader, func(clerk.Rederived) {})
	}
	const ferry = ` WHERE stream IN (SELECT stream FROM listed WHERE stage <> 'drafting')`
	for name, c := range map[string]struct {
		sql  []string
		want string
	}{
		"a stage":               {[]string{`UPDATE listed SET stage = 'sworn' WHERE stage <> 'drafting'`}, `its row has the stage "sworn"; derived anew it is "live"`},
		"a court":               {[]string{`UPDATE listed SET court = 'city'` + ferry}, `its row has the court "city"`},
		"an agency":             {[]string{`UPDATE listed SET agency = 'da'` + ferry}, `its row has the agency "da"`},
		"a seal taken off":      {[]string{`UPDATE listed SET sealed = 0`}, `its row has the seal "false"; derived anew it is "true"`},
		"what is due":           {[]string{`UPDATE listed SET due = 1`}, `its row has the time due`},
		"when it was changed":   {[]string{`UPDATE listed SET changed = changed - 1`}, `its row has the time of change`},
		"an older row":          {[]string{`UPDATE listed SET seq = seq - 1`}, `its row has the last entry`},
		"the row of another":    {[]string{`UPDATE listed SET text = (SELECT text FROM was_listed WHERE stage <> 'drafting')`}, `the summary in its row: `},
		"a row taken out":       {[]string{`DELETE FROM listed` + ferry}, "it has no row: the lists do not show it"},
		"all of it taken out":   {[]string{`DELETE FROM word` + ferry, `DELETE FROM tag` + ferry, `DELETE FROM listed` + ferry}, "it has no row: the lists do not show it"},
		"a row left with tags":  {[]string{`DELETE FROM listed` + ferry}, "it has words or tags in the lists, and no row"},
		"a tag added":           {[]string{`INSERT INTO tag (tag, stream, stage, changed, kind) SELECT 'account:other', stream, stage, changed, kind FROM listed WHERE stage <> 'drafting'`}, "its row has the tags"},
		"a tag added elsewhere": {[]string{`INSERT INTO tag (tag, stream, stage, changed, kind) SELECT 'account:other', stream, stage, changed - 1, kind FROM listed WHERE stage <> 'drafting'`}, "account:other (out of its place)"},
		"a tag taken out":       {[]string{`DELETE FROM tag WHERE tag = 'account:dole'`}, "its row has the tags"},
		"a word added":          {[]string{`INSERT INTO word (word, stream, weight) SELECT (SELECT word FROM was_word WHERE stream = (SELECT MIN(stream) FROM listed WHERE stage <> 'drafting') AND weight = 1 ORDER BY word LIMIT 1), MIN(stream), 1 FROM listed WHERE stage = 'drafting'`}, "words in the search index that are not in its entries: 1"},
		"a word that is none":   {[]string{`INSERT INTO word (word, stream, weight) SELECT CAST('x' AS ` + kind + `), MIN(stream), 1 FROM listed`}, "words in the search index that are not in its entries: 1"},
		"a word taken out":      {[]string{`DELETE FROM word WHERE word IN (SELECT word FROM was_word ORDER BY word LIMIT 1)`}, "words in its entries that are not in the search index: 1"},
		"a word that weighs":    {[]string{`UPDATE word SET weight = weight + 90 WHERE word IN (SELECT word FROM was_word ORDER BY word LIMIT 1)`}, "words in the search index with another weight than is derived anew: "},
		"a name that misleads":  {[]string{`UPDATE cell SET value = (SELECT value FROM was_cell WHERE bucket = 'matters' ORDER BY value LIMIT 1) WHERE bucket = 'matters'`}, "a name leads to it that is not that of its matter"},
		"a name taken out":      {[]string{`DELETE FROM cell WHERE bucket = 'matters'`}, "the name of its matter does not lead to it"},
		"the trail in the list": {[]string{`UPDATE listed SET stream = (SELECT MIN(stream) FROM entry WHERE stream NOT IN (SELECT stream FROM was_listed))` + ferry}, "nothing is to be derived from it"},
	} {
		for _, q := range c.sql {
			run(q)
		}
		_, found := find(o.opts.Ring)
		if !strings.Contains(found, "altered view") || !strings.Contains(found, c.want) {
			t.Errorf("%s: want %q; found:\n%s", name, c.want, found)
		}
		if strings.Contains(strings.ToLower(found), "peter") || strings.Contains(found, "The ferry") {
			t.Errorf("%s: a sealed word is told:\n%s", name, found)
		}
		// Derived anew, all is as it was, and there is nothing more to do.
		done, err := again(context.Background())
		if err != nil || done.Mended+done.Renamed == 0 || done.Seen != done.Of {
			t.Errorf("%s: derived anew: %+v, %v", name, done, err)
		}
		if _, found := find(o.opts.Ring); found != "" {
			t.Errorf("%s: derived anew, it is found\n%s", name, found)
		}
		if done, err := again(context.Background()); err != nil || done.Mended+done.Renamed+done.Unread != 0 {
			t.Errorf("%s: derived anew a second time: %+v, %v", name, done, err)
		}
		for _, x := range tables {
			run(`DELETE FROM ` + x)
			run(`INSERT INTO ` + x + ` SELECT * FROM was_` + x)
		}
	}
	// Other numbers of the law, and a stop on the way.
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if done, err := again(ctx); !errors.Is(err, context.Canceled) || done.Mended > 0 {
		t.Errorf("stopped before it began: %+v, %v", done, err)
	}
	run(`UPDATE listed SET due = 77` + ferry)
	if done, err := clerk.Rederive(t.Context(), s, o.opts.Ring, &clock.Table{}, rand.Reader, func(clerk.Rederived) {}); err != nil || done.Mended == 0 {
		t.Errorf("without any term: %+v, %v", done, err)
	}
	if done, err := again(t.Context()); err != nil || done.Mended > 1 {
		t.Errorf("with the terms again: %+v, %v", done, err)
	}
	if _, err := clerk.Rederive(t.Context(), s, vault.Ring{vault.NewLocal("m1", [32]byte{1}, rand.Reader)}, nil, rand.Reader, func(clerk.Rederived) {}); err == nil {
		t.Error("it was derived anew under another master key")
	}
	if r, found := find(nil); found != "" || r.Derived != 0 {
		t.Errorf("without keys: %d derived anew, %s", r.Derived, found)
	}
	if r, found := find(o.opts.Ring); found != "" || r.Derived != 3 {
		t.Errorf("put back: %d derived anew, %s", r.Derived, found)
	}
}

// audited is what an audit of a store finds, with all that is derived derived anew.
func audited(t *testing.T, s store.Store, ring vault.Ring) (*audit.Report, string) {
	t.Helper()
	a := &audit.Audit{Store: s, Ring: ring}
	a.Derived = func(ctx context.Context, tx store.Tx, streams []entry.Stream, found func(where, how string)) (int, error) {
		return clerk.Reckon(ctx, s, ring, nil, tx, streams, found)
	}
	r, err := a.Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, f := range r.Faults {
		list = append(list, f.Error())
	}
	return r, strings.Join(list, "\n")
}
