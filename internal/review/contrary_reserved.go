package review

import (
	"slices"
	"strings"
	"unicode"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// reserved finds what one who tells holds back or denies of his own accord, where nothing that rests on his word tells of it: a
// respondent's denial, what else it could have been, what a witness did not see, the photograph that was picked instead.
func (p *Pass) reserved(s *record.Source, l *record.Line) (contrary, bool) {
	if s.Kind.Spoken() || s.Kind == record.Document || l.Text == "" {
		return contrary{}, false
	}
	f := p.spokenAgainst(s)
	if f == nil {
		return contrary{}, false
	}
	t := p.Text(l.Text)
	for _, part := range t.Sentences {
		u := p.Text(l.Text[part.Start:part.End])
		if h, ok := p.reservation(s, l, u); ok {
			span := hitSpan(u, h)
			span.Start, span.End = span.Start+part.Start, span.End+part.Start
			return contrary{f, s, l, span, 1}, true
		}
	}
	return contrary{}, false
}

// spokenAgainst returns the assertion that what a source reserves speaks against: the first that rests on it or on the same declarant,
// for a respondent's own account what is concluded of him.
func (p *Pass) spokenAgainst(s *record.Source) *fact {
	d := p.paper()
	his := p.isRespondent(s.Declarant)
	for i := range d.facts {
		f := &d.facts[i]
		if !f.form && !f.aside && (p.sameTeller(f, s) || his && f.Basis == record.Inferred && f.meansPerson(s.Declarant)) {
			return f
		}
	}
	return nil
}

func (p *Pass) reservation(s *record.Source, l *record.Line, t *diction.Text) (diction.Hit, bool) {
	if h, ok := p.ownDenial(s, l, t); ok {
		return h, true
	}
	if h, ok := p.ownExcuse(s, l, t); ok {
		return h, true
	}
	if h, ok := p.alternativeLeft(s, l, t); ok {
		return h, true
	}
	return p.pickedAnother(s, t)
}

// ownDenial returns the word by which a respondent who was interviewed denies something of himself, or says that he was elsewhere,
// where no sentence that rests on the interview denies anything.
func (p *Pass) ownDenial(s *record.Source, l *record.Line, t *diction.Text) (diction.Hit, bool) {
	if !p.isRespondent(s.Declarant) || !hasFirstPerson(t) || t.Has(noAnswer) || len(p.content(t)) < 2 {
		return diction.Hit{}, false
	}
	hits := append(negations(t), t.Hits(clearing)...)
	if len(hits) == 0 || p.restingHas(s, func(f *fact) bool {
		return hasAny(f.text, adverse, diction.Negation, clearing, excuses) || 2*shared(p.content(t), p.content(f.text)) >= len(p.content(t))
	}) {
		return diction.Hit{}, false
	}
	return hits[0], true
}

// ownExcuse returns the words in which a respondent excuses himself in a line of which only another part is told; where the offence
// asks what he knew, those in which he tells what he took to be so.
func (p *Pass) ownExcuse(s *record.Source, l *record.Line, t *diction.Text) (diction.Hit, bool) {
	class := excuses
	if !t.Has(class) {
		class = supposing
		if !p.isRespondent(s.Declarant) || !slices.ContainsFunc(p.App.Offence.Elements, func(e record.Element) bool { return e.Kind == record.Mind }) {
			return diction.Hit{}, false
		}
	}
	if !t.Has(class) || !p.citesLine(s, l.N) || class == excuses && !p.hisAccount(s, l, t) {
		return diction.Hit{}, false
	}
	h := t.Hits(class)[0]
	start, end := h.Start, len(t.Raw)
	for _, c := range t.Clauses() {
		if c.First <= h.First && h.First <= c.Last && class == excuses {
			start, end = t.Words[c.First].Start, t.Words[c.Last].End
		}
	}
	words := p.content(p.Text(t.Raw[start:end]))
	if len(words) == 0 || p.restingHas(s, func(f *fact) bool {
		n := shared(words, p.content(f.text))
		return n > 1 && 2*n >= len(words) || class == excuses && n > 0 && f.citesAt(s, l.N) || class == supposing && (hasAny(f.text, reserve, supposing) || doubts(f.text))
	}) || class == excuses && p.sworn(func(o *diction.Text) bool {
		n := shared(words, p.content(o))
		return o.Has(excuses) || n > 1 && 2*n >= len(words)
	}) {
		return diction.Hit{}, false
	}
	return h, true
}

// doubts reports whether a text has a hedge by which someone holds back from saying that a thing is so.
func doubts(t *diction.Text) bool {
	return slices.ContainsFunc(t.Hits(diction.Hedge), func(h diction.Hit) bool { return h.Kind == "doubt" })
}

// alternativeLeft returns the words by which a source allows that it was something else, where no sentence that rests on it or on the
// same declarant allows anything of the kind. What colour or hour it may have been besides is left to the check of hedges.
func (p *Pass) alternativeLeft(s *record.Source, l *record.Line, t *diction.Text) (diction.Hit, bool) {
	hits := t.Hits(mayBe)
	if len(hits) == 0 || len(t.Numbers()) > 0 || len(p.content(t)) == 0 || !slices.ContainsFunc(t.Hits(bringingIn), func(h diction.Hit) bool {
		return h.First > hits[0].Last && h.First <= hits[0].Last+3
	}) {
		return diction.Hit{}, false
	}
	words := p.content(t)
	after := p.content(p.Text(t.Raw[hits[0].End:])) // what it may have been
	if p.restingHas(s, func(f *fact) bool {
		n, m := shared(words, p.content(f.text)), shared(after, p.content(f.text))
		return 2*m >= len(after) && m > 1 || hasAny(f.text, allowing, diction.Hedge, reserve) && (n > 0 || f.citesAt(s, l.N))
	}) {
		return diction.Hit{}, false
	}
	return hits[0], true
}

// pickedAnother returns the verb by which a witness chooses a numbered photograph, where the source has the respondent's at another
// number and nothing sworn tells of a choice.
func (p *Pass) pickedAnother(s *record.Source, t *diction.Text) (diction.Hit, bool) {
	chose := t.Hits(picking)
	if len(chose) == 0 || p.namesRespondent(t) || p.restingHas(s, func(f *fact) bool { return f.text.Has(picking) }) {
		return diction.Hit{}, false
	}
	n, ok := numbered(t, chose[0].Last)
	if !ok {
		return diction.Hit{}, false
	}
	for i := range s.Lines {
		o := p.Text(s.Lines[i].Text)
		for _, part := range o.Sentences {
			u := p.Text(o.Raw[part.Start:part.End])
			if m, ok := numbered(u, 0); ok && p.namesRespondent(u) && m != n {
				return chose[0], true
			}
		}
	}
	return diction.Hit{}, false
}

// numbered returns the number that a text gives after word i by the word number.
func numbered(t *diction.Text, i int) (string, bool) {
	for ; i+1 < len(t.Words); i++ {
		if standsAt(t, numbering, i) && strings.ContainsFunc(t.Words[i+1].Norm, unicode.IsDigit) {
			return t.Words[i+1].Norm, true
		}
	}
	return "", false
}

// restingHas reports whether a sentence that rests on a source or on the same declarant, otherwise than for whom it means, satisfies a test.
func (p *Pass) restingHas(s *record.Source, is func(*fact) bool) bool {
	d := p.paper()
	for i := range d.facts {
		f := &d.facts[i]
		if slices.ContainsFunc(f.Cites, func(c record.Cite) bool {
			o := d.source[c.Source]
			return o == s || o != nil && s.Declarant != "" && o.Declarant == s.Declarant
		}) && is(f) {
			return true
		}
	}
	return false
}
