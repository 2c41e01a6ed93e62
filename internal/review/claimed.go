package review

import (
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// ownAct is the class of words for what an officer does or perceives himself.
const ownAct diction.Class = "own-act"

// claimed finds the words by which an assertion says that the affiant himself did or saw what it tells, where what it rests on was
// written by another whose paper he only read or of which he was told, or was told to him: I counted them, where a deputy did.
func (p *Pass) claimed(f *fact) (*record.Source, Span, bool) {
	if f.Basis == record.Inferred || !f.text.Has(ownAct) {
		return nil, Span{}, false
	}
	b := p.backing(f.N)
	w := f.text.Words
	for _, h := range f.text.Hits(ownAct) {
		i := h.First - 1
		if i >= 0 && (w[i].Norm == "then" || w[i].Norm == "also" || w[i].Norm == "myself") {
			i--
		}
		if i < 0 || w[i].Sentence != w[h.First].Sentence || w[h.First].Quoted || !affiantAt(f.text, i) || inSentence(f.text, w[i].Sentence, layers, "") || inSentence(f.text, w[i].Sentence, diction.Hearsay, "") {
			continue
		}
		var from *record.Source
		most := 1
		for _, l := range b.lines { // the line that the sentence is nearest to
			if n := p.sharedContent(f.text, w[i].Sentence, l.text); n > most {
				from, most = l.source, n
			}
		}
		if from == nil || p.wasThere(f, b, w[i].Sentence, from) || h.Kind == "heard" && (from.Kind == record.Interview || from.Kind == record.Tip) {
			continue
		}
		return from, spanOf(f.text, w[i].Start, h.End), true
	}
	return nil, Span{}, false
}

// wasThere reports whether a source leaves it open that the affiant did or saw what it tells himself: it is his own, a record or a
// test, or it names him; or the sentence names the other who wrote it, or the assertion him who told it; or something that the affiant wrote
// himself is cited too.
func (p *Pass) wasThere(f *fact, b *backing, sentence int, s *record.Source) bool {
	switch s.Kind {
	case record.Interview, record.Tip:
		return s.Declarant == p.App.Affiant || s.Declarant != "" && f.meansPerson(s.Declarant)
	case record.Observation, record.Report, record.Intercept:
		return s.Author == "" || s.Author == p.App.Affiant || s.Seen != record.Read && s.Seen != record.Told || p.sentenceNames(f.text, sentence, s.Author) || p.namesAffiant(s) ||
			slices.ContainsFunc(b.lines, func(l spoken) bool { return l.source.Author == p.App.Affiant })
	}
	return true
}

// sentenceNames reports whether a sentence of a text names a person.
func (p *Pass) sentenceNames(t *diction.Text, sentence int, id record.PersonID) bool {
	return slices.ContainsFunc(p.namesIn(t), func(n diction.Name) bool {
		return t.Words[n.First].Sentence == sentence && slices.Contains(p.fitting(n.Text), id)
	})
}

// sharedContent counts the words of content of a line that a sentence has, names apart.
func (p *Pass) sharedContent(t *diction.Text, sentence int, line *diction.Text) int {
	n := 0
	for _, w := range p.wordsOf(line) {
		if p.hasKin(t, sentence, w, false) {
			n++
		}
	}
	return n
}

// affiantAt reports whether word i means the affiant: I, or the affiant.
func affiantAt(t *diction.Text, i int) bool {
	return t.Words[i].Norm == "i" || t.Words[i].Norm == "affiant"
}

// namesAffiant reports whether the lines of a source have the affiant's name, so that he was there too.
func (p *Pass) namesAffiant(s *record.Source) bool {
	who := p.Matter.Person(p.App.Affiant)
	return who != nil && slices.ContainsFunc(p.sourceNames(s), func(n string) bool { return slices.Contains(p.fitting(n), who.ID) })
}

func (p *Pass) reportClaimed(f *fact, s *record.Source, span Span) {
	p.Report(Flaw{
		Assertion: f.N, Span: span, Sources: []At{head(s)}, Sort: Claimed,
		Message: fmt.Sprintf("The sentence has “%s”. Source %s is the word of another, and the affiant, as far as the record tells, was not there.", span.Words, s.ID),
		Asks:    "May a magistrate weigh these words without being told whose they are?",
	})
}
