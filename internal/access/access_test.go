package access_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/record"
)

var update = flag.Bool("update", false, "write the golden matrix anew; read its diff")

// holder is a typical holder of a role: with a post where the matter is and, where the role has one, a part in it.
func holder(role record.Role) access.Who {
	w := access.Who{Account: string(role), Proved: true, Posts: []access.Post{{Role: role, Agency: "rangers", Court: "county"}}}
	switch role {
	case record.Affiant, record.Magistrate, record.Counsel, access.Named:
		w.Parts = []access.Part{{Role: role, Person: record.PersonID(role)}}
	}
	return w
}

func place(stage record.Stage) access.Place {
	return access.Place{Agency: "rangers", Court: "county", Stage: stage, Affiant: "affiant", Assigned: "magistrate", Told: []record.PersonID{"named"}, Charged: true}
}

// TestMatrix holds what the table comes to: every role, every act, every stage. The letters are y for may, n for refused, h for refused as
// if nothing were there; first the matter as it is, then the same sealed, for a holder with a part in it and one with none.
func TestMatrix(t *testing.T) {
	var b strings.Builder
	b.WriteString("# Who may do what at which stage. y may, n refused, h refused as if nothing were there.\n# Columns:")
	for _, s := range record.Stages() {
		b.WriteString(" " + string(s))
	}
	b.WriteString("\n# then the same for a sealed matter; an act that the role may never do is left out.\n")
	type row struct {
		name string
		who  access.Who
	}
	var holders []row
	for _, role := range access.Roles() {
		holders = append(holders, row{string(role), holder(role)})
	}
	court := func(roles ...record.Role) access.Who {
		w := access.Who{Account: "x", Proved: true}
		for _, r := range roles {
			w.Posts = append(w.Posts, access.Post{Role: r, Court: "county"})
		}
		return w
	}
	holders = append(holders, row{"magistrate of the court, who is not assigned", court(record.Magistrate)}, row{"clerk who keeps the seals", court(record.Clerk, access.SealKeeper)},
		row{"magistrate who keeps the seals, and is not assigned", court(record.Magistrate, access.SealKeeper)})
	for _, h := range holders {
		fmt.Fprintf(&b, "\n## %s\n", h.name)
		for _, act := range access.Acts() {
			row := func(sealed bool) string {
				var cells strings.Builder
				for _, s := range record.Stages() {
					at := place(s)
					at.Sealed = sealed
					switch d := access.May(h.who, act, at); {
					case d.May:
						cells.WriteByte('y')
					case d.Hide:
						cells.WriteByte('h')
					default:
						cells.WriteByte('n')
					}
				}
				return cells.String()
			}
			plain, sealed := row(false), row(true)
			if strings.Contains(plain+sealed, "y") {
				fmt.Fprintf(&b, "%-22s %s %s\n", act, plain, sealed)
			}
		}
	}
	const path = "testdata/matrix.golden"
	if *update {
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Error("the matrix changed; read the change, and go test ./internal/access -update:", diff)
	}
}

// TestDenyByDefault: someone with no post, or a post elsewhere, may nothing in a matter and is not told that it is there.
func TestDenyByDefault(t *testing.T) {
	for _, role := range access.Roles() {
		elsewhere := access.Who{Account: "x", Proved: true, Posts: []access.Post{{Role: role, Agency: "harbour", Court: "city"}}}
		for _, w := range []access.Who{{Account: "x", Proved: true}, elsewhere} {
			for _, act := range access.Acts() {
				for _, s := range record.Stages() {
					d := access.May(w, act, place(s))
					general := act.General() || act == access.Prove
					if d.May && !(general && (role == access.Auditor || role == access.Administrator)) || !d.May && !d.Hide {
						t.Errorf("%s of elsewhere, %s, %s: %+v", role, act, s, d)
					}
				}
			}
		}
	}
}

// TestSealed: whoever is outside a seal gets the same answer as for a matter that is not there, whatever the act.
func TestSealed(t *testing.T) {
	for _, role := range access.Roles() {
		w := holder(role)
		if role != record.Counsel && role != access.Named { // whom a seal keeps out in spite of their part
			w.Parts = nil
		}
		for _, act := range access.Acts() {
			for _, s := range record.Stages() {
				at := place(s)
				at.Sealed = true
				d := access.May(w, act, at)
				if d.May && !act.General() {
					t.Errorf("%s outside the seal may %s by %s", role, act, d.Rule)
				}
				if !d.May && !d.Hide && !act.General() {
					t.Errorf("%s outside the seal is told that there is something to %s", role, act)
				}
			}
		}
	}
}

func TestPresenceIsProved(t *testing.T) {
	for _, tt := range []struct {
		role record.Role
		act  access.Act
		at   record.Stage
	}{{record.Affiant, "sworn", record.Drafting}, {record.Magistrate, "decided", record.AtBench}, {record.Magistrate, "warrant-issued", record.Granted},
		{record.Magistrate, "sealed", record.Live}, {record.Magistrate, "expunged", record.Closed}, {record.Clerk, access.BreakGlass, record.Live}} {
		w := holder(tt.role)
		if d := access.May(w, tt.act, place(tt.at)); !d.May {
			t.Errorf("%s, %s: %+v", tt.role, tt.act, d)
		}
		w.Proved = false
		if d := access.May(w, tt.act, place(tt.at)); d.May {
			t.Errorf("%s, %s without proof of presence, by %s", tt.role, tt.act, d.Rule)
		}
	}
}

