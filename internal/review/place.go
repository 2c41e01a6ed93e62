package review

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// A tie says how an assertion of a search application speaks of the place.
type tie struct {
	fact *fact
	span Span // the words that mean the place
	near bool // only near it, or only supposed to be it
	home bool // only as what a record has for someone's address
}

// ties returns the assertions that speak of the place to be searched: by its number and street or other words of its
// own, as the home of one whose place it is, or as the premises, the house, the vehicle.
func (p *Pass) ties() []tie {
	d := p.paper()
	if d.tiesRead || p.App.Place == nil {
		return d.tied
	}
	d.tiesRead = true
	place := p.App.Place
	marks := placeMarks(p.Text(place.Describe))
	nouns := nounsOf(p.Text(place.Describe))
	for i := range d.facts {
		f := &d.facts[i]
		if f.form || f.aside {
			continue
		}
		span, ok := p.means(f, marks, nouns)
		if !ok {
			span, ok = p.meansBody(f)
		}
		if !ok {
			continue
		}
		d.tied = append(d.tied, tie{fact: f, span: span, near: nearOnly(f.text, span), home: p.addressOnly(f)})
	}
	if !p.anchored(marks) {
		d.tied = nil // "the house" is no house that the paper has told of
	}
	return d.tied
}

// anchored reports whether an assertion that speaks of the place has a word of its own for it, such as its number or its name,
// or says that it is of one whose place it is. A description without a number needs none.
func (p *Pass) anchored(marks map[string]bool) bool {
	numbered := false
	for m := range marks {
		numbered = numbered || strings.ContainsFunc(m, unicode.IsDigit)
	}
	if !numbered || p.Text(p.App.Place.Describe).Has(ofPerson) {
		return true
	}
	town := p.townWords()
	return slices.ContainsFunc(p.paper().tied, func(t tie) bool {
		marked := func(i int) bool {
			return i >= 0 && i < len(t.fact.text.Words) && marks[bareNorm(t.fact.text, i)]
		}
		for i, w := range t.fact.text.Words {
			n := bareNorm(t.fact.text, i)
			if !marks[n] || p.apart(t.fact.text, i, buildingReach) {
				continue
			}
			if strings.ContainsFunc(n, unicode.IsDigit) && (len(n) > 2 || marked(i-1) || marked(i+1) || i > 0 && endsAt(t.fact.text, designator, i-1)) || len(n) > 3 && capital(w.Raw) && i > 0 && !town[n] {
				return true
			}
		}
		return slices.ContainsFunc(slices.Concat(t.fact.text.Hits(premises), t.fact.text.Hits(building)), func(h diction.Hit) bool { return p.occupied(t.fact, h) })
	})
}

// townWords are the words of the towns and offices of the matter: what stands after the address in the description of the place, and what the
// people of it belong to. Many places share them.
func (p *Pass) townWords() map[string]bool {
	town := make(map[string]bool)
	t := p.Text(p.App.Place.Describe)
	for _, n := range t.Numbers() {
		if n.Kind == diction.Address {
			for i := n.Last + 1; i < len(t.Words); i++ {
				town[bareNorm(t, i)] = true
			}
		}
	}
	for i := range p.Matter.People {
		o := p.Text(p.Matter.People[i].Of)
		for k := range o.Words {
			town[bareNorm(o, k)] = true
		}
	}
	return town
}

// meansBody finds the words of an assertion that mean the place where that is a person: his name, or a word for him. Where it is
// persons whom the description does not name (the persons of all who work at the mill), any of those whose it is, or two words of theirs.
func (p *Pass) meansBody(f *fact) (Span, bool) {
	t := p.Text(p.App.Place.Describe)
	if !t.Has(ofPerson) {
		return Span{}, false
	}
	searched := slices.Concat(p.App.Place.Whose, p.App.Respondents)
	named := func(id record.PersonID) bool {
		who := p.paper().person[id]
		return who != nil && p.namesPerson(t, who)
	}
	unnamed := !slices.ContainsFunc(searched, named)
	for _, id := range searched {
		if (unnamed || named(id)) && f.meansPerson(id) {
			return f.of(id), true
		}
	}
	return whole(f.text), unnamed && shared(p.content(t), p.content(f.text)) > 1
}

