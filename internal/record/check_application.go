package record

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/affiant-project/affiant/internal/fault"
)

// application checks what holds within one application: that an arrest names someone and a search a place, that the
// numbers of assertions and the names of elements are there, and that nothing was executed that was not granted.
func (c *checker) application(path string, a *Application) {
	switch {
	case a.Kind == Arrest && len(a.Respondents) == 0:
		c.add(path+".respondents", "respondents is missing", "whom the arrest warrant is against")
	case a.Kind == Search && a.Place == nil:
		c.add(path+".place", "place is missing", "where the search is to be made")
	}
	c.distinct(path+".offence.elements", "id", ids(a.Offence.Elements, func(e Element) ElementID { return e.ID }))
	list := path + ".affidavit.assertions"
	c.ascending(list, "assertion", len(a.Affidavit.Assertions), func(i int) int { return a.Affidavit.Assertions[i].N })
	for i := range a.Affidavit.Assertions {
		c.assertion(c.at(list, i), a, &a.Affidavit.Assertions[i])
	}
	c.circular(list, a)
	for i, g := range a.Grounds {
		p := c.at(path+".grounds", i)
		c.element(p+".element", a, g.Element)
		c.numbers(p+".on", a, g.On)
		c.parties(p+".against", a, g.Against)
	}
	c.distinct(path+".questions", "id", ids(a.Questions, func(q Question) QuestionID { return q.ID }))
	for i, pr := range a.Presentments {
		for j, d := range pr.Decisions {
			p := c.at(c.at(path+".presentments", i)+".decisions", j)
			c.parties(p+".respondents", a, d.Respondents)
			for k, f := range d.Findings {
				c.element(c.at(p+".findings", k)+".element", a, f.Element)
			}
		}
	}
	c.warrants(path, a)
	c.dates(path, a)
	if len(a.Execution) > 0 && !a.everGranted() {
		c.missing(path+".execution", "grant:"+string(a.ID), "there is an execution, but no warrant was granted",
			"a decision granted or modified under presentments, or no execution")
	}
}

// element checks that the offence has an element of this id.
func (c *checker) element(path string, a *Application, id ElementID) {
	if id != "" && a.Element(id) == nil {
		c.missing(path, "element:"+string(a.ID)+"/"+string(id), fmt.Sprintf("there is no element %q", string(id)),
			"the id of an element of the offence"+fault.DidYouMean(string(id), ids(a.Offence.Elements, func(e Element) ElementID { return e.ID })))
	}
}

// warrants checks what was issued: that it was granted, against people of this application, each under its own id; and that
// what was executed is one of them, if it says which.
func (c *checker) warrants(path string, a *Application) {
	names := ids(a.Warrants, func(w Issued) WarrantID { return w.ID })
	c.distinct(path+".warrants", "id", names)
	for i, w := range a.Warrants {
		c.parties(c.at(path+".warrants", i)+".respondents", a, w.Respondents)
	}
	if len(a.Warrants) > 0 && !a.everGranted() {
		c.missing(path+".warrants", "grant:"+string(a.ID), "there is a warrant issued, but none was granted",
			"a decision granted or modified under presentments, or no warrant")
	}
	for i, x := range a.Execution {
		if x.Warrant != "" && a.Issued(x.Warrant) == nil {
			c.missing(c.at(path+".execution", i)+".warrant", "warrant:"+string(a.ID)+"/"+string(x.Warrant), fmt.Sprintf("there is no warrant %q", string(x.Warrant)),
				"the id of an entry under warrants"+fault.DidYouMean(string(x.Warrant), names))
		}
	}
}

func (a *Application) everGranted() bool {
	return slices.ContainsFunc(a.Presentments, func(p Presentment) bool {
		return slices.ContainsFunc(p.Decisions, func(d Decision) bool { return d.Grants() })
	})
}

// parties checks that each person is a respondent, or one whose place is to be searched. That the person exists is
// checked elsewhere.
func (c *checker) parties(path string, a *Application, who []PersonID) {
	for i, p := range who {
		if c.x.Persons[p] == nil || slices.Contains(a.Respondents, p) || a.Place != nil && slices.Contains(a.Place.Occupants(), p) {
			continue
		}
		c.missing(c.at(path, i), "respondent:"+string(a.ID), fmt.Sprintf("%s is no respondent of %s", p, a.ID),
			"one of "+strings.Join(words(a.Respondents), ", "))
	}
}

// numbers checks that assertions with these numbers are there.
func (c *checker) numbers(path string, a *Application, list []int) {
	for i, n := range list {
		if n > 0 && a.Assertion(n) == nil {
			c.missing(c.at(path, i), fmt.Sprintf("assertion:%s/%d", a.ID, n), fmt.Sprintf("there is no assertion %d", n),
				"the number of an assertion of this affidavit")
		}
	}
}

