package clerk_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
)

// alone is what a magistrate is told at the bench of a matter.
func (o *office) alone(id record.MatterID, judge string) []string {
	o.t.Helper()
	told, err := o.Earlier(o.t.Context(), clerk.Caller{Account: judge}, id, "once-more")
	if err != nil {
		o.t.Fatal(err)
	}
	return told
}

// onlyHe holds that no one but the magistrate is told, and that nothing of it stands in what others read.
func (o *office) onlyHe(id record.MatterID, judge string, words ...string) {
	o.t.Helper()
	for _, account := range []string{"vance", "stone", "pratt", "hart", "lowe", "archer", "cross", "dole", "audit", "root", "other"} {
		by := clerk.Caller{Account: account, Proved: true}
		if account != judge {
			if told, err := o.Earlier(o.t.Context(), by, id, "once-more"); fault.KindOf(err) != fault.Denied && fault.KindOf(err) != fault.NotFound {
				o.t.Errorf("%s is told %q, %v", account, told, err)
			}
		}
		for _, act := range []access.Act{access.ReadDocket, access.ReadPapers, access.ReadSources, access.ReadFlaws} { // nor does it stand where the judge reads with others
			v, err := o.Read(o.t.Context(), by, id, act, "")
			if err != nil {
				continue
			}
			text, err := json.Marshal(struct {
				M any
				L any
			}{v.Matter, v.Lines})
			if err != nil {
				o.t.Fatal(err)
			}
			for _, w := range words {
				if strings.Contains(string(text), w) {
					o.t.Errorf("%s reads %q in %s of %s", account, w, act, id)
				}
			}
		}
	}
}

func (o *office) refuse() {
	o.t.Helper()
	o.toBench()
	o.do("hart", record.Decided{Application: "purse", Decision: record.Decision{Respondents: []record.PersonID{"dole"}, Act: "denied", Finding: "one glimpse"}})
}

// TestToldAcrossAgencies: the magistrate is told of what another agency brought, under another spelling, and not which matter it is; no one else is.
func TestToldAcrossAgencies(t *testing.T) {
	o := newOffice(t)
	o.refuse()
	if told := o.again("across", "da", "other", "DOLE, Péter J."); len(told) != 0 {
		t.Errorf("disclosed to all: %q", told)
	}
	want := []string{"an application of The Rangers against DOLE, Péter J., before Ann Hart at County Court on 2 March 2026: denied"}
	if told := o.alone("across", "lowe"); !slices.Equal(told, want) {
		t.Errorf("%q", told)
	}
	o.onlyHe("across", "lowe", "Rangers", "Ann Hart", "matter ferry")
	if told := o.again("doleman", "da", "other", "Peter Doleman"); len(told) != 0 || len(o.alone("doleman", "lowe")) != 0 {
		t.Errorf("of another name: %q", o.alone("doleman", "lowe"))
	}
	o.in("across", "lowe", record.Decided{Application: "once-more", Decision: record.Decision{Respondents: []record.PersonID{"x"}, Act: "denied", Finding: "one glimpse"}})
	if _, err := o.Earlier(t.Context(), clerk.Caller{Account: "lowe"}, "across", "once-more"); fault.KindOf(err) != fault.Denied {
		t.Errorf("told when it is decided: %v", err)
	}
}

