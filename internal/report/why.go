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
		reasons(p, 0, q.Other.Why)
	}
	v.colophon(p)
	_, err := w.Write(p.Bytes())
	return err
}

// deepest is how far a tree of reasons is indented; below that it goes on without.
const deepest = 12

// reasons sets a list of reasons and what each rests on.
func reasons(p *page, indent int, list []brief.Reason) {
	for _, r := range list {
		p.item(indent, indent+2, dim, "·", reasonLine(r))
		reasons(p, min(indent+2, 2*deepest), r.Children)
	}
}

// reasonLine is one reason in a line: what it says, then where that stands, in brackets, as far as it has not said so.
func reasonLine(r brief.Reason) string {
	var at []string
	if r.Rule != "" {
		at = append(at, "rule "+r.Rule) // a check may have the same name
	}
	if r.Flaw != "" {
		at = append(at, r.Flaw)
	}
	if p := fmt.Sprintf("¶ %d", r.Assertion); r.Assertion > 0 && !strings.Contains(r.Says, p) && r.Source == "" {
		at = append(at, p)
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
	if len(r.Later) > 0 {
		at = append(at, "later, "+strings.Join(r.Later, "; "))
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
