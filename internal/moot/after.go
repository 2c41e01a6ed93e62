package moot

import (
	"fmt"
	"time"

	"github.com/affiant-project/affiant/internal/record"
)

// afterwards is what came of the two warrants: no true bill, and questions.
func afterwards(s *script) {
	const app = "arrest"
	s.wait(20 * day)
	s.do(prosecutor, record.Charged{Application: app, Charge: record.Charge{Act: "complaint", Charge: "conspiracy", By: "prosecutor"}})
	s.wait(12 * day)
	s.do(prosecutor, record.Charged{Application: app, Charge: record.Charge{Act: "no-true-bill", By: "grand jury"}})
	s.do(prosecutor, record.Charged{Application: app, Charge: record.Charge{Act: "dismissed", By: "court"}})
	for _, p := range []record.PersonID{"james", named} {
		s.do(prosecutor, record.NoticeGiven{Notice: record.Notice{To: p, Of: "no-true-bill", Means: "by post and on the page", By: prosecutor,
			Words: "The grand jury did not indict you. The charge against you is dismissed. You may ask for the papers, for correction of the record, and for its expungement."}})
	}
	s.wait(3 * day)
	s.do(prosecutor, record.Disclosed{Disclosure: record.Disclosure{To: counsel, Under: "brady", By: prosecutor, Sources: []record.SourceID{"call-1", "call-3"},
		Applications: []record.AppID{app}, Note: "The later call names another Louisa."}})
	s.do(named, record.Requested{Request: record.Request{ID: "r1", By: named, For: "correction", Words: "The newspapers said that I was arrested for drugs. Please correct the record."}})
	s.do(counsel, record.HoldPlaced{Hold: record.Hold{ID: "h1", By: counsel, Because: "an action for damages is to be expected"}})
	s.wait(day)
	s.do(prosecutor, record.ProceedingHeld{Proceeding: record.Proceeding{Kind: "civil", Court: "United States District Court", Outcome: "an action for damages was filed",
		Defendants: []record.Sued{{Person: affiant, Function: "seeking-warrant"}}, Plaintiffs: []record.PersonID{"james", named}}})
}

// pharmacy is what followed a search that found what was sought.
func pharmacy(s *script) {
	s.wait(day)
	s.do(prosecutor, record.Charged{Application: s.m.Applications[0].ID, Charge: record.Charge{Act: "indicted", Charge: "burglary", By: "grand jury"}})
	s.do(counsel, record.Requested{Request: record.Request{ID: "r1", By: counsel, For: "papers", Words: "The log of the alarm company, whole."}})
}

// suppressed is what followed a search whose paper did not hold.
func suppressed(s *script) {
	app := s.m.Applications[0].ID
	s.wait(3 * day)
	s.do(prosecutor, record.Charged{Application: app, Charge: record.Charge{Act: "information", Charge: s.m.Applications[0].Offence.Title, By: "prosecutor"}})
	s.wait(15 * day)
	s.do(prosecutor, record.ProceedingHeld{Proceeding: record.Proceeding{Kind: "franks", Court: "Harbor Municipal Court", Application: app, Outcome: "the motion was denied", Result: "admitted"}})
}

// underSeal seals a matter: whoever has no part in it does not learn that it is there.
func underSeal(s *script) {
	s.do(s.judge, record.Sealed{Seal: record.Seal{ID: "s1", By: record.PersonID(s.judge), Because: "others are sought whom the papers name", Until: record.When(s.now.AddDate(0, 0, 45).Format("2006-01-02T15:04"))}})
}

// boilerplate is what some affidavits begin with.
const boilerplate = "Through my training and my experience I have become familiar with the ways in which people who do such things behave, speak and keep what they have. "

// nights are the small matters of four quarters: what figures are made of. Nobody needs to read them.
func nights(now time.Time) []act {
	var list []act
	quarter := time.Date(now.Year(), (now.Month()-1)/3*3+1, 1, 14, 0, 0, 0, time.UTC)
	for q := range 4 {
		for c, court := range []string{district, harbor} {
			list = append(list, night(quarter.AddDate(0, 3*q-12, 3+40*c), q, court)...)
		}
	}
	return list
}

