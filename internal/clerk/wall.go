package clerk

import (
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

// onTheClock refuses to set something for a minute that the clocks of the court leave out in spring, or show twice in autumn: the record has the wall clock's
// time, so that what ends in an hour that comes twice would end, and begin anew, and end.
func onTheClock(w record.When, z *time.Location) error {
	lo, hi, known := w.Bounds()
	if !known || lo.IsZero() || hi.Sub(lo) != time.Minute {
		return nil
	}
	seen := map[int64]bool{}
	for _, near := range []time.Duration{-24 * time.Hour, 24 * time.Hour} {
		_, off := time.Date(lo.Year(), lo.Month(), lo.Day(), lo.Hour(), lo.Minute(), 0, 0, z).Add(near).Zone()
		at := lo.Add(-time.Duration(off) * time.Second)
		if in := at.In(z); in.Format("2006-01-02T15:04") == lo.Format("2006-01-02T15:04") {
			seen[at.Unix()] = true
		}
	}
	switch len(seen) {
	case 0:
		return fault.Errorf(fault.Input, "there is no %s at the court: the clocks are put forward over it; say a minute before or after", w)
	case 1:
		return nil
	}
	return fault.Errorf(fault.Input, "%s comes twice at the court: the clocks are put back then; say a minute before or after that hour", w)
}
