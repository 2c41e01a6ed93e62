package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/review"
)

// Where the columns of a flaw begin.
const (
	codeWidth  = 5
	labelWidth = 13
)

// flaws sets the flaws of each application in the order of the paper: first those that bear on the argument, then notes.
func (v view) flaws(p *page, o TextOptions) {
	if len(v.Flaws) == 0 {
		p.section("Flaws")
		p.para(0, plain, "None found.")
	}
	for _, app := range v.Matter.Applications {
		var bearing, notes []*brief.Flaw
		for i := range v.Flaws {
			f := &v.Flaws[i]
			switch {
			case f.App != app.ID:
			case f.Force == review.Note && !o.Full:
				notes = append(notes, f)
			default:
				bearing = append(bearing, f)
			}
		}
		if len(bearing)+len(notes) == 0 {
			continue
		}
		p.section(v.title("Flaws", app.ID))
		for _, f := range bearing {
			v.flaw(p, f)
			p.gap()
		}
		if len(bearing) == 0 {
			p.para(0, plain, "None that bears on the answers.")
			p.gap()
		}
		if len(notes) > 0 {
			p.line(p.paint(dim, "Notes (they bear on care, not on cause)"))
			for _, f := range notes {
				p.item(0, codeWidth, family(f.Check.Code), f.Check.Code, fmt.Sprintf("%s: %s", v.where(&f.Flaw), f.Message))
			}
		}
	}
}

// queries sets what rests on one sign, an application at a time: a line for each, or with what is asked and on which words if the whole is wanted.
func (v view) queries(p *page, o TextOptions) {
	for _, app := range v.Matter.Applications {
		mine := v.queriesOf(app.ID)
		if len(mine) == 0 {
			continue
		}
		p.section(v.title("Queries", app.ID))
		p.para(0, dim, "Worth a second look: one sign only, which a fair paraphrase may have too. They are no flaws and bear on no answer, unless someone rules on one (--find ID=sustained).")
		for _, f := range mine {
			p.item(0, codeWidth, dim, f.Check.Code, fmt.Sprintf("%s: %s  %s", v.where(f), f.Message, f.ID))
			if !o.Full {
				continue
			}
			for _, at := range f.Sources {
				p.item(codeWidth, codeWidth+labelWidth, dim, "source", v.quoted(at, p.width-codeWidth-labelWidth))
			}
			if f.Asks != "" {
				p.item(codeWidth, codeWidth+labelWidth, dim, "asks", f.Asks)
			}
		}
	}
}

func (v view) queriesOf(app record.AppID) []*review.Flaw {
	var list []*review.Flaw
	for i := range v.Queries {
		if v.Queries[i].App == app {
			list = append(list, &v.Queries[i])
		}
	}
	return list
}

// title names a section, with the application if there are several.
func (v view) title(section string, app record.AppID) string {
	if len(v.Matter.Applications) > 1 {
		return section + " · " + v.application(app)
	}
	return section
}

// flaw sets one flaw: what it is, the words on both sides, what is asked, by what law, and how it stands.
func (v view) flaw(p *page, f *brief.Flaw) {
	head := p.paint(family(f.Check.Code), f.Check.Code) + strings.Repeat(" ", max(1, codeWidth-len(f.Check.Code))) +
		p.paint(bold, f.Check.Title)
	p.line(head + p.paint(dim, "  "+v.where(&f.Flaw)+"  "+f.ID))
	p.para(codeWidth, plain, f.Message)
	hang := codeWidth + labelWidth
	if f.Assertion > 0 && f.Span.Words != "" {
		text := ""
		if a := v.Matter.Application(f.App); a != nil {
			if s := a.Assertion(f.Assertion); s != nil {
				text = s.Text
			}
		}
		p.item(codeWidth, hang, dim, fmt.Sprintf("sworn ¶ %d", f.Assertion),
			marked(text, f.Span.Start, f.Span.End, f.Span.Words, p.width-hang))
	}
	for _, at := range f.Sources {
		p.item(codeWidth, hang, dim, "source", v.quoted(at, p.width-hang))
	}
	if len(f.Searched) > 0 {
		ids := make([]string, len(f.Searched))
		for i, id := range f.Searched {
			ids[i] = string(id)
		}
		p.item(codeWidth, hang, dim, "searched", strings.Join(ids, ", "))
	}
	if f.Asks != "" {
		p.item(codeWidth, hang, dim, "asks", f.Asks)
	}
	for _, c := range f.Check.Rests {
		p.item(codeWidth, hang, dim, "law", v.cite(c))
	}
	if app := v.Matter.Application(f.App); app != nil && len(f.Respondents) < len(app.Respondents) {
		var names []string
		for _, id := range f.Respondents {
			names = append(names, v.person(f.App, id))
		}
		p.item(codeWidth, hang, dim, "touches", strings.Join(names, ", "))
	}
	p.item(codeWidth, hang, dim, "stands", standing(f))
}

// quoted shows the words of a source with where they stand.
func (v view) quoted(at review.At, width int) string {
	where := string(at.Source)
	if at.Line > 0 {
		where = fmt.Sprintf("%s:%d", at.Source, at.Line)
	}
	words := marked(v.sourceText(at), at.Span.Start, at.Span.End, at.Span.Words, width-len(where)-2)
	if words == "" {
		return where
	}
	return where + "  " + words
}

// elements sets the element by person grid, one application after another.
func (v view) elements(p *page) {
	for _, app := range v.Matter.Applications {
		var cells []brief.Element
		for _, e := range v.Elements {
			if e.App == app.ID {
				cells = append(cells, e)
			}
		}
		if len(cells) == 0 {
			continue
		}
		p.section(v.title("Elements", app.ID))
		v.grid(p, cells)
	}
}

// support says in words how far an element is supported.
func support(s brief.Support) string {
	switch s {
	case brief.InQuestion:
		return "in question"
	case brief.Absent:
		return "no support"
	}
	return string(s)
}

// grid sets the cells of one application: a row an element, under it a line a person.
func (v view) grid(p *page, cells []brief.Element) {
	var order []record.ElementID
	for _, c := range cells {
		if !slices.Contains(order, c.Element.ID) {
			order = append(order, c.Element.ID)
		}
	}
	hang := 2
	for _, c := range cells {
		hang = max(hang, min(28, 4+len([]rune(v.person(c.App, c.Respondent)))))
	}
	for _, id := range order {
		for i, c := range slices.DeleteFunc(slices.Clone(cells), func(c brief.Element) bool { return c.Element.ID != id }) {
			if i == 0 {
				p.line(p.paint(bold, c.Element.Title))
			}
			says := support(c.Support)
			if c.Label != "" && !v.Withheld {
				says += " (" + c.Label + ")"
			}
			if ns := paragraphs(c.RestsOn); ns != "" && c.Says == "" {
				says += ", " + ns
			}
			says += "."
			if c.Says != "" {
				says += " " + c.Says
			}
			if len(c.Flaws) > 0 {
				says += " [" + strings.Join(c.Flaws, " ") + "]"
			}
			p.item(2, hang, dim, v.person(c.App, c.Respondent), says)
		}
	}
}
