package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/report"
	"github.com/affiant-project/affiant/internal/review"
)

// hang is where the text beside a label begins.
const hang = 14

// severities are the letters of a check's severity in words.
var severities = map[review.Severity]string{
	review.Who: "A, who or what", review.Weight: "B, weight", review.Care: "C, care",
}

// forces say how a flaw bears on an argument.
var forces = map[review.Force]string{
	review.Contestable: "contestable: it leaves two positions, each the other's contrary",
	review.Decisive:    "decisive: it attacks one way",
	review.Note:        "a note: it bears on care and never enters the argument",
}

// decider says who decides a disputed flaw of a check, and whether the affiant's state of mind matters.
func decider(c *review.Check) string {
	by := map[string]string{"court": "the court", "factfinder": "the fact-finder"}[c.By]
	if c.Mindful {
		by += "; whether it was innocent, negligent, reckless or deliberate matters"
	}
	return by
}

func (x explainer) check(p *report.Sheet, c *review.Check) {
	p.Title(c.Code + " " + c.Title)
	p.Para(c.Why)
	p.Gap()
	p.Item("severity", hang, severities[c.Severity])
	p.Item("force", hang, forces[c.Force])
	p.Item("questions", hang, "the "+string(c.Link))
	p.Item("decided by", hang, decider(c))
	if since := c.Since(x.law); since != "" {
		p.Item("law since", hang, record.When(since).String())
	}
	if c.Mend != "" {
		p.Item("before oath", hang, c.Mend)
	}
	x.rests(p, c.Rests)
}

// rests sets authorities, each with the standing of its pin.
func (x explainer) rests(p *report.Sheet, cites []doctrine.Cite) {
	for _, c := range cites {
		text, standing, ok := x.law.Explain(c)
		if !ok {
			text = c.String()
		}
		if standing != "" && standing != doctrine.Fixed {
			text += fmt.Sprintf(" (%s)", standing)
		}
		p.Item("authority", hang, text+" ["+c.Authority+"]")
	}
}

func (x explainer) rule(p *report.Sheet, r doctrine.Rule) {
	p.Title(r.ID + " " + r.Title)
	p.Para(r.Text)
	p.Gap()
	for _, t := range r.If {
		p.Item("if", hang, x.meaning(t))
	}
	for _, t := range r.Unless {
		p.Item("unless", hang, x.meaning(t))
	}
	p.Item("then", hang, x.meaning(r.Then))
	if r.Question != "" {
		p.Item("serves", hang, r.Question)
	}
	p.Item("status", hang, r.Status)
	p.Item("views", hang, strings.Join(r.Profiles, ", "))
	p.Item("in force", hang, since(r.From, r.Until))
	if r.Dated == doctrine.ByActed {
		p.Item("reaches", hang, "what was done while it is in force, whenever that is decided")
	}
	x.rests(p, r.Rests)
	for _, c := range r.Rests {
		if a, ok := x.law.Authority(c.Authority); ok {
			for _, m := range a.Later {
				p.Item("later", hang, a.Name+", "+x.later(m))
			}
		}
	}
	for _, v := range x.law.Profiles() {
		for _, a := range v.Aside {
			if a.Rule == r.ID {
				p.Item("set aside", hang, fmt.Sprintf("in the view %s, %s: %s", v.ID, since(a.From, a.Until), a.Why))
			}
		}
	}
	if r.Note != "" {
		p.Item("note", hang, r.Note)
	}
}

// meaning is a term with what it means.
func (x explainer) meaning(id string) string {
	if t, ok := x.law.Term(id); ok && t.Means != "" {
		return id + ": " + t.Means
	}
	if s, ok := x.book.Step(id); ok {
		return id + ": " + s.Means
	}
	if f, ok := x.book.Factor(doctrine.FactorID(id)); ok {
		return id + ": " + f.Title
	}
	return id
}

func (x explainer) authority(p *report.Sheet, a doctrine.Authority) {
	p.Title(a.Name)
	p.Para(a.Citation + " [" + a.ID + "]")
	p.Para(a.Holds)
	p.Gap()
	if a.Court != "" {
		p.Item("court", hang, a.Court)
	}
	p.Item("in force", hang, since(a.Date, a.Until))
	for _, pin := range a.Pins {
		text := pin.For
		if pin.Standing != doctrine.Fixed {
			text += " (pin " + string(pin.Standing) + ")"
		}
		if pin.Note != "" {
			text += " " + pin.Note
		}
		p.Item(pin.At, hang, text)
	}
	for _, m := range a.Later {
		p.Item("later", hang, x.later(m))
	}
	if a.Note != "" {
		p.Item("note", hang, a.Note)
	}
	for _, r := range x.law.Rules() {
		for _, c := range r.Rests {
			if c.Authority == a.ID {
				p.Item("rule", hang, r.ID+" "+r.Title)
				break
			}
		}
	}
}

