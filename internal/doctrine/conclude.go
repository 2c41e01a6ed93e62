package doctrine

import "slices"

// What rules conclude, worked out without an argument framework: for what needs no reasons, such as the same question under
// the law of another day. A test holds what Compile makes of rules against it.

// A Conclusion is what follows from given terms by some rules.
type Conclusion struct {
	by map[string][]string // every term that was asked for; the rules that gave it, or nil if it does not hold
}

// Conclude draws all that the rules give from the terms that hold, and reports it. A rule fires if all its if hold and
// none of its unless; since the linter forbids circles, there is one way to do so, which is also the grounded labelling
// of what Compile makes of the rules. Terms given by law hold of themselves.
func (l *Law) Conclude(rules []Rule, given func(term string) bool) *Conclusion {
	giving := make(map[string][]Rule)
	for _, r := range rules {
		giving[r.Then] = append(giving[r.Then], r)
	}
	c := &Conclusion{by: make(map[string][]string)}
	var holds func(id string) bool
	holds = func(id string) bool {
		if by, asked := c.by[id]; asked {
			return by != nil
		}
		c.by[id] = nil
		var by []string
		if t, ok := l.Term(id); ok && t.Given == byLaw || given(id) {
			by = []string{}
		}
		for _, r := range giving[id] {
			if !slices.ContainsFunc(r.If, func(id string) bool { return !holds(id) }) &&
				!slices.ContainsFunc(r.Unless, holds) {
				by = append(by, r.ID)
			}
		}
		c.by[id] = by
		return by != nil
	}
	for _, r := range rules {
		holds(r.Then)
		for _, id := range slices.Concat(r.If, r.Unless) {
			holds(id)
		}
	}
	return c
}

// Holds reports whether the term holds: given, or concluded.
func (c *Conclusion) Holds(term string) bool { return c.by[term] != nil }

// Fired lists the rules that gave something, each once, by id.
func (c *Conclusion) Fired() []string {
	var ids []string
	for _, by := range c.by {
		ids = append(ids, by...)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// Answer is the answer to a question on a profile's rules in force on the day asOf, if given tells which of the given
// terms hold. ok is false if no answer is reached.
func (l *Law) Answer(profile, question, asOf string, given func(term string) bool) (answer Answer, why *Conclusion, ok bool) {
	why = l.Conclude(l.RulesFor(profile, question, asOf), given)
	q, _ := l.Question(question)
	for _, a := range q.Answers {
		if why.Holds(a.When) || given(a.When) {
			return a, why, true
		}
	}
	return Answer{}, why, false
}
