package report

import (
	"fmt"
	"strings"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/holding"
)

// A Beside is a situation's answer, and the decided cases beside it.
type Beside struct {
	Of        string // whose situation it is
	Situation holding.Situation
	Actor     string
	Answer    holding.Answer
	Near      [2][]holding.Near
	Why       string
	Review    string // of a matter: what a review of it answers to the question; empty if it asks none
}

// NearText sets a situation beside decided cases, at most most for each side.
func NearText(p *Sheet, b *doctrine.Casebook, x Beside, most int) {
	const hang = 16
	issue, _ := b.Issue(x.Situation.Issue)
	title := x.Of + ": " + issue.ID
	if x.Actor != "" {
		title += ", " + x.Actor
	}
	p.Section(title)
	p.Para(issue.Asks)
	p.Gap()
	p.Item("held", hang, Held(x.Answer))
	if by := through(x.Answer); by != "" && !x.Answer.Conflict { // of a conflict the reason names both sides
		p.Item("by", hang, by)
	}
	if x.Why != "" {
		p.Item("why", hang, x.Why)
	}
	if x.Review != "" {
		p.Item("review", hang, Spoken(x.Review)+": so the review of the paper itself, with what is in question and what was ruled")
	}
	if a := x.Answer; a.Since != nil {
		p.Item("acted", hang, fmt.Sprintf("Done on %s, it is measured by what was clear then. By what was clear on the day of decision: %s.", a.Acted, Held(*a.Since)))
	}
	for i, side := range issue.Sides {
		p.Gap()
		if len(x.Near[i]) == 0 {
			p.Item(spaced(side.ID), hang, "no decided case shares anything with it")
			continue
		}
		for _, n := range x.Near[i][:min(most, len(x.Near[i]))] {
			p.Item(spaced(side.ID), hang, Apart(b, n))
		}
	}
}

// Held says an answer in a line.
func Held(a holding.Answer) string {
	switch {
	case a.Kind == holding.Definite:
		return spaced(a.Side)
	case a.Kind == holding.Depends:
		return "depends: " + strings.Join(a.Asks, " ")
	case a.Conflict:
		return "open, in conflict"
	}
	return "open"
}

// Apart names a decided case, and says what sets it apart and what would bring the situation under it.
func Apart(b *doctrine.Casebook, n holding.Near) string {
	return fmt.Sprintf("%s, %s [%s], %s. ", n.Case.Name, n.Case.Citation, n.Case.ID, force(n)) + apart(n, func(list []doctrine.FactorID, most int) string { return Factors(b, list, most) })
}

// Compared says the same without the name of the case and without codes, for a page that has the name beside it.
func Compared(b *doctrine.Casebook, n holding.Near) string {
	return Upper(force(n)) + ". " + apart(n, func(list []doctrine.FactorID, most int) string { return factors(b, list, most, false) })
}

// apart says what a case and a paper have in common and what parts them, with factors as a function lists them.
func apart(n holding.Near, factors func(list []doctrine.FactorID, most int) string) string {
	text := ""
	if len(n.Shared) > 0 {
		text += "Both: " + factors(n.Shared, 4) + ". "
	}
	switch {
	case n.Applies && n.Controls:
		text += "On facts no weaker: it governs a fortiori."
	case n.Applies:
		text += "On facts no weaker: it would govern a fortiori where its court binds."
	case len(n.Distinguishing) == 0 && len(n.Lacking) == 0:
		text += "On facts no weaker, and yet it does not govern."
	case len(n.Distinguishing) == 0 && n.Controls && n.OverruledBy == "":
		text += "It would govern if there were also: " + factors(n.Lacking, len(n.Lacking)) + "."
	case len(n.Distinguishing) == 0:
		text += "Lacking: " + factors(n.Lacking, len(n.Lacking)) + "; with that it would be on facts no weaker."
	default:
		text += "Distinguished by: " + factors(n.Distinguishing, 4) + "."
		if len(n.Lacking) > 0 {
			text += " Lacking: " + factors(n.Lacking, 4) + "."
		}
	}
	for _, later := range n.Later {
		text += " Later: " + later + "."
	}
	return text
}

