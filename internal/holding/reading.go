package holding

import (
	"slices"

	"github.com/affiant-project/affiant/internal/doctrine"
)

// Options choose the law by which a reading answers.
type Options struct {
	Profile string // whose view of the law; empty for the first
	AsOf    string // the day of the law of decision; empty for the last
	// Without lists cases and authorities that are not known: they are no precedent, and every rule, step and factor that
	// rests on nothing else is switched off.
	Without []string
}

// A Reading is law and casebook as they were known on one day. It answers by itself and is not for use by several at once.
type Reading struct {
	book    *doctrine.Casebook
	law     *doctrine.Law
	profile string
	asOf    string
	without map[string]bool
	factors map[doctrine.FactorID]doctrine.Factor // those known
	steps   []doctrine.Step
	rules   []doctrine.Rule // those of the casebook in force, to whatever question

	cause  *frame
	frames map[string]*frame // by issue
	bases  map[baseKey]base
}

// Read makes a reading. It panics if the casebook is not sound, which LintCasebook says beforehand.
func Read(book *doctrine.Casebook, o Options) *Reading {
	r := &Reading{book: book, law: book.Law(), profile: o.Profile, asOf: o.AsOf, without: make(map[string]bool),
		factors: make(map[doctrine.FactorID]doctrine.Factor), frames: make(map[string]*frame), bases: make(map[baseKey]base)}
	if r.profile == "" {
		r.profile = r.law.Profiles()[0].ID
	}
	for _, id := range o.Without {
		r.without[id] = true
		if c, ok := book.Case(id); ok && c.Authority != "" {
			r.without[c.Authority] = true
		}
	}
	for _, f := range book.Factors() {
		if r.known(f.Rests) {
			r.factors[f.ID] = f
		}
	}
	for _, s := range book.Steps() {
		if len(s.Rests) == 0 || r.known(s.Rests) {
			r.steps = append(r.steps, s)
		}
	}
	for _, rule := range book.Rules() {
		if r.takes(rule) {
			r.rules = append(r.rules, rule)
		}
	}
	return r
}

// known reports whether one of the authorities was there on the day of the reading, and is not switched off.
func (r *Reading) known(rests []doctrine.Cite) bool {
	return slices.ContainsFunc(rests, func(c doctrine.Cite) bool {
		a, ok := r.law.Authority(c.Authority)
		return ok && !r.without[a.ID] && doctrine.Reached(a.Date, r.asOf)
	})
}

// takes reports whether a rule is in force, and known.
func (r *Reading) takes(rule doctrine.Rule) bool {
	return rule.InForce(r.asOf) && r.law.Follows(r.profile, rule, r.asOf) && r.known(rule.Rests)
}

// sidesOf lists the sides of an issue.
func (r *Reading) sidesOf(issue string) []string {
	q, _ := r.book.Issue(issue)
	var ids []string
	for _, s := range q.Sides {
		ids = append(ids, s.ID)
	}
	return ids
}
