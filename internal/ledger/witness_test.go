package ledger_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	second "github.com/transparency-dev/formats/note"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"github.com/affiant-project/affiant/internal/ledger"
	"github.com/affiant-project/affiant/internal/ledger/proof"
)

type file = fstest.MapFile

func newWitness(t testing.TB, p *press, name string) (*ledger.Witness, string) {
	t.Helper()
	skey, _, err := note.GenerateKey(lots(name), name)
	if err != nil {
		t.Fatal(err)
	}
	s, err := proof.NewCosigner(skey, begun)
	if err != nil {
		t.Fatal(err)
	}
	vkey, err := proof.CosignerKey(s)
	if err != nil {
		t.Fatal(err)
	}
	return &ledger.Witness{Key: skey, Logs: map[string]*proof.Trust{origin: p.trust(t, "")}}, vkey
}

// ask asks the witness about the state of the log as it is.
func (p *press) ask(t testing.TB, old int64) ledger.Request {
	t.Helper()
	list, err := ledger.Consistency(min(old, p.tree.Edge.Size()), p.tree.Edge.Size(), p)
	if err != nil {
		t.Fatal(err)
	}
	return ledger.Request{Old: old, Proof: list, Checkpoint: p.checkpoint(t)}
}

// TestWitness walks a witness through the life of a log, and through what a log that lies would ask of it.
func TestWitness(t *testing.T) {
	p := newPress(t, "log").grow(t, 5)
	w, vkey := newWitness(t, p, "witness.example/w1")
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	answer := func(r ledger.Request, seen ledger.Seen) ledger.Answer {
		t.Helper()
		back, err := ledger.ParseRequest(r.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		a, err := w.Answer(back, seen, now)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	first := answer(p.ask(t, 0), ledger.Seen{})
	if first.Status != 200 || !first.Cosigned || first.Seen != p.state() {
		t.Fatalf("the first checkpoint: %+v", first)
	}
	tr := p.trust(t, "witness "+vkey+"\nquorum 1\n")
	var b *proof.Broken
	if _, err := tr.Open(p.checkpoint(t)); !errors.As(err, &b) || b.Breach != proof.Unseen {
		t.Errorf("no witness has cosigned: %v", err)
	}
	both, err := ledger.Cosign(p.checkpoint(t), first.Body, tr)
	if err != nil {
		t.Fatal(err)
	}
	// A second implementation of the cosignature reads it, and its key.
	v, err := second.NewVerifierForCosignatureV1(vkey)
	if err != nil {
		t.Fatal(err)
	}
	n, err := note.Open(both, note.VerifierList(v))
	if err != nil || len(n.Sigs) != 1 {
		t.Fatalf("another does not accept the cosignature: %v", err)
	}
	if at, err := second.CoSigV1Timestamp(n.Sigs[0]); err != nil || !at.Equal(now) {
		t.Errorf("cosigned at %v, %v", at, err)
	}
	// And the other way round.
	s, err := second.NewSignerForCosignatureV1(w.Key)
	if err != nil {
		t.Fatal(err)
	}
	theirs, err := note.Sign(&note.Note{Text: p.state().Text()}, p.signer, s)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tr.Open(theirs); err != nil {
		t.Errorf("we do not accept the cosignature of another: %v", err)
	}
	if _, err := ledger.Cosign(p.checkpoint(t), bytes.Replace(first.Body, []byte("A"), []byte("B"), 1), tr); err == nil {
		t.Error("a changed cosignature was accepted")
	}

	seen := first.Seen
	fork := newPress(t, "log").grow(t, 4)
	fork.enter(t, 9)
	fork.enter(t, 9)
	p.grow(t, 8)
	small := newPress(t, "log").grow(t, 3)
	lying := p.ask(t, 5)
	lying.Proof = append(tlog.TreeProof{}, lying.Proof...)
	lying.Proof[0][0]++
	stranger := newPress(t, "stranger").grow(t, 5)
	other := p.ask(t, 5)
	other.Checkpoint = bytes.Replace(other.Checkpoint, []byte(origin), []byte("another.example/log"), 1)
	for name, tt := range map[string]struct {
		r        ledger.Request
		status   int
		evidence bool
	}{
		"a log that grew":       {p.ask(t, 5), 200, false},
		"the same old size":     {p.ask(t, 3), 409, false},
		"a proof that was bent": {lying, 422, false},
		"a fork":                {fork.ask(t, 5), 422, false},
		"rolled back":           {small.ask(t, 5), 400, false},
		"another's signature":   {stranger.ask(t, 5), 403, false},
		"another log":           {other, 404, false},
	} {
		a := answer(tt.r, seen)
		if a.Status != tt.status || a.Cosigned != (tt.status == 200) || (a.Evidence != nil) != tt.evidence {
			t.Errorf("%s: %d %s, evidence %v; want %d", name, a.Status, a.Body, a.Evidence, tt.status)
		}
	}
	if a := answer(p.ask(t, 3), seen); string(a.Body) != "5\n" || a.Type != "text/x.tlog.size" {
		t.Errorf("it does not say what it has seen: %+v", a)
	}
	same := newPress(t, "log").grow(t, 4)
	same.enter(t, 9)
	if a := answer(same.ask(t, 5), seen); a.Status != 409 || a.Evidence == nil {
		t.Errorf("two states of one size: %+v", a)
	}
}

func FuzzParseRequest(f *testing.F) {
	p := newPress(f, "fuzz").grow(f, 9)
	r := p.ask(f, 4)
	f.Add(r.Bytes())
	f.Add([]byte("old 0\n\nx"))
	f.Add([]byte(strings.Repeat("old 1\n", 70) + "\n"))
	w, _ := newWitness(f, p, "w.example")
	f.Fuzz(func(t *testing.T, body []byte) {
		r, err := ledger.ParseRequest(body)
		if err != nil {
			return
		}
		if !bytes.Equal(r.Bytes(), body) {
			t.Errorf("read %q, wrote %q", body, r.Bytes())
		}
		a, err := w.Answer(r, ledger.Seen{}, begun)
		if err != nil || a.Cosigned && a.Seen.Size > 9 {
			t.Error(fmt.Sprint(a), err)
		}
	})
}
