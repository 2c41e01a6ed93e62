package brief

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/label"
	"github.com/affiant-project/affiant/internal/argue/precedent"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/holding"
)

// A bound is the decided cases of one pool, compiled with a paper.
type bound struct {
	holding.Binding
	at precedent.Compiled
}

// bind compiles the decided cases of a pool that control here and could govern the paper under some rulings. For sufficiency those
// count that were decided by the day of decision; for obviousness, by the day on which the officer acted (Harlow v. Fitzgerald,
// 457 U.S. at 818). nil if there are none, and the paper is then as it would be without a casebook.
func (c *paper) bind(pool int) *bound {
	b := c.law.bench
	if b == nil {
		return nil
	}
	likely := c.likely(pool)
	if len(likely) == 0 {
		return nil
	}
	day := c.law.day
	if pool == onObviousness {
		day = min(c.law.acted, c.law.day)
	}
	may := func(id doctrine.FactorID) bool { return c.sight(id).may() }
	must := func(id doctrine.FactorID) bool { return c.sight(id).always }
	binding, ok := b.on(day).Binding(b.asks(pooled[pool]), day, likely, may, must)
	if !ok {
		return nil
	}
	for _, id := range binding.Factors {
		c.factor(id)
	}
	return &bound{binding, binding.Base.Compile(c.build)}
}

// lines are what the bright lines of weight conclude, and what a ruling that the whole is too little attacks.
type lines struct {
	enough        argue.Sentence
	short         func(doctrine.Rule) argue.Sentence
	againstEnough argue.Sentence
}

// lines settles what decided cases and bright lines do to the two rivals, that it is enough and that it is not. A case binds
// presumptively, for no two totalities are alike (Illinois v. Gates, 462 U.S. at 238 n.11): a bright line that says the contrary
// meets it, one way if one of them is of higher authority, and as a rival if they are equals. A ruling in the matter itself meets
// both.
func (c *paper) lines(againstShort, againstEnough argue.Sentence) lines {
	out := lines{enough: againstShort, short: func(doctrine.Rule) argue.Sentence { return againstEnough }, againstEnough: againstEnough}
	b := c.bound[onCause]
	if b == nil {
		return out
	}
	c.build.Rule("decided cases: enough", againstShort, b.at.Forced[0])
	c.build.Rule("decided cases: not enough", againstEnough, b.at.Forced[1])
	known := c.law.bench.on(c.law.day)
	least := 0 // what is enough may rest on several lines, and is no stronger than the weakest
	for _, r := range c.law.weight {
		if rank := known.Rank(r); r.Then == settledEnough && (least == 0 || rank < least) {
			least = rank
		}
	}
	out.enough = c.line(b, 0, least, againstShort)
	made := make(map[int]argue.Sentence)
	out.short = func(r doctrine.Rule) argue.Sentence {
		rank := known.Rank(r)
		if _, ok := made[rank]; !ok {
			made[rank] = c.line(b, 1, rank, againstEnough)
		}
		return made[rank]
	}
	return out
}

// line is the sentence that a bright line for one side holds, of so high an authority, met by decided cases for the other.
func (c *paper) line(b *bound, side, rank int, attacks argue.Sentence) argue.Sentence {
	words := fmt.Sprintf("%s, authority %d", []string{"enough", "not enough"}[side], rank)
	says := "a bright line has it " + []string{"enough", "not enough"}[side]
	holds := c.build.Sentence(c.say("a bright line: "+words, Reason{Kind: "whole", Says: says, App: c.app.ID}))
	kept := c.build.Assume(c.say("no decided case meets the bright line: "+words, Reason{Kind: "assumption", Says: "no decided case of that authority meets the bright line", App: c.app.ID}))
	c.build.Rule("settled by a bright line: "+words, attacks, holds, kept)
	for i, x := range b.Cases {
		if x.Side == side {
			continue
		}
		if x.Authority >= rank {
			c.build.Rule("met by "+x.Name()+": "+words, c.build.Against(kept), b.at.Cases[i].Governs)
		}
		if x.Authority <= rank {
			c.build.Rule("a bright line meets "+x.Name()+": "+words, c.build.Against(b.at.Cases[i].Followed), holds, kept)
		}
	}
	return holds
}

// thought adds that a competent officer could have thought that there was cause: each element has fair support, and no decided
// case had made it clear by the day of the act that such paper shows none. A case that denied immunity or good faith on facts no
// weaker did; one that granted either shows that such paper is arguable, whatever it shows. Where support is of a kind that is
// enough by a bright line, cases cannot have made the contrary clear.
func (c *paper) thought() {
	c.thinkable = c.possible
	b := c.bound[onObviousness]
	if b == nil {
		return
	}
	c.thinkable = c.build.Sentence(c.say("thinkable", Reason{Kind: "whole", Says: "a competent officer could have thought so", App: c.app.ID}))
	unsaid := c.build.Assume(c.say("no decided case had made it clear", Reason{Kind: "assumption", Says: "no decided case that controls had denied immunity or good faith on facts no weaker", App: c.app.ID}))
	c.build.Rule("support, and nothing clear against it", c.thinkable, c.possible, unsaid)
	c.build.Rule("decided cases had made it clear", c.build.Against(unsaid), b.at.Forced[1])
	c.build.Rule("decided cases granted it on facts no stronger", c.thinkable, b.at.Forced[0])
	c.build.Rule("support of a kind that is enough", c.thinkable, c.possible, c.build.Sentence(settledEnough))
}

