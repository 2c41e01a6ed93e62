package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
)

// A portion is a count in a line that is a part of a greater one told before it: nine told me, of twelve patients; three empty, of four cans.
type portion struct {
	line  spoken
	n     diction.Number
	whole float64
	of    []int     // the words of content of what is told of it
	often bool      // it counts times
	parts []float64 // it, and the other smaller counts of its line
	rest  bool      // with the counts that follow, it comes to the whole
}

// wholeOfNumber reports a sentence that gives the number of a whole and tells of all of it, or of each time, what the cited lines, which give that number
// too, tell of a smaller one: 31 alerts and drugs found each time, for 24 times. Half of what is told of the part has to be in the sentence, and it gives
// no part itself; or the parts come to the whole, and the sentence goes on with the small word that leads on from a part: nine from one address.
func (p *Pass) wholeOfNumber(b *backing, h diction.Hit, often bool) bool {
	in := b.text.Words[h.First].Sentence
	if h.Kind != "all" || inSentence(b.text, in, amountWords, "only") || inSentence(b.text, in, amountWords, "some") || inSentence(b.text, in, diction.Exception, "") || wordAt(b.text, h.Last+1, "but", "except", "save") {
		return false
	}
	count := func(v float64) bool {
		return slices.ContainsFunc(b.text.Numbers(), func(o diction.Number) bool { return o.Kind == diction.Count && o.Value == v })
	}
	for _, s := range p.portions(b) {
		if s.often != often || slices.ContainsFunc(s.parts, count) || b.refuses(in) && len(negations(s.line.text)) == 0 || !slices.ContainsFunc(b.text.Numbers(), func(o diction.Number) bool {
			return o.Kind == diction.Count && o.Value == s.whole && b.text.Words[o.First].Sentence == in
		}) {
			continue
		}
		if !often && !wordAt(b.text, h.Last+1, "of", "them", "one", "these", "those", "the") && !startsNumber(b.text, h.Last+1) && !wordAt(b.text, h.First-1, "them", "whom", "which", "they") {
			continue
		}
		shared := 0
		for _, k := range s.of {
			if slices.ContainsFunc(b.text.Words, func(w diction.Word) bool {
				return w.Sentence == in && (w.Stem == s.line.text.Words[k].Stem || p.oneWord(w, s.line.text.Words[k]))
			}) {
				shared++
			}
		}
		lead := s.line.text.Words[min(s.n.Last+1, len(s.line.text.Words)-1)].Norm
		leads := s.rest && slices.Contains([]string{"from", "by", "with", "to"}, lead) && slices.ContainsFunc(b.text.Words[h.Last+1:min(len(b.text.Words), h.Last+9)], func(w diction.Word) bool { return w.Norm == lead })
		if !leads && (shared == 0 || 2*shared < len(s.of)) {
			continue
		}
		from := s.line.at(s.n.Start, s.n.End)
		own := b.text.Raw[h.Start:h.End]
		p.Report(Flaw{
			Assertion: b.N, Span: hitSpan(b.text, h), Sources: []At{from}, Says: from.Span.Words, Sworn: own,
			Message: fmt.Sprintf("The source tells it of “%s”; the sentence swears to “%s”.", from.Span.Words, own),
			Asks:    fmt.Sprintf("Does the source say it of all, or of “%s”?", from.Span.Words),
		})
		return true
	}
	return false
}

// portions finds the portions in the cited lines. The greater count stands before the portion in its sentence, or in the sentence or the line of the
// same source before it; the portion has no noun of its own but times.
func (p *Pass) portions(b *backing) (out []portion) {
	var before []diction.Number // the counts of the line before
	for i, l := range b.lines {
		if i == 0 || b.lines[i-1].source != l.source {
			before = nil
		}
		t := l.text
		counts := slices.DeleteFunc(slices.Clone(t.Numbers()), func(n diction.Number) bool { return n.Kind != diction.Count || n.Value != n.High })
		if p.tellsOfAll(t, false) {
			before = counts
			continue
		}
		for k, n := range counts {
			var whole float64
			for _, o := range slices.Concat(before, counts[:k]) {
				if o.Value > n.Value {
					whole = o.Value
				}
			}
			times := wordAt(t, n.Last+1, "times", "time")
			if whole == 0 || !times && n.Last+1 < len(t.Words) && t.Words[n.Last+1].Sentence == t.Words[n.Last].Sentence && p.isNounAfter(t, n) {
				continue
			}
			sum := 0.0
			var parts []float64
			for _, o := range counts {
				if o.Value < whole {
					parts = append(parts, o.Value)
				}
			}
			for _, o := range counts[k:] {
				sum += o.Value
			}
			s := portion{line: l, n: n, whole: whole, often: times, parts: parts, rest: sum == whole && len(counts[k:]) > 1, of: p.contentAfter(t, n.Last)}
			if times {
				s.of = p.contentBefore(t, n.First)
			}
			out = append(out, s)
		}
		before = counts
	}
	return out
}

// isNounAfter reports whether what a count counts stands right after it: three bags, as against three empty, nine told me, nine from there.
func (p *Pass) isNounAfter(t *diction.Text, n diction.Number) bool {
	i := n.Last + 1
	if strings.TrimSpace(t.Raw[n.End:t.Words[i].Start]) != "" || !contentAt(t, i) {
		return false
	}
	w := t.Words[i].Norm
	return strings.HasSuffix(w, "s") || !(p.collator().MayBeVerb(w) || standsAt(t, diction.Hearsay, i))
}
