package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/clock"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/holding"
	"github.com/affiant-project/affiant/internal/report"
)

// diff sets what two views of the law make differently.
func (x explainer) diff(p *report.Sheet, a, b doctrine.View) {
	found, decided := x.law.Diff(a, b), x.book.Diff(a, b)
	if len(found)+len(decided) == 0 {
		p.Para(fmt.Sprintf("%s and %s have the same rules.", a, b))
	}
	both := []doctrine.View{a, b}
	for _, d := range found {
		q, _ := x.law.Question(d.Question)
		p.Section(cmp.Or(q.Title, "Background, which serves no question"))
		x.parts(p, both, q, d)
		x.onlies(p, both, d)
	}
	for _, d := range decided {
		p.Section("Of the casebook: " + cmp.Or(strings.ReplaceAll(d.Question, "-", " "), "steps, which serve no question"))
		x.onlies(p, both, d)
	}
	x.contrasts(p, both)
	x.binding(p, both)
	p.Section("The same in every view")
	p.Para("How long a thing keeps its weight, the numbers that checks go by, and the vocabulary. A folder of law changes them for all views.")
}

// onlies sets the rules that one of two views has and the other has not.
func (x explainer) onlies(p *report.Sheet, both []doctrine.View, d doctrine.Difference) {
	for i, v := range both {
		for _, r := range d.Only[i] {
			x.only(p, v, both[1-i], r)
		}
	}
}

// contrasts sets what two views have besides rules, kind by kind, where they differ.
func (x explainer) contrasts(p *report.Sheet, both []doctrine.View) {
	titles := map[string]string{doctrine.OpenRulings: "What open rulings could turn", doctrine.OfLimit: "Time limits",
		doctrine.OfDaytime: "Hours of the daytime", doctrine.OfHoliday: "Legal holidays", doctrine.OfBurden: "Burdens"}
	wide := max(hang, len(both[0].String())+2, len(both[1].String())+2)
	last := ""
	for _, c := range x.law.Contrasts(both[0], both[1]) {
		if c.Kind != last {
			p.Section(titles[c.Kind])
		} else {
			p.Gap()
		}
		last = c.Kind
		if c.Kind != doctrine.OpenRulings && c.Kind != doctrine.OfDaytime {
			p.Para(c.ID)
		}
		for i, v := range both {
			p.Item(v.String(), wide, x.stands(c.Has[i]))
		}
	}
}

// stands is an item in a line, as one view has it.
func (x explainer) stands(item any) string {
	switch t := item.(type) {
	case doctrine.Profile:
		return t.Open + ": " + t.Why
	case clock.Term:
		how := length(t.Count, t.Unit)
		if t.Before {
			how += ", counted back"
		}
		how += ", answered by the " + strings.ReplaceAll(t.Who, "-", " ") + ": " + standingAfter(t.Says, t.Standing)
		if t.Unchecked != "" {
			how += ". Not checked: " + t.Unchecked
		}
		return how
	case clock.Daytime:
		return t.Begin + " to " + t.End + ": " + standingAfter(t.Says, t.Standing)
	case clock.Holiday:
		return t.Name
	case doctrine.Burden:
		return t.Posture + ", " + t.Who + ": " + t.Says
	}
	return "none"
}

// binding sets the decided cases that may bind in one of two views only.
func (x explainer) binding(p *report.Sheet, both []doctrine.View) {
	titled := false
	for i, v := range both {
		for _, c := range holding.BindingOnly(x.book, v, both[1-i]) {
			if !titled {
				p.Section("Decided cases that may bind")
				titled = true
			}
			p.Item("only "+v.String(), max(hang, len(both[0].String())+7, len(both[1].String())+7), c.Name+", "+c.Citation+" ["+c.ID+"]")
		}
	}
}

// parts sets on which premises the answers to a question part.
func (x explainer) parts(p *report.Sheet, both []doctrine.View, q doctrine.Question, d doctrine.Difference) {
	wide := max(hang, len(both[0].String())+2, len(both[1].String())+2)
	for i, part := range d.Parts {
		if i > 0 {
			p.Gap()
		}
		if len(part.Given) == 0 {
			p.Item("if", wide, "nothing is given")
		}
		for _, id := range part.Given {
			p.Item("if", wide, x.meaning(id))
		}
		for i, v := range both {
			text := "no answer"
			if part.Answers[i].ID != "" {
				text = strings.ReplaceAll(part.Answers[i].ID, "-", " ") + ": " + part.Answers[i].Means
			}
			p.Item(v.String(), wide, text)
		}
	}
	switch {
	case d.More > 0:
		p.Para(fmt.Sprintf("They part on %s of premises more.", counted(d.More, "set")))
	case len(d.Parts) == 0 && x.labelled(q):
		p.Para("The answer is worked out on the paper; what follows are bright lines that it goes by.")
	case len(d.Parts) == 0 && d.Question != "":
		p.Para("The answers do not part on any premises that were tried.")
	}
}

// labelled reports whether a question is answered by labels that are worked out on the paper.
func (x explainer) labelled(q doctrine.Question) bool {
	return slices.ContainsFunc(q.Answers, func(a doctrine.Answer) bool {
		t, _ := x.law.Term(a.When)
		return t.Given == "label"
	})
}

// only sets a rule that one view has and the other has not.
func (x explainer) only(p *report.Sheet, has, lacks doctrine.View, r doctrine.Rule) {
	p.Gap()
	p.Para("Only " + has.String() + ": " + r.ID + " " + r.Title)
	p.Item("text", hang, r.Text)
	p.Item("status", hang, r.Status+", "+since(r.From, r.Until))
	x.rests(p, r.Rests)
	if a, ok := x.law.SetAside(lacks, r.ID); ok {
		p.Item("set aside", hang, fmt.Sprintf("by %s, %s: %s", lacks.Profile, since(a.From, a.Until), a.Why))
		x.rests(p, a.Rests)
	}
}
