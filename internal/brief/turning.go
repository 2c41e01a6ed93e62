package brief

import (
	"maps"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/argue/why"
	"github.com/affiant-project/affiant/internal/doctrine"
)

// The limits of the search for turning sets: how many are shown, how many sets of rulings are tried for one question and
// for all of a review together, and how many conflicts the solver may meet in any one step. The largest of the decided
// cases needs 64 for a question.
const (
	maxTurns     = 64
	maxAnswers   = 1500
	allAnswers   = 12000
	wide         = 2000 // sentences in a framework, past which each set of rulings counts for more
	maxConflicts = 200000
)

// An issue is one open ruling that an answer may turn on.
type issue struct {
	flaw   string
	asks   string
	by     string
	values []standing // from best to worst for the paper
}

// turned is what a question was found to turn on.
type turned struct {
	turns    []Turn
	settled  bool // no ruling that is open can change the answer
	complete bool // these are all of them
}

// turning finds what a question turns on, once for all views that have the same rules for it.
func (c *paper) turning(q doctrine.Question, laws *chain, open []issue, rs rulings, answer func(rulings) string) turned {
	key := q.ID // a label is the same whatever the opinion
	if laws != nil {
		key = laws.key
	}
	if known, ok := c.turns[key]; ok {
		return known
	}
	known := turning(open, rs, func(x rulings) string {
		if c.law.stopped() {
			return "" // whatever is found is thrown away
		}
		return answer(x)
	}, 1+c.frame.Len()/wide, c.law.answers)
	c.turns[key] = known
	return known
}

// turning finds what an answer turns on: the smallest sets of rulings all of whose completions give one answer. left is
// how many more sets of rulings the review may try, of which one here counts for cost; whether anything turns the answer is
// told even if there are none.
func turning(open []issue, rs rulings, answer func(rulings) string, cost int, left *int) turned {
	if len(open) == 0 {
		return turned{settled: true, complete: true}
	}
	issues := make([]why.Issue, len(open))
	fixed, best, worst := make([]int, len(open)), make([]int, len(open)), make([]int, len(open))
	for i, o := range open {
		issues[i].Name = o.flaw
		for _, v := range o.values {
			issues[i].Values = append(issues[i].Values, v.value())
		}
		fixed[i], worst[i] = -1, len(o.values)-1
	}
	ruled := func(at []int) string {
		*left -= cost
		all := rs.with()
		for i, v := range at {
			all[open[i].flaw] = open[i].values[v]
		}
		return answer(all)
	}
	if ruled(best) == ruled(worst) {
		return turned{settled: true, complete: true}
	}
	found, complete := why.Turning(issues, fixed, ruled, why.Options{Max: maxTurns, Calls: max(1, min(maxAnswers, *left)/cost)})
	out := turned{complete: complete}
	for _, t := range found {
		turn := Turn{Answer: t.Answer}
		for _, x := range t.Rulings {
			o := open[x.Issue]
			turn.Rulings = append(turn.Rulings, Ruled{Flaw: o.flaw, Value: o.values[x.Value].value(), By: o.by, Asks: o.asks})
		}
		out.turns = append(out.turns, turn)
	}
	return out
}

// moot reports whether nothing that is open can change an answer: the best and the worst rulings give the same.
func moot(open []issue, rs rulings, answer func(rulings) string) bool {
	best, worst := rs.ends(open)
	return len(open) == 0 || answer(best) == answer(worst)
}

// yielding returns the rulings with all that is alleged at its worst for the paper, if all that is open could do no more than
// turn an answer into the one that it yields to, which is then the answer whoever rules how. What is open besides may not matter
// to that answer: it is left open, and the reasons are for what is alleged alone.
//
// It holds where answers are monotone, so that none lies outside the best and the worst. That of veracity is: a worse ruling can
// only find more to be reckless and leave less of the paper, and what is left is asked for once something is found, and not by the
// rule that presumes the paper valid. A law that lets this rule read the corrected paper may give no answer that yields.
func yielding(q doctrine.Question, open, alleged []issue, rs rulings, answer func(rulings) string) (rulings, bool) {
	if !slices.ContainsFunc(q.Answers, func(a doctrine.Answer) bool { return a.Yields != "" }) {
		return nil, false
	}
	best, worst := rs.ends(open)
	is := answer(best)
	i := slices.IndexFunc(q.Answers, func(a doctrine.Answer) bool { return a.ID == is })
	if i < 0 || q.Answers[i].Yields == "" || answer(worst) != q.Answers[i].Yields {
		return nil, false
	}
	_, found := rs.ends(alleged)
	return found, answer(found) == q.Answers[i].Yields
}

// ends are the rulings with every issue at its best for the paper, and with every one at its worst.
func (rs rulings) ends(open []issue) (best, worst rulings) {
	best, worst = rs.with(), rs.with()
	for _, o := range open {
		best[o.flaw], worst[o.flaw] = o.values[0], o.values[len(o.values)-1]
	}
	return best, worst
}

// with is a copy of the rulings, to which others may be added.
func (rs rulings) with() rulings {
	if rs == nil {
		return make(rulings)
	}
	return maps.Clone(rs)
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

// value writes a standing as the command line takes it.
func (s standing) value() string {
	if s.mind == "" {
		return string(s.state)
	}
	return string(s.state) + "," + s.mind
}

// valued reads what value wrote.
func valued(s string) standing {
	state, mind, _ := strings.Cut(s, ",")
	return standing{state: State(state), mind: mind}
}
