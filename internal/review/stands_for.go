package review

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
)

// standsFor finds the source's own word for what an assertion adds: the vague or slang word that follows the verb they
// share, or the only one there is, or a broader word for the same thing.
func (p *Pass) standsFor(b *backing, x excess) *found {
	if x.kind == "person" || x.kind == "certainty" || x.kind == "words" {
		return nil
	}
	var best *found
	bestScore := 0
	also := coordinated(b.text, x)
	for _, l := range b.lines {
		shared := sharedVerbs(p, b.text, l.text)
		for _, c := range []diction.Class{diction.Slang, diction.Vague} {
			for _, h := range l.text.Hits(c) {
				if also && (h.Kind == "pronoun" || wordIn(b.text, l.text.Words[h.Last].Stem)) {
					continue // named beside something else: the source's word stands for that
				}
				if c == diction.Vague && h.Kind != "pronoun" && tellsItself(b.text, l.text.Words[h.Last].Stem, x.terms[0]) {
					continue // the sentence tells it itself: new in box
				}
				score := p.vagueness(b, l.text, h, x, shared)
				if score > bestScore {
					best, bestScore = &found{l, h}, score
				}
			}
		}
	}
	if best != nil {
		return best
	}
	for _, l := range b.lines {
		for _, c := range weighty {
			for _, h := range l.text.Hits(c) {
				for _, concept := range x.concepts {
					if h.Means != concept && slices.Contains(p.Lexicon.Broader(concept), h.Means) {
						return &found{l, h}
					}
				}
			}
		}
	}
	return nil
}

// tellsItself reports whether a text has a word outside quotation marks, and a comma stands between it and term u, so that it is told of
// something else: two pistols at 500, new in box.
func tellsItself(t *diction.Text, stem string, u diction.Term) bool {
	return slices.ContainsFunc(t.Words, func(w diction.Word) bool {
		return w.Stem == stem && !w.Quoted && strings.ContainsAny(t.Raw[min(u.End, w.End):max(u.Start, w.Start)], ",;")
	})
}

// coordinated reports whether what is added is named beside another thing: a bag and a rifle.
func coordinated(t *diction.Text, x excess) bool {
	for i := x.terms[0].First - 1; i >= max(0, x.terms[0].First-3); i-- {
		switch t.Words[i].Norm {
		case "and", "plus":
			return true
		case "a", "an", "some", "two", "three":
			continue
		}
		if !t.Words[i].Quoted && strings.TrimSpace(t.Raw[t.Words[i].End:t.Words[i+1].Start]) == "" && i == x.terms[0].First-1 {
			continue // an adjective
		}
	}
	return false
}

// vagueness scores a vague or slang word of a line as what stands for x; 0 if it cannot. A pronoun counts only after a
// verb that both texts share and only if it is no subject and no article.
func (p *Pass) vagueness(b *backing, t *diction.Text, h diction.Hit, x excess, verbs map[int]bool) int {
	if slices.Contains(x.concepts, h.Means) {
		return 5
	}
	if h.Class == diction.Slang && wordIn(b.text, t.Words[h.Last].Stem) {
		return 0 // told by its own word: the pills, and a prescription
	}
	if h.Class == diction.Slang {
		for _, c := range x.concepts {
			if slices.Contains(p.Lexicon.Broader(h.Means), c) || slices.Contains(p.Lexicon.Broader(c), h.Means) {
				return 5
			}
		}
		return 0
	}
	if x.kind == "act" {
		return 0
	}
	after := false
	for i := h.First - 1; i >= max(0, h.First-6) && !after; i-- {
		after = verbs[i]
	}
	if h.Kind == "pronoun" {
		if !after || !objectAt(t, h) || x.rank >= everydayRank && wordIn(b.text, t.Words[h.Last].Stem) {
			return 0
		}
		return 4
	}
	if x.rank >= everydayRank && wordIn(b.text, t.Words[h.Last].Stem) {
		return 0 // told by its own word: the pills, and a prescription
	}
	if wordIn(b.text, t.Words[h.Last].Stem) { // the assertion has the vague word itself
		return 1
	}
	if after {
		return 4
	}
	return 2
}

// wordIn reports whether a stem stands in t.
func wordIn(t *diction.Text, stem string) bool {
	return slices.ContainsFunc(t.Words, func(w diction.Word) bool { return w.Stem == stem })
}

// sharedVerbs are the words of b that are verbs of acts which a has too.
func sharedVerbs(p *Pass, a, b *diction.Text) map[int]bool {
	out := make(map[int]bool)
	for _, h := range b.Hits(diction.Act) {
		for _, o := range a.Hits(diction.Act) {
			if o.Means == h.Means || slices.Contains(p.Lexicon.Broader(o.Means), h.Means) || slices.Contains(p.Lexicon.Broader(h.Means), o.Means) {
				out[h.Last] = true
				break
			}
		}
	}
	return out
}

// objectAt reports whether a pronoun stands as an object: a verb or preposition before it, and no noun, "of" or verb of
// being after it that would make it an article or a subject.
func objectAt(t *diction.Text, h diction.Hit) bool {
	if h.First == 0 || t.Words[h.First-1].Sentence != t.Words[h.First].Sentence {
		return false
	}
	if h.Last+1 == len(t.Words) || t.Words[h.Last+1].Sentence != t.Words[h.Last].Sentence {
		return true
	}
	next := t.Words[h.Last+1]
	if next.Norm == "of" || next.Stem == "be" || next.Norm == "would" || next.Norm == "will" {
		return h.Words == "some"
	}
	if h.Words == "it" || h.Words == "them" {
		return true
	}
	gap := t.Raw[t.Words[h.Last].End:next.Start]
	if strings.ContainsAny(gap, ".,;:") {
		return true
	}
	for _, c := range t.Hits(diction.Common) {
		if c.First <= h.Last+1 && h.Last+1 <= c.Last {
			return true
		}
	}
	return false
}

// kindOnRecord reports whether a word for a thing stands right after the name or the sign of one that a cited line has, and a line of
// some source of the record has both in one sentence: what the sign is the sign of is known.
func (p *Pass) kindOnRecord(b *backing, u diction.Term) bool {
	if !u.Is(diction.Thing, diction.Weapon, diction.Drug) || u.First == 0 {
		return false
	}
	sign := b.text.Words[u.First-1]
	if !capital(sign.Raw) && (sign.Norm == "" || sign.Norm[0] < '0' || sign.Norm[0] > '9') || sign.Sentence != b.text.Words[u.First].Sentence || !slices.ContainsFunc(b.lines, func(l spoken) bool { return wordIn(l.text, sign.Stem) }) {
		return false
	}
	noun := b.text.Words[u.Last].Stem
	for i := range p.Matter.Sources {
		for _, l := range p.Matter.Sources[i].Lines {
			t := p.Text(l.Text)
			for _, w := range t.Words {
				if w.Stem == sign.Stem && slices.ContainsFunc(t.Words, func(o diction.Word) bool { return o.Stem == noun && o.Sentence == w.Sentence }) {
					return true
				}
			}
		}
	}
	return false
}
