package review

import (
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

var reading = &Check{
	Code:  "S9",
	Name:  "reading",
	Title: "A reading of vague or slang words",
	Why: "The source has a word that says no definite thing, and the sentence makes it one, without a reading that tells the " +
		"magistrate on what it rests. Whether the source's words may fairly be read so is for the court; which of two fair " +
		"readings is right is left to the officer's judgment.",
	Rests:    []doctrine.Cite{{Authority: "us-const-amend-4", Pin: "cl. 2"}, {Authority: "malley-1986", Pin: "345"}, {Authority: "gates-1983", Pin: "230-233"}},
	Severity: Who,
	Force:    Contestable,
	Link:     OnReading,
	By:       "court",
	Mend:     "Why are the words read so: what experience, what other call, what glossary? Is that sworn?",
	run:      findReading,
}

func findReading(p *Pass) {
	p.assertions(func(b *backing) {
		for _, x := range p.excesses(b) {
			if x.says != nil && slices.Contains([]diction.Class{diction.Vague, diction.Slang}, x.says.hit.Class) && (x.kind == "thing" || x.kind == "act") {
				says := x.says.in.text.Raw[x.says.hit.Start:x.says.hit.End]
				p.Report(Flaw{
					Assertion: b.N, Span: x.span, Says: says, Sworn: x.span.Words,
					Sources: []At{x.says.in.at(x.says.hit.Start, x.says.hit.End)},
					Message: fmt.Sprintf("The source's “%s” is sworn to as “%s”. No reading is declared, and no basis for one.", says, x.span.Words),
					Asks:    fmt.Sprintf("May “%s” fairly be read as “%s”?", says, x.span.Words),
				})
				return
			}
		}
		for _, r := range b.Readings {
			if r.Basis != "" || p.basisInText(b, r) || p.basisElsewhere(r) {
				continue
			}
			f := Flaw{
				Assertion: b.N, Says: r.Words, Sworn: r.Means, Span: whole(b.text),
				Message: fmt.Sprintf("The source's “%s” is read as “%s”, and no basis for the reading is stated.", r.Words, r.Means),
				Asks:    fmt.Sprintf("May “%s” fairly be read as “%s”?", r.Words, r.Means),
			}
			if s, ok := findWords(b.text, p.Text(r.Means)); ok {
				f.Span = s
			} else if s, ok := findWords(b.text, p.Text(r.Words)); ok {
				f.Span = s
			}
			for _, l := range b.lines {
				if s, ok := findWords(l.text, p.Text(r.Words)); ok {
					f.Sources = append(f.Sources, l.at(s.Start, s.End))
				}
			}
			p.Report(f)
			return
		}
	})
}

// basisInText reports whether the assertion itself says on what the reading rests.
func (p *Pass) basisInText(b *backing, r record.Reading) bool {
	for i := range b.text.Sentences {
		if inSentence(b.text, i, diction.Inference, "expertise") {
			return true
		}
	}
	return false
}

// basisElsewhere reports whether the same reading stands elsewhere in the paper with a basis.
func (p *Pass) basisElsewhere(r record.Reading) bool {
	for i := range p.App.Affidavit.Assertions {
		for _, o := range p.App.Affidavit.Assertions[i].Readings {
			if o.Basis != "" && diction.Fold(o.Words) == diction.Fold(r.Words) && diction.Fold(o.Means) == diction.Fold(r.Means) {
				return true
			}
		}
	}
	return false
}
