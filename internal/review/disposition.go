package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// dispositions is the class of words for how a charge came out.
const dispositions diction.Class = "disposition"

// endedOtherwise reports a sentence that has someone convicted of what a cited record has as dismissed, not billed or the like. A record is read by its
// entries: the charge whose year or offence the sentence has is the one that is meant. A sentence that tells how anything ended is left alone.
func (p *Pass) endedOtherwise(b *backing) bool {
	for _, h := range b.text.Hits(dispositions) {
		in := b.text.Words[h.First].Sentence
		if h.Kind != "convicted" || !b.plain(h.First) || inSentence(b.text, in, dispositions, "ended") || deniedNear(b.text, h.First) || hedgedNear(b.text, h.First) {
			continue
		}
		for _, l := range b.lines {
			if l.source.Kind != record.Document && l.source.Kind != record.Report {
				continue
			}
			for _, e := range entriesOf(l.text) {
				ended, ok := outcomeOf(l.text, e)
				if !ok || !p.entryMeant(b, in, l.text, e) {
					continue
				}
				from := l.at(l.text.Words[e.First].Start, ended.End)
				p.Report(Flaw{
					Assertion: b.N, Span: hitSpan(b.text, h), Sources: []At{from}, Says: ended.Words, Sworn: b.text.Raw[h.Start:h.End],
					Message: fmt.Sprintf("The source has “%s”; the sentence has “%s”. Both cannot be so.", from.Span.Words, b.text.Raw[h.Start:h.End]),
					Asks:    "Does the sentence make a conviction of what ended otherwise?",
				})
				return true
			}
		}
	}
	return false
}

// entriesOf cuts a line of a record into its entries: at the ends of sentences and at semicolons, where what follows has no offence and no
// year of its own the entry goes on.
func entriesOf(t *diction.Text) []diction.Part {
	var out []diction.Part
	first := 0
	for i := range t.Words {
		if last := i+1 == len(t.Words); last || t.Words[i+1].Sentence != t.Words[i].Sentence || strings.Contains(t.Raw[t.Words[i].End:t.Words[i+1].Start], ";") {
			out = append(out, diction.Part{First: first, Last: i})
			first = i + 1
		}
	}
	return out
}

// outcomeOf returns the word by which an entry ended otherwise than in a conviction, if nothing in it convicts.
func outcomeOf(t *diction.Text, e diction.Part) (diction.Hit, bool) {
	var ended *diction.Hit
	for _, h := range t.Hits(dispositions) {
		if h.First < e.First || h.Last > e.Last {
			continue
		}
		if h.Kind == "convicted" && !slices.ContainsFunc(t.Hits(dispositions), func(o diction.Hit) bool { return o.Kind == "ended" && o.First <= h.First && h.Last <= o.Last }) {
			return diction.Hit{}, false
		}
		if h.Kind == "ended" && ended == nil {
			ended = &h
		}
	}
	if ended == nil {
		return diction.Hit{}, false
	}
	return *ended, true
}

// entryMeant reports whether a sentence tells of an entry: it has its year and no other entry of that line has that year; or, where the entry has
// none that the sentence lacks, a word of its offence that no other entry has.
func (p *Pass) entryMeant(b *backing, sentence int, t *diction.Text, e diction.Part) bool {
	years := func(u *diction.Text, first, last int) (out []string) {
		for _, n := range u.Numbers() {
			if n.First < first || n.Last > last {
				continue
			}
			if y, _, _ := dateOf(n); n.Kind == diction.Date && y != "0000" {
				out = append(out, y)
			} else if n.Kind == diction.Count && n.Value >= 1900 && n.Value < 2100 {
				out = append(out, fmt.Sprint(int(n.Value)))
			}
		}
		return out
	}
	first, last := 0, len(b.text.Words)-1
	for b.text.Words[first].Sentence != sentence {
		first++
	}
	for b.text.Words[last].Sentence != sentence {
		last--
	}
	own, theirs := years(b.text, first, last), years(t, e.First, e.Last)
	offence := func(y diction.Part) (out []string) {
		for i := y.First; i <= y.Last; i++ {
			if w := t.Words[i]; contentAt(t, i) && !hasAt(t, dispositions, i) && w.Norm == w.Raw && !startsWithDigit(w.Norm) && !wordAt(t, i, "charge", "charged", "felony", "misdemeanor", "arrested") {
				out = append(out, w.Stem)
			}
		}
		return out
	}
	named := func(stems []string) int {
		n := 0
		for _, s := range stems {
			for i := first; i <= last; i++ {
				if b.text.Words[i].Stem == s {
					n++
					break
				}
			}
		}
		return n
	}
	for _, o := range entriesOf(t) {
		if o == e {
			continue
		}
		for _, y := range theirs {
			if slices.Contains(years(t, o.First, o.Last), y) {
				return false // two entries of one year
			}
		}
	}
	if len(theirs) > 0 && len(own) > 0 {
		return slices.ContainsFunc(theirs, func(y string) bool { return slices.Contains(own, y) })
	}
	of := offence(e)
	for _, o := range entriesOf(t) {
		if o != e {
			rest := offence(o)
			of = slices.DeleteFunc(of, func(s string) bool { return slices.Contains(rest, s) })
		}
	}
	return len(of) > 0 && 2*named(of) >= len(of)
}
