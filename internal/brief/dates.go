package brief

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/review"
)

// A Shift is a day on which the law changed so that the same question, on the same record and rulings, came to be answered
// otherwise.
type Shift struct {
	Day    string   // the first of the new law, YYYY-MM-DD
	Known  string   // as much of it as is known: YYYY, if a rule has no more; the day is then the last of that year
	Acted  bool     // it counts by when the officer acted, and not by when the question is decided
	Before string   // the answer by the law until then
	After  string   // and from then on
	Why    []Reason // the rules that began that day, ended, or were set aside, and what could first be raised
}

// changes lists the days on which an answer changed between the day on which the officer acted and that of decision, and the
// first after them: what was decided in 1981 may be decided otherwise in 1986, and again in 2012. What no rule answers yet
// counts as an answer; that a question was first answered long before either day is no change.
func (c *paper) changes(r *Review, rs rulings, q doctrine.Question) ([]Shift, error) {
	if q.ID == obviousnessQ {
		return c.clearer(r, rs, q), nil
	}
	at := min(r.Acted, r.AsOf)
	here, was, err := c.askedOn(r, rs, q, at)
	if err != nil {
		return nil, err
	}
	var out []Shift
	for _, day := range c.days(r.Profile.ID, q.ID) {
		if day <= at || c.law.stopped() {
			continue
		}
		next, is, err := c.askedOn(r, rs, q, day)
		if err != nil {
			return nil, err
		}
		if is != was {
			out = append(out, Shift{Day: day, Known: c.law.law.AsKnown(day), Before: was, After: is, Why: here.parted(next, r.Profile.ID, q, rs)})
			if day > r.AsOf {
				break
			}
		}
		here, was = next, is
	}
	return out, nil
}

// clearer is the first day from which the same request would be judged otherwise, had it been made then: when something that is
// wrong with it had been said to be wrong. What was clear is fixed by the day on which the officer acted.
func (c *paper) clearer(r *Review, rs rulings, q doctrine.Question) []Shift {
	decided := c.decidedDays(onObviousness)
	if len(c.later) == 0 && c.law.then == c.law.mind && len(decided) == 0 {
		return nil
	}
	days := append(decided, c.law.law.TurningDays(c.law.whose, veracityQ)...)
	for _, id := range c.later {
		days = append(days, doctrine.LastDay(c.byID[id].Check.Since(c.law.law)))
	}
	slices.Sort(days)
	said := func(p *paper) string {
		open := p.openIssues(rs, q.ID, nil, r.Posture)
		return answered(q, r.Profile, true, p.obviousness(rs), moot(open, rs, p.obviousness))
	}
	was := said(c)
	for _, day := range slices.Compact(days) {
		if day <= r.Acted || day > r.AsOf {
			continue
		}
		then := c.hadActed(day)
		if then == nil {
			continue
		}
		if is := said(then); is != was {
			shift := Shift{Day: day, Known: c.law.law.AsKnown(day), Acted: true, Before: was, After: is}
			for _, id := range c.later {
				f := c.byID[id]
				if slices.Contains(then.later, id) {
					continue
				}
				reason := Reason{Kind: "raised", Says: fmt.Sprintf("%s: until then no decision had said that it was wrong.", f.Check.Title), Flaw: id, Standing: string(doctrine.Fixed)}
				for _, cite := range f.Check.Rests {
					reason = c.withCite(reason, cite)
				}
				shift.Why = append(shift.Why, reason)
			}
			for _, rule := range then.law.rules(c.law.whose, veracityQ, day) {
				if then.law.then != c.law.then && strings.HasPrefix(rule.Then, "omission-counts") {
					reason := c.ruleReason(rule)
					reason.Kind = "began"
					shift.Why = append(shift.Why, reason)
				}
			}
			shift.Why = append(shift.Why, c.decidedBetween(then, onObviousness, rs)...)
			return []Shift{shift}
		}
	}
	return nil
}

// hadActed is the paper as if the officer had acted on another day; nil if it does not compile.
func (c *paper) hadActed(day string) *paper {
	law, there := *c.law, *c
	if len(c.decidedDays(onObviousness)) > 0 {
		law.acted, law.then = day, c.law.omission(c.law.whose, day)
		again, err := c.reread(&law)
		if err != nil {
			return nil
		}
		return again
	}
	law.acted, law.then = day, c.law.omission(c.law.whose, day)
	there.filing = &filing{}
	*there.filing = *c.filing
	there.law = &law
	there.later = slices.DeleteFunc(slices.Clone(c.later), func(id string) bool { return c.byID[id].Check.Since(law.law) <= day })
	there.obviousnesses = make(map[string]string)
	return &there
}

