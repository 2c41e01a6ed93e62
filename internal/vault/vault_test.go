package vault_test

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"pgregory.net/rapid"

	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/vault"
)

var (
	stream = entry.NewStream([16]byte{1})
	other  = entry.NewStream([16]byte{2})
	made   = time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
)

// lots gives the same bytes each time.
func lots() io.Reader {
	var b bytes.Buffer
	for i := range uint64(100) {
		sum := sha256.Sum256(binary.BigEndian.AppendUint64(nil, i))
		b.Write(sum[:])
	}
	return &b
}

func TestKeys(t *testing.T) {
	old, next := vault.NewLocal("m1", [32]byte{1}, rand.Reader), vault.NewLocal("m2", [32]byte{2}, rand.Reader)
	k, w, err := vault.NewKey(rand.Reader, old, stream, "k1", made)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(w.Bytes, k[:]) {
		t.Fatal("the wrapped key is the key")
	}
	if got, err := w.Unwrap(old); err != nil || got != k {
		t.Fatal(err)
	}
	again, err := w.Rewrap(old, next)
	if err != nil {
		t.Fatal(err)
	}
	ring := vault.Ring{next, old}
	for _, x := range []vault.Wrapped{w, again} {
		if got, err := ring.Unwrap(x); err != nil || got != k {
			t.Errorf("wrapped by %s: %v", x.Master, err)
		}
	}
	if again.Master != "m2" || !again.Made.Equal(made) || ring.Current() != next {
		t.Errorf("%+v", again)
	}
	if _, err := (vault.Ring{next}).Unwrap(w); fault.KindOf(err) != fault.NotFound {
		t.Errorf("unwrapped without its master: %v", err)
	}
	for name, change := range map[string]func(*vault.Wrapped){
		"stream": func(w *vault.Wrapped) { w.Stream = other },
		"name":   func(w *vault.Wrapped) { w.Key = "k2" },
		"master": func(w *vault.Wrapped) { w.Master = "m2" },
		"byte":   func(w *vault.Wrapped) { w.Bytes = bytes.Clone(w.Bytes); w.Bytes[20]++ },
		"cut":    func(w *vault.Wrapped) { w.Bytes = w.Bytes[:5] },
	} {
		x := w
		change(&x)
		if _, err := ring.Unwrap(x); err == nil {
			t.Errorf("%s changed, and it unwraps", name)
		}
	}
	if _, err := w.Unwrap(vault.NewLocal("m1", [32]byte{9}, rand.Reader)); err == nil {
		t.Error("unwrapped by another key of that name")
	}
	if _, _, err := vault.NewKey(iotest.ErrReader(io.ErrNoProgress), old, stream, "k", made); !errors.Is(err, io.ErrNoProgress) {
		t.Errorf("a key without chance: %v", err)
	}
}

func TestRing(t *testing.T) {
	text := "# the current one first\n" + vault.FormatKey("2026", [32]byte{1}) + "\n" + vault.FormatKey("2025", [32]byte{2})
	r, err := vault.ParseRing(text, rand.Reader)
	if err != nil || len(r) != 2 || r.Current().Name() != "2026" {
		t.Fatal(r, err)
	}
	for _, bad := range []string{"", "a", "a b c", "a AAAA", vault.FormatKey("x", [32]byte{}) + vault.FormatKey("x", [32]byte{1}), "a secret!"} {
		if _, err := vault.ParseRing(bad, rand.Reader); fault.KindOf(err) != fault.Input || strings.Contains(err.Error(), "secret!") {
			t.Errorf("%q: %v", bad, err)
		}
	}
	// Neither a key in the ring nor the index can be printed by mistake.
	for _, s := range []string{fmt.Sprint(r), fmt.Sprintf("%v %+v", r[0], r[0]), fmt.Sprintf("%#v", r[0]), fmt.Sprint(vault.NewIndex(entry.DataKey{5}))} {
		if strings.Contains(s, "1 0 0") || strings.Contains(s, "0x1, 0x0") {
			t.Error(s)
		}
	}
}