// TestConflicts: who stepped aside has nothing more to do with it, and who has another part decides nothing.
func TestConflicts(t *testing.T) {
	judge := holder(record.Magistrate)
	at := place(record.AtBench)
	at.Recused = []record.PersonID{"magistrate"}
	for _, act := range access.Acts() {
		if d := access.May(judge, act, at); d.May {
			t.Errorf("a magistrate who stepped aside may %s by %s", act, d.Rule)
		}
	}
	judge.Parts = append(judge.Parts, access.Part{Role: record.Supervisor, Person: "magistrate"})
	if d := access.May(judge, "decided", place(record.AtBench)); d.May || d.Rule != "two-hats" {
		t.Errorf("%+v", d)
	}
	// No verdict before the decision, for anyone.
	for _, role := range access.Roles() {
		for _, s := range []record.Stage{record.Drafting, record.SwornTo, record.AtBench} {
			if d := access.May(holder(role), access.ReadAnswers, place(s)); d.May {
				t.Errorf("%s reads answers at %s", role, s)
			}
		}
	}
}

// TestRulesAreWhole: every rule says what it says, names acts that there are, and can be the one that lets.
func TestRulesAreWhole(t *testing.T) {
	acts := access.Acts()
	seen := map[string]bool{}
	for _, r := range access.Rules() {
		if seen[r.ID] || r.ID == "" || r.Says == "" || r.If == nil || len(r.Roles) == 0 {
			t.Errorf("rule %q is not whole", r.ID)
		}
		seen[r.ID] = true
		for _, a := range r.Acts {
			if !slices.Contains(acts, a) {
				t.Errorf("%s names the act %q, which there is not", r.ID, a)
			}
		}
	}
	used := map[string]bool{}
	for _, role := range access.Roles() {
		for _, act := range acts {
			for _, s := range record.Stages() {
				if d := access.May(holder(role), act, place(s)); d.May {
					used[d.Rule] = true
				}
			}
		}
	}
	for id := range seen {
		if !used[id] {
			t.Errorf("the rule %s never lets anyone do anything", id)
		}
	}
	// Every event can be done by someone.
	for _, k := range record.Kinds() {
		if !slices.ContainsFunc(access.Rules(), func(r access.Rule) bool { return slices.Contains(r.Acts, access.Act(k)) }) {
			t.Errorf("no one may ever do %s", k)
		}
	}
}

// TestReach: whoever has no part in a matter finds it only where Reach says that his posts reach, over every role, stage and place.
func TestReach(t *testing.T) {
	reached := 0
	for _, role := range access.Roles() {
		for _, p := range []access.Post{{Role: role, Agency: "rangers"}, {Role: role, Court: "county"}, {Role: role, Agency: "rangers", Court: "county"}, {Role: role}} {
			agencies, courts, all := access.Reach([]access.Post{p})
			if all {
				t.Errorf("%+v finds everything", p)
			}
			for _, at := range []access.Place{{Agency: "rangers", Court: "other"}, {Agency: "da", Court: "county"}, {Agency: "rangers", Court: "county"}, {Agency: "da", Court: "other"}} {
				for _, s := range record.Stages() {
					at.Stage, at.Charged, at.Assigned = s, true, "magistrate"
					reaches := func(id string) func(access.Ward) bool {
						return func(w access.Ward) bool {
							return w.ID == id && slices.Index(record.Stages(), w.From) <= slices.Index(record.Stages(), s)
						}
					}
					within := slices.ContainsFunc(agencies, reaches(at.Agency)) || slices.ContainsFunc(courts, reaches(at.Court))
					if access.May(access.Who{Account: "x", Posts: []access.Post{p}, Proved: true}, access.Find, at).May {
						if reached++; !within {
							t.Errorf("%+v finds what is at %+v, and reaches only %q and %q", p, at, agencies, courts)
						}
					}
				}
			}
		}
	}
	if reached == 0 {
		t.Error("nobody finds anything")
	}
	// Of two posts at one agency the wider one counts.
	agencies, _, _ := access.Reach([]access.Post{{Role: record.Executing, Agency: "rangers"}, {Role: record.Supervisor, Agency: "rangers"}, {Role: record.Executing, Agency: "da"}})
	if want := []access.Ward{{ID: "da", From: record.Granted}, {ID: "rangers", From: record.Drafting}}; !slices.Equal(agencies, want) {
		t.Errorf("reaches %v, want %v", agencies, want)
	}
}

// TestRefusedByItsRule: a refusal names the rule that would let, with what it asks for: no more than that to one who may know of the matter, and nothing to
// anyone else.
func TestRefusedByItsRule(t *testing.T) {
	unproved := holder(record.Affiant)
	unproved.Proved = false
	for _, c := range []struct {
		who  access.Who
		act  access.Act
		at   record.Stage
		rule string
	}{
		{holder(record.Affiant), "assertion-revised", record.SwornTo, "officer-drafts"}, {holder(record.Affiant), "sworn", record.AtBench, "affiant-swears"}, {unproved, "sworn", record.Drafting, "affiant-swears"},
		{holder(record.Affiant), access.ReadAnswers, record.AtBench, "officer-reads-answers"}, {holder(record.Affiant), "charged", record.AtBench, "default"},
		{holder(record.Supervisor), "endorsed", record.SwornTo, "review-before-oath"}, {holder(record.Magistrate), "source-opened", record.Granted, "magistrate-hears"},
		{holder(record.Clerk), "decided", record.AtBench, "default"}, {holder(record.Clerk), "disclosed", record.SwornTo, "clerk-hands-over"},
		{holder(record.Clerk), "charged", record.Drafting, "default"}, {holder(record.Executing), "executed", record.AtBench, "default"}, // of which nothing is there for them
	} {
		if d := access.May(c.who, c.act, place(c.at)); d.May || d.Rule != c.rule || (c.rule == "default") == strings.Contains(d.Says, "not so here") {
			t.Errorf("%s, %s at %s: %+v", c.who.Account, c.act, c.at, d)
		}
	}
}
