package review

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/collation"
	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

var contradicts = &Check{
	Code:  "S3",
	Name:  "contradicts",
	Title: "Says the opposite of its source",
	Why: "The sentence affirms what its source denies, or denies what it affirms. If that was done knowingly or with " +
		"reckless disregard for the truth, the sentence is set aside and the paper is read without it.",
	Rests:    []doctrine.Cite{{Authority: "franks-1978", Pin: "155-156"}},
	Severity: Who,
	Force:    Contestable,
	Link:     OnWording,
	Retold:   true,
	Mindful:  true,
	By:       "factfinder",
	Mend:     "Which is right, the source or the sentence?",
	run:      findContradiction,
}

func findContradiction(p *Pass) {
	p.each(func(b *backing) {
		if len(b.lines) == 0 || p.belied(b) {
			return
		}
		for _, a := range p.statements(b.text) {
			if b.text.Words[a.part.First].Quoted || a.negated && untilThen(a) {
				continue
			}
			if l, s, pairs, ok := p.opposed(b, a); ok && p.departs(b, a.part.First, a.part.First) <= mostTurned {
				span, other := extents(b.text, l.text, pairs)
				first, last := b.text.Between(diction.Span{Start: span.Start, End: span.End})
				of, _ := l.text.Between(diction.Span{Start: other.Start, End: other.End})
				p.Report(Flaw{
					Query: b.Basis == record.Inferred && !b.own || p.departs(b, a.part.First, a.part.First) > sureClose ||
						p.deniedOtherwise(b, first, last-1, l.text, of),
					Assertion: b.N, Span: span, Sources: []At{{Source: l.source.ID, Line: l.line.N, Span: other}},
					Says: partWords(s), Sworn: partWords(a),
					Message: fmt.Sprintf("The source has “%s”; the sentence has “%s”. One denies what the other affirms.", partWords(s), partWords(a)),
					Asks:    "Does the sentence turn the source into its opposite?",
				})
				return
			}
		}
		if p.knowsAfterAll(b) || p.affirmsDenied(b) || p.endedOtherwise(b) || p.affirmsNoun(b) || p.pairedOtherwise(b) {
			return
		}
		if u, l, h, ok := p.opposite(b); ok && p.departs(b, u.First, u.Last) <= mostTurned && !strings.HasSuffix(b.text.Words[u.Last].Norm, "er") {
			p.Report(Flaw{
				Assertion: b.N, Span: spanOf(b.text, u.Start, u.End), Sources: []At{l.at(h.Start, h.End)},
				Says: l.text.Raw[h.Start:h.End], Sworn: b.text.Raw[u.Start:u.End],
				Message: fmt.Sprintf("The source has “%s”; the sentence has “%s”. Both cannot be so.", l.text.Raw[h.Start:h.End], b.text.Raw[u.Start:u.End]),
				Asks:    "Does the sentence turn the source into its opposite?",
			})
		}
	})
}

// untilThen reports whether what is denied is denied only up to a time: not until after it.
func untilThen(a statement) bool {
	t := a.text
	for i := a.part.First; i < len(t.Words) && i <= a.part.Last+2 && t.Words[i].Sentence == t.Words[a.part.First].Sentence; i++ {
		if t.Words[i].Norm == "until" || t.Words[i].Norm == "till" {
			return true
		}
	}
	return false
}

// thenDone reports whether a line denies a thing only up to a time, and the sentence that affirms it does not have it come about before that time; or the
// sentence denies what the line says should have been done.
func (p *Pass) thenDone(b *backing, d collation.Difference) bool {
	line := b.lines[d.Line].text
	at := func(t *diction.Text, i int) (statement, bool) {
		all := p.statements(t)
		k := slices.IndexFunc(all, func(s statement) bool { return s.part.First <= i && i <= s.part.Last })
		if k < 0 {
			return statement{}, false
		}
		return all[k], true
	}
	a, ok := at(b.text, d.Sworn.Last)
	s, same := at(line, d.Source.Last)
	if !ok || !same {
		return false
	}
	return s.negated && !a.negated && untilThen(s) && !byThen(a) || a.negated && !s.negated && unfulfilled(s)
}

