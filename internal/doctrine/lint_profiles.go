package doctrine

import "slices"

func (c *linter) lintProfiles() {
	for _, p := range c.profiles {
		c.oneOf(in("kind"), "profile", p.ID, p.Kind, views)
		c.oneOf(in("open"), "profile", p.ID, p.Open, opens)
		if _, ok := c.Authority(p.Authority); !ok {
			c.noteIn(in("authority"), "profile", p.ID, "is of the authority %q, and %s; add it, or name one that is there", p.Authority, noSuch(authorities, p.Authority, c.authorities))
		}
		c.cites(in("rests"), "profile", p.ID, p.Rests)
		c.lintOver(p)
		for i, a := range p.Aside {
			c.lintAside(p, i, a)
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
		c.noteIn(in("over"), "profile", p.ID, "stands over %q in a circle; a profile stands over one that was there before it", last.Over)
	case last.ID == p.ID:
		c.noteIn(in("over"), "profile", p.ID, "stands over %q, and %s; name one of profiles.yaml", p.Over, noSuch(profiles, p.Over, c.profiles))
	}
}

// lintAside notes the setting aside of a rule, of the law or of the casebook over it, that is not there or not taken over, and
// one without authority or date.
func (c *linter) lintAside(p Profile, i int, a Aside) {
	all := c.rules
	r, ok := c.Rule(a.Rule)
	if !ok && c.cases != nil {
		r, ok = c.cases.Rule(a.Rule)
		all = slices.Concat(all, c.cases.rules)
	}
	switch {
	case !ok:
		c.noteIn(in("aside", i, "rule"), "profile", p.ID, "sets aside %q, and %s; name a rule of the law or of the casebook that the view takes over", a.Rule, noSuch(rules, a.Rule, all))
	case slices.Contains(r.Profiles, p.ID):
		c.noteIn(in("aside", i, "rule"), "profile", p.ID, "sets aside %s, which is its own; end the rule, or take the profile out of it", a.Rule)
	case !c.ever(p.ID, r):
		c.noteIn(in("aside", i, "rule"), "profile", p.ID, "sets aside %s, which it does not take over from any profile; take that out", a.Rule)
	}
	c.day(in("aside", i, "from"), "profile", p.ID, a.From)
	if a.Until != "" {
		c.day(in("aside", i, "until"), "profile", p.ID, a.Until)
		if lastDay(a.Until) <= lastDay(a.From) {
			c.noteIn(in("aside", i, "until"), "profile", p.ID, "sets aside %s until %s and only from %s; mend one of the dates", a.Rule, a.Until, a.From)
		}
	}
	c.cites(in("aside", i, "rests"), "profile", p.ID, a.Rests)
}
