package record

import (
	"fmt"
	"regexp"
	"strings"
	"time"
)

// NoTime is the time that a record knows it does not know.
const NoTime When = "unknown"

// WhenForm is how a time may be written, for messages.
const WhenForm = `YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDTHH:MM, or one of these after "before", "after" or "about", ` +
	`or two joined by "..", or unknown`

// A span is a stretch of wall-clock time: from lo up to, not including, hi. A zero end is open. An end that was told with its offset from UTC is known on
// every clock: loAt and hiAt are those moments, and else zero.
type span struct{ lo, hi, loAt, hiAt time.Time }

// earlier compares two ends, each on the wall and, if it is known, as a moment: by the moments where both are, and else by the wall.
func earlier(a, aAt, b, bAt time.Time) bool {
	if !aAt.IsZero() && !bAt.IsZero() {
		return aAt.Before(bAt)
	}
	return a.Before(b)
}

// offsetForm is the offset from UTC behind a minute: which of two it is, where the clocks are put back.
var offsetForm = regexp.MustCompile(`^(.{16})([+-](?:0[0-9]|1[0-4]):[0-5][0-9])$`)

// offset parts a minute from its offset; text is all of it, and ok false, if it has none.
func offset(s string) (text, zone string, ahead time.Duration, ok bool) {
	if len(s) != len("2006-01-02T15:04-07:00") {
		return s, "", 0, false
	}
	m := offsetForm.FindStringSubmatch(s)
	if m == nil {
		return s, "", 0, false
	}
	t, err := time.Parse("-07:00", m[2])
	if err != nil {
		return s, "", 0, false
	}
	_, secs := t.Zone()
	return m[1], m[2], time.Duration(secs) * time.Second, true
}

// The point layouts, and what each one leaves open.
var pointLayouts = []struct {
	layout, plain       string
	years, months, days int
	length              time.Duration
}{
	{"2006", "2006", 1, 0, 0, 0},
	{"2006-01", "January 2006", 0, 1, 0, 0},
	{"2006-01-02", "2 January 2006", 0, 0, 1, 0},
	{"2006-01-02T15:04", "", 0, 0, 0, time.Minute},
}

// point reads one date or time. It returns the stretch that it covers, the same stretch widened by its own length on
// both sides, and its plain English.
func point(s string) (exact, about span, plain string, ok bool) {
	s, zone, ahead, known := offset(s)
	at := func(x span) span {
		if known {
			x.loAt, x.hiAt = x.lo.Add(-ahead), x.hi.Add(-ahead)
		}
		return x
	}
	for _, l := range pointLayouts {
		if len(s) != len(l.layout) {
			continue
		}
		t, err := time.Parse(l.layout, s)
		if err != nil || t.Year() < 1000 {
			continue
		}
		shift := func(t time.Time, n int) time.Time {
			return t.AddDate(n*l.years, n*l.months, n*l.days).Add(time.Duration(n) * l.length)
		}
		if known && l.length == 0 {
			continue // a day has no offset
		}
		exact = at(span{lo: t, hi: shift(t, 1)})
		about = at(span{lo: shift(t, -1), hi: shift(t, 2)})
		if l.plain != "" {
			return exact, about, t.Format(l.plain), true
		}
		plain = t.Format("2 January 2006, ") + clock(t)
		if known {
			plain += " (UTC" + zone + ")"
		}
		return exact, about, plain, true
	}
	return span{}, span{}, "", false
}

