package affiant_test

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"

	"github.com/affiant-project/affiant/examples"
	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/report"
	"github.com/affiant-project/affiant/internal/transcript"
)

// An outcome is what a court decided in one of the examples.
type outcome struct {
	File, Case, Note string
	Answers          []struct {
		Application               record.AppID
		Respondent                record.PersonID
		Question, Profile, Answer string
		Label                     string
	}
}

// The marks between which docs/measured.md has its table of outcomes, and under which it says why it differs.
const (
	tableBegins = "<!-- outcomes: written by AFFIANT_UPDATE=1 go test . -->\n"
	tableEnds   = "<!-- outcomes end -->\n"
	differs     = "**Where it differs.**"
)

// TestOutcomesAreTold holds that docs/measured.md says of every decided case what the court held and what Affiant answers, as
// it answers today, and that it says why wherever the two differ.
func TestOutcomesAreTold(t *testing.T) {
	var list []outcome
	if err := yaml.Unmarshal(examples.Expected(), &list); err != nil {
		t.Fatal(err)
	}
	var table strings.Builder
	table.WriteString("| case | decided | Affiant answers |\n|---|---|---|\n")
	var differing []string
	for _, o := range list {
		if o.Case == "" {
			continue // a file that teaches
		}
		title, decided, answered := compare(t, o)
		if answered == decided {
			answered = "the same"
		} else {
			differing = append(differing, title)
		}
		fmt.Fprintf(&table, "| %s | %s | %s |\n", title, decided, answered)
	}
	page, err := os.ReadFile("docs/measured.md")
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := bytes.Cut(page, []byte(tableBegins))
	old, after, closed := bytes.Cut(rest, []byte(tableEnds))
	if !ok || !closed {
		t.Fatalf("docs/measured.md has no table between %q and %q", tableBegins, tableEnds)
	}
	if os.Getenv("AFFIANT_UPDATE") != "" {
		page = []byte(string(before) + tableBegins + table.String() + tableEnds + string(after))
		if err := os.WriteFile("docs/measured.md", page, 0o644); err != nil {
			t.Fatal(err)
		}
		old = []byte(table.String())
	}
	if d := gocmp.Diff(table.String(), string(old)); d != "" {
		t.Errorf("docs/measured.md does not say what Affiant answers today (AFFIANT_UPDATE=1 go test . writes it):\n%s", d)
	}
	_, reasons, _ := strings.Cut(string(after), differs)
	reasons, _, _ = strings.Cut(reasons, "\n## ")
	reasons = strings.Join(strings.Fields(reasons), " ")
	for _, title := range differing {
		if !strings.Contains(reasons, title) {
			t.Errorf("docs/measured.md does not say under %q why %s comes out otherwise", differs, title)
		}
	}
}

// compare returns the title of a case, what was decided in it and what Affiant answers to the same questions, in words.
// What was decided alike for several respondents, or under both views, is said once.
func compare(t *testing.T, o outcome) (title, decided, answered string) {
	t.Helper()
	data, err := fs.ReadFile(examples.FS(), o.File)
	if err != nil {
		t.Fatal(err)
	}
	f, err := transcript.Read(o.File, data)
	if err != nil {
		t.Fatal(err)
	}
	var want, got []string
	for _, a := range o.Answers {
		r, err := brief.Read(&f.Matter, doctrine.Default(), "test", brief.Options{Profile: a.Profile})
		if err != nil {
			t.Fatalf("%s: %v", o.File, err)
		}
		answer := "not asked"
		for _, q := range r.Questions {
			if q.App == a.Application && q.Respondent == a.Respondent && q.Question.ID == a.Question && q.Profile == r.Profile.ID {
				answer = q.Answer
				if a.Label != "" {
					answer = q.Label
				}
			}
		}
		name := a.Question
		if a.Profile != "" {
			name += " (" + a.Profile + ")"
		}
		want = add(want, name+": "+cmp.Or(a.Label, a.Answer))
		got = add(got, name+": "+answer)
	}
	return f.Matter.Title, words(want), words(got)
}

func add(list []string, s string) []string {
	for _, have := range list {
		if have == s {
			return list
		}
	}
	return append(list, s)
}

func words(list []string) string { return strings.ReplaceAll(strings.Join(list, "; "), "-", " ") }

// TestOutputInReadme holds that what the README shows of a review is what the program prints: each run of lines between
// two lines of dots, word for word. AFFIANT_UPDATE=1 writes each run anew from its first line.
func TestOutputInReadme(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, block, ok := strings.Cut(string(readme), "\n$ affiant review example:malley-v-briggs\n")
	block, _, closed := strings.Cut(block, "```")
	if !ok || !closed {
		t.Fatal("README.md shows no review of the first example")
	}
	data, err := fs.ReadFile(examples.FS(), "malley-v-briggs.yaml")
	if err != nil {
		t.Fatal(err)
	}
	f, err := transcript.Read("malley-v-briggs.yaml", data)
	if err != nil {
		t.Fatal(err)
	}
	r, err := brief.Read(&f.Matter, doctrine.Default(), "0.1.0", brief.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := report.Text(&out, r, doctrine.Default(), report.TextOptions{}); err != nil {
		t.Fatal(err)
	}
	if os.Getenv("AFFIANT_UPDATE") != "" {
		var parts []string
		for part := range strings.SplitSeq(block, "...\n") {
			parts = append(parts, printed(out.String(), part))
		}
		now := strings.Join(parts, "...\n")
		if err := os.WriteFile("README.md", []byte(strings.Replace(string(readme), block, now, 1)), 0o644); err != nil {
			t.Fatal(err)
		}
		block = now
	}
	for part := range strings.SplitSeq(block, "...\n") {
		if !strings.Contains(out.String(), part) {
			t.Errorf("the program does not print\n%s", part)
		}
	}
}

// printed is the run of lines in out that begins with the first line of part, where that stands last, up to an empty line
// or the rules on which two views part. It is part itself if the line is not there.
func printed(out, part string) string {
	first, _, _ := strings.Cut(part, "\n")
	at := strings.LastIndex(out, first+"\n")
	if at < 0 {
		return part
	}
	run, _, _ := strings.Cut(out[at:], "\n\n")
	run, _, _ = strings.Cut(run, "\n  parts on")
	return strings.TrimRight(run, "\n") + "\n"
}
