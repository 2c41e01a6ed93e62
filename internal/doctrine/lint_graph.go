package doctrine

import (
	"slices"
	"strings"
)

// uses lists the terms that rules and answers use.
func (l *Law) uses() map[string]bool {
	use := make(map[string]bool)
	for _, r := range l.rules {
		for _, id := range used(r) {
			use[id] = true
		}
	}
	for _, q := range l.questions {
		for _, a := range q.Answers {
			use[a.When] = true
		}
	}
	return use
}

// lintUse notes terms that nothing uses, and terms said to be concluded that no rule concludes. A term of weight that no rule uses may
// still be what a factor is read off; LintCasebook says whether one is.
func (c *linter) lintUse() {
	use := c.uses()
	concluded := make(map[string]bool)
	for _, r := range c.rules {
		concluded[r.Then] = true
	}
	for _, t := range c.terms {
		switch {
		case !use[t.ID] && len(t.Shown) == 0:
			c.note("term", t.ID, "is used by no rule and no answer; use it, or take it out")
		case t.Given == byRule && !concluded[t.ID]:
			c.note("term", t.ID, "is given by a rule, and no rule concludes it; write one whose then it is")
		}
	}
}

// lintReach notes rules that can never fire, because a premise is concluded only elsewhere: the rules of one question
// and profile are chained by themselves.
func (c *linter) lintReach() {
	type place struct{ question, profile, term string }
	concluded := make(map[place]bool)
	for _, r := range c.rules {
		concluded[place{r.Question, "", r.Then}] = true
		for _, p := range c.profiles {
			if c.ever(p.ID, r) {
				concluded[place{r.Question, p.ID, r.Then}] = true
			}
		}
	}
	for _, r := range c.rules {
		for i, id := range r.If {
			t, ok := c.Term(id)
			if !ok || t.Given != byRule {
				continue
			}
			for _, p := range r.Profiles {
				if !concluded[place{r.Question, p, id}] {
					c.noteIn(in("if", i), "rule", r.ID, "needs %q, which no rule of that question concludes in the profile %q; it can never hold there, so leave it out there or write one that does", id, p)
				}
			}
		}
		for i, id := range r.Unless {
			if t, ok := c.Term(id); ok && t.Given == byRule && !concluded[place{r.Question, "", id}] {
				c.noteIn(in("unless", i), "rule", r.ID, "has the exception %q, which no rule of that question concludes; write one that does", id)
			}
		}
	}
}

// lintCircles notes terms that rest on themselves, through rules or through exceptions. Each circle is told once, at
// the rule that closes it.
func (c *linter) lintCircles() {
	giving := make(map[string][]Rule)
	for _, r := range c.rules {
		giving[r.Then] = append(giving[r.Then], r)
	}
	const open, done = 1, 2
	state := make(map[string]int)
	var path []string
	var visit func(term string)
	visit = func(term string) {
		state[term] = open
		path = append(path, term)
		for _, r := range giving[term] {
			for _, id := range slices.Concat(r.If, r.Unless) {
				switch state[id] {
				case open:
					c.note("rule", r.ID, "goes in a circle: %s; take one step out", circle(path, id))
				case done:
				default:
					visit(id)
				}
			}
		}
		path = path[:len(path)-1]
		state[term] = done
	}
	for _, term := range sortedKeys(giving) {
		if state[term] == 0 {
			visit(term)
		}
	}
}

// circle tells the part of the path from id round to itself.
func circle(path []string, id string) string {
	round := slices.Clone(path[slices.Index(path, id):])
	return strings.Join(append(round, id), " rests on ")
}

// lintContradictions notes two rules that can fire on the same premises, or the one wherever the other does, in one profile and at
// one time, and conclude what cannot both be: two answers to a question, or two contraries.
func (c *linter) lintContradictions() {
	alike := make(map[string][]Rule) // by premises, since most rules share them with few
	for _, r := range c.rules {
		if len(r.Unless) > 0 {
			continue
		}
		key := premises(r.If)
		for _, s := range alike[key] {
			if _, _, both := c.overlap(r, s); both && r.Then != s.Then && c.opposed(r, s) {
				c.note("rule", r.ID, "and the rule %s have the same if and conclude %q and %q, which cannot both hold; give one an unless",
					s.ID, r.Then, s.Then)
			}
		}
		alike[key] = append(alike[key], r)
	}
	for j, s := range c.rules {
		for i, r := range c.rules {
			if i != j && c.undercuts(r, s) {
				later, earlier := c.rules[max(i, j)], c.rules[min(i, j)]
				c.note("rule", later.ID, "and the rule %s both fire where there is %s, and conclude %q and %q, which cannot both hold; give one an unless, or set one aside",
					earlier.ID, strings.Join(s.If, " and "), later.Then, earlier.Then)
			}
		}
	}
}

// undercuts reports whether r, which asks for no more than s does, fires too where all that s asks for is given and nothing else, and
// concludes what cannot hold beside it. Rules of one if, none with an unless, are told by lintContradictions itself.
func (c *linter) undercuts(r, s Rule) bool {
	if r.Question != s.Question || r.Then == s.Then || !c.opposed(r, s) || c.atOdds(s.If) {
		return false
	}
	if same := premises(r.If) == premises(s.If); same && (len(r.Unless)+len(s.Unless) == 0 || r.ID > s.ID) {
		return false // told already, or told from the other side
	}
	if slices.ContainsFunc(r.If, func(id string) bool { return !slices.Contains(s.If, id) }) {
		return false
	}
	profile, day, both := c.overlap(r, s)
	if !both {
		return false
	}
	follows := c.Conclude(c.RulesFor(profile, r.Question, day), func(id string) bool { return slices.Contains(s.If, id) })
	fired := follows.Fired()
	return slices.Contains(fired, r.ID) && slices.Contains(fired, s.ID)
}

func (c *linter) opposed(r, s Rule) bool {
	if t, _ := c.Term(r.Then); t.Contrary == s.Then && s.Then != "" {
		return true
	}
	q, _ := c.Question(r.Question)
	answers := func(then string) bool {
		return slices.ContainsFunc(q.Answers, func(a Answer) bool { return a.When == then })
	}
	return r.Question == s.Question && answers(r.Then) && answers(s.Then)
}

// overlap finds a profile and a day that two rules share: the first on which both are in force and followed, if any,
// is one on which one of them begins to be.
func (c *linter) overlap(r, s Rule) (profile, day string, ok bool) {
	for _, p := range c.profiles {
		if !c.ever(p.ID, r) || !c.ever(p.ID, s) {
			continue
		}
		days := []string{r.From, s.From}
		for _, q := range c.line(p.ID) {
			for _, a := range q.Aside {
				if a.Until != "" && (a.Rule == r.ID || a.Rule == s.ID) {
					days = append(days, a.Until)
				}
			}
		}
		for _, day := range days {
			if r.InForce(day) && s.InForce(day) && c.Follows(p.ID, r, day) && c.Follows(p.ID, s, day) {
				return p.ID, day, true
			}
		}
	}
	return "", "", false
}

// premises are terms as a key: the same for the same terms in any order.
func premises(terms []string) string {
	terms = slices.Clone(terms)
	slices.Sort(terms)
	return strings.Join(slices.Compact(terms), " ")
}
