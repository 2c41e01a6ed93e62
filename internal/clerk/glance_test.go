package clerk

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/transcript"
)

// TestSketch: what a sketch says of who may find a matter, who has what part in it and at what stage each application stands is what the matter
// says, after every entry of every matter that comes with the program, and at any time.
func TestSketch(t *testing.T) {
	var matters []record.Matter
	paths, err := filepath.Glob("../../examples/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		f, err := transcript.Read(path, b)
		if err != nil {
			continue // some show mistakes
		}
		matters = append(matters, f.Matter)
	}
	matters = append(matters, everything())
	if len(matters) < 3 {
		t.Fatalf("only %d matters in %v", len(matters), paths)
	}
	times := []record.When{"2025-12-31", "2026-03-02T09:00", "2026-03-10T12:00", "2026-03-20T12:00", "2026-06-01", "2031-01-01"}
	stages, compared := map[record.Stage]bool{}, 0
	for _, m := range matters {
		for i := range m.People { // the examples know of no accounts
			m.People[i].Account = fmt.Sprintf("account-%d", i%3)
		}
		list, err := record.Recount(m)
		if err != nil {
			t.Fatal(m.ID, err)
		}
		for n := 1; n <= len(list); n++ {
			whole, err := record.Replay(list[:n])
			if err != nil {
				continue // not yet one that can be
			}
			var small record.Matter
			text, err := json.Marshal(sketch(&whole))
			if err == nil {
				err = json.Unmarshal(text, &small)
			}
			if err != nil {
				t.Fatal(err)
			}
			f, g := &file{m: whole}, &file{m: small}
			g.sketch = &sketched{}
			for _, account := range []string{"account-0", "account-1", "account-2", "none"} {
				by := f.who(Caller{Account: account}, &people.Roll{}, time.Time{})
				for _, now := range times {
					for _, app := range append(appIDs(&whole), "") {
						compared++
						want, got := f.place(by, app, now), g.place(by, app, now)
						stages[want.Stage] = true
						if d := cmp.Diff(want, got); d != "" {
							t.Fatalf("%s, entry %d, %q at %s for %s: %s", m.ID, n, app, now, account, d)
						}
					}
				}
			}
			for _, account := range []string{"account-0", "account-1", "account-2", "none", ""} {
				if f.person(account) != g.person(account) {
					t.Fatalf("%s, entry %d: %s is %q, in the sketch %q", m.ID, n, account, f.person(account), g.person(account))
				}
				by := Caller{Account: account}
				for _, app := range appIDs(&whole) {
					if f.unseen(app, f.person(account)) != g.unseen(app, g.person(account)) {
						t.Fatalf("%s, entry %d: whether %s has seen what came in", m.ID, n, account)
					}
				}
				if d := cmp.Diff(f.who(by, &people.Roll{}, time.Time{}), g.who(by, &people.Roll{}, time.Time{})); d != "" {
					t.Fatalf("%s, entry %d, %s: %s", m.ID, n, account, d)
				}
			}
		}
	}
	if len(stages) < 8 || compared < 1000 {
		t.Errorf("%d comparisons saw only the stages %v", compared, stages)
	}
}

