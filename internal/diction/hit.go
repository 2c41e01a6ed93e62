package diction

import (
	"cmp"
	"slices"
	"unicode"
	"unicode/utf8"
)

// A Hit is an entry of the vocabulary found in a text.
type Hit struct {
	Entry
	Start, End  int // bytes
	First, Last int // indexes of its first and last word
}

// Hits returns where words of a class stand in the text, from left to right. Of two that overlap the longer counts, and
// of two equally long ones the first in the vocabulary.
func (t *Text) Hits(c Class) []Hit {
	id := t.lexicon.classes[c]
	for _, g := range t.groups {
		if g.class == id {
			return t.hits[g.from:g.to:g.to]
		}
	}
	return nil
}

// Has reports whether any word of a class stands in the text.
func (t *Text) Has(c Class) bool {
	id := t.lexicon.classes[c]
	return slices.ContainsFunc(t.groups, func(g stretch) bool { return g.class == id })
}

// A stretch is the hits of one class among those of a text.
type stretch struct{ class, from, to int }

// A find is an entry that stands in a text, by its index and that of its first word.
type find struct{ entry, class, first, last int }

// find looks up every entry in the words of t.
func (lx *Lexicon) find(t *Text) {
	found := make([]find, 0, 64)
	for i, w := range t.Words {
		found = lx.at(t, i, w.Stem, false, found)
		found = lx.at(t, i, w.Norm, true, found)
	}
	kept := longest(found, func(f find) (int, int, int) { return f.class, f.first, f.last })
	t.hits = make([]Hit, len(kept))
	for i, f := range kept {
		t.hits[i] = Hit{Entry: lx.entries[f.entry], Start: t.Words[f.first].Start, End: t.Words[f.last].End, First: f.first, Last: f.last}
		if n := len(t.groups); n == 0 || t.groups[n-1].class != f.class {
			t.groups = append(t.groups, stretch{f.class, i, i})
		}
		t.groups[len(t.groups)-1].to++
	}
}

// Mentions reports whether some word of s may begin a word or phrase of one of the classes. It is much quicker than to Read s,
// and never false where Read would find a hit.
func (lx *Lexicon) Mentions(s string, classes ...Class) bool {
	begins := func(key string) bool {
		return slices.ContainsFunc(lx.byFirst[key], func(n int) bool { return slices.Contains(classes, lx.entries[n].Class) })
	}
	return slices.ContainsFunc(split(s), func(w Word) bool {
		norm := normOf(w.Raw)
		return begins(lx.stem(norm)) || begins(norm)
	})
}

// at adds the entries that begin at word i under the given key.
func (lx *Lexicon) at(t *Text, i int, key string, exact bool, found []find) []find {
	for _, n := range lx.byFirst[key] {
		if e := &lx.entries[n]; e.exact == exact && e.fits(t, i) {
			found = append(found, find{n, e.class, i, i + len(e.keys) - 1})
		}
	}
	return found
}

// fits reports whether the words of e stand at word i of t, in one sentence.
func (e *Entry) fits(t *Text, i int) bool {
	if i+len(e.keys) > len(t.Words) {
		return false
	}
	for k, key := range e.keys {
		w := &t.Words[i+k]
		if e.exact && w.Norm != key || !e.exact && w.Stem != key || w.Sentence != t.Words[i].Sentence {
			return false
		}
	}
	up := upperFirst(t.Words[i].Raw)
	return !(e.upper && !up) && !(e.lower && up)
}

// longest keeps the longest of overlapping hits of one class, in the place of those given. Where tells the class of a hit, its
// first and its last word.
func longest[H any](hits []H, where func(H) (class, first, last int)) []H {
	if len(hits) < 2 {
		return hits
	}
	slices.SortStableFunc(hits, func(a, b H) int {
		ca, fa, la := where(a)
		cb, fb, lb := where(b)
		return cmp.Or(cmp.Compare(ca, cb), cmp.Compare(fa, fb), cmp.Compare(lb, la))
	})
	kept := hits[:1]
	for _, h := range hits[1:] {
		class, first, last := where(h)
		c, f, l := where(kept[len(kept)-1])
		switch {
		case class != c || first > l:
			kept = append(kept, h)
		case last-first > l-f:
			kept[len(kept)-1] = h
		}
	}
	return kept
}

// upperFirst reports whether s begins with a capital letter.
func upperFirst(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}
