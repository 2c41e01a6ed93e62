package review

import (
	"cmp"
	"slices"

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
		if slices.Contains(u.Concepts, "sale") && (b.priced() || bought(b.text, u) && b.allRecords()) || slices.Contains(u.Concepts, "money") && b.paid() || slices.Contains(u.Concepts, "sale") && bought(b.text, u) && b.paid() {
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
		if u.Kind == "confess" && (p.ownsUp(b, u) || p.speaksAgainstHimself(b, u)) || u.Kind == "violence" && (ofThing(b.text, u) || lawfulThreat(b.text, u) || p.ofAnimal(b, u)) {
			continue
		}
		if u.Is(diction.Certainty) && u.Kind == "habit" && plural(b.narrow) {
			continue
		}
		if p.tellersOwn(b, u) || b.assents(u) || p.pointedEvent(b, u) || b.otherOf(u) || p.pointedWeapon(b, u) {
			continue
		}
		if u.Is(diction.Act) && u.Kind == "deed" && p.standsIn(b, u.First, true) {
			continue // withdrawn, where the source has that it was taken out
		}
		x := excess{terms: []diction.Term{u}, rank: rank, kind: kind, concepts: u.Concepts}
		out = append(out, x)
	}
	out = append(out, p.addedAmounts(b, negated)...)
	out = append(out, p.addedThings(b, negated)...)
	out = append(out, p.addedPersons(b)...)
	out = append(out, p.addedQuotes(b)...)
	out = slices.DeleteFunc(joinExcesses(b.text, out), func(x excess) bool {
		if h := p.standsFor(b, x); h != nil && h.hit.Class == diction.Vague && h.hit.Kind != "pronoun" && x.kind == "thing" && !p.toldPointed(b, x) {
			return false // a generator, where the source has an object: no retelling brings that in
		}
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

// toldPointed reports whether a thing is pointed to as known, by a definite article or a possessive.
func (p *Pass) toldPointed(b *backing, x excess) bool {
	return pointsBack(b.text, x.terms[0].First)
}

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
