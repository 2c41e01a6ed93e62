package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
)

var trimmed = &Check{
	Code:  "S6",
	Name:  "trimmed",
	Title: "A quotation cut so that its sense turns",
	Why: "The words quoted are the source's, but words next to them in the same sentence take back, deny or limit what they " +
		"say, and those were left out. A true quotation can mislead as much as a false one.",
	Rests:    []doctrine.Cite{{Authority: "franks-1978", Pin: "155-156"}},
	Severity: Who,
	Force:    Contestable,
	Link:     OnWording,
	Retold:   true,
	Mindful:  true,
	By:       "factfinder",
	Mend:     "What does the rest of the sentence say, and does the paper give it?",
	run:      findTrimmed,
}

// A cutting is a quotation and the words of its sentence that turn it.
type cutting struct {
	q    quoted
	line spoken
	hit  diction.Hit
}

func findTrimmed(p *Pass) {
	p.each(func(b *backing) {
		c, ok := p.cuttings(b)
		if !ok {
			return
		}
		says := c.line.text.Raw[c.hit.Start:c.hit.End]
		p.Report(Flaw{
			Assertion: b.N, Span: c.q.span, Sources: []At{c.line.at(c.hit.Start, c.hit.End)}, Says: says, Sworn: c.q.span.Words,
			Message: fmt.Sprintf("The quotation leaves out “%s”, which stands in the same sentence of the source: “%s”.", says, c.line.text.Raw),
			Asks:    fmt.Sprintf("Does leaving out “%s” turn the sense of what is quoted?", says),
		})
	})
}

// trims reports whether a quotation of the assertion is cut so that its sense turns.
func (p *Pass) trims(b *backing) bool { _, ok := p.cuttings(b); return ok }

// cuttings finds the first quotation that is in one line to the letter, and from whose sentence a turning word was left
// out that the assertion does not give in its own words.
func (p *Pass) cuttings(b *backing) (cutting, bool) {
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
			if h, ok := p.turning(b, l, &r[0], at); ok {
				return cutting{q, l, h}, true
			}
		}
	}
	return cutting{}, false
}

// turning finds a negation, hedge or exception among the words left out: between the parts quoted, in the clause that
// the quotation breaks into or out of, or at the head of the next clause.
func (p *Pass) turning(b *backing, l spoken, r *run, at [][2]int) (diction.Hit, bool) {
	quotedWord := make(map[int]bool)
	for _, part := range at {
		for i := part[0]; i <= part[1]; i++ {
			quotedWord[r.word[i]] = true
		}
	}
	first, last := r.word[at[0][0]], r.word[at[len(at)-1][1]]
	reach := make(map[int]bool) // words left out that govern what is quoted
	parts := l.text.Clauses()
	for i, c := range parts {
		if c.First > last && (p.exceptional(l.text, c) && p.turns(l.text, c) || p.nothingElse(l.text, c) || slices.ContainsFunc(howSure(l.text), func(h diction.Hit) bool { return c.First <= h.First && h.First <= c.Last })) {
			for w := c.First; w <= c.Last; w++ {
				reach[w] = true
			}
		}
		if i+1 < len(parts) && parts[i+1].First <= first && parts[i+1].Last >= first && p.conditional(l.text, c) {
			for w := c.First; w <= c.Last; w++ {
				reach[w] = true
			}
		}
		if c.Last >= first && c.First <= last || i > 0 && parts[i-1].Last >= first && parts[i-1].First <= last && p.exceptional(l.text, c) {
			for w := c.First; w <= c.Last; w++ {
				reach[w] = true
			}
		}
	}
	hits := slices.Concat(l.text.Negations(), p.hedges(l.text), l.text.Hits(diction.Exception), howSure(l.text))
	slices.SortStableFunc(hits, func(x, y diction.Hit) int { return x.First - y.First })
	for _, h := range hits {
		if h.Class == diction.Exception && closes(l.text, h) {
			continue // shared passwords though, I yell
		}
		if h.Kind == "approximate" || h.Class == diction.Exception && h.Kind != "condition" && h.First < first || quotedWord[h.First] || !reach[h.First] {
			continue
		}
		if l.text.Words[h.First].Sentence != l.text.Words[first].Sentence && l.text.Words[h.First].Sentence != l.text.Words[last].Sentence {
			continue
		}
		if h.First > last && strings.ContainsAny(l.text.Raw[l.text.Words[last].End:h.Start], ".;") {
			continue // a full stop before a small letter, as in messages
		}
		if h.Class == diction.Negation && wordAt(l.text, h.First-1, "said", "say", "says") && wordAt(l.text, h.First, "nothing", "no") {
			continue // and said nothing more
		}
		if h.Class == diction.Negation && wordAt(l.text, h.First-1, "or") && closes(l.text, h) {
			continue // do you want it or not
		}
		if p.conveys(b, h) {
			continue
		}
		return h, true
	}
	return diction.Hit{}, false
}

