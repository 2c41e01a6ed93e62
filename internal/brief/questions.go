package brief

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/argue/why"
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

// The limits of the search for turning sets: how many are shown, how many sets of rulings are tried, and
// how many conflicts the solver may meet in any one step.
const (
	maxTurns     = 64
	maxAnswers   = 20000
	maxConflicts = 200000
)

// The questions that are labels, answered on the paper itself; the rest are rules of law over the labels.
const (
	sufficiencyQ = "sufficiency"
	obviousnessQ = "obviousness"
)

// readsCorrected are the questions that read the corrected paper; where that is itself open, so are they.
var readsCorrected = []string{"veracity", "good-faith"}

// questions answers every question for one paper.
func (c *paper) questions(r *Review, rs rulings) ([]Question, error) {
	var out []Question
	for _, q := range c.law.law.Questions() {
		here, err := c.ask(r, rs, q, r.Profile)
		if err != nil {
			return nil, err
		}
		there, err := c.ask(r, rs, q, r.Other)
		if err != nil {
			return nil, err
		}
		here.Other = &Beside{Profile: r.Other.ID, Answer: there.Answer, Says: there.Says, Why: c.parting(r, q)}
		if r.Withheld {
			here = withheld(here)
		}
		out = append(out, here)
	}
	return out, nil
}

// withheld takes everything out of a question but the question: before a magistrate has decided, no label is shown that
// could become a shield.
func withheld(q Question) Question {
	return Question{
		App: q.App, Respondent: q.Respondent, Question: q.Question, Profile: q.Profile,
		Answer: Withheld, Complete: true,
		Says: "Withheld until a magistrate has decided; the flaws and the support are shown.",
	}
}

// ask answers one question under one profile.
func (c *paper) ask(r *Review, rs rulings, q doctrine.Question, profile doctrine.Profile) (Question, error) {
	out := Question{App: c.app.ID, Respondent: c.respondent, Question: q, Profile: profile.ID, Complete: true}
	answer, laws, err := c.oracle(r, q, profile)
	if err != nil {
		return out, err
	}
	present := answer(rs)
	open := c.openIssues(rs, q.ID, r.Posture)
	key := q.ID + " " + profile.ID
	if laws == nil {
		key = q.ID // a label is the same whatever the opinion
	}
	known, ok := c.turns[key]
	if !ok {
		known = turning(open, rs, answer)
		c.turns[key] = known
	}
	settled := known.settled
	out.Turns, out.Complete = known.turns, known.complete

	label := q.ID == sufficiencyQ || q.ID == obviousnessQ
	out.Label = present
	if r.Posture == AtSummaryJudgment && !label {
		out.Label = answer(c.nonMovant(rs, open))
	}
	switch {
	case settled:
		out.Answer, out.Turns = present, nil
	case profile.Open == "burden", q.ID == sufficiencyQ && present == OpenLabel:
		// The burden is on those who say otherwise, or the label already says that it is open.
		out.Answer = present
	case known.broken, c.reason.Exhausted():
		out.Answer = Unknown
	case label:
		out.Answer = Turns
	default:
		out.Answer = Depends
	}
	if out.Answer == "" {
		out.Answer = NotReached
	}
	out.Stable, out.Relevant = settled, relevant(out.Turns)
	c.explain(r, rs, &out, laws)
	return out, nil
}

// oracle returns the function from rulings to the answer of a question under a profile.
func (c *paper) oracle(r *Review, q doctrine.Question, profile doctrine.Profile) (func(rulings) string, *chain, error) {
	switch q.ID {
	case sufficiencyQ:
		return func(rs rulings) string { return c.labels(rs).sufficiency }, nil, nil
	case obviousnessQ:
		return func(rs rulings) string { return c.labels(rs).obviousness }, nil, nil
	}
	laws, err := c.law.chain(profile.ID, q, r.AsOf)
	if err != nil {
		return nil, nil, err
	}
	return func(rs rulings) string {
		given := c.given(q.ID, rs)
		answer := laws.answer(given)
		if answer == "" && slices.Contains(readsCorrected, q.ID) && slices.Contains(given, "falsehood-reckless") {
			return OpenLabel // what is left of the paper is itself open
		}
		return answer
	}, laws, nil
}

