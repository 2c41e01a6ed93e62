package review

import (
	"fmt"
	"testing"
	"time"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

// wiretap makes a matter of many logged calls, with one application against many people that cites them.
func wiretap(lines, assertions, respondents int) *record.Matter {
	given := []string{"Alice", "Bruno", "Clara", "David", "Elena", "Frank", "Grace", "Henry", "Irene", "Jorge", "Karen"}
	family := []string{"Abbott", "Brandt", "Castillo", "Dupree", "Emery", "Faulk", "Grady", "Holm", "Ibarra", "Jessup", "Kroll", "Lund", "Moss"}
	m := &record.Matter{ID: "wiretap", Title: "wiretap", Jurisdiction: "us", Orders: []record.Order{{ID: "tap", Kind: record.Interception}}}
	m.People = append(m.People, record.Person{ID: "agent", Name: "Dana Ruiz", Roles: []record.Role{record.Affiant}})
	app := record.Application{
		ID: "arrest", Kind: record.Arrest, Affiant: "agent", Oath: &record.Oath{Time: "2020-06-01"},
		Offence: record.Offence{Title: "conspiracy to distribute cocaine", Elements: []record.Element{
			{ID: "agreement", Title: "An agreement", Kind: record.Agreement}, {ID: "act", Title: "An act", Kind: record.Act},
			{ID: "person", Title: "The person", Kind: record.Identity},
		}},
	}
	name := func(i int) string { return given[i%len(given)] + " " + family[i%len(family)] }
	for i := range respondents {
		id := record.PersonID(fmt.Sprintf("r%d", i))
		m.People = append(m.People, record.Person{ID: id, Name: name(i)})
		app.Respondents = append(app.Respondents, id)
	}
	const call = 20
	for i := 0; i < lines/call; i++ {
		s := record.Source{ID: record.SourceID(fmt.Sprintf("call-%d", i)), Kind: record.Intercept, Order: "tap", Seen: record.FirstHand,
			Time: "2020-05-20T10:00", Speakers: []record.Talker{{As: "A", Person: app.Respondents[i%respondents], By: "voice"}}}
		for j := range call {
			s.Lines = append(s.Lines, record.Line{N: j + 1, Speaker: "A", Text: fmt.Sprintf(
				"%s did not say that he would bring %d of the white shirts to the garage on Mercer Street on Tuesday, line %d", name(i+j), j, i*call+j)})
		}
		m.Sources = append(m.Sources, s)
	}
	for i := range assertions {
		s := &m.Sources[i%len(m.Sources)]
		app.Affidavit.Assertions = append(app.Affidavit.Assertions, record.Assertion{
			N: i + 1, Basis: record.Reported, Cites: []record.Cite{{Source: s.ID, From: 1, To: 2}},
			Text:       fmt.Sprintf("On May 20, 2020, %s agreed with %s to bring the white shirts to the garage on Mercer Street.", name(i), name(i+1)),
			Identifies: []record.Identification{{Name: name(i), Person: app.Respondents[i%respondents]}},
		})
	}
	m.Applications = []record.Application{app}
	return m
}

// BenchmarkWiretap reads a wiretap of 20,000 lines with 1,000 assertions against 22 people, and tells the time of the
// grounds and of each family of checks.
func BenchmarkWiretap(b *testing.B) {
	m := wiretap(20000, 1000, 22)
	families := []struct {
		name   string
		checks []*Check
	}{
		{"source", sourceChecks()}, {"identity", identityChecks()}, {"omission", omissionChecks()}, {"cause", causeChecks()}, {"form", formChecks()},
		{"magistrate", magistrateChecks()}, {"execution", executionChecks()}, {"interception", interceptionChecks()},
	}
	for b.Loop() {
		p := newPass(m, &m.Applications[0], doctrine.Default(), make(map[string]*diction.Text))
		start := time.Now()
		p.Grounds = GroundsOf(p)
		b.ReportMetric(time.Since(start).Seconds(), "grounds-s")
		for _, f := range families {
			start := time.Now()
			for _, c := range f.checks {
				p.check = c
				c.run(p)
			}
			b.ReportMetric(time.Since(start).Seconds(), f.name+"-s")
		}
		start = time.Now()
		p.result()
		b.ReportMetric(time.Since(start).Seconds(), "last-s")
	}
}
