package main

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	docket "github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/ledger"
	"github.com/affiant-project/affiant/internal/ledger/proof"
)

// A kept is a small log, with what a store would keep of it.
type kept struct {
	skey, vkey string
	tree       ledger.Tree
	hashes     []tlog.Hash
	leaves     []proof.Leaf
	entries    []docket.Entry
}

var keptStream = docket.NewStream([16]byte{0xaf})

func newKept(t testing.TB, n int) *kept {
	t.Helper()
	k := &kept{}
	var err error
	if k.skey, k.vkey, err = note.GenerateKey(rand.Reader, "court.example/docket"); err != nil {
		t.Fatal(err)
	}
	var head docket.Head
	for i := range n {
		at := time.Date(2026, 3, 2, 8, 0, i, 0, time.UTC)
		e, err := docket.Seal(head, keptStream, at, "k1", docket.DataKey{1}, [12]byte{byte(i)}, []byte("{\"act\":\"sworn\"}"))
		if err != nil {
			t.Fatal(err)
		}
		g, err := k.tree.Append(e.Cover)
		if err != nil {
			t.Fatal(err)
		}
		k.hashes, k.leaves, k.entries, head = append(k.hashes, g.Hashes...), append(k.leaves, g.Leaf), append(k.entries, e), e.Head()
	}
	return k
}

func (k *kept) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	var list []tlog.Hash
	for _, i := range indexes {
		list = append(list, k.hashes[i])
	}
	return list, nil
}

func (k *kept) checkpoint(t testing.TB) []byte {
	t.Helper()
	s, err := note.NewSigner(k.skey)
	if err != nil {
		t.Fatal(err)
	}
	signed, err := k.tree.Checkpoint(s)
	if err != nil {
		t.Fatal(err)
	}
	return signed
}

// lay writes the log, a receipt and a bundle of it into a directory, as they would be handed out.
func (k *kept) lay(t testing.TB, dir string) {
	t.Helper()
	write := func(name string, data []byte) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for f, err := range ledger.Files(0, k.tree.Edge.Size(), k, func(from int64, n int) ([]proof.Leaf, error) { return k.leaves[from : from+int64(n)], nil }) {
		if err != nil {
			t.Fatal(err)
		}
		write("log/"+f.Path, f.Data)
	}
	signed := k.checkpoint(t)
	write("log/checkpoint", signed)
	write("court.key", []byte(k.vkey+"\n"))
	b := proof.Bundle{Checkpoint: signed}
	for _, i := range []int64{2, 3} {
		r, err := ledger.Receipt(k.entries[i].Cover, i, signed, k.tree.Edge.Size(), k)
		if err != nil {
			t.Fatal(err)
		}
		write("receipt.tlog-proof", r.Bytes())
		answer, err := json.Marshal(map[string]any{"receipt": string(r.Bytes()), "seq": i + 1})
		if err != nil {
			t.Fatal(err)
		}
		write("answer.json", answer)
		secret := docket.DataKey{1}.SecretOf(keptStream, i+1)
		b.Entries = append(b.Entries, proof.Disclosed{Entry: k.entries[i], Index: i, Path: r.Path, Secret: &secret})
	}
	write("bundle.json", b.Bytes())
	k.layGrowth(t, write)
	b.Entries[1].Entry.Text = bytes.Clone(b.Entries[1].Entry.Text)
	b.Entries[1].Entry.Text[0]++
	write("altered.json", b.Bytes())
}

// layGrowth writes a state of some entries ago, and the proof that the log grew out of it.
func (k *kept) layGrowth(t testing.TB, write func(name string, data []byte)) {
	t.Helper()
	was := &kept{skey: k.skey, vkey: k.vkey}
	n := k.tree.Edge.Size() * 2 / 3
	for _, e := range k.entries[:n] {
		if _, err := was.tree.Append(e.Cover); err != nil {
			t.Fatal(err)
		}
	}
	write("older", was.checkpoint(t))
	path, err := ledger.Consistency(n, k.tree.Edge.Size(), k)
	if err != nil {
		t.Fatal(err)
	}
	list := []string{}
	for _, h := range path {
		list = append(list, base64.StdEncoding.EncodeToString(h[:]))
	}
	growth, err := json.Marshal(map[string]any{"path": list})
	if err != nil {
		t.Fatal(err)
	}
	write("growth.json", growth)
}

