package clerk_test

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/affiant-project/affiant/examples"
	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/transcript"
)

// TestRecount enters Malley as it happened, told and not performed, and reads the same matter back.
func TestRecount(t *testing.T) {
	o := newOffice(t)
	text, err := fs.ReadFile(examples.FS(), "malley-v-briggs.yaml")
	if err != nil {
		t.Fatal(err)
	}
	told, err := transcript.Read("malley-v-briggs.yaml", text)
	if err != nil {
		t.Fatal(err)
	}
	caller := clerk.Caller{Account: "vance"}
	if _, err := o.Recount(t.Context(), clerk.Caller{Account: "other"}, "rangers", "county", told.Matter); fault.KindOf(err) != fault.NotFound {
		t.Errorf("told by one of another agency: %v", err)
	}
	r, err := o.Recount(t.Context(), caller, "rangers", "county", told.Matter)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.Recount(t.Context(), caller, "rangers", "county", told.Matter); fault.KindOf(err) != fault.Conflict {
		t.Errorf("told twice: %v", err)
	}
	v, err := o.Read(t.Context(), caller, told.Matter.ID, access.ReadSources, "")
	if err != nil {
		t.Fatal(err)
	}
	if v.Head != r.Seq || len(v.Lines) != int(r.Seq) {
		t.Errorf("%d lines, the last entry is %d, of the receipt %d", len(v.Lines), v.Head, r.Seq)
	}
	for i, e := range v.Lines {
		if (e.Mode == record.ModePerformed) != (i == 0) {
			t.Errorf("entry %d, %s, is %s", e.Seq, e.Kind, e.Mode)
		}
	}
	m := v.Matter
	m.Agency, m.Court = told.Matter.Agency, told.Matter.Court
	if got, want := record.Digest(m), record.Digest(told.Matter); got != want {
		t.Error("another matter came back")
	}
}

// elsewhere is a matter that an officer tells of: an oath in person, and what a magistrate did on it.
func elsewhere(id record.MatterID, edit func(*record.Matter)) record.Matter {
	m := record.Matter{ID: id, Title: "Another", Jurisdiction: "us-ri", People: []record.Person{
		{ID: "vance", Name: "Ruth Vance", Roles: []record.Role{record.Affiant}, Account: "vance"}, {ID: "dole", Name: "Peter Dole", Roles: []record.Role{record.Respondent}},
		{ID: "judge", Name: "A Judge", Roles: []record.Role{record.Magistrate}, Account: "lowe"}}}
	m.Sources = []record.Source{{ID: "log", Kind: "report", Author: "vance", Time: "2026-03-01T10:00", Lines: []record.Line{{N: 1, Text: "I saw Peter Dole take a purse."}}}}
	a := record.Application{ID: "paper", Kind: record.Arrest, Affiant: "vance", Respondents: []record.PersonID{"dole"},
		Offence: record.Offence{Title: "larceny", Elements: []record.Element{{ID: "taking", Title: "took the purse of another", Kind: record.Act}}}}
	a.Affidavit.Assertions = []record.Assertion{{N: 1, Text: "I saw Peter Dole take a purse.", Basis: record.Observed, Cites: []record.Cite{{Source: "log", From: 1, To: 1}}}}
	a.Oath = &record.Oath{Time: "2026-03-01", By: "judge", Means: "in-person"}
	m.Applications = []record.Application{a}
	edit(&m)
	return m
}

