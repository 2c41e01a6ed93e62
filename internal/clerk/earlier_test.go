package clerk_test

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
)

// in does an act in a matter, presence proved, a minute later.
func (o *office) in(id record.MatterID, account string, e record.Event) {
	o.t.Helper()
	o.pass(time.Minute)
	if _, err := o.Do(o.t.Context(), clerk.Caller{Account: account, Proved: true, Proof: "test"}, clerk.Act{Matter: id, Event: e}); err != nil {
		o.t.Fatalf("%s, %s by %s: %v", id, e.Kind(), account, err)
	}
}

// again opens another matter of an agency, drafts and swears the same paper against someone of this name, and puts it before Lowe. It returns what the
// presentment discloses.
func (o *office) again(id record.MatterID, agency, affiant, name string, aliases ...string) []string {
	o.t.Helper()
	return o.brought(id, agency, affiant, "county", record.Person{Name: name, Aliases: aliases})
}

// brought is again, to a court, against a person.
func (o *office) brought(id record.MatterID, agency, affiant, court string, x record.Person) []string {
	o.t.Helper()
	judge := o.ready(id, agency, affiant, court, x)
	o.in(id, affiant, record.Presented{Application: "once-more", Presentment: record.Presentment{Magistrate: record.PersonID(judge)}})
	v, err := o.Read(o.t.Context(), clerk.Caller{Account: judge}, id, access.ReadPapers, "once-more")
	if err != nil {
		o.t.Fatal(err)
	}
	return v.Matter.Application("once-more").Presentments[0].Disclosed
}

// ready opens such a matter, and does all that comes before it is put before a magistrate, who is returned.
func (o *office) ready(id record.MatterID, agency, affiant, court string, x record.Person) (judge string) {
	o.t.Helper()
	x.ID, x.Roles = "x", []record.Role{record.Respondent}
	keeper := "archer"
	judge = "lowe"
	if court == "city" {
		keeper, judge = "clay", "sun"
	}
	o.in(id, affiant, record.MatterOpened{ID: id, Title: "Another", Jurisdiction: "us-ri", Agency: agency, Court: court})
	for _, p := range []record.Person{{ID: "affiant", Name: "The Affiant", Roles: []record.Role{record.Affiant}, Account: affiant}, x,
		{ID: "keeper", Name: "A. Keeper", Roles: []record.Role{record.Clerk}, Account: keeper}} {
		o.in(id, affiant, record.PersonNamed{Person: p})
	}
	o.in(id, affiant, record.SourceLogged{Source: record.Source{ID: "log", Kind: "report", Author: "affiant", Time: "2026-03-01T10:00", Lines: []record.Line{{N: 1, Text: "I saw him take a red purse from the deck of the ferry."}}}})
	o.in(id, affiant, record.ApplicationDrafted{ID: "once-more", Of: record.Arrest, Affiant: "affiant", Respondents: []record.PersonID{"x"},
		Offence: record.Offence{Title: "larceny", Elements: []record.Element{{ID: "taking", Title: "took the purse of another", Kind: record.Act}}}})
	o.in(id, affiant, record.AssertionDrafted{Application: "once-more", Assertion: record.Assertion{N: 1, Text: "I saw him take a red purse from the deck of the ferry.", Basis: record.Observed,
		Cites: []record.Cite{{Source: "log", From: 1, To: 1}}}})
	v, err := o.Read(o.t.Context(), clerk.Caller{Account: affiant}, id, access.ReadFlaws, "once-more")
	if err != nil {
		o.t.Fatal(err)
	}
	for _, f := range v.Unanswered("once-more") {
		o.in(id, affiant, record.FlawAnswered{Application: "once-more", Answer: record.Answer{Flaw: f.ID, Act: "as-written", Because: "it is what I saw", By: "affiant"}})
	}
	o.in(id, affiant, record.Sworn{Application: "once-more", Oath: record.Oath{By: "keeper", Means: "in-person"}})
	if court == "county" {
		o.assign(id, "once-more", judge)
	} else {
		o.enrolled(people.RotaSet{Court: court, Watches: []people.Watch{{Account: judge, From: o.clock().Format(time.RFC3339), Until: o.clock().Add(time.Hour).Format(time.RFC3339)}}})
		if _, err := o.Assign(o.t.Context(), clerk.Caller{Account: keeper}, id, "once-more", clerk.Wish{}); err != nil {
			o.t.Fatal(err)
		}
	}
	return judge
}

