package review

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// plural reports whether a number of two or more stands in s.
func plural(s supply) bool {
	return slices.ContainsFunc(s.numbers, func(n diction.Number) bool {
		return n.Kind == diction.Count && n.Value >= 2 || n.Kind == diction.Ordinal && n.Value >= 2
	})
}

// addedAmounts finds sums, measures and counts that the source lacks, where it has no other number of that sort (which
// would be a difference, and is another check's).
func (p *Pass) addedAmounts(b *backing, denied map[int]bool) []excess {
	var out []excess
	for _, n := range b.text.Numbers() {
		w := b.text.Words[n.First]
		if w.Quoted || denied[n.First] || b.marked[w.Sentence] || formal(b.text, w.Sentence) || b.supplies.number(n) || bounded(b.text, n) || b.unspelled(n) || p.reckoned(b, n) || p.leftOver(b, n, figuresOf(b)) {
			continue
		}
		if p.digitsCited(b, n) || b.valueCited(n) || p.onRecord().has(b.text, n) {
			continue // it stands elsewhere in the record: at most the citation is short
		}
		switch n.Kind {
		case diction.Sum, diction.Measure, diction.Percent:
			if n.Kind == diction.Sum && p.sumUnheardOf(b, n) {
				break
			}
			if slices.ContainsFunc(b.narrow.numbers, func(o diction.Number) bool {
				return p.sameSort(n, o) || o.Kind == diction.Count && o.Value == n.Value // its unit left out
			}) || p.hasDigits(b, n) {
				continue
			}
		case diction.Count:
			if !b.uncounted(n) || n.Value == 2 && n.First >= 2 && b.text.Words[n.First-1].Stem == "the" && b.text.Words[n.First-2].Stem == "between" {
				continue // between the two is said of any two
			}
		default:
			continue
		}
		if n.Kind != diction.Count && len(b.Readings) > 0 || byAsserter(b.text, diction.Term{First: n.First}) && b.Basis == record.Observed {
			continue
		}
		out = append(out, excess{
			terms: []diction.Term{{First: n.First, Last: n.Last, Start: n.Start, End: n.End}}, rank: 4, kind: "amount", measured: n.Kind != diction.Count,
		})
	}
	return out
}

// sumUnheardOf reports whether a sum is none that the lines give, though every sum of theirs is told: it stands beside them as one more.
// What follows from theirs by adding, taking away or multiplying does not.
func (p *Pass) sumUnheardOf(b *backing, n diction.Number) bool {
	all := figuresOf(b)
	sums := 0
	for _, f := range all {
		if f.Value == n.Value {
			return false // a thousand in twenties
		}
		if f.Kind != diction.Sum {
			continue
		}
		sums++
		if !slices.ContainsFunc(b.text.Numbers(), func(o diction.Number) bool { return o.Same(f.Number) }) {
			return false // it differs from that one, which is another check's
		}
		for _, o := range all {
			if d := f.Value - o.Value; o.Kind == diction.Sum && (d == n.Value || -d == n.Value) || o.Kind == diction.Count && f.Value*o.Value == n.Value {
				return false
			}
		}
	}
	return sums > 0 && !aboutThen(b.text, n) && p.departs(b, n.First, n.Last) <= mostBeside
}

// hasDigits reports whether a line has the digits of n by themselves, or the word for them, whatever they were read as: avg wt 505, about five ten.
func (p *Pass) hasDigits(b *backing, n diction.Number) bool {
	norm := b.text.Words[n.First].Norm
	if norm == "" || (norm[0] < '0' || norm[0] > '9') && p.dimension(n.Unit) != "length" {
		return false
	}
	return slices.ContainsFunc(b.lines, func(l spoken) bool {
		return slices.ContainsFunc(l.text.Words, func(w diction.Word) bool { return w.Norm == norm })
	})
}

// unspelled reports whether a line has the unit of n with an article, or half of it, where the assertion has a number.
func (b *backing) unspelled(n diction.Number) bool {
	return slices.ContainsFunc(b.lines, func(l spoken) bool { return n.Unspelled(b.text, l.text) })
}

// uncounted reports whether the source has the thing that n counts, without a number.
func (b *backing) uncounted(n diction.Number) bool {
	if n.Last+1 >= len(b.text.Words) || n.Value < 2 {
		return false
	}
	at := n.Last + 1
	if b.text.Raw[n.End:b.text.Words[at].Start] != " " {
		return false // between forty and forty-five, limped: what it counts ends with it
	}
	if !b.narrow.stems[b.text.Words[at].Stem] && at+1 < len(b.text.Words) && b.text.Raw[b.text.Words[at].End:b.text.Words[at+1].Start] == " " && !smallWord(b.text, at) {
		at++ // two prior convictions
	}
	noun := b.text.Words[at].Stem
	for _, l := range b.lines {
		for i, w := range l.text.Words {
			if w.Stem != noun || w.Raw == "" {
				continue
			}
			for _, o := range l.text.Numbers() {
				if o.Last < i && i-o.Last <= 3 || o.First == i+1 {
					return false
				}
			}
			if n.Value == 2 && slices.ContainsFunc(l.text.Hits(amountWords), func(h diction.Hit) bool { return h.Kind == "both" && h.Last < i && i-h.Last <= 2 }) {
				return false // both withdrawals
			}
			return strings.HasSuffix(w.Norm, "s") || i > 0 && (l.text.Words[i-1].Norm == "a" || l.text.Words[i-1].Norm == "one")
		}
	}
	return false
}

// sameSort reports whether two numbers are of one sort, so that they can differ.
func (p *Pass) sameSort(n, o diction.Number) bool {
	if n.Kind != o.Kind {
		return false
	}
	switch n.Kind {
	case diction.Measure:
		return p.dimension(n.Unit) == p.dimension(o.Unit)
	case diction.Locator, diction.Designation:
		return n.Unit == o.Unit
	}
	return true
}

// dimension is what a unit measures, by the vocabulary.
func (p *Pass) dimension(unit string) string {
	for _, e := range p.Lexicon.Class(diction.Unit) {
		if e.Means == unit {
			return e.Kind
		}
	}
	return unit
}
