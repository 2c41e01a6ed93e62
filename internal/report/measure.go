package report

import (
	"fmt"
	"strings"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/holding"
)

// A Measured is how decisions came out, with what is set beside it.
type Measured struct {
	holding.Measurement
	Book     *doctrine.Casebook
	Outside  bool            // decisions from outside, and not the casebook's own
	Curve    []holding.Point // by cases known; none if it was not drawn
	Drawings int
	Control  *holding.Point // with the outcomes of the other cases shuffled; nil if it was not made
	Rounds   int
	Seed     uint64

	// The same with a rule switched off as soon as the first of its authorities, or any of them, is: nil if it was not made.
	First, All *holding.Tally
}

// share writes k in n as a percentage with its interval.
func share(k, n int) string {
	low, high := holding.Interval(k, n)
	if n == 0 {
		return "none"
	}
	return fmt.Sprintf("%d of %d, %.0f %% (%.0f to %.0f)", k, n, 100*float64(k)/float64(n), 100*low, 100*high)
}

// A stricter is a measurement in which less of the law stays on.
type stricter struct {
	short, when string
	holding.Tally
}

func (m Measured) stricter() []stricter {
	var out []stricter
	if m.First != nil {
		out = append(out, stricter{"first stays", "the first authority that it names", *m.First})
	}
	if m.All != nil {
		out = append(out, stricter{"all stay", "any one of its authorities", *m.All})
	}
	return out
}

func (m Measured) definite() (answered, asked int) {
	return m.Sided.Right + m.Sided.Wrong, m.Sided.Scored()
}

// sums says the whole in lines of a label and a text.
func (m Measured) sums() [][2]string {
	answered, asked := m.definite()
	t := m.Total
	return [][2]string{
		{"right", share(t.Right, t.Scored())},
		{"open", share(t.Open, t.Scored())},
		{"wrong", share(t.Wrong, t.Scored())},
		{"definite", share(answered, asked) + ", where the court took a side"},
		{"not scored", fmt.Sprint(t.Unscored)},
		{"majority", fmt.Sprintf("%s right; %s wrong", share(m.Majority.Right, m.Majority.Scored()), share(m.Majority.Wrong, m.Majority.Scored()))},
		{"nearest case", fmt.Sprintf("%s right; %s wrong", share(m.Nearest.Right, m.Nearest.Scored()), share(m.Nearest.Wrong, m.Nearest.Scored()))},
	}
}

// asked names one question of one decision.
func askedOf(s holding.Scored) string {
	text := s.Asked.About
	if s.Asked.Actor != "" {
		text += ", " + s.Asked.Actor
	}
	if s.Asked.Profile != "" {
		text += ", in the view " + s.Asked.Profile
	}
	return text
}

// said is what an answer is, in words.
func said(a holding.Answer) string {
	if a.Kind == holding.Definite {
		return spaced(a.Side)
	}
	return string(a.Kind)
}

func spaced(id string) string { return strings.ReplaceAll(id, "-", " ") }

// through names what an answer follows from, in short.
func through(a holding.Answer) string {
	list := append([]string{}, a.Rules...)
	list = append(list, a.Forced.Cases...)
	if len(list) > 4 {
		list = append(list[:4], fmt.Sprintf("and %d more", len(list)-4))
	}
	return strings.Join(list, ", ")
}

// MeasureText sets a measurement for a terminal.
func MeasureText(p *Sheet, m Measured) {
	const hang = 14
	if m.Outside {
		p.Title("Decisions from outside, each as of the day before it")
	} else {
		p.Title("The casebook, each decision left out, as of the day before it")
	}
	p.Gap()
	for _, line := range m.sums() {
		p.Item(line[0], hang, line[1])
	}
	if m.Control != nil {
		p.Item("control", hang, fmt.Sprintf("with the other cases' outcomes shuffled %.1f right, %.1f open, %.1f wrong: the doctrine's share", m.Control.Right, m.Control.Open, m.Control.Wrong))
	}
	for _, s := range m.stricter() {
		p.Item(s.short, hang, fmt.Sprintf("%d right, %d open, %d wrong, with a rule switched off when %s is", s.Right, s.Open, s.Wrong, s.when))
	}
	for _, c := range m.Curve {
		p.Item(fmt.Sprintf("%d known", c.Known), hang, fmt.Sprintf("%.1f right, %.1f open, %.1f wrong", c.Right, c.Open, c.Wrong))
	}
	p.Section("By question")
	for _, g := range m.Questions {
		p.Item(g.Question, 24, fmt.Sprintf("%d right, %d open, %d wrong", g.Right, g.Open, g.Wrong))
	}
	for _, mark := range []holding.Mark{holding.Wrong, holding.Open, holding.Right, holding.Unscored} {
		first := true
		for _, s := range m.Scored {
			if s.Mark != mark {
				continue
			}
			if first {
				p.Section(strings.ToUpper(string(mark[0])) + string(mark[1:]))
				first = false
			}
			text := fmt.Sprintf("%s: %s", askedOf(s), said(s.Answer))
			if s.Asked.Outcome != "" && mark != holding.Right {
				text += "; the court: " + spaced(s.Asked.Outcome)
			}
			text += "."
			if by := through(s.Answer); by != "" && s.Why == "" {
				text += " By " + by + "."
			}
			if s.Why != "" {
				text += " " + s.Why
			}
			p.Item(s.Case.ID, 24, text)
		}
	}
}
