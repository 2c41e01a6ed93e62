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

// Act enters one more entry in a stream, with a row, words and a job beside it, and a signed checkpoint. It returns what
// was acknowledged.
func (m *Maker) Act(ctx context.Context, s entry.Stream, text string) (Acked, error) {
	m.mu.Lock()
	key, ok := m.keys[s]
	m.mu.Unlock()
	if !ok {
		return Acked{}, fmt.Errorf("the maker does not know stream %s", s)
	}
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
	tree, err := tx.Tree()
	if err != nil {
		return err
	}
	signed, err := tree.Checkpoint(m.Signer)
	if err != nil {
		return err
	}
	if err := tx.PutCheckpoint(tree.Edge.Size(), signed); err != nil {
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

// Lost returns what is not so in the store of what was acknowledged, and what an audit finds.
func (m *Maker) Lost(ctx context.Context, acked []Acked) ([]string, *audit.Report, error) {
	var lost []string
	err := m.Store.View(ctx, func(tx store.Tx) error {
		for _, a := range acked {
			list, err := tx.Entries(a.Stream, a.Seq, 1)
			switch {
			case err != nil:
				return err
			case len(list) == 0:
				lost = append(lost, fmt.Sprintf("entry %d of stream %s, leaf %d", a.Seq, a.Stream, a.Leaf))
				continue
			case list[0].Hash() != a.Hash || list[0].Leaf != a.Leaf:
				lost = append(lost, fmt.Sprintf("entry %d of stream %s is another", a.Seq, a.Stream))
			}
			// What was written in the same update is there with it: no half act.
			if v, err := tx.Get("acts", fmt.Sprintf("%s-%d", a.Stream, a.Seq)); err != nil || string(v) != a.Hash.String() {
				lost = append(lost, fmt.Sprintf("half of entry %d of stream %s: %v", a.Seq, a.Stream, err))
			}
		}
		return m.halves(tx, &lost)
	})
	if err != nil {
		return lost, nil, err
	}
	r, err := (&audit.Audit{Store: m.Store, Trust: m.Trust, Ring: m.Ring}).Run(ctx)
	return lost, r, err
}

// halves looks for acts of which a part is there and the rest is not, acknowledged or not.
func (m *Maker) halves(tx store.Tx, lost *[]string) error {
	entries, acts := int64(0), int64(0)
	for {
		list, err := tx.Leaves(entries, 1000)
		if err != nil {
			return err
		}
		entries += int64(len(list))
		if len(list) < 1000 {
			break
		}
	}
	after := ""
	for {
		list, err := tx.Scan("acts", "", after, 1000)
		if err != nil {
			return err
		}
		acts += int64(len(list))
		if len(list) < 1000 {
			break
		}
		after = list[len(list)-1].Key
	}
	tree, err := tx.Tree()
	if err != nil {
		return err
	}
	size := tree.Edge.Size()
	if signed, _, err := tx.Checkpoint(1 << 40); size > 0 && (err != nil || signed != size) {
		*lost = append(*lost, fmt.Sprintf("the last checkpoint is of %d leaves of %d", signed, size))
	}
	if entries != acts || entries != size {
		*lost = append(*lost, fmt.Sprintf("%d entries, %d cells beside them, a tree of %d", entries, acts, size))
	}
	return nil
}
