package proof_test

import (
	"encoding/base64"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/affiant-project/affiant/internal/ledger/proof"
)

// TestArgon holds our reading of a consistency proof against a published one: the states of Google's Certificate
// Transparency log Argon 2020 at 3,654,490 and some more leaves, as the log answered in 2019 (testdata/argon2020, from
// golang.org/x/mod).
func TestArgon(t *testing.T) {
	var sth struct {
		Size int64     `json:"tree_size"`
		Root tlog.Hash `json:"sha256_root_hash"`
	}
	var answer struct {
		Proof tlog.TreeProof `json:"consistency"`
	}
	read(t, "sth.json", &sth)
	read(t, "consistency.json", &answer)
	old, err := base64.StdEncoding.DecodeString("AuIZ5V6sDUj1vn3Y1K85oOaQ7y+FJJKtyRTl1edIKBQ=")
	if err != nil {
		t.Fatal(err)
	}
	older := proof.Checkpoint{Origin: "argon2020", Size: 3654490, Root: tlog.Hash(old)}
	newer := proof.Checkpoint{Origin: "argon2020", Size: sth.Size, Root: sth.Root}
	if err := proof.Grew(older, newer, answer.Proof); err != nil {
		t.Error(err)
	}
	answer.Proof[3][0]++
	if err := proof.Grew(older, newer, answer.Proof); err == nil {
		t.Error("a changed proof holds")
	}
}

// TestPublishedNote opens the signed note that golang.org/x/mod/sumdb/note gives as its example.
func TestPublishedNote(t *testing.T) {
	tr, err := proof.ParseTrust("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
	if err != nil {
		t.Fatal(err)
	}
	text := "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n" +
		"— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
	// The signature holds, and what it is over is no checkpoint.
	if _, err := tr.Open([]byte(text)); err == nil || err.Error() == "" {
		t.Error("verse taken for a checkpoint")
	} else if _, broken := err.(*proof.Broken); broken {
		t.Errorf("a true signature is said to be false: %v", err)
	}
}

func read(t *testing.T, name string, into any) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "argon2020", name))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		t.Fatal(err)
	}
}
