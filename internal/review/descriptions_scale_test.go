package review

import (
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

// manyDescribed makes a matter of one witness and one record, in which the lines describe so many times, and a paper by which they fit.
func manyDescribed(t *testing.T, saw, booked []string) *record.Matter {
	m := described{}.matter(t, []string{"saw:1; Alma Reyes told me that the robber ran.", "saw:1 booking:1; Dennis Kroll matches the description that Alma Reyes gave."}, nil)
	for _, s := range []record.Source{
		{ID: "saw", Kind: record.Interview, Declarant: "reyes"}, {ID: "booking", Kind: record.Document, Title: "booking card of Dennis Kroll"},
	} {
		s.Author, s.Seen = "mora", record.FirstHand
		for i, l := range map[record.SourceID][]string{"saw": saw, "booking": booked}[s.ID] {
			s.Lines = append(s.Lines, record.Line{N: i + 1, Text: l})
		}
		m.Sources = append(m.Sources, s)
	}
	return m
}

// tellMisfits looks for descriptions that do not fit, in texts that are read already, and tells what that took.
func tellMisfits(t *testing.T, m *record.Matter) (bytes uint64, took time.Duration) {
	texts := make(map[string]*diction.Text)
	for range 4 {
		p := newPass(m, &m.Applications[0], doctrine.Default(), texts)
		var was, is runtime.MemStats
		runtime.ReadMemStats(&was)
		start := time.Now()
		p.misfits()
		d := time.Since(start)
		runtime.ReadMemStats(&is)
		if bytes = is.TotalAlloc - was.TotalAlloc; took == 0 || d < took {
			took = d
		}
		for _, f := range p.flaws {
			if len(f.Sources) > 2*mostMisfits*mostPlaces {
				t.Errorf("a flaw points at %d places", len(f.Sources))
			}
		}
	}
	return bytes, took
}

// TestDescriptionsGrow holds that what descriptions cost grows as their number does, whether they are of one who was seen, of many, or in one line.
func TestDescriptionsGrow(t *testing.T) {
	const n = 400
	black := func(n int) []string { return slices.Repeat([]string{"Black male."}, n) }
	for name, of := range map[string]func(n int) (saw, booked []string){
		"two sides": func(n int) ([]string, []string) { return slices.Repeat([]string{"The robber was white."}, n), black(n) },
		"one line": func(n int) ([]string, []string) {
			return []string{strings.Repeat("A man was not white. ", n)}, black(1)
		},
		"one sentence": func(n int) ([]string, []string) { return []string{strings.Repeat("a man, a tall man, ", n)}, black(1) },
		"many are seen": func(n int) ([]string, []string) {
			return slices.Repeat([]string{"A man left. A man ran. A man sat."}, 4*n), black(1)
		},
		"many of mine": func(n int) ([]string, []string) {
			return slices.Repeat([]string{"My man left. My man ran. My man sat."}, 4*n), black(1)
		},
	} {
		t.Run(name, func(t *testing.T) {
			tell := func(n int) (room uint64, took time.Duration) { // of three, for what else the machine does falls on one of them
				saw, booked := of(n)
				for range 3 {
					r, d := tellMisfits(t, manyDescribed(t, saw, booked))
					if room = r; took == 0 || d < took {
						took = d
					}
				}
				return room, took
			}
			few, fast := tell(n)
			many, slow := tell(4 * n)
			if float64(many) > 2.5*2.5*float64(few) {
				t.Errorf("four times as much takes %d bytes, and %d before", many, few)
			}
			if slow > 10*fast && slow > 100*time.Millisecond { // sixteen times, if each is compared with each
				t.Errorf("four times as much takes %v, and %v before", slow, fast)
			}
		})
	}
}
