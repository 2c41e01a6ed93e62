package clock_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/clock"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

// TestCountedBack counts ten days back from a hearing (Fed. R. Crim. P. 45(a)(1), (5), (6)(C)): the day of the hearing does not count, and a last day that
// is none runs on backward.
func TestCountedBack(t *testing.T) {
	ny := zone(t, "America/New_York")
	table := &clock.Table{Holidays: []clock.Holiday{
		{Jurisdiction: "us", Name: "New Year's Day", Month: 1, Day: 1},
		{Jurisdiction: "us", Name: "Thanksgiving Day", Month: 11, Weekday: "thursday", Nth: 4},
		{Jurisdiction: "us-ma", Name: "Patriots' Day", Month: 4, Weekday: "monday", Nth: 3},
	}}
	for _, tt := range []struct {
		hearing, unit, want string
	}{
		{"2026-05-04 10:00", "days", "2026-04-24 23:59 EDT"},          // a Monday, and a Friday
		{"2026-05-06 10:00", "days", "2026-04-24 23:59 EDT"},          // the 26th is a Sunday
		{"2026-05-05 09:00", "days", "2026-04-24 23:59 EDT"},          // the 25th is a Saturday
		{"2027-01-11 10:00", "days", "2026-12-31 23:59 EST"},          // 1 January is a holiday, of another year than the hearing's
		{"2026-12-06 10:00", "days", "2026-11-25 23:59 EST"},          // the 26th is Thanksgiving
		{"2026-03-16 00:30", "days", "2026-03-06 23:59 EST"},          // the clock changed on the 8th
		{"2026-11-11 10:00", "days", "2026-10-30 23:59 EDT"},          // and on 1 November, a Sunday
		{"2026-04-30 10:00", "days", "2026-04-20 23:59 EDT"},          // Patriots' Day is a holiday of the State only
		{"2026-05-06 10:00", "calendar-days", "2026-04-26 23:59 EDT"}, // passes over nothing
	} {
		at, err := time.ParseInLocation("2006-01-02 15:04", tt.hearing, ny)
		if err != nil {
			t.Fatal(err)
		}
		if got := table.Due(clock.Term{Count: 10, Unit: clock.Unit(tt.unit), Before: true}, at, "us-ma").Format("2006-01-02 15:04 MST"); got != tt.want {
			t.Errorf("ten %s before %s: %s, want %s", tt.unit, tt.hearing, got, tt.want)
		}
	}
	if got := table.Due(clock.Term{Count: 10, Unit: clock.Days}, time.Date(2026, 4, 10, 9, 0, 0, 0, ny), "us-ma").Format("2006-01-02"); got != "2026-04-21" {
		t.Errorf("counted on, Patriots' Day is passed over: %s", got)
	}
}

// states tells where the deadlines of a matter with these terms stand at a moment, as TERM/PERSON STATE DAY.
func states(t *testing.T, m *record.Matter, now string, terms ...string) string {
	t.Helper()
	ny := zone(t, "America/New_York")
	at, err := time.ParseInLocation("2006-01-02 15:04", now, ny)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, d := range clock.Deadlines(m, doctrine.Default().Clocks(), ny, at) {
		if slices.Contains(terms, d.Term.ID) {
			out = append(out, fmt.Sprintf("%s/%s %s %s", d.Term.ID, d.Person, d.State, d.Due.Format("2006-01-02 15:04")))
		}
	}
	return strings.Join(out, ", ")
}

