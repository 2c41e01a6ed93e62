package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
)

// A share is a part of a whole in a line: six of the seven, one of them, in the galley only, two times out of three.
type share struct {
	first, last int // its words
	noun        int // the word counted, or -1
	often       bool
	only        bool
	of          []int // the words of content of what is told of it
}

// wholeForPart reports a sentence that tells of all, both or each, or of always, what the cited lines tell only of some: all seven, for six of the
// seven. What is told has to be the same, by half of its words; and neither do the lines tell it of all, nor does the sentence give their share.
func (p *Pass) wholeForPart(b *backing) bool {
	for _, h := range b.text.Hits(amountWords) {
		w := b.text.Words[h.First]
		if h.Kind != "all" && h.Kind != "both" || !b.plain(h.First) || b.waived[w.Sentence] || deniedNear(b.text, h.First) || wordAt(b.text, h.First-1, "not", "nearly", "almost") || wordAt(b.text, h.First, "all") && wordAt(b.text, h.First-1, "in", "at", "after", "above") && !startsNumber(b.text, h.First+1) || wordAt(b.text, h.First+1, "right", "but", "day", "night", "morning", "week", "year", "afternoon", "evening", "in", "over", "along", "told") ||
			wordAt(b.text, h.First, "whole", "entire", "entirely", "wholly", "completely", "fully", "daily", "nightly", "hourly") {
			continue
		}
		if wordAt(b.text, h.First, "every") && startsNumber(b.text, h.First+1) && wordAt(b.text, h.First-1, "in", "of", "for", "to", "out") {
			continue // one in every 9,000: a share
		}
		often := wordAt(b.text, h.First, "always", "invariably", "constantly") || wordAt(b.text, h.First, "every", "each") && wordAt(b.text, h.First+1, "time")
		if !often && wordAt(b.text, h.First, "everything", "everyone", "everybody") {
			continue
		}
		if h.Kind == "both" && wordAfter(b.text, h.First, "and") {
			continue // both the car and the house
		}
		if at, says, ok := p.deniedOfSome(b, h); ok && !often {
			p.Report(Flaw{
				Assertion: b.N, Span: hitSpan(b.text, h), Sources: []At{at}, Says: says, Sworn: b.text.Raw[h.Start:h.End],
				Message: fmt.Sprintf("The sentence swears to “%s”; of some the source says “%s”, and nothing in the sentence does.", b.text.Raw[h.Start:h.End], says),
				Asks:    "Does the source say it of all?",
			})
			return true
		}
		if p.wholeOfNumber(b, h, often) {
			return true
		}
		for _, l := range b.lines {
			if p.tellsOfAll(l.text, often) {
				break
			}
			for _, s := range p.partsOf(l.text) {
				if s.often != often || !p.toldOfShare(b, h, l.text, s) {
					continue
				}
				from := l.at(l.text.Words[s.first].Start, l.text.Words[s.last].End)
				p.Report(Flaw{
					Assertion: b.N, Span: hitSpan(b.text, h), Sources: []At{from}, Says: from.Span.Words, Sworn: b.text.Raw[h.Start:h.End],
					Message: fmt.Sprintf("The source has “%s”; the sentence swears to “%s”.", from.Span.Words, b.text.Raw[h.Start:h.End]),
					Asks:    fmt.Sprintf("Does the source say it of all, or of “%s”?", from.Span.Words),
				})
				return true
			}
		}
	}
	return false
}

// deniedOfSome finds a cited line that denies of some, told by their numbers, what a sentence that denies nothing tells of all: samples 3 and 4,
// no ignitable liquid found. Half of what the line says has to be the sentence's own words.
func (p *Pass) deniedOfSome(b *backing, h diction.Hit) (At, string, bool) {
	sentence := b.text.Words[h.First].Sentence
	if b.refuses(sentence) || len(b.lines) < 2 {
		return At{}, "", false
	}
	for _, l := range b.lines {
		own := p.wordsOf(l.text)
		if len(negations(l.text)) == 0 || len(l.text.Sentences) > 1 || !slices.ContainsFunc(l.text.Numbers(), func(n diction.Number) bool {
			return n.Kind == diction.Count || n.Kind == diction.Date || n.Kind == diction.Designation
		}) {
			continue
		}
		if n := p.sharedContent(b.text, sentence, l.text); n > 0 && 2*n >= len(own) {
			return l.whole(), l.text.Raw, true
		}
	}
	return At{}, "", false
}

