package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// reportBareNames reports the names of the sworn words themselves that fit a respondent and another whom the paper or the cited
// lines have, where what would tell them apart was dropped: the Jr. or the first name that the source has, or the first name
// right after both of a surname were spoken of.
func (p *Pass) reportBareNames(asked []int) {
	d := p.paper()
	for i := range d.facts {
		f := &d.facts[i]
		b := p.backing(f.N)
		if f.form || slices.Contains(asked, f.N) {
			continue
		}
		for _, n := range p.namesIn(f.text) {
			fits := p.partakers(n.Text)
			if len(fits) < 2 || !slices.ContainsFunc(fits, p.isRespondent) || f.text.Words[n.First].Quoted || givenName(f.text, n.First) || tradeName(b, f.text, n) || p.settledIn(f, n, fits) {
				continue
			}
			id, says, ok := p.fullerName(b, n, fits)
			if len(p.parts(n.Text).Tokens) < 2 {
				named := p.namedApart(fits)
				if p.parts(n.Text).Title != "" || endsAt(f.text, pointer, n.First-1) || len(named) < 2 || !slices.ContainsFunc(named, p.isRespondent) || p.tellsHimself(f, fits) || !p.openBefore(i, n, fits, ok) {
					continue
				}
				fits = named
				if !ok {
					id, says = fits[slices.IndexFunc(fits, p.isRespondent)], n.Text
				}
			} else if !ok || p.asWritten(b, n, fits) {
				continue
			}
			p.reportBare(b, n, id, says, fits)
			break
		}
	}
}

// tradeName reports whether a name only says whose business a place is, in the words that a cited line has for it too: at the rear of Kimball's Diner.
func tradeName(b *backing, t *diction.Text, n diction.Name) bool {
	next := n.Last + 1
	if next >= len(t.Words) || !possessive(t, n.Last) || t.Words[next].Sentence != t.Words[n.Last].Sentence || !capital(t.Words[next].Raw) {
		return false
	}
	words := t.Raw[t.Words[n.First].Start:t.Words[next].End]
	return slices.ContainsFunc(b.lines, func(l spoken) bool { return strings.Contains(l.text.Raw, words) })
}

// givenName reports whether the name at word i is told as the one that someone gave or goes by: gave his name as Ronnie, called himself Dre.
func givenName(t *diction.Text, i int) bool {
	switch {
	case wordAt(t, i-1, "himself", "herself", "themselves"):
		return true
	case wordAt(t, i-1, "as"):
		return wordAt(t, i-2, "name", "himself", "herself")
	case wordAt(t, i-1, "of"):
		return wordAt(t, i-2, "name")
	}
	return false
}

func (p *Pass) reportBare(b *backing, n diction.Name, id record.PersonID, says string, fits []record.PersonID) {
	others := slices.DeleteFunc(slices.Clone(fits), func(o record.PersonID) bool { return o == id })
	var names []string
	for _, o := range others {
		names = append(names, p.nameOf(o))
	}
	f := Flaw{
		Query:     len(p.parts(n.Text).Tokens) < 2 && p.namedBefore(b.N, fits), // it may go on from what was sworn before
		Assertion: b.N, Span: spanOf(b.text, n.Start, n.End), Rivals: others, Sworn: p.nameOf(id), Says: says,
		Message: fmt.Sprintf("“%s” as the sentence has it fits %s and %s, and nothing in it settles which is meant.", n.Text, p.nameOf(id), strings.Join(names, " and ")),
		Asks:    fmt.Sprintf("May “%s” fairly be taken to mean %s rather than %s?", n.Text, p.nameOf(id), strings.Join(names, " or ")),
	}
	if p.isRespondent(id) {
		f.Respondents = []record.PersonID{id}
	}
	for _, l := range b.lines {
		for _, m := range p.namesOf(l.text) {
			if says != n.Text && m.Text == says {
				f.Sources = append(f.Sources, l.at(m.Start, m.End))
			}
		}
	}
	p.Report(f)
}

