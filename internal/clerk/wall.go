package clerk

import (
	"slices"
	"time"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
)

// setFor returns for when an event sets something that is to come: until when a warrant may be executed or a seal holds, when a hearing is to begin.
func setFor(e record.Event) record.When {
	switch e := e.(type) {
	case record.WarrantIssued:
		return e.Warrant.Until
	case record.Sealed:
		return e.Seal.Until
	case record.HearingSet:
		return e.Hearing.At
	case record.HearingMoved:
		return e.Moved.To
	case record.TimeExtended:
		return e.Extension.Until
	case record.NoticeDelayed:
		return e.Delay.Until
	case record.OrderCarriedOut:
		return e.Step.Until
	}
	return ""
}

// onTheClock refuses to set something for a minute that the clocks of the court leave out in spring, or show twice in autumn: who carries out a warrant reads the
// clock on the wall, on which what ends in an hour that comes twice would end, and begin anew, and end.
func onTheClock(w record.When, z *time.Location) error {
	lo, hi, known := w.Bounds()
	if !known || lo.IsZero() || hi.Sub(lo) != time.Minute {
		return nil
	}
	if len(readings(lo, z)) == 2 {
		return fault.Errorf(fault.Input, "%s comes twice at the court: the clocks are put back then; say a minute before or after that hour", record.When(lo.Format(minuteForm)))
	}
	return onceOnTheClock(w, z)
}

// toldOnTheClock refuses an act that tells of a minute which the clocks of the court show twice without saying which of the two it was, or of one that they never showed. A
// source says what it says, and may come from where other clocks go.
func toldOnTheClock(e record.Event, z *time.Location) error {
	if _, source := e.(record.SourceLogged); source {
		return nil
	}
	for _, w := range record.Times(e) {
		if err := onceOnTheClock(w, z); err != nil {
			return err
		}
	}
	return nil
}

// onceOnTheClock refuses a minute that the clocks of a zone show twice, if it is not said which of the two is meant; one that they leave out; and one with an
// offset that they do not have then.
func onceOnTheClock(w record.When, z *time.Location) error {
	for _, m := range w.Minutes() {
		minute, said := record.When(m[:len(minuteForm)]), m[len(minuteForm):]
		wall, _, _ := minute.Bounds()
		at := readings(wall, z)
		var ways []string
		for _, t := range at {
			ways = append(ways, t.Format(minuteForm+"-07:00"))
		}
		switch {
		case len(at) == 0:
			return fault.Errorf(fault.Input, "there is no %s at the court: the clocks are put forward over it; say a minute before or after", minute)
		case said != "" && !slices.Contains(ways, m):
			return fault.Errorf(fault.Input, "at the court %s is not UTC%s; write %s, or leave the offset out", minute, said, ways[0])
		case said == "" && len(at) == 2:
			return fault.Errorf(fault.Input, "%s comes twice at the court: the clocks are put back then; write %s for the first, %s for the second", minute, ways[0], ways[1])
		}
	}
	return nil
}

// minuteForm is a minute as the record writes it.
const minuteForm = "2006-01-02T15:04"

// readings returns the moments at which the clocks of a zone show a minute, the earlier first: one, as a rule; none where they are put forward over it, two where
// they are put back.
func readings(wall time.Time, z *time.Location) []time.Time {
	var at []time.Time
	for _, near := range []time.Duration{-24 * time.Hour, 24 * time.Hour} {
		_, off := time.Date(wall.Year(), wall.Month(), wall.Day(), wall.Hour(), wall.Minute(), 0, 0, z).Add(near).Zone()
		t := wall.Add(-time.Duration(off) * time.Second).In(z)
		if t.Format(minuteForm) == wall.Format(minuteForm) && !slices.ContainsFunc(at, t.Equal) {
			at = append(at, t)
		}
	}
	slices.SortFunc(at, time.Time.Compare)
	return at
}

// stamp is the time at which something is done, as it is put into the record: to the minute on the clock of the court, and with the offset where that shows it
// twice.
func stamp(local time.Time) record.When {
	wall := time.Date(local.Year(), local.Month(), local.Day(), local.Hour(), local.Minute(), 0, 0, time.UTC)
	if len(readings(wall, local.Location())) == 2 {
		return record.When(local.Format(minuteForm + "-07:00"))
	}
	return record.When(local.Format(minuteForm))
}

// Twice returns the ways to write a minute that the clocks of a zone show twice, the first before the second; nil for every other time.
func Twice(w record.When, z *time.Location) []record.When {
	wall, _, known := w.Bounds()
	if m := w.Minutes(); !known || len(m) != 1 || m[0] != string(w) || len(m[0]) != len(minuteForm) {
		return nil
	}
	var ways []record.When
	if at := readings(wall, z); len(at) == 2 {
		for _, t := range at {
			ways = append(ways, record.When(t.Format(minuteForm+"-07:00")))
		}
	}
	return ways
}

// PutBack returns the ways to write the first minute of an hour that the clocks of a zone show twice, if they do so within a day of now or did within the three
// before; nil if not.
func PutBack(now time.Time, z *time.Location) []record.When {
	begun, ends := now.In(z).ZoneBounds()
	if !begun.IsZero() && now.Sub(begun) > 72*time.Hour {
		begun = time.Time{}
	}
	if !ends.IsZero() && ends.Sub(now) > 24*time.Hour {
		ends = time.Time{}
	}
	for _, t := range []time.Time{begun, ends} {
		if ways := Twice(record.When(t.In(z).Format(minuteForm)), z); !t.IsZero() && ways != nil {
			return ways
		}
	}
	return nil
}
