package precedent

import "iter"

// A Conflict is two cases that force opposite outcomes of one situation.
type Conflict struct {
	First, Second string   // in the order of the base
	Situation     []string // the least such situation: the reasons of both
	Prevails      string   // the one of higher authority; empty if they are equals
}

// Conflicts goes over the pairs of cases that force opposite outcomes of some situation, overruled cases left out, in the
// order of the base. There are such situations just if each case had the whole reason of the other against it: a situation
// that both control has both reasons, and for each side nothing but what the other case had; and if so the reasons
// together are one. In the terms of Horty (2011), the cases then put the two reasons in opposite order.
//
// There may be as many as pairs of cases; the caller stops when it has enough.
func (b *Base) Conflicts() iter.Seq[Conflict] {
	return func(yield func(Conflict) bool) {
		for i := range b.cases {
			for j := i + 1; j < len(b.cases); j++ {
				x, y := &b.cases[i], &b.cases[j]
				if !x.contradicts(y) {
					continue
				}
				c := Conflict{First: x.name, Second: y.name, Situation: b.names(x.reason.and(y.reason))}
				switch {
				case x.authority > y.authority:
					c.Prevails = x.name
				case x.authority < y.authority:
					c.Prevails = y.name
				}
				if !yield(c) {
					return
				}
			}
		}
	}
}

func (d *decided) contradicts(e *decided) bool {
	return d.side != e.side && d.overruledBy == "" && e.overruledBy == "" &&
		d.reason.within(e.against) && e.reason.within(d.against)
}

// Consistent reports whether no two cases of equal authority force opposite outcomes of one situation.
func (b *Base) Consistent() bool {
	for c := range b.Conflicts() {
		if c.Prevails == "" {
			return false
		}
	}
	return true
}
