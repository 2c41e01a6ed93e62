package diction

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// Numbers returns the numbers of the text from left to right. The word one counts only before a unit: elsewhere it is
// mostly an article or a pronoun.
func (t *Text) Numbers() []Number { return slices.Clone(t.numbers()) }

func (t *Text) findNumbers() []Number {
	r := numberReader{t: t, units: byFirst(t.Hits(Unit)), months: byFirst(t.Hits(Month)), words: byFirst(t.Hits(NumberWord)),
		streets: byFirst(t.Hits(Street)), ordinals: byFirst(t.Hits(OrdinalWord)), designators: byLast(t.Hits(DesignationWord)), locators: byLast(t.Hits(LocatorWord)), groups: byFirst(t.Hits(groupWord))}
	var out []Number
	for i := 0; i < len(t.Words); {
		n, ok := r.at(i)
		if !ok {
			i++
			continue
		}
		n.Start = t.Words[n.First].Start
		n.End = t.Words[n.Last].End
		if n.Kind == Sum && n.Start > 0 && t.Raw[n.Start-1] == '$' {
			n.Start--
		}
		if n.Kind != Date && n.High == 0 {
			n.High = n.Value
		}
		out = append(out, n)
		i = n.Last + 1
	}
	r.shareUnit(out)
	return out
}

func byFirst(hits []Hit) map[int]Hit {
	m := make(map[int]Hit, len(hits))
	for _, h := range hits {
		m[h.First] = h
	}
	return m
}

func byLast(hits []Hit) map[int]Hit {
	m := make(map[int]Hit, len(hits))
	for _, h := range hits {
		m[h.Last] = h
	}
	return m
}

type numberReader struct {
	t                                                                      *Text
	units, months, words, streets, locators, ordinals, designators, groups map[int]Hit
}

// at reads the number that begins at word i.
func (r *numberReader) at(i int) (Number, bool) {
	for _, read := range []func(int) (Number, bool){r.offset, r.date, r.clock, r.spokenClock, r.plate, r.phone, r.locator, r.designation, r.address, r.quantity} {
		if n, ok := read(i); ok {
			return n, true
		}
	}
	return Number{}, false
}

// norm returns the norm of word i, or nothing past the end.
func (r *numberReader) norm(i int) string {
	if i < 0 || i >= len(r.t.Words) {
		return ""
	}
	return r.t.Words[i].Norm
}

// gap returns what stands between word i and the next.
func (r *numberReader) gap(i int) string {
	if i < 0 || i+1 >= len(r.t.Words) {
		return ""
	}
	return r.t.Raw[r.t.Words[i].End:r.t.Words[i+1].Start]
}

// plain reads digits, number words or a mix ("1.2 million", "two and a half", "11 1/2", "1/2") at i, and returns the last word.
func (r *numberReader) plain(i int) (v float64, last int, ok bool) {
	if r.gap(i) == "-" {
		if v, last, ok = r.partInWords(i); ok {
			return v, last, true // a three-quarter-length coat
		}
	}
	v, ok = digits(r.norm(i))
	last = i
	if !ok {
		if v, last, ok = r.spelled(i); !ok {
			return 0, 0, false
		}
	}
	if h, found := r.words[last+1]; found && h.Value >= 1000 && h.First == last+1 {
		v, last = v*h.Value, h.Last
	}
	v, last = r.grouped(v, last)
	if f, ok := digits(r.norm(last + 1)); ok && last == i && v == math.Trunc(v) && f > 0 && f < 1 && strings.Contains(r.norm(last+1), "/") && (r.gap(last) == " " || r.gap(last) == "-" || r.gap(last) == "") {
		return v + f, last + 1, true // 11 1/2, 7¼
	}
	if r.norm(last+1) != "and" || v != math.Trunc(v) {
		return v, last, true
	}
	if r.norm(last+2) == "a" && r.norm(last+3) == "half" {
		return v + 0.5, last + 3, true // whatever follows: two and a half to three ounces
	}
	if f, l, ok := r.partInWords(last + 2); ok {
		v, last = v+f, l
	}
	return v, last, true
}

