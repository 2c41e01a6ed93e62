package brief

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/review"
)

// The terms that the bright lines of weight conclude.
const (
	settledEnough    = "settled-enough"
	settledNotEnough = "settled-not-enough"

	unexplained    = "unexplained-tip" // with uncorroborated, and not either alone
	uncorroborated = "nothing-corroborated"
)

// settle adds the bright lines: where every element rests on support that the cases hold enough, and nothing that bears
// on weight is open, the rival falls; where a court has sustained a flaw of weight, or the support is of a kind that the
// cases hold thin, the other does.
func (c *paper) settle(againstShort, againstEnough argue.Sentence) {
	var all []argue.Sentence
	for _, e := range c.app.Offence.Elements {
		firm := c.build.Sentence(c.say("firm "+string(e.ID), Reason{Kind: "element", Says: e.Title + ": support of a kind that the cases hold enough", App: c.app.ID}))
		all = append(all, firm)
		for _, g := range c.offers {
			if g.Element == e.ID {
				if rules, ok := c.firm(g.On); ok {
					body := []argue.Sentence{c.elements[e.ID]}
					for _, n := range g.On {
						body = append(body, c.holds(n))
					}
					for _, r := range rules {
						body = append(body, c.lawful(r))
					}
					c.build.Rule(fmt.Sprintf("firm: %s for %s (ground %d)", pars(g.On), e.ID, g.index+1), firm, body...)
				}
			}
		}
	}
	var tips, bare []*review.Flaw
	for _, f := range c.flaws {
		if !weighs(f) || !c.reaches(f) {
			continue
		}
		c.use(&c.weights, f)
		s := c.set(f)
		if f.Force == review.Decisive {
			if r, ok := c.rule(settledNotEnough, f.Check.Term); ok {
				c.build.Rule(r.ID+": "+f.ID, againstEnough, c.lawful(r), s.upheld)
			}
			continue
		}
		all = append(all, s.cleared)
		if !f.Check.Mindful {
			c.build.Rule(f.ID+": ruled too little", againstEnough, s.sustained)
		}
		switch {
		case f.Check.Term == unexplained && c.tip(f):
			tips = append(tips, f)
		case f.Check.Term == uncorroborated:
			bare = append(bare, f)
		}
	}
	if r, ok := c.rule(settledNotEnough, unexplained); ok {
		for _, tip := range tips {
			for _, b := range bare {
				c.build.Rule(fmt.Sprintf("%s: an unexplained tip (%s), and nothing corroborated (%s)", r.ID, tip.ID, b.ID), againstEnough, c.lawful(r), c.set(tip).unsettled, c.set(b).unsettled)
			}
		}
	}
	enough := c.build.Sentence(c.say(settledEnough, Reason{Kind: "whole", Says: "support of this kind is enough by the decided cases", App: c.app.ID}))
	c.build.Rule("a bright line: enough", enough, all...)
	c.build.Rule("settled: enough", againstShort, enough)
}

// weighs reports whether a flaw goes to how much the paper weighs and to nothing else: a flaw of weight, words that differ
// in what is not who or what, or a doubt about an interception that does not put the call outside the order.
func weighs(f *review.Flaw) bool {
	return f.Check.Link == review.OnInterception && f.Force == review.Contestable || f.Check.Link == review.OnWeight || f.Check.Link == review.OnWording && f.Severity != review.Who
}

// reaches reports whether a flaw of weight bears on what is offered against this respondent: it goes to the paper as a
// whole, or stands at an assertion that the grounds need.
func (c *paper) reaches(f *review.Flaw) bool {
	if f.Check.Whole || f.Assertion == 0 {
		return true
	}
	needed := func(n int) bool { _, ok := slices.BinarySearch(c.need, n); return ok }
	return needed(f.Assertion) || slices.ContainsFunc(f.Also, needed)
}

// lawful is the fact that a rule of law is in force, so that a derivation shows which rule it rests on.
func (c *paper) lawful(r doctrine.Rule) argue.Sentence {
	name := "law " + r.ID
	s := c.build.Sentence(name)
	if _, ok := c.meta[name]; !ok {
		c.say(name, c.ruleReason(r))
		c.build.Fact(r.ID+" is in force", s)
	}
	return s
}

// rule finds the bright line in force that concludes then from the one term.
func (c *filing) rule(then, term string) (doctrine.Rule, bool) {
	for _, r := range c.law.weight {
		if r.Then == then && slices.Equal(r.If, []string{term}) {
			return r, true
		}
	}
	return doctrine.Rule{}, false
}

