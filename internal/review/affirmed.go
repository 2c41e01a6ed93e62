package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
)

// A verbDenied is a verb that a line denies, with what it is denied of.
type verbDenied struct {
	l    spoken
	hit  diction.Hit // the denying word
	verb int
	of   []int // words of content after it in its clause; before it, where none follows
}

// affirmsDenied reports a clause that affirms, of the same thing, the very verb that the cited lines deny and nowhere affirm, while the assertion
// denies that verb nowhere: did not see her get in, and saw her get in. One clause is held against one clause, so that what else the
// sentence denies does not hide it.
func (p *Pass) affirmsDenied(b *backing) bool {
	var all []verbDenied
	for _, l := range b.lines {
		all = append(all, p.verbsDenied(l)...)
	}
	if len(all) == 0 {
		return false
	}
	denied := p.deniedWords(b.text)
	for _, d := range all {
		stem := d.l.text.Words[d.verb].Stem
		at := -1
		for i, w := range b.text.Words {
			if w.Stem != stem || !asVerb(b.text, i) {
				continue
			}
			if denied[i] || deniedNear(b.text, i) || deniedAfter(b.text, i) || !b.plain(i) || b.waived[w.Sentence] || formal(b.text, w.Sentence) || hedgedNear(b.text, i) {
				at = -1
				break // denied or left open here too, wherever else it is affirmed
			}
			if at < 0 {
				at = i
			}
		}
		if at < 0 || untilLater(d.l.text, d.verb) && !sentenceByThen(b.text, b.text.Words[at].Sentence) || p.affirmedIn(b, d) || !p.ofTheSame(b, d, at) {
			continue
		}
		span := p.clauseAfter(b.text, at)
		from := d.l.at(d.hit.Start, d.l.text.Words[lastOf(d)].End)
		p.Report(Flaw{
			Assertion: b.N, Span: span, Sources: []At{from}, Says: from.Span.Words, Sworn: span.Words,
			Message: fmt.Sprintf("The source has “%s”; the sentence has “%s”. One denies what the other affirms.", from.Span.Words, span.Words),
			Asks:    "Does the sentence turn the source into its opposite?",
		})
		return true
	}
	return false
}

func lastOf(d verbDenied) int {
	last := d.verb
	for _, i := range d.of {
		last = max(last, i)
	}
	return last
}

// verbsDenied are the verbs that a line denies: the word after not, never or a verb with n't, adverbs passed over.
func (p *Pass) verbsDenied(l spoken) []verbDenied {
	t := l.text
	var out []verbDenied
	for _, h := range negations(t) {
		if h.Kind != "particle" || wordAt(t, h.Last, "no", "none", "nobody", "nothing", "nowhere", "without", "one", "longer") || t.Words[h.First].Quoted || conditional(t, h) || forbids(t, h) || tookBack(t, h.Last) {
			continue
		}
		i := h.Last + 1
		for i < len(t.Words) && i <= h.Last+2 && wordAt(t, i, "ever", "even", "really", "actually", "personally", "myself", "himself", "herself", "i", "he", "she", "they", "yet", "been", "be") {
			i++
		}
		if i >= len(t.Words) || t.Words[i].Sentence != t.Words[h.Last].Sentence || strings.ContainsAny(t.Raw[h.End:t.Words[i].Start], ",;:.!?\"“”") || smallWord(t, i) ||
			wordAt(t, i, "out", "without", "in", "off", "on", "up", "down", "away", "back", "over") || // not out of my sight: no verb
			slices.Contains(lightVerbs, t.Words[i].Norm) || slices.Contains(lightVerbs, t.Words[i].Stem) || standsAt(t, diction.Hearsay, i) || standsAt(t, diction.NumberWord, i) || strings.HasSuffix(t.Words[i].Norm, "ly") {
			continue
		}
		d := verbDenied{l: l, hit: h, verb: i, of: p.objectsOf(t, i)}
		if len(d.of) == 0 && strings.HasSuffix(t.Words[i].Norm, "ed") {
			for k := i - 1; k >= 0 && t.Words[k].Sentence == t.Words[i].Sentence; k-- {
				if k < h.First && contentAt(t, k) {
					d.of = append(d.of, k)
				}
			}
		}
		if opens := h.First > 0 && t.Words[h.First-1].Sentence != t.Words[h.First].Sentence; len(d.of) == 0 && opens && strings.HasSuffix(t.Words[i].Norm, "ed") {
			for k := h.First - 1; k >= 0 && t.Words[k].Sentence == t.Words[h.First].Sentence-1; k-- {
				if contentAt(t, k) && !startsWithDigit(t.Words[k].Norm) && !capital(t.Words[k].Raw) {
					d.of = append(d.of, k) // Check 204 to J. Purcell. Not cashed
				}
			}
			if k := firstWord(t, t.Words[h.First].Sentence-1); contentAt(t, k) {
				d.of = append(d.of, k)
			}
		}
		out = append(out, d)
	}
	return out
}

