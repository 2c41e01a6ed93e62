package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestNamesOfFilesCommandNoTerminal holds that the name of a file, which whoever made it chose, is spelled out in messages,
// and in what is listed on a terminal; for another program to read, it is left as it is.
func TestNamesOfFilesCommandNoTerminal(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "a\x1b]0;pwned\a\u202e.yaml")
	if err := os.WriteFile(name, []byte("affiant: matter/1\n"), 0o600); err != nil {
		t.Skip("this system has no such names of files")
	}
	matter, err := os.ReadFile("../../examples/groh.yaml")
	if err != nil {
		t.Fatal(err)
	}
	loose := filepath.Join(dir, "b\x1b[31m.yaml")
	if err := os.WriteFile(loose, append([]byte("\n\n"), matter...), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"review", name}, {"review", name + "-not-there"}, {"review", "--no\x1b[31m"}, {"fmt", name}, {"fmt", "--check", loose}, {"fmt", "-d", loose}} {
		for _, terminal := range []bool{true, false} {
			var out, errs bytes.Buffer
			w := &world{in: strings.NewReader(""), out: &out, err: &errs, terminal: terminal, getenv: func(string) string { return "" }}
			code := w.run(args)
			if strings.ContainsAny(errs.String(), "\x1b\a\u202e") {
				t.Errorf("%q says %q", args, errs.String())
			}
			if raw := strings.Contains(out.String(), "\x1b"); raw && terminal || code == exitOurs {
				t.Errorf("%q on a terminal %v: %d, %q", args, terminal, code, out.String())
			}
			if args[0] == "fmt" && args[1] == "--check" && !terminal && out.String() != loose+"\n" {
				t.Errorf("the name of the file is not as it is: %q", out.String())
			}
		}
	}
}
