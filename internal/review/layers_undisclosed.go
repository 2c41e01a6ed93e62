package review

import (
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

var layersUndisclosed = &Check{
	Code:  "O3",
	Name:  "layers-undisclosed",
	Title: "It does not say through whose hands the words came",
	Why: "What was said or seen reached the affiant through one who heard it or wrote it down, and the paper tells it as if " +
		"nobody stood between. Hearsay on hearsay may support a warrant, but a magistrate has to see the layers to weigh them.",
	Rests:    []doctrine.Cite{{Authority: "jones-1960", Pin: "269"}, {Authority: "ventresca-1965", Pin: "108"}},
	Severity: Weight, Force: Contestable, Link: OnWeight, By: "court", Verbatim: true,
	Mend: "Who heard or saw it, who wrote it down, and what did the affiant himself hear or read?",
	run:  findLayers,
}

// findLayers looks for cited sources that another wrote down, and of which no assertion that cites them, nor one beside it,
// says so. A paper that says once that its affiant read the reports or the log has said it for all of them.
func findLayers(p *Pass) {
	d := p.paper()
	general := p.readThemAll()
	shown := make(map[record.SourceID]bool) // sources of which an assertion has had a flaw for itself
	for i := range d.facts {
		f := &d.facts[i]
		if p.findRetold(f) {
			continue
		}
		if s, span, ok := p.claimed(f); ok {
			p.reportClaimed(f, s, span)
			shown[s.ID] = true
			continue
		}
		if h, ok := p.handDropped(f); ok && !p.saysAtLarge() {
			p.reportHand(f, h)
			shown[h.source.ID] = true
		}
	}
	p.findTranslated()
	if general {
		return
	}
	var facts []int
	var sources []At
	for _, s := range d.cited {
		if shown[s.ID] || !p.layered(s) || p.saysLayers(s) {
			continue
		}
		facts = append(facts, d.citing[s.ID]...)
		sources = append(sources, head(s))
	}
	facts = sortedUnique(facts)
	if len(facts) == 0 {
		return
	}
	n, also := first(facts)
	p.Report(Flaw{
		Assertion: n, Also: also, Span: whole(d.fact(n).text), Sources: sources,
		Message: fmt.Sprintf("This comes from %s, which the affiant did not hear or see himself as far as the record tells. "+
			"The paper does not say who heard it or wrote it down.", sourceList(sources)),
		Asks: "May a magistrate weigh these words without being told through whose hands they came?",
	})
}

// toldToAnother returns the report of another officer on which alone an assertion rests that has a witness, named and not that
// officer, tell the affiant himself, and the words in which it does so.
func (p *Pass) toldToAnother(f *fact) (*record.Source, diction.Hit) {
	d := p.paper()
	var report *record.Source
	for _, c := range f.Cites {
		s := d.source[c.Source]
		if s == nil || s.Kind != record.Report || s.Seen != record.Read || s.Author == "" || s.Author == p.App.Affiant {
			return nil, diction.Hit{}
		}
		report = s
	}
	if report == nil || f.meansPerson(report.Author) {
		return nil, diction.Hit{}
	}
	for _, h := range f.text.Hits(diction.Hearsay) {
		i := h.Last + 1
		if i < len(f.text.Words) && f.text.Words[i].Norm == "to" {
			i++
		}
		if i >= len(f.text.Words) || f.text.Words[i].Norm != "me" || f.text.Words[i].Quoted {
			continue
		}
		var teller record.PersonID
		for _, n := range p.namesIn(f.text) {
			if who := p.fitting(n.Text); n.Last < h.First && len(who) == 1 && f.text.Words[n.First].Sentence == f.text.Words[h.First].Sentence {
				teller = who[0]
			}
		}
		if who := d.person[teller]; who != nil && !who.Has(record.Officer) && !who.Has(record.Monitor) && teller != report.Author {
			return report, h
		}
	}
	return nil, diction.Hit{}
}

// findRetold leaves a flaw where an assertion swears to what its own source has from another, or to what one interviewed
// said, without saying so. It reports whether it left one.
func (p *Pass) findRetold(f *fact) bool {
	if s, h := p.toldToAnother(f); s != nil {
		p.Report(Flaw{
			Assertion: f.N, Span: hitSpan(f.text, h), Sources: []At{head(s)},
			Message: fmt.Sprintf("The sentence has this told to the affiant. Source %s is written by %s, to whom it was told, and the affiant only read it.", s.ID, p.calledBy(s.Author)),
			Asks:    fmt.Sprintf("May a magistrate weigh these words without being told that they came through %s?", p.calledBy(s.Author)),
		})
		return true
	}
	if id, r, ok := p.retold(f); ok {
		sort := ""
		if p.furtherHand(id, p.Text(r.line.Text), r) {
			sort = Retold
		}
		p.Report(Flaw{
			Assertion: f.N, Span: whole(f.text), Sort: sort, Sources: []At{{Source: id, Line: r.line.N, Span: r.span}},
			Message: fmt.Sprintf("The source has this from another (%s). The sentence does not say so.", quote(r.span.Words)),
			Asks:    fmt.Sprintf("May a magistrate weigh these words without being told %s?", quote(r.span.Words)),
		})
		return true
	}
	if p.findThroughWhom(f) {
		return true
	}
	if s := p.ownWord(f); s != nil {
		p.Report(Flaw{
			Assertion: f.N, Span: whole(f.text), Sources: []At{head(s)},
			Message: fmt.Sprintf("The source is what was told by %s. The sentence says it as a fact, and not who told it.", p.tellerOf(s)),
			Asks:    "May a magistrate weigh these words without being told whose they are?",
		})
		return true
	}
	return false
}

// tellerOf names the one whose word a source is.
func (p *Pass) tellerOf(s *record.Source) string {
	if s.Declarant == "" {
		return "someone whom the record does not name"
	}
	return p.calledBy(s.Declarant)
}

// citedSources returns the sources that an assertion rests on, once each, without those that only say whom it means.
func (f *fact) citedSources() []record.SourceID {
	var out []record.SourceID
	for _, c := range f.Cites {
		if !slices.Contains(out, c.Source) {
			out = append(out, c.Source)
		}
	}
	return out
}

// layered reports whether others stand between the thing and the affiant.
func (p *Pass) layered(s *record.Source) bool {
	if s.Seen == record.FirstHand || s.Author == p.App.Affiant || p.paper().incorporated[s.ID] {
		return false
	}
	switch s.Kind {
	case record.Intercept, record.Report, record.Interview:
		return true
	case record.Tip, record.Recording, record.Message:
		return s.Seen == record.Told || s.Author != ""
	}
	return false
}

// readThemAll reports whether an assertion without a cite of its own says that the affiant read, heard or was told things.
func (p *Pass) readThemAll() bool {
	d := p.paper()
	for i := range d.facts {
		f := &d.facts[i]
		if len(f.sources) == 0 && f.text.Has(layers) || f.text.Has(layers) && f.text.Has(whatFollows) || len(f.citedSources()) > 1 && f.text.Has(layers) {
			return true
		}
	}
	return false
}

// whatFollows is the class of words by which a sentence speaks of all that the paper goes on to cite: the sessions below, the reports cited here.
const whatFollows diction.Class = "what-follows"

// saysAtLarge reports whether an assertion that cites nothing says that the affiant has things from reports or from others.
func (p *Pass) saysAtLarge() bool {
	d := p.paper()
	return slices.ContainsFunc(d.facts, func(f fact) bool {
		return len(f.sources) == 0 && f.Basis != record.Inferred && slices.ContainsFunc(f.text.Hits(layers), func(h diction.Hit) bool { return h.Kind != "direct" })
	})
}

// saysLayers reports whether the paper says of a source through whom it came.
func (p *Pass) saysLayers(s *record.Source) bool {
	d := p.paper()
	for _, n := range d.citing[s.ID] {
		for _, f := range d.beside(d.fact(n)) {
			if hasAny(f.text, layers) || p.namesMaker(f, s) || s.Author != "" && f.meansPerson(s.Author) || s.Kind == record.Report && hasAny(f.text, officers) {
				return true
			}
			if s.Kind == record.Interview && (f.text.Has(telling) && f.text.Has(officers) || p.saidToOffice(f, s.Author) || s.Author == "" && s.Declarant != "" && p.givenAsTold(f, s.Declarant)) {
				return true
			}
		}
	}
	return false
}

// givenAsTold reports whether an assertion gives its matter as someone's word: it means him, or says that it was told, or has a word such as witness.
func (p *Pass) givenAsTold(f *fact, declarant record.PersonID) bool {
	return f.meansPerson(declarant) || f.text.Has(telling) || f.text.Has(teller)
}
