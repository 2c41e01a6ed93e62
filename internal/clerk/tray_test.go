package clerk_test

import (
	"testing"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
)

// queued says which trays of an account the matter is in, and what they show of it.
func (o *office) queued(account string, q clerk.Tray) *clerk.Summary {
	o.t.Helper()
	list, _, err := o.Tray(o.t.Context(), clerk.Caller{Account: account}, q, 50, nil)
	if err != nil {
		o.t.Fatalf("%s of %s: %v", q, account, err)
	}
	for i := range list {
		if list[i].Matter == "ferry" {
			return &list[i]
		}
	}
	return nil
}

// A matter is in the tray of whoever has something to do in it, from when there is to when it is done.
func TestTrays(t *testing.T) {
	o := newOffice(t)
	in := func(when string, account string, q clerk.Tray, want bool) {
		t.Helper()
		if got := o.queued(account, q) != nil; got != want {
			t.Errorf("%s: in %s of %s: %v, want %v", when, q, account, got, want)
		}
	}
	o.open()
	in("drafted", "archer", clerk.Unassigned, false)
	o.answer("it is what I saw")
	o.do("vance", record.Sworn{Application: "purse", Oath: record.Oath{By: "archer", Means: "in-person"}})
	in("sworn", "archer", clerk.Unassigned, true)
	in("sworn", "hart", clerk.AtBench, false)
	o.assign("ferry", "purse", "hart")
	in("assigned", "archer", clerk.Unassigned, false)
	in("assigned", "vance", clerk.ToBring, true)
	if s := o.queued("vance", clerk.ToBring); s != nil && s.Applications[0].Brings != "vance" {
		t.Errorf("to be brought by %q", s.Applications[0].Brings)
	}
	if _, _, err := o.Tray(t.Context(), clerk.Caller{Account: "hart"}, clerk.ToBring, 50, nil); fault.KindOf(err) != fault.Denied {
		t.Errorf("what an affiant is to bring, asked for by a magistrate: %v", err)
	}
	at := o.do("vance", record.Presented{Application: "purse", Presentment: record.Presentment{Magistrate: "hart"}}).At
	if s := o.queued("hart", clerk.AtBench); s == nil || s.Applications[0].Presented != at {
		t.Errorf("presented at %s: %+v", at, s)
	}
	in("presented", "lowe", clerk.AtBench, false)
	in("presented", "vance", clerk.ToBring, false)
	o.do("hart", record.Decided{Application: "purse", Decision: record.Decision{Respondents: []record.PersonID{"dole"}, Act: "granted", Finding: "seen"}})
	in("granted", "hart", clerk.AtBench, true)
	in("granted", "pratt", clerk.Out, false)
	o.do("hart", record.WarrantIssued{Application: "purse", Warrant: record.Issued{ID: "w1", By: "hart", Respondents: []record.PersonID{"dole"}, ReturnTo: "hart"}})
	in("issued", "hart", clerk.AtBench, false)
	in("issued", "archer", clerk.Out, true)
	if s := o.queued("pratt", clerk.Out); s == nil || s.Applications[0].Out != 1 {
		t.Errorf("issued: %+v", s)
	}
	o.do("hart", record.Sealed{Seal: record.Seal{ID: "s1", By: "hart", Because: "an inquiry", Application: "purse", Until: "2026-04-01T00:00"}})
	in("sealed", "pratt", clerk.Out, false)
	if s := o.queued("archer", clerk.Seals); s != nil && len(s.Seals) > 0 {
		if _, err := o.Read(t.Context(), clerk.Caller{Account: "archer"}, "ferry", "find", "purse"); err != nil {
			t.Errorf("the seal of an application that archer may not know of is shown: %+v", s.Seals)
		}
	}
	o.do("hart", record.Unsealed{Seal: "s1", Lifted: record.Lifting{By: "hart"}})
	me, err := o.NameSelf(t.Context(), clerk.Caller{Account: "pratt"}, "ferry", "purse", "warrant-returned")
	if err != nil || me != "pratt" {
		t.Fatalf("pratt is not named as executing officer: %q, %v", me, err)
	}
	if v, err := o.read("vance", access.ReadDocket); err != nil || v.Matter.Person("pratt") == nil || v.Matter.Person("pratt").Roles[0] != record.Executing {
		t.Errorf("%+v %v", v.Matter.Person("pratt"), err)
	}
	if again, err := o.NameSelf(t.Context(), clerk.Caller{Account: "pratt"}, "ferry", "purse", "warrant-returned"); err != nil || again != me {
		t.Errorf("named twice: %q, %v", again, err)
	}
	if _, err := o.NameSelf(t.Context(), clerk.Caller{Account: "other"}, "ferry", "purse", "warrant-returned"); fault.KindOf(err) != fault.NotFound {
		t.Errorf("an officer of another agency: %v", err)
	}
	if _, err := o.NameSelf(t.Context(), clerk.Caller{Account: "pratt"}, "ferry", "purse", "decided"); fault.KindOf(err) != fault.Denied {
		t.Errorf("for an act that is not pratt's: %v", err)
	}
	o.do("pratt", record.WarrantReturned{Application: "purse", Warrant: "w1", Return: record.Return{By: me, To: "hart", Unserved: "not found"}})
	in("returned", "pratt", clerk.Out, false)
	in("returned", "archer", clerk.Out, false)
	if _, _, err := o.Tray(t.Context(), clerk.Caller{Account: "vance"}, clerk.AtBench, 50, nil); fault.KindOf(err) != fault.Denied {
		t.Errorf("the tray of the bench for an officer: %v", err)
	}
	if _, _, err := o.Tray(t.Context(), clerk.Caller{Account: "pratt"}, clerk.Seals, 50, nil); fault.KindOf(err) != fault.Denied {
		t.Errorf("the seals for an officer: %v", err)
	}
}
