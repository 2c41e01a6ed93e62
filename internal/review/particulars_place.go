package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
)

// differingDirection reports a direction, storey or colour that is not the source's: it stands before the same noun, or
// is its opposite.
func (p *Pass) differingDirection(b *backing) bool {
	for _, h := range b.text.Hits(diction.Direction) {
		if b.text.Words[h.First].Quoted || b.marked[b.text.Words[h.First].Sentence] {
			continue
		}
		var other *spoken
		var hit diction.Hit
		same := false
		for i := range b.lines {
			l := &b.lines[i]
			same = same || h.Kind == "hand" && saysAlone(l.text, h.Means)
			for _, o := range l.text.Hits(diction.Direction) {
				if o.Means == h.Means && (o.Kind != "hand" || p.sameLimb(b.text, h, l.text, o)) {
					same = true
				}
				if o.Kind == h.Kind && o.Means != h.Means && (h.Kind == "hand" && p.sameLimb(b.text, h, l.text, o) || p.governs(b.text, h, l.text, o)) && other == nil {
					other, hit = l, o
				}
			}
		}
		if same || other == nil || slices.ContainsFunc(b.text.Hits(diction.Direction), func(x diction.Hit) bool {
			return x.Means == hit.Means && (h.Kind != "hand" || p.sameLimb(b.text, x, other.text, hit))
		}) {
			continue
		}
		own, says := b.text.Raw[h.Start:h.End], other.text.Raw[hit.Start:hit.End]
		p.Report(Flaw{
			Assertion: b.N, Span: spanOf(b.text, h.Start, h.End), Sources: []At{other.at(hit.Start, hit.End)}, Says: says, Sworn: own,
			Message: fmt.Sprintf("The sentence has “%s”; the source has “%s”.", own, says),
			Asks:    "Which is right, and does the difference matter?",
		})
		return true
	}
	return false
}

// sameLimb reports whether two words of the left or right are of one thing: the right wrist, the left wrist. Where the phrase
// names no thing it may be of any.
func (p *Pass) sameLimb(a *diction.Text, h diction.Hit, b *diction.Text, o diction.Hit) bool {
	x, y := limb(a, h), limb(b, o)
	return x == y || x == "" || y == ""
}

// limb is the stem of the word for what is left or right, or nothing.
func limb(t *diction.Text, h diction.Hit) string {
	last := h.Last
	if t.Words[last].Norm == h.Means {
		if last++; last == len(t.Words) || t.Words[last].Sentence != t.Words[h.Last].Sentence || standsAt(t, diction.Common, last) || strings.TrimSpace(t.Raw[t.Words[h.Last].End:t.Words[last].Start]) != "" {
			return ""
		}
	}
	return t.Words[last].Stem
}

// saysAlone reports whether a text has a word of direction outside its phrases: with his right.
func saysAlone(t *diction.Text, word string) bool {
	for i, w := range t.Words {
		if w.Norm == word && !standsAt(t, diction.Direction, i) {
			return true
		}
	}
	return false
}

// governs reports whether two words of direction or colour belong to the same thing: the same content word stands within
// four words after both, or for a compass or storey before them.
func (p *Pass) governs(a *diction.Text, h diction.Hit, b *diction.Text, o diction.Hit) bool {
	for _, u := range a.Terms(weighty...) {
		if u.First <= h.Last || u.First > h.Last+4 && h.Kind == "colour" || u.First > h.Last+6 {
			if h.Kind == "colour" || u.Last >= h.First || u.Last < h.First-4 {
				continue
			}
		}
		for _, v := range b.Terms(weighty...) {
			after := v.First > o.Last && v.First <= o.Last+4
			before := v.Last < o.First && v.Last >= o.First-4
			if (after || h.Kind != "colour" && before) && p.agree(u, v) {
				return true
			}
		}
	}
	return false
}

// differingRelation reports, as a note, a small word of place (in, on, under) before the same noun as another in the
// source.
func (p *Pass) differingRelation(b *backing) {
	for _, h := range b.text.Hits(diction.Relation) {
		noun, ok := nounAfter(b.text, h)
		if !ok || b.text.Words[h.First].Quoted || b.marked[b.text.Words[h.First].Sentence] {
			continue
		}
		var other *spoken
		var hit diction.Hit
		same, clash := false, 0
		for i := range b.lines {
			l := &b.lines[i]
			for _, o := range l.text.Hits(diction.Relation) {
				if n, ok := nounAfter(l.text, o); !ok || n != noun || (o.Kind == "when") != (h.Kind == "when") {
					continue
				}
				if noun == "" && !p.near(b.text, diction.Term{First: h.First, Last: h.Last}, l.text, o) {
					continue // inside it, beside it: but of what?
				}
				if noun != "" && bareAfter(b.text, h, noun) != bareAfter(l.text, o, noun) {
					continue // on file, in the file; at sea, by the sea: without its article the noun tells a state, not a place
				}
				if h.Kind == "inner" && o.Kind == "inner" && o.Means != h.Means && (inOrOn(b.text, h, noun) || !p.sameThere(b.text, h, l.text, o)) {
					continue // in the street, on the street; the seal on the bag, the item in the bag
				}
				if o.Means == h.Means || slices.Contains(p.Lexicon.Broader(o.Means), h.Means) {
					same = true
				} else {
					other, hit = l, o
					clash++
				}
			}
		}
		if same || clash != 1 || p.departs(b, h.First, h.Last) > mostBeside || noun != "" && (!headNoun(b.text, h, noun) || !headNoun(other.text, hit, noun)) {
			continue
		}
		own, says := b.text.Raw[h.Start:h.End], other.text.Raw[hit.Start:hit.End]
		f := Flaw{
			Assertion: b.N, Span: spanOf(b.text, h.Start, h.End), Sources: []At{other.at(hit.Start, hit.End)}, Says: says, Sworn: own,
			Message: fmt.Sprintf("The sentence has “%s”; the source has “%s”.", own, says),
			Asks:    "Which is right, and does the difference matter?",
		}
		f.Query = noun == "" || len(b.lines) >= severalLines && p.departs(b, h.First, h.Last) > sureClose // beside it, behind it: of what, and told how freely
		if h.Kind == hit.Kind && h.Kind == "inner" {
			f.Severity, f.Force = Care, Note
		}
		p.reportSurely(f)
		return
	}
}

