package brief

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/review"
)

// WhatIf reads a matter as it is and as changed: assertions struck, spans of sources inserted, rulings supposed. The
// changed paper is read anew, by the same checks and the same law. Franks is one use: strike what was false, insert what
// was left out (Franks v. Delaware, 438 U.S. at 155-156, 171-172).
//
// Errors: those of Read, and a change to what is not there.
func WhatIf(m *record.Matter, law *doctrine.Law, release string, o Options, c Change) (*Rereading, error) {
	before, err := Read(m, law, release, o)
	if err != nil {
		return nil, err
	}
	return Reread(before, m, law, release, o, c)
}

// Reread is WhatIf for one who has the matter as it is read already: before is what Read gives of the same. It is not changed.
func Reread(before *Review, m *record.Matter, law *doctrine.Law, release string, o Options, c Change) (*Rereading, error) {
	changed, sheets, err := amend(m, c)
	if err != nil {
		return nil, err
	}
	if slices.ContainsFunc(before.Questions, func(q Question) bool { return q.Answer == Unknown }) {
		o.Bare = false // so that no answer differs because one of the two readings searched further
	}
	o.Library = cmp.Or(o.Library, before.library)
	o.Find = slices.Concat(o.Find, c.Find)
	o.Find = slices.DeleteFunc(o.Find, func(r record.Ruling) bool { return gone(r, before, c) })
	changed.Rulings = slices.DeleteFunc(slices.Clone(changed.Rulings), func(r record.Ruling) bool { return gone(r, before, c) })
	after, err := rereadChanged(changed, before, law, release, o)
	if err != nil {
		return nil, err
	}
	mark(sheets, after)
	return &Rereading{Before: before, After: after, Paper: sheets, Changed: compare(before, after)}, nil
}

// rereadChanged reads the changed matter. A ruling on a flaw that the change itself has mended falls away with the flaw.
func rereadChanged(m *record.Matter, before *Review, law *doctrine.Law, release string, o Options) (*Review, error) {
	var done bool
	if o.Checked, done = review.RunUntil(m, law, o.Stop); !done { // whatever is ruled, the checks say the same
		return nil, ErrStopped
	}
	for {
		r, err := Read(m, law, release, o)
		unknown, ok := err.(*UnknownRuling)
		if !ok || !slices.ContainsFunc(before.Flaws, func(f Flaw) bool { return f.ID == unknown.On }) {
			return r, err
		}
		was := len(o.Find) + len(m.Rulings)
		drop := func(r record.Ruling) bool { return r.On == unknown.On }
		o.Find = slices.DeleteFunc(slices.Clone(o.Find), drop)
		m.Rulings = slices.DeleteFunc(slices.Clone(m.Rulings), drop)
		if len(o.Find)+len(m.Rulings) == was {
			return nil, err
		}
	}
}

// gone reports whether a ruling is about a flaw of an assertion that is struck.
func gone(r record.Ruling, before *Review, c Change) bool {
	for _, f := range before.Flaws {
		if f.ID == r.On && f.Assertion != 0 && slices.ContainsFunc(c.Strike, func(s Place) bool {
			return s.N == f.Assertion && (s.App == "" || s.App == f.App)
		}) {
			return true
		}
	}
	return false
}

