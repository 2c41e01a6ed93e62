package moot

import (
	"fmt"
	"slices"
	"time"

	"github.com/affiant-project/affiant/internal/record"
)

// A script is what is done in one matter, in order.
type script struct {
	piece
	m     *record.Matter
	id    record.MatterID
	now   time.Time // at which the court sits
	at    time.Time // of the next act
	acts  []act
	swear string // the account of the affiant
}

func newScript(p piece, m *record.Matter, now time.Time) *script {
	last := now.Add(-p.ago)
	s := &script{piece: p, m: m, now: now, at: last.Add(-4 * time.Hour)}
	if p.till == drafting || p.till == endorsed {
		s.at = last.Add(-90 * time.Minute)
	}
	move(m, s.at)
	var id string
	id, m.Title, m.Note = titled(p, m)
	s.id = record.MatterID(id)
	s.swear = string(m.Applications[0].Affiant)
	if s.judge == "" {
		s.judge = magistrate
	}
	return s
}

// do adds an act, some minutes after the one before.
func (s *script) do(by string, e record.Event) {
	s.acts = append(s.acts, act{at: s.at, by: by, matter: s.id, event: e})
	s.at = s.at.Add(20 * time.Second)
}

// wait lets time pass.
func (s *script) wait(d time.Duration) { s.at = s.at.Add(d) }

// play plays the matter as far as it goes.
func (s *script) play() {
	m := s.m
	m.People = s.cast()
	if s.whole {
		s.open()
	} else {
		s.tell()
	}
	for i := range m.Applications {
		if a := &m.Applications[i]; s.till >= endorsed {
			s.wait(8 * time.Minute)
			s.do(supervisor, record.Endorsed{Application: a.ID, Endorsement: record.Endorsement{By: supervisor, Act: "endorsed", Note: "Read against the sources."}})
		}
	}
	for i := range m.Applications {
		s.bring(&m.Applications[i])
	}
	if s.more != nil {
		s.more(s)
	}
	// The last act was some time ago, whatever came before it.
	if late := s.acts[len(s.acts)-1].at.Sub(s.now.Add(-s.ago)); late != 0 {
		for i := range s.acts {
			s.acts[i].at = s.acts[i].at.Add(-late)
		}
	}
}

// open opens the matter and drafts its applications, act by act.
func (s *script) open() {
	m := s.m
	s.do(s.swear, record.MatterOpened{ID: s.id, Title: m.Title, Note: m.Note, Jurisdiction: m.Jurisdiction, Forum: m.Forum, Agency: agency, Court: courtOf(s.piece)})
	for _, p := range m.People {
		s.do(s.swear, record.PersonNamed{Person: p})
	}
	for _, o := range m.Orders {
		s.do(s.swear, record.OrderNoted{Order: o})
	}
	for _, x := range m.Sources {
		s.do(s.swear, record.SourceLogged{Source: x})
	}
	for i := range m.Applications {
		s.draft(&m.Applications[i])
	}
}

// tell tells the matter up to its draft, as one that was drafted elsewhere.
func (s *script) tell() {
	m := record.Matter{ID: s.id, Title: s.m.Title, Note: s.m.Note, Jurisdiction: s.m.Jurisdiction, Forum: s.m.Forum, People: s.m.People, Orders: s.m.Orders, Sources: s.m.Sources,
		Recounted: record.Recounted{By: "the records of the State Police", From: "the draft"}}
	for _, a := range s.m.Applications {
		m.Applications = append(m.Applications, record.Application{ID: a.ID, Kind: a.Kind, Affiant: a.Affiant, Respondents: a.Respondents, Place: a.Place, Items: a.Items,
			Offence: a.Offence, Complaint: a.Complaint, Affidavit: a.Affidavit, Grounds: a.Grounds, Warrant: a.Warrant})
	}
	s.acts = append(s.acts, act{at: s.at, by: s.swear, matter: s.id, told: &m, court: courtOf(s.piece)})
	s.wait(time.Minute)
}

// cast is the people of the matter: those of the example, bound to the accounts there are, and those of the moot court.
func (s *script) cast() []record.Person {
	needed := map[record.PersonID]bool{}
	for _, o := range s.m.Orders {
		needed[o.By] = true
	}
	var list []record.Person
	for _, p := range s.m.People {
		if slices.Contains(p.Roles, record.Magistrate) && !needed[p.ID] {
			continue // another decides here
		}
		if string(p.ID) == s.swear || string(p.ID) == named {
			p.Account = string(p.ID)
		}
		list = append(list, p)
	}
	slices.SortStableFunc(list, func(a, b record.Person) int { return len(a.Ties) - len(b.Ties) })
	there := map[record.PersonID]bool{}
	for i := range list { // here a tie names someone who has been named before
		list[i].Ties = slices.DeleteFunc(list[i].Ties, func(t record.Tie) bool { return !there[t.To] })
		there[list[i].ID] = true
	}
	add := func(account, name string, role record.Role) {
		list = append(list, record.Person{ID: record.PersonID(account), Name: name, Roles: []record.Role{role}, Account: account})
	}
	add(supervisor, nameOf(supervisor), record.Supervisor)
	add(prosecutor, nameOf(prosecutor), record.Prosecutor)
	add(executing, nameOf(executing), record.Executing)
	add(counsel, nameOf(counsel), record.Counsel)
	if court := courtOf(s.piece); court == harbor {
		add(harborClerk, "Rosa Lee", record.Clerk)
	} else {
		add(office, nameOf(office), record.Clerk)
	}
	if s.till >= onBench {
		add(s.judge, judgeName(s.judge), record.Magistrate)
	}
	return list
}

