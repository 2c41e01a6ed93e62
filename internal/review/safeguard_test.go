package review

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// A mutation takes one safeguard out of a sound paper. It is applied at its k-th place in the matter, and reports whether
// there is one.
type mutation struct {
	code   string // the check that has to notice
	what   string
	apply  func(m *record.Matter, k int) bool
	always bool // wherever it is applied, and not merely somewhere
}

// assertions makes a mutation of the assertions for which f changes anything.
func assertions(f func(app *record.Application, a *record.Assertion) bool) func(*record.Matter, int) bool {
	return func(m *record.Matter, k int) bool {
		for i := range m.Applications {
			app := &m.Applications[i]
			for j := range app.Affidavit.Assertions {
				if a := &app.Affidavit.Assertions[j]; f(app, clone(a)) {
					if k == 0 {
						return f(app, a)
					}
					k--
				}
			}
		}
		return false
	}
}

func clone(a *record.Assertion) *record.Assertion {
	c := *a
	c.Cites, c.Readings, c.Identifies = slices.Clone(a.Cites), slices.Clone(a.Readings), slices.Clone(a.Identifies)
	return &c
}

// papers makes a mutation of the applications of a kind, or of any.
func papers(kind record.AppKind, f func(m *record.Matter, app *record.Application)) func(*record.Matter, int) bool {
	return func(m *record.Matter, k int) bool {
		for i := range m.Applications {
			if app := &m.Applications[i]; kind == "" || app.Kind == kind {
				if k == 0 {
					f(m, app)
					return true
				}
				k--
			}
		}
		return false
	}
}

// sources makes a mutation of the cited sources for which f changes anything.
func sources(f func(m *record.Matter, s *record.Source) bool) func(*record.Matter, int) bool {
	return func(m *record.Matter, k int) bool {
		for i := range m.Sources {
			probe := m.Sources[i]
			probe.Lines = slices.Clone(probe.Lines)
			probe.Speakers = slices.Clone(probe.Speakers)
			if f(m, &probe) {
				if k == 0 {
					return f(m, &m.Sources[i])
				}
				k--
			}
		}
		return false
	}
}

// says replaces the words of an assertion, or reports that they are not there.
func says(old, new string) func(*record.Matter, int) bool {
	return assertions(func(_ *record.Application, a *record.Assertion) bool {
		if !strings.Contains(a.Text, old) {
			return false
		}
		a.Text = strings.Replace(a.Text, old, new, 1)
		return true
	})
}

// drops deletes the words of a class from an assertion.
func drops(c diction.Class) func(*record.Matter, int) bool {
	return assertions(func(_ *record.Application, a *record.Assertion) bool {
		hits := diction.Read(a.Text, diction.Default()).Hits(c)
		if len(hits) == 0 || len(a.Cites) == 0 {
			return false
		}
		a.Text = strings.Join(strings.Fields(a.Text[:hits[0].Start]+a.Text[hits[0].End:]), " ")
		return true
	})
}

// unsay deletes the assertions with a word of one of the classes, and the grounds and steps that stand on them alone.
func unsay(classes ...diction.Class) func(*record.Matter, int) bool {
	return papers("", func(_ *record.Matter, app *record.Application) {
		cutDown(app, func(a *record.Assertion) bool { return !hasAny(diction.Read(a.Text, diction.Default()), classes...) })
	})
}

// cutDown leaves only some assertions in a paper.
func cutDown(app *record.Application, stays func(*record.Assertion) bool) {
	gone := func(n int) bool { return app.Assertion(n) == nil }
	app.Affidavit.Assertions = slices.DeleteFunc(app.Affidavit.Assertions, func(a record.Assertion) bool { return !stays(&a) })
	for i := range app.Affidavit.Assertions {
		a := &app.Affidavit.Assertions[i]
		a.RestsOn = slices.DeleteFunc(slices.Clone(a.RestsOn), gone)
	}
	for i := range app.Grounds {
		app.Grounds[i].On = slices.DeleteFunc(slices.Clone(app.Grounds[i].On), gone)
	}
	app.Grounds = slices.DeleteFunc(app.Grounds, func(g record.Ground) bool { return len(g.On) == 0 })
}

// offer puts one new assertion in the place of all that is offered for the first element of a kind.
func offer(text string, kinds ...record.ElementKind) func(*record.Matter, int) bool {
	return papers(record.Arrest, func(m *record.Matter, app *record.Application) {
		i := slices.IndexFunc(app.Offence.Elements, func(e record.Element) bool { return slices.Contains(kinds, e.Kind) })
		if i < 0 {
			return
		}
		n := app.Affidavit.Assertions[len(app.Affidavit.Assertions)-1].N + 1
		who := m.Person(app.Respondents[0])
		app.Affidavit.Assertions = append(app.Affidavit.Assertions, record.Assertion{
			N: n, Text: strings.ReplaceAll(text, "X", who.Name), Basis: record.Observed,
			Identifies: []record.Identification{{Name: who.Name, Person: who.ID, Basis: "known by sight"}},
		})
		e := app.Offence.Elements[i].ID
		app.Grounds = slices.DeleteFunc(app.Grounds, func(g record.Ground) bool { return g.Element == e })
		app.Grounds = append(app.Grounds, record.Ground{Element: e, On: []int{n}})
	})
}

