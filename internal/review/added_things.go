package review

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
)

// everydayRank is the rank of things that no case is likely to turn on.
const everydayRank = 5

// addedThings finds nouns of things that no vocabulary of this program weighs - a camera, two ladders, his wallet - where
// the source has neither the thing, nor a sort of it, nor what it is a sort of. A thing that is brought in as new must
// stand behind the assertion; one that is pointed back to may also stand anywhere in what the paper has told before.
func (p *Pass) addedThings(b *backing, denied map[int]bool) []excess {
	known := p.weighed(b.text)
	plain := make(map[int]diction.Hit)
	for _, h := range b.text.Hits(diction.Thing) {
		if h.Kind == "plain" || h.Kind == "everyday" {
			plain[h.Last] = h
		}
	}
	var out []excess
	for i, w := range b.text.Words {
		if known[i] || w.Raw != w.Norm || len(w.Norm) < 3 || w.Stem != diction.Stem(w.Norm) && !strings.HasSuffix(w.Norm, "s") || // led: of lead
			denied[i] || !b.plain(i) || formal(b.text, w.Sentence) || !endsNoun(b.text, i) {
			continue
		}
		h, listed := plain[i]
		if listed && h.Kind == "plain" {
			continue
		}
		if _, ok := diction.MadeThing(w.Norm); !ok && !listed {
			continue
		}
		if i > 0 && (b.text.Words[i-1].Norm == "which" || b.text.Words[i-1].Norm == "who") {
			continue // a verb: which suits
		}
		first, how := p.broughtIn(b.text, i)
		if listed {
			first = min(first, h.First)
		}
		if how == "" || p.thingSupplied(b, i, h, listed) || how == "pointed" && p.toldOf(b, w) {
			continue
		}
		out = append(out, excess{
			terms: []diction.Term{{First: first, Last: i, Start: b.text.Words[first].Start, End: w.End}}, rank: everydayRank, kind: "thing",
		})
	}
	return out
}

// weighed are the words that another rule weighs, or that name what belongs to the proceeding or the place.
func (p *Pass) weighed(t *diction.Text) map[int]bool {
	out := make(map[int]bool)
	for _, u := range t.Terms(weighty...) {
		if u.Known && !(u.Is(diction.Thing) && (u.Kind == "plain" || u.Kind == "everyday")) {
			for i := u.First; i <= u.Last; i++ {
				out[i] = true
			}
		}
	}
	for _, c := range []diction.Class{diction.Common, diction.Vague, diction.Slang, diction.Telling, diction.Unit, diction.Hearsay, diction.Event, diction.Hedge, diction.Direction, diction.Month, diction.Day, procedure, kin} {
		for _, h := range t.Hits(c) {
			for i := h.First; i <= h.Last; i++ {
				out[i] = true
			}
		}
	}
	for _, n := range t.Numbers() {
		for i := n.First; i <= n.Last; i++ {
			out[i] = true
		}
	}
	return out
}

// endsNoun reports whether word i is the last of its noun: a small word, a verb, a mark or the end follows.
func endsNoun(t *diction.Text, i int) bool {
	if i+1 == len(t.Words) || t.Words[i+1].Sentence != t.Words[i].Sentence || strings.TrimSpace(t.Raw[t.Words[i].End:t.Words[i+1].Start]) != "" {
		return true
	}
	return slices.ContainsFunc([]diction.Class{diction.Common, diction.Act, diction.Hearsay, diction.Relation}, func(c diction.Class) bool {
		return slices.ContainsFunc(t.Hits(c), func(h diction.Hit) bool { return h.First == i+1 })
	})
}

