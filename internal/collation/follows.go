package collation

import "github.com/affiant-project/affiant/internal/diction"

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
