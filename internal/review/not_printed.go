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
	p.each(func(b *backing) {
		if len(b.Cites) == 0 || len(b.text.Words) == 0 {
			return
		}
		f := Flaw{Assertion: b.N, Span: whole(b.text), Asks: "Do the words that are not in the record bear the sentence out?"}
		switch {
		case len(b.lines) == 0 && len(b.unseen) > 0:
			f.Sources = []At{{Source: b.unseen[0]}}
			f.Message = fmt.Sprintf("The text of the source %s is not in the record, so that this sentence cannot be held against it.", b.unseen[0])
		case len(b.lines) == 0 && len(b.cut) > 0 && b.text.Has(unrecorded):
			return // that is what it swears to: from 9:22 to 9:25 the call was minimised
		case len(b.lines) == 0 && len(b.cut) > 0:
			f.Sources = b.cut[:1]
			f.Message = "The lines cited were cut from the printed record, so that this sentence cannot be held against them."
		case len(b.cut) > 0 && len(b.text.Hits(unrecorded)) > 0:
			return // it says itself that the rest was not recorded
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

// unrecorded is the class of words by which a paper says that something was said and is not in the record.
const unrecorded diction.Class = "unrecorded"

// strange reports whether most content words of an assertion, or the words that say which occasion it speaks of, stand
// neither in the printed lines that it cites nor in the head of their source.
func (p *Pass) strange(b *backing) bool {
	all, missing := 0, 0
	for _, u := range b.text.Terms(weighty...) {
		all++
		if !b.supplies.holds(p, u.Concepts) && !b.wordsSupplied(u) {
			missing++
		}
	}
	for _, h := range b.text.Hits(diction.TimeWord) {
		if h.Kind == "deictic" && h.Means != "another" && !b.wordsSupplied(diction.Term{First: h.First, Last: h.Last}) {
			return true
		}
	}
	return 2*missing > all
}
