package review

import (
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// goBetween is the class of words for one who deals for another.
const goBetween diction.Class = "go-between"

// dealtThrough finds a line by which someone else dealt for the one who was sent to buy, where an assertion tells of that purchase, on the same source
// or the same word, and nothing sworn tells of anyone between. The line, or the one beside it, tells of the purchase or of a respondent, and it puts
// nothing on some other occasion.
func (p *Pass) dealtThrough(s *record.Source, l *record.Line) (contrary, bool) {
	if s.Kind.Spoken() || !p.Lexicon.Mentions(l.Text, goBetween) || p.swears(goBetween) {
		return contrary{}, false
	}
	t := p.Text(l.Text)
	for _, h := range t.Hits(goBetween) {
		if deniedNear(t, h.First) || deniedAfter(t, h.Last) || t.Has(vagueTime) || !p.lineOrNext(s, l, p.tellsBuy) {
			continue
		}
		for i := range p.paper().facts {
			f := &p.paper().facts[i]
			if !f.form && !f.aside && p.sameTeller(f, s) && slices.ContainsFunc(f.text.Hits(controlledBuy), func(o diction.Hit) bool { return o.Kind != "money" }) {
				return contrary{f, s, l, hitSpan(t, h), 1}, true
			}
		}
	}
	return contrary{}, false
}

// tellsBuy reports whether a text tells of a controlled purchase or names a respondent.
func (p *Pass) tellsBuy(t *diction.Text) bool {
	return slices.ContainsFunc(t.Hits(controlledBuy), func(h diction.Hit) bool { return h.Kind == "" }) ||
		slices.ContainsFunc(p.namesIn(t), func(n diction.Name) bool { return slices.ContainsFunc(p.fitting(n.Text), p.isRespondent) })
}
