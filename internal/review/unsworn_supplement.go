package review

import (
	"fmt"

	"github.com/affiant-project/affiant/internal/doctrine"
)

var unswornSupplement = &Check{
	Code:  "M4",
	Name:  "unsworn-supplement",
	Title: "Something was added without oath",
	Why: "The magistrate was told something that was not sworn. Unsworn words cannot make up for what the paper lacks; whether " +
		"they may be looked at for another purpose is not settled.",
	Rests:    []doctrine.Cite{{Authority: "us-const-amend-4"}, {Authority: "whiteley-1971"}},
	Severity: Care, Force: Note, Link: OnOath, By: "court",
	Mend: "Can what was said be sworn to and put in writing?",
	run: func(p *Pass) {
		for _, pr := range p.App.Presentments {
			if pr.Unsworn != "" {
				p.Report(Flaw{
					Message: fmt.Sprintf("The magistrate was told, not under oath: %s.", quote(pr.Unsworn)),
					Asks:    "Does the paper stand without what was said unsworn?",
				})
			}
		}
	},
}
