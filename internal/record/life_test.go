package record_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/affiant-project/affiant/internal/record"
)

var freeze = flag.Bool("freeze", false, "write what is frozen and not there yet")

// A teller performs events one after the other, each a minute after the last.
type teller struct {
	list []record.Entry
	day  int
	min  int
	sum  *record.Matter // what the list adds up to, if that was asked
}

func (t *teller) next() record.When {
	return record.When(fmt.Sprintf("2026-03-%02dT%02d:%02d", 2+t.day, 9+(t.min+1)/60, (t.min+1)%60))
}

// does performs an event as a person in a role, at the next minute.
func (t *teller) does(who record.PersonID, as record.Role, e record.Event) *teller {
	at := string(t.next()) + ":00-05:00"
	t.min++
	t.sum = nil
	t.list = append(t.list, record.Entry{Seq: len(t.list) + 1, Mode: record.ModePerformed, Body: e,
		Hand: &record.Hand{Account: "acct-" + string(who), Person: who, Role: as, At: at}})
	return t
}

// now is the time that the next event will bear.
func (t *teller) now() record.When { return t.next() }

// opening tells the beginning of a matter up to a draft with two assertions: two respondents, one log.
func opening() *teller {
	t := &teller{}
	person := func(id record.PersonID, name string, roles ...record.Role) {
		t.does("clerk", record.Clerk, record.PersonNamed{Person: record.Person{ID: id, Name: name, Roles: roles}})
	}
	t.does("clerk", record.Clerk, record.MatterOpened{ID: "ferry", Title: "The ferry", Jurisdiction: "us-ri"})
	person("clerk", "Cole Archer", record.Clerk)
	person("vance", "Ruth Vance", record.Affiant)
	person("stone", "Max Stone", record.Supervisor)
	person("hart", "Ann Hart", record.Magistrate)
	person("lowe", "Ian Lowe", record.Magistrate)
	person("dole", "Peter Dole", record.Respondent)
	person("mary", "Mary Dole", record.Respondent)
	t.does("vance", record.Affiant, record.SourceLogged{Source: record.Source{ID: "log", Kind: "report", Author: "vance",
		Lines: []record.Line{{N: 1, Text: "Peter Dole took the purse."}}}})
	t.does("vance", record.Affiant, record.ApplicationDrafted{ID: "purse", Of: record.Arrest, Affiant: "vance", Respondents: []record.PersonID{"dole", "mary"},
		Offence: record.Offence{Title: "larceny", Elements: []record.Element{{ID: "taking", Title: "he took it", Kind: record.Act}}}})
	t.does("vance", record.Affiant, record.AssertionDrafted{Application: "purse", Assertion: record.Assertion{N: 1, Text: "Peter Dole took the purse.",
		Basis: record.Observed, Cites: []record.Cite{{Source: "log", From: 1, To: 1}}}})
	t.does("vance", record.Affiant, record.AssertionDrafted{Application: "purse", Assertion: record.Assertion{N: 2, Text: "It was red.", Basis: record.Observed}})
	return t
}