// setUpLog lays a log of 300 entries, another that forked from nothing, and a key of a stranger, before each script.
func setUpLog(e *testscript.Env) error {
	t := e.T().(testing.TB)
	if filepath.Base(e.WorkDir) != "script-verify" {
		return nil
	}
	newKept(t, 300).lay(t, e.WorkDir)
	newKept(t, 5).lay(t, filepath.Join(e.WorkDir, "stranger"))
	return nil
}

// TestWitnessServes runs a witness over HTTP, stops it, and starts it again: it remembers.
func TestWitnessServes(t *testing.T) {
	dir := t.TempDir()
	k := newKept(t, 5)
	open := func() (*watch, *httptest.Server) {
		h, err := openWitness(dir, "witness.example/w1", []string{k.vkey}, slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		return h, httptest.NewServer(h.handler())
	}
	post := func(s *httptest.Server, r ledger.Request) (int, string) {
		t.Helper()
		res, err := http.Post(s.URL+"/add-checkpoint", "text/plain", bytes.NewReader(r.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		var b bytes.Buffer
		if _, err := b.ReadFrom(res.Body); err != nil {
			t.Fatal(err)
		}
		return res.StatusCode, b.String()
	}
	h, s := open()
	signed := k.checkpoint(t)
	status, lines := post(s, ledger.Request{Checkpoint: signed})
	if status != 200 {
		t.Fatal(status, lines)
	}
	tr, err := proof.ParseTrust("log " + k.vkey + "\nwitness " + h.vkey + "\nquorum 1\n")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ledger.Cosign(signed, []byte(lines), tr); err != nil {
		t.Error(err)
	}
	if _, err := openWitness(dir, "", []string{k.vkey}, slog.New(slog.DiscardHandler)); err == nil || !strings.Contains(err.Error(), "in use by another witness") {
		t.Errorf("a second process in one directory: %v", err)
	}
	s.Close()
	h.held.Close()
	for name, says := range map[string]string{"witness.example/w2": "has the key of witness.example/w1"} {
		if _, err := openWitness(dir, name, []string{k.vkey}, slog.New(slog.DiscardHandler)); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("named %s: %v", name, err)
		}
	}
	if _, err := openWitness(t.TempDir(), "two words", []string{k.vkey}, slog.New(slog.DiscardHandler)); err == nil || !strings.Contains(err.Error(), "without spaces") {
		t.Errorf("a name that no key may have: %v", err)
	}
	again, s := open()
	defer s.Close()
	if again.vkey != h.vkey {
		t.Error("it has another key")
	}
	if status, body := post(s, ledger.Request{Checkpoint: signed}); status != 409 || body != "5\n" {
		t.Errorf("started again it answers %d %s; want 409 and what it has seen", status, body)
	}
	fork := &kept{skey: k.skey, vkey: k.vkey}
	other := newKept(t, 6)
	fork.tree, fork.hashes = ledger.Tree{}, nil
	for _, e := range other.entries[1:] {
		g, err := fork.tree.Append(e.Cover)
		if err != nil {
			t.Fatal(err)
		}
		fork.hashes = append(fork.hashes, g.Hashes...)
	}
	for range 2 {
		if status, body := post(s, ledger.Request{Old: 5, Checkpoint: fork.checkpoint(t)}); status != 409 {
			t.Errorf("a fork is answered %d %s", status, body)
		}
	}
	if list, err := filepath.Glob(filepath.Join(dir, "evidence-*")); err != nil || len(list) != 1 {
		t.Errorf("the evidence kept: %v, %v", list, err)
	}
	if status, _ := post(s, ledger.Request{Checkpoint: []byte(base64.StdEncoding.EncodeToString([]byte("x")))}); status != 404 {
		t.Errorf("nonsense is answered %d", status)
	}
	if info, err := os.Stat(filepath.Join(dir, "witness.key")); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the key lies open: %v", info.Mode())
	}
}
