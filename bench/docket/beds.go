package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/pprof"
	"strings"

	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/store/postgres"
	"github.com/affiant-project/affiant/internal/store/sqlite"
	"github.com/affiant-project/affiant/internal/store/storetest"
)

// A bed is a database to be measured: our store on it, and a plain table.
type bed struct {
	store store.Store
	plain *sql.DB
	row   string
	where string // for openAt
	note  notebook
}

// A notebook is the file in which is kept how far a bed was filled; none if it is "".
type notebook string

// A noted is what it says.
type noted struct{ Loaded, Given int }

func (n notebook) read() (x noted) {
	if b, err := os.ReadFile(string(n)); err == nil {
		_ = json.Unmarshal(b, &x) // what cannot be read was not written: it begins anew
	}
	return x
}

func (n notebook) write(x noted) error {
	if n == "" {
		return nil
	}
	b, err := json.Marshal(x)
	if err != nil {
		return err
	}
	if err := os.WriteFile(string(n)+".new", b, 0o600); err != nil {
		return err
	}
	return os.Rename(string(n)+".new", string(n))
}

const table = `CREATE TABLE plain (id %s, name text, body %s)`

var beds = map[string]func(*host) bed{"sqlite": (*host).sqlite, "postgres": (*host).postgres}

// openAt opens the store of a bed in another process.
func openAt(ctx context.Context, where string) (store.Store, error) {
	if strings.HasPrefix(where, "postgres:") {
		return postgres.Open(ctx, postgres.Config{DSN: where})
	}
	return sqlite.Open(ctx, sqlite.Config{Dir: where})
}

func (h *host) sqlite() bed {
	var dir string
	var err error
	var note notebook
	if *keep != "" {
		dir = filepath.Join(*keep, "sqlite")
		h.must(os.MkdirAll(dir, 0o700))
		note = notebook(filepath.Join(*keep, "sqlite.json"))
	} else {
		dir, err = os.MkdirTemp("", "affiant-bench-")
		h.must(err)
		h.Cleanup(func() { os.RemoveAll(dir) })
	}
	disk := slowVFS(*syncs)
	s, err := sqlite.Open(context.Background(), sqlite.Config{Dir: dir, VFS: disk})
	h.must(err)
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(dir, "plain.db")+"?vfs="+disk+"&_txlock=immediate&_pragma=busy_timeout(20000)&_pragma=journal_mode(wal)&_pragma=synchronous(full)")
	h.must(err)
	db.SetMaxOpenConns(1) // as is usual: one writer
	h.plain(db, "integer primary key", "blob")
	h.Cleanup(func() { errors.Join(s.Close(), db.Close()) })
	return bed{s, db, `INSERT INTO plain (name, body) VALUES (?, ?)`, dir, note}
}

func (h *host) postgres() bed {
	var dsn string
	var note notebook
	if *keep != "" {
		server := storetest.PostgresIn(h, filepath.Join(*keep, "postgres"))
		dsn, note = server.Named(h, "bench"), notebook(filepath.Join(*keep, "postgres.json"))
	} else {
		dsn = storetest.Postgres(h).Database(h)
	}
	s, err := openAt(context.Background(), dsn)
	h.must(err)
	db, err := sql.Open("pgx", dsn)
	h.must(err)
	db.SetMaxOpenConns(clients)
	db.SetMaxIdleConns(clients)
	h.must(slowPostgres(db, *syncs))
	h.plain(db, "bigint generated always as identity primary key", "bytea")
	h.Cleanup(func() { errors.Join(s.Close(), db.Close()) })
	return bed{s, db, `INSERT INTO plain (name, body) VALUES ($1, $2)`, dsn, note}
}

// plain makes the plain table, in place of that of an earlier run.
func (h *host) plain(db *sql.DB, id, body string) {
	for _, q := range []string{`DROP TABLE IF EXISTS plain`, fmt.Sprintf(table, id, body), `CREATE INDEX plain_name ON plain (name)`} {
		_, err := db.Exec(q)
		h.must(err)
	}
}

// profiled runs fn, and writes a profile of it if one was asked for.
func (h *host) profiled(fn func()) {
	if *profile == "" {
		fn()
		return
	}
	f, err := os.Create(*profile)
	h.must(err)
	h.must(pprof.StartCPUProfile(f))
	fn()
	pprof.StopCPUProfile()
	h.must(f.Close())
}
