package ledger_test

import (
	"crypto"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"testing"
	"time"

	second "github.com/transparency-dev/formats/proof"
	merkle "github.com/transparency-dev/merkle/proof"
	"github.com/transparency-dev/merkle/rfc6962"
	"github.com/transparency-dev/merkle/testonly"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
	"pgregory.net/rapid"

	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/ledger"
	"github.com/affiant-project/affiant/internal/ledger/proof"
)

// definition is the Merkle tree hash as RFC 6962, section 2.1 defines it, with nothing clever.
func definition(leaves [][]byte) tlog.Hash {
	switch len(leaves) {
	case 0:
		return sha256.Sum256(nil)
	case 1:
		return sha256.Sum256(append([]byte{0}, leaves[0]...))
	}
	k := 1
	for 2*k < len(leaves) {
		k *= 2
	}
	left, right := definition(leaves[:k]), definition(leaves[k:])
	return sha256.Sum256(append(append([]byte{1}, left[:]...), right[:]...))
}

// TestPublishedRoots grows the tree over the eight leaves whose roots Certificate Transparency has published.
func TestPublishedRoots(t *testing.T) {
	published := []string{
		"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
		"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
		"fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
		"aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
		"d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
		"4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
		"76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
		"ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
		"5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
	}
	var e proof.Edge
	for i, leaf := range append([][]byte{nil}, testonly.LeafInputs()...) {
		if i > 0 {
			e.Append(tlog.RecordHash(leaf))
		}
		root := e.Root()
		if got := hex.EncodeToString(root[:]); got != published[i] {
			t.Errorf("the root of %d leaves is %s; published %s", i, got, published[i])
		}
	}
}

// TestEdge holds the edge against the definition, and what it stores against tlog.
func TestEdge(t *testing.T) {
	var e proof.Edge
	var leaves [][]byte
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) (list []tlog.Hash, err error) {
		for _, i := range indexes {
			list = append(list, stored[i])
		}
		return list, nil
	})
	for i := range 300 {
		if got, want := e.Root(), definition(leaves); got != want {
			t.Fatalf("the root of %d leaves is %v; want %v", i, got, want)
		}
		again, err := proof.NewEdge(e.Size(), e.Hashes())
		if err != nil || again.Root() != e.Root() {
			t.Fatalf("an edge of %d leaves does not come back: %v", i, err)
		}
		leaf := fmt.Append(nil, "leaf ", i)
		want, err := tlog.StoredHashes(int64(i), leaf, reader)
		if err != nil {
			t.Fatal(err)
		}
		got := e.Append(tlog.RecordHash(leaf))
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("leaf %d stores %v; want %v", i, got, want)
		}
		stored = append(stored, got...)
		leaves = append(leaves, leaf)
	}
	if _, err := proof.NewEdge(5, nil); err == nil {
		t.Error("an edge of five leaves without hashes")
	}
}

func plain[T ~[]tlog.Hash](list T) (out [][]byte) {
	for _, h := range list {
		out = append(out, append([]byte(nil), h[:]...))
	}
	return out
}

// TestProofs makes every proof of trees of many sizes, and has each checked here and by transparency-dev's merkle.
func TestProofs(t *testing.T) {
	p := newPress(t, "proofs")
	hasher := rfc6962.New(crypto.SHA256)
	states := []proof.Checkpoint{p.state()}
	for size := int64(1); size <= 40; size++ {
		p.grow(t, 1)
		c := p.state()
		states = append(states, c)
		for i := range size {
			path, err := ledger.Path(i, size, p)
			if err != nil {
				t.Fatal(err)
			}
			leaf := p.leaves[i].Hash()
			if err := merkle.VerifyInclusion(hasher, uint64(i), uint64(size), leaf[:], plain(path), c.Root[:]); err != nil {
				t.Errorf("leaf %d of %d: %v", i, size, err)
			}
		}
		for old := int64(0); old <= size; old++ {
			list, err := ledger.Consistency(old, size, p)
			if err != nil {
				t.Fatal(err)
			}
			if err := proof.Grew(states[old], c, list); err != nil {
				t.Error(err)
			}
			if old == 0 {
				continue // merkle takes an empty tree for no tree
			}
			if err := merkle.VerifyConsistency(hasher, uint64(old), uint64(size), plain(list), states[old].Root[:], c.Root[:]); err != nil {
				t.Errorf("%d to %d: %v", old, size, err)
			}
		}
	}
	if _, err := ledger.Path(40, 40, p); fault.KindOf(err) != fault.NotFound {
		t.Error(err)
	}
	if _, err := ledger.Consistency(5, 4, p); fault.KindOf(err) != fault.Input {
		t.Error(err)
	}
}