// days are those on which the answer to a question could change in a profile, in order.
func (c *paper) days(profile, question string) []string {
	days := c.law.law.TurningDays(profile, question, sufficiencyQ, veracityQ)
	for i := range c.all {
		if f := &c.all[i]; f.App == c.app.ID {
			if since := f.Check.Since(c.law.law); since != "" {
				days = append(days, doctrine.LastDay(since))
			}
		}
	}
	days = append(days, c.decidedDays(onCause)...)
	slices.Sort(days)
	return slices.Compact(days)
}

// askedOn reads the paper under the law of another day, and answers a question then as far as it is settled: what it would turn on
// is not searched for.
func (c *paper) askedOn(r *Review, rs rulings, q doctrine.Question, day string) (*paper, string, error) {
	there, err := c.readOn(day)
	if err != nil {
		return nil, "", err
	}
	then := *r
	then.AsOf = day
	answer, laws, err := there.oracle(&then, q, r.Profile)
	if err != nil {
		return nil, "", err
	}
	open := slices.Concat(there.openIssues(rs, q.ID, laws, r.Posture), there.openTerms(rs, laws, r.Posture))
	version := rs
	if r.Posture == AtSummaryJudgment && laws != nil {
		version, _ = there.nonMovant(rs, open)
	}
	settled := moot(open, rs, answer)
	if !settled {
		if found, ok := yielding(q, open, there.alleged(open), rs, answer); ok {
			version, settled = found, true
		}
	}
	return there, answered(q, r.Profile, laws == nil, answer(version), settled), nil
}

// readOn is the paper under the law of another day; itself, where nothing that bears on the paper differs.
func (c *paper) readOn(day string) (*paper, error) {
	law := c.law.at(c.matter, day)
	key := c.bearing(law)
	if c.readings == nil {
		c.readings = map[string]*paper{c.bearing(c.law): c}
	}
	there, ok := c.readings[key]
	if !ok {
		var err error
		if there, err = c.reread(law); err != nil {
			return nil, err
		}
		c.readings[key] = there
	}
	if there.law.day == day {
		return there, nil
	}
	same := *there // the law of that day, for what it says of the questions
	same.filing = &filing{}
	*same.filing = *there.filing
	same.law = law
	return &same, nil
}

// bearing names what of a law bears on how this paper is read: the bright lines that some flaw or source answers to, whether
// anything left out counts, and the flaws that cannot be raised yet.
func (c *paper) bearing(law *view) string {
	var b strings.Builder
	for _, r := range law.weight {
		if !slices.ContainsFunc(r.If, func(t string) bool { return !c.bears(t) }) {
			b.WriteString(r.ID + " ")
		}
	}
	for i := range c.all {
		f := &c.all[i]
		switch {
		case f.App != c.app.ID:
		case f.Check.Since(law.law) > law.day:
			b.WriteString("-" + f.ID + " ")
		case f.Check.Link == review.OnOmission && f.Check.Mindful:
			fmt.Fprintf(&b, "%s:%s:%s ", f.ID, law.mind, law.then)
		}
	}
	b.WriteString(c.casesBy(law))
	return b.String()
}

// bears reports whether some flaw or source of the application answers to a term of weight.
func (c *paper) bears(term string) bool {
	known, ok := c.answering[term]
	if !ok {
		t, _ := c.law.law.Term(term)
		known = slices.ContainsFunc(c.all, func(f review.Flaw) bool { return f.App == c.app.ID && f.Term() == term })
		for id := range c.source {
			known = known || c.shows(t, c.source[id])
		}
		known = known || slices.ContainsFunc(t.Shown, func(s doctrine.Showing) bool { return s.Basis != "" })
		if c.answering == nil {
			c.answering = make(map[string]bool)
		}
		c.answering[term] = known
	}
	return known
}

// answered is what a question comes to: its label, if nothing that is open can move it; else that it turns on something, or
// what the view makes of that.
func answered(q doctrine.Question, view doctrine.Profile, label bool, on string, settled bool) string {
	switch {
	case settled:
	case view.Open == "burden", q.ID == sufficiencyQ && on == OpenLabel:
		// The burden is on those who say otherwise, or the label already says that it is open.
	case label:
		return Turns
	default:
		return Depends
	}
	return cmp.Or(on, NotReached)
}
