package review

import (
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
)

// tying returns the sentences about the place that, with those beside them, also speak of the crime or of the things. That
// someone has a place for his address puts nothing there; it does so with a sentence beside it that tells of him and the
// things and of no other place.
func (p *Pass) tying() []tie {
	var out []tie
	for _, t := range p.ties() {
		for _, f := range p.paper().around(t.fact) {
			if t.home && (f == t.fact || !p.ofOccupant(f) || p.elsewhere(f)) {
				continue
			}
			if hasAny(f.text, crimes, natures, diction.Drug, diction.Weapon) || p.speaksOfItems(f) || f == t.fact && hasAny(f.text, deeds) {
				out = append(out, t)
				break
			}
		}
	}
	return out
}

// ofOccupant reports whether an assertion means one whose place it is, or a respondent.
func (p *Pass) ofOccupant(f *fact) bool {
	return slices.ContainsFunc(slices.Concat(p.App.Place.Whose, p.App.Respondents), f.meansPerson)
}

// elsewhere reports whether an assertion tells of another address, or of a building of another sort.
func (p *Pass) elsewhere(f *fact) bool {
	return slices.ContainsFunc(f.text.Numbers(), func(n diction.Number) bool { return n.Kind == diction.Address }) ||
		slices.ContainsFunc(f.text.Hits(building), func(h diction.Hit) bool { return p.otherSort(f.text, h) })
}

// around returns an assertion, those of its paragraph, and, where the file numbers no paragraphs, the one before and after.
func (d *paper) around(f *fact) []*fact {
	if f.Paragraph != 0 {
		return d.beside(f)
	}
	i := d.at[f.N]
	out := []*fact{f}
	for _, j := range []int{i - 1, i + 1} {
		if j >= 0 && j < len(d.facts) && !d.facts[j].form && !d.facts[j].aside {
			out = append(out, &d.facts[j])
		}
	}
	return out
}
