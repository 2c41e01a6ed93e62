package record_test

import (
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/affiant-project/affiant/internal/record"
)

func TestWhen(t *testing.T) {
	const form = "2006-01-02T15:04"
	for _, tt := range []struct {
		when   record.When
		lo, hi string // empty for an open end
		plain  string
	}{
		{"1980-12-20T17:30", "1980-12-20T17:30", "1980-12-20T17:31", "20 December 1980, 5:30 p.m."},
		{"1981-03-19T05:45", "1981-03-19T05:45", "1981-03-19T05:46", "19 March 1981, 5:45 a.m."},
		{"1981-03-19T00:00", "1981-03-19T00:00", "1981-03-19T00:01", "19 March 1981, midnight"},
		{"1981-03-19T00:05", "1981-03-19T00:05", "1981-03-19T00:06", "19 March 1981, 12:05 a.m."},
		{"1981-03-19T12:00", "1981-03-19T12:00", "1981-03-19T12:01", "19 March 1981, noon"},
		{"1980-12-20", "1980-12-20T00:00", "1980-12-21T00:00", "20 December 1980"},
		{"1981-02", "1981-02-01T00:00", "1981-03-01T00:00", "February 1981"},
		{"1981", "1981-01-01T00:00", "1982-01-01T00:00", "1981"},
		{"before 1980-12", "", "1980-12-01T00:00", "before December 1980"},
		{"after 1980-12", "1981-01-01T00:00", "", "after December 1980"},
		{"about 1980-12-20", "1980-12-19T00:00", "1980-12-22T00:00", "about 20 December 1980"},
		{"about 1980", "1979-01-01T00:00", "1982-01-01T00:00", "about 1980"},
		{"2026-11-01T01:30-05:00", "2026-11-01T01:30", "2026-11-01T01:31", "1 November 2026, 1:30 a.m. (UTC-05:00)"},
		{"before 2026-11-01T01:30-05:00", "", "2026-11-01T01:30", "before 1 November 2026, 1:30 a.m. (UTC-05:00)"},
		{"1980-12-20..1981-02", "1980-12-20T00:00", "1981-03-01T00:00", "20 December 1980 to February 1981"},
	} {
		lo, hi, ok := tt.when.Bounds()
		if !ok || !tt.when.Known() || !tt.when.Valid() {
			t.Errorf("%q: not known", string(tt.when))
		}
		show := func(t time.Time) string {
			if t.IsZero() {
				return ""
			}
			return t.Format(form)
		}
		if show(lo) != tt.lo || show(hi) != tt.hi {
			t.Errorf("%q: from %s to %s, want from %s to %s", string(tt.when), show(lo), show(hi), tt.lo, tt.hi)
		}
		if got := tt.when.String(); got != tt.plain {
			t.Errorf("%q: %q, want %q", string(tt.when), got, tt.plain)
		}
	}
	for _, w := range []record.When{"", "unknown"} {
		if _, _, ok := w.Bounds(); ok || w.Known() || !w.Valid() {
			t.Errorf("%q: known or not valid", string(w))
		}
	}
	for _, w := range []record.When{"12/20/1980", "1980-13", "1980-02-30", "80", "1980-12-20T25:00", "1980-12-20 17:30",
		"1981..1980", "1980..", "..", "before", "before  1980", "around 1980", "before unknown", "0000", "Unknown", " 1980",
		"2026-11-01-05:00", "2026-11-01T01:30-5:00", "2026-11-01T01:30-0500", "2026-11-01T01:30Z", "2026-11-01T01:30+15:00", "2026-11-01T01:30-05:60", "2026-11-01T01:10-05:00..2026-11-01T01:50-04:00"} {
		if w.Valid() || w.Known() {
			t.Errorf("%q is taken for a time", string(w))
		}
	}
}

