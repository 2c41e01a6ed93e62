package holding

import (
	"slices"

	"github.com/affiant-project/affiant/internal/doctrine"
)

// A ruled is one conclusion, with what it rests on: rules of the casebook, decided cases, or both.
type ruled struct {
	side     string // empty if nothing settles it
	rules    []string
	forced   Forced
	conflict bool // rules and cases, or two rules, or two cases, conclude opposite sides
}

// settle puts what rules and cases conclude together. Where they part, nothing is settled: of totalities decided cases bind
// presumptively (Illinois v. Gates, 462 U.S. at 238 n.11), and a rule is no more than what cases are taken to hold.
func settle(first, second string, rules [2][]string, c Forced) ruled {
	byRule := ""
	var through []string
	switch {
	case len(rules[0]) > 0 && len(rules[1]) > 0:
		return ruled{rules: append(append([]string{}, rules[0]...), rules[1]...), forced: c, conflict: true}
	case len(rules[0]) > 0:
		byRule, through = first, rules[0]
	case len(rules[1]) > 0:
		byRule, through = second, rules[1]
	}
	out := ruled{rules: through, forced: c}
	switch {
	case len(c.Rival) > 0:
		out.conflict = true
	case byRule != "" && c.Side != "" && byRule != c.Side:
		out.conflict = true
	case byRule != "":
		out.side = byRule
	default:
		out.side = c.Side
	}
	return out
}

// The labels of one text, as package brief has them for a paper.
const (
	established = "established"
	lackingSide = "lacking"
	arguable    = "arguable"
)

const causeIssue = "probable-cause"

// A weighed is one text weighed: whether it shows cause, and whether a competent officer could think so.
type weighed struct{ cause, obvious ruled }

// shelves are the case bases that a text is held beside.
type shelves struct{ cause, obvious base }

// weigh labels a text under what findings hold.
func (r *Reading) weigh(s Situation, corpus string, text []doctrine.FactorID, findings []string, on shelves) weighed {
	cause := madeOnce(r, r.frames, causeIssue, func() *frame { return r.compile(r.about(causeIssue, "obviousness")) })
	given := append([]string{"as-" + corpus, "act-" + s.Act}, findings...)
	if s.Issue == onReliance { // all the circumstances count (Leon, 468 U.S. at 922 n.23), and so what the officers knew and meant
		given = append(given, "for-reliance")
		for _, id := range s.Unsworn {
			if f, _ := r.book.Factor(id); f.Family == "mind" {
				given = append(given, string(id))
			}
		}
	}
	for _, id := range text {
		given = append(given, string(id))
		f, ok := r.book.Factor(id)
		side, bears := f.Favours(doctrine.Asked{About: causeIssue, Corpus: corpus})
		if !ok || !bears {
			continue
		}
		_, spoken := r.factors[id]
		switch {
		case spoken:
		case side == lackingSide:
			given = append(given, "untested-against")
		default:
			given = append(given, "untested-for")
		}
	}
	if corpus == Sworn && slices.ContainsFunc(s.Unsworn, func(id doctrine.FactorID) bool { f, _ := r.book.Factor(id); return f.Family == "falsehood" }) {
		given = append(given, "words-said-to-be-false")
	}
	o := cause.of(given)
	var w weighed
	w.cause = settle(established, lackingSide,
		[2][]string{o.by(sideOf(causeIssue, established)), o.by(sideOf(causeIssue, lackingSide))}, forced(on.cause.pool, r.constrain(on.cause, text)))
	if w.cause.side == established {
		o = cause.of(append(given, "cause-shown"))
	}
	w.obvious = settle(arguable, lackingSide,
		[2][]string{o.by("cause-arguable"), o.by(plainlyLacking)}, forced(on.obvious.pool, r.constrain(on.obvious, text)))
	return w
}

// sufficiency is a label of cause in the words of the law.
func (w weighed) sufficiency() string {
	switch w.cause.side {
	case established:
		return "established"
	case lackingSide:
		return "insufficient"
	}
	return "open"
}

// obviousness is the other label.
func (w weighed) obviousness() string {
	if w.obvious.side == "" {
		return "undetermined"
	}
	return w.obvious.side
}
