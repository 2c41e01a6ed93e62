package clerk

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/affiant-project/affiant/internal/clock"
	"github.com/affiant-project/affiant/internal/entry"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/vault"
)

// derivedGolden has the name of a derivation, and then what it gives of the life of a matter, after each entry.
const derivedGolden = "testdata/derived.txt"

// TestDerivationIsNamed: whoever changes what is kept of a matter for lists and search gives the derivation another name, by which a server of the new release knows
// what an older one has derived. AFFIANT_UPDATE=1 then writes what it gives.
func TestDerivationIsNamed(t *testing.T) {
	is := "derivation " + derivation + "\n"
	c := &Clerk{terms: &clock.Table{}, index: vault.NewIndex(entry.DataKey{1})}
	z, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 3, 2, 14, 0, 0, 0, time.UTC)
	f := &file{stream: entry.NewStream([16]byte{1}), opened: at}
	for i, x := range derivedLife() {
		at = at.Add(time.Hour)
		f.head.Seq, f.last = int64(i+1), at
		f.list = append(f.list, record.Entry{Seq: i + 1, Mode: record.ModePerformed, Body: x.does, Hand: &record.Hand{Account: x.account, Person: record.PersonID(x.account), Role: x.as, At: at.In(z).Format(time.RFC3339)}})
		told := slices.Clone(f.list) // the rules of who may do what when are not what is asked here
		for j := range told {
			told[j].Mode, told[j].Hand = record.ModeRecounted, nil
		}
		if f.m, err = record.Replay(told); err != nil && i < 10 {
			continue // not yet one that can be told
		} else if err != nil {
			t.Fatal(err)
		}
		row, summary := c.derived(f, c.weighWords(&f.m, nil), z)
		words := []string{}
		for b, n := range row.Words {
			words = append(words, fmt.Sprintf("%x %d", b, n))
		}
		slices.Sort(words)
		text, err := json.Marshal([]any{row.Row, words, summary})
		if err != nil {
			t.Fatal(err)
		}
		is += fmt.Sprintf("%d %s %s %x\n", i+1, x.does.Kind(), row.Row.Stage, sha256.Sum256(text))
	}
	b, err := os.ReadFile(derivedGolden)
	if err != nil && os.Getenv("AFFIANT_UPDATE") == "" {
		t.Fatal(err)
	}
	was := string(b)
	if was == is {
		return
	}
	if first, _, _ := strings.Cut(was, "\n"); "derivation "+derivation == first {
		t.Fatalf("what is kept of a matter comes out otherwise than in a store of derivation %s: give derivation.go another number, say in CHANGELOG.md that affiant migrate --rederive is wanted, and run this with AFFIANT_UPDATE=1\n%s", derivation, is)
	}
	if os.Getenv("AFFIANT_UPDATE") == "" {
		t.Fatalf("%s is of another derivation; AFFIANT_UPDATE=1 writes it", derivedGolden)
	}
	if err := os.WriteFile(derivedGolden, []byte(is), 0o644); err != nil {
		t.Fatal(err)
	}
}

// A derivedStep is one entry, and whose.
type derivedStep struct {
	account string
	as      record.Role
	does    record.Event
}

