package review

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// nearby is how many minutes a time of day may lie from the source's where one of them is given as approximate.
const nearby = 20

// roughly reports whether two times of day lie close together and one of them is given as approximate.
func (p *Pass) roughly(t *diction.Text, n diction.Number, f figure) bool {
	if n.Kind == diction.Count && n.Value <= 12 && f.Kind == diction.Count && f.Value >= 100 && f.Value < 2400 && int(f.Value)%100 == 0 && aboutThen(t, n) {
		return int(f.Value)/100%12 == int(n.Value)%12 // roughly four, for 1600
	}
	if n.Kind == diction.Clock && f.Kind == diction.Count && f.Value >= 100 && f.Value < 2400 && int(f.Value)%100 < 60 {
		f.Kind, f.Value = diction.Clock, float64(int(f.Value)/100*60+int(f.Value)%100) // 1512 for 3:12 p.m.
		if d := int(f.Value-n.Value) % 720; d == 0 && (n.Unit == "" || f.Value == n.Value) {
			return true
		}
	}
	if n.Kind != diction.Clock || f.Kind != diction.Clock || !aboutThen(t, n) && !(f.text != nil && aboutThen(f.text, f.Number)) {
		return false
	}
	if spanned(t, n, f) {
		return true
	}
	d := float64((int(n.Value-f.Value)%1440+1440+720)%1440) - 720 // from 23:48 to midnight
	if n.Unit == "" || f.Unit == "" {
		d = float64((int(d)%720+720+360)%720) - 360
	}
	switch side := sideOf(t, n); {
	case side < 0 && d < 0, side > 0 && d > 0:
		return false // shortly before eleven is not 11:05
	}
	return -nearby <= d && d <= nearby
}

// spanned reports whether a time of day that is told about a time lies in the span that begins with a line's: around half past two, for 02:04 to 02:51.
func spanned(t *diction.Text, n diction.Number, f figure) bool {
	if f.text == nil || sideOf(t, n) != 0 || !wordAt(f.text, f.Last+1, "to", "until", "till", "through") {
		return false
	}
	until, ok := numberAt(f.text, f.Last+2)
	if !ok || until.Kind != diction.Clock {
		return false
	}
	day := 1440
	if n.Unit == "" || f.Unit == "" {
		day = 720
	}
	since := func(v float64) int { return (int(v-f.Value)%day + day) % day }
	return since(n.Value) <= since(until.Value)
}

// aboutThen reports whether a time of day is given as approximate: about nine, a little after nine, toward nine, at some time
// near nine.
func aboutThen(t *diction.Text, n diction.Number) bool {
	if _, ok := approximate(t, n); ok {
		return true
	}
	return n.First > 0 && t.Words[n.First-1].Sentence == t.Words[n.First].Sentence && standsAt(t, beforeOrAfter, n.First-1)
}

// sideOf is on which side of an hour a time of day is told to lie: -1 for shortly before it, 1 for a little past it, 0 for about it.
func sideOf(t *diction.Text, n diction.Number) int {
	switch {
	case n.First == 0 || t.Words[n.First-1].Sentence != t.Words[n.First].Sentence:
	case wordAt(t, n.First-1, "before", "by"):
		return -1
	case wordAt(t, n.First-1, "after", "past"):
		return 1
	}
	return 0
}

// beforeOrAfter is the class of words that set an event beside a time rather than at it.
const beforeOrAfter diction.Class = "beside-time"

// dayGiven reports whether a line has the day of a date by its number alone: Friday the 13th.
func (b *backing) dayGiven(n diction.Number) bool {
	if len(n.Norm) < 5 {
		return false
	}
	month, day, _ := strings.Cut(n.Norm[len(n.Norm)-5:], "-")
	short := strings.TrimLeft(month, "0") + "/" + strings.TrimLeft(day, "0") // 9/9, which may be read as a fraction
	if slices.ContainsFunc(b.lines, func(l spoken) bool {
		return slices.ContainsFunc(l.text.Words, func(w diction.Word) bool { return w.Norm == short || w.Norm == month+"/"+day })
	}) {
		return true
	}
	if slices.ContainsFunc(b.lines, func(l spoken) bool {
		return slices.ContainsFunc(l.text.Hits(diction.OrdinalWord), func(h diction.Hit) bool { return h.Value == float64(small(day)) }) // on the twelfth
	}) {
		return true
	}
	return slices.ContainsFunc(figuresOf(b), func(f figure) bool {
		return f.Kind == diction.Ordinal && fmt.Sprintf("%02d", int(f.Value)) == n.Norm[len(n.Norm)-2:]
	})
}

