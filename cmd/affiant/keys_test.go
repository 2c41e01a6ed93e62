package main

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/vault"
)

// envKMS makes the test binary a key service, as --master-command asks one.
const envKMS = "AFFIANT_TEST_KMS"

// fakeKMS wraps under a key that is its own and nobody else's.
func fakeKMS() int {
	var ask struct {
		Context, Bytes []byte
	}
	if err := json.NewDecoder(os.Stdin).Decode(&ask); err != nil || len(os.Args) != 2 {
		return 1
	}
	b, _ := aes.NewCipher(bytes.Repeat([]byte{7}, 32))
	g, _ := cipher.NewGCMWithRandomNonce(b)
	var out []byte
	switch os.Args[1] {
	case "wrap":
		out = g.Seal(nil, nil, ask.Bytes, ask.Context)
	case "unwrap":
		var err error
		if out, err = g.Open(nil, nil, ask.Bytes, ask.Context); err != nil {
			return 1
		}
	}
	json.NewEncoder(os.Stdout).Encode(map[string][]byte{"bytes": out})
	return 0
}

// A keeper runs commands on a station of its own.
type keeper struct {
	*testing.T
	dir string
	env map[string]string
}

func newKeeper(t *testing.T, args ...string) *keeper {
	k := &keeper{t, filepath.Join(t.TempDir(), "station"), map[string]string{}}
	k.run(0, append([]string{"init", k.dir, "--name", "Ashford County", "--log", "docket.ashford.example"}, args...)...)
	return k
}

// run runs a command, which has to exit with a code, and returns all that it printed.
func (k *keeper) run(want int, args ...string) string {
	k.Helper()
	var out bytes.Buffer
	w := &world{in: strings.NewReader(""), out: &out, err: &out, getenv: func(name string) string { return k.env[name] }}
	if code := w.run(args); code != want {
		k.Fatalf("%v exits with %d: %s", args, code, out.String())
	}
	if regexp.MustCompile(`[A-Za-z0-9+/]{43}=|PRIVATE`).MatchString(out.String()) {
		k.Errorf("%v prints a key", args)
	}
	return out.String()
}

// act opens the station, founds an agency, and returns the checkpoint of that.
func (k *keeper) act(in secrets, agency string) []byte {
	k.Helper()
	var signed []byte
	w := &world{getenv: func(string) string { return "" }}
	err := place{data: k.dir}.with(k.Context(), false, func(s store.Store) error {
		o, err := w.options(s, in.in(k.dir))
		if err != nil {
			return err
		}
		st, err := openStation(k.Context(), o, manner{log: slog.New(slog.NewTextHandler(io.Discard, nil))})
		if err != nil {
			return err
		}
		if err := st.clerk.Join(k.Context(), "root"); err != nil && fault.KindOf(err) != fault.Conflict {
			return err
		}
		if err := st.clerk.Enrol(k.Context(), clerk.Caller{Account: "root", Proved: true}, people.AgencyFounded{Agency: people.Agency{ID: agency, Name: agency}}); err != nil {
			return err
		}
		signed, err = st.clerk.Checkpoint(k.Context())
		return err
	})
	if err != nil {
		k.Fatal(err)
	}
	return signed
}

func (k *keeper) file(name string, text []byte) string {
	path := filepath.Join(k.TempDir(), name)
	if err := os.WriteFile(path, text, 0o600); err != nil {
		k.Fatal(err)
	}
	return path
}

// has reports what of a printed text is missing.
func (k *keeper) has(text string, words ...string) {
	k.Helper()
	for _, w := range words {
		if !strings.Contains(text, w) {
			k.Errorf("%q is not in:\n%s", w, text)
		}
	}
}