// firstWord is the first word of a sentence.
func firstWord(t *diction.Text, sentence int) int {
	return slices.IndexFunc(t.Words, func(w diction.Word) bool { return w.Sentence == sentence })
}

// lightVerbs are verbs that say too little by themselves for one that is denied and one that is affirmed to be the same, and those by which
// one holds back.
var lightVerbs = []string{"have", "had", "want", "like", "think", "believe", "mean", "care", "mind", "say", "tell", "get", "go", "do", "make", "take", "come", "use", "give", "put", "let", "need", "try", "remember", "recall", "sure", "until", "till", "swear"}

// objectsOf are the words of content between a verb and the end of what it governs: a stop, an and or a but, or eight words.
func (p *Pass) objectsOf(t *diction.Text, verb int) []int {
	var out []int
	for i := verb + 1; i < len(t.Words) && i <= verb+8 && t.Words[i].Sentence == t.Words[verb].Sentence; i++ {
		if strings.ContainsAny(t.Raw[t.Words[i-1].End:t.Words[i].Start], ",;:") || wordAt(t, i, "and", "but", "because", "since", "though") {
			break
		}
		if contentAt(t, i) {
			out = append(out, i)
		}
	}
	return out
}

// contentAt reports whether a word carries content by itself.
func contentAt(t *diction.Text, i int) bool {
	return len(t.Words[i].Norm) > 2 && !strings.HasSuffix(t.Words[i].Norm, "'s") && !smallWord(t, i) && !standsAt(t, diction.Common, i) && !standsAt(t, pronouns, i)
}

// asVerb reports whether word i can be a verb where it stands: no article, possessive or adjective leads to it.
func asVerb(t *diction.Text, i int) bool {
	return i == 0 || !wordAt(t, i-1, "a", "an", "the", "his", "her", "their", "my", "its", "our", "your", "this", "that's", "no", "of", "some", "any", "each")
}

// deniedAfter reports whether a word that denies stands within four words after word i in its sentence: gave him no tools, saw nobody.
func deniedAfter(t *diction.Text, i int) bool {
	return slices.ContainsFunc(slices.Concat(negations(t), t.Hits(denyingWord)), func(h diction.Hit) bool {
		return h.First > i && h.First-i <= 4 && t.Words[h.First].Sentence == t.Words[i].Sentence
	})
}

// hedgedNear reports whether a hedge or a word of doubt stands within four words before word i in its sentence.
func hedgedNear(t *diction.Text, i int) bool {
	return slices.ContainsFunc(slices.Concat(t.Hits(diction.Hedge), t.Hits(reserve), t.Hits(asking)), func(h diction.Hit) bool {
		return h.Kind != "approximate" && h.First < i && i-h.Last <= 4 && t.Words[h.First].Sentence == t.Words[i].Sentence
	})
}

