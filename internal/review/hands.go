package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// A hand is one who stands between a thing and the affiant, and of whom an assertion does not tell.
type hand struct {
	source *record.Source
	line   *record.Line
	span   Span   // the words of the line by which he heard or saw it
	teller bool   // what he writes down is what another told him
	name   string // the word for that other, if the line has one
}

// handDropped finds the cited line that another wrote down, as what he was told or what he saw himself, where the assertion
// tells it without him. An assertion that goes on with the same source after one that told of him need not do so again.
func (p *Pass) handDropped(f *fact) (hand, bool) {
	if f.Basis == record.Inferred || f.form || f.aside {
		return hand{}, false
	}
	for _, c := range f.Cites {
		s := p.paper().source[c.Source]
		if s == nil || c.From == 0 || !p.layered(s) || s.Kind.Spoken() || s.Author == "" {
			continue
		}
		lines, err := s.Resolve(c)
		if err != nil {
			continue
		}
		for _, l := range lines {
			h, ok := p.handIn(s, l)
			if ok && p.takesUp(f, l) && !p.tellsOfHand(f, h) {
				return h, true
			}
		}
	}
	return hand{}, false
}

// handIn says by which words of a line its author had it: another told him, or he saw it. What an interview or an informant's
// statement has was told to whoever wrote it down.
func (p *Pass) handIn(s *record.Source, l *record.Line) (hand, bool) {
	t := p.Text(l.Text)
	if len(t.Words) == 0 {
		return hand{}, false
	}
	if s.Kind != record.Report && s.Declarant != "" {
		return hand{s, l, whole(t), true, p.calledBy(s.Declarant)}, true
	}
	for _, r := range p.retellings(t) {
		if r.whose >= 0 && !p.namesOne(t, r.whose, s.Author) {
			return hand{s, l, r.span, true, t.Words[r.whose].Stem}, true
		}
	}
	for _, h := range t.Hits(diction.Hearsay) {
		if i := h.Last + 1; i < len(t.Words) && (t.Words[i].Norm == "me" || t.Words[i].Norm == "us") && !t.Words[h.First].Quoted {
			return hand{s, l, hitSpan(t, h), true, ""}, true
		}
	}
	for i, w := range t.Words {
		if (w.Norm == "i" || w.Norm == "we") && !w.Quoted {
			return hand{s, l, spanOf(t, w.Start, t.Words[min(i+1, len(t.Words)-1)].End), false, ""}, true
		}
	}
	return hand{}, false
}

// namesOne reports whether word i of a text belongs to a name of the person, or to what he goes by: the witness.
func (p *Pass) namesOne(t *diction.Text, i int, id record.PersonID) bool {
	if who := p.paper().person[id]; who != nil && slices.ContainsFunc(who.Aliases, func(as string) bool {
		words := folded(p.Text(as))
		return slices.Index(words, t.Words[i].Norm) > 0 && runsAt(t, i-slices.Index(words, t.Words[i].Norm), words)
	}) {
		return true
	}
	return slices.ContainsFunc(t.Names(), func(n diction.Name) bool {
		return n.First <= i && i <= n.Last && slices.Contains(p.fitting(n.Text), id)
	})
}

// takesUp reports whether an assertion has a good part of the words of a line.
func (p *Pass) takesUp(f *fact, l *record.Line) bool {
	words := p.content(p.Text(l.Text))
	n := shared(words, p.content(f.text))
	return n >= 2 && 3*n >= len(words)
}

// tellsOfHand reports whether an assertion, one of its paragraph, or the one before it in a run that rests on the same
// source, tells through whom it came. Where another told it, the run must have said that he told it to someone.
func (p *Pass) tellsOfHand(f *fact, h hand) bool {
	d := p.paper()
	if slices.ContainsFunc(d.beside(f), func(o *fact) bool { return p.showsHand(o, h) }) {
		return true
	}
	if h.teller && (hearerNamed(f.text) || p.saidToOffice(f, h.source.Author)) {
		return true
	}
	for _, n := range d.citing[h.source.ID] {
		if o := d.fact(n); n < f.N && p.showsHand(o, h) && (!h.teller || o.meansPerson(h.source.Author) && slices.ContainsFunc(o.text.Hits(layers), func(l diction.Hit) bool { return l.Kind != "direct" })) {
			return true // said once of the source, and a reader who goes on knows it
		}
	}
	for _, o := range p.runBefore(f, h.source) {
		if p.showsHand(o, h) && (!h.teller || p.saysHeTold(o.text, h.name) || h.name == "" && len(o.text.Hits(telling)) > 1 || p.saysWhose(f) && p.givesTeller(o, h.source)) {
			return true
		}
	}
	return false
}

