package clock

import (
	"cmp"
	"slices"
	"time"
)

// Governs lists the terms that govern in a jurisdiction on a day: its own, and the federal ones in whose place it has none; by title. A term whose
// unit is None says that the jurisdiction sets no such limit.
func (t *Table) Governs(jurisdiction string, day time.Time) []Term {
	on := day.Format(time.DateOnly)
	var list []Term
	for _, x := range t.Terms {
		if x.Jurisdiction == jurisdiction || x.Jurisdiction == Federal && !t.own(jurisdiction, x.ID) {
			list = append(list, x.as(func(until string) bool { return on < until }))
		}
	}
	slices.SortFunc(list, func(a, b Term) int { return cmp.Or(cmp.Compare(a.Title, b.Title), cmp.Compare(a.Name(), b.Name())) })
	return list
}

// Jurisdictions lists those that the table has something of their own for, sorted.
func (t *Table) Jurisdictions() []string {
	list := []string{Federal}
	for _, x := range t.Terms {
		list = append(list, x.Jurisdiction)
	}
	for _, x := range t.Daytimes {
		list = append(list, x.Jurisdiction)
	}
	for _, x := range t.Holidays {
		list = append(list, x.Jurisdiction)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// Hours returns the hours of the daytime in a jurisdiction: its own, or else the federal ones.
func (t *Table) Hours(jurisdiction string) (Daytime, bool) { return t.daytime(jurisdiction) }

// A Kept is a holiday as it is kept.
type Kept struct {
	Holiday
	Day time.Time // midnight, in UTC
}

// Kept lists the legal holidays of a jurisdiction that are kept in the year from a day on, in their order (Fed. R. Crim. P. 45(a)(6)).
func (t *Table) Kept(jurisdiction string, from time.Time) []Kept {
	first := time.Date(from.Year(), from.Month(), from.Day(), 0, 0, 0, 0, time.UTC)
	var list []Kept
	for _, h := range t.Holidays {
		if h.Jurisdiction != Federal && h.Jurisdiction != jurisdiction {
			continue
		}
		for year := first.Year(); year <= first.Year()+2; year++ { // New Year's Day may be kept in the year before its own
			on, ok := h.on(year)
			if ok && (h.From == 0 || on.Year() >= h.From) && (h.Until == 0 || on.Year() < h.Until) && !on.Before(first) && on.Before(first.AddDate(1, 0, 0)) {
				list = append(list, Kept{h, on})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b Kept) int { return cmp.Or(a.Day.Compare(b.Day), cmp.Compare(a.Name, b.Name)) })
	return list
}
