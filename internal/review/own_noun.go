package review

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// ofAnotherNoun reports a figure that the cited lines have for another thing, by another measure, or of another name or place: it is held against
// what it stands with before anything else in the record may excuse it.
func (p *Pass) ofAnotherNoun(b *backing) bool {
	return p.differingCount(b) || p.differingClock(b) || p.differingMonth(b) || p.differingZone(b) || p.differingUnit(b) || p.differingRate(b) || p.narrowedRange(b) ||
		p.differingPart(b) || p.differingPairs(b)
}

// A counting is a count with the noun that it counts: one ream, two black cartridges.
type counting struct {
	diction.Number
	noun int
}

// farthestNoun is how many words may stand between a count and its noun: two black and one color.
const farthestNoun = 3

// countings are the counts of a text with their own nouns, a lone one, single or only among them.
func countings(t *diction.Text) []counting {
	var out []counting
	for _, n := range t.Numbers() {
		if n.Kind == diction.Count && n.Value == n.High && !total(t, n) {
			if k := nounOf(t, n.Last); k > 0 {
				out = append(out, counting{n, k})
			}
		}
	}
	for i, w := range t.Words {
		if !wordAt(t, i, "one", "single") || wordAt(t, i-1, "no", "any", "every", "each", "this", "that", "which", "the", "other", "another") || wordAt(t, i+1, "of", "day", "night", "morning", "evening", "afternoon", "time", "another", "thing", "way") {
			continue
		}
		if slices.ContainsFunc(out, func(c counting) bool { return c.First <= i && i <= c.Last }) {
			continue
		}
		if k := nounOf(t, i); k > 0 {
			out = append(out, counting{diction.Number{Kind: diction.Count, Value: 1, High: 1, First: i, Last: i, Start: w.Start, End: w.End}, k})
		}
	}
	return out
}

// nounOf is the word that a count which ends at a word counts: the last of the words of content that follow, up to a mark, a small word or
// another number; 0 for none.
func nounOf(t *diction.Text, last int) int {
	noun := 0
	for i := last + 1; i < len(t.Words) && i <= last+farthestNoun && t.Words[i].Sentence == t.Words[last].Sentence; i++ {
		if wordAt(t, i, "earlier", "previous", "prior") && noun == 0 {
			continue
		}
		if strings.TrimSpace(t.Raw[t.Words[i-1].End:t.Words[i].Start]) != "" || startsNumber(t, i) || !contentAt(t, i) || standsAt(t, diction.Month, i) {
			break
		}
		if noun > 0 && (strings.HasSuffix(t.Words[noun].Norm, "s") && !strings.HasSuffix(t.Words[i].Norm, "s") || standsAt(t, diction.Act, i) && !strings.HasSuffix(t.Words[i].Norm, "s")) {
			break // two men left
		}
		noun = i
	}
	return noun
}

// differingCount reports a count of a thing that the cited lines count otherwise, wherever else they or the record have that number: one ream, for
// two. The thing is held against all that the lines say of it, so that one which is counted there in two places, or by that number once, is left alone.
func (p *Pass) differingCount(b *backing) bool {
	var theirs []struct {
		counting
		l spoken
	}
	for _, l := range b.lines {
		for _, c := range countings(l.text) {
			theirs = append(theirs, struct {
				counting
				l spoken
			}{c, l})
		}
	}
	if len(theirs) == 0 {
		return false
	}
	own := countings(b.text)
	for _, c := range own {
		noun := b.text.Words[c.noun]
		if !b.told(c.First) || bounded(b.text, c.Number) || aboutThen(b.text, c.Number) || eitherIn(b.text) || wordAt(b.text, c.First-1, "or", "to", "of") || wordAt(b.text, c.Last+1, "or") {
			continue
		}
		var found []int
		settled := false
		for i, o := range theirs {
			w := o.l.text.Words[o.noun]
			if w.Stem != noun.Stem {
				continue
			}
			if o.Value == c.Value || slices.ContainsFunc(own, func(x counting) bool { return x.Value == o.Value && b.text.Words[x.noun].Stem == w.Stem }) ||
				bounded(o.l.text, o.Number) || wordAt(o.l.text, o.First-1, "or", "to") || wordAt(o.l.text, o.Last+1, "or") || aboutThen(o.l.text, o.Number) {
				settled = true
			}
			found = append(found, i)
		}
		if settled || len(found) != 1 {
			continue
		}
		o := theirs[found[0]]
		if p.reckoned(b, c.Number) || shortYear(b, c.Number) || p.leftOver(b, c.Number, figuresOf(b)) || fromFreezing(b.text, c.Number) || afterName(b.text, c.First) || afterName(o.l.text, o.First) || bareCount(b, c.Value) {
			continue
		}
		if mentions(b, noun.Stem) > 1 || compound(o.l.text, o.Number) || compound(b.text, c.Number) || p.countedSo(b, c) {
			continue
		}
		if p.sharedInSentence(b.text, noun.Sentence, o.l.text, o.noun) < 2 {
			continue
		}
		return p.differs(b, c.Start, noun.End, o.l.at(o.Start, o.l.text.Words[o.noun].End))
	}
	return false
}

// compound reports whether a count is one of two of the same noun: two black and one color.
func compound(t *diction.Text, n diction.Number) bool {
	k := n.First - 1
	if wordAt(t, k, "and") {
		k--
	}
	for i := k; i >= 0 && i >= k-2 && t.Words[i].Sentence == t.Words[n.First].Sentence; i-- {
		if o, ok := numberAt(t, i); ok && o.Kind == diction.Count && o.Value < leastTelling && !slices.ContainsFunc(countings(t), func(c counting) bool { return c.First == i && strings.HasSuffix(t.Words[c.noun].Norm, "s") }) {
			return true
		}
	}
	return false
}

// bareCount reports whether a cited line has a count of that value with no noun of its own, which may be of anything: 61 short.
func bareCount(b *backing, v float64) bool {
	return slices.ContainsFunc(figuresOf(b), func(f figure) bool {
		return f.Kind == diction.Count && f.Value == v && nounOf(f.text, f.Last) == 0
	})
}

// countedSo reports whether another line of the cited sources counts the same thing by the sworn number.
func (p *Pass) countedSo(b *backing, c counting) bool {
	stem := b.text.Words[c.noun].Stem
	return slices.ContainsFunc(b.elsewhere(), func(s *record.Source) bool {
		return slices.ContainsFunc(s.Lines, func(l record.Line) bool {
			t := p.Text(l.Text)
			return slices.ContainsFunc(countings(t), func(o counting) bool { return o.Value == c.Value && t.Words[o.noun].Stem == stem })
		})
	})
}

// told reports whether word i of an assertion is told of the source: neither quoted, nor in a sentence that is marked as inference by words which the
// cited lines do not have. I counted 19 fish, I believe spring Chinook: the belief is of the source.
func (b *backing) told(i int) bool {
	w := b.text.Words[i]
	if w.Quoted {
		return false
	}
	return !b.marked[w.Sentence] || !slices.ContainsFunc(b.text.Hits(diction.Inference), func(h diction.Hit) bool {
		return b.text.Words[h.First].Sentence == w.Sentence && !slices.ContainsFunc(b.lines, func(l spoken) bool {
			return slices.ContainsFunc(l.text.Hits(diction.Inference), func(o diction.Hit) bool { return o.Words == h.Words })
		})
	})
}

// mentions counts how often the cited lines have a word.
func mentions(b *backing, stem string) int {
	n := 0
	for _, l := range b.lines {
		for _, w := range l.text.Words {
			if w.Stem == stem {
				n++
			}
		}
	}
	return n
}
