package review

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
)

// differingRate reports a sum that the cited lines have too, but for another time or number of things: $1,412 a month, for $1,412 twice a month; for
// each, for all three.
func (p *Pass) differingRate(b *backing) bool {
	for _, n := range b.text.Numbers() {
		if n.Kind != diction.Sum && n.Kind != diction.Count || n.Value < leastTelling || !b.told(n.First) {
			continue
		}
		own, end := rateAfter(b.text, n)
		if own == "" {
			continue
		}
		var found []At
		same := false
		for _, f := range figuresOf(b) {
			if f.Kind != n.Kind && !(loneKind(f.Kind) && loneKind(n.Kind)) || f.Value != n.Value && f.High != n.High {
				continue
			}
			theirs, last := rateAfter(f.text, f.Number)
			if theirs == own || theirs == "" {
				same = true
				continue
			}
			found = append(found, At{Source: f.at.Source, Line: f.at.Line, Span: spanOf(f.text, f.Start, f.text.Words[last].End)})
		}
		if !same && len(found) == 1 {
			return p.differs(b, n.Start, b.text.Words[end].End, found[0])
		}
	}
	return false
}

func loneKind(k diction.NumberKind) bool { return k == diction.Sum || k == diction.Count }

// rateAfter is by what a number goes, in a plain form, and the last word of it; nothing where no such words stand within three words after it.
func rateAfter(t *diction.Text, n diction.Number) (string, int) {
	for i := n.Last + 1; i < len(t.Words) && i <= n.Last+4 && t.Words[i].Sentence == t.Words[n.Last].Sentence; i++ {
		if strings.ContainsAny(t.Raw[t.Words[i-1].End:t.Words[i].Start], ";:(") || wordAt(t, i, "and", "but") || i > n.Last+1 && startsNumber(t, i) {
			break
		}
		switch {
		case wordAt(t, i, "apiece", "each"), wordAt(t, i, "a", "per") && wordAt(t, i+1, "piece", "head"):
			return "each", i
		case wordAt(t, i, "weekly", "monthly", "yearly", "daily", "annually"):
			return map[string]string{"weekly": "week", "monthly": "month", "yearly": "year", "annually": "year", "daily": "day"}[t.Words[i].Norm], i
		case wordAt(t, i, "twice", "once") && wordAt(t, i+1, "a", "each", "every", "per") && unitWord(t, i+2):
			if wordAt(t, i, "once") {
				return t.Words[i+2].Stem, i + 2
			}
			return "twice " + t.Words[i+2].Stem, i + 2
		case wordAt(t, i, "a", "per", "every") && unitWord(t, i+1):
			return t.Words[i+1].Stem, i + 1
		case wordAt(t, i, "together", "altogether"), wordAt(t, i, "all") && wordAt(t, i-1, "in"):
			return "all", i
		case wordAt(t, i, "for") && wordAt(t, i+1, "all", "both") || wordAt(t, i, "for") && wordAt(t, i+1, "the") && startsNumber(t, i+2):
			return "all", i + 1
		}
	}
	for i := n.Last + 1; i < len(t.Words) && i <= n.Last+6 && t.Words[i].Sentence == t.Words[n.Last].Sentence; i++ {
		if wordAt(t, i, "together", "altogether") {
			return "all", i
		}
	}
	return "", 0
}

// unitWord reports whether a length of time stands at word i.
func unitWord(t *diction.Text, i int) bool {
	return wordAt(t, i, "day", "week", "month", "year", "hour", "night", "minute", "shift", "job", "pound", "ounce", "gram", "trip", "load")
}

// narrowedRange reports one figure where the cited lines have a range that holds it: a model of 2016, for 2015 to 2017; eight years old, for eight to ten.
func (p *Pass) narrowedRange(b *backing) bool {
	for _, n := range b.text.Numbers() {
		if n.Value != n.High && n.Kind != diction.Date || !b.told(n.First) || bounded(b.text, n) || aboutThen(b.text, n) || wordAt(b.text, n.First-1, "or", "to", "between", "and", "through") || wordAt(b.text, n.Last+1, "or", "to", "and", "through") {
			continue
		}
		v, sort := n.Value, string(n.Kind)
		switch {
		case n.Kind == diction.Age:
			sort = "age"
		case n.Kind == diction.Duration && n.Unit == "year":
			v, sort = v/p.unitOf(n), "age"
		case yearAlone(n):
			v, sort = float64(small(n.Norm[:4])), "count"
		case n.Kind == diction.Count, n.Kind == diction.Measure, n.Kind == diction.Sum:
		default:
			continue
		}
		for _, f := range figuresOf(b) {
			theirs := string(f.Kind)
			switch {
			case f.Kind == diction.Age:
				theirs = "age"
			case f.Kind == diction.Duration && f.Unit == "year":
				theirs, f.Value, f.High = "age", f.Value/p.unitOf(f.Number), f.High/p.unitOf(f.Number)
			}
			if f.High <= f.Value || f.Kind == diction.Date || theirs != sort || v < f.Value || v > f.High || f.Kind == diction.Measure && !p.sameSort(n, f.Number) {
				continue
			}
			if sort == "count" && v < 1900 && !p.sameNoun(b.text, n, f) {
				continue
			}
			if slices.ContainsFunc(figuresOf(b), func(o figure) bool {
				return o.High == o.Value && o.Value == n.Value || o.Kind == n.Kind && n.Kind == diction.Date && o.Norm == n.Norm
			}) || rangeTold(b.text, f.Number) {
				continue
			}
			return p.differs(b, n.Start, n.End, f.at)
		}
	}
	return false
}
