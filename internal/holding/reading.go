package holding

import (
	"slices"
	"sync"

	"github.com/affiant-project/affiant/internal/doctrine"
)

// Options choose the law by which a reading answers.
type Options struct {
	Profile string // whose view of the law; empty for the first
	AsOf    string // the day of the law of decision; empty for the last
	// Without lists cases and authorities that are not known: they are no precedent, and every rule, step and factor that
	// rests on nothing else is switched off.
	Without []string
	Strict  Strictness // how much of what a rule, step or factor rests on has to be left

	acted string // see acting
}

// Strictness is what of the authorities of a rule, step or factor must be left for it to stay on when some are not known.
type Strictness int

// The degrees.
const (
	OneStays   Strictness = iota // any one
	FirstStays                   // that which is named first
	AllStay                      // all
)

// A Reading is law and casebook as they were known on one day. It is safe for use by several at once.
type Reading struct {
	book    *doctrine.Casebook
	law     *doctrine.Law
	profile string
	asOf    string
	without map[string]bool
	acted   string // if not empty, the day on which that it is plainly lacking must have been said
	strict  Strictness
	factors map[doctrine.FactorID]doctrine.Factor // those known
	steps   []doctrine.Step
	rules   []doctrine.Rule // those of the casebook in force, to whatever question

	mu     sync.Mutex        // of what is made when it is first asked for
	frames map[string]*frame // by issue
	bases  map[baseKey]base
	then   map[string]*Reading // the same of other days, by acting
}

// Read makes a reading. It panics if the casebook is not sound, which LintCasebook says beforehand.
func Read(book *doctrine.Casebook, o Options) *Reading {
	r := &Reading{book: book, law: book.Law(), profile: o.Profile, asOf: o.AsOf, without: make(map[string]bool), strict: o.Strict, acted: o.acted,
		then:    make(map[string]*Reading),
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
	for f := range book.EachFactor() {
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

// acting is the reading by which it is measured what was clear when a situation's act was done (Harlow v. Fitzgerald, 457 U.S.
// at 818; Anderson v. Creighton, 483 U.S. at 639). The standard is that of the law of decision; but what no authority had yet
// said on that day was not clear. Where the day is not known it is this reading itself.
func (r *Reading) acting(s Situation) *Reading {
	if s.Acted == "" || !doctrine.Reached(s.Acted, r.asOf) || doctrine.LastDay(s.Acted) == doctrine.LastDay(r.asOf) {
		return r
	}
	return madeOnce(r, r.then, s.Acted, func() *Reading {
		o := Options{Profile: r.profile, AsOf: r.asOf, Strict: r.strict, acted: s.Acted}
		for id := range r.without {
			o.Without = append(o.Without, id)
		}
		return Read(r.book, o)
	})
}

// mostMade is how many of a kind a reading keeps of what it made; when there are more, all go.
const mostMade = 64

// madeOnce returns what was made under a key, or makes it. Two who ask for it at once may both do.
func madeOnce[K comparable, T any](r *Reading, made map[K]T, key K, work func() T) T {
	r.mu.Lock()
	x, ok := made[key]
	r.mu.Unlock()
	if ok {
		return x
	}
	x = work()
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(made) >= mostMade {
		clear(made)
	}
	made[key] = x
	return x
}

// known reports whether one of the authorities was there on the day of the reading, and is not switched off, and of a
// strict reading, whether so much is left of them as it asks for.
func (r *Reading) known(rests []doctrine.Cite) bool {
	off := func(c doctrine.Cite) bool { return r.without[c.Authority] }
	switch {
	case r.strict == FirstStays && len(rests) > 0 && off(rests[0]), r.strict == AllStay && slices.ContainsFunc(rests, off):
		return false
	}
	return slices.ContainsFunc(rests, func(c doctrine.Cite) bool {
		a, ok := r.law.Authority(c.Authority)
		return ok && !r.without[a.ID] && doctrine.Reached(a.Date, r.asOf)
	})
}

// takes reports whether a rule is in force, and known.
func (r *Reading) takes(rule doctrine.Rule) bool {
	if r.acted != "" && rule.Then == plainlyLacking && !slices.ContainsFunc(rule.Rests, r.saidThen) {
		return false
	}
	return rule.InForce(r.asOf) && r.law.Follows(r.profile, rule, r.asOf) && r.known(rule.Rests)
}

// plainlyLacking is the step from which rules conclude that no competent officer could have thought so.
const plainlyLacking = "plainly-lacking"

// saidThen reports whether an authority had spoken when it was acted.
func (r *Reading) saidThen(c doctrine.Cite) bool {
	a, ok := r.law.Authority(c.Authority)
	return ok && !r.without[a.ID] && doctrine.Reached(a.Date, r.acted)
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