// TestToldOutOfASeal: of an application under a seal of the court its magistrate is told that it was refused and on which day, and the trail has it; not of one
// that was not refused, nor under the seal of another court, nor is anyone else told.
func TestToldOutOfASeal(t *testing.T) {
	o := newOffice(t)
	o.toBench()
	o.do("hart", record.Sealed{Seal: record.Seal{ID: "s", By: "hart", Because: "an informant"}})
	o.again("early", "da", "other", "Peter Dole")
	if told := o.alone("early", "lowe"); len(told) != 0 {
		t.Errorf("told of what was not refused: %q", told)
	}
	o.do("hart", record.Decided{Application: "purse", Decision: record.Decision{Respondents: []record.PersonID{"dole"}, Act: "denied", Finding: "one glimpse"}})
	for id, agency := range map[record.MatterID]string{"own": "rangers", "across": "da"} {
		affiant := map[string]string{"rangers": "vance", "da": "other"}[agency]
		if told := o.again(id, agency, affiant, "dole, peter"); slices.ContainsFunc(told, func(s string) bool { return strings.Contains(s, "seal") || strings.Contains(s, "matter ferry") }) {
			t.Errorf("disclosed to all out of a seal: %q", told)
		}
		if told := o.alone(id, "lowe"); !slices.Contains(told, "an application under seal against dole, peter was refused on 2 March 2026 by County Court") {
			t.Errorf("%s: %q", id, told)
		}
		o.onlyHe(id, "lowe", "under seal", "Ann Hart", "matter ferry", "informant")
	}
	lines, err := o.Trail(t.Context(), clerk.Caller{Account: "audit"}, 0, 1000)
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, l := range lines {
		if l.What == "told-under-seal" {
			found = true
			if l.Account != "lowe" || l.Matter != "" || l.Because != "" {
				t.Errorf("%+v", l)
			}
		}
	}
	if !found {
		t.Error("the trail does not have it")
	}
	o.enrolled(people.CourtFounded{Court: people.Court{ID: "city", Name: "City Court", Jurisdiction: "us-ri", Zone: "America/New_York", Assigns: "rota"}})
	for id, role := range map[string]record.Role{"sun": record.Magistrate, "clay": record.Clerk} {
		o.enrolled(people.AccountInvited{ID: id, Name: id})
		if err := o.Join(t.Context(), id); err != nil {
			t.Fatal(err)
		}
		o.enrolled(people.PostGiven{ID: id, Post: people.Post{Role: role, Court: "city"}})
	}
	o.brought("town", "da", "other", "city", record.Person{Name: "Peter Dole"})
	if told := o.alone("town", "sun"); slices.ContainsFunc(told, func(s string) bool {
		return strings.Contains(s, "seal") || strings.Contains(s, "Rangers, before Ann Hart")
	}) {
		t.Errorf("told out of the seal of another court: %q", told)
	}
	grown := map[string]int{} // the log is open to anyone: it grows by one each time, whatever lies under a seal
	for account, id := range map[string]record.MatterID{"lowe": "own", "sun": "town"} {
		before := o.trailed()
		o.alone(id, account)
		grown[account] = o.trailed() - before
	}
	if grown["lowe"] != 1 || grown["sun"] != 1 {
		t.Errorf("the trail grew by %v", grown)
	}
}

// trailed is how many lines the trail has.
func (o *office) trailed() int {
	o.t.Helper()
	lines, err := o.Trail(o.t.Context(), clerk.Caller{Account: "audit"}, 0, 1000)
	if err != nil {
		o.t.Fatal(err)
	}
	return len(lines)
}

// TestToldByBirth: a wrong day of birth hides nothing, and the right one finds who goes by another name.
func TestToldByBirth(t *testing.T) {
	o := newOffice(t)
	o.brought("first", "rangers", "vance", "county", record.Person{Name: "Peter Dole", Born: "1990-02-03"})
	o.in("first", "lowe", record.Decided{Application: "once-more", Decision: record.Decision{Respondents: []record.PersonID{"x"}, Act: "denied", Finding: "one glimpse"}})
	for id, c := range map[record.MatterID]struct {
		who  record.Person
		told int
	}{
		"wrong": {record.Person{Name: "Peter Dole", Born: "1990-02-04"}, 1},
		"pete":  {record.Person{Name: "Pete Dole", Born: "1990-02-03"}, 1},
	} {
		o.brought(id, "da", "other", "county", c.who)
		if told := o.alone(id, "lowe"); len(told) < c.told {
			t.Errorf("%s: %q", id, told)
		}
	}
}

