package clock_test

import (
	"slices"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/affiant-project/affiant/internal/clock"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func TestBuiltin(t *testing.T) {
	there := map[string]bool{}
	for _, x := range doctrine.Default().Clocks().Terms {
		if x.Jurisdiction == "us" {
			there[x.ID+" "+x.Says] = true
		}
	}
	for _, want := range []string{ // the time limits of the Federal Rules of Criminal Procedure and of Title III, by their authority
		"execute-search Fed. R. Crim. P. 41(e)(2)(A)(i)", "install-tracker Fed. R. Crim. P. 41(e)(2)(C)", "end-tracking Fed. R. Crim. P. 41(e)(2)(C)",
		"return-tracking-warrant Fed. R. Crim. P. 41(f)(2)(B)", "notice-of-tracking Fed. R. Crim. P. 41(f)(2)(C)", "preliminary-hearing-in-custody Fed. R. Crim. P. 5.1(c)",
		"preliminary-hearing-at-liberty Fed. R. Crim. P. 5.1(c)", "find-cause County of Riverside v. McLaughlin, 500 U.S. 44 (1991)",
		"delayed-notice 18 U.S.C. 3103a(b)(3)", "delayed-notice-extended 18 U.S.C. 3103a(c)", "report-delayed-notice 18 U.S.C. 3103a(d)(1)",
		"begin-interception 18 U.S.C. 2518(5)", "end-interception 18 U.S.C. 2518(5)", "report-progress 18 U.S.C. 2518(6)", "emergency-application 18 U.S.C. 2518(7)",
		"seal-recordings 18 U.S.C. 2518(8)(a)", "notice-of-interception 18 U.S.C. 2518(8)(d)", "furnish-interception 18 U.S.C. 2518(9); Fed. R. Crim. P. 45(a)(1), (5)",
		"judge-reports-interception 18 U.S.C. 2519(1)", "prosecutor-reports-interception 18 U.S.C. 2519(2)",
	} {
		if !there[want] {
			t.Error("there is no term", want)
		}
	}
}

// TestDue counts by Rule 45 and by real hours, over weekends, holidays and both changes of the clock.
func TestDue(t *testing.T) {
	ny := zone(t, "America/New_York")
	for _, tt := range []struct {
		from, unit string
		n          int
		want       string
	}{
		// Days: the day of the event does not count; a weekend and a holiday are passed over.
		{"2026-03-02 09:15", "days", 14, "2026-03-16 23:59 EDT"}, // a Monday, and the clock changed on the 8th
		{"2026-03-07 23:59", "days", 14, "2026-03-23 23:59 EDT"}, // the 21st is a Saturday
		{"2026-06-20 10:00", "days", 14, "2026-07-06 23:59 EDT"}, // 4 July is a Saturday, kept on Friday the 3rd
		{"2026-11-12 10:00", "days", 14, "2026-11-27 23:59 EST"}, // the 26th is Thanksgiving
		{"2021-12-17 10:00", "days", 14, "2022-01-03 23:59 EST"}, // 31 December is kept for New Year's Day, then a weekend
		{"2020-06-05 10:00", "days", 14, "2020-06-19 23:59 EDT"}, // Juneteenth was no holiday yet
		{"2026-06-05 10:00", "days", 14, "2026-06-22 23:59 EDT"}, // now it is, and a weekend follows
		{"2026-05-11 10:00", "days", 14, "2026-05-26 23:59 EDT"}, // the 25th is Memorial Day
		// Calendar days pass over nothing.
		{"2026-03-07 23:59", "calendar-days", 14, "2026-03-21 23:59 EDT"},
		{"2026-11-28 08:00", "calendar-days", 90, "2027-02-26 23:59 EST"},
		// Real hours: 48 of them, whatever the wall clock does.
		{"2026-03-07 10:00", "real-hours", 48, "2026-03-09 11:00 EDT"},
		{"2026-10-31 10:00", "real-hours", 48, "2026-11-02 09:00 EST"},
		{"2026-11-27 18:30", "real-hours", 48, "2026-11-29 18:30 EST"}, // ends on a Sunday all the same
		// Hours by Rule 45 run on to the same hour of a day that is none of these.
		{"2026-11-27 18:30", "hours", 48, "2026-11-30 18:30 EST"},
		{"2026-03-06 10:00", "hours", 48, "2026-03-09 11:00 EDT"},
		// Months.
		{"2026-08-31 10:00", "months", 6, "2027-02-28 23:59 EST"},
		{"2026-05-04 09:22", "months", 6, "2026-11-04 23:59 EST"},
	} {
		from, err := time.ParseInLocation("2006-01-02 15:04", tt.from, ny)
		if err != nil {
			t.Fatal(err)
		}
		got := doctrine.Default().Clocks().Due(clock.Term{Count: tt.n, Unit: clock.Unit(tt.unit)}, from, "us").Format("2006-01-02 15:04 MST")
		if got != tt.want {
			t.Errorf("%s and %d %s: %s, want %s", tt.from, tt.n, tt.unit, got, tt.want)
		}
	}
}

