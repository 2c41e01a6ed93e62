package brief

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/review"
)

// parted says what in the law changed between the paper's day and another's: the rules of the question that tell, else all of
// them; the bright lines that bear on the paper; and what could first be raised.
func (c *paper) parted(next *paper, profile string, q doctrine.Question, rs rulings) []Reason {
	asked := func(p *paper, question string) []doctrine.Rule { return p.law.rules(profile, question, p.law.day) }
	tells := func(p *paper) []string {
		rules := asked(p, q.ID)
		laws, err := p.law.chain(profile, q, p.law.day)
		if err != nil {
			return nil
		}
		given := p.given(laws, rs)
		return p.law.law.Conclude(rules, func(t string) bool { return slices.Contains(given, t) }).Fired()
	}
	var told, all []Reason
	add := func(from, to []doctrine.Rule, kind string, tell func(doctrine.Rule) bool) {
		for _, rule := range from {
			if slices.ContainsFunc(to, func(x doctrine.Rule) bool { return x.ID == rule.ID }) {
				continue
			}
			reason := c.ruleReason(rule)
			reason.Kind = kind
			all = append(all, reason)
			if tell(rule) {
				told = append(told, reason)
			}
		}
	}
	if q.ID != sufficiencyQ {
		from, to := asked(c, q.ID), asked(next, q.ID)
		before, after := tells(c), tells(next)
		leads := leading(q, slices.Concat(from, to))
		add(from, to, "ended", func(r doctrine.Rule) bool { return leads[r.Then] && slices.Contains(before, r.ID) })
		add(to, from, "began", func(r doctrine.Rule) bool { return leads[r.Then] && slices.Contains(after, r.ID) })
	}
	bears := func(r doctrine.Rule) bool {
		return !slices.ContainsFunc(r.If, func(t string) bool { return !c.bears(t) })
	}
	add(c.law.weight, next.law.weight, "ended", bears)
	add(next.law.weight, c.law.weight, "began", bears)
	if c.law.mind != next.law.mind && q.ID != veracityQ {
		add(asked(next, veracityQ), asked(c, veracityQ), "began", func(r doctrine.Rule) bool { return strings.HasPrefix(r.Then, "omission-counts") })
	}
	raised := make(map[string]bool)
	for i := range c.all {
		f := &c.all[i]
		since := f.Check.Since(c.law.law)
		if f.App == c.app.ID && f.Force != review.Note && since > c.law.day && since <= next.law.day && !raised[f.Check.Code] {
			raised[f.Check.Code] = true
			reason := Reason{Kind: "raised", Says: fmt.Sprintf("%s (%s) could first be raised.", f.Check.Title, f.Check.Code), Flaw: f.ID, Standing: string(doctrine.Fixed)}
			for _, cite := range f.Check.Rests {
				reason = c.withCite(reason, cite)
			}
			told = append(told, reason)
		}
	}
	for pool := range pooled {
		told = append(told, c.decidedBetween(next, pool, rs)...)
	}
	if len(told) == 0 {
		return all
	}
	return told
}

// leading are the terms from which rules lead to an answer of a question: what an opinion says besides does not tell.
func leading(q doctrine.Question, rules []doctrine.Rule) map[string]bool {
	leads := make(map[string]bool)
	var visit func(term string)
	visit = func(term string) {
		if leads[term] {
			return
		}
		leads[term] = true
		for _, r := range rules {
			if r.Then == term {
				for _, t := range slices.Concat(r.If, r.Unless) {
					visit(t)
				}
			}
		}
	}
	for _, a := range q.Answers {
		visit(a.When)
	}
	return leads
}
