package entry_test

import (
	"bytes"
	"crypto/sha256"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/affiant-project/affiant/internal/entry"
)

var recorded = time.Date(2026, 3, 8, 9, 30, 0, 123456000, time.UTC)

func sealed(t testing.TB, after entry.Head, text string) entry.Entry {
	t.Helper()
	e, err := entry.Seal(after, stream, recorded, "k1", key, [12]byte{1, 2, 3}, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return e
}

var (
	stream = entry.NewStream([16]byte{0xab, 0xcd})
	key    = entry.DataKey{7, 7, 7}
)

// TestFrozen holds the bytes of a cover, of what is sealed and of its hash as they were first released: they may never
// mean anything else.
func TestFrozen(t *testing.T) {
	e := sealed(t, entry.Head{}, "the affidavit was sworn")
	got := string(e.Bytes()) + "hash " + e.Hash().String() + "\ntext " + hexed(e.Text) + "\n"
	file := filepath.Join("testdata", "frozen.txt")
	want, err := os.ReadFile(file)
	if err != nil || got != string(want) {
		t.Errorf("%v; got\n%swant\n%s", err, got, want)
	}
	if sum := sha256.Sum256(e.Bytes()); e.Hash() != sum {
		t.Error("the hash is not that of the cover's bytes")
	}
}

func hexed(b []byte) string {
	const digits = "0123456789abcdef"
	var s strings.Builder
	for _, c := range b {
		s.WriteByte(digits[c>>4])
		s.WriteByte(digits[c&15])
	}
	return s.String()
}

// TestBound changes every part of a sealed entry, one at a time: none of them opens.
func TestBound(t *testing.T) {
	first := sealed(t, entry.Head{}, "first")
	e := sealed(t, first.Head(), "passed it to the speaker")
	secret := key.SecretOf(stream, 2)
	if text, err := e.Open(secret); err != nil || string(text) != "passed it to the speaker" {
		t.Fatalf("%q, %v", text, err)
	}
	changes := map[string]func(*entry.Entry){
		"stream":   func(e *entry.Entry) { e.Stream = entry.NewStream([16]byte{1}) },
		"place":    func(e *entry.Entry) { e.Seq++ },
		"time":     func(e *entry.Entry) { e.Recorded = e.Recorded.Add(-time.Hour) },
		"key":      func(e *entry.Entry) { e.Key = "k2" },
		"before":   func(e *entry.Entry) { e.Before[0]++ },
		"commit":   func(e *entry.Entry) { e.Commit[31]++ },
		"nonce":    func(e *entry.Entry) { e.Nonce[0]++ },
		"text":     func(e *entry.Entry) { e.Text[0]++ },
		"tag":      func(e *entry.Entry) { e.Text[len(e.Text)-1]++ },
		"sealed":   func(e *entry.Entry) { e.Sealed[0]++ },
		"resealed": func(e *entry.Entry) { e.Text[0]++; e.Sealed = sha256.Sum256(e.Text) },
		"cut":      func(e *entry.Entry) { e.Text = e.Text[:3]; e.Sealed = sha256.Sum256(e.Text) },
	}
	for name, change := range changes {
		x := e
		x.Text = bytes.Clone(e.Text)
		change(&x)
		text, err := x.Open(secret)
		if err == nil {
			t.Errorf("%s changed, and it opens to %q", name, text)
			continue
		}
		if strings.Contains(err.Error(), "passed") {
			t.Errorf("%s: the error tells what was said: %v", name, err)
		}
		if name != "text" && name != "tag" && name != "cut" && x.Hash() == e.Hash() {
			t.Errorf("%s changed, and the hash is the same", name)
		}
	}
	for _, other := range []entry.Secret{key.SecretOf(stream, 1), entry.DataKey{8}.SecretOf(stream, 2), {}} {
		if _, err := e.Open(other); err == nil {
			t.Error("opened by a secret that is not its own")
		}
	}
}

// TestSecretsTellNothing: neither the key nor a secret can be printed by mistake.
func TestSecretsTellNothing(t *testing.T) {
	for _, s := range []string{key.String(), key.SecretOf(stream, 1).String()} {
		if strings.Contains(s, "7") {
			t.Errorf("%q", s)
		}
	}
}

func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var k entry.DataKey
		copy(k[:], rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, "key"))
		var lot [16]byte
		copy(lot[:], rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "stream"))
		var nonce [12]byte
		copy(nonce[:], rapid.SliceOfN(rapid.Byte(), 12, 12).Draw(t, "nonce"))
		text := rapid.SliceOfN(rapid.Byte(), 0, 300).Draw(t, "text")
		at := time.UnixMicro(rapid.Int64Range(0, 4e15).Draw(t, "at")).UTC()
		head := entry.Head{}
		if rapid.Bool().Draw(t, "later") {
			head = entry.Head{Seq: rapid.Int64Range(1, 1<<40).Draw(t, "seq"), Hash: entry.Hash{1}}
		}
		s := entry.NewStream(lot)
		e, err := entry.Seal(head, s, at, "key-1", k, nonce, text)
		if err != nil {
			t.Fatal(err)
		}
		c, err := entry.ParseCover(e.Bytes())
		if err != nil || c != e.Cover {
			t.Fatalf("%v\n%+v\n%+v", err, c, e.Cover)
		}
		got, err := entry.Entry{Cover: c, Text: e.Text}.Open(k.SecretOf(s, e.Seq))
		if err != nil || !bytes.Equal(got, text) {
			t.Fatalf("%q, %v", got, err)
		}
	})
}

func TestRefused(t *testing.T) {
	long := make([]byte, entry.MostText+1)
	for name, seal := range map[string]func() (entry.Entry, error){
		"stream": func() (entry.Entry, error) {
			return entry.Seal(entry.Head{}, "Malley", recorded, "k", key, [12]byte{}, nil)
		},
		"finer than a microsecond": func() (entry.Entry, error) {
			return entry.Seal(entry.Head{}, stream, recorded.Add(1), "k", key, [12]byte{}, nil)
		},
		"no time": func() (entry.Entry, error) {
			return entry.Seal(entry.Head{}, stream, time.Time{}, "k", key, [12]byte{}, nil)
		},
		"key name": func() (entry.Entry, error) {
			return entry.Seal(entry.Head{}, stream, recorded, "k\n", key, [12]byte{}, nil)
		},
		"too long": func() (entry.Entry, error) {
			return entry.Seal(entry.Head{}, stream, recorded, "k", key, [12]byte{}, long)
		},
		"a first after one": func() (entry.Entry, error) {
			return entry.Seal(entry.Head{Hash: entry.Hash{1}}, stream, recorded, "k", key, [12]byte{}, nil)
		},
	} {
		if _, err := seal(); err == nil {
			t.Errorf("%s: sealed", name)
		}
	}
	if _, err := entry.ParseHash("zz"); err == nil {
		t.Error("a hash of two letters")
	}
}

func FuzzParseCover(f *testing.F) {
	e := sealed(f, entry.Head{}, "x")
	f.Add(e.Bytes())
	f.Add(bytes.Replace(e.Bytes(), []byte("seq 1"), []byte("seq 01"), 1))
	f.Add(bytes.Replace(e.Bytes(), []byte("seq 1"), []byte("seq 2"), 1))
	f.Add([]byte("affiant entry v1\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		c, err := entry.ParseCover(text)
		if err == nil && !bytes.Equal(c.Bytes(), text) {
			t.Errorf("read %q, wrote %q", text, c.Bytes())
		}
	})
}