// TestMasterTurnsOver turns the master key over: what was kept reads on, the old key opens nothing any more, and no step
// can be taken too early.
func TestMasterTurnsOver(t *testing.T) {
	k := newKeeper(t)
	in := []string{"--data", k.dir}
	do := func(want int, args ...string) string { k.Helper(); return k.run(want, append(args, in...)...) }
	fsck := func(master string) []string {
		return []string{"fsck", "--data", k.dir, "--key", filepath.Join(k.dir, trustFile), "--master", master}
	}
	old, err := os.ReadFile(filepath.Join(k.dir, masterFile))
	if err != nil {
		t.Fatal(err)
	}
	k.act(secrets{}, "rangers")
	k.has(do(0, "keys", "list"), "master  m1  ", "data keys  wraps what is new", "log     docket.ashford.example+")
	k.has(do(2, "keys", "retire", "master", "m1"), "m1 is in use")
	k.has(do(2, "keys", "new", "master", "--name", "m1"), "there is a master key m1 already")
	k.has(do(2, "keys", "new", "master", "--name", "#old"), "expected letters")
	k.has(do(2, "keys", "new", "mastre"), `did you mean master?`)
	k.has(do(0, "keys", "new", "master"), "master key m2 drawn")
	k.act(secrets{}, "marshals") // nodes that are started now read what m1 has wrapped
	k.has(do(2, "keys", "retire", "master", "m1"), "still wrapped under m1")
	k.has(do(0, "keys", "rewrap"), "wrapped under m2")
	k.has(do(0, "keys", "rewrap"), "0 data keys wrapped under m2")
	k.has(do(2, "keys", "retire", "master", "m2"), "m2 is in use")
	k.has(do(2, "keys", "retire", "master", "m7"), "holds no key m7")
	k.has(do(0, "keys", "retire", "master", "m1"), "m1 is out of")
	k.act(secrets{}, "wardens")
	k.has(k.run(0, fsck(filepath.Join(k.dir, masterFile))...), "the store is what was entered")
	k.run(1, fsck(k.file("old.keys", old))...)
	var list []keyListed
	if err := json.Unmarshal([]byte(do(0, "keys", "list", "--json")), &list); err != nil || len(list) != 2 || list[0].Name != "m2" || *list[0].Wraps == 0 {
		t.Error(list, err)
	}
	if err := os.WriteFile(filepath.Join(k.dir, masterFile), old, 0o600); err != nil {
		t.Fatal(err)
	}
	k.has(do(0, "keys", "list"), "m2", "is not at hand")
	k.has(do(2, "keys", "rewrap"), "wrapped under the master key m2, which is not at hand")
	k.env[envMaster] = string(old)
	k.has(do(2, "keys", "new", "master"), "come from $AFFIANT_MASTER_KEYS")
}

// TestLogHandsOver gives the log a new key: both sign, then the new one alone, and who has only the old public key and the succession
// believes it still.
func TestLogHandsOver(t *testing.T) {
	k := newKeeper(t)
	pub := filepath.Join(k.dir, trustFile)
	before, err := os.ReadFile(pub)
	if err != nil {
		t.Fatal(err)
	}
	old := k.file("old.pub", before)
	first := k.file("first", k.act(secrets{}, "rangers"))
	k.has(k.run(0, "keys", "new", "log", "--data", k.dir), "key of the log docket.ashford.example+")
	list := regexp.MustCompile(`(?m)^log +(\S+)`).FindAllStringSubmatch(k.run(0, "keys", "list", "--data", k.dir), -1)
	if len(list) != 2 {
		t.Fatal(list)
	}
	both := k.file("both", k.act(secrets{}, "marshals"))
	k.run(0, "verify", "--key", old, first)
	k.run(0, "verify", "--key", old, both)
	k.run(0, "verify", "--key", pub, first, both)
	k.run(2, "keys", "retire", "log", list[0][1], "--data", k.dir)
	k.run(2, "keys", "retire", "log", "docket.ashford.example+00000000", "--data", k.dir)
	k.run(0, "keys", "retire", "log", list[1][1], "--data", k.dir)
	alone := k.file("alone", k.act(secrets{}, "wardens"))
	k.run(1, "verify", "--key", old, alone)
	successions, err := filepath.Glob(filepath.Join(k.dir, "log.succession-*"))
	if err != nil || len(successions) != 1 {
		t.Fatal(successions, err)
	}
	k.run(0, "verify", "--key", old, "--succession", successions[0], alone)
	k.run(0, "verify", "--key", pub, first, both, alone)
	k.has(k.run(0, "fsck", "--data", k.dir, "--key", pub, "--since", first), "the store is what was entered")
	// A succession that another has signed hands over nothing.
	other := newKeeper(t)
	other.run(0, "keys", "new", "log", "--data", other.dir)
	foreign, _ := filepath.Glob(filepath.Join(other.dir, "log.succession-*"))
	k.run(2, "verify", "--key", old, "--succession", foreign[0], alone)
}

