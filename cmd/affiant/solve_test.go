package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/argue/contest"
	"github.com/affiant-project/affiant/internal/argue/proof"
)

// TestSolvePage holds that every certificate shown in docs/reference/solve.md holds of the framework shown before it, and
// that none does with the contrary answer.
func TestSolvePage(t *testing.T) {
	page, err := os.ReadFile("../../docs/reference/solve.md")
	if err != nil {
		t.Fatal(err)
	}
	var in *contest.Instance
	kinds := 0
	for _, m := range regexp.MustCompile("(?s)```(framework|certificate)\n(.*?)```").FindAllStringSubmatch(string(page), -1) {
		if m[1] == "framework" {
			f, _ := contest.Detect("page", []byte(m[2]))
			if in, err = contest.Parse("page", []byte(m[2]), f); err != nil {
				t.Fatal(err)
			}
			continue
		}
		kinds++
		c, err := proof.Read(strings.NewReader(m[2]))
		if err == nil {
			err = in.Verify(c)
		}
		if err != nil {
			t.Errorf("%s%v", m[2], err)
		}
		for _, swap := range [][2]string{{"v YES", "v NO"}, {"v NO", "v YES"}} {
			if other := strings.Replace(m[2], swap[0], swap[1], 1); other != m[2] {
				if c, err := proof.Read(strings.NewReader(other)); err == nil && in.Verify(c) == nil {
					t.Errorf("this holds too:\n%s", other)
				}
			}
		}
	}
	if kinds < 10 {
		t.Errorf("the page shows %d certificates", kinds)
	}
}

// TestCompetitionCalls holds which command lines are taken the competitions' way.
func TestCompetitionCalls(t *testing.T) {
	for line, want := range map[string]string{
		"":                            "",
		"review x.yaml":               "review x.yaml",
		"-p DC-CO -f x -fo apx -a 1":  "solve -p DC-CO -f x --format apx -a 1",
		"solve -p SE-PR -fo tgf -f x": "solve -p SE-PR --format tgf -f x",
		"--problems":                  "solve --problems",
		"--help":                      "--help",
	} {
		if got := strings.Join(competition(strings.Fields(line)), " "); got != want {
			t.Errorf("%q is taken for %q, want %q", line, got, want)
		}
	}
	args := []string{"solve", "-fo", "apx"}
	competition(args)
	if !slices.Equal(args, []string{"solve", "-fo", "apx"}) {
		t.Errorf("the line itself is changed to %v", args)
	}
}

// TestProofOverStandardInput holds that the framework is known again when it comes by way of standard input.
func TestProofOverStandardInput(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.af")
	if err := os.WriteFile(name, []byte("p af 1\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	in, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	x := &solving{file: "-", proof: name}
	if err := x.clearProof(in); err == nil || !strings.Contains(err.Error(), "the framework itself") {
		t.Errorf("got %v", err)
	}
	if data, err := os.ReadFile(name); string(data) != "p af 1\n" {
		t.Errorf("the framework is now %q, %v", data, err)
	}
}

// TestSolveInTime holds that the limit is kept whatever is waited for: who never writes, who writes slowly, what never looks
// at the clock. The verdict is unknown then, as it is when the search is cut short.
func TestSolveInTime(t *testing.T) {
	const seconds = 0.3
	waits, stop := io.Pipe()
	defer stop.Close()
	drips := readerFunc(func(b []byte) (int, error) {
		time.Sleep(20 * time.Millisecond)
		return copy(b, "#\n"), nil
	})
	dir := t.TempDir()
	file := filepath.Join(dir, "a.af")
	if err := os.WriteFile(file, []byte("p af 1\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name  string
		in    io.Reader
		args  []string
		known string
	}{
		{"nobody writes", waits, []string{"-f", "-", "-p", "SE-PR"}, "not read to its end"},
		{"slowly", drips, []string{"-f", "-", "-p", "DC-CO", "-a", "1", "--json"}, "not read to its end"},
		{"no certificate comes", waits, []string{"-f", file, "--verify", "-"}, "not checked to its end"},
	} {
		var out, errs bytes.Buffer
		w := &world{in: c.in, out: &out, err: &errs, getenv: func(string) string { return "" }}
		start := time.Now()
		code := w.run(append([]string{"solve", "--seconds", fmt.Sprint(seconds)}, c.args...))
		if took := time.Since(start).Seconds(); took < seconds || took > seconds+5 {
			t.Errorf("%s: it took %.2f s", c.name, took)
		}
		if code != exitUnknown || !strings.Contains(errs.String(), c.known) {
			t.Errorf("%s: the code is %d: %s", c.name, code, &errs)
		}
		if asked := slices.Contains(c.args, "--json"); asked != strings.Contains(out.String(), `"verdict": "unknown"`) || !asked && out.Len() > 0 {
			t.Errorf("%s: it prints %q", c.name, &out)
		}
	}
}

// TestWithin holds that what is late is left alone, and that a mistake of ours inside is still told as one.
func TestWithin(t *testing.T) {
	soon := deadline(time.Now().Add(-time.Second))
	if _, err := within(soon, func() (int, error) { select {} }); !errors.Is(err, errLate) {
		t.Errorf("got %v", err)
	}
	later := deadline(time.Now().Add(time.Minute))
	for _, d := range []deadline{{}, later} {
		if n, err := within(d, func() (int, error) { return 7, io.EOF }); n != 7 || err != io.EOF {
			t.Errorf("got %d, %v", n, err)
		}
		func() {
			defer func() {
				if r := recover(); r != "a test" {
					t.Errorf("the panic is %v", r)
				}
			}()
			within(d, func() (int, error) { panic("a test") })
		}()
	}
}

// TestProofBehindLink holds that a certificate is written to where a symbolic link points, be there a file or not, and that
// what was there goes even where the framework is at fault.
func TestProofBehindLink(t *testing.T) {
	dir := t.TempDir()
	name := func(s string) string { return filepath.Join(dir, s) }
	for file, text := range map[string]string{"a.af": "p af 1\n", "bad.af": "p af x\n", "old.pr": "old"} {
		if err := os.WriteFile(name(file), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for link, target := range map[string]string{"link.pr": "old.pr", "dangling.pr": "new.pr"} {
		if err := os.Symlink(target, name(link)); err != nil {
			t.Skip(err)
		}
	}
	run := func(file, proof string) int {
		w := &world{in: strings.NewReader(""), out: io.Discard, err: io.Discard, getenv: func(string) string { return "" }}
		return w.run([]string{"solve", "-p", "SE-PR", "-f", name(file), "--proof", name(proof)})
	}
	for link, target := range map[string]string{"link.pr": "old.pr", "dangling.pr": "new.pr"} {
		if code := run("a.af", link); code != 0 {
			t.Errorf("%s: the code is %d", link, code)
		}
		if got, err := os.Readlink(name(link)); got != target {
			t.Errorf("%s points to %q, %v", link, got, err)
		}
		if data, err := os.ReadFile(name(target)); !strings.HasPrefix(string(data), "p proof") {
			t.Errorf("%s holds %q, %v", target, data, err)
		}
	}
	if code := run("bad.af", "link.pr"); code != exitInput {
		t.Errorf("the code is %d", code)
	}
	if data, err := os.ReadFile(name("old.pr")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("what the file held is still there: %q, %v", data, err)
	}
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(b []byte) (int, error) { return f(b) }
