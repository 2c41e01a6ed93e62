package review

import (
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

var contraryLeftOut = &Check{
	Code:  "O4",
	Name:  "contrary-left-out",
	Title: "What speaks against it is left out",
	Why: "A source that the affiant had says the contrary of what is sworn, or undercuts the one who tells it, and nothing " +
		"sworn says so. An affiant need not put in all he knows. An omission counts under Franks only if it was deliberate or " +
		"reckless and the paper would fail with the fact put in.",
	Rests:    []doctrine.Cite{{Authority: "franks-1978", Pin: "155-156"}},
	Severity: Who, Force: Contestable, Link: OnOmission, Mindful: true, By: "factfinder",
	Mend: "Does any source say the contrary, and do the sworn words tell the magistrate of it?",
	run:  findContrary,
}

// findContrary reads every line of every source that no assertion cites, and looks for one that denies what an assertion
// says or undercuts it. One flaw is left for each assertion, at the line that touches it most.
func findContrary(p *Pass) {
	d := p.paper()
	best := make(map[int]contrary)
	for i := range p.Matter.Sources {
		s := &p.Matter.Sources[i]
		if d.incorporated[s.ID] || !p.had(s) {
			continue
		}
		for j := range s.Lines {
			l := &s.Lines[j]
			t := p.Text(l.Text)
			if !hasAny(t, adverse, diction.Negation) || p.citesLine(s, l.N) {
				continue
			}
			c, ok := p.contrary(s, l, t)
			if ok && c.shares > best[c.fact.N].shares {
				best[c.fact.N] = c
			}
		}
	}
	for i := range d.facts {
		if c, ok := best[d.facts[i].N]; ok {
			p.reportContrary(c)
		}
	}
}

// A contrary is a line that speaks against an assertion.
type contrary struct {
	fact   *fact
	source *record.Source
	line   *record.Line
	span   Span
	shares int
}

// contrary finds the assertion that a line speaks against, if nothing sworn tells of the line.
func (p *Pass) contrary(s *record.Source, l *record.Line, t *diction.Text) (contrary, bool) {
	d := p.paper()
	words := p.content(t)
	var best contrary
	for i := range d.facts {
		f := &d.facts[i]
		if f.form || f.aside {
			continue
		}
		own := p.content(f.text)
		n := shared(words, own)
		if n < 2 && !(n > 0 && p.sameTeller(f, s)) && !p.undercuts(f, s, t) && !p.clears(f, t) {
			continue
		}
		h, ok := p.against(t, f, own)
		if ok && n+1 > best.shares {
			best = contrary{f, s, l, hitSpan(t, h), n + 1}
		}
	}
	if best.fact == nil || p.told(t, words) {
		return contrary{}, false
	}
	return best, true
}

// against returns the words of t that speak against f: words that undercut, or a denial of a word of f.
func (p *Pass) against(t *diction.Text, f *fact, own map[string]bool) (diction.Hit, bool) {
	if hits := t.Hits(adverse); len(hits) > 0 && !f.text.Has(adverse) {
		return hits[0], true
	}
	if negated(f.text) {
		return diction.Hit{}, false
	}
	for _, h := range negations(t) {
		for i := h.Last + 1; i < len(t.Words) && i <= h.Last+3 && t.Words[i].Sentence == t.Words[h.Last].Sentence; i++ {
			if t.Words[i].Quoted == t.Words[h.Last].Quoted && own[t.Words[i].Stem] && !capital(t.Words[i].Raw) && p.verb(t, i) {
				h.Last, h.End = i, t.Words[i].End
				return h, true
			}
		}
	}
	return diction.Hit{}, false
}

// verb reports whether word i is one that tells what someone did or saw.
func (p *Pass) verb(t *diction.Text, i int) bool {
	for _, c := range []diction.Class{deeds, having, seeing, diction.Act, diction.Own} {
		if endsAt(t, c, i) {
			return true
		}
	}
	return false
}

// sameTeller reports whether f rests on the source, or on the same declarant.
func (p *Pass) sameTeller(f *fact, s *record.Source) bool {
	for _, o := range f.sources {
		if o == s || s.Declarant != "" && o.Declarant == s.Declarant {
			return true
		}
	}
	return false
}

// undercuts reports whether a line of words that undercut is about the one on whose word f rests.
func (p *Pass) undercuts(f *fact, s *record.Source, t *diction.Text) bool {
	if !t.Has(adverse) {
		return false
	}
	for _, o := range f.sources {
		if o.Declarant == "" || p.ordinary(o.Declarant) && !p.sameTeller(f, s) {
			continue
		}
		who := p.paper().person[o.Declarant]
		if s.Declarant == o.Declarant || who != nil && p.namesPerson(t, who) {
			return true
		}
	}
	return false
}

// clears reports whether a line says that it was someone else, or elsewhere, of a respondent whom both it and f name.
func (p *Pass) clears(f *fact, t *diction.Text) bool {
	return t.Has(clearing) && slices.ContainsFunc(p.App.Respondents, func(r record.PersonID) bool {
		who := p.paper().person[r]
		return who != nil && f.meansPerson(r) && p.likeNamed(t, who)
	})
}

// told reports whether the sworn words tell of a line: they have its words that undercut, or a denial that shares the
// greater part of its words.
func (p *Pass) told(t *diction.Text, words map[string]bool) bool {
	return p.sworn(func(o *diction.Text) bool {
		for _, h := range t.Hits(adverse) {
			for _, g := range o.Hits(adverse) {
				if g.Means == h.Means {
					return true
				}
			}
		}
		n := shared(words, p.content(o))
		return hasAny(o, adverse, diction.Negation) && n >= 2 && 2*n >= len(words)
	})
}

// citesLine reports whether an assertion cites that very line.
func (p *Pass) citesLine(s *record.Source, n int) bool {
	d := p.paper()
	for _, a := range d.citing[s.ID] {
		for _, c := range d.fact(a).cites() {
			if c.Source == s.ID && c.From > 0 && c.From <= n && n <= c.To {
				return true
			}
		}
	}
	return false
}

func (p *Pass) reportContrary(c contrary) {
	p.Report(Flaw{
		Assertion: c.fact.N, Span: whole(c.fact.text), Sources: []At{at(c.source, c.line, c.span)}, Searched: p.searched(),
		Message: fmt.Sprintf("Source %s says %s. It speaks against what is sworn here, and nothing sworn tells of it.",
			c.source.ID, quote(c.line.Text)),
		Asks: fmt.Sprintf("Was it reckless to leave out %s?", quote(c.line.Text)),
	})
}
