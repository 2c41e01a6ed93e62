package review

import (
	"fmt"
	"testing"
)

// TestCollated holds the rows of testdata/collated.yaml to the flaws of the source checks that they should raise, at the
// exact words of both sides.
func TestCollated(t *testing.T) {
	for _, w := range wordings(t, "collated.yaml") {
		t.Run(w.Sworn, func(t *testing.T) {
			var got []string
			for _, f := range w.flaws(t, "S") {
				out := fmt.Sprintf("%s %q", f.Check.Code, f.Span.Words)
				for _, at := range f.Sources {
					if at.Line > 0 && f.Says != "" {
						out += fmt.Sprintf(" / %q", at.Span.Words)
					}
				}
				got = append(got, out)
			}
			w.hold(t, got)
		})
	}
}
