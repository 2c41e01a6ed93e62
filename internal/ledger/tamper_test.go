package ledger_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/ledger"
	"github.com/affiant-project/affiant/internal/ledger/proof"
)

// breach returns what kind of breach an error names, or "".
func breach(err error) proof.Breach {
	var b *proof.Broken
	if errors.As(err, &b) {
		return b.Breach
	}
	return ""
}

// TestReceiptTampered changes a receipt in every way that matters.
func TestReceiptTampered(t *testing.T) {
	p := newPress(t, "log").grow(t, 21)
	other := newPress(t, "other log").grow(t, 21)
	tr := p.trust(t, "")
	skey, _, err := note.GenerateKey(lots("elsewhere"), "elsewhere.example")
	if err != nil {
		t.Fatal(err)
	}
	signer, err := note.NewSigner(skey)
	if err != nil {
		t.Fatal(err)
	}
	elsewhere, err := p.tree.Checkpoint(signer)
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		change func(*proof.Receipt)
		want   proof.Breach
	}{
		"as it is":             {func(*proof.Receipt) {}, ""},
		"another time":         {func(r *proof.Receipt) { r.Cover.Recorded = begun }, proof.Absent},
		"another stream":       {func(r *proof.Receipt) { r.Cover.Stream = streamOf(8) }, proof.Absent},
		"another place":        {func(r *proof.Receipt) { r.Index-- }, proof.Absent},
		"past the end":         {func(r *proof.Receipt) { r.Index = 21 }, proof.Absent},
		"a hash of the path":   {func(r *proof.Receipt) { r.Path[1][5]++ }, proof.Absent},
		"a shorter path":       {func(r *proof.Receipt) { r.Path = r.Path[1:] }, proof.Absent},
		"a longer path":        {func(r *proof.Receipt) { r.Path = append(r.Path, tlog.Hash{}) }, proof.Absent},
		"the size":             {func(r *proof.Receipt) { r.Checkpoint = replace(r.Checkpoint, "\n21\n", "\n22\n") }, proof.Forged},
		"another name":         {func(r *proof.Receipt) { r.Checkpoint = replace(r.Checkpoint, origin, "a.example") }, proof.Forged},
		"another log":          {func(r *proof.Receipt) { r.Checkpoint = elsewhere }, proof.Replayed},
		"another's checkpoint": {func(r *proof.Receipt) { r.Checkpoint = other.checkpoint(t) }, proof.Forged},
		"an older checkpoint":  {func(r *proof.Receipt) { r.Checkpoint = newPress(t, "log").grow(t, 5).checkpoint(t) }, proof.Absent},
	} {
		r := p.receipt(t, 10)
		tt.change(&r)
		if _, err := r.Verify(tr); breach(err) != tt.want {
			t.Errorf("%s: %v; want %q", name, err, tt.want)
		}
	}
	r := p.receipt(t, 10)
	if err := r.About(p.entries[10].Cover); err != nil {
		t.Error(err)
	}
	if err := r.About(p.entries[11].Cover); breach(err) != proof.Replayed {
		t.Errorf("a receipt shown for another entry: %v", err)
	}
}

func replace(b []byte, old, new string) []byte {
	return bytes.Replace(b, []byte(old), []byte(new), 1)
}

func TestGrew(t *testing.T) {
	p := newPress(t, "log").grow(t, 6)
	six := p.state()
	p.grow(t, 5)
	list, err := ledger.Consistency(6, 11, p)
	if err != nil {
		t.Fatal(err)
	}
	bent := append(tlog.TreeProof{}, list...)
	bent[0][0]++
	fork := newPress(t, "log").grow(t, 5)
	fork.enter(t, 9)
	moved := six
	moved.Origin = "another"
	for name, tt := range map[string]struct {
		older, newer proof.Checkpoint
		list         tlog.TreeProof
		want         proof.Breach
	}{
		"grew":               {six, p.state(), list, ""},
		"the same":           {six, six, nil, ""},
		"from nothing":       {newPress(t, "log").state(), six, nil, ""},
		"from a false empty": {proof.Checkpoint{Origin: origin}, six, nil, proof.Forked},
		"no proof":           {six, p.state(), nil, proof.Forked},
		"a bent proof":       {six, p.state(), bent, proof.Forked},
		"a proof too many":   {six, six, list, proof.Forked},
		"rolled back":        {p.state(), six, nil, proof.RolledBack},
		"two of one size":    {six, fork.state(), nil, proof.Forked},
		"a fork":             {fork.state(), p.state(), list, proof.Forked},
		"another log":        {moved, p.state(), list, proof.Replayed},
	} {
		if err := proof.Grew(tt.older, tt.newer, tt.list); breach(err) != tt.want {
			t.Errorf("%s: %v; want %q", name, err, tt.want)
		}
	}
}

