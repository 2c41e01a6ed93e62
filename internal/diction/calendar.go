package diction

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"
)

// date reads December 20, 1980; 20 December 1980; December 1980; 12/20/1980; 12/1980; 1980-12-20; in 1980.
func (r *numberReader) date(i int) (Number, bool) {
	if m, ok := r.months[i]; ok {
		return r.fromMonth(i, m)
	}
	w := r.norm(i)
	if !startsWithDigit(w) {
		return Number{}, false
	}
	p := strings.Split(w, "/")
	if len(p) == 3 || len(p) == 2 && r.norm(i-1) == "on" {
		return dated(i, i, part(p, 2), part(p, 0), part(p, 1))
	}
	if len(p) == 2 && len(p[0]) <= 2 && len(p[1]) == 4 && (p[1][:2] == "19" || p[1][:2] == "20") {
		if n, ok := dated(i, i, p[1], p[0], ""); ok {
			return n, true // a month of a year: 02/2022
		}
	}
	if r.gap(i) == "-" && r.gap(i+1) == "-" {
		a, b, c := r.norm(i), r.norm(i+1), r.norm(i+2)
		if len(a) == 4 {
			return dated(i, i+2, a, b, c)
		}
		if len(c) == 4 || len(c) == 2 {
			if n, ok := dated(i, i+2, c, a, b); ok {
				return n, true
			}
		}
	}
	at := i + 1
	if r.norm(at) == "day" && r.norm(at+1) == "of" { // the 3rd day of May
		at += 2
	} else if r.norm(at) == "of" {
		at++
	}
	if m, ok := r.months[at]; ok {
		if d, ok := dayNumber(w); ok {
			year, last := r.year(m.Last + 1)
			if year == "" {
				last = m.Last
			}
			return dated(i, last, year, strconv.Itoa(int(m.Value)), d)
		}
	}
	if year, _ := r.year(i); year != "" {
		switch r.norm(i - 1) {
		case "in", "since", "of", "during", "year":
			return dated(i, i, year, "", "")
		}
	}
	return Number{}, false
}

// fromMonth reads a date that begins with the name of a month. The name alone is no date.
func (r *numberReader) fromMonth(i int, m Hit) (Number, bool) {
	month := strconv.Itoa(int(m.Value))
	if d, ok := dayNumber(r.norm(m.Last + 1)); ok && !strings.ContainsAny(r.gap(m.Last), ",;") {
		last := m.Last + 1
		year, at := r.year(last + 1)
		if year != "" {
			last = at
		}
		return dated(i, last, year, month, d)
	}
	at := m.Last + 1
	if r.norm(at) == "of" {
		at++
	}
	if year, at := r.year(at); year != "" {
		return dated(i, at, year, month, "")
	}
	return Number{}, false
}

// year reads a year of four digits at word i, and the word it stands at.
func (r *numberReader) year(i int) (string, int) {
	w := r.norm(i)
	if len(w) == 4 && (strings.HasPrefix(w, "19") || strings.HasPrefix(w, "20")) {
		if _, err := strconv.Atoi(w); err == nil {
			return w, i
		}
	}
	return "", i
}

func part(p []string, i int) string {
	if i < len(p) {
		return p[i]
	}
	return ""
}

// dayNumber reads 3, 03 or 3rd as a day of the month.
func dayNumber(w string) (string, bool) {
	w = strings.TrimRightFunc(w, unicode.IsLetter)
	d, err := strconv.Atoi(w)
	return w, err == nil && d >= 1 && d <= 31 && len(w) <= 2
}

// dated makes a date of its parts in digits; a part left empty is not said.
func dated(first, last int, year, month, day string) (Number, bool) {
	y, m, d := 0, 0, 0
	for _, p := range []struct {
		text string
		to   *int
	}{{year, &y}, {month, &m}, {day, &d}} {
		if p.text == "" {
			continue
		}
		v, err := strconv.Atoi(p.text)
		if err != nil || v < 0 {
			return Number{}, false
		}
		*p.to = v
	}
	switch {
	case len(year) == 2 && y < pivot:
		y += 2000
	case len(year) == 2:
		y += 1900
	}
	if m > 12 || d > 31 || y > 2999 || y == 0 && m == 0 {
		return Number{}, false
	}
	return Number{Kind: Date, Norm: fmt.Sprintf("%04d-%02d-%02d", y, m, d), First: first, Last: last}, true
}

// pivot parts the years of two digits: those from it on are of the last century. People are born in them, and little that is sworn to is to come.
const pivot = 35

// DateNumber returns the date of the given parts as a Number of no place, for comparing with one in a text.
func DateNumber(year, month, day int) Number {
	return Number{Kind: Date, Norm: fmt.Sprintf("%04d-%02d-%02d", year, month, day)}
}

