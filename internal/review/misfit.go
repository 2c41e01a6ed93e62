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
type misfit struct{ seen, his *feature }

// misfits asks of descriptions that the paper ties together and that exclude each other: of him whom a witness saw, or of the vehicle, and of the
// respondent or his. Where the sworn words tell both sides the magistrate can weigh them. A sentence that swears that the description fits, and cites
// both sides, is contradicted by its own lines.
func (p *Pass) misfits() {
	for _, who := range p.App.Respondents {
		told := p.admitted(who)
		for _, vehicle := range []bool{false, true} {
			p.misfitsOf(who, vehicle, told)
		}
	}
}

func (p *Pass) misfitsOf(who record.PersonID, vehicle bool, told admission) {
	ways := p.likenings(who, vehicle)
	if len(ways) == 0 {
		return
	}
	known := featuresOf(p.pictures().of[owner{who, vehicle}])
	found := make(map[*portrait][]misfit) // with what is known of him
	for _, k := range ways {
		var own []*feature
		if k.way == describesHim {
			own = featuresOf(p.swornTraits(k.fact, who, vehicle))
		}
		var all []misfit
		for _, s := range p.pictures().nameless {
			if p.paper().incorporated[s.ID] || s.Declarant == who && who != "" {
				continue
			}
			for _, x := range p.doersIn(s, who, vehicle, k) {
				if k.way == describesHim {
					all = append(all, p.notBothTold(p.excluding(x.features(), own, known))...)
				} else {
					all = append(all, once(&found, x, func() []misfit { return p.notBothTold(p.excluding(x.features(), known, known)) })...)
				}
			}
		}
		all = slices.DeleteFunc(all, func(m misfit) bool { return told.admits(m, vehicle) })
		if len(all) > 0 && p.reportMisfit(k, all, who, vehicle) {
			return
		}
	}
}

// notBothTold are the misfits of which the sworn words do not tell both sides.
func (p *Pass) notBothTold(all []misfit) []misfit {
	return slices.DeleteFunc(all, func(m misfit) bool { return p.tellsTrait(&m.seen.trait) && p.tellsTrait(&m.his.trait) })
}

// swornTraits are what an assertion itself says of how a respondent, or his vehicle, looks.
func (p *Pass) swornTraits(f *fact, who record.PersonID, vehicle bool) (out []trait) {
	for _, x := range p.swornPortraits(f) {
		if x.vehicle == vehicle && x.who == who && !x.several {
			out = append(out, x.traits...)
		}
	}
	return out
}

func (p *Pass) swornPortraits(f *fact) []*portrait {
	return once(&p.paper().swornLooks, f.N, func() []*portrait {
		r := p.newSitting(func(x diction.Span) At { return At{Span: spanOf(f.text, x.Start, x.End)} })
		r.read(f.text)
		return r.all
	})
}

// identityOf reports whether a ground is offered for the element that a respondent is the person meant.
func (p *Pass) identityOf(g Ground, who record.PersonID) bool {
	return (g.Respondent == who || g.Respondent == "") && slices.ContainsFunc(p.App.Offence.Elements, func(e record.Element) bool { return e.ID == g.Element && e.Kind == record.Identity })
}
