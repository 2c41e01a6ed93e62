package web

import (
	"testing"

	"github.com/affiant-project/affiant/internal/record"
)

// TestSubstanceIsShown: where a sentence is told only in substance, its foot says so.
func TestSubstanceIsShown(t *testing.T) {
	for summary, want := range map[bool]int{true: 2, false: 1} {
		bits := from(&record.Matter{}, &record.Application{}, &record.Assertion{N: 1, Summary: summary})
		if len(bits) != want || summary && bits[1].Text != "told in substance" {
			t.Errorf("%v: %v", summary, bits)
		}
	}
}
