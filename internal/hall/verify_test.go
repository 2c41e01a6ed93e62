package hall_test

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/affiant-project/affiant/internal/ledger/proof/aloud"
	"github.com/affiant-project/affiant/internal/look/window"
)

// verifierSources are the folders that the verifier is made from, besides libraries.
var verifierSources = []string{"../../cmd/verifier", "../ledger/proof/aloud", "../ledger/proof", "../entry", "../fault"}

// madeFrom names what the verifier is made from by its content: the sources, and the versions of the libraries.
func madeFrom(t *testing.T) string {
	t.Helper()
	h := sha256.New()
	for _, dir := range verifierSources {
		files, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %v", dir, err)
		}
		slices.Sort(files)
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(h, "%s %d\n%s", filepath.Base(name), len(text), text)
		}
	}
	mod, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range regexp.MustCompile(`(?m)^\s*golang\.org/x/mod v\S+`).FindAll(mod, -1) {
		h.Write(bytes.TrimSpace(l))
	}
	return hex.EncodeToString(h.Sum(nil))
}

// The verifier that comes with the program is of the sources that are there; and built again by the same Go it has the same bytes. make verifier
// builds it, and has this test write down what it was made from.
func TestVerifierIsOfItsSources(t *testing.T) {
	const note, packed = "verifier/made.txt", "verifier/verifier.wasm.gz"
	if built := os.Getenv("AFFIANT_VERIFIER"); built != "" {
		text, err := os.ReadFile(built)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		z, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
		z.Write(text)
		z.Close()
		sum := sha256.Sum256(text)
		if err := os.WriteFile(packed, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(note, []byte(fmt.Sprintf("go %s\nsources %s\nwasm %x\n", runtime.Version(), madeFrom(t), sum)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	made, err := os.ReadFile(note)
	if err != nil {
		t.Fatal(err)
	}
	var version, sources, sum string
	if _, err := fmt.Sscanf(string(made), "go %s\nsources %s\nwasm %s\n", &version, &sources, &sum); err != nil {
		t.Fatal(err)
	}
	if got := madeFrom(t); got != sources {
		t.Fatalf("the verifier is of other sources than these; make verifier builds it anew")
	}
	f, err := os.ReadFile(packed)
	if err != nil {
		t.Fatal(err)
	}
	z, err := gzip.NewReader(bytes.NewReader(f))
	if err != nil {
		t.Fatal(err)
	}
	raw, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprintf("%x", sha256.Sum256(raw)); got != sum {
		t.Errorf("the verifier has the sum %s, and its note says %s", got, sum)
	}
	if len(f) > 3<<20 {
		t.Errorf("the verifier has %d bytes packed", len(f))
	}
	if os.Getenv("AFFIANT_VERIFIER") != "" || testing.Short() {
		return
	}
	if runtime.Version() != version {
		window.Missing(t, version, "the verifier was built by "+version+", and this is "+runtime.Version())
	}
	out := filepath.Join(t.TempDir(), "verifier.wasm")
	c := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-ldflags", "-s -w -buildid=", "-o", out, "./cmd/verifier")
	c.Dir = "../.."
	c.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0", "GOFLAGS=")
	if says, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, says)
	}
	again, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(again, raw) {
		t.Error("built again, the verifier has other bytes")
	}
}

// The page that runs WebAssembly may, and no other; the verifier is sent packed, kept by its sum, and only when it is asked for.
func TestVerifyPage(t *testing.T) {
	s := newStation(t)
	s.open("ferry")
	for _, who := range []string{"cross", ""} {
		a := s.ask(who, "GET", "/verify", nil)
		if a.status != 200 || !strings.Contains(a.header.Get("Content-Security-Policy"), "'wasm-unsafe-eval'") || strings.Contains(a.header.Get("Content-Security-Policy"), "unsafe-inline") {
			t.Errorf("%q: %d %v", who, a.status, a.header)
		}
		if strings.Contains(a.body, `<script src="/verify/`) || len(a.body) > 20_000 {
			t.Error("the page loads the verifier before it is asked for")
		}
	}
	for _, at := range []string{"/", "/matters/ferry"} {
		if a := s.ask("vance", "GET", at, nil); strings.Contains(a.header.Get("Content-Security-Policy"), "wasm") {
			t.Errorf("%s may run WebAssembly", at)
		}
	}
	a := s.ask("", "GET", "/verify/verifier.wasm", nil, "Accept-Encoding", "gzip")
	if a.header.Get("Content-Encoding") != "gzip" || a.header.Get("Content-Type") != "application/wasm" || len(a.body) > 1_500_000 {
		t.Errorf("%v, %d bytes", a.header, len(a.body))
	}
	if b := s.ask("", "GET", "/verify/verifier.wasm", nil); !strings.HasPrefix(b.body, "\x00asm") || b.header.Get("Content-Encoding") != "" {
		t.Errorf("unpacked: %v", b.header)
	}
	if b := s.ask("", "GET", "/verify/made.txt", nil); b.status != http.StatusNotFound {
		t.Errorf("%d", b.status)
	}
}

// spoilt is a bundle with one byte of an entry changed.
func spoilt(bundle string) string {
	at := sealedForm.FindStringSubmatchIndex(bundle)
	c := byte('A')
	if bundle[at[2]+20] == c {
		c = 'B'
	}
	return bundle[:at[2]+20] + string(c) + bundle[at[2]+21:]
}

var sealedForm = regexp.MustCompile(`"sealed":\s*"([^"]*)"`)

// What is said of a bundle, a receipt and what is none: natively, as in the page.
func TestSaidAloud(t *testing.T) {
	s := newStation(t)
	s.warrant("ferry")
	bundle := s.ask("vance", "GET", "/matters/ferry/bundle", nil).body
	said := aloud.Check("  "+s.vkey+"\n", []byte(bundle))
	if !said.Holds || len(said.Entries) < 10 || !strings.Contains(strings.Join(said.Says, " "), "The log is station.example") {
		t.Errorf("%+v", said.Says)
	}
	if l := said.Entries[0]; !strings.HasPrefix(l.Title, "Matter opened, by vance as affiant, 2 March 2026") || l.Hash == "" || !strings.Contains(l.Words, "ferry") {
		t.Errorf("%+v", l)
	}
	other := newStation(t)
	for name, tt := range map[string]struct{ key, file, heading, says string }{
		"the key of another log": {other.vkey, bundle, "It does not hold", "forged checkpoint"},
		"a word changed":         {s.vkey, spoilt(bundle), "It does not hold", "altered entry"},
		"cut short":              {s.vkey, bundle[:len(bundle)/2], "The bundle cannot be read", "Take it anew"},
		"no key":                 {"", bundle, "The key cannot be read", "Paste the key"},
		"another file":           {s.vkey, "words", "This is no file that can be checked", "Choose a bundle"},
		"empty":                  {s.vkey, "", "This is no file that can be checked", "Choose a bundle"},
	} {
		if x := aloud.Check(tt.key, []byte(tt.file)); x.Holds || !strings.Contains(x.Heading, tt.heading) || !strings.Contains(strings.Join(x.Says, " "), tt.says) {
			t.Errorf("%s: %s %q", name, x.Heading, x.Says)
		}
	}
}

// In a browser: a bundle is checked, and one in which a byte was changed is found out; nothing is sent.
func TestVerifyInBrowser(t *testing.T) {
	s := newStation(t)
	s.warrant("ferry")
	b := s.sit()
	b.signIn("vance")
	b.inspect("verify", "/verify")
	bundle := s.ask("vance", "GET", "/matters/ferry/bundle", nil).body
	key, dir := s.vkey, t.TempDir()
	put := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	b.run(call(cdppage.SetBypassCSP, cdppage.SetBypassCSPParams{Enabled: false})) // by the page's own policy
	check := func(path, key, want string) {
		t.Helper()
		b.visit("/verify")
		b.until(`!document.getElementById('verify').hidden`)
		b.fill("#key", key)
		b.run(chromedp.SetUploadFiles(chromedp.CSS("#bundle"), []string{path}))
		b.press("Check it")
		b.says(want)
	}
	before := s.posted.Load()
	check(put("good.json", bundle), key, "It holds")
	b.says("word for word and in the order in which it was entered")
	b.says("Matter opened, by vance as affiant")
	b.picture("verify-holds-desk")
	altered := spoilt(bundle)
	check(put("altered.json", altered), key, "It does not hold")
	b.says("Rely on nothing in it")
	b.picture("verify-broken-desk")
	check(put("other.txt", "words"), key, "This is no file that can be checked")
	check(put("good.json", bundle), "not a key", "The key cannot be read")
	if got := s.posted.Load(); got != before {
		t.Errorf("%d requests with a body went to the station", got-before)
	}
}