func judgeName(account string) string {
	for _, j := range judges {
		if j.account == account {
			return j.name
		}
	}
	return nameOf(account)
}

// draft drafts an application.
func (s *script) draft(a *record.Application) {
	s.do(s.swear, record.ApplicationDrafted{ID: a.ID, Of: a.Kind, Affiant: a.Affiant, Respondents: a.Respondents, Place: a.Place, Items: a.Items, Offence: a.Offence,
		Complaint: a.Complaint, Incorporates: a.Affidavit.Incorporates, Warrant: a.Warrant})
	for _, x := range a.Affidavit.Assertions {
		x.RestsOn = slices.DeleteFunc(x.RestsOn, func(n int) bool { return n >= x.N }) // here it rests on what was written before
		s.do(s.swear, record.AssertionDrafted{Application: a.ID, Assertion: x})
	}
	for _, g := range a.Grounds {
		s.do(s.swear, record.GroundOffered{Application: a.ID, Ground: g})
	}
}

// bring brings an application from its oath as far as it goes.
func (s *script) bring(a *record.Application) {
	if s.till < sworn {
		return
	}
	s.wait(5 * time.Minute)
	s.acts = append(s.acts, act{at: s.at, by: s.swear, matter: s.id, answers: a.ID})
	s.wait(time.Minute)
	keeper := clerkOf(courtOf(s.piece))
	s.do(s.swear, record.Sworn{Application: a.ID, Oath: record.Oath{By: record.PersonID(keeper), Means: "in-person"}})
	if s.till < onBench {
		return
	}
	judge := record.PersonID(s.judge)
	s.do(keeper, record.MagistrateAssigned{Application: a.ID, Assignment: record.Assignment{Magistrate: judge}})
	s.do(s.swear, record.Presented{Application: a.ID, Presentment: record.Presentment{Magistrate: judge, Papers: []string{"affidavit", "proposed warrant"}}})
	if s.till == onBench {
		return
	}
	s.wait(17 * time.Minute)
	d := record.Decision{Act: "granted", Finding: "The sworn facts, taken together, show a fair probability."}
	switch s.till {
	case refused:
		d = record.Decision{Act: "denied", Finding: "What ties the place to what is sought is not in the paper."}
	case sentBack:
		d = record.Decision{Act: "returned", Finding: "Say how it is known that he still lives there."}
	}
	for _, r := range parties(a) {
		x := d
		x.Respondents = r
		s.do(s.judge, record.Decided{Application: a.ID, Decision: x})
	}
	if s.till < live {
		return
	}
	for i, r := range warrants(a) {
		w := record.Issued{ID: record.WarrantID(fmt.Sprintf("%s-%d", a.ID, i+1)), By: judge, Respondents: r, ReturnTo: judge}
		if a.Kind == record.Search {
			w.Until, w.Hours = record.When(s.now.Add(-s.ago).AddDate(0, 0, 10).Format("2006-01-02T15:04")), "daytime"
		}
		s.do(s.judge, record.WarrantIssued{Application: a.ID, Warrant: w})
	}
	if s.till < served {
		return
	}
	for i, r := range warrants(a) {
		s.serve(a, record.WarrantID(fmt.Sprintf("%s-%d", a.ID, i+1)), r)
	}
}

// parties are those for whom an application is decided apart: each of those named; nothing is signed in bulk.
func parties(a *record.Application) [][]record.PersonID {
	if len(a.Respondents) == 0 {
		return [][]record.PersonID{nil}
	}
	var list [][]record.PersonID
	for _, r := range a.Respondents {
		list = append(list, []record.PersonID{r})
	}
	return list
}

// warrants are those for whom one warrant issues: one is to be arrested by each; a place is searched once.
func warrants(a *record.Application) [][]record.PersonID {
	if a.Kind == record.Search {
		return [][]record.PersonID{a.Respondents}
	}
	return parties(a)
}

// serve serves a warrant and returns it.
func (s *script) serve(a *record.Application, w record.WarrantID, who []record.PersonID) {
	s.wait(5 * time.Hour)
	x := record.Execution{By: []record.PersonID{executing}, Act: "arrested", Persons: who, Warrant: w, Place: "home"}
	back := record.Return{By: executing, To: record.PersonID(s.judge)}
	if a.Kind == record.Search {
		x.Act, x.Place = "searched", a.Place.Describe
		if len(a.Execution) > 0 {
			x.Seized = a.Execution[0].Seized
		}
		back.Inventory, back.Witnesses, back.Receipt = x.Seized, []record.PersonID{record.PersonID(s.swear)}, "left on the kitchen table"
	}
	s.do(executing, record.Executed{Application: a.ID, Execution: x})
	if a.Kind == record.Arrest {
		for _, p := range who {
			for _, step := range []string{"arrested", "booked", "arraigned", "released"} {
				s.do(executing, record.Detained{Application: a.ID, Custody: record.Custody{Person: p, Act: step}})
			}
		}
	}
	s.wait(time.Hour)
	s.do(executing, record.WarrantReturned{Application: a.ID, Warrant: w, Return: back})
}
