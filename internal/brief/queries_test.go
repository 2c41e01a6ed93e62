package brief

import (
	"slices"
	"testing"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

// TestQueriesAreTakenUp holds that a query bears on nothing until someone rules on it, and is then a flaw with that ruling, whether the matter holds the
// ruling or it is only supposed.
func TestQueriesAreTakenUp(t *testing.T) {
	matter := func() *record.Matter {
		return &record.Matter{
			ID: "yard", Title: "yard", Jurisdiction: "us",
			People: []record.Person{
				{ID: "mora", Name: "Grace Mora", Roles: []record.Role{record.Affiant, record.Officer}},
				{ID: "reyes", Name: "Alma Reyes", Roles: []record.Role{record.Witness}},
				{ID: "kroll", Name: "Dennis Kroll", Roles: []record.Role{record.Respondent}},
			},
			Sources: []record.Source{{ID: "told", Kind: record.Interview, Declarant: "reyes", Author: "mora", Seen: record.FirstHand,
				Lines: []record.Line{{N: 1, Text: "Kroll was in the yard with the boxes when the dog got loose."}}}},
			Applications: []record.Application{{ID: "a", Kind: record.Arrest, Affiant: "mora", Respondents: []record.PersonID{"kroll"},
				Affidavit: record.Affidavit{Assertions: []record.Assertion{{N: 1, Basis: record.Reported, Cites: []record.Cite{{Source: "told"}},
					Text: "Ms. Reyes recounts that Kroll buried the boxes in the yard at the time the dog escaped."}}}}},
		}
	}
	const id = "S2@a.1"
	ruling := record.Ruling{On: id, Value: "sustained", By: "reviewer"}
	held := matter()
	held.Rulings = []record.Ruling{ruling}
	for _, x := range []struct {
		name  string
		m     *record.Matter
		find  []record.Ruling
		taken bool
	}{{"asked only", matter(), nil, false}, {"supposed", matter(), []record.Ruling{ruling}, true}, {"held", held, nil, true}} {
		t.Run(x.name, func(t *testing.T) {
			r, err := Read(x.m, doctrine.Default(), "test", Options{Find: x.find, Acted: "2020-01-02", AsOf: "2020-01-02"})
			if err != nil {
				t.Fatal(err)
			}
			at := slices.IndexFunc(r.Flaws, func(f Flaw) bool { return f.ID == id })
			asked := len(r.Queries) == 1 && r.Queries[0].ID == id
			if (at >= 0) != x.taken || asked == x.taken {
				t.Fatalf("flaw %v, query %v; want taken up: %v", at >= 0, asked, x.taken)
			}
			if x.taken && (r.Flaws[at].State != Sustained || r.Flaws[at].Query) {
				t.Errorf("it is %s, query %v", r.Flaws[at].State, r.Flaws[at].Query)
			}
		})
	}
	for _, err := range Misrulings(held, doctrine.Default(), nil) {
		if err != nil {
			t.Error(err)
		}
	}
}