// TestMasterCommand keeps the master key in a program: taken up by turning over to it, and given up again.
func TestMasterCommand(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	k := newKeeper(t)
	program := filepath.Join(t.TempDir(), "kms")
	if err := os.WriteFile(program, fmt.Appendf(nil, "#!/bin/sh\n%s=1 exec '%s' \"$@\"\n", envKMS, self), 0o700); err != nil {
		t.Fatal(err)
	}
	k.act(secrets{}, "rangers")
	with := []string{"--data", k.dir, "--master-command", program, "--master-command-name", "hsm"}
	do := func(want int, args ...string) string { k.Helper(); return k.run(want, append(args, with...)...) }
	k.has(do(0, "keys", "list"), "master  hsm  0 data keys  wraps what is new", "master  m1  ")
	k.has(do(0, "keys", "rewrap"), "wrapped under hsm")
	if err := os.Remove(filepath.Join(k.dir, masterFile)); err != nil {
		t.Fatal(err)
	}
	k.act(secrets{command: program, commandName: "hsm"}, "marshals")
	if text := do(0, "fsck"); strings.Contains(text, " 0 opened") || strings.Contains(text, "for want of the master keys") {
		t.Errorf("with the program that holds the key no entry is opened: %s", text)
	}
	if text := k.run(2, "keys", "list", "--data", k.dir); !strings.Contains(text, masterFile) {
		t.Error(text)
	}
	k.run(2, "keys", "list", "--data", k.dir, "--master-command", program, "--master-command-name", "h s m")

	// A program that does nothing any more says nothing of the store: fsck does not begin, nor does serve, and neither calls it changed. One that fails now and
	// then is asked again.
	broken := filepath.Join(t.TempDir(), "broken")
	for name, script := range map[string]string{"fails": "exit 1", "nonsense": "echo no", "false bytes": `echo '{"bytes":"AAAA"}'`, "in the clear": `sed 's/.*"bytes":\("[^"]*"\).*/{"bytes":\1}/'`} {
		if err := os.WriteFile(broken, []byte("#!/bin/sh\n"+script+"\n"), 0o700); err != nil {
			t.Fatal(err)
		}
		for _, what := range []string{"fsck", "keys rewrap", "serve --addr 127.0.0.1:0"} {
			text := k.run(2, append(strings.Fields(what), "--data", k.dir, "--master-command", broken, "--master-command-name", "hsm")...)
			if strings.Contains(text, "NOT WHAT WAS ENTERED") || !strings.Contains(text, "the program of the master key hsm") || strings.Contains(text, "mistake in affiant") {
				t.Errorf("%s, %s: %s", name, what, text)
			}
		}
	}
	now := filepath.Join(t.TempDir(), "now-and-then")
	if err := os.WriteFile(now, fmt.Appendf(nil, "#!/bin/sh\necho x >> '%s.n'\n[ $(( $(wc -l < '%s.n') %% 6 )) = 4 ] && exit 1\nexec '%s' \"$@\"\n", now, now, program), 0o700); err != nil {
		t.Fatal(err)
	}
	if text := k.run(0, "fsck", "--data", k.dir, "--master-command", now, "--master-command-name", "hsm"); strings.Contains(text, " 0 opened") {
		t.Error(text)
	}

	// What is bound to one context opens under no other, and a program that fails, answers nonsense, too much or too late is said so.
	c := commanded{"hsm", program, kmsWait}
	wrapped, err := c.Wrap([]byte("a data key"), []byte("here"))
	if err != nil {
		t.Fatal(err)
	}
	if text, err := c.Unwrap(wrapped, []byte("here")); err != nil || string(text) != "a data key" {
		t.Error(text, err)
	}
	var silent *vault.Silent
	if _, err := c.Unwrap(wrapped, []byte("there")); fault.KindOf(err) != fault.Internal || errors.As(err, &silent) {
		t.Error(err)
	}
	for name, script := range map[string]string{"nonsense": "echo no", "nothing": "exit 0", "too much": "yes", "too late": "exec sleep 30", "refused": "echo secret >&2; exit 3"} {
		bad := filepath.Join(t.TempDir(), "bad")
		if err := os.WriteFile(bad, []byte("#!/bin/sh\n"+script+"\n"), 0o700); err != nil {
			t.Fatal(err)
		}
		_, err := commanded{"hsm", bad, 2 * time.Second}.Wrap([]byte("a data key"), nil)
		if err == nil || strings.Contains(err.Error(), "data key") || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := (commanded{"hsm", filepath.Join(t.TempDir(), "none"), time.Second}).Wrap(nil, nil); err == nil {
		t.Error("a program that is not there wraps")
	}
}
