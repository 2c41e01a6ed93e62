package review

import (
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

var bareConclusion = &Check{
	Code:  "P7",
	Name:  "bare-conclusion",
	Title: "A conclusion without a fact",
	Why: "The sentence says that he did it, or what he is known as, in the words of the statute or of suspicion, and tells no " +
		"fact from which a magistrate could see it for himself. Such words carry no weight, whoever swears to them.",
	Rests: []doctrine.Cite{
		{Authority: "nathanson-1933", Pin: "46-47"}, {Authority: "giordenello-1958", Pin: "486"}, {Authority: "aguilar-1964"},
		{Authority: "spinelli-1969", Pin: "414"}, {Authority: "whiteley-1971"},
	},
	Severity: Who, Force: Decisive, Link: OnSource, By: "court",
	Mend: "Who saw, heard or found what, when and where, and which source says so?",
	run:  findBare,
}

// findBare looks for sentences of mere conclusion. One that gives a bad name is bare wherever it stands; one that says that
// there is cause, or that tracks the statute, matters where it is offered for an element or where the paper has nothing else.
func findBare(p *Pass) {
	d := p.paper()
	alone := !slices.ContainsFunc(d.facts, func(f fact) bool { return !f.form && !f.aside && p.bare(&f) == nil })
	for i := range d.facts {
		f := &d.facts[i]
		h := p.bare(f)
		if h == nil {
			h = p.rootless(f)
		}
		if h == nil || h.Class != repute && !alone && !p.offeredOn(f.N) {
			continue
		}
		var at []int
		for j, g := range p.Grounds {
			if slices.Contains(g.On, f.N) && p.onlyBare(g) {
				at = append(at, j)
			}
		}
		p.Report(Flaw{
			Assertion: f.N, Grounds: at, Span: hitSpan(f.text, *h),
			Message: fmt.Sprintf("The words %s state a conclusion. The sentence gives no fact and no source from which a magistrate could draw it.",
				quote(f.text.Raw[h.Start:h.End])),
			Asks: fmt.Sprintf("Is there a fact in %s?", quote(f.Text)),
		})
	}
}

// offeredOn reports whether an assertion is offered for an element, by the file, or with nothing but other bare ones beside
// it where the file offers none.
func (p *Pass) offeredOn(n int) bool {
	return slices.ContainsFunc(p.Grounds, func(g Ground) bool {
		return slices.Contains(g.On, n) && (!g.Worked || p.onlyBare(g))
	})
}

// onlyBare reports whether a ground has nothing but conclusions.
func (p *Pass) onlyBare(g Ground) bool {
	return !slices.ContainsFunc(p.groundFacts(g), func(f *fact) bool { return p.bare(f) == nil && p.rootless(f) == nil })
}

// bare returns the words of conclusion of an assertion that has nothing else: no source, nothing it rests on, no one who
// saw or told, no deed, number or time beside them. It returns nil for any other.
func (p *Pass) bare(f *fact) *diction.Hit {
	if len(f.Cites) > 0 { // what only settles whom it means is no source of it
		return p.unsourced(f)
	}
	if len(f.RestsOn) > 0 || f.form || p.restsAbove(f) {
		return nil
	}
	t := f.text
	for _, c := range []diction.Class{charging, repute, conclusions, belief, sayso} {
		hits := t.Hits(c)
		if len(hits) == 0 || c == belief && f.Basis == record.Observed {
			continue
		}
		h := hits[0]
		if f.Basis == record.Observed && c != repute && p.concrete(t, hits) {
			return nil
		}
		if c == charging || !p.concrete(t, hits) {
			return &h
		}
	}
	return nil
}

// unsourced returns the words of an assertion that give a bad name and nothing else, where none of its words but the names
// stands in what it cites.
func (p *Pass) unsourced(f *fact) *diction.Hit {
	hits := f.text.Hits(repute)
	if len(hits) == 0 || f.form || len(f.Readings) > 0 || p.concrete(f.text, hits) {
		return nil
	}
	names := p.nameWords(f.text)
	for _, c := range f.Cites {
		lines := p.linesOf(c)
		if len(lines) == 0 {
			return nil
		}
		for _, l := range lines {
			words := p.content(l.text)
			for i, w := range f.text.Words {
				if !names[i] && words[w.Stem] {
					return nil
				}
			}
		}
	}
	return &hits[0]
}

// restsAbove reports whether an assertion says that it rests on what is told, and there is something told: not mere work
// in general, and not other conclusions alone.
func (p *Pass) restsAbove(f *fact) bool {
	reason := slices.ContainsFunc(f.text.Hits(resting), func(h diction.Hit) bool {
		return !slices.ContainsFunc(f.text.Hits(sayso), func(s diction.Hit) bool { return s.First <= h.First && h.Last <= s.Last })
	})
	return reason && slices.ContainsFunc(p.paper().facts, func(o fact) bool {
		return o.N != f.N && !o.form && (len(o.sources) > 0 || o.Basis == record.Observed || o.Basis == record.Reported)
	})
}

// rootless returns the words of belief of an inference that the file offers by itself for an element, and that rests on
// "the foregoing" without saying on what of it.
func (p *Pass) rootless(f *fact) *diction.Hit {
	hits := f.text.Hits(belief)
	if len(hits) == 0 || f.Basis != record.Inferred || len(f.Cites) > 0 || len(f.RestsOn) > 0 {
		return nil
	}
	if !slices.ContainsFunc(p.Grounds, func(g Ground) bool { return !g.Worked && len(g.On) == 1 && g.On[0] == f.N }) {
		return nil
	}
	return &hits[0]
}

// concrete reports whether a text has a fact beside the words of conclusion: someone who saw, said or found, a sum, a
// measure, a time or a date. What a sentence only believes is no fact of it.
func (p *Pass) concrete(t *diction.Text, apart []diction.Hit) bool {
	out := func(first, last int) bool {
		believed := slices.ContainsFunc(t.Hits(belief), func(b diction.Hit) bool {
			return b.Last < first && t.Words[b.Last].Sentence == t.Words[first].Sentence
		})
		return !believed && !slices.ContainsFunc(apart, func(o diction.Hit) bool { return o.First <= first && last <= o.Last }) &&
			!slices.ContainsFunc(t.Hits(sayso), func(o diction.Hit) bool { return o.First <= first && last <= o.Last })
	}
	for _, c := range []diction.Class{seeing, telling} {
		if slices.ContainsFunc(t.Hits(c), func(h diction.Hit) bool { return out(h.First, h.Last) }) {
			return true
		}
	}
	return slices.ContainsFunc(t.Numbers(), func(n diction.Number) bool {
		switch n.Kind {
		case diction.Sum, diction.Measure, diction.Clock, diction.Date:
			return out(n.First, n.Last)
		case diction.Count: // the number of a bay or a room is none
			return out(n.First, n.Last) && (n.First == 0 || !capital(t.Words[n.First-1].Raw))
		}
		return false
	})
}
