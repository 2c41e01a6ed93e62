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
			page(sub)
		}
	}
	page(root(&world{}))
	return b.Bytes()
}

func unindent(s string) string { return strings.ReplaceAll(strings.TrimPrefix(s, "  "), "\n  ", "\n") }

// TestEveryCommandHelps holds that every command says what it does, with an example, and completes.
func TestEveryCommandHelps(t *testing.T) {
	var every []*cobra.Command
	for _, c := range root(&world{}).Commands() {
		every = append(append(every, c), c.Commands()...)
	}
	for _, c := range every {
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

// TestTutorial does what docs/tutorial.md says: its file is reviewed and prints what the page shows, and mended as the page
// says it has no flaw.
func TestTutorial(t *testing.T) {
	page, err := os.ReadFile("../../docs/tutorial.md")
	if err != nil {
		t.Fatal(err)
	}
	file := fenced(t, string(page), "```yaml\n")
	shown := fenced(t, string(page), "```\n$ affiant review bicycle.yaml\n")
	mended := fenced(t, string(page), "```text\n")
	run := func(file string, args ...string) (string, int) {
		var out, errs bytes.Buffer
		w := &world{in: strings.NewReader(file), out: &out, err: &errs, getenv: func(string) string { return "" }}
		code := w.run(args)
		if errs.Len() > 0 {
			t.Errorf("%v says %s", args, errs.String())
		}
		return out.String(), code
	}
	out, code := run(file, "review", "-")
	if code != exitOpen {
		t.Errorf("the review exits with %d, want %d", code, exitOpen)
	}
	for part := range strings.SplitSeq(shown, "...\n") {
		if !strings.Contains(out, part) {
			t.Errorf("the program does not print\n%s", part)
		}
	}
	const third = "On 2 May 2024 Martin Cole pushed a red bicycle into the shed behind 9 Elm Street."
	if _, code := run(strings.Replace(file, third, strings.TrimSpace(mended), 1), "review", "-"); code != exitClean {
		t.Errorf("mended, the review exits with %d, want %d", code, exitClean)
	}
	for _, args := range [][]string{
		{"review", "-", "--posture", "suppression"},
		{"why", "-", "sufficiency", "--posture", "suppression"},
		{"review", "-", "--posture", "suppression", "--find", "S4@search.3=sustained,reckless"},
		{"whatif", "-", "--posture", "suppression", "--strike", "3"},
	} {
		if _, code := run(file, args...); code > exitOpen {
			t.Errorf("%v exits with %d", args, code)
		}
	}
}

// TestCasebookPageIsMeasured holds that docs/casebook.md ends in what the measurement prints, and that the decision which it
// shows comes out as it says. AFFIANT_UPDATE=1 writes the end anew.
func TestCasebookPageIsMeasured(t *testing.T) {
	const file = "../../docs/casebook.md"
	const mark = "<!-- made by affiant cases measure --format markdown -->\n"
	page, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	run := func(in string, args ...string) string {
		var out, errs bytes.Buffer
		w := &world{in: strings.NewReader(in), out: &out, err: &errs, getenv: func(string) string { return "" }}
		if code := w.run(args); code != exitClean {
			t.Fatalf("%v exits with %d: %s", args, code, errs.String())
		}
		return out.String()
	}
	head, _, ok := strings.Cut(string(page), mark)
	if !ok {
		t.Fatalf("%s has no line %q", file, mark)
	}
	want := head + mark + "\n" + run("", "cases", "measure", "--format", "markdown")
	if os.Getenv("AFFIANT_UPDATE") != "" {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		page = []byte(want)
	}
	if d := cmp.Diff(want, string(page)); d != "" {
		t.Errorf("%s is not what was measured (AFFIANT_UPDATE=1 go test ./cmd/affiant writes it):\n%s", file, d)
	}
	if out := run(fenced(t, head, "```yaml\n"), "cases", "measure", "--only", "-", "--format", "json"); !strings.Contains(out, `"total": {
    "right": 1,`) {
		t.Errorf("the decision that the page shows does not come out:\n%s", out)
	}
}

// fenced returns what stands in a page between an opening fence and the next closing one.
func fenced(t *testing.T, page, open string) string {
	t.Helper()
	_, rest, ok := strings.Cut(page, open)
	body, _, closed := strings.Cut(rest, "```\n")
	if !ok || !closed {
		t.Fatalf("the page has no block that begins with %q", open)
	}
	return body
}
