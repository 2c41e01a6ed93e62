package diction

import "testing"

// A year of two digits is of the century in which people live who are sworn about.
func TestCentury(t *testing.T) {
	for text, want := range map[string]string{
		"DOB 3-14-49": "1949-03-14", "born 3/14/49": "1949-03-14", "on 3/14/24": "2024-03-14", "on 1-2-35": "1935-01-02", "on 12/20/80": "1980-12-20",
	} {
		n := Read(text, Default()).Numbers()
		if len(n) != 1 || n[0].Norm != want {
			t.Errorf("%q is %v; expected %s", text, n, want)
		}
	}
}