// placeMarks are the words of a description that few other places share: numbers and capitalised words.
func placeMarks(t *diction.Text) map[string]bool {
	marks := make(map[string]bool)
	last := len(t.Words) // what follows an address is its town, which other places share
	for _, n := range t.Numbers() {
		if n.Kind == diction.Address && n.Last+1 < len(t.Words) && strings.HasPrefix(t.Raw[n.End:], ",") {
			last = n.Last + 1
		}
	}
	for i, w := range t.Words {
		if i >= last && !strings.ContainsFunc(w.Raw, unicode.IsDigit) {
			continue
		}
		digit := strings.ContainsFunc(w.Raw, unicode.IsDigit)
		lettered := len(w.Norm) == 1 && capital(w.Raw) && i+1 < len(t.Words) && t.Raw[w.End:t.Words[i+1].Start] == "-" // the C of C-19
		if lettered || digit || capital(w.Raw) && (i > 0 || len(t.Words) == 1) && len(w.Norm) > 2 {
			marks[strings.TrimSuffix(w.Norm, "'s")] = true
		}
	}
	for _, n := range t.Numbers() {
		if n.Kind == diction.Address {
			for i := n.First; i <= n.Last; i++ {
				marks[t.Words[i].Norm] = true
			}
		}
	}
	return marks
}

// nounsOf are the words for a place or thing in a description: house, parcel, telephone.
func nounsOf(t *diction.Text) map[string]bool {
	nouns := make(map[string]bool)
	for _, h := range t.Hits(premises) {
		nouns[t.Words[h.Last].Stem] = true
	}
	return nouns
}

// means finds the words of an assertion that mean the place.
func (p *Pass) means(f *fact, marks, nouns map[string]bool) (Span, bool) {
	marked := func(i int) bool {
		return i >= 0 && i < len(f.text.Words) && marks[strings.TrimSuffix(f.text.Words[i].Norm, "'s")]
	}
	for i, w := range f.text.Words {
		if p.apart(f.text, i, buildingReach) {
			continue
		}
		if n := w.Norm; marked(i) && strings.ContainsFunc(n, unicode.IsDigit) && (len(n) > 2 || marked(i-1) || marked(i+1)) {
			return spanOf(f.text, w.Start, f.text.Words[min(i+1, len(f.text.Words)-1)].End), true
		}
	}
	shared := 0
	for i := range f.text.Words {
		if marked(i) && !p.apart(f.text, i, buildingReach) {
			shared++
		}
	}
	for _, h := range f.text.Hits(premises) {
		if p.otherSort(f.text, h) || p.othersOwn(f, h) || ofOther(f.text, h, marked) || !nouns[f.text.Words[h.Last].Stem] && p.apart(f.text, h.First, len(f.text.Words)) {
			continue
		}
		if nouns[f.text.Words[h.Last].Stem] || len(nouns) == 0 || shared > 0 || p.occupied(f, h) || definite(f.text, h) {
			return hitSpan(f.text, h), true
		}
	}
	if shared > 1 || shared == 1 && len(marks) == 1 {
		return whole(f.text), true
	}
	return Span{}, false
}

// otherSort reports whether words for a place mean a building, vehicle or device of another sort than the place.
func (p *Pass) otherSort(t *diction.Text, h diction.Hit) bool {
	mine := p.Text(p.App.Place.Describe).Hits(building)
	if len(mine) == 0 {
		return false
	}
	return slices.ContainsFunc(t.Hits(building), func(b diction.Hit) bool {
		return b.First <= h.Last && h.First <= b.Last && !slices.ContainsFunc(mine, func(m diction.Hit) bool { return m.Means == b.Means })
	})
}

