package collation

import (
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
)

// Departs counts the words that carry content in the sentence of a sworn text that holds word first, and that none of the
// lines has: neither the same word, nor another of its sense, nor one that it is made from. The words from first to last
// themselves are not counted, nor words of the telling, people, and what stands in quotation marks.
//
// It measures how freely a sentence retells its source. One word too many in a sentence that is otherwise the source's own
// was added; one of many in a free retelling may be no more than another way to say it.
func (c *Collator) Departs(sworn *diction.Text, lines []*diction.Text, first, last int) int {
	a := &alignment{Collator: c, sworn: c.reads(sworn)}
	for _, l := range lines {
		a.lines = append(a.lines, c.reads(l))
	}
	n := 0
	from, to := a.sworn.of(sworn.Words[first].Sentence)
	for k := from; k < to; k++ {
		u := &a.sworn.tokens[k]
		if u.frame || u.quoted || u.paper || u.fabric == being || u.fabric == name || u.last >= first && u.first <= last {
			continue
		}
		if !a.said(u) {
			n++
		}
	}
	return n
}

// StandsIn reports whether the sworn word first may be no more than another word for one of the source's: the sentence of the
// source that its sentence repeats most has a verb, or else a noun, that nothing sworn takes up. Where no sentence is repeated
// it may stand for anything.
func (c *Collator) StandsIn(sworn *diction.Text, lines []*diction.Text, first int, verb bool) bool {
	a := c.align(sworn, lines)
	if a == nil {
		return true
	}
	links := make(map[place]int) // by line and sentence
	best := place{-1, -1}
	from, to := a.sworn.of(sworn.Words[first].Sentence)
	for i := from; i < to; i++ {
		j := a.link[i]
		if j < 0 {
			continue
		}
		at := place{a.source[j].line, a.token(j).sentence}
		if links[at]++; links[at] > links[best] {
			best = at
		}
	}
	if best.line < 0 {
		return true
	}
	part := byte('n')
	if verb {
		part = 'v'
	}
	r := a.lines[best.line]
	from, to = r.of(best.token)
	for t := from; t < to; t++ {
		k := &r.tokens[t]
		if k.fabric == word && !k.frame && a.back[a.where[place{best.line, t}]] < 0 && a.part(r, t) == part &&
			!slices.ContainsFunc(a.sworn.tokens, func(o token) bool { return a.equal(&o, k) > 0 }) {
			return true
		}
	}
	return false
}
