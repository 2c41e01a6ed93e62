package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/collation"
	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

var hedgeDropped = &Check{
	Code:  "S4",
	Name:  "hedge-dropped",
	Title: "Drops a hedge",
	Why: "The source holds back (may have, thinks, not sure, I can't believe) and the sentence repeats the rest without it. " +
		"What was a doubt or a surprise is then sworn to as a fact, and its weight is another.",
	Rests:    []doctrine.Cite{{Authority: "franks-1978", Pin: "155-156"}},
	Severity: Weight,
	Force:    Contestable,
	Link:     OnWording,
	Retold:   true,
	Verbatim: true,
	Mindful:  true,
	By:       "factfinder",
	Mend:     "Does the doubt in the source belong in the sentence?",
	run:      findHedgeDropped,
}

// mildHedge is the class of hedges that are as often part of what is told: what another thought of it, what would have come of it.
const mildHedge diction.Class = "mild-hedge"

// mild reports whether what holds back between two words of a text is mild, so that to leave it out is one sign alone. What the teller
// himself thought is not: I thought it was him; but for younger than I thought.
func mild(t *diction.Text, first, last int) bool {
	for i := first; i <= last; i++ {
		if wordAt(t, i, "i", "we") && !wordAt(t, i-1, "than") {
			return false
		}
	}
	if wordAt(t, first-1, "i", "we") && wordAt(t, first, "thought", "think", "believed") && !wordAt(t, first-2, "than") {
		return false
	}
	hits := t.Hits(mildHedge)
	return slices.ContainsFunc(hits, func(h diction.Hit) bool {
		return h.First <= first && last <= h.Last || first <= h.First && h.Last <= last
	})
}

// A doubted is a clause of an assertion that repeats a hedged clause of its source.
type doubted struct {
	in    statement // of the assertion
	of    statement // of the source
	line  spoken
	hedge diction.Hit
	pairs [][2]diction.Term
}

func findHedgeDropped(p *Pass) {
	p.each(func(b *backing) {
		if d, ok := p.unhedged(b); ok {
			span, _ := extents(b.text, d.line.text, d.pairs)
			says := d.line.text.Raw[d.hedge.Start:d.hedge.End]
			p.Report(Flaw{
				Assertion: b.N, Span: span, Sources: []At{d.line.at(d.hedge.Start, d.hedge.End)},
				Says: says, Sworn: span.Words, Recited: p.keeping(b, d), Severity: weighed(d.hedge), Query: mild(d.line.text, d.hedge.First, d.hedge.Last),
				Message: fmt.Sprintf("The source says “%s”: “%s”. The sentence has “%s” without it.", says, partWords(d.of), partWords(d.in)),
				Asks:    fmt.Sprintf("Does leaving out “%s” change what the source says?", says),
			})
			return
		}
		if n, l, h, ok := p.chosen(b); ok {
			says := l.text.Raw[h.Start:h.End]
			p.Report(Flaw{
				Assertion: b.N, Span: spanOf(b.text, n.Start, n.End), Sources: []At{l.at(h.Start, h.End)},
				Says: says, Sworn: b.text.Raw[n.Start:n.End],
				Message: fmt.Sprintf("The source says “%s”; the sentence has “%s” alone.", says, b.text.Raw[n.Start:n.End]),
				Asks:    "Does it matter here that the source leaves open which?",
			})
			return
		}
		if n, l, h, ok := p.rounded(b); ok {
			says := l.text.Raw[h.Start:h.End]
			p.Report(Flaw{
				Assertion: b.N, Span: spanOf(b.text, n.Start, n.End), Sources: []At{l.at(h.Start, h.End)},
				Says: says, Sworn: b.text.Raw[n.Start:n.End], Severity: Care, Force: Note,
				Message: fmt.Sprintf("The source says “%s”; the sentence gives the figure as exact.", says),
				Asks:    "Does it matter here that the figure is an estimate?",
			})
		}
	})
}

