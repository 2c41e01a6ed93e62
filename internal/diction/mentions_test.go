package diction

import "testing"

// Whatever Read finds of a class, Mentions must promise: a check may skip a line that mentions nothing.
func TestMentionsMissesNoHit(t *testing.T) {
	lx := Default()
	said := make(map[bool]int)
	for _, s := range []string{
		"She said that she did not see the U.S. mail van at 9:40 p.m.; it wasn't there.",
		"He can't have known. \"I never sold her any\", he told the detective.",
		"Two white cars, about six feet apart, were blue in the street-lamp's light.",
		"", "...", "NOT", "Nobody’s", "no-one", "12,5", "did\nnot",
	} {
		text := Read(s, lx)
		for _, c := range lx.Classes() {
			got := lx.Mentions(s, c)
			said[got]++
			if text.Has(c) && !got {
				t.Errorf("%q has a word of class %s, %q, and Mentions says that it has none", s, c, text.Hits(c)[0].Words)
			}
		}
	}
	if said[true] == 0 || said[false] == 0 {
		t.Errorf("Mentions said %v, want both answers", said)
	}
}
