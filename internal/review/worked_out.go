package review

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
)

// tellingDigits is how many digits that are no noughts at its end a figure must have for it to be taken for worked out without a word that says so:
// a round figure may come from two others by chance.
const tellingDigits = 3

// workedOut reports whether a figure follows from two others by one step of arithmetic: two that the lines, the assertion or those it rests on
// have, added, taken from each other, multiplied, divided, or one so many per cent of the other. One that is a slip of a figure of the lines
// is not, whatever it comes to.
func (p *Pass) workedOut(b *backing, n diction.Number) bool {
	if sumsWhatFollows(b.text, n) {
		return true
	}
	digits, half := lastPlace(b.text, n)
	if digits == 0 || digits < tellingDigits && !inSentence(b.text, b.text.Words[n.First].Sentence, apportion, "") {
		return false
	}
	own := p.Text(b.text.Raw[n.Start:n.End])
	var values []float64
	for _, f := range figuresOf(b) {
		if p.sameSort(n, f.Number) && ofTheHand(own, p.Text(f.words)) && !slices.ContainsFunc(b.text.Numbers(), f.Number.Same) {
			return false
		}
		values = append(values, f.Value)
	}
	for _, o := range b.text.Numbers() {
		if o.First != n.First {
			values = append(values, o.Value)
		}
	}
	for _, r := range b.RestsOn {
		if o := p.App.Assertion(r); o != nil {
			for _, x := range p.Text(o.Text).Numbers() {
				values = append(values, x.Value)
			}
		}
	}
	slices.Sort(values)
	values = slices.Compact(values)
	comesTo := func(v float64) bool { return math.Abs(v-n.Value) <= half }
	var rates []float64 // time and a half, by which one of two others is multiplied too
	for _, h := range b.text.Hits(payRate) {
		if b.text.Words[h.First].Sentence == b.text.Words[n.First].Sentence {
			rates = append(rates, h.Value)
		}
	}
	for _, x := range values {
		for _, y := range values {
			if x < y && slices.ContainsFunc(rates, func(r float64) bool { return comesTo(x * y * r) }) {
				return true
			}
			if x == n.Value || y == n.Value || y == 0 || y == 1 {
				continue
			}
			if comesTo(x+y) || comesTo(x-y) || comesTo(x*y) || comesTo(x/y) || comesTo(x*y/100) || n.Kind == diction.Percent && comesTo(100*x/y) {
				return true
			}
		}
	}
	return false
}

// sumsWhatFollows reports whether a count is the sum of the counts that its sentence goes on to list: a dozen pistols, four, five more and three.
func sumsWhatFollows(t *diction.Text, n diction.Number) bool {
	sum, parts := 0.0, 0
	for _, o := range t.Numbers() {
		if o.First <= n.Last || o.Kind != n.Kind || t.Words[o.First].Sentence != t.Words[n.First].Sentence {
			continue
		}
		sum += o.Value
		if parts++; parts > 1 && sum == n.Value {
			return true
		}
	}
	return false
}

// lastPlace returns how many digits of a written figure tell something, the noughts at its end apart, and half of its last place in the unit
// of its value. Both are 0 where it is not written in digits.
func lastPlace(t *diction.Text, n diction.Number) (digits int, half float64) {
	raw := t.Raw[n.Start:n.End]
	i := strings.IndexAny(raw, "0123456789")
	if i < 0 {
		return 0, 0
	}
	raw = raw[i:]
	if end := strings.IndexFunc(raw, func(r rune) bool { return !(r >= '0' && r <= '9') && r != ',' && r != '.' }); end >= 0 {
		raw = raw[:end]
	}
	raw = strings.TrimRight(strings.ReplaceAll(raw, ",", ""), ".")
	v, err := strconv.ParseFloat(raw, 64)
	if err != nil || v == 0 {
		return 0, 0
	}
	half = 0.5
	if _, places, ok := strings.Cut(raw, "."); ok {
		half = 0.5 * math.Pow10(-len(places))
	}
	return len(strings.Trim(strings.ReplaceAll(raw, ".", ""), "0")), half * n.Value / v * (1 + 1e-9)
}

// payRate is the class of words by which more is paid for an hour than its rate: time and a half; their value is how many times that.
const payRate diction.Class = "pay-rate"

// apportion is the class of words by which a figure is told to be worked out of others: each, apiece, a month, on average.
const apportion diction.Class = "apportion"
