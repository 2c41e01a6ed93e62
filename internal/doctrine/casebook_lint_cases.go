package doctrine

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/fault"
)

func (c *shelver) cases() {
	cited := make(map[string]string)
	for _, k := range c.book.cases {
		c.oneOf(in("kind"), "case", k.ID, k.Kind, caseKinds)
		if k.Act != "" {
			c.oneOf(in("act"), "case", k.ID, k.Act, acts)
		}
		if k.Sitting != "" {
			c.oneOf(in("sitting"), "case", k.ID, k.Sitting, sittings)
		}
		c.day(in("date"), "case", k.ID, k.Date)
		c.decidedBy(k)
		c.since(k)
		if first := cited[k.Citation]; first != "" {
			c.noteIn(in("citation"), "case", k.ID, "has the citation of %s; a decision is coded once", first)
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
		c.noteIn(in("court"), "case", k.ID, "was decided by %q, and %s in courts.yaml; %s", k.Court, noSuch(courts, k.Court, c.book.courts), c.courtMeant(k.Court))
	case court.From != "" && lastDay(k.Date) < court.From:
		c.noteIn(in("date"), "case", k.ID, "was decided in %s by %s, which began on %s", k.Date, k.Court, court.From)
	}
	if k.Authority == "" {
		if i := slices.IndexFunc(c.authorities, func(a Authority) bool { return a.Citation == k.Citation }); i >= 0 {
			c.noteIn(in("citation"), "case", k.ID, "is cited as the authority %s is; add authority: %s, so that what rests on it is left out with it", c.authorities[i].ID, c.authorities[i].ID)
		}
		return
	}
	a, ok := c.Authority(k.Authority)
	switch {
	case !ok:
		c.noteIn(in("authority"), "case", k.ID, "is the authority %q, and %s; add it, or leave the line out", k.Authority, noSuch(authorities, k.Authority, c.authorities))
	case c.at["authority "+a.ID].broken:
	case a.Citation != k.Citation:
		c.noteIn(in("citation"), "case", k.ID, "is cited %q, and its authority %s is %q; make them one", k.Citation, a.ID, a.Citation)
	case dateForm.MatchString(k.Date) && lastDay(a.Date) != lastDay(k.Date):
		c.noteIn(in("date"), "case", k.ID, "was decided on %s, and its authority %s on %s; make them one", k.Date, a.ID, a.Date)
	}
}

// courtMeant says how a court is named here, and which one was meant where its name, or how it is cited or reported, tells.
func (c *shelver) courtMeant(said string) string {
	i := slices.IndexFunc(c.book.courts, func(t Court) bool {
		return strings.EqualFold(t.Name, said) || strings.EqualFold(t.Cited, said) || slices.ContainsFunc(t.Reported, func(r string) bool { return strings.EqualFold(r, said) })
	})
	if i >= 0 {
		return "that court is named " + c.book.courts[i].ID + " here, so write that"
	}
	return "write an id that affiant explain courts lists, or add the court there"
}

func (c *shelver) facts(k Case) {
	for i, f := range k.Facts {
		if !slices.Contains(tags, f.Tag) {
			c.noteIn(in("facts", i, "tag"), "case", k.ID, "a fact has the tag %q%s; expected one of %s", f.Tag, fault.DidYouMean(f.Tag, tags), strings.Join(tags, ", "))
		}
		if f.Taken != "" && !slices.Contains(versions, f.Taken) {
			c.noteIn(in("facts", i, "taken"), "case", k.ID, "a fact is taken as %q; expected one of %s, or leave it out", f.Taken, strings.Join(versions, ", "))
		}
		for j, id := range f.Shows {
			c.used["factor "+string(id)] = true
			if _, ok := c.book.Factor(id); !ok {
				c.noteIn(in("facts", i, "shows", j), "case", k.ID, "a fact %s", c.named(string(id)))
			}
			if slices.Contains(f.Shows[:j], id) {
				c.noteIn(in("facts", i, "shows", j), "case", k.ID, "a fact shows %q twice; keep one", id)
			}
		}
	}
	for i, f := range k.After {
		for j, id := range f.Shows {
			c.used["aftermath "+string(id)] = true
			if _, ok := c.book.Aftermath(id); ok {
				continue
			}
			if _, ok := c.book.Factor(FactorID(id)); ok {
				c.noteIn(in("after", i, "shows", j), "case", k.ID, "what came after shows %q, which is a factor; list the fact under facts, if it came before", id)
				continue
			}
			c.noteIn(in("after", i, "shows", j), "case", k.ID, "what came after shows %q, and aftermath.yaml has no such thing%s; name one that affiant explain aftermath lists", id, fault.DidYouMean(string(id), ids(c.book.aftermath, aftermaths)))
		}
	}
}

func (c *shelver) asked(k Case) {
	shown := k.Shown()
	seen := make(map[[3]string]bool)
	for i, q := range k.Questions {
		key := [3]string{q.About, q.Actor, q.Profile}
		if seen[key] {
			c.noteIn(in("questions", i), "case", k.ID, "was asked of %s twice for one actor; name the actors apart", q.About)
		}
		seen[key] = true
		c.profile(in("questions", i, "profile"), "case", k.ID, q.Profile)
		if q.Corpus != "" && !slices.Contains(corpora, q.Corpus) {
			c.noteIn(in("questions", i, "corpus"), "case", k.ID, "reads the corpus %q; expected one of %s, or leave it out for what was sworn", q.Corpus, strings.Join(corpora, ", "))
		}
		if q.Act != "" && !slices.Contains(acts, q.Act) {
			c.noteIn(in("questions", i, "act"), "case", k.ID, "is about the act %q; expected one of %s, or leave it out for that of the case", q.Act, strings.Join(acts, ", "))
		}
		issue, ok := c.book.Issue(q.About)
		if !ok {
			c.noteIn(in("questions", i, "about"), "case", k.ID, "was asked of %q, and %s in the casebook's questions.yaml; name one that affiant explain issues lists", q.About, noSuch(issues, q.About, c.book.issues))
		}
		if may := slices.Concat(sides(issue), noSides); ok && q.Outcome != "" && !slices.Contains(may, q.Outcome) {
			c.noteIn(in("questions", i, "outcome"), "case", k.ID, "has the outcome %q on %s%s; expected one of %s", q.Outcome, q.About, fault.DidYouMean(q.Outcome, may), strings.Join(may, ", "))
		}
		c.ruled(k, q, i)
		for j, id := range q.Factors {
			if !slices.Contains(shown, id) {
				c.noteIn(in("questions", i, "factors", j), "case", k.ID, "states %q apart for %s, and none of its facts shows that; list it under a fact's shows, or take it out here", id, q.About)
			}
		}
	}
}
