package review

import (
	"maps"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// A backing is what stands behind one assertion: the lines that it cites, or that the assertions it rests on cite, and
// everything else that may supply a word of it.
type backing struct {
	*record.Assertion
	text     *diction.Text
	own      bool // it cites lines itself
	cites    []record.Cite
	lines    []spoken          // the printed lines cited
	cut      []At              // cited lines whose words were cut from the record
	unseen   []record.SourceID // cited sources without printed text
	marked   map[int]bool      // its sentences that are marked as inference
	waived   map[int]bool      // its sentences that say that nothing is laid on what they tell
	supplies supply            // all that may supply a word
	narrow   supply            // the cited lines alone
	added    *[]excess         // made by excesses
	texts    []*diction.Text   // made by read
}

// spoken is a line of a source, read.
type spoken struct {
	source *record.Source
	line   *record.Line
	text   *diction.Text
}

func (s spoken) at(start, end int) At {
	return At{Source: s.source.ID, Line: s.line.N, Span: spanOf(s.text, start, end)}
}

func (s spoken) whole() At { return At{Source: s.source.ID, Line: s.line.N, Span: whole(s.text)} }

// supply is a store of concepts, words and numbers.
type supply struct {
	concepts map[string]bool
	stems    map[string]bool
	numbers  []diction.Number
	names    []string
}

func newSupply() supply { return supply{concepts: make(map[string]bool), stems: make(map[string]bool)} }

// clone returns a supply to which more can be added without adding it to s.
func (s *supply) clone() supply {
	return supply{maps.Clone(s.concepts), maps.Clone(s.stems), slices.Clip(s.numbers), slices.Clip(s.names)}
}

// weighty are the classes whose words a case may turn on.
var weighty = []diction.Class{diction.Drug, diction.Weapon, diction.Act, diction.Thing, diction.Certainty, diction.State}

// add takes in a text.
func (s *supply) add(p *Pass, t *diction.Text) {
	for _, u := range t.Terms(weighty...) {
		for _, c := range u.Concepts {
			s.concept(p, c)
		}
	}
	for _, c := range weighty { // words inside longer phrases too
		for _, h := range t.Hits(c) {
			s.concept(p, h.Means)
		}
	}
	for _, w := range t.Words {
		s.stems[w.Stem] = true
	}
	s.numbers = append(s.numbers, t.Numbers()...)
	for _, n := range p.namesOf(t) {
		s.names = append(s.names, n.Text)
	}
}

func (s *supply) concept(p *Pass, c string) {
	if s.concepts[c] {
		return
	}
	for _, b := range p.Lexicon.Broader(c) {
		s.concepts[b] = true
	}
}

// holds reports whether one of the concepts is supplied, itself or by its parts.
func (s *supply) holds(p *Pass, concepts []string) bool {
	return slices.ContainsFunc(concepts, func(c string) bool {
		if s.concepts[c] {
			return true
		}
		parts := p.Lexicon.Parts(c)
		return len(parts) > 0 && !slices.ContainsFunc(parts, func(c string) bool { return !s.concepts[c] })
	})
}

// number reports whether a number is supplied.
func (s *supply) number(n diction.Number) bool {
	return slices.ContainsFunc(s.numbers, n.Same)
}

// backing returns what stands behind an assertion, worked out on the first call.
func (p *Pass) backing(n int) *backing {
	if p.backed == nil {
		p.backed = make(map[int]*backing)
	}
	if b, ok := p.backed[n]; ok {
		return b
	}
	a := p.App.Assertion(n)
	if a == nil {
		return nil
	}
	if b := p.saved(a); b != nil {
		p.backed[n] = b
		return b
	}
	b := &backing{Assertion: a, text: p.Text(a.Text), own: len(a.Cites) > 0, marked: make(map[int]bool), waived: make(map[int]bool)}
	p.backed[n] = b
	b.cites = slices.Clone(a.Cites)
	if len(b.cites) == 0 {
		b.cites = p.restCites(a)
	}
	p.collect(b)
	p.stock(b)
	for _, h := range b.text.Hits(diction.Inference) {
		b.marked[b.text.Words[h.First].Sentence] = true
	}
	for _, h := range b.text.Hits(disclaimer) {
		b.waived[b.text.Words[h.First].Sentence] = true
	}
	return b
}

// restCites gathers what the assertions cite that a rests on.
func (p *Pass) restCites(a *record.Assertion) []record.Cite {
	if p.rested == nil {
		p.rested = make(map[*record.Assertion]*record.Assertion)
	}
	var out []record.Cite
	var gather func(*record.Assertion)
	gather = func(o *record.Assertion) {
		p.rested[o] = a // seen, in this search: the map serves all searches, so that a long chain fills it once
		for _, n := range o.RestsOn {
			other := p.App.Assertion(n)
			if other == nil || p.rested[other] == a {
				continue
			}
			out = append(out, other.Cites...)
			if len(other.Cites) > 0 {
				p.rested[other] = a
			} else {
				gather(other)
			}
		}
	}
	gather(a)
	return out
}

// collect finds the lines of the cites.
func (p *Pass) collect(b *backing) {
	type key struct {
		source record.SourceID
		line   int
	}
	seen := make(map[key]bool)
	for _, c := range b.cites {
		s := p.Matter.Source(c.Source)
		if s == nil {
			continue
		}
		if s.Extent() == record.None || len(s.Lines) == 0 {
			if !slices.Contains(b.unseen, s.ID) {
				b.unseen = append(b.unseen, s.ID)
			}
			continue
		}
		for i := range s.Lines {
			l := &s.Lines[i]
			if c.From != 0 && (l.N < c.From || l.N > max(c.To, c.From)) || seen[key{s.ID, l.N}] {
				continue
			}
			seen[key{s.ID, l.N}] = true
			if l.Text == "" {
				b.cut = append(b.cut, At{Source: s.ID, Line: l.N})
				continue
			}
			b.lines = append(b.lines, spoken{s, l, p.Text(l.Text)})
		}
	}
}

// stock gathers all that may supply a word of the assertion: the cited lines, the heads of their sources, the people who
// speak in them, what the assertion declares, and what the assertions it rests on say.
func (p *Pass) stock(b *backing) {
	b.narrow = *p.supplyOf(b)
	b.supplies = b.narrow.clone()
	var sources []record.SourceID
	for _, c := range b.cites {
		if !slices.Contains(sources, c.Source) {
			sources = append(sources, c.Source)
		}
	}
	for _, id := range sources {
		if s := p.Matter.Source(id); s != nil {
			for _, text := range p.head(s) {
				b.supplies.add(p, p.Text(text))
			}
			b.supplies.numbers = append(b.supplies.numbers, whenNumbers(s.Time)...)
			b.supplies.numbers = append(b.supplies.numbers, whenNumbers(s.Made)...)
			if o := p.orderOf(b, s); o != nil {
				for _, w := range []record.When{o.Made, o.From, o.Until, o.SealedOn} {
					b.supplies.numbers = append(b.supplies.numbers, whenNumbers(w)...)
				}
			}
		}
	}
	for _, r := range b.Readings {
		b.supplies.add(p, p.Text(r.Means))
		b.supplies.add(p, p.Text(r.Words))
	}
	for i := range p.App.Affidavit.Assertions { // a reading declared elsewhere of words that are cited here
		for _, r := range p.App.Affidavit.Assertions[i].Readings {
			words := p.Text(r.Words)
			if slices.ContainsFunc(b.lines, func(l spoken) bool { _, ok := findWords(l.text, words); return ok }) {
				b.supplies.add(p, p.Text(r.Means))
			}
		}
	}
	for _, id := range b.Identifies {
		b.supplies.add(p, p.Text(id.Basis))
		if who := p.Matter.Person(id.Person); who != nil {
			p.stockPerson(&b.supplies, who)
		}
		for _, c := range id.Cites {
			for _, l := range p.linesOf(c) {
				b.supplies.add(p, l.text)
			}
		}
	}
	for _, n := range b.RestsOn {
		if o := p.App.Assertion(n); o != nil {
			b.supplies.add(p, p.Text(o.Text))
			for _, r := range o.Readings {
				b.supplies.add(p, p.Text(r.Means))
			}
			for _, c := range o.Cites {
				for _, l := range p.linesOf(c) {
					b.supplies.add(p, l.text)
				}
			}
		}
	}
	if p.App.Place != nil {
		b.supplies.numbers = append(b.supplies.numbers, p.Text(p.App.Place.All()).Numbers()...)
	}
	for i := range p.Matter.People {
		b.supplies.numbers = append(b.supplies.numbers, p.Text(p.Matter.People[i].Home).Numbers()...)
	}
}

// supplyOf is what the cited lines of an assertion supply, worked out once for all that cite the same.
func (p *Pass) supplyOf(b *backing) *supply {
	key := ""
	for _, c := range b.cites {
		key += c.String() + "\n"
	}
	return once(&p.kept.cited, key, func() *supply {
		s := newSupply()
		for _, l := range b.lines {
			s.add(p, l.text)
		}
		return &s
	})
}

// linesOf returns the printed lines of a cite.
func (p *Pass) linesOf(c record.Cite) []spoken {
	b := &backing{cites: []record.Cite{c}}
	p.collect(b)
	return b.lines
}

// head returns the texts of a source that are no lines: its title, place, locator, the people of it and the order.
func (p *Pass) head(s *record.Source) []string {
	out := []string{s.Title, s.Place, s.Custodian, s.Maker}
	for _, part := range []struct{ name, value string }{
		{"reel", s.Locator.Reel}, {"side", s.Locator.Side}, {"footage", s.Locator.Footage},
		{"session", s.Locator.Session}, {"offset", s.Locator.Offset}, {"page", s.Locator.Page},
	} {
		if part.value != "" {
			out = append(out, part.name+" "+part.value)
		}
	}
	for _, id := range []record.PersonID{s.Author, s.Declarant} {
		if who := p.Matter.Person(id); who != nil {
			out = append(out, who.Names()...)
			out = append(out, who.Of, who.Home)
		}
	}
	for _, t := range s.Speakers {
		out = append(out, t.As, t.Claimed)
		if who := p.Matter.Person(t.Person); who != nil {
			out = append(out, who.Names()...)
		}
	}
	if s.Track != nil {
		out = append(out, s.Track.Basis, s.Track.Record, s.Track.Motive, s.Track.Interest)
	}
	if s.Translated != nil {
		out = append(out, s.Translated.From)
		if who := p.Matter.Person(s.Translated.By); who != nil {
			out = append(out, who.Names()...)
			out = append(out, who.Of)
		}
	}
	if o := p.Matter.Order(s.Order); o != nil {
		out = append(out, o.Court, o.Target)
		out = append(out, o.Offences...)
	}
	return slices.DeleteFunc(out, func(t string) bool { return t == "" })
}

// orderOf returns the order under which a source was made, or the only one there is where the assertion speaks of an order.
func (p *Pass) orderOf(b *backing, s *record.Source) *record.Order {
	if o := p.Matter.Order(s.Order); o != nil || len(p.Matter.Orders) != 1 || !wordIn(b.text, "order") {
		return o
	}
	return &p.Matter.Orders[0]
}

// stockPerson adds what the record knows of a person.
func (p *Pass) stockPerson(s *supply, who *record.Person) {
	s.names = append(s.names, who.Names()...)
	s.add(p, p.Text(who.Home))
	s.add(p, p.Text(who.Of))
	for _, t := range who.Ties {
		s.add(p, p.Text(t.As))
	}
}

// whenNumbers returns the date and the time of day of a time, so far as it is known to them.
func whenNumbers(w record.When) []diction.Number {
	s := strings.TrimSpace(string(w))
	for _, word := range []string{"before ", "after "} {
		if strings.HasPrefix(s, word) {
			return nil
		}
	}
	s = strings.TrimPrefix(s, "about ")
	if strings.Contains(s, "..") {
		a, b, _ := strings.Cut(s, "..")
		return append(whenNumbers(record.When(a)), whenNumbers(record.When(b))...)
	}
	day, clock, timed := strings.Cut(s, "T")
	var v [5]int
	for i, part := range strings.SplitN(day, "-", 3) {
		v[i] = small(part)
	}
	if v[0] == 0 {
		return nil
	}
	out := []diction.Number{diction.DateNumber(v[0], v[1], v[2])}
	if h, m, ok := strings.Cut(clock, ":"); timed && ok {
		out = append(out, diction.ClockNumber(small(h), small(m[:min(2, len(m))])))
	}
	return out
}

// small reads up to four digits; anything else is 0.
func small(s string) int {
	n := 0
	for _, c := range s {
		if c < '0' || c > '9' || n > 9999 {
			return 0
		}
		n = 10*n + int(c-'0')
	}
	return n
}

// formal reports whether the words from first to last stand in a sentence of set form that states no fact of the case.
func formal(t *diction.Text, sentence int) bool {
	for _, h := range t.Hits(diction.Formal) {
		if t.Words[h.First].Sentence == sentence {
			return true
		}
	}
	return false
}

// assertions calls f with what stands behind each assertion, in order.
func (p *Pass) assertions(f func(*backing)) {
	for i := range p.App.Affidavit.Assertions {
		f(p.backing(p.App.Affidavit.Assertions[i].N))
	}
}

// each calls f with what stands behind each assertion that is asked about: all, or the one of a sentence as it is typed. It is for checks
// of which what they say at one assertion does not hang on what they have said at another.
func (p *Pass) each(f func(*backing)) {
	if p.lone == 0 {
		p.assertions(f)
	} else if b := p.backing(p.lone); b != nil {
		f(b)
	}
}

// overlap reports whether two assertions cite a line in common.
func overlap(a, b *backing) bool {
	return slices.ContainsFunc(a.lines, func(x spoken) bool {
		return slices.ContainsFunc(b.lines, func(y spoken) bool { return x.line == y.line })
	})
}
