package review

import (
	"cmp"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// An excess is a run of words of an assertion that nothing behind it supplies.
type excess struct {
	terms    []diction.Term
	rank     int // the lower the graver
	span     Span
	concepts []string
	kind     string // what is added: a thing, an act, a person, an amount, a certainty, words
	measured bool   // is a sum, a measure or a share
	says     *found // the source's own word where it stands for it
}

// A found is a word of a cited line.
type found struct {
	in  spoken
	hit diction.Hit
}

// excesses returns what an assertion adds to its source, the gravest first. Sentences that mark themselves as inference
// or that are set form add nothing, nor do words in quotation marks, which other checks hold to the letter.
func (p *Pass) excesses(b *backing) []excess {
	if b.added == nil {
		found := p.findExcesses(b)
		b.added = &found
	}
	return *b.added
}

func (p *Pass) findExcesses(b *backing) []excess {
	if len(b.lines) == 0 {
		return nil
	}
	var out []excess
	negated := p.deniedWords(b.text)
	named := p.nameWords(b.text)
	for _, u := range b.text.Terms(weighty...) {
		rank, kind := gravity(u)
		if rank == 0 || named[u.First] || p.excused(b, u, negated) || b.supplies.holds(p, u.Concepts) || b.wordsSupplied(u) {
			continue
		}
		if slices.Contains(u.Concepts, "money") && b.paid() || slices.Contains(u.Concepts, "sale") && bought(b.text, u) && b.paid() {
			continue
		}
		if p.askedAbout(b, u) {
			continue
		}
		if p.definite(b, u) && b.same(p).holds(p, u.Concepts) {
			continue
		}
		if u.Is(diction.Act, diction.Certainty) && byAsserter(b.text, u) || b.alike(u) || tellsOf(b.text, u) || p.knownDoer(b, u) {
			continue // done by him who swears, another word for the source's, or belongs to the name of who tells or does what is told
		}
		if u.Kind == "confess" && p.ownsUp(b, u) || u.Kind == "violence" && (ofThing(b.text, u) || lawfulThreat(b.text, u)) {
			continue
		}
		if u.Is(diction.Certainty) && u.Kind == "habit" && plural(b.narrow) {
			continue
		}
		x := excess{terms: []diction.Term{u}, rank: rank, kind: kind, concepts: u.Concepts}
		out = append(out, x)
	}
	out = append(out, p.addedAmounts(b, negated)...)
	out = append(out, p.addedThings(b, negated)...)
	out = append(out, p.addedPersons(b)...)
	out = append(out, p.addedQuotes(b)...)
	out = slices.DeleteFunc(joinExcesses(b.text, out), func(x excess) bool {
		return plainWords(x) && p.departs(b, x.terms[0].First, x.terms[len(x.terms)-1].Last) > mostBeside
	})
	for i := range out {
		out[i].says = p.standsFor(b, out[i])
	}
	if b.Basis == record.Inferred && !b.own {
		out = slices.DeleteFunc(out, func(x excess) bool { return x.says == nil })
	}
	slices.SortStableFunc(out, func(a, b excess) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.span.Start, b.span.Start))
	})
	return out
}

// ownsUp reports whether a word of admitting is of what a witness says against himself: she admits that she is angry. Of a
// respondent, or of one whom the sentence names before the word, it makes a confession of what may be none.
func (p *Pass) ownsUp(b *backing, u diction.Term) bool {
	for _, l := range b.lines {
		if l.source.Declarant == "" || slices.Contains(p.App.Respondents, l.source.Declarant) {
			return false
		}
	}
	for _, n := range p.namesIn(b.text) {
		if n.Last < u.First && u.First-n.Last <= 4 && !slices.ContainsFunc(b.lines, func(l spoken) bool { return slices.Contains(p.fitting(n.Text), l.source.Declarant) }) {
			return false
		}
	}
	return true
}

// ofThing reports whether a verb in the passive is said of "it": it had been hit once.
func ofThing(t *diction.Text, u diction.Term) bool {
	for i := u.First - 1; i >= max(0, u.First-4) && t.Words[i].Sentence == t.Words[u.First].Sentence; i-- {
		switch t.Words[i].Norm {
		case "it":
			return true
		case "had", "has", "been", "was", "is", "being", "be", "not", "only", "once", "then":
		default:
			return false
		}
	}
	return false
}