// firm reports whether every assertion rests on sources of a kind that a bright line holds enough, and by which rules.
func (c *filing) firm(ns []int) ([]doctrine.Rule, bool) {
	var rules []doctrine.Rule
	for _, n := range ns {
		one, known := c.firmly[n]
		if !known {
			c.firmly[n] = firmness{} // what rests on itself rests on nothing
			one.rules, one.ok = c.firmOne(c.app.Assertion(n))
			c.firmly[n] = one
		}
		if !one.ok {
			return nil, false
		}
		rules = append(rules, one.rules...)
	}
	slices.SortFunc(rules, func(a, b doctrine.Rule) int { return cmp.Compare(a.ID, b.ID) })
	return slices.CompactFunc(rules, func(a, b doctrine.Rule) bool { return a.ID == b.ID }), true
}

// firmOne does what firm does for one assertion, which may be nil.
func (c *filing) firmOne(a *record.Assertion) ([]doctrine.Rule, bool) {
	switch {
	case a == nil:
		return nil, false
	case len(a.Cites) == 0 && len(a.RestsOn) > 0:
		return c.firm(a.RestsOn)
	case len(a.Cites) == 0:
		r, ok := c.rule(settledEnough, "own-observation")
		return []doctrine.Rule{r}, ok && a.Basis == record.Observed
	}
	var rules []doctrine.Rule
	for _, cite := range a.Cites {
		r, ok := c.firmSource(c.source[cite.Source])
		if !ok {
			return nil, false
		}
		rules = append(rules, r)
	}
	return rules, true
}

// firmSource finds the bright line that holds a source of this kind enough.
func (c *filing) firmSource(s *record.Source) (doctrine.Rule, bool) {
	if s == nil {
		return doctrine.Rule{}, false
	}
	for _, term := range c.kinds(s) {
		if r, ok := c.rule(settledEnough, term); ok {
			return r, true
		}
	}
	return doctrine.Rule{}, false
}

// kinds lists the terms of weight that a source answers to.
func (c *filing) kinds(s *record.Source) []string {
	var terms []string
	officer := func(id record.PersonID) bool {
		return c.has(id, record.Officer, record.Executing, record.Supervisor, record.Affiant, record.Monitor)
	}
	named := func(id record.PersonID) bool {
		p := c.matter.Person(id)
		return p != nil && p.Name != "" && p.Name != "unknown"
	}
	switch s.Kind {
	case record.Observation:
		if s.Author == "" || s.Author == c.app.Affiant {
			terms = append(terms, "own-observation")
		} else if officer(s.Author) {
			terms = append(terms, "fellow-officer")
		}
	case record.Report:
		if officer(s.Author) || officer(s.Declarant) {
			terms = append(terms, "fellow-officer")
		}
	case record.Interview:
		if officer(s.Declarant) {
			terms = append(terms, "fellow-officer")
		}
		if named(s.Declarant) && c.has(s.Declarant, record.Victim, record.Witness) {
			terms = append(terms, "named-eyewitness")
		}
	case record.Document, record.Laboratory:
		terms = append(terms, "laboratory-or-record")
	case record.Intercept:
		if slices.ContainsFunc(s.Speakers, func(t record.Talker) bool { return t.Person != "" && t.By != "" }) {
			terms = append(terms, "declaration-against-interest")
		}
	}
	if s.Track != nil {
		if s.Track.Record != "" && s.Track.Basis != "" {
			terms = append(terms, "reliable-informant")
		}
		if s.Track.Interest != "" {
			terms = append(terms, "declaration-against-interest")
		}
	}
	if s.Kind == record.Tip || s.Kind == record.Interview {
		if c.corroborated(s) {
			terms = append(terms, "corroborated-tip")
		}
	}
	return terms
}

// corroborated reports whether the paper cites an independent source of another declarant and kind beside s.
func (c *filing) corroborated(s *record.Source) bool {
	for _, a := range c.app.Affidavit.Assertions {
		for _, cite := range a.Cites {
			o := c.source[cite.Source]
			if o != nil && o.ID != s.ID && o.Kind != s.Kind && (o.Declarant == "" || o.Declarant != s.Declarant) {
				return true
			}
		}
	}
	return false
}

// tip reports whether a flaw of reliability is about an informant.
func (c *filing) tip(f *review.Flaw) bool {
	return slices.ContainsFunc(f.Sources, func(at review.At) bool {
		s := c.source[at.Source]
		return s != nil && s.Kind == record.Tip
	})
}

// has reports whether a person plays one of the roles.
func (c *filing) has(id record.PersonID, roles ...record.Role) bool {
	p := c.matter.Person(id)
	return p != nil && slices.ContainsFunc(roles, p.Has)
}
