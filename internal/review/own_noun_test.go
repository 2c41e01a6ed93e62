package review

import (
	"fmt"
	"testing"
)

// TestOwn holds that what is sworn is compared with what it stands with in the cited lines: a figure with its noun, a word with its hedge and its denial, a
// name with who does the thing, a part with its whole, and a quotation with what stands beside it.
func TestOwn(t *testing.T) {
	for _, file := range []string{"own-noun.yaml", "own-reserve.yaml", "own-part.yaml"} {
		for _, w := range wordings(t, file) {
			t.Run(w.Sworn, func(t *testing.T) {
				var got []string
				for _, f := range w.flaws(t, "SI") {
					got = append(got, fmt.Sprintf("%s \"%s\"", f.Check.Code, f.Span.Words))
				}
				w.hold(t, got)
			})
		}
	}
}
