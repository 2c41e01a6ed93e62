package proof

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/affiant-project/affiant/internal/argue"
)

// A judge checks one certificate.
type judge struct {
	f    frame
	c    *Certificate
	sets []*stand
	used int // refutations so far

	// check is how a refutation is held against the clauses that it refutes.
	check func(e *engine, r *Refutation) error
}

func verify(f frame, c *Certificate) error {
	if c.TooLarge() {
		return ErrTooLarge
	}
	v := &judge{f: f, c: c, check: func(e *engine, r *Refutation) error { return e.check(r.Steps()) }}
	return v.judge()
}

// mostMembers is for how many sets, by elements, there is room while they are checked.
const mostMembers = 1 << 29

func (v *judge) judge() error {
	if err := v.wellFormed(); err != nil {
		return err
	}
	err := v.answer()
	if err == nil && v.used < len(v.c.Refutations) {
		err = fmt.Errorf("it has %d refutations; expected %d", len(v.c.Refutations), v.used)
	}
	if err != nil {
		return fmt.Errorf("the certificate for %s-%s %s: %w", v.c.Task, v.c.Semantics, v.c.Verdict, err)
	}
	return nil
}

// wellFormed checks that the certificate speaks of this framework, and that what it has is what such an answer may have.
func (v *judge) wellFormed() error {
	c := v.c
	queried := c.Task == DC || c.Task == DS
	switch {
	case c.Task > EE || c.Semantics > argue.Ideal || c.Verdict > Given:
		return errors.New("the certificate is for a task, semantics or verdict that there is not")
	case queried && c.Verdict == Given, c.Task == EE && c.Verdict != Given, c.Task == SE && c.Verdict == Yes:
		return fmt.Errorf("%s is no answer to %s", c.Verdict, c.Task)
	case c.Task == SE && c.Verdict == No && c.Semantics != argue.Stable:
		return fmt.Errorf("there always is a set of %s; expected one", c.Semantics)
	case queried && !v.f.asks(c.Query):
		return fmt.Errorf("the query %d is not in the framework", int64(c.Query)+1)
	case len(c.Extension) > 0 && !c.hasExtension():
		return errors.New("it has an extension, which does not go with this answer")
	case c.Problem == AF && len(c.Loops) > 0:
		return errors.New("it has loops; expected none of an abstract framework")
	case v.f.top()+int64(len(c.Sets)) > math.MaxInt32/2, int64(v.f.size())*int64(len(c.Sets)) > mostMembers:
		return ErrTooLarge
	}
	if _, err := membership(v.f, c.Extension); err != nil {
		return fmt.Errorf("the extension: %w", err)
	}
	for i, s := range c.Sets {
		if _, err := membership(v.f, s); err != nil {
			return fmt.Errorf("set %d: %w", i+1, err)
		}
	}
	if len(c.Sets) > 0 && !v.needsSets() {
		return errors.New("it has sets, which do not go with this answer")
	}
	return nil
}

// needsSets reports whether sets go with the answer.
func (v *judge) needsSets() bool {
	c := v.c
	switch c.Semantics {
	case argue.Grounded:
		return false
	case argue.Ideal:
		return true
	case argue.Complete, argue.Stable:
		return c.Task == EE
	case argue.Preferred:
		return c.Task == EE || c.Task == DS && c.Verdict == Yes
	}
	return !c.witnesses()
}

func (v *judge) answer() error {
	switch {
	case v.c.Semantics == argue.Grounded:
		return v.grounded()
	case v.c.Semantics == argue.Ideal:
		return v.ideal()
	case v.c.Task == EE:
		return v.all()
	case v.c.witnesses():
		return v.witness()
	case v.c.Semantics == argue.SemiStable || v.c.Semantics == argue.Stage:
		return v.secondLevel()
	case v.c.Semantics == argue.Stable:
		return v.refuted(func(add adder) bool { return v.c.Task == SE || add(v.asked()) }, Stable)
	case v.c.Task == DC:
		return v.refuted(func(add adder) bool { return add(v.asked()) }, Admissible, Complete)
	case v.c.Semantics == argue.Complete: // what is in every complete set is in the least
		return v.grounded()
	}
	return v.inEveryPreferred()
}

