package review

import (
	"fmt"
	"maps"
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

var contraryLeftOut = &Check{
	Code:  "O4",
	Name:  "contrary-left-out",
	Title: "What speaks against it is left out",
	Why: "A source that the affiant had says the contrary of what is sworn, or undercuts the one who tells it, or a line that is cited " +
		"denies or doubts something in the same breath, and nothing sworn says so; or the one whom a witness described, or his vehicle, " +
		"is not as the respondent or his. An affiant need not put in all he knows. " +
		"An omission counts under Franks only if it was deliberate or reckless and the paper would fail with the fact put in.",
	Rests:    []doctrine.Cite{{Authority: "franks-1978", Pin: "155-156"}},
	Severity: Who, Force: Contestable, Link: OnOmission, Mindful: true, By: "factfinder", After: true,
	Mend: "Does any source say the contrary, and do the sworn words tell the magistrate of it?",
	run:  findContrary,
}

// findContrary asks what a line denies or undercuts, whom else it brings in, and whom it describes otherwise.
//
// It reads every line of every source that no assertion cites, and of a cited line the sentences that no assertion
// takes up, and looks for one that denies what an assertion says or undercuts it; and what is taken back in the same breath as what is told (takenBack).
// It looks too for a showing that failed and for a purchase that was made through another; descriptions that do not fit are for misfits.
// One flaw is left for each assertion, at the line that touches it most. Where there is none, what its lines deny or doubt besides is looked at
// when all checks have run (passedOver).
func findContrary(p *Pass) {
	d := p.paper()
	best := make(map[int]contrary)
	sworn := p.postings()
	for i := range p.Matter.Sources {
		s := &p.Matter.Sources[i]
		if d.incorporated[s.ID] || !p.had(s) {
			continue
		}
		for j := range s.Lines {
			l := &s.Lines[j]
			if c, ok := p.takenBack(s, l); ok && best[c.fact.N].fact == nil {
				best[c.fact.N] = c
			}
			if c, ok := p.reserved(s, l); ok && c.shares > best[c.fact.N].shares && !p.retoldAt(s, l, c.span) {
				best[c.fact.N] = c
			}
			for _, find := range []func(*record.Source, *record.Line) (contrary, bool){p.notIdentified, p.dealtThrough} {
				if c, ok := find(s, l); ok && c.shares > best[c.fact.N].shares {
					best[c.fact.N] = c
				}
			}
			if !p.citesLine(s, l.N) && !p.Lexicon.Mentions(l.Text, against...) {
				continue // most of a long record; to read it whole would take more time and memory than all else
			}
			for _, part := range p.untold(s, l) {
				t := p.Text(l.Text[part.Start:part.End])
				c, ok := p.contrary(sworn, s, l, t)
				if !ok {
					c, ok = p.otherwise(s, l, t)
				}
				if !ok || c.shares <= best[c.fact.N].shares {
					continue
				}
				c.span.Start, c.span.End = c.span.Start+part.Start, c.span.End+part.Start
				if p.retoldAt(s, l, c.span) {
					continue
				}
				best[c.fact.N] = c
			}
		}
	}
	for i := range d.facts {
		if c, ok := best[d.facts[i].N]; ok {
			p.reportContrary(c)
		}
	}
	p.dateLeftOut()
}

// against are the classes of which a line has a word if contrary or otherwise has something to say of it.
var against = []diction.Class{adverse, diction.Negation, excuses, looks, sharing}

// A contrary is a line that speaks against an assertion.
type contrary struct {
	fact   *fact
	source *record.Source
	line   *record.Line
	span   Span
	shares int
}

// postings say in which assertions each word stands, so that a line is held only against those that it can touch.
type postings struct {
	in      map[string][]int // word to indexes of facts
	count   []int            // scratch: words of a line that stand in each fact
	all     []int            // every index
	negated []bool
	denying []*diction.Text     // the sworn texts that deny or undercut
	denied  []map[string]denial // what each of them denies

	depriving []*diction.Text // the sworn texts that deny without a word of negation
}

func (p *Pass) postings() *postings {
	d := p.paper()
	x := &postings{in: make(map[string][]int), count: make([]int, len(d.facts)), negated: make([]bool, len(d.facts))}
	for i := range d.facts {
		f := &d.facts[i]
		x.all = append(x.all, i)
		x.negated[i] = negated(f.text)
		for w := range p.content(f.text) {
			x.in[w] = append(x.in[w], i)
		}
	}
	p.sworn(func(t *diction.Text) bool {
		if t.Has(privative) {
			x.depriving = append(x.depriving, t)
		}
		if hasAny(t, adverse, diction.Negation) {
			x.denying = append(x.denying, t)
			x.denied = append(x.denied, p.denials(t))
		}
		return false
	})
	return x
}

// contrary finds the assertion that a line speaks against, if nothing sworn tells of the line.
func (p *Pass) contrary(x *postings, s *record.Source, l *record.Line, t *diction.Text) (contrary, bool) {
	if !hasAny(t, adverse, diction.Negation) {
		return contrary{}, false
	}
	denied := p.denials(t)
	undercut := p.undercutting(t)
	if no := negations(t); len(no) > 0 && !slices.ContainsFunc(no, func(h diction.Hit) bool { return !excepted(t, h) }) {
		denied = nil // not seen to carry anything else
	}
	if len(denied) == 0 && len(undercut) == 0 {
		return contrary{}, false
	}
	clear(x.count)
	words := p.content(t)
	for w := range words {
		for _, i := range x.in[w] {
			x.count[i]++
		}
	}
	d := p.paper()
	var best contrary
	against := x.against(denied)
	touched := slices.Sorted(maps.Keys(against))
	if len(undercut) > 0 {
		touched = x.all
	}
	for _, i := range touched {
		f, n := &d.facts[i], x.count[i]
		if n+1 <= best.shares || f.form || f.aside || n == 0 && len(undercut) == 0 {
			continue
		}
		if len(undercut) > 0 && t.Has(confined) && !(p.clears(f, t) && p.thatDay(t)) {
			continue
		}
		if n < 2 && !(n > 0 && p.sameTeller(f, s)) && !(len(undercut) > 0 && (p.undercuts(f, s, t) || p.clears(f, t) || f.citesAt(s, l.N) || p.saysElsewhere(f, s, t))) {
			continue
		}
		switch h, ok := against[i]; {
		case len(undercut) > 0 && (!f.text.Has(adverse) || p.clears(f, t)):
			best = contrary{f, s, l, hitSpan(t, undercut[0]), n + 1}
		case ok && !x.negated[i] && p.affirms(f, s, t, h):
			best = contrary{f, s, l, hitSpan(t, h.Hit), n + 1}
		}
	}
	if best.fact == nil || p.told(x, t, words) {
		return contrary{}, false
	}
	return best, true
}

// A denial is a verb denied, and the words of what it governs.
// denials are the verbs that t denies: a word of negation and the verb after it, by the verb's stem. Not to have gone to
// one place is nothing against having gone to another; so an assertion must have a word of what is denied, and where the
// denial is of knowing or seeing which, where or whether, two.
// denial reads what the verb at word i governs, up to the end of its clause, or of the question it brings in.
// against returns, for each assertion that has a denied word, the words that deny it, the first of them.
// verb reports whether word i is one that tells what someone did or saw.
// sameTeller reports whether f rests on the source, or on the same declarant.
func (p *Pass) sameTeller(f *fact, s *record.Source) bool {
	for _, o := range f.sources {
		if o == s || s.Declarant != "" && o.Declarant == s.Declarant {
			return true
		}
	}
	return false
}

// undercuts reports whether a line of words that undercut is about the one on whose word f rests.
func (p *Pass) undercuts(f *fact, s *record.Source, t *diction.Text) bool {
	if !t.Has(adverse) {
		return false
	}
	for _, o := range f.sources {
		if o.Declarant == "" || p.ordinary(o.Declarant) && !p.sameTeller(f, s) {
			continue
		}
		who := p.paper().person[o.Declarant]
		if s.Declarant == o.Declarant || who != nil && p.namesPerson(t, who) {
			return true
		}
	}
	return false
}

// clears reports whether a line says that it was someone else, or elsewhere, of a respondent whom both it and f name.
func (p *Pass) clears(f *fact, t *diction.Text) bool {
	return (t.Has(clearing) || p.notHim(t) != nil) && slices.ContainsFunc(p.App.Respondents, func(r record.PersonID) bool {
		who := p.paper().person[r]
		return who != nil && f.meansPerson(r) && p.likeNamed(t, who)
	})
}

// undercutting returns the words of a line that undercut, and those by which it says that it was not a respondent. That a
// search of the informant himself found nothing on him is as it should be.
func (p *Pass) undercutting(t *diction.Text) []diction.Hit {
	hits := slices.DeleteFunc(slices.Clone(t.Hits(adverse)), func(h diction.Hit) bool {
		return slices.ContainsFunc(negations(t), func(n diction.Hit) bool { // was not intoxicated, had never lied
			return n.Last < h.First && h.First-n.Last <= 2 && t.Words[n.Last].Sentence == t.Words[h.First].Sentence
		})
	})
	if t.Has(nothingOn) && p.searchesTeller(t) {
		hits = slices.DeleteFunc(slices.Clone(hits), func(h diction.Hit) bool {
			return slices.ContainsFunc(t.Hits(nothingOn), func(o diction.Hit) bool { return o.First <= h.Last && h.First <= o.Last })
		})
	}
	if negated(t) && t.Has(leave) {
		hits = slices.DeleteFunc(slices.Clone(hits), func(h diction.Hit) bool {
			return slices.ContainsFunc(t.Hits(leave), func(o diction.Hit) bool { return o.First <= h.Last && h.First <= o.Last })
		})
	}
	if h := p.notHim(t); h != nil && len(hits) == 0 {
		return []diction.Hit{*h}
	}
	return hits
}

// searchesTeller reports whether a line tells of a search of an informant, or of one whom the paper has as such.
func (p *Pass) searchesTeller(t *diction.Text) bool {
	if !t.Has(seeing) {
		return false
	}
	return t.Has(teller) || slices.ContainsFunc(p.Matter.People, func(who record.Person) bool {
		return who.Has(record.Informant) && p.namesPerson(t, &who)
	})
}

// notHim returns the words "not" and the name of a respondent right after it: was not Smith.
// thatDay reports whether a line that dates what it says takes in a day that a sworn sentence dates: to have been locked
// up in another year clears nobody.
func (p *Pass) thatDay(t *diction.Text) bool {
	days := p.dated(t, false, "")
	if len(days) == 0 {
		return !t.Has(lately)
	}
	first, last, _ := days[0].Bounds()
	for _, w := range days {
		lo, hi, ok := w.Bounds()
		if !ok {
			return false
		}
		if lo.Before(first) {
			first = lo
		}
		if hi.After(last) {
			last = hi
		}
	}
	d := p.paper()
	return slices.ContainsFunc(d.facts, func(f fact) bool {
		return !f.aside && slices.ContainsFunc(p.dated(f.text, false, ""), func(w record.When) bool {
			lo, hi, ok := w.Bounds()
			return ok && !hi.Before(first) && !lo.After(last)
		})
	})
}

// untold returns the sentences of a line that no assertion takes up: all of a line that none cites, and of one that is
// cited those that share less than a third of their words with each that cites it.
func (p *Pass) untold(s *record.Source, l *record.Line) []Span {
	t := p.Text(l.Text)
	if !p.citesLine(s, l.N) {
		return []Span{{Start: 0, End: len(l.Text)}}
	}
	d := p.paper()
	var out []Span
	all := statements(t)
	if len(all) < 2 {
		if hasAny(t, adverse, diction.Negation) && !p.takenUp(s, l, t) {
			return []Span{{Start: 0, End: len(l.Text)}}
		}
		return nil
	}
	for _, part := range all {
		words := p.content(p.Text(l.Text[part.Start:part.End]))
		if len(words) < 2 && part.Start > 0 && p.takenUp(s, l, t) {
			continue // but I can't say: of what stands before it, which is told with a denial of its own
		}
		if !slices.ContainsFunc(d.citing[s.ID], func(n int) bool {
			f := d.fact(n)
			if len(words) <= 2 && f.citesAt(s, l.N) && f.text.Has(diction.Negation) {
				return true // driver not visible: so short that a denial in other words may have none of its own
			}
			n, turns := shared(words, p.content(f.text)), hasAny(p.Text(l.Text[part.Start:part.End]), adverse, diction.Negation)
			if turns && 3*n < 2*len(words) && !hasAny(f.text, adverse, diction.Negation, diction.Exception, diction.Hedge, reserve) {
				return false // what denies or undercuts is not told by words of what it speaks of
			}
			return 3*n >= len(words) && slices.ContainsFunc(f.cites(), func(c record.Cite) bool {
				return c.Source == s.ID && c.From <= l.N && l.N <= c.To
			})
		}) {
			out = append(out, Span{Start: part.Start, End: part.End})
		}
	}
	return out
}

// takenUp reports whether an assertion that cites a line which denies or undercuts something denies or undercuts too, or has at
// least half of its words.
func (p *Pass) takenUp(s *record.Source, l *record.Line, t *diction.Text) bool {
	d := p.paper()
	words := p.content(t)
	return slices.ContainsFunc(d.citing[s.ID], func(n int) bool {
		f := d.fact(n)
		return f.citesAt(s, l.N) && (hasAny(f.text, adverse, diction.Negation) || deprives(f.text, words) || !(negated(t) && t.Has(adverse)) && 2*shared(words, p.content(f.text)) >= len(words))
	})
}

// statements cuts a text at the ends of its sentences, and before a "but" or the like within one.
func statements(t *diction.Text) []Span {
	var out []Span
	for n, part := range t.Sentences {
		start := part.Start
		for _, h := range t.Hits(diction.Exception) {
			if t.Words[h.First].Sentence == n && h.Start > start && h.Means == "but" && h.Words != "if" && h.Words != "only if" {
				out = append(out, Span{Start: start, End: h.Start})
				start = h.Start
			}
		}
		out = append(out, Span{Start: start, End: part.End})
	}
	return out
}

// told reports whether the sworn words tell of a line: they have its words that undercut, or a denial that shares the
// greater part of its words.
func (p *Pass) told(x *postings, t *diction.Text, words map[string]bool) bool {
	mine := p.denials(t)
	for _, o := range x.depriving {
		if deprives(o, words) && 2*shared(words, p.content(o)) >= len(words) {
			return true // faces hidden, for faces not visible
		}
	}
	for i, o := range x.denying {
		for _, h := range t.Hits(adverse) {
			if slices.ContainsFunc(o.Hits(adverse), func(g diction.Hit) bool { return g.Means == h.Means }) {
				return true
			}
		}
		if n := shared(words, p.content(o)); n >= 2 && 2*n >= len(words) && (!t.Has(adverse) || o.Has(adverse)) && p.notHim(t) == nil {
			if len(mine) > 0 && !t.Has(adverse) && !sameVerb(mine, x.denied[i]) {
				continue
			}
			return true
		}
	}
	return false
}

// sameVerb reports whether the second of two texts denies a verb that the first does, of the greater part of the same things.
// citesLine reports whether an assertion cites that very line.
func (p *Pass) citesLine(s *record.Source, n int) bool {
	d := p.paper()
	for _, a := range d.citing[s.ID] {
		for _, c := range d.fact(a).cites() {
			if c.Source == s.ID && c.From > 0 && c.From <= n && n <= c.To {
				return true
			}
		}
	}
	return false
}

// saysElsewhere reports whether a line that opens with "he" and clears someone stands in a source of f that names a
// respondent, whom f means: his own account of where he was.
func (p *Pass) saysElsewhere(f *fact, s *record.Source, t *diction.Text) bool {
	return t.Has(clearing) && len(t.Words) > 0 && hasAt(t, pronouns, 0) && slices.Contains(f.sources, s) &&
		slices.ContainsFunc(p.App.Respondents, f.meansPerson) &&
		slices.ContainsFunc(s.Lines, func(l record.Line) bool { return p.namesRespondent(p.Text(l.Text)) })
}

// citesAt reports whether the assertion cites that very line.
func (f *fact) citesAt(s *record.Source, n int) bool {
	return slices.ContainsFunc(f.cites(), func(c record.Cite) bool { return c.Source == s.ID && c.From <= n && n <= c.To })
}

func (p *Pass) reportContrary(c contrary) {
	p.Report(Flaw{
		Assertion: c.fact.N, Span: whole(c.fact.text), Sources: []At{at(c.source, c.line, c.span)}, Searched: p.searched(),
		Message: fmt.Sprintf("Source %s says %s. It speaks against what is sworn here, and nothing sworn tells of it.",
			c.source.ID, quote(c.line.Text)),
		Asks: fmt.Sprintf("Was it reckless to leave out %s?", quote(c.line.Text)),
	})
}