// TestFurnished follows 18 U.S.C. 2518(9) through the life of a hearing: set, near, missed, moved, waived, furnished to the party or to counsel of that party.
func TestFurnished(t *testing.T) {
	m := &record.Matter{ID: "m", Title: "M", Jurisdiction: "us",
		People: []record.Person{{ID: "dole"}, {ID: "mary"}, {ID: "cross", Roles: []record.Role{record.Counsel}, Ties: []record.Tie{{To: "dole", As: "counsel"}}},
			{ID: "grey", Roles: []record.Role{record.Counsel}}},
		Orders:       []record.Order{{ID: "tap", Kind: record.Interception}, {ID: "pen", Kind: record.PenRegister}},
		Applications: []record.Application{{ID: "him", Kind: record.Arrest, Respondents: []record.PersonID{"dole", "mary"}}},
		Hearings:     []record.Hearing{{ID: "motion", Kind: "suppression", At: "2026-05-06T10:00", Time: "2026-04-01T09:00"}}}
	check := func(now, want string) {
		t.Helper()
		if got := states(t, m, now, "furnish-interception"); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", now, got, want)
		}
	}
	check("2026-04-10 09:00", "furnish-interception/dole running 2026-04-24 23:59, furnish-interception/mary running 2026-04-24 23:59")
	check("2026-04-20 09:00", "furnish-interception/dole near 2026-04-24 23:59, furnish-interception/mary near 2026-04-24 23:59")
	check("2026-04-25 00:00", "furnish-interception/dole missed 2026-04-24 23:59, furnish-interception/mary missed 2026-04-24 23:59")
	// What is handed to counsel of one party is handed to that party; to counsel of nobody in particular, to none of two.
	m.Disclosures = []record.Disclosure{{To: "grey", Under: "title-iii", Time: "2026-04-02"}, {To: "cross", Under: "brady", Orders: []record.OrderID{"tap"}, Time: "2026-04-02"}}
	check("2026-04-10 09:00", "furnish-interception/dole running 2026-04-24 23:59, furnish-interception/mary running 2026-04-24 23:59")
	m.Disclosures = append(m.Disclosures, record.Disclosure{To: "cross", Under: "title-iii", Orders: []record.OrderID{"tap"}, Time: "2026-04-24T23:50"},
		record.Disclosure{To: "mary", Under: "title-iii", Time: "2026-04-27"})
	check("2026-05-01 09:00", "furnish-interception/mary late 2026-04-24 23:59, furnish-interception/dole met 2026-04-24 23:59")
	// The time was waived for her: what came late came in time.
	m.Hearings[0].Waived = []record.Waiver{{By: "hart", Party: "mary", Because: "no prejudice"}}
	check("2026-05-01 09:00", "furnish-interception/dole met 2026-04-24 23:59, furnish-interception/mary met 2026-05-06 10:00")
	// Moved, it is counted from the new day; moved without a day, nothing is due; and nothing where nothing intercepted is used.
	m.Hearings[0].Waived = nil
	m.Hearings[0].Moved = []record.Move{{To: "2026-05-20T10:00"}}
	check("2026-05-01 09:00", "furnish-interception/dole met 2026-05-08 23:59, furnish-interception/mary met 2026-05-08 23:59")
	m.Hearings[0].Moved = append(m.Hearings[0].Moved, record.Move{})
	check("2026-05-01 09:00", "")
	m.Hearings[0].Moved, m.Hearings[0].Without = nil, true
	check("2026-05-01 09:00", "")
	// A second tap of which no papers were named is owed; a party who is named alone has whatever counsel there is.
	m.Hearings[0].Without, m.Hearings[0].Parties = false, []record.PersonID{"mary"}
	m.Orders = append(m.Orders, record.Order{ID: "tap-2", Kind: record.Interception})
	m.Disclosures = append(m.Disclosures, record.Disclosure{To: "grey", Under: "title-iii", Orders: []record.OrderID{"tap"}, Time: "2026-04-20"})
	check("2026-04-20 09:00", "furnish-interception/mary near 2026-04-24 23:59, furnish-interception/mary met 2026-04-24 23:59")
}

