package clerk_test

import (
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
)

// noticesOf returns what an account was told of, and how much of it is said to be new.
func (o *office) noticesOf(account string) ([]clerk.Notice, int) {
	o.t.Helper()
	list, _, err := o.Notices(o.t.Context(), clerk.Caller{Account: account}, 0, nil)
	if err != nil {
		o.t.Fatal(err)
	}
	n, more, err := o.Unread(o.t.Context(), clerk.Caller{Account: account})
	if err != nil || more {
		o.t.Fatal(more, err)
	}
	return list, n
}

// A notice is shown to whom it was given and to no one else, new until it is read; and is gone with the matter for one outside a seal on it.
func TestNotices(t *testing.T) {
	o := newOffice(t)
	o.toWarrant()
	for _, who := range []string{"dole", "hart", "vance"} {
		if list, n := o.noticesOf(who); len(list) != 0 || n != 0 {
			t.Errorf("nobody told %s of anything: %v, %d", who, list, n)
		}
	}
	o.do("archer", record.NoticeGiven{Notice: record.Notice{To: "dole", Of: "search", By: "archer", Words: "your house was searched"}})
	if list, n := o.noticesOf("dole"); len(list) != 0 || n != 0 { // to show it would tell of a warrant that lives
		t.Errorf("before it is served: %v, %d", list, n)
	}
	o.do("pratt", record.Executed{Application: "purse", Execution: record.Execution{Act: "arrested", Warrant: "w1", Persons: []record.PersonID{"dole"}}})
	o.do("archer", record.NoticeGiven{Notice: record.Notice{To: "hart", Of: "order-entered", By: "archer", Words: "entered in your name"}})
	o.do("archer", record.NoticeGiven{Notice: record.Notice{To: "dole", Of: "charge", By: "archer"}})
	list, n := o.noticesOf("dole")
	if len(list) != 2 || n != 2 || list[0].Of != "charge" || list[1].Words != "your house was searched" || !list[0].New || !list[1].New || list[0].Matter != "ferry" || !list[0].Opens {
		t.Fatalf("%d new of %+v", n, list)
	}
	if list, n := o.noticesOf("hart"); len(list) != 1 || n != 1 || list[0].Of != "order-entered" || list[0].Giver == "" {
		t.Errorf("the judge is told %+v", list)
	}
	if list, _ := o.noticesOf("archer"); len(list) != 0 {
		t.Errorf("who told others is told %+v", list)
	}

	// The first is read, and stays below the other; what was read once stays so.
	dole := clerk.Caller{Account: "dole"}
	if err := o.SetRead(t.Context(), dole, list[1].At); err != nil {
		t.Fatal(err)
	}
	for _, until := range []time.Time{list[1].At, list[1].At.Add(-time.Hour)} {
		if err := o.SetRead(t.Context(), dole, until); err != nil {
			t.Fatal(err)
		}
		if list, n := o.noticesOf("dole"); n != 1 || !list[0].New || list[1].New {
			t.Errorf("one of two was read: %d new of %+v", n, list)
		}
	}
	if err := o.SetRead(t.Context(), dole, o.clock().Add(time.Hour)); fault.KindOf(err) != fault.Input {
		t.Errorf("what is still to come is read: %v", err)
	}
	if _, n := o.noticesOf("hart"); n != 1 {
		t.Error("what one has read is read to another")
	}

	o.do("hart", record.Sealed{Seal: record.Seal{ID: "s1", By: "hart", Because: "an inquiry", Until: "2026-12-01T00:00"}})
	if list, n := o.noticesOf("dole"); len(list) != 0 || n != 0 {
		t.Errorf("one outside the seal is told of the matter: %d new of %+v", n, list)
	}
	if list, _ := o.noticesOf("hart"); len(list) != 1 {
		t.Errorf("the judge who sealed it lost a notice: %+v", list)
	}
}
