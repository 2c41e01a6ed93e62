package review

import (
	"fmt"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

var recitalAndGloss = &Check{
	Code:  "F2",
	Name:  "recital-and-gloss",
	Title: "Recital and reading run together",
	Why: "What a source says and what the affiant takes it to mean stand in one paragraph, and nothing marks which is which. A " +
		"magistrate may take the reading for the source's words. A house rule: keep them apart, or say \"I take this to mean\".",
	Severity: Care, Force: Note, Link: OnForm, By: "court",
	Mend: "Which of these sentences are the source's, and which are yours?",
	run:  findGloss,
}

// findGloss leaves one flaw for each paragraph that recites a source and reads it too without marking the reading.
func findGloss(p *Pass) {
	d := p.paper()
	for i := 0; i < len(d.facts); {
		all := d.beside(&d.facts[i])
		i = max(i+1, d.at[all[len(all)-1].N]+1)
		var gloss []int
		recites := false
		for _, f := range all {
			if f.Basis == record.Reported {
				recites = true
			}
			if p.glosses(f) {
				gloss = append(gloss, f.N)
				recites = recites || f.text.Has(retelling) && len(f.text.Sentences) > 1
			}
		}
		if !recites || len(gloss) == 0 {
			continue
		}
		n, also := first(gloss)
		f := d.fact(n)
		p.Report(Flaw{
			Assertion: n, Also: also, Span: whole(f.text),
			Message: fmt.Sprintf("The words %s are the affiant's reading. They stand with the recital of a source, and nothing marks them.", quote(f.Text)),
			Asks:    "Would a magistrate take these for the source's words?",
		})
	}
}

// glosses reports whether an assertion is the affiant's own reading and no word of it says so.
func (p *Pass) glosses(f *fact) bool {
	if hasAny(f.text, glossLabel, diction.Inference, expertise, resting) || f.form || f.aside {
		return false
	}
	return f.Basis == record.Inferred || f.Basis == "" && len(f.RestsOn) > 0
}