// TestInterception follows an order for interception from an emergency to the reports of it.
func TestInterception(t *testing.T) {
	o := record.Order{ID: "tap", Kind: record.Interception, Emergency: "2026-03-06T20:00", Persons: []record.PersonID{"dole"}, Reports: 10}
	m := &record.Matter{ID: "m", Title: "M", Jurisdiction: "us", People: []record.Person{{ID: "dole"}}, Orders: []record.Order{o}}
	all := []string{"emergency-application", "begin-interception", "end-interception", "report-progress", "seal-recordings", "notice-of-interception", "judge-reports-interception", "prosecutor-reports-interception"}
	check := func(now, want string, terms ...string) {
		t.Helper()
		if terms == nil {
			terms = all
		}
		if got := states(t, m, now, terms...); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", now, got, want)
		}
	}
	check("2026-03-08 20:00", "emergency-application/ near 2026-03-08 21:00") // 48 hours, and the clock went on by one
	check("2026-03-08 21:01", "emergency-application/ missed 2026-03-08 21:00")
	p := &m.Orders[0]
	p.Made = "2026-03-08T12:00"
	// The thirty days run from ten days after the order, or from the first interception if that was earlier.
	check("2026-03-10 09:00", "end-interception/ running 2026-04-17 23:59", "end-interception")
	check("2026-03-10 09:00", "begin-interception/ running 2026-03-18 23:59", "begin-interception")
	p.Steps = []record.OrderStep{{Act: "began", Time: "2026-03-09"}}
	check("2026-03-10 09:00", "end-interception/ running 2026-04-08 23:59", "end-interception")
	check("2026-03-10 09:00", "emergency-application/ met 2026-03-08 21:00, begin-interception/ met 2026-03-18 23:59", "begin-interception", "emergency-application")
	// Reports of progress, as the judge wants them, up to the next.
	check("2026-03-20 09:00", "report-progress/ missed 2026-03-19 23:59, report-progress/ running 2026-03-29 23:59", "report-progress")
	p.Steps = append(p.Steps, record.OrderStep{Act: "progress-reported", Time: "2026-03-19"})
	check("2026-03-20 09:00", "report-progress/ running 2026-03-29 23:59, report-progress/ met 2026-03-19 23:59", "report-progress")
	// An order with an end of its own; extended, with another; then ended, to be sealed the same day.
	p.Until = "2026-03-25"
	check("2026-03-20 09:00", "end-interception/ running 2026-03-25 23:59, seal-recordings/ running 2026-03-25 23:59", "end-interception", "seal-recordings")
	p.Until = "2026-06-30" // longer than the thirty days that an order may have
	check("2026-03-20 09:00", "end-interception/ running 2026-04-08 23:59", "end-interception")
	p.Until, p.Steps = "2026-04-20", append(p.Steps, record.OrderStep{Act: "extended", Until: "2026-04-20"})
	check("2026-04-19 09:00", "end-interception/ near 2026-04-20 23:59", "end-interception")
	p.Steps = append(p.Steps, record.OrderStep{Act: "ended", Time: "2026-04-12"})
	check("2026-04-13 00:00", "seal-recordings/ missed 2026-04-12 23:59, notice-of-interception/dole running 2026-07-11 23:59, judge-reports-interception/ running 2027-01-31 23:59, "+
		"prosecutor-reports-interception/ running 2027-03-31 23:59, end-interception/ met 2026-04-20 23:59", "end-interception", "seal-recordings", "notice-of-interception", "judge-reports-interception", "prosecutor-reports-interception")
	p.SealedOn = "2026-04-12"
	p.Steps = append(p.Steps, record.OrderStep{Act: "notice-postponed", Until: "2026-12-01"}, record.OrderStep{Act: "judge-reported", Time: "2027-01-15"}, record.OrderStep{Act: "prosecutor-reported", Time: "2027-04-02"})
	check("2026-08-01 09:00", "notice-of-interception/dole running 2026-12-01 23:59, seal-recordings/ met 2026-04-12 23:59, judge-reports-interception/ met 2027-01-31 23:59", "seal-recordings", "notice-of-interception", "judge-reports-interception")
	check("2027-05-01 09:00", "prosecutor-reports-interception/ late 2027-03-31 23:59", "prosecutor-reports-interception")
}

// TestDelayedNotice: thirty days after the search, ninety more, or the day that the judge sets; and the judge's report after the last.
func TestDelayedNotice(t *testing.T) {
	m := matter()
	w := &m.Applications[0].Warrants[0]
	check := func(now, want string) {
		t.Helper()
		if got := states(t, m, now, "delayed-notice", "delayed-notice-extended", "delayed-notice-as-ordered", "report-delayed-notice"); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", now, got, want)
		}
	}
	w.Delays = []record.Delay{{Act: "delayed", By: "hart"}}
	check("2026-03-05 09:00", "") // nothing was searched yet
	m.Applications[0].Execution = []record.Execution{{Act: "searched", Warrant: "w1", Time: "2026-03-04T10:00"}}
	check("2026-03-05 09:00", "delayed-notice/ running 2026-04-03 23:59")
	check("2026-04-10 09:00", "delayed-notice/ missed 2026-04-03 23:59, report-delayed-notice/ running 2026-05-03 23:59")
	w.Delays = append(w.Delays, record.Delay{Act: "extended", By: "hart"})
	check("2026-04-10 09:00", "delayed-notice-extended/ running 2026-06-02 23:59")
	w.Delays[0].Until = "2026-04-01"
	check("2026-04-10 09:00", "delayed-notice-extended/ running 2026-06-30 23:59")
	w.Delays[1].Until = "2026-05-20"
	check("2026-05-18 09:00", "delayed-notice-as-ordered/ near 2026-05-20 23:59")
	m.Notices = []record.Notice{{To: "dole", Of: "search", Time: "2026-05-19"}}
	w.Delays = append(w.Delays, record.Delay{Act: "reported", By: "hart", Time: "2026-06-01"})
	check("2026-06-10 09:00", "delayed-notice-as-ordered/ met 2026-05-20 23:59, report-delayed-notice/ met 2026-06-19 23:59")
}

