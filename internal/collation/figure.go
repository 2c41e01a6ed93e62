package collation

import (
	"math"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
)

// sameFigure reports whether two numbers are one: exactly, or rounded so far as the sworn one has fewer places.
func sameFigure(sworn, source diction.Number) bool {
	if sworn.Kind != source.Kind {
		return sworn.Value == source.Value && sworn.Value != 0 && loose(sworn.Kind) && loose(source.Kind)
	}
	switch sworn.Kind {
	case diction.Sum, diction.Count, diction.Measure, diction.Duration, diction.Age, diction.Percent:
		return rounds(sworn.Value, source.Value) && rounds(sworn.High, source.High) ||
			sworn.Kind == diction.Measure && sworn.Unit != source.Unit && sworn.Same(source)
	}
	return sworn.Same(source)
}

// loose reports whether a number of a kind may lose its unit in a paraphrase.
func loose(k diction.NumberKind) bool {
	switch k {
	case diction.Count, diction.Measure, diction.Sum, diction.Age, diction.Duration, diction.Percent:
		return true
	}
	return false
}

// rounds reports whether a is b, or b without its cents.
func rounds(a, b float64) bool { return a == b || a == math.Trunc(b) || a == math.Round(b) }

// answers reports whether two numbers that are not the same answer the same question, so that they differ.
func answers(a, b diction.Number) bool {
	switch a.Kind {
	case diction.Measure:
		return b.Kind == diction.Measure || b.Kind == diction.Count
	case diction.Date:
		return b.Kind == diction.Date && full(a.Norm) == full(b.Norm)
	case diction.Count:
		return b.Kind == diction.Count || b.Kind == diction.Measure || b.Kind == diction.Duration
	case diction.Designation, diction.Locator:
		return a.Kind == b.Kind && a.Unit == b.Unit
	}
	return a.Kind == b.Kind
}

// ago reports whether a length of time is told as one that has gone by since: two days ago, where a source has two minutes.
func ago(t *diction.Text, n diction.Number) bool {
	return n.Last+1 < len(t.Words) && t.Words[n.Last+1].Norm == "ago"
}

// full says which parts of a date are given.
func full(norm string) string {
	out := ""
	for _, p := range strings.Split(norm, "-") {
		if strings.Trim(p, "0") == "" {
			out += "-"
		} else {
			out += "x"
		}
	}
	return out
}

// limit returns the word that makes a limit of a number: lower, upper or nothing.
func limit(t *diction.Text, n diction.Number) string {
	for _, h := range t.Hits(limits) {
		if h.Last+1 == n.First || h.First == n.Last+1 {
			return h.Kind
		}
	}
	return ""
}

// rough reports whether a number is given as approximate.
func rough(t *diction.Text, n diction.Number) bool {
	for _, h := range t.Hits(diction.Hedge) {
		if h.Kind == "approximate" && (h.Last+1 == n.First || h.First == n.Last+1) {
			return true
		}
	}
	return false
}

// consistent reports whether what is sworn of a number may be said of the source's: a limit that it keeps, or an approximation
// within a tenth, for a time of day within a quarter of an hour.
func consistent(sworn *diction.Text, a diction.Number, source *diction.Text, b diction.Number) bool {
	switch limit(sworn, a) {
	case "lower":
		return b.Value >= a.Value || limit(source, b) == "lower" && b.Value >= a.Value
	case "upper":
		return b.High <= a.High
	}
	if a.High > a.Value && b.High == b.Value && a.Value <= b.Value && b.High <= a.High {
		return true
	}
	if rough(sworn, a) || rough(source, b) && a.Kind == diction.Clock {
		if a.Kind == diction.Clock {
			return math.Abs(a.Value-b.Value) <= 15
		}
		return math.Abs(a.Value-b.Value) <= 0.1*math.Max(a.Value, b.Value)
	}
	return false
}
