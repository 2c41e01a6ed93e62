package clerk_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
)

// sworn brings the ferry application up to its oath.
func (o *office) sworn() {
	o.t.Helper()
	o.open()
	o.answer("it is what I saw")
	o.do("vance", record.Sworn{Application: "purse", Oath: record.Oath{By: "archer", Means: "in-person"}})
}

func (o *office) enrolled(e people.Event) {
	o.t.Helper()
	if err := o.Enrol(o.t.Context(), clerk.Caller{Account: "root", Proved: true}, e); err != nil {
		o.t.Fatal(err)
	}
}

// TestDrawn: no one enters by hand that the rota or the lot found a magistrate; where the court lets one choose, it is entered as chosen, for a
// reason, and not against a conflict of interest.
func TestDrawn(t *testing.T) {
	o := newOffice(t)
	o.sworn()
	by := func(how, why string) record.MagistrateAssigned {
		return record.MagistrateAssigned{Application: "purse", Assignment: record.Assignment{Magistrate: "hart", How: how, Because: why}}
	}
	for _, how := range []string{"rota", "random", "escalated", "only-one", "", "Chosen"} {
		o.no("archer", by(how, "near"), fault.Conflict, "court's own way finds the magistrate")
	}
	o.no("archer", by("chosen", "near"), fault.Conflict, "no one chooses")

	free := newOffice(t)
	free.enrolled(people.CourtFounded{Court: people.Court{ID: "city", Name: "City Court", Jurisdiction: "us-ri", Zone: "America/New_York", Assigns: "random", Choice: true}})
	for id, role := range map[string]record.Role{"hart": record.Magistrate, "lowe": record.Magistrate, "archer": record.Clerk} {
		free.enrolled(people.PostGiven{ID: id, Post: people.Post{Role: role, Court: "city"}})
	}
	free.do("vance", record.MatterOpened{ID: "ferry", Title: "The ferry", Jurisdiction: "us-ri", Agency: "rangers", Court: "city"})
	free.rest()
	free.answer("it is what I saw")
	free.do("vance", record.Sworn{Application: "purse", Oath: record.Oath{By: "archer", Means: "in-person"}})
	free.no("archer", by("random", "near"), fault.Conflict, "court's own way finds the magistrate")
	free.no("archer", by("chosen", ""), fault.Conflict, "no reason")
	free.enrolled(people.ConflictDeclared{ID: "hart", Conflict: people.Conflict{Name: "peter dole", Because: "a neighbor"}})
	free.no("archer", by("chosen", "near"), fault.Conflict, "declared a conflict of interest")
	if _, err := free.Assign(t.Context(), clerk.Caller{Account: "archer"}, "ferry", "purse", clerk.Wish{Chosen: "hart", Why: "near"}); fault.KindOf(err) != fault.Conflict {
		t.Errorf("chosen against a conflict: %v", err)
	}
	other := by("chosen", "near")
	other.Assignment.Magistrate = "lowe"
	free.do("archer", other)
	v, err := free.read("archer", access.ReadDocket)
	if err != nil {
		t.Fatal(err)
	}
	if a := v.Matter.Application("purse").Assignments; len(a) != 1 || a[0].How != "chosen" || a[0].Because != "near" || a[0].By != "archer" {
		t.Errorf("%+v", a)
	}
}

// TestConflictPassedOver: a magistrate who declared a conflict with the agency, or with someone it is against, is passed over by the rota.
func TestConflictPassedOver(t *testing.T) {
	for _, c := range []people.Conflict{{Name: "PETER DOLE", Because: "a neighbor"}, {Agency: "rangers", Because: "a son serves there"}} {
		o := newOffice(t)
		o.sworn()
		o.enrolled(people.ConflictDeclared{ID: "hart", Conflict: c})
		o.assign("ferry", "purse", "hart")
		v, err := o.read("archer", access.ReadDocket)
		if err != nil {
			t.Fatal(err)
		}
		if got := v.Matter.Application("purse").Assigned(); got != "lowe" {
			t.Errorf("%+v: %s is assigned", c, got)
		}
	}
}

