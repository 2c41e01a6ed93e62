package brief

import (
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/argue"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

// wanting adds the bright lines by which support of a kind that is shown falls short of itself, with no flaw to be ruled on: an
// element all of whose grounds rest somewhere on it and on nothing else there.
func (c *paper) wanting(short func(doctrine.Rule) argue.Sentence) {
	for _, r := range c.law.weight {
		t, ok := c.law.law.Term(r.If[0])
		if r.Then != settledNotEnough || len(r.If) > 1 || !ok || len(t.Shown) == 0 {
			continue
		}
		for _, e := range c.app.Offence.Elements {
			var at []int
			free := false
			for _, g := range c.offers {
				if g.Element != e.ID {
					continue
				}
				i := slices.IndexFunc(g.On, func(n int) bool { return c.falls(n, t) })
				if i < 0 {
					free = true
					break
				}
				at = append(at, g.On[i])
			}
			if !free && len(at) > 0 {
				slices.Sort(at)
				at = slices.Compact(at)
				body := []argue.Sentence{c.lawful(r)}
				for _, n := range at {
					body = append(body, c.build.Sentence(par(n)+" is sworn"))
				}
				c.build.Rule(fmt.Sprintf("%s: %s for %s", r.ID, pars(at), e.ID), short(r), body...)
			}
		}
	}
}

// falls reports whether all that stands behind assertion n is of the kind of a term, and of no kind that is enough.
func (c *filing) falls(n int, t doctrine.Term) bool {
	if _, ok := c.firm([]int{n}); ok {
		return false
	}
	a := c.app.Assertion(n)
	switch {
	case a == nil:
		return false
	case len(a.Cites) == 0:
		return len(a.RestsOn) > 0 && !slices.Contains(a.RestsOn, n) && !slices.ContainsFunc(a.RestsOn, func(on int) bool { return on >= n || !c.falls(on, t) })
	}
	return !slices.ContainsFunc(a.Cites, func(cite record.Cite) bool {
		s := c.source[cite.Source]
		return s == nil || !c.shows(t, s)
	})
}
