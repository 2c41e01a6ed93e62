package doctrine

import (
	"cmp"
	"slices"
	"strings"
)

// A View is a profile on a day (YYYY-MM-DD, or less if less is known; empty for the law as the data last has it).
type View struct{ Profile, AsOf string }

// A Difference is what two views of the law make differently of one question: the rules that only one of them has, and
// premises on which their answers part.
type Difference struct {
	Question string // empty for background, which serves none
	Only     [2][]Rule
	Parts    []Parting
	More     int // how many partings there are besides
}

// A Parting is terms that, given and nothing else, yield two answers. An answer of no id is none.
type Parting struct {
	Given   []string
	Answers [2]Answer
}

// mostParts is how many partings of a question are told; mostWays, how many ways to an answer are followed.
const (
	mostParts = 8
	mostWays  = 400
)

// Diff compares two views of the law: for each question on which their rules differ, which rules, and on which smallest
// premises their answers part. The premises tried are those on which some answer of either view rests, with and without
// what makes an exception to it; so answers that part only where several exceptions meet may not be found.
func (l *Law) Diff(a, b View) []Difference {
	var found []Difference
	for _, q := range append(l.Questions(), Question{}) {
		rules := [2][]Rule{l.RulesFor(a.Profile, q.ID, a.AsOf), l.RulesFor(b.Profile, q.ID, b.AsOf)}
		d := Difference{Question: q.ID, Only: [2][]Rule{without(rules[0], rules[1]), without(rules[1], rules[0])}}
		if len(d.Only[0])+len(d.Only[1]) == 0 {
			continue
		}
		d.Parts = l.partings(q, rules)
		if over := len(d.Parts) - mostParts; over > 0 {
			d.More = over
			d.Parts = d.Parts[:mostParts]
		}
		found = append(found, d)
	}
	return found
}

func without(rules, others []Rule) []Rule {
	return slices.DeleteFunc(slices.Clone(rules), func(r Rule) bool {
		return slices.ContainsFunc(others, func(o Rule) bool { return o.ID == r.ID })
	})
}

// partings lists the smallest premises on which two sets of rules answer a question differently.
func (l *Law) partings(q Question, rules [2][]Rule) []Parting {
	var tried [][]string
	for _, rules := range rules {
		tried = append(tried, l.premises(q, rules)...)
	}
	slices.SortFunc(tried, func(a, b []string) int { return cmp.Or(cmp.Compare(len(a), len(b)), slices.Compare(a, b)) })
	tried = slices.CompactFunc(tried, slices.Equal)
	var found []Parting
	for _, given := range tried {
		p := Parting{Given: given}
		for i, rules := range rules {
			holds := func(id string) bool { return slices.Contains(given, id) }
			c := l.Conclude(rules, holds)
			for _, answer := range q.Answers {
				if c.Holds(answer.When) || holds(answer.When) {
					p.Answers[i] = answer
					break
				}
			}
		}
		smaller := slices.ContainsFunc(found, func(f Parting) bool {
			return f.Answers[0].ID == p.Answers[0].ID && f.Answers[1].ID == p.Answers[1].ID && contains(given, f.Given)
		})
		if p.Answers[0].ID != p.Answers[1].ID && !smaller {
			found = append(found, p)
		}
	}
	return found
}

func contains(set, part []string) bool {
	return !slices.ContainsFunc(part, func(x string) bool { return !slices.Contains(set, x) })
}

// premises lists sets of given terms worth trying: those on which an answer rests by some chain of rules, and each of them
// with what makes an exception to one of its rules. Each is sorted.
func (l *Law) premises(q Question, rules []Rule) [][]string {
	w := &ways{law: l, giving: make(map[string][]Rule), known: make(map[string][]way)}
	for _, r := range rules {
		w.giving[r.Then] = append(w.giving[r.Then], r)
	}
	var sets [][]string
	for _, a := range q.Answers {
		for _, to := range w.to(a.When) {
			sets = append(sets, to.given)
			for _, term := range to.unless {
				for _, by := range w.to(term) {
					sets = append(sets, union(to.given, by.given))
				}
			}
		}
	}
	return slices.DeleteFunc(sets, l.atOdds)
}

// A way is given terms from which a term follows, and the exceptions that could still bar it.
type way struct{ given, unless []string }

// ways finds the ways to terms through rules.
type ways struct {
	law    *Law
	giving map[string][]Rule
	known  map[string][]way
}

func (w *ways) to(term string) []way {
	if known, ok := w.known[term]; ok {
		return known
	}
	w.known[term] = nil // the linter refuses circles; one that got by ends here
	var found []way
	if t, ok := w.law.Term(term); ok && t.Given == byLaw {
		found = append(found, way{})
	} else if ok && t.Given != byRule {
		found = append(found, way{given: []string{term}})
	}
	for _, r := range w.giving[term] {
		found = append(found, w.through(r)...)
	}
	if len(found) > mostWays {
		found = found[:mostWays]
	}
	w.known[term] = found
	return found
}

// through joins the ways to each premise of a rule.
func (w *ways) through(r Rule) []way {
	joined := []way{{unless: slices.Sorted(slices.Values(r.Unless))}}
	for _, id := range r.If {
		var next []way
		for _, a := range joined {
			for _, b := range w.to(id) {
				if len(next) < mostWays {
					next = append(next, way{union(a.given, b.given), union(a.unless, b.unless)})
				}
			}
		}
		joined = next
	}
	return joined
}

// union is what is in either of two sorted lists, sorted.
func union(a, b []string) []string {
	all := slices.Concat(a, b)
	slices.Sort(all)
	return slices.Compact(all)
}

// atOdds reports whether terms cannot all be given: contraries, or two answers of one question.
func (l *Law) atOdds(given []string) bool {
	for _, id := range given {
		if t, _ := l.Term(id); t.Contrary != "" && slices.Contains(given, t.Contrary) {
			return true
		}
	}
	for _, q := range l.questions {
		n := 0
		for _, a := range q.Answers {
			if slices.Contains(given, a.When) {
				n++
			}
		}
		if n > 1 {
			return true
		}
	}
	return false
}

// SetAside says why a profile, or one that it stands over, does not follow a rule that lies beneath it on a day; ok is
// false if none of them sets it aside.
func (l *Law) SetAside(v View, rule string) (why Aside, ok bool) {
	for _, p := range l.line(v.Profile) {
		for _, a := range p.Aside {
			if a.Rule == rule && within(a.From, a.Until, v.AsOf) {
				return a, true
			}
		}
	}
	return Aside{}, false
}

// String is the profile, with its day if it has one.
func (v View) String() string { return strings.TrimSuffix(v.Profile+" as of "+v.AsOf, " as of ") }
