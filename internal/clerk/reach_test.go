package clerk

import (
	"encoding/json"
	"errors"
	"maps"
	"os"
	"slices"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/record/recordtest"
)

// reachPosts are the accounts that try every event: one of each role, a second magistrate, an officer of another agency, and one without a post.
var reachPosts = map[string]people.Post{
	"vance": {Role: record.Affiant, Agency: "rangers"}, "stone": {Role: record.Supervisor, Agency: "rangers"}, "price": {Role: record.Prosecutor, Agency: "rangers"},
	"pratt": {Role: record.Executing, Agency: "rangers"}, "hart": {Role: record.Magistrate, Court: "county"}, "lowe": {Role: record.Magistrate, Court: "county"},
	"archer": {Role: record.Clerk, Court: "county"}, "cross": {Role: record.Counsel}, "dole": {Role: access.Named}, "audit": {Role: access.Auditor},
	"root": {Role: access.Administrator}, "other": {Role: record.Affiant, Agency: "da"}, "nobody": {},
}

// reachEvents are one event or more of every kind, as who would do it at a moment.
func reachEvents(who record.PersonID, now record.When) []record.Event {
	const app = record.AppID("purse")
	dole := []record.PersonID{"dole"}
	say := record.Assertion{N: 1, Text: "Peter Dole took the purse.", Basis: record.Observed, Cites: []record.Cite{{Source: "log", From: 1, To: 1}}}
	draft := record.ApplicationDrafted{ID: app, Of: record.Arrest, Affiant: "vance", Respondents: dole,
		Offence: record.Offence{Title: "larceny", Elements: []record.Element{{ID: "taking", Title: "took it", Kind: record.Act}}}}
	other := draft
	other.ID = "again"
	third := say
	third.N = 2
	list := []record.Event{
		record.MatterOpened{ID: "ferry", Title: "The ferry", Jurisdiction: "us-ri", Agency: "rangers", Court: "county"},
		record.PersonNamed{Person: record.Person{ID: "mary", Name: "Mary Dole", Roles: []record.Role{record.Respondent}}},
		record.OrderNoted{Order: record.Order{ID: "wire", Kind: record.Interception, By: "hart"}},
		record.SourceLogged{Source: record.Source{ID: "alibi", Kind: "report", Author: "stone", Lines: []record.Line{{N: 1, Text: "He was in Providence."}}}},
		other, record.AssertionDrafted{Application: app, Assertion: third}, record.GroundOffered{Application: app, Ground: record.Ground{Element: "taking", On: []int{1}}},
		record.PapersRevised{Papers: draft}, record.AssertionRevised{Application: app, Assertion: say}, record.AssertionWithdrawn{Application: app, N: 1},
		record.GroundWithdrawn{Application: app, Ground: record.Ground{Element: "taking", On: []int{1}}}, record.AnswerWithdrawn{Application: app, Flaw: "S2@purse.1"},
		record.QuestionAsked{Application: app, Question: record.Question{ID: "q1", Assertion: 1, Words: "the purse", Asks: "Whose?", By: who}},
		record.QuestionAnswered{Application: app, Question: "q1", Reply: record.QuestionReply{By: who, Text: "Mary Dole's."}},
		record.FlawAnswered{Application: app, Answer: record.Answer{Flaw: "S2@purse.1", Act: "softened", By: who}},
		record.Endorsed{Application: app, Endorsement: record.Endorsement{By: who, Act: "endorsed"}},
		record.Sworn{Application: app, Oath: record.Oath{Time: now, By: "archer", Means: "in-person"}},
		record.MagistrateAssigned{Application: app, Assignment: record.Assignment{Magistrate: "hart", How: "chosen", Because: "near", By: who}},
		record.MagistrateAssigned{Application: app, Assignment: record.Assignment{Magistrate: "lowe", How: "chosen", Because: "near", By: who}},
		record.MagistrateAssigned{Application: app, Assignment: record.Assignment{Magistrate: "hart", How: "rota", By: who}},
		record.MagistrateRecused{Application: app, Recusal: record.Recusal{Magistrate: "hart", Because: "kin"}},
		record.Presented{Application: app, Presentment: record.Presentment{Time: now, Magistrate: "hart"}},
		record.Sworn{Application: app, Oath: record.Oath{Time: now, By: "hart", Means: "telephone", Words: "Do you swear?"}},
		record.OathConfirmed{Application: app, Confirmation: record.Confirmation{By: who, Heard: now, Means: "telephone", Words: "I do.", Time: now}},
		record.TestimonyTaken{Application: app, Testimony: record.Testimony{By: "vance", Before: who, Time: now, Means: "video", Sworn: true, Text: "I saw it."}},
		record.SourceOpened{Application: app, Opening: record.Opening{Source: "log", Magistrate: who, Time: now}},
		record.ApplicationWithdrawn{Application: app, Withdrawal: record.Withdrawal{By: who, Because: "no more"}},
		record.WarrantIssued{Application: app, Warrant: record.Issued{ID: "w1", By: who, Time: now, Respondents: dole, ReturnTo: "hart"}},
		record.DuplicateMade{Application: app, Warrant: "w1", Duplicate: record.Duplicate{By: who, Conforms: true}},
		record.WarrantRecalled{Application: app, Warrant: "w1", Recall: record.Recall{By: who, Because: "an alibi"}},
		record.WarrantExpired{Application: app, Warrant: "w1", Time: now},
		record.WarrantReturned{Application: app, Warrant: "w1", Return: record.Return{By: who, To: "hart", Unserved: "not found"}},
		record.Executed{Application: app, Execution: record.Execution{Time: now, Act: "arrested", Warrant: "w1", Persons: dole}},
		record.Detained{Application: app, Custody: record.Custody{Person: "dole", Act: "arrested", Time: now}},
		record.StatementMade{Statement: record.Statement{Says: "disputed", By: string(who), About: "the purse"}},
		record.ProceedingHeld{Proceeding: record.Proceeding{Kind: "preliminary-hearing", Time: now}},
		record.HearingSet{Hearing: record.Hearing{ID: "h1", Kind: "suppression", At: "2026-05-04T10:00"}}, record.HearingMoved{Hearing: "h1", Moved: record.Move{To: "2026-05-05T10:00"}},
		record.PeriodWaived{Hearing: "h1", Waived: record.Waiver{By: who, Because: "no prejudice", Time: now}},
		record.TimeExtended{Application: app, Extension: record.Extension{Of: "preliminary-hearing", Person: "dole", Until: "2026-05-04", Consents: true, Because: "counsel is ill", By: who, Time: now}},
		record.OrderCarriedOut{Order: "wire", Step: record.OrderStep{Act: "ended", Time: now}},
		record.NoticeDelayed{Application: app, Warrant: "w1", Delay: record.Delay{Act: "delayed", By: who}},
		record.RulingMade{Ruling: record.Ruling{On: "S2@purse.1", Value: "sustained"}},
		record.AlertRaised{Alert: record.Alert{ID: "a1", Application: app, Because: "he was elsewhere"}},
		record.AlertSeen{Alert: "a1", Seen: record.Acknowledgement{By: who, Act: "asks-recall"}},
		record.NoticeGiven{Notice: record.Notice{To: "dole", Of: "no-true-bill", By: who}},
		record.Disclosed{Disclosure: record.Disclosure{To: "dole", Under: "brady", By: who, Sources: []record.SourceID{"log"}}},
		record.Requested{Request: record.Request{ID: "r1", By: who, For: "expungement"}},
		record.RequestAnswered{Request: "r1", Reply: record.Reply{By: who, Act: "granted"}},
		record.HoldPlaced{Hold: record.Hold{ID: "h1", By: who, Because: "a suit"}}, record.HoldLifted{Hold: "h1", Lifted: record.Lifting{By: who}},
		record.Sealed{Seal: record.Seal{ID: "s1", By: who, Because: "risk", Time: now}}, record.Unsealed{Seal: "s1", Lifted: record.Lifting{By: who, Time: now}},
		record.Expunged{Expungement: record.Expungement{By: who, Under: "a statute", Time: now}},
	}
	for _, act := range []string{"granted", "denied", "returned"} {
		list = append(list, record.Decided{Application: app, Decision: record.Decision{Respondents: dole, Act: act, Time: now, Finding: "so found"}})
	}
	for _, act := range []string{"indicted", "no-true-bill"} {
		list = append(list, record.Charged{Application: app, Charge: record.Charge{Respondents: dole, Act: act, By: "grand jury"}})
	}
	return list
}

