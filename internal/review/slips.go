package review

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// slipped finds a figure that the cited lines have with one sign more, less or other, or with two exchanged, where nothing behind the
// assertion has the sworn one and the assertion does not tell theirs: 27 for 17, 183 for 83, 23:14 for 23:41. That is how a hand or an
// eye slips, and how a figure is raised by one who must not be seen to raise it. What else in the record has the sworn figure is no
// excuse for it here; what follows from the lines by reckoning is.
func (p *Pass) slipped(b *backing, n diction.Number) (At, bool) {
	own, sort := figureSigns(p, b.text, n)
	if own == "" || b.Basis == record.Inferred && !b.own || (sort == "date" || sort == "time") && b.same(p).to(n) {
		return At{}, false
	}
	lines := b.theirFigures()
	told := func(f figure) bool {
		theirs, s := figureSigns(p, f.text, f.Number)
		return slices.ContainsFunc(b.text.Numbers(), func(o diction.Number) bool {
			mine, t := figureSigns(p, b.text, o)
			return mine == theirs && t == s || rangeTold(b.text, f.Number) || o.Value == o.High && o.Same(f.Number) && !apart(o, f.Number)
		})
	}
	var found []figure
	for _, f := range lines {
		theirs, s := figureSigns(p, f.text, f.Number)
		if theirs == own && (s == sort || sort == "count" || s == "count") {
			return At{}, false
		}
		bare := n.Kind == diction.Count && countedNoun(b.text, n) == "" && f.Kind != diction.Clock && f.Kind != diction.Date || f.Kind == diction.Count && countedNoun(f.text, f.Number) == "" && sort != "date" && sort != "time" && sort != "year"
		if (s == sort && (sort != "measure" || p.sameSort(n, f.Number)) || bare && s != "") && slip(own, theirs) && !told(f) {
			found = append(found, f)
		}
	}
	for _, f := range found {
		theirs := figureOf(p, f)
		whole := max(len(own), len(theirs)) >= 3 && min(len(own), len(theirs)) >= 2 && len(found) == 1 && p.onlyUnsupplied(b, n, sort)
		if whole || len(found) == 1 && onlyShare(b, n) || p.besideSame(b.text, n, f) {
			return f.at, true
		}
	}
	return At{}, false
}

// to reports whether sources have a time of day, or a date to the day.
func (all supplies) to(n diction.Number) bool {
	_, month, day := dateOf(n)
	return slices.ContainsFunc(all, func(s *supply) bool {
		return slices.ContainsFunc(s.numbers, func(o diction.Number) bool {
			_, m, d := dateOf(o)
			return n.Same(o) && m == month && d == day
		})
	})
}

// onlyShare reports whether a share of a hundred is the only one of its assertion, and its cited lines have one: 81 percent pure, for a purity
// of 31 percent.
func onlyShare(b *backing, n diction.Number) bool {
	shares := func(all []diction.Number) (count int) {
		for _, o := range all {
			if o.Kind == diction.Percent {
				count++
			}
		}
		return count
	}
	theirs := 0
	for _, l := range b.lines {
		theirs += shares(l.text.Numbers())
	}
	return n.Kind == diction.Percent && theirs == 1 && shares(b.text.Numbers()) == 1
}

// apart reports whether two dates have no part in common that both give: March, and 2014.
func apart(n, o diction.Number) bool {
	if n.Kind != diction.Date {
		return false
	}
	y, m, d := dateOf(n)
	yy, mm, dd := dateOf(o)
	return (y == "0000" || yy == "0000") && (m == "00" || mm == "00") && (d == "00" || dd == "00")
}

// figureOf is the plain form of a line's figure.
func figureOf(p *Pass, f figure) string { s, _ := figureSigns(p, f.text, f.Number); return s }

