package review

import (
	"fmt"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

var nothingTiesThePlace = &Check{
	Code:  "P9",
	Name:  "nothing-ties-the-place",
	Title: "Nothing ties the place to the crime",
	Why: "A search warrant needs cause to believe that the things sought are at the place named. No sworn sentence that speaks " +
		"of the place speaks of the crime or of the things, there or in the sentences beside it.",
	Rests:    []doctrine.Cite{{Authority: "us-const-amend-4"}, {Authority: "gates-1983", Pin: "230-233"}},
	Severity: Who, Force: Decisive, Link: OnNexus, By: "court",
	Mend: "Which source puts the things, or the crime, at this place?",
	run:  findUntied,
}

func findUntied(p *Pass) {
	if p.App.Kind != record.Search || p.App.Place == nil {
		return
	}
	for _, q := range p.sites() {
		if len(p.tyingTo(q)) > 0 {
			continue
		}
		p.Report(Flaw{
			Message: fmt.Sprintf("No sworn sentence puts the crime or the things sought at %s.", quote(q.App.Place.Describe)),
			Asks:    fmt.Sprintf("What in the sworn words ties %s to the crime?", quote(q.App.Place.Describe)),
		})
	}
}