// lawfulThreat reports whether what is threatened, in the words that follow, is what anyone may do: to sue, to call the police.
func lawfulThreat(t *diction.Text, u diction.Term) bool {
	if !slices.Contains(u.Concepts, "threaten") {
		return false
	}
	for i := u.Last + 1; i < len(t.Words) && i <= u.Last+3 && t.Words[i].Sentence == t.Words[u.Last].Sentence; i++ {
		if t.Words[i].Norm != "to" && t.Words[i].Norm != "with" {
			continue
		}
		for k := i + 1; k < len(t.Words) && k <= i+3 && t.Words[k].Sentence == t.Words[i].Sentence; k++ {
			if standsAt(t, recourse, k) {
				return true // to take him to court
			}
		}
		return false
	}
	return false
}

// recourse is the class of what anyone may lawfully threaten another with.
const recourse diction.Class = "recourse"

// askedAbout reports whether a term is the thing that a person who is interviewed was asked about: a thing or a weapon that
// the paper has told of, pointed to as known, and no more than "it" in the answer.
func (p *Pass) askedAbout(b *backing, u diction.Term) bool {
	if u.Is(diction.Drug) || !u.Is(diction.Thing, diction.Weapon) || u.First == 0 || b.text.Words[u.First-1].Norm != "the" || !p.toldOf(b, b.text.Words[u.Last]) {
		return false
	}
	return !slices.ContainsFunc(b.lines, func(l spoken) bool { return l.source.Kind != record.Interview })
}

// paid reports whether the lines tell of money by a sum or by a word of paying.
func (b *backing) paid() bool {
	return slices.ContainsFunc(b.lines, func(l spoken) bool {
		return slices.ContainsFunc(l.text.Numbers(), func(n diction.Number) bool { return n.Kind == diction.Sum }) || len(l.text.Hits(paying)) > 0
	})
}

// bought reports whether a term is a word of buying rather than of selling.
func bought(t *diction.Text, u diction.Term) bool {
	return u.First == u.Last && (t.Words[u.First].Stem == "buy" || t.Words[u.First].Norm == "bought" || strings.HasPrefix(t.Words[u.First].Norm, "purchas"))
}

// paying is the class of words of paying and of what is paid.
const paying diction.Class = "paying"

// gravity ranks a term, 0 if it is an ordinary word that any paraphrase may use.
func gravity(u diction.Term) (rank int, kind string) {
	switch {
	case !u.Known:
		return 0, ""
	case u.Is(diction.Thing) && (u.Kind == "plain" || u.Kind == "everyday"), u.Is(diction.Act) && u.Kind == "ordinary":
		return 0, ""
	case u.Is(diction.Drug):
		return 1, "thing"
	case u.Is(diction.Weapon):
		return 1, "thing"
	case u.Is(diction.Act):
		return 2, "act"
	case u.Is(diction.Thing):
		return 5, "thing"
	case u.Is(diction.Certainty) && u.Kind == "manner":
		return 0, ""
	case u.Is(diction.Certainty):
		return 6, "certainty"
	}
	return 0, ""
}

// excused reports whether a term is not sworn flatly as what the source says: it is quoted, denied, hedged, in set form
// or in a sentence marked as inference.
func (p *Pass) excused(b *backing, u diction.Term, denied map[int]bool) bool {
	w := b.text.Words[u.First]
	return w.Quoted || denied[u.First] || b.marked[w.Sentence] || b.waived[w.Sentence] || formal(b.text, w.Sentence)
}

// deniedWords are the words of negated clauses.
func (p *Pass) deniedWords(t *diction.Text) map[int]bool {
	out := make(map[int]bool)
	if len(t.Negations()) == 0 {
		return out
	}
	for _, s := range p.statements(t) {
		if s.negated {
			for i := s.part.First; i <= s.part.Last; i++ {
				out[i] = true
			}
		}
	}
	return out
}

// wordsSupplied reports whether every content word of a term stands somewhere in what supplies it.
func (b *backing) wordsSupplied(u diction.Term) bool {
	for i := u.First; i <= u.Last; i++ {
		if !b.supplies.stems[b.text.Words[i].Stem] {
			return false
		}
	}
	return true
}

// supplies are the stores of several sources.
type supplies []*supply

// same returns what all lines of the cited sources say.
func (b *backing) same(p *Pass) supplies {
	var out supplies
	for _, src := range b.elsewhere() {
		out = append(out, once(&p.kept.says, src, func() *supply {
			s := newSupply()
			for i := range src.Lines {
				if src.Lines[i].Text != "" {
					s.add(p, p.Text(src.Lines[i].Text))
				}
			}
			s.names = p.sourceNames(src)
			return &s
		}))
	}
	return out
}

func (all supplies) holds(p *Pass, concepts []string) bool {
	return slices.ContainsFunc(all, func(s *supply) bool { return s.holds(p, concepts) })
}

func (all supplies) number(n diction.Number) bool {
	return slices.ContainsFunc(all, func(s *supply) bool { return s.number(n) })
}

