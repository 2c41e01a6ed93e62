package clerk_test

import (
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/record"
)

// TestSeat: every way to a matter places its caller by the court's own clock and as the same person: a seal that ends by itself at a minute of that clock ends for all of them at that
// minute, and until then each that shows a word to someone inside it is a read of a sealed matter in the trail.
func TestSeat(t *testing.T) {
	o := newOffice(t)
	o.toWarrant()
	o.colleague("boss", record.Supervisor)
	o.do("pratt", record.Executed{Application: "purse", Execution: record.Execution{Act: "arrested", Warrant: "w1", Persons: []record.PersonID{"dole"}}})
	o.do("archer", record.NoticeGiven{Notice: record.Notice{To: "hart", Of: "order-entered", By: "archer", Words: "entered in your name"}})
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	until := o.clock().In(zone).Add(time.Hour).Truncate(time.Minute)
	o.do("hart", record.Sealed{Seal: record.Seal{ID: "s1", By: "hart", Because: "an informant at risk", Until: record.When(until.Format("2006-01-02T15:04"))}})
	noted := func() (n int) {
		t.Helper()
		lines, err := o.Trail(t.Context(), clerk.Caller{Account: "audit"}, 1, 1000)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range lines {
			if l.What == "read-sealed" {
				n++
			}
		}
		return n
	}
	// Each door tells whether the matter is sealed by it, and whether it shows it; inside says for whom it is asked.
	doors := []struct {
		name   string
		inside bool
		noted  bool
		shows  func() bool
	}{
		{"a read by the judge", true, true, func() bool { v, err := o.read("hart", access.ReadPapers); return err == nil && v != nil }},
		{"the notices of the judge", true, true, func() bool { list, _ := o.noticesOf("hart"); return len(list) >= 1 }},
		{"a read by an officer", false, false, func() bool { _, err := o.read("pratt", access.ReadWarrant); return err == nil }},
		{"a search by an officer", false, false, func() bool {
			list, _, err := o.Search(t.Context(), clerk.Caller{Account: "pratt"}, "ferry", 10, nil)
			return err == nil && len(list) == 1
		}},
		{"the glass, by a supervisor who has no part", false, false, func() bool {
			_, err := o.BreakGlass(t.Context(), clerk.Caller{Account: "boss", Proved: true}, "ferry", "a life at stake")
			return err == nil
		}},
	}
	check := func(when string, sealed bool) {
		t.Helper()
		for _, d := range doors {
			before := noted()
			if shows := d.shows(); shows != (d.inside || !sealed) {
				t.Errorf("%s, %s shows it: %v", when, d.name, shows)
			}
			if more := noted() - before; (more > 0) != (d.noted && sealed) {
				t.Errorf("%s, %s is noted %d times as a read of a sealed matter", when, d.name, more)
			}
		}
	}
	check("while it is sealed", true)
	o.pass(until.Add(-time.Minute).Sub(o.clock()))
	check("in its last minute", true)
	o.pass(until.Add(time.Minute).Sub(o.clock()))
	check("when it has ended", false)
}