// TestNothingGrantedOnATale: an oath, its confirmation, an assignment and a presentment that are only recounted carry no grant, and no warrant that is recounted is
// served; the magistrate whom the court finds may take the oath anew.
func TestNothingGrantedOnATale(t *testing.T) {
	o := newOffice(t)
	app := func(f func(*record.Application)) func(*record.Matter) {
		return func(m *record.Matter) { f(&m.Applications[0]) }
	}
	presented := app(func(a *record.Application) {
		a.Oath.Means, a.Oath.Words = "telephone", "I do."
		a.Oath.Confirmed = []record.Confirmation{{By: "judge", Heard: "2026-03-01", Means: "telephone", Words: "I do."}}
		a.Assignments = []record.Assignment{{Magistrate: "judge", How: "rota"}}
		a.Presentments = []record.Presentment{{Magistrate: "judge", Time: "2026-03-01"}}
	})
	granted := record.Decided{Application: "paper", Decision: record.Decision{Respondents: []record.PersonID{"dole"}, Act: "granted", Finding: "seen"}}
	try := func(id record.MatterID, account string, e record.Event) error {
		o.pass(time.Minute)
		_, err := o.Do(t.Context(), clerk.Caller{Account: account, Proved: true, Proof: "test"}, clerk.Act{Matter: id, Event: e})
		return err
	}
	refused := func(err error, rule string) {
		t.Helper()
		var r *record.Refusal
		if !errors.As(err, &r) || r.Rule.ID != rule {
			t.Errorf("%v; want it refused by %s", err, rule)
		}
	}
	for id, edit := range map[record.MatterID]func(*record.Matter){"sworn": app(func(*record.Application) {}), "lying": presented, "out": func(m *record.Matter) {
		presented(m)
		a := &m.Applications[0]
		a.Presentments[0].Decisions = []record.Decision{{Act: "granted", Finding: "seen"}}
		a.Warrants = []record.Issued{{ID: "w", By: "judge", Time: "2026-03-01", Respondents: []record.PersonID{"dole"}, Until: "2026-03-09"}}
	}} {
		if _, err := o.Recount(t.Context(), clerk.Caller{Account: "vance"}, "rangers", "county", elsewhere(id, edit)); err != nil {
			t.Fatal(err)
		}
	}
	refused(try("lying", "lowe", granted), "done-here")
	refused(try("out", "vance", record.Executed{Application: "paper", Execution: record.Execution{Act: "arrested", Warrant: "w", Persons: []record.PersonID{"dole"}}}), "done-here")
	refused(try("out", "lowe", record.WarrantIssued{Application: "paper", Warrant: record.Issued{ID: "x", By: "judge", Respondents: []record.PersonID{"dole"}}}), "done-here")

	o.in("sworn", "vance", record.PersonNamed{Person: record.Person{ID: "keeper", Name: "A. Keeper", Roles: []record.Role{record.Clerk}, Account: "archer"}})
	o.assign("sworn", "paper", "lowe")
	o.in("sworn", "vance", record.Presented{Application: "paper", Presentment: record.Presentment{Magistrate: "judge"}})
	refused(try("sworn", "lowe", granted), "oath-confirmed")
	o.in("sworn", "lowe", record.OathConfirmed{Application: "paper", Confirmation: record.Confirmation{By: "judge", Heard: "2026-03-02T09:00", Means: "in-person", Words: "I do."}})
	o.in("sworn", "lowe", granted)
}

// TestNoOneIsKeptAwayByATale: what is recounted gives no one a part without a post, and keeps no magistrate of the court from being assigned.
func TestNoOneIsKeptAwayByATale(t *testing.T) {
	o := newOffice(t)
	for name, edit := range map[string]func(*record.Matter){
		"stepped aside": func(m *record.Matter) {
			m.Applications[0].Recusals = []record.Recusal{{Magistrate: "judge", Because: "kin"}}
		},
		"wrote a source": func(m *record.Matter) { m.Sources[0].Author = "judge" },
		"a witness":      func(m *record.Matter) { m.People[2].Roles = append(m.People[2].Roles, record.Witness) },
		"no such post": func(m *record.Matter) {
			m.People[1].Roles, m.People[1].Account = []record.Role{record.Supervisor}, "other"
		},
		"no account": func(m *record.Matter) { m.People[1].Account = "nobody" },
	} {
		if _, err := o.Recount(t.Context(), clerk.Caller{Account: "vance"}, "rangers", "county", elsewhere("tale", edit)); fault.KindOf(err) != fault.Input || !strings.Contains(err.Error(), "account") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestToldOfATale: what another agency only recounts is told as its word, and not as what was done here; so is what is told out of a seal, and what is disclosed.
func TestToldOfATale(t *testing.T) {
	o := newOffice(t)
	denied := func(m *record.Matter) {
		m.Applications[0].Presentments = []record.Presentment{{Magistrate: "judge", Time: "2026-02-01", Decisions: []record.Decision{{Act: "denied", Time: "2026-02-01"}}}}
	}
	for id, edit := range map[record.MatterID]func(*record.Matter){"open": denied, "shut": func(m *record.Matter) {
		denied(m)
		m.Seals = []record.Seal{{ID: "s", By: "judge", Because: "an informant", Time: "2026-02-02"}}
	}} {
		if _, err := o.Recount(t.Context(), clerk.Caller{Account: "vance"}, "rangers", "county", elsewhere(id, edit)); err != nil {
			t.Fatal(err)
		}
	}
	o.again("across", "da", "other", "Peter Dole")
	want := []string{"an application of The Rangers against Peter Dole, before A Judge at County Court on 1 February 2026: denied, as told by The Rangers",
		"an application under seal against Peter Dole was refused on 1 February 2026 by County Court, as told by the agency that brought it"}
	if told := o.alone("across", "lowe"); !slices.Equal(told, want) {
		t.Errorf("%q", told)
	}
	if told := o.again("own", "rangers", "vance", "Peter Dole"); len(told) != 1 || !strings.HasSuffix(told[0], ": denied (as is recounted)") {
		t.Errorf("%q", told)
	}
	named, err := o.EarlierNamed(t.Context(), clerk.Caller{Account: "lowe"}, "own", "once-more")
	if err != nil || len(named) != 1 {
		t.Errorf("%q %v", named, err)
	}
	for _, says := range named {
		if !strings.HasSuffix(says, ": denied, as told by its agency") {
			t.Errorf("told by names: %q", says)
		}
	}
}