// affirmedIn reports whether any cited line has the verb of a denial without denying it, or, of a verb of perceiving, another such that it
// does not deny.
func (p *Pass) affirmedIn(b *backing, d verbDenied) bool {
	sees := standsAt(d.l.text, seeing, d.verb)
	return slices.ContainsFunc(b.lines, func(l spoken) bool {
		denied := p.deniedWords(l.text)
		for i, w := range l.text.Words {
			if denied[i] || deniedNear(l.text, i) {
				continue
			}
			if w.Stem == d.l.text.Words[d.verb].Stem {
				return true
			}
			if sees && standsAt(l.text, seeing, i) && !standsAt(l.text, diction.Hearsay, i) && p.sharesObject(l.text, p.objectsOf(l.text, i), d) {
				return true
			}
		}
		return false
	})
}

// sharesObject reports whether one of some words is what a verb is denied of.
func (p *Pass) sharesObject(t *diction.Text, of []int, d verbDenied) bool {
	return slices.ContainsFunc(of, func(i int) bool {
		return slices.ContainsFunc(d.of, func(k int) bool { return t.Words[i].Stem == d.l.text.Words[k].Stem })
	})
}

// ofTheSame reports whether a sworn verb governs what the same verb is denied of: half of its words of content at least, by form, synonym or
// person; or, where the line has none, no more than a pronoun on both sides, or two words in a row.
func (p *Pass) ofTheSame(b *backing, d verbDenied, at int) bool {
	own := p.objectsOf(b.text, at)
	t := d.l.text
	if len(d.of) > 0 && d.of[0] < d.hit.First { // not verified: what it is told of stands before it
		return slices.ContainsFunc(d.of, func(k int) bool {
			return slices.ContainsFunc(b.text.Words, func(w diction.Word) bool { return w.Sentence == b.text.Words[at].Sentence && w.Stem == t.Words[k].Stem })
		})
	}
	for k := d.verb + 1; k+1 < len(t.Words) && k <= d.verb+3; k++ {
		for i := at + 1; i+1 < len(b.text.Words) && i <= at+3; i++ {
			if t.Words[k].Norm == b.text.Words[i].Norm && t.Words[k+1].Norm == b.text.Words[i+1].Norm && t.Words[k+1].Sentence == t.Words[d.verb].Sentence && !wordAt(t, k, "the", "a", "an", "to", "of", "in", "at", "on") {
				return true
			}
		}
	}
	if len(d.of) == 0 {
		return len(own) == 0 && d.verb+1 < len(t.Words) && at+1 < len(b.text.Words) && wordAt(t, d.verb+1, objectPronouns...) && wordAt(b.text, at+1, objectPronouns...) && contentAt(t, d.verb)
	}
	n := 0
	for _, k := range d.of {
		if slices.ContainsFunc(own, func(i int) bool {
			x, y := b.text.Words[i], t.Words[k]
			return x.Stem == y.Stem || p.collator().Kin(x.Norm, y.Norm) || p.collator().Kin(y.Norm, x.Norm) || capital(x.Raw) && capital(y.Raw) && p.onePerson(x.Raw, y.Raw)
		}) {
			n++
		}
	}
	return 2*n >= len(d.of)
}

var objectPronouns = []string{"me", "him", "her", "them", "us", "you", "it"}

// onePerson reports whether two names fit one person of the record and no other.
func (p *Pass) onePerson(a, b string) bool {
	x, y := p.fitting(strings.TrimSuffix(a, "'s")), p.fitting(strings.TrimSuffix(b, "'s"))
	return len(x) == 1 && slices.Equal(x, y)
}

// clauseAfter is the run from a verb to the last word that it governs.
func (p *Pass) clauseAfter(t *diction.Text, verb int) Span {
	last := verb
	for _, i := range p.objectsOf(t, verb) {
		last = max(last, i)
	}
	if last == verb && verb+1 < len(t.Words) && t.Words[verb+1].Sentence == t.Words[verb].Sentence {
		last++
	}
	return spanOf(t, t.Words[verb].Start, t.Words[last].End)
}
