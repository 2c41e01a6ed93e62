package brief

import (
	"slices"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/review"
)

// A view is the law that a compilation needs: of one profile, on one date.
type view struct {
	law    *doctrine.Law
	ruled  []doctrine.Term // terms that only a ruling gives
	shown  []doctrine.Term // terms of weight that sources answer to, in their order
	lib    *Library
	chains map[string]*chain
	asked  map[rulesKey][]doctrine.Rule // made by rules, for all views of the review
	acted  string                       // YYYY-MM-DD
	day    string                       // of decision, YYYY-MM-DD
	whose  string                       // id of the profile
	bench  *bench                       // the decided cases that control; nil if the review takes none

	weight []doctrine.Rule // the bright lines of weight in force
	mind   string          // the least state of mind in which an omission counts; empty if none does
	then   string          // the same, when the officer acted

	answers *int        // how many more sets of rulings may be tried in the search for turning sets
	noProof bool        // no certificates are wanted
	bare    bool        // nothing but the answers is
	stop    func() bool // whether no one wants the review any more; may be nil
}

// What the rules of veracity say of omissions.
const (
	omissionIfReckless   = "omission-counts-if-reckless"
	omissionIfDeliberate = "omission-counts-if-deliberate"
)

// take fills in what reads papers: the bright lines and what counts as an omission, in a profile on a date.
func (v *view) take(m *record.Matter, profile, asOf string) {
	v.whose, v.day = profile, asOf
	v.weight = elsewhere(m, v.law, v.rules(profile, sufficiencyQ, asOf))
	v.mind, v.then = v.omission(profile, asOf), v.omission(profile, v.acted)
}

// A rulesKey is what rules are asked for.
type rulesKey struct{ profile, question, asOf, acted string }

// rules lists what a profile has for a question on a date, less what is only for acts of another day. The list is not to be written to.
func (v *view) rules(profile, question, asOf string) []doctrine.Rule {
	key := rulesKey{profile, question, asOf, v.acted}
	list, ok := v.asked[key]
	if !ok {
		list = slices.DeleteFunc(v.law.RulesFor(profile, question, asOf), func(r doctrine.Rule) bool { return !r.Reaches(v.acted) })
		v.asked[key] = list
	}
	return list
}

// omission is the least state of mind in which leaving something out counts by the law of a date.
func (v *view) omission(profile, day string) string {
	c := v.law.Conclude(v.rules(profile, veracityQ, day), func(string) bool { return false })
	switch {
	case c.Holds(omissionIfReckless):
		return reckless
	case c.Holds(omissionIfDeliberate):
		return deliberate
	}
	return ""
}

// under is the view of another profile or date, if it reads papers otherwise; else v itself.
func (v *view) under(m *record.Matter, profile, asOf string) *view {
	x := *v
	x.take(m, profile, asOf)
	same := slices.EqualFunc(x.weight, v.weight, func(a, b doctrine.Rule) bool { return a.ID == b.ID })
	if same && x.mind == v.mind && x.then == v.then {
		return v
	}
	return &x
}

// at is the view of another day.
func (v *view) at(m *record.Matter, day string) *view {
	if day == v.day {
		return v
	}
	x := *v
	x.take(m, v.whose, day)
	return &x
}

// culpable reports whether a flaw was sustained with a state of mind by which its words are struck or put in.
func (v *view) culpable(f *review.Flaw, s standing) bool {
	return f.Check.Mindful && culpable(f, s, v.mind)
}

func culpable(f *review.Flaw, s standing, mind string) bool {
	if f.Check.Link != review.OnOmission {
		return s.reckless()
	}
	return s.reckless() && (mind == reckless || mind == s.mind)
}

// stopped reports whether the review is to be given up.
func (v *view) stopped() bool { return v.stop != nil && v.stop() }

// chain returns the compiled rules of a question, made once for all views that have the same.
func (v *view) chain(profile string, q doctrine.Question, asOf string) (*chain, error) {
	rules := v.rules(profile, q.ID, asOf)
	key := chainKey(q, rules)
	if c, ok := v.chains[key]; ok {
		return c, nil
	}
	frame, err := v.lib.frame(key, func() (*argue.Framework, error) { return compileRules(v.law, q, rules) })
	if err != nil {
		return nil, err
	}
	v.chains[key] = newChain(key, q, rules, frame)
	return v.chains[key], nil
}

// beside compiles the paper for the view beside the one taken, where that one reads papers otherwise.
func (c *paper) beside(r *Review) error {
	law := c.law.under(c.matter, r.Other.ID, r.AsOf)
	c.other = c
	if law == c.law || r.Withheld {
		return nil
	}
	var err error
	c.other, err = c.reread(law)
	return err
}

// reread compiles the same paper under another law.
func (c *paper) reread(law *view) (*paper, error) {
	x := *c.filing
	x.law, x.firmly = law, make(map[int]firmness)
	if law.day != c.law.day {
		x.flaws = inForce(slices.Clone(x.all), law.law, law.day)
	}
	other, err := compile(&x, c.respondent)
	if err != nil {
		return nil, err
	}
	other.other = other
	return other, nil
}
