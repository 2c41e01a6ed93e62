package main

import (
	"fmt"

	"github.com/affiant-project/affiant/internal/record"
)

// Words that the papers of the bench are made of.
var (
	given   = []string{"Peter", "Ann", "Jonas", "Mary", "Otto", "Ruth", "Samuel", "Ida", "Frank", "Clara", "Hugo", "Vera", "Amos"}
	family  = []string{"Dole", "Marsh", "Quill", "Stone", "Ferris", "Lowe", "Archer", "Pratt", "Cross", "Vance", "Hart", "Bright", "Wells", "Noble", "Kerr", "Tully", "Moss"}
	things  = []string{"a red purse", "a green bicycle", "a box of tools", "a silver watch", "a laptop computer", "a pair of boots", "a copper coil"}
	places  = []string{"the deck of the ferry", "the market hall", "the yard of the mill", "the station", "the library", "the car park at Water Street", "the back room of the shop"}
	colours = []string{"blue", "grey", "black", "brown", "white"}
)

func pick(list []string, i int) string { return list[i%len(list)] }

// lot is a number that is the same for an application and falls otherwise than its agency, its court and its officer do: with these, it would be all drafts
// at one court and none at the next.
func lot(n int) int { return int(uint32(n) * 2_654_435_761 >> 8) }

// drafted reports whether an application is still drawn up: one in four is.
func drafted(n int) bool { return lot(n)%4 == 0 }

// How an application that was sworn to went on: one in forty of all waits before the magistrate, and less than one in forty has a warrant that is out.
func waits(n int) bool   { return !drafted(n) && lot(n)/4%30 == 1 }
func granted(n int) bool { return !drafted(n) && !waits(n) && lot(n)/128%4 != 3 }
func lives(n int) bool   { return granted(n) && lot(n)/4%30 == 2 }
func served(n int) bool  { return granted(n) && !lives(n) }

// charged reports whether there is a case, with counsel to whom the report was handed over: of what was served for the first officer, all; of others nothing
// is added that no page would show.
func charged(n int) bool { return served(n) && n%officers == 0 }

// respondent is the name of whom the n-th application is against. One in some 3,700 bears the same, more than twice as many as bear the most frequent name of the
// United States; of too few names every application would have had thousands before it.
func respondent(n int) string {
	return pick(given, n) + " " + pick(family, n/len(given)) + "-" + pick(family, n/len(given)/len(family))
}

// application is the n-th matter of the bench, with one application; always the same for a number.
func application(n int) record.Matter {
	who := respondent(n)
	thing, where := pick(things, n/3), pick(places, n/5)
	m := record.Matter{ID: record.MatterID(fmt.Sprintf("m-%d", n)), Title: fmt.Sprintf("%s, %s", who, where), Jurisdiction: "us-ri"}
	m.People = []record.Person{
		{ID: "officer", Name: "Officer Number " + fmt.Sprint(n%officers), Roles: []record.Role{record.Affiant}, Account: officer(n)},
		{ID: "respondent", Name: who, Roles: []record.Role{record.Respondent}},
		{ID: "judge", Name: "Judge " + pick(family, n), Roles: []record.Role{record.Magistrate}},
	}
	if !drafted(n) { // no one is to decide a draft yet
		m.People[2].Account = fmt.Sprintf("magistrate-%d", n%courts)
	}
	day := fmt.Sprintf("2025-%02d-%02d", 1+n%12, 1+n%28)
	m.Sources = []record.Source{{ID: "log", Kind: "report", Author: "officer", Time: record.When(day), Lines: []record.Line{
		{N: 1, Text: fmt.Sprintf("I saw %s take %s from %s.", who, thing, where)},
		{N: 2, Text: fmt.Sprintf("%s wore a %s coat and gave a licence, which I compared with the photograph.", who, pick(colours, n))},
	}}}
	a := record.Application{ID: "paper", Kind: record.Arrest, Affiant: "officer", Respondents: []record.PersonID{"respondent"},
		Offence: record.Offence{Title: "larceny", Elements: []record.Element{{ID: "taking", Title: "took the thing of another", Kind: record.Act}}}}
	a.Affidavit.Assertions = []record.Assertion{{N: 1, Text: fmt.Sprintf("On %s I saw %s take %s from %s.", day, who, thing, where), Basis: record.Observed,
		Cites: []record.Cite{{Source: "log", From: 1, To: 1}}}}
	a.Grounds = []record.Ground{{Element: "taking", On: []int{1}}}
	if !drafted(n) {
		a.Oath = &record.Oath{Time: record.When(day), By: "judge", Means: "in-person"}
		a.Assignments = []record.Assignment{{Magistrate: "judge", How: "rota", Time: record.When(day)}}
		p := record.Presentment{Magistrate: "judge", Time: record.When(day)}
		if !waits(n) {
			act := "denied"
			if granted(n) {
				act = "granted"
				a.Warrants = []record.Issued{{ID: "w1", By: "judge", Time: record.When(day), Respondents: []record.PersonID{"respondent"}, ReturnTo: "judge"}}
			}
			p.Decisions = []record.Decision{{Act: act, Time: record.When(day), Finding: "as sworn"}}
		}
		if served(n) {
			a.Execution = []record.Execution{{Time: record.When(day), By: []record.PersonID{"officer"}, Act: "arrested", Persons: []record.PersonID{"respondent"}, Warrant: "w1"}}
			a.Warrants[0].Returned = &record.Return{By: "officer", Time: record.When(day)}
		}
		if charged(n) {
			m.People[1].Account = "named-0"
			m.People = append(m.People, record.Person{ID: "counsel", Name: "Counsel " + pick(family, n/11), Roles: []record.Role{record.Counsel}, Account: "counsel-0"})
			a.Charges = []record.Charge{{Act: "complaint", Charge: "larceny", Time: record.When(day)}}
			m.Disclosures = []record.Disclosure{{To: "counsel", Under: "brady", Time: record.When(day), Sources: []record.SourceID{"log"}, Applications: []record.AppID{"paper"}}}
		}
		a.Presentments = []record.Presentment{p}
	}
	m.Applications = []record.Application{a}
	return m
}

// further is an assertion that is added to a draft.
func further(n, i int) record.AssertionDrafted {
	return record.AssertionDrafted{Application: "paper", Assertion: record.Assertion{N: i, Basis: record.Reported,
		Text:  fmt.Sprintf("At %d:%02d %s %s told me that the %s coat was left at %s.", 8+i, n%60, pick(given, n+i), pick(family, n/3), pick(colours, i), pick(places, n+i)),
		Cites: []record.Cite{{Source: "log", From: 2, To: 2}}}}
}