// night is one matter with as many applications as the court has judges, and some more.
func night(at time.Time, q int, court string) []act {
	var bench []string
	for _, j := range judges {
		if j.court == court {
			bench = append(bench, j.account)
		}
	}
	if court == district {
		bench = append(bench, magistrate)
	}
	keeper := clerkOf(court)
	s := &script{id: record.MatterID(fmt.Sprintf("night-%s-%d", court, q+1)), at: at, swear: affiant}
	m := record.Matter{ID: s.id, Title: fmt.Sprintf("Roadside blood samples, %s", at.Format("January 2006")), Jurisdiction: "us-ri"}
	who := func(account, name string, role record.Role) {
		m.People = append(m.People, record.Person{ID: record.PersonID(account), Name: name, Roles: []record.Role{role}, Account: account})
	}
	who(affiant, nameOf(affiant), record.Affiant)
	who(keeper, "The clerk", record.Clerk)
	for _, j := range bench {
		who(j, judgeName(j), record.Magistrate)
	}
	for i := range samples {
		m.Sources = append(m.Sources, record.Source{ID: stopID(i), Kind: "report", Title: fmt.Sprintf("stop %d", i+1), Author: affiant, Seen: "first-hand",
			Time: record.When(at.Format("2006-01-02T15:04")), Lines: []record.Line{{N: 1, Text: stopped}}})
		m.Applications = append(m.Applications, sample(i))
	}
	s.acts = append(s.acts, act{at: s.at, by: affiant, matter: s.id, told: &m, court: court})
	for i := range samples {
		s.decide(i, q, bench[(i+q)%len(bench)], keeper)
	}
	return s.acts
}

// samples is how many applications a night has.
const samples = 6

// stopped is what an officer saw at each stop.
const stopped = "The driver's breath smelled of alcohol and he swayed when he stood."

func stopID(i int) record.SourceID { return record.SourceID(fmt.Sprintf("stop-%d", i+1)) }

// sample is one application for a blood sample.
func sample(i int) record.Application {
	text := stopped
	if i%3 == 0 {
		for range 20 + 8*i {
			text = boilerplate + text
		}
	}
	return record.Application{ID: sampleID(i), Kind: record.Search, Affiant: affiant, Place: &record.Place{Describe: fmt.Sprintf("the blood of the driver of stop %d", i+1)}, Items: []string{"a sample of blood"},
		Offence:   record.Offence{Title: "driving under the influence", Elements: []record.Element{{ID: "crime", Title: "Someone drove under the influence", Kind: "crime"}, {ID: "nexus", Title: "The blood will show it", Kind: "nexus"}}},
		Affidavit: record.Affidavit{Assertions: []record.Assertion{{N: 1, Text: text, Basis: record.Observed, Cites: []record.Cite{{Source: stopID(i), From: 1, To: 1}}}}},
		Grounds:   []record.Ground{{Element: "crime", On: []int{1}}, {Element: "nexus", On: []int{1}}}}
}

func sampleID(i int) record.AppID { return record.AppID(fmt.Sprintf("n%d", i+1)) }

// byTelephone is what was said when the oath was taken from a distance, where its words are noted.
const byTelephone = "Do you solemnly swear or affirm that what you have set down in this affidavit, and what you will tell me, is true?"

// decide brings an application for a sample from its oath to its decision.
func (s *script) decide(i, q int, judge, keeper string) {
	app := sampleID(i)
	s.acts = append(s.acts, act{at: s.at, by: affiant, matter: s.id, answers: app})
	s.do(affiant, record.Sworn{Application: app, Oath: record.Oath{By: record.PersonID(judge), Means: "telephone", Words: byTelephone}})
	s.do(keeper, record.MagistrateAssigned{Application: app, Assignment: record.Assignment{Magistrate: record.PersonID(judge)}})
	s.do(affiant, record.Presented{Application: app, Presentment: record.Presentment{Magistrate: record.PersonID(judge)}})
	s.do(judge, record.OathConfirmed{Application: app, Confirmation: record.Confirmation{By: record.PersonID(judge), Means: "telephone", Words: byTelephone}})
	s.wait(time.Duration(1+(i*7+q*3)%23) * time.Minute)
	d := record.Decision{Act: "granted", Finding: "seen by the affiant"}
	switch (i + 3*q + 1) % samples {
	case 2:
		d = record.Decision{Act: "denied", Finding: "nothing says who drove"}
	case 4:
		d = record.Decision{Act: "returned", Finding: "say when the car was stopped"}
	case 5:
		d = record.Decision{Act: "modified", Finding: "seen by the affiant", Changes: "one sample, drawn by a nurse"}
	}
	s.do(judge, record.Decided{Application: app, Decision: d})
	if (i+q)%3 == 0 {
		s.do(keeper, record.Charged{Application: app, Charge: record.Charge{Act: []string{"no-true-bill", "dismissed", "convicted"}[i%3], By: "court"}})
	}
}
