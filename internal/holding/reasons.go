package holding

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/doctrine"
)

// why says what makes an answer open or wrong: that the question was not yet put; what it turns on; what is in conflict; or
// what is missing, and what sets the nearest cases apart. Last it says by what the court went, so far as that is coded.
func (r *Reading) why(s Situation, scored Scored, all []Decided) string {
	a := scored.Answer
	var text string
	switch {
	case a.Early != "":
		return fmt.Sprintf("The question is put only since %s, by the decision of that day.", a.Early)
	case scored.Mark == Wrong:
		return r.whyWrong(scored)
	case a.Kind == Depends:
		text = r.whyDepends(s, a, all)
	case a.Conflict:
		text = r.whyConflict(a)
	default:
		text = r.whyFree(s, all)
	}
	return strings.TrimSpace(text + " " + r.court(scored))
}

// court says by what the court went that decided a question: the factors of its reason, those that it left to a fact-finder, or, of a
// reason that no factor shows, the note or the reason that the case is coded with. It is empty of an outcome that takes no side.
func (r *Reading) court(scored Scored) string {
	q := scored.Asked
	switch {
	case q.Outcome == doctrine.FactQuestion && len(q.TurnsOn) > 0:
		return "The court left to a fact-finder: " + r.titles(q.TurnsOn) + "."
	case q.Outcome == doctrine.FactQuestion && q.Note != "":
		return "The court left it to a fact-finder: " + q.Note
	case q.Outcome == "" || q.Outcome == doctrine.NotDecided || q.Outcome == doctrine.Assumed:
		return ""
	case len(q.Because) > 0:
		return "The court went by " + r.titles(q.Because) + "."
	case q.Because != nil && q.Note+scored.Case.Reason != "":
		return "No factor shows the court's ground: " + cmp.Or(q.Note, scored.Case.Reason)
	}
	return ""
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

// whyDepends says what a finding turns, which way, and where a branch is open, what is left to be weighed there.
func (r *Reading) whyDepends(s Situation, a Answer, all []Decided) string {
	text := "It turns on what a fact-finder finds: " + strings.Join(a.Asks, " ") + " That is about " + r.titles(a.Turns) + "."
	isOpen := func(b Branch) bool { return b.Side == "" }
	if len(a.Branches) == 2 && len(a.Asks) == 1 {
		side := func(b Branch) string { return strings.ReplaceAll(cmp.Or(b.Side, "open"), "-", " ") }
		text += fmt.Sprintf(" If not so: %s. If so: %s.", side(a.Branches[0]), side(a.Branches[1]))
	} else if slices.ContainsFunc(a.Branches, isOpen) {
		text += " On one finding it is open."
	}
	if i := slices.IndexFunc(a.Branches, isOpen); i >= 0 && slices.Contains(a.Branches[i].Found, reckless) {
		s.Issue, s.Corpus = causeIssue, Corrected
		if left := r.apart(s, all); len(left) > 0 {
			text += " Open is then whether the corrected paper shows cause. " + strings.Join(left, " ")
		}
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
		return "Missing fact: nothing that is coded bears on the question" + r.wanting(s.Issue) + "."
	case len(unspoken) > 0:
		parts = append(parts, "No earlier authority had spoken of "+r.titles(unspoken)+".")
	}
	parts = append(parts, r.apart(s, all)...)
	if len(parts) == 0 {
		parts = append(parts, "No rule in force weighs "+r.titles(bears)+", and no earlier case shares any of it.")
	}
	return strings.Join(parts, " ")
}

// mostWanting is how many factors on each side a reason names that would bear on a question.
const mostWanting = 3

// wanting names factors that would bear on a question, for either side, as they were known: first those that a rule on it goes by.
func (r *Reading) wanting(issue string) string {
	var sides []string
	for _, side := range r.sidesOf(issue) {
		var list []doctrine.FactorID
		add := func(id doctrine.FactorID) {
			if f, known := r.factors[id]; known && len(list) < mostWanting && !slices.Contains(list, id) {
				if on, ok := f.Favours(doctrine.Asked{About: issue}); ok && on == side {
					list = append(list, id)
				}
			}
		}
		for _, rule := range r.rules {
			if rule.Question == issue && rule.Then == side {
				for _, term := range rule.If {
					add(doctrine.FactorID(term))
				}
			}
		}
		for _, f := range r.book.Factors() {
			add(f.ID)
		}
		if len(list) > 0 {
			sides = append(sides, "for "+strings.ReplaceAll(side, "-", " ")+" "+r.titles(list))
		}
	}
	if len(sides) == 0 {
		return ", and no authority had yet spoken of anything that would"
	}
	return ", as would, among others, " + strings.Join(sides, ", or ")
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
			text = append(text, "Wanting here: "+r.titles(n.Lacking)+".")
		}
		if len(n.Distinguishing) > 0 {
			text = append(text, "Here besides: "+r.titles(n.Distinguishing)+".")
		}
		if len(text) == 0 && (n.AfterAct || !n.Controls) {
			text = append(text, "Here it is no weaker.")
		}
		switch {
		case n.AfterAct:
			text = append(text, "It was decided after the act.")
		case !n.Controls:
			text = append(text, "Its court does not bind here.")
		case len(text) == 0 && !n.Applies:
			text = append(text, "It binds nobody on this.")
		}
		if len(text) > 0 {
			parts = append(parts, fmt.Sprintf("Nearest for %s is %s. %s", strings.ReplaceAll(side, "-", " "), n.Case.Name, strings.Join(text, " ")))
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
