package holding

import (
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/argue/precedent"
	"github.com/affiant-project/affiant/internal/doctrine"
)

// A pool is the issues whose cases are held beside one another, with the two outcomes that their sides come to. Immunity and
// good faith are one question of the paper: could a competent officer have thought so (Malley v. Briggs, 475 U.S. at 344-345).
type pool struct {
	name   string
	issues []string
	sides  [2]string
}

var obviousness = pool{"obviousness", []string{"qualified-immunity", "leon"}, [2]string{"arguable", "lacking"}}

// poolOf is the pool of an issue: itself, with those that serve the same question of the law.
func (r *Reading) poolOf(issue string) pool {
	if slices.Contains(obviousness.issues, issue) {
		return obviousness
	}
	p := pool{name: issue, issues: []string{issue}}
	copy(p.sides[:], r.sidesOf(issue))
	mine, _ := r.book.Issue(issue)
	for _, q := range r.book.Issues() {
		if q.ID != issue && q.Serves != "" && q.Serves == mine.Serves {
			p.issues = append(p.issues, q.ID)
		}
	}
	return p
}

// side is which of the pool's outcomes a side of one of its issues is; -1 if none.
func (r *Reading) side(issue, side string) int { return slices.Index(r.sidesOf(issue), side) }

// favours is which outcome of the pool a factor favours; -1 if it bears on none of its issues. It counts wherever the text
// that is read shows it.
func (r *Reading) favours(p pool, id doctrine.FactorID) int {
	f, ok := r.factors[id]
	if !ok {
		return -1
	}
	for _, issue := range p.issues {
		for _, corpus := range []string{"", Corrected, Known} {
			if side, ok := f.Favours(doctrine.Asked{About: issue, Corpus: corpus}); ok {
				return r.side(issue, side)
			}
		}
	}
	return -1
}

// A base is a case base with the decided questions that it was made of.
type base struct {
	pool    pool
	base    *precedent.Base
	decided []Decided
}

// A baseKey tells case bases apart: of which cases they are made, and for whom.
type baseKey struct {
	first              *Decided
	cases              int
	pool, court, place string
	day                string
	control            bool
}

// base is the case base of those that control a situation, or of all that are given if control is not asked for. It is made
// once.
func (r *Reading) base(p pool, s Situation, day string, all []Decided, control bool) base {
	key := baseKey{cases: len(all), pool: p.name, court: s.Court, place: s.Place, day: day, control: control}
	if len(all) > 0 {
		key.first = &all[0]
	}
	if !control { // then it is the same wherever it is asked
		key.court, key.place = "", ""
	}
	return madeOnce(r, r.bases, key, func() base { return r.newBase(p, s, day, all, control) })
}

func (r *Reading) newBase(p pool, s Situation, day string, all []Decided, control bool) base {
	out := base{pool: p}
	sides := [2]precedent.Side{{Name: p.sides[0]}, {Name: p.sides[1]}}
	for f := range r.book.EachFactor() {
		if i := r.favours(p, f.ID); i >= 0 {
			sides[i].Factors = append(sides[i].Factors, string(f.ID))
		}
	}
	var cases []precedent.Case
	for _, d := range r.precedents(all, day) {
		if c, ok := r.decidedIn(p, s, d, day, control); ok {
			cases = append(cases, c)
			out.decided = append(out.decided, d)
		}
	}
	b, err := precedent.New(p.name, precedent.ReasonModel, sides, cases)
	if err != nil {
		panic(fmt.Sprintf("holding: the casebook makes no case base of %s: %v", p.name, err)) // the linter says so beforehand
	}
	out.base = b
	return out
}

// decidedIn is a decided question as a case of a pool; ok is false if it is none, or, if control is asked for, if it does not
// bind where the situation is asked.
func (r *Reading) decidedIn(p pool, s Situation, d Decided, day string, control bool) (c precedent.Case, ok bool) {
	authority, binds := r.controls(s, d)
	if !slices.Contains(p.issues, d.Asked.About) || control && (!binds || !d.Bound) {
		return c, false
	}
	side := r.side(d.Asked.About, d.Outcome)
	c = precedent.Case{Name: d.Name(), Outcome: p.sides[side], Authority: authority, OverruledBy: d.overruled(day)}
	speaks := false // of what it was decided for, something is known here
	for _, id := range d.Factors {
		switch r.favours(p, id) {
		case -1:
			continue
		case side:
			speaks = true
		}
		c.Factors = append(c.Factors, string(id))
	}
	lost := false // a part of the reason is of a kind that this reading does not know
	for _, id := range d.Because {
		if r.favours(p, id) != side {
			lost = true
			continue
		}
		c.Reason = append(c.Reason, string(id))
	}
	// Decided for a reason that cannot be told here, it binds nobody.
	return c, !control || !lost && (len(c.Reason) > 0 || speaks)
}

// constrain is how a text stands before a case base. What the base does not know bears on nothing there.
func (r *Reading) constrain(b base, text []doctrine.FactorID) precedent.Constraint {
	var here []string
	for _, id := range text {
		if r.favours(b.pool, id) >= 0 {
			here = append(here, string(id))
		}
	}
	c, err := b.base.Constrain(here...)
	if err != nil {
		panic("holding: " + err.Error()) // favours keeps out what the base does not know
	}
	return c
}

// A Forced is what decided cases force.
type Forced struct {
	Side  string   // of the pool; empty if they force none, or both
	Cases []string // those that lead, by name
	Rival []string // if equals force both: those for the other side
}

func forced(p pool, c precedent.Constraint) Forced {
	switch {
	case c.Forced[0] && c.Forced[1]:
		return Forced{Cases: c.Leading[0], Rival: c.Leading[1]}
	case c.Forced[0]:
		return Forced{Side: p.sides[0], Cases: c.Leading[0]}
	case c.Forced[1]:
		return Forced{Side: p.sides[1], Cases: c.Leading[1]}
	}
	return Forced{}
}
