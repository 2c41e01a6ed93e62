package review

import (
	"slices"
	"sort"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
)

// A statement is one clause of a text, with what it says and whether it denies it.
type statement struct {
	text    *diction.Text
	part    diction.Part
	terms   []diction.Term
	marks   []mark       // of terms
	grams   [4]uint64    // a bit for each four words in a row
	names   map[int]bool // words that belong to a personal name
	negated bool
	denied  int           // index into terms of the first that the negation governs; -1 if there is none
	after   int           // the word after which the negation reaches
	hedges  []diction.Hit // that hold back, not those that only round a figure
}

// statements reads the clauses of a text. A clause of nothing but a verb of saying hands its negation and its hedge on
// to the one that follows it: "he denied that ...", "I am not sure, but ...".
func (p *Pass) statements(t *diction.Text) []statement {
	return once(&p.kept.clauses, t, func() []statement { return p.findStatements(t) })
}

func (p *Pass) findStatements(t *diction.Text) []statement {
	terms := t.Terms(append(slices.Clone(weighty), diction.Hearsay)...)
	names := p.nameWords(t)
	negations, hedges := t.Negations(), p.hedges(t)
	said, saying := make(map[int]bool), make(map[int]bool)
	for c, hits := range map[diction.Class][]diction.Hit{diction.Hearsay: t.Hits(diction.Hearsay), diction.Hedge: hedges, diction.Negation: t.Hits(diction.Negation)} {
		for _, h := range hits {
			for i := h.First; i <= h.Last; i++ {
				said[i] = said[i] || c != diction.Hearsay
				saying[i] = saying[i] || c == diction.Hearsay
			}
		}
	}
	parts := t.Clauses()
	termsOf, negationsOf, hedgesOf := byPart(parts, terms, firstOfTerm), byPart(parts, negations, firstOfHit), byPart(parts, hedges, firstOfHit)
	var out []statement
	carried, carriedHedges := 0, []diction.Hit(nil)
	for k, part := range parts {
		s := statement{text: t, part: part, names: names}
		for _, u := range termsOf[k] {
			if u.Last <= part.Last && !said[u.First] && !(names[u.First] && (saying[u.Last+1] || saying[u.Last+2])) {
				s.terms = append(s.terms, u)
			}
		}
		if standsAt(t, diction.Exception, part.First) {
			carried = 0 // but it did
		}
		if wordAt(t, part.First, "and") && wordAt(t, part.First+1, "its", "his", "her", "their") {
			carried = 0 // with nobody in it and its hood warm: another thing, which is not denied
		}
		n, handed, from, counted := carried, carried, part.First, false
		ofThings := 0 // of the negations, those that only say of a thing that it is lacking: empty hands
		for _, h := range negationsOf[k] {
			if h.Last <= part.Last && !refusal(t, h) && !conditional(t, h) && verbal(t, h) && !(counted && joinsNegation(t, h.First)) {
				n++
				if h.Kind == "word" {
					ofThings++
				}
				counted = true
				from = h.Last
			}
		}
		s.hedges = carriedHedges
		for _, h := range hedgesOf[k] {
			if holdsBack(h) {
				s.hedges = append(slices.Clone(s.hedges), h)
			}
		}
		carried, carriedHedges = 0, nil
		last := part.Last+1 == len(t.Words) || t.Words[part.Last].Sentence != t.Words[part.Last+1].Sentence
		if !slices.ContainsFunc(s.terms, func(u diction.Term) bool { return !u.Is(diction.Hearsay) }) && !last {
			carried, carriedHedges = n-ofThings, s.hedges
			if next := t.Words[part.Last+1]; strings.Contains(t.Raw[t.Words[part.Last].End:next.Start], ",") && next.Norm != "that" {
				carried = 0 // the report does not say which, Rusk said: an aside
			}
			continue
		}
		if k := len(out) - 1; k >= 0 && t.Words[part.First].Sentence == t.Words[out[k].part.Last].Sentence && p.takesBack(s) {
			out[k].hedges = slices.Concat(out[k].hedges, s.hedges)
		}
		if n%2 == 1 && tookBack(t, from) {
			n++
		}
		s.marks, s.grams = p.marksOf(s.terms), gramsOf(t, part)
		s.negated, s.denied, s.after = n%2 == 1, -1, from
		for i := len(s.terms) - 1; s.negated && i >= 0; i-- {
			if s.terms[i].First >= from || s.denied < 0 && (n == handed || !governs(t, part, from)) {
				s.denied = i
			}
		}
		if s.answered() {
			out = append(out, s)
		}
	}
	return out
}

