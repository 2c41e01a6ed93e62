package clerk_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
)

// A within is a store whose updates can be run within one that is open, and that may then not be kept.
type within struct {
	store.Store
	tx store.Tx
}

func (w *within) Update(ctx context.Context, fn func(store.Tx) error) error {
	if w.tx != nil {
		return fn(w.tx)
	}
	return w.Store.Update(ctx, fn)
}

// TestNotKept: what a clerk has read of a matter, and of the roll, within a commit that was not kept is not gone on with.
func TestNotKept(t *testing.T) {
	o := newOffice(t)
	o.open()
	w := &within{Store: o.store}
	opts := o.opts
	opts.Store = w
	c, err := clerk.Open(t.Context(), opts)
	if err != nil {
		t.Fatal(err)
	}
	name := func(id string) error {
		o.pass(time.Minute)
		_, err := c.Do(t.Context(), clerk.Caller{Account: "vance"}, clerk.Act{Matter: "ferry", Event: record.PersonNamed{Person: record.Person{ID: record.PersonID(id), Name: "Some " + id}}})
		return err
	}
	lost := errors.New("the power went")
	err = o.store.Update(t.Context(), func(tx store.Tx) error {
		w.tx = tx
		defer func() { w.tx = nil }()
		return errors.Join(name("ghost"), name("second"), lost)
	})
	if !errors.Is(err, lost) {
		t.Fatal(err)
	}
	for i := range 3 { // one more than were lost, so that what is there goes further than what was at hand
		if _, err := o.Do(t.Context(), clerk.Caller{Account: "vance"}, clerk.Act{Matter: "ferry", Event: record.PersonNamed{Person: record.Person{
			ID: record.PersonID(fmt.Sprint("real-", i)), Name: "Some One"}}}); err != nil {
			t.Fatal(err)
		}
	}
	if err := name("last"); err != nil {
		t.Fatal(err)
	}
	v, err := c.Read(t.Context(), clerk.Caller{Account: "vance"}, "ferry", access.ReadSources, "")
	if err != nil {
		t.Fatal(err)
	}
	want, err := o.Read(t.Context(), clerk.Caller{Account: "vance"}, "ferry", access.ReadSources, "")
	if err != nil {
		t.Fatal(err)
	}
	if record.Digest(v.Matter) != record.Digest(want.Matter) || len(v.Lines) != len(want.Lines) {
		t.Errorf("%d lines, want %d; people %v", len(v.Lines), len(want.Lines), v.Matter.People)
	}
}
