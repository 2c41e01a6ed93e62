package precedent

import "fmt"

// A Constraint is how a situation stands before the decided cases.
type Constraint struct {
	// Forced is, by side, whether some case governs for it. If both, equal rivals do and the outcome is arguable; if
	// neither, the cases leave it free.
	Forced [2]bool
	// Leading names, by side, the cases of the highest authority that applies. If there are some for both, each of the one
	// conflicts here with each of the other.
	Leading [2][]string
	Cases   []Standing // one for each case, in the order of the base
}

// A Standing is how one case stands to a situation.
type Standing struct {
	Case           string
	Outcome        string
	Lacking        []string // what its reason rests on and the situation has not
	Distinguishing []string // what the situation has for the other side and the case had not
	OverruledBy    string
	// Applies: nothing is lacking, nothing distinguishes it and nothing overruled it.
	Applies bool
	// Governs: it applies, and its side leads, alone or with equal rivals.
	Governs bool
}

// Constrain says how a situation of which all is settled stands before the base: those factors hold and no others. It is
// what [Base.Compile] gives for a framework in which just those are facts, worked out from the definitions. A factor that
// the base does not know is an error.
func (b *Base) Constrain(situation ...string) (Constraint, error) {
	here := b.set()
	for _, f := range situation {
		i, ok := b.index[f]
		if !ok {
			return Constraint{}, fmt.Errorf("the situation has the factor %q, which favours no side of the case base %q; list it for one", f, b.name)
		}
		here.add(i)
	}
	var c Constraint
	highest, any := 0, false
	for i := range b.cases {
		d := &b.cases[i]
		s := Standing{
			Case: d.name, Outcome: b.sides[d.side], OverruledBy: d.overruledBy,
			Lacking:        b.names(d.reason.but(here)),
			Distinguishing: b.names(b.favouring(1-d.side, here).but(d.against)),
		}
		s.Applies = len(s.Lacking) == 0 && len(s.Distinguishing) == 0 && s.OverruledBy == ""
		if s.Applies && (!any || d.authority > highest) {
			highest, any = d.authority, true
		}
		c.Cases = append(c.Cases, s)
	}
	for i, s := range c.Cases {
		if d := &b.cases[i]; s.Applies && d.authority == highest {
			c.Forced[d.side] = true
			c.Leading[d.side] = append(c.Leading[d.side], d.name)
		}
	}
	for i := range c.Cases {
		c.Cases[i].Governs = c.Cases[i].Applies && c.Forced[b.cases[i].side]
	}
	return c, nil
}

// favouring is what of a set favours a side.
func (b *Base) favouring(side int, s set) set {
	part := b.set()
	for _, i := range s.places() {
		if b.favours(i) == side {
			part.add(i)
		}
	}
	return part
}