// endsSpan reports whether a date is the end of a span of which a line gives the beginning in full: February 20, for February 18 to 20.
func (b *backing) endsSpan(n diction.Number) bool {
	if n.Kind != diction.Date || len(n.Norm) < 5 {
		return false
	}
	month, day, _ := strings.Cut(n.Norm[len(n.Norm)-5:], "-")
	return slices.ContainsFunc(figuresOf(b), func(f figure) bool {
		if f.Kind != diction.Date || f.text == nil || len(f.Norm) < 5 || !strings.HasPrefix(f.Norm[len(f.Norm)-5:], month+"-") {
			return false
		}
		at := f.Last + 1
		if wordAt(f.text, at, "to", "through", "until", "till", "and") {
			at++
		} else if at >= len(f.text.Words) || !strings.ContainsAny(f.text.Raw[f.End:f.text.Words[at].Start], "-–") {
			return false
		}
		if at >= len(f.text.Words) || small(f.text.Words[at].Norm) != small(day) || small(day) <= small(f.Norm[len(f.Norm)-2:]) {
			return false
		}
		year := yearOf(f.Norm)
		if after := at + 1; year == 0 && after < len(f.text.Words) && len(f.text.Words[after].Norm) == 4 {
			year = small(f.text.Words[after].Norm) // February 18 to 20, 2026
		}
		return year == 0 || yearOf(n.Norm) == 0 || year == yearOf(n.Norm)
	})
}

// yearOf is the year of a date in its plain form; 0 where it is not said.
func yearOf(date string) int {
	year, _, _ := strings.Cut(date, "-")
	return small(year)
}

// aCouple reports whether a number is two, and words of a line are a couple.
func aCouple(t *diction.Text, first int, source *diction.Text, from, to int) bool {
	if !wordAt(t, first, "two", "2") {
		return false
	}
	return slices.ContainsFunc(source.Words[from:to+1], func(w diction.Word) bool { return w.Norm == "couple" })
}

// reckoned reports whether a figure is what the affiant himself works out: a time or a length of time in an inference, or
// the sum of what the lines give.
func (p *Pass) reckoned(b *backing, n diction.Number) bool {
	if b.Basis == record.Inferred && (n.Kind == diction.Clock || n.Kind == diction.Duration) {
		return true
	}
	switch n.Kind {
	case diction.Sum, diction.Count, diction.Measure, diction.Duration:
	default:
		return false
	}
	if p.elapsed(b, n) || n.Kind == diction.Count && (b.listed(n) || listedItself(b.text, n) || b.sumOfKind(n) || b.secondsApart(n) || b.runOf(n)) || b.sharedOut(n) || sumOfSome(b, n) {
		return true
	}
	if p.workedOut(b, n) {
		return true
	}
	var values []float64
	for _, f := range figuresOf(b) {
		switch {
		case n.Kind == diction.Count && b.toldApart(n, f):
		case p.sameSort(n, f.Number), n.Kind == diction.Count && f.Kind == diction.Duration:
			values = append(values, f.Value)
		case n.Kind == diction.Duration && f.Kind == diction.Count:
			values = append(values, f.Value*p.unitOf(n)) // 63 days, 69 and 57
		}
	}
	for from := range values {
		sum := values[from]
		for _, v := range values[from+1:] {
			if sum += v; math.Abs(sum-n.Value) < 1e-6 {
				return true
			}
			if n.Kind != diction.Count && n.Value > 0 && math.Abs(math.Abs(values[from]-v)-n.Value) < 1e-6 && hasAny(b.text, lessening) {
				return true // a loss of so many pounds
			}
		}
	}
	return false
}

// countedNoun is the stem of the word for what a count counts, or nothing.
func countedNoun(t *diction.Text, n diction.Number) string {
	if i := counted(t, n); n.Kind == diction.Count && i < len(t.Words) && t.Words[i].Sentence == t.Words[n.Last].Sentence && !smallWord(t, i) {
		return t.Words[i].Stem
	}
	return ""
}

// toldApart reports whether an assertion tells a count of the lines by itself, of another thing than n counts: with the six lenses told, a sum
// is none of cameras and lenses.
func (b *backing) toldApart(n diction.Number, f figure) bool {
	own, theirs := countedNoun(b.text, n), countedNoun(f.text, f.Number)
	return own != "" && theirs != "" && own != theirs && slices.ContainsFunc(b.text.Numbers(), func(o diction.Number) bool {
		return o.First != n.First && o.Same(f.Number) && countedNoun(b.text, o) == theirs
	})
}