// unhedged finds a clause that repeats a hedged clause of the source, keeps no hedge of its own, and stands unhedged
// nowhere else behind the assertion.
func (p *Pass) unhedged(b *backing) (doubted, bool) {
	if !slices.ContainsFunc(b.lines, func(l spoken) bool { return len(p.hedges(l.text)) > 0 }) || p.trims(b) {
		return doubted{}, false
	}
	for _, a := range p.statements(b.text) {
		if p.keepsHedge(b, a) {
			continue
		}
		ruled := inSentence(b.text, b.text.Words[a.part.First].Sentence, permission, "")
		var best doubted
		score, free := 0, 0
		var plainly []diction.Term // the assertion's terms that the lines state without a hedge
		for _, l := range b.lines {
			for _, s := range p.statements(l.text) {
				all, plain, pairs := p.likeness(&a, &s)
				if i, j, n := a.repeats(&s); n > 0 && all < 2 {
					all, plain, pairs = 2, 2, verbatim(a, s, i, j, n)
				}
				if len(s.hedges) == 0 {
					for _, pair := range pairs {
						plainly = append(plainly, pair[0])
					}
				}
				if plain == 0 || all < 2 && len(s.terms) > 1 {
					continue
				}
				if len(s.hedges) == 0 {
					free = max(free, all)
					continue
				}
				if h := s.hedges[0]; p.roundsToo(b, a, s, h) || roughAgeKept(b.text, l.text, h.First, h.Last) || deniesToo(h) && deniesAtAll(b.text, b.text.Words[a.part.First].Sentence) || ruled && l.text.Words[h.First].Norm == "may" || b.forbidsToo(b.text.Words[a.part.First].Sentence, l.text, h.First) || b.echoes(l.text, h) || b.ableToo(b.text.Words[a.part.First].Sentence, l.text, h) || h.Kind == "frequency" && inSentence(b.text, b.text.Words[a.part.First].Sentence, atTimes, "") {
					continue
				} else if 2*all >= len(s.terms)-hedgedWords(s) && all > score && (!a.negated || s.negated) {
					best, score = doubted{a, s, l, h, pairs}, all
				}
			}
		}
		if score > 0 && p.departs(b, a.part.First, a.part.Last) <= mostDoubted && (score > free || !mostly(best.pairs, plainly)) && !p.settled(b, best) && !b.leavesOpen(best.pairs) {
			return best, true
		}
	}
	return doubted{}, false
}

// forbidsToo reports whether the may of a line, at word i, is that of what may not be done, and a sentence forbids too: is not to put weight on the leg.
func (b *backing) forbidsToo(sentence int, t *diction.Text, i int) bool {
	return wordAt(t, i, "may") && wordAt(t, i+1, "not") && !wordAt(t, i+2, "have", "be") && slices.ContainsFunc(b.text.Negations(), func(h diction.Hit) bool {
		return b.text.Words[h.First].Sentence == sentence && forbids(b.text, h)
	})
}

// permission is the class of words for what a rule or someone allows or forbids.
const permission diction.Class = "permission"

// piece are words for a part of a thing, which say as much as that it is partial.
var piece = []string{"piece", "pieces", "part", "parts", "portion", "fragment", "fragments", "bit", "bits", "scrap", "remnant", "corner", "half", "some", "incomplete"}

// echoes reports whether the assertion has the very words of a hedge of a line anywhere, or a word made from it: part of, for partial.
func (b *backing) echoes(t *diction.Text, h diction.Hit) bool {
	words := t.Words[h.First : h.Last+1]
	if len(words) == 1 && words[0].Norm == "partial" && slices.ContainsFunc(b.text.Words, func(w diction.Word) bool {
		return slices.Contains(piece, w.Norm)
	}) {
		return true
	}
	for i := range b.text.Words {
		if i+len(words) <= len(b.text.Words) && slices.EqualFunc(words, b.text.Words[i:i+len(words)], func(x, y diction.Word) bool { return x.Norm == y.Norm || x.Stem == y.Stem && len(words) > 1 }) {
			return true
		}
	}
	if len(words) == 2 && words[1].Norm == "like" {
		for i, w := range b.text.Words {
			if w.Stem == words[0].Stem && (wordAfter(b.text, i, "like") || wordAt(b.text, i+1, "of")) {
				return true // it felt to her like copy paper; it smelled of rubber
			}
		}
	}
	if len(words) > 1 && wordAt(t, h.First, "i", "we", "he", "she", "they") {
		return b.echoes(t, diction.Hit{First: h.First + 1, Last: h.Last}) // what he would say, for I would say
	}
	return len(words) == 1 && len(words[0].Norm) >= 6 && slices.ContainsFunc(b.text.Words, func(w diction.Word) bool {
		return len(w.Norm) >= 4 && strings.HasPrefix(words[0].Norm, w.Norm)
	})
}

// ableToo reports whether the could of a hedge is told as could in a sentence, which says there what someone was able to do: could make out no brand, for no
// brand could be made out.
func (b *backing) ableToo(sentence int, t *diction.Text, h diction.Hit) bool {
	return h.Last > h.First && wordAt(t, h.First, "could") && wordAt(t, h.Last, "be") && slices.ContainsFunc(b.text.Words, func(w diction.Word) bool {
		return w.Norm == "could" && w.Sentence == sentence
	})
}