// amend returns a copy of the matter with the changes made in its papers, and the papers with the changes marked.
func amend(m *record.Matter, c Change) (*record.Matter, []Sheet, error) {
	if err := missing(m, c); err != nil {
		return nil, nil, err
	}
	out := *m
	out.Applications = slices.Clone(m.Applications)
	var sheets []Sheet
	for i := range out.Applications {
		app := &out.Applications[i]
		sheet := Sheet{App: app.ID}
		var kept []record.Assertion
		top := 0
		for _, a := range app.Affidavit.Assertions {
			top = max(top, a.N) // a ground that rests on what is struck stays offered, and fails
			line := SheetLine{N: a.N, Text: a.Text}
			if struckHere(m, app, a.N, c) {
				line.Struck, line.Why = true, "struck"
			} else {
				kept = append(kept, a)
			}
			sheet.Lines = append(sheet.Lines, line)
		}
		for _, cite := range c.Insert {
			if c.App != "" && c.App != app.ID {
				continue
			}
			text, err := inserted(m, cite)
			if err != nil {
				return nil, nil, err
			}
			top++
			kept = append(kept, record.Assertion{N: top, Text: text, Basis: record.Reported, Cites: []record.Cite{cite}})
			sheet.Lines = append(sheet.Lines, SheetLine{Text: text, Inserted: true, Cite: cite, Why: "inserted"})
		}
		app.Affidavit.Assertions = kept
		sheets = append(sheets, sheet)
	}
	return &out, sheets, nil
}

// struckHere reports whether the change takes assertion n of an application out.
func struckHere(m *record.Matter, app *record.Application, n int, c Change) bool {
	return slices.ContainsFunc(c.Strike, func(s Place) bool {
		return s.N == n && (s.App == app.ID || s.App == "" && len(m.Applications) == 1)
	})
}

// inserted gives the words of a span as they would stand in the paper.
func inserted(m *record.Matter, cite record.Cite) (string, error) {
	lines, _, err := m.Resolve(cite)
	if err != nil {
		return "", fmt.Errorf("couldn't insert %s: %w", cite, err)
	}
	if cite.Words != "" {
		return cite.Words, nil
	}
	text := ""
	for _, l := range lines {
		if l.Text == "" {
			continue
		}
		if text != "" {
			text += " "
		}
		text += l.Text
	}
	if text == "" {
		return "", fault.Errorf(fault.Input, "couldn't insert %s: it has no words; name a line that has", cite)
	}
	return text, nil
}

// missing reports a change to an application or an assertion that the matter does not hold.
func missing(m *record.Matter, c Change) error {
	if c.App != "" && m.Application(c.App) == nil {
		return fault.Errorf(fault.Input, "there is no application %q", c.App)
	}
	if c.App == "" && len(c.Insert) > 0 && len(m.Applications) > 1 {
		return fault.Errorf(fault.Input, "the matter has several applications; say which one %s is to be put into", c.Insert[0])
	}
	for _, s := range c.Strike {
		if s.App != "" && m.Application(s.App) == nil {
			return fault.Errorf(fault.Input, "there is no application %q to strike %s.%d from; expected one of %s", s.App, s.App, s.N, applications(m))
		}
		if s.App == "" && len(m.Applications) > 1 {
			return fault.Errorf(fault.Input, "the matter has several applications; say which, as APPLICATION.%d", s.N)
		}
		found := slices.ContainsFunc(m.Applications, func(a record.Application) bool {
			return (s.App == "" || a.ID == s.App) && a.Assertion(s.N) != nil
		})
		if !found {
			return fault.Errorf(fault.Input, "there is no assertion %d to strike; expected %s", s.N, numbers(m, s.App))
		}
	}
	return nil
}

// applications lists the applications of a matter by their ids.
func applications(m *record.Matter) string {
	var ids []string
	for i := range m.Applications {
		ids = append(ids, string(m.Applications[i].ID))
	}
	return strings.Join(ids, ", ")
}

// numbers says which assertions an application has, the only one if none is named.
func numbers(m *record.Matter, id record.AppID) string {
	if len(m.Applications) == 0 {
		return "a matter that holds an application"
	}
	app := &m.Applications[0]
	if id != "" {
		app = m.Application(id)
	}
	all := app.Affidavit.Assertions
	if len(all) == 0 {
		return "an affidavit that has some"
	}
	return fmt.Sprintf("a number from %d to %d", all[0].N, all[len(all)-1].N)
}

