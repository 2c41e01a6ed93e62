package clerk_test

import (
	"context"
	"crypto/rand"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"
	_ "time/tzdata"

	"golang.org/x/mod/sumdb/note"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
	"github.com/affiant-project/affiant/internal/store/sqlite"
	"github.com/affiant-project/affiant/internal/vault"
)

// An office is a station with people of every role, and a clock that the test turns.
type office struct {
	*clerk.Clerk
	t     *testing.T
	store store.Store
	opts  clerk.Options
	mu    sync.Mutex
	now   time.Time
	vkey  string
}

func (o *office) clock() time.Time {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.now
}

func (o *office) pass(d time.Duration) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.now = o.now.Add(d)
}

func newOffice(t *testing.T) *office {
	t.Helper()
	s, err := sqlite.Open(t.Context(), sqlite.Config{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return officeIn(t, s)
}

// officeIn founds an office in an empty store.
func officeIn(t *testing.T, s store.Store) *office {
	t.Helper()
	o := &office{t: t, now: time.Date(2026, 3, 2, 14, 0, 0, 0, time.UTC), store: s}
	skey, vkey, err := note.GenerateKey(rand.Reader, "station.example")
	o.vkey = vkey
	if err != nil {
		t.Fatal(err)
	}
	signer, err := note.NewSigner(skey)
	if err != nil {
		t.Fatal(err)
	}
	var key [32]byte
	rand.Read(key[:])
	o.opts = clerk.Options{Store: s, Ring: vault.Ring{vault.NewLocal("m1", key, rand.Reader)}, Keys: []note.Signer{signer}, Lots: rand.Reader, Now: o.clock}
	if o.Clerk, err = clerk.Found(t.Context(), o.opts, "Ashford County", people.AccountInvited{ID: "root", Name: "Root"}); err != nil {
		t.Fatal(err)
	}
	if err := o.Join(t.Context(), "root"); err != nil {
		t.Fatal(err)
	}
	enrol := func(e people.Event) {
		t.Helper()
		if err := o.Enrol(t.Context(), clerk.Caller{Account: "root", Proved: true}, e); err != nil {
			t.Fatal(err)
		}
	}
	enrol(people.AgencyFounded{Agency: people.Agency{ID: "rangers", Name: "The Rangers"}})
	enrol(people.AgencyFounded{Agency: people.Agency{ID: "da", Name: "The District Attorney"}})
	enrol(people.CourtFounded{Court: people.Court{ID: "county", Name: "County Court", Jurisdiction: "us-ri", Zone: "America/New_York", Assigns: "rota"}})
	for id, post := range map[string]people.Post{
		"vance": {Role: record.Affiant, Agency: "rangers"}, "stone": {Role: record.Supervisor, Agency: "rangers"}, "pratt": {Role: record.Executing, Agency: "rangers"},
		"hart": {Role: record.Magistrate, Court: "county"}, "lowe": {Role: record.Magistrate, Court: "county"}, "archer": {Role: record.Clerk, Court: "county"},
		"cross": {Role: record.Counsel}, "dole": {Role: access.Named}, "audit": {Role: access.Auditor}, "other": {Role: record.Affiant, Agency: "da"},
	} {
		enrol(people.AccountInvited{ID: id, Name: strings.ToUpper(id)})
		if err := o.Join(t.Context(), id); err != nil {
			t.Fatal(err)
		}
		enrol(people.PostGiven{ID: id, Post: post})
	}
	return o
}

// try does an act in the ferry matter as an account, presence proved, a minute later.
func (o *office) try(account string, e record.Event) (clerk.Receipt, error) {
	o.pass(time.Minute)
	return o.Do(o.t.Context(), clerk.Caller{Account: account, Proved: true, Proof: "test"}, clerk.Act{Matter: "ferry", Event: e})
}

func (o *office) do(account string, e record.Event) clerk.Receipt {
	o.t.Helper()
	r, err := o.try(account, e)
	if err != nil {
		o.t.Fatalf("%s by %s: %v", e.Kind(), account, err)
	}
	return r
}

// no wants an act refused, as this kind of fault and with these words.
func (o *office) no(account string, e record.Event, kind fault.Kind, says string) {
	o.t.Helper()
	if _, err := o.try(account, e); err == nil || fault.KindOf(err) != kind || !strings.Contains(err.Error(), says) {
		o.t.Errorf("%s by %s: %v; want %s, %q", e.Kind(), account, err, kind, says)
	}
}

// open opens the ferry matter and names everyone in it, with a draft that is sound.
func (o *office) open() {
	o.t.Helper()
	o.do("vance", record.MatterOpened{ID: "ferry", Title: "The ferry", Jurisdiction: "us-ri", Agency: "rangers", Court: "county"})
	o.rest()
}

// rest names everyone, and drafts.
func (o *office) rest() {
	o.t.Helper()
	for id, role := range map[string]record.Role{"vance": record.Affiant, "stone": record.Supervisor, "hart": record.Magistrate, "lowe": record.Magistrate,
		"archer": record.Clerk, "cross": record.Counsel, "dole": record.Respondent} {
		name := map[string]string{"dole": "Peter Dole", "vance": "Ruth Vance", "hart": "Ann Hart"}[id]
		if name == "" {
			name = strings.ToUpper(id[:1]) + id[1:] + " Somebody"
		}
		o.do("vance", record.PersonNamed{Person: record.Person{ID: record.PersonID(id), Name: name, Roles: []record.Role{role}, Account: id}})
	}
	o.do("vance", record.SourceLogged{Source: record.Source{ID: "log", Kind: "report", Author: "vance", Time: "2026-03-01T10:00", Lines: []record.Line{
		{N: 1, Text: "I saw Peter Dole take a red purse from the deck of the ferry."}, {N: 2, Text: "Peter Dole gave me his licence and I compared the photograph."}}}})
	o.do("vance", record.ApplicationDrafted{ID: "purse", Of: record.Arrest, Affiant: "vance", Respondents: []record.PersonID{"dole"},
		Offence: record.Offence{Title: "larceny", Elements: []record.Element{{ID: "taking", Title: "took the purse of another", Kind: record.Act}}}})
	o.do("vance", record.AssertionDrafted{Application: "purse", Assertion: record.Assertion{N: 1, Text: "On March 1, 2026 I saw Peter Dole take a red purse from the deck of the ferry.",
		Basis: record.Observed, Cites: []record.Cite{{Source: "log", From: 1, To: 1}}}})
	o.do("vance", record.GroundOffered{Application: "purse", Ground: record.Ground{Element: "taking", On: []int{1}}})
}

// answer answers every open flaw as written.
func (o *office) answer(because string) {
	o.t.Helper()
	v, err := o.Read(o.t.Context(), clerk.Caller{Account: "vance"}, "ferry", access.ReadFlaws, "purse")
	if err != nil {
		o.t.Fatal(err)
	}
	for _, f := range v.Unanswered("purse") {
		o.do("vance", record.FlawAnswered{Application: "purse", Answer: record.Answer{Flaw: f.ID, Act: "as-written", Because: because, By: "vance"}})
	}
}

// assign has the court's rota find the magistrate of an application, and has this judge be on call.
func (o *office) assign(id record.MatterID, app record.AppID, judge string) {
	o.t.Helper()
	o.pass(time.Minute)
	from, until := o.clock().Add(-time.Minute).Format(time.RFC3339), o.clock().Add(time.Hour).Format(time.RFC3339)
	turns := []people.Watch{{Account: judge, From: from, Until: until}, {Account: "lowe", From: from, Until: until, Order: 1}, {Account: "hart", From: from, Until: until, Order: 2}}
	if err := o.Enrol(o.t.Context(), clerk.Caller{Account: "root", Proved: true}, people.RotaSet{Court: "county", Watches: turns}); err != nil {
		o.t.Fatal(err)
	}
	if _, err := o.Assign(o.t.Context(), clerk.Caller{Account: "archer"}, id, app, clerk.Wish{}); err != nil {
		o.t.Fatal(err)
	}
}

// toBench brings the ferry application before Hart.
func (o *office) toBench() {
	o.t.Helper()
	o.open()
	o.answer("it is what I saw")
	o.do("stone", record.Endorsed{Application: "purse", Endorsement: record.Endorsement{By: "stone", Act: "endorsed"}})
	o.do("vance", record.Sworn{Application: "purse", Oath: record.Oath{By: "archer", Means: "in-person"}})
	o.assign("ferry", "purse", "hart")
	o.do("vance", record.Presented{Application: "purse", Presentment: record.Presentment{Magistrate: "hart"}})
}

// openAgainstTwo opens it against Mary Dole too, with every question answered.
func (o *office) openAgainstTwo() {
	o.t.Helper()
	o.open()
	o.do("vance", record.PersonNamed{Person: record.Person{ID: "mary", Name: "Mary Dole", Roles: []record.Role{record.Respondent}}})
	o.do("vance", record.PapersRevised{Papers: record.ApplicationDrafted{ID: "purse", Of: record.Arrest, Affiant: "vance", Respondents: []record.PersonID{"dole", "mary"},
		Offence: record.Offence{Title: "larceny", Elements: []record.Element{{ID: "taking", Title: "took the purse of another", Kind: record.Act}}}}})
	o.answer("it is what I saw")
}

// toWarrant brings it to a live warrant.
func (o *office) toWarrant() {
	o.t.Helper()
	o.toBench()
	o.do("hart", record.Decided{Application: "purse", Decision: record.Decision{Respondents: []record.PersonID{"dole"}, Act: "granted", Finding: "seen by the affiant"}})
	o.do("hart", record.WarrantIssued{Application: "purse", Warrant: record.Issued{ID: "w1", By: "hart", Respondents: []record.PersonID{"dole"}, ReturnTo: "hart"}})
}

func (o *office) read(account string, act access.Act) (*clerk.View, error) {
	return o.Read(o.t.Context(), clerk.Caller{Account: account}, "ferry", act, "purse")
}

// TestLife takes a matter from its opening to its expungement through the hands of everyone.
func TestLife(t *testing.T) {
	o := newOffice(t)
	o.toWarrant()
	// New material that contradicts what was sworn alerts those who hold the warrant.
	o.do("vance", record.SourceLogged{Source: record.Source{ID: "alibi", Kind: "report", Author: "stone", Time: "2026-03-02", Lines: []record.Line{
		{N: 1, Text: "Peter Dole did not take a red purse from the deck of the ferry; he was in Providence."}}}})
	v, err := o.read("vance", access.ReadDocket)
	if err != nil {
		t.Fatal(err)
	}
	if len(v.Matter.Alerts) == 0 || v.Matter.Alerts[0].Source != "alibi" {
		t.Errorf("no alert: %+v", v.Matter.Alerts)
	}
	o.do("pratt", record.Executed{Application: "purse", Execution: record.Execution{Act: "arrested", Warrant: "w1", Persons: []record.PersonID{"dole"}}})
	o.no("pratt", record.Executed{Application: "purse", Execution: record.Execution{Act: "arrested", Warrant: "w1"}}, fault.Conflict, "dead")
	o.do("pratt", record.Detained{Application: "purse", Custody: record.Custody{Person: "dole", Act: "arrested"}})
	o.do("archer", record.Charged{Application: "purse", Charge: record.Charge{Act: "no-true-bill", By: "grand jury"}})
	o.do("archer", record.NoticeGiven{Notice: record.Notice{To: "dole", Of: "no-true-bill", By: "archer"}})
	o.do("dole", record.Requested{Request: record.Request{ID: "clear", By: "dole", For: "expungement"}})
	o.do("hart", record.RequestAnswered{Request: "clear", Reply: record.Reply{By: "hart", Act: "granted"}})
	for _, s := range []string{"dole", "cross"} {
		if _, err := o.read(s, access.ReadWarrant); err != nil {
			t.Errorf("%s: %v", s, err)
		}
	}
	r, _, err := o.Prove(t.Context(), clerk.Caller{Account: "dole"}, "ferry", 3)
	if err != nil || r.Index == 0 {
		t.Errorf("no proof for the person named: %v", err)
	}
	last := o.do("hart", record.Expunged{Expungement: record.Expungement{By: "hart", Under: "R.I. Gen. Laws 12-1-12"}})
	for _, account := range []string{"vance", "hart", "archer", "dole", "audit"} {
		_, gone := o.read(account, access.ReadDocket)
		_, never := o.Read(t.Context(), clerk.Caller{Account: account}, "no-such", access.ReadDocket, "purse")
		if gone == nil || strings.ReplaceAll(gone.Error(), "ferry", "no-such") != never.Error() {
			t.Errorf("%s: %v; of none: %v", account, gone, never)
		}
	}
	if _, err := o.store.Keys().Key(t.Context(), last.Stream, "k1"); err == nil {
		t.Error("the key is still there")
	}
	if list, _, err := o.List(t.Context(), clerk.Caller{Account: "vance"}, store.Query{}); err != nil || len(list) != 0 {
		t.Errorf("%v, %v", list, err)
	}
}

// TestGate: no oath while a flaw is neither mended nor answered, and every one that is open is named.
func TestGate(t *testing.T) {
	o := newOffice(t)
	o.open()
	o.do("vance", record.AssertionDrafted{Application: "purse", Assertion: record.Assertion{N: 2, Text: "Peter Dole carried a loaded revolver.", Basis: record.Reported,
		Cites: []record.Cite{{Source: "log", From: 1, To: 1}}}})
	o.no("vance", record.Sworn{Application: "purse", Oath: record.Oath{By: "archer", Means: "in-person"}}, fault.Conflict, "S2@purse.2")
	o.answer("I was told so")
	o.do("vance", record.Sworn{Application: "purse", Oath: record.Oath{By: "archer", Means: "in-person"}})
}

// TestRefusals: who may not, is told by which rule if the matter is there for him, and nothing otherwise. Each refusal is in the trail.
func TestRefusals(t *testing.T) {
	o := newOffice(t)
	o.toBench()
	o.no("archer", record.Decided{Application: "purse", Decision: record.Decision{Act: "granted"}}, fault.Denied, "default")
	o.no("lowe", record.Decided{Application: "purse", Decision: record.Decision{Act: "granted"}}, fault.NotFound, "there is no matter")
	o.no("other", record.AssertionDrafted{Application: "purse"}, fault.NotFound, "there is no matter")
	o.no("nobody", record.AssertionDrafted{Application: "purse"}, fault.NotFound, "there is no matter")
	if _, err := o.Do(t.Context(), clerk.Caller{Account: "hart"}, clerk.Act{Matter: "ferry", Event: record.Decided{Application: "purse",
		Decision: record.Decision{Respondents: []record.PersonID{"dole"}, Act: "granted", Finding: "x"}}}); fault.KindOf(err) != fault.Denied {
		t.Errorf("decided without proof of presence: %v", err)
	}
	o.no("hart", record.Decided{Application: "purse", Decision: record.Decision{Act: "granted", Finding: "seen"}}, fault.Conflict, "nothing is signed in bulk")
	if _, err := o.read("archer", access.ReadSources); fault.KindOf(err) != fault.Denied {
		t.Errorf("the clerk read the sources: %v", err)
	}
	if _, err := o.read("vance", access.ReadAnswers); fault.KindOf(err) != fault.Denied {
		t.Errorf("answers before the decision: %v", err)
	}
	lines, err := o.Trail(t.Context(), clerk.Caller{Account: "audit"}, 1, 100)
	if err != nil || len(lines) != 7 {
		t.Errorf("%d lines, %v", len(lines), err)
	}
	if _, err := o.Trail(t.Context(), clerk.Caller{Account: "vance"}, 1, 100); fault.KindOf(err) != fault.Denied {
		t.Error("an officer read the trail")
	}
}

// TestPriorRefusals: a second magistrate is shown a refused application's history without anyone having said so.
func TestPriorRefusals(t *testing.T) {
	o := newOffice(t)
	o.toBench()
	o.do("hart", record.Decided{Application: "purse", Decision: record.Decision{Respondents: []record.PersonID{"dole"}, Act: "denied", Finding: "one glimpse"}})
	o.assign("ferry", "purse", "lowe")
	o.do("vance", record.Presented{Application: "purse", Presentment: record.Presentment{Magistrate: "lowe"}})
	v, err := o.read("lowe", access.ReadPapers)
	if err != nil {
		t.Fatal(err)
	}
	p := v.Matter.Application("purse").Presentments
	if len(p) != 2 || len(p[1].Disclosed) != 1 || !strings.Contains(p[1].Disclosed[0], "before hart") || !strings.Contains(p[1].Disclosed[0], "denied") {
		t.Errorf("%+v", p)
	}
}

// TestRace: of two officers who race for one act one succeeds, and the other is told what came first; an act asked for again under its key
// is done once.
func TestRace(t *testing.T) {
	o := newOffice(t)
	o.open()
	v, err := o.read("vance", access.ReadDocket)
	if err != nil {
		t.Fatal(err)
	}
	head := v.Head
	var wg sync.WaitGroup
	errs := make([]error, 2)
	for i := range errs {
		wg.Go(func() {
			_, errs[i] = o.Do(context.Background(), clerk.Caller{Account: "vance"}, clerk.Act{Matter: "ferry", Head: &head,
				Event: record.AssertionDrafted{Application: "purse", Assertion: record.Assertion{N: 2 + i, Text: "He ran.", Basis: record.Observed}}})
		})
	}
	wg.Wait()
	if (errs[0] == nil) == (errs[1] == nil) {
		t.Fatalf("%v, %v", errs[0], errs[1])
	}
	if err := errors.Join(errs...); fault.KindOf(errs[0]) != fault.Conflict && fault.KindOf(errs[1]) != fault.Conflict || !strings.Contains(err.Error(), "assertion-drafted by vance") {
		t.Error(err)
	}
	act := clerk.Act{Matter: "ferry", Key: "k-1", Event: record.AssertionDrafted{Application: "purse", Assertion: record.Assertion{N: 9, Text: "He hid.", Basis: record.Observed}}}
	first, err := o.Do(t.Context(), clerk.Caller{Account: "vance"}, act)
	if err != nil {
		t.Fatal(err)
	}
	again, err := o.Do(t.Context(), clerk.Caller{Account: "vance"}, act)
	if err != nil || again != first {
		t.Errorf("%+v, %v; first %+v", again, err, first)
	}
	act.Event = record.AssertionDrafted{Application: "purse", Assertion: record.Assertion{N: 10, Text: "He fled.", Basis: record.Observed}}
	if _, err := o.Do(t.Context(), clerk.Caller{Account: "vance"}, act); fault.KindOf(err) != fault.Conflict {
		t.Errorf("a key was used for two acts: %v", err)
	}
}

// TestSealed: to an outsider, whatever his role, a sealed matter is as one that is not there; to one inside it is there, and the read is in the
// trail.
func TestSealed(t *testing.T) {
	o := newOffice(t)
	o.toWarrant()
	o.do("hart", record.Sealed{Seal: record.Seal{ID: "s1", By: "hart", Because: "an informant at risk"}})
	for _, account := range []string{"pratt", "cross", "dole", "audit", "other", "root"} {
		for _, act := range access.Reads() {
			if act.General() {
				continue
			}
			_, sealed := o.read(account, act)
			_, absent := o.Read(t.Context(), clerk.Caller{Account: account}, "no-such", act, "purse")
			if sealed == nil || absent == nil || strings.ReplaceAll(sealed.Error(), "ferry", "no-such") != absent.Error() || fault.KindOf(sealed) != fault.KindOf(absent) {
				t.Errorf("%s, %s: %v; of none: %v", account, act, sealed, absent)
			}
		}
		if list, _, err := o.List(t.Context(), clerk.Caller{Account: account}, store.Query{}); err != nil || len(list) != 0 {
			t.Errorf("%s lists %v, %v", account, list, err)
		}
		if list, _, err := o.Search(t.Context(), clerk.Caller{Account: account}, "purse ferry", 10, nil); err != nil || len(list) != 0 {
			t.Errorf("%s finds %v, %v", account, list, err)
		}
	}
	if list, _, err := o.Search(t.Context(), clerk.Caller{Account: "vance"}, "purses ferry", 10, nil); err != nil || len(list) != 1 || list[0].Title != "The ferry" {
		t.Errorf("the affiant finds %v, %v", list, err)
	}
	if _, err := o.read("hart", access.ReadPapers); err != nil {
		t.Error(err)
	}
	o.do("hart", record.Unsealed{Seal: "s1", Lifted: record.Lifting{By: "hart"}})
	lines, err := o.Trail(t.Context(), clerk.Caller{Account: "audit"}, 1, 1000)
	if err != nil {
		t.Fatal(err)
	}
	read := 0
	for _, l := range lines {
		if l.What == "read-sealed" && l.Account == "hart" {
			read++
		}
	}
	if read != 1 {
		t.Errorf("%d reads of the sealed matter by hart in the trail", read)
	}
}

// TestReopened: what was entered is there for another clerk of the same store, and the log of both is one.
func TestReopened(t *testing.T) {
	o := newOffice(t)
	o.toWarrant()
	second, err := clerk.Open(t.Context(), o.opts)
	if err != nil {
		t.Fatal(err)
	}
	v, err := second.Read(t.Context(), clerk.Caller{Account: "vance"}, "ferry", access.ReadDocket, "purse")
	if err != nil || v.Matter.Stage(v.Matter.Application("purse"), v.Now) != record.Live {
		t.Fatalf("%v, %v", v, err)
	}
	if _, err := second.Do(t.Context(), clerk.Caller{Account: "hart", Proved: true}, clerk.Act{Matter: "ferry", Event: record.WarrantRecalled{Application: "purse", Warrant: "w1", Recall: record.Recall{By: "hart"}}}); err != nil {
		t.Fatal(err)
	}
	o.no("pratt", record.Executed{Application: "purse", Execution: record.Execution{Act: "arrested", Warrant: "w1"}}, fault.Conflict, "recalled")
	if _, err := clerk.Found(t.Context(), o.opts, "x", people.AccountInvited{ID: "y", Name: "Y"}); fault.KindOf(err) != fault.Conflict {
		t.Error("founded twice:", err)
	}
}
