package clerk_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
)

// TestAssign: the rota finds the magistrate, the next one if he does not answer, and never one with a part in the matter.
func TestAssign(t *testing.T) {
	o := newOffice(t)
	if err := o.Enrol(t.Context(), clerk.Caller{Account: "root", Proved: true}, people.RotaSet{Court: "county", Watches: []people.Watch{
		{Account: "lowe", From: "2026-03-01T00:00:00-05:00", Until: "2026-03-08T00:00:00-05:00"},
		{Account: "hart", From: "2026-03-01T00:00:00-05:00", Until: "2026-03-08T00:00:00-05:00", Order: 1}}}); err != nil {
		t.Fatal(err)
	}
	o.open()
	o.answer("it is what I saw")
	o.do("vance", record.Sworn{Application: "purse", Oath: record.Oath{By: "archer", Means: "in-person"}})
	who := clerk.Caller{Account: "archer"}
	if _, err := o.Assign(t.Context(), clerk.Caller{Account: "vance"}, "ferry", "purse", clerk.Wish{}); fault.KindOf(err) != fault.Denied {
		t.Errorf("the affiant assigned a magistrate: %v", err)
	}
	if _, err := o.Assign(t.Context(), who, "ferry", "purse", clerk.Wish{Chosen: "hart", Why: "near"}); fault.KindOf(err) != fault.Conflict {
		t.Errorf("a magistrate was chosen at a court that allows no choice: %v", err)
	}
	for i, want := range []string{"lowe rota", "hart escalated"} {
		if _, err := o.Assign(t.Context(), who, "ferry", "purse", clerk.Wish{Escalate: i > 0, Why: "no answer in an hour"}); err != nil {
			t.Fatal(err)
		}
		v, err := o.read("archer", access.ReadDocket)
		if err != nil {
			t.Fatal(err)
		}
		all := v.Matter.Application("purse").Assignments
		if got := string(all[i].Magistrate) + " " + all[i].How; got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	if _, err := o.Assign(t.Context(), who, "ferry", "purse", clerk.Wish{Escalate: true, Why: "no answer either"}); fault.KindOf(err) != fault.Conflict {
		t.Errorf("there was a third: %v", err)
	}
}

// TestCut: what one reads is what the act of reading lets: the bench has the papers and not the file behind, the clerk the docket and the
// papers, the executing officer the warrant.
func TestCut(t *testing.T) {
	o := newOffice(t)
	o.toWarrant()
	words := func(m record.Matter) string {
		var b strings.Builder
		for _, s := range m.Sources {
			b.WriteString(string(s.ID) + " ")
		}
		for _, a := range m.Applications {
			fmt.Fprintf(&b, "%d assertions, %d warrants ", len(a.Affidavit.Assertions), len(a.Warrants))
		}
		return strings.TrimSpace(b.String())
	}
	for _, tt := range []struct {
		account string
		act     access.Act
		want    string
	}{
		{"vance", access.ReadSources, "log 1 assertions, 1 warrants"},
		{"vance", access.ReadFlaws, "log 1 assertions, 1 warrants"},
		{"hart", access.ReadPapers, "1 assertions, 1 warrants"},
		{"hart", access.ReadFlaws, "1 assertions, 1 warrants"},
		{"archer", access.ReadPapers, "1 assertions, 1 warrants"},
		{"archer", access.ReadDocket, "0 assertions, 1 warrants"},
		{"pratt", access.ReadWarrant, "0 assertions, 1 warrants"},
	} {
		v, err := o.read(tt.account, tt.act)
		if err != nil {
			t.Errorf("%s, %s: %v", tt.account, tt.act, err)
			continue
		}
		if got := words(v.Matter); got != tt.want {
			t.Errorf("%s, %s: %s; want %s", tt.account, tt.act, got, tt.want)
		}
	}
	if v, err := o.read("pratt", access.ReadWarrant); err != nil || len(v.Lines) != 0 {
		t.Errorf("the executing officer reads the docket: %v, %v", v, err)
	}
	// What is opened at the bench joins what the bench has.
	p := newOffice(t)
	p.toBench()
	p.do("hart", record.SourceOpened{Application: "purse", Opening: record.Opening{Source: "log", Magistrate: "hart"}})
	if v, err := p.read("hart", access.ReadPapers); err != nil || words(v.Matter) != "log 1 assertions, 0 warrants" {
		t.Errorf("%v, %v", v, err)
	}
}

// TestBreakGlass: in an emergency a supervisor reads what he may not, for a reason, and it is in the trail.
func TestBreakGlass(t *testing.T) {
	o := newOffice(t)
	o.toWarrant()
	if _, err := o.BreakGlass(t.Context(), clerk.Caller{Account: "archer", Proved: true}, "ferry", " "); fault.KindOf(err) != fault.Input {
		t.Errorf("without a reason: %v", err)
	}
	if _, err := o.BreakGlass(t.Context(), clerk.Caller{Account: "archer"}, "ferry", "a life at stake"); fault.KindOf(err) != fault.Denied {
		t.Errorf("without proof of presence: %v", err)
	}
	if _, err := o.BreakGlass(t.Context(), clerk.Caller{Account: "other", Proved: true}, "ferry", "a life at stake"); fault.KindOf(err) != fault.NotFound {
		t.Errorf("by one of another agency: %v", err)
	}
	v, err := o.BreakGlass(t.Context(), clerk.Caller{Account: "archer", Proved: true}, "ferry", "a life at stake")
	if err != nil || len(v.Matter.Sources) != 1 {
		t.Fatalf("%v, %v", v, err)
	}
	for who, want := range map[string]int{"vance": 1, "stone": 1, "hart": 1, "archer": 0, "dole": 0, "cross": 0} { // all concerned are told, but not the one who read
		list, _, err := o.Notices(t.Context(), clerk.Caller{Account: who}, 10, nil)
		if err != nil || len(list) != want || want == 1 && (list[0].Of != "read-in-emergency" || !strings.Contains(list[0].Words, "ARCHER (archer)") || !strings.Contains(list[0].Words, "a life at stake")) {
			t.Errorf("%s was told %+v, %v", who, list, err)
		}
	}
	lines, err := o.Trail(t.Context(), clerk.Caller{Account: "audit"}, 1, 100)
	if err != nil || len(lines) == 0 || lines[len(lines)-1].What != "broke-glass" || lines[len(lines)-1].Because != "a life at stake" {
		t.Errorf("%v, %v", lines, err)
	}
}
