package precedent

import (
	"fmt"
	"slices"
	"strings"
)

// A Refusal says everything for which a case base was refused, one reason for each fault, in the order of the base.
type Refusal struct{ Reasons []string }

func (r *Refusal) Error() string {
	return "the case base is refused:\n  " + strings.Join(r.Reasons, "\n  ")
}

// New checks a case base and returns it. It refuses with a *Refusal that names every
//
//   - base, side, factor or case without a name, and name used twice for the same kind of thing,
//   - factor that favours both sides,
//   - case that is decided for neither side, or has a factor that favours neither,
//   - reason that the case had not, or that does not favour the side it was decided for,
//   - case overruled by itself, by one of lower authority, or by one that it overruled.
//
// A factor given twice in one case counts once. A case may have no factor for its side: then it was decided for want of
// enough for the other, and governs where there is no more for it.
func New(name string, model Model, sides [2]Side, cases []Case) (*Base, error) {
	b := &Base{name: name, split: len(sides[0].Factors), index: make(map[string]int)}
	c := &check{Base: b, model: model}
	if name == "" {
		c.fault("the case base has no name; say what question its cases decide")
	}
	c.sides(sides)
	if len(c.faults) == 0 { // else cases would be blamed for what is wrong with the sides
		c.cases(cases)
	}
	if len(c.faults) > 0 {
		return nil, &Refusal{Reasons: c.faults}
	}
	return b, nil
}

// A check fills a base and collects what is wrong with it.
type check struct {
	*Base
	model  Model
	faults []string
}

func (c *check) fault(format string, args ...any) {
	c.faults = append(c.faults, fmt.Sprintf(format, args...))
}

func (c *check) sides(sides [2]Side) {
	for i, s := range sides {
		c.Base.sides[i] = s.Name
		if s.Name == "" {
			c.fault("a side has no name; name the outcome")
		}
		for _, f := range s.Factors {
			at, known := c.index[f]
			switch {
			case f == "":
				c.fault("a factor for %q has no name", s.Name)
			case known && (at < c.split) != (i == 0):
				c.fault("the factor %q favours both sides; a factor favours one", f)
			case known:
				c.fault("the factor %q is listed twice for %q", f, s.Name)
			}
			if !known {
				c.index[f] = len(c.factors)
			}
			c.factors = append(c.factors, f)
		}
	}
	if sides[0].Name == sides[1].Name && sides[0].Name != "" {
		c.fault("both sides are called %q; they are two outcomes", sides[0].Name)
	}
}

// favours is the side that a factor is for.
func (b *Base) favours(factor int) int {
	if factor < b.split {
		return 0
	}
	return 1
}

func (c *check) cases(cases []Case) {
	places := make(map[string]int, len(cases))
	for i, d := range cases {
		if d.Name == "" {
			c.fault("case number %d has no name", i+1)
		} else if _, twice := places[d.Name]; twice {
			c.fault("more than one case is called %q; give every case a name of its own", d.Name)
		} else {
			places[d.Name] = i
		}
		c.Base.cases = append(c.Base.cases, c.decided(d))
	}
	c.overrulings(places)
}

// decided puts a case into numbers.
func (c *check) decided(d Case) decided {
	out := decided{
		name: d.Name, authority: d.Authority, overruledBy: d.OverruledBy,
		reason: c.set(), against: c.set(), side: slices.Index(c.Base.sides[:], d.Outcome),
	}
	if out.side < 0 {
		c.fault("case %q was decided for %q, which is neither %q nor %q", d.Name, d.Outcome, c.Base.sides[0], c.Base.sides[1])
		return out
	}
	all := c.set() // for its side
	for _, f := range d.Factors {
		switch i, ok := c.index[f]; {
		case !ok:
			c.fault("case %q has the factor %q, which favours neither side; list it for one", d.Name, f)
		case c.favours(i) == out.side:
			all.add(i)
		default:
			out.against.add(i)
		}
	}
	for _, f := range d.Reason {
		switch i, ok := c.index[f]; {
		case !slices.Contains(d.Factors, f):
			c.fault("case %q was decided by reason of %q, which is not among its factors", d.Name, f)
		case ok && c.favours(i) != out.side:
			c.fault("case %q was decided for %q by reason of %q, which favours the other side", d.Name, d.Outcome, f)
		case ok:
			out.reason.add(i)
		}
	}
	if c.model == ResultModel || len(d.Reason) == 0 {
		out.reason = all
	}
	return out
}

// overrulings refuses those that cannot be. Each case is followed up to what overruled it, once for all that lead there.
func (c *check) overrulings(places map[string]int) {
	by := func(i int) (int, bool) {
		j, ok := places[c.Base.cases[i].overruledBy]
		return j, ok && i != j
	}
	walked := make([]int, len(c.Base.cases)) // by which walk, counted from one
	for i, d := range c.Base.cases {
		if d.overruledBy != "" && d.overruledBy == d.name {
			c.fault("case %q is overruled by itself", d.name)
		}
		if j, ok := by(i); ok && c.Base.cases[j].authority < d.authority {
			c.fault("case %q, of authority %d, cannot overrule %q, of authority %d", d.overruledBy, c.Base.cases[j].authority, d.name, d.authority)
		}
		at, more := i, true
		for more && walked[at] == 0 {
			walked[at] = i + 1
			at, more = by(at)
		}
		if more && walked[at] == i+1 {
			c.fault("case %q is overruled in a circle, by what it overruled", c.Base.cases[at].name)
		}
	}
}
