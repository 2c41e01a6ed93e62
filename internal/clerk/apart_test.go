package clerk_test

import (
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
)

// disclosedTo is what the matter early is shown to disclose, as someone reads it by an act.
func (o *office) disclosedTo(account string, act access.Act) string {
	o.t.Helper()
	v, err := o.Read(o.t.Context(), clerk.Caller{Account: account}, "early", act, "")
	if err != nil {
		v, err = o.Read(o.t.Context(), clerk.Caller{Account: account}, "early", act, "once-more")
	}
	if err != nil {
		o.t.Fatal(err)
	}
	var list []string
	for _, a := range v.Matter.Applications {
		for _, p := range a.Presentments {
			list = append(list, p.Disclosed...)
		}
	}
	return strings.Join(list, "\n")
}

// opensIt reports whether the entry of the presentment is opened to someone, by itself and in a bundle: both, or neither.
func (o *office) opensIt(account string) bool {
	o.t.Helper()
	by := clerk.Caller{Account: account}
	v, err := o.Read(o.t.Context(), by, "early", access.ReadDocket, "")
	if err != nil {
		v, err = o.Read(o.t.Context(), by, "early", access.ReadDocket, "once-more")
	}
	if err != nil {
		o.t.Fatal(err)
	}
	var single, bundled bool
	for _, l := range v.Lines {
		if l.Kind != "presented" {
			continue
		}
		_, secret, err := o.Prove(o.t.Context(), by, "early", int64(l.Seq))
		if err != nil {
			o.t.Fatal(err)
		}
		single = secret != nil
		b, err := o.Bundle(o.t.Context(), by, "early")
		if err != nil {
			o.t.Fatal(err)
		}
		for _, e := range b.Entries {
			bundled = bundled || e.Entry.Seq == int64(l.Seq)
		}
	}
	if single != bundled {
		o.t.Errorf("to %s the presentment is opened by itself: %v, in a bundle: %v", account, single, bundled)
	}
	return single
}

// TestApart: what an application discloses of another matter is shown, and opened, as it stands while that matter is in the open; once it is under a seal, to those who are inside it, and to others,
// whatever they read, without a word of which matter it is; when the seal is lifted as before; and of one that was expunged nothing is told. The magistrate to whom it was told can have it opened.
func TestApart(t *testing.T) {
	o := newOffice(t)
	o.toBench()
	o.do("hart", record.Decided{Application: "purse", Decision: record.Decision{Respondents: []record.PersonID{"dole"}, Act: "denied", Finding: "one glimpse"}})
	o.enrolled(people.PostGiven{ID: "other", Post: people.Post{Role: record.Prosecutor, Agency: "da"}})
	o.again("early", "rangers", "vance", "Peter Dole")
	o.in("early", "vance", record.PersonNamed{Person: record.Person{ID: "prosecutor", Name: "The Prosecutor", Roles: []record.Role{record.Prosecutor}, Account: "other"}})
	inside := map[string]access.Act{"stone": access.ReadPapers, "archer": access.ReadDocket, "vance": access.ReadPapers}
	outside := map[string]access.Act{"other": access.ReadPapers, "lowe": access.ReadPapers}
	stands := func(when string, readers map[string]access.Act) {
		t.Helper()
		for account, act := range readers {
			for _, act := range []access.Act{act, access.ReadDocket} {
				if got := o.disclosedTo(account, act); !strings.HasPrefix(got, "in the matter ferry (Peter Dole), application purse") {
					t.Errorf("%s, to %s: %q", when, account, got)
				}
			}
			if !o.opensIt(account) {
				t.Errorf("%s the presentment is shut to %s", when, account)
			}
		}
	}
	shut := func(when, want string, readers map[string]access.Act) {
		t.Helper()
		for account, act := range readers {
			for _, act := range []access.Act{act, access.ReadDocket} {
				if got := o.disclosedTo(account, act); got != want {
					t.Errorf("%s, to %s: %q", when, account, got)
				}
			}
			if o.opensIt(account) != (account == "lowe") {
				t.Errorf("%s the presentment is opened to %s: %v", when, account, account != "lowe")
			}
		}
	}
	stands("in the open", inside)
	stands("in the open", outside)
	o.do("hart", record.Sealed{Seal: record.Seal{ID: "s", By: "hart", Because: "an informant"}})
	stands("under seal", inside)
	shut("under seal", "in another matter, a warrant to arrest, against Peter Dole, before Ann Hart on 2 March 2026: denied", outside)
	o.do("hart", record.Unsealed{Seal: "s", Lifted: record.Lifting{By: "hart", Because: "it is over"}})
	stands("unsealed", inside)
	stands("unsealed", outside)
	o.do("hart", record.Expunged{Expungement: record.Expungement{By: "hart", Under: "R.I. Gen. Laws 12-1-12"}})
	if _, err := o.Work(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, readers := range []map[string]access.Act{inside, outside} {
		shut("expunged", "in another matter, of which nothing is kept", readers)
	}
}
