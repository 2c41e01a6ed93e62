package holding

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/doctrine"
)

// why says what makes an answer open or wrong: that the question was not yet put; what it turns on; what is in conflict; or
// what is missing, and what sets the nearest cases apart.
func (r *Reading) why(s Situation, scored Scored, all []Decided) string {
	a := scored.Answer
	switch {
	case a.Early != "":
		return fmt.Sprintf("The question is put only since %s, by the decision of that day.", a.Early)
	case scored.Mark == Wrong:
		return r.whyWrong(scored)
	case a.Kind == Depends:
		return r.whyDepends(a)
	case a.Conflict:
		return r.whyConflict(a)
	}
	return r.whyFree(s, all)
}

// Why says what leaves an answer without a side; empty if it has one.
func (r *Reading) Why(s Situation, a Answer, all []Decided) string {
	if a.Kind == Definite {
		return ""
	}
	return r.why(s, Scored{Answer: a, Mark: Open}, all)
}

func (r *Reading) whyWrong(scored Scored) string {
	text := "It follows from " + r.authorities(scored.Answer)
	if scored.Asked.Outcome == doctrine.FactQuestion {
		return text + "; the court left it to a fact-finder."
	}
	if len(scored.Asked.Because) > 0 {
		return text + "; the court decided otherwise because of " + r.titles(scored.Asked.Because) + "."
	}
	return text + "; the court decided otherwise for a reason that no factor shows."
}

func (r *Reading) whyDepends(a Answer) string {
	text := "It turns on what a fact-finder finds: " + strings.Join(a.Asks, " ") + " That is about " + r.titles(a.Turns) + "."
	if slices.ContainsFunc(a.Branches, func(b Branch) bool { return b.Side == "" }) {
		text += " On one finding it is open."
	}
	return text
}

func (r *Reading) whyConflict(a Answer) string {
	if len(a.Forced.Rival) > 0 {
		return fmt.Sprintf("Decided cases of equal authority force opposite sides: %s against %s.", strings.Join(a.Forced.Cases, ", "), strings.Join(a.Forced.Rival, ", "))
	}
	if len(a.Forced.Cases) > 0 {
		return fmt.Sprintf("Rules conclude one side (%s) and decided cases the other (%s).", strings.Join(a.Rules, ", "), strings.Join(a.Forced.Cases, ", "))
	}
	return fmt.Sprintf("Rules conclude both sides: %s.", strings.Join(a.Rules, ", "))
}

// whyFree says what is missing.
func (r *Reading) whyFree(s Situation, all []Decided) string {
	p := r.poolOf(s.Issue)
	var bears, unspoken []doctrine.FactorID
	for _, id := range s.Factors {
		f, _ := r.book.Factor(id)
		if !slices.ContainsFunc(f.Bears, func(b doctrine.Bearing) bool { return slices.Contains(p.issues, b.About) }) {
			continue
		}
		if r.favours(p, id) >= 0 {
			bears = append(bears, id)
		} else if _, ok := r.factors[id]; !ok {
			unspoken = append(unspoken, id)
		}
	}
	var parts []string
	switch {
	case len(bears)+len(unspoken) == 0:
		return "Missing fact: no fact as coded bears on the question."
	case len(unspoken) > 0:
		parts = append(parts, "No earlier authority had spoken of "+r.titles(unspoken)+".")
	}
	parts = append(parts, r.apart(s, all)...)
	if len(parts) == 0 {
		parts = append(parts, "No rule in force weighs "+r.titles(bears)+", and no earlier case shares any of it.")
	}
	return strings.Join(parts, " ")
}

// apart says what sets the nearest case of each side apart.
func (r *Reading) apart(s Situation, all []Decided) (parts []string) {
	near := r.Nearest(s, all)
	for i, side := range r.sidesOf(s.Issue) {
		if len(near[i]) == 0 {
			continue
		}
		n := near[i][0]
		var text []string
		if len(n.Lacking) > 0 {
			text = append(text, "it lacks "+r.titles(n.Lacking))
		}
		if len(n.Distinguishing) > 0 {
			text = append(text, "it is distinguished by "+r.titles(n.Distinguishing))
		}
		if len(text) == 0 && (n.AfterAct || !n.Controls) {
			text = append(text, "this is no weaker")
		}
		switch {
		case n.AfterAct:
			text = append(text, "and it was decided after the act")
		case !n.Controls:
			text = append(text, "and that court does not bind here")
		case len(text) == 0 && !n.Applies:
			text = append(text, "it binds nobody on this")
		}
		if len(text) > 0 {
			parts = append(parts, fmt.Sprintf("Nearest for %s is %s: %s.", strings.ReplaceAll(side, "-", " "), n.Case.Name, strings.Join(text, ", ")))
		}
	}
	return parts
}

// mostTitles is how many factors a reason lists before it counts the rest.
const mostTitles = 4

// titles lists factors by their titles.
func (r *Reading) titles(list []doctrine.FactorID) string {
	var out []string
	for i, id := range list {
		if i == mostTitles && len(list) > mostTitles+1 {
			return strings.Join(out, ", ") + fmt.Sprintf(" and %d more", len(list)-i)
		}
		f, ok := r.book.Factor(id)
		if !ok {
			out = append(out, string(id))
			continue
		}
		out = append(out, fmt.Sprintf("“%s”", f.Title))
	}
	return strings.Join(out, ", ")
}

// authorities names what an answer follows from.
func (r *Reading) authorities(a Answer) string {
	var out []string
	for _, id := range a.Rules {
		rule, ok := r.book.Rule(id)
		if !ok {
			rule, ok = r.law.Rule(id)
		}
		if ok {
			out = append(out, fmt.Sprintf("%s (%s)", id, rule.Title))
		}
	}
	out = append(out, a.Forced.Cases...)
	return strings.Join(out, ", ")
}
