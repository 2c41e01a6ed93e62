package review

import (
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// findNamesakes looks, in each assertion that names a respondent in full where a line that it cites has an initial and a
// name, for another person of the record whom these fit as well, and of whom the paper says nothing: signed D. Bell.
func (p *Pass) findNamesakes(done map[record.PersonID]bool) {
	p.assertions(func(b *backing) {
		for _, l := range b.lines {
			for _, m := range p.namesOf(l.text) {
				if !byInitial(p.parts(m.Text)) {
					continue
				}
				for _, r := range p.App.Respondents {
					q, ok := p.namesakeLeftOut(b, l, m, r)
					if done[r] || !ok {
						continue
					}
					done[r] = true
					p.Report(Flaw{
						Assertion: b.N, Person: r, Rivals: []record.PersonID{q.ID}, Respondents: only(r), Searched: p.searched(),
						Span: whole(b.text), Sources: []At{l.at(m.Start, m.End)}, Says: m.Text, Sworn: p.nameOf(r),
						Message: fmt.Sprintf("The source has %s, and the sentence names %s. The name fits %s too, of whom nothing sworn tells.",
							quote(m.Text), p.nameOf(r), q.Name),
						Asks: fmt.Sprintf("Was it reckless to leave out that %s may be %s?", quote(m.Text), q.Name),
					})
				}
			}
		}
	})
}

// byInitial reports whether a name has an initial beside another word.
func byInitial(n diction.NameParts) bool {
	return len(n.Tokens) > 1 && slices.ContainsFunc(n.Tokens, func(t string) bool { return len(t) == 1 }) &&
		slices.ContainsFunc(n.Tokens, func(t string) bool { return len(t) > 1 }) && (len(n.Tokens[0]) == 1 || len(n.Tokens) == 2)
}

// namesakeLeftOut returns the other person whom a name of a line fits, where the assertion names the respondent by more than
// the line does, no identification says how he is known in that source, and neither the other nor a tie between them is sworn.
func (p *Pass) namesakeLeftOut(b *backing, l spoken, m diction.Name, r record.PersonID) (*record.Person, bool) {
	who := p.Matter.Person(r)
	if who == nil || !p.fitsInPart(m.Text, who) || !p.namedInFull(b.text, m.Text, who) || p.namedInFull(l.text, m.Text, who) ||
		p.speaks(b, r) || p.basedElsewhere(b, m.Text, r) {
		return nil, false
	}
	for i := range p.Matter.People {
		q := &p.Matter.People[i]
		if q.ID == r || len(q.Roles) > 0 && !slices.ContainsFunc(q.Roles, partaking) || !p.fitsInPart(m.Text, q) || p.speaksOf(who, q.Name) || p.tieSworn(who, q) {
			continue
		}
		if slices.ContainsFunc(q.Names(), func(n string) bool { return p.like(n, who.Name) == diction.Same }) {
			continue // no word tells the two apart
		}
		return q, true
	}
	return nil, false
}

// fitsInPart reports whether a name may mean a person and is neither his name nor one of his aliases.
func (p *Pass) fitsInPart(name string, who *record.Person) bool {
	fits := false
	for _, own := range who.Names() {
		l := p.like(name, own)
		if l == diction.Same {
			return false
		}
		fits = fits || l.Fits()
	}
	return fits
}

// namedInFull reports whether a text has a name of the person, in two words or more, that says more than another name does.
func (p *Pass) namedInFull(t *diction.Text, than string, who *record.Person) bool {
	return slices.ContainsFunc(p.namesOf(t), func(n diction.Name) bool {
		tokens := p.parts(n.Text).Tokens
		return len(tokens) > 1 && len(tokens[0]) > 1 && len(tokens[len(tokens)-1]) > 1 && p.like(n.Text, than) != diction.Same && p.like(n.Text, who.Name).Fits()
	})
}

// tieSworn reports whether the sworn words have the word for a tie between two people: his brother.
func (p *Pass) tieSworn(a, b *record.Person) bool {
	for _, x := range [][2]*record.Person{{a, b}, {b, a}} {
		for _, t := range x[0].Ties {
			if t.To != x[1].ID {
				continue
			}
			tie := p.Text(t.As)
			if len(tie.Words) > 0 && p.sworn(func(o *diction.Text) bool { return wordIn(o, tie.Words[0].Stem) }) {
				return true
			}
		}
	}
	return false
}
