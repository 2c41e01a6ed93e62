package hall

import "time"

// A componentsPage shows every part that pages are made of, so that a change of the sheet can be looked at in one place.
type componentsPage struct {
	chrome
	Fields []field
	Paper  paperPart
	Source sourcePart
	Lines  []lineRow
	Due    []dueRow
}

func (v *visit) components() error {
	p := componentsPage{chrome: v.chrome("Components")}
	people := []option{{"vance", "Ruth Vance, affiant"}, {"dole", "Peter Dole, person named"}}
	p.Fields = []field{
		{Name: "c-line", ID: "c-line", Label: "Title", Doc: "how people refer to it", Kind: "line", Value: "The ferry"},
		{Name: "c-words", ID: "c-words", Label: "Because", Doc: "why; it goes on the record", Kind: "words", Need: true},
		{Name: "c-choice", ID: "c-choice", Label: "Before whom", Kind: "choice", Options: people},
		{Name: "c-many", ID: "c-many", Label: "Persons", Doc: "who was there", Kind: "many", Options: people, On: []string{"dole"}},
		{Name: "c-flag", ID: "c-flag", Label: "Sworn", Doc: "whether it was itself sworn to", Kind: "flag"},
		{Name: "c-number", ID: "c-number", Label: "N", Doc: "its number", Kind: "number", Value: "7"},
	}
	p.Source = sourcePart{ID: "c-log", Title: "Deck log", Kind: "report", Head: moment(time.Date(2026, 3, 1, 10, 0, 0, 0, time.UTC)), By: "Ruth Vance", Lines: []linePart{
		{N: 1, Text: "I saw a man take a red purse from the deck of the ferry."}, {N: 2, Cut: "two lines are cut"}}}
	p.Paper = paperPart{What: "Application for an arrest warrant", Court: "County Court", Agency: "The Rangers", Affiant: "Ruth Vance", Against: []string{"Peter Dole"}, Offence: "larceny",
		Elements: []string{"took the purse of another"}, Assertions: []assertionPart{{N: 1, Text: "I saw Peter Dole take a red purse.", Basis: "own observation", Cites: []citePart{{Says: "Deck log, line 1"}}}},
		Sources: []sourcePart{p.Source}, Words: 7}
	now := time.Date(2026, 3, 2, 9, 15, 0, 0, time.UTC)
	p.Lines = []lineRow{{Seq: 2, Who: "Ruth Vance", As: "affiant", Did: didIt("source-logged"), At: moment(now)}, {Seq: 1, Who: "Ruth Vance", As: "affiant", Did: didIt("matter-opened"), At: moment(now.Add(-5 * time.Minute))}}
	p.Due = []dueRow{{Matter: "The ferry", What: "return the warrant", Who: "executing officer", By: now, State: "missed", Mine: true}, {Matter: "The ferry", What: "give notice", Who: "prosecutor", By: now.Add(48 * time.Hour)}}
	return v.show(200, "components.html", p)
}
