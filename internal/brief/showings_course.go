package brief

import (
	"slices"
	"time"

	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/review"
)

// issuer is who granted the application last, as against the respondent; empty if nobody did.
func (c *paper) issuer() record.PersonID {
	var who record.PersonID
	for _, p := range c.app.Presentments {
		for _, d := range p.Decisions {
			if (c.respondent == "" || d.Covers(c.respondent)) && d.Grants() {
				if who = d.By; who == "" {
					who = p.Magistrate
				}
			}
		}
	}
	return who
}

// courtIssued: who granted it sits in a court and plays no other part.
func (c *paper) courtIssued() exhibit {
	id := c.issuer()
	p := c.matter.Person(id)
	if p == nil || !slices.Equal(p.Roles, []record.Role{record.Magistrate}) || !c.teller().Tribunal(p.Of) {
		return exhibit{}
	}
	return ever(string(id))
}

// clerkIssued: who granted it is a clerk.
func (c *paper) clerkIssued() exhibit {
	if id := c.issuer(); id != "" && c.has(id, record.Clerk) {
		return ever(string(id))
	}
	return exhibit{}
}

// refusedBefore: a magistrate denied it before one granted it, whether or not that was told. What was sent back was not refused.
func (c *paper) refusedBefore() exhibit {
	refused := record.PersonID("")
	for _, p := range c.app.Presentments {
		for _, d := range p.Decisions {
			switch {
			case c.respondent != "" && !d.Covers(c.respondent):
			case d.Act == "denied":
				if refused = d.By; refused == "" {
					refused = p.Magistrate
				}
			case d.Grants() && refused != "":
				return ever(string(refused))
			}
		}
	}
	return exhibit{}
}

// arrest is when the respondent was arrested with no warrant against him granted by then; NoTime if he was not.
func (c *paper) arrest() record.When {
	for _, x := range c.app.Custody {
		if c.app.Kind != record.Arrest || x.Person != c.respondent || x.Act != "arrested" {
			continue
		}
		covered := false
		for i := range c.matter.Applications {
			for _, p := range c.matter.Applications[i].Presentments {
				for _, d := range p.Decisions {
					when := d.Time
					if !when.Known() {
						when = p.Time
					}
					covered = covered || d.Covers(c.respondent) && d.Grants() && x.Time.Before(when) != record.Yes
				}
			}
		}
		if !covered {
			return x.Time
		}
	}
	return record.NoTime
}

// arrestedBefore: he was so arrested.
func (c *paper) arrestedBefore() exhibit {
	if c.arrest().Known() {
		return ever(string(c.respondent))
	}
	return exhibit{}
}

// heldUnheard: so arrested, he was longer held than the law of that day allows before a magistrate found cause or he appeared.
func (c *paper) heldUnheard() exhibit {
	arrest := c.arrest()
	_, last, ok := arrest.Bounds()
	if !ok || last.IsZero() {
		return exhibit{}
	}
	clocks := c.law.law.Clocks()
	limit, ok := clocks.Own(c.matter.Jurisdiction, "arrested-without-warrant", arrest)
	if !ok {
		limit, ok = clocks.Own("us", "arrested-without-warrant", arrest)
	}
	days, counted := limit.Length()
	if !ok || !counted {
		return exhibit{}
	}
	var heard []record.When
	for _, x := range c.app.Custody {
		if x.Person == c.respondent && slices.Contains([]string{"appeared", "arraigned", "bailed", "released"}, x.Act) {
			heard = append(heard, x.Time)
		}
	}
	for _, p := range c.app.Presentments {
		for _, d := range p.Decisions {
			if d.Covers(c.respondent) && d.Grants() {
				heard = append(heard, d.Time)
			}
		}
	}
	late := func(w record.When) bool {
		first, _, ok := w.Bounds()
		return ok && first.Sub(last) > time.Duration(days)*24*time.Hour
	}
	if len(heard) == 0 || slices.ContainsFunc(heard, func(w record.When) bool { return !late(w) }) {
		return exhibit{}
	}
	return ever(string(c.respondent))
}

// executedLate: a check found that the warrant was executed after its last day.
func (c *paper) executedLate() exhibit {
	for i := range c.all {
		if f := &c.all[i]; f.App == c.app.ID && f.Sort == review.Late {
			return ever(f.ID)
		}
	}
	return exhibit{}
}

// executive: what the affiant is sued for is neither judging nor what counsel does in court.
func (c *paper) executive() exhibit {
	if slices.Contains([]string{"judging", "advocacy", "seeking-indictment", "state-as-party"}, c.function()) {
		return exhibit{}
	}
	return ever(string(c.app.Affiant))
}

func (c *paper) byProsecutor() exhibit {
	if c.has(c.app.Affiant, record.Prosecutor) {
		return ever(string(c.app.Affiant))
	}
	return exhibit{}
}
