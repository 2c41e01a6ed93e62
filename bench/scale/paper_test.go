package main

import (
	"encoding/xml"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestPapers: each question has the answer it is made to have, and a certificate that passes.
func TestPapers(t *testing.T) {
	for _, n := range []int{10, 100, 1000} {
		p, err := draft(n)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.frame.Len(); got < n*4/5 || got > n*6/5+20 {
			t.Errorf("%d sentences where %d were asked for", got, n)
		}
		for _, a := range p.asks {
			if _, err := answer(p, a); err != nil {
				t.Errorf("%d sentences: %v", n, err)
			}
		}
	}
}

// TestPrecedents: before a thousand decided cases an outcome is arguable while factors are; once all is settled one is
// forced and the other not, and every answer has a certificate that passes.
func TestPrecedents(t *testing.T) {
	for _, settled := range []bool{false, true} {
		p, err := precedents(1000, settled)
		if err != nil {
			t.Fatal(err)
		}
		var kinds []string
		for _, a := range p.asks {
			got, err := answer(p, a)
			if err != nil {
				t.Fatal(err)
			}
			kinds = append(kinds, got.what)
		}
		slices.Sort(kinds)
		if got := strings.Join(kinds, ", "); got != map[bool]string{
			false: "arguable credulous",
			true:  "established grounded, lacking none",
		}[settled] {
			t.Errorf("settled %v: the answers are %s", settled, got)
		}
	}
}

func TestPlot(t *testing.T) {
	list := []timing{{what: "a", sentences: 10}, {what: "a", sentences: 100}, {what: "b", sentences: 10}}
	for i := range list {
		list[i].steps[0] = time.Duration(i+1) * time.Millisecond
	}
	svg := plot(list)
	if err := xml.Unmarshal([]byte(svg), new(struct{})); err != nil {
		t.Error(err)
	}
	if n := strings.Count(svg, `stroke-width="2"`); n != 2 {
		t.Errorf("%d lines for two questions", n)
	}
}

func BenchmarkAnswer(b *testing.B) {
	p, err := draft(5000)
	if err != nil {
		b.Fatal(err)
	}
	for _, a := range p.asks {
		b.Run(a.what, func(b *testing.B) {
			for b.Loop() {
				if _, err := answer(p, a); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
