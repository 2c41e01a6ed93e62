package review

import (
	"slices"

	"github.com/affiant-project/affiant/internal/collation"
	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// suppliedOf reports whether something behind the assertion other than the line itself supplies what was added or put in
// another's place.
func (p *Pass) suppliedOf(b *backing, d collation.Difference) bool {
	switch d.Sort {
	case collation.Figure:
		return slices.ContainsFunc(b.text.Numbers(), func(n diction.Number) bool {
			return n.First == d.Sworn.First && (b.supplies.number(n) && !p.exactly(b, n) || p.dateParts(b, n))
		})
	case collation.Amount:
		return false
	case collation.Doer:
		return slices.ContainsFunc(b.Identifies, func(id record.Identification) bool { return p.meant(b, d.Sworn, id.Person) })
	case collation.Person:
		if len(p.namesAt(b.text, d.Sworn)) > 0 {
			return p.identified(b, d)
		}
	}
	known := true
	for i := d.Sworn.First; i <= d.Sworn.Last; i++ {
		w := b.text.Words[i]
		if smallWord(b.text, i) || b.supplies.stems[w.Stem] {
			continue
		}
		known = false
		h, listed := thingAt(b.text, i)
		if p.thingSupplied(b, i, h, listed) && (d.Kind == collation.Added || listed && slices.Contains(p.Lexicon.Broader(h.Means), "vehicle")) {
			return true
		}
		if d.Kind == collation.Added && i > 0 && p.toldOf(b, w) && pointsBack(b.text, i) {
			return true
		}
		if d.Kind == collation.Changed && (d.Sort == collation.Thing || d.Sort == collation.Act || d.Sort == collation.Person) && b.same(p).stem(w.Stem) {
			return true
		}
	}
	return known
}

// thingAt returns the entry of a thing that ends at word i.
func thingAt(t *diction.Text, i int) (diction.Hit, bool) {
	for _, h := range t.Hits(diction.Thing) {
		if h.Last == i {
			return h, true
		}
	}
	return diction.Hit{}, false
}

// exactly reports whether a number differs from every number of the cited lines though within the tolerance by which
// numbers are held to be the same.
func (p *Pass) exactly(b *backing, n diction.Number) bool {
	if n.Kind != diction.Sum && n.Kind != diction.Count {
		return false
	}
	return !slices.ContainsFunc(b.supplies.numbers, func(o diction.Number) bool { return o.Kind == n.Kind && o.Value == n.Value })
}

// pointsBack reports whether a word that points to what is known stands before word i, with at most two words between.
func pointsBack(t *diction.Text, i int) bool {
	for k := i - 1; k >= max(0, i-3); k-- {
		if standsAt(t, pointer, k) {
			return true
		}
	}
	return false
}

// amountAt is the kind of the word for how much or how often that stands in a run, or nothing.
func (p *Pass) amountAt(t *diction.Text, r collation.Run) string {
	for _, h := range t.Hits(amountWords) {
		if h.First <= r.Last && r.First <= h.Last {
			return h.Kind
		}
	}
	return ""
}

// amountWords is the class of words for how much or how often that are no numbers.
const amountWords diction.Class = "amount"

// namedAt reports whether a personal name stands in a run.
func (p *Pass) namedAt(t *diction.Text, r collation.Run) bool {
	return slices.ContainsFunc(p.namesIn(t), func(n diction.Name) bool { return n.First >= r.First && n.Last <= r.Last })
}

// namesAt returns the people whom names within a run may mean.
func (p *Pass) namesAt(t *diction.Text, r collation.Run) []record.PersonID {
	var out []record.PersonID
	for _, n := range p.namesIn(t) {
		if n.First >= r.First && n.Last <= r.Last {
			out = append(out, p.fitting(n.Text)...)
		}
	}
	return out
}

// meant reports whether a name within a run may mean a person.
func (p *Pass) meant(b *backing, r collation.Run, id record.PersonID) bool {
	return slices.Contains(p.namesAt(b.text, r), id)
}

// identified reports whether the paper says anywhere, on the same source, whom it means by the name that stands in the
// place of another word of the source.
func (p *Pass) identified(b *backing, d collation.Difference) bool {
	sources := b.elsewhere()
	for i := range p.App.Affidavit.Assertions {
		a := &p.App.Affidavit.Assertions[i]
		for _, id := range a.Identifies {
			if !p.meant(b, d.Sworn, id.Person) {
				continue
			}
			if a.N == b.N || slices.ContainsFunc(p.backing(a.N).elsewhere(), func(s *record.Source) bool { return slices.Contains(sources, s) }) {
				return true
			}
		}
	}
	for _, s := range sources { // a speaker of the source, or the one who tells it
		who := p.namesAt(b.text, d.Sworn)
		if slices.Contains(who, s.Declarant) && s.Declarant != "" || slices.Contains(who, s.Author) && s.Author != "" {
			return true
		}
	}
	return false
}

// givenElsewhere reports whether the paper gives what a sentence lacks: another assertion has the greater part of its words.
func (p *Pass) givenElsewhere(b *backing, d collation.Difference) bool {
	l := b.lines[d.Line]
	var stems []string
	for _, u := range l.text.Terms() {
		if u.First >= d.Source.First && u.Last <= d.Source.Last {
			stems = append(stems, l.text.Words[u.First].Stem)
		}
	}
	if d.Sort == collation.Alternative {
		return false
	}
	for i := range p.App.Affidavit.Assertions {
		a := &p.App.Affidavit.Assertions[i]
		o := p.backing(a.N)
		if a.N != b.N && o.own && overlap(o, b) && d.Sort == collation.Reserve && (o.text.Has(diction.Hedge) || o.text.Has(reserve)) {
			return true
		}
		n := 0
		for _, s := range stems {
			if wordIn(o.text, s) {
				n++
			}
		}
		if a.N != b.N && n >= 2 && 2*n > len(stems) || a.N == b.N && d.Sort != collation.Reserve && len(stems) > 0 && n == len(stems) {
			return true
		}
	}
	return false
}
