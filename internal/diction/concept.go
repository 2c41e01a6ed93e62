package diction

import (
	"slices"
	"sort"
	"strings"
)

// A Term is one word or phrase of a text as a carrier of meaning: a phrase of the vocabulary where one stands, or a
// single word. Words of class common are in no unit.
type Term struct {
	Concepts    []string // what it may mean, or its stem where the vocabulary does not know it
	Classes     []Class  // of the entries that stand exactly here
	Kind        string   // the kind of the first entry
	Known       bool     // stands in the vocabulary
	First, Last int
	Start, End  int
}

// Is reports whether the unit belongs to one of the classes.
func (u Term) Is(classes ...Class) bool {
	return slices.ContainsFunc(u.Classes, func(c Class) bool { return slices.Contains(classes, c) })
}

// Terms returns what carries meaning in the text, from left to right. Where phrases of several classes overlap, the
// longest is taken, and every entry of exactly its extent adds its meaning.
func (t *Text) Terms(classes ...Class) []Term {
	var hits []Hit
	for _, c := range classes {
		hits = append(hits, t.Hits(c)...)
	}
	best := longest(slices.Clone(hits), func(h Hit) (int, int, int) { return 0, h.First, h.Last }) // of all classes together
	at := make(map[int]int, len(best))
	for i, h := range best {
		at[h.First] = i
	}
	silent := make(map[int]bool)
	for _, h := range t.Hits(Common) {
		for i := h.First; i <= h.Last; i++ {
			silent[i] = true
		}
	}
	from := make(map[int][]Hit, len(best)) // by the word at which they begin
	for _, h := range hits {
		from[h.First] = append(from[h.First], h)
	}
	var out []Term
	for i := 0; i < len(t.Words); i++ {
		if n, ok := at[i]; ok {
			h := best[n]
			u := Term{Known: true, Kind: h.Kind, First: h.First, Last: h.Last, Start: h.Start, End: h.End}
			for _, o := range from[i] {
				if o.Last != h.Last {
					continue
				}
				if !slices.Contains(u.Concepts, o.Means) {
					u.Concepts = append(u.Concepts, o.Means)
				}
				if !slices.Contains(u.Classes, o.Class) {
					u.Classes = append(u.Classes, o.Class)
				}
			}
			out = append(out, u)
			i = h.Last
			continue
		}
		w := t.Words[i]
		if !silent[i] {
			out = append(out, Term{Concepts: []string{w.Stem}, First: i, Last: i, Start: w.Start, End: w.End})
		}
	}
	return out
}

// At returns word i as a term by itself, whatever the vocabulary makes of it.
func (t *Text) At(i int) Term {
	w := t.Words[i]
	return Term{Concepts: []string{w.Stem}, First: i, Last: i, Start: w.Start, End: w.End}
}

// Concepts returns every concept that the phrase may mean, or its stems joined where the vocabulary does not know it.
func (lx *Lexicon) Concepts(phrase string) []string {
	var keys []string
	for _, w := range split(phrase) {
		keys = append(keys, lx.stem(Fold(w.Raw)))
	}
	key := strings.Join(keys, " ")
	if c := lx.means[key]; len(c) > 0 {
		return c
	}
	return []string{key}
}

// Negations returns the negating words of the text that are no part of a hedge or an idiom: "not" in "did not see", but
// not in "not sure" or "not only".
func (t *Text) Negations() []Hit { return t.NegationsIn(0, len(t.Words)-1) }

// NegationsIn returns those of the negating words that begin between the words first and last, both included.
func (t *Text) NegationsIn(first, last int) []Hit {
	var out []Hit
	all := t.Hits(Negation)
	for _, h := range all[sort.Search(len(all), func(i int) bool { return all[i].First >= first }):] {
		if h.First > last {
			break
		}
		if !within(h, t.Hits(Hedge)) && !within(h, t.Hits(Idiom)) {
			out = append(out, h)
		}
	}
	return out
}

// within reports whether a hit overlaps one of others, which are of one class and in the order of the text.
func within(h Hit, others []Hit) bool {
	i := sort.Search(len(others), func(i int) bool { return others[i].Last >= h.First })
	return i < len(others) && others[i].First <= h.Last
}