// sumOfKind reports whether a count is the sum of all the counts of its thing that the lines give, wherever they stand: nine bottles, for
// five bottles of the one and four bottles of the other.
func (b *backing) sumOfKind(n diction.Number) bool {
	own, sum, terms := countedNoun(b.text, n), 0.0, 0
	for _, f := range figuresOf(b) {
		if own != "" && f.Kind == diction.Count && countedNoun(f.text, f.Number) == own {
			sum, terms = sum+f.Value, terms+1
		}
	}
	return terms > 1 && sum == n.Value
}

// runOf reports whether a count is that of numbers that run on: eleven drums, where LT 7 through LT 17 are gone.
func (b *backing) runOf(n diction.Number) bool {
	in := func(t *diction.Text) bool {
		all := t.Numbers()
		for i := 0; i+1 < len(all); i++ {
			x, y := all[i], all[i+1]
			if y.First-x.Last > 3 || !slices.ContainsFunc(t.Words[x.Last+1:y.First], func(w diction.Word) bool { return w.Norm == "through" || w.Norm == "to" || w.Norm == "thru" }) {
				continue
			}
			if d := y.Value - x.Value + 1; d == n.Value {
				return true
			}
		}
		return false
	}
	return in(b.text) || slices.ContainsFunc(b.lines, func(l spoken) bool { return in(l.text) })
}

// sharedOut reports whether a sum is one that the lines give, divided by a number that the assertion has, to the nearest unit: spread over
// twelve head that is $1,577 apiece.
func (b *backing) sharedOut(n diction.Number) bool {
	return n.Kind == diction.Sum && slices.ContainsFunc(figuresOf(b), func(f figure) bool {
		return f.Kind == diction.Sum && slices.ContainsFunc(b.text.Numbers(), func(o diction.Number) bool {
			return o.Kind == diction.Count && o.Value > 1 && math.Abs(f.Value/o.Value-n.Value) <= 0.5
		})
	})
}

// toTheSecond is a time of day with its seconds.
var toTheSecond = regexp.MustCompile(`\b(\d{1,2}):(\d{2}):(\d{2})\b`)

// secondsApart reports whether a number of seconds is what lies between two times that the lines give to the second, within a sixth.
func (b *backing) secondsApart(n diction.Number) bool {
	if countedNoun(b.text, n) != "second" {
		return false
	}
	var at []float64
	for _, l := range b.lines {
		for _, m := range toTheSecond.FindAllStringSubmatch(l.text.Raw, -1) {
			at = append(at, float64(3600*small(m[1])+60*small(m[2])+small(m[3])))
		}
	}
	for i, from := range at {
		for _, to := range at[i+1:] {
			if d := math.Abs(to - from); math.Abs(d-n.Value) <= max(1, d/6) {
				return true
			}
		}
	}
	return false
}

// followsAnyhow reports whether a figure follows from those of the lines, or agrees with them in another form.
func (p *Pass) followsAnyhow(b *backing, n diction.Number) bool {
	all := figuresOf(b)
	return p.reckoned(b, n) || p.leftOver(b, n, all) || shortYear(b, n) || letterForLetter(b, n) || n.Kind == diction.Clock && clockCited(b, n) || p.hasDigits(b, n) || p.digitsCited(b, n) ||
		n.Kind == diction.Date && b.dayGiven(n) || slices.ContainsFunc(all, func(f figure) bool { return p.roughly(b.text, n, f) })
}

// lessening is the class of words for what is the difference of two figures: loss, gain, more than before.
const lessening diction.Class = "difference"

// dayList is a list of days: June 14, July 14 and August 14; December 3, 17 and 31.
var dayList = regexp.MustCompile(`\b[A-Z][a-z]{2,8}\.? \d{1,2}(?:(?:, (?:and )?| and | & )(?:[A-Z][a-z]{2,8}\.? )?\d{1,2}\b)+`)

// dayNumber is one of the days of such a list.
var dayNumber = regexp.MustCompile(`\b\d{1,2}\b`)

// listed reports whether a line lists as many days as a number counts: three visits, on December 3, 17 and 31.
func (b *backing) listed(n diction.Number) bool {
	return n.Value >= 2 && n.Value <= 31 && slices.ContainsFunc(b.lines, func(l spoken) bool {
		return slices.ContainsFunc(dayList.FindAllString(l.text.Raw, -1), func(s string) bool {
			return len(dayNumber.FindAllString(s, -1)) == int(n.Value)
		})
	})
}

