package review

import (
	"maps"
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// otherwise finds the assertion against which a line speaks without denying it: it describes the doer otherwise than the
// respondent looks, says that another uses what is laid at the respondent's door, or gives the respondent's own account.
func (p *Pass) otherwise(s *record.Source, l *record.Line, t *diction.Text) (contrary, bool) {
	if h, f, ok := p.accountLeftOut(s, l, t); ok {
		return contrary{f, s, l, hitSpan(t, h), 1}, true
	}
	if t.Has(several) || !hasAny(t, looks, sharing) {
		return contrary{}, false
	}
	d := p.paper()
	for i := range d.facts {
		f := &d.facts[i]
		if f.form || f.aside || f.text.Has(several) {
			continue
		}
		if h, ok := p.looksOtherwise(f, t); ok && len(p.App.Respondents) == 1 && hasAny(t, personNoun, personUnnamed) && !p.namesRespondent(t) {
			return contrary{f, s, l, hitSpan(t, h), 1}, true
		}
		if h, ok := p.shares(f, t); ok {
			return contrary{f, s, l, hitSpan(t, h), 1}, true
		}
	}
	return contrary{}, false
}

// looksOtherwise returns the word of a line for how someone looks that cannot be of the respondent, as an assertion that
// speaks of him describes him, where nothing sworn has it.
func (p *Pass) looksOtherwise(f *fact, t *diction.Text) (diction.Hit, bool) {
	if !slices.ContainsFunc(p.App.Respondents, f.meansPerson) {
		return diction.Hit{}, false
	}
	for _, h := range t.Hits(looks) {
		against := slices.ContainsFunc(f.text.Hits(looks), func(o diction.Hit) bool {
			return slices.Contains(h.Opposite, o.Means) || slices.Contains(o.Opposite, h.Means)
		})
		if against && !p.sworn(func(o *diction.Text) bool {
			return slices.ContainsFunc(o.Hits(looks), func(x diction.Hit) bool { return x.Means == h.Means })
		}) {
			return h, true
		}
	}
	return diction.Hit{}, false
}

// shares returns the words of a line by which someone other than the respondent uses a thing that an assertion ties to him,
// where nothing sworn says that another does.
func (p *Pass) shares(f *fact, t *diction.Text) (diction.Hit, bool) {
	if !t.Has(sharing) || negated(t) || p.swears(sharing) || !slices.ContainsFunc(p.App.Respondents, f.meansPerson) {
		return diction.Hit{}, false
	}
	h := t.Hits(sharing)[0]
	other := slices.ContainsFunc(t.Hits(kin), func(k diction.Hit) bool { return k.First < h.First }) ||
		slices.ContainsFunc(t.Names(), func(n diction.Name) bool {
			return n.First < h.First && !slices.ContainsFunc(p.App.Respondents, func(r record.PersonID) bool {
				return slices.Contains(p.fitting(n.Text), r)
			})
		})
	if !other {
		return diction.Hit{}, false
	}
	for _, c := range []diction.Class{building, premises, diction.Thing} {
		for _, x := range t.Hits(c) {
			if x.First >= h.First && slices.ContainsFunc(f.text.Hits(c), func(o diction.Hit) bool { return o.Means == x.Means }) {
				return h, true
			}
		}
	}
	return diction.Hit{}, false
}

// accountLeftOut returns the words in which a respondent excuses himself, to the affiant or to one who tells of it, and the
// sentence that they speak against: what the paper concludes of him, or else what it has from the same source.
func (p *Pass) accountLeftOut(s *record.Source, l *record.Line, t *diction.Text) (diction.Hit, *fact, bool) {
	if s.Kind == record.Intercept || !t.Has(excuses) || !p.hisAccount(s, l, t) {
		return diction.Hit{}, nil, false
	}
	words := maps.Clone(p.content(t))
	for i := range t.Words {
		if p.nameWords(t)[i] || standsAt(t, diction.Hearsay, i) {
			delete(words, t.Words[i].Stem) // that he said something of someone tells nothing of what
		}
	}
	means := t.Hits(excuses)[0].Means
	if p.sworn(func(o *diction.Text) bool {
		return len(words) > 0 && 2*shared(words, p.content(o)) >= len(words) || slices.ContainsFunc(o.Hits(excuses), func(h diction.Hit) bool { return h.Means == means })
	}) {
		return diction.Hit{}, nil, false
	}
	d := p.paper()
	var from *fact
	for i := range d.facts {
		f := &d.facts[i]
		if f.form || f.aside || !slices.ContainsFunc(p.App.Respondents, f.meansPerson) {
			continue
		}
		if f.Basis == record.Inferred {
			return t.Hits(excuses)[0], f, true
		}
		if from == nil && slices.Contains(f.sources, s) {
			from = f
		}
	}
	return t.Hits(excuses)[0], from, from != nil
}

// hisAccount reports whether a line gives a respondent's words: he speaks in it, or another says that he told it.
func (p *Pass) hisAccount(s *record.Source, l *record.Line, t *diction.Text) bool {
	if p.isRespondent(s.Declarant) {
		return true
	}
	for _, who := range s.Speakers {
		if who.As == l.Speaker && l.Speaker != "" {
			return p.isRespondent(who.Person)
		}
	}
	said := t.Hits(diction.Hearsay)
	if len(said) == 0 || said[0].First == 0 || said[0].First > t.Hits(excuses)[0].First {
		return false
	}
	before := said[0].First - 1
	if hasAt(t, pronouns, before) && hitAt(t, pronouns, before).Kind == "subject" {
		return slices.ContainsFunc(s.Lines, func(o record.Line) bool { return o.N <= l.N && p.namesRespondent(p.Text(o.Text)) })
	}
	return p.declaredAs(t.Words[before].Raw) || slices.ContainsFunc(p.namesIn(t), func(n diction.Name) bool {
		return n.Last == before && slices.ContainsFunc(p.fitting(n.Text), p.isRespondent)
	})
}

// declaredAs reports whether an assertion declares that a name means a respondent.
func (p *Pass) declaredAs(name string) bool {
	return slices.ContainsFunc(p.App.Affidavit.Assertions, func(a record.Assertion) bool {
		return slices.ContainsFunc(a.Identifies, func(id record.Identification) bool {
			return p.isRespondent(id.Person) && diction.Fold(id.Name) == diction.Fold(name)
		})
	})
}
