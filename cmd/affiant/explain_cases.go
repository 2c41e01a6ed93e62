package main

import (
	"fmt"
	"strings"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/report"
)

// decided sets a decided case in short: what it was asked and what its facts show.
func (x explainer) decided(p *report.Sheet, c doctrine.Case) {
	p.Title(c.Name)
	p.Para(c.Citation + " [" + c.ID + "]")
	p.Gap()
	court := c.Court
	if t, ok := x.book.Court(c.Court); ok {
		court = t.Name
	}
	if c.Sitting != "" {
		court += ", " + c.Sitting
	}
	p.Item("court", hang, court)
	p.Item("decided", hang, record.When(c.Date).String())
	for _, q := range c.Questions {
		text := q.About
		if q.Actor != "" {
			text += ", of " + q.Actor
		}
		if q.Profile != "" {
			text += ", in the view " + q.Profile
		}
		if q.Outcome != "" {
			text += ": " + strings.ReplaceAll(q.Outcome, "-", " ")
		}
		p.Item("asked", hang, text)
		switch {
		case len(q.Because) > 0:
			p.Item("because", hang, listed(q.Because))
		case q.Because != nil:
			p.Item("because", hang, "for a reason of which no factor was coded; it binds nobody")
		}
		if q.Doubt != "" {
			p.Item("doubt", hang, q.Doubt)
		}
	}
	if c.Reason != "" {
		p.Item("reason", hang, c.Reason)
	}
	for _, f := range c.Facts {
		text := f.Says
		if f.Taken != "" {
			text += " (taken as " + f.Taken + " has it)"
		}
		if len(f.Shows) > 0 {
			text += " [" + listed(f.Shows) + "]"
		}
		p.Item(f.Tag, hang, text)
	}
	for _, f := range c.After {
		p.Item("after", hang, f.Says+" ["+listed(f.Shows)+"]")
	}
	for _, pin := range c.Pins {
		text := pin.For
		if pin.Standing != doctrine.Fixed {
			text += " (pin " + string(pin.Standing) + ")"
		}
		p.Item(pin.At, hang, text)
	}
	for _, m := range c.Later {
		p.Item("later", hang, x.laterCase(m))
	}
	if c.Authority != "" {
		x.rests(p, []doctrine.Cite{{Authority: c.Authority}})
	}
	if c.Note != "" {
		p.Item("note", hang, c.Note)
	}
}

// laterCase is what a later authority did to a decided case. It is named by the authority, or by the case, of that id.
func (x explainer) laterCase(m doctrine.LaterMark) string {
	did := m.Did
	if m.About != "" {
		did += ", on " + m.About
	}
	if c, ok := x.book.Case(m.By); ok {
		return fmt.Sprintf("%s: %s, %s [%s] %s", record.When(m.Date).String(), c.Name, c.Citation, c.ID, did)
	}
	return x.later(doctrine.Mark{By: m.By, Did: did, Date: m.Date})
}

func listed[S ~string](ids []S) string {
	list := make([]string, len(ids))
	for i, id := range ids {
		list[i] = string(id)
	}
	return strings.Join(list, ", ")
}

func (x explainer) factor(p *report.Sheet, f doctrine.Factor) {
	p.Title(f.Title + " [" + string(f.ID) + "]")
	p.Item("present", hang, f.Present)
	p.Item("absent", hang, f.Absent)
	p.Gap()
	p.Item("family", hang, f.Family)
	for _, b := range f.Bears {
		text := "for " + b.Favours + " on " + b.About
		if b.Profile != "" {
			text += ", in the view " + b.Profile + " alone"
		}
		if b.Corpus != "" {
			text += ", where the " + b.Corpus + " text is read"
		}
		p.Item("bears", hang, text)
	}
	if f.Derived.When != "" {
		text := f.Derived.When
		if from := append(f.Derived.Checks, f.Derived.Terms...); len(from) > 0 {
			text += " (" + strings.Join(from, ", ") + ")"
		}
		p.Item("derived", hang, text)
	}
	if f.IsRead() {
		p.Item("by", hang, strings.Join(f.Derived.By, "; "))
	}
	if f.Stated != "" {
		p.Item("stated", hang, f.Stated)
	}
	if f.Unread != "" {
		label := "unread"
		if f.IsRead() {
			label = "not always"
		}
		p.Item(label, hang, f.Unread)
	}
	for _, c := range x.book.Cases() {
		for _, id := range c.Shown() {
			if id == f.ID {
				p.Item("case", hang, c.Name+" ["+c.ID+"]")
			}
		}
	}
	if f.Kept != "" {
		p.Item("kept", hang, f.Kept)
	}
	x.rests(p, f.Rests)
	if f.Note != "" {
		p.Item("note", hang, f.Note)
	}
}

