package collation_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/affiant-project/affiant/internal/collation"
	"github.com/affiant-project/affiant/internal/diction"
)

// TestSameText holds that a text laid beside itself differs nowhere, alone or among other lines, and that the same texts
// always give the same differences.
func TestSameText(t *testing.T) {
	rows := pairs(t)
	for i, p := range rows {
		for _, s := range append([]string{p.Sworn}, p.Source...) {
			for _, lines := range [][]string{{s}, {rows[(i+1)%len(rows)].Sworn, s}} {
				if sworn, read, all := collate(pair{Source: lines, Sworn: s}); len(all) > 0 {
					t.Errorf("%q beside itself: %s", s, show(all[0], sworn, read))
				}
			}
		}
		_, _, first := collate(p)
		if _, _, again := collate(p); !cmp.Equal(first, again) {
			t.Errorf("%q: %v, then %v", p.Sworn, first, again)
		}
	}
}

func FuzzCollate(f *testing.F) {
	for _, p := range pairs(f) {
		f.Add(p.Sworn, p.Source[0], p.Sworn)
	}
	lx := diction.Default()
	f.Fuzz(func(t *testing.T, sworn, one, other string) {
		if len(sworn)+len(one)+len(other) > 2000 {
			return // an assertion is no book; longer ones only slow the search
		}
		a, lines := diction.Read(sworn, lx), []*diction.Text{diction.Read(one, lx), diction.Read(other, lx)}
		for _, d := range collation.New(lx, namesOf).Collate(a, lines) {
			for _, side := range []struct {
				text *diction.Text
				run  collation.Run
			}{{a, d.Sworn}, {lines[d.Line], d.Source}} {
				r := side.run
				if r.First > r.Last || r.Last >= len(side.text.Words) || r.Start > side.text.Words[r.First].Start || r.End != side.text.Words[r.Last].End {
					t.Fatalf("%s: the run %v is not of the text %q", d.Kind, r, side.text.Raw)
				}
			}
		}
	})
}
