package review

import (
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// showingNear reports whether a line of a source, or the one on either side of it, speaks of a showing of photographs or people.
func (p *Pass) showingNear(s *record.Source, l *record.Line) bool {
	return p.lineOrNext(s, l, func(t *diction.Text) bool {
		return slices.ContainsFunc(t.Hits(identifying), func(h diction.Hit) bool { return h.Kind == "showing" || h.Kind == "filler" })
	})
}

// lineOrNext reports whether a line of a source, or the one on either side of it, satisfies holds.
func (p *Pass) lineOrNext(s *record.Source, l *record.Line, holds func(*diction.Text) bool) bool {
	i := slices.IndexFunc(s.Lines, func(o record.Line) bool { return o.N == l.N })
	return slices.ContainsFunc(s.Lines[max(0, i-1):min(len(s.Lines), i+2)], func(o record.Line) bool { return holds(p.Text(o.Text)) })
}

// ofAPerson reports whether what words of picking or naming are said of, as its object or in the passive as its subject, can be a person or his
// photograph, or is not said: could not identify him, did not pick anyone, could not be identified.
func (p *Pass) ofAPerson(t *diction.Text, h diction.Hit) bool {
	person := func(i int) bool {
		for _, c := range []diction.Class{culprit, personNoun, personMeant, pronouns} {
			if standsAt(t, c, i) {
				return true
			}
		}
		return wordAt(t, i, "anyone", "anybody", "someone", "somebody", "nobody", "person", "persons", "people", "any", "either", "none", "one", "me", "us", "subject", "suspect", "suspects", "number") ||
			slices.ContainsFunc(t.Hits(identifying), func(o diction.Hit) bool { return o.Kind == "showing" && o.First <= i && i <= o.Last }) ||
			slices.ContainsFunc(p.namesIn(t), func(n diction.Name) bool { return n.First <= i && i <= n.Last })
	}
	sentence := t.Words[h.First].Sentence
	if wordAt(t, h.First-1, "be", "been", "was", "were") || wordAt(t, h.First-1, "not", "never") && wordAt(t, h.First-2, "be", "been", "was", "were") {
		for i := h.First - 1; i >= 0 && t.Words[i].Sentence == sentence; i-- {
			if person(i) || !smallWord(t, i) && !standsAt(t, diction.Negation, i) {
				return person(i)
			}
		}
		return true
	}
	if h.Kind == "failed" && !wordAt(t, h.Last+1, "of") {
		return true
	}
	for i := h.Last + 1; i < len(t.Words) && t.Words[i].Sentence == sentence; i++ {
		switch {
		case person(i):
			return true
		case !wordAt(t, i, "the", "a", "an", "that", "this", "these", "those", "of", "his", "her", "its", "their", "which", "what") && !describes(t, i):
			return smallWord(t, i) || t.Raw[t.Words[i-1].End:t.Words[i].Start] != " "
		}
	}
	return true
}
