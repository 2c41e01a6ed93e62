package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/collation"
	"github.com/affiant-project/affiant/internal/diction"
)

// reserve is the class of words by which a witness holds back, wider than the hedges.
const reserve diction.Class = "reserve"

// collatedFlaw words a difference as a flaw of its check.
func (p *Pass) collatedFlaw(b *backing, d collated) Flaw {
	start, end := d.Sworn.Start, d.Sworn.End
	if d.Kind == collation.Added && d.Sworn.First > 0 {
		if before := b.text.Words[d.Sworn.First-1]; before.Norm == "a" || before.Norm == "an" {
			start = before.Start
		}
	}
	span := spanOf(b.text, start, end)
	at := d.line.at(d.Source.Start, d.Source.End)
	f := Flaw{Assertion: b.N, Span: span, Sources: []At{at}, Sworn: span.Words, Says: at.Span.Words}
	switch d.check {
	case contradicts:
		f.Query = p.departs(b, d.Sworn.First, d.Sworn.Last) > sureClose || p.deniedOtherwise(b, d.Sworn.First, d.Sworn.Last, d.line.text, d.Source.First)
		f.Message = fmt.Sprintf("The source has “%s”; the sentence has “%s”. One denies what the other affirms.", f.Says, f.Sworn)
		f.Asks = "Does the sentence turn the source into its opposite?"
	case hedgeDropped:
		f.Query = mild(d.line.text, d.Source.First, d.Source.Last)
		f.Message = fmt.Sprintf("The source says “%s”: “%s”. The sentence has “%s” without it.", f.Says, d.line.text.Raw, f.Sworn)
		f.Asks = fmt.Sprintf("Does leaving out “%s” change what the source says?", f.Says)
	case trimmed:
		f.Message = fmt.Sprintf("The sentence leaves out “%s”, which stands in the same sentence of the source: “%s”.", f.Says, d.line.text.Raw)
		f.Asks = fmt.Sprintf("Does leaving out “%s” turn the sense of what is repeated?", f.Says)
	case particularsDiffer:
		f.Query = (d.Sort == collation.Proper || d.Sort == collation.Place) && p.departs(b, d.Sworn.First, d.Sworn.Last) > 0 ||
			d.Sort == collation.Person && forPronoun(d.line.text, d.Source.First) // whom he pushed may be called by his name
		f.Message = fmt.Sprintf("The sentence has “%s”; the source has “%s”.", f.Sworn, f.Says)
		f.Asks = "Which is right, and does the difference matter?"
	default:
		f.Query = d.Kind == collation.Added && d.Sort != collation.Denial && d.Sort != collation.Doer || !p.graveDifference(b.text, d, p.addedToList(b, d.Difference)) && p.departs(b, d.Sworn.First, d.Sworn.Last) > 0
		f.Message = fmt.Sprintf("Where the sentence has “%s”, the source has “%s”.", f.Sworn, f.Says)
		switch {
		case d.Sort == collation.Doer:
			f.Message = fmt.Sprintf("The sentence has “%s”. The source says that it was done (“%s”), and not by whom.", f.Sworn, f.Says)
		case d.Kind == collation.Added:
			f.Says = ""
			f.Message = fmt.Sprintf("The sentence swears to “%s”. The words that it repeats are without it: “%s”.", f.Sworn, at.Span.Words)
		}
		f.Asks = fmt.Sprintf("Does the source say “%s”, or only what was read into it?", f.Sworn)
		f.Recited = p.recitingLine(b, d)
	}
	return f
}

// forPronoun reports whether the sentence of word i of a line has a pronoun for the one to whom a thing is done.
func forPronoun(t *diction.Text, i int) bool {
	for k, w := range t.Words {
		if w.Sentence == t.Words[i].Sentence && wordAt(t, k, "him", "her", "them") {
			return true
		}
	}
	return false
}

// graveDifference reports whether words that one text has in another's place say what a charge may turn on: a drug, a weapon, a grave
// act, a named person, all for some, or one thing more of a list. Any other such exchange may be a retelling, and is one sign alone.
func (p *Pass) graveDifference(t *diction.Text, d collated, listed bool) bool {
	switch d.Sort {
	case collation.Doer, collation.Amount, collation.Figure, collation.Denial:
		return true
	case collation.Person:
		return len(p.namesAt(d.line.text, d.Source)) > 0 && !possessive(t, d.Sworn.Last) // a man may be called by his name; and whose thing it is, is not who did it
	}
	if d.Sort == collation.Quality && strings.HasSuffix(t.Words[d.Sworn.Last].Norm, "ly") {
		return false // quickly, for fast
	}
	return !mayBeRetelling(t, d.Difference) || listed
}

// recitingLine returns the other assertions that rest on the same line and neither add to it nor change it.
func (p *Pass) recitingLine(b *backing, d collated) []int {
	var out []int
	p.assertions(func(o *backing) {
		if o.N == b.N || !o.own || !slices.ContainsFunc(o.lines, func(l spoken) bool { return l.line == d.line.line }) {
			return
		}
		if p.repeats(o, b, excess{}) && len(p.differences(o)) == 0 && len(p.excesses(o)) == 0 {
			out = append(out, o.N)
		}
	})
	return out
}
