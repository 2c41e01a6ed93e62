package clerk_test

import (
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
)

// TestSetOnTheClock: nothing is set to end in an hour that comes twice, in which it would live again, or in one that there is not.
func TestSetOnTheClock(t *testing.T) {
	o := newOffice(t)
	o.now = time.Date(2026, 10, 30, 14, 0, 0, 0, time.UTC)
	o.toBench()
	o.do("hart", record.Decided{Application: "purse", Decision: record.Decision{Respondents: []record.PersonID{"dole"}, Act: "granted", Finding: "seen by the affiant"}})
	issue := func(until record.When) record.WarrantIssued {
		return record.WarrantIssued{Application: "purse", Warrant: record.Issued{ID: "w1", By: "hart", Respondents: []record.PersonID{"dole"}, Until: until}}
	}
	for _, until := range []record.When{"2026-11-01T01:00", "2026-11-01T01:30", "2026-11-01T01:59"} {
		o.no("hart", issue(until), fault.Input, "comes twice")
	}
	for _, until := range []record.When{"2027-03-14T02:00", "2027-03-14T02:59"} {
		o.no("hart", issue(until), fault.Input, "put forward")
	}
	o.no("hart", record.Sealed{Seal: record.Seal{ID: "s", By: "hart", Because: "an informant", Until: "2026-11-01T01:15"}}, fault.Input, "comes twice")
	o.no("hart", record.HearingSet{Hearing: record.Hearing{ID: "h", Kind: "suppression", At: "2027-03-14T02:30"}}, fault.Input, "put forward")
	o.do("hart", issue("2026-11-01T02:00"))
	// To the minute, on the night itself: two o'clock comes once, an hour and a minute after 1:59 came first.
	arrest := record.Executed{Application: "purse", Execution: record.Execution{Act: "arrested", Warrant: "w1", Persons: []record.PersonID{"dole"}}}
	o.now = time.Date(2026, 11, 1, 7, 0, 0, 0, time.UTC) // 2:00; try passes a minute
	o.no("pratt", arrest, fault.Conflict, "its time ended")
	o.now = time.Date(2026, 11, 1, 6, 59, 0, 0, time.UTC) // 1:59, the second
	o.do("pratt", arrest)
}

// TestToldOnTheClock: what is told of a minute that the court's clock shows twice says which of the two, and is counted from that; the office stamps what is done in
// such a minute with it; of one that was never shown nothing is told.
func TestToldOnTheClock(t *testing.T) {
	o := newOffice(t)
	o.now = time.Date(2026, 10, 31, 14, 0, 0, 0, time.UTC)
	o.toBench()
	charged := func(at record.When) record.Charged {
		return record.Charged{Application: "purse", Charge: record.Charge{Act: "complaint", Time: at}}
	}
	// In the hour itself: what was done in the first is told in the second, and an act bears which it was.
	o.now = time.Date(2026, 11, 1, 6, 9, 0, 0, time.UTC)
	o.do("archer", charged("2026-11-01T01:50-04:00"))
	o.no("archer", charged("2026-11-01T01:50-05:00"), fault.Conflict, "it tells of")
	o.do("hart", record.Decided{Application: "purse", Decision: record.Decision{Respondents: []record.PersonID{"dole"}, Act: "denied", Finding: "one glimpse"}})
	v, err := o.Read(t.Context(), clerk.Caller{Account: "hart"}, "ferry", access.ReadPapers, "purse")
	if err != nil {
		t.Fatal(err)
	}
	if x := v.Matter.Application("purse").Presentments[0].Decisions[0]; x.Time != "2026-11-01T01:12-05:00" {
		t.Errorf("decided %s", string(x.Time))
	}
	o.no("hart", record.WarrantIssued{Application: "purse", Warrant: record.Issued{ID: "w1", By: "hart", Respondents: []record.PersonID{"dole"}, Until: "2026-11-01T01:40-05:00"}}, fault.Input, "comes twice")
	o.now = time.Date(2026, 11, 1, 8, 0, 0, 0, time.UTC) // 3:00 in the morning, Eastern Standard Time
	held := func(at record.When) record.Detained {
		return record.Detained{Application: "purse", Custody: record.Custody{Person: "dole", Act: "arrested", Time: at}}
	}
	o.no("archer", held("2026-11-01T01:30"), fault.Input, "write 2026-11-01T01:30-04:00 for the first, 2026-11-01T01:30-05:00 for the second")
	o.no("archer", held("2026-10-31T23:00..2026-11-01T01:30"), fault.Input, "comes twice")
	o.no("archer", held("2026-11-01T01:30-06:00"), fault.Input, "is not UTC-06:00")
	o.no("archer", held("2026-11-01T00:30-05:00"), fault.Input, "write 2026-11-01T00:30-04:00, or leave the offset out")
	o.no("archer", held("2026-03-08T02:30"), fault.Input, "put forward")
	o.do("archer", held("2026-11-01T01:30-05:00"))
	v, err = o.Read(t.Context(), clerk.Caller{Account: "archer"}, "ferry", access.ReadDocket, "")
	if err != nil {
		t.Fatal(err)
	}
	if c := v.Matter.Application("purse").Custody[0]; c.Time.String() != "1 November 2026, 1:30 a.m. (UTC-05:00)" {
		t.Errorf("%s", c.Time)
	}
	found := false
	for _, d := range v.Due {
		if d.Term.Starts == "arrested-without-warrant" {
			found = true
			if want := time.Date(2026, 11, 3, 6, 30, 0, 0, time.UTC); !d.Due.Equal(want) { // 48 hours after the second
				t.Errorf("due %s, want %s", d.Due.UTC(), want)
			}
		}
	}
	if !found {
		t.Error("nothing is due of an arrest")
	}
	o.do("archer", held("2026-10-31")) // a day is a day
}
