package clerk_test

import (
	"context"
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
	o.Clerk = c
	sworn := record.Sworn{Application: "purse", Oath: record.Oath{By: "archer", Means: "in-person"}}
	turns := 0
	w.before = func() {
		turns++
		if !c.GateKnown("ferry", "purse") {
			t.Error("the papers are reviewed in the turn")
		}
	}
	o.no("vance", sworn, fault.Conflict, "S2@purse.2")
	if turns == 0 {
		t.Error("no turn was watched")
	}
	w.before = func() {}
	o.answer("I was told so") // of the papers as they then are nothing is known yet
	o.do("vance", sworn)
}
