package review

import (
	"slices"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

// TestUnlikePersonTouchesWhomItConcerns holds that a warrant for the wrong person is laid to the respondent who is not
// named, and not to one whose own name stands in it.
func TestUnlikePersonTouchesWhomItConcerns(t *testing.T) {
	for _, row := range []struct {
		warrant string
		want    []string // the respondents of each X2, and who its message says the application is (not) against
	}{
		{"Martin Cole and Anna Reeve", nil},
		{"Martin Cole", nil}, // which of two warrants is set out is not told
		{"Martin Cole and Ruth Dane", []string{"reeve: Ruth Dane"}},
		{"Ruth Dane", []string{"cole: Martin Cole", "reeve: Anna Reeve"}},
		{"Martin Cole, Anna Reeve and Ruth Dane", []string{"cole reeve: Ruth Dane"}},
	} {
		m := &record.Matter{
			ID: "m", Title: "m", Jurisdiction: "us",
			People: []record.Person{{ID: "ames", Name: "Leo Ames", Roles: []record.Role{record.Affiant}}, {ID: "cole", Name: "Martin Cole"},
				{ID: "reeve", Name: "Anna Reeve"}, {ID: "dane", Name: "Ruth Dane"}},
			Applications: []record.Application{{
				ID: "arrest", Kind: record.Arrest, Affiant: "ames", Respondents: []record.PersonID{"cole", "reeve"},
				Offence: record.Offence{Title: "theft"}, Warrant: &record.Proposed{Person: row.warrant},
			}},
		}
		var got []string
		for _, f := range Run(m, doctrine.Default()) {
			if f.Check == warrantUnlikeApplication {
				var who []string
				for _, r := range f.Respondents {
					who = append(who, string(r))
				}
				_, against, _ := strings.Cut(f.Message, "against ")
				got = append(got, strings.Join(who, " ")+": "+strings.TrimSuffix(against, "."))
			}
		}
		if !slices.Equal(got, row.want) {
			t.Errorf("%s: %q, want %q", row.warrant, got, row.want)
		}
	}
}
