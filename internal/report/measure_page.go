package report

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/holding"
)

// MeasurePage writes a measurement as Markdown, for docs/casebook.md.
func MeasurePage(m Measured) []byte {
	var b bytes.Buffer
	out := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	answered, asked := m.definite()
	t := m.Total
	out("| | right | open | wrong |")
	out("|---|---|---|---|")
	out("| **law and cases** | %s | %s | %s |", share(t.Right, t.Scored()), share(t.Open, t.Scored()), share(t.Wrong, t.Scored()))
	out("| majority | %s | | %s |", share(m.Majority.Right, m.Majority.Scored()), share(m.Majority.Wrong, m.Majority.Scored()))
	out("| nearest case | %s | | %s |", share(m.Nearest.Right, m.Nearest.Scored()), share(m.Nearest.Wrong, m.Nearest.Scored()))
	if m.Control != nil {
		out("| control, %d shufflings | %.1f | %.1f | %.1f |", m.Rounds, m.Control.Right, m.Control.Open, m.Control.Wrong)
	}
	for _, s := range m.stricter() {
		out("| stricter: a rule is off when %s is | %s | %s | %s |", s.when, share(s.Right, s.Scored()), share(s.Open, s.Scored()), share(s.Wrong, s.Scored()))
	}
	out("")
	out("A definite answer was given to %s of the questions on which the court took a side. In brackets stand 95 %% intervals in per cent. %d questions",
		share(answered, asked), t.Unscored)
	out("were decided by no court and are not scored.")
	out("")
	out("### By question and outcome")
	out("")
	out("| question | outcome | right | open | wrong |")
	out("|---|---|---|---|---|")
	for _, q := range m.Questions {
		if q.Scored() == 0 {
			continue
		}
		out("| **%s** | all | %d | %d | %d |", q.Question, q.Right, q.Open, q.Wrong)
		for _, o := range m.Outcomes {
			if o.Question == q.Question {
				out("| | %s | %d | %d | %d |", spaced(o.Outcome), o.Right, o.Open, o.Wrong)
			}
		}
	}
	if len(m.Curve) > 0 {
		out("")
		out("### By the number of cases known")
		out("")
		out("What is not known is no precedent, and every rule and factor that rests on it alone is switched off. Each line is the mean of %d drawings.", m.Drawings)
		out("")
		out("| cases known | right | open | wrong | |")
		out("|---|---|---|---|---|")
		for _, p := range m.Curve {
			out("| %d | %.1f | %.1f | %.1f | `%s` |", p.Known, p.Right, p.Open, p.Wrong, bar(p, t.Scored()))
		}
	}
	scoredTable(out, m, holding.Wrong, "Every wrong one", "None is wrong.")
	scoredTable(out, m, holding.Open, "Every open one, and what leaves it open", "None is open.")
	out("")
	out("### The others")
	out("")
	out("| case | question | here | the court | |")
	out("|---|---|---|---|---|")
	for _, s := range m.Scored {
		switch s.Mark {
		case holding.Right:
			out("| %s | %s | %s | %s | %s |", s.Case.Name, cell(askedOf(s)), said(s.Answer), spaced(s.Asked.Outcome), cell(grounds(m.Book, s.Answer)))
		case holding.Unscored:
			out("| %s | %s | %s | %s, not scored | %s |", s.Case.Name, cell(askedOf(s)), said(s.Answer), spaced(s.Asked.Outcome), cell(s.Asked.Doubt))
		}
	}
	return b.Bytes()
}

func scoredTable(out func(string, ...any), m Measured, mark holding.Mark, title, none string) {
	out("")
	out("### %s", title)
	out("")
	n := 0
	for _, s := range m.Scored {
		if s.Mark != mark {
			continue
		}
		if n++; n == 1 {
			out("| case | question | here | the court | why |")
			out("|---|---|---|---|---|")
		}
		out("| %s | %s | %s | %s | %s |", s.Case.Name, cell(askedOf(s)), said(s.Answer), spaced(s.Asked.Outcome), cell(s.Why))
	}
	if n == 0 {
		out("%s", none)
	}
}

// grounds says through which rule an answer holds, in the rule's title, or what a finding turns on.
func grounds(b *doctrine.Casebook, a holding.Answer) string {
	if a.Kind == holding.Depends {
		return "on " + Factors(b, a.Turns, 3)
	}
	for _, id := range a.Rules {
		if r, ok := b.Rule(id); ok && r.Question != "" {
			return r.Title
		}
	}
	for _, id := range a.Rules {
		if r, ok := b.Law().Rule(id); ok {
			return r.Title
		}
	}
	return strings.Join(a.Forced.Cases, ", ")
}

// bar draws a share of a whole in forty characters: right, open, wrong.
func bar(p holding.Point, whole int) string {
	const width = 40
	n := func(x float64) int { return int(x*width/float64(max(1, whole)) + 0.5) }
	right, wrong := n(p.Right), n(p.Wrong)
	return strings.Repeat("█", right) + strings.Repeat("·", max(0, width-right-wrong)) + strings.Repeat("x", wrong)
}

// cell keeps text in one cell of a table.
func cell(s string) string {
	return strings.NewReplacer("|", "\\|", "\n", " ").Replace(s)
}
