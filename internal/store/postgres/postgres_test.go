package postgres_test

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/store/postgres"
	"github.com/affiant-project/affiant/internal/store/relation"
	"github.com/affiant-project/affiant/internal/store/sqlite"
	"github.com/affiant-project/affiant/internal/store/storetest"
	"github.com/affiant-project/affiant/internal/vault"
)

func opener(s *storetest.Server) func(testing.TB) store.Store {
	return func(t testing.TB) store.Store {
		t.Helper()
		return openAt(t, postgres.Config{DSN: s.Database(t)})
	}
}

func openAt(t testing.TB, c postgres.Config) store.Store {
	t.Helper()
	s, err := postgres.Open(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func TestStore(t *testing.T) {
	s := storetest.Postgres(t)
	storetest.Run(t, opener(s))
	t.Run("Copies", func(t *testing.T) { storetest.Copies(t, opener(s), openSQLite) })
	t.Run("CopiesHere", func(t *testing.T) { storetest.Copies(t, openSQLite, opener(s)) })
	t.Run("Tampers", func(t *testing.T) { storetest.Tampers(t, tampered(s)) })
	t.Run("Dump", func(t *testing.T) { dump(t, s) })
	t.Run("Migrates", func(t *testing.T) { storetest.Migrates(t, os.DirFS("migrations"), earlier(s)) })
	t.Run("RowsRead", func(t *testing.T) { rowsRead(t, s) })
	t.Run("TwoNodes", func(t *testing.T) { twoNodes(t, s) })
}

func openSQLite(t testing.TB) store.Store {
	t.Helper()
	s, err := sqlite.Open(context.Background(), sqlite.Config{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// tampered opens stores that can be written to behind their back.
func tampered(s *storetest.Server) func(testing.TB) storetest.Tampered {
	return func(t testing.TB) storetest.Tampered {
		dsn := s.Database(t)
		x := storetest.Tampered{Store: openAt(t, postgres.Config{DSN: dsn})}
		raw := func(schema string) *sql.DB {
			db, err := sql.Open("pgx", dsn+"&search_path="+schema)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { db.Close() })
			return db
		}
		x.DB, x.Keys = raw(postgres.Schema), raw(postgres.KeySchema)
		x.Paper = func(t testing.TB) {
			_, err := x.Store.Papers().PutPaper(context.Background(), func(w io.Writer) (vault.Name, error) {
				return vault.SealPaper(w, strings.NewReader("a paper"), entry.DataKey{}, entry.NewStream([16]byte{}), rand.Reader)
			})
			if err == nil {
				_, err = x.DB.Exec(`UPDATE piece SET bytes = bytes || 'x'`)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		return x
	}
}

// earlier opens databases that an earlier release may write to.
func earlier(s *storetest.Server) func(testing.TB) storetest.Earlier {
	return func(t testing.TB) storetest.Earlier {
		dsn := s.Database(t)
		db, err := sql.Open("pgx", dsn+"&search_path="+postgres.Schema)
		if err == nil {
			t.Cleanup(func() { db.Close() })
			_, err = db.Exec(`CREATE SCHEMA ` + postgres.Schema)
		}
		if err != nil {
			t.Fatal(err)
		}
		return storetest.Earlier{DB: db, Numbered: true, Open: func(t testing.TB, p relation.Phase) store.Store {
			return openAt(t, postgres.Config{DSN: dsn, Phase: p})
		}}
	}
}

// rowsRead: a page of a list or of a search reads as many rows and places in an index with very many rows as with few, whoever asks, wherever it begins, and if
// all changed within one minute.
func rowsRead(t *testing.T, s *storetest.Server) {
	storetest.Asks(t, []int{1200, 6_000}, func(t testing.TB) storetest.Counted {
		dsn := s.Database(t)
		db, err := sql.Open("pgx", dsn+"&search_path="+postgres.Schema)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { db.Close() })
		read := func() (n int64) {
			time.Sleep(50 * time.Millisecond)
			if err := db.QueryRow(`SELECT (SELECT SUM(idx_tup_read) FROM pg_stat_user_indexes WHERE schemaname = $1) + (SELECT SUM(seq_tup_read) FROM pg_stat_user_tables WHERE schemaname = $1)`,
				postgres.Schema).Scan(&n); err != nil {
				t.Fatal(err)
			}
			return n
		}
		return storetest.Counted{What: "rows and places", Read: read, Again: func() store.Store {
			// Of a table that is small it may read all; that is not what is asked here.
			n, err := postgres.Open(context.Background(), postgres.Config{DSN: dsn, Settings: map[string]string{"enable_seqscan": "off"}})
			if err != nil {
				t.Fatal(err)
			}
			return n
		}, Filled: func() { // as the server does by itself, a minute later
			if _, err := db.Exec(`VACUUM ANALYZE`); err != nil {
				t.Fatal(err)
			}
		}}
	})
}

// dump: a dump of the record's schema holds no word and no key; and after an expungement the keys' schema holds none of the
// key.
func dump(t *testing.T, s *storetest.Server) {
	dsn := s.Database(t)
	db := openAt(t, postgres.Config{DSN: dsn})
	m := storetest.NewMaker(t, db)
	a, err := m.Stream(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	w, err := db.Keys().Key(context.Background(), a, "k1")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.Act(context.Background(), a, "the informant was Theodora Quillfeather"); err != nil {
		t.Fatal(err)
	}
	of := func(schema string) string {
		out, err := exec.Command(s.Program("pg_dump"), "-n", schema, dsn).Output()
		if err != nil {
			t.Fatal(err)
		}
		return string(out)
	}
	key := hex.EncodeToString(w.Bytes)
	if !strings.Contains(of(postgres.KeySchema), key) || !strings.Contains(of(postgres.Schema), string(a)) {
		t.Fatal("what is looked for would not be found")
	}
	if text := of(postgres.Schema); strings.Contains(text, "Quillfeather") || strings.Contains(text, hex.EncodeToString([]byte("Quillfeather"))) || strings.Contains(text, key) {
		t.Error("a dump of the record holds words or a key")
	}
	if err := db.Keys().Destroy(context.Background(), vault.Tombstone{Stream: a, Key: "k1", Destroyed: time.Unix(1, 0).UTC()}); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(of(postgres.KeySchema), key) {
		t.Error("a key that was destroyed is in a dump of the keys")
	}
}

// twoNodes: two nodes on one database add to one log, without a fork.
func twoNodes(t *testing.T, s *storetest.Server) {
	dsn := s.Database(t)
	nodes := make([]store.Store, 2)
	var group sync.WaitGroup
	for i := range nodes { // at once, so that they also make the tables at once
		group.Go(func() {
			var err error
			if nodes[i], err = postgres.Open(context.Background(), postgres.Config{DSN: dsn}); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if t.Failed() {
		return
	}
	var mu sync.Mutex
	var acked []storetest.Acked
	for _, n := range nodes {
		t.Cleanup(func() { n.Close() })
		m := storetest.NewMaker(t, n)
		for range 4 {
			group.Go(func() {
				a, err := m.Stream(context.Background())
				for range 25 {
					var x storetest.Acked
					if err == nil {
						x, err = m.Act(context.Background(), a, "words")
					}
					if err != nil {
						t.Error(err)
						return
					}
					mu.Lock()
					acked = append(acked, x)
					mu.Unlock()
				}
			})
		}
	}
	group.Wait()
	lost, r, err := storetest.NewMaker(t, nodes[0]).Lost(context.Background(), acked, true)
	if err != nil || len(lost) > 0 || len(r.Faults) > 0 || r.Entries != 200 {
		t.Errorf("%v; lost %q; %+v", err, lost, r)
	}
}
