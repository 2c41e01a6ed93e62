package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

var whichEvent = &Check{
	Code:  "I4",
	Name:  "which-event",
	Title: "Which occasion is meant",
	Why: "The sources speak of more than one occasion of a kind, and the sentence ties a place or a person to one without " +
		"saying which. Support for the one is not support for the other.",
	Rests:    []doctrine.Cite{{Authority: "us-const-amend-4", Pin: "cl. 2"}, {Authority: "gates-1983", Pin: "230-233"}},
	Severity: Who,
	Force:    Contestable,
	Link:     OnEvent,
	By:       "court",
	Mend:     "Which occasion does the source speak of, and how is that known?",
	run:      findWhichEvent,
}

// An occasion is one mention of an event, with the words that say which.
type occasion struct {
	means string
	when  string // last night, tonight, another; empty if not said
	words string // the words that say so
	back  bool   // they only point back at one told of before: the same, the said
	hit   diction.Hit
}

func findWhichEvent(p *Pass) {
	all := make(map[string][]occasion) // by event, one of each time that it is given
	mentions := make(map[string][]int)
	seen := make(map[*record.Line]bool)
	note := func(t *diction.Text, n int) {
		for _, o := range occasions(t) {
			if o.when != "" && !o.back && !slices.ContainsFunc(all[o.means], func(x occasion) bool { return sameDay(x.when, o.when) }) {
				all[o.means] = append(all[o.means], o)
			}
			if n > 0 && !slices.Contains(mentions[o.means], n) {
				mentions[o.means] = append(mentions[o.means], n)
			}
		}
	}
	p.assertions(func(b *backing) {
		if !talkedOf(b, p) {
			return
		}
		note(b.text, b.N)
		for _, l := range b.lines {
			if !seen[l.line] {
				seen[l.line] = true
				note(l.text, 0)
			}
		}
	})
	told := make(map[string]bool)
	p.assertions(func(b *backing) {
		if !talkedOf(b, p) {
			return
		}
		for _, o := range occasions(b.text) {
			if told[o.means] || o.when != "" || len(all[o.means]) < 2 || b.text.Words[o.hit.First].Quoted || b.marked[b.text.Words[o.hit.First].Sentence] {
				continue
			}
			if !p.tiesTo(b, o) || strings.HasSuffix(b.text.Words[o.hit.Last].Norm, "s") || // two buys are tied to none
				o.hit.First > 0 && (wordAt(b.text, o.hit.First-1, "that", "this", "each", "every", "any", "per")) {
				continue // that buy: the one just told of
			}
			if i := o.hit.First; wordAt(b.text, i-1, "a", "an") && i > 1 {
				if n, ok := numberAt(b.text, i-2); ok && n.Kind == diction.Sum {
					continue // at $150 a purchase
				}
			}
			told[o.means] = true
			span := spanOf(b.text, o.hit.Start, b.text.Sentences[b.text.Words[o.hit.First].Sentence].End)
			span = spanOf(b.text, span.Start, span.Start+len(strings.TrimRight(span.Words, ". ")))
			f := Flaw{
				Query:     !nounPhrase(b.text, o.hit.First),
				Assertion: b.N, Span: span, Sworn: span.Words,
				Also: slices.DeleteFunc(slices.Clone(mentions[o.means]), func(n int) bool { return n == b.N }),
				Message: fmt.Sprintf("The paper and its sources speak of more than one %s (%s). This sentence ties a place or a person to one and does not say which.",
					o.hit.Words, timesOf(all[o.means])),
				Asks: fmt.Sprintf("May “%s” fairly be taken to mean one %s and no other?", span.Words, o.hit.Words),
			}
			for _, l := range b.lines {
				for _, x := range occasions(l.text) {
					if x.means == o.means {
						f.Sources = append(f.Sources, l.at(x.hit.Start, x.hit.End))
					}
				}
			}
			p.Report(f)
		}
	})
	p.assertions(p.reportVagueTime)
}

// reportVagueTime reports a sentence that puts what happened on one night or in one of the calls, where the source has the very
// day or the call, and another of the kind is cited.
func (p *Pass) reportVagueTime(b *backing) {
	for _, h := range b.text.Hits(vagueTime) {
		if b.text.Words[h.First].Quoted || p.saysWhen(b.text, h) || slices.ContainsFunc(b.lines, func(l spoken) bool { return l.text.Has(vagueTime) }) {
			continue
		}
		l, ok := p.knownDay(b, h.Means == "call")
		if !ok {
			continue
		}
		p.Report(Flaw{
			Assertion: b.N, Span: hitSpan(b.text, h), Sworn: h.Words, Sources: []At{l.whole()},
			Message: fmt.Sprintf("The sentence has “%s”. Source %s knows which; the paper does not say.", hitSpan(b.text, h).Words, l.source.ID),
			Asks:    fmt.Sprintf("May “%s” fairly be taken to mean one occasion and no other?", hitSpan(b.text, h).Words),
		})
		return
	}
}

// saysWhen reports whether a date, a month, a day of the week or the like stands in the clause of a phrase or right after it.
func (p *Pass) saysWhen(t *diction.Text, h diction.Hit) bool {
	last := h.Last + 5
	first := h.First
	for _, c := range t.Clauses() {
		if c.First <= h.First && h.First <= c.Last {
			first, last = c.First, max(last, c.Last)
		}
	}
	if slices.ContainsFunc(t.Numbers(), func(n diction.Number) bool {
		return n.Kind == diction.Date && t.Words[n.First].Sentence == t.Words[h.First].Sentence
	}) {
		return true
	}
	in := func(o diction.Hit) bool {
		return o.First >= first && o.First <= last && (o.Last < h.First || o.First > h.Last)
	}
	return slices.ContainsFunc(t.Hits(diction.Month), in) || slices.ContainsFunc(t.Hits(diction.TimeWord), func(o diction.Hit) bool { return o.Kind == "deictic" && o.Means != "another" && in(o) }) || slices.ContainsFunc(t.Numbers(), func(n diction.Number) bool {
		return n.Kind != diction.Clock && n.First >= first && n.First <= last && (n.Last < h.First || n.First > h.Last)
	})
}