// listedItself reports whether a sentence lists as many days of a month, by their numbers alone, as a number of it counts: four dates in January, the
// 5th, 12th, 19th and 26th.
func listedItself(t *diction.Text, n diction.Number) bool {
	days := 0
	for _, o := range t.Numbers() {
		if o.Kind == diction.Ordinal && t.Words[o.First].Sentence == t.Words[n.First].Sentence && t.Raw[o.Start] <= '9' {
			days++
		}
	}
	return days > 1 && float64(days) == n.Value || n.Kind == diction.Count && listsAfter(t, n) == n.Value
}

// listsAfter counts the numbers of a list that follows a number in its sentence, one right after another but for commas and an "and": the three, numbered
// 4417, 4420 and 4436. One number makes no list.
func listsAfter(t *diction.Text, n diction.Number) float64 {
	count, last := 0, -1
	for _, o := range t.Numbers() {
		if o.First <= n.Last || t.Words[o.First].Sentence != t.Words[n.First].Sentence || o.Kind != diction.Count && o.Kind != diction.Designation {
			continue
		}
		if last >= 0 && o.First != last+1 && !(o.First == last+2 && wordAt(t, last+1, "and", "or")) {
			break
		}
		count, last = count+1, o.Last
	}
	if count < 2 {
		return 0
	}
	return float64(count)
}

// unitOf is how many base units one of a number's units is, or one.
func (p *Pass) unitOf(n diction.Number) float64 {
	for _, e := range p.Lexicon.Class(diction.Unit) {
		if e.Means == n.Unit {
			return e.Value
		}
	}
	return 1
}

// afterName reports whether the number at word i belongs to the name before it: Harlan 214.
func afterName(t *diction.Text, i int) bool {
	return i > 1 && capital(t.Words[i-1].Raw) && t.Words[i-2].Sentence == t.Words[i].Sentence && t.Raw[t.Words[i-1].End:t.Words[i].Start] == " "
}

// numberAt is the number that begins at word i, if one does.
func numberAt(t *diction.Text, i int) (diction.Number, bool) {
	for _, n := range t.Numbers() {
		if n.First == i {
			return n, true
		}
	}
	return diction.Number{}, false
}

// followsFrom reports whether a figure that the lines do not have follows from theirs: it is near one and said to be, their
// sum, or what they leave over; or whether it counts another thing in a sentence that retells them freely.
func (p *Pass) followsFrom(b *backing, n diction.Number) bool {
	all := figuresOf(b)
	if p.reckoned(b, n) || p.leftOver(b, n, all) || n.Kind == diction.Date && b.dayGiven(n) {
		return true
	}
	if slices.ContainsFunc(all, func(f figure) bool { return p.roughly(b.text, n, f) }) {
		return true
	}
	year := n.Value >= 1900 && n.Value < 2100
	return n.Kind == diction.Count && !year && p.departs(b, n.First, n.Last) > mostBeside && !slices.ContainsFunc(all, func(f figure) bool { return p.sameSort(n, f.Number) && p.sameNoun(b.text, n, f) })
}

// leftOver reports whether a count is what is left of the source's after the one that it speaks of: ten others, where the
// source has one of eleven.
func (p *Pass) leftOver(b *backing, n diction.Number, all []figure) bool {
	next := n.Last + 1
	if n.Kind != diction.Count || next >= len(b.text.Words) || b.text.Words[next].Norm != "other" && b.text.Words[next].Norm != "others" {
		return false
	}
	return slices.ContainsFunc(all, func(f figure) bool {
		return f.text != nil && f.Kind == diction.Count && f.Value == n.Value+1 && f.First >= 2 && f.text.Words[f.First-1].Norm == "of" && f.text.Words[f.First-2].Norm == "one"
	})
}

// roughAge is the class of words for the age of a person as a part of ten years.
const roughAge diction.Class = "rough-age"

// roughAgeKept reports whether words of a line that hold back only stand beside an age that is rough by itself, and a text has that age: late
// thirties I'd say, told as in his late thirties.
func roughAgeKept(own, t *diction.Text, first, last int) bool {
	decade := func(i int) bool { return hasAt(t, roughAge, i) && hitAt(t, roughAge, i).Kind == "decade" }
	for _, i := range []int{first - 1, last + 1, last + 2} {
		if i > 0 && i < len(t.Words) && t.Words[i].Sentence == t.Words[first].Sentence && decade(i) && hasAt(t, roughAge, i-1) {
			for k := range own.Words {
				if wordAt(own, k, t.Words[i].Norm) && wordAt(own, k-1, t.Words[i-1].Norm) {
					return true
				}
			}
		}
	}
	return false
}
