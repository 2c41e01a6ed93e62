package brief

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/argue/label"
	"github.com/affiant-project/affiant/internal/doctrine"
)

// statedOf lists the factors that are stated of every paper that was reviewed, as they stand.
func (r *Review) statedOf(b *doctrine.Casebook) []Stated {
	if r.Withheld {
		return nil // they bear on answers, and none is shown
	}
	var out []Stated
	for _, p := range r.papers {
		out = append(out, r.statedOn(p, b)...)
	}
	return out
}

// statedOn lists those of one paper, as they stand under the rulings in force: what is told by nothing that gives support is struck.
func (r *Review) statedOn(p *paper, b *doctrine.Casebook) []Stated {
	out := statedOf(p.matter, p.app, p.respondent, b)
	for i := range out {
		x := &out[i]
		x.ruling = r.standings[x.ID]
		x.State = x.under(x.ruling)
		if (x.State.counts() || x.State == StatedDisputed) && !slices.ContainsFunc(x.ways, func(w statedWay) bool { return !slices.ContainsFunc(w.on, p.struck) }) {
			x.State = StatedStruck
		}
	}
	return out
}

// struck reports whether an assertion is gone from the paper, or gives no support as it stands.
func (c *paper) struck(n int) bool {
	if c.app.Assertion(n) == nil {
		return true
	}
	s, ok := c.frame.Find(par(n) + " gives support")
	return ok && c.present.Of(s) == label.Out
}

// assert adds that a factor is there because somebody states it: as an assumption, which a finding takes away and, where it is in
// dispute, its contrary excludes; as far as the assertions that tell it give support. What goes to the truth of the paper is there
// only once it is found.
func (c *paper) assert(x *Stated, head argue.Sentence) {
	for _, w := range x.ways {
		for _, n := range w.on {
			c.tells(n)
		}
	}
	sw := func(how, says string) argue.Sentence {
		return c.build.Switch(c.say(x.ID+" "+how, Reason{Kind: "ruling", Says: x.ID + ": " + says, App: c.app.ID}))
	}
	s := setting{unsettled: sw("is unsettled", "not ruled on"), sustained: sw("is found", "found to be so"), cleared: sw("is not so", "found not to be so")}
	c.said[x.ID] = s
	so := s.sustained
	if !x.truth {
		so = c.build.Assume(c.say(x.ID+" is taken to be so", Reason{Kind: "assumption", Says: fmt.Sprintf("%s (%s)", strings.TrimSuffix(x.About, "."), x.By()), App: c.app.ID}))
		against := c.build.Against(so)
		c.build.Rule(x.ID+": it was found not to be so", against, s.cleared)
		if x.State == StatedDisputed {
			not := c.build.Assume(c.say(x.ID+" is disputed", Reason{Kind: "rival", Says: "it is not so that " + lower(strings.TrimSuffix(x.About, ".")), App: c.app.ID}))
			c.build.Rule(x.ID+": it excludes the contrary", c.build.Against(not), so)
			c.build.Rule(x.ID+": the contrary excludes it while unsettled", against, not, s.unsettled)
		}
	}
	for i, w := range x.ways {
		if !w.sworn {
			continue
		}
		body := []argue.Sentence{so}
		for _, n := range w.on {
			body = append(body, c.holds(n))
		}
		c.build.Rule(fmt.Sprintf("%s is stated (%d)", x.ID, i+1), head, body...)
	}
}

// tells adds the rules of an assertion that only a stated factor rests on, with those that it starts from.
func (c *paper) tells(n int) {
	a := c.app.Assertion(n)
	if a == nil {
		return
	}
	if _, ok := c.sworn[par(n)+" is sworn"]; ok {
		return
	}
	c.assertion(a)
	for _, m := range a.RestsOn {
		c.tells(m)
	}
}

// openStated lists the stated factors that are still to be found, and that can bring the paper under a decided case or out of one.
func (c *paper) openStated(rs rulings, question string, at Posture) []issue {
	pool := onObviousness
	if question == sufficiencyQ {
		pool = onCause
	}
	var out []issue
	for i := range c.stated {
		x := &c.stated[i]
		_, compiled := c.said[x.ID]
		if _, ruled := rs[x.ID]; ruled || !compiled || x.State != StatedDisputed && x.State != StatedUnfound {
			continue
		}
		side := x.favor[pool]
		if side < 0 {
			side = x.favor[1-pool]
		}
		so, not := standing{state: Sustained}, standing{state: Overruled}
		if x.truth && side == 1 {
			so.mind = reckless
		}
		values := []standing{not, so}
		if side == 0 {
			values = []standing{so, not}
		}
		out = append(out, issue{flaw: x.ID, asks: x.asks(), by: decides("factfinder", at), values: values})
	}
	return out
}

// asks puts the question of a stated factor.
func (x *Stated) asks() string {
	text := "Is it so that " + lower(strings.TrimSuffix(x.About, ".")) + "?"
	if x.truth {
		text += " If so, was that reckless?"
	}
	return fmt.Sprintf("%s (%s: %s)", text, lower(x.Title), x.By())
}
