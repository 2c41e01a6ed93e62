package clerk_test

import (
	"testing"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
)

// TestPartsEndWithThePost: who held a part in a matter by a post that has ended is outside of it, and does not come to decide in it by another post.
func TestPartsEndWithThePost(t *testing.T) {
	o := newOffice(t)
	o.toBench()
	roll := func(e people.Event) {
		t.Helper()
		if err := o.Enrol(t.Context(), clerk.Caller{Account: "root", Proved: true}, e); err != nil {
			t.Fatal(err)
		}
	}
	grant := record.Decided{Application: "purse", Decision: record.Decision{Respondents: []record.PersonID{"dole"}, Act: "granted", Finding: "seen by the affiant"}}
	roll(people.PostEnded{ID: "hart", Post: people.Post{Role: record.Magistrate, Court: "county"}})
	o.no("hart", grant, fault.NotFound, "there is no matter")
	roll(people.PostEnded{ID: "vance", Post: people.Post{Role: record.Affiant, Agency: "rangers"}})
	if _, err := o.read("vance", access.ReadPapers); fault.KindOf(err) != fault.NotFound {
		t.Errorf("the affiant of before reads: %v", err)
	}
	roll(people.PostGiven{ID: "hart", Post: people.Post{Role: record.Magistrate, Court: "county"}})
	// The affiant of before is made a judge: not in this matter.
	roll(people.PostGiven{ID: "vance", Post: people.Post{Role: record.Magistrate, Court: "county"}})
	o.no("vance", grant, fault.NotFound, "there is no matter")
	o.do("hart", grant)
}

// TestConflictSinceAssigned: a conflict that is declared when the application lies before the magistrate already keeps from deciding as well.
func TestConflictSinceAssigned(t *testing.T) {
	o := newOffice(t)
	o.toBench()
	if err := o.Enrol(t.Context(), clerk.Caller{Account: "root", Proved: true}, people.ConflictDeclared{ID: "hart", Conflict: people.Conflict{Name: "peter dole", Because: "a cousin"}}); err != nil {
		t.Fatal(err)
	}
	o.no("hart", record.Decided{Application: "purse", Decision: record.Decision{Respondents: []record.PersonID{"dole"}, Act: "granted", Finding: "seen by the affiant"}}, fault.Conflict, "has declared a conflict")
	o.no("hart", record.SourceOpened{Application: "purse", Opening: record.Opening{Source: "log", Magistrate: "hart"}}, fault.Conflict, "has declared a conflict")
	o.do("hart", record.MagistrateRecused{Application: "purse", Recusal: record.Recusal{Magistrate: "hart", Because: "a cousin"}})
	o.assign("ferry", "purse", "hart") // of whom the rota thinks first
	v, err := o.read("archer", access.ReadDocket)
	if err != nil || v.Matter.Application("purse").Assigned() != "lowe" {
		t.Errorf("assigned is %v, %v", v.Matter.Application("purse").Assigned(), err)
	}
}

// TestNothingDestroyedWhileOut: a judge's order destroys no matter of which a warrant is out.
func TestNothingDestroyedWhileOut(t *testing.T) {
	o := newOffice(t)
	o.toWarrant()
	end := record.Expunged{Expungement: record.Expungement{By: "hart", Under: "an act"}}
	o.no("hart", end, fault.Conflict, "While a warrant is out nothing is destroyed")
	o.do("hart", record.WarrantRecalled{Application: "purse", Warrant: "w1", Recall: record.Recall{By: "hart", Because: "the wrong man"}})
	o.do("hart", end)
}
