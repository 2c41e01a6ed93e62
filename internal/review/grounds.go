package review

import (
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// GroundsOf returns what is offered for each element against each respondent, in the order of the elements, the
// respondents and the file. A ground that the file offers against no one in particular is offered against all. Where the
// file offers nothing at all for an element, grounds are worked out from the words: each assertion that reaches the
// respondent and has a word of the element's kind, with the assertion that says who is meant where it does not do so
// itself. An application that names no respondent, as one for a search may, has one: the place, written as the empty id.
func GroundsOf(p *Pass) []Ground {
	var out []Ground
	for i := range p.App.Offence.Elements {
		e := &p.App.Offence.Elements[i]
		offered := false
		against, last := make(map[record.PersonID][]Ground), make(map[record.PersonID]int)
		for j := range p.App.Grounds {
			g := &p.App.Grounds[j]
			if g.Element != e.ID {
				continue
			}
			offered = true
			whom := g.Against
			if len(whom) == 0 {
				whom = p.respondents()
			}
			for _, r := range whom {
				if last[r] != j+1 { // once, though it be named twice
					last[r] = j + 1
					against[r] = append(against[r], Ground{Element: e.ID, Respondent: r, On: slices.Clone(g.On)})
				}
			}
		}
		for _, r := range p.respondents() {
			if offered {
				out = append(out, against[r]...)
			} else {
				out = append(out, p.work(e, r)...)
			}
		}
	}
	return out
}

// respondents are those an application is against; for a search without any, the place.
func (p *Pass) respondents() []record.PersonID {
	if len(p.App.Respondents) == 0 {
		return []record.PersonID{""}
	}
	return p.App.Respondents
}

// work finds the assertions that could be offered for an element against a respondent.
func (p *Pass) work(e *record.Element, r record.PersonID) []Ground {
	d := p.paper()
	var out []Ground
	for i := range d.facts {
		f := &d.facts[i]
		if f.form || f.aside || !p.ofKind(f, e) || !p.reaches(f, e.Kind, r) {
			continue
		}
		on := []int{f.N}
		if who := d.identifier(f, r); who != 0 {
			on = append(on, who)
			slices.Sort(on)
		}
		out = append(out, Ground{Element: e.ID, Respondent: r, On: on, Worked: true})
	}
	return out
}

// identifier returns the assertion that says whom the pronoun or the unnamed man of f is, or 0 if f says so itself.
func (d *paper) identifier(f *fact, r record.PersonID) int {
	if r == "" || f.names(r) {
		return 0
	}
	best := 0
	for i := range d.facts {
		o := &d.facts[i]
		if o.N == f.N || !o.names(r) {
			continue
		}
		if best == 0 || o.N < f.N {
			best = o.N
		}
	}
	return best
}

// reaches reports whether an assertion reaches a respondent as far as an element of this kind needs: the nature of a
// thing and the fact of a crime reach no one in particular; in a search the place may be reached instead.
func (p *Pass) reaches(f *fact, kind record.ElementKind, r record.PersonID) bool {
	switch kind {
	case record.Nature, record.Crime, record.Result, record.Value, record.Consent, record.Circumstance:
		return true
	case record.Nexus:
		return p.tied(f)
	}
	if r != "" && f.meansPerson(r) {
		return true
	}
	if p.App.Kind == record.Search {
		return p.tied(f)
	}
	return len(p.App.Respondents) == 1 && kind != record.Identity && f.text.Has(personUnnamed) && p.identifiedAnywhere(r)
}

// tied reports whether an assertion speaks of the place, or of one of them.
func (p *Pass) tied(f *fact) bool {
	return slices.ContainsFunc(p.sites(), func(q *Pass) bool {
		return slices.ContainsFunc(q.ties(), func(t tie) bool { return t.fact.N == f.N })
	})
}

// identifiedAnywhere reports whether the paper says of someone that he is the respondent.
func (p *Pass) identifiedAnywhere(r record.PersonID) bool {
	d := p.paper()
	return slices.ContainsFunc(d.facts, func(f fact) bool { return f.names(r) })
}

// ofKind reports whether an assertion has a word of the element's kind, or of its title where the kind is one of things
// that titles name.
func (p *Pass) ofKind(f *fact, e *record.Element) bool {
	switch e.Kind {
	case record.Identity:
		return true
	case record.Nexus:
		return hasAny(f.text, crimes, natures, diction.Drug, diction.Weapon) || p.speaksOfItems(f)
	}
	if e.Kind == record.Mind {
		return p.showsMind(f, e)
	}
	if e.Kind == record.Consent && negated(f.text) {
		return true // what was not allowed is told by a word of not: she never let him
	}
	if e.Kind == record.Value && slices.ContainsFunc(f.text.Numbers(), func(n diction.Number) bool { return n.Kind == diction.Sum || n.Kind == diction.Measure }) {
		return true
	}
	if e.Kind == record.Value && countsEnough(f.text, p.Text(e.Title)) {
		return true
	}
	return p.says(f, kindWords(e.Kind)...) || titled(e.Kind) && p.sharesTitle(f, e)
}

// countsEnough reports whether a text counts as many as the title of an element asks for: fourteen heifers, for ten head or more. A title that
// counts nothing asks for none.
func countsEnough(t, title *diction.Text) bool {
	least := slices.IndexFunc(title.Numbers(), func(n diction.Number) bool { return n.Kind == diction.Count })
	return least >= 0 && slices.ContainsFunc(t.Numbers(), func(n diction.Number) bool {
		return n.Kind == diction.Count && n.Value >= title.Numbers()[least].Value
	})
}

// showsMind reports whether an assertion has a word that can show knowledge or intent. That somebody told the affiant a
// thing shows nothing of what the respondent knew: of words of telling those count that are his, or are spoken to him.
func (p *Pass) showsMind(f *fact, e *record.Element) bool {
	names := p.nameWords(f.text)
	if p.Text(e.Title).Has(meantTo) && f.Basis != record.Inferred && len(f.text.Hits(diction.Act)) > 0 && slices.ContainsFunc(p.App.Respondents, f.names) {
		return true // what someone is told to have done he meant to do
	}
	if p.Text(e.Title).Has(meantTo) && slices.ContainsFunc(f.text.Hits(diction.Act), func(h diction.Hit) bool { return h.Kind == "violence" }) {
		return true // one who strikes another means to
	}
	return slices.ContainsFunc(f.text.Hits(minding), func(h diction.Hit) bool {
		return !names[h.First] && !names[h.Last] && (h.Kind != "said" || p.hisWord(f, h))
	})
}

// hisWord reports whether a verb of telling has a respondent near it: named, or meant by a noun or a pronoun, within eight
// words before it, with no other name between, or within four after it.
func (p *Pass) hisWord(f *fact, h diction.Hit) bool {
	t := f.text
	if h.First > 0 && endsAt(t, pointer, h.First-1) || h.Last+1 < len(t.Words) && t.Words[h.First].Norm == "state" && h.First == h.Last {
		return false // the state
	}
	same := func(i int) bool { return t.Words[i].Sentence == t.Words[h.First].Sentence }
	for i := h.Last + 1; i < len(t.Words) && i <= h.Last+4 && same(i); i++ {
		if p.meansHim(f, i) {
			return true
		}
	}
	names := p.nameWords(t)
	for i := h.First - 1; i >= 0 && h.First-i <= 8 && same(i); i-- {
		if p.meansHim(f, i) {
			return true
		}
		if names[i] {
			return false
		}
	}
	return false
}

// meansHim reports whether word i means a respondent, or someone who is not named and may be he.
func (p *Pass) meansHim(f *fact, i int) bool {
	for _, m := range f.mentions {
		if m.first <= i && i <= m.last {
			return slices.Contains(p.App.Respondents, m.person)
		}
	}
	return hasAt(f.text, personNoun, i) || hasAt(f.text, personUnnamed, i) || hasAt(f.text, pronouns, i)
}

// says reports whether a word of the classes stands in an assertion, other than in a name.
func (p *Pass) says(f *fact, classes ...diction.Class) bool {
	names := p.nameWords(f.text)
	return slices.ContainsFunc(classes, func(c diction.Class) bool {
		return slices.ContainsFunc(f.text.Hits(c), func(h diction.Hit) bool { return !names[h.First] && !names[h.Last] })
	})
}

// kindWords are the classes of words that can show an element of a kind.
func kindWords(k record.ElementKind) []diction.Class {
	switch k {
	case record.Agreement:
		return []diction.Class{agreeing}
	case record.Mind:
		return []diction.Class{minding}
	case record.Act:
		return []diction.Class{deeds, having, crimes, diction.Act}
	case record.Possession:
		return []diction.Class{having, deeds}
	case record.Nature:
		return []diction.Class{natures, diction.Drug, diction.Weapon}
	case record.Crime:
		return []diction.Class{crimes, deeds, natures, diction.Drug, diction.Weapon}
	case record.Status:
		return []diction.Class{standing}
	case record.Result:
		return []diction.Class{outcome}
	case record.Value:
		return []diction.Class{worth}
	case record.Consent:
		return []diction.Class{leaving}
	}
	return nil
}

// titled reports whether the words of an element's title can themselves show an element of this kind. The title of an
// agreement names its object too, and that shows none.
func titled(k record.ElementKind) bool {
	switch k {
	case record.Act, record.Nature, record.Crime, record.Status, record.Possession, record.Result, record.Value, record.Circumstance:
		return true
	}
	return false
}

// sharesTitle reports whether an assertion has a word of the element's title that is no name, or tells what a nature is in other words.
func (p *Pass) sharesTitle(f *fact, e *record.Element) bool {
	words := p.content(f.text)
	t := p.Text(e.Title)
	for _, u := range t.Terms() {
		for i := u.First; i <= u.Last; i++ {
			if w := t.Words[i]; len(w.Norm) > 3 && (i == 0 || !capital(w.Raw)) && words[w.Stem] {
				return true
			}
		}
	}
	if p.kinToTitle(f, t) || slices.ContainsFunc(t.Numbers(), func(n diction.Number) bool {
		return n.Kind == diction.Sum && slices.ContainsFunc(f.text.Numbers(), func(o diction.Number) bool { return o.Kind == diction.Sum })
	}) {
		return true // worth a sum, and a sum is told
	}
	return e.Kind == record.Nature && slices.ContainsFunc(t.Hits(gravamen), func(h diction.Hit) bool { // in fear, and she is afraid
		return h.Kind == "" && slices.ContainsFunc(f.text.Hits(gravamen), func(o diction.Hit) bool { return o.Means == h.Means })
	})
}

// kinToTitle reports whether an assertion has a synonym of a word of a title that no vocabulary knows, a broader word or one derived
// from it: shipped, for a shipment. Words that the vocabularies know are asked for by those.
func (p *Pass) kinToTitle(f *fact, t *diction.Text) bool {
	return once(&p.kept.titled, titledFact{f.N, t.Raw}, func() bool {
		names := p.nameWords(t)
		for _, u := range t.Terms(weighty...) {
			w := t.Words[u.Last]
			if u.Known || names[u.First] || len(w.Norm) < 4 || standsAt(t, diction.Common, u.Last) {
				continue
			}
			for i, o := range f.text.Words {
				if len(o.Norm) > 3 && !standsAt(f.text, diction.Common, i) && p.collator().Kin(w.Norm, o.Norm) {
					return true
				}
			}
		}
		return false
	})
}

// A titledFact is an assertion held against a title.
type titledFact struct {
	n     int
	title string
}

// speaksOfItems reports whether an assertion has a word of the things to be seized or of the offence.
func (p *Pass) speaksOfItems(f *fact) bool {
	words := p.content(f.text)
	for _, s := range append(slices.Clone(p.App.Items), p.App.Offence.Title) {
		if shared(p.content(p.Text(s)), words) > 0 {
			return true
		}
	}
	return false
}