// howSure are the shares of a hundred, under a hundred, by which a witness says how sure he is: I'm about eighty percent. Each is a hedge that
// an assertion keeps by giving the share.
func howSure(t *diction.Text) []diction.Hit {
	var out []diction.Hit
	for _, n := range t.Numbers() {
		if n.Kind != diction.Percent || n.Value >= 100 {
			continue
		}
		for i := n.First - 1; i >= 0 && i >= n.First-3 && t.Words[i].Sentence == t.Words[n.First].Sentence; i-- {
			if wordAt(t, i, "i'm", "im", "i'd", "am") {
				out = append(out, diction.Hit{Entry: diction.Entry{Class: diction.Hedge, Kind: "sure", Means: "sure"}, First: n.First, Last: n.Last, Start: n.Start, End: n.End})
				break
			}
		}
	}
	return out
}

// closes reports whether a mark or the end of the sentence stands right after a word, so that it excepts nothing that follows.
func closes(t *diction.Text, h diction.Hit) bool {
	next := h.Last + 1
	return next == len(t.Words) || t.Words[next].Sentence != t.Words[h.Last].Sentence || strings.TrimSpace(t.Raw[h.End:t.Words[next].Start]) != ""
}

// exceptional reports whether a clause begins with an exception or is a hedge or negation by itself.
func (p *Pass) exceptional(t *diction.Text, c diction.Part) bool {
	for _, h := range t.Hits(diction.Exception) {
		if h.First == c.First || h.First == c.First+1 {
			return true
		}
	}
	return false
}

// conditional reports whether a clause begins with a condition: if I can get it.
func (p *Pass) conditional(t *diction.Text, c diction.Part) bool {
	return slices.ContainsFunc(t.Hits(diction.Exception), func(h diction.Hit) bool {
		return h.Kind == "condition" && (h.First == c.First || h.First == c.First+1)
	})
}

// nothingElse reports whether a clause only doubts or denies, so that it speaks of what stands before it: I'm not sure yet.
func (p *Pass) nothingElse(t *diction.Text, c diction.Part) bool {
	turning := slices.Concat(t.Negations(), slices.DeleteFunc(p.hedges(t), func(h diction.Hit) bool { return h.Kind == "approximate" }))
	if !slices.ContainsFunc(turning, func(h diction.Hit) bool { return h.First >= c.First && h.First <= c.Last }) || wordAt(t, c.First, "don't", "dont", "never") {
		return false // don't be cute: an order by itself
	}
	for _, u := range t.Terms() {
		if u.First < c.First || u.First > c.Last || slices.ContainsFunc(turning, func(h diction.Hit) bool { return h.First <= u.First && u.First <= h.Last }) {
			continue
		}
		if standsAt(t, diction.Hedge, u.First) || standsAt(t, diction.TimeWord, u.First) || standsAt(t, diction.Sureness, u.First) {
			continue
		}
		return false
	}
	return true
}

// turns reports whether a clause denies or doubts.
func (p *Pass) turns(t *diction.Text, c diction.Part) bool {
	return slices.ContainsFunc(slices.Concat(t.Negations(), t.Hits(diction.Hedge)), func(h diction.Hit) bool {
		return h.First >= c.First && h.First <= c.Last && h.Kind != "approximate"
	})
}

// conveys reports whether an assertion gives in its own words what a turning word says.
func (p *Pass) conveys(b *backing, h diction.Hit) bool {
	var own []diction.Hit
	switch h.Class {
	case diction.Negation:
		own = b.text.Negations()
	case diction.Hedge:
		if own = p.hedges(b.text); deniesToo(h) {
			own = slices.Concat(own, b.text.Negations()) // a number that she does not know
		}
	default:
		own = slices.Concat(b.text.Hits(diction.Exception), b.text.Negations(), b.text.Hits(diction.Hedge))
	}
	if h.Kind == "sure" {
		return slices.ContainsFunc(b.text.Numbers(), func(n diction.Number) bool { return n.Kind == diction.Percent }) || len(own) > 0
	}
	for _, o := range own {
		if !b.text.Words[o.First].Quoted || o.Means == h.Means {
			return true
		}
	}
	return false
}
