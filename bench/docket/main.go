// Command docket measures how many acts a second the clerk keeps on each database, singly and with sixteen at once, beside that
// database's own rate for one durable row a transaction, in turns in one run, with many applications on file. An act is a whole one of the
// clerk: access, the record's rules, the sealed entry, its leaf and hashes, the signed log, the row of the list, the words of the index
// and the idempotency key, all kept or nothing.
package main

import (
	"context"
	"crypto/rand"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/ledger"
	"github.com/affiant-project/affiant/internal/store"
)

var (
	rounds   = flag.Int("rounds", 5, "how many rounds; the median is told")
	length   = flag.Duration("time", time.Second, "how long each measurement takes")
	onFile   = flag.Int("applications", 20_000, "how many applications are on file")
	only     = flag.String("only", "", "measure only sqlite or postgres")
	profile  = flag.String("profile", "", "write a profile of the processor to this `FILE`")
	keep     = flag.String("keep", "", "keep the databases in this `DIRECTORY`, and go on with what is there: a load that was stopped, or one that is whole")
	onlyPage = flag.String("page", "", "with -look, only the pages whose name has this in it, and no lists")
	within   = flag.Duration("within", 0, "fail if of any page the 99th of a hundred takes the server longer than this; to be asked where nothing else runs")
	having   = flag.Int("at", 0, "measure only with so many at once; 0 is singly and with sixteen")
	acts     = flag.Bool("acts", false, "measure acts, and no start, lists, memory or pages")
	syncs    = flag.Duration("sync", 0, "how long each sync to the disk takes at least, for acts and rows alike, up to 100ms; 0 as long as it takes")
	lookAt   = flag.String("look", "", "for a process of its own: open the store there, and measure start, lists and memory")
)

func main() {
	flag.Parse()
	if *syncs < 0 || *syncs > mostSync {
		fmt.Fprintf(os.Stderr, "-sync: %s; expected 0 to %s\n", *syncs, mostSync)
		os.Exit(2)
	}
	h := &host{}
	defer h.tidy()
	defer runtime.KeepAlive(make([]byte, store.Slack)) // as affiant serve
	if *keep != "" {                                   // a socket is found by its whole path, and by the user that the database runs as
		var err error
		*keep, err = filepath.Abs(*keep)
		h.must(err)
		h.must(os.MkdirAll(*keep, 0o755))
	}
	if *lookAt != "" {
		h.look(*lookAt)
		return
	}
	fmt.Println("acts a second, beside one durable row a transaction; median of", *rounds, "rounds, in turns;", *onFile, "applications on file")
	if *syncs > 0 {
		fmt.Println("each sync to the disk is made to take", *syncs, "at least")
	}
	fmt.Printf("%d processors, load %s; the last columns are of the processor: what an act takes, how much of that this program and not the database, what a row takes, and the ratio\n", runtime.NumCPU(), load())
	fmt.Printf("%-10s %8s %10s %10s %7s %9s %9s %9s %9s %9s %7s\n", "database", "at once", "acts/s", "rows/s", "ratio", "p50", "p99", "act", "ours", "row", "ratio")
	var failed []error
	for _, name := range []string{"sqlite", "postgres"} {
		if *only == "" || *only == name {
			if err := h.measure(name, beds[name](h)); err != nil { // the other is looked at all the same
				failed = append(failed, fmt.Errorf("%s: %w", name, err))
			}
		}
	}
	fmt.Printf("the ledger's own work for an act kept alone (leaf, tree, signed checkpoint): %v; of sixteen kept together, each: %v\n",
		ledgerTime(1).Round(time.Microsecond), ledgerTime(16).Round(time.Microsecond))
	h.must(errors.Join(failed...))
}

// A host stands in for a test, where the tests' own PostgreSQL asks for one.
type host struct {
	testing.TB
	last []func()
}

func (h *host) Helper()           {}
func (h *host) Cleanup(fn func()) { h.last = append(h.last, fn) }
func (h *host) Fatal(a ...any) {
	if h.tidy(); h.TB != nil {
		h.TB.Fatal(a...)
	}
	fmt.Fprintln(os.Stderr, a...)
	os.Exit(1)
}
func (h *host) Skip(a ...any)             { h.Fatal(a...) }
func (h *host) Fatalf(f string, a ...any) { h.Fatal(fmt.Sprintf(f, a...)) }

func (h *host) tidy() {
	list := h.last
	h.last = nil
	for _, fn := range slices.Backward(list) {
		fn()
	}
}

func (h *host) must(err error) {
	if err != nil {
		h.Fatal(err)
	}
}