func (all supplies) stem(w string) bool {
	return slices.ContainsFunc(all, func(s *supply) bool { return s.stems[w] })
}

func (all supplies) named(fits func(string) bool) bool {
	return slices.ContainsFunc(all, func(s *supply) bool { return slices.ContainsFunc(s.names, fits) })
}

// elsewhere returns the cited sources, each once.
func (b *backing) elsewhere() []*record.Source {
	var out []*record.Source
	for _, l := range b.lines {
		if !slices.Contains(out, l.source) {
			out = append(out, l.source)
		}
	}
	return out
}

// definite reports whether a word that points back stands before the term: the gun, his pistol, that cocaine.
func (p *Pass) definite(b *backing, u diction.Term) bool {
	for i := u.First - 1; i >= max(0, u.First-2); i-- {
		switch b.text.Words[i].Norm {
		case "the", "this", "that", "these", "those", "his", "her", "their", "said", "same", "its":
			return true
		}
	}
	return false
}

// byAsserter reports whether the subject of a verb is the affiant, another officer, a record or a test: it stands within
// the six words before it, and no other person's name or third person pronoun comes between.
func byAsserter(t *diction.Text, u diction.Term) bool {
	first := max(0, u.First-6)
	for i := u.First - 1; i >= first; i-- {
		if t.Words[i].Sentence != t.Words[u.First].Sentence {
			return false
		}
		switch t.Words[i].Norm {
		case "he", "she", "they", "who", "him", "her":
			return false
		}
		for _, h := range t.Hits(diction.Asserter) {
			if h.First <= i && i <= h.Last {
				return true
			}
		}
	}
	return false
}

// alike reports whether a line has a word for which a term may be put.
func (b *backing) alike(u diction.Term) bool {
	return u.First == u.Last && slices.ContainsFunc(b.lines, func(l spoken) bool { return alikeIn(l.text, b.text, u.Last) })
}

// tellsOf reports whether a term only names who tells, in one run of words with the verb of telling: the drug lab reported.
func tellsOf(t *diction.Text, u diction.Term) bool {
	if !u.Is(diction.Thing, diction.Drug, diction.Weapon) || u.First == 0 || t.Words[u.First-1].Norm != "the" {
		return false
	}
	for i := u.Last + 1; i <= u.Last+2 && i < len(t.Words) && t.Words[i].Sentence == t.Words[u.First].Sentence; i++ {
		if standsAt(t, diction.Hearsay, i) {
			return true
		}
		if smallWord(t, i) {
			return false
		}
	}
	return false
}

// knownDoer reports whether a term points back, by what the offence calls him, to the one who did it: the robber, where
// robbery is what the paper is about.
func (p *Pass) knownDoer(b *backing, u diction.Term) bool {
	if !u.Is(diction.Act) || u.First != u.Last || u.First == 0 || b.text.Words[u.First-1].Norm != "the" {
		return false
	}
	if n := b.text.Words[u.First].Norm; !strings.HasSuffix(n, "er") && !strings.HasSuffix(n, "or") && !strings.HasSuffix(n, "ar") && !strings.HasSuffix(n, "man") && !strings.HasSuffix(n, "ist") && !strings.HasSuffix(n, "thief") {
		return false
	}
	about := func(s string) bool {
		return slices.ContainsFunc(p.Text(s).Hits(diction.Act), func(h diction.Hit) bool { return slices.Contains(u.Concepts, h.Means) })
	}
	if slices.ContainsFunc(p.App.Affidavit.Assertions, func(a record.Assertion) bool { return a.N < b.N && about(a.Text) }) {
		return true
	}
	return about(p.App.Offence.Title)
}

// plural reports whether a number of two or more stands in s.
func plural(s supply) bool {
	return slices.ContainsFunc(s.numbers, func(n diction.Number) bool {
		return n.Kind == diction.Count && n.Value >= 2 || n.Kind == diction.Ordinal && n.Value >= 2
	})
}

