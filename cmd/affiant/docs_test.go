package main

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/cobra"
)

// TestReferenceIsCurrent holds that docs/reference/cli.md says what the commands' own help says. AFFIANT_UPDATE=1 writes
// it.
func TestReferenceIsCurrent(t *testing.T) {
	const file = "../../docs/reference/cli.md"
	want := reference()
	if os.Getenv("AFFIANT_UPDATE") != "" {
		if err := os.WriteFile(file, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), string(got)); d != "" {
		t.Errorf("%s is not what the help says (AFFIANT_UPDATE=1 go test ./cmd/affiant writes it):\n%s", file, d)
	}
}

// reference is the help of every command as a page.
func reference() []byte {
	var b bytes.Buffer
	b.WriteString("# The commands\n\nWritten from the commands' own help, and held to it by a test.\n")
	var page func(c *cobra.Command)
	page = func(c *cobra.Command) {
		fmt.Fprintf(&b, "\n## %s\n\n%s.\n\n```\n%s\n```\n", c.CommandPath(), c.Short, c.UseLine())
		if c.Long != "" {
			fmt.Fprintf(&b, "\n```text\n%s\n```\n", c.Long)
		}
		if flags := c.NonInheritedFlags(); flags.HasFlags() {
			fmt.Fprintf(&b, "\nFlags:\n\n```\n%s\n```\n", strings.TrimRight(flags.FlagUsages(), "\n"))
		}
		if c.Example != "" {
			fmt.Fprintf(&b, "\nExamples:\n\n```sh\n%s\n```\n", unindent(c.Example))
		}
		for _, sub := range c.Commands() {
			if sub.Name() != "help" && sub.Name() != "completion" {
				page(sub)
			}
		}
	}
	page(root(&world{}))
	return b.Bytes()
}

func unindent(s string) string { return strings.ReplaceAll(strings.TrimPrefix(s, "  "), "\n  ", "\n") }

// TestEveryCommandHelps holds that every command says what it does, with an example, and completes.
func TestEveryCommandHelps(t *testing.T) {
	for _, c := range root(&world{}).Commands() {
		if c.Short == "" || c.Example == "" || strings.HasSuffix(c.Short, ".") {
			t.Errorf("%s has no good help: %q, %q", c.Name(), c.Short, c.Example)
		}
		for _, l := range strings.Split(c.Long, "\n") {
			if len([]rune(l)) > 150 {
				t.Errorf("%s: a line of %d characters in its help", c.Name(), len([]rune(l)))
			}
		}
	}
}
