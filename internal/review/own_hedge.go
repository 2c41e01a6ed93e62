package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
)

// outright reports, after the other checks and the collation, what they did not speak of: a word sworn without the hedge under which alone the cited
// lines have it.
func (p *Pass) outright(b *backing) {
	h, d, ok := p.onlyHedged(b)
	if !ok || p.found(hedgeDropped, b.N) || p.spokenIn(b, h.Start, h.End) || mild(d.l.text, d.hedge.First, d.hedge.Last) {
		return
	}
	says := d.l.text.Raw[d.hedge.Start:d.hedge.End]
	span := hitSpan(b.text, h)
	p.check = hedgeDropped
	p.Report(Flaw{
		Assertion: b.N, Span: span, Sources: []At{d.l.at(d.hedge.Start, d.hedge.End)}, Says: says, Sworn: span.Words,
		Severity: weighed(d.hedge),
		Message:  fmt.Sprintf("The source says “%s”: “%s”. The sentence has “%s” without it.", says, d.l.text.Raw, span.Words),
		Asks:     fmt.Sprintf("Does leaving out “%s” change what the source says?", says),
	})
}

// found reports whether a check has left a flaw, and no mere query, at an assertion.
func (p *Pass) found(c *Check, n int) bool {
	return slices.ContainsFunc(p.flaws, func(f Flaw) bool { return f.Check == c && !f.Query && (f.Assertion == n || slices.Contains(f.Also, n)) })
}

// spokenIn reports whether a flaw in the words of an assertion already covers a part of a run of it.
func (p *Pass) spokenIn(b *backing, start, end int) bool {
	return slices.ContainsFunc(p.flaws, func(f Flaw) bool {
		return f.Assertion == b.N && !f.Query && f.Check.Link == OnWording && f.Span.Start < end && start < f.Span.End && f.Span.End-f.Span.Start < len(b.Text)/2
	})
}

// A held is what one hedge of a line holds back, by the words of content of its clause that stand nowhere else in the cited lines.
type held struct {
	l     spoken
	hedge diction.Hit
	of    []int
}

// onlyHedged finds a word that the cited lines have under a hedge only, and a sentence of the assertion with none: a Sentra, for a car that might have
// been a Sentra. The word is held against its own hedge, wherever else the sentence has a reserve that only rounds a figure.
func (p *Pass) onlyHedged(b *backing) (diction.Hit, held, bool) {
	for _, l := range b.lines {
		for _, d := range p.helds(b, l) {
			if h, ok := p.swornOutright(b, d); ok {
				return h, d, true
			}
		}
	}
	return diction.Hit{}, held{}, false
}

// helds are the hedges of a line that hold back from saying that a thing is so, each with what it holds back: the words that follow it in its clause,
// all of the clause where it comes last, or of the clause beside it where it is one by itself.
func (p *Pass) helds(b *backing, l spoken) []held {
	t := l.text
	var out []held
	parts := t.Clauses()
	hedges := p.hedges(t)
	for _, h := range hedges {
		if h.Kind != "doubt" || t.Words[h.First].Quoted || roundsNumber(t, h) || wordAt(t, h.Last, "may", "might", "be") && (h.First == h.Last || standsAt(t, seeing, h.Last+1)) {
			continue // may do so, as what is allowed; could be seen
		}
		k := slices.IndexFunc(parts, func(c diction.Part) bool { return c.First <= h.First && h.First <= c.Last })
		if k < 0 {
			continue
		}
		of := p.heldIn(t, h, hedges, parts[k])
		if len(of) == 0 && hedgeAlone(t, h, parts[k]) {
			switch {
			case k > 0 && t.Words[parts[k-1].Last].Sentence == t.Words[h.First].Sentence:
				of = p.heldIn(t, h, hedges, parts[k-1])
			case k+1 < len(parts) && t.Words[parts[k+1].First].Sentence == t.Words[h.First].Sentence:
				of = p.heldIn(t, h, hedges, parts[k+1])
			}
		}
		if slices.ContainsFunc(of, func(i int) bool { return standsAt(t, diction.NumberWord, i) || standsAt(t, diction.Money, i) }) || holdsNumber(t, of) {
			continue // an estimate, which shows itself
		}
		of = slices.DeleteFunc(of, func(i int) bool { return hasAt(t, roughAge, i) || p.saidOutright(b, l, i, h) })
		if len(of) > 0 {
			out = append(out, held{l, h, of})
		}
	}
	return out
}

// roundsNumber reports whether a hedge goes with a number right after it: maybe thirty rounds.
func roundsNumber(t *diction.Text, h diction.Hit) bool {
	return startsNumber(t, h.Last+1) || wordAt(t, h.Last+1, "once", "twice") || wordAt(t, h.Last+1, "a", "some", "about", "around", "as") && startsNumber(t, h.Last+2)
}