// namedBefore reports whether an earlier assertion names one of some persons.
func (p *Pass) namedBefore(n int, who []record.PersonID) bool {
	return slices.ContainsFunc(p.paper().facts, func(f fact) bool {
		return f.N < n && slices.ContainsFunc(p.namesIn(f.text), func(o diction.Name) bool {
			return slices.ContainsFunc(p.partakers(o.Text), func(id record.PersonID) bool { return slices.Contains(who, id) })
		})
	})
}

// partakers are the persons whom a name fits and of whom a source may speak.
func (p *Pass) partakers(name string) []record.PersonID {
	return slices.DeleteFunc(slices.Clone(p.fitting(name)), func(id record.PersonID) bool {
		who := p.Matter.Person(id)
		return len(who.Roles) > 0 && !slices.ContainsFunc(who.Roles, partaking)
	})
}

// settledIn reports whether the assertion itself says whom it means by a name: by an identification, or by a fuller name.
func (p *Pass) settledIn(f *fact, n diction.Name, fits []record.PersonID) bool {
	if slices.ContainsFunc(f.Identifies, func(id record.Identification) bool { return slices.Contains(fits, id.Person) }) {
		return true
	}
	return slices.ContainsFunc(p.namesIn(f.text), func(o diction.Name) bool {
		who := p.partakers(o.Text)
		return o.First != n.First && len(who) == 1 && slices.Contains(fits, who[0])
	})
}

// fullerName finds in the cited lines the name that is like one sworn and fits only one of those whom that fits.
func (p *Pass) fullerName(b *backing, n diction.Name, fits []record.PersonID) (record.PersonID, string, bool) {
	for _, l := range b.lines {
		for _, m := range p.namesOf(l.text) {
			if who := p.partakers(m.Text); len(who) == 1 && slices.Contains(fits, who[0]) && p.like(m.Text, n.Text).Fits() {
				return who[0], m.Text, true
			}
		}
	}
	return "", "", false
}

// asWritten reports whether a cited line has a name no fuller than the one sworn.
func (p *Pass) asWritten(b *backing, n diction.Name, fits []record.PersonID) bool {
	return slices.ContainsFunc(b.lines, func(l spoken) bool {
		return slices.ContainsFunc(p.namesOf(l.text), func(m diction.Name) bool {
			return p.like(m.Text, n.Text).Fits() && len(p.partakers(m.Text)) >= len(fits)
		})
	})
}

// namedApart are those of some persons whom the sworn words have by a name that fits no other.
func (p *Pass) namedApart(who []record.PersonID) []record.PersonID {
	return slices.DeleteFunc(slices.Clone(who), func(id record.PersonID) bool {
		return !p.sworn(func(t *diction.Text) bool {
			return slices.ContainsFunc(p.namesOf(t), func(n diction.Name) bool { return slices.Equal(p.partakers(n.Text), []record.PersonID{id}) })
		})
	})
}

// openBefore reports whether what was sworn before assertion i leaves open whom a name of one word means: the last assertion that
// has a name like it has it of more than one of those whom it fits, or there is none and the cited lines do not show it either.
func (p *Pass) openBefore(i int, n diction.Name, fits []record.PersonID, shown bool) bool {
	d := p.paper()
	for i--; i >= 0; i-- {
		f := &d.facts[i]
		meant := make(map[record.PersonID]bool)
		for _, o := range p.namesIn(f.text) {
			who := p.partakers(o.Text)
			if len(who) == 1 && slices.Contains(fits, who[0]) && p.like(o.Text, n.Text).Fits() {
				meant[who[0]] = true
			}
		}
		for _, id := range f.Identifies {
			if slices.Contains(fits, id.Person) && p.like(id.Name, n.Text).Fits() {
				meant[id.Person] = true
			}
		}
		if len(meant) > 0 {
			return len(meant) > 1
		}
	}
	return !shown
}

// tellsHimself reports whether an assertion gives the word of one whom the name fits, as its source has it.
func (p *Pass) tellsHimself(f *fact, fits []record.PersonID) bool {
	return slices.ContainsFunc(f.sources, func(s *record.Source) bool { return s.Declarant != "" && slices.Contains(fits, s.Declarant) })
}
