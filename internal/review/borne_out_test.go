package review

import (
	"testing"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

// What somebody told is borne out by what shares a particular with it, and not by whatever else is cited. The cases are those by
// which the law was drawn: Draper, Gates and White on what was foretold, Spinelli on innocent detail.
func TestBorneOut(t *testing.T) {
	type told struct {
		tip, tipped string // what was told, and when
		kind        record.SourceKind
		other, seen string // what else is sworn, and when it was
		by          record.PersonID
	}
	watched := record.Observation
	for name, x := range map[string]struct {
		told
		want BorneOut
	}{
		"Draper": {told{"James Pell will return from Chicago by train on the morning of September 8 or 9. He will carry a tan zipper bag and walk fast. He will have three ounces of heroin.", "1956-09-07",
			watched, "A man got off the morning train from Chicago. He carried a tan zipper bag and walked fast.", "1956-09-09", ""}, BorneOut{Forecast: true, Detail: true}},
		"Gates": {told{"Sue Pell will drive the car to Florida on May 3, where it is loaded with drugs. James Pell will fly down and drive it back.", "1978-05-01",
			watched, "On May 5 James Pell flew to Florida. The next morning he and a woman drove the car north.", "1978-05-06", ""}, BorneOut{Forecast: true}},
		"White": {told{"James Pell will leave 235 Lynwood Terrace in a brown Plymouth station wagon with a broken taillight, and go to Dobey's Motel with cocaine in a brown case.", "1987-04-22",
			watched, "James Pell came out of 235 Lynwood Terrace with nothing in his hands and got into a brown Plymouth station wagon with a broken taillight. It took the way to Dobey's Motel.", "1987-04-23", ""}, BorneOut{Forecast: true, Detail: true}},
		"the same before it was told": {told{"James Pell will leave in a brown Plymouth station wagon and go to Dobey's Motel.", "1987-04-22",
			watched, "James Pell left in a brown Plymouth station wagon and drove to Dobey's Motel.", "1987-04-20", ""}, BorneOut{Detail: true}},
		"Spinelli": {told{"James Pell takes wagers over two telephones at 1108 Indian Circle.", "1965-08-01",
			record.Document, "There are two telephones at 1108 Indian Circle, in the name of Grace Hagen.", "1965-08-05", ""}, BorneOut{Detail: true}},
		"the name alone": {told{"James Pell sells heroin.", "1981-05-01",
			record.Document, "The meter at 9 Quay Lane is in the name of James Pell.", "1981-05-02", ""}, BorneOut{}},
		"something else altogether": {told{"James Pell keeps heroin in a tin at 9 Quay Lane.", "1981-05-01",
			watched, "I saw a grey dog in the street, and it rained.", "1981-05-02", ""}, BorneOut{}},
		"a purchase": {told{"James Pell sells heroin at 9 Quay Lane.", "1981-05-01",
			watched, "The man whom I had searched came out of 9 Quay Lane with heroin that he had bought there.", "1981-05-02", ""}, BorneOut{Crime: true, Detail: true}},
		"a test": {told{"James Pell sells heroin at 9 Quay Lane.", "1981-05-01",
			record.Laboratory, "The powder is heroin.", "1981-05-02", ""}, BorneOut{Crime: true}},
		"found with another": {told{"James Pell sells heroin.", "1981-05-01",
			watched, "I found heroin on Walter Stamp at the pier.", "1981-05-02", ""}, BorneOut{}},
		"denied": {told{"James Pell keeps heroin in a tin.", "1981-05-01",
			watched, "I saw no heroin and no tin.", "1981-05-02", ""}, BorneOut{}},
		"convicted long ago": {told{"James Pell sells heroin.", "1981-05-01",
			record.Document, "James Pell was convicted of selling heroin.", "1975", ""}, BorneOut{}},
		"an officer retells it": {told{"James Pell sells heroin at 9 Quay Lane.", "1981-05-01",
			record.Report, "The informant told me that James Pell sells heroin at 9 Quay Lane.", "1981-05-02", ""}, BorneOut{}},
		"by the same mouth": {told{"James Pell sells heroin at 9 Quay Lane.", "1981-05-01",
			record.Interview, "James Pell sold heroin at 9 Quay Lane.", "1981-05-02", "teller"}, BorneOut{}},
	} {
		t.Run(name, func(t *testing.T) {
			m := &record.Matter{ID: "pell", Title: "Pell", Jurisdiction: "us",
				People: []record.Person{{ID: "amory", Name: "Jane Amory", Roles: []record.Role{record.Affiant}}, {ID: "pell", Name: "James Pell", Roles: []record.Role{record.Respondent}},
					{ID: "stamp", Name: "Walter Stamp", Roles: []record.Role{record.Bystander}}, {ID: "teller", Name: "unknown", Roles: []record.Role{record.Informant}}},
				Sources: []record.Source{
					{ID: "tip", Kind: record.Tip, Time: record.When(x.tipped), Declarant: "teller", Author: "amory", Lines: []record.Line{{N: 1, Text: x.tip}}},
					{ID: "other", Kind: x.kind, Time: record.When(x.seen), Declarant: x.by, Author: "amory", Lines: []record.Line{{N: 1, Text: x.other}}},
				},
				Applications: []record.Application{{ID: "search", Kind: record.Search, Affiant: "amory", Respondents: []record.PersonID{"pell"}, Place: &record.Place{Describe: "9 Quay Lane"},
					Offence: record.Offence{Title: "sale", Elements: []record.Element{{ID: "crime", Title: "a crime", Kind: record.Crime}}},
					Affidavit: record.Affidavit{Assertions: []record.Assertion{
						{N: 1, Text: x.tip, Basis: record.Reported, Cites: []record.Cite{{Source: "tip", From: 1, To: 1}}},
						{N: 2, Text: x.other, Basis: record.Reported, Cites: []record.Cite{{Source: "other", From: 1, To: 1}}},
					}}}},
			}
			got := NewCorroborator(m, &m.Applications[0], doctrine.Default()).Of(&m.Sources[0])
			if got != x.want {
				t.Errorf("it is borne out %+v, want %+v", got, x.want)
			}
		})
	}
}
