package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// step is a file that a page says to write, or a console that it shows.
var step = regexp.MustCompile("(?s)\\*\\*`([^`\n]+)`\\*\\*\n\n```yaml\n(.*?)```\n|```console\n(.*?)```\n")

// TestGuideToLawOfYourOwn does what docs/doctrine.md says under that heading, word for word: it writes the files and runs the
// commands, and each prints what the page shows. A slip that the page mends is mended where it says so.
func TestGuideToLawOfYourOwn(t *testing.T) {
	page, err := os.ReadFile("../../docs/doctrine.md")
	if err != nil {
		t.Fatal(err)
	}
	_, guide, _ := strings.Cut(string(page), "\n## Law of your own\n")
	guide, _, ok := strings.Cut(guide, "\n## ")
	if !ok {
		t.Fatal("the page has no such part")
	}
	t.Chdir(t.TempDir())
	files, commands := 0, 0
	var slip string
	for _, s := range step.FindAllStringSubmatch(guide, -1) {
		if s[1] != "" {
			files++
			if err := os.MkdirAll(filepath.Dir(s[1]), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(s[1], []byte(s[2]), 0o644); err != nil {
				t.Fatal(err)
			}
			if strings.Contains(s[2], "frist") {
				slip = s[1]
			}
			continue
		}
		for session := range strings.SplitSeq(strings.TrimPrefix(s[3], "$ "), "\n$ ") {
			commands++
			line, shown, _ := strings.Cut(session+"\n", "\n")
			out, code := atTerminal(line)
			if code == exitOurs {
				t.Errorf("%s exits with %d", line, code)
			}
			for part := range strings.SplitSeq(strings.TrimRight(shown, "\n"), "...\n") {
				if part = strings.TrimSuffix(part, "..."); !strings.Contains(out, strings.TrimRight(part, "\n")) {
					t.Errorf("%s does not print\n%s\nbut\n%s", line, part, out)
				}
			}
			if slip != "" && strings.Contains(shown, "frist") {
				text, _ := os.ReadFile(slip)
				if err := os.WriteFile(slip, bytes.ReplaceAll(text, []byte("frist"), []byte("first")), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	if files < 6 || commands < 15 {
		t.Errorf("the page has %d files and %d commands; some are not read", files, commands)
	}
}

// atTerminal runs a command line as a reader of the page would, and returns all that it prints.
func atTerminal(line string) (out string, code int) {
	var b bytes.Buffer
	w := &world{in: strings.NewReader(""), out: &b, err: &b, getenv: func(string) string { return "" }}
	code = w.run(strings.Fields(strings.TrimPrefix(line, "affiant ")))
	return b.String(), code
}
