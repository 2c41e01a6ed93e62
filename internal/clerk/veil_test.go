package clerk_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/access"
	"github.com/affiant-project/affiant/internal/clerk"
	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
	"github.com/affiant-project/affiant/internal/store"
)

// colleague gives an account a post at the agency and no part in any matter.
func (o *office) colleague(id string, role record.Role) {
	o.t.Helper()
	o.enrolled(people.AccountInvited{ID: id, Name: "A colleague"})
	if err := o.Join(o.t.Context(), id); err != nil {
		o.t.Fatal(err)
	}
	o.enrolled(people.PostGiven{ID: id, Post: people.Post{Role: role, Agency: "rangers"}})
}

// sighted is all that an account is shown of the ferry matter, and of lists in which it may be.
func (o *office) sighted(account string) string {
	o.t.Helper()
	by := clerk.Caller{Account: account}
	var out []any
	for _, act := range []access.Act{access.ReadDocket, access.ReadSources, access.ReadWarrant, access.Prove} {
		v, err := o.Read(o.t.Context(), by, "ferry", act, "")
		if err != nil {
			out = append(out, err.Error())
			continue
		}
		v.Now = ""
		out = append(out, v.Matter, v.Head, v.Lines, v.Due, v.Sealed)
		for _, a := range access.Acts() {
			out = append(out, v.May(a, ""))
		}
	}
	soon := o.clock().Add(10 * 24 * time.Hour)
	for _, q := range []store.Query{{}, {Stages: []string{"drafting"}}, {Stages: []string{"live"}}, {Stages: []string{"served"}}, {DueBefore: soon}} {
		list, _, err := o.List(o.t.Context(), by, q)
		out = append(out, list, fmt.Sprint(err))
	}
	b, err := json.Marshal(out)
	if err != nil {
		o.t.Fatal(err)
	}
	return string(b)
}

// house drafts a second application, and says what was done with it.
func (o *office) house() {
	o.t.Helper()
	o.do("vance", record.PersonNamed{Person: record.Person{ID: "mark", Name: "Mark Xanthos", Roles: []record.Role{record.Bystander}}})
	o.do("vance", record.ApplicationDrafted{ID: "house", Of: record.Arrest, Affiant: "vance", Respondents: []record.PersonID{"dole"},
		Offence: record.Offence{Title: "larceny", Elements: []record.Element{{ID: "taking", Title: "took the purse of another", Kind: record.Act}}}})
}

