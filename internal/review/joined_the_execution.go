package review

import (
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/doctrine"
)

var joinedTheExecution = &Check{
	Code:  "M5",
	Name:  "joined-the-execution",
	Term:  "magistrate-joined-execution",
	Title: "The magistrate joined the search",
	Why: "A magistrate who goes along and helps to carry out the warrant has become a member of the search party, and is no " +
		"longer a neutral and detached officer.",
	Rests:    []doctrine.Cite{{Authority: "lo-ji-1979", Pin: "326-327"}},
	Severity: Who, Force: Decisive, Link: OnNeutrality, By: "court",
	Mend: "Who carried out the warrant?",
	run: func(p *Pass) {
		for _, who := range p.magistrates() {
			for _, x := range p.App.Execution {
				if slices.Contains(x.By, who) {
					p.Report(Flaw{
						Message: fmt.Sprintf("%s decided on the application and took part in carrying out the warrant.", p.calledBy(who)),
						Asks:    "Was the magistrate neutral and detached?",
					})
					return
				}
			}
		}
	},
}
