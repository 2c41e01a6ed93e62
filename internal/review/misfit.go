package review

import (
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// matching is the class of words by which a paper says that a description fits, or does not.
const matching diction.Class = "matching"

// A likening is a sentence by which a paper ties a respondent, or his vehicle, to what a witness described.
type likening struct {
	fact *fact
	span Span
	way  int
}

// The ways of likening, the plainest first.
const (
	saysItFits   = iota // he matches the description
	saysTheSame         // the same car
	describesHim        // it describes him itself
	saysPicked          // she picked his photograph
	offeredFor          // it is offered for the element that it was he
)

// A misfit is what one source says of him who was seen, and another of the respondent, and cannot both be so.
type misfit struct{ seen, his trait }

// misfits asks of descriptions that the paper ties together and that exclude each other: of him whom a witness saw, or of the vehicle, and of the
// respondent or his. Where the sworn words tell both sides the magistrate can weigh them. A sentence that swears that the description fits, and cites
// both sides, is contradicted by its own lines.
func (p *Pass) misfits() {
	if p.sworn(func(t *diction.Text) bool {
		return slices.ContainsFunc(t.Hits(matching), func(h diction.Hit) bool { return h.Kind == "unlike" })
	}) {
		return
	}
	for _, who := range p.App.Respondents {
		for _, vehicle := range []bool{false, true} {
			p.misfitsOf(who, vehicle)
		}
	}
}

func (p *Pass) misfitsOf(who record.PersonID, vehicle bool) {
	ways := p.likenings(who, vehicle)
	if len(ways) == 0 {
		return
	}
	known := p.traitsOf(who, vehicle)
	for _, k := range ways {
		his := known
		if k.way == describesHim {
			his = p.swornTraits(k.fact, who, vehicle)
		}
		var all []misfit
		for i := range p.Matter.Sources {
			s := &p.Matter.Sources[i]
			if p.paper().incorporated[s.ID] || !p.had(s) || s.Declarant == who && who != "" {
				continue
			}
			for _, x := range p.portraits(s) {
				if x.vehicle == vehicle && p.mayBeHim(x, s, who, k) {
					all = append(all, excluding(x.traits, his, known)...)
				}
			}
		}
		if len(all) > 0 && p.reportMisfit(k, all, who, vehicle) {
			return
		}
	}
}

// traitsOf are what the sources that the affiant had say of a person, or of his vehicle.
func (p *Pass) traitsOf(who record.PersonID, vehicle bool) (out []trait) {
	for i := range p.Matter.Sources {
		s := &p.Matter.Sources[i]
		if !p.had(s) {
			continue
		}
		for _, x := range p.portraits(s) {
			if x.vehicle == vehicle && x.who == who && !x.several {
				out = append(out, x.traits...)
			}
		}
	}
	return out
}

// swornTraits are what an assertion itself says of how a respondent, or his vehicle, looks.
func (p *Pass) swornTraits(f *fact, who record.PersonID, vehicle bool) (out []trait) {
	r := &sitting{p: p, names: make(map[string]*portrait), at: func(x diction.Span) At { return At{Span: spanOf(f.text, x.Start, x.End)} }}
	r.read(f.text)
	for _, x := range r.all {
		if x.vehicle == vehicle && x.who == who && !x.several {
			out = append(out, x.traits...)
		}
	}
	return out
}

// mayBeHim reports whether a portrait of a source is of the doer, as a likening has it: of one whom the source does not name and who is the only such
// one in it, and the doer by his name there, or because the likening rests on the source or on the same declarant. Where the paper or the source has
// more than one doer, it must be the one description of a source that the sentence cites.
func (p *Pass) mayBeHim(x *portrait, s *record.Source, who record.PersonID, k likening) bool {
	if x.named || x.several || len(x.traits) == 0 {
		return false
	}
	cites := slices.Contains(k.fact.sources, s)
	if !(x.culprit && !x.vehicle || cites || p.restsOnTeller(k, s, who, x.vehicle)) {
		return false
	}
	alone := true
	for _, o := range p.portraits(s) {
		if o == x || o.vehicle != x.vehicle || o.named {
			continue
		}
		if alone = false; slices.ContainsFunc(o.traits, func(t trait) bool { return t.kind != "sex" }) {
			return false // two are described
		}
	}
	if alone && (x.vehicle || !p.moreThanOne(s)) && len(p.App.Respondents) == 1 {
		return true
	}
	return k.way == saysItFits && cites
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
	return slices.ContainsFunc(p.paper().facts, func(f fact) bool {
		of := hasAny(f.text, culprit, personNoun, personUnnamed)
		if vehicle {
			of = f.text.Has(vehicles)
		}
		return f.N < k.fact.N && of && p.sameTeller(&f, s)
	})
}

// identityOf reports whether a ground is offered for the element that a respondent is the person meant.
func (p *Pass) identityOf(g Ground, who record.PersonID) bool {
	return (g.Respondent == who || g.Respondent == "") && slices.ContainsFunc(p.App.Offence.Elements, func(e record.Element) bool { return e.ID == g.Element && e.Kind == record.Identity })
}

// moreThanOne reports whether the paper, or a source, speaks of more than one doer.
func (p *Pass) moreThanOne(s *record.Source) bool {
	many := func(t *diction.Text) bool {
		return t.Has(several) || slices.ContainsFunc(t.Hits(culprit), func(h diction.Hit) bool { return h.Kind == "many" })
	}
	return slices.ContainsFunc(p.paper().facts, func(f fact) bool { return !f.aside && many(f.text) }) ||
		slices.ContainsFunc(s.Lines, func(l record.Line) bool { return many(p.Text(l.Text)) })
}
