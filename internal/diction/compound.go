package diction

import (
	"math"
	"strings"
)

// groupWord is the class of words that count by so many: dozen, score, gross.
const groupWord Class = "group"

// grouped multiplies a number whose last word is last by the word for a group right after it: 3 dozen, six gross of buttons. Gross counts only
// before "of": elsewhere it is a weight, a sum or a fault.
func (r *numberReader) grouped(v float64, last int) (float64, int) {
	h, ok := r.groups[last+1]
	if !ok || v != math.Trunc(v) || r.gap(last) != " " || h.Kind == "of" && r.norm(h.Last+1) != "of" {
		return v, last
	}
	return v * h.Value, h.Last
}

// lengthened adds to a length of time its smaller part: two years and four months, an hour and ten minutes. What is as long as one of the
// larger unit is another length, and so is what the words after it make one: and two hours later, and ten minutes of it, and 3 hours were lost.
func (r *numberReader) lengthened(n Number, unit Hit) Number {
	at := n.Last + 1
	if strings.TrimSpace(r.gap(n.Last)) != "" {
		return n
	}
	if r.norm(at) == "and" {
		at++
	}
	v, last, ok := r.plain(at)
	if !ok || n.Value != n.High {
		return n
	}
	smaller, ok := r.units[last+1]
	if !ok || smaller.Kind != "time" || smaller.Value >= unit.Value || v*smaller.Value >= unit.Value || strings.TrimSpace(r.gap(last)) != "" {
		return n
	}
	switch r.norm(smaller.Last + 1) {
	case "later", "earlier", "longer", "shorter", "more", "less", "of", "after", "before", "is", "was", "were", "are":
		return n
	}
	n.Value += v * smaller.Value
	n.High, n.Last = n.Value, smaller.Last
	return n
}

// shareUnit gives a bare number the unit of the one that it is multiplied by: 10 by 20 feet, ten feet by twenty.
func (r *numberReader) shareUnit(list []Number) {
	measure := func(n Number) (Hit, bool) {
		h, ok := r.units[n.Last]
		return h, ok && h.Kind == "length" && n.Kind == Measure && n.Value == n.High
	}
	for i := 1; i < len(list); i++ {
		a, b := &list[i-1], &list[i]
		by := r.norm(a.Last + 1)
		if b.First != a.Last+2 || by != "by" && by != "x" {
			continue
		}
		for _, pair := range [][2]*Number{{a, b}, {b, a}} {
			if h, ok := measure(*pair[1]); ok && pair[0].Kind == Count && pair[0].Value == pair[0].High {
				*pair[0] = r.measured(*pair[0], h)
			}
		}
	}
}

// measured makes a count a number of a unit that stands elsewhere.
func (r *numberReader) measured(n Number, unit Hit) Number {
	n.Kind, n.Unit = Measure, unit.Means
	n.Value, n.High = n.Value*unit.Value, n.High*unit.Value
	return n
}