// apart reports whether the words about word i mean a building that is not the place: a barn, shop or office where that is
// a dwelling, or the other way about, within so many words. A garage goes with its house, and a vehicle or a device is at
// any place.
func (p *Pass) apart(t *diction.Text, i, within int) bool {
	mine := ""
	for _, h := range p.Text(p.App.Place.Describe).Hits(building) {
		if mine != "" && h.Kind != "" && mine != h.Kind {
			return false // it takes in both
		}
		mine = cmp.Or(h.Kind, mine)
	}
	other := false
	for _, h := range t.Hits(building) {
		if t.Words[h.First].Sentence != t.Words[i].Sentence || h.Kind == "" {
			continue
		}
		if h.Kind == mine {
			return false
		}
		other = other || h.First-i <= within && i-h.Last <= within
	}
	return mine != "" && other
}

// buildingReach is how far from an address the word for its building may stand, in words.
const buildingReach = 8

// othersOwn reports whether words for a place are said to be of one whose place it is not: his bedroom, where he is a
// neighbour.
func (p *Pass) othersOwn(f *fact, h diction.Hit) bool {
	return len(p.App.Place.Whose) > 0 && slices.ContainsFunc(f.mentions, func(m mention) bool {
		return m.possessive && m.last == h.First-1 && !slices.Contains(p.App.Place.Whose, m.person) && !slices.Contains(p.App.Respondents, m.person)
	})
}

// ofOther reports whether words for a place are followed by an address that has no word of the place's: the kitchen of 14 Elm Street.
func ofOther(t *diction.Text, h diction.Hit, marked func(int) bool) bool {
	return slices.ContainsFunc(t.Numbers(), func(n diction.Number) bool {
		return n.Kind == diction.Address && n.First > h.Last && n.First-h.Last <= 2 && !marked(n.First)
	})
}

// addressOnly reports whether an assertion has an address only as what a record gives for someone: billed to, registered to.
func (p *Pass) addressOnly(f *fact) bool {
	return f.text.Has(dwelling) && !hasAny(f.text, crimes, natures, diction.Drug, diction.Weapon) && !p.speaksOfItems(f)
}

// definite reports whether a word for a place stands after words that point back: the, this, said, that.
func definite(t *diction.Text, h diction.Hit) bool {
	if h.Last > h.First {
		return true
	}
	return endsAt(t, pointer, h.First-1)
}

// occupied reports whether the place at h is said to be of one whose place it is.
func (p *Pass) occupied(f *fact, h diction.Hit) bool {
	for _, who := range slices.Concat(p.App.Place.Whose, p.App.Respondents) {
		if h.First > 1 && (indefinite(f.text, h.First-1) || indefinite(f.text, h.First-2)) {
			return false // he has a business, somewhere
		}
		for _, m := range f.mentions {
			if m.person == who && m.last < h.First && h.First-m.last <= 3 || m.person == who && m.first > h.Last && m.first-h.Last <= 2 {
				return true
			}
		}
	}
	return false
}

func indefinite(t *diction.Text, i int) bool {
	return t.Words[i].Norm == "a" || t.Words[i].Norm == "an"
}

// nearOnly reports whether the words for the place are governed by a word of nearness, or the place is only supposed.
func nearOnly(t *diction.Text, s Span) bool {
	for _, h := range t.Hits(nearness) {
		if h.End <= s.Start && len(strings.Fields(t.Raw[h.End:s.Start])) <= 10 && !breaks(t, h.End, s.Start) {
			return true
		}
		if h.Start >= s.End && len(strings.Fields(t.Raw[s.End:h.Start])) == 0 {
			return true // a residence nearby
		}
	}
	return t.Has(supposed)
}

// breaks reports whether a comma, a verb or a new clause stands between two places of a text.
func breaks(t *diction.Text, from, to int) bool {
	if strings.ContainsAny(t.Raw[from:to], ",;.") {
		return true
	}
	for _, c := range []diction.Class{deeds, seeing, diction.Clause} {
		if slices.ContainsFunc(t.Hits(c), func(h diction.Hit) bool { return h.Start >= from && h.End <= to }) {
			return true
		}
	}
	return false
}
