package doctrine

import (
	"reflect"
	"slices"
	"strconv"
	"time"

	"github.com/affiant-project/affiant/internal/clock"
)

// A Contrast is something besides rules in which two views of the law differ: an item as each of them has it. Of a view that has
// none it is nil.
type Contrast struct {
	Kind string // of ContrastKinds
	ID   string
	Has  [2]any // a Profile, clock.Term, clock.Daytime, clock.Holiday or Burden, by kind
}

// The kinds of contrast, in the order in which they are told.
const (
	OpenRulings = "open"    // what is made of what open rulings could turn
	OfLimit     = "limit"   // a time limit
	OfDaytime   = "daytime" // the hours of the daytime
	OfHoliday   = "holiday" // a legal holiday
	OfBurden    = "burden"  // who has to show what
)

// ContrastKinds lists them.
func ContrastKinds() []string {
	return []string{OpenRulings, OfLimit, OfDaytime, OfHoliday, OfBurden}
}

// SameInAll lists the kinds of item that a law has once for all its views and all days, so that no two views differ in them.
func SameInAll() []string { return []string{stales.name, numbers.name, "vocabulary"} }

// Jurisdiction is whose time limits, hours and holidays go with a view: a State's own, else the federal ones.
func (p Profile) Jurisdiction() string {
	if p.Kind == "state" {
		return p.ID
	}
	return clock.Federal
}

// Contrasts compares what two views of the law say besides their rules, on the day of each. A day that is not known is the last of
// all.
func (l *Law) Contrasts(a, b View) []Contrast {
	x, y := l.standing(a), l.standing(b)
	var found []Contrast
	for _, kind := range ContrastKinds() {
		var ids []string
		for id := range x[kind] {
			ids = append(ids, id)
		}
		for id := range y[kind] {
			ids = append(ids, id)
		}
		slices.Sort(ids)
		for _, id := range slices.Compact(ids) {
			if has := [2]any{x[kind][id], y[kind][id]}; !reflect.DeepEqual(alike(has[0]), alike(has[1])) {
				found = append(found, Contrast{kind, id, has})
			}
		}
	}
	return found
}

// standing is what stands in a view on its day, by kind and id.
func (l *Law) standing(v View) map[string]map[string]any {
	p, _ := l.Profile(v.Profile)
	where, day := p.Jurisdiction(), "9999-12-31"
	if v.AsOf != "" {
		day = lastDay(v.AsOf)
	}
	has := make(map[string]map[string]any)
	for _, kind := range ContrastKinds() {
		has[kind] = make(map[string]any)
	}
	has[OpenRulings]["open"] = p
	on, _ := time.Parse(time.DateOnly, day) // a day that is none has no time limits of its own, and the latest stand
	for _, t := range l.clocks.Governs(where, on) {
		has[OfLimit][t.ID] = t
	}
	if d, ok := l.clocks.Hours(where); ok {
		has[OfDaytime]["daytime"] = d
	}
	year, _ := strconv.Atoi(day[:4])
	for _, h := range l.holidays {
		if (h.Jurisdiction == clock.Federal || h.Jurisdiction == where) && year >= h.From && (h.Until == 0 || year < h.Until) {
			has[OfHoliday][named(h.ID, h.Jurisdiction)] = h
		}
	}
	for _, posture := range Postures() {
		for _, b := range l.BurdensAt(posture, day) {
			if v.AsOf != "" || b.Until == "" {
				has[OfBurden][b.ID] = b
			}
		}
	}
	return has
}

// alike is an item less what says only where it comes from in the data: what is left says whether two are the same law.
func alike(item any) any {
	switch x := item.(type) {
	case Profile:
		return x.Open
	case clock.Term:
		x.Earlier, x.Replaces = nil, ""
		return x
	case clock.Daytime:
		x.Replaces = ""
		return x
	case clock.Holiday:
		x.Replaces = ""
		return x
	case Burden:
		x.Replaces = ""
		return x
	}
	return item
}

// Diff compares the casebook's own rules in two views of the law: for each question on which they differ, those that only one
// has. The question obviousness, and last the empty one of steps, are among them.
func (b *Casebook) Diff(one, other View) []Difference {
	questions := append(ids(b.issues, issues), obviousness, "")
	var found []Difference
	for _, q := range questions {
		rules := [2][]Rule{b.RulesFor(one, q), b.RulesFor(other, q)}
		d := Difference{Question: q, Only: [2][]Rule{without(rules[0], rules[1]), without(rules[1], rules[0])}}
		if len(d.Only[0])+len(d.Only[1]) > 0 {
			found = append(found, d)
		}
	}
	return found
}

// RulesFor lists the casebook's own rules on a question that a view has on its day, in the order of the casebook.
func (b *Casebook) RulesFor(v View, question string) []Rule {
	var found []Rule
	for _, r := range b.rules {
		if r.Question == question && r.InForce(v.AsOf) && b.law.Follows(v.Profile, r, v.AsOf) {
			found = append(found, r)
		}
	}
	return found
}
