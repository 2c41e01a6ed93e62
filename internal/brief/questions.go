package brief

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/review"
)

// The answers that are not among a question's own.
const (
	Depends    = "depends"     // open rulings could turn it
	Turns      = "turns"       // the same, of a label
	NotReached = "not-reached" // no rule of this view concludes anything
	Withheld   = "withheld"    // no magistrate has decided
	Unknown    = "unknown"     // the search for what it turns on ran out of its budget
)

// The questions that are labels, answered on the paper itself; the rest are rules of law over the labels.
const (
	sufficiencyQ = "sufficiency"
	obviousnessQ = "obviousness"
	veracityQ    = "veracity"
)

// readsCorrected are the questions that read the corrected paper; where that is itself open, so are they.
var readsCorrected = []string{veracityQ, "good-faith"}

// questions answers every question for one paper.
func (c *paper) questions(r *Review, rs rulings) ([]Question, error) {
	var out []Question
	for _, q := range c.law.law.Questions() {
		if q.ID != obviousnessQ && !c.law.law.Serves(r.Profile.ID, q) && !c.law.law.Serves(r.Other.ID, q) {
			continue // no law that is asked here has it
		}
		if r.Withheld {
			out = append(out, c.withheld(q, r.Profile.ID))
			continue
		}
		here, there, err := c.both(r, rs, q)
		if err != nil {
			return nil, err
		}
		if q.ID == veracityQ {
			here.Corrected = c.correction(rs)
		}
		here.Other = &Beside{Profile: r.Other.ID, Answer: there.Answer, Says: there.Says}
		if !c.law.bare {
			if here.Changes, err = c.changes(r, rs, q); err != nil {
				return nil, err
			}
			here.Other.Why = c.parting(r, q)
		}
		out = append(out, here)
	}
	return out, nil
}

// both answers a question under the view taken, with its reasons if they are wanted, and under the view beside it, without.
func (c *paper) both(r *Review, rs rulings, q doctrine.Question) (here, there Question, err error) {
	here, because, err := c.ask(r, rs, q, r.Profile)
	if err != nil {
		return here, there, err
	}
	if !c.law.bare {
		because(&here)
	}
	there, _, err = c.other.ask(r, rs, q, r.Other)
	return here, there, err
}

// withheld puts a question and answers nothing: before a magistrate has decided, no label is shown that could become a
// shield.
func (c *paper) withheld(q doctrine.Question, profile string) Question {
	return Question{
		App: c.app.ID, Respondent: c.respondent, Question: q, Profile: profile,
		Answer: Withheld, Complete: true,
		Says: "Withheld until a magistrate has decided; the flaws and the support are shown.",
	}
}

// ask answers one question under one profile, and returns what fills in its reasons.
func (c *paper) ask(r *Review, rs rulings, q doctrine.Question, profile doctrine.Profile) (Question, func(*Question), error) {
	out := Question{App: c.app.ID, Respondent: c.respondent, Question: q, Profile: profile.ID, Complete: true}
	answer, laws, err := c.oracle(r, q, profile)
	if err != nil {
		return out, nil, err
	}
	open := slices.Concat(c.openIssues(rs, q.ID, laws, r.Posture), c.openTerms(rs, laws, r.Posture), c.openStated(rs, q.ID, r.Posture))
	known := turned{complete: true}
	if c.law.bare {
		known.settled = moot(open, rs, answer)
	} else {
		known = c.turning(q, laws, open, rs, answer)
	}
	out.Turns, out.Complete = known.turns, known.complete

	label := laws == nil
	version, taken, kind, because := rs, []issue(nil), "posture", ""
	if r.Posture == AtSummaryJudgment && !label {
		version, taken = c.nonMovant(rs, open)
		because = "At summary judgment what a fact-finder would have to decide is taken as the one who resists it says. The reasons are for that version."
	}
	if !known.settled {
		alleged := c.alleged(open)
		if found, ok := yielding(q, open, alleged, rs, answer); ok {
			known.settled, version, taken, kind = true, found, alleged, "worst"
			because = "Nothing that could be found here would matter. The reasons are for the worst of it."
		}
	}
	out.Label = answer(version)
	if known.settled {
		out.Turns = nil
	}
	out.Answer = answered(q, profile, label, out.Label, known.settled)
	if (out.Answer == Turns || out.Answer == Depends) && c.reasoner().Exhausted() {
		out.Answer = Unknown
	}
	out.Stable, out.Relevant = known.settled, relevant(out.Turns)
	if !c.law.bare {
		out.Unless = append(c.unless(&out, laws, version, answer), c.overruling(&out, version, answer)...)
	}
	out.Says = c.says(version, &out)
	return out, func(q *Question) {
		c.explain(version, q, laws)
		if len(taken) > 0 {
			q.Because = append([]Reason{takenFor(kind, because, taken)}, q.Because...)
		}
	}, nil
}