// byThen reports whether the sentence of a statement has a thing come about before a time or by it: before 5 a.m.
func byThen(a statement) bool { return sentenceByThen(a.text, a.text.Words[a.part.First].Sentence) }

func sentenceByThen(t *diction.Text, sentence int) bool {
	return slices.ContainsFunc(t.Numbers(), func(n diction.Number) bool {
		return (n.Kind == diction.Clock || n.Kind == diction.Date) && t.Words[n.First].Sentence == sentence && wordAt(t, n.First-1, "before", "by")
	})
}

// untilLater reports whether what word i of a text tells is told up to a time that follows: did not reach the depot until 5 a.m.
func untilLater(t *diction.Text, i int) bool { return wordAfter(t, i, "until", "till") }

// unfulfilled reports whether a statement tells what someone should have done, and so did not do: should have locked it.
func unfulfilled(s statement) bool {
	t := s.text
	for i := s.part.First; i <= s.part.Last; i++ {
		if wordAt(t, i, "should", "ought") && (wordAt(t, i+1, "have") || wordAt(t, i+1, "to") && wordAt(t, i+2, "have")) || wordAt(t, i, "should've", "shoulda") {
			return true
		}
	}
	return false
}

// knowsAfterAll reports a sentence that affirms that someone saw, heard or knew who, what or where, in the very verb that the
// source denies and that no line affirms: I never saw who.
func (p *Pass) knowsAfterAll(b *backing) bool {
	denied := p.deniedWords(b.text)
	questions := func(t *diction.Text) map[string]int {
		out := make(map[string]int)
		for i := range t.Words {
			if i+1 < len(t.Words) && startsAt(t, asking, i+1) && t.Words[i].Sentence == t.Words[i+1].Sentence && (standsAt(t, seeing, i) || standsAt(t, minding, i)) {
				out[t.Words[i].Stem+" "+t.Words[i+1].Norm] = i
			}
		}
		return out
	}
	sworn := questions(b.text)
	for _, key := range slices.Sorted(maps.Keys(sworn)) {
		i := sworn[key]
		if denied[i] || !b.plain(i) || i > 0 && b.text.Words[i-1].Norm == "from" || deniedNear(b.text, i) {
			continue // kept him from seeing what; unable to tell which
		}
		var against *spoken
		at, affirmed := 0, false
		for k := range b.lines {
			l := &b.lines[k]
			j, ok := questions(l.text)[key]
			if !ok {
				continue
			}
			if p.deniedWords(l.text)[j] {
				against, at = l, j
			} else {
				affirmed = true
			}
		}
		if against == nil || affirmed {
			continue
		}
		first := at
		for _, h := range against.text.Negations() {
			if h.First < at && against.text.Words[h.First].Sentence == against.text.Words[at].Sentence {
				first = h.First
			}
		}
		span := spanOf(b.text, b.text.Words[i].Start, b.text.Words[i+1].End)
		from := against.at(against.text.Words[first].Start, against.text.Words[at+1].End)
		p.Report(Flaw{
			Assertion: b.N, Span: span, Sources: []At{from}, Says: from.Span.Words, Sworn: span.Words,
			Message: fmt.Sprintf("The source has “%s”; the sentence has “%s”. One denies what the other affirms.", from.Span.Words, span.Words),
			Asks:    "Does the sentence turn the source into its opposite?",
		})
		return true
	}
	return false
}

