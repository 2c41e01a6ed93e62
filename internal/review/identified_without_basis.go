package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

var identifiedWithoutBasis = &Check{
	Code:  "I3",
	Name:  "identified-without-basis",
	Title: "Identified on no stated basis",
	Why: "The source has a first name or a nickname, and the sentence has a person. The step between them is the affiant's, " +
		"and the magistrate is not told what it rests on.",
	Rests:    []doctrine.Cite{{Authority: "us-const-amend-4", Pin: "cl. 2"}, {Authority: "gates-1983", Pin: "230-233"}, {Authority: "ybarra-1979", Pin: "91"}},
	Severity: Who,
	Force:    Contestable,
	Link:     OnIdentification,
	By:       "court",
	Mend:     "How does the affiant know that this is the person meant?",
	run:      findIdentifiedWithoutBasis,
}

func findIdentifiedWithoutBasis(p *Pass) {
	done := make(map[record.PersonID]bool)
	p.assertions(func(b *backing) {
		for _, n := range p.identifications(b) {
			if done[n.person] || n.basis != "" || len(n.cites) > 0 || len(b.lines) == 0 || pronounAlone(p, n.name) || p.speaks(b, n.person) {
				continue
			}
			l, m, ok := p.partialName(b, n)
			if !ok {
				l, m, ok = p.shortName(b, n)
			}
			if !ok || p.basedElsewhere(b, m.Text, n.person) || p.toldByHome(n) || p.namedByKin(b, n) || p.basisSworn(b, n) ||
				p.settledByRecord(b, n, l, m.Text) || p.meantThroughout(n.person) {
				continue
			}
			done[n.person] = true
			f := Flaw{
				Assertion: b.N, Span: n.span, Sources: []At{l.at(m.Start, m.End)}, Says: m.Text, Sworn: p.nameOf(n.person),
				Message: fmt.Sprintf("The source has “%s”; the paper takes this to be %s and does not say how that is known.", m.Text, p.nameOf(n.person)),
				Asks:    fmt.Sprintf("May “%s” fairly be taken to mean %s?", m.Text, p.nameOf(n.person)),
			}
			if p.isRespondent(n.person) {
				f.Respondents = []record.PersonID{n.person}
			}
			f.Query = p.partOfAlias(l, m, n.person) || p.sawHim(b, l)
			if len(p.unsettled(b, n)) > 0 || !p.isRespondent(n.person) && len(p.fitting(m.Text)) == 1 {
				f.Severity, f.Force = Care, Note
			}
			p.Report(f)
		}
	})
}

// sawHim reports whether a line is of what the affiant saw himself, and the sentence swears to that: whom he saw he knows by more than a name.
func (p *Pass) sawHim(b *backing, l spoken) bool {
	return b.Basis == record.Observed && l.source.Kind == record.Observation && l.source.Author == p.App.Affiant
}

// partOfAlias reports whether a name in a line is the beginning of an alias that the record has of the person, and the line has the rest
// of it too: Big, of Big E.
func (p *Pass) partOfAlias(l spoken, m diction.Name, id record.PersonID) bool {
	who := p.Matter.Person(id)
	return who != nil && slices.ContainsFunc(who.Aliases, func(a string) bool {
		return !strings.EqualFold(a, m.Text) && strings.Contains(strings.ToLower(a), strings.ToLower(m.Text)) && strings.Contains(strings.ToLower(l.text.Raw), strings.ToLower(a))
	})
}

// pronounAlone reports whether a name is no name, such as her.
func pronounAlone(p *Pass, name string) bool {
	t := p.Text(name)
	return len(t.Words) == 1 && t.Has(diction.Common)
}

// partialName finds the name in the cited lines that is read as the fuller one, if nothing in the sources cited has the
// person's full name.
func (p *Pass) partialName(b *backing, n namedAs) (spoken, diction.Name, bool) {
	full := p.nameOf(n.person)
	if len(p.parts(full).Tokens) < 2 {
		return spoken{}, diction.Name{}, false
	}
	if _, whole := p.partly(b, full); whole {
		return spoken{}, diction.Name{}, false
	}
	for _, l := range b.lines {
		for _, m := range p.namesIn(l.text) {
			if !slices.Contains(p.fitting(m.Text), n.person) || len(p.parts(m.Text).Tokens) != 1 {
				continue
			}
			if p.surname(m.Text, full) && len(p.rivals(m.Text, n.person)) == 0 {
				return spoken{}, diction.Name{}, false // the source itself has the surname, and no one else bears it
			}
			return l, m, true
		}
	}
	return spoken{}, diction.Name{}, false
}

