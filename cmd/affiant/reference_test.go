package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/diff"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/review"
	"github.com/affiant-project/affiant/internal/transcript"
)

// TestChecksPageIsCurrent holds docs/reference/checks.md to the checks, and its examples to the checks' own files.
func TestChecksPageIsCurrent(t *testing.T) { current(t, "checks.md", checksPage(t)) }

// TestOffencesPageIsCurrent holds docs/reference/offences.md to the offences of the law.
func TestOffencesPageIsCurrent(t *testing.T) { current(t, "offences.md", offencesPage()) }

// current compares a page of docs/reference with what it should be; AFFIANT_UPDATE=1 writes it.
func current(t *testing.T, name string, want []byte) {
	t.Helper()
	file := filepath.Join("../../docs/reference", name)
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
		t.Errorf("%s is not what the program knows (AFFIANT_UPDATE=1 go test ./cmd/affiant writes it):\n%s", file, d)
	}
}

// families are the first letters of the codes, and what they stand for.
var families = []struct{ letter, title, says string }{
	{"S", "Source", "What a sentence says, held against the lines that it cites."},
	{"I", "Identity", "Who is meant, and which occasion."},
	{"O", "Omission", "What was known and not sworn, and what of it would let the rest be weighed."},
	{"P", "Probable cause", "Whether what is sworn can show each element of the offence."},
	{"F", "Form", "Care in the writing."},
	{"M", "Magistrate", "The oath, the presentment, and who decided."},
	{"X", "Warrant and execution", "What the warrant says and how it was carried out."},
	{"T", "Interception", "Whether the order covers what was heard."},
}

func checksPage(t *testing.T) []byte {
	var b bytes.Buffer
	b.WriteString(`# The checks

What a review looks for: every check with what it puts in question, its force, its authority, and one example. Written from the
program, and held to it by a test; ` + "`affiant explain checks`" + ` lists them and ` + "`affiant explain S2`" + ` prints one.

- **A flaw's name** is the check's code, ` + "`@`" + ` and the place: ` + "`S2@garage.3`" + ` is check S2 at assertion 3 of the application ` + "`garage`" + `.
- **Contestable** leaves two positions, and a court or a fact-finder chooses. **Decisive** attacks one way. **A note** bears on care and never
  enters the argument.
- **A pin** that is *ranged* or *inferred* has been placed by reading and not by the page itself; none is shown as surer than it is.
- **In force** is the day of the oldest authority that the check rests on. A check without one is a rule of this house.
- **The example** shows what differs between a flawed and a mended file: ` + "`-`" + ` raises the flaw, ` + "`+`" + ` does not. Below it stand what the program says
  of the flawed one and the lines of sources that it points at.

| code | title | puts in question | force |
|---|---|---|---|
`)
	listed := 0
	for _, f := range families {
		for _, c := range review.Checks() {
			if strings.HasPrefix(c.Code, f.letter) {
				fmt.Fprintf(&b, "| [%s](#%s) | %s | %s | %s |\n", c.Code, anchor(c), c.Title, c.Link, c.Force)
				listed++
			}
		}
	}
	if listed != len(review.Checks()) {
		t.Errorf("%d of %d checks belong to a family", listed, len(review.Checks()))
	}
	for _, f := range families {
		fmt.Fprintf(&b, "\n## %s: %s\n\n%s\n", f.letter, f.title, f.says)
		for _, c := range review.Checks() {
			if strings.HasPrefix(c.Code, f.letter) {
				checkEntry(t, &b, c)
			}
		}
	}
	return b.Bytes()
}

// anchor is how a page links to a check's heading.
func anchor(c *review.Check) string {
	keep := func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case r == '-' || r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			return r
		}
		return -1
	}
	return strings.Map(keep, strings.ToLower(c.Code+" "+c.Title))
}

