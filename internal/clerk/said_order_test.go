package clerk

import (
	"slices"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/affiant-project/affiant/internal/record"
)

// TestSaidInOrder: what was brought at courts of several zones comes in the order in which it was, and a day that is not one day is not told as one.
func TestSaidInOrder(t *testing.T) {
	ny, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	guam, err := time.LoadLocation("Pacific/Guam")
	if err != nil {
		t.Fatal(err)
	}
	list := []said{{begins("2026-03-02T09:00", ny), "third", false}, {begins("2026-03-02T20:00", guam), "first", false}, {begins("2026-11-01T01:30-05:00", ny), "last", false},
		{begins("2026-03-02T22:00", guam), "second", true}, {begins("2026-11-01T01:45-04:00", ny), "fourth", false}, {begins("2026-03-02T09:00", ny), "third", false}}
	if got := atMost(list, 10); !slices.Equal(got, []string{"first", "second", "third", "fourth", "last"}) {
		t.Errorf("%q", got)
	}
	if got := atMost(list, 2); len(got) != 3 || got[0] != "second" || got[1] != "last" || got[2] != "and 3 more that are not told one by one here, none of them refused or sent back; the magistrate before whom it lies is told of each at the bench (affiant docket earlier)" {
		t.Errorf("%q", got)
	}
	for w, want := range map[record.When]string{"2026-03-02": " on 2 March 2026", "2026-03-02T09:00": " on 2 March 2026", "2025-03-02..2026-03-02": "", "2026-03": "", "2026-03-02..2026-03-03": "", "unknown": "", "before 2026-03-02": ""} {
		if got := onDay(w); got != want {
			t.Errorf("%s: %q", w, got)
		}
	}
}