// deniedNear reports whether a word that denies, in a hedge or by what it means, stands within four words before word i, or anywhere before it
// in its clause where an or joins word i to what it denies: denied ever buying a set, or knowing anyone.
func deniedNear(t *diction.Text, i int) bool {
	if i < 0 || i >= len(t.Words) {
		return false
	}
	joined := wordAt(t, i-1, "or", "nor")
	in := t.Words[i].Sentence
	near := func(h diction.Hit) bool {
		if h.First >= i {
			return false
		}
		return i-h.Last <= 4 || joined && !slices.ContainsFunc(t.Words[h.Last:i], func(w diction.Word) bool { return w.Norm == "but" || w.Norm == "and" })
	}
	return slices.ContainsFunc(hitsIn(t, in, denyingWord), near) ||
		slices.ContainsFunc(hitsIn(t, in, diction.Negation), func(h diction.Hit) bool { return near(h) && negates(t, h) })
}

// opposed finds a clause of the cited lines that says the same as a but with the other sign, if no clause that is as
// close says it with the same sign.
func (p *Pass) opposed(b *backing, a statement) (spoken, statement, [][2]diction.Term, bool) {
	type match struct {
		l     spoken
		s     statement
		pairs [][2]diction.Term
		score int
	}
	var best, word match // by what is said, and by words alone
	agreed := 0
	for _, l := range b.lines {
		for _, s := range p.statements(l.text) {
			all, plain, pairs := p.likeness(&a, &s)
			if s.negated != a.negated && (s.deniesAnywhere() && a.deniesAnywhere() || deniesAtAll(a.text, a.text.Words[a.part.First].Sentence) && deniesAtAll(s.text, s.text.Words[s.part.First].Sentence) || s.negated && undone(a, s) || a.negated && undone(s, a)) {
				continue // two denials make no affirmation here: which word each belongs to is not for us to guess
			}
			if s.negated != a.negated && len(s.hedges) == 0 && !commanded(s) && !(a.negated && unfulfilled(s)) && !(s.negated && untilThen(s) && !byThen(a)) {
				if same := verbatimDenial(a, s); len(same) > 0 && word.pairs == nil && !(a.negated && p.disbelieves(b, l, s)) && !p.repeatsElsewhere(b, a, s) {
					word = match{l, s, same, 0}
				}
			}
			if plain == 0 {
				continue
			}
			if s.negated != a.negated && (s.negated && untilThen(s) && !byThen(a) || a.negated && unfulfilled(s)) {
				continue // what he had not done until an hour he did then; what he should have done he did not
			}
			if s.negated && !a.negated && commanded(s) {
				continue // that he did what he shall not do is a breach, and no contradiction
			}
			if s.negated == a.negated {
				agreed = max(agreed, all)
				if a.negated {
					return spoken{}, statement{}, nil, false // denied somewhere; which clause it was is not for us to guess
				}
				continue
			}
			if len(s.hedges) > 0 || a.negated && p.disbelieves(b, l, s) {
				continue
			}
			if !denies(a, s, pairs) || p.deniesToo(b, s) || p.ofAnother(a, s, pairs) || all < 2 || 2*all < min(len(a.terms), len(s.terms)) {
				continue
			}
			if all > best.score {
				best = match{l, s, pairs, all}
			}
		}
	}
	if best.score <= agreed && word.pairs != nil {
		return word.l, word.s, word.pairs, true
	}
	return best.l, best.s, best.pairs, best.score > agreed
}

// commanded reports whether a statement forbids.
func commanded(s statement) bool {
	return slices.ContainsFunc(s.text.NegationsIn(s.part.First, s.part.Last), func(h diction.Hit) bool { return forbids(s.text, h) })
}

// forbids reports whether a word of negation is that of a command: shall not, must not, may not, is not to.
func forbids(t *diction.Text, h diction.Hit) bool {
	return wordAt(t, h.First-1, "shall", "must") || wordAt(t, h.First-1, "may") && !wordAt(t, h.Last+1, "have", "be") || wordAt(t, h.Last, "not") && wordAt(t, h.Last+1, "to")
}

