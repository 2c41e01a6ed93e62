package main

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/affiant-project/affiant/internal/record"
)

// A size says how large a wiretap is.
type size struct{ lines, respondents, assertions int }

// usual is a large wiretap: an order that ran for months, with one affidavit against everyone it caught.
var usual = size{lines: 20_000, respondents: 22, assertions: 1_000}

func (s size) times(n int) size { return size{n * s.lines, n * s.respondents, n * s.assertions} }

// linesPerCall is how many lines the log of one call has.
const linesPerCall = 20

// wiretap makes a matter of a size: one interception order, calls of twenty lines among the respondents and others, and
// an application against all respondents whose assertions recite or restate lines of the log, some of them too freely.
// The same size gives the same matter.
func wiretap(s size) record.Matter {
	g := &generator{Rand: rand.New(rand.NewPCG(475, 335)), size: s}
	m := record.Matter{
		ID: "wiretap", Title: "A generated wiretap", Jurisdiction: "us-ri", Forum: "scotus", Acted: "1981-02-14", AsOf: "1986-03-05",
		Recounted: record.Recounted{By: "the benchmark", From: "nothing: it is made up"},
		People:    g.people(),
		Orders: []record.Order{{
			ID: "tap", Kind: record.Interception, Court: "Superior Court", By: "judge", Made: "1980-10-28",
			Target: "the telephone at 14 Dock Street", From: "1980-11-01", Until: "1981-01-31",
			Offences: []string{offence}, Minimisation: record.Done, Sealed: record.Done, SealedOn: "1981-02-01",
		}},
	}
	for i := range s.lines / linesPerCall {
		m.Sources = append(m.Sources, g.call(i))
	}
	m.Applications = []record.Application{g.application(m.Sources)}
	return m
}

const offence = "conspiracy to distribute a controlled substance"

type generator struct {
	*rand.Rand
	size size
}

func pick[T any](g *generator, list []T) T { return list[g.IntN(len(list))] }

var (
	syllables = []string{"ba", "cor", "del", "fen", "gar", "hol", "jun", "kel", "lor", "mar", "nes", "pol", "ras", "sten", "tov", "vin", "wex", "yar"}
	endings   = []string{"ton", "ley", "son", "well", "ford", "man", "sky", "ero"}
	given     = []string{"Anna", "Brian", "Carla", "Dennis", "Ellen", "Frank", "Gloria", "Harold", "Irene", "Joseph", "Karen", "Leonard"}
)

func (g *generator) surname(i int) string {
	n := len(syllables)
	name := syllables[i%n] + syllables[i/n%n] + endings[(i+i/n)%len(endings)]
	return string(name[0]-'a'+'A') + name[1:]
}

func (g *generator) name(i int) string { return given[i%len(given)] + " " + g.surname(i*7+3) }

func respondent(i int) record.PersonID { return record.PersonID(fmt.Sprintf("r-%d", i+1)) }

func (g *generator) people() []record.Person {
	people := []record.Person{
		{ID: "trooper", Name: "Walter Oake", Roles: []record.Role{record.Affiant, record.Officer}, Of: "State Police"},
		{ID: "monitor", Name: "Edith Crane", Roles: []record.Role{record.Monitor, record.Officer}, Of: "State Police"},
		{ID: "judge", Name: "Rupert Ashdown", Roles: []record.Role{record.Magistrate}, Of: "Superior Court"},
	}
	for i := range g.size.respondents {
		people = append(people, record.Person{
			ID: respondent(i), Name: g.name(i), Roles: []record.Role{record.Respondent, record.Speaker},
			Home: fmt.Sprintf("%d Dock Street", 100+i),
		})
	}
	return people
}

// What is said on the calls: {who} is a name, {thing} a thing, {place} a place, {when} a time.
var (
	talk = []string{
		"says {who} will bring the {thing} to the {place} {when}",
		"says he gave the {thing} to {who} {when}",
		"asks whether {who} has the money for the {thing}",
		"says I think {who} may have left the {thing} at the {place}",
		"says {who} agreed to carry the {thing} to the {place} {when}",
		"says {who} was at the {place} {when} but did not touch the {thing}",
		"says the {thing} is in the {place} of {who}",
		"says {who} paid him for the {thing} {when}",
		"says he can't believe how slow {who} has been with the {thing}",
		"talks with {who} about the {place} and the weather",
		"says {who} drove to the {place} {when} and waited",
		"asks {who} to call back {when} about the {place}",
		"says {who} never came to the {place}",
		"says his cousin saw {who} near the {place} {when}",
	}
	things = []string{"package", "marihuana", "bag", "scale", "car", "van", "envelope", "cash", "suitcase", "boat", "truck", "radio", "key",
		"jacket", "ladder", "guitar", "letter", "camera", "engine", "stove", "carpet", "piano", "bicycle", "tent", "lamp", "mattress"}
	places = []string{"garage", "diner", "harbor", "airport", "warehouse", "church", "bakery", "station", "park", "cellar", "motel", "bank",
		"school", "farm", "bridge", "laundry", "theater", "market", "hospital", "library", "marina", "tavern", "office", "stadium"}
	times = []string{"tonight", "last night", "on Monday", "on Tuesday", "on Friday", "this morning", "before noon", "after the game",
		"next week", "at seven", "around midnight", "yesterday"}
)

