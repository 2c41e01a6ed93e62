package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
)

// An apportioned is a number of things and the part of them of which more is told: 22, of which 9 from the address.
type apportioned struct {
	whole, part diction.Number
	of          []int // the words of content of what is told of the part
}

// apportionments finds them in a text.
func (p *Pass) apportionments(t *diction.Text) []apportioned {
	var out []apportioned
	all := t.Numbers()
	for i, w := range t.Words {
		if wordAt(t, i, "one") && w.Sentence == t.Words[max(0, i-1)].Sentence && !slices.ContainsFunc(all, func(n diction.Number) bool { return n.First <= i && i <= n.Last }) {
			all = append(all, diction.Number{Kind: diction.Count, Value: 1, High: 1, First: i, Last: i, Start: w.Start, End: w.End})
		}
	}
	slices.SortFunc(all, func(x, y diction.Number) int { return x.First - y.First })
	for i := 1; i < len(all); i++ {
		x, y := all[i-1], all[i]
		if x.Kind != diction.Count || y.Kind != diction.Count || y.Value >= x.Value || partOf(t, x) || t.Words[x.First].Sentence != t.Words[y.First].Sentence {
			continue
		}
		before := wordAt(t, y.First-1, "which", "whom", "them") && wordAt(t, y.First-2, "of")
		after := partOf(t, y)
		s := apportioned{whole: x, part: y}
		switch {
		case before:
			s.of = p.contentAfter(t, y.Last)
		case after:
			s.of = p.contentAfter(t, y.Last+2)
		}
		if k := slices.IndexFunc(s.of, func(k int) bool { return wordAt(t, k, "and") }); k >= 0 {
			s.of = s.of[:k]
		}
		if len(s.of) > 0 {
			out = append(out, s)
		}
	}
	return out
}

// partOf reports whether a number is followed by what it is a part of: two of which.
func partOf(t *diction.Text, n diction.Number) bool {
	return wordAt(t, n.Last+1, "of") && wordAt(t, n.Last+2, "which", "whom", "them") && t.Raw[t.Words[n.Last].End:t.Words[n.Last+1].Start] == " "
}

// wholeOfShare reports a number of things of which a sentence tells what the source tells of a part of them only: 22 logins from the address, for 22, of
// which 9 from it; the three, for two of the three.
func (p *Pass) wholeOfShare(b *backing) {
	if p.found(particularsDiffer, b.N) || p.found(saysMore, b.N) {
		return
	}
	for _, l := range b.lines {
		for _, s := range p.apportionments(l.text) {
			if n, ok := p.toldOfWhole(b, l.text, s); ok {
				p.shareDiffers(b, n, l.at(s.part.Start, s.part.End))
				return
			}
		}
		for _, s := range p.partsOf(l.text) {
			if len(s.of) == 0 {
				s.of = p.contentBefore(l.text, s.first)
			}
			if n, ok := p.theWhole(b, l.text, s); ok {
				p.shareDiffers(b, n, l.at(l.text.Words[s.first].Start, l.text.Words[s.last].End))
				return
			}
		}
	}
	for _, s := range b.elsewhere() {
		if s.Track == nil || s.Track.Record == "" {
			continue
		}
		t := p.Text(s.Track.Record)
		for _, x := range p.apportionments(t) {
			if n, ok := p.toldOfWhole(b, t, x); ok {
				p.shareDiffers(b, n, At{Source: s.ID, Span: Span{Words: t.Raw}})
				return
			}
		}
	}
}

func (p *Pass) shareDiffers(b *backing, n diction.Number, from At) {
	if p.spokenIn(b, n.Start, n.End) {
		return
	}
	own := b.text.Raw[n.Start:n.End]
	p.check = particularsDiffer
	p.Report(Flaw{
		Assertion: b.N, Span: spanOf(b.text, n.Start, n.End), Sources: []At{from}, Says: from.Span.Words, Sworn: own,
		Message: fmt.Sprintf("The sentence tells of “%s” what the source tells of “%s” only.", own, from.Span.Words),
		Asks:    fmt.Sprintf("Is it so of all, or of “%s”?", from.Span.Words),
	})
}