// TestBundleTampered changes a bundle in every way that matters.
func TestBundleTampered(t *testing.T) {
	p := newPress(t, "log").grow(t, 12)
	tr := p.trust(t, "")
	wrong := dataKey(7).SecretOf(streamOf(0), 2)
	for name, tt := range map[string]struct {
		change func(*proof.Bundle)
		want   proof.Breach
	}{
		"as it is":           {func(*proof.Bundle) {}, ""},
		"words withheld":     {func(b *proof.Bundle) { b.Entries[1].Secret = nil }, ""},
		"an entry left out":  {func(b *proof.Bundle) { b.Entries = append(b.Entries[:1], b.Entries[2:]...) }, ""},
		"a byte":             {func(b *proof.Bundle) { b.Entries[1].Entry.Text[0]++ }, proof.Altered},
		"a byte of the seal": {func(b *proof.Bundle) { b.Entries[1].Entry.Sealed[0]++ }, proof.Absent},
		"another secret":     {func(b *proof.Bundle) { b.Entries[1].Secret = &wrong }, proof.Opened},
		"back-dated":         {func(b *proof.Bundle) { b.Entries[1].Entry.Recorded = begun }, proof.Absent},
		"renumbered":         {func(b *proof.Bundle) { b.Entries[1].Entry.Seq = 9 }, proof.Absent},
		"another checkpoint": {func(b *proof.Bundle) { b.Checkpoint = newPress(t, "x").grow(t, 12).checkpoint(t) }, proof.Forged},
	} {
		b := p.bundle(t, 0, 3, 6, 9)
		tt.change(&b)
		back, err := proof.ParseBundle(b.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		_, told, faults := back.Verify(tr)
		var got proof.Breach
		if len(faults) > 0 {
			got = breach(faults[0])
		}
		if got != tt.want || tt.want == "" && len(faults) > 0 {
			t.Errorf("%s: %v; want %q", name, faults, tt.want)
		}
		if tt.want == "" && string(told[0].Words) != wordsOf(0, 1) {
			t.Errorf("%s: it tells %q", name, told[0].Words)
		}
	}
}

// TestTwoInOnePlace: a log that has entered two different entries in one place of a stream, or in the wrong order, shows it
// in a bundle although every receipt is true.
func TestTwoInOnePlace(t *testing.T) {
	p := newPress(t, "log")
	p.enter(t, 0)
	after := p.heads[streamOf(0)]
	p.enter(t, 1)
	p.enter(t, 2)
	p.enter(t, 0)
	p.heads[streamOf(0)] = after
	p.enter(t, 1)
	p.enter(t, 2)
	p.enter(t, 0) // again after the first
	_, _, faults := p.bundle(t, 0, 3, 6).Verify(p.trust(t, ""))
	if len(faults) != 1 || breach(faults[0]) != proof.Forked {
		t.Errorf("two second entries: %v", faults)
	}
	p = newPress(t, "log")
	p.enter(t, 0)
	p.heads[streamOf(0)] = entry.Head{Seq: 1, Hash: entry.Hash{5}}
	p.enter(t, 1)
	p.enter(t, 2)
	p.enter(t, 0)
	_, _, faults = p.bundle(t, 0, 3).Verify(p.trust(t, ""))
	if len(faults) != 1 || breach(faults[0]) != proof.Reordered {
		t.Errorf("a second entry that follows another first: %v", faults)
	}
}

// TestEnteredLater: a log that enters an entry before the one that it follows shows it in a bundle, although each receipt is
// true and the two are linked.
func TestEnteredLater(t *testing.T) {
	p := newPress(t, "log")
	var head entry.Head
	for range 2 {
		e, err := entry.Seal(head, streamOf(0), begun, "k", dataKey(0), [12]byte{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		p.entries = append([]entry.Entry{e}, p.entries...) // the second comes first
		head = e.Head()
	}
	for _, e := range p.entries {
		g, err := p.tree.Append(e.Cover)
		if err != nil {
			t.Fatal(err)
		}
		p.hashes, p.leaves = append(p.hashes, g.Hashes...), append(p.leaves, g.Leaf)
	}
	b := p.bundle(t, 0, 1)
	b.Entries[0].Secret, b.Entries[1].Secret = nil, nil
	if _, _, faults := b.Verify(p.trust(t, "")); len(faults) != 1 || breach(faults[0]) != proof.Reordered {
		t.Errorf("entered in the wrong order: %v", faults)
	}
}

// TestLogTampered changes a copy of a log of some six hundred leaves, one file at a time.
func TestLogTampered(t *testing.T) {
	p := newPress(t, "log").grow(t, 300)
	early := p.state()
	p.grow(t, 317)
	fork := newPress(t, "log").grow(t, 400)
	fork.enter(t, 9)
	fork.grow(t, 216)
	small := newPress(t, "log").grow(t, 290)
	back := newPress(t, "log").grow(t, 10)
	back.tree.Last = begun
	late := entry.Cover{Stream: streamOf(5), Seq: 1, Recorded: begun, Key: "k"}
	g, err := back.tree.Append(late)
	if err != nil {
		t.Fatal(err)
	}
	back.hashes, back.leaves = append(back.hashes, g.Hashes...), append(back.leaves, g.Leaf)

	const full, partial, upper = "tile/entries/001", "tile/entries/002.p/105", "tile/1/000.p/2"
	bend := func(name string, at int) func(fstest.MapFS) {
		return func(d fstest.MapFS) { d[name].Data[at] ^= 1 }
	}
	for name, tt := range map[string]struct {
		files  fstest.MapFS
		change func(fstest.MapFS)
		want   proof.Breach
		says   string
	}{
		"as it is":                  {change: func(fstest.MapFS) {}},
		"partial tiles tidied away": {change: func(d fstest.MapFS) { delete(d, "tile/entries/001.p/44"); delete(d, "tile/0/001.p/44") }},
		"a leaf's time":             {change: bend(full, 2+40), want: proof.Altered, says: "leaf 256"},
		"a leaf in the last tile":   {change: bend(partial, 2+60), want: proof.Altered, says: "leaf 512"},
		"a leaf cut off":            {change: func(d fstest.MapFS) { d[partial].Data = d[partial].Data[:len(d[partial].Data)-1] }, want: proof.Removed, says: partial},
		"a leaf taken out": {change: func(d fstest.MapFS) {
			n := 2 + int(d[full].Data[1])
			d[full].Data = append(bytes.Clone(d[full].Data[:n]), d[full].Data[2*n:]...)
		}, want: proof.Removed, says: full},
		"two leaves changed round": {change: func(d fstest.MapFS) {
			n := 2 + int(d[full].Data[1])
			one := bytes.Clone(d[full].Data[:n])
			copy(d[full].Data, d[full].Data[n:2*n])
			copy(d[full].Data[n:], one)
		}, want: proof.Backdated, says: "leaf 257"},
		"a tile of hashes":       {change: bend("tile/0/001", 64), want: proof.Damaged, says: "tile/0/001: damaged tree: hash 2"},
		"a tile of level 1":      {change: bend(upper, 33), want: proof.Damaged, says: upper},
		"a file of leaves lost":  {change: func(d fstest.MapFS) { delete(d, full) }, want: proof.Removed, says: full},
		"a tile lost":            {change: func(d fstest.MapFS) { delete(d, upper) }, want: proof.Removed, says: upper},
		"a forked log":           {files: fork.files(t), change: func(fstest.MapFS) {}, want: proof.Forked, says: "first 300 leaves"},
		"rolled back":            {files: small.files(t), change: func(fstest.MapFS) {}, want: proof.RolledBack, says: "has had 300"},
		"another's files":        {files: fork.files(t), change: func(d fstest.MapFS) { d["checkpoint"].Data = p.checkpoint(t) }, want: proof.Forked},
		"back-dated by the log":  {files: back.files(t), change: func(fstest.MapFS) {}, want: proof.Backdated, says: "leaf 10"},
		"a leaf that is no leaf": {change: bend(full, 2), want: proof.Altered, says: "leaf 256"},
	} {
		dir := tt.files
		if dir == nil {
			dir = p.files(t, 300)
		}
		tt.change(dir)
		older := []proof.Checkpoint{early}
		if tt.want == proof.Backdated && tt.files != nil || tt.want == proof.Forked && tt.says == "" {
			older = nil
		}
		if tt.want == proof.Forked && tt.says != "" {
			older[0] = p.stateOf(t, 450)
			tt.says = "first 450 leaves"
		}
		r, err := (&proof.Log{Files: dir, Trust: p.trust(t, ""), Older: older}).Check()
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var got []string
		named := tt.want == "" && len(r.Faults) == 0
		for _, f := range r.Faults {
			got = append(got, f.Error())
			named = named || breach(f) == tt.want && strings.Contains(f.Error(), tt.says)
		}
		if !named {
			t.Errorf("%s: want %q with %q, got\n%s", name, tt.want, tt.says, strings.Join(got, "\n"))
		}
	}
	dir := p.files(t)
	delete(dir, "checkpoint")
	if _, err := (&proof.Log{Files: dir, Trust: p.trust(t, "")}).Check(); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no checkpoint: %v", err)
	}
	dir["checkpoint"] = &file{Data: newPress(t, "thief").grow(t, 617).checkpoint(t)}
	if _, err := (&proof.Log{Files: dir, Trust: p.trust(t, "")}).Check(); breach(err) != proof.Forged {
		t.Errorf("a forged checkpoint: %v", err)
	}
}

// stateOf is the state that the log had at a size.
func (p *press) stateOf(t testing.TB, size int64) proof.Checkpoint {
	t.Helper()
	var e proof.Edge
	for _, l := range p.leaves[:size] {
		e.Append(l.Hash())
	}
	return proof.Checkpoint{Origin: origin, Size: size, Root: e.Root()}
}

// TestFrozen holds the bytes of a leaf, a receipt, a request and a bundle as they were first released.
func TestFrozen(t *testing.T) {
	p := newPress(t, "frozen").grow(t, 7)
	var b bytes.Buffer
	fmt.Fprintf(&b, "key %s\n\n%s\n%s\n%s\n%s", p.vkey, p.leaves[4].Bytes(), p.receipt(t, 4).Bytes(), p.ask(t, 3).Bytes(), p.bundle(t, 4).Bytes())
	want, err := os.ReadFile(filepath.Join("testdata", "frozen.txt"))
	if err != nil || b.String() != string(want) {
		t.Errorf("%v; got\n%s", err, b.String())
	}
}

func FuzzParseReceipt(f *testing.F) {
	p := newPress(f, "fuzz").grow(f, 9)
	tr := p.trust(f, "")
	f.Add(p.receipt(f, 3).Bytes())
	f.Add([]byte("c2sp.org/tlog-proof@v1\nextra AA==\nindex 0\n\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		r, err := proof.ParseReceipt(text)
		if err != nil {
			return
		}
		if !bytes.Equal(r.Bytes(), text) {
			t.Errorf("read %q, wrote %q", text, r.Bytes())
		}
		if _, err := r.Verify(tr); err == nil && p.entries[r.Index].Cover != r.Cover {
			t.Errorf("a receipt for what was never entered: %q", text)
		}
	})
}

func FuzzParseBundle(f *testing.F) {
	p := newPress(f, "fuzz").grow(f, 5)
	tr := p.trust(f, "")
	f.Add(p.bundle(f, 0, 3).Bytes())
	f.Add([]byte(`{"form":"affiant bundle v1","checkpoint":"","entries":[]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		b, err := proof.ParseBundle(text)
		if err != nil {
			return
		}
		again, err := proof.ParseBundle(b.Bytes())
		if err != nil || !bytes.Equal(again.Bytes(), b.Bytes()) {
			t.Errorf("%v: read %q, wrote %q", err, text, b.Bytes())
		}
		_, told, faults := b.Verify(tr)
		for _, x := range told {
			if len(faults) == 0 && p.entries[x.Index].Cover != x.Cover {
				t.Errorf("a bundle of what was never entered: %q", text)
			}
		}
	})
}

func FuzzParseCheckpoint(f *testing.F) {
	p := newPress(f, "fuzz").grow(f, 5)
	tr := p.trust(f, "")
	f.Add(string(p.checkpoint(f)))
	f.Add(p.state().Text())
	f.Fuzz(func(t *testing.T, text string) {
		if c, err := proof.ParseCheckpoint(text); err == nil && strings.Count(text, "\n") == 3 && c.Text() != text {
			t.Errorf("read %q, wrote %q", text, c.Text())
		}
		if c, err := tr.Open([]byte(text)); err == nil && c != p.state() {
			t.Errorf("a checkpoint that was never signed: %q", text)
		}
	})
}

func FuzzParseTrust(f *testing.F) {
	p := newPress(f, "fuzz")
	_, vkey := newWitness(f, p, "w.example")
	f.Add("log " + p.vkey + "\nwitness " + vkey + "\n# and\nquorum 1\n")
	f.Add(p.vkey)
	f.Add("quorum 1")
	f.Fuzz(func(t *testing.T, text string) {
		tr, err := proof.ParseTrust(text)
		if err == nil && (tr.Origin() == "" || len(tr.Keys()) == 0) {
			t.Errorf("%q trusts nobody", text)
		}
	})
}

func FuzzParseLeaf(f *testing.F) {
	p := newPress(f, "fuzz").grow(f, 1)
	f.Add(p.leaves[0].Bytes())
	f.Add([]byte("affiant leaf v1\nrecorded 2026-03-02T08:00:00.000000Z\nentry 00\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		if l, err := proof.ParseLeaf(text); err == nil && !bytes.Equal(l.Bytes(), text) {
			t.Errorf("read %q, wrote %q", text, l.Bytes())
		}
	})
}
