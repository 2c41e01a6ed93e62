package report

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/review"
)

// Rereading writes a paper read twice: the sheets with what was struck and inserted, each answer before and after, and
// everything that changed.
func Rereading(w io.Writer, re *brief.Rereading, law *doctrine.Law, o TextOptions) error {
	before, after := view{re.Before, law}, view{re.After, law}
	p := newPage(o)
	p.line(p.paint(bold, after.Matter.Title+" · read again"))
	p.para(0, dim, after.Profile.Title)
	for _, s := range re.Paper {
		sheet(p, after, s)
	}
	p.section("Answers, before and after")
	for _, s := range after.seats() {
		p.line(p.paint(bold, after.person(s.app, s.whom)))
		for _, q := range after.asked(s) {
			old := "not asked"
			for _, b := range before.asked(s) {
				if b.Question.ID == q.Question.ID {
					old = Spoken(b.Answer)
				}
			}
			now := Spoken(q.Answer)
			says := old + " → " + now
			if old == now {
				says = now + ", as before"
			}
			p.item(2, 22, dim, Spoken(q.Question.ID), says)
		}
	}
	p.section("What changed")
	if len(re.Changed) == 0 {
		p.para(0, plain, "Nothing.")
	}
	for _, d := range re.Changed {
		p.item(0, 10, dim, d.Kind, after.difference(d))
	}
	after.colophon(p)
	_, err := w.Write(p.Bytes())
	return err
}

// sheet sets one application's affidavit with its changes. Lines that did not change are left out.
func sheet(p *page, v view, s brief.Sheet) {
	changed := 0
	for _, l := range s.Lines {
		if l.Struck || l.Inserted {
			changed++
		}
	}
	if changed == 0 {
		return
	}
	p.section(v.title("The paper as changed", s.App))
	for _, l := range s.Lines {
		text := between(l.Text, l.Words)
		if l.Why != "" {
			text += " (" + l.Why + ")"
		}
		switch {
		case l.Struck:
			p.item(0, 10, bold, fmt.Sprintf("− ¶ %d", l.N), text)
		case l.Inserted:
			p.item(0, 10, bold, "+", fmt.Sprintf("%s [%s]", text, l.Cite))
		}
	}
	p.para(0, dim, "The rest stands as it was: "+Count(len(s.Lines)-changed, "line", "lines")+".")
}

// between sets the words of spans, which are in order and apart, between brackets.
func between(text string, spans []review.Span) string {
	var b strings.Builder
	from := 0
	for _, s := range spans {
		b.WriteString(text[from:s.Start] + "[" + text[s.Start:s.End] + "]")
		from = s.End
	}
	return b.String() + text[from:]
}

// difference says one change.
func (v view) difference(d brief.Difference) string {
	name := d.Name
	switch d.Kind {
	case "question":
		name = Spoken(d.Name)
	case "element":
		if e := v.element(d.App, record.ElementID(d.Name)); e != nil {
			name = e.Title
		}
	}
	who := ""
	if d.Kind != "flaw" {
		who = " · " + v.person(d.App, d.Respondent)
	}
	return fmt.Sprintf("%s%s: %s → %s", name, who, Spoken(cmp.Or(d.Before, "not there")), Spoken(cmp.Or(d.After, "gone")))
}
