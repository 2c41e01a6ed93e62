package record_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/record"
)

// upTo returns the life up to, not including, the nth event of a kind, counted from 1.
func upTo(t *testing.T, kind string, nth int) *teller {
	t.Helper()
	for i, e := range life() {
		if e.Body.Kind() == kind {
			if nth--; nth == 0 {
				day, min := 0, i
				if strings.HasPrefix(e.Hand.At, "2026-03-03") {
					day = 1
				}
				return &teller{list: life()[:i:i], day: day, min: min}
			}
		}
	}
	t.Fatal("the life has no such", kind)
	return nil
}

// TestRefusals tries, for every rule, an act that it refuses; each act would be taken but for what the case says.
func TestRefusals(t *testing.T) {
	type case_ struct {
		rule string
		from *teller
		do   func(*teller)
	}
	decided := func(who record.PersonID, d record.Decision) func(*teller) {
		return func(t *teller) {
			if d.Time == "" {
				d.Time = t.now()
			}
			t.does(who, record.Magistrate, record.Decided{Application: "purse", Decision: d})
		}
	}
	issue := func(edit func(*record.Issued)) func(*teller) {
		return func(t *teller) {
			w := record.Issued{ID: "wx", By: "hart", Time: t.now(), Respondents: []record.PersonID{"dole"}, Until: "2026-03-02T18:00"}
			edit(&w)
			t.does("hart", record.Magistrate, record.WarrantIssued{Application: "purse", Warrant: w})
		}
	}
	execute := func(w record.WarrantID) func(*teller) {
		return func(t *teller) {
			t.does("vance", record.Executing, record.Executed{Application: "purse", Execution: record.Execution{Time: t.now(), Act: "arrested", Warrant: w}})
		}
	}
	present := func(m record.PersonID, told ...string) func(*teller) {
		return func(t *teller) {
			t.does("vance", record.Affiant, record.Presented{Application: "purse", Presentment: record.Presentment{Time: t.now(), Magistrate: m, Disclosed: told}})
		}
	}
	swear := func(who, before record.PersonID) func(*teller) {
		return func(t *teller) {
			t.does(who, record.Affiant, record.Sworn{Application: "purse", Oath: record.Oath{Time: t.now(), By: before, Means: "in-person"}})
		}
	}
	dole := []record.PersonID{"dole"}
	search := func() *teller { // a search, granted
		s := opening()
		s.does("vance", record.Affiant, record.ApplicationDrafted{ID: "shed", Of: record.Search, Affiant: "vance", Place: &record.Place{Describe: "the shed"},
			Offence: record.Offence{Title: "larceny", Elements: []record.Element{{ID: "nexus", Title: "it is there", Kind: record.Nexus}}}})
		s.does("vance", record.Affiant, record.AssertionDrafted{Application: "shed", Assertion: record.Assertion{N: 1, Text: "The purse is in the shed.", Basis: record.Observed}})
		s.does("vance", record.Affiant, record.Sworn{Application: "shed", Oath: record.Oath{Time: s.now(), By: "clerk", Means: "in-person"}})
		s.does("clerk", record.Clerk, record.MagistrateAssigned{Application: "shed", Assignment: record.Assignment{Magistrate: "hart", How: "only-one"}})
		s.does("vance", record.Affiant, record.Presented{Application: "shed", Presentment: record.Presentment{Time: s.now(), Magistrate: "hart"}})
		return s.does("hart", record.Magistrate, record.Decided{Application: "shed", Decision: record.Decision{Act: "granted", Time: s.now(), Finding: "seen there"}})
	}
	issueSearch := func(edit func(*record.Issued)) func(*teller) {
		return func(t *teller) {
			w := record.Issued{ID: "wx", By: "hart", Time: t.now(), Until: "2026-03-10", Hours: "daytime"}
			edit(&w)
			t.does("hart", record.Magistrate, record.WarrantIssued{Application: "shed", Warrant: w})
		}
	}
	searched := func() *teller {
		s := search()
		issueSearch(func(*record.Issued) {})(s)
		return s.does("vance", record.Executing, record.Executed{Application: "shed", Execution: record.Execution{Time: s.now(), Act: "searched", Warrant: "wx"}})
	}
	giveBack := func(r record.Return) func(*teller) {
		return func(t *teller) {
			t.does("vance", record.Executing, record.WarrantReturned{Application: "shed", Warrant: "wx", Return: r})
		}
	}
	withdrawn := func() *teller {
		s := upTo(t, "presented", 1)
		return s.does("vance", record.Affiant, record.ApplicationWithdrawn{Application: "purse", Withdrawal: record.Withdrawal{By: "vance"}})
	}
	denied := func() *teller { // decided for both, and assigned anew
		s := upTo(t, "warrant-issued", 1)
		return s.does("clerk", record.Clerk, record.MagistrateAssigned{Application: "purse", Assignment: record.Assignment{Magistrate: "hart", How: "rota"}})
	}
	bare := func() *teller {
		s := opening()
		s.does("vance", record.Affiant, record.AssertionWithdrawn{Application: "purse", N: 1})
		return s.does("vance", record.Affiant, record.AssertionWithdrawn{Application: "purse", N: 2})
	}
	wrote := func() *teller { // a magistrate who wrote a source of the matter
		s := opening()
		s.does("clerk", record.Clerk, record.PersonNamed{Person: record.Person{ID: "reed", Name: "Lee Reed", Roles: []record.Role{record.Magistrate}}})
		return s.does("reed", record.Officer, record.SourceLogged{Source: record.Source{ID: "memo", Kind: "report", Author: "reed", Lines: []record.Line{{N: 1, Text: "I was told of it."}}}})
	}
	held := func() *teller {
		s := opening()
		return s.does("clerk", record.Clerk, record.HoldPlaced{Hold: record.Hold{ID: "suit", By: "clerk", Because: "a suit"}})
	}
	called := func(at record.When) *teller {
		s := upTo(t, "charged", 1)
		return s.does("clerk", record.Clerk, record.HearingSet{Hearing: record.Hearing{ID: "x", Kind: "suppression", At: at}})
	}
	delay := func(who, by record.PersonID, act string) func(*teller) {
		return func(t *teller) {
			t.does(who, record.Magistrate, record.NoticeDelayed{Application: "shed", Warrant: "wx", Delay: record.Delay{Act: act, By: by}})
		}
	}
	seal := func(who, by record.PersonID) func(*teller) {
		return func(t *teller) {
			t.does(who, record.Magistrate, record.Sealed{Seal: record.Seal{ID: "sx", By: by, Because: "a ground", Time: t.now()}})
		}
	}
	cases := []case_{
		{"own-time", upTo(t, "sworn", 1), func(t *teller) {
			t.does("vance", record.Affiant, record.Sworn{Application: "purse", Oath: record.Oath{Time: "2026-03-01T09:00", By: "clerk", Means: "in-person"}})
		}},
		{"own-time", upTo(t, "decided", 1), decided("hart", record.Decision{Respondents: dole, Act: "granted", Finding: "seen", Time: "2026-03-02T08:00"})},
		{"own-time", upTo(t, "charged", 1), func(t *teller) {
			t.does("vance", record.Affiant, record.Charged{Application: "purse", Charge: record.Charge{Act: "indicted", Time: "2027"}})
		}},
		{"own-oath", upTo(t, "sworn", 1), swear("stone", "clerk")},
		{"own-oath", upTo(t, "sworn", 1), swear("vance", "vance")},
		{"own-oath", upTo(t, "sworn", 1), swear("vance", "")},
		{"something-sworn", bare(), swear("vance", "clerk")},
		{"sworn-first", upTo(t, "sworn", 1), present("hart")},
		{"withdrawn", withdrawn(), present("hart")},
		{"withdrawn", upTo(t, "warrant-issued", 1), func(t *teller) {
			t.does("vance", record.Affiant, record.ApplicationWithdrawn{Application: "purse", Withdrawal: record.Withdrawal{By: "vance"}})
		}},
		{"one-bench-at-a-time", upTo(t, "decided", 2), present("hart")},
		{"one-bench-at-a-time", upTo(t, "decided", 2), func(t *teller) {
			t.does("clerk", record.Clerk, record.MagistrateAssigned{Application: "purse", Assignment: record.Assignment{Magistrate: "hart", How: "rota"}})
		}},
		{"assigned", upTo(t, "presented", 1), present("lowe")},
		{"assigned", upTo(t, "magistrate-assigned", 1), present("hart")},
		{"assigned", upTo(t, "magistrate-assigned", 1), func(t *teller) {
			t.does("clerk", record.Clerk, record.MagistrateAssigned{Application: "purse", Assignment: record.Assignment{Magistrate: "hart", How: "chosen"}})
		}},
		{"assigned", upTo(t, "magistrate-assigned", 1), func(t *teller) {
			t.does("clerk", record.Clerk, record.MagistrateAssigned{Application: "purse", Assignment: record.Assignment{Magistrate: "stone", How: "rota"}})
		}},
		{"neutral", wrote(), func(t *teller) {
			t.does("clerk", record.Clerk, record.MagistrateAssigned{Application: "purse", Assignment: record.Assignment{Magistrate: "reed", How: "rota"}})
		}},
		{"earlier-presentments-told", denied(), present("hart")},
		{"own-review", upTo(t, "endorsed", 1), func(t *teller) {
			t.does("vance", record.Supervisor, record.Endorsed{Application: "purse", Endorsement: record.Endorsement{By: "vance", Act: "endorsed"}})
		}},
		{"own-review", upTo(t, "endorsed", 1), func(t *teller) {
			t.does("lowe", record.Supervisor, record.Endorsed{Application: "purse", Endorsement: record.Endorsement{By: "stone", Act: "endorsed"}})
		}},
		{"own-decision", upTo(t, "decided", 1), decided("lowe", record.Decision{Respondents: dole, Act: "granted", Finding: "seen"})},
		{"own-decision", upTo(t, "decided", 1), func(t *teller) {
			t.does("lowe", record.Magistrate, record.SourceOpened{Application: "purse", Opening: record.Opening{Source: "log", Magistrate: "lowe", Time: t.now()}})
		}},
		{"one-by-one", upTo(t, "decided", 1), decided("hart", record.Decision{Respondents: []record.PersonID{"dole", "mary"}, Act: "granted", Finding: "seen"})},
		{"one-by-one", upTo(t, "decided", 1), decided("hart", record.Decision{Act: "granted", Finding: "seen"})},
		{"one-by-one", upTo(t, "warrant-issued", 1), issue(func(w *record.Issued) { w.Respondents = []record.PersonID{"dole", "mary"} })},
		{"reasons", upTo(t, "decided", 1), decided("hart", record.Decision{Respondents: dole, Act: "denied"})},
		{"reasons", upTo(t, "decided", 1), decided("hart", record.Decision{Respondents: dole, Act: "modified", Finding: "seen"})},
		{"decided-once", upTo(t, "decided", 2), decided("hart", record.Decision{Respondents: dole, Act: "denied", Finding: "on second thoughts"})},
		{"before-decision", upTo(t, "warrant-issued", 1), func(t *teller) {
			t.does("hart", record.Magistrate, record.SourceOpened{Application: "purse", Opening: record.Opening{Source: "log", Magistrate: "hart", Time: t.now()}})
		}},
		{"granted", upTo(t, "decided", 1), issue(func(*record.Issued) {})},
		{"granted", upTo(t, "warrant-issued", 1), issue(func(w *record.Issued) { w.Respondents = []record.PersonID{"mary"} })},
		{"granted", upTo(t, "warrant-issued", 1), issue(func(w *record.Issued) { w.By = "lowe" })},
		{"terms", upTo(t, "warrant-issued", 1), issue(func(w *record.Issued) { w.Until = "2026-03-01" })},
		{"terms", search(), issueSearch(func(w *record.Issued) { w.Until = "" })},
		{"terms", search(), issueSearch(func(w *record.Issued) { w.Hours = "any" })},
		{"one-live-warrant", upTo(t, "duplicate-made", 1), issue(func(*record.Issued) {})},
		{"dead-warrant", upTo(t, "warrant-issued", 2), execute("w1")},
		{"dead-warrant", upTo(t, "warrant-expired", 1), execute("w2")},
		{"dead-warrant", upTo(t, "charged", 1), execute("w2")},
		{"dead-warrant", upTo(t, "executed", 1), func(t *teller) {
			t.does("vance", record.Affiant, record.Charged{Application: "purse", Charge: record.Charge{Respondents: dole, Act: "dismissed"}})
			execute("w2")(t)
		}},
		{"dead-warrant", upTo(t, "executed", 1), func(t *teller) { execute("w2")(t); execute("w2")(t) }},
		{"names-its-warrant", upTo(t, "executed", 1), execute("")},
		{"not-yet-expired", upTo(t, "executed", 1), func(t *teller) {
			t.does("clerk", record.Clerk, record.WarrantExpired{Application: "purse", Warrant: "w2", Time: t.now()})
		}},
		{"witnessed-inventory", searched(), giveBack(record.Return{By: "vance", Inventory: []string{"a purse"}})},
		{"witnessed-inventory", searched(), giveBack(record.Return{By: "vance", Inventory: []string{"a purse"}, Witnesses: []record.PersonID{"vance"}})},
		{"return", searched(), giveBack(record.Return{By: "vance", Witnesses: []record.PersonID{"mary"}, Unserved: "nobody was home"})},
		{"return", searched(), func(t *teller) {
			giveBack(record.Return{By: "vance", Witnesses: []record.PersonID{"mary"}})(t)
			giveBack(record.Return{By: "vance", Witnesses: []record.PersonID{"mary"}})(t)
		}},
		{"return", upTo(t, "executed", 1), func(t *teller) {
			t.does("vance", record.Executing, record.WarrantReturned{Application: "purse", Warrant: "w2", Return: record.Return{By: "vance"}})
		}},
		{"own-answer", questioned(), func(t *teller) {
			t.does("stone", record.Supervisor, record.QuestionAnswered{Application: "purse", Question: "q2", Reply: record.QuestionReply{By: "vance", Text: "I did."}})
		}},
		{"as-written-because", upTo(t, "flaw-answered", 1), func(t *teller) {
			t.does("vance", record.Affiant, record.FlawAnswered{Application: "purse", Answer: record.Answer{Flaw: "S2@purse.1", Act: "as-written"}})
		}},
		{"hold", held(), func(t *teller) {
			t.does("hart", record.Magistrate, record.Expunged{Expungement: record.Expungement{By: "hart", Under: "a statute", Time: t.now()}})
		}},
		{"expunged", &teller{list: life(), day: 1, min: 40}, seal("hart", "hart")},
		{"by-order", opening(), seal("clerk", "hart")},
		{"in-force", opening(), func(t *teller) {
			t.does("clerk", record.Clerk, record.HoldLifted{Hold: "none", Lifted: record.Lifting{By: "clerk"}})
		}},
	}
	cases = append(cases, []case_{
		{"to-come", upTo(t, "charged", 1), func(t *teller) {
			t.does("clerk", record.Clerk, record.HearingSet{Hearing: record.Hearing{ID: "x", Kind: "suppression", At: "2026-03-02T09:00"}})
		}},
		{"to-come", called("2026-03-20T10:00"), func(t *teller) {
			t.does("clerk", record.Clerk, record.HearingMoved{Hearing: "x", Moved: record.Move{To: "2026-03-01"}})
		}},
		{"on-the-calendar", upTo(t, "charged", 1), func(t *teller) {
			t.does("clerk", record.Clerk, record.HearingMoved{Hearing: "x", Moved: record.Move{To: "2026-03-21T10:00"}})
		}},
		{"on-the-calendar", called("2026-03-20T10:00").does("clerk", record.Clerk, record.HearingMoved{Hearing: "x"}), func(t *teller) {
			t.does("hart", record.Magistrate, record.PeriodWaived{Hearing: "x", Waived: record.Waiver{By: "hart", Because: "no prejudice", Time: t.now()}})
		}},
		{"waived-by-finding", called("2026-03-20T10:00"), func(t *teller) {
			t.does("clerk", record.Clerk, record.PeriodWaived{Hearing: "x", Waived: record.Waiver{By: "hart", Because: "no prejudice", Time: t.now()}})
		}},
		{"delayed-notice", searched(), delay("vance", "hart", "delayed")},
		{"delayed-notice", searched(), delay("hart", "hart", "extended")},
		{"delayed-notice", upTo(t, "executed", 1), func(t *teller) {
			t.does("hart", record.Magistrate, record.NoticeDelayed{Application: "purse", Warrant: "w2", Delay: record.Delay{Act: "delayed", By: "hart"}})
		}},
	}...)
	tried := map[string]bool{}
	for _, c := range cases {
		tried[c.rule] = true
		if _, err := record.Replay(c.from.list); err != nil {
			t.Errorf("%s: what comes before is refused: %v", c.rule, err)
			continue
		}
		c.do(c.from)
		_, err := record.Replay(c.from.list)
		var r *record.Refusal
		switch {
		case !errors.As(err, &r):
			t.Errorf("%s: %v", c.rule, err)
		case r.Rule.ID != c.rule || fault.KindOf(err) != fault.Conflict:
			t.Errorf("%s refuses, want %s: %v", r.Rule.ID, c.rule, err)
		}
		if _, err := record.Replay(c.from.list[:len(c.from.list)-1]); err != nil {
			t.Errorf("%s: refused before the last act: %v", c.rule, err)
		}
	}
	judge := record.Matter{People: []record.Person{{ID: "hart", Roles: []record.Role{record.Magistrate}}, {ID: "clerk", Roles: []record.Role{record.Clerk}}, {ID: "stone"}}}
	order := strings.Repeat("0a", 32)
	for _, x := range []struct {
		by    record.PersonID
		order string
		act   string
		me    record.PersonID
		as    record.Role
		may   bool
	}{{"hart", "", "granted", "hart", record.Magistrate, true}, {"hart", "", "granted", "stone", record.Prosecutor, false}, {"", "", "granted", "", record.Magistrate, false},
		{"hart", "", "granted", "clerk", record.Clerk, false}, {"hart", order, "granted", "clerk", record.Clerk, true}, {"clerk", order, "granted", "clerk", record.Clerk, false},
		{"stone", order, "granted", "clerk", record.Clerk, false}, {"clerk", "", "referred", "clerk", record.Clerk, true}, {"hart", "", "referred", "clerk", record.Clerk, false}} {
		tried["written-order"] = true
		for _, e := range []record.Event{record.RequestAnswered{Reply: record.Reply{By: x.by, Act: x.act, Order: x.order}}, record.WarrantRecalled{Recall: record.Recall{By: x.by, Order: x.order}}} {
			_, recalls := e.(record.WarrantRecalled)
			var r *record.Refusal
			if err := judge.EnteredBy(e, x.me, x.as); (err == nil) != (x.may && !(recalls && x.act == "referred")) || err != nil && (!errors.As(err, &r) || r.Rule.ID != "written-order") {
				t.Errorf("%T %+v: %v", e, x, err)
			}
		}
	}
	if err := judge.EnteredBy(record.WarrantRecalled{Recall: record.Recall{By: "hart", Order: "the order of today"}}, "clerk", record.Clerk); fault.KindOf(err) != fault.Input {
		t.Errorf("an order that is no digest: %v", err)
	}
	for _, o := range []struct {
		means             string
		magistrate, clerk bool
		may               bool
	}{{"in-person", true, false, true}, {"in-person", false, true, true}, {"in-person", false, false, false},
		{"telephone", true, false, true}, {"telephone", false, true, false}, {"video", false, true, false}, {"attestation", false, true, false}, {"attestation", true, true, true}} {
		tried["oath-taker"] = true
		var r *record.Refusal
		if err := (record.Oath{By: "x", Means: o.means}).TakenBy(o.magistrate, o.clerk); (err == nil) != o.may || err != nil && (!errors.As(err, &r) || r.Rule.ID != "oath-taker") {
			t.Errorf("%+v: %v", o, err)
		}
	}
	for _, means := range []string{"", "unknown"} { // nor is what is left out in person
		if err := (record.Oath{By: "x", Means: means}).TakenBy(true, true); fault.KindOf(err) != fault.Input {
			t.Errorf("by means %q: %v", means, err)
		}
	}
	for how, choice := range map[string]bool{"rota": true, "random": true, "": true, "chosen": false} { // what the office asks of an entry by hand
		tried["drawn"] = true
		var r *record.Refusal
		if err := (record.Assignment{Magistrate: "hart", How: how}).ByHand(choice); !errors.As(err, &r) || r.Rule.ID != "drawn" {
			t.Errorf("by hand, %q: %v", how, err)
		}
	}
	if err := (record.Assignment{Magistrate: "hart", How: "chosen"}).ByHand(true); err != nil {
		t.Errorf("chosen where one may: %v", err)
	}
	for _, id := range []string{"own-name", "oath-words", "oath-confirmed", "done-here", "own-words", "more-time", "lengthened-by-judge", "as-it-commands", "after-issue", "granted-papers", "nothing-out"} { // asked when an act is done: TestAdmits, TestConfirmed, TestDoneHere, TestExtended
		tried[id] = true
	}
	for _, r := range record.Rules() {
		if !tried[r.ID] {
			t.Errorf("nothing tries the rule %s", r.ID)
		}
		if r.Says == "" || r.By == "" {
			t.Errorf("the rule %s does not say what it says or by what authority", r.ID)
		}
	}
}