// disbelieves reports whether an inference that denies something denies what a respondent, or one whose word the source only
// retells, said of it: that his word is false is then what the paper concludes.
func (p *Pass) disbelieves(b *backing, l spoken, s statement) bool {
	if b.Basis != record.Inferred || b.own {
		return false
	}
	if slices.ContainsFunc(l.text.Hits(diction.Hearsay), func(h diction.Hit) bool {
		return h.First <= s.part.Last && l.text.Words[h.First].Sentence == l.text.Words[s.part.First].Sentence && !l.text.Words[h.First].Quoted
	}) {
		return true
	}
	return slices.Contains(p.App.Respondents, l.teller())
}

// ofAnother reports whether of two clauses with one word in common the first goes on with whose it is, "of" and a name, and the other
// does not: to have given the name of Ward denies nothing of who would not give his own.
func (p *Pass) ofAnother(a, s statement, pairs [][2]diction.Term) bool {
	of := func(t *diction.Text, u diction.Term) bool {
		return u.Last+2 < len(t.Words) && t.Words[u.Last+1].Norm == "of" && slices.ContainsFunc(p.namesIn(t), func(n diction.Name) bool { return n.First == u.Last+2 })
	}
	return slices.ContainsFunc(pairs, func(x [2]diction.Term) bool { return of(a.text, x[0]) != of(s.text, x[1]) })
}

// deniesToo reports whether the assertion has a clause of its own that denies what a clause of the source denies.
func (p *Pass) deniesToo(b *backing, s statement) bool {
	return s.negated && slices.ContainsFunc(p.statements(b.text), func(o statement) bool {
		return o.negated && slices.ContainsFunc(s.terms, func(v diction.Term) bool {
			return s.denies(v) && slices.ContainsFunc(o.terms, func(u diction.Term) bool { return p.agree(u, v) })
		})
	})
}

// repeatsElsewhere reports whether another clause of the assertion repeats a clause of the source with its sign: he knows that one needs a
// license to do it for a living, and does not do it for a living.
func (p *Pass) repeatsElsewhere(b *backing, a, s statement) bool {
	return slices.ContainsFunc(p.statements(b.text), func(o statement) bool {
		if o.negated != s.negated || o.part.First == a.part.First {
			return false
		}
		_, _, n := o.repeats(&s)
		return n >= 2
	})
}

// verbatimDenial returns the words that two statements of unlike sign repeat word for word from where the negation begins
// to reach, as pairs of their first and last, or nothing.
func verbatimDenial(a, s statement) [][2]diction.Term {
	i, j, n := a.repeats(&s)
	if n < 2 { // one word alone is too little to be sure that the same thing is spoken of
		return nil
	}
	reach, first := s.after, j
	if a.negated {
		reach, first = a.after, i
	}
	if reach+1 < first || reach+1 >= first+n {
		return nil
	}
	return verbatim(a, s, i, j, n)
}

// undone reports whether a statement has, by a prefix that denies, a word that another, which denies it, has without: uncut, for not yet cut.
func undone(a, s statement) bool {
	for i := a.part.First; i <= a.part.Last; i++ {
		w := a.text.Words[i].Norm
		for _, prefix := range []string{"un", "in", "non", "dis"} {
			if rest, ok := strings.CutPrefix(w, prefix); ok && len(rest) > 2 && slices.ContainsFunc(s.text.Words[s.part.First:s.part.Last+1], func(o diction.Word) bool { return o.Norm == rest }) {
				return true
			}
		}
	}
	return false
}

// deniesAnywhere reports whether a word of negation, one that is part of a hedge too (unable to tell), or one that denies by what it
// means stands in the statement or within the two words before it.
func (s statement) deniesAnywhere() bool {
	return tooMuch(s) || len(hitsFrom(s.text, denyingWord, s.part.First-2, s.part.Last)) > 0 ||
		slices.ContainsFunc(hitsFrom(s.text, diction.Negation, s.part.First-2, s.part.Last), func(h diction.Hit) bool { return negates(s.text, h) })
}