// addedAmounts finds sums, measures and counts that the source lacks, where it has no other number of that sort (which
// would be a difference, and is another check's).
func (p *Pass) addedAmounts(b *backing, denied map[int]bool) []excess {
	var out []excess
	for _, n := range b.text.Numbers() {
		w := b.text.Words[n.First]
		if w.Quoted || denied[n.First] || b.marked[w.Sentence] || formal(b.text, w.Sentence) || b.supplies.number(n) || bounded(b.text, n) || b.unspelled(n) || p.reckoned(b, n) || p.leftOver(b, n, figuresOf(b)) {
			continue
		}
		switch n.Kind {
		case diction.Sum, diction.Measure, diction.Percent:
			if slices.ContainsFunc(b.narrow.numbers, func(o diction.Number) bool {
				return sameSort(n, o) || o.Kind == diction.Count && o.Value == n.Value // its unit left out
			}) || b.hasDigits(n) {
				continue
			}
		case diction.Count:
			if !b.uncounted(n) || n.Value == 2 && n.First >= 2 && b.text.Words[n.First-1].Stem == "the" && b.text.Words[n.First-2].Stem == "between" {
				continue // between the two is said of any two
			}
		default:
			continue
		}
		if n.Kind != diction.Count && len(b.Readings) > 0 || byAsserter(b.text, diction.Term{First: n.First}) && b.Basis == record.Observed {
			continue
		}
		out = append(out, excess{
			terms: []diction.Term{{First: n.First, Last: n.Last, Start: n.Start, End: n.End}}, rank: 4, kind: "amount", measured: n.Kind != diction.Count,
		})
	}
	return out
}

// hasDigits reports whether a line has the digits of n by themselves, or the word for them, whatever they were read as: avg wt 505, about five ten.
func (b *backing) hasDigits(n diction.Number) bool {
	norm := b.text.Words[n.First].Norm
	if norm == "" || (norm[0] < '0' || norm[0] > '9') && dimension(n.Unit) != "length" {
		return false
	}
	return slices.ContainsFunc(b.lines, func(l spoken) bool {
		return slices.ContainsFunc(l.text.Words, func(w diction.Word) bool { return w.Norm == norm })
	})
}

// unspelled reports whether a line has the unit of n with an article, or half of it, where the assertion has a number.
func (b *backing) unspelled(n diction.Number) bool {
	return slices.ContainsFunc(b.lines, func(l spoken) bool { return n.Unspelled(b.text, l.text) })
}

// uncounted reports whether the source has the thing that n counts, without a number.
func (b *backing) uncounted(n diction.Number) bool {
	if n.Last+1 >= len(b.text.Words) || n.Value < 2 {
		return false
	}
	noun := b.text.Words[n.Last+1].Stem
	for _, l := range b.lines {
		for i, w := range l.text.Words {
			if w.Stem != noun || w.Raw == "" {
				continue
			}
			for _, o := range l.text.Numbers() {
				if o.Last < i && i-o.Last <= 3 || o.First == i+1 {
					return false
				}
			}
			return strings.HasSuffix(w.Norm, "s") || i > 0 && (l.text.Words[i-1].Norm == "a" || l.text.Words[i-1].Norm == "one")
		}
	}
	return false
}

// sameSort reports whether two numbers are of one sort, so that they can differ.
func sameSort(n, o diction.Number) bool {
	if n.Kind != o.Kind {
		return false
	}
	switch n.Kind {
	case diction.Measure:
		return dimension(n.Unit) == dimension(o.Unit)
	case diction.Locator, diction.Designation:
		return n.Unit == o.Unit
	}
	return true
}

// dimension is what a unit measures, by the vocabulary.
func dimension(unit string) string {
	for _, e := range diction.Default().Class(diction.Unit) {
		if e.Means == unit {
			return e.Kind
		}
	}
	return unit
}

// joinExcesses makes one of those that stand next to each other, and gives each its span with the article before it.
func joinExcesses(t *diction.Text, all []excess) []excess {
	slices.SortStableFunc(all, func(a, b excess) int { return cmp.Compare(a.terms[0].First, b.terms[0].First) })
	var out []excess
	for _, x := range all {
		if n := len(out); n > 0 && x.kind != "person" && out[n-1].kind != "person" {
			last := &out[n-1]
			end := last.terms[len(last.terms)-1].Last
			if x.terms[0].First <= end+1 || x.terms[0].First == end+2 && (t.Words[end+1].Norm == "of" || t.Words[end+1].Norm == "a") {
				if x.rank < last.rank {
					last.rank, last.kind = x.rank, x.kind
				}
				last.terms = append(last.terms, x.terms...)
				last.concepts = append(slices.Clone(last.concepts), x.concepts...)
				continue
			}
		}
		out = append(out, x)
	}
	for i := range out {
		x := &out[i]
		first, last := x.terms[0].First, x.terms[0].Last
		for _, u := range x.terms {
			last = max(last, u.Last)
		}
		start, end := t.Words[first].Start, x.terms[len(x.terms)-1].End
		start = min(start, x.terms[0].Start)
		if first > 0 && (t.Words[first-1].Norm == "a" || t.Words[first-1].Norm == "an") && x.kind != "person" && x.kind != "certainty" {
			start = t.Words[first-1].Start
		}
		if x.kind != "person" { // a person's name leaves its possessive out
			end = max(end, t.Words[last].End)
		}
		x.span = spanOf(t, start, end)
	}
	return out
}
