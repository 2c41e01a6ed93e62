package brief

import (
	"slices"
	"time"

	"github.com/affiant-project/affiant/internal/record"
)

// seen lists what was perceived at a time of its own and is offered for what was done, or for the place: an observation, a report of one, a
// call, a recording, a message. What a witness tells, or picks out, happened
// before he told it, and a record or a test is made when it is.
func (c *paper) seen() (out []dated) {
	c.eachOffered(func(a *record.Assertion, s *record.Source, _ record.Cite) {
		if s == nil || s.Declarant != "" || c.teller().Picks(a.Text) || !c.isFor(a.N, append([]record.ElementKind{record.Nexus}, deeds...)...) || !slices.Contains([]record.SourceKind{record.Observation, record.Report, record.Intercept, record.Recording, record.Message}, s.Kind) {
			return
		}
		if lo, hi, ok := s.Time.Bounds(); ok && !lo.IsZero() && !hi.IsZero() {
			out = append(out, dated{a.N, s.ID, s.Time, lo})
		}
	})
	slices.SortStableFunc(out, func(a, b dated) int { return b.first.Compare(a.first) }) // the latest first
	return out
}

// A dated thing is what an assertion tells of a source with a time.
type dated struct {
	n     int
	from  record.SourceID
	time  record.When
	first time.Time
}

// recent: the last of what was seen lies no more than so many days before the application.
func (c *paper) recent(most int) exhibit {
	var out exhibit
	for _, d := range c.seen() {
		if _, days, ok := d.time.Days(c.brought()); ok && days >= 0 && days <= most {
			out.by([]int{d.n}, string(d.from))
		}
	}
	return out
}

// onDays: what was seen was on so many days or more, the latest of which count.
func (c *paper) onDays(least int) exhibit {
	var set []int
	var from []string
	on := make(map[string]bool)
	for _, d := range c.seen() {
		if day := d.first.Format(time.DateOnly); !on[day] && len(on) < least {
			on[day] = true
			set, from = append(set, d.n), append(from, string(d.from))
		}
	}
	if len(on) < least {
		return exhibit{}
	}
	return exhibit{from: from, at: [][]int{set}}
}

// span: so many days or more lie between the first and the last of what was seen.
func (c *paper) span(least int) exhibit {
	all := c.seen()
	if len(all) == 0 {
		return exhibit{}
	}
	last, first := all[0], all[len(all)-1]
	if days, _, ok := first.time.Days(last.time); ok && days >= least {
		return exhibit{from: []string{string(first.from), string(last.from)}, at: [][]int{{first.n, last.n}}}
	}
	return exhibit{}
}

// idle: of all that the matter has from before the oath nothing is from the last so many days before the application, and all of it is dated.
func (c *paper) idle(least int) exhibit {
	var last record.Source
	for i := range c.matter.Sources {
		s := &c.matter.Sources[i]
		if !c.known(s) {
			continue
		}
		for _, w := range []record.When{s.Time, s.Made} {
			if w == "" && s.Time.Known() {
				continue
			}
			if days, _, ok := w.Days(c.brought()); !ok || days <= least {
				return exhibit{}
			}
		}
		last = *s
	}
	if last.ID == "" || len(c.need) == 0 {
		return exhibit{}
	}
	return ever(string(last.ID))
}
