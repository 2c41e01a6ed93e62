package review

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
)

// deniedOtherwise reports whether what is said to be turned, in the words first to last of an assertion against the words from of on in a
// line, may be no denial of the same: both sentences deny something, the denial is in a clause that only describes a thing, or the words in
// question have no verb. Then it is one sign alone that they part.
func (p *Pass) deniedOtherwise(b *backing, first, last int, line *diction.Text, of int) bool {
	if first >= len(b.text.Words) || last >= len(b.text.Words) || of >= len(line.Words) {
		return false
	}
	if deniesAtAll(b.text, b.text.Words[first].Sentence) && deniesAtAll(line, line.Words[of].Sentence) {
		return true
	}
	if outOfReach(b.text, b.text.Words[first].Sentence) || outOfReach(line, line.Words[of].Sentence) {
		return true // what cannot be reached is out of reach
	}
	for i := max(0, first-6); i < first; i++ {
		if b.text.Words[i].Sentence == b.text.Words[first].Sentence && wordAt(b.text, i, "where", "whereas", "while", "unlike", "genuine", "instead") {
			return true // where the genuine article is of clay
		}
	}
	for i := first; i < last; i++ {
		if wordAt(b.text, i, "which", "who", "whom", "whose", "that") && deniesWithin(b.text, i, last) && !sharesAfter(b.text, i, last, line) {
			return true
		}
	}
	for i := first; i <= last; i++ {
		w := b.text.Words[i].Norm
		verbal := p.collator().MayBeVerb(w) || strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "ing")
		if u := b.text.At(i); u.Is(diction.Act) || verbal && !smallWord(b.text, i) || wordAt(b.text, i, "is", "was", "are", "were", "be", "been", "has", "had", "have") {
			return false
		}
	}
	return true
}

// outOfReach reports whether a sentence denies by where a thing is: out of the horses' reach, beyond earshot.
func outOfReach(t *diction.Text, sentence int) bool {
	for i, w := range t.Words {
		if w.Sentence == sentence && (wordAt(t, i, "of") && wordAt(t, i-1, "out") || w.Norm == "beyond") && wordAfter(t, i, "contact", "touch", "service", "coverage", "reach", "sight", "hearing", "range", "earshot", "view") {
			return true
		}
	}
	return false
}

// sharesAfter reports whether a line has a word of content that stands after a denial between two words of a text: the work that was never
// done, where the source has it done late.
func sharesAfter(t *diction.Text, first, last int, line *diction.Text) bool {
	denied := false
	for i := first; i <= last; i++ {
		if denied && contentAt(t, i) && wordIn(line, t.Words[i].Stem) {
			return true
		}
		denied = denied || deniesWithin(t, i, i)
	}
	return false
}

// deniesWithin reports whether a word that denies stands between two words of a text.
func deniesWithin(t *diction.Text, first, last int) bool {
	return slices.ContainsFunc(slices.Concat(t.Negations(), t.Hits(denyingWord)), func(n diction.Hit) bool { return first <= n.First && n.First <= last })
}
