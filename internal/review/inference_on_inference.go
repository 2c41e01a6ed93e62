package review

import (
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

var inferenceOnInference = &Check{
	Code:  "P6",
	Name:  "inference-on-inference",
	Title: "An inference rests on an inference",
	Why: "One step of reasoning starts from another, and no fact stands between them. Each step may be fair and the sum of " +
		"them too long. A magistrate can weigh steps only if he can see on what fact each one stands.",
	Rests:    []doctrine.Cite{{Authority: "us-const-amend-4", Pin: "cl. 2"}, {Authority: "gates-1983", Pin: "230-233"}},
	Severity: Weight, Force: Contestable, Link: OnWeight, By: "court",
	Mend: "On what fact, and on what source, does each step stand?",
	run:  findChains,
}

func findChains(p *Pass) {
	d := p.paper()
	for i := range d.facts {
		f := &d.facts[i]
		if f.Basis != record.Inferred || len(f.RestsOn) == 0 {
			continue
		}
		under := make([]*fact, 0, len(f.RestsOn))
		for _, n := range f.RestsOn {
			if o := d.fact(n); o != nil {
				under = append(under, o)
			}
		}
		fact := func(o *fact) bool { return o.Basis != record.Inferred }
		if len(under) == 0 || slices.ContainsFunc(under, fact) || f.ownCite(under) {
			continue
		}
		o := under[0]
		p.Report(Flaw{
			Assertion: f.N, Also: nil, Span: whole(f.text),
			Message: fmt.Sprintf("This is inferred from %s, %s inferred too. No fact stands between.", assertionList(f.RestsOn), whichIs(f.RestsOn)),
			Asks:    fmt.Sprintf("May %s fairly be inferred from %s?", quote(f.Text), quote(o.Text)),
		})
	}
}

// ownCite reports whether f cites a source that those under it do not. What only settles whom it means is no fact of the step.
func (f *fact) ownCite(under []*fact) bool {
	return slices.ContainsFunc(f.Cites, func(c record.Cite) bool {
		return !slices.ContainsFunc(under, func(o *fact) bool {
			return slices.ContainsFunc(o.sources, func(s *record.Source) bool { return s.ID == c.Source })
		})
	})
}

func whichIs(ns []int) string {
	if len(ns) == 1 {
		return "which is"
	}
	return "which are"
}
