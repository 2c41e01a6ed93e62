package brief

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/holding"
)

// decidedDays are the days on which a decided case of a pool that could govern the paper came, or fell.
func (c *paper) decidedDays(pool int) []string {
	if c.law.bench == nil {
		return nil
	}
	var days []string
	for _, x := range c.likely(pool) {
		days = append(days, doctrine.LastDay(x.Case.Date))
		for _, m := range x.Case.Later {
			if m.Overruled != "" {
				days = append(days, doctrine.LastDay(m.Date))
			}
		}
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// casesBy names the decided cases that could govern the paper by the law of a day, with what was known of them then.
func (c *paper) casesBy(law *view) string {
	if c.law.bench == nil {
		return ""
	}
	var b strings.Builder
	for pool := range pooled {
		day := law.day
		if pool == onObviousness {
			day = min(law.acted, law.day)
		}
		for _, x := range c.likely(pool) {
			if x.Stands(day) {
				b.WriteString("+" + x.Name() + " ")
			}
		}
	}
	if b.Len() == 0 {
		return ""
	}
	b.WriteString(c.law.bench.on(law.day).Known()) // a factor of which nothing had been said sets no case apart
	return b.String()
}

// decidedBetween are the decided cases that lead where the paper is read by another law, and do not here.
func (c *paper) decidedBetween(next *paper, pool int, rs rulings) []Reason {
	_, before := c.forcedOn(pool, rs)
	_, after := next.forcedOn(pool, rs)
	var out []Reason
	for _, x := range after {
		if slices.ContainsFunc(before, func(o holding.Bound) bool { return o.Name() == x.Name() }) {
			continue
		}
		r := next.caseReason(x, next.bound[pool].Sides)
		r.Kind = "began"
		out = append(out, r)
	}
	for _, x := range before {
		if slices.ContainsFunc(after, func(o holding.Bound) bool { return o.Name() == x.Name() }) {
			continue
		}
		r := c.caseReason(x, c.bound[pool].Sides)
		r.Kind = "ended"
		out = append(out, r)
	}
	return out
}
