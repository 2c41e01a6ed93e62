package review

import (
	"slices"

	"github.com/affiant-project/affiant/internal/collation"
	"github.com/affiant-project/affiant/internal/diction"
)

// How many words of a sentence may be none of its source's for a difference of each sort still to tell something. Taken from
// sound papers and papers with planted faults that others wrote: below these, nearly all faults lie; above, free retelling.
const (
	mostBeside  = 2 // beside a thing, act, quality or place that a case is unlikely to turn on
	mostTurned  = 2 // beside a denial that the other side lacks
	sureClose   = 1 // beside a denial, or a word of place, for it to be a flaw and no query: beyond it sound papers had as many as flawed ones
	mostDoubted = 4 // beside a clause that the source doubts
	mostLacking = 1 // where a clause of the source was left out that takes something back
)

// A sentence of so many words that rests on so many lines retells them: of what one sign alone found in such sentences, in papers that others
// wrote, more than half was no fault.
const (
	longSentence = 25
	severalLines = 2
)

// mayBeRetold reports whether a finding stands in a long sentence that joins several lines, and is no slip of the pen in a figure.
func (p *Pass) mayBeRetold(f Flaw) bool {
	b := p.backing(f.Assertion)
	if b == nil || len(b.lines) < severalLines {
		return false
	}
	first, last := b.text.Between(diction.Span{Start: f.Span.Start, End: f.Span.End})
	if first >= last {
		return false
	}
	n := 0
	for _, w := range b.text.Words {
		if w.Sentence == b.text.Words[first].Sentence {
			n++
		}
	}
	return n >= longSentence && !ofTheHand(p.Text(f.Sworn), p.Text(f.Says))
}

// departs counts the words of an assertion's sentence, those from first to last apart, that are none of the cited lines'.
func (p *Pass) departs(b *backing, first, last int) int {
	var lines []*diction.Text
	for _, l := range b.lines {
		lines = append(lines, l.text)
	}
	return p.collator().Departs(b.text, lines, first, last)
}

// standsIn reports whether a word of an assertion may be no more than another word for one of its lines that it leaves out.
func (p *Pass) standsIn(b *backing, first int, verb bool) bool {
	var lines []*diction.Text
	for _, l := range b.lines {
		lines = append(lines, l.text)
	}
	return p.collator().StandsIn(b.text, lines, first, verb)
}

// collator lays texts side by side for this pass.
func (p *Pass) collator() *collation.Collator {
	if p.kept.collator == nil {
		p.kept.collator = collation.New(p.Lexicon, p.named)
	}
	return p.kept.collator
}

// identifierWord is the class of words before an identifier: plate, serial, case number.
const identifierWord diction.Class = "identifier"

// denyingWord is the class of words that deny without a negation of grammar: empty, missing.
const denyingWord diction.Class = "nay"

// plainWords reports whether an excess is one that any free retelling may bring in: no drug, weapon or person, no act that
// a charge may turn on, no word of certainty.
func plainWords(x excess) bool {
	for _, u := range x.terms {
		switch {
		case u.Kind == "confess":
			return true // in a free retelling no more than "said"
		case u.Is(diction.Drug, diction.Weapon, diction.Certainty):
			return false
		case u.Is(diction.Act) && grave(u.Kind), u.Is(diction.Thing) && u.Kind == "weighty":
			return false
		}
	}
	return x.kind == "thing" || x.kind == "act" || x.kind == "amount" && !x.measured
}

// mayStandFor reports whether a word put in another's place is one that a retelling exchanges freely: a quality that is no side
// or colour, and an act that no charge turns on. Poor light is bad light, and who squares up settles.
func (p *Pass) mayStandFor(b *backing, d collation.Difference) bool {
	switch d.Sort {
	case collation.Quality:
		return !standsAt(b.text, diction.Direction, d.Sworn.First)
	case collation.Act:
		return !slices.ContainsFunc(b.text.Hits(diction.Act), func(h diction.Hit) bool {
			return h.First <= d.Sworn.Last && d.Sworn.First <= h.Last && h.Kind != "ordinary"
		})
	}
	return false
}

// grave are the kinds of acts that charge the one who did them.
func grave(kind string) bool {
	switch kind {
	case "violence", "theft", "fire", "sexual", "deal", "agree", "offence":
		return true
	}
	return false
}