// life tells a whole matter, as performed, so that every event of the docket occurs.
func life() []record.Entry {
	t := opening()
	t.does("vance", record.Affiant, record.AssertionRevised{Application: "purse", Assertion: record.Assertion{N: 2, Text: "The purse was red.", Basis: record.Observed}})
	t.does("vance", record.Affiant, record.AssertionWithdrawn{Application: "purse", N: 2, Because: "nobody saw its colour"})
	t.does("vance", record.Affiant, record.PapersRevised{Papers: record.ApplicationDrafted{ID: "purse", Of: record.Arrest, Affiant: "vance", Respondents: []record.PersonID{"dole", "mary"},
		Offence: record.Offence{Title: "larceny of a purse", Elements: []record.Element{{ID: "taking", Title: "he took it", Kind: record.Act}}}}})
	t.does("vance", record.Affiant, record.GroundOffered{Application: "purse", Ground: record.Ground{Element: "taking", On: []int{1}}})
	t.does("vance", record.Affiant, record.FlawAnswered{Application: "purse", Answer: record.Answer{Flaw: "P1@purse.mary", Act: "as-written", Because: "she held the bag", By: "vance"}})
	t.does("stone", record.Supervisor, record.Endorsed{Application: "purse", Endorsement: record.Endorsement{By: "stone", Act: "endorsed", Note: "read"}})
	t.does("vance", record.Affiant, record.Sworn{Application: "purse", Oath: record.Oath{Time: t.now(), By: "clerk", Means: "in-person"}})
	t.does("clerk", record.Clerk, record.MagistrateAssigned{Application: "purse", Assignment: record.Assignment{Magistrate: "lowe", How: "rota", By: "clerk"}})
	t.does("lowe", record.Magistrate, record.MagistrateRecused{Application: "purse", Recusal: record.Recusal{Magistrate: "lowe", Because: "a neighbour of the Doles"}})
	t.does("clerk", record.Clerk, record.MagistrateAssigned{Application: "purse", Assignment: record.Assignment{Magistrate: "hart", How: "rota", By: "clerk"}})
	t.does("vance", record.Affiant, record.Presented{Application: "purse", Presentment: record.Presentment{Time: t.now(), Magistrate: "hart"}})
	t.does("hart", record.Magistrate, record.TestimonyTaken{Application: "purse", Testimony: record.Testimony{By: "vance", Before: "hart", Time: t.now(), Means: "video", Sworn: true, Text: "I saw it from the pier."}})
	t.does("hart", record.Magistrate, record.SourceOpened{Application: "purse", Opening: record.Opening{Source: "log", Magistrate: "hart", Time: t.now()}})
	t.does("hart", record.Magistrate, record.Decided{Application: "purse", Decision: record.Decision{Respondents: []record.PersonID{"dole"}, Act: "granted", Time: t.now(), Finding: "seen by the affiant",
		Findings: []record.Finding{{Element: "taking", Words: "paragraph 1"}}}})
	t.does("hart", record.Magistrate, record.Decided{Application: "purse", Decision: record.Decision{Respondents: []record.PersonID{"mary"}, Act: "denied", Time: t.now(), Finding: "nothing is said of her"}})
	warrant := func(id record.WarrantID) record.WarrantIssued {
		return record.WarrantIssued{Application: "purse", Warrant: record.Issued{ID: id, By: "hart", Time: t.now(), Respondents: []record.PersonID{"dole"}, Until: "2026-03-02T18:00", ReturnTo: "hart"}}
	}
	t.does("hart", record.Magistrate, warrant("w1"))
	t.does("vance", record.Executing, record.DuplicateMade{Application: "purse", Warrant: "w1", Duplicate: record.Duplicate{By: "vance", Conforms: true}})
	t.does("stone", record.Supervisor, record.SourceLogged{Source: record.Source{ID: "alibi", Kind: "interview", Author: "stone", Lines: []record.Line{{N: 1, Text: "Peter Dole was in Providence."}}}})
	t.does("clerk", record.Clerk, record.AlertRaised{Alert: record.Alert{ID: "alibi", Application: "purse", Source: "alibi", Because: "the source says that Peter Dole was elsewhere"}})
	t.does("vance", record.Executing, record.AlertSeen{Alert: "alibi", Seen: record.Acknowledgement{By: "vance", Act: "asks-recall"}})
	t.does("hart", record.Magistrate, record.WarrantRecalled{Application: "purse", Warrant: "w1", Recall: record.Recall{By: "hart", Because: "the alibi is to be looked into"}})
	t.does("hart", record.Magistrate, warrant("w2"))
	t.does("vance", record.Executing, record.Executed{Application: "purse", Execution: record.Execution{Time: t.now(), By: []record.PersonID{"vance"}, Act: "attempted", Warrant: "w2"}})
	t.day, t.min = 1, 0 // the next day
	t.does("clerk", record.Clerk, record.WarrantExpired{Application: "purse", Warrant: "w2", Time: t.now()})
	t.does("vance", record.Executing, record.WarrantReturned{Application: "purse", Warrant: "w2", Return: record.Return{By: "vance", To: "hart", Unserved: "he was not found"}})
	t.does("vance", record.Affiant, record.Charged{Application: "purse", Charge: record.Charge{Respondents: []record.PersonID{"dole"}, Act: "no-true-bill", By: "grand jury"}})
	t.does("clerk", record.Clerk, record.NoticeGiven{Notice: record.Notice{To: "dole", Of: "no-true-bill", By: "clerk"}})
	t.does("vance", record.Prosecutor, record.Disclosed{Disclosure: record.Disclosure{To: "dole", Under: "brady", By: "vance", Sources: []record.SourceID{"alibi"}, Applications: []record.AppID{"purse"}}})
	t.does("dole", record.Respondent, record.Requested{Request: record.Request{ID: "clear", By: "dole", For: "expungement"}})
	t.does("hart", record.Magistrate, record.RequestAnswered{Request: "clear", Reply: record.Reply{By: "hart", Act: "granted"}})
	t.does("vance", record.Affiant, record.ApplicationDrafted{ID: "again", Of: record.Arrest, Affiant: "vance", Respondents: []record.PersonID{"dole"},
		Offence: record.Offence{Title: "larceny", Elements: []record.Element{{ID: "taking", Title: "he took it", Kind: record.Act}}}})
	t.does("vance", record.Affiant, record.AssertionDrafted{Application: "again", Assertion: record.Assertion{N: 1, Text: "Peter Dole took the purse.", Basis: record.Observed, Cites: []record.Cite{{Source: "log"}}}})
	t.does("vance", record.Affiant, record.ApplicationWithdrawn{Application: "again", Withdrawal: record.Withdrawal{By: "vance", Because: "the alibi held"}})
	t.does("hart", record.Magistrate, record.Sealed{Seal: record.Seal{ID: "s1", By: "hart", Because: "no charge stands", Time: t.now()}})
	t.does("hart", record.Magistrate, record.Unsealed{Seal: "s1", Lifted: record.Lifting{By: "hart", Time: t.now()}})
	t.does("clerk", record.Clerk, record.HoldPlaced{Hold: record.Hold{ID: "suit", By: "clerk", Because: "a civil action is threatened"}})
	t.does("clerk", record.Clerk, record.HoldLifted{Hold: "suit", Lifted: record.Lifting{By: "clerk", Because: "it was settled"}})
	t.does("hart", record.Magistrate, record.Expunged{Expungement: record.Expungement{By: "hart", Under: "R.I. Gen. Laws 12-1-12", Time: t.now()}})
	return t.list
}