// asked is the literal that the query holds, for DC, or does not, for DS: what is to be refuted.
func (v *judge) asked() int32 {
	if v.c.Task == DS {
		return -v.f.holds(v.c.Query)
	}
	return v.f.holds(v.c.Query)
}

// grounded works the least complete set out.
func (v *judge) grounded() error {
	least := v.f.grounded()
	if v.c.Task == DC || v.c.Task == DS {
		if holds := v.f.stand(least).holds[v.c.Query]; holds != (v.c.Verdict == Yes) {
			return errors.New("the grounded extension says otherwise")
		}
	}
	if v.c.hasExtension() && !same(least, v.c.Extension) {
		return errors.New("its extension is not the grounded one")
	}
	return nil
}

func same(a, b []int32) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

// witness checks the extension, which answers with or without the query.
func (v *judge) witness() error {
	st := v.f.stand(v.c.Extension)
	if v.c.Task != SE && st.holds[v.c.Query] != (v.c.Task == DC) {
		return errors.New("the extension has the query, or is without it, where it is to show the contrary")
	}
	if err := kindOf(v.f, v.c.Semantics, st); err != nil {
		return fmt.Errorf("the extension %w", err)
	}
	switch v.c.Semantics {
	case argue.Preferred:
		if v.c.Task == DC {
			return nil // the preferred set that it is part of has the query too
		}
		return v.refuted(func(add adder) bool { return v.contains(st, add) && v.outside(st, nil, add) }, Admissible, Complete)
	case argue.SemiStable, argue.Stage:
		return v.refuted(func(add adder) bool {
			var more []int32
			for x := range v.elements() {
				if st.covers(x) {
					if !add(v.f.ran(x)) {
						return false
					}
				} else {
					more = append(more, v.f.ran(x))
				}
			}
			return add(more...)
		}, v.ranged()...)
	}
	return nil
}

// kindOf checks of what kind a set is, as far as that can be seen from it alone.
func kindOf(f frame, sem argue.Semantics, st *stand) error {
	switch sem {
	case argue.Complete:
		if !st.complete {
			return errors.New("is not complete")
		}
	case argue.Stable:
		if !st.stable(f) {
			return errors.New("is not stable")
		}
	case argue.Stage:
		if !st.free {
			return errors.New("is not free of conflict")
		}
	default:
		if !st.admissible {
			return errors.New("is not admissible")
		}
	}
	return nil
}

// ranged is the theories that sets of greatest range are sought in.
func (v *judge) ranged() []Theory {
	if v.c.Semantics == argue.Stage {
		return []Theory{Free}
	}
	return []Theory{Admissible, Complete}
}

// stands checks that each set is of the kind that goes with the semantics.
func (v *judge) stands() error {
	for i, s := range v.c.Sets {
		st := v.f.stand(s)
		if err := kindOf(v.f, v.c.Semantics, st); err != nil {
			return fmt.Errorf("set %d %w", i+1, err)
		}
		v.sets = append(v.sets, st)
	}
	return nil
}

// inEveryPreferred: a preferred set without the query would be, within the cone of the query, in conflict with each set listed.
func (v *judge) inEveryPreferred() error {
	if err := v.stands(); err != nil {
		return err
	}
	for i, st := range v.sets {
		if !st.holds[v.c.Query] {
			return fmt.Errorf("set %d does not have the query", i+1)
		}
	}
	cone := v.f.cone(v.c.Query)
	return v.refuted(func(add adder) bool {
		for _, st := range v.sets {
			var clause []int32
			for x := range v.elements() {
				if st.attacked[x] && cone[x] {
					clause = append(clause, v.f.in(x))
				}
			}
			if !add(clause...) {
				return false
			}
		}
		return add(v.asked())
	}, Complete, Admissible)
}

// secondLevel: an extension of greatest range is of no smaller range than a set listed.
func (v *judge) secondLevel() error {
	if err := v.stands(); err != nil {
		return err
	}
	return v.refuted(func(add adder) bool { return v.ranges(add) && add(v.asked()) }, v.ranged()...)
}

