package brief

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/review"
)

// offered adds a rule for each ground offered for an element against this respondent: its assertions support only
// together, and need that he is the person meant and that such facts can show the element at all.
func (c *paper) offered() {
	for _, e := range c.app.Offence.Elements {
		head := c.build.Sentence(c.say("element "+string(e.ID), Reason{Kind: "element", Says: e.Title, App: c.app.ID}))
		c.elements[e.ID] = head
		for _, g := range c.offers {
			if g.Element == e.ID {
				c.ground(e, head, g)
			}
		}
	}
}

func (c *paper) ground(e record.Element, head argue.Sentence, g offer) {
	var body []argue.Sentence
	for _, n := range g.On {
		body = append(body, c.holds(n))
	}
	for _, f := range c.meant(g.Ground) {
		if f.Check.Link == review.OnOmission {
			body = append(body, c.step(f, "leaving another of that name out is fair", "the one left out may be meant"))
			continue
		}
		body = append(body, c.step(f, c.person()+" is the person meant", "another person is meant"))
	}
	for _, f := range c.flaws {
		if f.Element != e.ID {
			continue
		}
		reaches := len(f.Grounds) == 0 || slices.Contains(f.Grounds, g.index)
		switch {
		case f.Check.Link == review.OnInference && reaches:
			body = append(body, c.step(f,
				fmt.Sprintf("%s can show “%s”", pars(g.On), e.Title),
				fmt.Sprintf("%s cannot: %s", pars(g.On), lower(f.Check.Title))))
		case f.Check.Link == review.OnElement && f.Force == review.Decisive:
			body = append(body, c.bar(f, "what is offered reaches "+c.person()))
		}
	}
	if e.Kind == record.Nexus {
		for _, f := range c.flaws {
			if f.Check.Link == review.OnNexus && f.Force == review.Decisive {
				body = append(body, c.bar(f, "something ties the place to the crime"))
			}
		}
	}
	c.build.Rule(fmt.Sprintf("%s is offered for %s (ground %d)", pars(g.On), e.ID, g.index+1), head, body...)
}

// meant lists the flaws on who is meant that reach a ground: those about this respondent that stand at, or affect, every
// assertion of the ground by which it reaches him. A ground that also reaches him soundly is not put in question.
func (c *paper) meant(g review.Ground) []*review.Flaw {
	var fs []*review.Flaw
	for _, f := range c.flaws {
		rival := f.Check.Link == review.OnOmission && len(f.Rivals) > 0
		if f.Check.Link != review.OnIdentification && !rival {
			continue
		}
		if f.Person != "" && f.Person != c.respondent {
			continue
		}
		touched, sound := false, false
		for _, n := range g.On {
			hit := n == f.Assertion || slices.Contains(f.Also, n)
			touched = touched || hit
			sound = sound || !hit && c.settles(n)
		}
		if touched && !sound {
			fs = append(fs, f)
		}
	}
	return fs
}

// settles reports whether assertion n identifies the respondent with a stated basis.
func (c *paper) settles(n int) bool {
	a := c.app.Assertion(n)
	return a != nil && slices.ContainsFunc(a.Identifies, func(id record.Identification) bool {
		return id.Person == c.respondent && (id.Basis != "" || len(id.Cites) > 0)
	})
}

// whole adds what makes the paper as a whole sufficient: support for every element, an oath, and enough of it. What the
// whole weighs is nobody's to rule on (two rivals), unless a bright line or a decided case that controls settles it.
func (c *paper) whole() {
	var every []argue.Sentence
	for _, e := range c.app.Offence.Elements {
		every = append(every, c.elements[e.ID])
	}
	for _, f := range c.flaws {
		if f.Check.Link == review.OnOath && f.Force == review.Decisive {
			every = append(every, c.bar(f, "the paper was sworn to"))
		}
	}
	c.possible = c.build.Sentence(c.say("pc-possible", Reason{Kind: "whole", Says: "each element has fair support", App: c.app.ID}))
	c.build.Rule("each element is supported", c.possible, every...)

	enough := c.build.Assume(c.say("enough", Reason{Kind: "assumption", Says: "together it is enough", App: c.app.ID}))
	short := c.build.Assume(c.say("not-enough", Reason{Kind: "rival", Says: "together it is not enough", App: c.app.ID}))
	c.build.Rivals(enough, short)
	offered := len(c.support)
	for pool := range pooled {
		c.bound[pool] = c.bind(pool)
	}
	for _, id := range c.support[offered:] { // what only a stated factor rests on is offered for no element
		c.use(&c.governing, c.byID[id])
	}
	c.support = slices.Clip(c.support[:offered])
	c.settle(c.lines(c.build.Against(short), c.build.Against(enough)))

	c.sufficient = c.build.Sentence(c.say("sufficient", Reason{Kind: "whole", Says: "the paper shows probable cause", App: c.app.ID}))
	c.build.Rule("support, and enough of it", c.sufficient, c.possible, enough)
	c.thought()
}

// person names the respondent, or the place where a search is against no one.
func (c *paper) person() string {
	if p := c.matter.Person(c.respondent); p != nil {
		return p.Name
	}
	return "the place"
}

// pars writes a list of assertions: ¶ 6, or ¶¶ 6, 12.
func pars(ns []int) string {
	if len(ns) == 1 {
		return par(ns[0])
	}
	var parts []string
	for _, n := range ns {
		parts = append(parts, fmt.Sprint(n))
	}
	return "¶¶ " + strings.Join(parts, ", ")
}

func lower(s string) string {
	if len(s) < 2 || s[1] >= 'A' && s[1] <= 'Z' {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}