// inOrOnNoun is the class of nouns before which in and on say the same.
const inOrOnNoun diction.Class = "in-or-on"

// inOrOn reports whether the noun that a small word of place leads to is one before which in and on say the same: the porch, the ledger.
func inOrOn(t *diction.Text, h diction.Hit, noun string) bool {
	for i := h.Last + 1; i < len(t.Words) && i <= h.Last+3; i++ {
		if t.Words[i].Stem == noun {
			return standsAt(t, inOrOnNoun, i)
		}
	}
	return false
}

// mostBeforePlace is how many words before a small word of place are looked through for what is there.
const mostBeforePlace = 5

// sameThere reports whether two phrases of place tell of one thing or act: a word of content shortly before both, or after both where both open their
// clause, may be one word.
func (p *Pass) sameThere(a *diction.Text, h diction.Hit, b *diction.Text, o diction.Hit) bool {
	if opensClause(a, h.First) && opensClause(b, o.First) {
		return p.shareContent(a, h.First, h.Last+2, h.Last+2+mostBeforePlace, b, o.First, o.Last+2, o.Last+2+mostBeforePlace)
	}
	return p.shareContent(a, h.First, h.First-mostBeforePlace, h.First-1, b, o.First, o.First-mostBeforePlace, o.First-1)
}

// opensClause reports whether word i stands at the beginning of its sentence or after a comma or the like.
func opensClause(t *diction.Text, i int) bool {
	return i == 0 || t.Words[i-1].Sentence != t.Words[i].Sentence || strings.TrimSpace(t.Raw[t.Words[i-1].End:t.Words[i].Start]) != ""
}

// shareContent reports whether two runs of words, each as far as it is in the sentence of a word, have a word of content in common, by form or meaning.
func (p *Pass) shareContent(a *diction.Text, at, i, last int, b *diction.Text, of, k, end int) bool {
	for ; i <= last && i < len(a.Words); i++ {
		if i < 0 || a.Words[i].Sentence != a.Words[at].Sentence || !contentAt(a, i) {
			continue
		}
		for j := max(0, k); j <= end && j < len(b.Words); j++ {
			if b.Words[j].Sentence == b.Words[of].Sentence && contentAt(b, j) && p.oneWord(a.Words[i], b.Words[j]) {
				return true
			}
		}
	}
	return false
}

// headNoun reports whether the noun that a small word of place leads to is the last of its phrase: on the hip, and not on the left hip's side.
func headNoun(t *diction.Text, h diction.Hit, noun string) bool {
	for i := h.Last + 1; i < len(t.Words) && i <= h.Last+3; i++ {
		if t.Words[i].Stem == noun {
			return endsNoun(t, i)
		}
	}
	return false
}

// bareAfter reports whether a noun stands right after a small word of place, one only and no name: on file, at school.
func bareAfter(t *diction.Text, h diction.Hit, noun string) bool {
	i := h.Last + 1
	return i < len(t.Words) && t.Words[i].Stem == noun && t.Words[i].Raw == t.Words[i].Norm && !strings.HasSuffix(t.Words[i].Norm, "s") &&
		(i+1 == len(t.Words) || t.Words[i+1].Sentence != t.Words[i].Sentence || strings.TrimSpace(t.Raw[t.Words[i].End:t.Words[i+1].Start]) != "" || smallWord(t, i+1))
}

// nounAfter returns the stem of the first content word within three words after a small word of place, or nothing for it and
// them.
func nounAfter(t *diction.Text, h diction.Hit) (string, bool) {
	if wordAt(t, h.Last+1, "or", "and") {
		for _, o := range t.Hits(diction.Relation) {
			if o.First == h.Last+2 {
				return nounAfter(t, o) // on or near him
			}
		}
	}
	for i := h.Last + 1; i < len(t.Words) && i <= h.Last+3; i++ {
		if t.Words[i].Sentence != t.Words[h.Last].Sentence {
			break
		}
		switch t.Words[i].Norm {
		case "the", "a", "an", "his", "her", "their", "my", "its", "your", "that", "this":
			continue
		case "it", "them":
			return "", i == h.Last+1 && len(t.Words[h.Last].Norm) > 2 // in it and on it say little
		}
		for _, c := range []diction.Class{diction.Common, diction.Month, diction.Day, diction.NumberWord} {
			if slices.ContainsFunc(t.Hits(c), func(x diction.Hit) bool { return x.First <= i && i <= x.Last }) {
				return "", false
			}
		}
		if t.Words[i].Norm[0] >= '0' && t.Words[i].Norm[0] <= '9' || len(t.Words[i].Norm) < 3 {
			return "", false
		}
		return t.Words[i].Stem, true
	}
	return "", false
}
