package hall

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
)

// rollZone is the zone by whose clock the times of a form of the roll are typed and told: that of the court that it names, or else that of the station.
func (v *visit) rollZone(form url.Values) *time.Location {
	for _, name := range []string{"court", "post.court"} {
		if v.roll.Court(form.Get(name)) != nil {
			return v.zoneOf(form.Get(name))
		}
	}
	z, _ := v.zone()
	return z
}

// isRollTime reports whether a field of the roll holds a time.
func isRollTime(name string) bool {
	key := name[strings.LastIndexByte(name, '.')+1:]
	return key == "from" || key == "until"
}

// rollTimes is a form of the roll in which times are as the roll keeps them, with their zone. What is no time is left as it was typed, and refused in
// the roll's own words; a time that the clocks of the zone never show, or show twice, is refused here, at its field.
func rollTimes(form url.Values, z *time.Location) (url.Values, error) {
	out := cloneForm(form)
	var wrong fault.Problems
	for name := range out {
		if !isRollTime(name) {
			continue
		}
		kept, err := rollTime(out.Get(name), strings.HasSuffix(name, "until"), z)
		if err != nil {
			wrong = append(wrong, fault.Problem{Path: atForm + name, What: err.Error()})
			continue
		}
		out.Set(name, kept)
	}
	slices.SortFunc(wrong, func(a, b fault.Problem) int { return strings.Compare(a.Path, b.Path) })
	if len(wrong) > 0 {
		return nil, wrong
	}
	return out, nil
}

// minuteForm is a minute as the record writes it.
const minuteForm = "2006-01-02T15:04"

// rollTime is a time as the roll keeps it, of one that was typed as pages say it, by the clock of a zone. A day alone is its beginning, or, for until
// when something lasts, the beginning of the next, so that the day is in it.
func rollTime(typed string, until bool, z *time.Location) (string, error) {
	minute := timeTyped(typed)
	if day, err := time.Parse(time.DateOnly, minute); err == nil {
		if until {
			day = day.AddDate(0, 0, 1)
		}
		minute = day.Format(minuteForm)
	}
	t, err := time.ParseInLocation(minuteForm, minute, z)
	if err != nil {
		return typed, nil
	}
	w := record.When(minute)
	if two := clerk.Twice(w, z); two != nil {
		return "", fault.Errorf(fault.Input, "%s comes twice in %s: the clocks are put back then; write %s for the first, %s for the second", w, zoneSays(z), withSeconds(two[0]), withSeconds(two[1]))
	}
	if t.Format(minuteForm) != minute {
		return "", fault.Errorf(fault.Input, "there is no %s in %s: the clocks are put forward over it; write a time before or after, or one with its zone", w, zoneSays(z))
	}
	return t.Format(time.RFC3339), nil
}

// withSeconds is a minute with its offset as the roll writes times, which has their seconds.
func withSeconds(w record.When) string {
	return string(w[:len(minuteForm)]) + ":00" + string(w[len(minuteForm):])
}

// rollTimeSays says a time that the roll keeps by the clock of a zone, which it names; of a time that this shows twice, also which of the two it is.
func rollTimeSays(kept string, z *time.Location) string {
	t, err := time.Parse(time.RFC3339, kept)
	if err != nil {
		return kept
	}
	t = t.In(z)
	says := moment(t) + ", " + zoneSays(z)
	if clerk.Twice(record.When(t.Format(minuteForm)), z) != nil {
		says += " (UTC" + t.Format("-07:00") + ")"
	}
	return says
}
