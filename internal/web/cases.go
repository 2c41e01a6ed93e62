package web

import (
	"html/template"
	"slices"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/holding"
	"github.com/affiant-project/affiant/internal/report"
)

// nearOnASide is how many of the nearest cases stand on each side; the nearest that binds stands there besides.
const nearOnASide = 2

// A decided is the decided cases beside a question: what those that bind force, and the nearest on each side.
type decided struct {
	Forced string // in a sentence; empty if they force nothing
	Lead   []template.HTML
	Rival  []template.HTML
	Sides  []caseSide
}

type caseSide struct {
	Side  string
	Cases []nearCase
}

// A nearCase is a decided case beside a paper, with what sets the paper apart from it.
type nearCase struct {
	Name, Citation string
	Binds          string // whether it binds here, and why not
	Why            string // the reason in our words
	Pins           []template.HTML
	Alike          []string
	Besides        []string // what is here for the other side, and was not there
	Lacking        []string // what it was decided for, and is not shown here
	Under          string   // what would bring the paper under it
	Later          []string
}

// fillDecided sets the decided cases beside a question; nil if the review has none for it.
func fillDecided(r *brief.Review, q brief.Question) *decided {
	i := slices.IndexFunc(r.Cases, func(c brief.Precedents) bool {
		return c.App == q.App && c.Respondent == q.Respondent && c.Issue.Serves == q.Question.ID
	})
	if i < 0 || q.Profile != r.Profile.ID {
		return nil
	}
	c := r.Cases[i]
	out := &decided{Lead: namedCases(c, c.Forced.Cases), Rival: namedCases(c, c.Forced.Rival)}
	switch {
	case len(c.Forced.Rival) > 0:
		out.Forced = "Cases of equal authority part on facts no weaker than these, and neither settles it."
	case c.Forced.Side != "":
		out.Forced = "On facts no weaker than these it was held " + report.Spoken(forcedSide(c)) + " by courts that bind here, presumptively."
	}
	any := false
	for i, side := range c.Issue.Sides {
		x := caseSide{Side: report.Spoken(side.ID)}
		for _, n := range foremost(c.Near[i]) {
			x.Cases = append(x.Cases, fillNear(r, c, n, x.Side))
		}
		any = any || len(x.Cases) > 0
		out.Sides = append(out.Sides, x)
	}
	if !any && out.Forced == "" {
		return nil
	}
	return out
}

// forcedSide is what cases force in the words of the question, which may be those of a pool it shares with others.
func forcedSide(c brief.Precedents) string {
	for i, near := range c.Near {
		if slices.ContainsFunc(near, func(n holding.Near) bool { return slices.Contains(c.Forced.Cases, n.Name()) }) {
			return c.Issue.Sides[i].ID
		}
	}
	return c.Forced.Side
}

// foremost are the nearest of one side, and the nearest of those that bind.
func foremost(near []holding.Near) []holding.Near {
	out := slices.Clone(near[:min(nearOnASide, len(near))])
	if i := slices.IndexFunc(near, func(n holding.Near) bool { return n.Controls && n.OverruledBy == "" }); i >= nearOnASide {
		out = append(out, near[i])
	}
	return out
}

// namedCases are cases by name and citation. They are given by the names of their questions.
func namedCases(c brief.Precedents, names []string) []template.HTML {
	var out []template.HTML
	for _, name := range names {
		text := template.HTML(template.HTMLEscapeString(name))
		for _, n := range slices.Concat(c.Near[0], c.Near[1]) {
			if n.Name() == name {
				text = template.HTML("<cite>" + template.HTMLEscapeString(n.Case.Name) + "</cite>, " + template.HTMLEscapeString(dashPages(n.Case.Citation)))
				break
			}
		}
		if !slices.Contains(out, text) {
			out = append(out, text)
		}
	}
	return out
}

func fillNear(r *brief.Review, c brief.Precedents, n holding.Near, side string) nearCase {
	x := nearCase{
		Name: n.Case.Name, Citation: dashPages(n.Case.Citation), Why: n.Case.Reason,
		Alike: titlesOf(c, n.Shared), Besides: titlesOf(c, n.Distinguishing), Lacking: titlesOf(c, n.Lacking),
	}
	switch {
	case n.OverruledBy != "":
		x.Binds = "overruled since"
	case n.AfterAct:
		x.Binds = "decided after the act, so it made nothing clear then"
	case n.Controls:
		x.Binds = "of a court that binds here"
	default:
		x.Binds = "of a court that does not bind here"
	}
	for _, p := range n.Case.Pins {
		text := "at " + p.At
		if p.For != "" {
			text += ", " + p.For
		}
		x.Pins = append(x.Pins, pinned(text, string(p.Standing)))
	}
	switch {
	case n.OverruledBy != "" || n.AfterAct:
	case n.Applies && n.Controls:
		x.Under = "It does: here is no weaker, and it governs presumptively."
	case n.Applies:
		x.Under = "It does: here is no weaker, and it speaks for " + side + "."
	case len(n.Distinguishing) == 0:
		x.Under = "If what is lacking were shown, and nothing else against it."
	case len(n.Lacking) == 0:
		x.Under = "Only if what is here besides were answered."
	default:
		x.Under = "If what is lacking were shown, and what is here besides were answered."
	}
	x.Later = n.Later
	return x
}

// titlesOf are factors by their titles, in small letters.
func titlesOf(c brief.Precedents, list []doctrine.FactorID) []string {
	var out []string
	for _, id := range list {
		out = append(out, lower(c.Titles[id]))
	}
	return out
}
