// Command docket measures how many acts a second each database keeps, singly and with sixteen at once, beside that
// database's own rate for one durable row a transaction, in turns in one run. An act is what a clerk's is: a sealed entry,
// its leaf and hashes, a signed checkpoint, a row of the list, a job and a cell, all kept or nothing.
package main

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"

	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/ledger"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/store/postgres"
	"github.com/affiant-project/affiant/internal/store/sqlite"
	"github.com/affiant-project/affiant/internal/store/storetest"
)

var (
	rounds = flag.Int("rounds", 5, "how many rounds; the median is told")
	length = flag.Duration("time", time.Second, "how long each measurement takes")
)

func main() {
	flag.Parse()
	h := &host{}
	defer h.tidy()
	fmt.Println("acts a second, beside one durable row a transaction; median of", *rounds, "rounds, in turns")
	fmt.Printf("%-12s %8s %10s %10s %7s %9s %9s\n", "database", "at once", "acts/s", "rows/s", "ratio", "p50", "p99")
	h.measure("sqlite", h.sqlite())
	h.measure("postgres", h.postgres())
	fmt.Printf("the ledger's own work for an act (leaf, tree, signed checkpoint): %v\n", ledgerTime().Round(time.Microsecond))
}

// A host stands in for a test, where the tests' own PostgreSQL asks for one.
type host struct {
	testing.TB
	last []func()
}

func (h *host) Helper()                   {}
func (h *host) Cleanup(fn func())         { h.last = append(h.last, fn) }
func (h *host) Fatal(a ...any)            { h.tidy(); fmt.Fprintln(os.Stderr, a...); os.Exit(1) }
func (h *host) Skip(a ...any)             { h.Fatal(a...) }
func (h *host) Fatalf(f string, a ...any) { h.Fatal(fmt.Sprintf(f, a...)) }

func (h *host) tidy() {
	for _, fn := range slices.Backward(h.last) {
		fn()
	}
	h.last = nil
}

func (h *host) must(err error) {
	if err != nil {
		h.Fatal(err)
	}
}

// A bed is a database to be measured: our store on it, and a plain table.
type bed struct {
	store store.Store
	plain *sql.DB
	row   string
}

const table = `CREATE TABLE plain (id %s, name text, body %s)`

func (h *host) sqlite() bed {
	dir, err := os.MkdirTemp("", "affiant-bench-")
	h.must(err)
	h.Cleanup(func() { os.RemoveAll(dir) })
	s, err := sqlite.Open(context.Background(), sqlite.Config{Dir: dir})
	h.must(err)
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(dir, "plain.db")+"?_txlock=immediate&_pragma=busy_timeout(20000)&_pragma=journal_mode(wal)&_pragma=synchronous(full)")
	h.must(err)
	db.SetMaxOpenConns(1) // as is usual: one writer
	_, err = db.Exec(fmt.Sprintf(table, "integer primary key", "blob"))
	h.must(err)
	_, err = db.Exec(`CREATE INDEX plain_name ON plain (name)`)
	h.must(err)
	h.Cleanup(func() { errors.Join(s.Close(), db.Close()) })
	return bed{s, db, `INSERT INTO plain (name, body) VALUES (?, ?)`}
}

func (h *host) postgres() bed {
	dsn := storetest.Postgres(h).Database(h)
	s, err := postgres.Open(context.Background(), postgres.Config{DSN: dsn})
	h.must(err)
	db, err := sql.Open("pgx", dsn)
	h.must(err)
	db.SetMaxOpenConns(16)
	db.SetMaxIdleConns(16)
	_, err = db.Exec(fmt.Sprintf(table, "bigint generated always as identity primary key", "bytea"))
	h.must(err)
	_, err = db.Exec(`CREATE INDEX plain_name ON plain (name)`)
	h.must(err)
	h.Cleanup(func() { errors.Join(s.Close(), db.Close()) })
	return bed{s, db, `INSERT INTO plain (name, body) VALUES ($1, $2)`}
}

func (h *host) measure(name string, b bed) {
	m := storetest.NewMaker(h, b.store)
	for _, clients := range []int{1, 16} {
		var acts, rows []float64
		var waits []time.Duration
		streams := make([]entry.Stream, clients)
		for i := range streams {
			s, err := m.Stream(context.Background())
			h.must(err)
			streams[i] = s
		}
		text := string(make([]byte, 400))
		for range *rounds {
			rate, w := h.run(clients, func(i int) error { _, err := m.Act(context.Background(), streams[i], text); return err })
			acts, waits = append(acts, rate), append(waits, w...)
			rate, _ = h.run(clients, func(int) error {
				_, err := b.plain.Exec(b.row, rand.Text(), []byte(text))
				return err
			})
			rows = append(rows, rate)
		}
		slices.Sort(acts)
		slices.Sort(rows)
		slices.Sort(waits)
		a, r := acts[len(acts)/2], rows[len(rows)/2]
		fmt.Printf("%-12s %8d %10.0f %10.0f %6.0f%% %9v %9v\n", name, clients, a, r, 100*a/r,
			waits[len(waits)/2].Round(10*time.Microsecond), waits[len(waits)*99/100].Round(10*time.Microsecond))
	}
}

// run does something from several clients for a time, and returns how often a second, and how long each took.
func (h *host) run(clients int, do func(int) error) (float64, []time.Duration) {
	var n atomic.Int64
	var mu sync.Mutex
	var waits []time.Duration
	var group sync.WaitGroup
	begun := time.Now()
	for i := range clients {
		group.Go(func() {
			var mine []time.Duration
			for time.Since(begun) < *length {
				t := time.Now()
				h.must(do(i))
				mine = append(mine, time.Since(t))
				n.Add(1)
			}
			mu.Lock()
			waits = append(waits, mine...)
			mu.Unlock()
		})
	}
	group.Wait()
	return float64(n.Load()) / time.Since(begun).Seconds(), waits
}

// ledgerTime returns how long the ledger's own work for an act takes.
func ledgerTime() time.Duration {
	skey, _, err := note.GenerateKey(rand.Reader, "bench.example")
	if err != nil {
		panic(err)
	}
	signer, err := note.NewSigner(skey)
	if err != nil {
		panic(err)
	}
	var tree ledger.Tree
	const n = 2000
	begun := time.Now()
	for i := range n {
		c := entry.Cover{Stream: entry.NewStream([16]byte{1}), Seq: int64(i + 1), Recorded: begun, Key: "k"}
		if _, err := tree.Append(c); err != nil {
			panic(err)
		}
		if _, err := tree.Checkpoint(signer); err != nil {
			panic(err)
		}
	}
	return time.Since(begun) / n
}
