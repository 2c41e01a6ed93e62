package review

import (
	"slices"
	"sort"

	"github.com/affiant-project/affiant/internal/diction"
)

// inSentence reports whether a word of the class, and of the kind unless that is empty, stands in sentence i.
func inSentence(t *diction.Text, i int, c diction.Class, kind string) bool {
	hits := hitsIn(t, i, c)
	return kind == "" && len(hits) > 0 || slices.ContainsFunc(hits, func(h diction.Hit) bool { return h.Kind == kind })
}

// hitsIn are the words of a class that begin in a sentence. The words of a class stand in the order of the text, so they are found without a look at
// the other sentences: a line may be one of thousands.
func hitsIn(t *diction.Text, sentence int, c diction.Class) []diction.Hit {
	return ofSentence(t, t.Hits(c), sentence, func(h diction.Hit) int { return h.First })
}

// ofSentence is the stretch of things, in the order of the text, of which the first word is in a sentence.
func ofSentence[T any](t *diction.Text, all []T, sentence int, first func(T) int) []T {
	from := sort.Search(len(all), func(k int) bool { return t.Words[first(all[k])].Sentence >= sentence })
	to := from + sort.Search(len(all)-from, func(k int) bool { return t.Words[first(all[from+k])].Sentence > sentence })
	return all[from:to:to]
}

// hitsFrom are the words of a class that begin between the words first and last, both included.
func hitsFrom(t *diction.Text, c diction.Class, first, last int) []diction.Hit {
	all := t.Hits(c)
	from := sort.Search(len(all), func(k int) bool { return all[k].First >= first })
	to := from + sort.Search(len(all)-from, func(k int) bool { return all[from+k].First > last })
	return all[from:to:to]
}

// kindAt reports whether a word of a class, and of that kind, stands at word i.
func kindAt(t *diction.Text, c diction.Class, i int, kind string) bool {
	h, ok := hitOver(t, c, i)
	return ok && h.Kind == kind
}

// wordsIn are the words of a sentence, from one index up to, not including, another.
func wordsIn(t *diction.Text, sentence int) (from, to int) {
	from = sort.Search(len(t.Words), func(k int) bool { return t.Words[k].Sentence >= sentence })
	return from, from + sort.Search(len(t.Words)-from, func(k int) bool { return t.Words[from+k].Sentence > sentence })
}

// hitOver is the word of a class that stands at word i, of which each word of the text has one at most.
func hitOver(t *diction.Text, c diction.Class, i int) (diction.Hit, bool) {
	hits := t.Hits(c)
	k := sort.Search(len(hits), func(k int) bool { return hits[k].Last >= i })
	if k == len(hits) || hits[k].First > i {
		return diction.Hit{}, false
	}
	return hits[k], true
}