// tellsOfAll reports whether a line tells something of all, both or each, or of always.
func (p *Pass) tellsOfAll(t *diction.Text, often bool) bool {
	return slices.ContainsFunc(t.Hits(amountWords), func(h diction.Hit) bool {
		return h.Kind == "both" || h.Kind == "all" && !(wordAt(t, h.First, "all") && wordAt(t, h.First-1, "in", "at", "after", "not"))
	})
}

// partsOf finds the parts of a whole in a line.
func (p *Pass) partsOf(t *diction.Text) []share {
	var out []share
	counts := slices.DeleteFunc(slices.Clone(t.Numbers()), func(n diction.Number) bool { return n.Kind != diction.Count || n.Value != n.High })
	for i, w := range t.Words {
		if w.Norm == "one" && !slices.ContainsFunc(counts, func(n diction.Number) bool { return n.First <= i && i <= n.Last }) {
			counts = append(counts, diction.Number{Kind: diction.Count, Value: 1, High: 1, First: i, Last: i, Start: w.Start, End: w.End})
		}
	}
	for _, n := range counts {
		switch {
		case wordAt(t, n.Last+1, "of") && n.Last+2 < len(t.Words) && (wordAt(t, n.Last+2, "the", "them", "these", "those", "his", "her", "its", "my", "our") || startsNumber(t, n.Last+2)):
			s := share{first: n.First, last: n.Last + 2, noun: -1}
			i := n.Last + 2
			if !wordAt(t, i, "them") {
				for i+1 < len(t.Words) && t.Words[i+1].Sentence == t.Words[n.Last].Sentence && s.noun < 0 && i < n.Last+5 {
					if i++; contentAt(t, i) && !startsNumber(t, i) {
						s.noun, s.last = i, i
					} else if startsNumber(t, i) {
						s.last = i
					} else {
						break
					}
				}
			}
			s.of = p.contentAfter(t, s.last)
			out = append(out, s)
		case n.Value == 1 && wordAt(t, n.First, "one", "1") && n.Last+1 < len(t.Words) && contentAt(t, n.Last+1) && !wordAt(t, n.First-1, "no", "any", "every", "this", "that", "the", "each", "which") && !wordAt(t, n.Last+1, "time", "night", "day", "way", "another", "thing", "more") && !standsAt(t, diction.Month, n.Last+1) && t.Raw[n.End:t.Words[n.Last+1].Start] == " ":
			s := share{first: n.First, last: n.Last + 1, noun: n.Last + 1, of: p.contentAfter(t, n.Last)}
			if strings.HasSuffix(t.Words[s.noun].Norm, "ing") {
				s.noun = -1
			} else {
				s.of = p.contentAfter(t, n.Last+1)
			}
			out = append(out, s)
		case wordAt(t, n.Last+1, "times", "time") && wordAt(t, n.Last+2, "out") && wordAt(t, n.Last+3, "of") && startsNumber(t, n.Last+4), wordAt(t, n.Last+1, "out") && wordAt(t, n.Last+2, "of") && startsNumber(t, n.Last+3):
			last := n.Last + 3
			if wordAt(t, n.Last+3, "of") {
				last++
			}
			out = append(out, share{first: n.First, last: last, noun: -1, often: true, of: p.contentBefore(t, n.First)})
		}
	}
	for _, h := range t.Hits(amountWords) {
		if h.Kind == "only" && (h.Last+1 == len(t.Words) || t.Words[h.Last+1].Sentence != t.Words[h.Last].Sentence) && len(p.contentBefore(t, h.First)) >= 3 {
			out = append(out, share{first: max(0, h.First-1), last: h.Last, noun: -1, only: true, of: p.contentBefore(t, h.First)})
		}
	}
	for i := range t.Words {
		if wordAt(t, i, "some", "most", "half", "several", "part") && wordAt(t, i+1, "of") && wordAt(t, i+2, "the", "them", "these", "those", "his", "her", "its", "my", "our") {
			s := share{first: i, last: i + 2, noun: -1}
			if !wordAt(t, i+2, "them") && i+3 < len(t.Words) && contentAt(t, i+3) {
				s.noun, s.last = i+3, i+3
			}
			s.of = p.contentAfter(t, s.last)
			out = append(out, s)
		}
	}
	return out
}