// broughtIn says how a noun that ends at word i is brought in, and returns its first word, the article left out: as new, by
// an indefinite article, a number or nothing; as pointed back to, by a definite article or a possessive. The empty string
// means that it stands where nouns of things do not, or as a fixture of a place, which is pointed to unsaid.
func (p *Pass) broughtIn(t *diction.Text, i int) (first int, how string) {
	first = i
	for k := i - 1; k >= max(0, i-4); k-- {
		if t.Words[k].Sentence != t.Words[i].Sentence || strings.TrimSpace(t.Raw[t.Words[k].End:t.Words[k+1].Start]) != "" {
			return first, ""
		}
		switch t.Words[k].Norm {
		case "a", "an", "another", "some", "several", "any":
			return k + 1, "new"
		case "the", "his", "her", "their", "that", "this", "these", "those", "its", "my", "our", "your":
			if standsAt(t, fixture, i) || slices.ContainsFunc(t.Hits(building), func(h diction.Hit) bool { return (h.Means == "business" || h.Means == "office") && h.Last == i }) {
				return first, "" // the pharmacy, the office: where the one who tells works
			}
			return k + 1, "pointed"
		}
		if slices.ContainsFunc(t.Numbers(), func(n diction.Number) bool { return n.Kind == diction.Count && n.Last == k }) {
			return k + 1, "new"
		}
		if smallWord(t, k) || standsAt(t, diction.Act, k) || standsAt(t, diction.Hearsay, k) {
			return first, p.unpointed(t, i, k)
		}
		if strings.HasSuffix(t.Words[k].Norm, "'s") {
			return first, ""
		}
		first = k
	}
	return first, ""
}

// unpointed says how a noun without article is brought in: as new if it is a plural, or if a word that joins things stands
// before it.
func (p *Pass) unpointed(t *diction.Text, i, before int) string {
	if standsAt(t, fixture, i) {
		return ""
	}
	if m, ok := diction.MadeThing(t.Words[i].Norm); ok && m.Noun != t.Words[i].Norm {
		return "new"
	}
	switch t.Words[before].Norm {
	case "and", "or", "with", "of", "plus":
		return "new"
	}
	return ""
}

// standsAt reports whether a word of a class begins or ends at word i.
func standsAt(t *diction.Text, c diction.Class, i int) bool {
	_, ok := hitOver(t, c, i)
	return ok
}

// smallWord reports whether word k is a small word rather than an adjective or the first noun of two: surveillance camera.
func smallWord(t *diction.Text, k int) bool {
	h, ok := hitOver(t, diction.Common, k)
	return ok && h.First == k && len(t.Words[k].Norm) <= 7
}

// thingSupplied reports whether something behind the assertion has the thing at word i, a sort of it, or what it is the
// next sort of.
func (p *Pass) thingSupplied(b *backing, i int, h diction.Hit, listed bool) bool {
	w := b.text.Words[i]
	if b.supplies.stems[w.Stem] || b.same(p).stem(w.Stem) {
		return true
	}
	if listed {
		if slices.Contains(p.Lexicon.Broader(h.Means), "vehicle") && b.hasMake(p) {
			return true
		}
		for _, c := range p.Lexicon.Broader(h.Means) {
			if b.supplies.concepts[c] || b.same(p).holds(p, []string{c}) {
				if c == h.Means || b.named(p, c) {
					return true
				}
			}
		}
	}
	made, _ := diction.MadeThing(w.Norm)
	for _, t := range b.read(p) {
		if sortIn(t, w.Norm, made) || alikeIn(t, b.text, i) {
			return true
		}
	}
	return false
}

// alikes is the class of words that one may be put for another in a report though no dictionary has them as synonyms.
const alikes diction.Class = "alike"

// alikeIn reports whether a text has a word that may be put for the one that ends at word i of another.
func alikeIn(t, other *diction.Text, i int) bool {
	return slices.ContainsFunc(other.Hits(alikes), func(h diction.Hit) bool {
		return h.First <= i && i <= h.Last && slices.ContainsFunc(t.Hits(alikes), func(o diction.Hit) bool { return o.Means == h.Means })
	})
}

