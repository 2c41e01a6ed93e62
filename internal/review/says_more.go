package review

import (
	"fmt"

	"github.com/affiant-project/affiant/internal/doctrine"
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
	Excess:   true,
	Mindful:  true,
	By:       "factfinder",
	Mend:     "Does the source say this? If it is a reading or an inference, is it marked as one, with its basis?",
	run:      findSaysMore,
}

func findSaysMore(p *Pass) {
	p.each(func(b *backing) {
		x, ok := p.foremost(b)
		if !ok || len(b.cut) > 0 {
			return // with words cut from the record, not-printed speaks
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
		p.Report(f)
	})
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
