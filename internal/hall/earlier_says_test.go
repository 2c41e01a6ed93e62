package hall

import (
	"slices"
	"testing"

	"github.com/affiant-project/affiant/internal/record"
)

// What was brought before is told by the names of people, where the ids are this matter's, and a month has no day to be on.
func TestEarlierSays(t *testing.T) {
	m := &record.Matter{People: []record.Person{{ID: "hart", Name: "Ann Hart"}, {ID: "dole", Name: "Peter Dole"}, {ID: "hay", Name: "Nell Hay"}}}
	m.Applications = []record.Application{{ID: "boat", Kind: record.Search, Offence: record.Offence{Title: "theft"}}}
	a := &record.Application{Presentments: []record.Presentment{{Disclosed: []string{
		"application purse before hart on 2 March 2026: denied for dole, hay",
		"in the matter early (Peter Dole), application dole before Judge Lowe on February 1981: granted for hay",
		"in the matter late (Peter Dole), application dole before Judge Lowe: denied", "application boat before hart: denied",
	}}}}
	want := []string{
		"Application purse before Ann Hart on 2 March 2026: denied for Peter Dole, Nell Hay.",
		"In the matter early (Peter Dole), application dole before Judge Lowe in February 1981: granted for hay.",
		"In the matter “The late boat”, denied.", "This matter’s warrant to search, theft, before Ann Hart: denied.",
	}
	named := map[string]string{"in the matter late (Peter Dole), application dole before Judge Lowe: denied": "in the matter “The late boat”, denied"}
	if got := earlierSays(m, a, named); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}
