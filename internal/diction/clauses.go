package diction

import (
	"slices"
	"strings"
)

// A Part is a run of words that makes one statement: a clause, as far as words and marks can tell.
type Part struct{ First, Last int }

// Clauses cuts the text into statements: at the ends of sentences, at semicolons, colons and commas, before a word of the
// class clause, and before an "and" that a subject, an article or a verb follows. A negation or a hedge is taken to reach no further
// than its clause.
func (t *Text) Clauses() []Part { return slices.Clone(t.clauses()) }

func (t *Text) findClauses() []Part {
	cut := make(map[int]bool)
	for _, h := range t.Hits(Clause) {
		cut[h.First] = h.First == 0 || t.Words[h.First].Norm != "yet" || t.Words[h.First-1].Norm != "not"
	}
	verb := make(map[int]bool)
	for _, c := range []Class{Act, Hearsay} {
		for _, h := range t.Hits(c) {
			verb[h.First] = true
		}
	}
	var out []Part
	first := 0
	for i := range t.Words {
		last := i+1 == len(t.Words)
		ends := last || t.Words[i].Sentence != t.Words[i+1].Sentence || cut[i+1]
		if !ends {
			gap := t.Raw[t.Words[i].End:t.Words[i+1].Start]
			ends = strings.ContainsAny(gap, ",;:()") && !t.listsDenied(first, i) || strings.Contains(gap, " - ") || strings.Contains(gap, "—") || strings.Contains(gap, "...") || strings.Contains(gap, "…")
		}
		if !ends && t.Words[i+1].Norm == "and" && i+2 < len(t.Words) {
			ends = verb[i+2] || startsClause(t.Words[i+2].Norm) || t.turnsFromNobody(first, i)
		}
		if ends {
			out = append(out, Part{first, i})
			first = i + 1
		}
	}
	return out
}

// listsDenied reports whether the comma after word i stands within a list that one "no" denies: no pry marks, scratches or
// bent metal.
func (t *Text) listsDenied(first, i int) bool {
	if strings.TrimSpace(t.Raw[t.Words[i].End:t.Words[i+1].Start]) != "," || startsClause(t.Words[i+1].Norm) {
		return false
	}
	if !slices.ContainsFunc(t.Words[first:i+1], func(w Word) bool { return w.Norm == "no" || w.Norm == "without" || w.Norm == "neither" }) {
		return false
	}
	for k := i + 1; k < len(t.Words) && t.Words[k].Sentence == t.Words[i].Sentence && k <= i+6; k++ {
		switch t.Words[k].Norm {
		case "or", "nor":
			return true
		case "but", "and", "he", "she", "they", "i", "it":
			return false
		}
	}
	return false
}

// turnsFromNobody reports whether the "and" after word i turns from what nobody or nothing is in, on or with, to what else is so of the same thing:
// with nobody in it and its engine running.
func (t *Text) turnsFromNobody(first, i int) bool {
	switch t.Words[i].Norm {
	case "it", "him", "her", "them", "inside", "there", "aboard":
	default:
		return false
	}
	switch t.Words[i+2].Norm {
	case "its", "his", "her", "their":
	default:
		return false
	}
	return slices.ContainsFunc(t.Words[first:i], func(w Word) bool {
		return w.Norm == "nobody" || w.Norm == "nothing" || w.Norm == "none" || w.Norm == "one"
	})
}

// startsClause reports whether w after "and" is a subject that opens a clause, or the article of one.
func startsClause(w string) bool {
	if subject, _, ok := strings.Cut(w, "'"); ok && len(w) > len(subject)+1 { // she'd, they're, there's
		w = subject
	}
	switch w {
	case "he", "she", "they", "i", "we", "it", "that", "there", "the", "a", "an", "none", "nobody", "nothing":
		return true
	}
	return false
}
