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
func (t *Text) Hits(c Class) []Hit { return t.hits[c] }

// Has reports whether any word of a class stands in the text.
func (t *Text) Has(c Class) bool { return len(t.hits[c]) > 0 }

// find looks up every entry in the words of t.
func (lx *Lexicon) find(t *Text) map[Class][]Hit {
	out := make(map[Class][]Hit)
	for i, w := range t.Words {
		lx.at(t, i, w.Stem, false, out)
		lx.at(t, i, w.Norm, true, out)
	}
	for c, hits := range out {
		out[c] = longest(hits)
	}
	return out
}

// at adds the entries that begin at word i under the given key.
func (lx *Lexicon) at(t *Text, i int, key string, exact bool, out map[Class][]Hit) {
	for _, n := range lx.byFirst[key] {
		e := &lx.entries[n]
		if e.exact != exact || !e.fits(t, i) {
			continue
		}
		last := i + len(e.keys) - 1
		out[e.Class] = append(out[e.Class], Hit{
			Entry: *e, Start: t.Words[i].Start, End: t.Words[last].End, First: i, Last: last,
		})
	}
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

// longest keeps the longest of overlapping hits.
func longest(hits []Hit) []Hit {
	slices.SortStableFunc(hits, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(a.First, b.First), cmp.Compare(b.Last, a.Last))
	})
	var out []Hit
	for _, h := range hits {
		if n := len(out); n > 0 && h.First <= out[n-1].Last {
			if h.Last-h.First > out[n-1].Last-out[n-1].First {
				out[n-1] = h
			}
			continue
		}
		out = append(out, h)
	}
	return out
}

// upperFirst reports whether s begins with a capital letter.
func upperFirst(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}