// partInWords reads a part of one in words at i, and returns the last word: a half, one half, a quarter, three quarters, two-thirds, an eighth, five
// eighths. Before past, to and the like it is of the hour, and before a noun with "of" a share.
func (r *numberReader) partInWords(i int) (float64, int, bool) {
	n, ok := r.words[i]
	of := 1.0
	switch {
	case r.norm(i) == "a" || r.norm(i) == "an":
	case ok && n.Last == i && n.Value >= 1 && n.Value < 16 && n.Value == math.Trunc(n.Value):
		of = n.Value
	default:
		return 0, 0, false
	}
	under, known := partsOfOne[strings.TrimSuffix(r.norm(i+1), "s")]
	if !known || of >= under {
		return 0, 0, false
	}
	switch r.norm(i + 2) {
	case "past", "to", "till", "before", "after", "of":
		return 0, 0, false
	}
	if _, unit := r.units[i+2]; !unit && under != 2 && under != 4 {
		return 0, 0, false // the ninth and a third: one more of them
	}
	return of / under, i + 1, true
}

// partsOfOne are the words for a part of one, in the singular, with how many make it up.
var partsOfOne = map[string]float64{"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "eighth": 8, "tenth": 10, "sixteenth": 16}

// spelled reads a number in words: twenty-five, two hundred and six, a dozen.
func (r *numberReader) spelled(i int) (float64, int, bool) {
	total, part, last, seen := 0.0, 0.0, i, false
	for {
		h, ok := r.words[last]
		if !ok {
			if seen && r.norm(last) == "and" {
				if n, more := r.words[last+1]; more && n.Value < 100 && part >= 100 {
					last++
					continue
				}
			}
			break
		}
		if seen && strings.Contains(r.gap(last-1), ",") && !(total > 0 && part == 0) {
			break // for eight hundred, nine hundred: two numbers; but two thousand, five hundred
		}
		if seen && h.Value == 100 && r.gap(last) == "-" && h.Last == last {
			break // ten hundred-dollar notes
		}
		switch {
		case h.Value == 12 && r.norm(last) == "dozen" && part > 0 && part < 12: // two dozen
			part *= 12
		case h.Value >= 1000:
			total, part = total+max(part, 1)*h.Value, 0
		case h.Value == 100:
			part = max(part, 1) * 100
		case seen && (part == 0 && total == 0 || h.Value >= 10 && math.Mod(part, 100) != 0 || math.Mod(part, 10) != 0 || h.Value < 1):
			return total + part, last - 1, true
		default:
			part += h.Value
		}
		seen = true
		last = h.Last + 1
	}
	return total + part, last - 1, seen
}

// digits reads 1,200 or 3.5 or 1/2 or 50k.
func digits(s string) (float64, bool) {
	scale := 1.0
	if n := len(s); n > 1 && s[n-1] == 'k' && startsWithDigit(s) {
		s, scale = s[:n-1], 1000
	}
	if a, b, ok := strings.Cut(s, "/"); ok {
		x, err1 := strconv.ParseFloat(a, 64)
		y, err2 := strconv.ParseFloat(b, 64)
		return scale * x / y, err1 == nil && err2 == nil && y != 0
	}
	if !startsWithDigit(s) || strings.ContainsAny(s, "eExXpP_iInN") {
		return 0, false
	}
	v, err := strconv.ParseFloat(strings.ReplaceAll(s, ",", ""), 64)
	return v * scale, err == nil
}

// quantity reads a sum, a measure, a duration, an age, a percentage, an ordinal or a plain count.
func (r *numberReader) quantity(i int) (Number, bool) {
	w := r.norm(i)
	money := r.t.Words[max(0, min(i, len(r.t.Words)-1))].Start > 0 && r.t.Raw[r.t.Words[i].Start-1] == '$'
	if v, unit, ok := r.glued(w); ok && !money {
		return Number{Kind: Measure, Value: v * unit.Value, Unit: unit.Means, First: i, Last: i}, true
	}
	if v, ok := ordinal(w); ok {
		return Number{Kind: Ordinal, Value: v, First: i, Last: i}, true
	}
	if unit, ok := r.units[i+1]; ok && (w == "a" || w == "an") && unit.Kind == "time" {
		one := Number{Kind: Duration, Value: unit.Value, High: unit.Value, Unit: unit.Means, First: i, Last: unit.Last}
		if n := r.lengthened(one, unit); n.Last > one.Last {
			return n, true // an hour and ten minutes
		}
	}
	v, last, ok := r.plain(i)
	if w == "half" && r.norm(i+1) == "a" && r.norm(i+2) == "dozen" {
		v, last, ok = 6, i+2, true
	}
	if !ok {
		return Number{}, false
	}
	if h, ok := r.ordinals[last+1]; ok && r.gap(last) == "-" { // twenty-first
		return Number{Kind: Ordinal, Value: v + h.Value, First: i, Last: h.Last}, true
	}
	high := v
	if sep := r.gap(last); sep == "-" || sep == "–" || r.norm(last+1) == "to" {
		at := last + 1
		if r.norm(at) == "to" {
			at++
		}
		if h, l, ok := r.plain(at); ok && h > v {
			high, last = h, l
		}
	}
	n := Number{Kind: Count, Value: v, High: high, First: i, Last: last}
	if r.norm(i-1) == "hgt" || r.norm(i-1) == "ht" || r.norm(i-1) == "height" || r.norm(i-2) == "height" { // Hgt 5-04, Ht 504
		feet, inches := v, -1.0
		if more, ok := digits(r.norm(i + 1)); ok && r.gap(i) == "-" {
			inches, last = more, i+1
		} else if v >= 300 && v < 800 {
			feet, inches = math.Trunc(v/100), math.Mod(v, 100)
		}
		if feet >= 2 && feet <= 8 && inches >= 0 && inches < 12 {
			return Number{Kind: Measure, Value: 12*feet + inches, High: 12*feet + inches, Unit: "foot", First: i, Last: last}, true
		}
	}
	if inches, ok := digits(r.norm(last + 1)); ok && v >= 2 && v <= 8 && inches < 12 && (r.gap(last) == "'" || r.gap(last) == "’") { // 5'8"
		n.Kind, n.Value, n.Unit, n.Last = Measure, 12*v+inches, "foot", last+1
		n.High = n.Value
		return n, true
	}
	if money {
		n.Kind = Sum
		return n, true
	}
	if unit, ok := r.units[last+1]; ok && !strings.ContainsAny(r.gap(last), ".;,") {
		return r.withUnit(n, unit), true
	}
	if r.norm(i-1) == "age" || r.norm(i-1) == "aged" {
		n.Kind = Age
		return n, true
	}
	if strings.HasPrefix(r.gap(last), "%") || last == len(r.t.Words)-1 && strings.HasPrefix(r.t.Raw[r.t.Words[last].End:], "%") {
		n.Kind = Percent
		return n, true
	}
	if (w == "one" || w == "a" || w == "half") && last == i {
		return Number{}, false
	}
	return n, true
}

// withUnit makes n a number of that unit.
func (r *numberReader) withUnit(n Number, unit Hit) Number {
	n.Last = unit.Last
	n.Unit = unit.Means
	switch unit.Kind {
	case "money":
		n.Kind = Sum
	case "time":
		n.Kind = Duration
		if r.norm(n.Last+1) == "old" {
			n.Kind, n.Last = Age, n.Last+1
			return n
		}
	case "percent":
		n.Kind = Percent
	default:
		n.Kind = Measure
	}
	n.Value, n.High = n.Value*unit.Value, n.High*unit.Value
	if n.Kind == Duration {
		if n = r.lengthened(n, unit); r.norm(n.Last+1) == "old" {
			n.Kind, n.Last = Age, n.Last+1
			n.Value, n.High = n.Value/unit.Value, n.High/unit.Value // as of one unit: two years and six months old is 2.5
		}
		return n
	}
	if unit.Means == "foot" { // six feet two inches
		if more, l, ok := r.plain(n.Last + 1); ok && !strings.ContainsAny(r.gap(n.Last), ",;") {
			if u, ok := r.units[l+1]; ok && u.Means == "inch" {
				n.Value += more * u.Value
				n.High, n.Last = n.Value, u.Last
			} else if more < 12 && l == n.Last+1 { // five foot eight
				n.Value += more
				n.High, n.Last = n.Value, l
			}
		}
	}
	return n
}

// glued reads a number written together with its unit: 9mm, 50lbs.
func (r *numberReader) glued(w string) (float64, Entry, bool) {
	end := strings.IndexFunc(w, func(c rune) bool { return unicode.IsLetter(c) })
	if end <= 0 {
		return 0, Entry{}, false
	}
	v, ok := digits(w[:end])
	if !ok {
		return 0, Entry{}, false
	}
	lx := r.t.lexicon
	for _, key := range []string{w[end:], lx.stem(w[end:])} {
		for _, n := range lx.byFirst[key] {
			if e := lx.entries[n]; e.Class == Unit && len(e.keys) == 1 && e.Kind != "time" {
				return v, e, true
			}
		}
	}
	return 0, Entry{}, false
}

// ordinal reads 3rd or 20th.
func ordinal(w string) (float64, bool) {
	for _, s := range []string{"st", "nd", "rd", "th"} {
		if d, ok := strings.CutSuffix(w, s); ok && d != "" {
			v, err := strconv.Atoi(d)
			return float64(v), err == nil
		}
	}
	return 0, false
}