// calendar tells of a tap from its order to the hearing where it is used, and of a search of which notice waits.
func calendar() []record.Entry {
	t := opening()
	t.does("vance", record.Affiant, record.OrderNoted{Order: record.Order{ID: "tap", Kind: record.Interception, By: "hart", Made: "2026-02-27", Persons: []record.PersonID{"dole"}, Until: "2026-03-28",
		Emergency: "2026-02-26T20:00", Reports: 10}})
	t.does("vance", record.Affiant, record.OrderCarriedOut{Order: "tap", Step: record.OrderStep{Act: "began", By: "vance", Time: "2026-03-01"}})
	t.does("hart", record.Magistrate, record.OrderCarriedOut{Order: "tap", Step: record.OrderStep{Act: "extended", By: "hart", Until: "2026-04-20", Note: "the same people still meet"}})
	t.does("vance", record.Affiant, record.OrderCarriedOut{Order: "tap", Step: record.OrderStep{Act: "sealed", By: "hart", Time: "2026-03-02"}})
	t.does("vance", record.Affiant, record.ApplicationDrafted{ID: "shed", Of: record.Search, Affiant: "vance", Place: &record.Place{Describe: "the shed behind 4 Water Street"},
		Offence: record.Offence{Title: "larceny", Elements: []record.Element{{ID: "taking", Title: "he took it", Kind: record.Act}}}})
	t.does("vance", record.Affiant, record.AssertionDrafted{Application: "shed", Assertion: record.Assertion{N: 1, Text: "The purse is in the shed.", Basis: record.Observed}})
	t.does("vance", record.Affiant, record.Sworn{Application: "shed", Oath: record.Oath{Time: t.now(), By: "clerk"}})
	t.does("clerk", record.Clerk, record.MagistrateAssigned{Application: "shed", Assignment: record.Assignment{Magistrate: "hart", How: "rota"}})
	t.does("vance", record.Affiant, record.Presented{Application: "shed", Presentment: record.Presentment{Time: t.now(), Magistrate: "hart"}})
	t.does("hart", record.Magistrate, record.Decided{Application: "shed", Decision: record.Decision{Act: "granted", Time: t.now(), Finding: "seen"}})
	t.does("hart", record.Magistrate, record.WarrantIssued{Application: "shed", Warrant: record.Issued{ID: "w1", By: "hart", Time: t.now(), Until: "2026-03-10", Hours: "daytime"}})
	t.does("hart", record.Magistrate, record.NoticeDelayed{Application: "shed", Warrant: "w1", Delay: record.Delay{Act: "delayed", Until: "2026-03-30", By: "hart", Because: "others would flee", Time: t.now()}})
	t.does("hart", record.Magistrate, record.NoticeDelayed{Application: "shed", Warrant: "w1", Delay: record.Delay{Act: "extended", Until: "2026-06-20", By: "hart"}})
	t.does("clerk", record.Clerk, record.HearingSet{Hearing: record.Hearing{ID: "motion", Kind: "suppression", At: "2026-05-04T10:00", Court: "county", Application: "purse", Parties: []record.PersonID{"dole"},
		Uses: []record.OrderID{"tap"}, By: "clerk", Time: t.now()}})
	t.does("clerk", record.Clerk, record.HearingSet{Hearing: record.Hearing{ID: "bail", Kind: "detention", At: "2026-03-06", Without: true}})
	t.does("vance", record.Prosecutor, record.Disclosed{Disclosure: record.Disclosure{To: "dole", Under: "title-iii", By: "vance", Orders: []record.OrderID{"tap"}}})
	t.does("hart", record.Magistrate, record.PeriodWaived{Hearing: "motion", Waived: record.Waiver{By: "hart", Party: "dole", Because: "counsel was named late, and has had the papers since", Time: t.now()}})
	t.does("clerk", record.Clerk, record.HearingMoved{Hearing: "motion", Moved: record.Move{To: "2026-05-11T10:00", By: "hart", Because: "counsel is ill"}})
	t.does("clerk", record.Clerk, record.HearingMoved{Hearing: "bail", Moved: record.Move{Because: "he was released"}})
	return t.list
}

