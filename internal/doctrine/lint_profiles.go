package doctrine

import "slices"

func (c *linter) lintProfiles() {
	for _, p := range c.profiles {
		c.oneOf("profile", p.ID, "kind", p.Kind, views)
		c.oneOf("profile", p.ID, "open", p.Open, opens)
		if _, ok := c.Authority(p.Authority); !ok {
			c.note("profile", p.ID, "is of the authority %q, and there is no such authority", p.Authority)
		}
		c.cites("profile", p.ID, p.Rests)
		c.lintOver(p)
		for _, a := range p.Aside {
			c.lintAside(p, a)
		}
	}
}

// lintOver notes a profile that stands over what is not there, or, through others, over itself.
func (c *linter) lintOver(p Profile) {
	line := c.line(p.ID)
	switch last := line[len(line)-1]; {
	case p.Over == "":
	case last.Over == "":
	case slices.ContainsFunc(line, func(q Profile) bool { return q.ID == last.Over }):
		c.note("profile", p.ID, "stands over %q in a circle; a profile stands over one that was there before it", last.Over)
	case last.ID == p.ID:
		c.note("profile", p.ID, "stands over %q, and there is no such profile", p.Over)
	}
}

// lintAside notes the setting aside of a rule that is not there or not taken over, and one without authority or date.
func (c *linter) lintAside(p Profile, a Aside) {
	r, ok := c.Rule(a.Rule)
	switch {
	case !ok:
		c.note("profile", p.ID, "sets aside %q, and there is no such rule", a.Rule)
	case slices.Contains(r.Profiles, p.ID):
		c.note("profile", p.ID, "sets aside %s, which is its own; end the rule, or take the profile out of it", a.Rule)
	case !c.ever(p.ID, r):
		c.note("profile", p.ID, "sets aside %s, which it does not take over from any profile", a.Rule)
	}
	c.day("profile", p.ID, "from", a.From)
	if a.Until != "" {
		c.day("profile", p.ID, "until", a.Until)
		if lastDay(a.Until) <= lastDay(a.From) {
			c.note("profile", p.ID, "sets aside %s until %s and only from %s", a.Rule, a.Until, a.From)
		}
	}
	if len(a.Rests) == 0 {
		c.note("profile", p.ID, "sets aside %s on no authority; add one with a pin", a.Rule)
	}
	c.cites("profile", p.ID, a.Rests)
}