// TestToldOutOfAnOwnSeal: one application under a seal of its own in an open matter is disclosed by no other of it, to whoever reads that; the magistrate is told
// that it was refused.
func TestToldOutOfAnOwnSeal(t *testing.T) {
	o := newOffice(t)
	o.refuse()
	o.colleague("reed", record.Supervisor)
	o.do("hart", record.Sealed{Seal: record.Seal{ID: "s", By: "hart", Because: "an informant", Application: "purse"}})
	o.do("vance", record.ApplicationDrafted{ID: "once-more", Of: record.Arrest, Affiant: "vance", Respondents: []record.PersonID{"dole"},
		Offence: record.Offence{Title: "larceny", Elements: []record.Element{{ID: "taking", Title: "took the purse of another", Kind: record.Act}}}})
	o.do("vance", record.AssertionDrafted{Application: "once-more", Assertion: record.Assertion{N: 1, Text: "I saw Peter Dole take a red purse from the deck of the ferry.",
		Basis: record.Observed, Cites: []record.Cite{{Source: "log", From: 1, To: 1}}}})
	v, err := o.Read(t.Context(), clerk.Caller{Account: "vance"}, "ferry", access.ReadFlaws, "once-more")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range v.Unanswered("once-more") {
		o.do("vance", record.FlawAnswered{Application: "once-more", Answer: record.Answer{Flaw: f.ID, Act: "as-written", Because: "it is what I saw", By: "vance"}})
	}
	o.do("vance", record.Sworn{Application: "once-more", Oath: record.Oath{By: "archer", Means: "in-person"}})
	o.assign("ferry", "once-more", "lowe")
	o.do("vance", record.Presented{Application: "once-more", Presentment: record.Presentment{Magistrate: "lowe"}})
	for _, account := range []string{"reed", "lowe", "archer"} { // outside that seal, all of them
		v, err := o.Read(t.Context(), clerk.Caller{Account: account}, "ferry", access.ReadPapers, "once-more")
		if err != nil {
			t.Fatal(account, err)
		}
		if told := v.Matter.Application("once-more").Presentments[0].Disclosed; len(told) != 0 {
			t.Errorf("%s reads in the open paper: %q", account, told)
		}
	}
	if text := o.sighted("reed"); strings.Contains(text, "hart on") || strings.Contains(text, "denied") {
		t.Errorf("a colleague learns of it: %s", text)
	}
	if told := o.alone("ferry", "lowe"); !slices.Equal(told, []string{"an application under seal against Peter Dole was refused on 2 March 2026 by County Court"}) {
		t.Errorf("%q", told)
	}
}

// robed names Lowe in the ferry matter by another post, as before he was a magistrate.
func (o *office) robed(post people.Post, e record.PersonNamed) {
	bench := people.Post{Role: record.Magistrate, Court: "county"}
	o.enrolled(people.PostEnded{ID: "lowe", Post: bench})
	o.enrolled(people.PostGiven{ID: "lowe", Post: post})
	o.do("vance", e)
	o.enrolled(people.PostGiven{ID: "lowe", Post: bench})
}

// TestNotToldOfOnesOwn: who has a conflict with what lies before him, or had to do with the other matter himself, is told nothing of it: he stepped aside there, wrote a
// source, is counsel or named; or he has declared a conflict that holds there.
func TestNotToldOfOnesOwn(t *testing.T) {
	for name, c := range map[string]struct {
		edit func(*office)
		told int
	}{
		"nothing to do with it": {func(*office) {}, 1},
		"stepped aside": {func(o *office) {
			o.do("archer", record.MagistrateRecused{Application: "purse", Recusal: record.Recusal{Magistrate: "lowe", Because: "kin"}})
		}, 0},
		"wrote a source": {func(o *office) {
			o.do("vance", record.SourceLogged{Source: record.Source{ID: "letter", Kind: "report", Author: "lowe", Time: "2026-03-01T10:00", Lines: []record.Line{{N: 1, Text: "A letter."}}}})
		}, 0},
		"counsel there": {func(o *office) {
			o.robed(people.Post{Role: record.Counsel}, record.PersonNamed{Person: record.Person{ID: "lowe-2", Name: "Ian Lowe", Roles: []record.Role{record.Counsel}, Account: "lowe"}})
		}, 0},
		"named there": {func(o *office) {
			o.robed(people.Post{Role: access.Named}, record.PersonNamed{Person: record.Person{ID: "lowe-2", Name: "Ian Lowe", Roles: []record.Role{record.Respondent}, Account: "lowe"}})
		}, 0},
		"a conflict there": {func(o *office) {
			o.enrolled(people.ConflictDeclared{ID: "lowe", Conflict: people.Conflict{Agency: "rangers", Because: "a brother"}})
		}, 0},
		"a conflict here": {func(o *office) {
			o.enrolled(people.ConflictDeclared{ID: "lowe", Conflict: people.Conflict{Agency: "da", Because: "a brother"}})
		}, 0},
	} {
		o := newOffice(t)
		o.refuse()
		o.again("across", "da", "other", "Peter Dole")
		c.edit(o)
		if told := o.alone("across", "lowe"); len(told) != c.told {
			t.Errorf("%s: told %q", name, told)
		}
	}
}