// ClockNumber returns a time of day as a Number of no place. It is known to the half of the day.
func ClockNumber(hour, minute int) Number {
	unit := "am"
	if hour >= 12 {
		unit = "pm"
	}
	v := float64(hour*60 + minute)
	return Number{Kind: Clock, Value: v, High: v, Unit: unit}
}

// sharedHalf is the half of the day of an hour in figures that begins a span and leaves it to its end to tell: between 4 and 7 p.m., from 11 to
// 2 a.m. It is nothing where word i begins no such span.
func (r *numberReader) sharedHalf(i int) string {
	switch {
	case r.norm(i-1) == "between" && r.norm(i+1) == "and":
	case r.norm(i-1) == "from" && (r.norm(i+1) == "to" || r.norm(i+1) == "until" || r.norm(i+1) == "till"):
	default:
		return ""
	}
	hour := func(w string) float64 {
		h, _, _ := strings.Cut(w, ":")
		v, ok := digits(h)
		if !ok || v < 1 || v > 12 || v != math.Trunc(v) {
			return -1
		}
		return math.Mod(v, 12)
	}
	end, half := r.norm(i+2), r.norm(i+3)
	for _, h := range []string{"am", "pm"} {
		if s, ok := strings.CutSuffix(end, h); ok {
			end, half = s, h
		}
	}
	first, last := hour(r.norm(i)), hour(end)
	if first < 0 || last < 0 || half != "am" && half != "pm" {
		return ""
	}
	if first > last { // from 11 to 2 a.m. begins before midnight
		return map[string]string{"am": "pm", "pm": "am"}[half]
	}
	return half
}

// clock reads 5:30 p.m., 5 pm, 17:30, 1730 hours, 6 in the morning, noon and midnight.
func (r *numberReader) clock(i int) (Number, bool) {
	w := r.norm(i)
	switch w {
	case "noon":
		return Number{Kind: Clock, Value: 720, Unit: "pm", First: i, Last: i}, true
	case "midnight":
		return Number{Kind: Clock, Value: 0, Unit: "am", First: i, Last: i}, true
	}
	if !startsWithDigit(w) {
		return Number{}, false
	}
	half := ""
	for _, h := range []string{"am", "pm"} {
		if s, ok := strings.CutSuffix(w, h); ok {
			w, half = s, h
		}
	}
	if strings.Count(w, ":") == 2 && (r.endsDate(i-1) || len(r.t.Words) == 1) {
		w = w[:strings.LastIndexByte(w, ':')] // 2024-09-08 01:48:20: the seconds are told by no one
	}
	last := i
	if half == "" && (r.norm(i+1) == "am" || r.norm(i+1) == "pm") && strings.TrimSpace(r.gap(i)) == "" {
		half, last = r.norm(i+1), i+1
	}
	if half == "" && r.norm(i+1) == "in" && r.norm(i+2) == "the" { // 6 in the morning
		switch r.norm(i + 3) {
		case "morning":
			half, last = "am", i+3
		case "afternoon", "evening":
			half, last = "pm", i+3
		}
	}
	if half == "" {
		half = r.sharedHalf(i)
	}
	hour, minute, colon := strings.Cut(w, ":")
	if !colon && half == "" {
		switch {
		case len(w) != 4:
			return Number{}, false
		case r.norm(i+1) == "hours" || r.norm(i+1) == "hrs":
			last = i + 1
		case w[0] != '0' || !r.opensSentence(i) && r.norm(i-1) != "at" || r.gap(i) == "-":
			return Number{}, false // 0851 at the head of a note is a time; elsewhere it may be the end of a number
		}
		hour, minute = w[:2], w[2:]
	}
	h, err1 := strconv.Atoi(hour)
	m, err2 := 0, error(nil)
	if minute != "" {
		m, err2 = strconv.Atoi(minute)
	}
	if err1 != nil || err2 != nil || h > 24 || m > 59 || h < 0 || m < 0 || half != "" && (h > 12 || h == 0) {
		return Number{}, false
	}
	if h == 24 && m > 0 {
		return Number{}, false
	}
	switch {
	case h == 24: // the end of the day, which is midnight
		h, half = 0, "am"
	case half == "pm" && h < 12:
		h += 12
	case half == "am" && h == 12:
		h = 0
	case half == "" && (h > 12 || len(hour) == 2 && hour[0] == '0' || !colon):
		half = "am"
		if h >= 12 {
			half = "pm"
		}
	}
	return Number{Kind: Clock, Value: float64(h*60 + m), Unit: half, First: i, Last: last}, true
}

