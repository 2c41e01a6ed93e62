package review

import (
	"fmt"
	"slices"
	"strings"

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
	p.each(func(b *backing) {
		for _, x := range p.excesses(b) {
			if x.says != nil && slices.Contains([]diction.Class{diction.Vague, diction.Slang}, x.says.hit.Class) && (x.kind == "thing" || x.kind == "act") {
				says := x.says.in.text.Raw[x.says.hit.Start:x.says.hit.End]
				p.Report(Flaw{
					Query:     b.Basis == record.Inferred && !b.own,
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
		if len(b.Readings) == 0 {
			p.glossed(b)
		}
	})
}

// glossed reports a sentence that quotes its source and says what is meant, where no reading is declared, and neither the
// sentence nor a reading of the same words elsewhere says why.
func (p *Pass) glossed(b *backing) {
	for _, h := range b.text.Hits(diction.Inference) {
		sentence := b.text.Words[h.First].Sentence
		if h.Kind != "gloss" || b.text.Words[h.First].Quoted || len(b.lines) == 0 || b.text.Has(expertise) || b.text.Has(resting) || inSentence(b.text, sentence, diction.Inference, "expertise") {
			continue
		}
		if slices.ContainsFunc(b.read(p), func(t *diction.Text) bool { return t.Has(diction.Inference) && inText(t, h.Means) }) {
			continue // the source itself says what was meant
		}
		for _, q := range quotations(b.text) {
			if b.text.Words[q.first].Sentence != sentence || !b.verbatim(q) || p.readElsewhere(q) {
				continue
			}
			end := b.text.Sentences[sentence].End
			means := strings.TrimSpace(strings.Trim(b.text.Raw[h.End:end], " .,;"))
			if means == "" || q.first > h.Last || wordAt(b.text, h.First-1, "by") && wordAt(b.text, h.Last+1, "of") || p.lineNames(b, q, means) {
				continue // by means of; Tito, by whom he meant the one whom his line names
			}
			says := strings.Trim(q.span.Words, " .,")
			p.Report(Flaw{
				Assertion: b.N, Says: says, Sworn: means, Span: spanOf(b.text, h.Start, end),
				Message: fmt.Sprintf("The source's “%s” is read as “%s”, and no basis for the reading is stated.", says, means),
				Asks:    fmt.Sprintf("May “%s” fairly be read as “%s”?", says, means),
			})
			return
		}
		if v, ok := p.glossedWord(b, h); ok {
			end := b.text.Sentences[sentence].End
			if first, _, cut := strings.Cut(b.text.Raw[h.End:end], ","); cut {
				end = h.End + len(first)
			}
			says, means := b.text.Raw[v.Start:v.End], strings.Trim(b.text.Raw[h.End:end], " .,;")
			p.Report(Flaw{
				Assertion: b.N, Says: says, Sworn: means, Span: spanOf(b.text, h.Start, end),
				Message: fmt.Sprintf("The source's “%s” is read as “%s”, and no basis for the reading is stated.", says, means),
				Asks:    fmt.Sprintf("May “%s” fairly be read as “%s”?", says, means),
			})
			return
		}
	}
}

// lineNames reports whether the line with the quoted words itself has a name that the reading gives.
func (p *Pass) lineNames(b *backing, q quoted, means string) bool {
	said := strings.Trim(q.span.Words, " .,\"“”'")
	return slices.ContainsFunc(p.namesIn(p.Text(means)), func(n diction.Name) bool {
		return slices.ContainsFunc(b.lines, func(l spoken) bool {
			return strings.Contains(l.text.Raw, n.Text) && strings.Contains(l.text.Raw, said)
		})
	})
}

// glossedWord finds the vague word of the source that a gloss in the recital reads, outside quotation marks, as a thing or an act
// that nothing behind the assertion supplies: the stuff, meaning cocaine.
func (p *Pass) glossedWord(b *backing, gloss diction.Hit) (diction.Hit, bool) {
	sentence := b.text.Words[gloss.First].Sentence
	if !slices.ContainsFunc(b.text.Terms(weighty...), func(u diction.Term) bool {
		rank, _ := gravity(u)
		return rank > 0 && u.First > gloss.Last && u.First <= gloss.Last+4 && b.text.Words[u.First].Sentence == sentence && !b.supplies.holds(p, u.Concepts) && !b.wordsSupplied(u)
	}) {
		return diction.Hit{}, false
	}
	for _, c := range []diction.Class{diction.Slang, diction.Vague} {
		for _, v := range b.text.Hits(c) {
			if v.Kind == "pronoun" || v.Last >= gloss.First || gloss.First-v.Last > 4 || b.text.Words[v.First].Sentence != sentence || b.text.Words[v.First].Quoted {
				continue
			}
			declared := slices.ContainsFunc(p.App.Affidavit.Assertions, func(a record.Assertion) bool {
				return slices.ContainsFunc(a.Readings, func(r record.Reading) bool { return wordIn(p.Text(r.Words), b.text.Words[v.Last].Stem) })
			})
			if !declared && slices.ContainsFunc(b.lines, func(l spoken) bool { return wordIn(l.text, b.text.Words[v.Last].Stem) }) {
				return v, true
			}
		}
	}
	return diction.Hit{}, false
}

// inText reports whether a text has an entry of inference of that meaning.
func inText(t *diction.Text, means string) bool {
	return slices.ContainsFunc(t.Hits(diction.Inference), func(h diction.Hit) bool { return h.Means == means })
}

// readElsewhere reports whether the paper declares a reading of words that stand in a quotation.
func (p *Pass) readElsewhere(q quoted) bool {
	t := p.Text(q.span.Words)
	for i := range p.App.Affidavit.Assertions {
		if slices.ContainsFunc(p.App.Affidavit.Assertions[i].Readings, func(r record.Reading) bool {
			_, ok := findWords(t, p.Text(r.Words))
			return ok
		}) {
			return true
		}
	}
	return false
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
