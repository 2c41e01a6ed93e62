package clerk_test

import (
	"context"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
)

// A watched is a store that is asked something before each update begins.
type watched struct {
	store.Store
	before func()
}

func (w *watched) Update(ctx context.Context, fn func(store.Tx) error) error {
	w.before()
	return w.Store.Update(ctx, fn)
}

// The papers are reviewed before the turn of an oath comes, since whoever has his turn keeps all others from theirs; what was found is of the papers as they are.
func TestReviewedBeforeTheTurn(t *testing.T) {
	o := newOffice(t)
	o.open()
	o.do("vance", record.AssertionDrafted{Application: "purse", Assertion: record.Assertion{N: 2, Text: "Peter Dole carried a loaded revolver.", Basis: record.Reported,
		Cites: []record.Cite{{Source: "log", From: 1, To: 1}}}})
	opts := o.opts
	w := &watched{Store: o.store, before: func() {}}
	opts.Store = w
	c, err := clerk.Open(t.Context(), opts)
	if err != nil {
		t.Fatal(err)
	}
	other := o.Clerk
	o.Clerk = c
	sworn := record.Sworn{Application: "purse", Oath: record.Oath{By: "archer", Means: "in-person"}}
	turns := 0
	w.before = func() {
		turns++
		if !c.GateKnown("ferry", "purse") {
			t.Error("the papers are reviewed in the turn")
		}
		if turns > 1 {
			return
		}
		// Something comes between: what is known is of the papers before it.
		by := clerk.Caller{Account: "vance", Proved: true, Proof: "test"}
		if _, err := other.Do(t.Context(), by, clerk.Act{Matter: "ferry", Event: record.PersonNamed{Person: record.Person{ID: "nora", Name: "Nora Passer"}}}); err != nil {
			t.Error(err)
		}
	}
	o.no("vance", sworn, fault.Conflict, "S2@purse.2")
	if turns != 2 {
		t.Errorf("the oath had %d turns, and in the second the papers are known", turns)
	}
	w.before = func() {}
	o.answer("I was told so") // of the papers as they then are nothing is known yet
	o.do("vance", sworn)
}

// Who is to answer questions before an oath is asked those of his own paper, also where something that is veiled from him is in the matter.
func TestVeiledIsAskedOfHisOwn(t *testing.T) {
	o := newOffice(t)
	o.colleague("colleague", record.Affiant)
	o.open()
	o.do("vance", record.PersonNamed{Person: record.Person{ID: "colleague", Name: "A colleague", Roles: []record.Role{record.Affiant}, Account: "colleague"}})
	o.do("colleague", record.ApplicationDrafted{ID: "house", Of: record.Arrest, Affiant: "colleague", Respondents: []record.PersonID{"dole"},
		Offence: record.Offence{Title: "larceny", Elements: []record.Element{{ID: "taking", Title: "took the purse of another", Kind: record.Act}}}})
	o.do("colleague", record.AssertionDrafted{Application: "house", Assertion: record.Assertion{N: 1, Text: "Peter Dole carried a loaded revolver.", Basis: record.Reported,
		Cites: []record.Cite{{Source: "log", From: 1, To: 1}}}})
	sworn := record.Sworn{Application: "house", Oath: record.Oath{By: "archer", Means: "in-person"}}
	_, open := o.try("colleague", sworn)
	if open == nil || !strings.Contains(open.Error(), "@house.1") {
		t.Fatalf("before the seal he is told %v", open)
	}
	o.do("hart", record.Sealed{Seal: record.Seal{ID: "s1", By: "hart", Because: "an informant at risk", Application: "purse"}})
	if _, err := o.try("colleague", sworn); err == nil || err.Error() != open.Error() {
		t.Errorf("under the seal he is told %v; without it %v", err, open)
	}
	if err := o.Would(t.Context(), clerk.Caller{Account: "colleague"}, clerk.Act{Matter: "ferry", Event: sworn}); err == nil || err.Error() != open.Error() {
		t.Errorf("asked before, he is told %v", err)
	}
}
