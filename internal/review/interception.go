package review

import (
	"slices"

	"github.com/affiant-project/affiant/internal/record"
)

// interceptionChecks asks whether the order covers what was gathered under it.
func interceptionChecks() []*Check {
	return []*Check{outsideWindow, outsideTarget, otherOffence, notMinimised, notSealed}
}

// underOrder calls each for every cited source that was gathered under an order of interception.
func (p *Pass) underOrder(each func(s *record.Source, o *record.Order, n int, also []int)) {
	d := p.paper()
	for _, s := range d.cited {
		o := p.Matter.Order(s.Order)
		if s.Order == "" || o == nil || o.Kind != record.Interception {
			continue
		}
		n, also := first(d.citing[s.ID])
		each(s, o, n, also)
	}
}

// orders calls each once for every order of interception under which cited sources were gathered.
func (p *Pass) orders(each func(o *record.Order, n int, also []int, sources []At)) {
	var done []record.OrderID
	p.underOrder(func(_ *record.Source, o *record.Order, _ int, _ []int) {
		if slices.Contains(done, o.ID) {
			return
		}
		done = append(done, o.ID)
		var facts []int
		var sources []At
		p.underOrder(func(s *record.Source, other *record.Order, n int, also []int) {
			if other.ID == o.ID {
				facts = append(append(facts, n), also...)
				sources = append(sources, head(s))
			}
		})
		n, also := first(sortedUnique(facts))
		each(o, n, also, sources)
	})
}