// derivedLife is a matter in which all is done that lists tell of.
func derivedLife() []derivedStep {
	dole := []record.PersonID{"dole"}
	person := func(id record.PersonID, name string, r record.Role) derivedStep {
		return derivedStep{"vance", record.Affiant, record.PersonNamed{Person: record.Person{ID: id, Name: name, Roles: []record.Role{r}, Account: string(id)}}}
	}
	return []derivedStep{
		{"vance", record.Affiant, record.MatterOpened{ID: "ferry", Title: "The ferry", Jurisdiction: "us-ri", Agency: "rangers", Court: "county"}},
		person("vance", "Ruth Vance", record.Affiant), person("stone", "Ida Stone", record.Supervisor), person("hart", "Judge Hart", record.Magistrate),
		person("dole", "Peter Dole", record.Respondent), person("cross", "Maud Cross", record.Counsel), person("pratt", "Ned Pratt", record.Executing),
		{"vance", record.Affiant, record.SourceLogged{Source: record.Source{ID: "log", Kind: "report", Title: "Deck log", Author: "vance", Time: "2026-03-01T10:00",
			Lines: []record.Line{{N: 1, Text: "I saw Peter Dole take a red purse from the deck of the ferry."}}}}},
		{"vance", record.Affiant, record.ApplicationDrafted{ID: "purse", Of: record.Arrest, Affiant: "vance", Respondents: dole,
			Offence: record.Offence{Title: "larceny", Elements: []record.Element{{ID: "taking", Title: "took the purse of another", Kind: record.Act}}}}},
		{"vance", record.Affiant, record.AssertionDrafted{Application: "purse", Assertion: record.Assertion{N: 1, Text: "On March 1, 2026 I saw Peter Dole take a red purse.", Basis: record.Observed,
			Cites: []record.Cite{{Source: "log", From: 1, To: 1}}}}},
		{"stone", record.Supervisor, record.QuestionAsked{Application: "purse", Question: record.Question{ID: "q1", Assertion: 1, Words: "a red purse", Asks: "Whose?", By: "stone"}}},
		{"vance", record.Affiant, record.QuestionAnswered{Application: "purse", Question: "q1", Reply: record.QuestionReply{By: "vance", Text: "I do not know."}}},
		{"stone", record.Supervisor, record.Endorsed{Application: "purse", Endorsement: record.Endorsement{By: "stone", Act: "endorsed"}}},
		{"vance", record.Affiant, record.FlawAnswered{Application: "purse", Answer: record.Answer{Flaw: "S2@purse.1", Act: "as-written", Because: "it is what I saw", By: "vance"}}},
		{"vance", record.Affiant, record.Sworn{Application: "purse", Oath: record.Oath{Time: "2026-03-03T08:00", By: "hart", Means: "in-person"}}},
		{"office", "office", record.MagistrateAssigned{Application: "purse", Assignment: record.Assignment{Magistrate: "hart", How: "rota", Time: "2026-03-03T08:30"}}},
		{"vance", record.Affiant, record.Presented{Application: "purse", Presentment: record.Presentment{Time: "2026-03-03T09:00", Magistrate: "hart"}}},
		{"hart", record.Magistrate, record.Decided{Application: "purse", Decision: record.Decision{Respondents: dole, Act: "granted", Finding: "as sworn", Time: "2026-03-03T10:00"}}},
		{"hart", record.Magistrate, record.WarrantIssued{Application: "purse", Warrant: record.Issued{ID: "w1", By: "hart", Time: "2026-03-03T10:05", Respondents: dole, ReturnTo: "hart"}}},
		{"stone", record.Supervisor, record.AlertRaised{Alert: record.Alert{ID: "al1", Application: "purse", Source: "log", Because: "a witness takes it back", Time: "2026-03-03T11:00"}}},
		{"pratt", record.Executing, record.Executed{Application: "purse", Execution: record.Execution{Time: "2026-03-03T12:00", By: []record.PersonID{"pratt"}, Act: "arrested", Persons: dole, Warrant: "w1"}}},
		{"hart", record.Magistrate, record.Charged{Application: "purse", Charge: record.Charge{Act: "complaint", Charge: "larceny", Time: "2026-03-04"}}},
		{"stone", record.Prosecutor, record.Disclosed{Disclosure: record.Disclosure{To: "cross", Under: "brady", Time: "2026-03-05", Sources: []record.SourceID{"log"}, Applications: []record.AppID{"purse"}}}},
		{"dole", "named", record.Requested{Request: record.Request{ID: "r1", By: "dole", For: "papers", Time: "2026-03-06"}}},
		{"hart", record.Magistrate, record.RequestAnswered{Request: "r1", Reply: record.Reply{By: "hart", Act: "granted", Time: "2026-03-06"}}},
		{"hart", record.Magistrate, record.Charged{Application: "purse", Charge: record.Charge{Act: "no-true-bill", By: "grand jury", Time: "2026-03-07"}}},
		{"hart", record.Magistrate, record.NoticeGiven{Notice: record.Notice{To: "dole", Of: "no-true-bill", By: "hart", Time: "2026-03-07"}}},
		{"hart", record.Magistrate, record.Sealed{Seal: record.Seal{ID: "s1", By: "hart", Because: "an inquiry is under way", Until: "2026-06-01", Time: "2026-03-08"}}},
	}
}