// startsNumber reports whether a number begins at word i.
func startsNumber(t *diction.Text, i int) bool {
	return slices.ContainsFunc(t.Numbers(), func(n diction.Number) bool { return n.First == i })
}

// contentAfter are the words of content that follow word i in its sentence, up to a comma or a semicolon; after a colon they go on.
func (p *Pass) contentAfter(t *diction.Text, i int) []int {
	var out []int
	for k := i + 1; k < len(t.Words) && t.Words[k].Sentence == t.Words[i].Sentence && (len(out) == 0 || !strings.ContainsAny(t.Raw[t.Words[k-1].End:t.Words[k].Start], ",;")); k++ {
		if contentAt(t, k) {
			out = append(out, k)
		}
	}
	return out
}

// contentBefore are the words of content before word i in its sentence.
func (p *Pass) contentBefore(t *diction.Text, i int) []int {
	var out []int
	for k := i - 1; k >= 0 && t.Words[k].Sentence == t.Words[i].Sentence; k-- {
		if contentAt(t, k) {
			out = append(out, k)
		}
	}
	return out
}

// toldOfShare reports whether what a line tells of a part stands in the sentence of a word for the whole, which counts the same thing and does not
// give the part.
func (p *Pass) toldOfShare(b *backing, h diction.Hit, t *diction.Text, s share) bool {
	in := b.text.Words[h.First].Sentence
	if inSentence(b.text, in, amountWords, "only") || inSentence(b.text, in, amountWords, "some") || inSentence(b.text, in, diction.Exception, "") {
		return false
	}
	for i := s.first; i <= s.last; i++ { // the sentence gives the share itself: six of the seven
		n, ok := numberAt(t, i)
		if i == s.first && slices.ContainsFunc(b.text.Words, func(w diction.Word) bool { return w.Sentence == in && w.Norm == t.Words[i].Norm }) {
			return false
		}
		if ok && i == s.first && slices.ContainsFunc(b.text.Numbers(), func(o diction.Number) bool {
			return o.Kind == n.Kind && o.Value == n.Value && b.text.Words[o.First].Sentence == in
		}) {
			return false
		}
	}
	if s.noun >= 0 && h.Kind != "both" { // all of what: the same thing, if the word is there
		after := h.Last + 1
		for after < len(b.text.Words) && after <= h.Last+3 && !contentAt(b.text, after) {
			after++
		}
		if after < len(b.text.Words) && contentAt(b.text, after) && !p.oneWord(b.text.Words[after], t.Words[s.noun]) && !startsNumber(b.text, h.Last+1) && !slices.ContainsFunc(s.of, func(k int) bool { return b.text.Words[after].Stem == t.Words[k].Stem }) {
			return false
		}
	}
	n := 0
	for _, k := range s.of {
		if slices.ContainsFunc(b.text.Words, func(w diction.Word) bool {
			return w.Sentence == in && (w.Stem == t.Words[k].Stem || p.oneWord(w, t.Words[k]))
		}) {
			n++
		}
	}
	return n > 0 && 2*n >= len(s.of)
}

// oneWord reports whether one word may stand for another, by form or meaning.
func (p *Pass) oneWord(a, b diction.Word) bool {
	return a.Stem == b.Stem || len(a.Norm) > 2 && len(b.Norm) > 2 && (p.collator().Kin(a.Norm, b.Norm) || p.collator().Kin(b.Norm, a.Norm))
}