// tooMuch reports whether a statement denies by measure: too hard to drive.
func tooMuch(s statement) bool {
	for i := s.part.First; i < s.part.Last; i++ {
		if s.text.Words[i].Norm == "too" {
			return slices.ContainsFunc(s.text.Words[i+1:s.part.Last+1], func(w diction.Word) bool { return w.Norm == "to" })
		}
	}
	return false
}

// denies reports whether what the negated one of two statements denies first is among what they share.
func denies(a, s statement, pairs [][2]diction.Term) bool {
	return slices.ContainsFunc(pairs, func(x [2]diction.Term) bool {
		return a.denies(x[0]) || s.denies(x[1])
	})
}

// opposite finds a term of the assertion whose opposite stands in the cited lines, where the term itself does not.
func (p *Pass) opposite(b *backing) (diction.Term, spoken, diction.Hit, bool) {
	denied := p.deniedWords(b.text)
	for _, u := range b.text.Terms(weighty...) {
		for _, c := range u.Concepts {
			for _, o := range p.Lexicon.Opposites(c) {
				if b.supplies.holds(p, []string{c}) || meansIn(b.text, o) || setsPlace(b.text, u) || p.excused(b, u, denied) {
					continue
				}
				for _, l := range b.lines {
					for _, class := range weighty {
						for _, h := range l.text.Hits(class) {
							if h.Means == o && (p.near(b.text, u, l.text, h) || shareWord(b.text, u, l.text, h)) && !p.deniedWords(l.text)[h.First] {
								return u, l, h, true
							}
						}
					}
				}
			}
		}
	}
	return diction.Term{}, spoken{}, diction.Hit{}, false
}

// setsPlace reports whether a term is a thing and the on of the place where it is: the light on the porch.
func setsPlace(t *diction.Text, u diction.Term) bool {
	return u.Last == u.First+1 && wordAt(t, u.Last, "on") && wordAt(t, u.Last+1, "the", "a", "an", "his", "her", "its", "their", "my", "our") && !strings.HasSuffix(t.Words[u.First].Norm, "ed")
}

// meansIn reports whether a text has a word of a concept.
func meansIn(t *diction.Text, concept string) bool {
	return slices.ContainsFunc(weighty, func(c diction.Class) bool {
		return slices.ContainsFunc(t.Hits(c), func(h diction.Hit) bool { return h.Means == concept })
	})
}

// near reports whether the words about u and about h have a content word in common.
func (p *Pass) near(a *diction.Text, u diction.Term, b *diction.Text, h diction.Hit) bool {
	stems := make(map[string]bool)
	for _, t := range b.Terms() {
		if t.First >= h.First-5 && t.First <= h.Last+5 && (t.First < h.First || t.First > h.Last) {
			stems[b.Words[t.First].Stem] = true
		}
	}
	return slices.ContainsFunc(a.Terms(), func(t diction.Term) bool {
		return t.First >= u.First-5 && t.First <= u.Last+5 && (t.First < u.First || t.First > u.Last) && stems[a.Words[t.First].Stem]
	})
}

// shareWord reports whether two phrases that are opposites have a content word in common: lights on, lights off.
func shareWord(a *diction.Text, u diction.Term, b *diction.Text, h diction.Hit) bool {
	for i := u.First; i <= u.Last; i++ {
		for k := h.First; k <= h.Last; k++ {
			if a.Words[i].Stem == b.Words[k].Stem && !smallWord(a, i) {
				return true
			}
		}
	}
	return false
}

// extents are the runs of words from the first shared term to the last, in both texts.
func extents(a, b *diction.Text, pairs [][2]diction.Term) (Span, Span) {
	var x, y []diction.Term
	for _, pair := range pairs {
		x, y = append(x, pair[0]), append(y, pair[1])
	}
	return extent(a, x), extent(b, y)
}

// partWords is the raw text of a clause.
func partWords(s statement) string { return s.text.Phrase(s.part.First, s.part.Last) }