// TestVeiled: what is done in an application under a seal of its own changes nothing of what is shown to who may read the matter and not that
// application: no number, no stage, no line, no list, no place in a queue.
func TestVeiled(t *testing.T) {
	o := newOffice(t)
	o.colleague("colleague", record.Affiant)
	o.colleague("chief", record.Supervisor)
	o.open()
	o.house()
	o.do("hart", record.Sealed{Seal: record.Seal{ID: "s1", By: "hart", Because: "an informant at risk", Application: "purse"}})
	was := map[string]string{}
	for _, who := range []string{"colleague", "chief"} {
		was[who] = o.sighted(who)
	}
	_, place, err := o.Queue(t.Context(), clerk.Caller{Account: "colleague"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	o.pass(time.Minute)
	// It goes all the way to an arrest.
	o.answer("it is what I saw")
	o.do("vance", record.Sworn{Application: "purse", Oath: record.Oath{By: "archer", Means: "in-person"}})
	o.assign("ferry", "purse", "hart")
	o.do("vance", record.Presented{Application: "purse", Presentment: record.Presentment{Magistrate: "hart"}})
	o.do("hart", record.Decided{Application: "purse", Decision: record.Decision{Respondents: []record.PersonID{"dole"}, Act: "granted", Finding: "seen by the affiant"}})
	o.do("hart", record.WarrantIssued{Application: "purse", Warrant: record.Issued{ID: "w1", By: "hart", Respondents: []record.PersonID{"dole"}, ReturnTo: "hart"}})
	o.do("hart", record.RulingMade{Ruling: record.Ruling{On: "S2@purse.1", Value: "sustained", By: "court"}})
	o.do("archer", record.AlertRaised{Alert: record.Alert{ID: "a1", Application: "purse", Because: "he was elsewhere"}})
	o.do("vance", record.AlertSeen{Alert: "a1", Seen: record.Acknowledgement{By: "vance", Act: "goes-on"}})
	for who, before := range was {
		if now := o.sighted(who); now != before {
			t.Errorf("%s is shown another matter:\n%s\nbefore:\n%s", who, now, before)
		}
	}
	if list, _, err := o.Queue(t.Context(), clerk.Caller{Account: "colleague"}, place); err != nil || len(list) != 0 {
		t.Errorf("the queue tells that something changed: %d, %v", len(list), err)
	}
	if v, err := o.Read(t.Context(), clerk.Caller{Account: "vance"}, "ferry", access.ReadDocket, "purse"); err != nil || v.Head < 20 {
		t.Errorf("one inside the seal reads to line %d, %v", v.Head, err)
	}

	// An act after what was seen last comes, and is numbered as the next.
	v, err := o.Read(t.Context(), clerk.Caller{Account: "colleague"}, "ferry", access.ReadDocket, "")
	if err != nil {
		t.Fatal(err)
	}
	head := v.Head
	o.pass(time.Minute)
	r, err := o.Do(t.Context(), clerk.Caller{Account: "colleague"}, clerk.Act{Matter: "ferry", Head: &head, Event: record.SourceLogged{Source: record.Source{ID: "talk", Kind: "report", Author: "mark", Lines: []record.Line{{N: 1, Text: "It rained."}}}}})
	if err != nil || r.Seq != head+1 {
		t.Errorf("%+v, %v; want entry %d", r, err, head+1)
	}
	if v, err = o.Read(t.Context(), clerk.Caller{Account: "colleague"}, "ferry", access.ReadDocket, ""); err != nil || v.Head != head+1 || int64(v.Lines[len(v.Lines)-1].Seq) != head+1 {
		t.Errorf("head %d, %v", v.Head, err)
	}
	if p, _, err := o.Prove(t.Context(), clerk.Caller{Account: "colleague"}, "ferry", head+1); err != nil || p.Index != r.Leaf {
		t.Errorf("the entry that is shown as %d is proved as leaf %d, and is %d: %v", head+1, p.Index, r.Leaf, err)
	}
	if list, _, err := o.Queue(t.Context(), clerk.Caller{Account: "colleague"}, place); err != nil || len(list) != 1 {
		t.Errorf("the queue does not tell what he may know: %d, %v", len(list), err)
	}

	// What is veiled is refused in the words for what is not there.
	for _, e := range []func(string) record.Event{
		func(id string) record.Event {
			return record.AlertSeen{Alert: record.AlertID(map[string]string{"purse": "a1", "crate": "a2"}[id]), Seen: record.Acknowledgement{By: "pratt", Act: "goes-on"}}
		},
		func(id string) record.Event {
			return record.AlertRaised{Alert: record.Alert{ID: "a9", Application: record.AppID(id), Because: "x"}}
		},
	} {
		for _, who := range []string{"colleague", "chief"} {
			_, sealed := o.Do(t.Context(), clerk.Caller{Account: who}, clerk.Act{Matter: "ferry", Event: e("purse")})
			_, absent := o.Do(t.Context(), clerk.Caller{Account: who}, clerk.Act{Matter: "ferry", Event: e("crate")})
			if sealed == nil || absent == nil || fault.KindOf(sealed) != fault.KindOf(absent) {
				t.Errorf("%s: sealed %v; absent %v", who, sealed, absent)
			}
		}
	}
}

// TestNoOneLetsHimselfIn: a part in the open matter around a sealed application, taken after the seal, lets no one in; one given by someone inside
// does, and so does the court's own hand.
func TestNoOneLetsHimselfIn(t *testing.T) {
	o := newOffice(t)
	o.colleague("colleague", record.Affiant)
	o.colleague("runner", record.Executing)
	o.toWarrant()
	o.house()
	o.do("hart", record.Sealed{Seal: record.Seal{ID: "s1", By: "hart", Because: "an informant at risk", Application: "purse"}})
	o.do("colleague", record.PersonNamed{Person: record.Person{ID: "me", Name: "C. Olleague", Roles: []record.Role{record.Affiant}, Account: "colleague"}})
	if _, err := o.read("colleague", access.ReadPapers); fault.KindOf(err) != fault.NotFound {
		t.Errorf("one who named himself reads what is sealed: %v", err)
	}
	if _, err := o.read("runner", access.ReadWarrant); fault.KindOf(err) != fault.NotFound {
		t.Errorf("an officer outside the seal reads the warrant: %v", err)
	}
	o.do("vance", record.PersonNamed{Person: record.Person{ID: "runner", Name: "R. Unner", Roles: []record.Role{record.Executing}, Account: "runner"}})
	if _, err := o.read("runner", access.ReadWarrant); err != nil {
		t.Errorf("one whom the affiant sends out does not read the warrant: %v", err)
	}
}

// TestOwnAlone: what one person named asked for, was answered and was told is not shown to another who is named in the matter, nor to counsel and
// whoever serves a warrant; in no list, line, proof or bundle. Those who keep the matter read it.
func TestOwnAlone(t *testing.T) {
	o := newOffice(t)
	o.enrolled(people.AccountInvited{ID: "mark", Name: "Mark"})
	if err := o.Join(t.Context(), "mark"); err != nil {
		t.Fatal(err)
	}
	o.enrolled(people.PostGiven{ID: "mark", Post: people.Post{Role: access.Named}})
	o.toWarrant()
	o.do("vance", record.PersonNamed{Person: record.Person{ID: "mark", Name: "Mark Xanthos", Roles: []record.Role{record.Respondent}, Account: "mark"}})
	o.do("vance", record.ApplicationDrafted{ID: "house", Of: record.Arrest, Affiant: "vance", Respondents: []record.PersonID{"mark"},
		Offence: record.Offence{Title: "larceny", Elements: []record.Element{{ID: "taking", Title: "took it", Kind: record.Act}}}})
	o.do("pratt", record.Executed{Application: "purse", Execution: record.Execution{Act: "arrested", Warrant: "w1", Persons: []record.PersonID{"dole"}}})
	o.do("archer", record.Charged{Application: "purse", Charge: record.Charge{Act: "no-true-bill", By: "grand jury"}})
	var secret []int64
	add := func(account string, e record.Event) { secret = append(secret, o.do(account, e).Seq) }
	add("archer", record.NoticeGiven{Notice: record.Notice{To: "dole", Of: "no-true-bill", By: "archer", Words: "you are cleared"}})
	o.do("archer", record.NoticeGiven{Notice: record.Notice{To: "mark", Of: "search", By: "archer", Words: "your house was searched"}})
	add("dole", record.Requested{Request: record.Request{ID: "r1", By: "dole", For: "expungement", Words: "I lost my place over it"}})
	add("hart", record.RequestAnswered{Request: "r1", Reply: record.Reply{By: "hart", Act: "refused", Because: "a hold is in force"}})
	o.do("cross", record.Requested{Request: record.Request{ID: "r2", By: "cross", For: "papers", Words: "for the hearing"}})
	first := int64(1)
	for _, who := range []string{"dole", "cross"} {
		_, err := o.Do(t.Context(), clerk.Caller{Account: who}, clerk.Act{Matter: "ferry", Head: &first, Event: record.Requested{Request: record.Request{ID: "r9", By: record.PersonID(who), For: "papers", Words: "once more"}}})
		if err == nil || !strings.HasSuffix(err.Error(), "others have been entered since; read it, and act again") {
			t.Errorf("%s, who came too late, is told %v", who, err)
		}
	}
	for who, want := range map[string][2]int{"dole": {1, 1}, "cross": {1, 0}, "pratt": {0, 0}, "vance": {2, 2}, "archer": {2, 2}, "hart": {2, 2}} {
		act := access.ReadDocket
		if who == "pratt" {
			act = access.ReadWarrant
		}
		v, err := o.read(who, act)
		if err != nil {
			t.Fatalf("%s: %v", who, err)
		}
		keeps := who == "vance" || who == "archer" || who == "hart"
		names := slices.ContainsFunc(v.Lines, func(l clerk.Line) bool { return l.Names == "mark" })
		if (v.Matter.Person("mark") != nil) != keeps || names != keeps { // whoever has an account is not known for that
			t.Errorf("%s is told of one whom only another application is against: among the people %t, named %t", who, v.Matter.Person("mark") != nil, names)
		}
		if got := [2]int{len(v.Matter.Requests), len(v.Matter.Notices)}; got != want {
			t.Errorf("%s is shown %d requests and %d notices, want %v", who, got[0], got[1], want)
		}
		if who == "dole" || who == "pratt" || who == "vance" {
			continue
		}
		lines := 0
		for _, l := range v.Lines {
			for _, n := range secret {
				if int64(l.Seq) == n {
					lines++
				}
			}
		}
		if all := who != "cross"; (lines == len(secret)) != all || !all && lines > 0 {
			t.Errorf("%s is shown %d of %d lines of another", who, lines, len(secret))
		}
	}
	for _, n := range secret {
		if _, _, err := o.Prove(t.Context(), clerk.Caller{Account: "cross"}, "ferry", n); fault.KindOf(err) != fault.NotFound {
			t.Errorf("counsel has entry %d of another proved: %v", n, err)
		}
		if _, s, err := o.Prove(t.Context(), clerk.Caller{Account: "dole"}, "ferry", n); err != nil || s == nil {
			t.Errorf("entry %d is his own, and is not opened: %v", n, err)
		}
	}
	b, err := o.Bundle(t.Context(), clerk.Caller{Account: "cross"}, "ferry")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range b.Entries {
		for _, n := range secret {
			if e.Entry.Seq == n {
				t.Errorf("entry %d of another is in the bundle", n)
			}
		}
	}
	if list, _, err := o.Search(t.Context(), clerk.Caller{Account: "cross"}, "expungement", 5, nil); err != nil || len(list) != 0 {
		t.Errorf("%d found, %v", len(list), err)
	}
}

// TestBenchFlaws: the bench is put the questions of a review, and by none of them is it shown a word of a source that it has not opened; once it has,
// the question is put.
func TestBenchFlaws(t *testing.T) {
	o := newOffice(t)
	o.open()
	o.do("vance", record.SourceLogged{Source: record.Source{ID: "talk", Kind: "report", Title: "A talk", Author: "stone", Time: "2026-03-01T11:00", Lines: []record.Line{
		{N: 1, Text: "Peter Dole did not take a red purse from the deck of the ferry; he was in Providence."}}}})
	o.answer("he may err")
	o.do("vance", record.Sworn{Application: "purse", Oath: record.Oath{By: "archer", Means: "in-person"}})
	o.assign("ferry", "purse", "hart")
	o.do("vance", record.Presented{Application: "purse", Presentment: record.Presentment{Magistrate: "hart"}})
	asks := func() (text string, open, shut int) {
		t.Helper()
		v, err := o.read("hart", access.ReadFlaws)
		if err != nil {
			t.Fatal(err)
		}
		a, b := v.Flaws("purse")
		j, err := json.Marshal([]any{v.Matter.Sources, v.Matter.Orders, a})
		if err != nil {
			t.Fatal(err)
		}
		return string(j), len(a), len(b)
	}
	text, open, shut := asks()
	if strings.Contains(text, "Providence") || strings.Contains(text, "licence") {
		t.Errorf("the bench is shown what it has not opened: %s", text)
	}
	if shut == 0 || !strings.Contains(text, "A talk") {
		t.Errorf("%d questions are open and %d shut; the sources are not there to be opened: %s", open, shut, text)
	}
	o.do("hart", record.SourceOpened{Application: "purse", Opening: record.Opening{Source: "talk", Magistrate: "hart"}})
	o.do("hart", record.SourceOpened{Application: "purse", Opening: record.Opening{Source: "log", Magistrate: "hart"}})
	if text, _, left := asks(); left != 0 || !strings.Contains(text, "Providence") {
		t.Errorf("once they are open %d questions are shut: %s", left, text)
	}
	if v, err := o.read("vance", access.ReadFlaws); err != nil || len(v.Matter.Sources) != 2 || len(v.Matter.Sources[1].Lines) == 0 {
		t.Errorf("the affiant reads %v, %v", v, err)
	}
}