// noSuchDay says what is wrong with a time that is written as it has to be, but names a month, a day or an hour that
// there is not: "February 2024 has no day 30". It is empty for any other.
func noSuchDay(s string) string {
	for part := range strings.SplitSeq(s, "..") {
		if word, rest, marked := strings.Cut(part, " "); marked && (word == "before" || word == "after" || word == "about") {
			part = rest
		}
		m := dayForm.FindStringSubmatch(part)
		if m == nil {
			continue
		}
		if _, err := time.Parse("2006-01", m[1]+"-"+m[2]); err != nil {
			return "there is no month " + m[2]
		}
		day, err := time.Parse("2006-01-02", m[1]+"-"+m[2]+"-01")
		if err != nil || m[3] == "" {
			continue
		}
		if _, err := time.Parse("2006-01-02", m[1]+"-"+m[2]+"-"+m[3]); err != nil {
			return fmt.Sprintf("%s has no day %s", day.Format("January 2006"), strings.TrimPrefix(m[3], "0"))
		}
		if _, err := time.Parse("15:04", m[4]); m[4] != "" && err != nil {
			return "no clock shows " + m[4]
		}
	}
	return ""
}

// dayForm is how a point in time is written, whether or not there is one.
var dayForm = regexp.MustCompile(`^([0-9]{4})-([0-9]{2})(?:-([0-9]{2})(?:T([0-9]{2}:[0-9]{2})(?:[+-][0-9]{2}:[0-9]{2})?)?)?$`)

// clock returns the time of day as English writes it: 5:30 p.m., noon, midnight.
func clock(t time.Time) string {
	switch h, m := t.Hour(), t.Minute(); {
	case m == 0 && h == 0:
		return "midnight"
	case m == 0 && h == 12:
		return "noon"
	case h < 12:
		return fmt.Sprintf("%d:%02d a.m.", (h+11)%12+1, m)
	default:
		return fmt.Sprintf("%d:%02d p.m.", (h+11)%12+1, m)
	}
}

// read returns the stretch and the plain English of w.
func (w When) read() (s span, plain string, known, ok bool) {
	text := string(w)
	switch {
	case text == "":
		return span{}, "not stated", false, true
	case w == NoTime:
		return span{}, "unknown", false, true
	}
	if from, to, joined := strings.Cut(text, ".."); joined {
		a, _, aPlain, aOK := point(from)
		b, _, bPlain, bOK := point(to)
		if !aOK || !bOK || earlier(b.hi, b.hiAt, a.hi, a.hiAt) || earlier(b.lo, b.loAt, a.lo, a.loAt) {
			return span{}, "", false, false
		}
		s := span{a.lo, b.hi, a.loAt, b.hiAt}
		if b.lo.Before(s.lo) { // the clock was put back between them: on the wall it is all that it showed meanwhile
			s.lo = b.lo
		}
		if a.hi.After(s.hi) {
			s.hi = a.hi
		}
		return s, aPlain + " to " + bPlain, true, true
	}
	word, rest, marked := strings.Cut(text, " ")
	if !marked {
		rest = text
	}
	exact, about, plain, ok := point(rest)
	if !ok {
		return span{}, "", false, false
	}
	if !marked {
		return exact, plain, true, true
	}
	switch word {
	case "before":
		return span{hi: exact.lo, hiAt: exact.loAt}, "before " + plain, true, true
	case "after":
		return span{lo: exact.hi, loAt: exact.hiAt}, "after " + plain, true, true
	case "about":
		return about, "about " + plain, true, true
	}
	return span{}, "", false, false
}

// Valid reports whether w is written as a When may be. The empty value is valid.
func (w When) Valid() bool { _, _, _, ok := w.read(); return ok }

// Known reports whether w says anything about the time: not empty, not unknown, and well written.
func (w When) Known() bool { _, _, known, _ := w.read(); return known }

// Bounds returns the stretch of wall-clock time (as UTC, whatever the zone of the place) within which w lies: from lo up
// to, not including, hi. A day lasts to the next midnight, a month to the next month. "about" widens by the length of
// what follows it on both sides, so about 1980-12-20 is the 19th to the 21st. For "before" lo is the zero time, and for
// "after" hi is: that end is open. ok is false if nothing is known.
func (w When) Bounds() (lo, hi time.Time, ok bool) {
	s, _, known, _ := w.read()
	return s.lo, s.hi, known
}

