package record

import (
	"reflect"
	"slices"
	"time"
)

// Person returns the person with this id, or nil.
func (m *Matter) Person(id PersonID) *Person {
	for i := range m.People {
		if m.People[i].ID == id {
			return &m.People[i]
		}
	}
	return nil
}

// Order returns the order with this id, or nil.
func (m *Matter) Order(id OrderID) *Order {
	for i := range m.Orders {
		if m.Orders[i].ID == id {
			return &m.Orders[i]
		}
	}
	return nil
}

// Source returns the source with this id, or nil.
func (m *Matter) Source(id SourceID) *Source {
	for i := range m.Sources {
		if m.Sources[i].ID == id {
			return &m.Sources[i]
		}
	}
	return nil
}

// Application returns the application with this id, or nil.
func (m *Matter) Application(id AppID) *Application {
	for i := range m.Applications {
		if m.Applications[i].ID == id {
			return &m.Applications[i]
		}
	}
	return nil
}

// Names returns the name of a person and the aliases, in the order of the record. A name that was never known ("unknown")
// is left out.
func (p *Person) Names() []string {
	var names []string
	if p.Name != "" && p.Name != string(Unknown) {
		names = append(names, p.Name)
	}
	return append(names, p.Aliases...)
}

// Has reports whether the person plays this part.
func (p *Person) Has(r Role) bool { return slices.Contains(p.Roles, r) }

// Find returns the line with number n, or nil.
func (s *Source) Find(n int) *Line {
	if i, ok := s.at(n); ok {
		return &s.Lines[i]
	}
	return nil
}

// at returns the position of the line with number n. Lines are numbered in ascending order, mostly without a gap.
func (s *Source) at(n int) (int, bool) {
	if n >= 1 && n <= len(s.Lines) && s.Lines[n-1].N == n {
		return n - 1, true
	}
	if i, ok := slices.BinarySearchFunc(s.Lines, n, func(l Line, n int) int { return l.N - n }); ok {
		return i, true
	}
	i := slices.IndexFunc(s.Lines, func(l Line) bool { return l.N == n }) // in case they do not ascend
	return max(i, 0), i >= 0
}

// Talker returns the speaker whom the lines name so, or nil.
func (s *Source) Talker(as string) *Talker {
	for i := range s.Speakers {
		if s.Speakers[i].As == as {
			return &s.Speakers[i]
		}
	}
	return nil
}

// Extent returns how much of the text is in the record; full, if the source does not say.
func (s *Source) Extent() Printed {
	if s.Printed == "" {
		return Full
	}
	return s.Printed
}

// Assertion returns the assertion with number n, or nil.
func (a *Application) Assertion(n int) *Assertion {
	all := a.Affidavit.Assertions
	if n >= 1 && n <= len(all) && all[n-1].N == n { // numbered in order, mostly without a gap
		return &all[n-1]
	}
	for i := range all {
		if all[i].N == n {
			return &all[i]
		}
	}
	return nil
}

// Element returns the element with this id, or nil.
func (a *Application) Element(id ElementID) *Element {
	for i := range a.Offence.Elements {
		if a.Offence.Elements[i].ID == id {
			return &a.Offence.Elements[i]
		}
	}
	return nil
}

// Covers reports whether the decision is for p: it names p, or names no one.
func (d *Decision) Covers(p PersonID) bool {
	return len(d.Respondents) == 0 || slices.Contains(d.Respondents, p)
}

// Grants reports whether the decision issues a warrant, as asked or changed.
func (d *Decision) Grants() bool { return d.Act == "granted" || d.Act == "modified" }

// Decided returns the last decision on the application for p, and the presentment it was made at. For an application
// that names no one, ask with the empty id. ok is false if none was made.
func (a *Application) Decided(p PersonID) (d Decision, at Presentment, ok bool) {
	for _, pr := range a.Presentments {
		for _, x := range pr.Decisions {
			if x.Covers(p) {
				d, at, ok = x, pr, true
			}
		}
	}
	return d, at, ok
}

// Granted reports whether the last decision for p issued a warrant.
func (a *Application) Granted(p PersonID) bool {
	d, _, ok := a.Decided(p)
	return ok && d.Grants()
}

// ActedDate returns when the affiant acted, which fixes clearly established law: what the matter says, or else the
// earliest known presentment, or else the earliest known oath or draft. It is NoTime if none of these is known.
func (m *Matter) ActedDate() When {
	if m.Acted.Known() {
		return m.Acted
	}
	var presented, drawn []When
	for _, a := range m.Applications {
		for _, p := range a.Presentments {
			presented = append(presented, p.Time)
		}
		if a.Oath != nil {
			drawn = append(drawn, a.Oath.Time)
		}
		drawn = append(drawn, a.Drafted)
	}
	for _, ws := range [][]When{presented, drawn} {
		if w := earliest(ws); w != NoTime {
			return w
		}
	}
	return NoTime
}

// AsOfDate returns the date of the law of decision: what the matter says, or else its own last date.
func (m *Matter) AsOfDate() When {
	if m.AsOf.Known() {
		return m.AsOf
	}
	return m.LastDate()
}

// LastDate returns the latest time in the matter, of anything that happened in it: the one that can reach furthest, and
// of equals the first. Rulings that are only supposed do not count, nor do as_of and the ends set for warrants and seals.
// It is NoTime if no time is known.
func (m *Matter) LastDate() When {
	happened := *m
	happened.AsOf = ""
	happened.Rulings = nil
	happened.Seals = slices.Clone(m.Seals)
	for i := range happened.Seals {
		happened.Seals[i].Until = ""
	}
	happened.Applications = slices.Clone(m.Applications)
	for i := range happened.Applications {
		a := &happened.Applications[i]
		a.Warrants = slices.Clone(a.Warrants)
		for j := range a.Warrants {
			a.Warrants[j].Until = ""
		}
	}
	for _, r := range m.Rulings {
		if r.Kept {
			happened.Rulings = append(happened.Rulings, r)
		}
	}
	last, end := NoTime, time.Time{}
	eachWhen(reflect.ValueOf(happened), func(w When) {
		lo, hi, ok := w.Bounds()
		if !ok {
			return
		}
		if hi.IsZero() {
			hi = lo
		}
		if last == NoTime || hi.After(end) {
			last, end = w, hi
		}
	})
	return last
}

// earliest returns the known time that begins first, or NoTime.
func earliest(ws []When) When {
	first, start := NoTime, time.Time{}
	for _, w := range ws {
		lo, _, ok := w.Bounds()
		if ok && (first == NoTime || lo.Before(start)) {
			first, start = w, lo
		}
	}
	return first
}

// Times returns every time within an event, in the order of its keys.
func Times(e Event) []When {
	var list []When
	eachWhen(reflect.ValueOf(e), func(w When) {
		if w != "" {
			list = append(list, w)
		}
	})
	return list
}

var whenType = reflect.TypeFor[When]()

// eachWhen calls f for every time within v, in the order of the record.
func eachWhen(v reflect.Value, f func(When)) {
	switch {
	case v.Type() == whenType:
		f(When(v.String()))
	case v.Kind() == reflect.Struct:
		for _, x := range v.Fields() {
			eachWhen(x, f)
		}
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			eachWhen(v.Index(i), f)
		}
	case v.Kind() == reflect.Pointer && !v.IsNil():
		eachWhen(v.Elem(), f)
	}
}
