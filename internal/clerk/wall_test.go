package clerk_test

import (
	"testing"
	"time"

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
