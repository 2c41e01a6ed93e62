package report

import "testing"

func TestWords(t *testing.T) {
	for got, want := range map[string]string{
		Upper(""): "", Upper("a flaw"): "A flaw", Upper("état"): "État", Upper("\xff"): "\xff",
		Count(1, "flaw", "flaws"): "1 flaw", Count(0, "flaw", "flaws"): "0 flaws",
		Runs([]int{7, 3, 5, 6, 5}, "–"): "3, 5–7", Runs([]int{2}, "-"): "2",
		Spoken("not-immune"): "not immune",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := Runs(nil, "-"); got != "" {
		t.Errorf("no numbers: %q", got)
	}
}
