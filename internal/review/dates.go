package review

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// dated returns the dates in a text and, if asked, the times that it counts back from the day of the oath. A date without a
// year is the last one before the time of its source, or of the oath where near is empty.
func (p *Pass) dated(t *diction.Text, back bool, near record.When) []record.When {
	var out []record.When
	for _, n := range t.Numbers() {
		switch n.Kind {
		case diction.Date:
			if w := p.date(n.Norm, near); w != "" {
				out = append(out, w)
			}
		case diction.Duration:
			if back && (endsAt(t, lately, n.First-1) || startsAt(t, lately, n.Last+1)) {
				if w := p.back(n.Value, endsAt(t, lately, n.First-1)); w != "" {
					out = append(out, w)
				}
			}
		}
	}
	if back && t.Has(justNow) {
		if w := p.back(48, true); w != "" {
			out = append(out, w)
		}
	}
	return out
}

// date writes YYYY-MM-DD with zeros for what is not said as a time. A date without a year is the last one before near, or
// before the oath.
func (p *Pass) date(norm string, near record.When) record.When {
	y, rest, _ := strings.Cut(norm, "-")
	m, d, _ := strings.Cut(rest, "-")
	if y == "0000" {
		_, hi, ok := near.Bounds()
		if !ok || hi.IsZero() {
			_, hi, ok = p.asked().Bounds()
		}
		if !ok || hi.IsZero() {
			return ""
		}
		month, _ := strconv.Atoi(m)
		day, _ := strconv.Atoi(d)
		year := hi.Year()
		if time.Date(year, time.Month(month), max(day, 1), 0, 0, 0, 0, time.UTC).After(hi) {
			year--
		}
		y = fmt.Sprintf("%04d", year)
	}
	w := y
	if m != "00" {
		w += "-" + m
		if d != "00" {
			w += "-" + d
		}
	}
	if !record.When(w).Valid() {
		return ""
	}
	return record.When(w)
}

// back returns the stretch of time that begins so many hours before the day of the oath, and ends there if it is within
// that time rather than that time ago.
func (p *Pass) back(hours float64, within bool) record.When {
	lo, hi, ok := p.asked().Bounds()
	if !ok || lo.IsZero() || hi.IsZero() {
		return ""
	}
	days := int(hours+23) / 24
	from := lo.AddDate(0, 0, -days)
	to := hi.Add(-time.Minute)
	if !within {
		to = to.AddDate(0, 0, -days)
	}
	return record.When(from.Format("2006-01-02") + ".." + to.Format("2006-01-02"))
}

func startsAt(t *diction.Text, class diction.Class, i int) bool {
	return slices.ContainsFunc(t.Hits(class), func(h diction.Hit) bool { return h.First == i })
}

// differingDayOfMonth reports a day of the month, told by its number after a day of the week, where the cited lines have another number after the same
// day of the week and nowhere this one: Saturday, the 6th, for Saturday the 13th.
func (p *Pass) differingDayOfMonth(b *backing) bool {
	for _, own := range daysAfterWeekday(b.text) {
		if !b.plain(own.First) {
			continue
		}
		var other []At
		same := false
		for _, l := range b.lines {
			for _, n := range daysAfterWeekday(l.text) {
				if n.Unit != own.Unit {
					continue
				}
				if same = same || n.Value == own.Value; !same {
					other = append(other, l.at(n.Start, n.End))
				}
			}
			same = same || dayAlone(l.text, diction.Number{Kind: diction.Date, Norm: fmt.Sprintf("0000-00-%02d", int(own.Value))})
		}
		if len(other) == 1 && !same {
			return p.differs(b, own.Start, own.End, other[0])
		}
	}
	return false
}

// daysAfterWeekday are the days of the month told by a number after a day of the week, with that day as their unit: Friday the 13th.
func daysAfterWeekday(t *diction.Text) (out []diction.Number) {
	for _, n := range t.Numbers() {
		if n.Kind != diction.Ordinal || n.Value > 31 {
			continue
		}
		i := n.First - 1
		if wordAt(t, i, "the") {
			i--
		}
		for _, h := range t.Hits(diction.Day) {
			if h.Last == i && t.Words[i].Sentence == t.Words[n.First].Sentence {
				n.Unit = strconv.Itoa(int(h.Value))
				out = append(out, n)
			}
		}
	}
	return out
}