// In returns the stretch of time within which w lies, as Bounds does, as moments in a zone: an end that was told with its offset is that moment; any other
// is read on the clock of the zone, an hour that it shows twice as the first, and one that it leaves out as the one after it.
func (w When) In(zone *time.Location) (lo, hi time.Time, ok bool) {
	s, _, known, _ := w.read()
	moment := func(wall, at time.Time) time.Time {
		switch {
		case wall.IsZero():
			return wall
		case !at.IsZero():
			return at.In(zone)
		}
		t := time.Date(wall.Year(), wall.Month(), wall.Day(), wall.Hour(), wall.Minute(), 0, 0, zone)
		shows := time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), 0, 0, time.UTC)
		return t.Add(max(0, wall.Sub(shows))) // the clock never showed it: what it showed when as much time had passed
	}
	lo = moment(s.lo, s.loAt)
	if hi = s.hi; !hi.IsZero() && s.hiAt.IsZero() { // the end of the last minute that it covers
		hi = hi.Add(-time.Minute)
	} else if !hi.IsZero() {
		s.hiAt = s.hiAt.Add(-time.Minute)
	}
	if hi = moment(hi, s.hiAt); !hi.IsZero() {
		hi = hi.Add(time.Minute)
	}
	return lo, hi, known
}

// Minutes returns the minutes by which w is told, as they are written: none if it is told by the day or longer, or only about.
func (w When) Minutes() []string {
	var list []string
	for part := range strings.SplitSeq(string(w), "..") {
		word, rest, marked := strings.Cut(part, " ")
		if !marked {
			rest = part
		}
		if plain, _, _, _ := offset(rest); len(plain) == len("2006-01-02T15:04") && word != "about" && w.Known() {
			list = append(list, rest)
		}
	}
	return list
}

// String returns w in plain English, such as "20 December 1980, 5:30 p.m.", "before December 1980", "unknown", or "not
// stated" for the empty value. For the text as written convert with string(w).
func (w When) String() string {
	_, plain, _, ok := w.read()
	if !ok {
		return string(w)
	}
	return plain
}

// A Tri is an answer that may be unknown.
type Tri int

// The answers.
const (
	Maybe Tri = iota
	Yes
	No
)

// String returns yes, no or unknown.
func (t Tri) String() string { return [...]string{"unknown", "yes", "no"}[t] }

// Before reports whether w is earlier than v: Yes if every time that w may be is before every time that v may be, No if
// none is, and Maybe if the record does not settle it (two events on the same day, for instance).
func (w When) Before(v When) Tri {
	a, _, aKnown, _ := w.read()
	b, _, bKnown, _ := v.read()
	switch {
	case !aKnown || !bKnown:
		return Maybe
	case !a.hi.IsZero() && !b.lo.IsZero() && !earlier(b.lo, b.loAt, a.hi, a.hiAt):
		return Yes
	case !a.lo.IsZero() && !b.hi.IsZero() && !earlier(a.lo, a.loAt, b.hi, b.hiAt):
		return No
	}
	return Maybe
}

// After reports whether w is later than v, as Before does.
func (w When) After(v When) Tri { return v.Before(w) }

// Days returns the fewest and the most whole days that can lie between w and a later v. ok is false if either is not
// known or is open on the side that matters; a most that has no limit is returned as -1.
func (w When) Days(v When) (fewest, most int, ok bool) {
	a, _, aKnown, _ := w.read()
	b, _, bKnown, _ := v.read()
	if !aKnown || !bKnown || a.hi.IsZero() || b.lo.IsZero() {
		return 0, 0, false
	}
	const day = 24 * time.Hour
	date := func(t time.Time) time.Time { return t.Truncate(day) }
	// The last moment of a stretch is just before its end.
	last := func(t time.Time) time.Time { return date(t.Add(-time.Minute)) }
	fewest = max(0, int(date(b.lo).Sub(last(a.hi))/day))
	if a.lo.IsZero() || b.hi.IsZero() {
		return fewest, -1, true
	}
	return fewest, max(0, int(last(b.hi).Sub(date(a.lo))/day)), true
}