// nameCases says in words what was compiled of decided cases.
func (c *paper) nameCases() {
	for _, b := range c.bound {
		if b == nil {
			continue
		}
		name := func(s argue.Sentence, r Reason) {
			r.App = c.app.ID
			c.say(c.frame.Name(s), r)
		}
		for side, s := range b.at.Forced {
			name(s, Reason{Kind: "case", Says: fmt.Sprintf("decided cases that control hold such facts %s", spaced(b.Sides[side]))})
		}
		for s := range argue.Sentence(c.frame.Len()) {
			if rest, ok := strings.CutPrefix(c.frame.Name(s), b.Base.Name()+": a case for "); ok {
				side, _, _ := strings.Cut(rest, " of authority ")
				name(s, Reason{Kind: "case", Says: "a decided case that controls is for " + spaced(side)})
			}
		}
		for i, x := range b.Cases {
			at, said := b.at.Cases[i], c.caseReason(x, b.Sides)
			name(at.Governs, said)
			name(at.Followed, Reason{Kind: "assumption", Says: x.Case.Name + " is to be followed: nothing sets this paper apart from it, and no opposite case of its authority meets it"})
			name(at.Overruled, Reason{Kind: "case", Says: x.Case.Name + " is overruled"})
			name(at.Beyond, Reason{Kind: "case", Says: fmt.Sprintf("something here speaks for %s that was not there", spaced(b.Sides[1-x.Side]))})
		}
	}
}

// caseReason gives a decided case as a reason, with its pins.
func (c *paper) caseReason(x holding.Bound, sides [2]string) Reason {
	r := Reason{Kind: "case", Standing: string(doctrine.Fixed), Cites: []string{x.Case.Name + ", " + x.Case.Citation},
		Says: fmt.Sprintf("%s governs: on facts no weaker it was held %s", x.Case.Name, spaced(sides[x.Side]))}
	for _, p := range x.Case.Pins {
		text := "at " + p.At
		if p.For != "" {
			text += ", " + p.For
		}
		if p.Standing != doctrine.Fixed {
			text += " (" + string(p.Standing) + ")"
		}
		r.Cites = append(r.Cites, text)
		if p.Standing == doctrine.Inferred || p.Standing == doctrine.Ranged && r.Standing != string(doctrine.Inferred) {
			r.Standing = string(p.Standing)
		}
	}
	for _, m := range x.Case.Later {
		if doctrine.Reached(m.Date, c.law.day) {
			r.Later = append(r.Later, fmt.Sprintf("of %s: %s (%s)", x.Case.Name, m.Did, m.Date[:len("2006")]))
		}
	}
	return r
}

// spaced is an id in words.
func spaced(id string) string { return strings.ReplaceAll(id, "-", " ") }

// governed is what decided cases force of the paper under a set of switches: those of the highest authority among those that it
// comes under in any event. Cases of equal authority for opposite sides are both named, and settle nothing.
func (c *paper) governed(pool int, on []argue.Sentence) (forced holding.Forced, lead []holding.Bound) {
	b := c.bound[pool]
	if b == nil {
		return holding.Forced{}, nil
	}
	lab := c.reasoner().Grounded(on)
	applies := func(i int) bool {
		at := b.at.Cases[i]
		return lab.Of(at.Beyond) == label.Out && lab.Of(at.Overruled) != label.In &&
			!slices.ContainsFunc(b.Cases[i].Reason, func(id doctrine.FactorID) bool {
				s, ok := c.frame.Find(holding.FactorName(id))
				return !ok || lab.Of(s) != label.In
			})
	}
	for i, x := range b.Cases {
		switch {
		case !applies(i):
		case len(lead) > 0 && x.Authority < lead[0].Authority:
		case len(lead) > 0 && x.Authority > lead[0].Authority:
			lead = []holding.Bound{x}
		default:
			lead = append(lead, x)
		}
	}
	var names [2][]string
	for _, x := range lead {
		names[x.Side] = append(names[x.Side], x.Name())
	}
	switch {
	case len(names[0]) > 0 && len(names[1]) > 0:
		return holding.Forced{Cases: names[0], Rival: names[1]}, lead
	case len(lead) > 0:
		return holding.Forced{Side: b.Sides[lead[0].Side], Cases: names[lead[0].Side]}, lead
	}
	return holding.Forced{}, nil
}

// forcedOn is what decided cases force on one of the two labels under a set of rulings.
func (c *paper) forcedOn(pool int, rs rulings) (holding.Forced, []holding.Bound) {
	if pool == onObviousness {
		rs = c.clear(rs)
	}
	return c.governed(pool, c.on(rs))
}

// bearingCases says of a label in a sentence what decided cases that control have to do with it: that they settle it, or that
// they part. Of a label that they do not carry it says nothing.
func (c *paper) bearingCases(rs rulings, q *Question) string {
	pool := slices.Index([]string{sufficiencyQ, obviousnessQ}, q.Question.ID)
	label := q.Answer
	if label == Turns {
		label = q.Label // on the present rulings
	}
	if pool < 0 {
		return ""
	}
	forced, lead := c.forcedOn(pool, rs)
	var names [2][]string
	for _, x := range lead {
		names[x.Side] = append(names[x.Side], x.Case.Name+", "+x.Case.Citation)
	}
	carried := [2][]string{{Established, Arguable}, {Insufficient, Lacking}}
	switch {
	case len(lead) == 0:
	case len(forced.Rival) > 0:
		return fmt.Sprintf("Decided cases of equal authority part on facts no weaker than these: %s; against %s.", strings.Join(names[0], "; "), strings.Join(names[1], "; "))
	case slices.Contains(carried[lead[0].Side], label):
		return fmt.Sprintf("So it was held on facts no weaker, presumptively binding here: %s.", strings.Join(names[lead[0].Side], "; "))
	case label == OpenLabel:
		return fmt.Sprintf("On facts no weaker it was held %s (%s), and a rule of equal authority says otherwise.", spaced(forced.Side), strings.Join(names[lead[0].Side], "; "))
	}
	return ""
}