// phone reads 555-1212 and 401-555-1212.
func (r *numberReader) phone(i int) (Number, bool) {
	last, all := i, ""
	for sizes := 0; sizes < 3; sizes++ {
		w := r.norm(last)
		if _, err := strconv.Atoi(w); err != nil {
			return Number{}, false
		}
		all += w
		if len(w) == 4 && sizes > 0 {
			return Number{Kind: Phone, Norm: all, First: i, Last: last}, true
		}
		if len(w) != 3 || !strings.ContainsAny(r.gap(last), "-.) ") || len(r.gap(last)) > 2 {
			return Number{}, false
		}
		last++
	}
	return Number{}, false
}

// plate reads the letters and digits after the words license plate, tag or registration.
func (r *numberReader) plate(i int) (Number, bool) {
	if i == 0 || i >= len(r.t.Words) {
		return Number{}, false
	}
	for back := 1; back <= 4; back++ {
		h, ok := r.locators[i-back]
		if !ok {
			continue
		}
		if h.Kind != "plate" {
			return Number{}, false
		}
		all, last := "", i
		for ; last < len(r.t.Words) && len(all) <= 10 && plateWord(r.t.Words[last].Raw) && (last == i || r.gap(last-1) == " " || r.gap(last-1) == "-"); last++ {
			all += r.t.Words[last].Raw
		}
		if len(all) >= 4 && len(all) <= 10 && strings.ContainsAny(all, "0123456789") {
			return Number{Kind: Plate, Norm: all, First: i, Last: last - 1}, true
		}
		return Number{}, false
	}
	return Number{}, false
}

func plateWord(w string) bool {
	for _, r := range w {
		if !unicode.IsUpper(r) && !unicode.IsDigit(r) {
			return false
		}
	}
	return w != "I" && w != "A"
}

// offset reads a time within a recording after a word such as offset: 00:01:02, in seconds.
func (r *numberReader) offset(i int) (Number, bool) {
	h, ok := r.locators[i-1]
	parts := strings.Split(r.norm(i), ":")
	if !ok || h.Kind != "" || len(parts) < 2 || len(parts) > 3 {
		return Number{}, false
	}
	v := 0.0
	for _, s := range parts {
		n, err := strconv.Atoi(s)
		if err != nil || n < 0 {
			return Number{}, false
		}
		v = 60*v + float64(n)
	}
	return Number{Kind: Locator, Value: v, High: v, Unit: h.Means, First: i, Last: i}, true
}

// locator reads the number after reel, side, footage, session, page.
func (r *numberReader) locator(i int) (Number, bool) {
	h, ok := r.locators[i-1]
	if !ok || h.Kind != "" {
		return Number{}, false
	}
	v, last, ok := r.plain(i)
	if _, unit := r.units[last+1]; !ok || unit && r.gap(last) == " " {
		return Number{}, false // session 1 hour 52 minutes
	}
	n := Number{Kind: Locator, Value: v, High: v, Unit: h.Means, First: i, Last: last}
	if g := r.gap(last); g == "-" || g == "–" {
		if high, l, ok := r.plain(last + 1); ok {
			n.High, n.Last = high, l
		}
	}
	return n, true
}

// address reads 12 Mill Lane: a number, up to three capitalised words, and a word of the class street.
func (r *numberReader) address(i int) (Number, bool) {
	v, ok := digits(r.norm(i))
	if !ok || v != float64(int(v)) || r.t.Words[i].Start > 0 && r.t.Raw[r.t.Words[i].Start-1] == '$' {
		return Number{}, false
	}
	name := ""
	for at := i + 1; at <= i+4 && at < len(r.t.Words); at++ {
		if r.gap(at-1) != " " && r.gap(at-1) != ". " {
			return Number{}, false
		}
		if _, street := r.streets[at]; street && name != "" {
			return Number{Kind: Address, Value: v, Norm: strings.TrimSpace(name), First: i, Last: at}, true
		}
		if w := r.t.Words[at].Raw; !upperFirst(w) && !startsWithDigit(w) {
			return Number{}, false
		}
		name += r.norm(at) + " "
	}
	return Number{}, false
}

// endsDate reports whether word i is the end of a date in figures, after which a time of day follows: 2024-09-08, 9/8/24, or the year of
// 8 Sep 2024.
func (r *numberReader) endsDate(i int) bool {
	w := r.norm(i)
	if !startsWithDigit(w) {
		return false
	}
	if g := r.gap(i - 1); strings.Contains(w, "/") || (g == "-" || g == "/") && r.gap(i-2) == g {
		return true
	}
	_, month := r.months[i-1]
	_, before := r.months[i-2]
	return len(w) == 4 && (w[:2] == "19" || w[:2] == "20") && (month || before)
}
