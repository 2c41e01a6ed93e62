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
		if h == nil || h.Class != repute && !alone && !p.offeredOn(f.N) {
			continue
		}
		var at []int
		for j, g := range p.Grounds {
			if slices.Contains(g.On, f.N) && !slices.ContainsFunc(p.groundFacts(g), func(o *fact) bool { return p.bare(o) == nil }) {
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
		return slices.Contains(g.On, n) && (!g.Worked || !slices.ContainsFunc(p.groundFacts(g), func(f *fact) bool { return p.bare(f) == nil }))
	})
}

// bare returns the words of conclusion of an assertion that has nothing else: no source, nothing it rests on, no one who
// saw or told, no deed, number or time beside them. It returns nil for any other.
func (p *Pass) bare(f *fact) *diction.Hit {
	if len(f.sources) > 0 || len(f.RestsOn) > 0 || f.text.Has(resting) {
		return nil
	}
	t := f.text
	for _, c := range []diction.Class{charging, repute, conclusions} {
		hits := t.Hits(c)
		if len(hits) == 0 {
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

// concrete reports whether a text has a fact beside the words of conclusion: someone who saw, said or found, a sum, a
// measure, a time or a date.
func (p *Pass) concrete(t *diction.Text, apart []diction.Hit) bool {
	in := func(h diction.Hit) bool {
		return slices.ContainsFunc(apart, func(o diction.Hit) bool { return o.First <= h.First && h.Last <= o.Last })
	}
	for _, c := range []diction.Class{seeing, telling} {
		if slices.ContainsFunc(t.Hits(c), func(h diction.Hit) bool { return !in(h) }) {
			return true
		}
	}
	return slices.ContainsFunc(t.Numbers(), func(n diction.Number) bool {
		return n.Kind == diction.Sum || n.Kind == diction.Measure || n.Kind == diction.Clock || n.Kind == diction.Date || n.Kind == diction.Count
	})
}
