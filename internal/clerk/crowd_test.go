package clerk_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/vault"
)

// A counting store counts what is handed out of it: rows of lists, hits of searches, entries.
type counting struct {
	store.Store
	rows, hits, entries int
}

type countingTx struct {
	store.Tx
	of *counting
}

func (c *counting) View(ctx context.Context, fn func(store.Tx) error) error {
	return c.Store.View(ctx, func(tx store.Tx) error { return fn(countingTx{tx, c}) })
}

func (c *counting) Update(ctx context.Context, fn func(store.Tx) error) error {
	return c.Store.Update(ctx, func(tx store.Tx) error { return fn(countingTx{tx, c}) })
}

func (x countingTx) Rows(q store.Query) ([]store.Row, error) {
	list, err := x.Tx.Rows(q)
	x.of.rows += len(list)
	return list, err
}

func (x countingTx) RowsOf(s []entry.Stream) ([]store.Row, error) {
	list, err := x.Tx.RowsOf(s)
	x.of.rows += len(list)
	return list, err
}

func (x countingTx) Browse(q store.Query, words []vault.Blind, look int) ([]store.Row, *store.Cursor, error) {
	list, next, err := x.Tx.Browse(q, words, look)
	x.of.rows += len(list)
	return list, next, err
}

func (x countingTx) Search(words []vault.Blind, w *store.Within, atMost int) ([]store.Hit, bool, error) {
	list, whole, err := x.Tx.Search(words, w, atMost)
	x.of.hits += len(list)
	return list, whole, err
}

func (x countingTx) Entries(s entry.Stream, from int64, limit int) ([]store.Kept, error) {
	list, err := x.Tx.Entries(s, from, limit)
	x.of.entries += len(list)
	return list, err
}

// crowded is the i-th of very many matters: every other one of the rangers, one in four still drawn up, one in ten under seal. Each has the words
// harbour and purse, one in forty lantern, and hart is the magistrate of one in four.
func crowded(i int) clerk.Told {
	text := fmt.Sprintf("I saw Peter Dole take a purse at the harbour, number %d.", i)
	if i%40 < 2 {
		text += " He carried a lantern."
	}
	by, agency := "vance", "rangers"
	if i%2 == 1 {
		by, agency = "other", "da"
	}
	m := record.Matter{ID: record.MatterID(fmt.Sprint("m-", i)), Title: fmt.Sprint("Matter ", i), Jurisdiction: "us-ri", People: []record.Person{
		{ID: "officer", Name: "An Officer", Roles: []record.Role{record.Affiant}, Account: by}, {ID: "dole", Name: "Peter Dole", Roles: []record.Role{record.Respondent}},
		{ID: "judge", Name: "A Judge", Roles: []record.Role{record.Magistrate}, Account: []string{"hart", "lowe", "lowe", "lowe"}[i/2%4]}}}
	m.Sources = []record.Source{{ID: "log", Kind: "report", Author: "officer", Time: "2025-03-01", Lines: []record.Line{{N: 1, Text: text}}}}
	a := record.Application{ID: "paper", Kind: record.Arrest, Affiant: "officer", Respondents: []record.PersonID{"dole"},
		Offence: record.Offence{Title: "larceny", Elements: []record.Element{{ID: "taking", Title: "took the thing of another", Kind: record.Act}}}}
	a.Affidavit.Assertions = []record.Assertion{{N: 1, Text: text, Basis: record.Observed, Cites: []record.Cite{{Source: "log", From: 1, To: 1}}}}
	a.Grounds = []record.Ground{{Element: "taking", On: []int{1}}}
	if !crowdDraft(i) {
		a.Oath = &record.Oath{Time: "2025-03-01", By: "judge", Means: "in-person"}
		a.Assignments = []record.Assignment{{Magistrate: "judge", How: "rota", Time: "2025-03-01"}}
		a.Presentments = []record.Presentment{{Magistrate: "judge", Time: "2025-03-01"}}
	}
	m.Applications = []record.Application{a}
	if crowdSealed(i) {
		m.Seals = []record.Seal{{ID: "s1", By: "judge", Because: "an informant at risk", Time: "2025-03-02"}}
	}
	return clerk.Told{By: clerk.Caller{Account: by}, Agency: agency, Court: "county", Matter: m}
}

func crowdDraft(i int) bool  { return i/3%4 == 0 }
func crowdSealed(i int) bool { return i/5%10 == 7 }

