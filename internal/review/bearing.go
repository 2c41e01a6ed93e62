package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

// A Bearing is what in a source that came in after the oath touches what a warrant rests on, so that whoever holds it is to see the source before it is
// executed. It is no flaw: the paper was sworn before, and nothing is said of whether the source is right. A word too many is shown rather than one too few.
type Bearing struct {
	On   string // place, person or thing
	Line int    // of the source
	Says string // the sentence
	Of   string // what it touches, in the paper's own words
	Rest bool   // that is not what the warrant is for, but a sentence on which it rests
}

// Message says a bearing in a sentence.
func (b Bearing) Message(s record.SourceID) string {
	is := "the warrant is for"
	if b.Rest {
		is = "it was sworn that"
	}
	return fmt.Sprintf("The %s: source %s says %q, and %s %q.", b.On, s, b.Says, is, b.Of)
}

// mostBearings is how many bearings of one source are told: whoever reads one reads the source.
const mostBearings = 3

// Bearings returns what in a source touches the place, the people or the things of an application, or tells of what is sworn with someone else in it.
func Bearings(m *record.Matter, law *doctrine.Law, app record.AppID, source record.SourceID) []Bearing {
	a, s := m.Application(app), m.Source(source)
	if a == nil || s == nil {
		return nil
	}
	words := law.Lexicon()
	x := newBearer(m, a, words)
	var list []Bearing
	seen := map[string]bool{}
	for _, l := range s.Lines {
		t := diction.Read(l.Text, words)
		for _, part := range t.Sentences {
			b, ok := x.of(diction.Read(l.Text[part.Start:part.End], words))
			if !ok || seen[b.On+b.Of] {
				continue
			}
			seen[b.On+b.Of] = true
			b.Line = l.N
			if list = append(list, b); len(list) == mostBearings {
				return list
			}
		}
	}
	return list
}

// A bearer holds sentences against one application.
type bearer struct {
	people map[record.PersonID][]string // the names of those it is against, and of those whose place it is
	places []place
	things []worded // what is to be seized
	sworn  []worded
	named  []string // whoever the paper names
}

type place struct {
	worded
	streets []string // number and street, folded: 4 water
}

type worded struct {
	text string
	in   map[string]bool // its words of content, names left out
}

func newBearer(m *record.Matter, a *record.Application, words *diction.Lexicon) *bearer {
	x := &bearer{people: map[record.PersonID][]string{}}
	who := slices.Clone(a.Respondents)
	if a.Place != nil {
		sites := append([]record.Site{{Describe: a.Place.Describe, Whose: a.Place.Whose}}, a.Place.Also...)
		for _, site := range sites {
			t := diction.Read(site.Describe, words)
			x.places = append(x.places, place{contentOf(t), streetsOf(t)})
			who = append(who, site.Whose...)
		}
	}
	for _, id := range who {
		if p := m.Person(id); p != nil {
			x.people[id] = p.Names()
		}
	}
	for _, i := range a.Items {
		x.things = append(x.things, contentOf(diction.Read(i, words)))
	}
	for _, s := range a.Affidavit.Assertions {
		t := diction.Read(s.Text, words)
		x.sworn = append(x.sworn, contentOf(t))
		for _, n := range t.Names() {
			x.named = append(x.named, n.Text)
		}
	}
	if p := m.Person(a.Affiant); p != nil { // who writes it is in all of it
		x.named = append(x.named, p.Names()...)
	}
	return x
}

// contentOf returns a text with its words of content: without names, and without those by which anyone's address is told.
func contentOf(t *diction.Text) worded {
	w := worded{text: t.Raw, in: map[string]bool{}}
	skip := map[int]bool{}
	for _, n := range t.Names() {
		for i := n.First; i <= n.Last; i++ {
			skip[i] = true
		}
	}
	for _, h := range slices.Concat(t.Hits(diction.Street), t.Hits(livesAt)) {
		for i := h.First; i <= h.Last; i++ {
			skip[i] = true
		}
	}
	for _, u := range t.Terms() {
		for i := u.First; i <= u.Last; i++ {
			if !skip[i] {
				w.in[t.Words[i].Stem] = true
			}
		}
	}
	return w
}

