package review

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
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
		p := newPass(m, &m.Applications[i], doctrine.Default(), words)
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
