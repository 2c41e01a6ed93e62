package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestPolicyFile: the policy that is printed can be changed and used, and one that lacks something is refused with what.
func TestPolicyFile(t *testing.T) {
	run := func(want int, args ...string) string {
		t.Helper()
		var out, errs bytes.Buffer
		w := &world{in: strings.NewReader(""), out: &out, err: &errs, getenv: func(string) string { return "" }}
		if code := w.run(args); code != want {
			t.Fatalf("%v exits with %d: %s%s", args, code, out.String(), errs.String())
		}
		return out.String() + errs.String()
	}
	name := filepath.Join(t.TempDir(), "policy.yaml")
	text := run(0, "policy")
	own := strings.Replace(text, "count: 1\n    says: CJIS Security Policy v5.8, 5.5.2.2", "count: 3\n    says: our security officer, 12 January 2026", 1)
	if own == text {
		t.Fatal(text)
	}
	if err := os.WriteFile(name, []byte(own), 0o600); err != nil {
		t.Fatal(err)
	}
	run(0, "policy", name)
	if p, err := readPolicy(name); err != nil || p.Number("sessions-at-once") != 3 {
		t.Error(p, err)
	}
	if err := os.WriteFile(name, []byte(strings.Replace(text, "id: tries", "id: tires", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	if out := run(2, "policy", name); !strings.Contains(out, "tries") || !strings.Contains(out, name) {
		t.Error(out)
	}
	run(2, "serve", "--data", t.TempDir(), "--addr", "127.0.0.1:0", "--policy", name)
}