// toldOfWhole finds the whole of a sharing in an assertion that tells of it, in one sentence, half at least of what is told of the part, and does not give
// the part.
func (p *Pass) toldOfWhole(b *backing, t *diction.Text, s apportioned) (diction.Number, bool) {
	if slices.ContainsFunc(countsOf(b.text), func(v float64) bool { return v == s.part.Value }) {
		return diction.Number{}, false
	}
	for _, n := range b.text.Numbers() {
		in := b.text.Words[n.First].Sentence
		if n.Kind != diction.Count || n.Value != s.whole.Value || !b.told(n.First) || b.waived[in] || inSentence(b.text, in, amountWords, "some") || inSentence(b.text, in, amountWords, "only") ||
			deniesAtAll(b.text, in) != deniesAtAll(t, t.Words[s.part.First].Sentence) || partial(b.text, in) {
			continue
		}
		if x, y := nounOf(b.text, n.Last), nounOf(t, s.whole.Last); y > 0 && (x == 0 || b.text.Words[x].Stem != t.Words[y].Stem) {
			continue // of another thing
		}
		if k := p.sharedWords(b.text, in, t, s.of); k > 0 && 2*k >= len(s.of) {
			return n, true
		}
	}
	return diction.Number{}, false
}

// theWhole finds "the" and the number of which a line has a part, in a sentence that tells of it what the line tells of the part.
func (p *Pass) theWhole(b *backing, t *diction.Text, s share) (diction.Number, bool) {
	var whole diction.Number
	for i := s.first + 1; i <= s.last; i++ {
		if n, ok := numberAt(t, i); ok && n.Kind == diction.Count {
			whole = n
		}
	}
	part, ok := numberAt(t, s.first)
	if whole.Value < 2 || ok && slices.Contains(countsOf(b.text), part.Value) || s.often || s.only {
		return diction.Number{}, false
	}
	for _, n := range b.text.Numbers() {
		in := b.text.Words[n.First].Sentence
		if n.Kind != diction.Count || n.Value != whole.Value || !wordAt(b.text, n.First-1, "the", "all", "these", "those") || wordAt(b.text, n.First-2, "of") || !b.told(n.First) || b.waived[in] || partial(b.text, in) ||
			inSentence(b.text, in, amountWords, "some") || inSentence(b.text, in, amountWords, "only") || deniesAtAll(b.text, in) {
			continue
		}
		if k := p.sharedWords(b.text, in, t, s.of); k > 0 && 2*k >= len(s.of) {
			return n, true
		}
	}
	return diction.Number{}, false
}

// sharedWords counts those of some words of a text that a sentence of another has.
func (p *Pass) sharedWords(t *diction.Text, in int, o *diction.Text, of []int) int {
	n := 0
	for _, k := range of {
		if slices.ContainsFunc(t.Words, func(w diction.Word) bool {
			return w.Sentence == in && (w.Stem == o.Words[k].Stem || p.oneWord(w, o.Words[k]))
		}) {
			n++
		}
	}
	return n
}

// countsOf are the counts that a text gives, one among them.
func countsOf(t *diction.Text) []float64 {
	var out []float64
	for _, n := range t.Numbers() {
		out = append(out, n.Value)
	}
	for i := range t.Words {
		if wordAt(t, i, "one") {
			out = append(out, 1)
		}
	}
	return out
}

// partial reports whether a sentence tells of a part by no number: most of them, some of which, one or more.
func partial(t *diction.Text, sentence int) bool {
	for i, w := range t.Words {
		if w.Sentence == sentence && w.Norm == "all" && wordAt(t, i+1, "but", "except", "save") {
			return true // all but three
		}
	}
	return slices.ContainsFunc(t.Words, func(w diction.Word) bool {
		return w.Sentence == sentence && slices.Contains([]string{"some", "most", "part", "half", "partly", "several", "among", "others", "other", "rest", "remaining"}, strings.TrimSpace(w.Norm))
	})
}
