package review

import (
	"fmt"
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// causeChecks asks whether what is offered can support what has to be shown.
func causeChecks() []*Check {
	return []*Check{
		elementUnsupported, offenceNotMet, presenceOnly, associationOnly, oneText, inferenceOnInference, bareConclusion, stale,
		nothingTiesThePlace, expertiseWithoutBasis, thinNexus,
	}
}

// offered returns the grounds for an element against a respondent, with their indexes.
func (p *Pass) offered(e record.ElementID, r record.PersonID) (grounds []Ground, at []int) {
	if p.kept.offered == nil {
		p.kept.offered = make(map[cell]offers)
		for i, g := range p.Grounds {
			c := cell{g.Element, g.Respondent}
			o := p.kept.offered[c]
			p.kept.offered[c] = offers{append(o.grounds, g), append(o.at, i)}
		}
	}
	o := p.kept.offered[cell{e, r}]
	return slices.Clip(o.grounds), slices.Clip(o.at)
}

// bears reports whether a ground reaches its respondent as an element of the kind needs, or may be about him.
func (p *Pass) bears(g Ground, kind record.ElementKind) bool {
	return slices.ContainsFunc(p.groundFacts(g), func(f *fact) bool {
		return p.reaches(f, kind, g.Respondent) || p.mayMean(f, kind, g.Respondent)
	})
}

// mayMean reports whether an assertion that does not name a respondent may be about him, since the paper says elsewhere
// who is meant: one who is robbed cannot name the robber. It speaks of someone without a name, or, where the offence asks
// for identity apart, of no other respondent; but where there are several, what speaks of nobody shows no deed of any.
func (p *Pass) mayMean(f *fact, kind record.ElementKind, r record.PersonID) bool {
	if r == "" || kind == record.Identity || kind == record.Nexus || f.form || f.aside {
		return false
	}
	shown := p.identityShown(r)
	unnamed := f.unnamed()
	if len(p.App.Respondents) > 1 && slices.ContainsFunc(f.mentions, func(m mention) bool { return !m.pronoun }) {
		unnamed = f.nameless() // a pronoun means one of those named
	}
	if unnamed && (shown || len(p.App.Respondents) == 1 && p.identifiedAnywhere(r)) {
		return true
	}
	if len(p.App.Respondents) > 1 && (kind == record.Act || kind == record.Agreement || kind == record.Mind || kind == record.Possession) {
		return false // of several, each needs a word of his own
	}
	return shown && !slices.ContainsFunc(p.App.Respondents, func(o record.PersonID) bool { return o != r && f.meansPerson(o) })
}

// nameless reports whether an assertion speaks of someone by a noun that no name stands beside: the owner, but not the owner,
// Ann Hale.
func (f *fact) nameless() bool {
	return slices.ContainsFunc(slices.Concat(f.text.Hits(personUnnamed), f.text.Hits(personNoun)), func(h diction.Hit) bool {
		return !slices.ContainsFunc(f.mentions, func(m mention) bool { return m.first == h.Last+1 || m.last == h.First-1 })
	})
}

// identityShown reports whether the offence has an element of identity, and something offered for it reaches the respondent.
func (p *Pass) identityShown(r record.PersonID) bool {
	return once(&p.kept.shown, r, func() bool {
		return slices.ContainsFunc(p.App.Offence.Elements, func(e record.Element) bool {
			grounds, _ := p.offered(e.ID, r)
			return e.Kind == record.Identity && slices.ContainsFunc(grounds, func(g Ground) bool {
				return slices.ContainsFunc(p.groundFacts(g), func(f *fact) bool { return p.reaches(f, e.Kind, r) })
			})
		})
	})
}

// groundFacts returns the assertions of a ground that the paper has.
func (p *Pass) groundFacts(g Ground) []*fact {
	var out []*fact
	for _, n := range g.On {
		if f := p.paper().fact(n); f != nil {
			out = append(out, f)
		}
	}
	return out
}

// against calls each for every element and respondent, with what is offered for it.
func (p *Pass) eachElement(each func(e *record.Element, r record.PersonID, grounds []Ground, at []int)) {
	for i := range p.App.Offence.Elements {
		e := &p.App.Offence.Elements[i]
		for _, r := range p.respondents() {
			grounds, at := p.offered(e.ID, r)
			each(e, r, grounds, at)
		}
	}
}

// only lists one respondent for a flaw, or none where the place stands for one.
func only(r record.PersonID) []record.PersonID {
	if r == "" {
		return nil
	}
	return []record.PersonID{r}
}

// onList is every assertion of the grounds, once, in order.
func onList(grounds []Ground) []int {
	var out []int
	for _, g := range grounds {
		out = append(out, g.On...)
	}
	return sortedUnique(out)
}

// assertionList names assertions in a message.
func assertionList(ns []int) string {
	switch len(ns) {
	case 0:
		return "nothing"
	case 1:
		return fmt.Sprintf("assertion %d", ns[0])
	}
	s := "assertions"
	for i, n := range ns {
		switch {
		case i == len(ns)-1:
			s += fmt.Sprintf(" and %d", n)
		case i == 0:
			s += fmt.Sprintf(" %d", n)
		default:
			s += fmt.Sprintf(", %d", n)
		}
	}
	return s
}

// itSays begins a sentence about the assertions of some grounds.
func itSays(grounds []Ground) string {
	if len(onList(grounds)) == 1 {
		return "It says"
	}
	return "They say"
}