// matter is a search, an arrest without a warrant, an interception and a seal.
func matter() *record.Matter {
	return &record.Matter{
		ID: "m", Title: "M", Jurisdiction: "us",
		People: []record.Person{{ID: "dole"}, {ID: "hart"}},
		Orders: []record.Order{{ID: "tap", Kind: record.Interception, From: "2026-01-05", Until: "2026-02-03", SealedOn: "2026-02-03", Persons: []record.PersonID{"dole"}}},
		Applications: []record.Application{
			{ID: "shed", Kind: record.Search,
				Presentments: []record.Presentment{{Magistrate: "hart", Decisions: []record.Decision{{Act: "granted", Time: "2026-03-02T09:20"}}}},
				Warrants:     []record.Issued{{ID: "w1", By: "hart", Time: "2026-03-02T09:21"}}},
			{ID: "him", Kind: record.Arrest, Respondents: []record.PersonID{"dole"},
				Custody: []record.Custody{{Person: "dole", Act: "arrested", Time: "2026-03-07T10:00"}}},
		},
		Seals: []record.Seal{{ID: "s", By: "hart", Time: "2026-03-02T09:22", Until: "2026-06-01"}},
	}
}

// one returns the deadline of a term, of which there must be one.
func one(t *testing.T, list []clock.Deadline, id string) clock.Deadline {
	t.Helper()
	var found []clock.Deadline
	for _, d := range list {
		if d.Term.ID == id {
			found = append(found, d)
		}
	}
	if len(found) != 1 {
		t.Fatalf("%d deadlines %s", len(found), id)
	}
	return found[0]
}

func TestDeadlines(t *testing.T) {
	ny := zone(t, "America/New_York")
	at := func(s string) time.Time {
		v, err := time.ParseInLocation("2006-01-02 15:04", s, ny)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	states := func(m *record.Matter, now string) string {
		var out []string
		for _, d := range clock.Deadlines(m, doctrine.Default().Clocks(), ny, at(now)) {
			out = append(out, d.Term.ID+" "+string(d.State))
		}
		return strings.Join(out, ", ")
	}
	m := matter()
	for now, want := range map[string]string{
		"2026-03-08 09:00": "find-cause running, execute-search running, notice-of-interception running, seal-ends running, judge-reports-interception running, prosecutor-reports-interception running, seal-recordings met, end-interception met",
		"2026-03-09 10:59": "find-cause near, execute-search running, notice-of-interception running, seal-ends running, judge-reports-interception running, prosecutor-reports-interception running, seal-recordings met, end-interception met",
		"2026-03-09 11:01": "find-cause missed, execute-search running, notice-of-interception running, seal-ends running, judge-reports-interception running, prosecutor-reports-interception running, seal-recordings met, end-interception met",
		"2026-03-16 23:00": "find-cause missed, execute-search near, notice-of-interception running, seal-ends running, judge-reports-interception running, prosecutor-reports-interception running, seal-recordings met, end-interception met",
		"2026-06-02 00:00": "find-cause missed, execute-search missed, notice-of-interception missed, seal-ends missed, judge-reports-interception running, prosecutor-reports-interception running, seal-recordings met, end-interception met",
	} {
		if got := states(m, now); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", now, got, want)
		}
	}
	m.Applications[0].Execution = []record.Execution{{Act: "attempted", Warrant: "w1", Time: "2026-03-03"}, {Act: "searched", Warrant: "w1", Time: "2026-03-17T00:01"}}
	m.Applications[1].Custody = append(m.Applications[1].Custody, record.Custody{Person: "dole", Act: "appeared", Time: "2026-03-09T10:30"})
	m.Notices = []record.Notice{{To: "dole", Of: "interception", Time: "2026-05-01"}}
	list := clock.Deadlines(m, doctrine.Default().Clocks(), ny, at("2026-06-02 00:00"))
	for id, want := range map[string]clock.State{"execute-search": clock.Late, "find-cause": clock.Met, "notice-of-interception": clock.Met, "preliminary-hearing-in-custody": clock.Missed} {
		if d := one(t, list, id); d.State != want {
			t.Errorf("%s is %s, want %s", id, d.State, want)
		}
	}
	// Let out before the hearing, there is more time; indicted, there is no need of one.
	m.Applications[1].Custody = append(m.Applications[1].Custody, record.Custody{Person: "dole", Act: "released", Time: "2026-03-09T12:00"})
	m.Applications[1].Charges = []record.Charge{{Act: "indicted", Time: "2026-03-29"}}
	list = clock.Deadlines(m, doctrine.Default().Clocks(), ny, at("2026-06-02 00:00"))
	if d := one(t, list, "preliminary-hearing-at-liberty"); d.State != clock.Met || d.Due.Format("2006-01-02") != "2026-03-30" {
		t.Errorf("%+v", d)
	}
	// A State's own number stands in the place of the federal one, and what is not known starts nothing.
	m.Jurisdiction = "us-pa"
	m.Applications[0].Execution, m.Applications[1].Custody[0].Time = nil, record.NoTime
	list = clock.Deadlines(m, doctrine.Default().Clocks(), ny, at("2026-03-04 09:00"))
	if d := one(t, list, "execute-search"); d.Due != at("2026-03-04 09:21") || d.State != clock.Near {
		t.Errorf("%+v", d)
	}
	for _, d := range list {
		if d.Term.ID == "find-cause" {
			t.Error("an arrest at an unknown time started a clock")
		}
	}
}

