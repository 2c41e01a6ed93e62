package clerk_test

import (
	"fmt"
	"strings"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
)

// A planter makes words that stand nowhere else, and remembers them.
type planter []string

func (p *planter) word() string {
	const a, b = "bcdfgklmnprstvz", "aeiou"
	n := len(*p)
	w := fmt.Sprintf("q%c%c%c%cx%c%czuv", a[n%15], b[n%5], a[n/15%15], b[n/5%5], a[(n*7+3)%15], b[n/3%5])
	*p = append(*p, w)
	return w
}

// plant tells a whole matter in which every text holds words of a planter's own.
func (o *office) plant() (words []string) {
	var p planter
	w := p.word
	name := strings.ToUpper(w()[:1]) + p[0][1:]
	p[0] = name
	id := record.MatterID(w())
	do := func(account string, e record.Event) {
		o.t.Helper()
		o.pass(60e9)
		if _, err := o.Do(o.t.Context(), clerk.Caller{Account: account, Proved: true, Proof: "test"}, clerk.Act{Matter: id, Event: e, Key: "key " + e.Kind()}); err != nil && !strings.Contains(err.Error(), "idempotency") {
			o.t.Fatalf("%s by %s: %v", e.Kind(), account, err)
		} else if err != nil {
			if _, err := o.Do(o.t.Context(), clerk.Caller{Account: account, Proved: true, Proof: "test"}, clerk.Act{Matter: id, Event: e}); err != nil {
				o.t.Fatalf("%s by %s: %v", e.Kind(), account, err)
			}
		}
	}
	do("vance", record.MatterOpened{ID: id, Title: w(), Note: w(), Jurisdiction: "us-ri", Agency: "rangers", Court: "county"})
	for who, role := range map[string]record.Role{"vance": record.Affiant, "stone": record.Supervisor, "hart": record.Magistrate, "archer": record.Clerk, "cross": record.Counsel} {
		do("vance", record.PersonNamed{Person: record.Person{ID: record.PersonID(who), Name: strings.ToUpper(who[:1]) + who[1:] + " Somebody", Roles: []record.Role{role}, Account: who}})
	}
	do("vance", record.PersonNamed{Person: record.Person{ID: "dole", Name: "Peter " + name, Aliases: []string{w()}, Roles: []record.Role{record.Respondent}, Of: w(), Home: w(), Note: w(), Account: "dole"}})
	do("vance", record.OrderNoted{Order: record.Order{ID: "tap", Kind: record.Interception, Court: w(), By: "hart", Target: w(), Offences: []string{w()}, Note: w()}})
	do("vance", record.OrderCarriedOut{Order: "tap", Step: record.OrderStep{Act: "ended", Note: w()}})
	x, err := o.KeepExhibit(o.t.Context(), clerk.Caller{Account: "vance"}, id, "audio/wav", strings.NewReader(strings.Repeat(w()+" ", 5000)))
	if err != nil {
		o.t.Fatal(err)
	}
	x.Title = w()
	lines := []record.Line{{N: 1, Text: "I saw Peter " + name + " take a red purse from the deck of the ferry."}}
	for n := range 140 {
		lines = append(lines, record.Line{N: n + 2, Text: w()})
	}
	do("vance", record.SourceLogged{Source: record.Source{ID: "log", Kind: "report", Title: w(), Place: w(), Custodian: w(), Note: w(), Author: "vance", Time: "2026-03-01T10:00", Lines: lines, Exhibits: []record.Exhibit{x}}})
	do("vance", record.ApplicationDrafted{ID: "purse", Of: record.Arrest, Affiant: "vance", Respondents: []record.PersonID{"dole"}, Complaint: &record.Paper{Text: w()}, Heading: w(),
		Offence: record.Offence{Title: w(), Elements: []record.Element{{ID: "taking", Title: w(), Kind: record.Act}}}})
	do("vance", record.AssertionDrafted{Application: "purse", Assertion: record.Assertion{N: 1, Text: "On March 1, 2026 I saw Peter " + name + " take a red purse from the deck of the ferry. " + w(),
		Basis: record.Observed, Cites: []record.Cite{{Source: "log", From: 1, To: 1}}}})
	do("vance", record.AssertionDrafted{Application: "purse", Assertion: record.Assertion{N: 2, Text: w(), Basis: record.Observed}})
	do("vance", record.AssertionRevised{Application: "purse", Assertion: record.Assertion{N: 2, Text: w(), Basis: record.Observed}})
	do("vance", record.AssertionWithdrawn{Application: "purse", N: 2, Because: w()})
	do("vance", record.GroundOffered{Application: "purse", Ground: record.Ground{Element: "taking", On: []int{1}}})
	v, err := o.Read(o.t.Context(), clerk.Caller{Account: "vance"}, id, access.ReadFlaws, "purse")
	if err != nil {
		o.t.Fatal(err)
	}
	for _, f := range v.Unanswered("purse") {
		do("vance", record.FlawAnswered{Application: "purse", Answer: record.Answer{Flaw: f.ID, Act: "as-written", Because: w(), By: "vance"}})
	}
	do("stone", record.Endorsed{Application: "purse", Endorsement: record.Endorsement{By: "stone", Act: "endorsed", Note: w()}})
	do("vance", record.Sworn{Application: "purse", Oath: record.Oath{By: "hart", Means: "telephone", Words: w()}})
	o.assign(id, "purse", "hart")
	do("vance", record.Presented{Application: "purse", Presentment: record.Presentment{Magistrate: "hart", Papers: []string{w()}, Unsworn: w()}})
	do("hart", record.OathConfirmed{Application: "purse", Confirmation: record.Confirmation{By: "hart", Heard: "2026-03-02", Means: "telephone", Words: w()}})
	do("hart", record.TestimonyTaken{Application: "purse", Testimony: record.Testimony{By: "vance", Before: "hart", Sworn: true, Text: w()}})
	do("hart", record.Decided{Application: "purse", Decision: record.Decision{Respondents: []record.PersonID{"dole"}, Act: "granted", Finding: w(), Findings: []record.Finding{{Element: "taking", Words: w()}}}})
	do("hart", record.WarrantIssued{Application: "purse", Warrant: record.Issued{ID: "w1", By: "hart", Respondents: []record.PersonID{"dole"}, Text: w()}})
	do("archer", record.AlertRaised{Alert: record.Alert{ID: "a1", Application: "purse", Because: w()}})
	do("pratt", record.Executed{Application: "purse", Execution: record.Execution{Act: "arrested", Warrant: "w1", Place: w(), Seized: []string{w()}, Night: w()}})
	do("pratt", record.Detained{Application: "purse", Custody: record.Custody{Person: "dole", Act: "arrested", Place: w(), Note: w()}})
	do("archer", record.Charged{Application: "purse", Charge: record.Charge{Act: "no-true-bill", Charge: w(), By: w()}})
	do("archer", record.NoticeGiven{Notice: record.Notice{To: "dole", Of: "no-true-bill", By: "archer", Means: w(), Words: w()}})
	do("dole", record.Requested{Request: record.Request{ID: "clear", By: "dole", For: "expungement", Words: w()}})
	do("hart", record.RequestAnswered{Request: "clear", Reply: record.Reply{By: "hart", Act: "granted", Because: w()}})
	do("cross", record.StatementMade{Statement: record.Statement{Says: "disputed", By: w(), About: w()}})
	do("archer", record.HearingSet{Hearing: record.Hearing{ID: "h", Kind: "civil", At: "2026-09-01", Court: w()}})
	do("archer", record.ProceedingHeld{Proceeding: record.Proceeding{Kind: "civil", Court: w(), Citation: w(), Outcome: w()}})
	do("archer", record.RulingMade{Ruling: record.Ruling{On: "S2@purse.1", Value: "overruled", Court: w(), Note: w()}})
	if _, err := o.BreakGlass(o.t.Context(), clerk.Caller{Account: "archer", Proved: true}, id, "it is about "+w()); err != nil {
		o.t.Fatal(err)
	}
	if _, err := o.Read(o.t.Context(), clerk.Caller{Account: "other"}, id, access.ReadDocket, ""); err == nil {
		o.t.Fatal("an outsider reads it")
	}
	do("hart", record.Sealed{Seal: record.Seal{ID: "s1", By: "hart", Because: w()}})
	if _, err := o.Read(o.t.Context(), clerk.Caller{Account: "hart"}, id, access.ReadDocket, ""); err != nil {
		o.t.Fatal(err)
	}
	do("hart", record.Unsealed{Seal: "s1", Lifted: record.Lifting{By: "hart", Because: w()}})
	do("archer", record.HoldPlaced{Hold: record.Hold{ID: "h1", By: "archer", Because: w()}})
	last := record.Expunged{Expungement: record.Expungement{By: "hart", Under: "R.I. Gen. Laws 12-1-12"}}
	if _, err := o.Do(o.t.Context(), clerk.Caller{Account: "hart", Proved: true}, clerk.Act{Matter: id, Event: last}); fault.KindOf(err) != fault.Conflict {
		o.t.Errorf("destroyed under a hold: %v", err)
	}
	do("hart", record.HoldLifted{Hold: "h1", Lifted: record.Lifting{By: "hart", Because: w()}})
	return p
}
