package review

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// How much of a sentence of a source has to be told for it not to be left out, as shares of its words of content, names apart. Taken
// from ten sound examples and twelve sound papers of others, with some 990 sentences of sources: of those that deny or doubt none stands
// below leastTold, and those below surelyTold have a denial or a doubt in the sentence that tells of them; most of those that were left
// out on purpose lie below (docs/design/collation.md).
const (
	leastTold   = 0.5
	surelyTold  = 0.6
	mostlyCited = 0.6  // the share of a source's lines that are cited where it is told as a whole
	hardlyTold  = 0.25 // less than this is not told by a sentence that merely cites the line
)

// withheld returns what sentences of a line deny, doubt or say against someone, of a source on which the paper relies, and the paper
// tells nowhere, and the assertion nearest to it.
func (p *Pass) withheld(s *record.Source, l *record.Line) (contrary, bool) {
	if s.Kind == record.Intercept || l.Text == "" || p.paper().incorporated[s.ID] || !p.mostlyTold(s) || p.flawedAt(s, l) {
		return contrary{}, false
	}
	f := p.nearestCiting(s, l.N)
	if f == nil {
		return contrary{}, false
	}
	for _, part := range p.Text(l.Text).Sentences {
		u := p.Text(l.Text[part.Start:part.End])
		if strings.HasSuffix(strings.TrimSpace(u.Raw), "?") {
			continue // what was asked is nobody's word
		}
		h, ok := p.holdingBack(s, u)
		if !ok || !h.apart && !p.onTopic(s, u) || h.denies && !p.deniesTopic(s, u, h.hit) || p.carried(s, l, u, h.ways) || p.carriedTogether(s, u, h.ways) {
			continue
		}
		span := hitSpan(u, h.hit)
		span.Start, span.End = span.Start+part.Start, span.End+part.Start
		return contrary{f, s, l, span, 0}, true
	}
	return contrary{}, false
}

// onTopic reports whether a sentence speaks of what the paper tells from the source: an assertion that cites it has a word of content of
// the sentence, other than one of seeing or telling or such as any sentence may have. What a witness denies of something else need not be told.
func (p *Pass) onTopic(s *record.Source, u *diction.Text) bool {
	want := slices.DeleteFunc(p.wordsOf(u), func(w diction.Word) bool {
		i := slices.IndexFunc(u.Words, func(o diction.Word) bool { return o.Start == w.Start })
		return standsAt(u, seeing, i) || standsAt(u, diction.Hearsay, i) || standsAt(u, diction.Negation, i) || standsAt(u, diction.Hedge, i) || standsAt(u, lightWord, i)
	})
	return slices.ContainsFunc(p.paper().citing[s.ID], func(n int) bool {
		f := p.paper().fact(n)
		return !f.form && slices.ContainsFunc(want, func(w diction.Word) bool { return p.hasKin(f.text, -1, w, true) })
	})
}

// deniesTopic reports whether a denial can bear on what is sworn: not where a witness only does not know of a thing, where it is a state that is
// denied (not in progress), or where nobody is said to do or be anything: no cops, or else.
func (p *Pass) deniesTopic(s *record.Source, u *diction.Text, h diction.Hit) bool {
	if i := h.Last + 1; i < len(u.Words) && (standsAt(u, minding, i) && !standsAt(u, seeing, i) || standsAt(u, diction.Relation, i)) {
		return false
	}
	return s.Kind != record.Message
}

// lightWord is the class of words that any sentence may have.
const lightWord diction.Class = "light"

// mostlyTold reports whether the assertions cite at least so many lines of a source, or all but one, that what is left out of it is an exception.
func (p *Pass) mostlyTold(s *record.Source) bool {
	n := 0
	for _, l := range s.Lines {
		if p.citesLine(s, l.N) {
			n++
		}
	}
	return n+1 >= len(s.Lines) || float64(n) >= mostlyCited*float64(len(s.Lines))
}

// flawedAt reports whether a flaw already points at a line.
func (p *Pass) flawedAt(s *record.Source, l *record.Line) bool {
	return slices.ContainsFunc(p.flaws, func(f Flaw) bool {
		return slices.ContainsFunc(f.Sources, func(at At) bool { return at.Source == s.ID && at.Line == l.N })
	})
}

// nearestCiting returns the assertion that cites a line of a source, or else the one that cites what stands nearest to it.
func (p *Pass) nearestCiting(s *record.Source, n int) *fact {
	d := p.paper()
	var best *fact
	least := 0
	for i := range d.facts {
		f := &d.facts[i]
		if f.form || f.aside {
			continue
		}
		for _, c := range f.Cites {
			if c.Source != s.ID {
				continue
			}
			away := max(c.From-n, n-max(c.From, c.To), 0)
			if c.From == 0 {
				away = 0
			}
			if best == nil || away < least {
				best, least = f, away
			}
		}
	}
	return best
}

// A holding is a word by which a sentence of a source holds back, and how a paper would tell of it.
type holding struct {
	hit    diction.Hit
	ways   []diction.Class // words of the same sort
	denies bool            // it denies in the words of grammar, and what it denies stands right after it
	apart  bool            // it takes weight from who tells or from the whole, whatever else the paper tells of the source
}

// The ways in which a sentence of a source holds back: it denies, doubts, takes weight from what is told, or gives what one who tells
// has against another.
var (
	denyingWays   = []diction.Class{diction.Negation, denyingWord, adverse, privative, clearing, excuses}
	doubtingWays  = []diction.Class{diction.Hedge, reserve}
	weakeningWays = []diction.Class{weakening, motives, grudge, illWill, denyingWord, reserve, diction.Hedge, diction.Exception}
)

