package brief

import (
	"slices"

	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/review"
)

// grid is the row of elements for this respondent; while answers are withheld a cell shows its support and no label.
func (c *paper) grid(rs rulings, withheld bool) []Element {
	on := c.on(rs)
	c.present = c.reasoner().Grounded(on)
	var out []Element
	for _, e := range c.app.Offence.Elements {
		cell := Element{App: c.app.ID, Respondent: c.respondent, Element: e}
		for _, g := range c.offers {
			if g.Element == e.ID {
				cell.RestsOn = append(cell.RestsOn, g.On...)
			}
		}
		slices.Sort(cell.RestsOn)
		cell.RestsOn = slices.Compact(cell.RestsOn)
		cell.Label = c.three(c.elements[e.ID], on, c.present, Established, OpenLabel, Insufficient)
		cell.Flaws = c.flawsOf(e, cell.RestsOn)
		switch cell.Label {
		case Established:
			cell.Support = Supported
		case Insufficient:
			cell.Support = Absent
		default:
			cell.Support = InQuestion
		}
		cell.Says = c.cellSays(cell)
		if withheld {
			cell.Label = ""
		}
		out = append(out, cell)
	}
	return out
}

// flawsOf lists the flaws that bear on one cell.
func (c *paper) flawsOf(e record.Element, ns []int) []string {
	var ids []string
	for _, f := range c.flaws {
		at := f.Element == e.ID
		for _, n := range ns {
			at = at || f.Element == "" && (f.Assertion == n || slices.Contains(f.Also, n)) && f.Check.Link != review.OnForm
		}
		if at && !slices.Contains(ids, f.ID) && (f.Person == "" || f.Person == c.respondent) {
			ids = append(ids, f.ID)
		}
	}
	return ids
}

func (c *paper) cellSays(cell Element) string {
	if len(cell.RestsOn) == 0 {
		return "Nothing that is sworn is offered for it, and no words reach it."
	}
	switch cell.Support {
	case Supported:
		return pars(cell.RestsOn) + verb(cell.RestsOn, " supports it.", " support it.")
	case Absent:
		return pars(cell.RestsOn) + verb(cell.RestsOn, " is offered, and does not stand.", " are offered, and nothing of them stands.")
	}
	return pars(cell.RestsOn) + verb(cell.RestsOn, " is", " are") + " offered; each way to it rests on a step in question."
}

// verb chooses between one and several assertions.
func verb(ns []int, one, several string) string {
	if len(ns) == 1 {
		return one
	}
	return several
}
