package review

import "github.com/affiant-project/affiant/internal/record"

// sites returns a reading of the paper for each place of the search: the pass itself for the first, and for each further one a
// pass to which that is the place. What ties one place to the crime ties no other (Fourth Amendment: particularly describing
// the place to be searched).
func (p *Pass) sites() []*Pass {
	if p.places != nil {
		return p.places
	}
	p.places = []*Pass{p}
	if p.App.Place == nil {
		return p.places
	}
	for _, s := range p.App.Place.Also {
		app := *p.App
		app.Place = &record.Place{Describe: s.Describe, Whose: s.Whose}
		q := newPass(p.Matter, &app, p.words)
		q.places = []*Pass{q}
		p.places = append(p.places, q)
	}
	return p.places
}
