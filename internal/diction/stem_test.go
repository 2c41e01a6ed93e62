package diction

import "testing"

// Words of one row have one stem; no two rows share it.
var stems = [][]string{
	{"smoke", "smokes", "smoked", "smoking"},
	{"pass", "passes", "passed", "passing"},
	{"sell", "sells", "sold", "selling"},
	{"buy", "buys", "bought", "buying"},
	{"note", "noted", "notes", "noting"},
	{"not"},
	{"rob", "robbed", "robbing", "robs"},
	{"robe", "robes"},
	{"care", "cared", "caring"},
	{"car", "cars"},
	{"carry", "carries", "carried", "carrying"},
	{"stop", "stopped", "stopping"},
	{"control", "controlled", "controlling", "controls"},
	{"deny", "denied", "denies", "denying"},
	{"add", "added", "adds", "adding"},
	{"box", "boxes", "boxed"},
	{"knife", "knives"},
	{"search", "searched", "searches"},
	{"roll", "rolled", "rolling"},
	{"see", "saw", "seen", "sees", "seeing"},
	{"use", "used", "using", "uses"},
	{"us"},
	{"take", "took", "taken", "taking"},
	{"hide", "hid", "hidden", "hiding"},
	{"give", "gave", "gives", "giving"},
	{"threaten", "threatened", "threatening"},
	{"house", "houses", "house's"},
	{"address", "addresses"},
	{"thing", "things"},
	{"drive", "drove", "driving", "driven"},
}

func TestStem(t *testing.T) {
	lx := Default()
	of := make(map[string]string)
	for _, row := range stems {
		want := lx.stem(row[0])
		if other, ok := of[want]; ok {
			t.Errorf("%s and %s have one stem, %s", row[0], other, want)
		}
		of[want] = row[0]
		for _, w := range row {
			if got := lx.stem(w); got != want {
				t.Errorf("stem of %s is %s, of %s %s", w, got, row[0], want)
			}
		}
	}
}
