package review

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/record"
)

// A reader who has seen so many misfits, and each side of one in so many places, needs no more of them. A source of thousands of lines has no end of
// either.
const (
	mostMisfits = 20
	mostPlaces  = 8
)

// reportMisfit leaves a flaw or a query at a likening, of misfits of which the sworn words do not tell both sides. It reports whether it did.
func (p *Pass) reportMisfit(k likening, all []misfit, who record.PersonID, vehicle bool) bool {
	var own []misfit
	if k.way == saysItFits {
		own = p.citedMisfits(k.fact, all)
	}
	check, f := contraryLeftOut, Flaw{Assertion: k.fact.N, Span: k.span}
	switch {
	case len(own) > 0:
		check, all = contradicts, own
		f.Message = "The sentence swears that the description fits. "
		f.Asks = "Does the sentence turn the source into its opposite?"
	case len(all) == 0 || p.lone > 0:
		return false
	default:
		f.Searched = p.searched()
		f.Query = k.way >= saysPicked && !slices.ContainsFunc(all, func(m misfit) bool { return firm(m.seen.kind) })
		f.Asks = "Was it reckless to leave out that the descriptions do not fit?"
	}
	if p.lone > 0 && p.lone != k.fact.N {
		return false
	}
	all = all[:min(len(all), mostMisfits)]
	f.Sources = placesOf(all)
	if check == contraryLeftOut && slices.ContainsFunc(p.flaws, func(o Flaw) bool {
		return o.Check == contraryLeftOut && o.Assertion == f.Assertion && slices.ContainsFunc(o.Sources, func(x At) bool { return slices.ContainsFunc(f.Sources, x.meets) })
	}) {
		return true // it is asked already
	}
	f.Message += p.unlike(all, who, vehicle)
	if check == contraryLeftOut {
		f.Message += " Nothing sworn tells of both."
	}
	p.check = check
	p.Report(f)
	return true
}

// unlike puts misfits in words.
func (p *Pass) unlike(all []misfit, who record.PersonID, vehicle bool) string {
	words := func(of func(misfit) *feature) (string, string) {
		var says, from []string
		for _, m := range all {
			for _, x := range of(m).shown() {
				if w := quote(x.Span.Words); !slices.Contains(says, w) {
					says = append(says, w)
				}
				at := "the paper"
				if x.Source != "" {
					at = "source " + string(x.Source)
				}
				if !slices.Contains(from, at) {
					from = append(from, at)
				}
			}
		}
		return strings.Join(says, " and "), strings.Join(from, " and ")
	}
	seen, one := words(func(m misfit) *feature { return m.seen })
	his, other := words(func(m misfit) *feature { return m.his })
	what, whose := "the one who was seen", "of "+p.nameOf(who)
	if vehicle {
		what, whose = "the vehicle that was seen", "of that of "+p.nameOf(who)
	}
	return fmt.Sprintf("Of %s, %s has %s; %s, %s has %s. Both cannot be so.", what, one, seen, whose, other, his)
}

// shown are the places of a feature that are shown to a reader.
func (m *feature) shown() []At { return m.places[:min(len(m.places), mostPlaces)] }

// placesOf are where the sources have the two sides, each once.
func placesOf(all []misfit) (out []At) {
	for _, m := range all {
		for _, x := range slices.Concat(m.seen.shown(), m.his.shown()) {
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

// citedMisfits are the misfits of which an assertion cites both sides, each where it cites it, or has it itself.
func (p *Pass) citedMisfits(f *fact, all []misfit) (out []misfit) {
	var cited map[*feature]*feature
	of := func(m *feature) *feature {
		return once(&cited, m, func() *feature {
			c := &feature{trait: m.trait}
			for _, x := range m.places {
				if s := p.paper().source[x.Source]; s == nil || f.citesAt(s, x.Line) {
					c.places = append(c.places, x)
				}
			}
			return c
		})
	}
	for _, m := range all {
		if seen, his := of(m.seen), of(m.his); len(seen.places) > 0 && len(his.places) > 0 {
			out = append(out, misfit{seen, his})
		}
	}
	return out
}
