package review

import (
	"fmt"
	"slices"

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
		if hasAny(f.text, recalling, seeing, glossLabel, diction.Inference, diction.Own) || saysSo(f.text) {
			continue
		}
		p.Report(Flaw{
			Assertion: f.N, Span: whole(f.text),
			Message: fmt.Sprintf("The sentence %s says neither that the affiant saw it nor who told it.", quote(f.Text)),
			Asks:    "How is this known?",
		})
	}
}

// saysSo reports whether a text has a verb of telling, or a paper that tells. The claim and the call are things of the
// story, and say nothing of who tells it.
func saysSo(t *diction.Text) bool {
	return slices.ContainsFunc(slices.Concat(t.Hits(telling), t.Hits(diction.Hearsay)), func(h diction.Hit) bool {
		noun := slices.ContainsFunc(t.Hits(telling), func(o diction.Hit) bool { return o.First == h.First && o.Kind == "noun" })
		i := h.First - 1
		return !noun || i < 0 || !endsAt(t, pointer, i) && t.Words[i].Norm != "a"
	})
}