// everything is a matter in which what decides comes about: recusal, refusal, warrants that end in each way, seals that run out, notices,
// charges.
func everything() record.Matter {
	m := record.Matter{ID: "all", Title: "All", Jurisdiction: "us-ri", Agency: "rangers", Court: "county"}
	for id, role := range map[record.PersonID]record.Role{"vance": record.Affiant, "hart": record.Magistrate, "lowe": record.Magistrate, "dole": record.Respondent, "archer": record.Clerk} {
		m.People = append(m.People, record.Person{ID: id, Name: string(id) + " Somebody", Roles: []record.Role{role}})
	}
	m.Sources = []record.Source{{ID: "log", Kind: "report", Author: "vance", Time: "2026-03-01", Lines: []record.Line{{N: 1, Text: "I saw dole Somebody take a purse."}}}}
	app := func(id record.AppID, change func(*record.Application)) {
		a := record.Application{ID: id, Kind: record.Arrest, Affiant: "vance", Respondents: []record.PersonID{"dole"},
			Offence: record.Offence{Title: "larceny", Elements: []record.Element{{ID: "taking", Title: "took it", Kind: record.Act}}}}
		a.Affidavit.Assertions = []record.Assertion{{N: 1, Text: "I saw dole Somebody take a purse.", Basis: record.Observed, Cites: []record.Cite{{Source: "log", From: 1, To: 1}}}}
		a.Oath = &record.Oath{Time: "2026-03-02", By: "archer", Means: "in-person"}
		a.Assignments = []record.Assignment{{Magistrate: "hart", How: "rota", Time: "2026-03-02"}}
		a.Presentments = []record.Presentment{{Magistrate: "hart", Time: "2026-03-03", Decisions: []record.Decision{{Act: "granted", Time: "2026-03-03"}}}}
		a.Warrants = []record.Issued{{ID: "w", By: "hart", Time: "2026-03-03", Respondents: a.Respondents, Until: "2026-03-15"}}
		change(&a)
		m.Applications = append(m.Applications, a)
	}
	app("runs-out", func(*record.Application) {})
	app("for-good", func(a *record.Application) { a.Warrants[0].Until = "" })
	app("recalled", func(a *record.Application) {
		a.Warrants[0].Recalled = &record.Recall{By: "hart", Time: "2026-03-04", Because: "another"}
	})
	app("expired", func(a *record.Application) { a.Warrants[0].Expired = "2026-03-16" })
	app("served", func(a *record.Application) {
		a.Execution = []record.Execution{{Act: "arrested", Time: "2026-03-05", By: []record.PersonID{"vance"}, Persons: a.Respondents, Warrant: "w"}}
		a.Custody = []record.Custody{{Person: "dole", Act: "arrested", Time: "2026-03-05"}}
		a.Charges = []record.Charge{{Act: "complaint", Time: "2026-03-06"}, {Act: "dismissed", Time: "2026-04-06"}}
	})
	app("tried", func(a *record.Application) {
		a.Execution = []record.Execution{{Act: "attempted", Time: "2026-03-05", By: []record.PersonID{"vance"}, Warrant: "w"}}
		a.Warrants[0].Returned = &record.Return{By: "vance", Time: "2026-03-14", Unserved: "gone"}
	})
	app("refused", func(a *record.Application) { a.Presentments[0].Decisions[0].Act, a.Warrants = "denied", nil })
	app("back", func(a *record.Application) { a.Presentments[0].Decisions[0].Act, a.Warrants = "returned", nil })
	app("granted", func(a *record.Application) { a.Warrants = nil })
	app("bench", func(a *record.Application) { a.Presentments[0].Decisions, a.Warrants = nil, nil })
	app("stepped-aside", func(a *record.Application) {
		a.Presentments[0].Decisions, a.Warrants = nil, nil
		a.Recusals = []record.Recusal{{Magistrate: "hart", Because: "kin", Time: "2026-03-03"}}
		a.Assignments = append(a.Assignments, record.Assignment{Magistrate: "lowe", How: "rota", Time: "2026-03-04"})
	})
	app("withdrawn", func(a *record.Application) {
		a.Presentments, a.Warrants = nil, nil
		a.Withdrawn = &record.Withdrawal{By: "vance", Time: "2026-03-03"}
	})
	m.Alerts = []record.Alert{{ID: "x", Application: "for-good", Source: "log", Because: "another", Time: "2026-03-04"},
		{ID: "y", Application: "granted", Source: "log", Because: "another", Time: "2026-03-04", Seen: []record.Acknowledgement{{By: "vance", Act: "goes-on", Time: "2026-03-05"}}}}
	m.Notices = []record.Notice{{To: "dole", Of: "search", Time: "2026-03-20"}}
	m.Proceedings = []record.Proceeding{{Kind: "suppression", Application: "tried", Time: "2026-05-01"}}
	m.Seals = []record.Seal{{ID: "a", By: "hart", Because: "a risk", Application: "served", Until: "2026-03-12"}, {ID: "b", By: "hart", Because: "a risk", Until: "2026-03-21"},
		{ID: "c", By: "hart", Because: "a risk", Application: "back", Lifted: &record.Lifting{By: "hart", Time: "2026-03-11"}}}
	return m
}
