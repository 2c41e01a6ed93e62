package collation

import (
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
)

// turned finds where one text denies what the other affirms: a word that a negation reaches in the one stands in the other,
// in a sentence that repeats the rest, and no negation is anywhere in that sentence.
func (a *alignment) turned(sentence int) []Difference {
	from, to := a.sworn.of(sentence)
	for i := from; i < to; i++ {
		j := a.link[i]
		if j < 0 || a.sworn.tokens[i].quoted || a.sworn.tokens[i].fabric != word || a.sworn.tokens[i].frame {
			continue
		}
		src, at := a.lines[a.source[j].line], a.source[j].token
		sworn, said := a.sworn.deny[a.sworn.tokens[i].first], src.deny[src.tokens[at].first]
		if (sworn > 0) == (said > 0) {
			continue
		}
		none := func(int) bool { return false }
		h := a.homeOf(sentence, j, none, none)
		if !h.close() && !(h.anchors >= 2 && h.given >= 0.7 && h.taken >= 0.7) || a.contrary(a.sworn, sentence) && sworn == 0 || a.contrary(src, src.tokens[at].sentence) && said == 0 {
			continue
		}
		if sworn == 0 && a.firstDenied(src, at) || said == 0 && a.firstDenied(a.sworn, i) {
			return []Difference{{Kind: Turned, Sort: Denial, Sworn: a.run(a.sworn, i, i), Line: h.line, Source: a.denial(src, at, said > 0), Close: (h.given + h.taken) / 2}}
		}
	}
	return nil
}

// contrary reports whether a sentence has any word that denies, doubts or makes an exception.
func (a *alignment) contrary(r *reading, sentence int) bool {
	for _, c := range []diction.Class{diction.Negation, diction.Exception, nays} {
		if slices.ContainsFunc(r.text.Hits(c), func(h diction.Hit) bool { return r.text.Words[h.First].Sentence == sentence }) {
			return true
		}
	}
	return false
}

// firstDenied reports whether a token is the first word of content after a negation, or is joined to it by or.
func (a *alignment) firstDenied(r *reading, i int) bool {
	k := r.tokens[i]
	for _, h := range r.text.Negations() {
		if r.clause[h.First] != r.clause[k.first] || h.Last >= k.first {
			continue
		}
		n := 0
		for t := i - 1; t >= 0 && r.tokens[t].first > h.Last; t-- {
			n++
		}
		if n <= 1 {
			return true
		}
	}
	return false
}

// denial is the run of a token with the negation that reaches it.
func (a *alignment) denial(r *reading, i int, denied bool) Run {
	out := a.run(r, i, i)
	if !denied {
		return out
	}
	for _, h := range r.text.Negations() {
		if r.clause[h.First] == r.clause[out.First] && h.Last < out.First {
			out.First, out.Start = h.First, h.Start
			break
		}
	}
	return out
}
