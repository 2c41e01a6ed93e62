package review

import (
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// missing returns the word of an element's title for a thing or an act that nothing offered speaks of: neither by its own
// concept, nor by a narrower or a broader one, nor by a declared reading. It returns "" where there is none, and where the
// vocabularies do not know the title's words.
func (p *Pass) missing(e *record.Element, grounds []Ground) string {
	switch e.Kind {
	case record.Agreement, record.Mind, record.Act, record.Nature, record.Crime, record.Possession, record.Result:
	default:
		return ""
	}
	t := p.Text(e.Title)
	for _, u := range p.charged(t) {
		drug := u.Is(diction.Drug)
		among := p.offeredFacts(grounds)
		forced := slices.ContainsFunc(t.Hits(titleForce), func(h diction.Hit) bool { return h.First == u.First && h.Kind == "title" })
		if drug || forced || e.Kind == record.Agreement || e.Kind == record.Mind {
			among = p.everyFact()
		}
		if u.Is(diction.Act) && u.Kind == "violence" && slices.ContainsFunc(among, func(f *fact) bool { return f.text.Has(carcass) }) {
			continue // a gut pile tells of a kill
		}
		if e.Kind == record.Crime && u.Is(diction.Act) && u.Kind == "violence" && slices.ContainsFunc(among, func(f *fact) bool { return f.text.Has(outcome) }) {
			continue // that someone was struck is told by how she was found
		}
		if u.Is(diction.Act) && slices.ContainsFunc(among, func(f *fact) bool { return tellsKind(f.text, u.Kind) }) {
			continue // burglarized, of a house that was broken into and from which things were missing
		}
		if !slices.ContainsFunc(among, func(f *fact) bool { return p.hasConcept(f, u) }) || drug && p.otherDrug(among, u) {
			return t.Raw[u.Start:u.End]
		}
	}
	return ""
}

// tellsKind reports whether a text has an act of a kind, or for a theft a word of what is gone or was broken into.
func tellsKind(t *diction.Text, kind string) bool {
	if slices.ContainsFunc(t.Hits(diction.Act), func(h diction.Hit) bool { return h.Kind == kind }) {
		return true
	}
	return kind == "theft" && slices.ContainsFunc(t.Words, func(w diction.Word) bool {
		switch w.Norm {
		case "missing", "gone", "broke", "broken", "pried", "entry", "withdrawn", "cut":
			return true
		}
		return false
	})
}

// charged returns the terms of a title that name a drug, a weapon, or an act of violence, theft, fire or the like. It
// returns none where the act is one that is done by words, which may be any.
func (p *Pass) charged(t *diction.Text) []diction.Term {
	kind := func(c diction.Class, kinds ...string) func(diction.Term) bool {
		return func(u diction.Term) bool {
			return slices.ContainsFunc(t.Hits(c), func(h diction.Hit) bool {
				return h.First == u.First && h.Last == u.Last && slices.Contains(kinds, h.Kind)
			})
		}
	}
	act, gear := kind(diction.Act, "violence", "theft", "fire", "sexual"), kind(diction.Drug, "gear")
	title := func(u diction.Term) bool {
		return slices.ContainsFunc([]diction.Class{gravamen, titleAct, titleForce, titlePlan}, func(c diction.Class) bool { return kind(c, "title")(u) })
	}
	all := t.Terms(diction.Drug, diction.Weapon, diction.Act, gravamen, titleAct, titleForce, titlePlan)
	if slices.ContainsFunc(all, kind(gravamen, "by-words")) {
		return nil
	}
	for i := range all { // a title's burned is a fire, and not any damage told of by that word
		for _, h := range slices.Concat(t.Hits(titleAct), t.Hits(titleForce), t.Hits(titlePlan)) {
			if h.First == all[i].First && h.Last == all[i].Last && h.Kind == "" && len(all[i].Concepts) > 1 {
				all[i].Concepts = slices.DeleteFunc(all[i].Concepts, func(c string) bool { return c == h.Means })
			}
		}
	}
	return slices.DeleteFunc(all, func(u diction.Term) bool {
		return !(u.Is(diction.Drug) && !gear(u) || u.Is(diction.Weapon) || act(u) || title(u))
	})
}

// hasConcept reports whether an assertion, or a reading that it declares, has the concept of a term of a title.
func (p *Pass) hasConcept(f *fact, u diction.Term) bool {
	has := func(t *diction.Text) bool {
		return slices.ContainsFunc(t.Terms(diction.Drug, diction.Weapon, diction.Act, diction.Thing, gravamen, titleAct, titleForce, titlePlan), func(v diction.Term) bool {
			return p.agree(u, v)
		}) || u.Is(diction.Act) && slices.ContainsFunc(t.Terms(diction.Act), func(v diction.Term) bool { return v.Known && p.akin(u, v) })
	}
	return has(f.text) || slices.ContainsFunc(f.Readings, func(r record.Reading) bool { return has(p.Text(r.Means)) })
}

// otherDrug reports whether the facts name a drug, and none of them the one that a title names: cocaine for heroin. A word
// for drugs at large, or one that takes the title's in, leaves it open.
func (p *Pass) otherDrug(among []*fact, u diction.Term) bool {
	names := func(v diction.Term) bool {
		return v.Is(diction.Drug) && v.Kind != "gear" && slices.ContainsFunc(v.Concepts, p.oneDrug)
	}
	if !slices.ContainsFunc(u.Concepts, p.oneDrug) {
		return false
	}
	other := false
	for _, f := range among {
		for _, t := range append(p.readingsOf(f), f.text) {
			for _, v := range t.Terms(diction.Drug) {
				if !v.Is(diction.Drug) || v.Kind == "gear" {
					continue
				}
				if p.agree(u, v) && names(v) {
					return false
				}
				other = other || names(v)
			}
		}
	}
	return other
}

// oneDrug reports whether a concept is a sort of drug and not drugs at large.
func (p *Pass) oneDrug(c string) bool {
	return c != string(diction.Drug) && slices.Contains(p.Lexicon.Broader(c), string(diction.Drug))
}

func (p *Pass) readingsOf(f *fact) []*diction.Text {
	var out []*diction.Text
	for _, r := range f.Readings {
		out = append(out, p.Text(r.Means))
	}
	return out
}

// akin reports whether two acts are sorts of one: to shoot and to strike are both to attack.
func (p *Pass) akin(u, v diction.Term) bool {
	return slices.ContainsFunc(u.Concepts, func(c string) bool {
		return slices.ContainsFunc(v.Concepts, func(d string) bool {
			return slices.ContainsFunc(p.Lexicon.Broader(c), func(b string) bool { return slices.Contains(p.Lexicon.Broader(d), b) })
		})
	})
}

// offeredFacts returns the assertions of grounds, those that they rest on, and those of their paragraphs.
func (p *Pass) offeredFacts(grounds []Ground) []*fact {
	d := p.paper()
	var out []*fact
	add := func(f *fact) {
		if f != nil && !slices.Contains(out, f) {
			out = append(out, f)
		}
	}
	for _, g := range grounds {
		for _, f := range p.groundFacts(g) {
			for _, o := range d.beside(f) {
				add(o)
			}
			for _, n := range f.RestsOn {
				add(d.fact(n))
			}
		}
	}
	return out
}

// everyFact returns every assertion of the paper.
func (p *Pass) everyFact() []*fact {
	d := p.paper()
	out := make([]*fact, len(d.facts))
	for i := range d.facts {
		out[i] = &d.facts[i]
	}
	return out
}
