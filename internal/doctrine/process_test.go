package doctrine

import (
	"slices"
	"testing"
)

// What came after Malley on the claim itself enters by its date alone; and what the Fifth Circuit had decided by the end of September
// 1981 was law in the Eleventh too, until Malley.
func TestLaterLawOfTheClaimEntersByItsDate(t *testing.T) {
	law := Default()
	inForce := func(profile, day string) []string {
		var ids []string
		for _, r := range slices.Concat(law.RulesFor(profile, "", day), law.RulesFor(profile, "causation", day)) {
			ids = append(ids, r.ID)
		}
		return ids
	}
	for day, want := range map[string]int{"1986-12-31": 0, "2012-12-31": 0, "2018-01-01": 1, "2023-01-01": 2, "2026-01-01": 3} {
		n := 0
		for _, id := range []string{"manuel", "thompson", "chiaverini"} {
			if slices.Contains(inForce("court", day), id) {
				n++
			}
		}
		if n != want {
			t.Errorf("on %s %d of the three are in force, want %d", day, n, want)
		}
	}
	for day, want := range map[string]bool{"1981-09-30": false, "1982-01-01": true, "1986-03-05": false} {
		if got := slices.Contains(inForce("ca11", day), "rodriguez-magistrate-ca11"); got != want {
			t.Errorf("on %s Rodriguez is in force in the Eleventh Circuit: %v, want %v", day, got, want)
		}
	}
}
