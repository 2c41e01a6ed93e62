package doctrine

import (
	"slices"
	"strings"
)

func (c *shelver) cases() {
	cited := make(map[string]string)
	for _, k := range c.book.cases {
		c.oneOf("case", k.ID, "kind", k.Kind, caseKinds)
		if k.Act != "" {
			c.oneOf("case", k.ID, "act", k.Act, acts)
		}
		if k.Sitting != "" {
			c.oneOf("case", k.ID, "sitting", k.Sitting, sittings)
		}
		c.day("case", k.ID, "date", k.Date)
		c.decidedBy(k)
		if first := cited[k.Citation]; first != "" {
			c.note("case", k.ID, "has the citation of %s; a decision is coded once", first)
		}
		cited[k.Citation] = k.ID
		c.facts(k)
		c.asked(k)
	}
}

// decidedBy notes a case whose court or authority is not there, or not the one it was.
func (c *shelver) decidedBy(k Case) {
	court, ok := c.book.Court(k.Court)
	switch {
	case !ok:
		c.note("case", k.ID, "was decided by %q, and there is no such court in courts.yaml", k.Court)
	case court.From != "" && lastDay(k.Date) < court.From:
		c.note("case", k.ID, "was decided in %s by %s, which began on %s", k.Date, k.Court, court.From)
	}
	if k.Authority == "" {
		return
	}
	a, ok := c.Authority(k.Authority)
	switch {
	case !ok:
		c.note("case", k.ID, "is the authority %q, and the law has no such authority", k.Authority)
	case a.Citation != k.Citation:
		c.note("case", k.ID, "is cited %q, and its authority %s is %q; make them one", k.Citation, a.ID, a.Citation)
	case lastDay(a.Date) != lastDay(k.Date):
		c.note("case", k.ID, "was decided on %s, and its authority %s on %s; make them one", k.Date, a.ID, a.Date)
	}
}

func (c *shelver) facts(k Case) {
	if len(k.Facts) == 0 {
		c.note("case", k.ID, "has no facts")
	}
	for _, f := range k.Facts {
		if !slices.Contains(tags, f.Tag) {
			c.noteAt(f.At, "case", k.ID, "a fact has the tag %q; expected one of %s", f.Tag, strings.Join(tags, ", "))
		}
		if f.Taken != "" && !slices.Contains(versions, f.Taken) {
			c.noteAt(f.At, "case", k.ID, "a fact is taken as %q; expected one of %s, or leave it out", f.Taken, strings.Join(versions, ", "))
		}
		for i, id := range f.Shows {
			c.used["factor "+string(id)] = true
			if _, ok := c.book.Factor(id); !ok {
				c.noteAt(f.At, "case", k.ID, "a fact %s", c.named(string(id)))
			}
			if slices.Contains(f.Shows[:i], id) {
				c.noteAt(f.At, "case", k.ID, "a fact shows %q twice; keep one", id)
			}
		}
	}
	for _, f := range k.After {
		for _, id := range f.Shows {
			c.used["aftermath "+string(id)] = true
			if _, ok := c.book.Aftermath(id); ok {
				continue
			}
			if _, ok := c.book.Factor(FactorID(id)); ok {
				c.noteAt(f.At, "case", k.ID, "what came after shows %q, which is a factor; list the fact under facts, if it came before", id)
				continue
			}
			c.noteAt(f.At, "case", k.ID, "what came after shows %q, and aftermath.yaml has no such thing", id)
		}
	}
}

func (c *shelver) asked(k Case) {
	if len(k.Questions) == 0 {
		c.note("case", k.ID, "was asked nothing; give at least one question")
	}
	shown := k.Shown()
	seen := make(map[[3]string]bool)
	for _, q := range k.Questions {
		key := [3]string{q.About, q.Actor, q.Profile}
		if seen[key] {
			c.noteAt(q.At, "case", k.ID, "was asked of %s twice for one actor; name the actors apart", q.About)
		}
		seen[key] = true
		c.profile(q.At, "case", k.ID, q.Profile)
		if q.Corpus != "" && !slices.Contains(corpora, q.Corpus) {
			c.noteAt(q.At, "case", k.ID, "reads the corpus %q; expected one of %s, or leave it out for what was sworn", q.Corpus, strings.Join(corpora, ", "))
		}
		if q.Act != "" && !slices.Contains(acts, q.Act) {
			c.noteAt(q.At, "case", k.ID, "is about the act %q; expected one of %s, or leave it out for that of the case", q.Act, strings.Join(acts, ", "))
		}
		issue, ok := c.book.Issue(q.About)
		if !ok {
			c.noteAt(q.At, "case", k.ID, "was asked of %q, and there is no such question in questions.yaml", q.About)
		}
		if may := slices.Concat(sides(issue), noSides); ok && q.Outcome != "" && !slices.Contains(may, q.Outcome) {
			c.noteAt(q.At, "case", k.ID, "has the outcome %q on %s; expected one of %s", q.Outcome, q.About, strings.Join(may, ", "))
		}
		for _, id := range q.Factors {
			if !slices.Contains(shown, id) {
				c.noteAt(q.At, "case", k.ID, "states %q apart for %s, and none of its facts shows that", id, q.About)
			}
		}
	}
}
