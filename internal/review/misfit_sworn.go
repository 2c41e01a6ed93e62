package review

import (
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// traitNouns is the class of nouns for what a description tells of: hair, height, plate.
const traitNouns diction.Class = "trait"

// An admission is what the sworn words say themselves does not fit: all of the respondent, all of his vehicle, or traits of some kinds.
type admission struct {
	person, vehicle bool
	kinds           []string
}

// admitted gathers what the sworn words say does not fit of a respondent, unless it is of someone else whom they name right before. Where it cannot be
// told what it is of, it is of everything.
func (p *Pass) admitted(who record.PersonID) (a admission) {
	p.sworn(func(t *diction.Text) bool {
		for _, h := range t.Hits(matching) {
			if h.Kind != "unlike" || p.ofAnotherNamed(t, h, who) {
				continue
			}
			kinds := unlikeKinds(t, h)
			a.kinds = append(a.kinds, kinds...)
			if len(kinds) == 0 {
				vehicle, person := inKinds(t, h, vehicles, "any", "many", "body", "make"), p.speaksOfHim(t, h, who)
				a.person = a.person || person || !vehicle
				a.vehicle = a.vehicle || vehicle || !person
			}
		}
		return false
	})
	return a
}

// ofAnotherNamed reports whether the name right before a word is that of someone else.
func (p *Pass) ofAnotherNamed(t *diction.Text, h diction.Hit, who record.PersonID) bool {
	return slices.ContainsFunc(p.namesIn(t), func(n diction.Name) bool {
		fits := p.fitting(n.Text)
		return n.Last == h.First-1 && len(fits) > 0 && !slices.Contains(fits, who)
	})
}

// unlikeKinds are the kinds of traits that do not match: those right before the word for it, or after it and "in": his hair and beard differ, differs in height.
func unlikeKinds(t *diction.Text, h diction.Hit) (kinds []string) {
	in := t.Words[h.First].Sentence
	take := func(i int) bool {
		x, ok := hitOver(t, traitNouns, i)
		if ok && !slices.Contains(kinds, x.Kind) {
			kinds = append(kinds, x.Kind)
		}
		return ok
	}
	for i := h.First - 1; i >= 0 && t.Words[i].Sentence == in && (take(i) || wordAt(t, i, "and", "or")); i-- {
	}
	if wordAt(t, h.Last+1, "in", "on", "about", "as") {
		for i := h.Last + 2; i < len(t.Words) && t.Words[i].Sentence == in && (take(i) || smallWord(t, i)); i++ {
		}
	}
	return kinds
}

// inKinds reports whether a word of a class, of one of some kinds, stands in the sentence of a hit.
func inKinds(t *diction.Text, h diction.Hit, c diction.Class, kinds ...string) bool {
	return slices.ContainsFunc(hitsIn(t, t.Words[h.First].Sentence, c), func(o diction.Hit) bool { return slices.Contains(kinds, o.Kind) })
}

// speaksOfHim reports whether the sentence of a hit speaks of a respondent, or of the doer, and not only of what is his.
func (p *Pass) speaksOfHim(t *diction.Text, h diction.Hit, who record.PersonID) bool {
	in := t.Words[h.First].Sentence
	return slices.ContainsFunc(p.namesIn(t), func(n diction.Name) bool {
		return t.Words[n.First].Sentence == in && !possessive(t, n.Last) && slices.Contains(p.fitting(n.Text), who)
	}) || len(hitsIn(t, in, culprit)) > 0 || len(hitsIn(t, in, personNoun)) > 0
}

// admits reports whether what does not fit was sworn not to: a misfit of a person or of his vehicle.
func (a admission) admits(m misfit, vehicle bool) bool {
	if vehicle && a.vehicle || !vehicle && a.person {
		return true
	}
	return slices.Contains(a.kinds, sortOfTrait(&m.seen.trait)) || slices.Contains(a.kinds, sortOfTrait(&m.his.trait))
}

// sortOfTrait is the kind of trait by which a noun speaks of it: a height may be told in words or in figures.
func sortOfTrait(x *trait) string {
	switch {
	case onPlate(x):
		return "plate"
	case x.kind == tallness:
		return "height"
	case x.kind == heaviness:
		return "weight"
	case x.kind == "race":
		return "skin"
	}
	return x.kind
}
