package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// mostCounted is how many counts of one list are added up.
const mostCounted = 12

// misadded reports a total told in a sentence whose parts, as the sentence tells them or, for money, as the cited lines have them, do not come to it:
// $9,500 and then $7,500, $18,000 in all; eleven tools, two nailers and a saw, fifteen pieces in all. A total that the record has, or that follows by
// one step of arithmetic, is none, nor one told roughly.
func (p *Pass) misadded(b *backing, n diction.Number) bool {
	if n.Kind != diction.Sum && n.Kind != diction.Count || n.Value != n.High || !totalled(b.text, n) || b.supplies.number(n) || aboutThen(b.text, n) || len(b.RestsOn) > 0 || p.onRecord().has(b.text, n) || p.workedOut(b, n) {
		return false
	}
	var parts []string
	if n.Kind == diction.Sum {
		if parts = p.sumsTold(b, n); len(parts) < 2 || sumOfSome(b, n) {
			return false
		}
	} else if parts = p.countsTold(b, n); len(parts) < 2 {
		return false
	}
	own := b.text.Raw[n.Start:n.End]
	p.Report(Flaw{
		Assertion: b.N, Span: spanOf(b.text, n.Start, n.End), Sources: []At{b.lines[0].whole()}, Sworn: own, Says: strings.Join(parts, ", "),
		Message: fmt.Sprintf("The sentence has “%s” as a total. Its parts (%s) do not come to that, and no source has it.", own, strings.Join(parts, ", ")),
		Asks:    "Which is right, and does the difference matter?",
	})
	return true
}

// totalled reports whether a number is told as a total: $650 altogether, a total of nine, fifteen pieces in all.
func totalled(t *diction.Text, n diction.Number) bool {
	return slices.ContainsFunc(t.Hits(diction.Bound), func(h diction.Hit) bool {
		if h.Kind != "total" || t.Words[h.First].Sentence != t.Words[n.First].Sentence {
			return false
		}
		return h.Last+1 == n.First || h.First == n.Last+1 || h.First == n.Last+2 && n.Kind == diction.Count && contentAt(t, n.Last+1)
	})
}

// sumsTold are the sums of money that the sentence of a total tells and the lines have, or, where it tells fewer than two, all those of the cited
// lines if each is no inference.
func (p *Pass) sumsTold(b *backing, n diction.Number) (told []string) {
	for _, o := range b.text.Numbers() {
		if o.First != n.First && o.Kind == diction.Sum && b.text.Words[o.First].Sentence == b.text.Words[n.First].Sentence && b.supplies.number(o) {
			told = append(told, b.text.Raw[o.Start:o.End])
		}
	}
	if len(told) >= 2 || b.Basis == record.Inferred {
		return told
	}
	told = nil
	for _, f := range figuresOf(b) {
		if f.Kind == diction.Sum {
			told = append(told, f.words)
		}
	}
	if len(told) > mostSummed {
		return nil
	}
	return told
}

// countsTold are the counts that stand before a total in its sentence, with commas and an and between them, if the lines have every one and neither
// all of them nor some, with an article or two for one of a thing, come to it.
func (p *Pass) countsTold(b *backing, n diction.Number) (told []string) {
	t, ones := b.text, 0
	sums := []float64{0}
	for i := range t.Words[:n.First] {
		if t.Words[i].Sentence == t.Words[n.First].Sentence && wordAt(t, i, "a", "an", "one", "another") {
			ones++
		}
	}
	for _, o := range t.Numbers() {
		if o.First >= n.First || o.Kind != diction.Count || t.Words[o.First].Sentence != t.Words[n.First].Sentence {
			continue
		}
		if !b.supplies.number(o) || countedNoun(t, o) == "" || o.Value != o.High {
			return nil
		}
		told = append(told, t.Raw[o.Start:t.Words[min(o.Last+1, len(t.Words)-1)].End])
		for _, s := range sums[:len(sums):len(sums)] {
			sums = append(sums, s+o.Value)
		}
		if len(told) > mostCounted {
			return nil
		}
	}
	for k := range ones + 1 {
		if slices.Contains(sums, n.Value-float64(k)) {
			return nil
		}
	}
	if slices.ContainsFunc(figuresOf(b), func(f figure) bool { return f.Kind == diction.Count && f.Value > n.Value }) {
		return nil // some of a greater number
	}
	return told
}
