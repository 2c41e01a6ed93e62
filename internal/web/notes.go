package web

import (
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/report"
	"github.com/affiant-project/affiant/internal/review"
)

// A tag is the code of a flaw as a link to its note.
type tag struct {
	Code   string
	Family family
	Href   string
	Name   string // the flaw's title, for those who cannot see the note
}

// A note says what a flaw is, on what authority, and takes a ruling on it.
type note struct {
	Key       string // the flaw's id as a part of ids
	ID        string
	Tag       tag
	Title     string
	Where     []bit
	Message   string
	Asks      string
	Law       []template.HTML
	State     string // how it stands, if it was ruled
	Folded    bool
	OnElement bool // it stands on cells of the grid, not beside an assertion
	Stated    bool // it is no flaw but a factor that someone states, and stands with what was said
	Rule      *ruling
}

// A ruling is the control by which a flaw, or a question of law, is ruled.
type ruling struct {
	Key     string // part of the ids of its controls
	Of      string // what is ruled, for those who cannot see where the control stands
	Field   string // names of the form's fields
	Mind    string // empty if no state of mind is in question
	First   string // the label of no ruling
	Value   string // what is supposed: "", overruled, sustained
	Minds   []choice
	Decides string // who decides it
	No, Yes string // the labels of its two rulings, where they are not those on a flaw
}

// A choice is one option of a control.
type choice struct {
	Value, Label string
	Chosen       bool
	Href         string
}

// fillNotes makes the notes of an application's flaws, by flaw.
func fillNotes(r *brief.Review, app *record.Application, law *doctrine.Law, v view, still bool) map[string]note {
	notes := make(map[string]note)
	turning := slices.ContainsFunc(r.Flaws, func(f brief.Flaw) bool { return f.App == app.ID && f.Turns })
	for i := range r.Flaws {
		f := &r.Flaws[i]
		if f.App != app.ID {
			continue
		}
		n := note{
			Key: slug(f.ID), ID: noteID(f.ID), Title: f.Check.Title, Message: curly(report.ByTitle(r.Matter, f.Message)), Asks: curly(report.ByTitle(r.Matter, f.Asks)),
			Tag:       tag{f.Check.Code, familyOf(f.Check.Code), "#" + noteID(f.ID), f.Check.Title},
			OnElement: f.Element != "",
			Where:     where(r.Matter, app, f),
			State:     stands(f),
		}
		for _, c := range f.Check.Rests {
			if text, standing, ok := law.Explain(c); ok {
				n.Law = append(n.Law, pinned(text, string(standing)))
			}
		}
		// Open are those that go to who or what, of them only those that an answer turns on if any do, and those ruled.
		n.Folded = (f.Severity != review.Who || turning && !f.Turns) && f.State == brief.Open
		if !still {
			n.Rule = &ruling{
				Key: n.Key, Of: f.Check.Code + placeOf(f.Assertion, f.Element), Field: f.ID, First: "Open", Decides: f.By,
			}
			n.Rule.fill(r.Matter, v, f.ID, f.Check.Mindful)
		}
		notes[f.ID] = n
	}
	for i := range r.Stated {
		if x := &r.Stated[i]; x.App == app.ID {
			notes[x.ID] = fillStated(r.Matter, x, v, still)
		}
	}
	return notes
}

// fillStated is the note of a factor that is stated: where it stands, and what rules on it, if it can be ruled on.
func fillStated(m *record.Matter, x *brief.Stated, v view, still bool) note {
	id := noteID(x.ID)
	n := note{Key: slug(x.ID), ID: id, Title: x.Title, Stated: true, Tag: tag{Code: "stated", Href: "#" + id, Name: x.Title}}
	if !still && x.Rulable() {
		n.Rule = &ruling{Key: n.Key, Of: lower(x.Title), Field: x.ID, First: "Open", Decides: "factfinder", No: "Found not so", Yes: "Found so"}
		n.Rule.fill(m, v, x.ID, x.Mindful())
	}
	return n
}

