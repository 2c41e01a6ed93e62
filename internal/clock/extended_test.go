package clock_test

import (
	"slices"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/affiant-project/affiant/internal/clock"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

// TestExtended: a judge gives more time before a preliminary hearing, for one person, and not when it is over; a seal that is ordered again goes on.
func TestExtended(t *testing.T) {
	ny := zone(t, "America/New_York")
	at := func(s string) time.Time {
		v, err := time.ParseInLocation("2006-01-02 15:04", s, ny)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	m := matter()
	a := &m.Applications[1]
	a.Custody = append(a.Custody, record.Custody{Person: "dole", Act: "appeared", Time: "2026-03-09T10:30"})
	more := func(person record.PersonID, until, ordered record.When) record.Extension {
		return record.Extension{Of: "preliminary-hearing", Person: person, Until: until, By: "hart", Consents: true, Because: "so asked", Time: ordered}
	}
	for _, c := range []struct {
		list []record.Extension
		due  string
		is   clock.State
	}{
		{nil, "2026-03-23 23:59", clock.Missed},
		{[]record.Extension{more("dole", "2026-04-10", "2026-03-20T09:00")}, "2026-04-10 23:59", clock.Running},
		{[]record.Extension{more("dole", "2026-03-30", "2026-03-20T09:00"), more("dole", "2026-04-20T17:00", "2026-03-30T12:00")}, "2026-04-20 17:00", clock.Running},
		{[]record.Extension{more("dole", "2026-04-10", "2026-03-24T09:00")}, "2026-03-23 23:59", clock.Missed}, // ordered when it was over
		{[]record.Extension{more("hart", "2026-04-10", "2026-03-20T09:00")}, "2026-03-23 23:59", clock.Missed}, // another's
		{[]record.Extension{more("dole", "2026-03-20", "2026-03-10T09:00")}, "2026-03-23 23:59", clock.Missed}, // no longer than the law has it
	} {
		a.Extensions = c.list
		d := one(t, clock.Deadlines(m, doctrine.Default().Clocks(), ny, at("2026-04-02 12:00")), "preliminary-hearing-in-custody")
		if d.Due != at(c.due) || d.State != c.is {
			t.Errorf("%+v: due %s, %s", c, d.Due, d.State)
		}
	}
	// What else runs from the same appearance, by a State's own law, is not moved by it.
	clocks := doctrine.Default().Clocks()
	table := *clocks
	table.Terms = append(slices.Clone(table.Terms), clock.Term{ID: "indictment-in-custody", Jurisdiction: "us", Title: "indictment, in custody", Starts: "appeared-in-custody", Count: 10, Unit: clock.Days, Who: "prosecutor"},
		clock.Term{ID: "preliminary-hearings-list", Jurisdiction: "us", Title: "a list", Starts: "appeared-in-custody", Count: 10, Unit: clock.Days, Who: "clerk"})
	a.Extensions = []record.Extension{more("dole", "2026-04-10", "2026-03-12T09:00")}
	for id, due := range map[string]string{"preliminary-hearing-in-custody": "2026-04-10 23:59", "indictment-in-custody": "2026-03-19 23:59", "preliminary-hearings-list": "2026-03-19 23:59"} {
		if d := one(t, clock.Deadlines(m, &table, ny, at("2026-04-02 12:00")), id); d.Due != at(due) {
			t.Errorf("%s: due %s, want %s", id, d.Due, due)
		}
	}
	seal := func(again ...record.Seal) []clock.Deadline {
		m.Seals = append([]record.Seal{{ID: "s", By: "hart", Time: "2026-03-02T09:22", Until: "2026-06-01"}}, again...)
		return clock.Deadlines(m, doctrine.Default().Clocks(), ny, at("2026-06-02 12:00"))
	}
	for name, c := range map[string]struct {
		again record.Seal
		want  clock.State
	}{
		"in time":              {record.Seal{ID: "t", By: "hart", Time: "2026-05-20T09:00", Until: "2026-12-01"}, clock.Met},
		"when it had ended":    {record.Seal{ID: "t", By: "hart", Time: "2026-06-02T09:00", Until: "2026-12-01"}, clock.Late},
		"for no longer":        {record.Seal{ID: "t", By: "hart", Time: "2026-05-20T09:00", Until: "2026-05-30"}, clock.Missed},
		"of an application":    {record.Seal{ID: "t", By: "hart", Time: "2026-05-20T09:00", Until: "2026-12-01", Application: "shed"}, clock.Missed},
		"laid before, not yet": {record.Seal{ID: "t", By: "hart", Time: "2026-02-20T09:00", Until: "2026-12-01"}, clock.Missed},
	} {
		for _, d := range seal(c.again) {
			if d.Term.ID == "seal-ends" && d.Due.Equal(at("2026-06-01 23:59")) && d.State != c.want {
				t.Errorf("ordered again %s: %s, want %s", name, d.State, c.want)
			}
		}
	}
}