// said makes one line of talk about a person.
func (g *generator) said(who string) string {
	return strings.NewReplacer("{who}", who, "{thing}", pick(g, things), "{place}", pick(g, places), "{when}", pick(g, times)).
		Replace(pick(g, talk))
}

func (g *generator) call(i int) record.Source {
	a := g.IntN(g.size.respondents)
	b := (a + 1 + g.IntN(g.size.respondents-1)) % g.size.respondents
	day, hour := i%90, 8+i%14
	month := []string{"1980-11", "1980-12", "1981-01"}[day/30]
	s := record.Source{
		ID: record.SourceID(fmt.Sprintf("call-%d", i+1)), Kind: record.Intercept, Title: fmt.Sprintf("log of call %d", i+1), Order: "tap",
		Time:    record.When(fmt.Sprintf("%s-%02dT%02d:%02d", month, 1+day%30, hour, i%60)),
		Locator: record.Locator{Session: fmt.Sprint(i + 1), Offset: fmt.Sprintf("00:%02d:00", i%60)},
		Place:   "the telephone at 14 Dock Street",
		Author:  "monitor", Custodian: "State Police", Seen: record.Read,
		Speakers: []record.Talker{
			{As: "caller", Person: respondent(a), By: "voice"},
			{As: "called", Person: respondent(b), By: "subscriber"},
		},
	}
	for n := range linesPerCall {
		about := g.name(g.IntN(g.size.respondents))
		s.Lines = append(s.Lines, record.Line{
			N: n + 1, Speaker: []string{"caller", "called"}[n%2], Text: g.said(about), Summary: true,
		})
	}
	return s
}

// application makes the paper: for each respondent in turn, assertions that recite a line, and now and then say more.
func (g *generator) application(calls []record.Source) record.Application {
	a := record.Application{
		ID: "arrest", Kind: record.Arrest, Affiant: "trooper", Drafted: "1981-02-10",
		Offence: record.Offence{Title: offence, Statute: "a controlled substances act", Elements: []record.Element{
			{ID: "agreement", Title: "An agreement to distribute", Kind: record.Agreement},
			{ID: "possession", Title: "Having the substance", Kind: record.Possession},
			{ID: "substance", Title: "The thing was a controlled substance", Kind: record.Nature},
			{ID: "person", Title: "The respondent is the person meant", Kind: record.Identity},
		}},
		Oath: &record.Oath{Time: "1981-02-14T09:00", By: "judge", Means: "in-person"},
		Presentments: []record.Presentment{{
			Time: "1981-02-14T09:00", Magistrate: "judge", Papers: []string{"affidavit", "proposed warrants"},
			Decisions: []record.Decision{{Act: "granted", Time: "1981-02-14T09:30"}},
		}},
		Warrant: &record.Proposed{Text: "arrest the persons named", Person: "the persons named"},
	}
	for i := range g.size.respondents {
		a.Respondents = append(a.Respondents, respondent(i))
	}
	named := g.named(calls)
	said := make(map[record.PersonID][]int)
	for n := 1; n <= g.size.assertions; n++ {
		whom := (n - 1) % g.size.respondents
		as := g.assertion(n, whom, pick(g, named[whom]))
		said[respondent(whom)] = append(said[respondent(whom)], n)
		a.Affidavit.Assertions = append(a.Affidavit.Assertions, as)
	}
	for i := range g.size.respondents {
		ns := said[respondent(i)]
		for e, element := range a.Offence.Elements {
			from := e * len(ns) / len(a.Offence.Elements)
			for k := range 2 { // two grounds for each element, of two assertions
				a.Grounds = append(a.Grounds, record.Ground{
					Element: element.ID, Against: []record.PersonID{respondent(i)}, On: ns[from+2*k : from+2*k+2],
				})
			}
		}
	}
	return a
}

// A spot is a line of a call.
type spot struct {
	call *record.Source
	line *record.Line
}

// named returns, for each respondent, the lines that name him.
func (g *generator) named(calls []record.Source) [][]spot {
	all := make([][]spot, g.size.respondents)
	for i := range calls {
		for k := range calls[i].Lines {
			line := &calls[i].Lines[k]
			for whom := range all {
				if strings.Contains(line.Text, g.name(whom)) {
					all[whom] = append(all[whom], spot{&calls[i], line})
				}
			}
		}
	}
	return all
}

// assertion restates a line that names a respondent. One in eight says more than its line.
func (g *generator) assertion(n, whom int, at spot) record.Assertion {
	name := g.name(whom)
	text := fmt.Sprintf("On %s the log of session %s has that the %s %s.", at.call.Time, at.call.Locator.Session, at.line.Speaker, at.line.Text)
	if g.IntN(8) == 0 {
		text = fmt.Sprintf("On %s %s delivered two pounds of marihuana.", at.call.Time, name)
	}
	return record.Assertion{
		N: n, Paragraph: n, Text: text, Basis: record.Reported,
		Cites:      []record.Cite{{Source: at.call.ID, From: at.line.N, To: at.line.N}},
		Identifies: []record.Identification{{Name: name, Person: respondent(whom), Basis: "voice"}},
	}
}
