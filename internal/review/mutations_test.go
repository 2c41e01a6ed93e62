package review

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// mutations is the table: for every check, a safeguard without which it has to speak.
func mutations() []mutation {
	return []mutation{
		{"S1", "the sources of a reported fact", assertions(func(app *record.Application, a *record.Assertion) bool {
			if a.Basis != record.Reported || len(a.Cites) == 0 {
				return false
			}
			a.Cites, a.Identifies, a.RestsOn = nil, nil, nil
			return true
		}), false},
		{"S2", "the limit of what the source says", assertions(func(_ *record.Application, a *record.Assertion) bool {
			if a.Basis != record.Reported || len(a.Cites) == 0 {
				return false
			}
			a.Text = strings.TrimSuffix(a.Text, ".") + " and a loaded shotgun."
			return true
		}), false},
		{"S3", "a negation", says(" not ", " "), false},
		{"S4", "a hedge", drops(diction.Hedge), false},
		{"S5", "the exact words of a quotation", assertions(func(_ *record.Application, a *record.Assertion) bool {
			t := diction.Read(a.Text, diction.Default())
			if len(t.Quotes) == 0 || len(a.Cites) == 0 {
				return false
			}
			for _, w := range t.Words {
				if w.Quoted && len(w.Raw) > 4 {
					a.Text = a.Text[:w.Start] + w.Raw[:2] + "x" + w.Raw[3:] + a.Text[w.End:]
					return true
				}
			}
			return false
		}), false},
		{"S6", "the rest of a quotation", func(m *record.Matter, k int) bool {
			return sources(func(m *record.Matter, s *record.Source) bool {
				for i := range s.Lines {
					for _, app := range m.Applications {
						for _, a := range app.Affidavit.Assertions {
							for _, q := range diction.Read(a.Text, diction.Default()).Quotes {
								if words := a.Text[q.Start:q.End]; strings.HasSuffix(s.Lines[i].Text, words) && len(words) > 20 {
									s.Lines[i].Text = strings.TrimRight(s.Lines[i].Text, ".?!") + ", but not if it is cold."
									return true
								}
							}
						}
					}
				}
				return false
			})(m, k)
		}, false},
		{"S7", "a number", assertions(func(_ *record.Application, a *record.Assertion) bool {
			for _, n := range diction.Read(a.Text, diction.Default()).Numbers() {
				if len(a.Cites) > 0 && n.Kind == diction.Date {
					a.Text = a.Text[:n.Start] + "July 4, 1996" + a.Text[n.End:]
					return true
				}
			}
			return false
		}), false},
		{"S8", "the printed words of a source", sources(func(_ *record.Matter, s *record.Source) bool {
			if len(s.Lines) == 0 {
				return false
			}
			s.Lines, s.Printed = nil, record.None
			return true
		}), false},
		{"S9", "the basis of a reading", assertions(func(_ *record.Application, a *record.Assertion) bool {
			if len(a.Readings) == 0 {
				return false
			}
			for i := range a.Readings {
				a.Readings[i].Basis = ""
			}
			return true
		}), false},
		{"I1", "what tells two of one name apart", nameless, false},
		{"I2", "the spelling of a name", assertions(func(_ *record.Application, a *record.Assertion) bool {
			if len(a.Identifies) == 0 || len(a.Cites) == 0 {
				return false
			}
			name := a.Identifies[0].Name
			if i := strings.LastIndexByte(name, ' '); i > 0 && len(name) > i+4 && strings.Contains(a.Text, name) {
				other := name[:i+3] + string(name[i+2]) + name[i+3:]
				a.Text = strings.ReplaceAll(a.Text, name, other)
				a.Identifies[0].Name = other
				return true
			}
			return false
		}), false},
		{"I3", "the basis of an identification", nameless, false},
		{"I4", "which of two events is meant", papers("", func(m *record.Matter, app *record.Application) {
			twoParties(m, app)
		}), false},
		{"I5", "how a voice is known", sources(func(m *record.Matter, s *record.Source) bool {
			if len(s.Speakers) == 0 {
				return false
			}
			for i := range s.Speakers {
				s.Speakers[i].Person, s.Speakers[i].By = "", ""
			}
			for i := range m.Applications {
				for j := range m.Applications[i].Affidavit.Assertions {
					ids := m.Applications[i].Affidavit.Assertions[j].Identifies
					for k := range ids {
						ids[k].Basis, ids[k].Cites = "", nil
					}
				}
			}
			return true
		}), false},
		{"O1", "that there is another of the name", papers("", func(m *record.Matter, app *record.Application) {
			nameless(m, 0)
			for i := range m.People {
				name := m.People[i].Names()
				if len(name) == 0 || !slices.Contains(app.Respondents, m.People[i].ID) {
					continue
				}
				given, _, _ := strings.Cut(name[0], " ")
				m.Sources[0].Lines = append(m.Sources[0].Lines, record.Line{N: len(m.Sources[0].Lines) + 1, Text: "Spoke also of " + given + " Zabriskie."})
				for j := range app.Affidavit.Assertions {
					a := &app.Affidavit.Assertions[j]
					for k := range a.Identifies {
						a.Text = strings.ReplaceAll(a.Text, a.Identifies[k].Name, given)
						a.Identifies[k].Name, a.Identifies[k].Basis, a.Identifies[k].Cites = given, "", nil
					}
				}
				return
			}
		}), false},
		{"O2", "every reason to believe", unsay(reliability, knowing), false},
		{"O3", "through whose hands it came", papers("", func(m *record.Matter, app *record.Application) {
			for i := range m.Sources {
				m.Sources[i].Seen, m.Sources[i].Author = record.Read, ""
			}
			for i := range app.Affidavit.Assertions {
				a := &app.Affidavit.Assertions[i]
				for {
					hits := diction.Read(a.Text, diction.Default()).Hits(layers)
					if len(hits) == 0 {
						break
					}
					a.Text = a.Text[:hits[0].Start] + a.Text[hits[0].End:]
				}
			}
		}), false},
		{"O4", "a contrary line", func(m *record.Matter, k int) bool {
			return sources(func(m *record.Matter, s *record.Source) bool {
				for i := range s.Lines {
					for _, app := range m.Applications {
						who := m.Person(first1(app.Respondents))
						if who == nil || !strings.Contains(s.Lines[i].Text, who.Name) {
							continue
						}
						s.Lines = append(s.Lines, record.Line{N: len(s.Lines) + 1, Text: "Ruled out " + who.Name + ". It was someone else."})
						return true
					}
				}
				return false
			})(m, k)
		}, false},
		{"O5", "everything that bears it out", papers("", func(m *record.Matter, app *record.Application) {
			cutDown(app, func(a *record.Assertion) bool {
				return len(a.Cites) > 0 && !slices.ContainsFunc(a.Cites, func(c record.Cite) bool {
					return m.Source(c.Source).Kind != record.Tip
				})
			})
		}), false},
		{"O6", "what the informant gets", unsay(motives), false},
		{"P1", "what is offered for an element", papers("", func(_ *record.Matter, app *record.Application) {
			e := app.Offence.Elements[0].ID
			for i := range app.Grounds {
				if app.Grounds[i].Element == e {
					app.Grounds[i].Against = []record.PersonID{"nobody"}
				}
			}
		}), true},
		{"P2", "the words of an element", offer("X wore a green coat.", record.Agreement, record.Nature, record.Status, record.Mind), false},
		{"P3", "what he did", offer("X was standing near the door.", record.Act, record.Possession), false},
		{"P4", "what he did, but for whom he knows", offer("X is a friend of the seller.", record.Act, record.Possession), false},
		{"P5", "what each of two did", papers(record.Arrest, func(m *record.Matter, app *record.Application) {
			app.Respondents = append(app.Respondents, app.Affiant)
		}), false},
		{"P6", "the fact between two inferences", assertions(func(app *record.Application, a *record.Assertion) bool {
			if a.Basis != record.Inferred || len(a.RestsOn) == 0 {
				return false
			}
			for _, n := range a.RestsOn {
				app.Assertion(n).Basis = record.Inferred
				app.Assertion(n).Cites = nil
				app.Assertion(n).Identifies = nil
			}
			a.Cites, a.Identifies = nil, nil
			return true
		}), false},
		{"P7", "every fact but a conclusion", papers(record.Arrest, func(m *record.Matter, app *record.Application) {
			cutDown(app, func(a *record.Assertion) bool { return a.N == 1 })
			who := m.Person(app.Respondents[0]).Name
			app.Affidavit.Assertions = append(app.Affidavit.Assertions, record.Assertion{N: 2, Text: who + " did unlawfully commit it."})
		}), true},
		{"P8", "that it is fresh", papers(record.Search, func(m *record.Matter, app *record.Application) {
			unsay(delay, ongoing)(m, 0)
			app.Oath.Time = ""
			for i := range app.Presentments {
				app.Presentments[i].Time = "2049-01-01T09:00"
			}
		}), false},
		{"P9", "the tie to the place", papers(record.Search, func(m *record.Matter, app *record.Application) {
			app.Place.Describe = "the windmill at 4 Nowhere Lane"
			app.Place.Whose = nil
			app.Respondents = nil
			for i := range app.Affidavit.Assertions {
				a := &app.Affidavit.Assertions[i]
				for hits := diction.Read(a.Text, diction.Default()).Hits(premises); len(hits) > 0; {
					a.Text = a.Text[:hits[0].Start] + a.Text[hits[0].End:]
					hits = diction.Read(a.Text, diction.Default()).Hits(premises)
				}
			}
		}), true},
		{"P10", "what the experience is", papers("", func(m *record.Matter, app *record.Application) {
			cutDown(app, func(a *record.Assertion) bool {
				return !diction.Read(a.Text, diction.Default()).Has(schooling) || len(a.Cites) > 0
			})
			app.Affidavit.Assertions[0].Text += " In my experience this is common."
		}), true},
		{"P11", "all but nearness", papers(record.Search, func(m *record.Matter, app *record.Application) {
			cutDown(app, func(a *record.Assertion) bool { return false })
			app.Affidavit.Assertions = []record.Assertion{{N: 1, Text: "Drugs were found near " + app.Place.Describe + ".", Basis: record.Observed}}
		}), true},
		{"F1", "a part of a locator", sources(func(_ *record.Matter, s *record.Source) bool {
			if s.Locator.Session == "" || s.Locator.Offset == "" {
				return false
			}
			s.Locator.Offset = ""
			return true
		}), true},
		{"F2", "the mark of an inference", papers("", func(_ *record.Matter, app *record.Application) {
			for i := range app.Affidavit.Assertions {
				a := &app.Affidavit.Assertions[i]
				a.Paragraph = 1
				if a.N == len(app.Affidavit.Assertions) {
					a.Basis, a.Text = record.Inferred, "He was the one."
				}
			}
		}), false},
		{"F3", "how it is known", assertions(func(_ *record.Application, a *record.Assertion) bool {
			if a.Basis == "" || len(a.Cites) == 0 {
				return false
			}
			a.Basis, a.Text = "", "The door was green."
			return true
		}), true},
		{"F4", "every date", papers("", func(m *record.Matter, app *record.Application) {
			for i := range app.Affidavit.Assertions {
				a := &app.Affidavit.Assertions[i]
				for _, n := range slices.Backward(diction.Read(a.Text, diction.Default()).Numbers()) {
					a.Text = a.Text[:n.Start] + a.Text[n.End:]
				}
			}
			app.Affidavit.Incorporates = nil
		}), false},
		{"F5", "an attachment", says(".", ", as the attached log shows."), false},
		{"M1", "the oath", papers("", func(_ *record.Matter, app *record.Application) { app.Oath = nil }), true},
		{"M2", "that the magistrate has no part", papers("", func(m *record.Matter, app *record.Application) {
			w := magistrate(m, app)
			w.Roles = append(w.Roles, record.Prosecutor)
		}), true},
		{"M3", "that it was refused", papers("", func(m *record.Matter, app *record.Application) {
			app.Presentments = append([]record.Presentment{{
				Magistrate: app.Affiant, Decisions: []record.Decision{{Act: "denied"}},
			}}, app.Presentments...)
			for i := range app.Presentments {
				app.Presentments[i].Disclosed = nil
			}
		}), false},
		{"M4", "that all was sworn", papers("", func(_ *record.Matter, app *record.Application) { app.Presentments[0].Unsworn = "more" }), true},
		{"M5", "that the magistrate stayed away", papers("", func(_ *record.Matter, app *record.Application) {
			app.Execution = append(app.Execution, record.Execution{Act: "attempted", By: []record.PersonID{app.Presentments[0].Magistrate}})
		}), true},
		{"M6", "that it came alone", papers("", func(_ *record.Matter, app *record.Application) { app.Presentments[0].With = 40 }), true},
		{"X1", "what the warrant says", papers("", func(_ *record.Matter, app *record.Application) { app.Warrant = &record.Proposed{} }), true},
		{"X2", "that the warrant is the one asked for", papers("", func(_ *record.Matter, app *record.Application) {
			app.Warrant = &record.Proposed{Person: "Zebulon Quackenbush", Place: "3 Faraway Road", Items: []string{"a unicorn"}}
		}), true},
		{"X3", "that it was executed by day", papers(record.Search, func(m *record.Matter, app *record.Application) {
			m.Jurisdiction = "us"
			app.Execution = []record.Execution{{Act: "searched", Time: "2049-01-01T03:00", Inventory: "returned"}}
		}), true},
		{"X4", "the return", papers(record.Search, func(_ *record.Matter, app *record.Application) {
			app.Execution = []record.Execution{{Act: "searched"}}
		}), true},
		{"T1", "that the call is within the order's time", orderOf(func(o *record.Order) { o.From, o.Until = "2049-01", "2049-02" }), true},
		{"T2", "that the call is on the order's line", orderOf(func(o *record.Order) { o.Target = "the telephone 212-555-0199" }), true},
		{"T3", "that the order is for the offence", orderOf(func(o *record.Order) { o.Offences = []string{"bribery of a witness"} }), true},
		{"T4", "that the order was minimised", orderOf(func(o *record.Order) { o.Minimisation = record.NotDone }), true},
		{"T5", "the seal", orderOf(func(o *record.Order) { o.Sealed, o.Until, o.SealedOn = record.NotDone, "2001-01-01", "" }), true},
	}
}