// byPart sorts things into the clauses of a text in which they begin, in the order in which they are given.
func byPart[T any](parts []diction.Part, all []T, first func(T) int) [][]T {
	out := make([][]T, len(parts))
	for _, x := range all {
		i := first(x)
		k := sort.Search(len(parts), func(k int) bool { return parts[k].Last >= i })
		if k < len(parts) && parts[k].First <= i {
			out[k] = append(out[k], x)
		}
	}
	return out
}

func firstOfTerm(u diction.Term) int { return u.First }
func firstOfHit(h diction.Hit) int   { return h.First }

// refusal reports whether a word of denying refuses what was asked for rather than denies that a thing is so: denied an earlier
// application.
func refusal(t *diction.Text, h diction.Hit) bool {
	if h.Means != "deny" {
		return false
	}
	for i := h.Last + 1; i < len(t.Words) && i <= h.Last+4 && t.Words[i].Sentence == t.Words[h.Last].Sentence; i++ {
		if standsAt(t, askedFor, i) {
			return true
		}
		if t.Words[i].Norm == "that" {
			return false
		}
	}
	return false
}

// conditional reports whether a negation only sets a condition, so that nothing is denied: when it is not with him, unless nobody is
// in. Past time tells what was, not a condition.
func conditional(t *diction.Text, h diction.Hit) bool {
	for i := h.First - 1; i >= max(0, h.First-3) && t.Words[i].Sentence == t.Words[h.First].Sentence && strings.TrimSpace(t.Raw[t.Words[i].End:t.Words[i+1].Start]) == ""; i-- {
		switch t.Words[i].Norm {
		case "if", "unless", "whenever":
			return true
		case "when", "where":
			return wordAt(t, h.First-1, "is", "are", "am", "does", "do", "has", "have")
		}
	}
	return false
}

// askedFor is the class of what may be refused to him who asks for it.
const askedFor diction.Class = "asked-for"

// retracting is the class of words by which one who tells says that what he told before is not so: I lied, and I did.
const retracting diction.Class = "retracting"

// tookBack reports whether a denial, of which word from is the last, is only what someone had said before and now takes back, in the same sentence
// or the next: I told you I hadn't been there and I had; she said she never sold it, which was a lie. What he denied is then affirmed.
func tookBack(t *diction.Text, from int) bool {
	said := false
	for _, h := range hitsIn(t, t.Words[from].Sentence, diction.Hearsay) {
		said = said || h.First > 0 && h.Last < from && (wordAt(t, h.First-1, "i", "we") || hasAt(t, pronouns, h.First-1) && hitAt(t, pronouns, h.First-1).Kind == "subject")
	}
	_, end := wordsIn(t, t.Words[from].Sentence+1)
	return said && slices.ContainsFunc(hitsFrom(t, retracting, from+1, end-1), func(h diction.Hit) bool {
		next := h.Last + 1
		return h.Kind != "verb" || next == len(t.Words) || t.Words[next].Sentence != t.Words[h.Last].Sentence || strings.TrimSpace(t.Raw[h.End:t.Words[next].Start]) != "" || wordAt(t, next, "at", "in", "on", "once", "twice", "too", "though", "after", "before", "that", "when")
	})
}

// takesBack reports whether a clause only says that the speaker is unsure of what stands before it: but I couldn't tell.
func (p *Pass) takesBack(s statement) bool {
	if !standsAt(s.text, diction.Exception, s.part.First) || len(s.terms) > 1 {
		return false
	}
	return slices.ContainsFunc(s.hedges, func(h diction.Hit) bool { return h.Means == "unsure" && h.First <= s.part.First+3 })
}