// all: every extension is listed, and all that is listed is one.
func (v *judge) all() error {
	if err := v.stands(); err != nil {
		return err
	}
	if err := v.distinct(); err != nil {
		return err
	}
	sem := v.c.Semantics
	theory := map[argue.Semantics][]Theory{
		argue.Complete: {Complete}, argue.Stable: {Stable}, argue.Preferred: {Admissible, Complete},
	}[sem]
	if theory == nil {
		theory = v.ranged()
	}
	return v.refuted(func(add adder) bool {
		var clause []int32
		for _, st := range v.sets {
			clause = clause[:0]
			for x := range v.elements() {
				switch {
				case !st.has[x]:
					clause = append(clause, v.f.in(x))
				case sem == argue.Complete:
					clause = append(clause, -v.f.in(x))
				}
			}
			if !add(clause...) {
				return false
			}
		}
		return sem != argue.SemiStable && sem != argue.Stage || v.ranges(add)
	}, theory...)
}

// ideal: no admissible set is in conflict with the extension, and every admissible set in conflict with none is part of it.
func (v *judge) ideal() error {
	st := v.f.stand(v.c.Extension)
	if (v.c.Task == DC || v.c.Task == DS) && st.holds[v.c.Query] != (v.c.Verdict == Yes) {
		return errors.New("its extension says otherwise")
	}
	if !st.admissible {
		return errors.New("the extension is not admissible")
	}
	if err := v.stands(); err != nil {
		return err
	}
	attacked := func(add adder) bool {
		var clause []int32
		for x := range v.elements() {
			if st.attacked[x] {
				clause = append(clause, v.f.in(x))
			}
		}
		return add(clause...)
	}
	if err := v.refuted(attacked, Admissible, Complete); err != nil {
		return err
	}
	return v.refuted(func(add adder) bool {
		for _, t := range v.sets {
			for x := range v.elements() {
				if t.attacked[x] && !add(-v.f.in(x)) || t.has[x] && !add(-v.f.hit(x)) {
					return false
				}
			}
		}
		return v.outside(st, nil, add)
	}, Admissible, Complete)
}

// elements goes through the arguments or assumptions.
func (v *judge) elements() func(yield func(int32) bool) {
	return func(yield func(int32) bool) {
		for x := range int32(v.f.size()) {
			if v.f.is(x) && !yield(x) {
				return
			}
		}
	}
}

// contains says that every element of the set is in.
func (v *judge) contains(st *stand, add adder) bool {
	for _, x := range st.set {
		if !add(v.f.in(x)) {
			return false
		}
	}
	return true
}

// outside says that some element that is not in the set is in; of those in the cone, if there is one.
func (v *judge) outside(st *stand, cone []bool, add adder) bool {
	var clause []int32
	for x := range v.elements() {
		if !st.has[x] && (cone == nil || cone[x]) {
			clause = append(clause, v.f.in(x))
		}
	}
	return add(clause...)
}

// ranges says of each set that something outside its range is covered, or (the new variable) all of its range.
func (v *judge) ranges(add adder) bool {
	var clause []int32
	for i, st := range v.sets {
		whole := int32(v.f.top()) + int32(i) + 1
		clause = append(clause[:0], whole)
		for x := range v.elements() {
			if !st.covers(x) {
				clause = append(clause, v.f.ran(x))
			} else if !add(-whole, v.f.ran(x)) {
				return false
			}
		}
		if !add(clause...) {
			return false
		}
	}
	return true
}

// refuted checks the next refutation: of one of the theories, with the clauses that constrain gives.
func (v *judge) refuted(constrain func(add adder) bool, theories ...Theory) error {
	v.used++
	if v.used > len(v.c.Refutations) {
		return fmt.Errorf("refutation %d is missing; expected one of %s", v.used, theories[0])
	}
	r := v.c.Refutations[v.used-1]
	if !slices.Contains(theories, r.Theory) {
		return fmt.Errorf("refutation %d is of the theory %s; expected %s", v.used, r.Theory, theories[0])
	}
	e := newEngine(int(v.f.top())+len(v.sets), r.deletes())
	add := func(clause ...int32) bool {
		e.add(clause)
		return !e.full
	}
	if !v.f.theory(r.Theory, add) || !constrain(add) {
		return ErrTooLarge
	}
	if err := v.check(e, r); err != nil {
		return fmt.Errorf("refutation %d, %w", v.used, err)
	}
	return nil
}
