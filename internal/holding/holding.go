// Package holding says what the law and the decided cases hold of a situation that is given by its factors: which side of a
// question they come out for, what it turns on if that is for a fact-finder, and why; which decided cases force it, which
// are nearest, and what sets them apart. It measures itself on decisions whose outcome is known.
//
// It stands between doctrine, which decides nothing, and brief, which asks of a matter: a situation is factors and no more,
// so that a decided case, a decision from outside and a matter are all asked the same way.
package holding

import (
	"slices"

	"github.com/affiant-project/affiant/internal/doctrine"
)

// A Kind says what sort of answer it is.
type Kind string

// The kinds of answer.
const (
	Definite Kind = "definite" // one side
	Depends  Kind = "depends"  // one side or the other, as a fact-finder finds
	Free     Kind = "open"     // neither rules nor cases settle it, or they conflict
)

// An Answer is what law and decided cases hold on one question.
type Answer struct {
	Kind  Kind
	Side  string              // for a definite answer: a side of the question
	Turns []doctrine.FactorID // for one that depends: the factors that a finding turns on
	Asks  []string            // and what it asks
	// Branches are the sides that the findings lead to, by turns; an empty one is open.
	Branches []Branch
	Rules    []string // the rules through which it holds, of the casebook and of the law, from it downwards
	Forced   Forced   // the decided cases that force it
	Conflict bool     // what rules and cases conclude is opposed
	Early    string   // the day since when the question is asked at all, if that is later
	Acted    string   // the day of the act, if by what was clear on the day of decision it would come out otherwise
	Since    *Answer  // and how
}

// A Branch is what follows if the findings named hold, and no others.
type Branch struct {
	Found []string // findings, and factors found as the one who sues says
	Side  string
}

func (a Answer) turnsOn(id doctrine.FactorID) bool { return slices.Contains(a.Turns, id) }

// maxOpen is how many findings are gone through in every combination. Facts in dispute beyond that are taken together, as one
// side tells them or as the other; of a finding beyond it none is made.
const maxOpen = 6

// An open is a finding that is not made.
type open struct {
	name    string              // of the finding; empty for a disputed fact
	asks    string              // what is asked of the fact-finder
	factors []doctrine.FactorID // those that raise it, or that are in dispute
}

// Answer says what is held on a situation's question, with all as precedents.
func (r *Reading) Answer(s Situation, all []Decided) Answer {
	issue, ok := r.book.Issue(s.Issue)
	if !ok {
		return Answer{Kind: Free}
	}
	if issue.From != "" && !doctrine.Reached(issue.From, r.asOf) {
		return Answer{Kind: Free, Early: issue.From}
	}
	a := asking{Reading: r, s: s, issue: issue, all: all}
	a.on = shelves{cause: r.base(r.poolOf(causeIssue), s, r.asOf, all, true), obvious: r.base(obviousness, s, r.dayFor(obviousness, s), all, true)}
	if s.Issue != causeIssue && !slices.Contains(obviousness.issues, s.Issue) {
		b := r.base(r.poolOf(s.Issue), s, r.asOf, all, true)
		a.own = &b
	}
	settled, opens := a.findings()
	held := make([]ruled, 1<<len(opens))
	for mask := range held {
		held[mask] = a.branch(settled, opens, mask)
	}
	out := a.together(held, opens)
	if r.acting(s) != r && slices.Contains(obviousness.issues, s.Issue) {
		now := s
		now.Acted = ""
		if since := r.Answer(now, all); since.Kind != out.Kind || since.Side != out.Side {
			out.Acted, out.Since = s.Acted, &since
		}
	}
	return out
}

// Force says what decided cases alone force on a situation's question: of immunity and good faith, by what a competent
// officer could think of the paper as sworn.
func (r *Reading) Force(s Situation, all []Decided) Forced {
	p := r.poolOf(s.Issue)
	return forced(p, r.constrain(r.base(p, s, r.dayFor(p, s), all, true), r.read(s)))
}

// dayFor is the day by which cases of a pool must have been decided to bind: what a competent officer could think is measured by
// what was decided when he acted (Harlow v. Fitzgerald, 457 U.S. at 818).
func (r *Reading) dayFor(p pool, s Situation) string {
	if p.name == obviousness.name && s.Acted != "" && doctrine.Reached(s.Acted, r.asOf) {
		return s.Acted
	}
	return r.asOf
}

// An asking is one question being answered.
type asking struct {
	*Reading
	s     Situation
	issue doctrine.Issue
	all   []Decided
	on    shelves
	own   *base
}

// findings lists those that the factors settle as made, and those that they leave open.
func (a *asking) findings() (made []string, opens []open) {
	has := func(ids []doctrine.FactorID) []doctrine.FactorID {
		var out []doctrine.FactorID
		for _, id := range ids {
			if slices.Contains(a.s.Factors, id) {
				out = append(out, id)
			}
		}
		return out
	}
	for _, step := range a.steps {
		raised := has(step.Raised)
		switch {
		case step.Given != "finding":
		case len(has(step.Shown)) > 0:
			made = append(made, step.ID)
		case len(has(step.Denied)) > 0 || len(raised) == 0:
		case a.s.Kind == suppression && len(has(step.Found)) > 0:
			made = append(made, step.ID)
		default:
			opens = append(opens, open{step.ID, step.Asks, raised})
		}
	}
	for _, group := range a.s.Disputed {
		if n := len(opens); n >= maxOpen && opens[n-1].name == "" {
			opens[n-1].factors = slices.Concat(opens[n-1].factors, group)
			continue
		}
		opens = append(opens, open{asks: "Is it as the one who sues says?", factors: group})
	}
	if n := len(opens); n > maxOpen { // more findings alone than that
		opens = opens[n-maxOpen:]
	}
	return made, opens
}

// together compares the branches: what all have is definite; else it depends on the findings whose turn changes something.
func (a *asking) together(held []ruled, opens []open) Answer {
	out := Answer{Kind: Free, Side: held[0].side, Rules: held[0].rules, Forced: held[0].forced, Conflict: held[0].conflict}
	same := !slices.ContainsFunc(held, func(h ruled) bool { return h.side != held[0].side })
	if same {
		if out.Side != "" {
			out.Kind = Definite
		}
		return out
	}
	out.Kind, out.Side = Depends, ""
	for i, o := range opens {
		turns := false
		for mask := range held {
			turns = turns || held[mask].side != held[mask^1<<i].side
		}
		if turns {
			out.Turns = append(out.Turns, o.factors...)
			out.Asks = append(out.Asks, o.asks)
		}
	}
	slices.Sort(out.Turns)
	out.Turns = slices.Compact(out.Turns)
	for mask, h := range held {
		b := Branch{Side: h.side}
		for i, o := range opens {
			if mask&(1<<i) != 0 {
				b.Found = append(b.Found, o.called())
			}
		}
		out.Branches = append(out.Branches, b)
	}
	return out
}

func (o open) called() string {
	if o.name != "" {
		return o.name
	}
	return string(o.factors[0])
}
