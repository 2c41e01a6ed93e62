package brief

import (
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/review"
)

// omissionsByTeller lists the omissions that stand against an assertion which is needed, by those on whose word it rests.
func (c *paper) omissionsByTeller() map[record.PersonID][]*review.Flaw {
	by := make(map[record.PersonID][]*review.Flaw)
	for _, f := range c.flaws {
		if f.Check.Link != review.OnOmission || !f.Check.Mindful || f.Force != review.Contestable || f.Severity == review.Care || len(f.Rivals) > 0 {
			continue
		}
		if _, needed := slices.BinarySearch(c.need, f.Assertion); needed {
			for _, who := range c.tellersOf(f.Assertion) {
				by[who] = append(by[who], f)
			}
		}
	}
	return by
}

// tellersOf lists those whose word assertion n cites.
func (c *paper) tellersOf(n int) []record.PersonID {
	var who []record.PersonID
	if a := c.app.Assertion(n); a != nil {
		for _, cite := range a.Cites {
			if s := c.source[cite.Source]; s != nil && s.Declarant != "" && !slices.Contains(who, s.Declarant) {
				who = append(who, s.Declarant)
			}
		}
	}
	return who
}

// omittedOf lists the omissions that stand against another assertion told by one on whose word n rests too.
func (c *paper) omittedOf(n int) []*review.Flaw {
	if len(c.tellers) == 0 {
		return nil
	}
	var out []*review.Flaw
	for _, who := range c.tellersOf(n) {
		for _, f := range c.tellers[who] {
			if f.Assertion != n && !slices.Contains(f.Also, n) && !slices.Contains(out, f) {
				out = append(out, f)
			}
		}
	}
	return out
}

// believed adds that the one who tells assertion n may be believed in it, though what speaks against something else that he tells is
// put in. Until an omission is found reckless or deliberate nothing is put in; then fair positions part on what his word is worth.
func (c *paper) believed(f *review.Flaw, n int) argue.Sentence {
	a := c.build.Assume(c.say(f.ID+" leaves him to be believed", Reason{Kind: "assumption", Says: fmt.Sprintf("who tells %s may be believed with what was left out put in", par(n)), Flaw: f.ID, Assertion: n, App: f.App}))
	if slices.Contains(c.doubted, f.ID) {
		return a
	}
	c.use(&c.doubted, f)
	r := c.build.Assume(c.say(f.ID+" leaves him in doubt", Reason{Kind: "rival", Says: fmt.Sprintf("who tells %s may not be believed with it put in", par(n)), Flaw: f.ID, Assertion: n, App: f.App}))
	c.build.Rule(f.ID+": to be believed excludes the contrary", c.build.Against(r), a)
	c.build.Rule(f.ID+": what was left out is put in, and he may not be believed", c.build.Against(a), r, c.set(f).reckless)
	return a
}