// TestCrowd: among very many matters each finds by lists and searches, page by page, what he may find, all of it and nothing else; and a page is read
// from no more rows than it has, whatever else is on file.
func TestCrowd(t *testing.T) {
	const all, limit = 1080, 40
	o := newOffice(t)
	for i := 0; i < all; i += 40 {
		var part []clerk.Told
		for j := i; j < min(all, i+40); j++ {
			part = append(part, crowded(j))
		}
		if _, err := o.RecountAll(t.Context(), part); err != nil {
			t.Fatal(err)
		}
	}
	c := &counting{Store: o.store}
	opts := o.opts
	opts.Store = c
	k, err := clerk.Open(t.Context(), opts)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := k.Roll(t.Context()); err != nil { // it is read once
		t.Fatal(err)
	}
	lantern := func(i int) bool { return i%40 < 2 }
	for account, finds := range map[string]func(i int) bool{
		"vance":  func(i int) bool { return i%2 == 0 },                          // in each of them
		"stone":  func(i int) bool { return i%2 == 0 && !crowdSealed(i) },       // of the agency, and outside the seals
		"other":  func(i int) bool { return i%2 == 1 },                          // of another
		"hart":   func(i int) bool { return i/2%4 == 0 && !crowdDraft(i) },      // before whom it lies
		"archer": func(i int) bool { return !crowdDraft(i) && !crowdSealed(i) }, // of the court, once it was brought
		"pratt":  func(i int) bool { return false },                             // no warrant has issued
		"cross":  func(i int) bool { return false },
	} {
		for _, words := range []string{"", "harbour purse", "lantern", "lantern harbour"} {
			want := map[record.MatterID]bool{}
			for i := range all {
				if finds(i) && (words == "" || words[0] == 'h' || lantern(i)) {
					want[record.MatterID(fmt.Sprint("m-", i))] = true
				}
			}
			got := map[record.MatterID]bool{}
			var after *store.Cursor
			var from *clerk.Sought
			for pages := 0; ; pages++ {
				*c = counting{Store: o.store}
				var list []clerk.Summary
				var err error
				if words == "" {
					list, after, err = k.List(t.Context(), clerk.Caller{Account: account}, store.Query{Limit: limit, After: after})
				} else {
					list, from, err = k.Search(t.Context(), clerk.Caller{Account: account}, words, limit, from)
				}
				if err != nil || len(list) > limit || pages > all {
					t.Fatalf("%s, %q: page %d has %d, %v", account, words, pages, len(list), err)
				}
				for _, s := range list {
					if got[s.Matter] {
						t.Errorf("%s, %q: %s comes twice", account, words, s.Matter)
					}
					got[s.Matter] = true
				}
				// Sealed ones are passed over, and there may be some on any page.
				if most := 4*limit + c.hits; c.rows > most {
					t.Errorf("%s, %q: for page %d, which has %d, %d rows were read, want at most %d", account, words, pages, len(list), c.rows, most)
				}
				if len(want) == 0 && c.rows > 0 {
					t.Errorf("%s, %q: may find nothing, and %d rows were read", account, words, c.rows)
				}
				if reads := account == "vance" || account == "stone" || account == "other"; c.entries > 0 && (words == "" || reads) {
					t.Errorf("%s, %q: %d entries were read of matters that are only listed", account, words, c.entries)
				}
				if after == nil && from == nil {
					break
				}
			}
			if !maps.Equal(got, want) {
				t.Errorf("%s, %q: %d are found, want %d", account, words, len(got), len(want))
			}
		}
	}
	// What is to be decided comes in the order in which it came, page by page.
	var bench []record.MatterID
	var after *store.Cursor
	for {
		list, next, err := k.Tray(t.Context(), clerk.Caller{Account: "hart"}, clerk.AtBench, limit, after)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range list {
			bench = append(bench, s.Matter)
		}
		if after = next; next == nil {
			break
		}
	}
	var want []record.MatterID
	for i := range all {
		if i/2%4 == 0 && !crowdDraft(i) {
			want = append(want, record.MatterID(fmt.Sprint("m-", i)))
		}
	}
	slices.Sort(want)
	if !slices.Equal(slices.Sorted(slices.Values(bench)), want) || len(bench) < 2*limit {
		t.Errorf("before hart lie %d, want %d", len(bench), len(want))
	}
}
