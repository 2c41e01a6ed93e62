package clerk_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/vault"
)

// decide takes a matter of its own through a decision by a judge, and returns what was done last.
func (o *office) decide(id record.MatterID, judge, act string) {
	o.t.Helper()
	do := func(account string, e record.Event) {
		o.t.Helper()
		o.pass(time.Minute)
		if _, err := o.Do(o.t.Context(), clerk.Caller{Account: account, Proved: true, Proof: "test"}, clerk.Act{Matter: id, Event: e}); err != nil {
			o.t.Fatalf("%s, %s by %s: %v", id, e.Kind(), account, err)
		}
	}
	do("vance", record.MatterOpened{ID: id, Title: "A matter", Jurisdiction: "us-ri", Agency: "rangers", Court: "county"})
	for p, role := range map[string]record.Role{"vance": record.Affiant, "archer": record.Clerk, "dole": record.Respondent, judge: record.Magistrate} {
		do("vance", record.PersonNamed{Person: record.Person{ID: record.PersonID(p), Name: p + " Somebody", Roles: []record.Role{role}, Account: p}})
	}
	do("vance", record.SourceLogged{Source: record.Source{ID: "log", Kind: "report", Author: "vance", Time: "2026-03-01T10:00", Lines: []record.Line{{N: 1, Text: "I saw dole Somebody take a red purse from the deck of the ferry."}}}})
	do("vance", record.ApplicationDrafted{ID: "purse", Of: record.Arrest, Affiant: "vance", Respondents: []record.PersonID{"dole"},
		Offence: record.Offence{Title: "larceny", Elements: []record.Element{{ID: "taking", Title: "took the purse of another", Kind: record.Act}}}})
	do("vance", record.AssertionDrafted{Application: "purse", Assertion: record.Assertion{N: 1, Text: "On March 1, 2026 I saw dole Somebody take a red purse from the deck of the ferry.",
		Basis: record.Observed, Cites: []record.Cite{{Source: "log", From: 1, To: 1}}}})
	do("vance", record.GroundOffered{Application: "purse", Ground: record.Ground{Element: "taking", On: []int{1}}})
	v, err := o.Read(o.t.Context(), clerk.Caller{Account: "vance"}, id, "read-flaws", "purse")
	if err != nil {
		o.t.Fatal(err)
	}
	for _, f := range v.Unanswered("purse") {
		do("vance", record.FlawAnswered{Application: "purse", Answer: record.Answer{Flaw: f.ID, Act: "as-written", Because: "it is so", By: "vance"}})
	}
	do("vance", record.Sworn{Application: "purse", Oath: record.Oath{By: "archer", Means: "in-person"}})
	o.assign(id, "purse", judge)
	do("vance", record.Presented{Application: "purse", Presentment: record.Presentment{Magistrate: record.PersonID(judge)}})
	do(judge, record.Decided{Application: "purse", Decision: record.Decision{Respondents: []record.PersonID{"dole"}, Act: act, Finding: "seen by the affiant"}})
	if act == "granted" {
		do("archer", record.Charged{Application: "purse", Charge: record.Charge{Act: "no-true-bill"}})
		do("archer", record.ProceedingHeld{Proceeding: record.Proceeding{Kind: "suppression", Result: "suppressed", Application: "purse"}})
	}
}