// holdsNumber reports whether a number stands between the first and the last of some words of a text, or right before them.
func holdsNumber(t *diction.Text, of []int) bool {
	return len(of) > 0 && slices.ContainsFunc(t.Numbers(), func(n diction.Number) bool { return n.First >= of[0]-1 && n.First <= of[len(of)-1] })
}

// hedgeAlone reports whether a clause has no word of content besides a hedge.
func hedgeAlone(t *diction.Text, h diction.Hit, c diction.Part) bool {
	for i := c.First; i <= c.Last; i++ {
		if (i < h.First || i > h.Last) && contentAt(t, i) {
			return false
		}
	}
	return true
}

// heldIn are the words of content of a clause that a hedge governs.
func (p *Pass) heldIn(t *diction.Text, h diction.Hit, hedges []diction.Hit, c diction.Part) []int {
	var out []int
	for i := c.First; i <= c.Last; i++ {
		if i < h.First && h.Last < c.Last && h.First >= c.First || !contentAt(t, i) || slices.ContainsFunc(hedges, func(o diction.Hit) bool { return o.First <= i && i <= o.Last }) ||
			standsAt(t, diction.Hearsay, i) || standsAt(t, diction.TimeWord, i) || standsAt(t, diction.Month, i) || standsAt(t, diction.Day, i) || startsNumber(t, i) {
			continue
		}
		out = append(out, i)
	}
	return out
}

// saidOutright reports whether the word at i of a line stands anywhere else in the cited lines, in what the assertion declares, or in what it rests on.
func (p *Pass) saidOutright(b *backing, l spoken, i int, h diction.Hit) bool {
	stem := l.text.Words[i].Stem
	for _, o := range b.lines {
		for k, w := range o.text.Words {
			if w.Stem == stem && !(o.line == l.line && k == i) {
				return true
			}
		}
	}
	has := func(s string) bool { return wordIn(p.Text(s), stem) }
	for _, r := range b.Readings {
		if has(r.Means) {
			return true
		}
	}
	for _, x := range b.Identifies {
		if has(x.Basis) {
			return true
		}
	}
	for _, n := range b.RestsOn {
		if o := p.App.Assertion(n); o != nil && has(o.Text) {
			return true
		}
	}
	return false
}

// swornOutright finds where an assertion has what a hedge holds back: half of its words at least, in one sentence that keeps no reserve of its own.
func (p *Pass) swornOutright(b *backing, d held) (diction.Hit, bool) {
	first, last, n, in := -1, -1, 0, -1
	t := d.l.text
	for _, k := range d.of {
		w := t.Words[k]
		for i, o := range b.text.Words {
			if o.Stem != w.Stem && !(capital(w.Raw) && capital(o.Raw) && p.onePerson(w.Raw, o.Raw)) || in >= 0 && o.Sentence != in {
				continue
			}
			if !b.told(i) || b.waived[o.Sentence] || formal(b.text, o.Sentence) || p.keepsOwn(b, d, o.Sentence, i) {
				return diction.Hit{}, false
			}
			in = o.Sentence
			if first < 0 {
				first = i
			}
			first, last = min(first, i), max(last, i)
			n++
			break
		}
	}
	if n == 0 || 2*n < len(d.of) {
		return diction.Hit{}, false
	}
	return diction.Hit{First: first, Last: last, Start: b.text.Words[first].Start, End: b.text.Words[last].End}, true
}

// keepsOwn reports whether a sentence of an assertion keeps a reserve of any sort that may be that of a hedge: all but those that round a figure.
func (p *Pass) keepsOwn(b *backing, d held, sentence, at int) bool {
	for _, h := range p.hedges(b.text) {
		if s := b.text.Words[h.First].Sentence; s == sentence && !roundsNumber(b.text, h) && (h.Kind != "approximate" || h.First < at && at <= h.Last+3) || s == sentence+1 && h.Means == "unsure" {
			return true
		}
	}
	if slices.ContainsFunc(b.text.Hits(reserve), func(h diction.Hit) bool {
		return b.text.Words[h.First].Sentence == sentence && !roundsNumber(b.text, h)
	}) {
		return true
	}
	return inSentence(b.text, sentence, foundOdd, "") || tookFor(b.text, sentence) || mayHaveBeen(b.text, sentence) || putAt(b.text, sentence) || p.knowsNot(b.text, sentence+1) || deniedNear(b.text, at) ||
		p.deniedWords(b.text)[at] || b.echoes(d.l.text, d.hedge) || deniesToo(d.hedge) && deniesAtAll(b.text, sentence) || eitherOrIn(b.text, sentence)
}

// eitherOrIn reports whether a sentence leaves open which of two.
func eitherOrIn(t *diction.Text, sentence int) bool {
	return slices.ContainsFunc(t.Words, func(w diction.Word) bool { return w.Sentence == sentence && w.Norm == "or" }) || strings.Contains(t.Raw, "whether")
}
