package review

import (
	"testing"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

func TestClocks(t *testing.T) {
	table, err := readClocks(clockData)
	if err != nil {
		t.Fatal(err)
	}
	law := doctrine.Default()
	rests := []string{table.Seal.Rests}
	for _, s := range table.Stale {
		rests = append(rests, s.Rests)
		if s.Class != "" && len(diction.Default().Class(s.Class)) == 0 {
			t.Errorf("stale %s: the vocabulary has no class %q", s.Kind, s.Class)
		}
	}
	for _, s := range table.Search {
		if s.Rule != "" {
			rests = append(rests, s.Rule)
		}
	}
	for _, r := range rests {
		c, err := doctrine.ParseCite(r)
		if err != nil {
			t.Error(err)
		} else if _, _, ok := law.Explain(c); !ok {
			t.Errorf("clocks rest on %s, which the law does not hold", r)
		}
	}
	if _, err := readClocks([]byte("stale: [{kind: snow, days: 3, ongoing: 2, rests: x}]")); err == nil {
		t.Error("fewer days for a course that goes on were taken")
	}
	for _, c := range []struct {
		jurisdiction string
		issued       record.When
		days         int
	}{
		{"us", "2009-11-30", 10}, {"us", "2009-12-01", 14}, {"us", "2020-01-01", 14}, {"us", "1995", 10}, {"us", "2009", 14}, {"us", "", 14},
		{"us", "unknown", 14}, {"us-pa", "1990-01-01", 2},
	} {
		if got, ok := table.within(c.jurisdiction, c.issued); !ok || got.Days != c.days {
			t.Errorf("%s, issued %s: %d days, want %d", c.jurisdiction, c.issued, got.Days, c.days)
		}
	}
	if _, err := readClocks([]byte("still: []")); err == nil {
		t.Error("an unknown key was taken")
	}
}