// TestRecountedIsNotPerformed: what may not be performed may still be told of a case that went so, and an entry says which it is.
func TestRecountedIsNotPerformed(t *testing.T) {
	s := upTo(t, "sworn", 1)
	s.does("vance", record.Affiant, record.Presented{Application: "purse", Presentment: record.Presentment{Magistrate: "hart"}})
	if _, err := record.Replay(s.list); err == nil {
		t.Fatal("presented unsworn")
	}
	last := &s.list[len(s.list)-1]
	last.Mode, last.Hand = record.ModeRecounted, nil
	if _, err := record.Replay(s.list); err != nil {
		t.Error(err)
	}
	for name, edit := range map[string]func(*record.Entry){
		"recounted with a hand":  func(e *record.Entry) { e.Mode = record.ModeRecounted },
		"performed without one":  func(e *record.Entry) { e.Hand = nil },
		"no account":             func(e *record.Entry) { e.Hand.Account = " " },
		"no role":                func(e *record.Entry) { e.Hand.Role = "" },
		"no zone":                func(e *record.Entry) { e.Hand.At = "2026-03-02T09:00:00" },
		"another form of a time": func(e *record.Entry) { e.Hand.At = "2026-03-02T09:00:00.000-05:00" },
	} {
		list := opening().list
		edit(&list[0])
		if _, err := record.Replay(list); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
}

// A refusal that ends with an hour has one stop.
func TestRefusalHasOneStop(t *testing.T) {
	now := upTo(t, "sworn", 1)
	now.does("vance", record.Affiant, record.Sworn{Application: "purse", Oath: record.Oath{Time: "2026-03-02T23:30", By: "clerk", Means: "in-person"}})
	_, err := record.Replay(now.list)
	if err == nil || strings.Contains(err.Error(), "m..") || !strings.Contains(err.Error(), "a.m. ") {
		t.Error(err)
	}
}

// A refusal calls people by their short names, and by what a page has for them where it is asked to; what is no person stays as it is.
func TestRefusalNamed(t *testing.T) {
	to := upTo(t, "presented", 1)
	to.does("vance", record.Affiant, record.Presented{Application: "purse", Presentment: record.Presentment{Time: to.now(), Magistrate: "lowe"}})
	_, err := record.Replay(to.list)
	var r *record.Refusal
	if !errors.As(err, &r) {
		t.Fatal(err)
	}
	got := r.Named(func(id record.PersonID) string { return "Judge " + strings.ToUpper(string(id)) })
	if want := `Judge LOWE has stepped aside from application "purse"`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got := (&record.Refusal{Why: "it is so"}).Named(nil); got != "it is so" {
		t.Errorf("%s, where it is not said of what it was made", got)
	}
}
