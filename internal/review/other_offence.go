package review

import (
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

var otherOffence = &Check{
	Code:  "T3",
	Name:  "other-offence",
	Title: "The order is for another offence",
	Why: "What was intercepted under an order is used for an offence that the order does not name. Before it may be used in " +
		"testimony a judge has to find, as soon as practicable, that it was otherwise taken lawfully (18 U.S.C. 2517(5)).",
	Rests:    []doctrine.Cite{{Authority: "18-usc-2518", Pin: "(4)"}},
	Severity: Weight, Force: Contestable, Link: OnInterception, By: "court",
	Mend: "Has a judge approved the use for this offence?",
	run: func(p *Pass) {
		p.orders(func(o *record.Order, n int, also []int, sources []At) {
			if len(o.Offences) == 0 || slices.ContainsFunc(o.Offences, p.sameOffence) {
				return
			}
			p.Report(Flaw{
				Assertion: n, Also: also, Span: whole(p.paper().fact(n).text), Sources: sources,
				Message: fmt.Sprintf("The order is for %s. The application is for %s.", quote(o.Offences[0]), quote(p.App.Offence.Title)),
				Asks:    "May what was intercepted be used for this offence?",
			})
		})
	},
}

// sameOffence reports whether the words for an offence can be for that of the application: they share a word that tells
// offences apart, or both speak of drugs or of weapons.
func (p *Pass) sameOffence(words string) bool {
	a, b := p.Text(words), p.Text(p.App.Offence.Title+"; "+p.App.Offence.Statute)
	for _, c := range []diction.Class{diction.Drug, diction.Weapon, "drug-offence"} {
		if hasAny(a, c, "drug-offence") && hasAny(b, c, "drug-offence") && c != diction.Weapon || a.Has(c) && b.Has(c) {
			return true
		}
	}
	plain := make(map[string]bool)
	for _, h := range a.Hits("offence-form") {
		for i := h.First; i <= h.Last; i++ {
			plain[a.Words[i].Stem] = true
		}
	}
	for w := range p.content(a) {
		if !plain[w] && p.content(b)[w] {
			return true
		}
	}
	return false
}
