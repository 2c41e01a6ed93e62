package diction

import (
	"slices"
	"testing"
)

func TestMadeThing(t *testing.T) {
	if !slices.IsSorted(nouns()) {
		t.Error("the lines of things.txt are not sorted by their first word")
	}
	for word, want := range map[string]bool{"crossbow": true, "crossbows": true, "generator": true, "sold": false, "": false} {
		if _, got := MadeThing(word); got != want {
			t.Errorf("%q is a made thing: %v, want %v", word, got, want)
		}
	}
	for _, c := range []struct {
		word, broader string
		want          bool
	}{{"crossbow", "weapon", true}, {"crossbow", "bow", true}, {"weapon", "crossbow", false}, {"camera", "generator", false}} {
		if got := SortOf(c.word, c.broader); got != c.want {
			t.Errorf("%s is a sort of %s: %v, want %v", c.word, c.broader, got, c.want)
		}
	}
}

func nouns() []string {
	var out []string
	for _, l := range thingLines() {
		out = append(out, l[:max(0, slices.Index([]byte(l+" "), ' '))])
	}
	return out
}
