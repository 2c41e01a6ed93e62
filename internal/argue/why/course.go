package why

import (
	"slices"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/proof/showing"
)

// A finding is that a sentence holds or fails, and what shows it.
type finding struct {
	s     argue.Sentence
	holds bool
	rule  int              // that derives it, if it holds by one; else -1
	fails []argue.Sentence // for each rule for it, a premise that fails
}

// A course is what the grounded labelling decides. Each finding rests on
// findings made before it, and so never on itself.
type course struct {
	f     *argue.Framework
	on    map[argue.Sentence]bool
	found []*finding // by sentence
}

// run follows the course of a framework to its end. It goes through the sentences in order, again and again, and each
// time round finds what the findings so far decide; only those are looked at of which something changed.
func run(f *argue.Framework, on []argue.Sentence) *course {
	c := &course{f: f, on: turnedOn(f, on), found: make([]*finding, f.Len())}
	w := newWalk(f)
	for {
		s, ok := w.next()
		if !ok {
			return c
		}
		x := c.judge(s)
		c.found[s] = x
		if a := f.Defeats(s); a != argue.Nothing {
			w.visit(a)
		}
		for _, r := range f.RulesWith(s) {
			if w.carry(r, x.holds) {
				w.visit(f.Rules()[r].Head)
			}
		}
	}
}

func turnedOn(f *argue.Framework, on []argue.Sentence) map[argue.Sentence]bool {
	m := make(map[argue.Sentence]bool, len(on))
	for _, s := range on {
		m[s] = f.IsSwitch(s)
	}
	return m
}

func (c *course) holds(s argue.Sentence) bool { return c.found[s] != nil && c.found[s].holds }
func (c *course) fails(s argue.Sentence) bool { return c.found[s] != nil && !c.found[s].holds }

// judge decides s, which what is found already decides.
func (c *course) judge(s argue.Sentence) *finding {
	if c.f.IsSwitch(s) {
		return &finding{s: s, holds: c.on[s], rule: -1}
	}
	if a := c.f.Contrary(s); a != argue.Nothing {
		return &finding{s: s, holds: !c.found[a].holds, rule: -1}
	}
	var fails []argue.Sentence
	for _, r := range c.f.RulesFor(s) {
		body := c.f.Rules()[r].Body
		if !slices.ContainsFunc(body, func(p argue.Sentence) bool { return !c.holds(p) }) {
			return &finding{s: s, holds: true, rule: r}
		}
		if i := slices.IndexFunc(body, c.fails); i >= 0 {
			fails = append(fails, body[i])
		}
	}
	return &finding{s: s, rule: -1, fails: fails}
}

// rests lists what a finding rests on.
func (c *course) rests(x *finding) []argue.Sentence {
	switch {
	case x.rule >= 0:
		return c.f.Rules()[x.rule].Body
	case c.f.IsAssumption(x.s) && x.holds && !c.told(c.f.Contrary(x.s)):
		return c.found[c.f.Contrary(x.s)].fails
	case c.f.IsAssumption(x.s):
		return []argue.Sentence{c.f.Contrary(x.s)}
	}
	return x.fails
}

// told reports whether s is more than a derived sentence, and so has a step
// of its own where it is the contrary of an assumption.
func (c *course) told(s argue.Sentence) bool { return c.f.IsAssumption(s) || c.f.IsSwitch(s) }

// steps tells the part of the course that leads to goal, which it decides:
// each finding after all that it rests on, and as soon after as can be.
func (c *course) steps(goal argue.Sentence) []showing.Step {
	var steps []showing.Step
	told := make([]bool, c.f.Len())
	var tell func(s argue.Sentence)
	tell = func(s argue.Sentence) {
		if told[s] {
			return
		}
		told[s] = true
		for _, p := range c.rests(c.found[s]) {
			tell(p)
		}
		steps = append(steps, c.step(c.found[s]))
	}
	tell(goal)
	return steps
}

func (c *course) step(x *finding) showing.Step {
	st := showing.Step{Says: c.f.Name(x.s), Holds: x.holds}
	premises := c.rests(x)
	switch {
	case c.f.IsSwitch(x.s):
		st.By = "switch"
	case x.rule >= 0:
		st.By, st.Rule = "rule", c.f.Rules()[x.rule].Name
		if len(premises) == 0 {
			st.By = "fact"
		}
	case c.f.IsAssumption(x.s) && !x.holds:
		st.By = "attack"
	case c.f.IsAssumption(x.s):
		st.By = "assumption"
		if contrary := c.f.Contrary(x.s); !c.told(contrary) {
			st.Defeaters, premises = c.defeaters(contrary), nil
		}
	default:
		st.By, st.Defeaters, premises = "absence", c.defeaters(x.s), nil
	}
	for _, p := range premises {
		st.Premises = append(st.Premises, c.f.Name(p))
	}
	return st
}

// defeaters pairs each rule for s, which fails, with the premise it fails on.
func (c *course) defeaters(s argue.Sentence) []showing.Defeater {
	var ds []showing.Defeater
	for i, r := range c.f.RulesFor(s) {
		ds = append(ds, showing.Defeater{Rule: c.f.Rules()[r].Name, Fails: c.f.Name(c.found[s].fails[i])})
	}
	return ds
}
