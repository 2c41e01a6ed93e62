package doctrine

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/fault"
)

// ruled notes a question whose reason does not fit its outcome.
func (c *shelver) ruled(k Case, q Asked, at int) {
	issue, known := c.book.Issue(q.About)
	if !known {
		return // which has been told
	}
	sided := slices.Contains(sides(issue), q.Outcome)
	belongs := k.FactorsOf(q)
	for i, id := range q.Because {
		spot := in("questions", at, "because", i)
		f, ok := c.book.Factor(id)
		side, bears := f.Favours(q)
		switch {
		case !ok:
			c.noteIn(spot, "case", k.ID, "was decided because of %q, and %s; name one of those that its facts show", id, noSuch(factors, string(id), c.book.factors))
		case !slices.Contains(belongs, id):
			c.noteIn(spot, "case", k.ID, "was decided on %s because of %q, which is not among its factors; let one of its facts show it, or take it out here", q.About, id)
		case sided && (!bears || side != q.Outcome):
			c.noteIn(spot, "case", k.ID, "was decided %q on %s because of %q, which does not favour that; a reason is a factor on the side that won", q.Outcome, q.About, id)
		}
	}
	if q.Because != nil && !sided && (q.Outcome == "" || slices.Contains(noSides, q.Outcome)) {
		c.noteIn(in("questions", at, "because"), "case", k.ID, "states for what it was decided on %s, and it was decided for neither side; take because out", q.About)
	}
	for i, id := range q.TurnsOn {
		if !slices.Contains(belongs, id) {
			c.noteIn(in("questions", at, "turns-on", i), "case", k.ID, "turns on %q for %s, which is not among its factors; let one of its facts show it, or take it out here", id, q.About)
		}
	}
	if len(q.TurnsOn) > 0 && q.Outcome != FactQuestion {
		c.noteIn(in("questions", at, "turns-on"), "case", k.ID, "says what %s turns on; only what was left to a fact-finder turns on something, so take turns-on out or make the outcome fact-question", q.About)
	}
}

// since notes what does not hang together in what is told of a case besides its facts.
func (c *shelver) since(k Case) {
	if k.Verified != "" {
		c.oneOf(in("verified"), "case", k.ID, k.Verified, readings)
	}
	if k.Reason == "" && slices.ContainsFunc(k.Questions, func(q Asked) bool { return q.Outcome != "" }) {
		c.noteIn(in("reason"), "case", k.ID, "has an outcome and no reason; say under reason, in our words, why it was so decided")
	}
	a, named := c.Authority(k.Authority)
	for n, p := range k.Pins {
		c.oneOf(in("pins", n, "standing"), "case", k.ID, string(p.Standing), standings)
		i := slices.IndexFunc(a.Pins, func(o Pin) bool { return o.At == p.At })
		switch {
		case named && i >= 0 && a.Pins[i].Standing != p.Standing:
			c.noteIn(in("pins", n, "standing"), "case", k.ID, "shows its pin %s as %s, and as its authority %s it is %s; make them one", p.At, p.Standing, a.ID, a.Pins[i].Standing)
		case i < 0 && p.Standing != Inferred:
			c.noteIn(in("pins", n, "standing"), "case", k.ID, "shows its pin %s as %s; only an authority's own pin is surer than inferred: list it there and name that under authority, or write inferred", p.At, p.Standing)
		}
	}
	for i, m := range k.Later {
		_, authority := c.Authority(m.By)
		_, decided := c.book.Case(m.By)
		if !authority && !decided {
			c.noteIn(in("later", i, "by"), "case", k.ID, "was met later by %q, and there is no such authority or case%s; add it as an authority, or name one that is there", m.By, fault.DidYouMean(m.By, ids(c.authorities, authorities)))
		}
		c.day(in("later", i, "date"), "case", k.ID, m.Date)
		if lastDay(m.Date) < lastDay(k.Date) {
			c.noteIn(in("later", i, "date"), "case", k.ID, "was met by %s in %s, before it was decided; mend one of the dates", m.By, m.Date)
		}
		if _, ok := c.book.Issue(m.About); m.About != "" && !ok {
			c.noteIn(in("later", i, "about"), "case", k.ID, "was met by %s on %q, and %s in the casebook's questions.yaml; name one that affiant explain issues lists", m.By, m.About, noSuch(issues, m.About, c.book.issues))
		}
		if m.Overruled != "" && m.Overruled != "yes" {
			c.noteIn(in("later", i, "overruled"), "case", k.ID, "says %q under overruled; write yes, or leave it out", strings.TrimSpace(m.Overruled))
		}
	}
}
