package storetest

import (
	"database/sql"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/store/relation"
)

// An Earlier is a database as an earlier release left it.
type Earlier struct {
	DB       *sql.DB                                      // on which the earlier release goes on
	Numbered bool                                         // parameters are $1, $2 and not ?
	Open     func(testing.TB, relation.Phase) store.Store // by this release
}

// MigratedFrom is the last migration of the earlier release: rows stand under their tags to the minute.
const migratedFrom = 3

// Migrates holds that what an earlier release has put into lists is listed as what this one puts, before and after what only the earlier release needed is taken
// away; that both may put and list beside each other until then; and that a new database is given all migrations at once.
func Migrates(t *testing.T, files fs.FS, open func(testing.TB) Earlier) {
	day := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
	name := func(i int) entry.Stream { return entry.NewStream([16]byte{byte(i), 1}) }
	row := func(i int) store.Row { // ten in a minute, three at one moment
		return store.Row{Stream: name(i), Kind: "matter", Court: "c", Agency: "a", Stage: "sworn", Opened: day, Changed: day.Add(time.Duration(i/3) * 18 * time.Second), Tags: []string{"u:1"}, Text: []byte{1}}
	}
	e := open(t)
	run := func(q string, args ...any) {
		t.Helper()
		if e.Numbered {
			q = relation.Numbered(q)
		}
		if _, err := e.DB.Exec(q, args...); err != nil {
			t.Fatalf("%s: %v", q, err)
		}
	}
	was := func(r store.Row) { // as the earlier release put it
		t.Helper()
		run(`INSERT INTO listed (stream, kind, court, agency, stage, opened, changed, due, sealed, seq, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (stream) DO UPDATE SET stage = excluded.stage, changed = excluded.changed`,
			string(r.Stream), r.Kind, r.Court, r.Agency, r.Stage, r.Opened.UnixMicro(), r.Changed.UnixMicro(), int64(-1<<62), 0, r.Seq, r.Text)
		run(`DELETE FROM tag WHERE stream = ?`, string(r.Stream))
		for _, x := range r.Tags {
			run(`INSERT INTO tag (tag, stream) VALUES (?, ?)`, x, string(r.Stream))
		}
	}
	earlier, err := fs.Glob(files, "*.sql")
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(earlier)
	run(`CREATE TABLE IF NOT EXISTS migration (n bigint PRIMARY KEY, name text NOT NULL)`)
	for i, f := range earlier[:migratedFrom] {
		text, err := fs.ReadFile(files, f)
		if err != nil {
			t.Fatal(err)
		}
		for q := range strings.SplitSeq(string(text), ";\n") {
			if strings.TrimSpace(q) != "" {
				run(q)
			}
		}
		run(`INSERT INTO migration (n, name) VALUES (?, ?)`, i+1, f)
	}
	const half = 30
	for i := range half {
		was(row(i))
	}
	rows := map[int]store.Row{}
	for i := range half {
		rows[i] = row(i)
	}
	// listed holds that a list of the tag, page by page, is what was put, and returns nothing the row would not say.
	listed := func(s store.Store, when string) {
		t.Helper()
		all := make([]store.Row, 0, len(rows))
		for _, r := range rows {
			all = append(all, r)
		}
		slices.SortFunc(all, func(a, b store.Row) int {
			if c := b.Changed.Compare(a.Changed); c != 0 {
				return c
			}
			return strings.Compare(string(a.Stream), string(b.Stream))
		})
		view(t, s, func(tx store.Tx) error {
			for _, stage := range []string{"", "sworn", "live"} {
				q := store.Query{Tags: []string{"u:1"}, Kinds: []string{"matter"}, Limit: 7}
				if stage != "" {
					q.Stages = []string{stage}
				}
				var want, got []string
				for _, r := range all {
					if stage == "" || r.Stage == stage {
						want = append(want, fmt.Sprint(r.Stream[:2], r.Changed))
					}
				}
				for {
					list, err := tx.Rows(q)
					if err != nil {
						return err
					}
					for _, r := range list {
						got = append(got, fmt.Sprint(r.Stream[:2], r.Changed))
					}
					if len(list) < q.Limit {
						break
					}
					q.After = list[len(list)-1].Cursor()
				}
				if !slices.Equal(got, want) {
					t.Errorf("%s, at stage %q: %q; want %q", when, stage, got, want)
				}
			}
			for _, r := range all {
				if got, err := tx.Row(r.Stream); err != nil || !slices.Equal(got.Tags, r.Tags) {
					t.Errorf("%s: a row has the tags %q, %v", when, got.Tags, err)
				}
			}
			return nil
		})
	}
	// minutes holds that the earlier release would find each where it looks for it.
	minutes := func() {
		t.Helper()
		var n int
		if err := e.DB.QueryRow(`SELECT COUNT(*) FROM tag, listed WHERE tag.stream = listed.stream AND tag.minute = listed.changed / 60000000 AND tag.stage = listed.stage`).Scan(&n); err != nil || n != len(rows) {
			t.Errorf("the earlier release finds %d of %d, %v", n, len(rows), err)
		}
	}
	s := e.Open(t, relation.Before)
	listed(s, "after the first phase")
	minutes()
	for i := half; i < 2*half; i++ { // by turns, of both
		rows[i] = row(i)
		if i%2 == 0 {
			was(rows[i])
		} else {
			update(t, s, func(tx store.Tx) error { return tx.PutRow(rows[i]) })
		}
	}
	for i := range half { // what was there is changed, by the one or the other, in its minute or after, in its stage or its time alone
		r := rows[i]
		r.Changed = r.Changed.Add([]time.Duration{time.Microsecond, time.Hour, 0}[i%3])
		if i%3 == 2 || i%5 == 0 {
			r.Stage = "live"
		}
		before := store.Derived{Row: rows[i]}
		rows[i] = r
		if i%2 == 0 {
			was(r)
		} else {
			update(t, s, func(tx store.Tx) error { return tx.Derive(&before, store.Derived{Row: r}) })
		}
	}
	listed(s, "while both put")
	minutes()
	s = e.Open(t, relation.After)
	listed(s, "after the last phase")
	if list := columns(t, e.DB); slices.Contains(list, "minute") {
		t.Errorf("what only the earlier release needed is there still: %q", list)
	}
	for i := range half {
		before := store.Derived{Row: rows[i]}
		r := rows[i]
		r.Changed, r.Stage = r.Changed.Add(time.Millisecond), []string{"sworn", "live"}[i%2]
		if i%4 == 0 {
			r.Tags = append(slices.Clone(r.Tags), "u:2")
		}
		rows[i] = r
		update(t, s, func(tx store.Tx) error { return tx.Derive(&before, store.Derived{Row: r}) })
	}
	listed(s, "of this release alone")
	fresh := open(t)
	fresh.Open(t, relation.Before)
	if now, then := columns(t, fresh.DB), columns(t, e.DB); !slices.Equal(now, then) {
		t.Errorf("a new database has the columns %q, and one that was migrated %q", now, then)
	}
}

// columns returns the columns of the table of tags, in order of their names.
func columns(t testing.TB, db *sql.DB) []string {
	t.Helper()
	var n int
	if err := db.QueryRow(`SELECT COUNT(*) FROM tag`).Scan(&n); err != nil { // which has a connection read the tables anew
		t.Fatal(err)
	}
	rows, err := db.Query(`SELECT * FROM tag LIMIT 0`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	list, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(list)
	return list
}
