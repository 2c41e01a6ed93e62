package record

import "testing"

// TestNoSuchDay says which part of a time that is well written there is not; of any other time it says nothing.
func TestNoSuchDay(t *testing.T) {
	for in, want := range map[string]string{
		"2024-02-30":             "February 2024 has no day 30",
		"2023-02-29":             "February 2023 has no day 29",
		"2024-02-29":             "",
		"2024-04-00":             "April 2024 has no day 0",
		"2024-13-01":             "there is no month 13",
		"1980-13":                "there is no month 13",
		"2024-03-07T24:00":       "no clock shows 24:00",
		"2024-03-07T23:59":       "",
		"about 2024-06-31":       "June 2024 has no day 31",
		"2024-06-01..2024-06-31": "June 2024 has no day 31",
		"2024-3-7":               "",
		"soon":                   "",
		"":                       "",
	} {
		if got := noSuchDay(in); got != want {
			t.Errorf("of %q it says %q, want %q", in, got, want)
		}
		if When(in).Valid() && want != "" {
			t.Errorf("%q is valid", in)
		}
	}
}