// ends are the two figures of a range of money or of things counted, or a number by itself.
func ends(t *diction.Text, n diction.Number) []diction.Number {
	if last := t.Words[n.Last]; n.Value == n.High || n.Kind != diction.Sum && n.Kind != diction.Count || n.First == n.Last || !wordByte(last.Raw[0]) || last.Raw[0] > '9' {
		return []diction.Number{n}
	}
	from, to := n, n
	from.High, to.Value = n.Value, n.High
	from.Last, from.End, to.First, to.Start = n.First, t.Words[n.First].End, n.Last, t.Words[n.Last].Start
	return []diction.Number{from, to}
}

// onlyUnsupplied reports whether a figure is the only one of its sort in an assertion that nothing behind it supplies.
func (p *Pass) onlyUnsupplied(b *backing, n diction.Number, sort string) bool {
	return !slices.ContainsFunc(b.text.Numbers(), func(o diction.Number) bool {
		_, s := figureSigns(p, b.text, o)
		return o.First != n.First && s == sort && !b.supplies.number(o) && !p.dateParts(b, o) && !clockCited(b, o)
	})
}

// theirFigures are the figures of the cited lines, those of four digits that may be a time of day also as one.
func (b *backing) theirFigures() []figure {
	out := figuresOf(b)
	clock := slices.ContainsFunc(b.text.Numbers(), func(n diction.Number) bool { return n.Kind == diction.Clock })
	for _, f := range out[:len(out):len(out)] {
		if v := int(f.Value); clock && f.Kind == diction.Count && len(f.words) == 4 && f.words[0] <= '9' && f.Value == math.Trunc(f.Value) && v/100 < 24 && v%100 < 60 {
			f.Kind, f.Value = diction.Clock, float64(v/100*60+v%100)
			f.High = f.Value
			out = append(out, f)
		}
	}
	return out
}

// figureSigns is the plain form by which a slip is told, and the sort of figures that it may be a slip for: the digits of a count,
// measure, sum or share, four of a time of day by the clock's twelve hours, a month and a day, a year. It is empty for a rank, a place in
// the record, a range, and what is no more than a digit by itself.
func figureSigns(p *Pass, t *diction.Text, n diction.Number) (signs, sort string) {
	if t == nil || n.Kind != diction.Date && n.Value != n.High {
		return "", ""
	}
	switch n.Kind {
	case diction.Clock:
		m := int(n.Value) % 720
		if m < 60 {
			m += 720
		}
		return pad4(m/60*100 + m%60), "time"
	case diction.Date:
		year, month, day := dateOf(n)
		switch {
		case month == "00" && year != "0000":
			return year, "year"
		case day != "00":
			return month + "/" + strings.TrimPrefix(day, "0"), "date"
		}
		return "", ""
	case diction.Sum, diction.Percent, diction.Count:
		if n.Kind == diction.Count && n.Value != math.Trunc(n.Value) {
			return "", ""
		}
		return strconv.FormatFloat(n.Value, 'f', -1, 64), string(n.Kind)
	case diction.Measure, diction.Duration, diction.Age:
		runs := digitRuns(t.Raw[n.Start:n.End])
		if len(runs) > 1 {
			return "", ""
		}
		if len(runs) == 0 {
			if v := n.Value / p.unitOf(n); n.Unit != "" && math.Abs(v-math.Round(v)) < 1e-3 {
				return strconv.Itoa(int(math.Round(v))), string(n.Kind)
			}
			return "", ""
		}
		return runs[0], string(n.Kind)
	}
	return "", ""
}

// slip reports whether two plain figures, of which one has two signs or more, are one but for a sign that was put in, left out or put for
// another, or for two that changed places. The digits of a day are its own: one month is no slip for another.
func slip(a, b string) bool {
	if a == b || max(len(a), len(b)) < 2 {
		return false
	}
	if x, day, ok := strings.Cut(a, "/"); ok {
		y, other, ok := strings.Cut(b, "/")
		return ok && x == y && slip(day, other)
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	i := commonStart(a, b)
	if len(a) < len(b) {
		return len(b) == len(a)+1 && a[i:] == b[i+1:]
	}
	if a[i+1:] == b[i+1:] {
		return true
	}
	return i+2 <= len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}
