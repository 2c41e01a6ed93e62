package review

import (
	"fmt"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// findThroughWhom leaves a flaw where an assertion hides who stands between, in one of these ways. It reports whether it left one.
func (p *Pass) findThroughWhom(f *fact) bool {
	asks := "May a magistrate weigh these words without being told through whom they came?"
	if h, at, ok := p.sawHimself(f); ok {
		p.Report(Flaw{
			Assertion: f.N, Span: hitSpan(f.text, h), Sort: Retold, Sources: []At{at},
			Message: fmt.Sprintf("The sentence has “%s” of one who, by the source, has it from another or did not perceive it: “%s”.", f.text.Raw[h.Start:h.End], at.Span.Words),
			Asks:    asks,
		})
		return true
	}
	if r, s, ok := p.dropsTeller(f); ok {
		p.Report(Flaw{
			Assertion: f.N, Span: whole(f.text), Sort: Retold, Sources: []At{{Source: s.ID, Line: r.line.N, Span: r.span}},
			Message: fmt.Sprintf("The source has this from another (%s). The sentence does not say so.", quote(r.span.Words)),
			Asks:    asks,
		})
		return true
	}
	if s, span, ok := p.wrongHearer(f); ok {
		p.Report(Flaw{
			Assertion: f.N, Span: span, Sources: []At{head(s)},
			Message: fmt.Sprintf("The sentence has “%s”. Source %s is what %s told %s.", span.Words, s.ID, p.calledBy(s.Declarant), p.calledBy(s.Author)),
			Asks:    asks,
		})
		return true
	}
	return false
}

// wrongHearer finds the words by which an assertion has someone tell the affiant himself, where all that it cites is what another told him,
// or what another officer heard and the affiant only read.
func (p *Pass) wrongHearer(f *fact) (*record.Source, Span, bool) {
	for _, h := range f.text.Hits(diction.Hearsay) {
		if f.text.Words[h.First].Quoted || !wordAt(f.text, h.First, "told", "informed", "advised") {
			continue
		}
		var who []record.PersonID
		span := hitSpan(f.text, h)
		switch {
		case wordAt(f.text, h.Last+1, "me"):
			for _, n := range p.namesIn(f.text) {
				opens := n.First == 0 || f.text.Words[n.First-1].Sentence != f.text.Words[n.First].Sentence
				if n.Last == h.First-1 && f.text.Raw[n.End:h.Start] == " " && !wordAt(f.text, n.First-1, "of", "to", "for", "with", "by", "from", "and", "or") || opens && n.End < h.Start && f.text.Words[n.First].Sentence == f.text.Words[h.First].Sentence && f.text.Raw[n.End] == ',' && f.text.Raw[h.Start-2] == ',' {
					who, span = p.fitting(n.Text), spanOf(f.text, n.Start, f.text.Words[h.Last+1].End)
				}
			}
		case wordAt(f.text, h.First-1, "was") && wordAt(f.text, h.First-2, "i") && wordAt(f.text, h.Last+1, "by"):
			for _, n := range p.namesIn(f.text) {
				if n.First >= h.Last+2 && n.First <= h.Last+3 {
					who, span = p.fitting(n.Text), spanOf(f.text, f.text.Words[h.First-2].Start, n.End)
				}
			}
		}
		if len(who) != 1 || len(f.Cites) == 0 {
			continue
		}
		var s *record.Source
		for _, c := range f.Cites {
			s = p.paper().source[c.Source]
			if s == nil || s.Kind != record.Interview && s.Kind != record.Tip || s.Declarant == "" || s.Author == "" {
				return nil, Span{}, false
			}
			if s.Declarant == who[0] && (s.Author == "" || s.Author == p.App.Affiant || s.Seen == record.FirstHand || f.meansPerson(s.Author)) || s.Author == who[0] {
				return nil, Span{}, false
			}
		}
		return s, span, true
	}
	return nil, Span{}, false
}
