package clock_test

import (
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/clock"
)

func TestGoverns(t *testing.T) {
	table := &clock.Table{
		Terms: []clock.Term{
			{ID: "execute", Jurisdiction: "us", Title: "execute", Count: 14, Unit: clock.Days, Earlier: []clock.Earlier{{Until: "2009-12-01", Count: 10, Unit: clock.Days}}},
			{ID: "execute", Jurisdiction: "us-xx", Title: "execute", Count: 5, Unit: clock.CalendarDays},
			{ID: "appear", Jurisdiction: "us", Title: "appear", Count: 48, Unit: clock.RealHours},
			{ID: "notify", Jurisdiction: "us-yy", Title: "notify", Count: 1, Unit: clock.Months},
		},
		Daytimes: []clock.Daytime{{Jurisdiction: "us", Begin: "06:00"}, {Jurisdiction: "us-zz", Begin: "07:00"}},
		Holidays: []clock.Holiday{
			{Name: "New Year", Jurisdiction: "us", Month: 1, Day: 1},
			{Name: "Labor Day", Jurisdiction: "us", Month: 9, Weekday: "monday", Nth: 1},
			{Name: "Own Day", Jurisdiction: "us-xx", Month: 5, Day: 4, From: 2027},
			{Name: "Gone Day", Jurisdiction: "us-xx", Month: 6, Day: 1, Until: 2026},
		},
	}
	day := func(s string) time.Time { at, _ := time.Parse(time.DateOnly, s); return at }
	for _, c := range []struct {
		place, on string
		want      []string
		counts    []int
	}{
		{"us", "2026-01-01", []string{"appear@us", "execute@us"}, []int{48, 14}},
		{"us", "2009-11-30", []string{"appear@us", "execute@us"}, []int{48, 10}},
		{"us-xx", "2026-01-01", []string{"appear@us", "execute@us-xx"}, []int{48, 5}},
		{"us-yy", "2026-01-01", []string{"appear@us", "execute@us", "notify@us-yy"}, []int{48, 14, 1}},
	} {
		got := table.Governs(c.place, day(c.on))
		if len(got) != len(c.want) {
			t.Fatalf("%s on %s: %v", c.place, c.on, got)
		}
		for i, x := range got {
			if x.Name() != c.want[i] || x.Count != c.counts[i] {
				t.Errorf("%s on %s: %s is %d; expected %s, %d", c.place, c.on, x.Name(), x.Count, c.want[i], c.counts[i])
			}
		}
	}
	var kept []string
	for _, k := range table.Kept("us-xx", day("2026-11-30")) {
		kept = append(kept, k.Name+" "+k.Day.Format(time.DateOnly))
	}
	if want := []string{"New Year 2027-01-01", "Own Day 2027-05-04", "Labor Day 2027-09-06"}; len(kept) != 3 || kept[0] != want[0] || kept[1] != want[1] || kept[2] != want[2] {
		t.Errorf("kept: %q; expected %q", kept, want)
	}
	if k := table.Kept("us", day("2027-02-01")); len(k) != 2 || k[1].Day != day("2027-12-31") { // 1 January 2028 is a Saturday
		t.Errorf("a New Year that is kept the year before: %v", k)
	}
	if got := table.Jurisdictions(); len(got) != 4 || got[0] != "us" || got[3] != "us-zz" {
		t.Errorf("jurisdictions: %v", got)
	}
	if h, ok := table.Hours("us-yy"); !ok || h.Begin != "06:00" {
		t.Errorf("hours: %v", h)
	}
}
