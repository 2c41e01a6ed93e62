package review

import (
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// retoldAt reports whether an assertion that cites a line tells, in whatever words, the sentence of it in which a span stands: it has
// two of its words or words of the same sense, and a third of them; of what denies something, a denial, or a word that sets a limit.
func (p *Pass) retoldAt(s *record.Source, l *record.Line, span Span) bool {
	t := p.Text(l.Text)
	i := slices.IndexFunc(t.Sentences, func(x diction.Span) bool { return x.Start <= span.Start && span.Start < x.End })
	if i < 0 {
		return false
	}
	part := p.Text(l.Text[t.Sentences[i].Start:t.Sentences[i].End])
	words := part.Terms()
	d := p.paper()
	return slices.ContainsFunc(d.citing[s.ID], func(n int) bool {
		f := d.fact(n)
		if !f.citesAt(s, l.N) {
			return false
		}
		told, all := 0, 0
		for _, u := range words {
			for k := u.First; k <= u.Last; k++ {
				all++
				if p.saidIn(f.text, part.Words[k].Norm) {
					told++
				}
			}
		}
		switch {
		case denials(part) > 0 || wordIn(part, "too"): // what is denied is not told by words of what it speaks of
			return denials(f.text) > 0 && (told > 0 || denials(f.text) >= denials(t)) || limits(f.text)
		case standsAtByte(t, picking, span.Start), standsAtByte(t, mayBe, span.Start):
			return false
		}
		return told >= 2 && 3*told >= all || told > 0 && all <= 3
	})
}

// denials counts the words of a text that deny.
func denials(t *diction.Text) int { return len(t.Negations()) + len(t.Hits(denyingWord)) }

// standsAtByte reports whether a word of a class begins at a byte of a text.
func standsAtByte(t *diction.Text, c diction.Class, at int) bool {
	return slices.ContainsFunc(t.Hits(c), func(h diction.Hit) bool { return h.Start == at })
}

// saidIn reports whether a text has a word, or one that may stand for it.
func (p *Pass) saidIn(t *diction.Text, norm string) bool {
	return slices.ContainsFunc(t.Words, func(w diction.Word) bool {
		return w.Norm == norm || diction.Stem(w.Norm) == diction.Stem(norm) || len(w.Norm) > 2 && p.collator().Kin(w.Norm, norm)
	})
}

// limits reports whether a text has a word that says that there was no more: only.
func limits(t *diction.Text) bool {
	return slices.ContainsFunc(t.Hits(amountWords), func(h diction.Hit) bool { return h.Kind == "only" })
}

// fromWhatSaid reports whether a sentence says that someone has a thing from what another said: knows of it only by what Kroll once said, on what her
// brother told her.
func fromWhatSaid(t *diction.Text) bool {
	for i := 1; i < len(t.Words); i++ {
		if !wordAt(t, i, "what", "things") || !wordAt(t, i-1, "by", "from", "through", "on", "upon", "than") {
			continue
		}
		for k := i + 1; k < len(t.Words) && k <= i+5 && t.Words[k].Sentence == t.Words[i].Sentence; k++ {
			if standsAt(t, diction.Hearsay, k) && !wordAt(t, k-1, "what", "things") {
				return true
			}
		}
	}
	return false
}
