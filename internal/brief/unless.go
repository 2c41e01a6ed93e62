package brief

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/review"
)

// Of the questions of law that only a court's ruling answers, some are judged on the paper itself, as whether it was
// plainly evident that no warrant should issue: they are as open as a flaw wherever they can matter. Others have to be
// shown by whoever says so, as that the magistrate abandoned the role: of them the contrary is presumed, an answer stands
// upon that presumption, and says what would take it away. The law says of each term which it is.
const (
	onThePaper = "paper"
	ifShown    = "shown"
)

// An Exception is a finding that nothing in the record puts in question, and that would change an answer if a court made
// it; or the overruling of decisive flaws, which the record itself shows.
type Exception struct {
	On     string   // id of the question of law, such as magistrate-abandoned@arrest.louisa; empty for an overruling
	Flaws  []string // of an overruling: the decisive flaws, all of which would have to be overruled
	Means  string   // what would be found, in a sentence
	Asks   string   // the question, in words
	By     string   // who would have to find it
	Answer string   // what the answer would then be
	Cites  []string // authorities with pins, as shown
}

// openTerms lists the questions of law that are judged on the paper, are not ruled, and which the rules of a question use.
func (c *paper) openTerms(rs rulings, laws *chain, at Posture) []issue {
	var out []issue
	for _, t := range c.unruled(rs, laws, onThePaper) {
		out = append(out, issue{
			flaw: TermID(t.ID, c.app, c.respondent), asks: t.Asks, by: decides(t.By, at),
			values: []standing{{state: Overruled}, {state: Sustained}},
		})
	}
	return out
}

// unless lists the findings that no one has shown and that would change the answer, as it stands or, if it depends, as
// some set of rulings would settle it.
func (c *paper) unless(q *Question, laws *chain, rs rulings, answer func(rulings) string) []Exception {
	if q.Answer == NotReached || q.Answer == Unknown {
		return nil
	}
	supposed := []rulings{rs}
	for _, t := range q.Turns {
		x := rs.with()
		for _, r := range t.Rulings {
			x[r.Flaw] = valued(r.Value)
		}
		supposed = append(supposed, x)
	}
	var out []Exception
	for _, t := range c.unruled(rs, laws, ifShown) {
		id := TermID(t.ID, c.app, c.respondent)
		for _, x := range supposed {
			was := answer(x)
			x = x.with()
			x[id] = standing{state: Sustained}
			if is := answer(x); is != was && is != "" {
				e := Exception{On: id, Means: t.Means, Asks: t.Asks, By: t.By, Answer: is}
				for _, cite := range t.Rests {
					e.Cites = c.withCite(Reason{Cites: e.Cites}, cite).Cites
				}
				out = append(out, e)
				break
			}
		}
	}
	return out
}

// The most decisive flaws of a paper that are tried one by one.
const mostShown = 12

// overruling lists the decisive flaws on which a settled answer stands: those of which one, or if no one does, the fewest found together,
// would change it if a court overruled them. They are shown by the record and so not in question, but a ruling can be made on each.
func (c *paper) overruling(q *Question, rs rulings, answer func(rulings) string) []Exception {
	if !q.Stable || q.Answer == NotReached || q.Answer == Unknown {
		return nil
	}
	var shown []*review.Flaw
	for _, f := range c.flaws {
		bears := f.Assertion == 0 || f.Term() != "" || slices.Contains(c.bars, f.ID) || slices.Contains(c.weights, f.ID)
		if _, ruled := rs[f.ID]; !ruled && bears && f.Force == review.Decisive {
			shown = append(shown, f)
		}
	}
	was := answer(rs)
	without := func(list []*review.Flaw) string {
		x := rs.with()
		for _, f := range list {
			x[f.ID] = standing{state: Overruled}
		}
		return answer(x)
	}
	is := without(shown)
	if len(shown) == 0 || len(shown) > mostShown || is == was || is == "" {
		return nil
	}
	var out []Exception
	for _, f := range shown {
		if is := without([]*review.Flaw{f}); is != was && is != "" {
			out = append(out, Exception{Flaws: []string{f.ID}, Means: f.Check.Title, Asks: f.Asks, By: "court", Answer: is})
		}
	}
	if len(out) > 0 {
		return out
	}
	needed := shown
	for _, f := range shown {
		if fewer := slices.DeleteFunc(slices.Clone(needed), func(x *review.Flaw) bool { return x == f }); without(fewer) == is {
			needed = fewer
		}
	}
	e := Exception{Means: "More than one thing that the record shows stands against it", By: "court", Answer: is}
	for _, f := range needed {
		e.Flaws = append(e.Flaws, f.ID)
		e.Asks = strings.TrimSpace(e.Asks + " " + f.Asks)
	}
	return []Exception{e}
}

// unruled lists the terms of a kind that a court may be asked about, that the rules use, and that are not ruled.
func (c *paper) unruled(rs rulings, laws *chain, judged string) []doctrine.Term {
	if laws == nil {
		return nil
	}
	var out []doctrine.Term
	for _, t := range c.law.ruled {
		if _, ruled := rs[TermID(t.ID, c.app, c.respondent)]; !ruled && t.Judged == judged && laws.uses(t.ID) {
			out = append(out, t)
		}
	}
	return out
}
