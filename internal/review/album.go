package review

import (
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// An album is what one source has of portraits, counted once: a source may have thousands, and each likening of the paper asks of each source.
type album struct {
	portraits []*portrait
	nameless  map[bool][]*portrait // of one whom the source does not name: of a vehicle, or of a person
	described map[bool]int         // of how many of those more is told than the sex
	pictured  map[owner]bool       // made by Pass.hasPortrait
	toldBy    map[bool]int         // made by Pass.toldBeforeOf
}

// An owner is a person, or the owner of a vehicle.
type owner struct {
	who     record.PersonID
	vehicle bool
}

// pictures are what the sources that the affiant had describe, counted once: each respondent asks of them anew, and of thousands of sources few describe anyone.
type pictures struct {
	of       map[owner][]trait // of a person, or of his vehicle, in the order of the sources
	nameless []*record.Source  // those that describe one whom they do not name
}

func (p *Pass) pictures() *pictures {
	d := p.paper()
	if d.pictures != nil {
		return d.pictures
	}
	d.pictures = &pictures{of: make(map[owner][]trait)}
	for i := range p.Matter.Sources {
		s := &p.Matter.Sources[i]
		a := p.album(s)
		if len(a.portraits) == 0 || !p.had(s) {
			continue
		}
		for _, x := range a.portraits {
			if !x.several {
				of := owner{x.who, x.vehicle}
				d.pictures.of[of] = append(d.pictures.of[of], x.traits...)
			}
		}
		if len(a.nameless) > 0 {
			d.pictures.nameless = append(d.pictures.nameless, s)
		}
	}
	return d.pictures
}

func albumOf(all []*portrait) *album {
	a := &album{portraits: all, nameless: make(map[bool][]*portrait), described: make(map[bool]int)}
	for _, x := range all {
		if x.named {
			continue
		}
		a.nameless[x.vehicle] = append(a.nameless[x.vehicle], x)
		if x.described = slices.ContainsFunc(x.traits, func(t trait) bool { return t.kind != "sex" }); x.described {
			a.described[x.vehicle]++
		}
	}
	return a
}

// doersIn are the portraits of a source that are of the doer, as a likening has it: of one whom the source does not name and who is the only such one in
// it, and the doer by his name there, or because the likening rests on the source or on the same declarant. Where the paper or the source has more than
// one doer, it must be the one description of a source that the sentence cites. Where the source describes the respondent too, or his vehicle, another is
// the doer's only if it calls him so.
func (p *Pass) doersIn(s *record.Source, who record.PersonID, vehicle bool, k likening) (out []*portrait) {
	a := p.album(s)
	all := a.nameless[vehicle]
	if len(all) == 0 || a.described[vehicle] > 1 {
		return nil // two are described
	}
	cites := slices.Contains(k.fact.sources, s)
	fits := k.way == saysItFits && cites
	if !fits && (len(all) > 1 || len(p.App.Respondents) != 1 || !vehicle && p.moreThanOne(s)) {
		return nil
	}
	for _, x := range all {
		if !x.culprit && p.hasPortrait(s, who, vehicle) || x.several || len(x.traits) == 0 || a.described[vehicle] == 1 && !x.described {
			continue
		}
		if cites || x.culprit && !vehicle || p.restsOnTeller(k, s, who, vehicle) {
			out = append(out, x)
		}
	}
	return out
}

// restsOnTeller reports whether a likening, or what is offered with it for the same element, rests on a source or on its declarant.
func (p *Pass) restsOnTeller(k likening, s *record.Source, who record.PersonID, vehicle bool) bool {
	if p.sameTeller(k.fact, s) || k.way <= saysTheSame && p.toldBeforeOf(k, s, vehicle) {
		return true
	}
	return slices.ContainsFunc(p.Grounds, func(g Ground) bool {
		return p.identityOf(g, who) && slices.Contains(g.On, k.fact.N) && slices.ContainsFunc(g.On, func(n int) bool {
			f := p.paper().fact(n)
			return f != nil && p.sameTeller(f, s)
		})
	})
}

// toldBeforeOf reports whether an assertion before a likening rests on a source and speaks of a vehicle, or of someone whom it does not name: the same
// car is one that was told of.
func (p *Pass) toldBeforeOf(k likening, s *record.Source, vehicle bool) bool {
	first := once(&p.album(s).toldBy, vehicle, func() (n int) {
		for _, f := range p.paper().facts {
			of := hasAny(f.text, culprit, personNoun, personUnnamed)
			if vehicle {
				of = f.text.Has(vehicles)
			}
			if of && (n == 0 || f.N < n) && p.sameTeller(&f, s) {
				n = f.N
			}
		}
		return n
	})
	return first > 0 && first < k.fact.N
}

// moreThanOne reports whether the paper, or a source, speaks of more than one doer.
func (p *Pass) moreThanOne(s *record.Source) bool {
	return once(&p.paper().manyDoers, s.ID, func() bool {
		many := func(t *diction.Text) bool {
			return t.Has(several) || slices.ContainsFunc(t.Hits(culprit), func(h diction.Hit) bool { return h.Kind == "many" })
		}
		return slices.ContainsFunc(p.paper().facts, func(f fact) bool { return !f.aside && many(f.text) }) ||
			slices.ContainsFunc(s.Lines, func(l record.Line) bool { return many(p.Text(l.Text)) })
	})
}