// hedges returns the hedges of a text. A share of certainty, such as 80 percent sure, is one, unless it is the whole.
func (p *Pass) hedges(t *diction.Text) []diction.Hit {
	out := slices.DeleteFunc(slices.Clone(t.Hits(diction.Hedge)), func(h diction.Hit) bool {
		return h.Kind == "none" || h.Means == "possible" && h.First > 0 && t.Words[h.First-1].Norm == "not" || // not possible to say: a denial
			dutiful(t, h) || h.First > 0 && t.Words[h.First-1].Norm == "than" || // younger than I thought: a comparison
			h.Words == "i don't know" && strangers(t, h) || // from a number I don't know
			h.First < h.Last && strings.ContainsAny(t.Raw[h.Start:h.End], ",;:") // the gather, that was in October
	})
	for _, n := range t.Numbers() {
		if n.Kind != diction.Percent || n.High >= 100 {
			continue
		}
		for _, h := range t.Hits(diction.Sureness) {
			if h.First == n.Last+1 {
				h.Class, h.Kind, h.First, h.Start = diction.Hedge, "doubt", n.First, n.Start
				out = append(out, h)
			}
		}
	}
	return out
}

// strangers reports whether a clause of not knowing only tells of whom or what stands right before it that it is unknown: a number I don't know.
func strangers(t *diction.Text, h diction.Hit) bool {
	return h.First > 0 && contentAt(t, h.First-1) && strings.TrimSpace(t.Raw[t.Words[h.First-1].End:h.Start]) == "" && closes(t, h) && h.First > 1 && (endsAt(t, pointer, h.First-2) || wordAt(t, h.First-2, "a", "an", "some"))
}

// dutiful reports whether supposed tells what someone had to do or was to do, and not what is held of him: supposed to lock up,
// against supposed to have a key.
func dutiful(t *diction.Text, h diction.Hit) bool {
	i := h.Last
	if t.Words[i].Norm != "supposed" || h.First != i || i+2 >= len(t.Words) || t.Words[i+1].Norm != "to" || t.Words[i+2].Sentence != t.Words[i].Sentence {
		return false
	}
	return !wordAt(t, i+2, "have", "be")
}

// holdsBack reports whether a hedge takes something from what is said, rather than from the exactness of a figure.
func holdsBack(h diction.Hit) bool { return h.Kind != "approximate" }

// joinsNegation reports whether a negating word only carries on the one before it: no gun and no knife, neither he nor she.
func joinsNegation(t *diction.Text, i int) bool {
	if t.Words[i].Norm == "nor" || i == 0 {
		return true
	}
	switch t.Words[i-1].Norm {
	case "and", "or", "nor":
		return true
	}
	return false
}

// repeats returns the longest run of words, of four or more, that two statements have in common, as the first word in
// each and the length. It finds what is repeated word for word though it has no words of weight.
func (s *statement) repeats(o *statement) (first, other, n int) {
	if !s.sharesGram(o) {
		return 0, 0, 0
	}
	for i := s.part.First; i <= s.part.Last; i++ {
		for j := o.part.First; j <= o.part.Last; j++ {
			k := 0
			for i+k <= s.part.Last && j+k <= o.part.Last && s.text.Words[i+k].Stem == o.text.Words[j+k].Stem {
				k++
			}
			if k > n {
				first, other, n = i, j, k
			}
		}
	}
	if n < 4 {
		return 0, 0, 0
	}
	return first, other, n
}

// nameWords are the words of a text that belong to a personal name, or to the name of a person of the matter.
func (p *Pass) nameWords(t *diction.Text) map[int]bool {
	return once(&p.kept.nominal, t, func() map[int]bool {
		names := make(map[int]bool)
		for _, n := range p.namesOf(t) {
			for i := n.First; i <= n.Last; i++ {
				names[i] = true
			}
		}
		tokens := p.nameTokens()
		for i, w := range t.Words {
			if capital(w.Raw) && tokens[strings.TrimSuffix(w.Norm, "'s")] {
				names[i] = true
			}
		}
		return names
	})
}

