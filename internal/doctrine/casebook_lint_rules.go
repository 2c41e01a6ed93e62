package doctrine

import (
	"maps"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/fault"
)

// What may give a step.
var stepGivers = []string{"situation", byRule, "any", "finding"}

// Obviousness is the question of the law to which rules of the casebook conclude steps: a label there, it has no sides.
const obviousness = "obviousness"

// steps notes what is wrong with the steps.
func (c *shelver) steps() {
	for _, s := range c.book.steps {
		c.oneOf(in("given"), "step", s.ID, s.Given, stepGivers)
		if _, ok := c.book.Factor(FactorID(s.ID)); ok {
			c.note("step", s.ID, "is a factor too; give one of them another id")
		}
		if (s.Given == "any") != (len(s.Any) > 0) {
			c.noteIn(in("any"), "step", s.ID, "is given by %s; a step given by any, and no other, lists under any what gives it", s.Given)
		}
		if s.Given == "finding" && (s.Asks == "" || len(s.Raised) == 0) {
			c.note("step", s.ID, "is found by a fact-finder; say under asks what is asked, and under raised which factors raise it")
		}
		for i, id := range s.Any {
			c.ruleTerm(in("any", i), "step", s.ID, id, "")
		}
		for i, id := range s.Unless {
			c.ruleTerm(in("unless", i), "step", s.ID, id, "")
		}
		for _, list := range []struct {
			field   string
			factors []FactorID
		}{{"raised", s.Raised}, {"shown", s.Shown}, {"found", s.Found}, {"denied", s.Denied}} {
			for i, id := range list.factors {
				if _, ok := c.book.Factor(id); !ok {
					c.noteIn(in(list.field, i), "step", s.ID, "names %q, and %s; name one that is there", id, noSuch(factors, string(id), c.book.factors))
				}
			}
		}
		c.cites(in("rests"), "step", s.ID, s.Rests)
	}
}

// rules notes what is wrong with the casebook's own rules.
func (c *shelver) rules() {
	for _, r := range c.book.rules {
		c.ruleForm(r)
		if _, ok := c.Rule(r.ID); ok {
			c.note("rule", r.ID, "has the id of a rule of the law; give it another")
		}
		issue, asked := c.book.Issue(r.Question)
		if r.Question != "" && r.Question != obviousness && !asked {
			c.noteIn(in("question"), "rule", r.ID, "serves the question %q, and %s in the casebook's questions.yaml; name one, or leave the line out for a step", r.Question, noSuch(issues, r.Question, c.book.issues))
		}
		for i, id := range r.If {
			c.ruleTerm(in("if", i), "rule", r.ID, id, r.Question)
		}
		for i, id := range r.Unless {
			c.ruleTerm(in("unless", i), "rule", r.ID, id, r.Question)
		}
		if !slices.Contains(sides(issue), r.Then) {
			c.concluded(r, sides(issue))
		}
	}
	c.rounds()
}

// ruleTerm notes what is no factor, step or term of the law, nor, on a claim, what came after.
func (c *shelver) ruleTerm(at []any, kind, id, term, question string) {
	_, factor := c.book.Factor(FactorID(term))
	_, step := c.book.Step(term)
	_, law := c.Term(term)
	_, after := c.book.Aftermath(AfterID(term))
	switch {
	case factor, step, law:
	case after && question == onClaim:
	case after:
		c.noteIn(at, kind, id, "uses %q, which comes after the application; only a rule on a claim may", term)
	default:
		c.noteIn(at, kind, id, "uses %q, and there is no such factor, step or term of the law%s", term,
			fault.DidYouMean(term, slices.Concat(ids(c.book.factors, factors), ids(c.book.steps, steps))))
	}
}

// concluded notes a rule that concludes what no rule may: neither a side of its question, nor a step that rules give, nor a
// term of the law that the record or a ruling gives.
func (c *shelver) concluded(r Rule, sides []string) {
	if s, ok := c.book.Step(r.Then); ok {
		if s.Given != byRule && s.Given != "any" {
			c.noteIn(in("then"), "rule", r.ID, "concludes %q, which is given by %s; split what is given from what is concluded", r.Then, s.Given)
		}
		return
	}
	if t, ok := c.Term(r.Then); ok {
		if t.Given != "record" && t.Given != "ruling" {
			c.noteIn(in("then"), "rule", r.ID, "concludes the term %q of the law, which is given by %s; only what the record or a ruling gives there may be concluded here", r.Then, t.Given)
		}
		return
	}
	may := slices.Concat(sides, ids(c.book.steps, steps))
	c.noteIn(in("then"), "rule", r.ID, "concludes %q, which is neither a side of its question (%s) nor a step%s", r.Then, strings.Join(sides, ", "), fault.DidYouMean(r.Then, may))
}

// rounds notes terms that rest on themselves through the casebook's rules and steps.
func (c *shelver) rounds() {
	all := slices.Clone(c.book.rules)
	for _, s := range c.book.steps {
		for _, id := range s.Any {
			all = append(all, Rule{ID: s.ID, If: []string{id}, Unless: s.Unless, Then: s.ID})
		}
	}
	sub := *c.Law
	sub.rules, sub.at = all, maps.Clone(c.at)
	for _, s := range c.book.steps {
		if _, ok := c.book.Rule(s.ID); !ok {
			sub.at["rule "+s.ID] = c.at["step "+s.ID]
		}
	}
	one := linter{Law: &sub}
	one.lintCircles()
	c.found = append(c.found, one.found...)
}
