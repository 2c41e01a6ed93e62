package main

import (
	"context"
	"database/sql"
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
	dir, err := os.MkdirTemp("", "affiant-bench-")
	h.must(err)
	h.Cleanup(func() { os.RemoveAll(dir) })
	s, err := openAt(context.Background(), dir)
	h.must(err)
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(dir, "plain.db")+"?_txlock=immediate&_pragma=busy_timeout(20000)&_pragma=journal_mode(wal)&_pragma=synchronous(full)")
	h.must(err)
	db.SetMaxOpenConns(1) // as is usual: one writer
	_, err = db.Exec(fmt.Sprintf(table, "integer primary key", "blob"))
	h.must(err)
	_, err = db.Exec(`CREATE INDEX plain_name ON plain (name)`)
	h.must(err)
	h.Cleanup(func() { errors.Join(s.Close(), db.Close()) })
	return bed{s, db, `INSERT INTO plain (name, body) VALUES (?, ?)`, dir}
}

func (h *host) postgres() bed {
	dsn := storetest.Postgres(h).Database(h)
	s, err := openAt(context.Background(), dsn)
	h.must(err)
	db, err := sql.Open("pgx", dsn)
	h.must(err)
	db.SetMaxOpenConns(clients)
	db.SetMaxIdleConns(clients)
	_, err = db.Exec(fmt.Sprintf(table, "bigint generated always as identity primary key", "bytea"))
	h.must(err)
	_, err = db.Exec(`CREATE INDEX plain_name ON plain (name)`)
	h.must(err)
	h.Cleanup(func() { errors.Join(s.Close(), db.Close()) })
	return bed{s, db, `INSERT INTO plain (name, body) VALUES ($1, $2)`, dsn}
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
