package clerk_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/ledger/proof"
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
	given := func(under string) bool {
		t.Helper()
		r, err := o.Do(t.Context(), clerk.Caller{Account: "other", Proved: true, Proof: "test"}, clerk.Act{Matter: "early",
			Event: record.Disclosed{Disclosure: record.Disclosure{To: "prosecutor", By: "prosecutor", Under: under, Applications: []record.AppID{"once-more"}}}})
		if err != nil {
			t.Fatal(err)
		}
		b, err := o.Given(t.Context(), clerk.Caller{Account: "other"}, "early", r.Seq)
		if err != nil {
			t.Fatal(err)
		}
		return slices.ContainsFunc(b.Entries, func(e proof.Disclosed) bool {
			text, err := e.Entry.Open(*e.Secret)
			if err != nil {
				t.Fatal(err)
			}
			return strings.Contains(string(text), "matter ferry")
		})
	}
	if given("brady") {
		t.Error("what is handed over under seal tells of the other matter")
	}
	shut("under seal", "in another matter, a warrant to arrest, against Peter Dole, before Ann Hart on 2 March 2026: denied", outside)
	o.do("hart", record.Unsealed{Seal: "s", Lifted: record.Lifting{By: "hart", Because: "it is over"}})
	stands("unsealed", inside)
	stands("unsealed", outside)
	if !given("giglio") {
		t.Error("what is handed over in the open does not tell of the other matter")
	}
	o.do("hart", record.Expunged{Expungement: record.Expungement{By: "hart", Under: "R.I. Gen. Laws 12-1-12"}})
	if _, err := o.Work(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, readers := range []map[string]access.Act{inside, outside} {
		shut("expunged", "in another matter, of which nothing is kept", readers)
	}
	if given("rule-16") {
		t.Error("what is handed over after an expungement tells of it")
	}
}

// TestApartIsNoOracle: what a recounted matter says of others is shown as someone typed it, whether it is true of a matter under seal, or not: else one who guesses would be told.
func TestApartIsNoOracle(t *testing.T) {
	o := newOffice(t)
	o.toBench()
	o.do("hart", record.Decided{Application: "purse", Decision: record.Decision{Respondents: []record.PersonID{"dole"}, Act: "denied", Finding: "one glimpse"}})
	told := o.again("early", "rangers", "vance", "Peter Dole")
	o.do("hart", record.Sealed{Seal: record.Seal{ID: "s", By: "hart", Because: "an informant"}})
	says := append(told, strings.Replace(told[0], "denied", "granted", 1), "in the matter nowhere (Peter Dole), application purse before Ann Hart on 2 March 2026: denied")
	m := elsewhere("probe", func(m *record.Matter) {
		a := &m.Applications[0]
		a.Presentments = []record.Presentment{{Magistrate: "judge", Time: "2026-03-03", Disclosed: says}}
		for i := range m.People {
			if m.People[i].ID == a.Respondents[0] {
				m.People[i].Name = "Peter Dole"
			}
		}
	})
	if _, err := o.Recount(t.Context(), clerk.Caller{Account: "vance"}, "rangers", "county", m); err != nil {
		t.Fatal(err)
	}
	o.colleague("ruth", record.Supervisor)
	v, err := o.Read(t.Context(), clerk.Caller{Account: "ruth"}, "probe", access.ReadSources, "")
	if err != nil {
		t.Fatal(err)
	}
	if got := v.Matter.Applications[0].Presentments[0].Disclosed; !slices.Equal(got, says) {
		t.Errorf("recounted: %q", got)
	}
	named, err := o.EarlierNamed(t.Context(), clerk.Caller{Account: "ruth"}, "probe", v.Matter.Applications[0].ID)
	if err != nil || len(named) != 0 {
		t.Errorf("named: %q, %v", named, err)
	}
}