// factorEntry says in a line what a factor is and, of one that no matter shows, why someone has to state it.
func factorEntry(f doctrine.Factor) string {
	if f.IsRead() {
		return f.Family + ": " + f.Title
	}
	return f.Family + ": " + f.Title + ". Stated: " + f.Unread
}

func (x explainer) after(p *report.Sheet, a doctrine.Aftermath) {
	p.Title(a.Title + " [" + string(a.ID) + "]")
	p.Item("present", hang, a.Present)
	if a.Absent != "" {
		p.Item("absent", hang, a.Absent)
	}
	p.Gap()
	p.Item("bears", hang, "on nothing that was known when the paper was sworn")
	if a.Claim != "" {
		p.Item("claim", hang, "for "+strings.ReplaceAll(a.Claim, "-", " ")+", on whether a claim lies")
	}
	x.rests(p, a.Rests)
}

func (x explainer) court(p *report.Sheet, c doctrine.Court) {
	p.Title(c.Name + " [" + c.ID + "]")
	p.Gap()
	p.Item("cited", hang, c.Cited)
	p.Item("rank", hang, c.Rank)
	controls := "no other court"
	if len(c.Controls) > 0 {
		controls = strings.Join(c.Controls, ", ")
	}
	p.Item("controls", hang, controls)
	if c.From != "" {
		p.Item("began", hang, record.When(c.From).String())
	}
	n := 0
	for _, k := range x.book.Cases() {
		if k.Court == c.ID {
			n++
		}
	}
	p.Item("cases", hang, fmt.Sprintf("%d in the casebook", n))
	if c.Note != "" {
		p.Item("note", hang, c.Note)
	}
}

func (x explainer) issue(p *report.Sheet, q doctrine.Issue) {
	p.Title(q.ID)
	p.Para(q.Asks)
	p.Gap()
	for _, s := range q.Sides {
		p.Item(strings.ReplaceAll(s.ID, "-", " "), hang+8, s.Means)
	}
	if q.Serves != "" {
		p.Item("answers to", hang+8, "the question "+q.Serves+" of the law")
	}
}

// step sets a step of the rules from factors: what gives it, or what a fact-finder is asked.
func (x explainer) step(p *report.Sheet, s doctrine.Step) {
	p.Title(s.ID)
	p.Para(s.Means)
	p.Gap()
	p.Item("given by", hang, map[string]string{"situation": "what is asked about", "rule": "rules", "any": "any one of these", "finding": "a fact-finder"}[s.Given])
	for _, id := range s.Any {
		p.Item("any", hang, x.meaning(id))
	}
	for _, id := range s.Unless {
		p.Item("unless", hang, x.meaning(id))
	}
	if s.Asks != "" {
		p.Item("asks", hang, s.Asks)
	}
	for _, list := range []struct {
		label   string
		factors []doctrine.FactorID
	}{{"raised by", s.Raised}, {"shown by", s.Shown}, {"found by", s.Found}, {"denied by", s.Denied}} {
		if len(list.factors) > 0 {
			p.Item(list.label, hang, listed(list.factors))
		}
	}
	for _, r := range x.book.Rules() {
		if r.Then == s.ID {
			p.Item("rule", hang, r.ID+" "+r.Title)
		}
	}
	x.rests(p, s.Rests)
}