// assertion checks what an assertion names: its sources, other assertions, and the words that it reads or identifies,
// which must occur in it or in what it cites.
func (c *checker) assertion(path string, a *Application, s *Assertion) {
	c.cites(path+".cites", s.Cites)
	c.numbers(path+".rests_on", a, s.RestsOn)
	if i := slices.Index(s.RestsOn, s.N); i >= 0 && s.N > 0 {
		c.add(c.at(path+".rests_on", i), fmt.Sprintf("assertion %d rests on itself", s.N), "other assertions")
	}
	readable := sync.OnceValues(func() (behind, bool) { return c.readable(s) }) // long, and mostly not needed
	lacks := func(words string) (behind, bool) {
		if strings.TrimSpace(words) == "" || HasWords(s.Text, words) {
			return behind{}, false
		}
		b, checkable := readable()
		return b, checkable && !HasWords(b.text, words)
	}
	for i, r := range s.Readings {
		if b, missing := lacks(r.Words); missing {
			c.missing(c.at(path+".readings", i)+".words", "words:"+b.from, fmt.Sprintf("the words %q are neither in the assertion nor in what it cites", r.Words),
				"words exactly as one of them has them"+otherwise(b.text, r.Words))
		}
	}
	for i, d := range s.Identifies {
		p := c.at(path+".identifies", i)
		if b, missing := lacks(d.Name); missing {
			c.missing(p+".name", "words:"+b.from, fmt.Sprintf("the name %q is neither in the assertion nor in what it cites", d.Name),
				"the name exactly as one of them has it"+otherwise(b.text, d.Name))
		}
		c.cites(p+".cites", d.Cites)
	}
}

// behind is the text of an assertion and of the lines it cites, and the sources cited.
type behind struct{ text, from string }

// readable returns what stands behind an assertion. It is not checkable if the assertion has no text, if a citation leads
// nowhere, or if it leads to words that are not in the record.
func (c *checker) readable(s *Assertion) (b behind, checkable bool) {
	if s.Text == "" {
		return behind{}, false
	}
	text := s.Text + "\x00"
	var cited []string
	for _, cite := range s.Cites {
		cite.Words = ""
		lines, src, err := c.x.Resolve(cite)
		if err != nil || src.Extent() == None || slices.ContainsFunc(lines, func(l *Line) bool { return l.Cut != "" }) {
			return behind{}, false
		}
		text += joined(lines) + "\x00"
		cited = append(cited, cite.String())
	}
	return behind{text, strings.Join(cited, ",")}, true
}

// circular checks that no assertion rests on itself by way of others.
func (c *checker) circular(list string, a *Application) {
	const visiting, done = 1, 2
	state := map[int]int{}
	var visit func(n int) bool
	visit = func(n int) bool {
		s := a.Assertion(n)
		if s == nil || state[n] == done {
			return false
		}
		if state[n] == visiting {
			return true
		}
		state[n] = visiting
		round := slices.ContainsFunc(s.RestsOn, func(r int) bool { return r != n && visit(r) })
		state[n] = done
		return round
	}
	for i, s := range a.Affidavit.Assertions {
		if visit(s.N) {
			c.add(c.at(list, i)+".rests_on", fmt.Sprintf("assertion %d rests on itself by way of others", s.N), "an inference that starts elsewhere")
		}
	}
}

// statement checks the citations of a statement, the assertions it touches, and of which application a factor is.
func (c *checker) statement(path string, s *Statement) {
	c.cites(path+".cites", s.Cites)
	for i, on := range s.On {
		app, number, _ := strings.Cut(on, ".")
		a := c.x.Applications[AppID(app)]
		n, err := strconv.Atoi(number)
		if a == nil {
			c.missing(c.at(path+".on", i), "application:"+app, fmt.Sprintf("there is no application %q", app),
				"APPLICATION.NUMBER, with the id of an application and the number of an assertion")
		} else if err != nil || a.Assertion(n) == nil {
			c.missing(c.at(path+".on", i), "assertion:"+app+"/"+number, fmt.Sprintf("%s has no assertion %q", app, number),
				"APPLICATION.NUMBER, with the number of an assertion")
		}
	}
	c.factor(path, s)
}

// factor checks what a statement says of a factor: of which application, against whom, and where it shows. Which factors there are
// is for the casebook to say.
func (c *checker) factor(path string, s *Statement) {
	if s.Factor == "" {
		switch {
		case s.Says == Stated:
			c.add(path+".factor", "factor is missing", "the id of the factor that is stated to be there; anything else is disputed, conceded or unknown")
		case s.Application != "" || len(s.Respondents) > 0:
			c.add(path+".factor", "factor is missing", "the id of a factor, with which application and respondents go; or neither of them")
		}
		return
	}
	a := c.x.Applications[s.Application]
	if a == nil {
		if s.Application == "" { // of one that is named and is not there, its own check speaks
			c.add(path+".application", "application is missing", "the id of the application that the factor is about")
		}
		return
	}
	c.parties(path+".respondents", a, s.Respondents)
	for i, on := range s.On {
		if app, _, _ := strings.Cut(on, "."); app != string(a.ID) && c.x.Applications[AppID(app)] != nil {
			c.add(c.at(path+".on", i), fmt.Sprintf("the factor is of %s, and this is an assertion of %s", a.ID, app), "assertions of "+string(a.ID))
		}
	}
	if len(s.Cites)+len(s.On) == 0 && (s.Says == Stated || s.Says == Conceded) {
		c.add(path+".cites", "nothing says where the factor shows", "cites, the lines of a source that show it, or on, the assertions that tell it")
	}
}