func seal(t testing.TB, text []byte, k entry.DataKey, s entry.Stream) (vault.Name, []byte) {
	t.Helper()
	var b bytes.Buffer
	name, err := vault.SealPaper(&b, bytes.NewReader(text), k, s, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if sum := sha256.Sum256(b.Bytes()); name != sum {
		t.Fatal("the name is not that of the sealed bytes")
	}
	return name, b.Bytes()
}

func open(sealed []byte, k entry.DataKey, s entry.Stream) ([]byte, error) {
	r, err := vault.OpenPaper(iotest.HalfReader(bytes.NewReader(sealed)), k, s)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// TestPapers seals papers around the sizes where a chunk ends, and then tampers with the chunks.
func TestPapers(t *testing.T) {
	k := entry.DataKey{3}
	const chunk = 64 << 10
	for _, size := range []int{0, 1, chunk - 1, chunk, chunk + 1, 2 * chunk, 3*chunk + 17} {
		text := bytes.Repeat([]byte("a wiretap "), size/10+1)[:size]
		_, sealed := seal(t, text, k, stream)
		if got, err := open(sealed, k, stream); err != nil || !bytes.Equal(got, text) {
			t.Errorf("%d bytes: %v", size, err)
		}
		if size > 20 && bytes.Contains(sealed, []byte("a wiretap")) {
			t.Errorf("%d bytes: words in the sealed paper", size)
		}
	}
	const head, whole = 17 + 64, chunk + 16
	_, sealed := seal(t, make([]byte, 3*chunk), k, stream)
	for name, bad := range map[string][]byte{
		"a byte":             flip(sealed, head+whole+5),
		"the salt":           flip(sealed, 20),
		"the commitment":     flip(sealed, 17+40),
		"the heading":        flip(sealed, 3),
		"cut at a chunk":     sealed[:head+2*whole],
		"cut in a chunk":     sealed[:head+whole+100],
		"cut to nothing":     sealed[:head],
		"a chunk left out":   append(bytes.Clone(sealed[:head+whole]), sealed[head+2*whole:]...),
		"a chunk twice":      append(bytes.Clone(sealed[:head+whole]), sealed[head:]...),
		"something after it": append(bytes.Clone(sealed), 0),
	} {
		if _, err := open(bad, k, stream); fault.KindOf(err) != fault.Input {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := open(sealed, entry.DataKey{4}, stream); err == nil {
		t.Error("opened by another key")
	}
	if _, err := open(sealed, k, other); err == nil {
		t.Error("opened as another stream's")
	}
	if _, err := vault.SealPaper(io.Discard, iotest.ErrReader(io.ErrClosedPipe), k, stream, rand.Reader); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("a paper that cannot be read: %v", err)
	}
}

func flip(b []byte, at int) []byte {
	b = bytes.Clone(b)
	b[at] ^= 1
	return b
}

func TestFields(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SliceOfN(rapid.Byte(), 0, 100).Draw(t, "text")
		k := entry.DataKey{byte(rapid.IntRange(0, 255).Draw(t, "key"))}
		sealed, err := vault.SealField(k, "title", rand.Reader, text)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := vault.OpenField(k, "title", sealed); err != nil || !bytes.Equal(got, text) {
			t.Fatal(err)
		}
		at := rapid.IntRange(0, len(sealed)-1).Draw(t, "at")
		if _, err := vault.OpenField(k, "title", flip(sealed, at)); err == nil {
			t.Fatal("changed, and it opens")
		}
		if _, err := vault.OpenField(k, "name", sealed); err == nil {
			t.Fatal("opened for another use")
		}
	})
	if _, err := vault.OpenField(entry.DataKey{}, "title", []byte("short")); err == nil {
		t.Error("a field of five bytes opens")
	}
}

// A key that is lent is the same each time, another for each use, person and key, and opens nothing of the station's own.
func TestLend(t *testing.T) {
	k := entry.DataKey{1}
	lent := vault.Lend(k, "kept", "vance")
	if lent != vault.Lend(k, "kept", "vance") {
		t.Error("it is another each time")
	}
	for _, x := range [][32]byte{vault.Lend(k, "kept", "hart"), vault.Lend(k, "title", "vance"), vault.Lend(entry.DataKey{2}, "kept", "vance"), k} {
		if lent == x {
			t.Error("two keys are the same")
		}
	}
	sealed, err := vault.SealField(k, "kept", rand.Reader, []byte("words"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := vault.OpenField(lent, "kept", sealed); err == nil {
		t.Error("what is lent opens a field")
	}
}

func TestIndex(t *testing.T) {
	a, b := vault.NewIndex(entry.DataKey{1}), vault.NewIndex(entry.DataKey{2})
	again := vault.NewIndex(entry.DataKey{1})
	if a.Blind("marijuana") != again.Blind("marijuana") || a.Blind("marijuana") == a.Blind("cocaine") || a.Blind("marijuana") == b.Blind("marijuana") {
		t.Error("the index does not blind")
	}
}

// TestFrozen holds that what was sealed by the first release opens still: a wrapped key, a field, a paper, a blinded word.
func TestFrozen(t *testing.T) {
	m := vault.NewLocal("m1", [32]byte{1}, lots())
	k, w, err := vault.NewKey(lots(), m, stream, "k1", made)
	if err != nil {
		t.Fatal(err)
	}
	field, err := vault.SealField(k, "title", lots(), []byte("a title"))
	if err != nil {
		t.Fatal(err)
	}
	var p bytes.Buffer
	if _, err := vault.SealPaper(&p, strings.NewReader("a paper"), k, stream, lots()); err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprintf("key %x\nwrapped %x\nfield %x\npaper %x\nblind %x\n", k[:], w.Bytes, field, p.Bytes(), vault.NewIndex(k).Blind("warrant"))
	want, err := os.ReadFile("testdata/frozen.txt")
	if err != nil || got != string(want) {
		t.Errorf("%v; got\n%s", err, got)
	}
}

func FuzzOpenPaper(f *testing.F) {
	k := entry.DataKey{3}
	// Sealed without chance: each process that fuzzes makes the paper anew, and must make the same.
	var paper bytes.Buffer
	if _, err := vault.SealPaper(&paper, strings.NewReader("what the camera saw"), k, stream, lots()); err != nil {
		f.Fatal(err)
	}
	sealed := paper.Bytes()
	f.Add(sealed)
	f.Add(sealed[:len(sealed)-1])
	f.Fuzz(func(t *testing.T, b []byte) {
		got, err := open(b, k, stream)
		if err == nil && !bytes.Equal(b, sealed) {
			t.Errorf("opened what was never sealed: %q", got)
		}
	})
}

func FuzzParseRing(f *testing.F) {
	f.Add(vault.FormatKey("a", [32]byte{1}))
	f.Add("a b")
	f.Fuzz(func(t *testing.T, text string) {
		if r, err := vault.ParseRing(text, rand.Reader); err == nil && r.Current().Name() == "" {
			t.Error("a key without a name")
		}
	})
}
