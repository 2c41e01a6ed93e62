package review

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// nearestCiting returns the assertion that cites a line of a source, or else the one that cites what stands nearest to it.
func (p *Pass) nearestCiting(s *record.Source, n int) *fact {
	d := p.paper()
	var best *fact
	least := 0
	for i := range d.facts {
		f := &d.facts[i]
		if f.form || f.aside {
			continue
		}
		for _, c := range f.Cites {
			if c.Source != s.ID {
				continue
			}
			away := max(c.From-n, n-max(c.From, c.To), 0)
			if c.From == 0 {
				away = 0
			}
			if best == nil || away < least {
				best, least = f, away
			}
		}
	}
	return best
}

// wordsOf are the words of content of a text, names and single letters apart.
func (p *Pass) wordsOf(t *diction.Text) []diction.Word {
	names := p.nameWords(t)
	var out []diction.Word
	for _, u := range t.Terms() {
		if w := t.Words[u.First]; !names[u.First] && len(w.Norm) > 2 {
			out = append(out, w)
		}
	}
	return out
}

// hasKin reports whether a sentence of a text has a word, or, where it is to be looked for closely, a synonym, a broader or a derived one.
// A negative number of the sentence means any.
func (p *Pass) hasKin(t *diction.Text, sentence int, w diction.Word, closely bool) bool {
	return slices.ContainsFunc(t.Words, func(o diction.Word) bool {
		if sentence >= 0 && o.Sentence != sentence {
			return false
		}
		return p.comesTo(o, w, closely)
	})
}

// comesTo reports whether a word is another, or one that ends in it, or, where it is looked at closely, a synonym, a broader or a derived one.
func (p *Pass) comesTo(o, w diction.Word, closely bool) bool {
	return o.Stem == w.Stem || len(w.Norm) > 4 && strings.HasSuffix(o.Norm, w.Norm) || closely && len(o.Norm) > 2 && (p.collator().Kin(o.Norm, w.Norm) || p.collator().Kin(w.Norm, o.Norm))
}
