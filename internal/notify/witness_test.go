package notify_test

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"log/slog"
	"math"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/ledger"
	"github.com/affiant-project/affiant/internal/ledger/proof"
	"github.com/affiant-project/affiant/internal/notify"
)

// A watcher is a witness that answers over HTTP, as long as it is up.
type watcher struct {
	ledger.Witness
	server *httptest.Server
	vkey   string
	mu     sync.Mutex
	seen   ledger.Seen
	down   bool
	asked  int
}

func newWatcher(t *testing.T, o *office, name string) *watcher {
	t.Helper()
	skey, _, err := note.GenerateKey(rand.Reader, name)
	if err != nil {
		t.Fatal(err)
	}
	s, err := proof.NewCosigner(skey, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	w := &watcher{}
	if w.vkey, err = proof.CosignerKey(s); err != nil {
		t.Fatal(err)
	}
	w.Witness = ledger.Witness{Key: skey, Logs: map[string]*proof.Trust{"station.example": trust(t, o.vkey)}}
	w.server = httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.asked++
		body, _ := io.ReadAll(r.Body)
		q, err := ledger.ParseRequest(body)
		if w.down || err != nil || r.URL.Path != "/add-checkpoint" {
			rw.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		a, err := w.Answer(q, w.seen, time.Now())
		if err != nil {
			t.Error(err)
		}
		if a.Cosigned {
			w.seen = a.Seen
		}
		rw.Header().Set("Content-Type", a.Type)
		rw.WriteHeader(a.Status)
		rw.Write(a.Body)
	}))
	t.Cleanup(w.server.Close)
	return w
}

func (w *watcher) set(down bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.down = down
}

