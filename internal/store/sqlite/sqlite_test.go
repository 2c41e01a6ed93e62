package sqlite_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/store/relation"
	"github.com/affiant-project/affiant/internal/store/sqlite"
	"github.com/affiant-project/affiant/internal/store/storetest"
	"github.com/affiant-project/affiant/internal/vault"
)

func open(t testing.TB) store.Store {
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

func TestStore(t *testing.T) { storetest.Run(t, open) }

// TestConnectionGone: when the connection by which acts are kept cannot be used any more, the next act is kept by another.
func TestConnectionGone(t *testing.T) {
	s := open(t)
	put := func() error {
		return s.Update(t.Context(), func(tx store.Tx) error { return tx.Put("b", "k", []byte("v")) })
	}
	if err := put(); err != nil {
		t.Fatal(err)
	}
	err := s.(*relation.DB).Alone(t.Context(), func(c *sql.Conn) error { return c.Raw(func(any) error { return driver.ErrBadConn }) })
	if !errors.Is(err, driver.ErrBadConn) {
		t.Fatal(err)
	}
	for range 3 {
		if err := put(); err != nil {
			t.Error(err)
		}
	}
}

func TestCopies(t *testing.T) { storetest.Copies(t, open, open) }

// TestTampers changes the data directory behind the store's back.
func TestTampers(t *testing.T) {
	storetest.Tampers(t, func(t testing.TB) storetest.Tampered {
		dir := t.TempDir()
		s, err := sqlite.Open(context.Background(), sqlite.Config{Dir: dir})
		if err != nil {
			t.Fatal(err)
		}
		raw := func(name string) *sql.DB {
			db, err := sql.Open("sqlite3", "file:"+filepath.Join(dir, name)+"?_pragma=busy_timeout(5000)")
			if err != nil {
				t.Fatal(err)
			}
			return db
		}
		x := storetest.Tampered{Store: s, DB: raw(sqlite.RecordFile), Keys: raw(sqlite.KeyFile)}
		t.Cleanup(func() {
			if err := errors.Join(x.DB.Close(), x.Keys.Close(), s.Close()); err != nil {
				t.Error(err)
			}
		})
		x.Paper = func(t testing.TB) {
			n, err := s.Papers().PutPaper(context.Background(), func(w io.Writer) (vault.Name, error) {
				return vault.SealPaper(w, strings.NewReader("a paper"), entry.DataKey{}, entry.NewStream([16]byte{}), rand.Reader)
			})
			if err != nil {
				t.Fatal(err)
			}
			file := filepath.Join(dir, sqlite.PaperDir, n.String()[:2], n.String())
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			b[len(b)-1]++
			if err := os.WriteFile(file, b, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		return x
	})
}

// TestNothingReadable: what is deleted, or sealed, is in no file of the data directory.
func TestNothingReadable(t *testing.T) {
	dir := t.TempDir()
	s, err := sqlite.Open(context.Background(), sqlite.Config{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	m := storetest.NewMaker(t, s)
	a, err := m.Stream(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	w, err := s.Keys().Key(context.Background(), a, "k1")
	if err != nil {
		t.Fatal(err)
	}
	const planted = "the informant was Theodora Quillfeather"
	for range 200 {
		if _, err := m.Act(context.Background(), a, planted); err != nil {
			t.Fatal(err)
		}
	}
	err = s.Update(context.Background(), func(tx store.Tx) error {
		return tx.PutJob(store.Job{Queue: "q", Key: "k", Stream: a, Payload: []byte("payload-to-forget")})
	})
	if err != nil {
		t.Fatal(err)
	}
	if in(t, dir, w.Bytes) == "" || in(t, dir, []byte("payload-to-forget")) == "" {
		t.Fatal("what is looked for would not be found")
	}
	err = s.Keys().Destroy(context.Background(), vault.Tombstone{Stream: a, Key: "k1", Destroyed: time.Unix(1, 0).UTC()})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Bury(context.Background(), s, nil); err != nil {
		t.Fatal(err)
	}
	for _, b := range [][]byte{[]byte(planted), []byte("Quillfeather"), w.Bytes, w.Bytes[12:40], []byte("payload-to-forget")} {
		if name := in(t, dir, b); name != "" {
			t.Errorf("%q is in %s", b, name)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// in returns the file in which some bytes are.
func in(t *testing.T, dir string, what []byte) (found string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(name)
		if bytes.Contains(b, what) {
			found = name
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// TestMigrates: a database of an earlier release is brought up to this one, in two phases.
func TestMigrates(t *testing.T) {
	storetest.Migrates(t, os.DirFS("migrations"), func(t testing.TB) storetest.Earlier {
		dir := t.TempDir()
		db, err := sql.Open("sqlite3", "file:"+filepath.Join(dir, sqlite.RecordFile)+"?_pragma=journal_mode(wal)&_pragma=busy_timeout(20000)")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { db.Close() })
		return storetest.Earlier{DB: db, Open: func(t testing.TB, p relation.Phase) store.Store {
			s, err := sqlite.Open(context.Background(), sqlite.Config{Dir: dir, Phase: p})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { s.Close() })
			return s
		}}
	})
}
