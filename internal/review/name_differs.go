package review

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// differingName reports a full name that the record does not have, where the source has one with the same given name or
// the same surname, and another for the rest. Spellings of one name are another check's.
func (p *Pass) differingName(b *backing) bool {
	for _, n := range p.namesOf(b.text) {
		x := p.parts(n.Text).Tokens
		if len(x) < 2 || !b.plain(n.First) || b.hasWords(n.Text) || p.titled(b.text, n, x) || p.wordsCited(b, x) {
			continue
		}
		if l, m, ok := p.anotherOfTheName(b, n); ok {
			return p.differs(b, n.Start, n.End, l.at(m.Start, m.End))
		}
		if p.recorded(n.Text) {
			continue
		}
		if _, _, _, ok := p.respelled(b, n); ok {
			continue
		}
		for _, l := range b.lines {
			for _, m := range p.namesOf(l.text) {
				if halfSame(x, p.parts(m.Text).Tokens) && !p.namedIn(b.text, m.Text) {
					return p.differs(b, n.Start, n.End, l.at(m.Start, m.End))
				}
			}
		}
		for _, s := range b.elsewhere() {
			for _, id := range []record.PersonID{s.Declarant, s.Author} {
				if who := p.Matter.Person(id); who != nil && halfSame(x, p.parts(who.Name).Tokens) && !p.namedIn(b.text, who.Name) {
					return p.differs(b, n.Start, n.End, At{Source: s.ID, Span: Span{Words: who.Name}})
				}
			}
		}
	}
	return false
}

// wordsCited reports whether every word of a name stands in the cited lines or in the name of one who tells them, in whatever order: Lone Pine,
// for Pine, Delbert Lone.
func (p *Pass) wordsCited(b *backing, tokens []string) bool {
	var texts []*diction.Text
	for _, l := range b.lines {
		texts = append(texts, l.text)
	}
	for _, s := range b.elsewhere() {
		for _, id := range []record.PersonID{s.Declarant, s.Author} {
			if who := p.Matter.Person(id); who != nil {
				texts = append(texts, p.Text(who.Name))
			}
		}
	}
	return !slices.ContainsFunc(tokens, func(token string) bool {
		return !slices.ContainsFunc(texts, func(t *diction.Text) bool { return hasFolded(t, token) })
	})
}

// titled reports whether a name begins with what its bearer is, a title that no vocabulary has: State Fire Marshal, Harbor Master.
func (p *Pass) titled(t *diction.Text, n diction.Name, tokens []string) bool {
	return !standsAt(t, diction.Given, n.First) && slices.ContainsFunc(tokens[:len(tokens)-1], p.collator().PersonNoun)
}

// anotherOfTheName finds the full name of one person of the matter in the cited lines where the sworn words have that of another who
// shares his surname: Marek for Adam, Jr. for Sr. Nothing cited, for the sentence or for whom it means, has the other.
func (p *Pass) anotherOfTheName(b *backing, n diction.Name) (spoken, diction.Name, bool) {
	who := p.fitting(n.Text)
	if len(who) != 1 || p.speaks(b, who[0]) {
		return spoken{}, diction.Name{}, false
	}
	behind := slices.Clone(b.lines)
	for _, id := range b.Identifies {
		for _, c := range id.Cites {
			behind = append(behind, p.linesOf(c)...)
		}
	}
	for _, l := range behind {
		if slices.ContainsFunc(p.namesIn(l.text), func(m diction.Name) bool {
			all := p.fitting(m.Text)
			return len(all) != 1 && slices.Contains(all, who[0]) || len(all) == 1 && all[0] == who[0]
		}) {
			return spoken{}, diction.Name{}, false
		}
	}
	x := p.parts(n.Text)
	for _, l := range b.lines {
		if l.source.Author == who[0] || l.source.Declarant == who[0] || l.source.Talker(l.line.Speaker) != nil {
			continue
		}
		for _, m := range p.namesOf(l.text) {
			y, other := p.parts(m.Text), p.fitting(m.Text)
			if len(other) != 1 || len(y.Tokens) < 2 || p.namedIn(b.text, m.Text) || x.Tokens[len(x.Tokens)-1] != y.Tokens[len(y.Tokens)-1] {
				continue
			}
			if !slices.ContainsFunc(p.namesIn(b.text), func(o diction.Name) bool { return slices.Contains(p.fitting(o.Text), other[0]) }) {
				return l, m, true
			}
		}
	}
	return spoken{}, diction.Name{}, false
}

// recorded reports whether a name fits one of the people of the matter, or stands in a source.
func (p *Pass) recorded(name string) bool {
	if len(p.fitting(name)) > 0 {
		return true
	}
	for i := range p.Matter.Sources {
		if slices.ContainsFunc(p.sourceNames(&p.Matter.Sources[i]), func(o string) bool { return p.like(name, o).Fits() }) {
			return true
		}
	}
	return false
}

// hasWords reports whether a cited line has these very words, whatever was read as a name there.
func (b *backing) hasWords(words string) bool {
	return slices.ContainsFunc(b.lines, func(l spoken) bool {
		return strings.Contains(strings.ToLower(l.text.Raw), strings.ToLower(words))
	})
}

func (p *Pass) namedIn(t *diction.Text, name string) bool {
	return slices.ContainsFunc(p.namesOf(t), func(n diction.Name) bool { return p.like(n.Text, name) == diction.Same })
}

// halfSame reports whether two full names have the first word or the last in common, and not the other.
func halfSame(x, y []string) bool {
	if len(x) < 2 || len(y) < 2 || len(x[0]) < 2 || len(y[0]) < 2 {
		return false
	}
	return (x[0] == y[0]) != (x[len(x)-1] == y[len(y)-1])
}
