package review

import (
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/record"
)

// findTranslated looks for cited sources whose words another translated, of which nothing sworn says so. A translator stands
// between the words and the affiant as one who wrote them down does.
func (p *Pass) findTranslated() {
	d := p.paper()
	for _, s := range d.cited {
		t := s.Translated
		if t == nil || t.By == p.App.Affiant || d.incorporated[s.ID] || p.saysTranslated(t) {
			continue
		}
		n, also := first(d.citing[s.ID])
		p.Report(Flaw{
			Assertion: n, Also: also, Span: whole(d.fact(n).text), Sources: []At{head(s)},
			Message: fmt.Sprintf("The words of source %s are a translation from %s, which the affiant did not make as far as the record tells. Nothing sworn says so.", s.ID, t.From),
			Asks:    fmt.Sprintf("May a magistrate weigh these words without being told that they are translated from %s?", t.From),
		})
	}
}

// saysTranslated reports whether the paper tells of a translation: by a word for it, by the language, or by naming who made it.
func (p *Pass) saysTranslated(t *record.Translation) bool {
	return slices.ContainsFunc(p.paper().facts, func(f fact) bool {
		return f.text.Has(translating) || shared(p.content(p.Text(t.From)), p.content(f.text)) > 0 || t.By != "" && f.meansPerson(t.By)
	})
}

// namesMaker reports whether an assertion names the company, agency or device that a source comes from.
func (p *Pass) namesMaker(f *fact, s *record.Source) bool {
	return s.Maker != "" && shared(p.content(p.Text(s.Maker)), p.content(f.text)) > 0
}
