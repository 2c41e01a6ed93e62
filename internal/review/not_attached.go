package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
)

var notAttached = &Check{
	Code:  "F5",
	Name:  "not-attached",
	Title: "A paper called attached is not there",
	Why: "The sworn words refer to a paper as attached, and no source is incorporated. What was not before the magistrate " +
		"under oath is outside the four corners. A house rule, since whether a reference alone brings a paper in differs from " +
		"court to court.",
	Severity: Care, Force: Note, Link: OnForm, By: "court",
	Mend: "Was the paper handed up with the affidavit, and which source is it?",
	run:  findUnattached,
}

func findUnattached(p *Pass) {
	d := p.paper()
	if len(d.incorporated) > 0 || p.App.Complaint != nil && p.App.Complaint.Sworn {
		return
	}
	for i := range d.facts {
		f := &d.facts[i]
		for _, h := range f.text.Hits(attached) {
			if p.fixed(f.text, h) {
				continue
			}
			span := hitSpan(f.text, h)
			p.Report(Flaw{
				Assertion: f.N, Span: span,
				Message: fmt.Sprintf("The sworn words refer to a paper as going with them (%s). None is incorporated.", quote(span.Words)),
				Asks:    "Was the paper before the magistrate?",
			})
			return
		}
	}
}

// fixed reports whether "attached" is said of things and not of papers: attached to a bench, an attached garage.
func (p *Pass) fixed(t *diction.Text, h diction.Hit) bool {
	next := h.Last + 1
	if h.First == h.Last && p.attaches(t, h) {
		return true
	}
	if h.First != h.Last || next >= len(t.Words) {
		return false
	}
	if startsAt(t, toward, next) {
		for next++; next < len(t.Words) && endsAt(t, pointer, next); next++ {
		}
		return next < len(t.Words) && !hasAt(t, sheets, next)
	}
	return hasAt(t, premises, next) || hasAt(t, diction.Thing, next) && !hasAt(t, sheets, next) && !capital(t.Words[next].Raw)
}

// attaches reports whether "attached" is a verb with a subject right before it that is neither the affiant nor a paper: what its
// customer attached.
func (p *Pass) attaches(t *diction.Text, h diction.Hit) bool {
	i := h.First - 1
	if i < 0 || t.Words[i].Sentence != t.Words[h.First].Sentence || strings.TrimSpace(t.Raw[t.Words[i].End:h.Start]) != "" || !strings.HasSuffix(t.Words[h.First].Norm, "ed") {
		return false
	}
	if hasAt(t, pronouns, i) && hitAt(t, pronouns, i).Kind == "subject" || p.nameWords(t)[i] {
		return true
	}
	known := false
	for _, c := range []diction.Class{personNoun, personMeant, personUnnamed, acquainted, kin, teller, officers, doers} {
		known = known || endsAt(t, c, i)
	}
	return known && !hasAt(t, sheets, i)
}

// hasAt reports whether a word of the class stands at word i.
func hasAt(t *diction.Text, c diction.Class, i int) bool {
	return slices.ContainsFunc(t.Hits(c), func(h diction.Hit) bool { return h.First <= i && i <= h.Last })
}
