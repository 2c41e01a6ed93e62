package diction

import (
	"math"
	"slices"
	"strings"
)

// A NumberKind says what a number counts or marks.
type NumberKind string

// The kinds of number.
const (
	Count       NumberKind = "count"
	Measure     NumberKind = "measure" // with a unit of weight, length, volume or calibre
	Sum         NumberKind = "money"
	Clock       NumberKind = "time"
	Date        NumberKind = "date"
	Duration    NumberKind = "duration"
	Age         NumberKind = "age"
	Percent     NumberKind = "percent"
	Ordinal     NumberKind = "ordinal"
	Address     NumberKind = "address"
	Plate       NumberKind = "plate"
	Phone       NumberKind = "phone"
	Locator     NumberKind = "locator"     // reel 7, footage 30-48
	Designation NumberKind = "designation" // Bay 9, Route 6: what comes after the word that Unit names
)

// A Number is a number in digits or words, with what it is a number of.
type Number struct {
	Kind        NumberKind
	Value       float64 // dollars, minutes after midnight, base units of the unit's kind, or the plain number
	High        float64 // the upper end of a range; otherwise equals Value
	Unit        string  // the concept of the unit: gram, hour, reel; for a time am or pm or empty if not said
	Norm        string  // for a date, address, plate and telephone number: its plain form
	First, Last int     // words
	Start, End  int     // bytes
}

// Same reports whether two numbers of one kind can be the same: equal values, a date that leaves out the year, a time
// that leaves out the half of the day, two units that convert within two in a hundred.
func (n Number) Same(o Number) bool {
	if n.Kind != o.Kind {
		return false
	}
	switch n.Kind {
	case Date:
		return sameDate(n.Norm, o.Norm)
	case Clock:
		if n.Unit == "" || o.Unit == "" {
			return math.Mod(n.Value, 720) == math.Mod(o.Value, 720)
		}
		return n.Value == o.Value
	case Address:
		return n.Value == o.Value && (strings.HasPrefix(n.Norm, o.Norm) || strings.HasPrefix(o.Norm, n.Norm))
	case Plate, Phone:
		return n.Norm == o.Norm || n.Kind == Phone && (strings.HasSuffix(n.Norm, o.Norm) || strings.HasSuffix(o.Norm, n.Norm))
	case Designation:
		return n.Unit == o.Unit && n.Norm == o.Norm
	case Locator:
		return n.Unit == o.Unit && n.Value == o.Value && n.High == o.High
	}
	if n.Unit == o.Unit && n.Value == n.High && o.Value == o.High {
		return n.Value == o.Value || near(n.Value, o.Value) && (rounded(n.Value, o.Value) || rounded(o.Value, n.Value))
	}
	return near(n.Value, o.Value) && near(n.High, o.High) || n.Value <= o.Value && o.Value <= n.High && n.Value < n.High
}

// Unspelled reports whether a number of the text t is one, or half, of a unit that another text gives without a number: one
// gram for a gram, one half mile for half a mile.
func (n Number) Unspelled(t, other *Text) bool {
	if n.Unit == "" || n.Value != n.High {
		return false
	}
	half := n.First > 0 && t.Words[n.First].Norm == "half" || slices.ContainsFunc(t.Words[n.First:n.Last+1], func(w Word) bool { return w.Norm == "half" || w.Norm == "1/2" })
	for _, u := range other.Hits(Unit) {
		if u.Means != n.Unit || u.First == 0 {
			continue
		}
		w := other.Words[max(0, u.First-2):u.First]
		article := slices.ContainsFunc(w, func(w Word) bool { return w.Norm == "a" || w.Norm == "an" || w.Norm == "one" })
		halved := slices.ContainsFunc(w, func(w Word) bool { return w.Norm == "half" || w.Norm == "half-a" })
		if half == halved && (half || article && n.Value == u.Value) {
			return true
		}
	}
	return false
}

func near(a, b float64) bool { return math.Abs(a-b) <= 0.02*math.Max(math.Abs(a), math.Abs(b)) }

// rounded reports whether a is b with fewer figures: 500 for 501, but not 510.
func rounded(a, b float64) bool {
	unit := 1.0
	if a != math.Trunc(a) {
		unit = 0.1
	}
	for unit < 1e9 && a != 0 && math.Mod(a, unit*10) == 0 {
		unit *= 10
	}
	return math.Abs(a-b) <= unit/2
}

// sameDate compares YYYY-MM-DD, of which a part may be left out as 0000 or 00.
func sameDate(a, b string) bool {
	x, y := strings.Split(a, "-"), strings.Split(b, "-")
	if len(x) != len(y) {
		return false
	}
	for i := range x {
		if strings.Trim(x[i], "0") != "" && strings.Trim(y[i], "0") != "" && x[i] != y[i] {
			return false
		}
	}
	return true
}