// TestTracking: the forty-five days of a tracking device run from the order, whenever it was installed, and do not run on over a weekend; an earlier day that
// the order sets, and an extension, come before; and nothing ends it but that someone ended it.
func TestTracking(t *testing.T) {
	m := &record.Matter{ID: "m", Title: "M", Jurisdiction: "us", People: []record.Person{{ID: "dole"}},
		Orders: []record.Order{{ID: "car", Kind: record.Tracking, Made: "2026-03-02T09:00", Persons: []record.PersonID{"dole"}}}}
	o := &m.Orders[0]
	check := func(now, want string, terms ...string) {
		t.Helper()
		if terms == nil {
			terms = []string{"install-tracker", "end-tracking"}
		}
		if got := states(t, m, now, terms...); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", now, got, want)
		}
	}
	check("2026-03-03 09:00", "install-tracker/ running 2026-03-12 23:59, end-tracking/ running 2026-04-16 23:59")
	o.Steps = []record.OrderStep{{Act: "began", Time: "2026-03-11T10:00"}}
	check("2026-03-20 09:00", "end-tracking/ running 2026-04-16 23:59, install-tracker/ met 2026-03-12 23:59")
	check("2026-04-17 00:00", "end-tracking/ missed 2026-04-16 23:59", "end-tracking")
	o.Until = "2026-04-05" // a Sunday
	check("2026-04-04 09:00", "end-tracking/ near 2026-04-05 23:59", "end-tracking")
	check("2026-04-06 00:00", "end-tracking/ missed 2026-04-05 23:59", "end-tracking")
	o.Until = "2026-06-30" // longer than the rule has it
	check("2026-04-17 00:00", "end-tracking/ missed 2026-04-16 23:59", "end-tracking")
	o.Until, o.Steps = "2026-05-20", append(o.Steps, record.OrderStep{Act: "extended", Until: "2026-05-20"})
	check("2026-04-17 00:00", "end-tracking/ running 2026-05-20 23:59", "end-tracking")
	o.Steps = append(o.Steps, record.OrderStep{Act: "ended", Time: "2026-05-15"})
	check("2026-05-16 09:00", "notice-of-tracking/dole running 2026-05-26 23:59, return-tracking-warrant/ running 2026-05-26 23:59, end-tracking/ met 2026-05-20 23:59", // the 25th is Memorial Day
		"end-tracking", "return-tracking-warrant", "notice-of-tracking")
	o.Steps = append(o.Steps, record.OrderStep{Act: "notice-postponed", Until: "2026-08-01"}, record.OrderStep{Act: "returned", Time: "2026-05-27"})
	check("2026-06-01 09:00", "notice-of-tracking/dole running 2026-08-01 23:59, return-tracking-warrant/ late 2026-05-26 23:59", "return-tracking-warrant", "notice-of-tracking")
	o.Made, o.Until, o.Steps = record.NoTime, "", []record.OrderStep{{Act: "began", Time: "2026-03-11"}}
	check("2026-03-20 09:00", "end-tracking/ running 2026-04-25 23:59", "end-tracking")
}

// TestLetGo: who was let go is not held, and no finding of cause is owed for it any more.
func TestLetGo(t *testing.T) {
	m := &record.Matter{ID: "m", Title: "M", Jurisdiction: "us", People: []record.Person{{ID: "dole"}}, Applications: []record.Application{{ID: "him", Kind: record.Arrest, Respondents: []record.PersonID{"dole"},
		Custody: []record.Custody{{Person: "dole", Act: "arrested", Time: "2026-10-31T20:00"}}}}}
	for _, c := range []struct{ act, at, now, want string }{
		{"", "", "2026-11-02 19:00", "find-cause/dole near 2026-11-02 19:00"}, // forty-eight hours, of which one came twice
		{"", "", "2026-11-02 19:01", "find-cause/dole missed 2026-11-02 19:00"},
		{"released", "2026-11-01T09:00", "2026-11-05 09:00", "find-cause/dole met 2026-11-02 19:00"},
		{"bailed", "2026-11-02T19:30", "2026-11-05 09:00", "find-cause/dole late 2026-11-02 19:00"},
	} {
		a := &m.Applications[0]
		a.Custody = a.Custody[:1]
		if c.act != "" {
			a.Custody = append(a.Custody, record.Custody{Person: "dole", Act: c.act, Time: record.When(c.at)})
		}
		if got := states(t, m, c.now, "find-cause"); got != c.want {
			t.Errorf("%s %s: %s; want %s", c.act, c.now, got, c.want)
		}
	}
	m.Applications[0].Custody = append(m.Applications[0].Custody[:1], record.Custody{Person: "dole", Act: "released", Time: "2026-11-01T09:00"}, record.Custody{Person: "dole", Act: "arrested", Time: "2026-11-07T23:00"})
	if got, want := states(t, m, "2026-11-09 12:00", "find-cause"), "find-cause/dole near 2026-11-09 23:00, find-cause/dole met 2026-11-02 19:00"; got != want {
		t.Errorf("arrested again: %s; want %s", got, want)
	}
}
