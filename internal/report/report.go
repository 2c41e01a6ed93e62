// Package report sets a review down for a reader: as text for a terminal, as JSON with a schema, and as the map of an
// argument in SVG. It decides nothing; the same review gives the same bytes.
package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/review"
)

// A view is a review with the law it was made under, and what both call things.
type view struct {
	*brief.Review
	law *doctrine.Law
}

// person returns the name by which a reader knows a respondent; a search that names no one is against its place.
func (v view) person(app record.AppID, id record.PersonID) string {
	if p := v.Matter.Person(id); p != nil {
		return p.Name
	}
	if a := v.Matter.Application(app); a != nil && a.Place != nil {
		return a.Place.All()
	}
	return "the place named"
}

// application returns what an application asks for, in a line.
func (v view) application(id record.AppID) string {
	a := v.Matter.Application(id)
	if a == nil {
		return string(id)
	}
	return fmt.Sprintf("Application for %s warrant: %s", article(string(a.Kind)), a.Offence.Title)
}

func article(word string) string {
	if strings.HasPrefix(word, "a") {
		return "an " + word
	}
	return "a " + word
}

// A seat is one application and one respondent: what every question is asked of.
type seat struct {
	app  record.AppID
	whom record.PersonID
}

// seats lists them in the order of the review.
func (v view) seats() []seat {
	var all []seat
	add := func(s seat) {
		if !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	for _, e := range v.Elements {
		add(seat{e.App, e.Respondent})
	}
	for _, q := range v.Questions {
		add(seat{q.App, q.Respondent})
	}
	return all
}

// cite writes an authority out, with the standing of its pin where that is less than fixed.
func (v view) cite(c doctrine.Cite) string {
	text, standing, ok := v.law.Explain(c)
	if !ok {
		return c.String()
	}
	return stood(text, string(standing))
}

func stood(text, standing string) string {
	if standing == "" || standing == string(doctrine.Fixed) {
		return text
	}
	return text + " (" + standing + ")"
}

// profile returns the title of a view of the law, by its id.
func (v view) profile(id string) string {
	if p, ok := v.law.Profile(id); ok {
		return p.Title
	}
	return id
}

// paragraphs writes the numbers of assertions: ¶ 3, ¶¶ 3, 5-7.
func paragraphs(ns []int) string {
	if len(ns) == 0 {
		return ""
	}
	mark := "¶ "
	if slices.ContainsFunc(ns, func(n int) bool { return n != ns[0] }) {
		mark = "¶¶ "
	}
	return mark + Runs(ns, "-")
}

// where says where a flaw stands: at an assertion, in an element, or on the paper.
func (v view) where(f *review.Flaw) string {
	switch {
	case f.Assertion > 0:
		return paragraphs(append([]int{f.Assertion}, f.Also...))
	case f.Element != "":
		if e := v.element(f.App, f.Element); e != nil {
			return "element: " + e.Title
		}
		return "element: " + string(f.Element)
	}
	return "the whole paper"
}

func (v view) element(app record.AppID, id record.ElementID) *record.Element {
	a := v.Matter.Application(app)
	if a == nil {
		return nil
	}
	return a.Element(id)
}

// sourceText returns the text of a source line in which a span stands, or "" for the head of the source.
func (v view) sourceText(at review.At) string {
	s := v.Matter.Source(at.Source)
	if s == nil {
		return ""
	}
	if l := s.Find(at.Line); l != nil {
		return l.Text
	}
	return ""
}

// decider says in words who rules.
func decider(by string) string {
	switch by {
	case "court":
		return "the court"
	case "factfinder":
		return "the fact-finder"
	case "reviewer":
		return "a reviewer"
	case "conceded":
		return "concession"
	}
	return by
}

// standing says in words how a flaw stands: open and for whom, or how ruled.
func standing(f *brief.Flaw) string {
	switch {
	case f.Force == review.Note:
		return "a note: it bears on care, not on cause"
	case f.State == brief.Open:
		by := f.By
		if by == "" {
			by = f.Check.By
		}
		if f.Force == review.Decisive {
			s := "shown by the record"
			if by != "" {
				s += "; " + decider(by) + " may overrule it"
			}
			return s
		}
		s := "open"
		if by != "" {
			s += ", for " + decider(by)
		}
		if f.Turns {
			s += "; an answer turns on it"
		}
		return s
	}
	s := string(f.State)
	if f.Mind != "" {
		s += ", " + f.Mind
	}
	if f.By != "" {
		s += ", by " + decider(f.By)
	}
	if !f.Kept {
		s += " (supposed)"
	}
	return s
}
