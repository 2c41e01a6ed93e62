package review

import (
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
)

// nounBefore is how many lines before a pronoun the noun that it stands for may be looked for.
const nounBefore = 3

// pronounFor reports whether a term may be what a pronoun of a cited line stands for: the line has them, it or one, and a line shortly before it in the
// same source, which need not be cited, has a word for the thing or for a sort of it.
func (p *Pass) pronounFor(b *backing, u diction.Term) bool {
	if !u.Is(diction.Thing, diction.Weapon, diction.Drug) {
		return false
	}
	return slices.ContainsFunc(b.lines, func(l spoken) bool {
		if !slices.ContainsFunc(l.text.Hits(diction.Vague), func(h diction.Hit) bool {
			return h.Kind == "pronoun" && (h.Last+1 == len(l.text.Words) || !contentAt(l.text, h.Last+1)) // them; but not those men
		}) {
			return false
		}
		for i := range l.source.Lines {
			o := &l.source.Lines[i]
			if o.N >= l.line.N || o.N < l.line.N-nounBefore || o.Text == "" {
				continue
			}
			before := newSupply()
			before.add(p, p.Text(o.Text))
			if before.holds(p, u.Concepts) {
				return true
			}
		}
		return false
	})
}
