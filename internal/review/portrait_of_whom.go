package review

import (
	"slices"
	"strings"
	"unicode"

	"github.com/affiant-project/affiant/internal/diction"
)

// acquainted, kin and the nouns that somebody has are of another than he of whom the text spoke: his brother has a beard. The nouns for parts of a body,
// and for what is measured of it, are of himself.
const bodily diction.Class = "bodily"

// others are the nouns of a text that mean someone, or something, that is somebody's: kin and acquaintances, and what somebody has, where the text goes
// on to say how it is.
func (r *sitting) others(t *diction.Text) (out []subject) {
	for _, c := range []diction.Class{kin, acquainted} {
		for _, h := range t.Hits(c) {
			out = append(out, subject{first: h.First, last: h.Last, another: true})
		}
	}
	for i := range t.Words {
		if i == 0 || !kindAt(t, describing, i+1, "verb") || t.Words[i+1].Sentence != t.Words[i].Sentence ||
			smallWord(t, i) || describes(t, i) || standsAt(t, bodily, i) || strings.TrimSpace(t.Raw[t.Words[i].End:t.Words[i+1].Start]) != "" {
			continue
		}
		k := i - 1
		for k > 0 && i-k < determining && describes(t, k) {
			k--
		}
		if t.Words[k].Sentence == t.Words[i].Sentence && saysWhose(t, k) {
			out = append(out, subject{first: i, last: i, another: true, passing: true})
		}
	}
	return out
}

// saysWhose reports whether word i says whose the noun after it is.
func saysWhose(t *diction.Text, i int) bool {
	return ownsNext(t, i) || possessive(t, i) || wordAt(t, i, "my", "our")
}

// figureOf is the portrait that a figure belongs to: that of the noun right after it, else of the last person before it in the sentence, with neither an
// article nor a noun of something else between. In a record of one person it is his, where no one is spoken of before it. Nil where that is not told.
func (r *sitting) figureOf(t *diction.Text, heads []subject, n diction.Number) *portrait {
	if of := describedBy(t, heads, n.Last, false); of != nil {
		return of
	}
	if wordAt(t, n.Last+1, "of") && n.Kind == diction.Measure || wordAt(t, n.First-1, "has", "have", "had", "with", "for") || beforeNoun(t, n) {
		return nil
	}
	strange, cut := false, false // a word that is no part of a description, before the figure and since the last comma
	for i := n.First - 1; i >= 0 && t.Words[i].Sentence == t.Words[n.First].Sentence; i-- {
		if strings.ContainsAny(t.Raw[t.Words[i].End:t.Words[i+1].Start], ",;(") {
			cut = true
		}
		if k := slices.IndexFunc(heads, func(h subject) bool { return h.first <= i && i <= h.last }); k >= 0 {
			if heads[k].vehicle || strange && saysWhose(t, i) {
				return nil
			}
			return heads[k].of
		}
		switch {
		case bringsIn(t.Words[i].Norm), wordAt(t, i, "the", "this", "that", "which", "these", "those", "its", "my", "our", "your", "their", "i", "we", "you", "they"):
			return nil
		case smallWord(t, i), describes(t, i), standsAt(t, bodily, i), standsAt(t, sized, i), kindAt(t, describing, i, "told"), kindAt(t, diction.Hedge, i, "approximate"):
		case !cut:
			return nil
		default:
			strange = true
		}
	}
	if r.ofOne {
		return r.person
	}
	return nil
}

// beforeNoun reports whether a figure with a hyphen stands before a noun of which it is said: three-year-old dogs.
func beforeNoun(t *diction.Text, n diction.Number) bool {
	i := n.Last + 1
	return strings.ContainsAny(t.Raw[n.Start:n.End], "-") && i < len(t.Words) && t.Words[i].Sentence == t.Words[n.Last].Sentence &&
		strings.TrimSpace(t.Raw[n.End:t.Words[i].Start]) == "" && !smallWord(t, i) && !describes(t, i) && !strings.HasSuffix(t.Words[i].Norm, "ing")
}

// ofInches reports whether a bare figure of feet is the end of a range of which the other end has inches: 5' to 5'4".
func ofInches(t *diction.Text, n diction.Number) bool {
	digit := func(i int) bool {
		return i >= 0 && i < len(t.Words) && !strings.ContainsFunc(t.Words[i].Norm, func(c rune) bool { return !unicode.IsDigit(c) })
	}
	return wordAt(t, n.Last+1, "to", "and", "or") && digit(n.Last+2) && digit(n.Last+3) || wordAt(t, n.First-1, "to", "and", "or") && digit(n.First-2) && digit(n.First-3)
}