// basisSworn reports whether the sentence that takes a name to mean someone itself has a word for what tells people apart: to whom the
// number is subscribed, whose voice I know.
func (p *Pass) basisSworn(b *backing, n namedAs) bool {
	first, _ := b.text.Between(diction.Span{Start: n.span.Start, End: n.span.End})
	return n.span.Words != "" && first < len(b.text.Words) && slices.ContainsFunc(b.text.Hits(diction.Telling), func(h diction.Hit) bool {
		return b.text.Words[h.First].Sentence == b.text.Words[first].Sentence && !b.text.Words[h.First].Quoted
	})
}

// namedByKin reports whether the cited lines have the first name of a person right beside a word of kinship that the assertion
// has too, and he is the only one of that first name, or the only one of that kin: his brother Carl.
func (p *Pass) namedByKin(b *backing, n namedAs) bool {
	for _, l := range b.lines {
		for _, m := range p.namesIn(l.text) {
			fits := p.fitting(m.Text)
			if !slices.Contains(fits, n.person) {
				continue
			}
			for _, h := range l.text.Hits(kin) {
				beside := h.Last+1 == m.First || h.First > m.Last && h.First-m.Last <= 2
				if !beside || l.text.Words[h.First].Sentence != l.text.Words[m.First].Sentence || !inKin(b.text, h.Means) {
					continue
				}
				if len(fits) == 1 || p.isKin(n.person, h.Means) && !slices.ContainsFunc(fits, func(id record.PersonID) bool { return id != n.person && p.isKin(id, h.Means) }) {
					return true
				}
			}
		}
	}
	return false
}

// inKin reports whether a text has the word of kinship.
func inKin(t *diction.Text, word string) bool {
	return slices.ContainsFunc(t.Hits(kin), func(h diction.Hit) bool { return h.Means == word })
}

// shortName finds the full name in the cited lines that a declared identification reads as a respondent's, though it is only a
// short form or another spelling of his: Dan for Daniel.
func (p *Pass) shortName(b *backing, n namedAs) (spoken, diction.Name, bool) {
	if !n.declared || !p.isRespondent(n.person) {
		return spoken{}, diction.Name{}, false
	}
	who := p.Matter.Person(n.person)
	for _, l := range b.lines {
		for _, m := range p.namesOf(l.text) {
			if like := p.like(m.Text, n.name); like != diction.Same && !(like == diction.Partial && p.surname(n.name, who.Name)) {
				continue
			}
			if like := p.like(m.Text, who.Name); like == diction.Nickname || like == diction.Variant {
				return l, m, true
			}
		}
	}
	return spoken{}, diction.Name{}, false
}

// surname reports whether a name of one word is the surname of a full name.
func (p *Pass) surname(one, full string) bool {
	x, y := p.parts(one).Tokens, p.parts(full).Tokens
	return len(x) == 1 && len(y) > 1 && p.Lexicon.LikeToken(x[0], y[len(y)-1]) >= diction.Variant
}

// basedElsewhere reports whether the paper, in some assertion, takes this name or, in an earlier one, a name in the same source to
// mean the person, and says on what basis or by what source.
func (p *Pass) basedElsewhere(b *backing, name string, id record.PersonID) bool {
	sources := b.elsewhere()
	for i := range p.App.Affidavit.Assertions {
		a := &p.App.Affidavit.Assertions[i]
		for _, o := range a.Identifies {
			if o.Person != id || !p.Text(o.Basis).Has(diction.Telling) && len(o.Cites) == 0 {
				continue
			}
			if diction.Fold(o.Name) == diction.Fold(name) {
				return true
			}
			later := a.N > b.N && !hasWord(p.Text(o.Basis), name) // of another word, once the reader is past this one
			if !later && slices.ContainsFunc(p.backing(a.N).elsewhere(), func(s *record.Source) bool { return slices.Contains(sources, s) }) {
				return true
			}
		}
	}
	return false
}

// hasWord reports whether a text has a name as a word of its own.
func hasWord(t *diction.Text, name string) bool {
	return slices.ContainsFunc(t.Words, func(w diction.Word) bool { return strings.EqualFold(w.Raw, name) })
}
