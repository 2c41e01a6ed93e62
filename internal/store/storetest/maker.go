package storetest

import (
	"context"
	"crypto/rand"
	"fmt"
	"sync"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"

	"github.com/affiant-project/affiant/internal/audit"
	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/ledger"
	"github.com/affiant-project/affiant/internal/ledger/proof"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/vault"
)

// A Maker makes entries as a clerk would, and remembers what was acknowledged.
type Maker struct {
	Store  store.Store
	Ring   vault.Ring
	Signer note.Signer
	Trust  *proof.Trust

	mu   sync.Mutex
	keys map[entry.Stream]entry.DataKey
}

// keyName is the one key that each stream of the tests has.
const keyName = "k1"

// NewMaker returns a maker on a store.
func NewMaker(t testing.TB, s store.Store) *Maker {
	t.Helper()
	m, err := newMaker(s)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func newMaker(s store.Store) (*Maker, error) {
	skey, vkey, err := note.GenerateKey(fixed{}, "court.example/docket")
	if err != nil {
		return nil, err
	}
	signer, err := note.NewSigner(skey)
	if err != nil {
		return nil, err
	}
	trust, err := proof.ParseTrust(vkey)
	if err != nil {
		return nil, err
	}
	return &Maker{Store: s, Ring: vault.Ring{vault.NewLocal("m1", [32]byte{7}, rand.Reader)}, Signer: signer, Trust: trust, keys: make(map[entry.Stream]entry.DataKey)}, nil
}

// fixed gives the same byte for ever: the signing key is the same in each process, so that one can go on where another was
// killed.
type fixed struct{}

func (fixed) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 42
	}
	return len(p), nil
}

// Stream draws a stream and its key.
func (m *Maker) Stream(ctx context.Context) (entry.Stream, error) {
	var lot [16]byte
	rand.Read(lot[:])
	s := entry.NewStream(lot)
	k, w, err := vault.NewKey(rand.Reader, m.Ring.Current(), s, keyName, time.Now())
	if err != nil {
		return s, err
	}
	if err := m.Store.Keys().PutKey(ctx, w); err != nil {
		return s, err
	}
	m.mu.Lock()
	m.keys[s] = k
	m.mu.Unlock()
	return s, nil
}

// key returns the data key of a stream that the maker has drawn.
func (m *Maker) key(s entry.Stream) entry.DataKey {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.keys[s]
}

// Act enters one more entry in a stream, with a row, words and a job beside it, and a signed checkpoint. It returns what
// was acknowledged.
func (m *Maker) Act(ctx context.Context, s entry.Stream, text string) (Acked, error) {
	key := m.key(s)
	var a Acked
	err := m.Store.Update(ctx, func(tx store.Tx) error {
		head, err := tx.Head(s)
		if err != nil {
			return err
		}
		tree, err := tx.Tree()
		if err != nil {
			return err
		}
		at := time.Now().UTC().Truncate(time.Microsecond)
		if at.Before(tree.Last) {
			at = tree.Last
		}
		var nonce [entry.NonceSize]byte
		rand.Read(nonce[:])
		e, err := entry.Seal(head, s, at, keyName, key, nonce, []byte(text))
		if err != nil {
			return err
		}
		leaf, err := tx.Append(e)
		if err != nil {
			return err
		}
		if err := m.beside(tx, e, at); err != nil {
			return err
		}
		a = Acked{Stream: s, Seq: e.Seq, Leaf: leaf, Hash: e.Hash()}
		return nil
	})
	return a, err
}

// beside writes what goes with an act, in the same update.
func (m *Maker) beside(tx store.Tx, e entry.Entry, at time.Time) error {
	if err := tx.Sign(func(t ledger.Tree) ([]byte, error) { return t.Checkpoint(m.Signer) }); err != nil {
		return err
	}
	name := fmt.Sprintf("%s-%d", e.Stream, e.Seq)
	if err := tx.Put("acts", name, []byte(e.Hash().String())); err != nil {
		return err
	}
	if err := tx.PutJob(store.Job{Queue: "notify", Key: name, Stream: e.Stream, Run: at}); err != nil {
		return err
	}
	return tx.PutRow(store.Row{Stream: e.Stream, Kind: "matter", Court: "c1", Stage: "sworn", Opened: at, Changed: at, Seq: e.Seq})
}

// An Acked is what was acknowledged of an act.
type Acked struct {
	Stream entry.Stream
	Seq    int64
	Leaf   int64
	Hash   entry.Hash
}

// Lost returns what is not so in the store of what was acknowledged, and what an audit finds. Without signed, the audit
// takes checkpoints unsigned: what is tested is whether they are there.
func (m *Maker) Lost(ctx context.Context, acked []Acked, signed bool) ([]string, *audit.Report, error) {
	var lost []string
	err := m.Store.View(ctx, func(tx store.Tx) (err error) {
		lost, err = m.lost(tx, acked)
		return err
	})
	if err != nil {
		return lost, nil, err
	}
	a := &audit.Audit{Store: m.Store, Ring: m.Ring}
	if signed {
		a.Trust = m.Trust
	}
	r, err := a.Run(ctx)
	return lost, r, err
}

// lost looks for what was acknowledged, and for acts of which a part is there and the rest is not, acknowledged or not.
func (m *Maker) lost(tx store.Tx, acked []Acked) (lost []string, err error) {
	there := make(map[string]Acked)
	for n := int64(0); ; {
		list, err := tx.Leaves(n, 1000)
		if err != nil {
			return nil, err
		}
		for _, k := range list {
			there[fmt.Sprintf("%s-%d", k.Stream, k.Seq)] = Acked{k.Stream, k.Seq, k.Leaf, k.Hash()}
			n = k.Leaf + 1
		}
		if len(list) < 1000 {
			break
		}
	}
	beside := make(map[string]string)
	for after := ""; ; {
		list, err := tx.Scan("acts", "", after, 1000)
		if err != nil {
			return nil, err
		}
		for _, c := range list {
			beside[c.Key], after = string(c.Value), c.Key
		}
		if len(list) < 1000 {
			break
		}
	}
	for _, a := range acked {
		name := fmt.Sprintf("%s-%d", a.Stream, a.Seq)
		if there[name] != a {
			lost = append(lost, fmt.Sprintf("entry %d of stream %s, leaf %d", a.Seq, a.Stream, a.Leaf))
		}
	}
	for name, a := range there {
		if beside[name] != a.Hash.String() {
			lost = append(lost, fmt.Sprintf("half an act: of entry %d of stream %s its cell is not there", a.Seq, a.Stream))
		}
	}
	tree, err := tx.Tree()
	if err != nil {
		return nil, err
	}
	size := tree.Edge.Size()
	if signed, _, err := tx.Checkpoint(1 << 40); size > 0 && (err != nil || signed != size) {
		lost = append(lost, fmt.Sprintf("the last checkpoint is of %d leaves of %d", signed, size))
	}
	if len(there) != len(beside) || int64(len(there)) != size {
		lost = append(lost, fmt.Sprintf("%d entries, %d cells beside them, a tree of %d", len(there), len(beside), size))
	}
	return lost, nil
}
