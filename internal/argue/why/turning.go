package why

import (
	"slices"

	"github.com/affiant-project/affiant/internal/argue/solve"
)

// An Issue is a matter to be ruled on. Values are ordered from the best to
// the worst for the answer.
type Issue struct {
	Name   string
	Values []string
}

// Ruled is a ruling: the place of an issue and the place of the value it is
// given.
type Ruled struct{ Issue, Value int }

// A Turn is a smallest set of rulings that settles the answer however all
// other open issues are ruled.
type Turn struct {
	Rulings []Ruled // ascending by issue
	Answer  string
}

// Options limit the search for turns.
type Options struct {
	Max   int // turns returned at most; 64 if not positive
	Calls int // different rulings put to answer at most; no limit if not positive
}

// Turning finds every set of rulings on open issues that settles the answer
// and of which each ruling is needed. fixed gives, for each issue, the place
// of its value, or -1 if it is open; rulings on fixed issues are not told.
// The turns come smallest first; of two alike in size, that which rules the
// earlier issue, or the better value of it, first. If there are more than
// Options.Max it returns the smallest and false. If the budget runs out it
// returns those found so far, which are the smallest, and false.
//
// answer must be monotone: giving an issue a worse value never makes the
// answer better, where answers are ordered in a line. Hence a set of rulings
// settles the answer just if ruling the rest all for the best and all for the
// worst gives the same one.
//
// The search keeps a map of the rulings not yet judged (Liffiton, Previti,
// Malik and Marques-Silva, "Fast, flexible MUS enumeration", Constraints 21,
// 2016), asks it for the smallest set, and judges that. If it does not
// settle the answer, two rulings of everything show why, of which the better
// is made as bad and the worse as good as they may be; then no set between
// them settles it either, and all such are struck at once. Issues that do not
// matter take any value in both, and so never split the map.
func Turning(issues []Issue, fixed []int, answer func(ruling []int) string, o Options) (turns []Turn, complete bool) {
	if o.Max <= 0 {
		o.Max = 64
	}
	court := newCourt(issues, fixed, answer, o.Calls)
	m := newChart(court)
	for size := 0; size <= len(court.open); size++ {
		for {
			set, result := m.smallest(size)
			if result == solve.Unknown {
				return turns, false
			}
			if result == solve.Unsatisfiable {
				break
			}
			best, worst := court.with(set, court.best), court.with(set, court.worst)
			high, ok := court.rule(best)
			if !ok {
				return turns, false
			}
			low, ok := court.rule(worst)
			if !ok {
				return turns, false
			}
			if high == low {
				if len(turns) == o.Max {
					return turns, false
				}
				turns = append(turns, Turn{Rulings: set, Answer: high})
				m.strikeLarger(set)
				continue
			}
			if !court.move(best, court.worst, court.open, high) || !court.move(worst, court.best, court.open, low) {
				return turns, false
			}
			m.strikeBetween(worst, best)
		}
		if m.empty() {
			return turns, true
		}
	}
	return turns, true
}

// Stable reports whether no ruling on the open issues changes the answer,
// which must be monotone as for Turning.
func Stable(issues []Issue, fixed []int, answer func(ruling []int) string) bool {
	c := newCourt(issues, fixed, answer, 0)
	high, _ := c.rule(c.best)
	low, _ := c.rule(c.worst)
	return high == low
}

// Relevant lists the issues that some turn rules on, ascending: if the turns
// are complete, those on which the answer can depend.
func Relevant(turns []Turn) []int {
	var issues []int
	for _, t := range turns {
		for _, r := range t.Rulings {
			issues = append(issues, r.Issue)
		}
	}
	slices.Sort(issues)
	return slices.Compact(issues)
}

// A court rules on everything, and remembers how that was answered.
type court struct {
	issues      []Issue
	open        []int
	best, worst []int // rulings of everything, as good and as bad as can be
	answer      func([]int) string
	known       map[string]string
	calls       int // allowed, if positive
}

func newCourt(issues []Issue, fixed []int, answer func([]int) string, calls int) *court {
	c := &court{issues: issues, answer: answer, known: make(map[string]string), calls: calls}
	for i, issue := range issues {
		best, worst := 0, max(0, len(issue.Values)-1)
		if i < len(fixed) && fixed[i] >= 0 && fixed[i] < len(issue.Values) {
			best, worst = fixed[i], fixed[i]
		}
		if best < worst {
			c.open = append(c.open, i)
		}
		c.best, c.worst = append(c.best, best), append(c.worst, worst)
	}
	return c
}

// rule asks for the answer, unless that would be one call too many.
func (c *court) rule(ruling []int) (string, bool) {
	key := make([]byte, 0, len(ruling)*2)
	for _, v := range ruling {
		key = append(key, byte(v), byte(v>>8))
	}
	if a, ok := c.known[string(key)]; ok {
		return a, true
	}
	if c.calls > 0 && len(c.known) >= c.calls {
		return "", false
	}
	a := c.answer(slices.Clone(ruling))
	c.known[string(key)] = a
	return a, true
}

// with is the ruling rest, but for the set.
func (c *court) with(set []Ruled, rest []int) []int {
	r := slices.Clone(rest)
	for _, x := range set {
		r[x.Issue] = x.Value
	}
	return r
}

// move changes ruling towards aim, on the issues given, as far as the answer
// stays keep: all at once if it may, else half by half, and in the end value
// by value. It returns false if the budget ran out.
func (c *court) move(ruling, aim, on []int, keep string) bool {
	on = slices.DeleteFunc(slices.Clone(on), func(i int) bool { return ruling[i] == aim[i] })
	if len(on) == 0 {
		return true
	}
	before := slices.Clone(ruling)
	for _, i := range on {
		ruling[i] = aim[i]
	}
	a, ok := c.rule(ruling)
	if !ok || a == keep {
		return ok
	}
	copy(ruling, before)
	if half := len(on) / 2; half > 0 {
		return c.move(ruling, aim, on[:half], keep) && c.move(ruling, aim, on[half:], keep)
	}
	i, step := on[0], 1
	if aim[i] < ruling[i] {
		step = -1
	}
	for ruling[i]+step != aim[i] {
		ruling[i] += step
		a, ok := c.rule(ruling)
		if !ok {
			return false
		}
		if a != keep {
			ruling[i] -= step
			return true
		}
	}
	return true
}
