package review

import (
	"fmt"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
)

var basisNotStated = &Check{
	Code:  "F3",
	Name:  "basis-not-stated",
	Title: "It does not say how the affiant knows",
	Why: "The sentence states a fact and says neither that the affiant saw it nor who told him, and the record does not say " +
		"either. A magistrate has to know which of the two he is reading.",
	Rests:    []doctrine.Cite{{Authority: "giordenello-1958", Pin: "486"}},
	Severity: Care, Force: Note, Link: OnForm, By: "court",
	Mend: "Did you see it, were you told it and by whom, or do you infer it?",
	run:  findBasisless,
}

func findBasisless(p *Pass) {
	d := p.paper()
	for i := range d.facts {
		f := &d.facts[i]
		if f.Basis != "" || f.form || f.aside || f.text.Has(preambles) || f.text.Has(diction.Formal) && len(f.sources) == 0 {
			continue
		}
		if hasAny(f.text, telling, recalling, seeing, glossLabel, diction.Inference, diction.Hearsay, diction.Own) {
			continue
		}
		p.Report(Flaw{
			Assertion: f.N, Span: whole(f.text),
			Message: fmt.Sprintf("The sentence %s says neither that the affiant saw it nor who told it.", quote(f.Text)),
			Asks:    "How is this known?",
		})
	}
}
