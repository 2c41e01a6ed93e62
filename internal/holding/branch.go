package holding

import (
	"slices"

	"github.com/affiant-project/affiant/internal/doctrine"
)

// The finding on which the text of a paper turns.
const reckless = "reckless"

// branch answers with those findings made that the mask names, and the others not.
func (a *asking) branch(made []string, opens []open, mask int) ruled {
	found := slices.Clone(made)
	var less []doctrine.FactorID
	for i, o := range opens {
		switch yes := mask&(1<<i) != 0; {
		case yes && o.name != "":
			found = append(found, o.name)
		case !yes && o.name == "":
			less = append(less, o.factors...)
		}
	}
	if a.issue.ID == causeIssue {
		corpus := a.s.Corpus
		switch {
		case corpus != "":
		case slices.Contains(found, reckless):
			corpus = Corrected // a finding of recklessness changes which paper is read
		default:
			corpus = a.paper()
		}
		return a.weigh(corpus, a.s.text(corpus, less), found).cause
	}
	as := a.paper()
	paper := a.weigh(as, a.s.text(as, less), found)
	corrected := paper
	if slices.Contains(found, reckless) {
		corrected = a.weigh(Corrected, a.s.text(Corrected, less), found)
		paper = corrected // what a finding strikes or inserts is out of the paper or in it
	}
	o := a.chain(a.given(paper, corrected, found, less))
	out := a.settleIssue(o)
	if slices.Contains(obviousness.issues, a.issue.ID) && out.side != "" {
		out.rules = append(out.rules, paper.obvious.rules...)
		out.forced = paper.obvious.forced
	}
	if slices.Contains(obviousness.issues, a.issue.ID) && out.side == "" {
		out.conflict = out.conflict || paper.obvious.conflict
		out.forced = paper.obvious.forced
		out.rules = append(out.rules, paper.obvious.rules...)
	}
	return out
}

// weigh labels a text under what findings hold: cause by the law of decision, and what a competent officer could think by what had
// been said when he acted.
func (a *asking) weigh(corpus string, text []doctrine.FactorID, found []string) weighed {
	w := a.Reading.weigh(a.s, corpus, text, found, a.on)
	if t := a.acting(a.s); t != a.Reading {
		w.obvious = t.weigh(a.s, corpus, text, found, a.on).obvious
	}
	return w
}

// paper is the corpus that a question reads if it reads what was put before a magistrate: what was known, where there was
// no warrant.
func (a *asking) paper() string {
	if a.s.Corpus == Known || slices.Contains(a.s.Factors, "no-warrant") {
		return Known
	}
	return Sworn
}

// given lists what the rules of law are given: the factors, the findings, and the labels of the paper.
func (a *asking) given(paper, corrected weighed, found []string, less []doctrine.FactorID) []string {
	given := append([]string{"act-" + a.s.Act, "sufficiency-" + paper.sufficiency(), "obviousness-" + paper.obviousness()}, found...)
	remains := corrected.sufficiency()
	if remains == established {
		remains = "sufficient"
	}
	given = append(given, "corrected-"+remains)
	if _, raised := a.raised(); raised {
		given = append(given, "falsehood-alleged")
	}
	if slices.Contains(found, reckless) {
		// For immunity a falsehood counts only where it mattered; a question that reads the corrected paper asks that itself.
		law, _ := a.law.Question(a.issue.Serves)
		if law.Corpus == Corrected || corrected.obvious.side == lackingSide || corrected.cause.side == lackingSide {
			given = append(given, "falsehood-reckless")
		}
	}
	for _, id := range a.s.text(Corrected, less) {
		given = append(given, string(id))
	}
	for _, id := range a.s.After {
		given = append(given, string(id))
	}
	return given
}

// raised is the finding of the state of mind, and whether some factor raises it.
func (a *asking) raised() (doctrine.Step, bool) {
	step, _ := a.book.Step(reckless)
	return step, slices.ContainsFunc(step.Raised, func(id doctrine.FactorID) bool { return slices.Contains(a.s.Factors, id) })
}

// chain applies the rules on the question: the casebook's, and those of the question of the law that it serves.
func (a *asking) chain(given []string) outcome {
	acted := a.asOf // rules may be for what was done from a day on
	if a.acting(a.s) != a.Reading {
		acted = a.s.Acted
	}
	key := a.issue.ID + "@" + acted
	f := madeOnce(a.Reading, a.frames, key, func() *frame {
		rules := a.about(a.issue.ID)
		if a.issue.Serves != "" {
			for _, question := range []string{a.issue.Serves, ""} {
				for _, rule := range a.law.RulesFor(a.profile, question, a.asOf) {
					if a.takes(rule) && (acted == "" || rule.Reaches(acted)) {
						rules = append(rules, rule)
					}
				}
			}
		}
		return a.compile(rules)
	})
	return f.of(given)
}

// settleIssue reads the side off: from the casebook's own rules, from the answer of the law, and from the cases.
func (a *asking) settleIssue(o outcome) ruled {
	var rules [2][]string
	law, _ := a.law.Question(a.issue.Serves)
	for i, side := range a.issue.Sides {
		rules[i] = append(rules[i], o.by(sideOf(a.issue.ID, side.ID))...)
		answers := side.Answers
		if len(answers) == 0 {
			answers = []string{side.ID}
		}
		for _, answer := range law.Answers {
			if slices.Contains(answers, answer.ID) {
				rules[i] = append(rules[i], o.by(answer.When)...)
			}
		}
	}
	var f Forced
	if a.own != nil {
		f = forced(a.own.pool, a.constrain(*a.own, a.s.Factors))
	}
	out := settle(a.issue.Sides[0].ID, a.issue.Sides[1].ID, rules, f)
	if out.side != "" && a.untested(out.side) {
		out.side = ""
	}
	return out
}

// untested reports whether a factor speaks against a side of the question of which no authority had yet spoken. What follows
// from rules follows because nothing else is there; and there it is.
func (a *asking) untested(side string) bool {
	return slices.ContainsFunc(a.s.Factors, func(id doctrine.FactorID) bool {
		f, _ := a.book.Factor(id)
		favours, bears := f.Favours(doctrine.Asked{About: a.issue.ID, Corpus: Corrected, Profile: a.profile})
		_, spoken := a.factors[id]
		return bears && favours != side && !spoken
	})
}