// TestNotDrawnAnew: whoever was found is not drawn again until the lot falls as one likes; who does not answer is passed over for a reason.
func TestNotDrawnAnew(t *testing.T) {
	o := newOffice(t)
	o.sworn()
	o.assign("ferry", "purse", "hart")
	who := clerk.Caller{Account: "archer"}
	if _, err := o.Assign(t.Context(), who, "ferry", "purse", clerk.Wish{}); fault.KindOf(err) != fault.Conflict {
		t.Errorf("drawn anew: %v", err)
	}
	if _, err := o.Assign(t.Context(), who, "ferry", "purse", clerk.Wish{Escalate: true}); fault.KindOf(err) != fault.Input {
		t.Errorf("passed over for no reason: %v", err)
	}
	o.do("hart", record.MagistrateRecused{Application: "purse", Recusal: record.Recusal{Magistrate: "hart", Because: "kin"}})
	if _, err := o.Assign(t.Context(), who, "ferry", "purse", clerk.Wish{}); err != nil {
		t.Errorf("who stepped aside is not replaced: %v", err)
	}
	// A post that has ended since does not hold the application up.
	p := newOffice(t)
	p.sworn()
	p.assign("ferry", "purse", "hart")
	p.pass(time.Minute)
	p.enrolled(people.AccountClosed{ID: "hart"})
	if _, err := p.Assign(t.Context(), who, "ferry", "purse", clerk.Wish{}); err != nil {
		t.Errorf("a magistrate whose account is closed is not replaced: %v", err)
	}
}

// TestJudgesAreNotNamedAway: an officer cannot pass a judge over by giving the judge another part in the matter.
func TestJudgesAreNotNamedAway(t *testing.T) {
	o := newOffice(t)
	o.sworn()
	for _, role := range []record.Role{record.Witness, record.Bystander, record.Respondent} {
		o.no("vance", record.PersonNamed{Person: record.Person{ID: "lowe-2", Name: "L. Lowe", Roles: []record.Role{role}, Account: "lowe"}}, fault.Input, "magistrate of the court")
	}
}

// TestOathTaker: an oath is taken by who may take it: a magistrate of the court, or in person its clerk; never by whoever the affiant writes down.
func TestOathTaker(t *testing.T) {
	o := newOffice(t)
	o.enrolled(people.CourtFounded{Court: people.Court{ID: "city", Name: "City Court", Jurisdiction: "us-ri", Zone: "America/New_York", Assigns: "rota"}})
	o.open()
	o.do("vance", record.PersonNamed{Person: record.Person{ID: "stranger", Name: "A Judge Elsewhere", Roles: []record.Role{record.Magistrate}}})
	o.answer("it is what I saw")
	swears := func(by record.PersonID, means string) record.Sworn {
		return record.Sworn{Application: "purse", Oath: record.Oath{By: by, Means: means}}
	}
	for _, by := range []record.PersonID{"stone", "cross", "dole", "stranger"} {
		for _, means := range []string{"in-person", "telephone", "attestation"} {
			o.no("vance", swears(by, means), fault.Conflict, "An oath is taken by a magistrate of the court")
		}
		o.no("vance", swears(by, ""), fault.Input, "how the oath is taken")
	}
	for _, means := range []string{"telephone", "video", "attestation"} {
		o.no("vance", swears("archer", means), fault.Conflict, "it is the magistrate who takes it")
	}
	for _, means := range []string{"unknown", ""} { // what is left out is not in person
		o.no("vance", swears("hart", means), fault.Input, "how the oath is taken")
	}
	o.no("vance", swears("hart", "telephone"), fault.Conflict, "its words are not noted")
	spoken := swears("hart", "telephone")
	spoken.Oath.Words = "You do solemnly swear that what you have told me is true? I do."
	o.do("vance", spoken)
}

