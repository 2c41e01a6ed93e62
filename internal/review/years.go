package review

import (
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
)

// anotherYear finds the date of the cited lines that has the month of a sworn month and year, and another year, where nothing
// behind the assertion has that month of that year: June 2020 for June 1, 2021.
func (p *Pass) anotherYear(b *backing, n diction.Number, lines []figure) (figure, bool) {
	year, month, day := dateOf(n)
	if year == "0000" || month == "00" || day != "00" || b.supplies.number(n) || b.same(p).number(n) {
		return figure{}, false
	}
	var same []figure
	for _, f := range lines {
		y, m, _ := dateOf(f.Number)
		if m == month && y != "0000" && y != year {
			same = append(same, f)
		}
	}
	used := func(f figure) bool { return slices.ContainsFunc(b.text.Numbers(), f.Same) }
	if len(same) != 1 || used(same[0]) {
		return figure{}, false
	}
	return same[0], true
}

// dateOf cuts a date into its parts, each of noughts where it is not given; all of them for what is no date.
func dateOf(n diction.Number) (year, month, day string) {
	if n.Kind != diction.Date || len(n.Norm) != len("2006-01-02") {
		return "0000", "00", "00"
	}
	return n.Norm[:4], n.Norm[5:7], n.Norm[8:]
}
