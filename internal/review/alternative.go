package review

import (
	"strings"

	"slices"

	"github.com/affiant-project/affiant/internal/diction"
)

// chosen finds a figure that the source gives as one of two - four or maybe five, half past two or three - and the sentence as
// the only one, not even roughly. It returns the run of both in the source.
func (p *Pass) chosen(b *backing) (diction.Number, spoken, diction.Hit, bool) {
	sworn := b.text.Numbers()
	has := func(o diction.Number) (diction.Number, bool) {
		i := slices.IndexFunc(sworn, func(n diction.Number) bool { return n.Value == o.Value && n.High == o.High })
		if i < 0 {
			return diction.Number{}, false
		}
		return sworn[i], true
	}
	for _, l := range b.lines {
		numbers := l.text.Numbers()
		for i := 0; i+1 < len(numbers); i++ {
			x, y := numbers[i], numbers[i+1]
			if !eitherOf(l.text, x, y) {
				continue
			}
			hour := y // the hour that "half past two or three" leaves at three
			if x.Kind == diction.Clock && y.Kind == diction.Count && y.Value <= 12 {
				hour.Value, hour.High = 60*y.Value, 60*y.Value
			}
			first, one := has(x)
			second, other := has(y)
			if !other {
				second, other = has(hour)
			}
			n := first
			if other {
				n = second
			}
			if one != other && (eitherIn(b.text) || p.countsOther(b, l, n)) {
				continue
			}
			if n.First > 0 && wordAt(b.text, n.First-1, "through", "thru") {
				continue // none for 2021 through 2023, where the source goes through the years with an or
			}
			if one == other || b.text.Words[n.First].Quoted || b.marked[b.text.Words[n.First].Sentence] || aboutThen(b.text, n) || bounded(b.text, n) || p.givenPlainly(b, l, n) {
				continue
			}
			return n, l, diction.Hit{First: x.First, Last: y.Last, Start: x.Start, End: y.End}, true
		}
	}
	return diction.Number{}, spoken{}, diction.Hit{}, false
}

// eitherIn reports whether a text itself leaves open which of two numbers it is.
func eitherIn(t *diction.Text) bool {
	all := t.Numbers()
	for i := 0; i+1 < len(all); i++ {
		if eitherOf(t, all[i], all[i+1]) {
			return true
		}
	}
	return false
}

// countsOther reports whether a sworn number counts something of which a line does not speak at all.
func (p *Pass) countsOther(b *backing, l spoken, n diction.Number) bool {
	next := n.Last + 1
	return n.Kind == diction.Count && next < len(b.text.Words) && b.text.Words[next].Sentence == b.text.Words[n.First].Sentence &&
		strings.TrimSpace(b.text.Raw[n.End:b.text.Words[next].Start]) == "" && !smallWord(b.text, next) && !p.saidIn(l.text, b.text.Words[next].Norm)
}

// eitherOf reports whether nothing but "or", and a word of doubt, stands between two numbers.
func eitherOf(t *diction.Text, x, y diction.Number) bool {
	if t.Words[x.Last].Sentence != t.Words[y.First].Sentence || y.First <= x.Last+1 || t.Words[x.Last+1].Norm != "or" {
		return false
	}
	for i := x.Last + 2; i < y.First; i++ {
		if !standsAt(t, diction.Hedge, i) && t.Words[i].Norm != "a" {
			return false
		}
	}
	return true
}

// givenPlainly reports whether another cited line has a figure without the doubt.
func (p *Pass) givenPlainly(b *backing, doubtful spoken, n diction.Number) bool {
	return slices.ContainsFunc(b.lines, func(l spoken) bool {
		return l.line != doubtful.line && slices.ContainsFunc(l.text.Numbers(), n.Same)
	})
}