// fill sets what is supposed now. A finding that the matter itself holds is what no ruling means.
func (c *ruling) fill(m *record.Matter, v view, id string, mindful bool) {
	if kept := slices.IndexFunc(m.Rulings, func(x record.Ruling) bool { return x.On == id }); kept >= 0 {
		c.First = "As found"
	}
	mind := ""
	for _, x := range v.Find {
		if x.On == id {
			c.Value, mind = x.Value, x.Mind
		}
	}
	if !mindful {
		return
	}
	c.Mind = id
	c.Minds = append(c.Minds, choice{Value: "", Label: "state of mind not found", Chosen: mind == ""})
	for _, x := range brief.Minds() {
		c.Minds = append(c.Minds, choice{Value: x, Label: x, Chosen: mind == x})
	}
}

// stands says how a ruled flaw stands: sustained, reckless; found by the court.
func stands(f *brief.Flaw) string {
	if f.State == brief.Open {
		return ""
	}
	s := report.Upper(string(f.State))
	if f.Mind != "" {
		s += ", " + f.Mind
	}
	switch {
	case f.Kept && f.By == "conceded":
		return s + "; conceded"
	case f.Kept:
		return s + "; found by the " + whoDecides(f.By)
	}
	return s + "; supposed"
}

// whoDecides names one who rules.
func whoDecides(by string) string {
	if by == "factfinder" {
		return "fact-finder"
	}
	return by
}

// placeOf says at which assertion or element a flaw stands.
func placeOf(assertion int, e record.ElementID) string {
	switch {
	case assertion > 0:
		return " at ¶ " + strconv.Itoa(assertion)
	case e != "":
		return " on " + string(e)
	}
	return ""
}

// where leads from a note back to the words on both sides, each under its own number.
func where(m *record.Matter, app *record.Application, f *brief.Flaw) []bit {
	var bits []bit
	if f.Assertion > 0 {
		bits = append(bits, bit{"¶ " + strconv.Itoa(f.Assertion), "#" + assertionID(app.ID, f.Assertion)})
	}
	if len(f.Also) > 2 {
		bits = append(bits, bit{"also ¶¶ " + report.Runs(f.Also, "–"), "#" + assertionID(app.ID, f.Also[0])})
	} else {
		for _, n := range f.Also {
			bits = append(bits, bit{"¶ " + strconv.Itoa(n), "#" + assertionID(app.ID, n)})
		}
	}
	if f.Element != "" {
		if e := app.Element(f.Element); e != nil {
			bits = append(bits, bit{lower(e.Title), "#" + elementID(e.ID)})
		}
	}
	if len(f.Respondents) < len(app.Respondents) {
		for _, p := range f.Respondents {
			bits = append(bits, bit{Text: personName(m, p)})
		}
	}
	seen := map[place]bool{}
	for k, at := range f.Sources {
		p := place{at.Source, at.Line}
		if seen[p] {
			continue
		}
		seen[p] = true
		text := citeWords(m, record.Cite{Source: at.Source, From: at.Line, To: at.Line})
		bits = append(bits, bit{text, fmt.Sprintf("#b-%s-%d", slug(f.ID), k+1)})
	}
	if len(f.Searched) > 0 {
		bits = append(bits, bit{Text: count(len(f.Searched), "source") + " searched"})
	}
	if len(bits) == 0 {
		bits = append(bits, bit{Text: "the paper as a whole"})
	}
	return bits
}

// pinned writes a citation with how sure its page is.
func pinned(text, standing string) template.HTML {
	s := template.HTMLEscapeString(dashPages(text))
	switch standing {
	case string(doctrine.Ranged):
		s += ` <i>range</i>`
	case string(doctrine.Inferred):
		s += ` <i>inferred</i>`
	}
	return template.HTML(s)
}

// dashPages writes page ranges with an en dash, and leaves other hyphens alone.
func dashPages(s string) string {
	var b strings.Builder
	for i, r := range s {
		if r == '-' && i > 0 && i+1 < len(s) && digit(s[i-1]) && digit(s[i+1]) {
			r = '–'
		}
		b.WriteRune(r)
	}
	return b.String()
}

func digit(c byte) bool { return '0' <= c && c <= '9' }