func TestBefore(t *testing.T) {
	for _, tt := range []struct {
		a, b record.When
		want record.Tri
	}{
		{"1980-12-20", "1980-12-21", record.Yes},
		{"1980-12-21", "1980-12-20", record.No},
		{"1980-12-20", "1980-12-20", record.Maybe}, // the same day
		{"1980-12-20T17:30", "1980-12-20T17:56", record.Yes},
		{"1980-12-20T17:30", "1980-12", record.Maybe},
		{"before 1981-02", "1981-02", record.Yes},
		{"before 1981-02", "1981-01", record.Maybe},
		{"after 1981-02", "1981-02-03", record.No},
		{"1981", "after 1981", record.Yes},
		{"2026-11-01T01:50-04:00", "2026-11-01T01:10-05:00", record.Yes}, // the clocks were put back between them
		{"2026-11-01T01:10-05:00", "2026-11-01T01:50-04:00", record.No},
		{"2026-11-01T01:10-05:00", "2026-11-01T01:10-05:00", record.Maybe},
		{"2026-11-01T01:50-05:00", "2026-11-01T02:00", record.Yes},
		{"2026-11-01T00:59", "2026-11-01T01:00-04:00", record.Yes},
		{"2026-11-01T01:50-04:00", "2026-11-01T01:10", record.No}, // as old bytes have it, by the wall
		{"about 1980-12-20", "1980-12-21", record.Maybe},
		{"1980-12-01..1980-12-05", "1980-12-06", record.Yes},
		{"", "1980", record.Maybe},
		{"1980", "unknown", record.Maybe},
		{"garbage", "1980", record.Maybe},
	} {
		if got := tt.a.Before(tt.b); got != tt.want {
			t.Errorf("%q before %q: %v, want %v", string(tt.a), string(tt.b), got, tt.want)
		}
		if got := tt.b.After(tt.a); got != tt.want {
			t.Errorf("%q after %q: %v, want %v", string(tt.b), string(tt.a), got, tt.want)
		}
	}
}

func TestDays(t *testing.T) {
	for _, tt := range []struct {
		a, b         record.When
		fewest, most int
		ok           bool
	}{
		{"1980-12-20T17:30", "1981-02", 43, 70, true},
		{"1981-02", "1981-03-19", 19, 46, true},
		{"1980-12-20", "1981-03-19T05:45", 89, 89, true},
		{"1980-12-20", "1980-12-20", 0, 0, true},
		{"before 1980-12-20", "1981-01-01", 13, -1, true},
		{"1980-12-20", "after 1981-01-01", 13, -1, true},
		{"after 1980-12-20", "1981-01-01", 0, 0, false},
		{"unknown", "1981", 0, 0, false},
	} {
		fewest, most, ok := tt.a.Days(tt.b)
		if fewest != tt.fewest || most != tt.most || ok != tt.ok {
			t.Errorf("%q to %q: %d to %d, %v; want %d to %d, %v", string(tt.a), string(tt.b), fewest, most, ok, tt.fewest, tt.most, tt.ok)
		}
	}
}

func FuzzWhen(f *testing.F) {
	for _, s := range []string{"1980", "1980-12-20T17:30", "before 1980-12", "1980..1981-02-03", "about 1999", "unknown", "", "2026-11-01T01:30-05:00", "2026-11-01T01:50-04:00..2026-11-01T01:10-05:00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		w := record.When(s)
		lo, hi, ok := w.Bounds()
		if ok != w.Known() || ok && !w.Valid() || w.String() == "" {
			t.Fatalf("%q: known %v, valid %v, %q", s, w.Known(), w.Valid(), w.String())
		}
		if ok && !lo.IsZero() && !hi.IsZero() && !lo.Before(hi) {
			t.Fatalf("%q: from %v to %v", s, lo, hi)
		}
		if w.Before(w) == record.Yes {
			t.Fatalf("%q is before itself", s)
		}
	})
}

// TestIn: a minute that the clocks show twice is the moment that its offset says, and, without one, the first.
func TestIn(t *testing.T) {
	ny, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		when   record.When
		lo, hi string
	}{
		{"2026-11-01T01:30", "05:30", "05:31"},
		{"2026-11-01T01:30-04:00", "05:30", "05:31"},
		{"2026-11-01T01:30-05:00", "06:30", "06:31"},
		{"2026-11-01T01:59-04:00", "05:59", "06:00"},
		{"2026-11-01T01:59", "05:59", "06:00"},
		{"2026-11-01T00:30..2026-11-01T01:30-05:00", "04:30", "06:31"},
		{"2026-03-08T02:30", "07:30", "07:31"}, // there is none: the one after it
		{"2026-11-01", "04:00", "05:00"},
		{"after 2026-11-01T01:30-05:00", "06:31", ""},
	} {
		show := func(t time.Time) string {
			if t.IsZero() {
				return ""
			}
			return t.UTC().Format("15:04")
		}
		if lo, hi, ok := tt.when.In(ny); !ok || show(lo) != tt.lo || show(hi) != tt.hi {
			t.Errorf("%q: %s to %s, want %s to %s", string(tt.when), show(lo), show(hi), tt.lo, tt.hi)
		}
	}
}