// TestRefusedAndBroughtElsewhere: a refused application says so by itself when it is brought again in another matter, to another magistrate, under another name
// of the same person; not to one who may know nothing of it, nor out of a seal.
func TestRefusedAndBroughtElsewhere(t *testing.T) {
	o := newOffice(t)
	o.toBench()
	if told := o.again("early", "rangers", "vance", "Peter Dole"); len(told) != 1 || !strings.Contains(told[0], "before Ann Hart") || !strings.Contains(told[0], "not decided") {
		t.Errorf("while it lies before another: %q", told)
	}
	o.do("hart", record.Decided{Application: "purse", Decision: record.Decision{Respondents: []record.PersonID{"dole"}, Act: "denied", Finding: "one glimpse"}})
	told := o.again("second", "rangers", "vance", "P. D.", "PETER  dole")
	if len(told) != 2 || !strings.HasPrefix(told[0], "in the matter ferry (Peter Dole), application purse before Ann Hart on 2 March 2026") || !strings.HasSuffix(told[0], ": denied") ||
		!strings.HasPrefix(told[1], "in the matter early") {
		t.Errorf("%q", told)
	}
	if told := o.again("third", "rangers", "vance", "Peter Doleman"); len(told) != 0 {
		t.Errorf("of another name: %q", told)
	}
	if told := o.again("elsewhere", "da", "other", "Peter Dole"); len(told) != 0 {
		t.Errorf("another agency is told: %q", told)
	}
	o.do("hart", record.Sealed{Seal: record.Seal{ID: "s", By: "hart", Because: "an informant"}})
	for _, says := range o.again("fourth", "rangers", "vance", "Peter Dole") {
		if strings.Contains(says, "ferry") {
			t.Errorf("told out of a seal: %q", says)
		}
	}
}

// TestRefusedUnderAnotherID: in one matter the same name under another id is the same history.
func TestRefusedUnderAnotherID(t *testing.T) {
	o := newOffice(t)
	o.toBench()
	o.do("hart", record.Decided{Application: "purse", Decision: record.Decision{Respondents: []record.PersonID{"dole"}, Act: "denied", Finding: "one glimpse"}})
	o.do("vance", record.PersonNamed{Person: record.Person{ID: "dole-2", Name: "Peter Dole", Roles: []record.Role{record.Respondent}}})
	o.do("vance", record.ApplicationDrafted{ID: "purse-2", Of: record.Arrest, Affiant: "vance", Respondents: []record.PersonID{"dole-2"},
		Offence: record.Offence{Title: "larceny", Elements: []record.Element{{ID: "taking", Title: "took the purse of another", Kind: record.Act}}}})
	o.do("vance", record.AssertionDrafted{Application: "purse-2", Assertion: record.Assertion{N: 1, Text: "I saw Peter Dole take a red purse from the deck of the ferry.",
		Basis: record.Observed, Cites: []record.Cite{{Source: "log", From: 1, To: 1}}}})
	v, err := o.Read(t.Context(), clerk.Caller{Account: "vance"}, "ferry", access.ReadFlaws, "purse-2")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range v.Unanswered("purse-2") {
		o.do("vance", record.FlawAnswered{Application: "purse-2", Answer: record.Answer{Flaw: f.ID, Act: "as-written", Because: "it is what I saw", By: "vance"}})
	}
	o.do("vance", record.Sworn{Application: "purse-2", Oath: record.Oath{By: "archer", Means: "in-person"}})
	o.assign("ferry", "purse-2", "lowe")
	o.do("vance", record.Presented{Application: "purse-2", Presentment: record.Presentment{Magistrate: "lowe"}})
	v, err = o.Read(t.Context(), clerk.Caller{Account: "lowe"}, "ferry", access.ReadPapers, "purse-2")
	if err != nil {
		t.Fatal(err)
	}
	if told := v.Matter.Application("purse-2").Presentments[0].Disclosed; len(told) != 1 || !strings.Contains(told[0], "application purse before hart") {
		t.Errorf("%q", told)
	}
}

