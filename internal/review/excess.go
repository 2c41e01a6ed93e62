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
		if slices.Contains(u.Concepts, "sale") && (p.keepersSale(b, u) || b.priced() || bought(b.text, u) && b.allRecords()) || slices.Contains(u.Concepts, "money") && b.paid() || slices.Contains(u.Concepts, "sale") && bought(b.text, u) && b.paid() {
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
		if u.Is(diction.Certainty) && u.Kind == "habit" && (plural(b.narrow) || b.manyTimes() || b.throughout(u)) || b.orderOnly(u) || ofAnyone(b.text, u) {
			continue
		}
		if p.pronounFor(b, u) {
			continue // had more of them, of the guns told of a line before
		}
		if b.nounOf(u) || b.billed(u) {
			continue // heavy fire at the rear; billed to whose account it is
		}
		if p.tellersOwn(b, u) || b.assents(u) || p.pointedEvent(b, u) || b.otherOf(u) || p.pointedWeapon(b, u) {
			continue
		}
		if u.Is(diction.Act) && u.Kind == "deed" && p.standsIn(b, u.First, true) {
			continue // withdrawn, where the source has that it was taken out
		}
		if p.kindOnRecord(b, u) {
			continue // Orla 380 pistols, where another source says what an Orla 380 is
		}
		if b.sameRoot(u) || !u.Is(diction.Drug, diction.Weapon) && p.departs(b, u.First, u.Last) > mostGrave {
			continue
		}
		if standsAt(b.text, diction.Idiom, u.First) || p.narrowedIn(b, u) || b.marksNoun(u) || u.Is(diction.Thing) && !u.Is(diction.Weapon, diction.Drug) && b.supplies.stems[b.text.Words[u.First].Stem] {
			continue // latent prints, for latents
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
		return plainWords(x) && p.plainlyRetold(b, x)
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

// narrowedIn reports whether a drug or a weapon is told by a narrower word than a line has for one, where that line gives more of it, such as
// its make or calibre: a pistol, for a firearm, 9mm.
func (p *Pass) narrowedIn(b *backing, u diction.Term) bool {
	for _, c := range []diction.Class{diction.Drug, diction.Weapon} {
		if !u.Is(c) {
			continue
		}
		return slices.ContainsFunc(b.lines, func(l spoken) bool {
			broad := slices.ContainsFunc(l.text.Hits(c), func(h diction.Hit) bool {
				return slices.ContainsFunc(u.Concepts, func(k string) bool { return k != h.Means && slices.Contains(p.Lexicon.Broader(k), h.Means) })
			})
			return broad && (len(signs(l.text)) > 0 || slices.ContainsFunc(l.text.Hits(diction.NotAName), func(h diction.Hit) bool { return h.Kind == "make" }) ||
				slices.ContainsFunc(l.text.Numbers(), func(n diction.Number) bool { return n.Kind == diction.Measure }))
		})
	}
	return false
}

// nounOf reports whether a phrase for an act is only a noun of the lines and what follows it: heavy fire at the rear, for to fire at.
func (b *backing) nounOf(u diction.Term) bool {
	w := b.text.Words[u.First]
	if u.First < u.Last && u.First > 0 && w.Norm == w.Stem && smallWord(b.text, u.Last) && wordAt(b.text, u.First-1, "the", "a", "an", "this", "that") {
		return true // lost in the fire, at a cost
	}
	return u.First < u.Last && u.First > 0 && w.Norm == w.Stem && smallWord(b.text, u.Last) && !smallWord(b.text, u.First-1) && !capital(b.text.Words[u.First-1].Raw) &&
		slices.ContainsFunc(b.lines, func(l spoken) bool {
			return slices.ContainsFunc(l.text.Words, func(o diction.Word) bool { return o.Norm == w.Norm })
		})
}

// keepersSale reports whether a sale is told of the very one whose records the cited source is, by the words before it: Fayette Farm Supply
// sold, of an account in the ledger of Fayette Farm Supply.
func (p *Pass) keepersSale(b *backing, u diction.Term) bool {
	i := u.First - 1
	for i > 0 && wordAt(b.text, i, "has", "had", "have") {
		i--
	}
	if i < 0 || !capital(b.text.Words[i].Raw) || b.text.Words[i].Sentence != b.text.Words[u.First].Sentence {
		return false
	}
	return slices.ContainsFunc(b.elsewhere(), func(s *record.Source) bool {
		return s.Kind == record.Document && slices.ContainsFunc(p.head(s), func(text string) bool { return hasFolded(p.Text(text), b.text.Words[i].Norm) })
	})
}

// billed reports whether a term only says to whom a bill goes of which the lines have the account.
func (b *backing) billed(u diction.Term) bool {
	return wordAt(b.text, u.First, "bill", "billed", "bills") && slices.ContainsFunc(b.lines, func(l spoken) bool {
		return slices.ContainsFunc(l.text.Words, func(w diction.Word) bool {
			return w.Stem == "account" || w.Norm == "acct" || w.Stem == "customer" || w.Stem == "subscriber" || w.Stem == "service"
		})
	})
}

// marksNoun reports whether a term for a thing only says what sort the next word is of, which the lines have: cartridge cases.
func (b *backing) marksNoun(u diction.Term) bool {
	next := u.Last + 1
	return u.Is(diction.Thing, diction.Weapon) && next < len(b.text.Words) && b.text.Words[next].Sentence == b.text.Words[u.Last].Sentence &&
		b.text.Raw[u.End:b.text.Words[next].Start] == " " && len(b.text.Words[next].Norm) > 3 && !standsAt(b.text, diction.Act, next) && b.narrow.stems[b.text.Words[next].Stem]
}

// mostGrave is how many other words of a sentence may be none of its source's for an act or a word of certainty still to be an addition to it.
const mostGrave = 4

// sameRoot reports whether a line has the word of a term with another ending: regularly, for regular; a shot, for shots; been verified, for verified.
func (b *backing) sameRoot(u diction.Term) bool {
	if u.First < u.Last && !(u.First == u.Last-1 && wordAt(b.text, u.First, "been", "being", "was", "were", "is", "are", "be")) {
		return false
	}
	own := b.text.Words[u.Last].Norm
	return len(own) >= 4 && slices.ContainsFunc(b.lines, func(l spoken) bool {
		return slices.ContainsFunc(l.text.Words, func(w diction.Word) bool {
			n := commonStart(own, w.Norm)
			return n >= 4 && slices.Contains(endings, own[n:]) && slices.Contains(endings, w.Norm[n:])
		})
	})
}

// endings are those by which forms of one word differ.
var endings = []string{"", "s", "es", "d", "ed", "ing", "ly", "er", "ers", "r", "y", "e"}

// wholeWhile is the class of words for the whole of the time that something went on.
const wholeWhile diction.Class = "throughout"

// throughout reports whether a term only says that a thing went on the whole of a time, and a line says that in any words: all the time that she wrote, for
// the whole while I wrote.
func (b *backing) throughout(u diction.Term) bool {
	return startsAt(b.text, wholeWhile, u.First) && slices.ContainsFunc(b.lines, func(l spoken) bool { return l.text.Has(wholeWhile) })
}

// manyTimes reports whether the lines say that something was more than once, by no number: a couple times, again, a lot.
func (b *backing) manyTimes() bool {
	return slices.ContainsFunc(b.lines, func(l spoken) bool {
		if slices.ContainsFunc(l.text.Hits(amountWords), func(h diction.Hit) bool { return h.Kind == "many" && wordAt(l.text, h.First, "a") }) {
			return true // a lot
		}
		return slices.ContainsFunc(l.text.Words, func(w diction.Word) bool {
			return w.Norm == "times" || w.Norm == "each" || w.Norm == "again" || w.Norm == "often" || w.Norm == "twice"
		})
	})
}

// orderOnly reports whether a term only sets what the lines have before what is told now: a prior conviction, for a conviction.
func (b *backing) orderOnly(u diction.Term) bool {
	return u.First < u.Last && wordAt(b.text, u.First, "prior", "previous", "earlier", "former", "past", "first", "last", "latest") && !slices.ContainsFunc(b.text.Words[u.First+1:u.Last+1], func(w diction.Word) bool { return !b.supplies.stems[w.Stem] })
}

// ofAnyone reports whether an act is told of nobody, as one that may be done: one can buy them.
func ofAnyone(t *diction.Text, u diction.Term) bool {
	return u.First >= 2 && wordAt(t, u.First-1, "can", "may", "could", "might") && wordAt(t, u.First-2, "one", "you", "anyone", "anybody", "people", "they")
}

// plainlyRetold reports whether what a sentence adds may be no more than another way to tell it. An everyday word is asked about only
// where it is put beside another thing as one more, in a sentence that is otherwise the source's: a shotgun and some jewelry.
func (p *Pass) plainlyRetold(b *backing, x excess) bool {
	if x.kind == "thing" && !p.oneMore(b, x) && !p.inPlaceOf(b, x) {
		return true
	}
	return p.departs(b, x.terms[0].First, x.terms[len(x.terms)-1].Last) > mostBeside
}

// oneMore reports whether a thing is told beside another that the lines have, as one more of a list: the steaks and a bottle of whiskey. Between
// the and and the thing stand an article and what qualifies it at most, no verb, no mark and nothing that points to what is known.
func (p *Pass) oneMore(b *backing, x excess) bool {
	t, i, act := b.text, x.terms[0].First-1, false
	for i > 0 && x.terms[0].First-i <= 5 && !wordAt(t, i, "and", "plus") {
		if standsAt(t, diction.Hearsay, i) || standsAt(t, seeing, i) || wordAt(t, i, "the", "his", "her", "their", "this", "that", "my", "its") || strings.HasSuffix(t.Words[i].Norm, "ing") ||
			t.Raw[t.Words[i].End:t.Words[i+1].Start] != " " || b.supplies.stems[t.Words[i].Stem] && !smallWord(t, i) {
			return false
		}
		act = act || standsAt(t, diction.Act, i)
		i--
	}
	if i < 1 || !wordAt(t, i, "and", "plus") || t.Words[i-1].Sentence != t.Words[i].Sentence || t.Raw[t.Words[i-1].End:t.Words[i].Start] != " " || t.Raw[t.Words[i].End:t.Words[i+1].Start] != " " ||
		act && !wordAt(t, i+1, "a", "an", "some", "several", "another") {
		return false
	}
	for k := x.terms[0].First; k <= x.terms[len(x.terms)-1].Last; k++ {
		if b.supplies.stems[t.Words[k].Stem] {
			return false // latent prints, for latents
		}
	}
	return b.supplies.stems[t.Words[i-1].Stem] && !smallWord(t, i-1)
}

// inPlaceOf reports whether a thing stands where a line has another after the same word, in a sentence of which every other word is the source's:
// in a white pickup, for in a white van.
func (p *Pass) inPlaceOf(b *backing, x excess) bool {
	first, last := x.terms[0].First, x.terms[len(x.terms)-1].Last
	lead := leader(b.text, first)
	if lead == "" || p.departs(b, first, last) > 0 {
		return false
	}
	return slices.ContainsFunc(b.lines, func(l spoken) bool {
		for j := 0; j+1 < len(l.text.Words); j++ {
			if l.text.Words[j].Stem != lead {
				continue
			}
			k := j + 1
			for k+1 < len(l.text.Words) && (standsAt(l.text, pointer, k) || wordAt(l.text, k, "a", "an", "the", "his", "her", "my", "their", "its", "our", "your")) {
				k++
			}
			for k+1 < len(l.text.Words) && !endsNoun(l.text, k) {
				k++
			}
			o := l.text.Words[k]
			if len(o.Norm) > 2 && !smallWord(l.text, k) && endsNoun(l.text, k) && o.Raw == o.Norm && !wordIn(b.text, o.Stem) && madeThing(o) &&
				!p.collator().Kin(o.Norm, b.text.Words[last].Norm) && !p.collator().Kin(b.text.Words[last].Norm, o.Norm) {
				return true
			}
		}
		return false
	})
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
	return w.Quoted || denied[u.First] || u.First > 0 && wordAt(b.text, u.First-1, "no", "without") || b.marked[w.Sentence] || b.waived[w.Sentence] || formal(b.text, w.Sentence)
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