// weakening is the class of words of a source that take weight from what it tells.
const weakening diction.Class = "weakens"

// holdingBack returns the word by which a sentence of a source holds back. What a respondent who was interviewed says is his account,
// whatever its words.
func (p *Pass) holdingBack(s *record.Source, t *diction.Text) (holding, bool) {
	for _, c := range []diction.Class{weakening, adverse, clearing, excuses} {
		hits := t.Hits(c)
		if len(hits) == 0 {
			continue
		}
		if c == weakening {
			return holding{hit: hits[0], ways: weakeningWays, apart: true}, true
		}
		return holding{hit: hits[0], ways: denyingWays}, true
	}
	for _, h := range negations(t) {
		if excepted(t, h) {
			continue
		}
		if h.Last+1 < len(t.Words) && t.Words[h.Last+1].Norm == "to" {
			continue // told not to: a request
		}
		return holding{h, denyingWays, !p.isRespondent(s.Declarant), p.isRespondent(s.Declarant)}, true
	}
	for _, h := range t.Hits(diction.Hedge) {
		if h.Kind == "doubt" || h.Kind == "attitude" && h.Means != "joking" {
			return holding{hit: h, ways: doubtingWays, apart: p.isRespondent(s.Declarant)}, true
		}
	}
	for _, h := range t.Hits(motives) {
		if h.Kind != "pay" {
			return holding{hit: h, ways: weakeningWays, apart: true}, true
		}
	}
	if s.Declarant == "" {
		return holding{}, false
	}
	for _, h := range t.Hits(grudge) {
		if hasFirstPerson(t) {
			return holding{hit: h, ways: weakeningWays, apart: true}, true
		}
	}
	for _, h := range t.Hits(illWill) {
		if (hasFirstPerson(t) || h.First == 0) && (h.Means == "debt" || h.Means == "anger" || h.Means == "break") {
			return holding{hit: h, ways: weakeningWays, apart: true}, true
		}
	}
	if p.isRespondent(s.Declarant) && len(t.Words) > 0 {
		return holding{hit: diction.Hit{First: 0, Last: len(t.Words) - 1, Start: t.Words[0].Start, End: t.Words[len(t.Words)-1].End}, ways: denyingWays, apart: true}, true
	}
	return holding{}, false
}

// carried reports whether the sworn words tell of a sentence of a source: some assertion has so many of its words, in another form, by a
// synonym or by a broader word, that it cannot but be meant; or half of them and a word of the same sort; or it cites the line, and
// has a quarter and such a word.
func (p *Pass) carried(s *record.Source, l *record.Line, u *diction.Text, ways []diction.Class) bool {
	want := p.wordsOf(u)
	if len(want) < 2 {
		return true // too little to look for
	}
	d := p.paper()
	for i := range d.facts {
		f := &d.facts[i]
		near, cites := p.sameTeller(f, s), f.citesAt(s, l.N)
		if cites && slices.ContainsFunc(ways, func(c diction.Class) bool {
			return c != diction.Negation && slices.ContainsFunc(u.Hits(c), func(h diction.Hit) bool {
				return h.Means != "" && slices.ContainsFunc(f.text.Hits(c), func(o diction.Hit) bool { return o.Means == h.Means })
			})
		}) {
			return true // owes him four hundred: the very thing that takes weight from him
		}
		for n := range f.text.Sentences {
			has := 0
			for _, w := range want {
				if p.hasKin(f.text, n, w, near) {
					has++
				}
			}
			share := float64(has) / float64(len(want))
			says := func(c diction.Class) bool { return inSentence(f.text, n, c, "") }
			if share >= surelyTold || share >= leastTold && slices.ContainsFunc(ways, says) || share >= hardlyTold && cites && (slices.ContainsFunc(ways, says) || slices.ContainsFunc(denyingWays, says)) {
				return true
			}
		}
	}
	return false
}

// carriedTogether reports whether the assertions that cite a source have between them the greater part of a sentence's words, and one of them
// a word of the sort by which it holds back.
func (p *Pass) carriedTogether(s *record.Source, u *diction.Text, ways []diction.Class) bool {
	if !slices.ContainsFunc(p.paper().citing[s.ID], func(n int) bool { return hasAny(p.paper().fact(n).text, ways...) }) {
		return false
	}
	want := p.wordsOf(u)
	has := 0
	for _, w := range want {
		if slices.ContainsFunc(p.paper().citing[s.ID], func(n int) bool { return p.hasKin(p.paper().fact(n).text, -1, w, true) }) {
			has++
		}
	}
	return float64(has) >= surelyTold*float64(len(want))
}

// wordsOf are the words of content of a text, names and single letters apart.
func (p *Pass) wordsOf(t *diction.Text) []diction.Word {
	names := p.nameWords(t)
	var out []diction.Word
	for _, u := range t.Terms() {
		if w := t.Words[u.First]; !names[u.First] && len(w.Norm) > 2 {
			out = append(out, w)
		}
	}
	return out
}

// hasKin reports whether a sentence of a text has a word, or, where it is to be looked for closely, a synonym, a broader or a derived one.
// A negative number of the sentence means any.
func (p *Pass) hasKin(t *diction.Text, sentence int, w diction.Word, closely bool) bool {
	return slices.ContainsFunc(t.Words, func(o diction.Word) bool {
		if sentence >= 0 && o.Sentence != sentence {
			return false
		}
		return o.Stem == w.Stem || len(w.Norm) > 4 && strings.HasSuffix(o.Norm, w.Norm) || closely && len(o.Norm) > 2 && (p.collator().Kin(o.Norm, w.Norm) || p.collator().Kin(w.Norm, o.Norm))
	})
}
