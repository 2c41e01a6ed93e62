package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
)

// A nounDenied is a noun that a line denies, with the denying words: no organ involved, not at the apartment.
type nounDenied struct {
	l     spoken
	hit   diction.Hit
	noun  int
	place bool // not at it
}

// affirmsNoun reports a sentence that has, undenied, the very noun that the cited lines deny and nowhere affirm: involved an organ, for no organ
// involved; to the apartment, for not at the apartment. The sentence may deny nothing, and has to share one more word with that of the line.
func (p *Pass) affirmsNoun(b *backing) bool {
	for _, l := range b.lines {
		for _, d := range p.nounsDenied(l) {
			i := p.affirmedNoun(b, d)
			if i < 0 || p.nounAffirmed(b, d) {
				continue
			}
			span := spanOf(b.text, b.text.Words[max(0, i-1)].Start, b.text.Words[i].End)
			if i > 0 && b.text.Words[i-1].Sentence != b.text.Words[i].Sentence {
				span = spanOf(b.text, b.text.Words[i].Start, b.text.Words[i].End)
			}
			from := l.at(d.hit.Start, l.text.Words[d.noun].End)
			p.Report(Flaw{
				Assertion: b.N, Span: span, Sources: []At{from}, Says: from.Span.Words, Sworn: span.Words,
				Message: fmt.Sprintf("The source has “%s”; the sentence has “%s”. One denies what the other affirms.", from.Span.Words, span.Words),
				Asks:    "Does the sentence turn the source into its opposite?",
			})
			return true
		}
	}
	return false
}

// nounsDenied are the nouns that a line denies outright: the last word of a noun phrase after no, or after not and a word of place.
func (p *Pass) nounsDenied(l spoken) []nounDenied {
	t := l.text
	var out []nounDenied
	for _, h := range negations(t) {
		if h.Kind != "particle" || t.Words[h.First].Quoted || conditional(t, h) || questioned(t, h.First) {
			continue
		}
		d := nounDenied{l: l, hit: h}
		i := h.Last + 1
		switch {
		case wordAt(t, h.Last, "no") && h.First == h.Last:
		case wordAt(t, h.Last, "not") && h.First == h.Last && wordAt(t, i, "at", "in", "to", "from", "on") && wordAt(t, i+1, "the", "his", "her", "my", "their"):
			d.place = true
			i += 2
		default:
			continue
		}
		if i >= len(t.Words) || t.Words[i].Sentence != t.Words[h.Last].Sentence || strings.ContainsAny(t.Raw[h.End:t.Words[i].Start], ",;:.") || startsWithDigit(t.Words[i].Norm) {
			continue
		}
		// the noun: the last of the words up to a small word, a mark or a participle
		for i+1 < len(t.Words) && t.Words[i+1].Sentence == t.Words[i].Sentence && t.Raw[t.Words[i].End:t.Words[i+1].Start] == " " && contentAt(t, i+1) && !strings.HasSuffix(t.Words[i+1].Norm, "ed") && !standsAt(t, diction.Act, i+1) && !wordAt(t, i+1, "found", "seen", "taken", "left", "known", "given", "made", "here", "there") {
			i++
		}
		if !contentAt(t, i) || len(t.Words[i].Norm) < 4 || standsAt(t, diction.TimeWord, i) || standsAt(t, diction.Common, i) || wordAt(t, i, "more", "longer", "other", "others", "answer", "idea", "doubt", "question", "sign", "evidence", "record", "reading") || wordAt(t, i+1, "but", "except", "other") {
			continue
		}
		d.noun = i
		out = append(out, d)
	}
	return out
}

// questioned reports whether a word answers a question: no, where it stands before a mark.
func questioned(t *diction.Text, i int) bool {
	return i > 0 && strings.Contains(t.Raw[t.Words[i-1].End:t.Words[i].Start], "?")
}