// TestFigures: the auditor is shown counts and no one's name; what is sealed is not opened for it; a summary of an earlier release is counted from the
// entries.
func TestFigures(t *testing.T) {
	o := newOffice(t)
	for i := range 5 {
		id := fmt.Sprintf("judge-%d", i)
		for _, e := range []people.Event{people.AccountInvited{ID: id, Name: id}, nil, people.PostGiven{ID: id, Post: people.Post{Role: record.Magistrate, Court: "county"}}} {
			var err error
			if e == nil {
				err = o.Join(t.Context(), id)
			} else {
				err = o.Enrol(t.Context(), clerk.Caller{Account: "root", Proved: true}, e)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	for i := range 12 {
		o.decide(record.MatterID(fmt.Sprintf("m-%d", i)), fmt.Sprintf("judge-%d", i%5), []string{"granted", "denied"}[i/10])
	}
	audit := clerk.Caller{Account: "audit"}
	count := func() map[string]string {
		t.Helper()
		r, err := o.Figures(t.Context(), audit)
		if err != nil {
			t.Fatal(err)
		}
		text, _ := json.Marshal(r)
		if strings.Contains(string(text), "judge-") || strings.Contains(string(text), "m-1") {
			t.Errorf("someone is named: %s", text)
		}
		says := map[string]string{}
		for _, g := range r.Groups {
			for _, f := range g.Counts {
				if f.Count != nil {
					says[g.By+" "+f.ID] = fmt.Sprint(*f.Count)
				}
			}
		}
		return says
	}
	if says := count(); len(says) != 0 {
		t.Errorf("the quarter is not over: %v", says)
	}
	o.pass(60 * 24 * time.Hour)
	says := count()
	for key, want := range map[string]string{"all applications": "10", "all granted": "10", "all no-true-bill": "10", "all suppressed": "10", "court decisions": "10", "all denied": ""} {
		if says[key] != want {
			t.Errorf("%s: %q, want %q; %v", key, says[key], want, says)
		}
	}
	// Three are sealed, and are nowhere any more: nine are left, of which seven were granted.
	for i := range 3 {
		id := record.MatterID(fmt.Sprintf("m-%d", i))
		seal := record.Seal{ID: "s", By: record.PersonID(fmt.Sprintf("judge-%d", i)), Because: "an informant at risk"}
		if i == 2 {
			seal.Application = "purse"
		}
		if _, err := o.Do(t.Context(), clerk.Caller{Account: string(seal.By), Proved: true}, clerk.Act{Matter: id, Event: record.Sealed{Seal: seal}}); err != nil {
			t.Fatal(err)
		}
	}
	sealed := count()
	if sealed["all applications"] != "10" || sealed["all granted"] != "5" {
		t.Errorf("%v", sealed)
	}
	// As an earlier release left them.
	err := o.store.Update(t.Context(), func(tx store.Tx) error {
		rows, err := tx.Rows(store.Query{Kinds: []string{"matter"}, Limit: 100})
		if err != nil {
			return err
		}
		for _, r := range rows {
			r.Text = o.uncounted(t, r)
			if err := tx.PutRow(r); err != nil {
				return err
			}
		}
		return clerk.Miscount(tx)
	})
	if err != nil {
		t.Fatal(err)
	}
	if again := count(); fmt.Sprint(again) != fmt.Sprint(sealed) {
		t.Errorf("counted from the entries %v, from the table %v", again, sealed)
	}
	if found := o.miscounted(); found != "" {
		t.Errorf("without a table: %s", found)
	}
	if _, err := o.Work(t.Context()); err != nil { // makes the table anew
		t.Fatal(err)
	}
	if again := count(); fmt.Sprint(again) != fmt.Sprint(sealed) {
		t.Errorf("from the table made anew %v, want %v", again, sealed)
	}
	if found := o.miscounted(); found != "" {
		t.Errorf("made anew: %s", found)
	}
	// A seal that is lifted, and a later outcome, come into the table that was made anew.
	for _, e := range []record.Event{record.Unsealed{Seal: "s", Lifted: record.Lifting{By: "judge-2", Because: "the risk is over"}},
		record.Charged{Application: "purse", Charge: record.Charge{Act: "dismissed"}}} {
		by := map[bool]string{true: "judge-2", false: "archer"}[e.Kind() == "unsealed"]
		if _, err := o.Do(t.Context(), clerk.Caller{Account: by, Proved: true}, clerk.Act{Matter: "m-2", Event: e}); err != nil {
			t.Fatal(err)
		}
	}
	if found := o.miscounted(); found != "" {
		t.Errorf("after more acts: %s", found)
	}
	if err := o.store.Update(t.Context(), func(tx store.Tx) error {
		list, err := tx.Scan("figures-table", "", "", 10)
		if err != nil || len(list) == 0 {
			return fmt.Errorf("%d cells, %v", len(list), err)
		}
		for _, x := range list {
			for _, word := range []string{"judge", "county", "arrest", "2026"} {
				if strings.Contains(string(x.Value), word) || strings.Contains(x.Key, word) {
					t.Errorf("the table can be read at rest: %s", word)
				}
			}
		}
		return tx.Delete("figures-table", list[0].Key)
	}); err != nil {
		t.Fatal(err)
	}
	if found := o.miscounted(); !strings.Contains(found, "the table of figures: county, arrest, 2026-Q1") {
		t.Errorf("a cell was taken out: %q", found)
	}
	for _, account := range []string{"root", "hart", "vance", "archer"} {
		if _, err := o.Figures(t.Context(), clerk.Caller{Account: account, Proved: true}); fault.KindOf(err) != fault.Denied {
			t.Errorf("%s: %v", account, err)
		}
	}
	list, _, err := o.List(t.Context(), clerk.Caller{Account: "archer"}, store.Query{})
	if err != nil || len(list) == 0 {
		t.Fatal(err)
	}
	for _, s := range list {
		for _, a := range s.Applications {
			if a.Counted != nil {
				t.Error("a list shows what figures are made of")
			}
		}
	}
}

// miscounted is what reckoning finds of the table of figures.
func (o *office) miscounted() string {
	o.t.Helper()
	var list []string
	err := o.store.View(o.t.Context(), func(tx store.Tx) error {
		rows, err := tx.Rows(store.Query{Limit: 500})
		if err != nil {
			return err
		}
		var streams []entry.Stream
		for _, r := range rows {
			streams = append(streams, r.Stream)
		}
		_, err = clerk.Reckon(o.t.Context(), o.store, o.opts.Ring, nil, tx, streams, func(where, how string) {
			if where == "the table of figures" {
				list = append(list, where+": "+how)
			}
		})
		return err
	})
	if err != nil {
		o.t.Fatal(err)
	}
	return strings.Join(list, "\n")
}

// uncounted is the sealed summary of a row without what figures are made of.
func (o *office) uncounted(t *testing.T, r store.Row) []byte {
	t.Helper()
	w, err := o.store.Keys().Key(t.Context(), r.Stream, "k1")
	if err != nil {
		t.Fatal(err)
	}
	key, err := o.opts.Ring.Unwrap(w)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := vault.OpenField(key, "summary", r.Text)
	if err != nil {
		t.Fatal(err)
	}
	var s clerk.Summary
	if err := json.Unmarshal(plain, &s); err != nil {
		t.Fatal(err)
	}
	for i := range s.Applications {
		s.Applications[i].Counted, s.Applications[i].Sealed = nil, false
	}
	if plain, err = json.Marshal(s); err != nil {
		t.Fatal(err)
	}
	sealed, err := vault.SealField(key, "summary", o.opts.Lots, plain)
	if err != nil {
		t.Fatal(err)
	}
	return sealed
}
