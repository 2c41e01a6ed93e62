package diction

import (
	"slices"
	"strings"
)

// spokenClock reads a time of day as it is said: half past twelve, a quarter to nine, twenty past one, eight minutes before
// two, nine o'clock, seven in the morning, nine that night.
func (r *numberReader) spokenClock(i int) (Number, bool) {
	first := i
	if r.norm(i) == "a" && r.norm(i+1) == "quarter" {
		i++
	}
	if n, ok := r.sideOfHour(first, i); ok {
		return n, true
	}
	h, last, ok := r.hour(i)
	if !ok || first != i {
		return Number{}, false
	}
	if n, ok := r.hourAndMinutes(i, h, last); ok {
		return n, true
	}
	half, end := r.halfOfDay(first, last+1)
	if end == last+1 {
		if half = r.afterNoon(first); half == "" {
			return Number{}, false // an hour by itself is any number
		}
	}
	return clockOf(h*60, half, first, end-1), true
}

// hourAndMinutes reads an hour and its minutes in words: nine-thirty, six fifteen, ten oh five. Without a hyphen it asks for what a time is
// told with, before or after it, and never takes what is counted: nine-thirty, but not nine thirty-foot poles.
func (r *numberReader) hourAndMinutes(i, h, last int) (Number, bool) {
	m, end, ok := r.plain(last + 1)
	if r.norm(last+1) == "oh" || r.norm(last+1) == "o" {
		m, end, ok = r.plain(last + 2)
		ok = ok && m < 10
	} else {
		ok = ok && m >= 10
	}
	if !ok || m > 59 || m != float64(int(m)) || startsWithDigit(r.norm(i)) || startsWithDigit(r.norm(end)) {
		return Number{}, false
	}
	half, next := r.halfOfDay(i, end+1)
	if next > end+1 {
		return clockOf(h*60+int(m), half, i, next-1), true
	}
	tall := h >= 4 && h <= 6 && m < 12 && (r.norm(i-1) != "at" && r.norm(i-1) != "around") // he is five-eleven
	if tall || r.gap(last) != "-" && !r.toldTime(i-1) || r.goesOn(end) {
		return Number{}, false
	}
	return clockOf(h*60+int(m), "", i, end), true
}

// goesOn reports whether the words after word i go on with what it counts: ten-fifteen people, and not nine-thirty when he came.
func (r *numberReader) goesOn(i int) bool {
	if gap := strings.TrimSpace(r.gap(i)); i+1 == len(r.t.Words) || r.t.Words[i+1].Sentence != r.t.Words[i].Sentence || gap != "" && gap != "-" {
		return false
	}
	switch r.norm(i + 1) {
	case "or", "and", "but", "on", "in", "when", "while", "that", "this", "until", "till", "by", "before", "after", "because", "as", "i", "we", "he", "she", "they", "it", "the", "is", "was", "sharp":
		return false
	}
	return true
}

// afterNoon is the half of the day of an hour that ends a span begun at noon or at midnight: from noon to five, between midnight and
// two. It is nothing where word i ends no such span.
func (r *numberReader) afterNoon(i int) string {
	switch r.norm(i - 1) {
	case "to", "until", "till", "and":
	default:
		return ""
	}
	if r.norm(i-1) == "and" && r.norm(i-3) != "between" {
		return ""
	}
	switch r.norm(i - 2) {
	case "noon":
		return "pm"
	case "midnight":
		return "am"
	}
	return ""
}