// hasMake reports whether a line names a make of goods: a Ford may be called a truck.
func (b *backing) hasMake(p *Pass) bool {
	return slices.ContainsFunc(b.read(p), func(t *diction.Text) bool {
		return slices.ContainsFunc(t.Hits(diction.NotAName), func(h diction.Hit) bool { return h.Kind == "make" })
	})
}

// named reports whether a line has a word for the very concept, rather than for a sort of it.
func (b *backing) named(p *Pass, concept string) bool {
	return slices.ContainsFunc(b.read(p), func(t *diction.Text) bool {
		return slices.ContainsFunc(t.Hits(diction.Thing), func(h diction.Hit) bool { return h.Means == concept })
	})
}

// sortIn reports whether a text has a word for a sort of a thing, or for what the thing is the next sort of, or a word that
// begins as it does: baker, bakery.
func sortIn(t *diction.Text, noun string, made diction.Made) bool {
	for _, w := range t.Words {
		if len(w.Norm) < 3 {
			continue
		}
		if diction.SortOf(w.Norm, noun) || slices.Contains(made.Alike, w.Norm) || slices.Contains(made.Broader, strings.TrimSuffix(w.Norm, "s")) {
			return true
		}
		if n := commonStart(w.Norm, noun); n >= 5 || n >= 4 && n == min(len(w.Norm), len(noun)) {
			return true
		}
		if len(w.Norm) >= 4 && strings.HasSuffix(noun, w.Norm) || len(noun) >= 4 && strings.HasSuffix(w.Norm, noun) {
			return true
		}
	}
	return false
}

// commonStart is the number of bytes with which both words begin.
func commonStart(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// read are the texts that may supply a thing: the lines of the cited sources and their heads, what the assertion declares,
// and what it rests on.
func (b *backing) read(p *Pass) []*diction.Text {
	if b.texts != nil {
		return b.texts
	}
	add := func(s string) {
		if s != "" {
			b.texts = append(b.texts, p.Text(s))
		}
	}
	for _, s := range b.elsewhere() {
		for i := range s.Lines {
			add(s.Lines[i].Text)
		}
		for _, text := range p.head(s) {
			add(text)
		}
	}
	for _, r := range b.Readings {
		add(r.Words)
		add(r.Means)
	}
	for _, id := range b.Identifies {
		add(id.Basis)
		for _, c := range id.Cites {
			for _, l := range p.linesOf(c) {
				add(l.line.Text)
			}
		}
	}
	for _, n := range b.RestsOn {
		if o := p.App.Assertion(n); o != nil {
			add(o.Text)
			for _, c := range o.Cites {
				for _, l := range p.linesOf(c) {
					add(l.line.Text)
				}
			}
		}
	}
	return b.texts
}

// toldOf reports whether the thing that a word names stands in an earlier assertion, or in what the application says of the
// place, the things and the people.
func (p *Pass) toldOf(b *backing, w diction.Word) bool {
	if p.kept.said == nil {
		p.kept.said = p.firstSaid()
	}
	n, ok := p.kept.said[w.Stem]
	return ok && n < b.N
}

// firstSaid gives, for each word, the number of the first assertion that has it, and 0 for those of the place, the items and
// the people.
func (p *Pass) firstSaid() map[string]int {
	out := make(map[string]int)
	add := func(n int, s string) {
		for _, w := range p.Text(s).Words {
			if _, ok := out[w.Stem]; !ok {
				out[w.Stem] = n
			}
		}
	}
	if p.App.Place != nil {
		add(0, p.App.Place.All())
	}
	for _, item := range p.App.Items {
		add(0, item)
	}
	for i := range p.Matter.People {
		add(0, p.Matter.People[i].Home)
		add(0, p.Matter.People[i].Of)
	}
	for i := range p.App.Affidavit.Assertions {
		add(p.App.Affidavit.Assertions[i].N, p.App.Affidavit.Assertions[i].Text)
	}
	return out
}