// affirmedNoun returns the word of an assertion that is the noun of a denial, in a sentence that denies, doubts and excepts nothing, and shares one
// more word of content with that of the line; -1 for none.
func (p *Pass) affirmedNoun(b *backing, d nounDenied) int {
	at := -1
	t := d.l.text
	for i, w := range b.text.Words {
		if w.Stem != t.Words[d.noun].Stem {
			continue
		}
		if !b.plain(i) || b.waived[w.Sentence] || formal(b.text, w.Sentence) || !d.place && b.refusesAbout(i) || d.place && (p.deniedWords(b.text)[i] || deniedNear(b.text, i)) || wordAt(b.text, i+1, "off", "out", "dark", "shut", "down", "away", "was", "were", "is", "are", "had", "being") && (d.place || !foundAt(b.text, i+2)) {
			return -1
		}
		if d.place && !wordAt(b.text, i-1, "the", "his", "her", "their") || i > 0 && strings.HasSuffix(b.text.Words[i].Norm, "'s") {
			continue
		}
		if at < 0 {
			at = i
		}
	}
	if at < 0 {
		return -1
	}
	n, all := 0, 0
	for k, w := range t.Words {
		if k == d.noun || w.Sentence != t.Words[d.noun].Sentence || !contentAt(t, k) {
			continue
		}
		all++
		if slices.ContainsFunc(b.text.Words, func(o diction.Word) bool {
			return o.Sentence == b.text.Words[at].Sentence && o.Stem == w.Stem
		}) {
			n++
		}
	}
	if n > 0 || all == 0 || all <= 2 && len(b.lines) <= 2 {
		return at
	}
	return -1
}

// foundAt reports whether word i says that a thing is there: a small leak was found.
func foundAt(t *diction.Text, i int) bool {
	return wordAt(t, i, "found", "seen", "noted", "observed", "noticed", "detected", "recovered", "heard", "present", "visible", "recorded", "made")
}

// refuses reports whether a sentence of an assertion denies, doubts or excepts anything.
func (b *backing) refuses(sentence int) bool {
	return slices.ContainsFunc(refusing, func(c diction.Class) bool { return inSentence(b.text, sentence, c, "") })
}

// refusing are the classes of words by which a sentence denies, doubts or excepts.
var refusing = []diction.Class{diction.Negation, diction.Hedge, diction.Exception, reserve, denyingWord, privative, diction.Inference}

// refusesAbout reports whether the sentence of word i denies, doubts or excepts anything but another thing by its name, beyond a but: there were prints, but
// no blood.
func (b *backing) refusesAbout(i int) bool {
	t := b.text
	beyond := func(h diction.Hit) bool {
		from, to := min(i, h.First), max(i, h.First)
		return slices.ContainsFunc(t.Words[from:to+1], func(w diction.Word) bool { return w.Norm == "but" })
	}
	for _, c := range refusing {
		for _, h := range t.Hits(c) {
			if t.Words[h.First].Sentence != t.Words[i].Sentence || c == diction.Exception && wordAt(t, h.First, "but") && h.First > i && wordAt(t, h.First+1, "no") && contentAt(t, h.First+2) {
				continue
			}
			if !(wordAt(t, h.First, "no") && h.First == h.Last && contentAt(t, h.Last+1) && beyond(h)) {
				return true
			}
		}
	}
	return false
}

// nounAffirmed reports whether a cited line, or its source's head, has the noun of a denial undenied.
func (p *Pass) nounAffirmed(b *backing, d nounDenied) bool {
	for _, l := range b.lines {
		for i, w := range l.text.Words {
			if w.Stem != d.l.text.Words[d.noun].Stem || l.line == d.l.line && i == d.noun {
				continue
			}
			if !slices.ContainsFunc(negations(l.text), func(h diction.Hit) bool {
				return h.First < i && i-h.Last <= 3 && l.text.Words[h.First].Sentence == w.Sentence
			}) {
				return true
			}
		}
	}
	return false
}
