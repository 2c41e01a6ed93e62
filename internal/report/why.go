package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/doctrine"
)

// Why writes the reasons for one answer as a tree, from the answer down to source spans and pins.
func Why(w io.Writer, r *brief.Review, law *doctrine.Law, q brief.Question, o TextOptions) error {
	v := view{r, law}
	p := newPage(o)
	p.line(p.paint(bold, fmt.Sprintf("%s · %s", q.Question.Title, v.person(q.App, q.Respondent))))
	p.para(0, dim, v.profile(q.Profile))
	if q.Question.Asks != "" {
		p.para(0, plain, q.Question.Asks)
	}
	p.gap()
	p.para(0, plain, v.answer(q))
	o.Full = true
	v.turns(p, q, o)
	v.stability(p, q, o)
	v.unless(p, q)
	p.section("Reasons")
	if len(q.Because) == 0 {
		p.para(0, plain, "None are given: the question was not reached.")
	}
	reasons(p, 0, q.Because)
	if q.Other != nil {
		p.section("Beside it: " + v.profile(q.Other.Profile))
		p.para(0, plain, Upper(Spoken(q.Other.Answer))+". "+q.Other.Says)
		v.parts(p, q.Other.Why)
	}
	v.colophon(p)
	_, err := w.Write(p.Bytes())
	return err
}

// parts sets the rules on which two views part, those of each under its name.
func (v view) parts(p *page, list []brief.Reason) {
	for _, x := range []doctrine.Profile{v.Profile, v.Other} {
		var own []brief.Reason
		for _, r := range list {
			if r.Kind == "only "+x.ID {
				own = append(own, r)
			}
		}
		if len(own) > 0 {
			p.para(0, bold, "Only in: "+x.Title)
			reasons(p, 0, own)
		}
	}
}

// whose says which of the two views a rule on which they part is of.
func (v view) whose(r brief.Reason) string {
	for _, x := range []doctrine.Profile{v.Profile, v.Other} {
		if r.Kind == "only "+x.ID {
			return "Only " + x.Name + ": "
		}
	}
	return ""
}

// deepest is how far a tree of reasons is indented; below that it goes on without.
const deepest = 12

// reasons sets a list of reasons and what each rests on.
func reasons(p *page, indent int, list []brief.Reason) {
	for _, r := range list {
		p.item(indent, indent+2, dim, "·", p.reasonLine(r))
		reasons(p, min(indent+2, 2*deepest), r.Children)
	}
}

// reasonLine is one reason in a line: what it says, then where that stands, in brackets, as far as it has not said so. What later
// decisions did to an authority is said with the first reason that rests on it.
func (p *page) reasonLine(r brief.Reason) string {
	var at []string
	if r.Rule != "" {
		at = append(at, "rule "+r.Rule) // a check may have the same name
	}
	if r.Flaw != "" {
		at = append(at, r.Flaw)
	}
	if par := fmt.Sprintf("¶ %d", r.Assertion); r.Assertion > 0 && !strings.Contains(r.Says, par) && r.Source == "" {
		at = append(at, par)
	}
	if r.Source != "" {
		where := string(r.Source)
		if r.Line > 0 {
			where = fmt.Sprintf("%s:%d", r.Source, r.Line)
		}
		if !strings.Contains(r.Says, where) {
			at = append(at, where)
		}
	}
	at = append(at, r.Cites...)
	var later []string
	for _, x := range r.Later {
		if !p.told[x] {
			p.told[x] = true
			later = append(later, x)
		}
	}
	if len(later) > 0 {
		at = append(at, "later, "+strings.Join(later, "; "))
	}
	says := r.Says
	switch {
	case r.Value != "out":
	case r.Kind == "absence":
		says = "Wanting: " + says
	case r.Kind == "assumption":
		says = "Falls: " + says
	}
	if len(at) == 0 {
		return says
	}
	return says + " [" + strings.Join(at, "; ") + "]"
}