// sideOfHour reads so much past or before an hour.
func (r *numberReader) sideOfHour(first, i int) (Number, bool) {
	m, at, sure := 0, i+1, true
	switch r.norm(i) {
	case "half":
		m = 30
	case "quarter":
		m = 15
	default:
		v, last, ok := r.plain(i)
		if !ok || v != float64(int(v)) || v < 1 || v > 59 {
			return Number{}, false
		}
		m, at, sure = int(v), last+1, false
		if w := r.norm(at); w == "minutes" || w == "minute" || w == "min" {
			at, sure = at+1, true
		}
	}
	side := 0
	switch r.norm(at) {
	case "past", "after":
		side = 1
	case "till", "til", "to", "before", "of":
		side = -1
	}
	if side == 0 || !sure && r.norm(at) != "past" && r.norm(at) != "till" && r.norm(at) != "til" && !(r.norm(at) == "to" && m%5 == 0 && r.toldTime(first-1)) {
		return Number{}, false // five of eight, ten to six: more often no time than one
	}
	if half, ok := r.turnOfDay(at+1, side); side != 0 && ok {
		return clockOf((side*m+720)%720, half, first, at+1), true
	}
	h, last, ok := r.hour(at + 1)
	if !ok {
		return Number{}, false
	}
	half, end := r.halfOfDay(first, last+1)
	return clockOf((h*60+side*m+720)%720, half, first, end-1), true
}

// turnOfDay reports whether noon or midnight stands at word i, and which half of the day lies on a side of it, 1 for after.
func (r *numberReader) turnOfDay(i, side int) (half string, ok bool) {
	switch r.norm(i) {
	case "noon":
		half = "am"
	case "midnight":
		half = "pm"
	default:
		return "", false
	}
	if side > 0 {
		half = map[string]string{"am": "pm", "pm": "am"}[half]
	}
	return half, true
}

// opensSentence reports whether a sentence begins at word i.
func (r *numberReader) opensSentence(i int) bool {
	return i == 0 || r.t.Words[i-1].Sentence != r.t.Words[i].Sentence
}

// toldTime reports whether word i is one after which a time of day is told: at ten to nine, it was ten to nine.
func (r *numberReader) toldTime(i int) bool {
	switch r.norm(i) {
	case "at", "was", "is", "it's", "about", "around", "approximately", "nearly", "almost", "by":
		return true
	}
	return false
}

// hour reads a whole number from one to twelve at word i and returns it with its last word.
func (r *numberReader) hour(i int) (h, last int, ok bool) {
	if i >= len(r.t.Words) {
		return 0, 0, false
	}
	v, last, ok := r.plain(i)
	if r.norm(i) == "one" {
		v, last, ok = 1, i, true
	}
	return int(v), last, ok && v == float64(int(v)) && v >= 1 && v <= 12
}

// halfOfDay reads, from word i on, o'clock and what tells the half of the day of an hour that begins at word first: in the morning, that
// night, on the Saturday afternoon, a.m. It returns am, pm or nothing, and the word after.
func (r *numberReader) halfOfDay(first, i int) (half string, next int) {
	if r.norm(i) == "o'clock" {
		i++
	}
	switch r.norm(i) {
	case "am", "pm":
		return r.norm(i), i + 1
	case "at":
		if r.norm(i+1) == "night" {
			return "", i + 2
		}
	case "in", "that", "this", "on", "of":
		k := i + 1
		if r.norm(i) == "on" || r.norm(i) == "of" { // at seven on the Saturday afternoon, at nine of that evening
			if w := r.norm(k); w != "the" && w != "that" && w != "this" || r.norm(first-1) != "at" {
				return "", i
			}
			k++
			if k < len(r.t.Words) && slices.ContainsFunc(r.t.Hits(Day), func(h Hit) bool { return h.First == k }) {
				k++
			}
		} else if r.norm(i) == "in" && r.norm(k) == "the" {
			k++
		} else if r.norm(i) == "in" {
			return "", i
		}
		switch r.norm(k) {
		case "morning":
			return "am", k + 1
		case "afternoon", "evening":
			return "pm", k + 1
		case "night": // of the evening before, or past midnight
			return "", k + 1
		}
	}
	return "", i
}

// clockOf is a time of so many minutes in a half of the day, which may be unknown.
func clockOf(minutes int, half string, first, last int) Number {
	minutes %= 720
	if half == "pm" {
		minutes += 720
	}
	return Number{Kind: Clock, Value: float64(minutes), Unit: half, First: first, Last: last}
}
