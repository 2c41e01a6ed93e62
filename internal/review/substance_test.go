package review

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

// TestInSubstance: of a paper that is told only in substance, a check that goes by the very words asks and finds no flaw; any other finds what it
// finds in the words themselves.
func TestInSubstance(t *testing.T) {
	idsOf := func(list []Flaw, keep func(*Check) bool) (out []string) {
		for _, f := range list {
			if keep(f.Check) {
				out = append(out, f.ID)
			}
		}
		slices.Sort(out)
		return out
	}
	verbatim := func(c *Check) bool { return c.Verbatim }
	others := func(c *Check) bool { return !c.Verbatim }
	asked := 0
	for _, c := range Checks() {
		names, _ := filepath.Glob(filepath.Join("testdata", c.Name, "flawed*.yaml"))
		for _, name := range names {
			m := matter(t, name)
			was, _ := RunUntil(m, doctrine.Default(), nil)
			for i := range m.Applications {
				list := m.Applications[i].Affidavit.Assertions
				for j := range list {
					list[j].Summary = true
				}
			}
			is, _ := RunUntil(m, doctrine.Default(), nil)
			for i := range is {
				if got := idsOf(is[i].Flaws, verbatim); got != nil {
					t.Errorf("%s: %q are flaws", name, got)
				}
				if diff := cmp.Diff(idsOf(was[i].Flaws, others), idsOf(is[i].Flaws, others)); diff != "" {
					t.Errorf("%s: %s", name, diff)
				}
				all := func(r Result) []string { return idsOf(slices.Concat(r.Flaws, r.Queries), verbatim) }
				if diff := cmp.Diff(all(was[i]), all(is[i])); diff != "" {
					t.Errorf("%s: %s", name, diff)
				}
				asked += len(all(is[i]))
			}
		}
	}
	if asked < 20 {
		t.Errorf("only %d are asked", asked)
	}
}

// TestInSubstanceOfAll: a flaw at several sentences is one as long as the words of one of them are known.
func TestInSubstanceOfAll(t *testing.T) {
	m := matter(t, "testdata/undated/flawed-2.yaml")
	at := func(edit func(*record.Assertion)) (flaw bool) {
		for i := range m.Applications[0].Affidavit.Assertions {
			edit(&m.Applications[0].Affidavit.Assertions[i])
		}
		return slices.ContainsFunc(Run(m, doctrine.Default()), func(f Flaw) bool { return f.Check == undated })
	}
	found := slices.IndexFunc(Run(m, doctrine.Default()), func(f Flaw) bool { return f.Check == undated && len(f.Also) > 0 })
	if found < 0 {
		t.Fatal("no flaw stands at several sentences")
	}
	known := Run(m, doctrine.Default())[found].Also[0]
	if at(func(a *record.Assertion) { a.Summary = true }) {
		t.Error("a paper all of which is told in substance has a flaw for a date that is not told")
	}
	if !at(func(a *record.Assertion) { a.Summary = a.N != known }) {
		t.Error("a paper of which some words are known has no flaw")
	}
}
