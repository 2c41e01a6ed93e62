package review

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

var warrantUnlikeApplication = &Check{
	Code:  "X2",
	Name:  "warrant-unlike-application",
	Title: "The warrant is not what was asked for",
	Why: "Probable cause was sworn for one person, place or set of things, and the warrant is for another. What the warrant " +
		"commands beyond the application no oath supports.",
	Rests:    []doctrine.Cite{{Authority: "us-const-amend-4"}, {Authority: "groh-2004", Pin: "557-563"}},
	Severity: Who, Force: Decisive, Link: OnParticularity, By: "court",
	Mend: "Which is right, the warrant or the application?",
	run:  findUnlike,
}

func findUnlike(p *Pass) {
	w := p.App.Warrant
	if w == nil {
		return
	}
	asks := "Does the warrant command what was asked for?"
	if t := p.Text(w.Person); p.App.Kind == record.Arrest && len(t.Names()) > 0 && !p.namesRespondent(t) && len(p.App.Respondents) > 0 {
		p.Report(Flaw{
			Message: fmt.Sprintf("The warrant names %s. The application is against %s.", quote(w.Person), p.calledBy(p.App.Respondents[0])), Asks: asks,
		})
	}
	if p.App.Kind != record.Search {
		return
	}
	if p.App.Place != nil && w.Place != "" && p.otherPlace(p.Text(p.App.Place.Describe), p.Text(w.Place)) {
		p.Report(Flaw{
			Message: fmt.Sprintf("The warrant is for %s. The application asks for %s.", quote(w.Place), quote(p.App.Place.Describe)), Asks: asks,
		})
	}
	asked := make(map[string]bool)
	for _, s := range p.App.Items {
		for word := range p.content(p.Text(s)) {
			asked[word] = true
		}
	}
	for _, item := range w.Items {
		if len(p.App.Items) > 0 && !p.describesNothing(item) && !p.repeatsPlace(item) && shared(p.content(p.Text(item)), asked) == 0 {
			p.Report(Flaw{
				Message: fmt.Sprintf("The warrant lists %s. The application asks for nothing of the kind.", quote(item)), Asks: asks,
			})
		}
	}
}

// otherPlace reports whether two descriptions cannot be of one place: their addresses differ, or, where neither has one,
// they share no word.
func (p *Pass) otherPlace(a, b *diction.Text) bool {
	numbers := func(t *diction.Text, kinds ...diction.NumberKind) []diction.Number {
		return slices.DeleteFunc(t.Numbers(), func(n diction.Number) bool { return !slices.Contains(kinds, n.Kind) })
	}
	for _, kind := range []diction.NumberKind{diction.Address, diction.Plate, diction.Phone} {
		x, y := numbers(a, kind), numbers(b, kind)
		if len(x) > 0 && len(y) > 0 {
			if !slices.ContainsFunc(x, func(n diction.Number) bool { return slices.ContainsFunc(y, n.Same) }) {
				return true
			}
		}
	}
	if x, y := designated(a), designated(b); x != "" && y != "" && x != y {
		return true // Apartment 2A, Apartment 2B
	}
	return shared(p.content(a), p.content(b)) == 0
}

// designated returns the number or letter by which a description tells one apartment or room from the next.
func designated(t *diction.Text) string {
	for _, h := range t.Hits(designator) {
		next := h.Last + 1
		for next < len(t.Words) && t.Has(numbering) && startsAt(t, numbering, next) {
			next++ // apartment marked 2B
		}
		if next < len(t.Words) && (len(t.Words[next].Raw) < 3 || strings.ContainsFunc(t.Words[next].Raw, unicode.IsDigit)) {
			return t.Words[next].Norm
		}
	}
	return ""
}
