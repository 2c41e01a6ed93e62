package ledger_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"
	"path"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/ledger"
	"github.com/affiant-project/affiant/internal/ledger/proof"
)

// lots gives the same bytes each time: what is drawn by lot has to be drawn again the same in a test.
func lots(seed string) io.Reader {
	var b bytes.Buffer
	for i := range uint64(64) {
		sum := sha256.Sum256(binary.BigEndian.AppendUint64([]byte(seed), i))
		b.Write(sum[:])
	}
	return &b
}

// A press makes a log, and keeps all that a store would.
type press struct {
	tree    ledger.Tree
	hashes  []tlog.Hash
	leaves  []proof.Leaf
	entries []entry.Entry
	heads   map[entry.Stream]entry.Head
	signer  note.Signer
	vkey    string
}

const origin = "court.example/docket"

var begun = time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)

func newPress(t testing.TB, seed string) *press {
	t.Helper()
	skey, vkey, err := note.GenerateKey(lots(seed), origin)
	if err != nil {
		t.Fatal(err)
	}
	s, err := note.NewSigner(skey)
	if err != nil {
		t.Fatal(err)
	}
	return &press{signer: s, vkey: vkey, heads: make(map[entry.Stream]entry.Head)}
}

func dataKey(s byte) entry.DataKey   { return entry.DataKey{s, 99} }
func streamOf(s byte) entry.Stream   { return entry.NewStream([16]byte{s}) }
func wordsOf(s byte, n int64) string { return fmt.Sprintf("what was said in %d, entry %d", s, n) }

// enter seals and enters one more entry in stream s.
func (p *press) enter(t testing.TB, s byte) {
	t.Helper()
	head := p.heads[streamOf(s)]
	at := begun.Add(time.Duration(len(p.leaves)) * time.Second)
	e, err := entry.Seal(head, streamOf(s), at, "k", dataKey(s), [12]byte{s, byte(head.Seq)}, []byte(wordsOf(s, head.Seq+1)))
	if err != nil {
		t.Fatal(err)
	}
	g, err := p.tree.Append(e.Cover)
	if err != nil {
		t.Fatal(err)
	}
	if int64(len(p.hashes)) != g.First || g.Index != int64(len(p.leaves)) {
		t.Fatalf("leaf %d is to be stored from %d; there are %d hashes and %d leaves", g.Index, g.First, len(p.hashes), len(p.leaves))
	}
	p.hashes = append(p.hashes, g.Hashes...)
	p.leaves = append(p.leaves, g.Leaf)
	p.entries = append(p.entries, e)
	p.heads[streamOf(s)] = e.Head()
}

func (p *press) grow(t testing.TB, n int) *press {
	t.Helper()
	for range n {
		p.enter(t, byte(len(p.leaves)%3))
	}
	return p
}

func (p *press) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	var list []tlog.Hash
	for _, i := range indexes {
		if i < 0 || i >= int64(len(p.hashes)) {
			return nil, fmt.Errorf("there is no hash %d", i)
		}
		list = append(list, p.hashes[i])
	}
	return list, nil
}

func (p *press) trust(t testing.TB, more string) *proof.Trust {
	t.Helper()
	tr, err := proof.ParseTrust("log " + p.vkey + "\n" + more)
	if err != nil {
		t.Fatal(err)
	}
	return tr
}

func (p *press) checkpoint(t testing.TB) []byte {
	t.Helper()
	signed, err := p.tree.Checkpoint(p.signer)
	if err != nil {
		t.Fatal(err)
	}
	return signed
}

// state is the checkpoint of the tree, unsigned.
func (p *press) state() proof.Checkpoint {
	return proof.Checkpoint{Origin: origin, Size: p.tree.Edge.Size(), Root: p.tree.Edge.Root()}
}

func (p *press) receipt(t testing.TB, i int64) proof.Receipt {
	t.Helper()
	r, err := ledger.Receipt(p.entries[i].Cover, i, p.checkpoint(t), p.tree.Edge.Size(), p)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func (p *press) bundle(t testing.TB, told ...int64) proof.Bundle {
	t.Helper()
	b := proof.Bundle{Checkpoint: p.checkpoint(t)}
	for _, i := range told {
		route, err := ledger.Path(i, p.tree.Edge.Size(), p)
		if err != nil {
			t.Fatal(err)
		}
		e := p.entries[i]
		e.Text = bytes.Clone(e.Text)
		s := dataKey(byte(i%3)).SecretOf(e.Stream, e.Seq)
		b.Entries = append(b.Entries, proof.Disclosed{Entry: e, Index: i, Path: route, Secret: &s})
	}
	return b
}

// files lays a copy of the log out, in steps, as it would be copied while it grows.
func (p *press) files(t testing.TB, steps ...int64) fstest.MapFS {
	t.Helper()
	dir := fstest.MapFS{}
	older := int64(0)
	for _, size := range append(steps, p.tree.Edge.Size()) {
		for f, err := range ledger.Files(older, size, p, func(from int64, n int) ([]proof.Leaf, error) { return p.leaves[from : from+int64(n)], nil }) {
			if err != nil {
				t.Fatal(err)
			}
			if path.Clean(f.Path) != f.Path {
				t.Fatalf("a file at %q", f.Path)
			}
			dir[f.Path] = &fstest.MapFile{Data: bytes.Clone(f.Data)}
		}
		older = size
	}
	dir["checkpoint"] = &fstest.MapFile{Data: p.checkpoint(t)}
	return dir
}