// knownDay returns a cited line that has the day of what it tells: of talk that was recorded or a watch that was kept, by the time of
// the source, where the paper cites another of the kind; of what someone told, by its own words.
func (p *Pass) knownDay(b *backing, call bool) (spoken, bool) {
	for _, l := range b.lines {
		switch s := l.source; s.Kind {
		case record.Intercept, record.Observation, record.Recording, record.Message:
			if call != s.Talk() || !s.Time.Known() {
				continue
			}
			if slices.ContainsFunc(p.paper().cited, func(o *record.Source) bool { return o != s && o.Kind == s.Kind }) {
				return l, true
			}
		case record.Interview, record.Tip, record.Report:
			if !call && (l.text.Has(diction.Month) || slices.ContainsFunc(l.text.Numbers(), func(n diction.Number) bool { return n.Kind == diction.Date })) {
				return l, true
			}
		}
	}
	return spoken{}, false
}

// timesOf lists the times of occasions in the words that the texts have for them.
func timesOf(all []occasion) string {
	var words []string
	for _, o := range all {
		words = append(words, o.words)
	}
	return strings.Join(words, ", ")
}

// sameDay reports whether two times of an occasion are one: the same word, or dates of which one leaves out the year.
func sameDay(a, b string) bool {
	return a == b || len(a) == len("2006-01-02") && len(b) == len(a) && a[4:] == b[4:] && (small(a[:4]) == 0 || small(b[:4]) == 0)
}

// talkedOf reports whether an assertion rests on talk, in which occasions are spoken of, rather than on what an officer
// or a record saw of one.
func talkedOf(b *backing, p *Pass) bool {
	if b.Basis == record.Observed || len(b.cites) == 0 {
		return false
	}
	return slices.ContainsFunc(b.cites, func(c record.Cite) bool {
		s := p.Matter.Source(c.Source)
		return s != nil && (s.Talk() || s.Kind == record.Interview || s.Kind == record.Tip)
	})
}

// occasions finds the events of a text, each with the word of time in its sentence that says which it is. A date, an
// order or a word such as "same" says so too.
func occasions(t *diction.Text) []occasion {
	var out []occasion
	for _, h := range t.Hits(diction.Event) {
		if slices.ContainsFunc(negations(t), func(n diction.Hit) bool {
			return n.Last < h.First && h.First-n.Last <= 3 && t.Words[n.Last].Sentence == t.Words[h.First].Sentence
		}) {
			continue // never bought from her: no occasion at all
		}
		s := t.Words[h.First].Sentence
		o := occasion{means: h.Means, hit: h}
		for _, w := range t.Hits(diction.TimeWord) {
			if t.Words[w.First].Sentence != s {
				continue
			}
			if w.Means == "another" && w.Last+1 != h.First && w.Last+2 != h.First {
				continue
			}
			if (w.Kind == "order" || w.Kind == "same") && (w.Last+2 < h.First || w.First > h.First) {
				continue
			}
			if o.when == "" || w.Means != "another" {
				o.when, o.words, o.back = w.Means, w.Words, w.Kind == "same"
			}
		}
		for _, n := range t.Numbers() {
			if n.Kind == diction.Date && t.Words[n.First].Sentence == s {
				o.when, o.words, o.back = n.Norm, t.Raw[n.Start:n.End], false
			}
		}
		out = append(out, o)
	}
	return out
}

// nounPhrase reports whether an article, a number or the like stands within two words before word i: the buy, and not bought.
func nounPhrase(t *diction.Text, i int) bool {
	for k := i - 1; k >= 0 && k >= i-2 && t.Words[k].Sentence == t.Words[i].Sentence; k-- {
		if _, number := numberAt(t, k); number || endsAt(t, pointer, k) || wordAt(t, k, "a", "an", "the", "his", "her", "their", "my", "our", "controlled", "undercover") || possessive(t, k) {
			return true
		}
	}
	return false
}

// tiesTo reports whether the sentence of an occasion puts it at a place or puts a person there: a word of presence, a
// home, an address or a place after a preposition follows it, or a person's name.
func (p *Pass) tiesTo(b *backing, o occasion) bool {
	s := b.text.Words[o.hit.First].Sentence
	for i := o.hit.Last + 1; i < len(b.text.Words) && b.text.Words[i].Sentence == s; i++ {
		switch b.text.Words[i].Norm {
		case "at", "in", "with", "where", "for":
			if i+1 < len(b.text.Words) && b.text.Words[i+1].Sentence == s && !timeAt(b.text, i+1) {
				return true
			}
		}
	}
	for _, h := range b.text.Hits(diction.Presence) {
		if b.text.Words[h.First].Sentence == s {
			return true
		}
	}
	return false
}

// timeAt reports whether a time, a date or a month stands at word i.
func timeAt(t *diction.Text, i int) bool {
	for _, n := range t.Numbers() {
		if n.First <= i && i <= n.Last && (n.Kind == diction.Clock || n.Kind == diction.Date) {
			return true
		}
	}
	return slices.ContainsFunc(t.Hits(diction.Month), func(h diction.Hit) bool { return h.First == i })
}
