package review

import (
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// jest is the class of words that take back what was said just before.
const jest diction.Class = "jest"

// cutOff reports a quotation to the letter that begins right after a but, stops right before an or, or an if, or is taken back in the words that
// follow by the same speaker, and an assertion that gives nothing of what was left out.
func (p *Pass) cutOff(b *backing) {
	if p.found(trimmed, b.N) {
		return
	}
	for _, q := range quotations(b.text) {
		if len(q.flat()) < 2 {
			continue
		}
		for _, l := range b.lines {
			r := runs([]spoken{l})
			at, ok := r[0].find(q.parts)
			if !ok {
				continue
			}
			first, last := r[0].word[at[0][0]], r[0].word[at[len(at)-1][1]]
			if o, from, to, ok := p.leftOff(l, first, last); ok && !p.givesToo(b, o, from, to) && !(from < first && o.line == l.line && contrasted(b, q)) && !p.spokenIn(b, q.span.Start, q.span.End) {
				left := o.at(o.text.Words[from].Start, o.text.Words[to].End)
				p.check = trimmed
				p.Report(Flaw{
					Assertion: b.N, Span: q.span, Sources: []At{left}, Says: left.Span.Words, Sworn: q.span.Words,
					Message: fmt.Sprintf("The quotation leaves out “%s”, which stands beside it in the source: “%s”.", left.Span.Words, o.text.Raw),
					Asks:    fmt.Sprintf("Does leaving out “%s” turn the sense of what is quoted?", left.Span.Words),
				})
				return
			}
		}
	}
}

// contrasted reports whether an assertion itself says what a quotation stands against: that it was not his, but "i know where it sleep".
func contrasted(b *backing, q quoted) bool {
	return wordAt(b.text, q.first-1, "but") || slices.ContainsFunc(b.text.Negations(), func(h diction.Hit) bool { return !b.text.Words[h.First].Quoted })
}

// leftOff finds what was left off a quotation, which is of the words from first to last of a line: its line and its first and last word.
func (p *Pass) leftOff(l spoken, first, last int) (spoken, int, int, bool) {
	t := l.text
	if wordAt(t, first-1, "but") && first >= 2 {
		from := first - 2
		for from > 0 && (t.Words[from-1].Sentence == t.Words[first-2].Sentence) {
			from--
		}
		return l, from, first - 1, true
	}
	if last+1 < len(t.Words) && t.Words[last+1].Sentence == t.Words[last].Sentence && wordAt(t, last+1, "or", "if", "unless", "except") && !wordAt(t, last+2, "not", "so", "something", "what", "anything") {
		to := last + 1
		for to+1 < len(t.Words) && t.Words[to+1].Sentence == t.Words[last].Sentence {
			to++
		}
		return l, last + 1, to, true
	}
	for _, h := range t.Hits(jest) {
		if h.First > last && t.Words[h.First].Sentence <= t.Words[last].Sentence+1 {
			return l, h.First, h.Last, true
		}
	}
	if next, ok := p.nextBySame(l); ok && (last+1 == len(t.Words)) {
		for _, h := range next.text.Hits(jest) {
			if next.text.Words[h.First].Sentence == 0 {
				return next, h.First, h.Last, true
			}
		}
	}
	return spoken{}, 0, 0, false
}

// nextBySame is the next line of a source, if the same one speaks in it.
func (p *Pass) nextBySame(l spoken) (spoken, bool) {
	k := slices.IndexFunc(l.source.Lines, func(o record.Line) bool { return o.N == l.line.N })
	if k < 0 || k+1 >= len(l.source.Lines) || l.source.Lines[k+1].Speaker != l.line.Speaker || l.source.Lines[k+1].Text == "" {
		return spoken{}, false
	}
	o := &l.source.Lines[k+1]
	return spoken{l.source, o, p.Text(o.Text)}, true
}

// givesToo reports whether an assertion gives half of the words of content of a run of a line, or, where that has none, any of its words.
func (p *Pass) givesToo(b *backing, l spoken, from, to int) bool {
	if standsAt(l.text, jest, from) {
		return b.text.Has(jest)
	}
	n, all := 0, 0
	for i := from; i <= to; i++ {
		if !contentAt(l.text, i) {
			continue
		}
		all++
		if wordIn(b.text, l.text.Words[i].Stem) {
			n++
		}
	}
	if all == 0 {
		return slices.ContainsFunc(b.text.Words, func(w diction.Word) bool { return w.Norm == l.text.Words[from].Norm })
	}
	return 2*n >= all
}
