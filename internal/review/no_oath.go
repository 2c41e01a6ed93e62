package review

import (
	"fmt"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

var noOath = &Check{
	Code:  "M1",
	Name:  "no-oath",
	Title: "It was not sworn",
	Why: "No warrant shall issue but upon probable cause, supported by oath or affirmation. The record shows no oath, or one " +
		"that was taken only after the decision, or before there was this paper to swear to.",
	Rests:    []doctrine.Cite{{Authority: "us-const-amend-4"}, {Authority: "frcrp-4-1"}},
	Severity: Who, Force: Decisive, Link: OnOath, By: "court",
	Mend: "When, before whom and by what means was it sworn?",
	run: func(p *Pass) {
		if p.App.Oath == nil {
			p.Report(Flaw{Message: "The record shows no oath to this paper.", Asks: "Was the paper sworn before the decision?"})
			return
		}
		if t := p.App.Drafted; p.App.Oath.Time.Before(t) == record.Yes {
			p.Report(Flaw{
				Message: fmt.Sprintf("The oath was taken %s, before the paper was drawn up, %s.", p.App.Oath.Time, t),
				Asks:    "Was it this paper that was sworn?",
			})
			return
		}
		for _, pr := range p.App.Presentments {
			for _, x := range pr.Decisions {
				if x.Grants() && p.App.Oath.Time.After(x.Time) == record.Yes {
					p.Report(Flaw{
						Message: fmt.Sprintf("The oath was taken %s, after the decision of %s.", p.App.Oath.Time, x.Time),
						Asks:    "Was the paper sworn before the decision?",
					})
					return
				}
			}
		}
	},
}
