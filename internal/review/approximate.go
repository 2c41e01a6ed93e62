package review

import (
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// nearby is how many minutes a time of day may lie from the source's where one of them is given as approximate.
const nearby = 20

// roughly reports whether two times of day lie close together and one of them is given as approximate.
func (p *Pass) roughly(t *diction.Text, n diction.Number, f figure) bool {
	if n.Kind == diction.Clock && f.Kind == diction.Count && f.Value >= 100 && f.Value < 2400 && int(f.Value)%100 < 60 {
		f.Kind, f.Value = diction.Clock, float64(int(f.Value)/100*60+int(f.Value)%100) // 1512 for 3:12 p.m.
		if d := int(f.Value-n.Value) % 720; d == 0 && (n.Unit == "" || f.Value == n.Value) {
			return true
		}
	}
	if n.Kind != diction.Clock || f.Kind != diction.Clock || !aboutThen(t, n) && !(f.text != nil && aboutThen(f.text, f.Number)) {
		return false
	}
	d := n.Value - f.Value
	if n.Unit == "" || f.Unit == "" {
		d = float64((int(d)%720+720+360)%720) - 360
	}
	return -nearby <= d && d <= nearby
}

// aboutThen reports whether a time of day is given as approximate: about nine, a little after nine, toward nine, at some time
// near nine.
func aboutThen(t *diction.Text, n diction.Number) bool {
	if _, ok := approximate(t, n); ok {
		return true
	}
	return n.First > 0 && t.Words[n.First-1].Sentence == t.Words[n.First].Sentence && standsAt(t, beforeOrAfter, n.First-1)
}

// beforeOrAfter is the class of words that set an event beside a time rather than at it.
const beforeOrAfter diction.Class = "beside-time"

// reckoned reports whether a time or a length of time is what the affiant himself works out: his sentence is an inference.
func (p *Pass) reckoned(b *backing, n diction.Number) bool {
	return b.Basis == record.Inferred && (n.Kind == diction.Clock || n.Kind == diction.Duration)
}

// numberAt is the value of the number that begins at word i, or nothing.
func numberAt(t *diction.Text, i int) float64 {
	for _, n := range t.Numbers() {
		if n.First == i {
			return n.Value
		}
	}
	return 0
}

// leftOver reports whether a count is what is left of the source's after the one that it speaks of: ten others, where the
// source has one of eleven.
func (p *Pass) leftOver(b *backing, n diction.Number, all []figure) bool {
	next := n.Last + 1
	if n.Kind != diction.Count || next >= len(b.text.Words) || b.text.Words[next].Norm != "other" && b.text.Words[next].Norm != "others" {
		return false
	}
	return slices.ContainsFunc(all, func(f figure) bool {
		return f.text != nil && f.Kind == diction.Count && f.Value == n.Value+1 && f.First >= 2 && f.text.Words[f.First-1].Norm == "of" && f.text.Words[f.First-2].Norm == "one"
	})
}
