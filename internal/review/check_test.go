package review

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/transcript"
)

// matter reads a matter file of the tests or of the examples.
func matter(t testing.TB, path string) *record.Matter {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	f, err := transcript.Read(path, data)
	if err != nil {
		t.Fatal(err)
	}
	return &f.Matter
}

// shown writes flaws as the files want.txt do: CODE@LOCUS "words".
func shown(flaws []Flaw) []string {
	var out []string
	for _, f := range flaws {
		id, _, _ := strings.Cut(f.ID, "#")
		out = append(out, fmt.Sprintf("%s \"%s\"", id, f.Span.Words))
	}
	return out
}

// TestChecks runs every check over its own files: each flawed one raises its code at the words that want.txt gives, and
// each sound one raises no flaw of any check.
func TestChecks(t *testing.T) {
	for _, c := range Checks() {
		t.Run(c.Name, func(t *testing.T) {
			dir := filepath.Join("testdata", c.Name)
			flawed, _ := filepath.Glob(filepath.Join(dir, "flawed*.yaml"))
			sound, _ := filepath.Glob(filepath.Join(dir, "sound*.yaml"))
			if len(flawed) == 0 || len(sound) == 0 {
				t.Fatalf("%s: wants flawed.yaml and sound.yaml", dir)
			}
			for _, name := range flawed {
				flaws := shown(Run(matter(t, name), doctrine.Default()))
				n := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(name), "flawed"), ".yaml")
				want, err := os.ReadFile(filepath.Join(dir, "want"+n+".txt"))
				if err != nil {
					t.Fatal(err)
				}
				for _, line := range strings.Split(strings.TrimSpace(string(want)), "\n") {
					if !slices.Contains(flaws, line) {
						t.Errorf("%s: no flaw\n\t%s\namong\n\t%s", name, line, strings.Join(flaws, "\n\t"))
					}
					if !strings.HasPrefix(line, c.Code+"@") {
						t.Errorf("%s: wants %s, which is not of check %s", name, line, c.Code)
					}
				}
			}
			asked, _ := filepath.Glob(filepath.Join(dir, "asked*.yaml"))
			for _, name := range asked { // it is no flaw, and a query
				if flaws := shown(Run(matter(t, name), doctrine.Default())); len(flaws) > 0 {
					t.Errorf("%s: %v", name, flaws)
				}
				if !slices.ContainsFunc(raised(matter(t, name), doctrine.Default()), func(f Flaw) bool { return f.Check == c && f.Query }) {
					t.Errorf("%s: %s asks nothing", name, c.Code)
				}
			}
			for _, name := range sound {
				for _, f := range Run(matter(t, name), doctrine.Default()) {
					t.Errorf("%s: %s %q: %s", name, f.ID, f.Span.Words, f.Message)
				}
			}
		})
	}
}

// TestSpans holds that a flaw points at the words it says it points at.
func TestSpans(t *testing.T) {
	for _, name := range everyFile(t) {
		m := matter(t, name)
		for _, f := range Run(m, doctrine.Default()) {
			app := m.Application(f.App)
			if a := app.Assertion(f.Assertion); f.Assertion != 0 {
				if a == nil {
					t.Errorf("%s: %s points at assertion %d, which is not there", name, f.ID, f.Assertion)
				} else if f.Span.End > len(a.Text) || a.Text[f.Span.Start:f.Span.End] != f.Span.Words {
					t.Errorf("%s: %s: the words at %d-%d are not %q", name, f.ID, f.Span.Start, f.Span.End, f.Span.Words)
				}
			}
			for _, at := range f.Sources {
				s := m.Source(at.Source)
				if s == nil {
					t.Errorf("%s: %s points at source %q, which is not there", name, f.ID, at.Source)
					continue
				}
				if l := s.Find(at.Line); at.Line != 0 && l == nil {
					t.Errorf("%s: %s points at line %d of %s, which is not there", name, f.ID, at.Line, at.Source)
				} else if at.Line != 0 && l.Cut == "" && (at.Span.End > len(l.Text) || l.Text[at.Span.Start:at.Span.End] != at.Span.Words) {
					t.Errorf("%s: %s: the words at %s:%d are not %q", name, f.ID, at.Source, at.Line, at.Span.Words)
				}
			}
			if f.Message == "" || f.Asks == "" || !strings.HasSuffix(f.Asks, "?") {
				t.Errorf("%s: %s: message %q, asks %q", name, f.ID, f.Message, f.Asks)
			}
		}
	}
}

// everyFile lists the matter files of the tests and of the examples.
func everyFile(t testing.TB) []string {
	var all []string
	for _, g := range []string{"testdata/*/*.yaml", "../../examples/*.yaml", "../../examples/*/*.yaml"} {
		names, err := filepath.Glob(g)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range names {
			if data, err := os.ReadFile(n); err == nil && strings.HasPrefix(string(data), "affiant: matter/1") {
				all = append(all, n)
			}
		}
	}
	return all
}

// TestSoundExamples holds that no check cries wolf.
func TestSoundExamples(t *testing.T) {
	names, _ := filepath.Glob("../../examples/sound/*.yaml")
	if len(names) == 0 {
		t.Fatal("there are no sound examples")
	}
	for _, name := range names {
		for _, f := range Run(matter(t, name), doctrine.Default()) {
			t.Errorf("%s: %s %q: %s", name, f.ID, f.Span.Words, f.Message)
		}
	}
}

// TestListed holds what every check has to say of itself, and that its authorities are in the law.
func TestListed(t *testing.T) {
	law := doctrine.Default()
	codes := make(map[string]bool)
	for _, c := range Checks() {
		if codes[c.Code] || codes[c.Name] {
			t.Errorf("%s %s: listed twice", c.Code, c.Name)
		}
		codes[c.Code], codes[c.Name] = true, true
		if c.Title == "" || c.Why == "" || c.Mend == "" || c.Severity == "" || c.Force == "" || c.Link == "" || c.run == nil {
			t.Errorf("%s: says too little of itself", c.Code)
		}
		if !strings.HasSuffix(c.Mend, "?") {
			t.Errorf("%s: mends by asking, not by %q", c.Code, c.Mend)
		}
		if want := map[bool]string{true: "factfinder", false: "court"}[c.Mindful]; c.By != want {
			t.Errorf("%s: decided by %q, want %q", c.Code, c.By, want)
		}
		for _, r := range c.Rests {
			if _, _, ok := law.Explain(r); !ok {
				t.Errorf("%s rests on %s, which the law does not hold", c.Code, r)
			}
		}
	}
}

// TestSameAgain holds that the same matter gives the same flaws.
func TestSameAgain(t *testing.T) {
	for _, name := range everyFile(t) {
		a, b := Run(matter(t, name), doctrine.Default()), Run(matter(t, name), doctrine.Default())
		if d := cmp.Diff(shown(a), shown(b)); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}
