package review

import (
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

var saysMore = &Check{
	Code:  "S2",
	Name:  "says-more",
	Title: "Says more than its source",
	Why: "The sentence swears to a thing, act, person, amount or certainty that the lines it cites do not have, and no " +
		"reading or identification is declared that would supply it. The magistrate cannot see the difference. If it was " +
		"made knowingly or with reckless disregard for the truth, the excess is set aside and the rest is read without it.",
	Rests:    []doctrine.Cite{{Authority: "franks-1978", Pin: "155-156"}},
	Severity: Who,
	Force:    Contestable,
	Link:     OnWording,
	Retold:   true,
	Verbatim: true,
	Excess:   true,
	Mindful:  true,
	By:       "factfinder",
	Mend:     "Does the source say this? If it is a reading or an inference, is it marked as one, with its basis?",
	run:      findSaysMore,
}

func findSaysMore(p *Pass) {
	p.each(func(b *backing) {
		if len(b.cut) > 0 {
			return // with words cut from the record, not-printed speaks
		}
		x, ok := p.foremost(b)
		if !ok {
			if !p.signUnsaid(b) {
				p.wholeForPart(b)
			}
			return
		}
		f := Flaw{Assertion: b.N, Span: x.span, Sworn: x.span.Words, Recited: p.reciting(b, x)}
		if x.says != nil {
			f.Says = x.says.in.text.Raw[x.says.hit.Start:x.says.hit.End]
			f.Sources = []At{x.says.in.at(x.says.hit.Start, x.says.hit.End)}
			f.Message = fmt.Sprintf("The source has “%s”; the sentence swears to “%s”, and no reading is declared.", f.Says, f.Sworn)
		} else {
			for _, l := range b.lines {
				f.Sources = append(f.Sources, l.whole())
			}
			f.Message = fmt.Sprintf("The sentence swears to “%s”. Nothing in the lines it cites says so.", f.Sworn)
			if x.kind == "person" {
				f.Message = fmt.Sprintf("The sentence names “%s”. The lines it cites name no such person, and no identification is declared.", f.Sworn)
			}
		}
		f.Asks = fmt.Sprintf("Does the source say “%s”, or only what was read into it?", f.Sworn)
		f.Query = p.mayBeWorded(b, x)
		if slices.ContainsFunc(x.terms, func(u diction.Term) bool { return armed(b, u) }) {
			p.reportSurely(f)
			return
		}
		p.Report(f)
	})
}

// mayBeWorded reports whether an excess rests on one sign that a fair wording has too: a word of confessing for what one said of himself,
// a thing, an act or an amount in a sentence that tells more of it in words of its own, or whatever stands in a conclusion that cites nothing
// of its own. A drug, a weapon, a person, a certainty, an admission, and what is put for a vague word are more than that.
func (p *Pass) mayBeWorded(b *backing, x excess) bool {
	if b.Basis == record.Inferred && !b.own {
		return true
	}
	departs := p.departs(b, x.terms[0].First, x.terms[len(x.terms)-1].Last)
	alone := departs == 0 // every other word is the source's
	if x.kind == "amount" {
		return !alone // in another unit, rounded, or counted by him who tells
	}
	return !slices.ContainsFunc(x.terms, func(u diction.Term) bool {
		switch {
		case u.Kind == "confess":
			return departs <= mostBeside && !slices.ContainsFunc(b.lines, func(l spoken) bool { return l.text.Has(assent) || ofHimself(l.text) && departs == 0 }) // yeah, I did: to say that he admitted it is fair
		case b.text.Words[u.First].Stem == "agree", p.oftenTold(b, u), b.begun(u), b.heldUp(u):
			return false
		}
		return alone || u.Is(diction.Certainty) && departs <= mostBeside || armed(b, u) || x.kind == "person" || x.says != nil || p.oneMore(b, x)
	})
}

// ofHimself reports whether a line begins with what its teller says of himself.
func ofHimself(t *diction.Text) bool { return wordAt(t, 0, "i", "i'd", "i've", "i'll", "i'm", "me") }

// armed reports whether a term is a drug or a weapon, in a sentence that concludes nothing.
func armed(b *backing, u diction.Term) bool {
	return u.Is(diction.Drug, diction.Weapon) && b.Basis != record.Inferred && !wordAt(b.text, u.First-1, "this", "that", "these", "those", "such")
}

// heldUp reports whether a thing was held up that a line has up too: held up a telephone, for had a telephone up; and not held up a shop.
func (b *backing) heldUp(u diction.Term) bool {
	i := u.Last + 2
	return wordAt(b.text, u.Last, "up") && i < len(b.text.Words) && slices.ContainsFunc(b.lines, func(l spoken) bool {
		return wordIn(l.text, "up") && wordIn(l.text, b.text.Words[i].Stem)
	})
}

// begun reports whether a line has the words of a phrase but the last: ran the red, for ran the red light.
func (b *backing) begun(u diction.Term) bool {
	n := u.Last - u.First
	return n >= 2 && slices.ContainsFunc(b.lines, func(l spoken) bool {
		for i := range l.text.Words {
			if i+n <= len(l.text.Words) && slices.EqualFunc(l.text.Words[i:i+n], b.text.Words[u.First:u.Last], func(x, y diction.Word) bool { return x.Stem == y.Stem }) {
				return true
			}
		}
		return false
	})
}

// oftenTold reports whether a count of times stands in a line as an adverb beside the verb that the sentence has: fired two shots, where
// the source has that he fired twice.
func (p *Pass) oftenTold(b *backing, u diction.Term) bool {
	for i := u.First; i <= u.Last; i++ {
		n, ok := numberAt(b.text, i)
		if !ok {
			continue
		}
		for _, l := range b.lines {
			for k, w := range l.text.Words {
				if k > 0 && times(w.Norm) == n.Value && wordIn(b.text, l.text.Words[k-1].Stem) {
					return true
				}
			}
		}
	}
	return false
}

// times is how often an adverb says that a thing was done; 0 for any other word.
func times(norm string) float64 {
	switch norm {
	case "once":
		return 1
	case "twice":
		return 2
	case "thrice":
		return 3
	}
	return 0
}

// foremost returns the gravest of what an assertion adds.
func (p *Pass) foremost(b *backing) (excess, bool) {
	if all := p.excesses(b); len(all) > 0 {
		return all[0], true
	}
	return excess{}, false
}

// reciting returns the other assertions that repeat the source's own words from a line in common with b, and add nothing
// to them.
func (p *Pass) reciting(b *backing, x excess) []int {
	var out []int
	p.assertions(func(o *backing) {
		if o.N != b.N && o.own && overlap(o, b) && len(p.excesses(o)) == 0 && p.repeats(o, b, x) {
			out = append(out, o.N)
		}
	})
	return out
}

// repeats reports whether an assertion has the source's own word for an excess, with another word of its clause; or,
// where the source has no word for it, two words of the cited line.
func (p *Pass) repeats(o, b *backing, x excess) bool {
	for _, l := range b.lines {
		if x.says != nil && x.says.in.line != l.line {
			continue
		}
		n := 0
		for _, u := range l.text.Terms(weighty...) {
			if wordIn(o.text, l.text.Words[u.First].Stem) {
				n++
			}
		}
		if x.says == nil && n >= 2 || x.says != nil && n >= 1 && wordIn(o.text, l.text.Words[x.says.hit.Last].Stem) {
			return true
		}
	}
	return false
}