func TestMay(t *testing.T) {
	ny := zone(t, "America/New_York")
	for at, want := range map[string]bool{"05:59": false, "06:00": true, "22:00": true, "22:01": false} {
		v, _ := time.ParseInLocation("2006-01-02 15:04", "2026-03-08 "+at, ny)
		if got, h := doctrine.Default().Clocks().May("us-ri", v); got != want || h.Says == "" {
			t.Errorf("%s: %v by %q", at, got, h.Says)
		}
	}
}

// TestEarlier: what began before a rule was changed goes by the rule as it stood, in the docket and for the checks; where a jurisdiction sets no limit, the
// federal one does not stand in for it.
func TestEarlier(t *testing.T) {
	table := doctrine.Default().Clocks()
	for _, c := range []struct {
		jurisdiction string
		issued       record.When
		days         int
	}{
		{"us", "2009-11-30", 10}, {"us", "2009-12-01", 14}, {"us", "2020-01-01", 14}, {"us", "1995", 10}, {"us", "2009", 14}, {"us", "", 14},
		{"us", "unknown", 14}, {"us-pa", "1990-01-01", 2},
	} {
		term, ok := table.Own(c.jurisdiction, "search-warrant-issued", c.issued)
		if days, counted := term.Length(); !ok || !counted || days != c.days {
			t.Errorf("%s, issued %s: %d days, want %d", c.jurisdiction, c.issued, days, c.days)
		}
	}
	if _, ok := table.Own("us-vt", "search-warrant-issued", "2020-01-01"); ok {
		t.Error("a State that has no limit of its own has one")
	}
	ny := zone(t, "America/New_York")
	due := func(jurisdiction string, issued record.When) string {
		m := &record.Matter{Jurisdiction: jurisdiction, Applications: []record.Application{{ID: "shed", Kind: record.Search, Warrants: []record.Issued{{ID: "w1", Time: issued}}}}}
		for _, d := range clock.Deadlines(m, table, ny, time.Date(2009, 12, 2, 0, 0, 0, 0, ny)) {
			return d.Due.Format("2006-01-02") + " " + d.Term.Says
		}
		return "nothing is due"
	}
	if got := due("us", "2009-11-16"); got != "2009-11-27 Fed. R. Crim. P. 41(e)(2)(A), as it stood before 1 December 2009" { // the 26th is Thanksgiving
		t.Error(got)
	}
	if got := due("us-vt", "2009-12-01"); got != "2009-12-15 Fed. R. Crim. P. 41(e)(2)(A)(i)" {
		t.Error(got)
	}
	table = &clock.Table{Terms: append(slices.Clone(table.Terms), clock.Term{ID: "execute-search", Jurisdiction: "us-vt", Starts: "search-warrant-issued", Unit: clock.None})}
	if got := due("us-vt", "2009-12-01"); got != "nothing is due" {
		t.Error(got)
	}
}

// TestKeptNoMore: a holiday that is kept no more is passed over no more.
func TestKeptNoMore(t *testing.T) {
	table := &clock.Table{Holidays: []clock.Holiday{{Jurisdiction: "us-ri", Month: 5, Day: 4, From: 1909, Until: 2026}}} // a Monday in 2026, a Sunday in 2025
	for year, want := range map[int]string{2025: "2025-05-06", 2026: "2026-05-04"} {
		from := time.Date(year, 5, 3, 9, 0, 0, 0, time.UTC)
		if year == 2025 {
			from = time.Date(year, 5, 4, 9, 0, 0, 0, time.UTC) // it is kept on Monday the 5th
		}
		if got := table.Due(clock.Term{Count: 1, Unit: clock.Days}, from, "us-ri").Format("2006-01-02"); got != want {
			t.Errorf("%d: %s, want %s", year, got, want)
		}
	}
}
