package web

import (
	"slices"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/report"
)

// A grid is part 2: elements by person.
type grid struct {
	Offence string
	People  []head
	Rows    []row
	Notes   []note // of flaws that stand on cells
}

// A head is one respondent.
type head struct {
	Name string
	Here bool
}

// A row is one element.
type row struct {
	ID    string
	Title string
	Cells []cell
}

// A cell is one element as against one respondent.
type cell struct {
	ID      string
	Person  string
	Here    bool
	Support string // supported, in-question, none: how it is drawn
	Word    string
	Label   string
	Says    string
	Tags    []tag
}

var supportWords = map[brief.Support]string{
	brief.Supported: "Supported", brief.InQuestion: "In question", brief.Absent: "No support",
}

// fillGrid lays out the elements of one application.
func fillGrid(r *brief.Review, app *record.Application, respondent record.PersonID, notes map[string]note) grid {
	g := grid{Offence: app.Offence.Title}
	if app.Offence.Statute != "" {
		g.Offence += ", " + app.Offence.Statute
	}
	people := brief.Respondents(app)
	for _, p := range people {
		g.People = append(g.People, head{respondentName(r.Matter, app, p), p == respondent && len(people) > 1})
	}
	for _, e := range app.Offence.Elements {
		row := row{ID: elementID(e.ID), Title: e.Title}
		for i, p := range people {
			c := cell{ID: cellID(e.ID, p), Person: g.People[i].Name, Here: g.People[i].Here, Support: string(brief.Absent), Word: supportWords[brief.Absent]}
			for j := range r.Elements {
				x := &r.Elements[j]
				if x.App != app.ID || x.Respondent != p || x.Element.ID != e.ID {
					continue
				}
				c.Support, c.Word, c.Says = string(x.Support), supportWords[x.Support], x.Says
				if !r.Withheld {
					c.Label = report.Spoken(x.Label)
				}
				for _, id := range x.Flaws {
					n, ok := notes[id]
					if ok && !slices.ContainsFunc(c.Tags, func(t tag) bool { return t.Code == n.Tag.Code }) {
						c.Tags = append(c.Tags, n.Tag)
					}
				}
			}
			row.Cells = append(row.Cells, c)
		}
		g.Rows = append(g.Rows, row)
	}
	for i := range r.Flaws {
		if n, ok := notes[r.Flaws[i].ID]; ok && n.OnElement {
			g.Notes = append(g.Notes, n)
		}
	}
	return g
}

// respondentName names a respondent, or the place of a search against no one.
func respondentName(m *record.Matter, app *record.Application, p record.PersonID) string {
	if p == "" {
		if app.Place != nil {
			return report.Upper(app.Place.All())
		}
		return "The place"
	}
	return personName(m, p)
}
