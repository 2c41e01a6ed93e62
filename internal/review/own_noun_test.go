package review

import (
	"fmt"
	"testing"
)

// TestOwnNoun holds that a figure is compared with what it stands with, by the rows of testdata/own-noun.yaml.
func TestOwnNoun(t *testing.T) {
	for _, w := range wordings(t, "own-noun.yaml") {
		t.Run(w.Sworn, func(t *testing.T) {
			var got []string
			for _, f := range w.flaws(t, "SI") {
				got = append(got, fmt.Sprintf("%s \"%s\"", f.Check.Code, f.Span.Words))
			}
			w.hold(t, got)
		})
	}
}

// TestOwnReserve holds that a word is compared with its own hedge and its own denial, by the rows of testdata/own-reserve.yaml.
func TestOwnReserve(t *testing.T) {
	for _, w := range wordings(t, "own-reserve.yaml") {
		t.Run(w.Sworn, func(t *testing.T) {
			var got []string
			for _, f := range w.flaws(t, "SI") {
				got = append(got, fmt.Sprintf("%s \"%s\"", f.Check.Code, f.Span.Words))
			}
			w.hold(t, got)
		})
	}
}
