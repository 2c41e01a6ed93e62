package exchange

import (
	"regexp"
	"strings"
	"time"

	"github.com/affiant-project/affiant/internal/record"
)

var (
	dayForms  = []string{"2006-01-02", "2006/01/02", "1/2/2006", "1/2/06", "2 January 2006", "2 Jan 2006", "2-Jan-2006", "02-Jan-06", "January 2, 2006", "Jan 2, 2006", "January 2 2006", "Jan 2 2006", "20060102"}
	hourForms = []string{"15:04:05", "15:04", "3:04:05 PM", "3:04 PM", "3:04PM", "3:04:05PM", "3 PM", "1504", "150405"}
	zoneForm  = regexp.MustCompile(`(?i)\s*\(?\b(EST|EDT|CST|CDT|MST|MDT|PST|PDT|AKST|AKDT|HST|UTC|GMT|Z|[+-]\d{2}:?\d{2})\)?$`)
	hoursWord = regexp.MustCompile(`(?i)\s*(hrs|hours|h)\.?$`)
	dotted    = regexp.MustCompile(`(?i)\b([ap])\.\s?m\.?`)
)

// readWhen reads a day and, if it has one, an hour as a line sheet writes them, with the month before the day where both are numbers, as it is
// written in the United States. whole is false if more was said than a record keeps: seconds, a zone. ok is false if it is no time.
func readWhen(day, hour string) (w record.When, whole, ok bool) {
	day, hour = clean(day), clean(hour)
	if d, h, two := strings.Cut(strings.Replace(day, "T", " ", 1), " "); hour == "" && two && isDay(d) {
		day, hour = d, h
	} else if hour == "" {
		day, hour = splitHour(day)
	}
	whole = true
	if m := zoneForm.FindString(hour); m != "" {
		hour, whole = strings.TrimSuffix(hour, m), false
	}
	hour = strings.TrimSpace(hoursWord.ReplaceAllString(hour, ""))
	var d time.Time
	for _, f := range dayForms {
		if t, err := time.Parse(f, day); err == nil {
			d, ok = t, true
			break
		}
	}
	if !ok || d.Year() < 1000 {
		return "", true, false
	}
	if hour == "" {
		return record.When(d.Format("2006-01-02")), whole, true
	}
	for _, f := range hourForms {
		if t, err := time.Parse(f, strings.ToUpper(hour)); err == nil {
			return record.When(d.Format("2006-01-02") + t.Format("T15:04")), whole && t.Second() == 0, true
		}
	}
	return "", true, false
}

func clean(s string) string {
	s = dotted.ReplaceAllString(strings.Join(strings.Fields(s), " "), "${1}M")
	return strings.TrimSpace(strings.Replace(s, " at ", " ", 1))
}

func isDay(s string) bool {
	for _, f := range dayForms {
		if _, err := time.Parse(f, s); err == nil {
			return true
		}
	}
	return false
}

// splitHour parts a day whose month is a word from the hour behind it.
func splitHour(s string) (day, hour string) {
	words := strings.Fields(s)
	for n := len(words); n > 0; n-- {
		if d := strings.TrimSuffix(strings.Join(words[:n], " "), ","); isDay(d) {
			return d, strings.Join(words[n:], " ")
		}
	}
	return s, ""
}
