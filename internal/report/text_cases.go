package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/holding"
)

// mostNear is how many decided cases stand under a question on each side, if all are asked for.
const mostNear = 3

// casesOf are the decided cases beside a question, if they were asked for.
func (v view) casesOf(q brief.Question) (brief.Precedents, bool) {
	for _, c := range v.Cases {
		if c.App == q.App && c.Respondent == q.Respondent && c.Issue.Serves == q.Question.ID && q.Profile == v.Profile.ID {
			return c, true
		}
	}
	return brief.Precedents{}, false
}

// precedents sets the nearest decided cases on each side of a question, and what those that control force.
func (v view) precedents(p *page, q brief.Question, o TextOptions) {
	c, ok := v.casesOf(q)
	if !ok {
		return
	}
	most, label := 1, "cases"
	if o.Full {
		most = mostNear
	}
	say := func(text string) {
		p.item(2, besideHang, dim, label, text)
		label = ""
	}
	if text := forcing(c.Forced); text != "" {
		say(text)
	}
	for i, side := range c.Issue.Sides {
		for _, n := range c.Near[i][:min(most, len(c.Near[i]))] {
			say(fmt.Sprintf("For %s: %s", spaced(side.ID), near(c, n)))
		}
	}
}

// forcing says what cases force.
func forcing(f holding.Forced) string {
	switch {
	case len(f.Rival) > 0:
		return fmt.Sprintf("In conflict, on facts no weaker: %s; against %s.", strings.Join(f.Cases, ", "), strings.Join(f.Rival, ", "))
	case f.Side != "":
		return fmt.Sprintf("On facts no weaker than these it was held %s, by courts that bind here, presumptively: %s.", spaced(f.Side), strings.Join(f.Cases, ", "))
	}
	return ""
}

// near names a case, says what force it has here, and what sets it apart.
func near(c brief.Precedents, n holding.Near) string {
	text := fmt.Sprintf("%s, %s, %s.", n.Case.Name, n.Case.Citation, force(n))
	switch {
	case len(n.Lacking)+len(n.Distinguishing) == 0:
		text += " Here no weaker."
	case len(n.Distinguishing) == 0 && n.Controls && n.OverruledBy == "":
		text += " It would govern if there were also: " + titled(c, n.Lacking) + "."
	case len(n.Distinguishing) == 0:
		text += " Here lacking: " + titled(c, n.Lacking) + "; with that, no weaker."
	case len(n.Lacking) == 0:
		text += " Here besides: " + titled(c, n.Distinguishing) + "."
	default:
		text += " Here besides: " + titled(c, n.Distinguishing) + "; lacking: " + titled(c, n.Lacking) + "."
	}
	for _, later := range n.Later {
		text += " Later: " + later + "."
	}
	return text
}

// force says what a decided case is to a paper: binding, or only near, and why. A case of a court that binds here binds only where
// nothing is lacking and nothing sets the paper apart.
func force(n holding.Near) string {
	switch {
	case n.OverruledBy != "":
		return "overruled by " + n.OverruledBy
	case n.AfterAct:
		return "decided after the act, which it did not make clear"
	case n.Applies && n.Controls:
		return "which binds here"
	case n.Applies:
		return "of a court that does not bind here"
	case n.Controls:
		return "near and not binding: its court binds here, but its facts are not these"
	}
	return "near and not binding"
}

// mostTitles is how many factors are named before the rest is counted.
const mostTitles = 3

// titled lists factors by their titles, in small letters.
func titled(c brief.Precedents, list []doctrine.FactorID) string {
	var out []string
	for i, id := range list {
		if i == mostTitles && len(list) > mostTitles+1 {
			out = append(out, fmt.Sprintf("and %d more", len(list)-i))
			break
		}
		title := c.Titles[id]
		out = append(out, strings.ToLower(title[:1])+title[1:])
	}
	return strings.Join(out, ", ")
}

// ShownText sets the factors that a matter shows, for each paper, with what shows them.
func ShownText(p *Sheet, b *doctrine.Casebook, list []brief.Precedents, respondent string) {
	seen := make(map[string]bool)
	for _, c := range list {
		of := strings.TrimSpace(string(c.App) + " " + string(c.Respondent))
		if seen[of] || respondent != "" && string(c.Respondent) != respondent {
			continue
		}
		seen[of] = true
		p.Section(of + ": what the matter shows")
		for _, s := range slices.Concat(c.Shown, c.Disputed) {
			from := strings.Join(s.From, ", ")
			switch {
			case s.By != "":
				from = s.By
			case s.Stated:
				from = "stated"
			}
			f, _ := b.Factor(s.Factor)
			p.Item(string(s.Factor), 32, fmt.Sprintf("%s (%s)", f.Title, from))
		}
	}
}
