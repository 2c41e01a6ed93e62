package storetest

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/store"
)

// loadAt is the variable that tells a process of a test that it is the one to be killed, and where its store is.
const loadAt = "AFFIANT_TEST_LOAD_AT"

// Main runs the tests of a package, or, in the process that a test has started to kill it, puts load on the store that
// open opens, and tells on standard output what was acknowledged.
func Main(m *testing.M, open func(where string) (store.Store, error)) {
	where := os.Getenv(loadAt)
	if where == "" {
		os.Exit(m.Run())
	}
	if err := load(where, open); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// load enters acts from several goroutines until it is killed or the store fails.
func load(where string, open func(string) (store.Store, error)) error {
	s, err := open(where)
	if err != nil {
		return err
	}
	m, err := newMaker(s)
	if err != nil {
		return err
	}
	var mu sync.Mutex
	failed := make(chan error)
	for range 4 {
		go func() {
			a, err := m.Stream(ctx)
			for i := 0; err == nil; i++ {
				var x Acked
				if x, err = m.Act(ctx, a, fmt.Sprintf("what was sworn, %d", i)); err == nil {
					mu.Lock()
					fmt.Println(x.Stream, x.Seq, x.Leaf, x.Hash)
					mu.Unlock()
				}
			}
			failed <- err
		}()
	}
	return <-failed
}

// A Crash is a store to be killed, again and again.
type Crash struct {
	Where string                            // for the process that puts load on it
	Open  func(testing.TB) store.Store      // opens it after it was killed; the test closes it
	Kill  func(testing.TB, *exec.Cmd) error // what is killed; nil kills the process alone
	Again func(testing.TB)                  // what has to be started again before it is opened; may be nil
}

// Times is how often something is killed: n in a test, and far more in a soak.
func Times(n, soak int) int {
	if os.Getenv("AFFIANT_SOAK") != "" {
		return soak
	}
	return n
}

// Kills is how often something is killed, if AFFIANT_KILLS does not say.
func Kills() int {
	if n, err := strconv.Atoi(os.Getenv("AFFIANT_KILLS")); err == nil && n > 0 {
		return n
	}
	return Times(20, 500)
}

// Run kills it so many times under load, and returns what was acknowledged and what of that was lost, or was found to be
// wrong by an audit.
func (c *Crash) Run(t testing.TB, times int) (acked int, faults []string) {
	t.Helper()
	var all []Acked
	for i := range times {
		now := c.once(t)
		all = append(all, now...)
		if c.Again != nil {
			c.Again(t)
		}
		s := c.Open(t)
		check := now
		if i == times-1 {
			check = all
		}
		lost, r, err := NewMaker(t, s).Lost(ctx, check, true)
		if err != nil {
			faults = append(faults, fmt.Sprintf("after kill %d it cannot be read: %v", i+1, err))
		}
		for _, l := range lost {
			faults = append(faults, fmt.Sprintf("after kill %d: lost: %s", i+1, l))
		}
		if r != nil {
			for _, f := range r.Faults {
				faults = append(faults, fmt.Sprintf("after kill %d: %v", i+1, f))
			}
		}
		if err := s.Close(); err != nil {
			faults = append(faults, err.Error())
		}
		if len(faults) > 0 {
			break
		}
	}
	return len(all), faults
}

// once puts load on the store in a process of its own, kills it, and returns what it had been told was kept.
func (c *Crash) once(t testing.TB) []Acked {
	t.Helper()
	p := exec.Command(os.Args[0], "-test.run=^$")
	p.Env = append(os.Environ(), loadAt+"="+c.Where)
	var errs strings.Builder
	p.Stderr = &errs
	out, err := p.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	enough := make(chan bool)
	told := make(chan []Acked)
	go func() { told <- listen(out, 1+rand.IntN(80), enough) }()
	select {
	case ok := <-enough:
		if !ok {
			p.Wait()
			t.Fatalf("it stopped by itself: %s", errs.String())
		}
	case <-time.After(time.Minute):
		p.Process.Kill()
		t.Fatalf("little was acknowledged in a minute: %s", errs.String())
	}
	time.Sleep(time.Duration(rand.IntN(3_000)) * time.Microsecond)
	kill := c.Kill
	if kill == nil {
		kill = func(_ testing.TB, p *exec.Cmd) error { return p.Process.Kill() }
	}
	if err := kill(t, p); err != nil {
		t.Fatal(err)
	}
	p.Process.Kill() // it would wait for its server to come again
	list := <-told
	p.Wait()
	return list
}

// listen reads what was acknowledged, and says when it is as many as wanted, or will not be. A line that the kill has cut was
// not told.
func listen(out io.Reader, want int, enough chan<- bool) (list []Acked) {
	in := bufio.NewScanner(out)
	for in.Scan() {
		f := strings.Fields(in.Text())
		if len(f) != 4 {
			continue
		}
		seq, err1 := strconv.ParseInt(f[1], 10, 64)
		leaf, err2 := strconv.ParseInt(f[2], 10, 64)
		hash, err3 := entry.ParseHash(f[3])
		if err1 != nil || err2 != nil || err3 != nil {
			continue
		}
		list = append(list, Acked{entry.Stream(f[0]), seq, leaf, hash})
		if len(list) == want {
			enough <- true
		}
	}
	if len(list) < want {
		enough <- false
	}
	return list
}
