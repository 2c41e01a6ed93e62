package review

import (
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
)

// contraryPair is the class of words that cannot both be true of one thing, by what they tell of and which side they take.
const contraryPair diction.Class = "contrary-pair"

// pairedOtherwise reports a sentence with one of two words that cannot both be so, where the cited lines have only the other, beside a word in
// common, and the sentence denies, doubts and excepts nothing: in my sight throughout, for out of my sight from 1930 to 1934.
func (p *Pass) pairedOtherwise(b *backing) bool {
	for _, h := range b.text.Hits(contraryPair) {
		in := b.text.Words[h.First].Sentence
		if inLonger(b.text, h) || !b.plain(h.First) || deniedNear(b.text, h.First) || hedgedNear(b.text, h.First) || inSentence(b.text, in, diction.Exception, "") {
			continue
		}
		if slices.ContainsFunc(b.text.Hits(contraryPair), func(o diction.Hit) bool { return o.Means == h.Means && o.Kind != h.Kind }) {
			continue
		}
		var at At
		found, same := false, false
		for _, l := range b.lines {
			for _, o := range l.text.Hits(contraryPair) {
				switch {
				case o.Means != h.Means || inLonger(l.text, o):
				case o.Kind == h.Kind:
					same = true
				case !wordAt(l.text, o.First-1, "not", "never", "no", "didn't", "wasn't") && !found && p.sharedInSentence(b.text, in, l.text, o.First) >= 1:
					at, found = l.at(o.Start, o.End), true
				}
			}
		}
		if !found || same {
			continue
		}
		own := b.text.Raw[h.Start:h.End]
		p.Report(Flaw{
			Assertion: b.N, Span: hitSpan(b.text, h), Sources: []At{at}, Says: at.Span.Words, Sworn: own,
			Message: fmt.Sprintf("The source has “%s”; the sentence has “%s”. Both cannot be so.", at.Span.Words, own),
			Asks:    "Does the sentence turn the source into its opposite?",
		})
		return true
	}
	return false
}

// inLonger reports whether a hit lies in a longer one of its class: full, in half full.
func inLonger(t *diction.Text, h diction.Hit) bool {
	return slices.ContainsFunc(t.Hits(h.Class), func(o diction.Hit) bool {
		return o.First <= h.First && h.Last <= o.Last && (o.First < h.First || h.Last < o.Last)
	})
}

// sharedInSentence counts the words of content, and the figures, that a sentence of an assertion has in common with the line in which word i stands.
func (p *Pass) sharedInSentence(t *diction.Text, sentence int, line *diction.Text, i int) int {
	n := 0
	for k, w := range line.Words {
		if w.Sentence < line.Words[i].Sentence-1 || w.Sentence > line.Words[i].Sentence || !contentAt(line, k) {
			continue
		}
		if slices.ContainsFunc(t.Words, func(o diction.Word) bool { return o.Sentence == sentence && o.Stem == w.Stem }) {
			n++
		}
	}
	return n
}

// onlyColour reports a colour of an assertion that its cited lines have not, where both have one colour each and two more words in common: a tan
// Chevrolet Silverado; Chevrolet Silverado, brown.
func (p *Pass) onlyColour(b *backing) bool {
	one := func(t *diction.Text) (out []diction.Hit) {
		for _, h := range t.Hits(diction.Direction) {
			if h.Kind == "colour" && !slices.ContainsFunc(out, func(o diction.Hit) bool { return o.Means == h.Means }) {
				out = append(out, h)
			}
		}
		return out
	}
	own := one(b.text)
	if len(own) != 1 || !b.plain(own[0].First) || hedgedNear(b.text, own[0].First) || deniedNear(b.text, own[0].First) || capital(b.text.Words[own[0].First].Raw) {
		return false
	}
	var theirs []diction.Hit
	var line spoken
	for _, l := range b.lines {
		for _, h := range one(l.text) {
			theirs, line = append(theirs, h), l
		}
	}
	if len(theirs) != 1 || theirs[0].Means == own[0].Means || capital(line.text.Words[theirs[0].First].Raw) || b.same(p).stem(b.text.Words[own[0].First].Stem) ||
		p.sharedInSentence(b.text, b.text.Words[own[0].First].Sentence, line.text, theirs[0].First) < 2 {
		return false
	}
	return p.differs(b, own[0].Start, own[0].End, line.at(theirs[0].Start, theirs[0].End))
}