// TestEveryNameIsAskedFor: by each name of the one whom an application is against, what was brought under that is found: in the presentment and at the bench.
func TestEveryNameIsAskedFor(t *testing.T) {
	o := newOffice(t)
	names := []string{"Peter Dole", "Quentin Rowe", "Simon Tate", "Ulric Vane"}
	for i, name := range names {
		o.again(record.MatterID(fmt.Sprint("m-", i)), "rangers", "vance", name)
	}
	told := strings.Join(o.again("own", "rangers", "vance", names[0], names[1:]...), "\n")
	o.again("across", "da", "other", names[0], names[1:]...)
	bench := strings.Join(o.alone("across", "lowe"), "\n")
	for i := range names {
		if !strings.Contains(told, fmt.Sprintf("in the matter m-%d ", i)) {
			t.Errorf("what was brought against %s is not disclosed: %s", names[i], told)
		}
	}
	if n := strings.Count(bench, "an application of The Rangers"); n != len(names)+1 { // and that of just now
		t.Errorf("%d told at the bench, want %d: %s", n, len(names)+1, bench)
	}
}

// common has a refusal against Peter Dole on file, and n recounted matters in which an application against another of the name was put before a magistrate; or as many as
// AFFIANT_COMMON says.
func common(t *testing.T, o *office, n int) int {
	t.Helper()
	if v, err := strconv.Atoi(os.Getenv("AFFIANT_COMMON")); err == nil {
		n = v
	}
	o.refuse()
	for i := 0; i < n; i += 40 {
		var part []clerk.Told
		for j := i; j < min(n, i+40); j++ {
			m := elsewhere(record.MatterID(fmt.Sprint("m-", j)), func(m *record.Matter) {
				m.Applications[0].Presentments = []record.Presentment{{Magistrate: "judge", Time: record.When(fmt.Sprintf("2026-02-%02dT%02d:%02d", 1+j%28, j/28%24, j/672))}}
			})
			part = append(part, clerk.Told{By: clerk.Caller{Account: "vance"}, Agency: "rangers", Court: "county", Matter: m})
		}
		if _, err := o.RecountAll(t.Context(), part); err != nil {
			t.Fatal(err)
		}
	}
	return n
}

// TestVeryCommonName: a refusal is told however many applications against others of the name were brought after it, by one alias or another: in the presentment, where
// it comes before all that was not refused, and at the bench, where each is told. What is at hand of other matters stays at hand.
func TestVeryCommonName(t *testing.T) {
	o := newOffice(t)
	n := common(t, o, 230) // more than a presentment discloses
	start := time.Now()
	told := o.again("own", "rangers", "vance", "Peter Dole")
	t.Logf("%d matters: brought and presented in %v", n, time.Since(start))
	if len(told) != 201 || !strings.HasSuffix(told[199], ": denied") || !strings.Contains(told[200], fmt.Sprintf("and %d more that are not told one by one here, none of them refused", n+1-200)) {
		t.Errorf("%d told; the last: %q", len(told), told[max(0, len(told)-2):])
	}
	start = time.Now()
	bench := o.alone("own", "lowe")
	t.Logf("told at the bench in %v", time.Since(start))
	if len(bench) != n+1-200 {
		t.Errorf("%d told at the bench, want %d", len(bench), n+1-200)
	}
	o.again("across", "da", "other", "Peter Dole")
	if bench := o.alone("across", "lowe"); len(bench) != n+2 || !slices.ContainsFunc(bench, func(s string) bool { return strings.HasSuffix(s, ": denied") }) {
		t.Errorf("%d told at the bench, want %d", len(bench), n+2)
	}
}

// TestNothingOpenedOfOthers: to put an application before a magistrate reads as much of the store whether another agency, or someone under a seal of the own, brought
// one against the same person or nobody did: how long it takes tells nothing of what may not be told.
func TestNothingOpenedOfOthers(t *testing.T) {
	o := newOffice(t)
	o.brought("theirs", "da", "other", "county", record.Person{Name: "Peter Dole"})
	o.brought("shut", "rangers", "vance", "county", record.Person{Name: "Peter Dole"})
	o.in("shut", "lowe", record.Sealed{Seal: record.Seal{ID: "s", By: "lowe", Because: "an informant"}})
	c := &counting{Store: o.store}
	o.opts.Store = c
	var err error
	if o.Clerk, err = clerk.Open(t.Context(), o.opts); err != nil {
		t.Fatal(err)
	}
	o.again("warm", "rangers", "vance", "Mary Someone")
	took := func(id record.MatterID, name string) [2]int {
		*c = counting{Store: c.Store}
		if told := o.again(id, "rangers", "vance", name); len(told) != 0 {
			t.Errorf("%s: told %q", name, told)
		}
		return [2]int{c.rows, c.entries}
	}
	if nobody, someone := took("nobody", "Quentin Nobody"), took("someone", "Peter Dole"); nobody != someone {
		t.Errorf("rows and entries read: %v against nobody known, %v against someone", nobody, someone)
	}
}
