package review

import (
	"fmt"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
)

var notPrinted = &Check{
	Code:  "S8",
	Name:  "not-in-the-printed-words",
	Title: "Cannot be checked against the record",
	Why: "The source that the sentence cites is not in the record, or its words may lie where words were cut. The sentence " +
		"may well be right; nobody who has only this record can tell.",
	Rests:    []doctrine.Cite{{Authority: "us-const-amend-4"}},
	Severity: Care,
	Force:    Note,
	Link:     OnSource,
	By:       "court",
	Mend:     "Can the words of the source be put in the file?",
	run:      findNotPrinted,
}

func findNotPrinted(p *Pass) {
	p.assertions(func(b *backing) {
		if len(b.Cites) == 0 || len(b.text.Words) == 0 {
			return
		}
		f := Flaw{Assertion: b.N, Span: whole(b.text), Asks: "Do the words that are not in the record bear the sentence out?"}
		switch {
		case len(b.lines) == 0 && len(b.unseen) > 0:
			f.Sources = []At{{Source: b.unseen[0]}}
			f.Message = fmt.Sprintf("The text of the source %s is not in the record, so that this sentence cannot be held against it.", b.unseen[0])
		case len(b.lines) == 0 && len(b.cut) > 0:
			f.Sources = b.cut[:1]
			f.Message = "The lines cited were cut from the printed record, so that this sentence cannot be held against them."
		case len(b.cut) > 0:
			if x, ok := p.foremost(b); ok {
				f.Span = x.span
			} else if !p.strange(b) {
				return
			}
			f.Sources = b.cut[:1]
			f.Message = fmt.Sprintf("“%s” stands in no printed line of the source; it may lie in words that were cut from the record.", f.Span.Words)
		default:
			return
		}
		p.Report(f)
	})
}

// strange reports whether no single printed line that is cited has half of the assertion's content words.
func (p *Pass) strange(b *backing) bool {
	var terms []diction.Term
	for _, u := range b.text.Terms(weighty...) {
		if !u.Is(diction.Hearsay) && !b.supplied(p, u) {
			terms = append(terms, u)
		}
	}
	all := b.text.Terms(weighty...)
	if len(all) == 0 {
		return false
	}
	best := 0
	for _, l := range b.lines {
		n := 0
		for _, u := range all {
			for _, v := range l.text.Terms(weighty...) {
				if p.agree(u, v) {
					n++
					break
				}
			}
		}
		best = max(best, n)
	}
	return 2*best < len(all) && 2*len(terms) >= 1
}

// supplied reports whether the head of the source or a cited line has the term.
func (b *backing) supplied(p *Pass, u diction.Term) bool {
	return b.supplies.holds(u.Concepts) || b.wordsSupplied(u)
}