// A reach tries events as Do does, in memory: access, what the office puts in, the record's rules, the gate.
type reach struct {
	t     *testing.T
	clerk *Clerk
	roll  *people.Roll
	zone  *time.Location
	rules map[string]int // which rule refused how often

	of   *file // the state, who tries and where that is
	who  string
	asks access.Who
	at   map[record.AppID]access.Place
}

// try does an event; nil if it is refused.
func (r *reach) try(f *file, account string, e record.Event, now time.Time) *file {
	minute := record.When(now.Format("2006-01-02T15:04"))
	app := record.Concerns(e)
	if account != r.who || f != r.of { // worked out once for all that one tries in one state
		r.who, r.of, r.at = account, f, map[record.AppID]access.Place{}
		r.asks = f.who(Caller{Account: account}, r.roll, now)
		r.asks.Proved = true
	}
	d := f.decide(app, func(app record.AppID) access.Decision {
		at, ok := r.at[app]
		if !ok {
			at = f.place(r.asks, app, minute)
			r.at[app] = at
		}
		return access.May(r.asks, access.Act(e.Kind()), at)
	})
	if !d.May {
		if d.Rule == "" || d.Says == "" {
			r.t.Fatalf("%s by %s is refused by no rule", e.Kind(), account)
		}
		r.rules["access "+d.Rule]++
		return nil
	}
	ev, err := r.clerk.prepare(f, r.roll, e, Caller{Account: account}, d.As, now)
	g := &file{last: now}
	if err == nil {
		hand := &record.Hand{Account: account, Person: f.person(account), Role: d.As, At: now.Format(time.RFC3339)}
		g.list = append(slices.Clip(f.list), record.Entry{Seq: len(f.list) + 1, Mode: record.ModePerformed, Body: ev, Hand: hand})
		if g.m, err = record.Replay(g.list); err == nil {
			if err = (&posed{ev: ev, f: f}).gate(doctrine.Default(), Caller{}, &f.m); err == nil {
				err = lawKeeps(&f.m, ev, r.zone, now)
			}
		}
	}
	if err == nil {
		return g
	}
	var no *record.Refusal
	switch {
	case errors.As(err, &no):
		r.rules["record "+no.Rule.ID]++
	case fault.KindOf(err) == fault.Conflict:
		r.rules["record, what is named is not there or is there already"]++
	case fault.KindOf(err) == fault.Input: // it names the field
		r.rules["record, a field does not fit what is there: "+e.Kind()]++
	default:
		r.t.Fatalf("%s by %s: neither done nor refused by a rule: %v", e.Kind(), account, err)
	}
	return nil
}