// TestInTheJudgesName: a clerk recalls no warrant and grants nothing of his own; in a judge's name he enters it on a written order, which is named by its
// digest, and the judge is told.
func TestInTheJudgesName(t *testing.T) {
	o := newOffice(t)
	o.toWarrant()
	recall := func(by record.PersonID, order string) record.WarrantRecalled {
		return record.WarrantRecalled{Application: "purse", Warrant: "w1", Recall: record.Recall{By: by, Because: "an alibi", Order: order}}
	}
	order := strings.Repeat("0a", 32)
	o.no("archer", recall("archer", ""), fault.Conflict, "written order")
	o.no("archer", recall("archer", order), fault.Conflict, "no magistrate of this matter")
	o.no("archer", recall("vance", order), fault.Conflict, "no magistrate of this matter")
	o.no("archer", recall("hart", ""), fault.Conflict, "does not say on which written order")
	o.no("archer", recall("hart", "signed today"), fault.Input, "SHA-256")
	o.no("lowe", recall("hart", ""), fault.Conflict, "it is entered by lowe, and says hart")
	at := o.do("archer", recall("hart", order)).Seq
	v, err := o.read("hart", access.ReadDocket)
	if err != nil {
		t.Fatal(err)
	}
	if n := v.Matter.Notices; len(n) != 1 || n[0].To != "hart" || n[0].Of != "order-entered" || !strings.Contains(n[0].Words, order) || !strings.Contains(n[0].Words, fmt.Sprintf("entry %d", at)) {
		t.Errorf("the judge is told %+v", n)
	}
	if v.Matter.Application("purse").Warrants[0].Recalled == nil {
		t.Error("it is not recalled")
	}
	// A request is referred by the clerk himself, and granted by no clerk.
	o.do("archer", record.NoticeGiven{Notice: record.Notice{To: "dole", Of: "search", By: "archer"}})
	o.do("dole", record.Requested{Request: record.Request{ID: "r1", By: "dole", For: "expungement"}})
	reply := func(by record.PersonID, act, order string) record.RequestAnswered {
		return record.RequestAnswered{Request: "r1", Reply: record.Reply{By: by, Act: act, Order: order}}
	}
	o.no("archer", reply("archer", "granted", ""), fault.Conflict, "written order")
	o.no("archer", reply("hart", "refused", ""), fault.Conflict, "written order")
	o.do("archer", reply("archer", "referred", ""))
	// A judge who acts for herself names no order, and needs no notice.
	p := newOffice(t)
	p.toWarrant()
	p.do("hart", recall("hart", ""))
	if v, err := p.read("hart", access.ReadDocket); err != nil || len(v.Matter.Notices) != 0 {
		t.Errorf("%v %v", v.Matter.Notices, err)
	}
}

// TestConfirmedForAnother: while a warrant against one respondent lives, or was served, the magistrate before whom the application lies for another confirms the oath,
// and decides; and it is in his tray. When he heard the oath he says himself.
func TestConfirmedForAnother(t *testing.T) {
	o := newOffice(t)
	o.openAgainstTwo()
	o.do("vance", record.Sworn{Application: "purse", Oath: record.Oath{By: "hart", Means: "telephone", Words: "I do."}})
	o.assign("ferry", "purse", "hart")
	o.do("vance", record.Presented{Application: "purse", Presentment: record.Presentment{Magistrate: "hart"}})
	confirms := func(by record.PersonID) record.OathConfirmed {
		return record.OathConfirmed{Application: "purse", Confirmation: record.Confirmation{By: by, Means: "telephone", Words: "I do."}}
	}
	o.no("hart", confirms("hart"), fault.Input, "when the oath was heard")
	confirmed := confirms("hart")
	confirmed.Confirmation.Heard = "2026-03-02"
	o.do("hart", confirmed)
	decides := func(who record.PersonID, act string) record.Decided {
		return record.Decided{Application: "purse", Decision: record.Decision{Respondents: []record.PersonID{who}, Act: act, Finding: "seen"}}
	}
	o.do("hart", decides("dole", "granted"))
	o.do("hart", record.WarrantIssued{Application: "purse", Warrant: record.Issued{ID: "w", By: "hart", Respondents: []record.PersonID{"dole"}}})
	if s := o.queued("hart", clerk.AtBench); s == nil {
		t.Error("what lies before him for another is not in his tray while a warrant lives")
	}
	o.do("vance", record.Executed{Application: "purse", Execution: record.Execution{Act: "arrested", Warrant: "w", Persons: []record.PersonID{"dole"}}})
	if s := o.queued("hart", clerk.AtBench); s == nil {
		t.Error("nor when it was served")
	}
	o.no("hart", confirmed, fault.Conflict, "has confirmed the oath to application")
	o.do("hart", decides("mary", "granted"))
	o.do("hart", record.WarrantIssued{Application: "purse", Warrant: record.Issued{ID: "w2", By: "hart", Respondents: []record.PersonID{"mary"}}})
}