// roundsToo reports whether a hedge only rounds the number after it and the sentence rounds too: maybe fifteen, twenty; some
// fifteen or twenty.
func (p *Pass) roundsToo(b *backing, a, s statement, h diction.Hit) bool {
	if !slices.ContainsFunc(s.text.Numbers(), func(n diction.Number) bool { return n.First > h.Last && n.First <= h.Last+3 }) {
		return false
	}
	in := b.text.Words[a.part.First].Sentence
	return slices.ContainsFunc(b.text.Numbers(), func(n diction.Number) bool {
		if b.text.Words[n.First].Sentence != in {
			return false
		}
		return aboutThen(b.text, n) || n.First > 0 && b.text.Words[n.First-1].Norm == "some" || n.Last+1 < len(b.text.Words) && b.text.Words[n.Last+1].Norm == "or"
	})
}

// weighed is how grave it is to drop a hedge: a doubt changes what is sworn, an attitude only its weight.
func weighed(h diction.Hit) Severity {
	if h.Kind == "doubt" {
		return Who
	}
	return Weight
}

// mostly reports whether more than half of the terms that an assertion shares with a hedged clause are among terms.
func mostly(pairs [][2]diction.Term, terms []diction.Term) bool {
	n := 0
	for _, pair := range pairs {
		if slices.ContainsFunc(terms, func(u diction.Term) bool { return u.First == pair[0].First }) {
			n++
		}
	}
	return 2*n > len(pairs)
}

// verbatim are the first and the last words of a run of n that two statements have in common, as pairs of terms.
func verbatim(a, s statement, i, j, n int) [][2]diction.Term {
	return [][2]diction.Term{{a.text.At(i), s.text.At(j)}, {a.text.At(i + n - 1), s.text.At(j + n - 1)}}
}

// hedgedWords counts the terms of a statement that belong to its hedges.
func hedgedWords(s statement) int {
	n := 0
	for _, u := range s.terms {
		if slices.ContainsFunc(s.hedges, func(h diction.Hit) bool { return h.First <= u.First && u.Last <= h.Last }) {
			n++
		}
	}
	return n
}

// keepsHedge reports whether the sentence of a statement hedges, marks itself as inference or is in quotation marks.
func (p *Pass) keepsHedge(b *backing, a statement) bool {
	w := b.text.Words[a.part.First]
	if b.marked[w.Sentence] || b.waived[w.Sentence] || len(a.hedges) > 0 || inSentence(b.text, w.Sentence, reserve, "") || inSentence(b.text, w.Sentence, foundOdd, "") {
		return true
	}
	for _, h := range p.hedges(b.text) {
		in := b.text.Words[h.First].Sentence
		if in == w.Sentence || in == w.Sentence+1 && h.Means == "unsure" {
			return true // about like a golf ball; he gets it from there, but she does not know that
		}
	}
	if tookFor(b.text, w.Sentence) || mayHaveBeen(b.text, w.Sentence) || putAt(b.text, w.Sentence) || b.waived[w.Sentence+1] || p.knowsNot(b.text, w.Sentence+1) {
		return true
	}
	for _, u := range a.terms {
		if !b.text.Words[u.First].Quoted {
			return false
		}
	}
	return len(a.terms) > 0
}

// deniesToo reports whether a hedge denies by its own words: couldn't make out, I don't know. Then a denial keeps it.
func deniesToo(h diction.Hit) bool {
	return h.Kind == "doubt" && (strings.Contains(h.Words, "n't") || strings.Contains(h.Words, "not") || strings.HasPrefix(h.Words, "no ") || strings.HasPrefix(h.Words, "un") || strings.HasPrefix(h.Words, "in"))
}

// tookFor reports whether a sentence says what someone took a thing for, or as what it struck him: which she took for talk.
func tookFor(t *diction.Text, sentence int) bool {
	for i, w := range t.Words {
		if w.Sentence == sentence && wordAt(t, i, "took", "taken", "takes", "take") && (wordAfter(t, i, "for", "as") || toBeAfter(t, i)) || w.Sentence == sentence && wordAt(t, i, "struck", "strikes") && wordAfter(t, i, "as") {
			return true
		}
	}
	return false
}

// toBeAfter reports whether "to be" follows word i in its sentence, within the words of a thing: took the truck to be that of a neighbour.
func toBeAfter(t *diction.Text, i int) bool {
	for k := i + 1; k+1 < len(t.Words) && k <= i+6 && t.Words[k].Sentence == t.Words[i].Sentence; k++ {
		if wordAt(t, k, "to") && wordAt(t, k+1, "be", "mean") {
			return true
		}
	}
	return false
}

// mayHaveBeen reports whether a sentence says what could or might be, with a word between: numbers 2 and 5 could both be him.
func mayHaveBeen(t *diction.Text, sentence int) bool {
	for i, w := range t.Words {
		if w.Sentence == sentence && wordAt(t, i, "could", "might", "may") && i+2 < len(t.Words) && !wordAt(t, i+1, "not", "be", "have") && wordAt(t, i+2, "be", "have") {
			return true
		}
	}
	return false
}

