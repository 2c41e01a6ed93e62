package review

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"
)

// TestCollated holds the rows of testdata/collated.yaml to the flaws of the source checks that they should raise, at the
// exact words of both sides.
func TestCollated(t *testing.T) {
	data, err := os.ReadFile("testdata/collated.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var rows []wording
	if err := yaml.Unmarshal(data, &rows); err != nil {
		t.Fatal(err)
	}
	for _, w := range rows {
		t.Run(w.Sworn, func(t *testing.T) {
			got := w.collated(t)
			if diff := cmp.Diff(strings.Join(slices.Sorted(slices.Values(w.Want)), "\n"), strings.Join(got, "\n")); diff != "" {
				t.Errorf("source: %s\n%s", strings.Join(w.Source, " / "), diff)
			}
		})
	}
}

// collated returns the flaws of the source checks as CODE "words" / "source", and holds their spans to the texts.
func (w wording) collated(t *testing.T) []string {
	var got []string
	for _, f := range Run(w.matter()) {
		if f.Check.Code[0] != 'S' {
			continue
		}
		if s := f.Span; s.Words != w.Sworn[s.Start:s.End] {
			t.Errorf("%s: span %d-%d is %q, not %q", f.ID, s.Start, s.End, w.Sworn[s.Start:s.End], s.Words)
		}
		out := fmt.Sprintf("%s %q", f.Check.Code, f.Span.Words)
		for _, at := range f.Sources {
			if at.Line == 0 {
				continue
			}
			if at.Span.Words != w.Source[at.Line-1][at.Span.Start:at.Span.End] {
				t.Errorf("%s: the span of line %d is not %q", f.ID, at.Line, at.Span.Words)
			}
			if f.Says != "" {
				out += fmt.Sprintf(" / %q", at.Span.Words)
			}
		}
		got = append(got, out)
	}
	slices.Sort(got)
	return got
}
