package review

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"time"

	"github.com/affiant-project/affiant/internal/diction"
)

// elapsed reports whether a length of time is what lies between two dates, or two times of day, that the cited lines, the heads of
// their sources or the sworn words give: two days later, for some forty minutes. The dates of the assertion before count too,
// since a paper goes on from them.
func (p *Pass) elapsed(b *backing, n diction.Number) bool {
	if n.Kind != diction.Duration {
		return false
	}
	days, minutes := p.moments(b)
	for i, from := range days {
		for _, to := range days[i+1:] {
			if between(n, math.Abs(to.Sub(from).Hours()), 24) {
				return true
			}
		}
	}
	for i, from := range minutes {
		for _, to := range minutes[i+1:] {
			d := math.Abs(to-from) / 60
			if between(n, d, 0.1) || between(n, 24-d, 0.1) || d < 12 && between(n, 12-d, 0.1) && len(minutes) == 2 {
				return true
			}
		}
	}
	return false
}

// between reports whether a number of hours may be told as a length of time: within a sixth, or the coarseness of its unit.
func between(n diction.Number, hours, least float64) bool {
	slack := math.Max(hours/6, least)
	if unit, exact := exactLength(n); exact {
		slack = math.Min(slack, unit)
	}
	return math.Abs(n.Value-hours) <= slack+1e-9 || n.Value <= hours && hours <= n.High
}

// exactLength returns the unit in hours of a length of time that is told to the unit, such as 41 minutes or 97 days, and whether it is one: what
// is rounded ends in a five or a nought, or is a dozen or less.
func exactLength(n diction.Number) (unit float64, exact bool) {
	switch n.Unit {
	case "minute":
		unit = 1.0 / 60
	case "day":
		unit = 24
	default:
		return 0, false
	}
	v := math.Round(n.Value / unit)
	return unit, v > 12 && math.Mod(v, 5) != 0
}

// moments returns the days and the minutes of the day that an assertion, the one before it, the cited lines and the heads of
// their sources give. A day without a year is taken in the year of another that has one.
func (p *Pass) moments(b *backing) (days []time.Time, minutes []float64) {
	numbers := slices.Concat(b.text.Numbers(), b.supplies.numbers)
	if d := p.paper(); d.at[b.N] > 0 {
		numbers = append(numbers, d.facts[d.at[b.N]-1].text.Numbers()...)
	}
	year := 2001
	for _, n := range numbers {
		if y := small(n.Norm[:min(4, len(n.Norm))]); n.Kind == diction.Date && y > 0 {
			year = y
		}
	}
	for _, n := range numbers {
		switch n.Kind {
		case diction.Date:
			y, m, d := small(n.Norm[:4]), small(n.Norm[5:7]), small(n.Norm[8:])
			if y == 0 {
				y = year
			}
			if m == 0 || d == 0 {
				continue
			}
			if t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC); !slices.Contains(days, t) {
				days = append(days, t)
			}
		case diction.Clock:
			if !slices.Contains(minutes, n.Value) {
				minutes = append(minutes, n.Value)
			}
		}
	}
	return days, minutes
}

// misreckoned reports a length of time in minutes, told as lying between two times, that is a slip of what lies between the only two times of day that
// the cited lines give: fourteen minutes later, for 3:17 and 3:58.
func (p *Pass) misreckoned(b *backing, n diction.Number) bool {
	if n.Kind != diction.Duration || n.Unit != "minute" || n.Value != n.High || !wordAt(b.text, n.Last+1, "later", "after", "earlier", "before") || wordAt(b.text, n.First-1, "and", "hour", "hours") || aboutThen(b.text, n) || b.supplies.number(n) || p.elapsed(b, n) || p.onRecord().has(b.text, n) {
		return false
	}
	var at []figure
	for _, f := range b.theirFigures() {
		if f.Kind == diction.Clock {
			at = append(at, f)
		}
	}
	if len(at) != 2 {
		return false
	}
	apart := int(math.Mod(math.Abs(at[0].Value-at[1].Value), 720))
	own := int(math.Round(n.Value / p.unitOf(n)))
	if !slip(strconv.Itoa(own), strconv.Itoa(apart)) {
		return false
	}
	words := b.text.Raw[n.Start:n.End]
	p.Report(Flaw{
		Assertion: b.N, Span: spanOf(b.text, n.Start, n.End), Sources: []At{at[0].at, at[1].at}, Says: at[0].words + ", " + at[1].words, Sworn: words,
		Message: fmt.Sprintf("The sentence has “%s”; from %s to %s there are %d minutes.", words, at[0].words, at[1].words, apart),
		Asks:    "Which is right, and does the difference matter?",
	})
	return true
}