// TestReceiptIsReadByAnother holds that a receipt is what c2sp.org/tlog-proof says, to a reader that is not ours.
func TestReceiptIsReadByAnother(t *testing.T) {
	p := newPress(t, "receipt").grow(t, 77)
	for _, i := range []int64{0, 5, 63, 64, 76} {
		r := p.receipt(t, i)
		var other second.TLogProof
		if err := other.Unmarshal(r.Bytes()); err != nil {
			t.Fatal(err)
		}
		if other.Index != uint64(i) || len(other.Hashes) != len(r.Path) || string(other.ExtraData) != string(r.Cover.Bytes()) || string(other.Checkpoint) != string(r.Checkpoint) {
			t.Errorf("another reads it as %+v", other)
		}
		back, err := proof.ParseReceipt(r.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := back.Verify(p.trust(t, "")); err != nil {
			t.Error(err)
		}
	}
}

// TestTimeGoesForward: what was recorded earlier than the last leaf cannot be entered.
func TestTimeGoesForward(t *testing.T) {
	p := newPress(t, "time").grow(t, 3)
	e, err := entry.Seal(entry.Head{}, streamOf(9), begun, "k", dataKey(9), [12]byte{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	before := p.state()
	if _, err := p.tree.Append(e.Cover); fault.KindOf(err) != fault.Conflict {
		t.Errorf("entered an hour of the past: %v", err)
	}
	if p.state() != before {
		t.Error("a refused leaf has changed the tree")
	}
}

// TestKeysHandOver: who trusts the first key believes the second once the first has handed over, and no key that nobody
// vouched for.
func TestKeysHandOver(t *testing.T) {
	p := newPress(t, "old").grow(t, 5)
	next, thief := newPress(t, "new"), newPress(t, "thief")
	both, err := p.tree.Checkpoint(p.signer, next.signer)
	if err != nil {
		t.Fatal(err)
	}
	alone, err := p.tree.Checkpoint(next.signer)
	if err != nil {
		t.Fatal(err)
	}
	succession, err := ledger.Succession(p.signer, next.vkey)
	if err != nil {
		t.Fatal(err)
	}
	false_, err := ledger.Succession(thief.signer, thief.vkey)
	if err != nil {
		t.Fatal(err)
	}
	tr := p.trust(t, "")
	if _, err := tr.Open(both); err != nil {
		t.Error("signed by both keys:", err)
	}
	var b *proof.Broken
	if _, err := tr.Open(alone); !errors.As(err, &b) || b.Breach != proof.Forged {
		t.Error("signed by a key not yet trusted:", err)
	}
	if err := tr.Accept(false_); !errors.As(err, &b) || b.Breach != proof.Forged {
		t.Error("a key that nobody vouched for:", err)
	}
	if err := tr.Accept(succession); err != nil {
		t.Fatal(err)
	}
	if _, err := tr.Open(alone); err != nil {
		t.Error("signed by the new key:", err)
	}
	dir := p.files(t)
	dir["checkpoint"].Data = alone
	dir["successions/2"] = &file{Data: succession}
	if r, err := (&proof.Log{Files: dir, Trust: p.trust(t, "")}).Check(); err != nil || len(r.Faults) > 0 {
		t.Error(err, r)
	}
	other, _, err := note.GenerateKey(lots("x"), "another.example")
	if err != nil {
		t.Fatal(err)
	}
	s, err := note.NewSigner(other)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.tree.Checkpoint(p.signer, s); fault.KindOf(err) != fault.Input {
		t.Error("signed by keys of two names:", err)
	}
	if _, err := ledger.Succession(s, p.vkey); fault.KindOf(err) != fault.Input {
		t.Error("handed over to another log:", err)
	}
}

// TestGrownAnyhow grows logs of random sizes by random streams: every receipt holds, against any later checkpoint too.
func TestGrownAnyhow(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := newPress(t, "any")
		for _, s := range rapid.SliceOfN(rapid.ByteRange(0, 4), 1, 60).Draw(rt, "streams") {
			p.enter(t, s)
		}
		i := rapid.Int64Range(0, int64(len(p.leaves))-1).Draw(rt, "leaf")
		early, then := p.receipt(t, i), p.state()
		p.enter(t, 7)
		tr := p.trust(t, "")
		c, err := early.Verify(tr)
		if err != nil || c != then {
			rt.Fatal(err)
		}
		list, err := ledger.Consistency(c.Size, p.tree.Edge.Size(), p)
		if err != nil {
			rt.Fatal(err)
		}
		if err := proof.Grew(c, p.state(), list); err != nil {
			rt.Fatal(err)
		}
		if !p.entries[i].Recorded.Equal(begun.Add(time.Duration(i) * time.Second)) {
			rt.Fatal("the clock of the test is off")
		}
	})
}
