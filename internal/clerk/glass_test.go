package clerk_test

import (
	"testing"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
)

// TestGlassAndSeal: the glass does not open an application that is under a seal of its own.
func TestGlassAndSeal(t *testing.T) {
	o := newOffice(t)
	o.toWarrant()
	pratt := clerk.Caller{Account: "pratt", Proved: true}
	if err := o.Enrol(t.Context(), clerk.Caller{Account: "root", Proved: true}, people.PostGiven{ID: "pratt", Post: people.Post{Role: record.Supervisor, Agency: "rangers"}}); err != nil {
		t.Fatal(err)
	}
	if v, err := o.BreakGlass(t.Context(), pratt, "ferry", "a life at stake"); err != nil || len(v.Matter.Applications) != 1 {
		t.Fatalf("%v, %v", v, err)
	}
	o.do("hart", record.Sealed{Seal: record.Seal{ID: "s1", By: "hart", Because: "an informant at risk", Application: "purse"}})
	v, err := o.BreakGlass(t.Context(), pratt, "ferry", "a life at stake")
	if err != nil {
		t.Fatal(err)
	}
	if len(v.Matter.Applications) != 0 {
		t.Error("the glass opened a sealed application")
	}
	for _, l := range v.Lines {
		if l.Application == "purse" {
			t.Errorf("entry %d of the sealed application is shown", l.Seq)
		}
	}
}
