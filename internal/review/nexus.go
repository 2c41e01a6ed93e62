package review

import (
	"github.com/affiant-project/affiant/internal/diction"
)

// tying returns the sentences about the place that, with those beside them, also speak of the crime or of the things.
func (p *Pass) tying() []tie {
	var out []tie
	for _, t := range p.ties() {
		if t.home {
			continue // that someone has it for an address puts nothing there
		}
		for _, f := range p.paper().around(t.fact) {
			if hasAny(f.text, crimes, natures, diction.Drug, diction.Weapon) || p.speaksOfItems(f) || f == t.fact && hasAny(f.text, deeds) {
				out = append(out, t)
				break
			}
		}
	}
	return out
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
