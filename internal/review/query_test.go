package review

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

// raised is all that the checks raise, the queries among the flaws: what the tests of one check hold is that it sees a thing.
func raised(m *record.Matter, law *doctrine.Law) []Flaw {
	var all []Flaw
	results, _ := RunUntil(m, law, nil)
	for _, r := range results {
		all = append(append(all, r.Flaws...), r.Queries...)
	}
	return all
}

// TestQueries holds which findings are flaws and which are only asked: the rows of testdata/queries.yaml have, for a query, its code with a
// question mark before it. Those of testdata/sound-wording.yaml have it so too.
func TestQueries(t *testing.T) {
	for _, w := range slices.Concat(wordings(t, "queries.yaml"), wordings(t, "sound-wording.yaml")) {
		t.Run(w.Sworn, func(t *testing.T) {
			var got []string
			for _, f := range w.flaws(t, "SI") {
				code := f.Check.Code
				if f.Query {
					code = "?" + code
				}
				got = append(got, code)
			}
			w.hold(t, got)
		})
	}
}

// TestQueriesApart holds that a query is in no list of flaws, whether the application is read whole or as it is typed, and that both have one
// order and one set of ids.
func TestQueriesApart(t *testing.T) {
	for _, w := range wordings(t, "queries.yaml") {
		m := w.matter()
		results, _ := RunUntil(m, doctrine.Default(), nil)
		whole, _ := Prepare(m, m.Applications[0].ID, doctrine.Default(), nil).Whole(nil)
		ids := func(list []Flaw) (out []string) {
			for _, f := range list {
				out = append(out, fmt.Sprint(f.ID, f.Query))
			}
			return out
		}
		if diff := cmp.Diff(ids(results[0].Queries), ids(whole.Queries)) + cmp.Diff(ids(results[0].Flaws), ids(whole.Flaws)); diff != "" {
			t.Errorf("%s: %s", w.Sworn, diff)
		}
		if slices.ContainsFunc(results[0].Flaws, func(f Flaw) bool { return f.Query }) || slices.ContainsFunc(results[0].Queries, func(f Flaw) bool { return !f.Query }) {
			t.Errorf("%s: %v, %v", w.Sworn, ids(results[0].Flaws), ids(results[0].Queries))
		}
		if diff := cmp.Diff(ids(Run(m, doctrine.Default())), ids(results[0].Flaws)); diff != "" {
			t.Errorf("%s: %s", w.Sworn, diff)
		}
	}
}