func checkEntry(t *testing.T, b *bytes.Buffer, c *review.Check) {
	fmt.Fprintf(b, "\n### %s %s\n\n%s\n\n", c.Code, c.Title, c.Why)
	fmt.Fprintf(b, "- Puts in question: the %s; severity %s\n- Force: %s\n- Decided by: %s\n", c.Link, severities[c.Severity], forces[c.Force], decider(c))
	var rests []string
	for _, cite := range c.Rests {
		text, standing, ok := doctrine.Default().Explain(cite)
		if !ok {
			t.Errorf("%s rests on %s, which is not there", c.Code, cite)
		}
		if standing != "" {
			text += " (pin " + string(standing) + ")"
		}
		rests = append(rests, text)
	}
	if since := c.Since(doctrine.Default()); since != "" {
		fmt.Fprintf(b, "- Authority: %s\n- In force: since %s\n", strings.Join(rests, "; "), record.When(since))
	} else {
		b.WriteString("- Authority: none; a rule of this house\n- In force: at any date\n")
	}
	if c.Mend != "" {
		fmt.Fprintf(b, "- Before the oath it asks: %s\n", c.Mend)
	}
	changes, says := exampleOf(t, c)
	fmt.Fprintf(b, "\n```diff\n%s```\n\n> %s\n", changes, says)
}

// exampleOf returns the lines in which a check's first flawed file differs from its first sound one, and what the check says
// of the flawed one.
func exampleOf(t *testing.T, c *review.Check) (changes, says string) {
	dir := filepath.Join("../../internal/review/testdata", c.Name)
	read := func(name string) (*record.Matter, []byte) {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		f, err := transcript.Read(name, data)
		if err != nil {
			t.Fatal(err)
		}
		return &f.Matter, data
	}
	m, flawed := read("flawed.yaml")
	_, sound := read("sound.yaml")
	for _, f := range review.Run(m, doctrine.Default()) {
		if f.Check.Code == c.Code && says == "" {
			says = f.ID + ": " + f.Message
			for _, at := range f.Sources {
				l := m.Source(at.Source).Find(at.Line)
				if l == nil || l.Text == "" {
					continue
				}
				if line := fmt.Sprintf("\n>\n> %s:%d: *%s*", at.Source, l.N, strings.TrimSpace(l.Text)); !strings.Contains(says, line) {
					says += line
				}
			}
		}
	}
	if says == "" {
		t.Errorf("%s: its flawed file does not raise it", c.Code)
	}
	var signs, texts []string
	for line := range strings.SplitSeq(string(diff.Diff("flawed", flawed, "sound", sound)), "\n") {
		if line == "" || strings.HasPrefix(line, "---") || strings.HasPrefix(line, "+++") || line[0] != '-' && line[0] != '+' {
			continue
		}
		text := strings.TrimSpace(line[1:])
		if i := slices.Index(texts, text); i >= 0 && signs[i] != line[:1] { // moved by the comparison, not changed
			signs, texts = slices.Delete(signs, i, i+1), slices.Delete(texts, i, i+1)
		} else if text != "title: flawed paper" && text != "title: sound paper" {
			signs, texts = append(signs, line[:1]), append(texts, text)
		}
	}
	var out strings.Builder
	for i := range texts {
		fmt.Fprintf(&out, "%s %s\n", signs[i], texts[i])
	}
	if out.Len() == 0 {
		t.Errorf("%s: its flawed and its sound file do not differ", c.Code)
	}
	return out.String(), says
}

func offencesPage() []byte {
	var b bytes.Buffer
	b.WriteString(`# The offences that the law knows

Common offences with their elements, to copy into a matter file; written from the program, and held to it by a test. ` + "`affiant explain offences`" + `
lists them and ` + "`affiant explain theft`" + ` prints one. They follow the usual form of statutes and are no substitute for the statute that is charged: take
its elements where they differ. An offence that is not here is written the same way; [matter.md](../matter.md#which-kind-of-element) says which ` + "`kind`" + ` an
element has.

| name | offence | elements |
|---|---|---|
`)
	for _, o := range doctrine.Default().Offences() {
		var ids []string
		for _, e := range o.Elements {
			ids = append(ids, e.ID)
		}
		fmt.Fprintf(&b, "| [%s](#%s) | %s | %s |\n", o.ID, o.ID, o.Title, strings.Join(ids, ", "))
	}
	for _, o := range doctrine.Default().Offences() {
		fmt.Fprintf(&b, "\n## %s\n\n%s\n\n```yaml\n%s```\n", o.ID, o.Means, forMatter(o))
	}
	return b.Bytes()
}
