package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/brief"
	"github.com/affiant-project/affiant/internal/record"
)

// stated sets the factors that are stated of each application: what, by whom, where it shows, and how far it counts. What is stated
// alike of several respondents stands once for each, for findings may part them.
func (v view) stated(p *page) {
	for _, app := range v.Matter.Applications {
		first := true
		for _, x := range v.Stated {
			if x.App != app.ID {
				continue
			}
			if first {
				p.section(v.title("Stated", app.ID))
				p.para(0, dim, "Factors of decided cases that no check reads off the matter. They bear on what decided cases make of it, and on nothing else.")
				first = false
			}
			p.line(p.paint(bold, x.Title) + p.paint(dim, "  "+x.ID))
			p.para(codeWidth, plain, x.About)
			p.para(codeWidth, plain, StatedBy(x)+" "+StatedCounts(x))
			p.gap()
		}
	}
}

// StatedBy says who said what of a stated factor, and where it shows.
func StatedBy(x brief.Stated) string {
	text := Upper(x.By()) + "."
	if where := statedWhere(x); where != "" {
		text += " It shows at " + where + "."
	}
	if word := x.Word(); word != "" {
		text += " " + word
	}
	return text
}

// StatedCounts says how far a stated factor counts, and what found it so.
func StatedCounts(x brief.Stated) string {
	ruled, mind := x.Ruled()
	if ruled == "" || x.State != brief.StatedSo && x.State != brief.StatedKept && x.State != brief.StatedUnfound {
		return x.State.Says()
	}
	found := "Found to be so"
	if ruled == brief.Overruled {
		found = "Found not to be so"
	}
	if mind != "" {
		found += ", " + mind
	}
	return found + ". " + x.State.Says()
}

// statedWhere lists where a stated factor shows: assertions of the affidavit, then lines of sources.
func statedWhere(x brief.Stated) string {
	var parts []string
	for _, n := range x.On {
		parts = append(parts, fmt.Sprintf("¶ %d", n))
	}
	for _, s := range x.Said {
		if s.Says == record.Disputed {
			continue
		}
		for _, c := range s.Cites {
			if text := c.String(); !slices.Contains(parts, text) {
				parts = append(parts, text)
			}
		}
	}
	return strings.Join(parts, ", ")
}
