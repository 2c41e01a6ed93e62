package review

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/affiant-project/affiant/internal/doctrine"
)

// TestPassedOver holds which statements of a cited line that deny or doubt are told in a paper, which are missed as a flaw and which are only asked
// about.
func TestPassedOver(t *testing.T) {
	for _, g := range rowsOf[plains](t, "passed-over.yaml") {
		for _, w := range g.Papers {
			t.Run(w.Sworn[0], func(t *testing.T) {
				var want, asked []int
				for _, f := range raised(g.matter(t, w), doctrine.Default()) {
					if f.Check != contraryLeftOut {
						continue
					}
					list := &want
					if f.Query {
						list = &asked
					}
					*list = append(*list, f.Assertion)
					for _, at := range f.Sources {
						if passed := strings.HasPrefix(f.Message, "The lines that this rests on"); passed && !strings.Contains(f.Message, plainly(quote(at.Span.Words))) {
							t.Errorf("%q is not in the message: %s", at.Span.Words, f.Message)
						}
					}
				}
				slices.Sort(want)
				if diff := cmp.Diff(w.Want, want) + cmp.Diff(w.Asked, asked); diff != "" {
					t.Error(diff)
				}
			})
		}
	}
}