// TestToldOfWhatCameBefore: at the bench nothing is told of what those who bring it, and may read it, brought later: it is theirs to tell where it was brought last.
func TestToldOfWhatCameBefore(t *testing.T) {
	o := newOffice(t)
	o.open()
	o.again("first", "rangers", "vance", "Peter Dole")
	o.pass(time.Minute)
	o.again("second", "rangers", "vance", "Peter Dole")
	if told := o.alone("first", "lowe"); len(told) != 0 {
		t.Errorf("told of a later one: %q", told)
	}
}

// Of two in one minute it is not known which came first, and the other is told; what came in the very next minute came later.
func TestToldToTheMinute(t *testing.T) {
	o := newOffice(t)
	o.open()
	for _, id := range []record.MatterID{"next", "same", "first"} {
		o.ready(id, "rangers", "vance", "county", record.Person{Name: "Peter Dole"})
	}
	present := func(id record.MatterID) {
		t.Helper()
		if _, err := o.Do(t.Context(), clerk.Caller{Account: "vance", Proved: true, Proof: "test"}, clerk.Act{Matter: id, Event: record.Presented{Application: "once-more", Presentment: record.Presentment{Magistrate: "lowe"}}}); err != nil {
			t.Fatal(err)
		}
	}
	if o.pass(o.clock().Truncate(time.Minute).Add(time.Minute).Sub(o.clock())); o.clock().Second() != 0 {
		t.Fatal(o.clock())
	}
	present("first")
	o.pass(59 * time.Second)
	present("same")
	if told := o.alone("first", "lowe"); len(told) != 1 {
		t.Errorf("of one in the same minute it is told %q", told)
	}
	o.pass(time.Second)
	present("next")
	if told := o.alone("first", "lowe"); len(told) != 1 {
		t.Errorf("with one in the next minute it is told %q", told)
	}
}

// A summary that is not of the last entry tells nothing at the bench: what it lacks is read from the entries.
func TestToldFromTheEntries(t *testing.T) {
	o := newOffice(t)
	o.toBench()
	var was []store.Row
	if err := o.store.View(t.Context(), func(tx store.Tx) (err error) {
		was, err = tx.Rows(store.Query{Kinds: []string{"matter"}})
		return err
	}); err != nil || len(was) != 1 {
		t.Fatal(len(was), err)
	}
	o.do("hart", record.Decided{Application: "purse", Decision: record.Decision{Respondents: []record.PersonID{"dole"}, Act: "denied", Finding: "one glimpse"}})
	o.again("second", "da", "other", "Dole, Peter")
	tell := func() string { return strings.Join(o.alone("second", "lowe"), "\n") }
	now := tell()
	if !strings.Contains(now, "denied") {
		t.Fatalf("told %q", now)
	}
	if err := o.store.Update(t.Context(), func(tx store.Tx) error { // as it was before the decision, under the tags that it has
		r, err := tx.Row(was[0].Stream)
		if err != nil {
			return err
		}
		was[0].Tags = r.Tags
		return tx.PutRow(was[0])
	}); err != nil {
		t.Fatal(err)
	}
	if told := tell(); told != now {
		t.Errorf("from a summary of before the decision it is told %q", told)
	}
}