// farthestPut is how many words may stand between put and at: put his coming home on the Saturday night at past two.
const farthestPut = 10

// putAt reports whether a sentence says at what someone put a figure: puts its frequency at one in four.
func putAt(t *diction.Text, sentence int) bool {
	for i, w := range t.Words {
		if w.Sentence != sentence || !wordAt(t, i, "put", "puts", "placed", "places", "set", "sets") {
			continue
		}
		for k := i + 1; k < len(t.Words)-1 && k <= i+farthestPut && t.Words[k].Sentence == sentence; k++ {
			if _, number := numberAt(t, k+1); t.Words[k].Norm == "at" && (number || standsAt(t, diction.NumberWord, k+1) || standsAt(t, diction.Hedge, k+1) || wordAt(t, k+1, "one", "a", "past", "before", "after", "near")) {
				return true
			}
		}
	}
	return false
}

// knowsNot reports whether a sentence only says that something is not known: the informant does not know that.
func (p *Pass) knowsNot(t *diction.Text, sentence int) bool {
	denied := p.deniedWords(t)
	return slices.ContainsFunc(t.Hits(minding), func(h diction.Hit) bool {
		return t.Words[h.First].Sentence == sentence && denied[h.First]
	})
}

// leavesOpen reports whether a sentence has, near a word that it shares with a hedged clause, another in its place.
func (b *backing) leavesOpen(pairs [][2]diction.Term) bool {
	return slices.ContainsFunc(pairs, func(x [2]diction.Term) bool { return b.orNear(collation.Run{First: x[0].First, Last: x[0].Last}) })
}

// settled reports whether another thing that the assertion rests on states the doubted terms without a hedge.
func (p *Pass) settled(b *backing, d doubted) bool {
	for _, n := range b.RestsOn {
		o := p.App.Assertion(n)
		if o == nil {
			continue
		}
		var lines []spoken
		for _, c := range o.Cites {
			lines = append(lines, p.linesOf(c)...)
		}
		for _, l := range lines {
			if l.line == d.line.line {
				continue
			}
			for _, s := range p.statements(l.text) {
				if all, plain, _ := p.likeness(&d.in, &s); len(s.hedges) == 0 && plain > 0 && 2*all >= len(d.pairs) {
					return true
				}
			}
		}
	}
	return false
}

// keeping returns the assertions that repeat the same line with its hedge.
func (p *Pass) keeping(b *backing, d doubted) []int {
	var out []int
	p.assertions(func(o *backing) {
		if o.N == b.N || !slices.ContainsFunc(o.lines, func(l spoken) bool { return l.line == d.line.line }) {
			return
		}
		for _, h := range p.hedges(o.text) {
			if holdsBack(h) {
				out = append(out, o.N)
				return
			}
		}
	})
	return out
}

// rounded finds a figure, no time or date, that the source gives as approximate and the sentence as exact.
func (p *Pass) rounded(b *backing) (diction.Number, spoken, diction.Hit, bool) {
	if b.Basis == record.Inferred {
		return diction.Number{}, spoken{}, diction.Hit{}, false // what is concluded from figures need not give them again as they were
	}
	for _, n := range b.text.Numbers() {
		switch n.Kind {
		case diction.Measure, diction.Sum, diction.Count:
		default:
			continue
		}
		if b.text.Words[n.First].Quoted || b.marked[b.text.Words[n.First].Sentence] || inSentence(b.text, b.text.Words[n.First].Sentence, diction.Hedge, "") || bounded(b.text, n) || n.First > 0 && b.text.Words[n.First-1].Norm == "some" {
			continue
		}
		var line spoken
		var hedge diction.Hit
		found, exact := false, false
		for _, l := range b.lines {
			for _, o := range l.text.Numbers() {
				if !n.Same(o) {
					continue
				}
				if h, ok := approximate(l.text, o); ok {
					line, hedge, found = l, h, true
				} else {
					exact = true
				}
			}
		}
		if found && !exact {
			return n, line, hedge, true
		}
	}
	return diction.Number{}, spoken{}, diction.Hit{}, false
}

// approximate returns the word of approximation that stands directly before or after a number.
func approximate(t *diction.Text, n diction.Number) (diction.Hit, bool) {
	for _, h := range t.Hits(diction.Hedge) {
		after := h.First == n.Last+1 || h.First == n.Last+2
		if after && (t.Words[h.First].Norm == "around" || t.Words[h.First].Norm == "about") {
			after = false // twice around the block
		}
		if after && startsNumber(t, h.Last+1) {
			after = false // 1912: a man, approx. 25
		}
		if h.Kind == "approximate" && t.Words[h.First].Sentence == t.Words[n.First].Sentence && (h.Last+1 == n.First || after) {
			return h, true
		}
	}
	return diction.Hit{}, false
}
