package review

import (
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

var noReturn = &Check{
	Code:  "X4",
	Name:  "no-return",
	Title: "No return is shown",
	Why: "One who searches has to leave an inventory and return it to the court, and one who arrests has to bring the person " +
		"before a magistrate without unnecessary delay. The record shows neither.",
	Rests:    []doctrine.Cite{{Authority: "frcrp-41", Pin: "(f)(1)"}},
	Severity: Care, Force: Note, Link: OnExecution, By: "court",
	Mend: "Is there an inventory, or an appearance, that the record lacks?",
	run:  findNoReturn,
}

func findNoReturn(p *Pass) {
	for _, x := range p.App.Execution {
		if yearAtMost(x.Time) {
			continue // what knows of it no more than the year, as a decision told years on does, has not its papers either
		}
		switch x.Act {
		case "searched":
			if x.Inventory == "" && p.App.Kind == record.Search {
				search := "The search"
				if x.Time.Known() {
					search += " of " + x.Time.String()
				}
				p.Report(Flaw{
					Message: search + " has no inventory in the record.",
					Asks:    "Was an inventory made and returned?",
				})
			}
		case "arrested":
			for _, who := range x.Persons {
				held := func(c record.Custody) bool { return c.Person == who }
				seen := func(c record.Custody) bool { return c.Person == who && p.Text(c.Act).Has(appeared) }
				if slices.ContainsFunc(p.App.Custody, held) && !slices.ContainsFunc(p.App.Custody, seen) {
					p.Report(Flaw{
						Respondents: []record.PersonID{who},
						Message:     fmt.Sprintf("%s was arrested and held, and the record shows no appearance before a magistrate.", p.calledBy(who)),
						Asks:        "When was the person brought before a magistrate?",
					})
				}
			}
		}
	}
}

// yearAtMost reports whether something is known of a time, and no more than the year.
func yearAtMost(w record.When) bool {
	lo, hi, ok := w.Bounds()
	return ok && (lo.IsZero() || hi.IsZero() || !hi.Before(lo.AddDate(1, 0, 0)))
}