func trust(t *testing.T, lines ...string) *proof.Trust {
	t.Helper()
	x, err := proof.ParseTrust(strings.Join(lines, "\n"))
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func witnessOf(t *testing.T, w *watcher) *notify.Witness {
	t.Helper()
	n, err := notify.NewWitness(w.server.URL + "=" + w.vkey)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestWitnessed: receipts, bundles and checkpoints are given out with as many cosignatures as there are, and hold for who demands them.
func TestWitnessed(t *testing.T) {
	o := newOffice(t)
	w1, w2 := newWatcher(t, o, "witness.example/w1"), newWatcher(t, o, "witness.example/w2")
	demands := trust(t, "log "+o.vkey, "witness "+w1.vkey, "witness "+w2.vkey, "quorum 2")
	one := trust(t, "log "+o.vkey, "witness "+w1.vkey, "quorum 1")
	r := o.open("ferry")
	holds := func(x *proof.Trust) error {
		t.Helper()
		p, _, err := o.Prove(t.Context(), clerk.Caller{Account: "vance"}, "ferry", r.Seq)
		if err != nil {
			t.Fatal(err)
		}
		b, err := o.Bundle(t.Context(), clerk.Caller{Account: "vance"}, "ferry")
		if err != nil {
			t.Fatal(err)
		}
		signed, err := o.WitnessedCheckpoint(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		_, err1 := p.Verify(x)
		_, _, faults := b.Verify(x)
		err2 := errors.Join(faults...)
		_, err3 := x.Open(signed)
		if (err1 == nil) != (err2 == nil) || (err1 == nil) != (err3 == nil) {
			t.Errorf("receipt: %v; bundle: %v; checkpoint: %v", err1, err2, err3)
		}
		return err1
	}
	if err := holds(one); err == nil {
		t.Error("it holds for who demands a witness, and none was asked")
	}
	a, b := witnessOf(t, w1), witnessOf(t, w2)
	size := int64(0)
	round := func() {
		t.Helper()
		var err error
		if size, _, _, err = o.Growth(t.Context(), 0, math.MaxInt64); err != nil {
			t.Fatal(err)
		}
	}
	take := func(w *notify.Witness, well bool) {
		t.Helper()
		if _, err := w.Take(t.Context(), o.Clerk, size); (err == nil) != well {
			t.Fatalf("%v", err)
		}
	}
	round()
	take(a, true)
	if err := holds(one); err != nil {
		t.Error(err)
	}
	if err := holds(demands); err == nil {
		t.Error("one witness is a quorum of two")
	}
	take(b, true)
	if err := holds(demands); err != nil {
		t.Error(err)
	}
	// One is down: nothing waits, and the other goes on. What both have cosigned is given out for what it has.
	w2.set(true)
	o.open("purse")
	round()
	take(a, true)
	take(b, false)
	if err := holds(demands); err != nil {
		t.Errorf("of an entry that both have seen: %v", err)
	}
	p, _, err := o.Prove(t.Context(), clerk.Caller{Account: "vance"}, "purse", 1)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Verify(one); err != nil {
		t.Errorf("of one that the other has not: %v", err)
	}
	w2.set(false)
	take(b, true)
	signed, err := o.Checkpoint(t.Context())
	if err != nil || ledger.Witnessed(signed) != 0 { // taking bundles is in the log too
		t.Errorf("%v\n%s", err, signed)
	}

	// The station begins anew and does not know what the witness has seen: it is told, and goes on from there.
	o.open("watch")
	round()
	take(witnessOf(t, w1), true)
	w1.mu.Lock()
	asked := w1.asked
	w1.mu.Unlock()
	again := witnessOf(t, w1)
	take(again, true)
	take(again, true) // there is nothing to take
	if w1.asked != asked+2 {
		t.Errorf("asked %d times; want 2: what it has seen, and to cosign", w1.asked-asked)
	}
	if signed, _ = o.Checkpoint(t.Context()); strings.Count(string(signed), "— witness.example/w1 ") != 1 {
		t.Errorf("one line a witness:\n%s", signed)
	}
	if _, err := trust(t, "log "+o.vkey).Open(signed); err != nil {
		t.Error(err)
	}
}

// TestFalseWitness: what a witness answers that is not its cosignature is not kept.
func TestFalseWitness(t *testing.T) {
	o := newOffice(t)
	w, other := newWatcher(t, o, "witness.example/w1"), newWatcher(t, o, "witness.example/w1")
	for name, h := range map[string]http.HandlerFunc{
		"empty":   func(http.ResponseWriter, *http.Request) {},
		"noise":   func(rw http.ResponseWriter, _ *http.Request) { rw.Write([]byte(strings.Repeat("— x AAAA\n", 1<<16))) },
		"another": other.server.Config.Handler.ServeHTTP,
		"sizes": func(rw http.ResponseWriter, _ *http.Request) {
			rw.Header().Set("Content-Type", "text/x.tlog.size")
			rw.WriteHeader(409)
			rw.Write([]byte("1000000\n"))
		},
		"no size": func(rw http.ResponseWriter, _ *http.Request) {
			rw.Header().Set("Content-Type", "text/x.tlog.size")
			rw.WriteHeader(409)
			rw.Write([]byte("-1\n"))
		},
	} {
		s := httptest.NewServer(h)
		n, err := notify.NewWitness(s.URL + "=" + w.vkey)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := n.Take(t.Context(), o.Clerk, math.MaxInt64); err == nil {
			t.Errorf("%s: it was taken", name)
		}
		s.Close()
	}
	if signed, err := o.Checkpoint(t.Context()); err != nil || ledger.Witnessed(signed) != 0 {
		t.Errorf("%v\n%s", err, signed)
	}
	for _, text := range []string{"", "https://w.example", "ftp://w.example=" + w.vkey, "https://a:b@w.example=" + w.vkey, "https://w.example=" + o.vkey[:20]} {
		if _, err := notify.NewWitness(text); err == nil {
			t.Errorf("%q is a witness", text)
		}
	}
}

// TestRunWitnesses: they are taken to while others act, and end with the context.
func TestRunWitnesses(t *testing.T) {
	o := newOffice(t)
	up, down := newWatcher(t, o, "witness.example/w1"), newWatcher(t, o, "witness.example/w2")
	down.set(true)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		notify.RunWitnesses(ctx, o.Clerk, []*notify.Witness{witnessOf(t, up), witnessOf(t, down)}, time.Millisecond, slog.New(slog.DiscardHandler))
		close(done)
	}()
	for _, m := range []string{"ferry", "purse", "watch"} {
		o.open(m)
	}
	for signed := []byte(nil); ledger.Witnessed(signed) != 1; time.Sleep(time.Millisecond) {
		var err error
		if signed, err = o.Checkpoint(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	cancel()
	<-done
}

// TestWitnessContradicts: a witness that has seen more of the log than there is, or another record of it, is told to the operator as that, once, and not as a witness that
// cosigns again while there is nothing to take to it.
func TestWitnessContradicts(t *testing.T) {
	for name, seen := range map[string]func(is ledger.Seen) ledger.Seen{
		"the store was put back to an earlier state": func(is ledger.Seen) ledger.Seen { is.Size += 1000; return is },
		"split view": func(is ledger.Seen) ledger.Seen { is.Root[0]++; return is },
	} {
		o := newOffice(t)
		w := newWatcher(t, o, "witness.example/w1")
		o.open("ferry")
		size, signed, _, err := o.Growth(t.Context(), 0, math.MaxInt64)
		if err != nil {
			t.Fatal(err)
		}
		is, err := trust(t, "log "+o.vkey).Open(signed)
		if err != nil || is.Size != size {
			t.Fatal(err, is.Size)
		}
		w.seen = seen(is)
		var says lines
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() {
			notify.RunWitnesses(ctx, o.Clerk, []*notify.Witness{witnessOf(t, w)}, time.Millisecond, slog.New(slog.NewTextHandler(&says, nil)))
			close(done)
		}()
		for until := time.Now().Add(10 * time.Second); !strings.Contains(says.String(), name) && time.Now().Before(until); time.Sleep(time.Millisecond) {
		}
		time.Sleep(50 * time.Millisecond)
		cancel()
		<-done
		if text := says.String(); strings.Count(text, "level=ERROR msg=\"a witness has seen another record of this log\"") != 1 || !strings.Contains(text, name) || strings.Contains(text, "cosigns again") {
			t.Errorf("%s: the log says\n%s", name, text)
		}
	}
}

// lines is what was logged.
type lines struct {
	mu sync.Mutex
	b  strings.Builder
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}