// lawful holds what no accepted act may be, whatever the tables say.
func (r *reach) lawful(f *file, account string, e record.Event, now time.Time) {
	bad := func(what string) { r.t.Errorf("%s by %s after %d entries: %s", e.Kind(), account, len(f.list), what) }
	minute := record.When(now.Format("2006-01-02T15:04"))
	switch account {
	case "audit", "root", "other", "nobody":
		bad("one with nothing to do with the matter did it")
	}
	if f.m.Expunged != nil {
		bad("it was expunged")
	}
	if f.m.SealedAt("", minute) && (account == "dole" || account == "cross") {
		bad("whom a seal keeps out")
	}
	a := f.m.Application(record.Concerns(e))
	switch e := e.(type) {
	case record.MagistrateAssigned:
		if e.Assignment.How != "chosen" {
			bad("a magistrate was put in by hand, and it says that the court's own way found him")
		}
	case record.Sworn, record.FlawAnswered:
		if account != "vance" {
			bad("not the affiant")
		}
	case record.Decided, record.WarrantIssued, record.SourceOpened, record.TestimonyTaken, record.OathConfirmed:
		if d, decides := e.(record.Decided); decides && d.Decision.Grants() && a.Unconfirmed(record.PersonID(account)) {
			bad("granted on an oath by telephone that no magistrate confirmed")
		}
		if string(a.Assigned()) != account || slices.ContainsFunc(a.Recusals, func(x record.Recusal) bool { return string(x.Magistrate) == account }) {
			bad("not the magistrate before whom it lies")
		}
	case record.Endorsed:
		if account != "stone" && account != "price" {
			bad("no supervisor or prosecutor")
		}
	case record.Executed:
		for i := range a.Warrants {
			if w := &a.Warrants[i]; w.ID == e.Execution.Warrant && f.m.Dead(a, w, minute) != "" {
				bad("under a dead warrant")
			}
		}
	case record.Expunged:
		if reachPosts[account].Role != record.Magistrate {
			bad("no judge")
		}
		if slices.ContainsFunc(f.m.Orders, func(o record.Order) bool { return o.Kind == record.Interception }) {
			bad("there was an interception, and ten years have not passed")
		}
	case record.Sealed, record.Unsealed:
		if reachPosts[account].Role != record.Magistrate {
			bad("no judge")
		}
	}
}

