package review

import (
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// takesBack is the class of words by which one who tells takes something back in the same breath; tellsAlike is that of the words in which a paper
// tells that others do the like.
const (
	takesBack  diction.Class = "takes-back"
	tellsAlike diction.Class = "tells-alike"
)

// reserves are the classes of words by which a paper tells that something was doubted, denied or not seen.
var reserves = []diction.Class{diction.Negation, diction.Hedge, diction.Exception, reserve, allowing, privative, denyingWord, takesBack}

// takenBack finds a statement by which one who tells takes back, doubts or sets beside others what he tells in the same line, where that line is
// cited, and no assertion that rests on the source has a word of that sort. A line that alone is left out between two that are cited counts as cited
// if it speaks of what they tell.
func (p *Pass) takenBack(s *record.Source, l *record.Line) (contrary, bool) {
	if s.Kind == record.Intercept || !p.Lexicon.Mentions(l.Text, takesBack) {
		return contrary{}, false
	}
	cited := p.citesLine(s, l.N)
	if !cited && !(p.citesLine(s, l.N-1) && p.citesLine(s, l.N+1)) {
		return contrary{}, false
	}
	f := p.nearestCiting(s, l.N)
	if f == nil {
		return contrary{}, false
	}
	for _, part := range statements(p.Text(l.Text)) {
		u := p.Text(l.Text[part.Start:part.End])
		if !cited && shared(p.content(u), p.content(f.text)) == 0 {
			continue
		}
		for _, h := range u.Hits(takesBack) {
			if !p.bearsOnTold(s, l, u, h) || slices.ContainsFunc(p.paper().citing[s.ID], func(n int) bool { return p.tellsBack(p.paper().fact(n), s, l, u, h) }) {
				continue
			}
			span := hitSpan(u, h)
			span.Start, span.End = span.Start+part.Start, span.End+part.Start
			return contrary{f, s, l, span, 0}, true
		}
	}
	return contrary{}, false
}

// bearsOnTold reports whether words that take back can bear on what is told: what was not seen only of a person, a face or what was done, or of a thing
// of which an assertion that cites the line speaks; what it may have been not of a figure, a colour or a day, which are for the check of hedges.
func (p *Pass) bearsOnTold(s *record.Source, l *record.Line, u *diction.Text, h diction.Hit) bool {
	switch h.Means {
	case "doubt":
		return !slices.ContainsFunc(u.Numbers(), func(n diction.Number) bool { return n.First > h.Last }) && !standsAt(u, diction.Direction, h.Last+1)
	case "alike":
		return len(negations(u)) == 0
	case "unseen":
		if h.Last+1 >= len(u.Words) || u.Words[h.Last+1].Sentence != u.Words[h.First].Sentence || !holdsNegation(u, h) {
			return true
		}
		for i := h.Last + 1; i < len(u.Words) && i <= h.Last+3; i++ {
			if hasAt(u, pronouns, i) || startsAt(u, asking, i) || wordAt(u, i, "face", "faces", "hands", "it", "him", "her", "them") {
				return true
			}
		}
		var after []diction.Word
		for _, w := range p.wordsOf(u) {
			if w.Start > u.Words[h.Last].Start {
				after = append(after, w)
			}
		}
		return slices.ContainsFunc(p.paper().citing[s.ID], func(n int) bool {
			f := p.paper().fact(n)
			return f.citesAt(s, l.N) && slices.ContainsFunc(after, func(w diction.Word) bool { return p.hasKin(f.text, -1, w, true) })
		})
	}
	return true
}

// holdsNegation reports whether a word of negation stands within a hit.
func holdsNegation(t *diction.Text, h diction.Hit) bool {
	return slices.ContainsFunc(t.Hits(diction.Negation), func(n diction.Hit) bool { return h.First <= n.First && n.Last <= h.Last })
}

// tellsBack reports whether an assertion that rests on a source tells of words that take back, in whatever words: it has one of the same sort, or a
// sentence of it has a word that doubts, denies or, of what others do, likens, and either cites the line or has a word of the statement; or half of
// the statement's words stand in one sentence.
func (p *Pass) tellsBack(f *fact, s *record.Source, l *record.Line, u *diction.Text, h diction.Hit) bool {
	if f.citesAt(s, l.N) && slices.ContainsFunc(f.text.Hits(takesBack), func(o diction.Hit) bool { return o.Means == h.Means }) {
		return true
	}
	ways := reserves
	if h.Means == "alike" {
		ways = []diction.Class{tellsAlike}
	}
	cites := f.citesAt(s, l.N)
	want := slices.DeleteFunc(slices.Clone(p.wordsOf(u)), func(w diction.Word) bool { // not the words themselves: of whoever said or did not know anything nothing is told
		return (!cites || h.Means == "outcome") && (h.Start <= w.Start && w.End <= h.End || p.Lexicon.Mentions(w.Raw, diction.Hearsay))
	})
	for n := range f.text.Sentences {
		has := p.kinIn(f.text, n, want)
		if h.Means != "outcome" && has > 1 && 2*has >= len(want) || (has > 0 || cites) && p.reservesOf(f, u, n, has, ways) {
			return true
		}
	}
	return false
}

// kinIn is how many of some words, or others of their kin, stand in a sentence of a text.
func (p *Pass) kinIn(t *diction.Text, sentence int, want []diction.Word) (n int) {
	for _, w := range want {
		if p.hasKin(t, sentence, w, true) {
			n++
		}
	}
	return n
}

// reservesOf reports whether a sentence of an assertion, which has so many words of a statement, has a word that doubts or denies which may be meant for
// that statement: it has a word of it, or has not two of another of the cited ones that doubts or denies too.
func (p *Pass) reservesOf(f *fact, u *diction.Text, sentence, has int, ways []diction.Class) bool {
	if !slices.ContainsFunc(ways, func(c diction.Class) bool { return inSentence(f.text, sentence, c, "") }) {
		return false
	}
	if has > 0 {
		return true
	}
	for _, c := range f.Cites {
		s := p.paper().source[c.Source]
		if s == nil {
			continue
		}
		for i := range s.Lines {
			if !f.citesAt(s, s.Lines[i].N) {
				continue
			}
			for _, part := range statements(p.Text(s.Lines[i].Text)) {
				v := p.Text(s.Lines[i].Text[part.Start:part.End])
				if v.Raw != u.Raw && hasAny(v, ways...) && p.kinIn(f.text, sentence, p.wordsOf(v)) > 1 {
					return false
				}
			}
		}
	}
	return true
}