// TestLife holds that whole lives may be performed, and that their bytes stay what they were.
func TestLife(t *testing.T) {
	lasts(t, "testdata/frozen-docket.txtar", life())
	lasts(t, "testdata/frozen-calendar.txtar", calendar())
	lasts(t, "testdata/frozen-questioned.txtar", questioned().list)
}

func lasts(t *testing.T, path string, life []record.Entry) {
	t.Helper()
	m, err := record.Replay(life)
	if err != nil {
		t.Fatal(err)
	}
	var lines bytes.Buffer
	for _, e := range life {
		line, err := record.Encode(e)
		if err != nil {
			t.Fatal(err)
		}
		lines.Write(append(line, '\n'))
		if back, err := record.Decode(line); err != nil {
			t.Error(err)
		} else if diff := cmp.Diff(e, back); diff != "" {
			t.Error(diff)
		}
	}
	if _, err := os.Stat(path); err != nil && *freeze {
		a := &txtar.Archive{Comment: []byte("The canonical bytes of a life that was performed. Old bytes mean the same for ever: none of these lines may change.\n"),
			Files: []txtar.File{{Name: "entries.jsonl", Data: lines.Bytes()}, {Name: "digest", Data: []byte(record.Digest(m) + "\n")}}}
		if err := os.WriteFile(path, txtar.Format(a), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	a, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(a.Files[0].Data), lines.String()); diff != "" {
		t.Error(diff)
	}
	if got, want := record.Digest(m), strings.TrimSpace(string(a.Files[1].Data)); got != want {
		t.Errorf("digest %s, want %s", got, want)
	}
	again, err := record.Recount(m)
	if err != nil {
		t.Fatal(err)
	}
	told, err := record.Replay(again)
	if err != nil {
		t.Fatal("what the life adds up to cannot be told again:", err)
	}
	if got := record.Digest(told); got != record.Digest(m) {
		t.Errorf("told again it has the digest %s", got)
	}
}