func magistrate(m *record.Matter, app *record.Application) *record.Person {
	return m.Person(app.Presentments[0].Magistrate)
}

func orderOf(f func(*record.Order)) func(*record.Matter, int) bool {
	return func(m *record.Matter, k int) bool {
		if k >= len(m.Orders) {
			return false
		}
		f(&m.Orders[k])
		return true
	}
}

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

func first1(ids []record.PersonID) record.PersonID {
	if len(ids) == 0 {
		return ""
	}
	return ids[0]
}

// nameless writes a given name alone where an assertion and its source have the full one, and takes away what settles it.
func nameless(m *record.Matter, k int) bool {
	done := false
	for i := range m.Applications {
		app := &m.Applications[i]
		who := m.Person(first1(app.Respondents))
		if who == nil || k > 0 {
			continue
		}
		given, _, full := strings.Cut(who.Name, " ")
		if !full {
			continue
		}
		if m.Person("namesake") == nil {
			m.People = append(m.People, record.Person{ID: "namesake", Name: given + " Zabriskie"})
			who = m.Person(first1(app.Respondents))
		}
		for j := range m.Sources {
			for l := range m.Sources[j].Lines {
				m.Sources[j].Lines[l].Text = strings.ReplaceAll(m.Sources[j].Lines[l].Text, who.Name, given)
			}
		}
		for j := range app.Affidavit.Assertions {
			a := &app.Affidavit.Assertions[j]
			a.Text = strings.ReplaceAll(a.Text, who.Name, given)
			for x := range a.Identifies {
				if id := &a.Identifies[x]; id.Person == who.ID {
					id.Name, id.Basis, id.Cites = given, "", nil
					done = true
				}
			}
		}
	}
	return done
}

// twoParties puts two events of one kind in a paper, and ties the respondent to one without saying which.
func twoParties(m *record.Matter, app *record.Application) {
	n := len(app.Affidavit.Assertions) + 100
	who := m.Person(first1(app.Respondents))
	if who == nil {
		return
	}
	m.Sources = append(m.Sources, record.Source{ID: "parties", Kind: record.Interview, Declarant: app.Affiant, Author: app.Affiant, Seen: record.FirstHand, Lines: []record.Line{
		{N: 1, Text: "There was a party last night."}, {N: 2, Text: "Another party tonight."}, {N: 3, Text: "The party at the home of " + who.Name + "."},
	}})
	for i, text := range []string{"There was a party last night.", "Another party was to be tonight.", "The party was at the home of " + who.Name + "."} {
		app.Affidavit.Assertions = append(app.Affidavit.Assertions, record.Assertion{
			N: n + i, Text: text, Basis: record.Reported, Cites: []record.Cite{{Source: "parties", From: i + 1, To: i + 1}},
		})
	}
}

// speaks reports whether a check finds anything in a matter.
func speaks(m *record.Matter, code string) bool {
	c, _ := Explain(code)
	words := make(map[string]*diction.Text)
	for i := range m.Applications {
		p := newPass(m, &m.Applications[i], words)
		p.Grounds = GroundsOf(p)
		p.check = c
		c.run(p)
		if len(p.flaws) > 0 {
			return true
		}
	}
	return false
}

// TestRemoveOneSafeguard takes every safeguard out of every sound paper, one at a time, and holds that the check that
// guards it speaks, and did not before.
func TestRemoveOneSafeguard(t *testing.T) {
	names, _ := filepath.Glob("../../examples/sound/*.yaml")
	more, _ := filepath.Glob("testdata/*/sound*.yaml")
	table := mutations()
	for _, c := range Checks() {
		if !slices.ContainsFunc(table, func(m mutation) bool { return m.code == c.Code }) {
			t.Errorf("%s: no safeguard is taken out for it", c.Code)
		}
	}
	for _, mu := range table {
		t.Run(mu.code, func(t *testing.T) {
			t.Parallel()
			tried, seen := 0, 0
			for i, name := range append(slices.Clone(names), more...) {
				if i >= len(names) && seen > 0 {
					break // the examples have shown it
				}
				for k := 0; k < 4; k++ {
					m := matter(t, name)
					if !mu.apply(m, k) {
						break
					}
					tried++
					if speaks(m, mu.code) {
						seen++
					} else if mu.always {
						t.Errorf("%s: without %s (place %d) nothing is said", name, mu.what, k)
					}
				}
			}
			if seen == 0 {
				t.Errorf("without %s nothing is said, in %d places", mu.what, tried)
			}
			t.Logf("%s without %s: noticed in %d of %d places", mu.code, mu.what, seen, tried)
		})
	}
}
