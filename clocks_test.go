package affiant_test

import (
	"bytes"
	"os"
	"testing"

	"go.yaml.in/yaml/v4"
)

// What a check asks after and what the docket reckons are the same number: within how many days a search warrant is to be executed.
func TestOneNumberForASearch(t *testing.T) {
	var check struct {
		Search []struct {
			Jurisdiction, Until string
			Days                int
		}
	}
	var docket struct {
		Terms []struct {
			ID, Jurisdiction, Unit string
			Count                  int
		}
	}
	for file, into := range map[string]any{"internal/review/clocks.yaml": &check, "internal/clock/terms.yaml": &docket} {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := yaml.Unmarshal(data, into); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
	}
	if data, err := os.ReadFile("internal/review/clocks.yaml"); err != nil || bytes.Contains(data, []byte("22:00")) {
		t.Errorf("the hours of the daytime stand with the checks too, and belong in internal/clock/terms.yaml alone: %v", err)
	}
	n := 0
	for _, d := range docket.Terms {
		days := d.Count
		if d.Unit == "real-hours" {
			days = d.Count / 24
		}
		for _, c := range check.Search {
			if d.ID == "execute-search" && c.Jurisdiction == d.Jurisdiction && c.Until == "" {
				n++
				if c.Days != days {
					t.Errorf("%s: %d days for the check, %d for the docket", d.Jurisdiction, c.Days, days)
				}
			}
		}
	}
	if n < 5 {
		t.Errorf("only %d jurisdictions were compared", n)
	}
}
