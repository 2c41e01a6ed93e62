package hall

import (
	"slices"
	"testing"

	"github.com/affiant-project/affiant/internal/record"
)

// What was brought before is told as the clerk names it, and else as it stands, also where its words are short names of people; and a month has no day to be on.
func TestEarlierSays(t *testing.T) {
	a := &record.Application{Presentments: []record.Presentment{{Disclosed: []string{
		"application purse before hart on 2 March 2026: denied for dole, hay",
		"in the matter early (Peter Dole), application dole before Judge Lowe on February 1981: granted for hay",
		"in the matter late (Peter Dole), application dole before Judge Lowe: denied",
	}}}}
	want := []string{
		"Application purse before hart on 2 March 2026: denied for dole, hay.",
		"In the matter early (Peter Dole), application dole before Judge Lowe in February 1981: granted for hay.",
		"In the matter “The late boat”, denied.",
	}
	named := map[string]string{"in the matter late (Peter Dole), application dole before Judge Lowe: denied": "in the matter “The late boat”, denied",
		"denied": "granted", "hart": "Ann Hart"}
	if got := earlierSays(a, named); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}