// oracle returns the function from rulings to the answer of a question under a profile.
func (c *paper) oracle(r *Review, q doctrine.Question, profile doctrine.Profile) (func(rulings) string, *chain, error) {
	switch q.ID {
	case sufficiencyQ:
		return func(rs rulings) string { return c.sufficiency(rs) }, nil, nil
	case obviousnessQ:
		return func(rs rulings) string { return c.obviousness(rs) }, nil, nil
	}
	laws, err := c.law.chain(profile.ID, q, r.AsOf)
	if err != nil {
		return nil, nil, err
	}
	return func(rs rulings) string {
		given := c.given(laws, rs)
		answer := laws.answer(given)
		if answer == "" && slices.Contains(readsCorrected, q.ID) && (slices.Contains(given, "falsehood-reckless") || slices.Contains(given, "sufficiency-"+OpenLabel)) {
			return OpenLabel // what the paper, or what is left of it, shows is itself open
		}
		return answer
	}, laws, nil
}

// openIssues lists the rulings that are still open and can reach the question. A decisive flaw is shown by the record and
// is not open unless someone overrules it.
func (c *paper) openIssues(rs rulings, question string, laws *chain, at Posture) []issue {
	ids := slices.Clone(c.support)
	if question == sufficiencyQ || slices.Contains(readsCorrected, question) {
		ids = append(ids, c.weights...)
	}
	for _, id := range c.governing {
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	for _, f := range c.flaws {
		if laws != nil && f.Term() != "" && laws.uses(f.Term()) && !slices.Contains(ids, f.ID) {
			ids = append(ids, f.ID)
		}
	}
	var out []issue
	for _, id := range ids {
		f := c.byID[id]
		st, ruled := rs[id]
		if f.Force != review.Contestable || ruled && (st.state == Overruled || !f.Check.Mindful || st.mind != "") {
			continue
		}
		i := issue{flaw: id, asks: asksOf(f), by: decides(f.Check.By, at)}
		if !ruled {
			i.values = append(i.values, standing{state: Overruled})
		}
		if f.Check.Mindful {
			i.values = append(i.values, standing{state: Sustained, mind: "negligent"}, standing{state: Sustained, mind: reckless})
			if f.Check.Link == review.OnOmission && c.law.mind == deliberate {
				i.values = append(i.values, standing{state: Sustained, mind: deliberate})
			}
		} else {
			i.values = append(i.values, standing{state: Sustained})
		}
		out = append(out, i)
	}
	return out
}

// asksOf puts the question of a flaw; where the state of mind decides, it asks for that too.
func asksOf(f *review.Flaw) string {
	if !f.Check.Mindful || strings.Contains(f.Asks, "reckless") {
		return f.Asks
	}
	return strings.TrimSpace(f.Asks + " If the paper falls short here, was that reckless?")
}

// nonMovant takes what the fact-finder has to decide as the one who resists summary judgment says it was (Anderson v.
// Liberty Lobby, 477 U.S. at 255).
func (c *paper) nonMovant(rs rulings, open []issue) (rulings, []issue) {
	all := rs.with()
	var taken []issue
	for _, o := range open {
		if o.by == "factfinder" {
			all[o.flaw] = o.values[len(o.values)-1]
			taken = append(taken, o)
		}
	}
	return all, taken
}

// alleged lists those of the open issues that are of falsehood or omission.
func (c *paper) alleged(open []issue) []issue {
	return slices.DeleteFunc(slices.Clone(open), func(o issue) bool {
		return !slices.ContainsFunc(c.mindful, func(f *review.Flaw) bool { return f.ID == o.flaw })
	})
}

// takenFor says whose version the reasons are for, and what it takes to be so.
func takenFor(kind, says string, taken []issue) Reason {
	r := Reason{Kind: kind, Says: says}
	for _, o := range taken {
		st := o.values[len(o.values)-1]
		r.Children = append(r.Children, Reason{Kind: "ruling", Says: fmt.Sprintf("%s is taken to be %s", o.flaw, strings.ReplaceAll(st.value(), ",", " as ")), Flaw: o.flaw})
	}
	return r
}