// Factors lists factors by their titles, at most some of them.
func Factors(b *doctrine.Casebook, list []doctrine.FactorID, most int) string {
	return factors(b, list, most, true)
}

func factors(b *doctrine.Casebook, list []doctrine.FactorID, most int, coded bool) string {
	var out []string
	for i, id := range list {
		if i == most {
			out = append(out, fmt.Sprintf("and %d more", len(list)-most))
			break
		}
		title := string(id)
		if f, ok := b.Factor(id); ok {
			title = strings.ToLower(f.Title[:1]) + f.Title[1:]
		}
		if coded {
			title += " [" + string(id) + "]"
		}
		out = append(out, title)
	}
	return strings.Join(out, ", ")
}

type situationJSON struct {
	Of       string              `json:"of"`
	Question string              `json:"question"`
	Actor    string              `json:"actor,omitempty"`
	Corpus   string              `json:"corpus,omitempty"`
	Factors  []doctrine.FactorID `json:"factors"`
	Answer   string              `json:"answer"`
	Side     string              `json:"side,omitempty"`
	Turns    []doctrine.FactorID `json:"turns,omitempty"`
	Asks     []string            `json:"asks,omitempty"`
	Rules    []string            `json:"rules,omitempty"`
	Cases    []string            `json:"cases,omitempty"`
	Conflict bool                `json:"conflict,omitempty"`
	Acted    string              `json:"acted,omitempty"` // the day of the act, if what was clear then decides otherwise than what is clear now
	Since    string              `json:"since,omitempty"` // what is held by what is clear now
	Why      string              `json:"why,omitempty"`
	Review   string              `json:"review,omitempty"` // of a matter: what a review of it answers
	Near     []nearJSON          `json:"near"`
}

type nearJSON struct {
	Case           string              `json:"case"`
	Name           string              `json:"name"`
	Citation       string              `json:"citation"`
	Side           string              `json:"side"`
	Actor          string              `json:"actor,omitempty"`
	Controls       bool                `json:"controls"`
	Governs        bool                `json:"governs"`
	Shared         []doctrine.FactorID `json:"shared"`
	Lacking        []doctrine.FactorID `json:"lacking"`
	Distinguishing []doctrine.FactorID `json:"distinguishing"`
	Later          []string            `json:"later,omitempty"`
}

// NearJSON writes situations beside decided cases as JSON.
func NearJSON(list []Beside, most int) ([]byte, error) {
	return Indented(each(list, func(x Beside) situationJSON {
		a := x.Answer
		doc := situationJSON{Of: x.Of, Question: x.Situation.Issue, Actor: x.Actor, Corpus: x.Situation.Corpus, Factors: same(x.Situation.Factors),
			Answer: string(a.Kind), Side: a.Side, Turns: a.Turns, Asks: a.Asks, Rules: a.Rules, Cases: a.Forced.Cases, Conflict: a.Conflict, Why: x.Why, Review: x.Review}
		if a.Since != nil {
			doc.Acted, doc.Since = a.Acted, Held(*a.Since)
		}
		doc.Near = nearest(x.Near, most)
		return doc
	}))
}

// nearest lists the nearest cases of each side, at most so many.
func nearest(sides [2][]holding.Near, most int) []nearJSON {
	out := []nearJSON{}
	for _, side := range sides {
		for _, n := range side[:min(most, len(side))] {
			out = append(out, nearJSON{n.Case.ID, n.Case.Name, n.Case.Citation, n.Outcome, n.Asked.Actor, n.Controls, n.Applies,
				same(n.Shared), same(n.Lacking), same(n.Distinguishing), n.Later})
		}
	}
	return out
}
