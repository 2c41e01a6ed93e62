package review

import (
	"fmt"

	"github.com/affiant-project/affiant/internal/doctrine"
)

var manyAtOnce = &Check{
	Code:  "M6",
	Name:  "many-at-once",
	Title: "It came with many others",
	Why: "The application was put before the magistrate together with many others. That proves nothing by itself; the docket " +
		"of a busy court is the reason why an officer may not leave the judgment to it alone.",
	Rests:    []doctrine.Cite{{Authority: "malley-1986", Pin: "345-346"}},
	Severity: Care, Force: Note, Link: OnNeutrality, By: "court",
	Mend: "How long did the magistrate have for this one?",
	run: func(p *Pass) {
		for _, pr := range p.App.Presentments {
			if pr.With >= p.number(doctrine.ManyAtOnce) {
				p.Report(Flaw{
					Message: fmt.Sprintf("The application was put before %s together with %d others.", p.calledBy(pr.Magistrate), pr.With),
					Asks:    "Was there time to read this one?",
				})
			}
		}
	},
}