// An issue is one open ruling that an answer may turn on.
type issue struct {
	flaw   string
	asks   string
	by     string
	values []standing // from best to worst for the paper
}

// openIssues lists the rulings that are still open and can reach the question. A decisive flaw is shown by the record and
// is not open unless someone overrules it.
func (c *paper) openIssues(rs rulings, question string, at Posture) []issue {
	ids := slices.Clone(c.support)
	if question == sufficiencyQ || slices.Contains(readsCorrected, question) {
		ids = append(ids, c.weights...)
	}
	var out []issue
	for _, id := range ids {
		f := c.flaw(id)
		st, ruled := rs[id]
		if f.Force != review.Contestable || ruled && (st.state == Overruled || !f.Check.Mindful || st.mind != "") {
			continue
		}
		i := issue{flaw: id, asks: asksOf(f), by: decides(f.Check.By, at)}
		if !ruled {
			i.values = append(i.values, standing{state: Overruled})
		}
		if f.Check.Mindful {
			i.values = append(i.values, standing{state: Sustained, mind: "negligent"}, standing{state: Sustained, mind: "reckless"})
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

// turning finds what an answer turns on: the smallest sets of rulings all of whose completions give one answer.
func turning(open []issue, rs rulings, answer func(rulings) string) turned {
	if len(open) == 0 {
		return turned{settled: true, complete: true}
	}
	issues := make([]why.Issue, len(open))
	fixed := make([]int, len(open))
	for i, o := range open {
		issues[i].Name = o.flaw
		for _, v := range o.values {
			issues[i].Values = append(issues[i].Values, v.value())
		}
		fixed[i] = -1
	}
	ruled := func(at []int) string {
		all := make(rulings, len(rs)+len(at))
		for id, st := range rs {
			all[id] = st
		}
		for i, v := range at {
			all[open[i].flaw] = open[i].values[v]
		}
		return answer(all)
	}
	var out turned
	found, complete := why.Turning(issues, fixed, ruled, why.Options{Max: maxTurns, Calls: maxAnswers})
	for _, t := range found {
		turn := Turn{Answer: t.Answer}
		for _, x := range t.Rulings {
			o := open[x.Issue]
			turn.Rulings = append(turn.Rulings, Ruled{Flaw: o.flaw, Value: o.values[x.Value].value(), By: o.by, Asks: o.asks})
		}
		out.turns = append(out.turns, turn)
	}
	// That the smallest sets all give one answer settles nothing where larger ones were left out; that no ruling is needed does.
	out.settled = len(found) > 0 && len(found[0].Rulings) == 0
	out.complete, out.broken = complete, !complete && len(found) < maxTurns
	return out
}

// turned is what a question was found to turn on.
type turned struct {
	turns    []Turn
	settled  bool // no ruling that is open can change the answer
	complete bool // these are all of them
	broken   bool // the search ran out of its budget before it had as many as are shown
}

// relevant lists the flaws whose ruling can still matter: those of some turning set, in order of first mention (stability
// and relevance: Odekerken, Borg and Bex, "Estimating stability for efficient argument-based inquiry", COMMA 2020).
func relevant(turns []Turn) []string {
	var ids []string
	for _, t := range turns {
		for _, r := range t.Rulings {
			if !slices.Contains(ids, r.Flaw) {
				ids = append(ids, r.Flaw)
			}
		}
	}
	return ids
}

// nonMovant takes what the fact-finder has to decide as the one who resists summary judgment says it was (Anderson v.
// Liberty Lobby, 477 U.S. at 255).
func (c *paper) nonMovant(rs rulings, open []issue) rulings {
	all := make(rulings, len(rs)+len(open))
	for id, st := range rs {
		all[id] = st
	}
	for _, o := range open {
		if o.by == "factfinder" {
			all[o.flaw] = o.values[len(o.values)-1]
		}
	}
	return all
}

// value writes a standing as the command line takes it.
func (s standing) value() string {
	if s.mind == "" {
		return string(s.state)
	}
	return string(s.state) + "," + s.mind
}