// TestReach: from every state within two accepted acts of a draft, and within one of what lies before a magistrate and of a live warrant (four of each, in a soak), every event by every role
// is tried through access and the record, and what may not be is refused with the rule that refuses it.
func TestReach(t *testing.T) {
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	list := []people.Event{people.StationOpened{Name: "Ashford County"}, people.AccountInvited{ID: "root", Name: "Root"}, people.PostGiven{ID: "root", Post: reachPosts["root"]}, people.AccountJoined{ID: "root"}}
	for _, id := range slices.Sorted(maps.Keys(reachPosts)) {
		if p := reachPosts[id]; id != "root" {
			list = append(list, people.AccountInvited{ID: id, Name: id}, people.AccountJoined{ID: id})
			if p.Role != "" {
				list = append(list, people.PostGiven{ID: id, Post: p})
			}
		}
	}
	list = slices.Insert(list, 4, []people.Event{people.AgencyFounded{Agency: people.Agency{ID: "rangers", Name: "Rangers"}}, people.AgencyFounded{Agency: people.Agency{ID: "da", Name: "DA"}},
		people.CourtFounded{Court: people.Court{ID: "county", Name: "County Court", Jurisdiction: "us-ri", Zone: "America/New_York", Assigns: "rota", Choice: true}}}...)
	var entries []people.Entry
	for i, e := range list {
		entries = append(entries, people.Entry{Seq: i + 1, At: "2026-01-01T00:00:00Z", Body: e})
	}
	roll, err := people.Fold(entries)
	if err != nil {
		t.Fatal(err)
	}
	r := &reach{t: t, clerk: &Clerk{}, roll: roll, zone: zone, rules: map[string]int{}}
	start := time.Date(2026, 3, 2, 9, 0, 0, 0, zone)
	at := func(f *file) time.Time { return start.Add(time.Duration(len(f.list)) * time.Minute) }
	f := &file{}
	f.m.Agency, f.m.Court = "rangers", "county"
	step := func(account string, e record.Event) {
		t.Helper()
		g := r.try(f, account, e, at(f))
		if g == nil {
			t.Fatalf("%s by %s was refused: %v", e.Kind(), account, r.rules)
		}
		f = g
	}
	events := func(kind, account string, n int) record.Event {
		for _, e := range reachEvents(record.PersonID(account), record.When(at(f).Format("2006-01-02T15:04"))) {
			if e.Kind() == kind {
				if n--; n < 0 {
					return e
				}
			}
		}
		t.Fatal("no event", kind)
		return nil
	}
	step("vance", events("matter-opened", "vance", 0))
	for _, id := range slices.Sorted(maps.Keys(reachPosts)) {
		role := reachPosts[id].Role
		if id == "dole" {
			role = record.Respondent
		}
		switch id {
		case "audit", "root", "other", "nobody":
		default:
			step("vance", record.PersonNamed{Person: record.Person{ID: record.PersonID(id), Name: id + " somebody", Roles: []record.Role{role}, Account: id}})
		}
	}
	step("vance", record.SourceLogged{Source: record.Source{ID: "log", Kind: "report", Author: "vance", Lines: []record.Line{{N: 1, Text: "Peter Dole took the purse."}}}})
	draft := events("application-drafted", "vance", 0).(record.ApplicationDrafted)
	draft.ID = "purse"
	step("vance", draft)
	say := events("assertion-drafted", "vance", 0).(record.AssertionDrafted)
	say.Assertion.N = 1
	step("vance", say)
	step("vance", events("ground-offered", "vance", 0))
	from := map[string]*file{"a draft": f}
	for _, x := range unanswered(&f.m, doctrine.Default(), "purse") {
		step("vance", record.FlawAnswered{Application: "purse", Answer: record.Answer{Flaw: x.ID, Act: "as-written", Because: "it is what I saw", By: "vance"}})
	}
	step("vance", events("sworn", "vance", 0))
	step("archer", events("magistrate-assigned", "archer", 0))
	step("vance", events("presented", "vance", 0))
	from["at the bench"] = f
	step("hart", events("decided", "hart", 0))
	step("hart", events("warrant-issued", "hart", 0))
	from["a live warrant"] = f

	tries := map[string]bool{}
	for _, e := range reachEvents("vance", "2026-03-02T10:00") {
		tries[e.Kind()] = true
	}
	for _, k := range record.Kinds() {
		if !tries[k] {
			t.Errorf("no event of the kind %s is tried", k)
		}
	}
	all := map[string]int{}
	accounts, kinds := slices.Sorted(maps.Keys(reachPosts)), len(reachEvents("vance", "2026-03-02T10:00"))
	for _, name := range slices.Sorted(maps.Keys(from)) {
		depth := 1
		switch {
		case os.Getenv("AFFIANT_SOAK") != "":
			depth = 4
		case name == "a draft":
			depth = 2
		}
		clear(r.rules)
		w := recordtest.Walk[*file]{Name: "clerk from " + name, From: from[name], Depth: depth, Moves: len(accounts) * kinds, Counts: r.rules,
			Key: func(f *file) string { return stateOf(&f.m) }}
		var of *file
		var list []record.Event // that one tries in a state
		var who string
		w.Do = func(f *file, move int) (*file, bool) {
			now, account := at(f), accounts[move/kinds]
			if f != of || account != who {
				of, who, list = f, account, reachEvents(f.person(account), record.When(now.Format("2006-01-02T15:04")))
			}
			e := list[move%kinds]
			g := r.try(f, account, e, now)
			if g != nil {
				r.lawful(f, account, e, now)
			}
			return g, g != nil
		}
		done, states := w.Run(t)
		t.Logf("%s: %d tried, %d taken, %d refused, from %d states", name, done.Tried, done.Taken, done.Tried-done.Taken, states)
		for rule, n := range r.rules {
			all[rule] += n
		}
	}
	for _, rule := range slices.Sorted(maps.Keys(all)) {
		t.Logf("  %7d refused by %s", all[rule], rule)
	}
}

// stateOf names a matter by all that it is but when it came to be so.
func stateOf(m *record.Matter) string {
	b, _ := json.Marshal(m)
	var v any
	_ = json.Unmarshal(b, &v)
	var strip func(any)
	strip = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			delete(v, "time")
			for _, x := range v {
				strip(x)
			}
		case []any:
			for _, x := range v {
				strip(x)
			}
		}
	}
	strip(v)
	b, _ = json.Marshal(v)
	return string(b)
}
