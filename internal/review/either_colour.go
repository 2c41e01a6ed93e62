package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/collation"
	"github.com/affiant-project/affiant/internal/diction"
)

// eitherColour reports one of two colours between which the source does not choose: white, for white or tan.
func (p *Pass) eitherColour(b *backing) {
	colours := func(t *diction.Text) []diction.Hit {
		return slices.DeleteFunc(slices.Clone(t.Hits(diction.Direction)), func(h diction.Hit) bool { return h.Kind != "colour" })
	}
	own := colours(b.text)
	if len(own) == 0 || p.found(hedgeDropped, b.N) {
		return
	}
	for _, l := range b.lines {
		theirs := colours(l.text)
		for i := 0; i+1 < len(theirs); i++ {
			x, y := theirs[i], theirs[i+1]
			if x.Means == y.Means || !orBetween(l.text, x.Last, y.First) {
				continue
			}
			has := func(h diction.Hit) int {
				return slices.IndexFunc(own, func(o diction.Hit) bool { return o.Means == h.Means })
			}
			k, other := has(x), has(y)
			if k < 0 {
				k, other = other, k
			}
			if k < 0 || other >= 0 {
				continue
			}
			h := own[k]
			in := b.text.Words[h.First].Sentence
			plainly := slices.ContainsFunc(b.lines, func(o spoken) bool {
				return slices.ContainsFunc(colours(o.text), func(c diction.Hit) bool {
					return c.Means == h.Means && (o.line != l.line || c.First != x.First && c.First != y.First)
				})
			})
			if plainly || !b.told(h.First) || b.waived[in] || b.keepsSome(in) || b.orNear(collation.Run{First: h.First, Last: h.Last}) || p.sharedInSentence(b.text, in, l.text, x.First) < 2 {
				continue
			}
			says := l.text.Raw[x.Start:y.End]
			p.check = hedgeDropped
			p.Report(Flaw{
				Assertion: b.N, Span: hitSpan(b.text, h), Sources: []At{l.at(x.Start, y.End)}, Says: says, Sworn: b.text.Raw[h.Start:h.End],
				Message: fmt.Sprintf("The source says “%s”; the sentence has “%s” alone.", says, b.text.Raw[h.Start:h.End]),
				Asks:    "Does it matter here that the source leaves open which?",
			})
			return
		}
	}
}

// orBetween reports whether an or stands between two words of a text, and nothing else but how dark they are or that it may be.
func orBetween(t *diction.Text, last, first int) bool {
	found := false
	for i := last + 1; i < first; i++ {
		if t.Words[i].Sentence != t.Words[last].Sentence || strings.ContainsAny(t.Raw[t.Words[i-1].End:t.Words[i].Start], ".;:") {
			return false
		}
		switch {
		case wordAt(t, i, "or"):
			found = true
		case !wordAt(t, i, "dark", "light", "bright", "pale", "a", "else") && !standsAt(t, diction.Hedge, i):
			return false
		}
	}
	return found
}
