package brief

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/label"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/review"
)

// Chart lays out the argument about one application and respondent as the review holds it. It is empty if the review has
// no such application and respondent.
func (r *Review) Chart(app record.AppID, p record.PersonID) Chart {
	for _, c := range r.papers {
		if c.app.ID == app && c.respondent == p {
			return c.chart(r)
		}
	}
	return Chart{}
}

// chart draws sources, assertions, contested steps with their rivals, elements, the whole and the questions.
func (c *paper) chart(r *Review) Chart {
	d := &drawing{paper: c, lab: c.present, have: make(map[string]bool), drawn: make(map[Line]bool)}
	d.Title = c.person()
	for _, e := range c.app.Offence.Elements {
		d.element(e)
	}
	d.box(Box{ID: "whole", Column: ColumnWhole, Kind: "whole", Text: "Each element has fair support", Value: d.value(c.possible), Href: "#elements"})
	d.asked(r)
	return d.Chart
}

type drawing struct {
	*paper
	Chart
	lab   label.Labelling
	have  map[string]bool
	drawn map[Line]bool
}

func (d *drawing) value(s argue.Sentence) string { return d.lab.Of(s).String() }

func (d *drawing) box(b Box) string {
	if !d.have[b.ID] {
		d.have[b.ID] = true
		d.Nodes = append(d.Nodes, b)
	}
	return b.ID
}

func (d *drawing) line(from, to, kind string) {
	l := Line{From: from, To: to, Kind: kind}
	if !d.drawn[l] {
		d.drawn[l] = true
		d.Edges = append(d.Edges, l)
	}
}

// element draws one element with the grounds offered for it.
func (d *drawing) element(e record.Element) {
	id := d.box(Box{ID: "element-" + string(e.ID), Column: ColumnElement, Kind: "element", Text: e.Title, Value: d.value(d.elements[e.ID]), Href: "#e-" + Fragment(string(e.ID)+"."+string(d.respondent))})
	d.line(id, "whole", "supports")
	for _, g := range d.offers {
		if g.Element != e.ID {
			continue
		}
		for _, n := range g.On {
			a := d.app.Assertion(n)
			if a == nil {
				continue
			}
			sworn := d.sworn(a)
			steps := d.steps(n, e, g.index)
			for _, step := range steps {
				d.line(sworn, step, "supports")
				d.line(step, id, "supports")
			}
			if len(steps) == 0 {
				d.line(sworn, id, "supports")
			}
		}
	}
}

// sworn draws an assertion with the sources behind it.
func (d *drawing) sworn(a *record.Assertion) string {
	id := d.box(Box{ID: fmt.Sprintf("sworn-%d", a.N), Column: ColumnSworn, Kind: "sworn", Text: fmt.Sprintf("%s %s", par(a.N), a.Text), Href: fmt.Sprintf("#a-%s-%d", d.app.ID, a.N)})
	for _, cite := range a.Cites {
		lines, s, err := d.matter.Resolve(cite)
		if err != nil || s == nil {
			continue
		}
		b := Box{ID: "source-" + cite.String(), Column: ColumnSource, Kind: "source", Text: s.Title, Sub: cite.String(), Href: "#s-" + string(s.ID)}
		if cite.From > 0 {
			b.Href = fmt.Sprintf("#l-%s-%d", s.ID, cite.From)
			for _, l := range lines {
				if l.Text != "" {
					b.Text = "“" + l.Text + "”"
					break
				}
			}
		}
		if b.Text == "" {
			b.Text = string(s.ID)
		}
		d.line(d.box(b), id, "supports")
	}
	return id
}

// steps draws the contested steps between an assertion and an element, each above its rival, and the decisive flaws.
func (d *drawing) steps(n int, e record.Element, index int) []string {
	var ids []string
	for _, f := range d.flaws {
		here := f.Element == "" && (f.Assertion == n || slices.Contains(f.Also, n)) || f.Element == e.ID && (len(f.Grounds) == 0 || slices.Contains(f.Grounds, index))
		if !here || !slices.Contains(d.support, f.ID) && !slices.Contains(d.bars, f.ID) {
			continue
		}
		if f.Person != "" && f.Person != d.respondent {
			continue
		}
		if f.Force == review.Decisive {
			b := d.box(Box{ID: "flaw-" + f.ID, Column: ColumnReading, Kind: "rival", Text: f.Check.Title, Sub: f.ID, Href: noteHref(f.ID)})
			d.line(b, fmt.Sprintf("sworn-%d", n), "attacks")
			continue
		}
		fair, rival := d.meta[f.ID+" is answered"], d.meta[f.ID+" has a rival"]
		a, _ := d.frame.Find(f.ID + " is answered")
		b, _ := d.frame.Find(f.ID + " has a rival")
		top := d.box(Box{ID: "step-" + f.ID, Column: ColumnReading, Kind: "reading", Text: fair.Says, Sub: f.ID, Value: d.value(a), Href: noteHref(f.ID)})
		under := d.box(Box{ID: "rival-" + f.ID, Column: ColumnReading, Kind: "rival", Text: rival.Says, Value: d.value(b), Href: noteHref(f.ID)})
		d.line(top, under, "rivals")
		if len(f.Rivals) > 0 {
			d.rivalSources(f, under)
		}
		ids = append(ids, top)
	}
	return ids
}

// rivalSources draws the lines that name a rival, where they are not drawn as sworn already.
func (d *drawing) rivalSources(f *review.Flaw, rival string) {
	for _, at := range f.Sources {
		s := d.matter.Source(at.Source)
		if s == nil || at.Line == 0 {
			continue
		}
		id := fmt.Sprintf("source-%s:%d", at.Source, at.Line)
		if d.have[id] {
			continue
		}
		d.line(d.box(Box{ID: id, Column: ColumnSource, Kind: "unsworn", Text: "“" + at.Span.Words + "”", Sub: fmt.Sprintf("%s:%d; not sworn", at.Source, at.Line), Href: fmt.Sprintf("#l-%s-%d", at.Source, at.Line)}), rival, "supports")
	}
}

// asked draws the two questions about probable cause and what follows from them.
func (d *drawing) asked(r *Review) {
	if r.Withheld {
		return
	}
	for _, q := range r.Questions {
		if q.App != d.app.ID || q.Respondent != d.respondent {
			continue
		}
		switch q.Question.ID {
		case sufficiencyQ, obviousnessQ:
			d.line("whole", d.question(q), "supports")
		case "qualified-immunity", "good-faith":
			if q.Answer != NotReached {
				d.line("question-"+obviousnessQ, d.question(q), "supports")
			}
		}
	}
}

func (d *drawing) question(q Question) string {
	return d.box(Box{ID: "question-" + q.Question.ID, Column: ColumnQuestion, Kind: "question", Text: q.Question.Title, Sub: q.Answer, Href: "#q-" + q.Question.ID})
}

// noteHref is the fragment of a flaw's note on a page.
func noteHref(id string) string { return "#n-" + Fragment(id) }

// Fragment writes an id so that it may stand in a fragment of a page, and no two ids alike: what divides an id is one
// hyphen, and a hyphen within a name two.
func Fragment(id string) string { return fragments.Replace(id) }

var fragments = strings.NewReplacer("-", "--", "@", "-", ".", "-", ":", "-", "#", "_")
