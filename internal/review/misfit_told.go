package review

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/record"
)

// reportMisfit leaves a flaw or a query at a likening, of those misfits of which the sworn words do not tell both sides. It reports whether it did.
func (p *Pass) reportMisfit(k likening, all []misfit, who record.PersonID, vehicle bool) bool {
	all = slices.DeleteFunc(all, func(m misfit) bool { return p.tellsTrait(m.seen) && p.tellsTrait(m.his) })
	own := slices.DeleteFunc(slices.Clone(all), func(m misfit) bool { return !p.citesTrait(k.fact, m.seen) || !p.citesTrait(k.fact, m.his) })
	f := Flaw{Assertion: k.fact.N, Span: k.span}
	switch {
	case k.way == saysItFits && len(own) > 0:
		p.check, all = contradicts, own
		f.Message = "The sentence swears that the description fits. "
		f.Asks = "Does the sentence turn the source into its opposite?"
	case len(all) == 0 || p.lone > 0:
		return false
	default:
		p.check = contraryLeftOut
		f.Searched = p.searched()
		f.Query = k.way >= saysPicked && !slices.ContainsFunc(all, func(m misfit) bool { return firm(m.seen.kind) })
		f.Asks = "Was it reckless to leave out that the descriptions do not fit?"
	}
	if p.lone > 0 && p.lone != k.fact.N {
		return false
	}
	f.Sources = placesOf(all)
	if p.check == contraryLeftOut && slices.ContainsFunc(p.flaws, func(o Flaw) bool {
		return o.Check == contraryLeftOut && o.Assertion == f.Assertion && slices.ContainsFunc(o.Sources, func(x At) bool { return slices.ContainsFunc(f.Sources, x.meets) })
	}) {
		return true // it is asked already
	}
	f.Message += p.unlike(all, who, vehicle)
	if p.check == contraryLeftOut {
		f.Message += " Nothing sworn tells of both."
	}
	p.Report(f)
	return true
}

// unlike puts misfits in words.
func (p *Pass) unlike(all []misfit, who record.PersonID, vehicle bool) string {
	words := func(of func(misfit) trait) (string, string) {
		var says, from []string
		for _, m := range all {
			if w := quote(of(m).at.Span.Words); !slices.Contains(says, w) {
				says = append(says, w)
			}
			at := "the paper"
			if of(m).at.Source != "" {
				at = "source " + string(of(m).at.Source)
			}
			if !slices.Contains(from, at) {
				from = append(from, at)
			}
		}
		return strings.Join(says, " and "), strings.Join(from, " and ")
	}
	seen, one := words(func(m misfit) trait { return m.seen })
	his, other := words(func(m misfit) trait { return m.his })
	what, whose := "the one who was seen", "of "+p.nameOf(who)
	if vehicle {
		what, whose = "the vehicle that was seen", "of that of "+p.nameOf(who)
	}
	return fmt.Sprintf("Of %s, %s has %s; %s, %s has %s. Both cannot be so.", what, one, seen, whose, other, his)
}

// placesOf are where the sources have the two sides, each once.
func placesOf(all []misfit) (out []At) {
	for _, m := range all {
		for _, x := range []At{m.seen.at, m.his.at} {
			if x.Source != "" && !slices.Contains(out, x) {
				out = append(out, x)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b At) int {
		return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Span.Start, b.Span.Start))
	})
	return out
}

// citesTrait reports whether an assertion cites the line that has a trait, or has it itself.
func (p *Pass) citesTrait(f *fact, x trait) bool {
	s := p.paper().source[x.at.Source]
	return s == nil || f.citesAt(s, x.at.Line)
}
