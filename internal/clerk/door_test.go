package clerk_test

import (
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
)

// TestSameBytes: who acts on papers that were read is refused if a word of them has changed since.
func TestSameBytes(t *testing.T) {
	o := newOffice(t)
	o.open()
	o.answer("it is what I saw")
	digest := func(account string) string {
		t.Helper()
		v, err := o.read(account, access.ReadPapers)
		if err != nil {
			t.Fatal(err)
		}
		d, err := clerk.PapersDigest(&v.Matter, "purse")
		if err != nil || len(d) != 64 {
			t.Fatal(d, err)
		}
		return d
	}
	old := digest("vance")
	o.do("vance", record.AssertionDrafted{Application: "purse", Assertion: record.Assertion{N: 2, Text: "He ran.", Basis: record.Observed,
		Cites: []record.Cite{{Source: "log", From: 1, To: 1}}}})
	o.answer("it is what I saw")
	swear := func(on string) error {
		_, err := o.Do(t.Context(), clerk.Caller{Account: "vance", Proved: true, Proof: "test"}, clerk.Act{Matter: "ferry", On: on,
			Event: record.Sworn{Application: "purse", Oath: record.Oath{By: "archer", Means: "in-person"}}})
		return err
	}
	if err := swear(old); fault.KindOf(err) != fault.Conflict || !strings.Contains(err.Error(), "changed since") {
		t.Errorf("sworn on papers that have changed: %v", err)
	}
	if err := swear(digest("stone")); err != nil {
		t.Error(err)
	}
	before := digest("vance")
	o.assign("ferry", "purse", "hart")
	o.do("vance", record.Presented{Application: "purse", Presentment: record.Presentment{Magistrate: "hart"}})
	if digest("hart") != before {
		t.Error("the magistrate has other papers than the affiant swore to")
	}
	o.do("hart", record.SourceOpened{Application: "purse", Opening: record.Opening{Source: "log", Magistrate: "hart"}})
	if digest("hart") == before {
		t.Error("what joined the four corners does not show in their digest")
	}
}

// TestAbsentIsRefused: to ask for what is not there is in the trail, as is to ask for what may not be seen.
func TestAbsentIsRefused(t *testing.T) {
	o := newOffice(t)
	o.open()
	for _, m := range []record.MatterID{"ferry", "no-such"} {
		if _, err := o.Read(t.Context(), clerk.Caller{Account: "other"}, m, access.ReadDocket, ""); fault.KindOf(err) != fault.NotFound {
			t.Error(err)
		}
		if _, err := o.Do(t.Context(), clerk.Caller{Account: "other"}, clerk.Act{Matter: m, Event: record.StatementMade{}}); fault.KindOf(err) != fault.NotFound {
			t.Error(err)
		}
	}
	lines, err := o.Trail(t.Context(), clerk.Caller{Account: "audit"}, 1, 100)
	if err != nil || len(lines) != 4 {
		t.Fatal(lines, err)
	}
	if lines[2].Rule != "absent" || lines[2].Matter != "" || lines[2].What != lines[0].What {
		t.Errorf("%+v", lines)
	}
}

// TestLog: anyone may copy the log, and no further than it goes.
func TestLog(t *testing.T) {
	o := newOffice(t)
	o.open()
	signed, err := o.Checkpoint(t.Context())
	if err != nil || !strings.HasPrefix(string(signed), "station.example\n") {
		t.Fatal(string(signed), err)
	}
	for _, tile := range []tlog.Tile{{H: 8, L: 0, N: 0, W: 256}, {H: 8, L: 0, N: 1 << 60, W: 1}, {H: 8, L: 1, N: 0, W: 1}, {H: 8, L: 63, N: 0, W: 1}, {H: 9, W: 1}, {H: 8}} {
		if _, err := o.Tile(t.Context(), tile); fault.KindOf(err) != fault.NotFound {
			t.Errorf("%+v: %v", tile, err)
		}
		if _, err := o.Leaves(t.Context(), tile); fault.KindOf(err) != fault.NotFound {
			t.Errorf("%+v: %v", tile, err)
		}
	}
	data, err := o.Tile(t.Context(), tlog.Tile{H: 8, L: 0, N: 0, W: 5})
	if err != nil || len(data) != 5*32 {
		t.Error(len(data), err)
	}
	if data, err = o.Leaves(t.Context(), tlog.Tile{H: 8, L: 0, N: 0, W: 5}); err != nil || strings.Count(string(data), "affiant leaf v1\n") != 5 {
		t.Error(string(data), err)
	}
	if p, err := o.Consistency(t.Context(), 3, 9); err != nil || len(p) == 0 {
		t.Error(p, err)
	}
	if _, err := o.Consistency(t.Context(), 3, 1<<40); fault.KindOf(err) != fault.NotFound {
		t.Error(err)
	}
}

// TestSealedApplication: an application under a seal of its own is to a colleague outside it as one that the matter does not have, to read and to act on;
// the rest of the matter is there as before.
func TestSealedApplication(t *testing.T) {
	o := newOffice(t)
	o.toWarrant()
	for id, post := range map[string]people.Post{"colleague": {Role: record.Affiant, Agency: "rangers"}, "runner": {Role: record.Executing, Agency: "rangers"}} {
		for _, e := range []people.Event{people.AccountInvited{ID: id, Name: "A colleague"}, people.PostGiven{ID: id, Post: post}} {
			if err := o.Enrol(t.Context(), clerk.Caller{Account: "root", Proved: true}, e); err != nil {
				t.Fatal(err)
			}
		}
		if err := o.Join(t.Context(), id); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := o.read("colleague", access.ReadPapers); err != nil {
		t.Fatal(err)
	}
	o.do("hart", record.Sealed{Seal: record.Seal{ID: "s1", By: "hart", Because: "an informant at risk", Application: "purse"}})
	same := func(what string, sealed, absent error) {
		t.Helper()
		if sealed == nil || absent == nil || fault.KindOf(sealed) != fault.KindOf(absent) || strings.ReplaceAll(sealed.Error(), "purse", "crate") != absent.Error() {
			t.Errorf("%s: sealed %v; absent %v", what, sealed, absent)
		}
	}
	for _, account := range []string{"colleague", "runner", "cross", "dole"} {
		by := clerk.Caller{Account: account}
		for _, act := range access.Reads() {
			if act.General() {
				continue
			}
			_, sealed := o.Read(t.Context(), by, "ferry", act, "purse")
			_, absent := o.Read(t.Context(), by, "ferry", act, "crate")
			same(account+" "+string(act), sealed, absent)
		}
		for _, e := range []func(record.AppID) record.Event{
			func(a record.AppID) record.Event {
				return record.AssertionDrafted{Application: a, Assertion: record.Assertion{N: 7, Text: "He ran."}}
			},
			func(a record.AppID) record.Event {
				return record.Executed{Application: a, Execution: record.Execution{Act: "arrested", Warrant: "w1"}}
			},
		} {
			_, sealed := o.Do(t.Context(), by, clerk.Act{Matter: "ferry", Event: e("purse")})
			_, absent := o.Do(t.Context(), by, clerk.Act{Matter: "ferry", Event: e("crate")})
			same(account+" acts", sealed, absent)
		}
	}
	if _, err := o.Read(t.Context(), clerk.Caller{Account: "colleague"}, "ferry", access.ReadSources, ""); err != nil {
		t.Errorf("the rest of the matter: %v", err)
	}
	if _, err := o.read("vance", access.ReadPapers); err != nil {
		t.Errorf("one inside the seal: %v", err)
	}
}
