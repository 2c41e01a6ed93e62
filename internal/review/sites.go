package review

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

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
		q := p.beside(p.Matter, &app)
		q.places = []*Pass{q}
		p.places = append(p.places, q)
	}
	return p.places
}

// tyingTo returns the sentences that tie the place of q, one of p's sites, to the crime. Of a search of several places, "the truck"
// means the truck and not the house.
func (p *Pass) tyingTo(q *Pass) []tie {
	all := q.tying()
	if len(p.sites()) == 1 {
		return all
	}
	own := nounsOf(p.Text(q.App.Place.Describe))
	return slices.DeleteFunc(all, func(t tie) bool {
		words := p.Text(t.span.Words)
		if len(words.Words) == 0 {
			return true
		}
		noun := words.Words[len(words.Words)-1].Stem
		return !own[noun] && slices.ContainsFunc(p.sites(), func(o *Pass) bool { return o != q && nounsOf(p.Text(o.App.Place.Describe))[noun] })
	})
}

// placesIn returns the descriptions of those places of the search that a text speaks of, by a number or a name of theirs: a
// warrant for fewer places than were asked for is no larger. It returns all if it speaks of none.
func (p *Pass) placesIn(t *diction.Text) string {
	var out []string
	for _, q := range p.sites() {
		marks := placeMarks(p.Text(q.App.Place.Describe))
		if slices.ContainsFunc(t.Words, func(w diction.Word) bool { return marks[strings.TrimSuffix(w.Norm, "'s")] }) {
			out = append(out, q.App.Place.Describe)
		}
	}
	if len(out) == 0 || len(p.sites()) == 1 {
		return p.App.Place.All()
	}
	return strings.Join(out, "; ")
}
