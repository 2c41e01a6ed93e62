package moot

import (
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

var months = []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

const monthWords = `(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)`

// dates finds the days and months that a text speaks of, in the forms in which papers write them.
var dates = regexp.MustCompile(`\b((?:19|20)\d\d)-(\d\d)-(\d\d)` + // 1, 2, 3
	`|\b((?:19|20)\d\d)-(\d\d)\b` + // 4, 5
	`|\b` + monthWords + `(\.? )(\d{1,2})\b(, (?:19|20)\d\d)?` + // 6, 7, 8, 9
	`|\b(\d{1,2}) ` + monthWords + `\b( (?:19|20)\d\d)?` + // 10, 11, 12
	`|\b` + monthWords + ` ((?:19|20)\d\d)\b` + // 13, 14
	`|\b((?:since|in|of|until) )` + monthWords + `\b(?:(\.? )(\d{1,2})\b(, (?:19|20)\d\d)?| ((?:19|20)\d\d)\b)?`) // 15, 16, and with a day 17, 18, 19, or a year 20

// A mover moves the days that a text speaks of. Whole weeks keep the days of the week.
type mover struct {
	weeks int
	year  int // of a day that is told without one
}

func (v mover) day(y, m, d string) time.Time {
	year, month := v.year, slices.IndexFunc(months, func(s string) bool { return len(m) >= 3 && strings.HasPrefix(s, m[:3]) })+1
	if n, err := strconv.Atoi(strings.Trim(y, ", ")); err == nil {
		year = n
	}
	if n, err := strconv.Atoi(m); err == nil {
		month = n
	}
	day, err := strconv.Atoi(d)
	if err != nil {
		day = 15 // some day of the month
	}
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).AddDate(0, 0, 7*v.weeks)
}

// text returns a text with its days moved.
func (v mover) text(s string) string {
	return dates.ReplaceAllStringFunc(s, func(found string) string {
		x := dates.FindStringSubmatch(found)
		before := ""
		switch { // what follows the month of "of March 3" and "in March 2024" is of it
		case x[18] != "":
			before, x[6], x[7], x[8], x[9] = x[15], x[16], x[17], x[18], x[19]
		case x[20] != "":
			before, x[13], x[14] = x[15], x[16], x[20]
		}
		year := func(given string, t time.Time) string {
			if given == "" {
				return ""
			}
			return given[:len(given)-4] + t.Format("2006")
		}
		name := func(as string, t time.Time) string {
			if full := t.Month().String(); len(as) > 4 || slices.Contains(months, as) && as != "May" {
				return full
			}
			return t.Format("Jan")
		}
		switch {
		case x[1] != "":
			return v.day(x[1], x[2], x[3]).Format("2006-01-02")
		case x[4] != "":
			return v.day(x[4], x[5], "").Format("2006-01")
		case x[6] != "":
			t := v.day(x[9], x[6], x[8])
			as := x[6]
			if x[9] != "" {
				as, x[7] = "January", " " // a day with its year is written out
			}
			return before + name(as, t) + x[7] + strconv.Itoa(t.Day()) + year(x[9], t)
		case x[10] != "":
			t := v.day(x[12], x[11], x[10])
			return strconv.Itoa(t.Day()) + " " + name(x[11], t) + year(x[12], t)
		case x[13] != "":
			t := v.day(x[14], x[13], "")
			return before + t.Month().String() + " " + t.Format("2006")
		}
		return x[15] + v.day("", x[16], "").Month().String()
	})
}

// all moves the days in every text below a value.
func (v mover) all(x reflect.Value) {
	switch x.Kind() {
	case reflect.String:
		if x.CanSet() {
			x.SetString(v.text(x.String()))
		}
	case reflect.Pointer:
		if !x.IsNil() {
			v.all(x.Elem())
		}
	case reflect.Struct:
		for i := range x.NumField() {
			v.all(x.Field(i))
		}
	case reflect.Slice:
		for i := range x.Len() {
			v.all(x.Index(i))
		}
	}
}