// measure measures acts and rows, and then has another process look at what was filled; the error is that of the looking.
func (h *host) measure(name string, b bed) error {
	ctx := context.Background()
	o, err := options(b.store, time.Now)
	h.must(err)
	n := b.note.read()
	var s *station
	if n.Loaded == 0 {
		s, err = found(ctx, b.store, o)
	} else {
		s, err = opened(ctx, o)
	}
	h.must(err)
	s.given = n.Given
	begun := time.Now()
	before, _ := spent()
	from := n.Loaded
	h.must(s.load(ctx, from, *onFile, func(done int) { n.Loaded = done; h.must(b.note.write(n)) }))
	loaded := time.Since(begun)
	used, _ := spent()
	h.profiled(func() {
		for _, n := range []int{1, clients} {
			if *having == 0 || *having == n {
				h.compare(name, b, s, n)
			}
		}
	})
	n.Given = s.given
	h.must(b.note.write(n))
	fmt.Printf("%-10s %d applications loaded in %v, %v of the processor\n", name, *onFile-from, loaded.Round(100*time.Millisecond), (used - before).Round(100*time.Millisecond))
	if *acts {
		return nil
	}
	return h.lookFrom(b)
}

// perMatter is how many acts a client does in one matter before it goes on to the next, as people do.
const perMatter = 10

func (h *host) compare(name string, b bed, s *station, n int) {
	var acts, rows []float64
	var waits []time.Duration
	var act, ours, row time.Duration // of the processor
	var rowCount int
	text := make([]byte, 400)
	for range *rounds {
		before, own := spent()
		rate, w := h.run(n, func() func() error { return h.client(s) })
		between, mine := spent()
		acts, waits = append(acts, rate), append(waits, w...)
		rate, w = h.run(n, func() func() error {
			return func() error { _, err := b.plain.Exec(b.row, rand.Text(), text); return err }
		})
		rows, rowCount = append(rows, rate), rowCount+len(w)
		after, _ := spent()
		act, ours, row = act+between-before, ours+mine-own, row+after-between
	}
	slices.Sort(acts)
	slices.Sort(rows)
	slices.Sort(waits)
	a, r := acts[len(acts)/2], rows[len(rows)/2]
	act, ours, row = act/time.Duration(len(waits)), ours/time.Duration(len(waits)), row/time.Duration(max(rowCount, 1))
	fmt.Printf("%-10s %8d %10.0f %10.0f %6.0f%% %9v %9v %9v %9v %9v %6.0f%%\n", name, n, a, r, 100*a/r, waits[len(waits)/2].Round(10*time.Microsecond), waits[len(waits)*99/100].Round(10*time.Microsecond),
		act.Round(time.Microsecond), ours.Round(time.Microsecond), row.Round(time.Microsecond), 100*float64(row)/float64(max(act, 1)))
}

// client returns what one client does again and again: an act, in matter after matter.
func (h *host) client(s *station) func() error {
	var act clerk.Act
	var by string
	i := perMatter
	return func() error {
		var err error
		if i == perMatter {
			if act.Matter, by, err = s.draft(); err != nil {
				return err
			}
			i = 0
		}
		i++
		act.Event, act.Key = further(len(by)+i, i+1), fmt.Sprintf("%s-%d", s.run, i)
		_, err = s.clerk.Do(context.Background(), clerk.Caller{Account: by}, act)
		return err
	}
}

// run has several clients do something for a time, and returns how often a second, and how long each took.
func (h *host) run(n int, client func() func() error) (float64, []time.Duration) {
	var count atomic.Int64
	var mu sync.Mutex
	var waits []time.Duration
	var failed error
	var group sync.WaitGroup
	begun := time.Now()
	for range n {
		group.Go(func() {
			do := client()
			var mine []time.Duration
			var err error
			for err == nil && time.Since(begun) < *length {
				t := time.Now()
				err = do()
				mine = append(mine, time.Since(t))
				count.Add(1)
			}
			mu.Lock()
			waits, failed = append(waits, mine...), errors.Join(failed, err)
			mu.Unlock()
		})
	}
	group.Wait()
	h.must(failed)
	return float64(count.Load()) / time.Since(begun).Seconds(), waits
}

// ledgerTime returns how long the ledger's own work for an act takes, if so many are kept together.
func ledgerTime(together int) time.Duration {
	skey, _, err := note.GenerateKey(rand.Reader, "bench.example")
	if err != nil {
		panic(err)
	}
	signer, err := note.NewSigner(skey)
	if err != nil {
		panic(err)
	}
	var tree ledger.Tree
	const n = 3200
	begun := time.Now()
	for i := range n {
		c := entry.Cover{Stream: entry.NewStream([16]byte{1}), Seq: int64(i + 1), Recorded: begun, Key: "k"}
		if _, err := tree.Append(c); err != nil {
			panic(err)
		}
		if i%together == 0 {
			if _, err := tree.Checkpoint(signer); err != nil {
				panic(err)
			}
		}
	}
	return time.Since(begun) / n
}
