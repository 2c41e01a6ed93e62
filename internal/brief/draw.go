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
	for _, f := range c.flaws {
		if f.Check.Link == review.OnOath && slices.Contains(c.bars, f.ID) {
			d.bar(f, "whole")
		}
	}
	if !r.Withheld {
		d.weighed()
	}
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
			d.under(a, id, map[int]bool{n: true})
		}
	}
}

// under draws, of what an assertion rests on, that in which something is in question: the element needs those steps too.
func (d *drawing) under(a *record.Assertion, element string, seen map[int]bool) {
	for _, m := range a.RestsOn {
		b := d.app.Assertion(m)
		if b == nil || seen[m] {
			continue
		}
		seen[m] = true
		if steps := d.steps(m, record.Element{}, -1); len(steps) > 0 || d.have[fmt.Sprintf("sworn-%d", m)] {
			sworn := d.sworn(b)
			for _, step := range steps {
				d.line(sworn, step, "supports")
				d.line(step, element, "supports")
			}
		}
		d.under(b, element, seen)
	}
}

// weighed draws what the whole weighs: enough or not, rivals unless something settles it, with the flaws that bear on it.
func (d *drawing) weighed() {
	enough, _ := d.frame.Find("enough")
	short, _ := d.frame.Find("not-enough")
	var codes []string
	for _, id := range d.weights {
		if code := d.byID[id].Check.Code; !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	slices.Sort(codes)
	d.box(Box{ID: "enough", Column: ColumnWhole, Kind: "reading", Text: "Together it is enough", Sub: strings.Join(codes, ", "), Value: d.value(enough), Href: "#elements"})
	d.box(Box{ID: "not-enough", Column: ColumnWhole, Kind: "rival", Text: "Together it is not enough", Value: d.value(short), Href: "#elements"})
	d.line("enough", "not-enough", "rivals")
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
		here := f.Element == "" && (f.Assertion == n || slices.Contains(f.Also, n)) || f.Element != "" && f.Element == e.ID && (len(f.Grounds) == 0 || slices.Contains(f.Grounds, index))
		if here && slices.Contains(d.lessened, f.ID) {
			if a, _ := d.frame.Find(f.ID + " leaves enough"); d.lab.Of(a) != label.In { // its words are struck
				ids = append(ids, d.step(f, " leaves enough", " leaves too little"))
			}
			continue
		}
		if !here || !slices.Contains(d.support, f.ID) && !slices.Contains(d.bars, f.ID) {
			continue
		}
		if f.Person != "" && f.Person != d.respondent {
			continue
		}
		if f.Force == review.Decisive {
			if a := d.app.Assertion(n); a != nil {
				d.bar(f, d.sworn(a))
			}
			continue
		}
		ids = append(ids, d.step(f, " is answered", " has a rival"))
	}
	return ids
}

// bar draws a decisive flaw against what it attacks.
func (d *drawing) bar(f *review.Flaw, against string) {
	d.line(d.box(Box{ID: "flaw-" + f.ID, Column: ColumnReading, Kind: "rival", Text: f.Check.Title, Sub: f.ID, Href: noteHref(f.ID)}), against, "attacks")
}

// step draws a contested step above its rival, each a sentence of the framework named by the flaw and a word for it.
func (d *drawing) step(f *review.Flaw, fair, rival string) string {
	a, _ := d.frame.Find(f.ID + fair)
	b, _ := d.frame.Find(f.ID + rival)
	top := d.box(Box{ID: "step-" + f.ID, Column: ColumnReading, Kind: "reading", Text: d.meta[f.ID+fair].Says, Sub: f.ID, Value: d.value(a), Href: noteHref(f.ID)})
	under := d.box(Box{ID: "rival-" + f.ID, Column: ColumnReading, Kind: "rival", Text: d.meta[f.ID+rival].Says, Value: d.value(b), Href: noteHref(f.ID)})
	d.line(top, under, "rivals")
	if len(f.Rivals) > 0 {
		d.rivalSources(f, under)
	}
	return top
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
			if q.Question.ID == sufficiencyQ {
				d.line("enough", d.question(q), "supports")
			}
		case "qualified-immunity", "good-faith":
			if q.Answer != NotReached {
				d.line("question-"+obviousnessQ, d.question(q), "supports")
			}
		}
	}
}

func (d *drawing) question(q Question) string {
	return d.box(Box{ID: "question-" + q.Question.ID, Column: ColumnQuestion, Kind: "question", Text: q.Question.Title, Sub: strings.ReplaceAll(q.Answer, "-", " "), Href: "#q-" + q.Question.ID})
}

// noteHref is the fragment of a flaw's note on a page.
func noteHref(id string) string { return "#n-" + Fragment(id) }

// Fragment writes an id so that it may stand in a fragment of a page, and no two ids alike: what divides an id is one
// hyphen, and a hyphen within a name two.
func Fragment(id string) string { return fragments.Replace(id) }

var fragments = strings.NewReplacer("-", "--", "@", "-", ".", "-", ":", "-", "#", "_")
