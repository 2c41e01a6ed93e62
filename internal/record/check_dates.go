package record

import "fmt"

// dates checks times that can only come in one order: each presentment after the one before it, a decision after its
// presentment, and what becomes of a warrant after its issue. Times that may be in order, since they are known only roughly, pass.
// What a record may truly tell, though it ought not to have been so, is no mistake in the telling and is left to review: an oath after
// the decision or before the paper was drawn up, a search before the warrant.
func (c *checker) dates(path string, a *Application) {
	last := When("")
	for i, pr := range a.Presentments {
		p := c.at(path+".presentments", i)
		c.later(p+".time", "time", pr.Time, "the presentment before it", last)
		if pr.Time.Known() {
			last = pr.Time
		}
		for j, x := range pr.Decisions {
			c.later(c.at(p+".decisions", j)+".time", "time", x.Time, "the presentment", pr.Time)
		}
	}
	for i, w := range a.Warrants {
		p := c.at(path+".warrants", i)
		c.later(p+".until", "until", w.Until, "the warrant was issued", w.Time)
		c.later(p+".expired", "expired", w.Expired, "the warrant was issued", w.Time)
		for j, x := range w.Duplicates {
			c.later(c.at(p+".duplicates", j)+".time", "time", x.Time, "the warrant was issued", w.Time)
		}
		if w.Recalled != nil {
			c.later(p+".recalled.time", "time", w.Recalled.Time, "the warrant was issued", w.Time)
		}
		if w.Returned != nil {
			c.later(p+".returned.time", "time", w.Returned.Time, "the warrant was issued", w.Time)
		}
	}
}

// later adds a problem where a time is certainly before another that it cannot be before.
func (c *checker) later(path, key string, w When, what string, first When) {
	if w.Before(first) == Yes {
		c.add(path, fmt.Sprintf("%s is %s, before %s, %s", key, w, what, first), "a time that is not earlier; unknown, if the record does not say")
	}
}
