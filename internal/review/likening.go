package review

import (
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// identifying is the class of verbs for saying who it was.
const identifying diction.Class = "identifying"

// likenings are the sentences by which the paper ties a respondent, or his vehicle, to what a witness described; the plainest first.
func (p *Pass) likenings(who record.PersonID, vehicle bool) (out []likening) {
	d := p.paper()
	for _, f := range p.likely() {
		if span, ok := p.fitsDescription(f, who, vehicle); ok {
			out = append(out, likening{f, span, saysItFits})
		}
		if span, ok := p.sameAgain(f, vehicle); ok {
			out = append(out, likening{f, span, saysTheSame})
		}
		if f.meansPerson(who) && len(p.swornTraits(f, who, vehicle)) > 0 {
			out = append(out, likening{f, whole(f.text), describesHim})
		}
		if h, ok := p.picksHim(f, who); ok && !vehicle {
			out = append(out, likening{f, hitSpan(f.text, h), saysPicked})
		}
	}
	for _, g := range p.Grounds {
		for _, n := range g.On {
			if f := d.fact(n); f != nil && p.identityOf(g, who) && (f.meansPerson(who) || vehicle && slices.ContainsFunc(f.sources, func(s *record.Source) bool { return p.hasPortrait(s, who, true) })) {
				out = append(out, likening{f, whole(f.text), offeredFor})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b likening) int { return a.way - b.way })
	return out
}

// likely are the assertions with words that may liken, counted once: each respondent asks of them anew.
func (p *Pass) likely() []*fact {
	d := p.paper()
	if d.likely == nil {
		d.likely = []*fact{}
		for i := range d.facts {
			f := &d.facts[i]
			if f.form || f.aside {
				continue
			}
			same := slices.ContainsFunc(f.text.Words, func(w diction.Word) bool { return w.Norm == "same" })
			if same || hasAny(f.text, matching, picking, identifying) || slices.ContainsFunc(p.swornPortraits(f), func(x *portrait) bool { return len(x.traits) > 0 }) {
				d.likely = append(d.likely, f)
			}
		}
	}
	return d.likely
}

// hasPortrait reports whether a source describes a person, or his vehicle.
func (p *Pass) hasPortrait(s *record.Source, who record.PersonID, vehicle bool) bool {
	a := p.album(s)
	return once(&a.pictured, owner{who, vehicle}, func() bool {
		return slices.ContainsFunc(a.portraits, func(x *portrait) bool { return x.vehicle == vehicle && x.who == who && len(x.traits) > 0 })
	})
}

// fitsDescription returns the words by which a sentence swears that a respondent, or his vehicle, is as was described.
func (p *Pass) fitsDescription(f *fact, who record.PersonID, vehicle bool) (Span, bool) {
	t := f.text
	for _, h := range t.Hits(matching) {
		if h.Kind != "likens" || deniedNear(t, h.First) {
			continue
		}
		for _, o := range t.Hits(matching) {
			if o.Kind != "description" || o.First <= h.Last || o.First > h.Last+5 || t.Words[o.First].Sentence != t.Words[h.First].Sentence {
				continue
			}
			ofVehicle := slices.ContainsFunc(t.Hits(vehicles), func(v diction.Hit) bool {
				return v.First > o.Last && v.First <= o.Last+5 || v.Last < h.First && v.Last >= h.First-3
			})
			if ofVehicle == vehicle && (vehicle || f.meansPerson(who)) {
				return spanOf(t, h.Start, o.End), true
			}
		}
	}
	return Span{}, false
}

// sameAgain returns the words by which a sentence swears that a vehicle, or someone, is the same that was seen before.
func (p *Pass) sameAgain(f *fact, vehicle bool) (Span, bool) {
	t := f.text
	for i := range t.Words {
		if !wordAt(t, i, "same") || deniedNear(t, i) || hedgedNear(t, i) {
			continue
		}
		for k := i + 1; k < len(t.Words) && k <= i+determining && t.Words[k].Sentence == t.Words[i].Sentence; k++ {
			noun := slices.ContainsFunc(t.Hits(vehicles), func(h diction.Hit) bool {
				return h.Last == k && (h.Kind == "any" || h.Kind == "body" || h.Kind == "make")
			})
			if !vehicle {
				noun = standsAt(t, culprit, k) || standsAt(t, personNoun, k)
			}
			if noun {
				return spanOf(t, t.Words[i].Start, t.Words[k].End), true
			}
			if !describes(t, k) {
				break
			}
		}
	}
	return Span{}, false
}

// picksHim returns the verb by which a sentence swears that someone picked or named a respondent as the one.
func (p *Pass) picksHim(f *fact, who record.PersonID) (diction.Hit, bool) {
	if !f.meansPerson(who) {
		return diction.Hit{}, false
	}
	for _, h := range slices.Concat(f.text.Hits(picking), f.text.Hits(identifying)) {
		if (h.Class == picking || h.Kind == "names") && !deniedNear(f.text, h.First) && !deniedAfter(f.text, h.Last) {
			return h, true
		}
	}
	return diction.Hit{}, false
}
