package web

import (
	"slices"
	"strconv"
	"strings"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/report"
)

// mostLines is how many lines of the sources a list to insert from may hold; past that a span is typed.
const mostLines = 400

// A reread is part 5: the paper with what was struck and inserted, and what that changes.
type reread struct {
	Before  []line
	After   []line
	What    string // what was changed, in words; empty if nothing was
	Told    string // that, and what came of it, in a sentence that is said aloud
	Was, Is []outcome
	Means   []outcome // what the answers of both mean
	Changed []change
	Flaws   []change // flaws that came, went or were ruled
	Mindful []supposable
	Insert  []choice // spans that are inserted now
	From    []group  // spans that can be
	Typed   bool     // there are too many to list
}

// A line is one sentence of a sheet.
type line struct {
	N                int
	Value            string // names it in the form
	Text             string
	Struck, Inserted bool
	Pieces           []passage // of one from which words were struck
	Why              string
	Href             string
}

// A passage is a run of words of a line, struck or not.
type passage struct {
	Text   string
	Struck bool
}

// pieces divides a line at the words that were struck from it.
func pieces(l brief.SheetLine) []passage {
	var out []passage
	add := func(text string, struck bool) {
		if text != "" {
			out = append(out, passage{text, struck})
		}
	}
	from := 0
	for _, w := range l.Words {
		add(l.Text[from:w.Start], false)
		add(l.Text[w.Start:w.End], true)
		from = w.End
	}
	if from > 0 {
		add(l.Text[from:], false)
	}
	return out
}

// An outcome is one answer below a sheet.
type outcome struct {
	Title, Answer, Href string
	Changed             bool
}

