package review

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

// TestLongGrows holds that a review takes four times as long, and not sixteen, where one line, one sentence or the lines that one sentence cites are four
// times as many.
func TestLongGrows(t *testing.T) {
	const he, robber = "he did not say that he would go to the house on Dock Street", "the robber was a skinny man"
	for name, of := range map[string]func(n int) (lines []string){
		"one line": func(n int) []string {
			return []string{strings.Repeat("The robber was thin. He did not go to Dock Street. ", 4*n)}
		},
		"one sentence": func(n int) []string { return []string{strings.Repeat(robber+" and "+he+", ", n)} },
		"many lines":   func(n int) []string { return slices.Repeat([]string{"The robber was thin."}, 10*n) },
	} {
		t.Run(name, func(t *testing.T) {
			tell := func(n int) (took time.Duration) {
				lines := of(n)
				m := described{}.matter(t, []string{fmt.Sprintf("saw:1-%d; Dennis Kroll matches the description that Alma Reyes gave.", len(lines))}, nil)
				s := record.Source{ID: "saw", Kind: record.Interview, Declarant: "reyes", Author: "mora", Seen: record.FirstHand}
				for i, l := range lines {
					s.Lines = append(s.Lines, record.Line{N: i + 1, Text: l})
				}
				m.Sources = append(m.Sources, s)
				for range 3 {
					start := time.Now()
					Run(m, doctrine.Default())
					if d := time.Since(start); took == 0 || d < took {
						took = d
					}
				}
				return took
			}
			few, many := tell(150), tell(600)
			t.Logf("%v, and %v for four times as much", few, many)
			if many > 10*few && many > 100*time.Millisecond {
				t.Errorf("four times as much takes %v, and %v before", many, few)
			}
		})
	}
}