// denies reports whether u is the first term that the negation of s governs.
func (s statement) denies(u diction.Term) bool {
	if !s.negated || s.denied < 0 {
		return false
	}
	for i := s.denied; i < len(s.terms); i++ {
		if s.terms[i].First == u.First {
			return true
		}
		if i+1 < len(s.terms) && !alternative(s.text, s.terms[i].Last, s.terms[i+1].First) {
			return false
		}
	}
	return false
}

// alternative reports whether or or nor stands between two words, so that what is denied of the first is of the second too.
func alternative(t *diction.Text, first, second int) bool {
	for i := first + 1; i < second; i++ {
		if t.Words[i].Norm == "or" || t.Words[i].Norm == "nor" {
			return second-first <= 3
		}
	}
	return false
}

// likeness counts what two statements have in common, and of that what is no name. A verb of saying counts only where one
// of them denies that it was said.
func (p *Pass) likeness(a, b *statement) (all, plain int, pairs [][2]diction.Term) {
	for i := range a.terms {
		for j := range b.terms {
			if !a.marks[i].may(b.marks[j]) {
				continue
			}
			u, v := a.terms[i], b.terms[j]
			if !p.agree(u, v) || u.Is(diction.Hearsay) && !a.denies(u) && !b.denies(v) {
				continue
			}
			all++
			if !a.names[u.First] {
				plain++
			}
			pairs = append(pairs, [2]diction.Term{u, v})
			break
		}
	}
	return all, plain, pairs
}

// agree reports whether two terms may mean one thing: a concept in common, or one a sort of the other.
func (p *Pass) agree(u, v diction.Term) bool {
	for _, c := range u.Concepts {
		if slices.Contains(v.Concepts, c) {
			return true
		}
	}
	if !u.Known || !v.Known {
		return false
	}
	for _, c := range u.Concepts {
		for _, d := range v.Concepts {
			if slices.Contains(p.Lexicon.Broader(c), d) || slices.Contains(p.Lexicon.Broader(d), c) {
				return true
			}
		}
	}
	return false
}

// extent is the run of words in a from its first shared term to its last.
func extent(t *diction.Text, terms []diction.Term) Span {
	start, end := terms[0].Start, terms[0].End
	for _, u := range terms {
		start, end = min(start, u.Start), max(end, u.End)
	}
	return spanOf(t, start, end)
}

// A mark is what is soon told of a term: a bit for each concept it may mean, and for each that these are a sort of. Every
// clause of an affidavit is held against every clause of what it cites, so most pairs of terms must cost next to nothing.
type mark struct{ own, wide uint64 }

// may reports whether the terms of two marks can agree; if not, they do not.
func (m mark) may(o mark) bool { return m.own&o.wide|m.wide&o.own != 0 }

func (p *Pass) marksOf(terms []diction.Term) []mark {
	out := make([]mark, len(terms))
	for i, u := range terms {
		for _, c := range u.Concepts {
			out[i].own |= 1 << (hashed(c) % 64)
			if !u.Known {
				continue
			}
			for _, b := range p.Lexicon.Broader(c) {
				out[i].wide |= 1 << (hashed(b) % 64)
			}
		}
		out[i].wide |= out[i].own
	}
	return out
}

// gramsOf marks each four words that stand in a row in a clause.
func gramsOf(t *diction.Text, part diction.Part) (out [4]uint64) {
	var last [4]uint32
	for i := part.First; i <= part.Last; i++ {
		last = [4]uint32{last[1], last[2], last[3], hashed(t.Words[i].Stem)}
		if i >= part.First+3 {
			h := ((last[0]*31+last[1])*31+last[2])*31 + last[3]
			out[h%4] |= 1 << (h / 4 % 64)
		}
	}
	return out
}

// sharesGram reports whether two statements can have four words in a row in common; if not, they have none.
func (s *statement) sharesGram(o *statement) bool {
	for i := range s.grams {
		if s.grams[i]&o.grams[i] != 0 {
			return true
		}
	}
	return false
}

// hashed is the same for the same word in every run (FNV-1a).
func hashed(s string) uint32 {
	h := uint32(2166136261)
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}