// SameWords reports whether two texts have a word of content in common, by the law's vocabulary, names apart.
func SameWords(law *doctrine.Law, a, b string) bool {
	words := law.Lexicon()
	return shared(contentOf(diction.Read(a, words)).in, contentOf(diction.Read(b, words)).in) > 0
}

// streetsOf returns the numbers of houses in a text, each with the word that follows: 4 water.
func streetsOf(t *diction.Text) []string {
	var list []string
	for i := 0; i+1 < len(t.Words); i++ {
		n, next := t.Words[i].Norm, t.Words[i+1]
		if strings.Trim(n, "0123456789") == "" && n != "" && next.Raw != strings.ToLower(next.Raw) {
			list = append(list, n+" "+next.Norm)
		}
	}
	return list
}

// of returns on what of the application a sentence bears.
func (x *bearer) of(t *diction.Text) (Bearing, bool) {
	said, streets, names := contentOf(t), streetsOf(t), t.Names()
	says := strings.TrimSpace(t.Raw)
	whom, about := x.against(names)
	for _, p := range x.places {
		here := slices.ContainsFunc(p.streets, func(s string) bool { return slices.Contains(streets, s) })
		other := slices.ContainsFunc(streets, func(s string) bool { return !slices.Contains(p.streets, s) })
		switch {
		case here && (t.Has(changedPlace) || other):
			return Bearing{On: "place", Says: says, Of: p.text}, true
		case about && other && !here && t.Has(livesAt):
			return Bearing{On: "place", Says: says, Of: p.text}, true
		case about && t.Has(changedPlace) && (here || shared(p.in, said.in) > 0):
			return Bearing{On: "place", Says: says, Of: p.text}, true
		}
	}
	if about && t.Has(changedPerson) {
		return Bearing{On: "person", Says: says, Of: whom}, true
	}
	other := slices.ContainsFunc(names, func(n diction.Name) bool { return !x.knows(n.Text) })
	for _, w := range x.sworn {
		if n := shared(w.in, said.in); n >= 2 && (other || t.Has(changedPerson)) {
			return Bearing{On: "person", Says: says, Of: w.text, Rest: true}, true
		}
	}
	if !t.Has(changedThing) {
		return Bearing{}, false
	}
	for _, w := range x.things {
		if shared(w.in, said.in) > 0 {
			return Bearing{On: "thing", Says: says, Of: w.text}, true
		}
	}
	for _, w := range x.sworn {
		if shared(w.in, said.in) >= 2 {
			return Bearing{On: "thing", Says: says, Of: w.text, Rest: true}, true
		}
	}
	return Bearing{}, false
}

// against returns the first of those whom the application is against that a sentence names.
func (x *bearer) against(names []diction.Name) (string, bool) {
	for _, n := range names {
		for _, id := range sortedPersons(x.people) {
			if slices.ContainsFunc(x.people[id], func(as string) bool { return diction.LikeName(n.Text, as).Fits() }) {
				return x.people[id][0], true
			}
		}
	}
	return "", false
}

// knows reports whether the paper is against a person of this name, or names one.
func (x *bearer) knows(name string) bool {
	fits := func(as string) bool { return diction.LikeName(name, as).Fits() }
	for _, list := range x.people {
		if slices.ContainsFunc(list, fits) {
			return true
		}
	}
	return slices.ContainsFunc(x.named, fits)
}

func sortedPersons(m map[record.PersonID][]string) []record.PersonID {
	var list []record.PersonID
	for id := range m {
		list = append(list, id)
	}
	slices.Sort(list)
	return list
}