// givesTeller reports whether an assertion cites a line of a source that is what another told its author.
func (p *Pass) givesTeller(f *fact, s *record.Source) bool {
	return slices.ContainsFunc(f.Cites, func(c record.Cite) bool {
		if c.Source != s.ID || c.From == 0 {
			return false
		}
		lines, err := s.Resolve(c)
		return err == nil && slices.ContainsFunc(lines, func(l *record.Line) bool {
			h, ok := p.handIn(s, l)
			return ok && h.teller
		})
	})
}

// saysWhose reports whether an assertion tells whose word or mind its matter is from: he stated, she remembers, in her view.
func (p *Pass) saysWhose(f *fact) bool {
	return hasAny(f.text, telling, recalling, diction.Hearsay) || accountOf(f.text)
}

// accountOf reports whether a text speaks of someone's account: her explanation, Frey's answer.
func accountOf(t *diction.Text) bool {
	for i := range t.Words {
		if i > 0 && wordAt(t, i, "explanation", "account", "answer", "story", "statement", "version", "claim", "description", "word") && (possessive(t, i-1) || wordAt(t, i-1, "his", "her", "their")) {
			return true
		}
	}
	return false
}

// saysHeTold reports whether a verb of telling in a text has a word of the name close before it.
func (p *Pass) saysHeTold(t *diction.Text, name string) bool {
	stems := p.Text(name).Words
	return slices.ContainsFunc(t.Hits(diction.Hearsay), func(h diction.Hit) bool {
		for i := max(0, h.First-12); i < h.First; i++ {
			if t.Words[i].Sentence == t.Words[h.First].Sentence && slices.ContainsFunc(stems, func(w diction.Word) bool { return w.Stem == t.Words[i].Stem }) {
				return true
			}
		}
		return false
	})
}

// showsHand reports whether an assertion names the one who wrote a source down, or an officer, or speaks of his paper.
func (p *Pass) showsHand(f *fact, h hand) bool {
	return f.meansPerson(h.source.Author) || hasAny(f.text, officers) ||
		slices.ContainsFunc(f.text.Hits(layers), func(l diction.Hit) bool {
			return l.Kind != "direct" && !(h.teller && l.First == l.Last && strings.HasSuffix(f.text.Words[l.First].Norm, "ed") && hasAt(f.text, diction.Hearsay, l.First))
		})
}

// hearerNamed reports whether a verb of telling has the one who heard it after it: told him, told the sergeant.
func hearerNamed(t *diction.Text) bool {
	return slices.ContainsFunc(t.Hits(diction.Hearsay), func(h diction.Hit) bool {
		i := h.Last + 1
		return i < len(t.Words) && t.Words[i].Sentence == t.Words[h.Last].Sentence && hasAt(t, pronouns, i) && hitAt(t, pronouns, i).Kind != "subject"
	})
}

// saidToOffice reports whether an assertion says that its matter was told to the office to which a person belongs: she complained to the
// Ashford Police Department. Which of its officers took it down a magistrate need not be told.
func (p *Pass) saidToOffice(f *fact, id record.PersonID) bool {
	who := p.paper().person[id]
	if who == nil || who.Of == "" {
		return false
	}
	office := folded(p.Text(who.Of))
	for i := range f.text.Words {
		if (wordAt(f.text, i, "to") || wordAt(f.text, i, "the") && wordAt(f.text, i-1, "to")) && runsAt(f.text, i+1, office) {
			return true
		}
	}
	return false
}

func (p *Pass) reportHand(f *fact, h hand) {
	how := "saw"
	if h.teller {
		how = "heard"
	}
	p.Report(Flaw{
		Assertion: f.N, Span: whole(f.text), Sources: []At{{Source: h.source.ID, Line: h.line.N, Span: h.span}},
		Message: fmt.Sprintf("It was %s who %s this and wrote it down, in source %s. Neither this sentence nor one that it goes on from says so.",
			p.calledBy(h.source.Author), how, h.source.ID),
		Asks: fmt.Sprintf("May a magistrate weigh these words without being told that %s stands between?", p.calledBy(h.source.Author)),
	})
}