// later is what a later decision did to an authority.
func (x explainer) later(m doctrine.Mark) string {
	by := m.By
	if a, ok := x.law.Authority(m.By); ok {
		by = a.Name + ", " + a.Citation + " [" + a.ID + "]"
	}
	return fmt.Sprintf("%s: %s %s", record.When(m.Date).String(), by, m.Did)
}

func (x explainer) question(p *report.Sheet, q doctrine.Question) {
	p.Title(q.Title + " [" + q.ID + "]")
	p.Para(q.Asks)
	p.Gap()
	p.Item("read on", hang, map[string]string{
		"sworn":     "what was sworn: the four corners",
		"known":     "what the affiant knew",
		"corrected": "what was sworn, with what was found false struck and what was left out put in",
	}[q.Corpus])
	for _, a := range q.Answers {
		p.Item(strings.ReplaceAll(a.ID, "-", " "), hang+8, a.Means)
	}
	x.rests(p, q.Rests)
}

func (x explainer) profile(p *report.Sheet, v doctrine.Profile) {
	p.Title(v.Title + " [" + v.ID + "]")
	p.Para(v.Opinion)
	p.Para(v.Why)
	p.Gap()
	p.Item("open", hang, map[string]string{
		"reserve": "what open rulings could turn is reserved",
		"burden":  "what open rulings could turn is held against whoever must show it",
	}[v.Open])
	if v.Over != "" {
		p.Item("over", hang, "the rules of "+v.Over+", but for those set aside")
	}
	for _, a := range v.Aside {
		p.Item("sets aside", hang, fmt.Sprintf("%s, %s: %s", a.Rule, since(a.From, a.Until), a.Why))
		x.rests(p, a.Rests)
	}
	for _, r := range slices.Concat(x.law.Rules(), x.book.Rules()) {
		if slices.Contains(r.Profiles, v.ID) && v.Over != "" {
			p.Item("own rule", hang, r.ID+" "+r.Title)
		}
	}
	x.rests(p, v.Rests)
}

func (x explainer) term(p *report.Sheet, t doctrine.Term) {
	p.Title(t.ID)
	p.Para(t.Means)
	p.Gap()
	p.Item("given by", hang, t.Given)
	if t.By != "" {
		p.Item("ruled by", hang, t.By)
	}
	if t.Asks != "" {
		p.Item("asks", hang, t.Asks)
	}
	switch t.Judged {
	case "paper":
		p.Item("judged", hang, "on the paper itself: open wherever it can matter")
	case "shown":
		p.Item("judged", hang, "only if someone shows it: presumed not, and told after “unless”")
	}
	if t.Contrary != "" {
		p.Item("contrary", hang, x.meaning(t.Contrary))
	}
	x.rests(p, t.Rests)
}

func (x explainer) offence(p *report.Sheet, o doctrine.Offence) {
	p.Title(o.Title + " [" + o.ID + "]")
	p.Para(o.Means)
	p.Gap()
	for _, e := range o.Elements {
		p.Item(e.ID, hang+8, fmt.Sprintf("%s (%s)", e.Title, e.Kind))
	}
}

// offence writes an offence as it stands in a matter file.
func (w *world) offence(law *doctrine.Law, args []string) error {
	var ids []string
	for _, o := range law.Offences() {
		ids = append(ids, o.ID)
	}
	if len(args) == 0 {
		return fault.Errorf(fault.Input, "--yaml writes an offence; expected its name, one of %s", strings.Join(ids, ", "))
	}
	name := strings.TrimPrefix(args[0], "offence:")
	o, ok := law.Offence(name)
	if !ok {
		return fault.Errorf(fault.NotFound, "--yaml writes an offence, and none is called %q%s; expected one of %s", name, didYouMean(name, ids), strings.Join(ids, ", "))
	}
	_, err := fmt.Fprint(w.out, forMatter(o))
	return err
}

// forMatter is an offence as it stands in a matter file.
func forMatter(o doctrine.Offence) string {
	var b strings.Builder
	fmt.Fprintf(&b, "offence:\n  title: %s\n  elements:\n", plain(strings.ToLower(o.Title)))
	for _, e := range o.Elements {
		fmt.Fprintf(&b, "    - id: %s\n      title: %s\n      kind: %s\n", e.ID, plain(e.Title), e.Kind)
	}
	return b.String()
}

// plain is a text as a YAML scalar on one line: as it is where it can be, else in quotes, as JSON writes them.
func plain(text string) string {
	var back string
	if err := yaml.Load([]byte(text), &back); err == nil && back == text && !strings.ContainsAny(text, "\n#") {
		return text
	}
	quoted, _ := json.Marshal(text) // a string always can be
	return string(quoted)
}