// meant says what the answers under the two papers mean: those of a question in the words of the law, those that are none of its own in ours; each once.
func meant(lists ...[]brief.Question) (out []outcome) {
	for _, q := range slices.Concat(lists...) {
		says := map[string]string{
			brief.Turns:      "Rulings that are open could turn it either way.",
			brief.Depends:    "It follows from what is open, and could go either way with that.",
			brief.NotReached: "On this record no rule of this opinion answers it.",
			brief.Unknown:    "The search for what it turns on was ended, and no guess is made.",
		}[q.Answer]
		for _, a := range q.Question.Answers {
			if a.ID == q.Answer {
				says = a.Means
			}
		}
		x := outcome{Title: says, Answer: report.Upper(report.Spoken(q.Answer))}
		if says != "" && !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	return out
}

// A change is one thing that the re-reading changed.
type change struct {
	Kind, What, Href, Before, After string
}

// A supposable is a flaw of falsehood or omission with the rulings that can be supposed on it.
type supposable struct {
	Tag     tag
	Title   string
	Where   string
	Choices []choice
}

// A group is the lines of one source.
type group struct {
	Title string
	Lines []choice
}

// fillReread sets the paper out twice. The rulings are those of the whole page: supposed there, they are read here.
func fillReread(x *brief.Rereading, app *record.Application, p record.PersonID, v view, notes map[string]note, still bool) reread {
	m := x.Before.Matter
	out := reread{}
	for _, a := range app.Affidavit.Assertions {
		out.Before = append(out.Before, line{
			N: a.N, Text: a.Text, Href: "#" + assertionID(app.ID, a.N), Value: string(app.ID) + "." + strconv.Itoa(a.N),
			Struck: slices.ContainsFunc(v.Strike, func(s brief.Place) bool { return s.N == a.N && (s.App == "" || s.App == app.ID) }),
		})
	}
	for _, s := range x.Paper {
		if s.App != app.ID {
			continue
		}
		for _, l := range s.Lines {
			y := line{N: l.N, Text: l.Text, Struck: l.Struck, Inserted: l.Inserted, Pieces: pieces(l), Why: report.Upper(l.Why)}
			if l.Inserted {
				y.Why, y.Href = "Inserted from "+citeWords(m, l.Cite), "#"+citeID(m, l.Cite)
			}
			out.After = append(out.After, y)
		}
	}
	if len(v.Strike)+len(v.Insert)+len(v.Find) > 0 {
		out.What = changedBy(v)
	}
	was := questionsOf(x.Before, app.ID, p)
	is := questionsOf(x.After, app.ID, p)
	for i, q := range was {
		out.Was = append(out.Was, outcome{Title: q.Question.Title, Answer: report.Spoken(q.Answer), Href: "#" + questionID(q.Question.ID)})
		if i < len(is) {
			out.Is = append(out.Is, outcome{q.Question.Title, report.Spoken(is[i].Answer), "#" + questionID(q.Question.ID), is[i].Answer != q.Answer})
		}
	}
	out.Means = meant(was, is)
	for _, d := range x.Changed {
		if d.App != app.ID || d.Respondent != "" && d.Respondent != p {
			continue
		}
		c := fillChange(x, app, d, notes)
		if d.Kind == "flaw" {
			out.Flaws = append(out.Flaws, c)
			continue
		}
		out.Changed = append(out.Changed, c)
	}
	out.Told = out.tell()
	if still {
		return out
	}
	for i := range x.Before.Flaws {
		if f := &x.Before.Flaws[i]; f.App == app.ID && f.Check.Mindful {
			out.Mindful = append(out.Mindful, fillSupposable(f, v, notes[f.ID]))
		}
	}
	for _, c := range v.Insert {
		out.Insert = append(out.Insert, choice{Value: c.String(), Label: citeWords(m, c)})
	}
	out.From, out.Typed = insertable(m)
	return out
}

// tell says what was changed, and which answers are others now; nothing if nothing was changed.
func (r reread) tell() string {
	if r.What == "" {
		return ""
	}
	var now []string
	for i, a := range r.Is {
		if a.Changed && i < len(r.Was) {
			now = append(now, a.Title+": "+a.Answer+", before "+r.Was[i].Answer)
		}
	}
	switch {
	case len(now) > 0:
		return report.Upper(r.What) + ". " + report.Upper(strings.Join(now, "; ")) + "."
	case len(r.Changed) > 0:
		return report.Upper(r.What) + ". No question is answered otherwise; what else is changed stands below."
	}
	return report.Upper(r.What) + ". Nothing is answered otherwise."
}

// changedBy says what was changed: ¶ 13 struck; 1 span inserted; 2 rulings supposed.
func changedBy(v view) string {
	var parts []string
	if n := len(v.Strike); n > 0 {
		parts = append(parts, count(n, "sentence")+" struck")
	}
	if n := len(v.Insert); n > 0 {
		parts = append(parts, count(n, "span")+" inserted")
	}
	if n := len(v.Find); n > 0 {
		parts = append(parts, count(n, "ruling")+" supposed")
	}
	return joinWords(parts)
}

func fillChange(x *brief.Rereading, app *record.Application, d brief.Difference, notes map[string]note) change {
	gone := "not there"
	c := change{Kind: report.Upper(d.Kind), What: d.Name, Before: gone, After: gone}
	if d.Before != "" {
		c.Before = report.Spoken(d.Before)
	}
	if d.After != "" {
		c.After = report.Spoken(d.After)
	}
	switch d.Kind {
	case "question":
		if q, ok := brief.QuestionOf(x.Before, d.App, d.Respondent, d.Name); ok {
			c.What, c.Href = q.Question.Title, "#"+questionID(d.Name)
		}
	case "element":
		if e := app.Element(record.ElementID(d.Name)); e != nil {
			c.What, c.Href = e.Title, "#"+elementID(e.ID)
		}
	case "flaw":
		if n, ok := notes[d.Name]; ok {
			c.What, c.Href = n.Tag.Code+" "+n.Title, n.Tag.Href
		}
		for _, r := range []*brief.Review{x.Before, x.After} {
			for i := range r.Flaws {
				if f := &r.Flaws[i]; f.ID == d.Name {
					c.What = f.Check.Code + " " + f.Check.Title + placeOf(f.Assertion, f.Element)
				}
			}
		}
	}
	return c
}

// fillSupposable offers, as links, what can be supposed of a flaw.
func fillSupposable(f *brief.Flaw, v view, n note) supposable {
	s := supposable{Tag: n.Tag, Title: n.Title}
	if f.Assertion > 0 {
		s.Where = "¶ " + strconv.Itoa(f.Assertion)
	}
	now := record.Ruling{On: f.ID}
	for _, r := range v.Find {
		if r.On == f.ID {
			now.Value, now.Mind = r.Value, r.Mind
		}
	}
	for _, o := range []struct{ label, value, mind string }{
		{"open", "", ""}, {"overruled", "overruled", ""}, {"negligent", "sustained", "negligent"}, {"reckless", "sustained", "reckless"},
	} {
		s.Choices = append(s.Choices, choice{
			Label: o.label, Chosen: now.Value == o.value && now.Mind == o.mind,
			Href: v.with(record.Ruling{On: f.ID, Value: o.value, Mind: o.mind}).URL("", "reread"),
		})
	}
	return s
}

// insertable lists the lines of the sources that have words.
func insertable(m *record.Matter) (groups []group, tooMany bool) {
	total := 0
	for i := range m.Sources {
		s := &m.Sources[i]
		g := group{Title: title(s)}
		for _, l := range s.Lines {
			if l.Text == "" {
				continue
			}
			text := l.Text
			if r := []rune(text); len(r) > 80 {
				text = string(r[:78]) + "…"
			}
			c := record.Cite{Source: s.ID, From: l.N, To: l.N}
			g.Lines = append(g.Lines, choice{Value: c.String(), Label: strconv.Itoa(l.N) + "  " + text})
		}
		if total += len(g.Lines); total > mostLines {
			return nil, true
		}
		if len(g.Lines) > 0 {
			groups = append(groups, g)
		}
	}
	return groups, false
}