// mark shows on the paper what rulings struck, the words in excess of the source and not the source's own; and what they put
// in, the words left out.
func mark(sheets []Sheet, after *Review) {
	for _, q := range after.Questions {
		if q.Corrected == nil {
			continue
		}
		for _, line := range q.Corrected.Lines {
			if line.Does == PutIn && line.Words != "" {
				putIn(sheets, line)
			}
		}
	}
	for _, f := range after.Flaws {
		if f.State != Sustained || !f.Check.Mindful || f.Mind != "reckless" && f.Mind != "deliberate" {
			continue
		}
		for i := range sheets {
			for j := range sheets[i].Lines {
				l := &sheets[i].Lines[j]
				if sheets[i].App == f.App && l.N == f.Assertion && l.N != 0 && f.Check.Link == review.OnWording {
					l.strike(f.Span, f.ID+" sustained, "+f.Mind)
				}
			}
		}
	}
}

// strike takes words out of a line, or the line whole, if no words of it are named or it was taken out whole before.
func (l *SheetLine) strike(words review.Span, why string) {
	if l.Struck && len(l.Words) == 0 {
		return
	}
	if l.Why != "" {
		why = l.Why + "; " + why
	}
	l.Struck, l.Why = true, why
	if words.Start >= words.End || words.End > len(l.Text) || words.Start == 0 && words.End == len(l.Text) {
		l.Words = nil
		return
	}
	l.Words = append(l.Words, words)
	slices.SortFunc(l.Words, func(a, b review.Span) int { return cmp.Compare(a.Start, b.Start) })
	merged := l.Words[:1]
	for _, w := range l.Words[1:] {
		if last := &merged[len(merged)-1]; w.Start <= last.End {
			last.End = max(last.End, w.End)
			last.Words = l.Text[last.Start:last.End]
			continue
		}
		merged = append(merged, w)
	}
	l.Words = merged
}

// putIn adds words left out to the sheet of their application, once.
func putIn(sheets []Sheet, line Corrected) {
	why := line.Flaw + " sustained, " + line.Mind
	for i := range sheets {
		if sheets[i].App == line.App && !slices.ContainsFunc(sheets[i].Lines, func(l SheetLine) bool { return l.Why == why }) {
			sheets[i].Lines = append(sheets[i].Lines, SheetLine{Text: line.Words, Inserted: true, Cite: line.Cite, Why: why})
		}
	}
}

// compare lists what changed between two reviews: answers first, then elements, then flaws.
func compare(before, after *Review) []Difference {
	var out []Difference
	note := func(kind string, app record.AppID, p record.PersonID, name, was, is string) {
		if was != is {
			out = append(out, Difference{Kind: kind, App: app, Respondent: p, Name: name, Before: was, After: is})
		}
	}
	for _, q := range before.Questions {
		if x, ok := QuestionOf(after, q.App, q.Respondent, q.Question.ID); ok {
			note("question", q.App, q.Respondent, q.Question.ID, q.Answer, x.Answer)
		}
	}
	for _, e := range before.Elements {
		for _, x := range after.Elements {
			if x.App == e.App && x.Respondent == e.Respondent && x.Element.ID == e.Element.ID {
				note("element", e.App, e.Respondent, string(e.Element.ID), string(e.Support), string(x.Support))
			}
		}
	}
	find := func(r *Review, id string) string {
		for _, f := range r.Flaws {
			if f.ID == id {
				return string(f.State)
			}
		}
		return ""
	}
	for _, f := range before.Flaws {
		note("flaw", f.App, "", f.ID, string(f.State), find(after, f.ID))
	}
	for _, f := range after.Flaws {
		if find(before, f.ID) == "" {
			note("flaw", f.App, "", f.ID, "", string(f.State))
		}
	}
	return out
}

// QuestionOf finds the answer to a question about an application and a respondent.
func QuestionOf(r *Review, app record.AppID, p record.PersonID, id string) (Question, bool) {
	for _, q := range r.Questions {
		if q.App == app && q.Respondent == p && q.Question.ID == id {
			return q, true
		}
	}
	return Question{}, false
}
