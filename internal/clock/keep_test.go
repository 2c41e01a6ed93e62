package clock_test

import (
	"strings"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/clock"
	"github.com/affiant-project/affiant/internal/record"
)

// TestKept follows 18 U.S.C. 2518(8)(a), (b): ten years from the last that is known of the interception, and for as long as nothing is.
func TestKept(t *testing.T) {
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	tap := func(o record.Order) record.Matter {
		o.ID, o.Kind = "tap", record.Interception
		return record.Matter{Jurisdiction: "us-ri", Orders: []record.Order{o}}
	}
	with := func(m record.Matter, s ...record.Source) record.Matter { m.Sources = s; return m }
	for name, tt := range map[string]struct {
		m    record.Matter
		want string // until when, "" for not at all, "unknown"
	}{
		"nothing":                        {record.Matter{Jurisdiction: "us"}, ""},
		"another kind of order":          {record.Matter{Orders: []record.Order{{ID: "pen", Kind: record.PenRegister, Until: "2026-03-01"}}}, ""},
		"another kind of source":         {with(record.Matter{}, record.Source{ID: "body", Kind: record.Recording, Time: "2026-03-01"}), ""},
		"no end known":                   {tap(record.Order{Made: "2010-03-01"}), "unknown"},
		"over before a time":             {tap(record.Order{Until: "before 2010-03-01"}), ""},
		"known only from when":           {tap(record.Order{Until: "after 2010-03-01"}), "unknown"},
		"allowed until":                  {tap(record.Order{Until: "2020-02-29"}), "2030-02-28 23:59"},
		"ten years ago today":            {tap(record.Order{Until: "2016-06-15"}), "2026-06-15 23:59"},
		"ten years ago yesterday":        {tap(record.Order{Until: "2016-06-14"}), ""},
		"ended early, sealed late":       {tap(record.Order{Until: "2016-05-01", Steps: []record.OrderStep{{Act: "ended", Time: "2016-04-20"}}, SealedOn: "2016-07-01"}), "2026-07-01 23:59"},
		"extended":                       {tap(record.Order{Until: "2016-05-01", Steps: []record.OrderStep{{Act: "extended", Time: "2016-05-01", Until: "2016-08-01"}}}), "2026-08-01 23:59"},
		"a recording after the end":      {with(tap(record.Order{Until: "2016-05-01"}), record.Source{ID: "s", Kind: record.Intercept, Order: "tap", Time: "2016-09-01T10:00"}), "2026-09-01 23:59"},
		"a recording of another":         {with(tap(record.Order{Until: "2016-05-01"}), record.Source{ID: "s", Kind: record.Recording, Order: "tap", Time: "2016-09-01T10:00"}), ""},
		"a recording, and no order":      {with(record.Matter{Jurisdiction: "us-ca"}, record.Source{ID: "s", Kind: record.Intercept, Time: "2020-01-02"}), "2030-01-02 23:59"},
		"a recording of no known time":   {with(record.Matter{}, record.Source{ID: "s", Kind: record.Intercept}), "unknown"},
		"a recording of long ago":        {with(record.Matter{}, record.Source{ID: "s", Kind: record.Intercept, Time: "1980-12-20"}), ""},
		"its order is not in the record": {with(tap(record.Order{Until: "1981-01-01"}), record.Source{ID: "s", Kind: record.Intercept, Order: "other", Time: "2020-01-02"}), "2030-01-02 23:59"},
	} {
		list := clock.Holds(&tt.m, clock.Keeps(), zone, time.Date(2026, 6, 15, 12, 0, 0, 0, zone))
		got := ""
		if len(list) > 0 {
			if got = "unknown"; !list[0].Until.IsZero() {
				got = list[0].Until.Format("2006-01-02 15:04")
			}
			if list[0].Keep.Says != "18 U.S.C. 2518(8)(a), (b)" {
				t.Errorf("%s: by %s", name, list[0].Keep.Says)
			}
		}
		if got != tt.want || len(list) > 1 {
			t.Errorf("%s: kept until %q, want %q", name, got, tt.want)
		}
	}
}

// TestKeepsRead: a keep without authority, of nothing that there is, or counted as no keep can be, is refused; a State's own stands in the place of the federal one.
func TestKeepsRead(t *testing.T) {
	const good = "keeps:\n  - {id: x, jurisdiction: us, title: Kept., of: interception, count: 120, unit: months, says: a statute, standing: fixed, from: its end}\n"
	if _, err := clock.ReadKeeps([]byte(good)); err != nil {
		t.Fatal(err)
	}
	for _, bad := range [][2]string{{"says: a statute, ", ""}, {"of: interception", "of: gossip"}, {"count: 120", "count: 0"}, {"unit: months", "unit: hours"}, {", from: its end", ""}} {
		if _, err := clock.ReadKeeps([]byte(strings.Replace(good, bad[0], bad[1], 1))); err == nil {
			t.Errorf("%q in place of %q was taken", bad[1], bad[0])
		}
	}
	table, err := clock.ReadKeeps([]byte(good + "  - {id: x, jurisdiction: us-ri, title: Kept longer., of: interception, count: 240, unit: months, says: a state's, standing: fixed, from: its end}\n"))
	if err != nil {
		t.Fatal(err)
	}
	for in, want := range map[string]int{"us-ri": 2036, "us-ca": 2026} {
		m := record.Matter{Jurisdiction: in, Orders: []record.Order{{ID: "tap", Kind: record.Interception, Until: "2016-07-01"}}}
		if list := clock.Holds(&m, table, time.UTC, time.Date(2026, 6, 15, 12, 0, 0, 0, time.UTC)); len(list) != 1 || list[0].Until.Year() != want {
			t.Errorf("%s: %+v", in, list)
		}
	}
}
