package brief

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/review"
)

// The terms that the bright lines of weight conclude.
const (
	settledEnough    = "settled-enough"
	settledNotEnough = "settled-not-enough"
)

// settle adds the bright lines: where every element rests on support that the cases hold enough, and nothing that bears
// on weight is open, the rival falls; where a court has sustained a flaw of weight, or the support is of a kind that the
// cases hold thin, the other does.
func (c *paper) settle(to lines) {
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
	given := make(map[string][]*review.Flaw) // the contestable flaws by the terms of weight that they give
	for _, f := range c.flaws {
		if !weighs(f) || !c.reaches(f) {
			continue
		}
		c.use(&c.weights, f)
		s := c.set(f)
		if f.Force == review.Decisive {
			if r, ok := c.rule(settledNotEnough, f.Term()); ok {
				c.build.Rule(r.ID+": "+f.ID, to.short(r), c.lawful(r), s.upheld)
			}
			continue
		}
		all = append(all, s.cleared)
		if !f.Check.Mindful {
			c.build.Rule(f.ID+": ruled too little", to.againstEnough, s.sustained)
		}
		if t, ok := c.law.law.Term(f.Term()); ok && c.counts(t, f) {
			given[t.ID] = append(given[t.ID], f)
		}
	}
	for _, r := range c.law.weight {
		if r.Then == settledNotEnough && len(r.If) > 1 {
			c.together(r, given, to.short(r))
		}
	}
	c.wanting(to.short)
	enough := c.build.Sentence(c.say(settledEnough, Reason{Kind: "whole", Says: "support of this kind is enough by the decided cases", App: c.app.ID}))
	c.build.Rule("a bright line: enough", enough, all...)
	c.build.Rule("settled: enough", to.enough, enough)
}

// together adds a bright line that needs several flaws of weight: one rule for each choice of flaws that give its terms.
func (c *paper) together(r doctrine.Rule, given map[string][]*review.Flaw, short argue.Sentence) {
	choices := [][]*review.Flaw{nil}
	for _, term := range r.If {
		var longer [][]*review.Flaw
		for _, before := range choices {
			for _, f := range given[term] {
				longer = append(longer, append(slices.Clone(before), f))
			}
		}
		choices = longer
	}
	for _, flaws := range choices {
		body, ids := []argue.Sentence{c.lawful(r)}, make([]string, len(flaws))
		for i, f := range flaws {
			body = append(body, c.set(f).unsettled)
			ids[i] = f.ID
		}
		c.build.Rule(r.ID+": "+strings.Join(ids, ", "), short, body...)
	}
}

// counts reports whether a flaw gives a term: where the law says of what kind of source it must be, it is about such a one.
func (c *filing) counts(t doctrine.Term, f *review.Flaw) bool {
	return len(t.Shown) == 0 || slices.ContainsFunc(f.Sources, func(at review.At) bool {
		s := c.source[at.Source]
		return s != nil && c.shows(t, s)
	})
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
		for _, t := range c.law.shown {
			if r, ok := c.rule(settledEnough, t.ID); ok && slices.ContainsFunc(t.Shown, func(s doctrine.Showing) bool { return s.Basis != "" && s.Basis == string(a.Basis) }) {
				return []doctrine.Rule{r}, true
			}
		}
		return nil, false
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
	for _, t := range c.law.shown {
		if r, ok := c.rule(settledEnough, t.ID); ok && c.shows(t, s) {
			return r, true
		}
	}
	return doctrine.Rule{}, false
}

// shows reports whether a source answers to a term of weight.
func (c *filing) shows(t doctrine.Term, s *record.Source) bool {
	return slices.ContainsFunc(t.Shown, func(way doctrine.Showing) bool {
		return way.Basis == "" && (len(way.Sources) == 0 || slices.Contains(way.Sources, string(s.Kind))) &&
			c.plays(s.Author, way.Author) && c.plays(s.Declarant, way.Declarant) && tracked(s.Track, way.Track) && lacking(s.Track, way.Lacks) &&
			!slices.ContainsFunc(way.Facts, func(f string) bool { return !c.fact(f, s) })
	})
}

// plays reports whether a person plays one of the roles, if any is asked for.
func (c *filing) plays(id record.PersonID, roles []string) bool {
	p := c.matter.Person(id)
	return len(roles) == 0 || p != nil && slices.ContainsFunc(roles, func(r string) bool { return p.Has(record.Role(r)) })
}

// tracked reports whether all that is asked for is known of an informant.
func tracked(t *record.Track, needs []string) bool {
	if t == nil {
		return len(needs) == 0
	}
	known := knownOf(*t)
	return !slices.ContainsFunc(needs, func(n string) bool { return known[n] == "" })
}

// lacking reports whether nothing of what is listed is known of an informant.
func lacking(t *record.Track, of []string) bool {
	if t == nil {
		return true
	}
	known := knownOf(*t)
	return !slices.ContainsFunc(of, func(n string) bool { return known[n] != "" })
}

func knownOf(t record.Track) map[string]string {
	return map[string]string{"basis": t.Basis, "record": t.Record, "motive": t.Motive, "interest": t.Interest}
}

// fact reports whether a source has what a showing asks for besides its kind and its makers.
func (c *filing) fact(f string, s *record.Source) bool {
	own := s.Author == "" || s.Author == c.app.Affiant
	switch f {
	case doctrine.ByTheAffiant:
		return own
	case doctrine.ByAnother:
		return !own
	case doctrine.DeclarantNamed:
		p := c.matter.Person(s.Declarant)
		return p != nil && p.Name != "" && p.Name != string(record.Unknown)
	case doctrine.SpeakerIdentified:
		return slices.ContainsFunc(s.Speakers, func(t record.Talker) bool {
			return t.Person != "" && (t.By != "" || len(t.Cites) > 0)
		})
	case doctrine.NobodySpeaks:
		return len(s.Speakers) == 0 && s.Declarant == ""
	case doctrine.AtFirstHand:
		return s.Track == nil || !c.teller().FromAnother(s.Track.Basis)
	case doctrine.Corroborated:
		out := c.corroborator.Of(s)
		return out.Crime || out.Forecast
	case doctrine.BorneOutInCrime:
		return c.corroborator.Of(s).Crime
	case doctrine.BorneOutForetold:
		return c.corroborator.Of(s).Forecast
	case doctrine.BorneOutInDetail:
		out := c.corroborator.Of(s)
		return out.Detail && !out.Crime && !out.Forecast
	}
	return false
}

// has reports whether a person plays one of the roles.
func (c *filing) has(id record.PersonID, roles ...record.Role) bool {
	p := c.matter.Person(id)
	return p != nil && slices.ContainsFunc(roles, p.Has)
}
