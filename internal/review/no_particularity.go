package review

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

var noParticularity = &Check{
	Code:  "X1",
	Name:  "no-particularity",
	Title: "The warrant does not say whom, where or what",
	Why: "A warrant has to describe particularly the place to be searched and the persons or things to be seized, on its face or " +
		"by a paper that it incorporates and that goes with it. What the application says does not save a warrant that is silent.",
	Rests:    []doctrine.Cite{{Authority: "us-const-amend-4"}, {Authority: "groh-2004", Pin: "557-563"}, {Authority: "lo-ji-1979", Pin: "326-327"}},
	Severity: Who, Force: Decisive, Link: OnParticularity, By: "court",
	Mend: "Does the warrant itself name the person, the place and the things?",
	run:  findGeneral,
}

func findGeneral(p *Pass) {
	w := p.App.Warrant
	if w == nil {
		return
	}
	say := func(span, msg string) {
		p.Report(Flaw{Message: msg, Asks: "Does the warrant say particularly whom or what, and where?", Sworn: span})
	}
	if p.App.Kind == record.Arrest {
		switch t := p.Text(w.Person); {
		case w.Person == "" && !p.namesRespondent(p.Text(w.Text)):
			say("", "The warrant names no one to be arrested.")
		case w.Person != "" && t.Has(unnamed) && len(p.content(t)) <= 4 && !p.namesRespondent(t):
			say(w.Person, fmt.Sprintf("The warrant names only %s.", quote(w.Person)))
		}
		return
	}
	if w.Attached { // what goes with a warrant makes good what it leaves out, unless it is as silent
		if items := slices.Concat(w.Items, p.App.Items); len(items) > 0 && !slices.ContainsFunc(items, func(s string) bool { return !p.describesNothing(s) }) {
			say(items[0], fmt.Sprintf("The warrant lists only %s, which tells no thing from any other, and what is attached to it lists no more.", quote(items[0])))
		}
	}
	place, asked := w.Place, ""
	if w.Attached && p.App.Place != nil {
		asked = p.App.Place.All()
		place = cmp.Or(place, asked)
	}
	if p.anyPlace(place) && (asked == "" || p.anyPlace(asked)) {
		say(place, fmt.Sprintf("The warrant describes the place as %s, which may be any of that street or town.", quote(place)))
	}
	if w.Attached {
		return
	}
	text := p.content(p.Text(w.Text))
	if w.Place == "" && p.App.Place != nil && shared(p.content(p.Text(p.App.Place.All())), text) < 2 {
		say("", "The warrant describes no place to be searched.")
	}
	if len(w.Items) == 0 {
		if !slices.ContainsFunc(p.App.Items, func(s string) bool { return shared(p.content(p.Text(s)), text) > 0 }) {
			say("", "The warrant lists no things to be seized, and no affidavit is attached to it.")
		}
		return
	}
	if !slices.ContainsFunc(w.Items, func(s string) bool { return !p.repeatsPlace(s) }) {
		say(w.Items[0], fmt.Sprintf("Where the warrant should list the things to be seized it has %s, which is the place.", quote(w.Items[0])))
		return
	}
	if !slices.ContainsFunc(w.Items, func(s string) bool { return !p.describesNothing(s) && !p.pointsToPaper(s) }) {
		say(w.Items[0], fmt.Sprintf("The warrant lists only %s, which tells no thing from any other.", quote(strings.Join(w.Items, "; "))))
	}
}

// pointsToPaper reports whether an item is no description but points to a paper that has one: the things described in the affidavit.
// That makes good only what goes with the warrant (Groh v. Ramirez, 540 U.S. at 557-558).
func (p *Pass) pointsToPaper(item string) bool {
	t := p.Text(item)
	return t.Has(setOut) && t.Has(sheets) && !marksOutThing(t)
}

// anyPlace reports whether a description is of a sort of place and the street or town that it stands in, and of nothing that
// tells it from the others there: a house on Oak Street. A number, a name, a colour or another mark tells it.
func (p *Pass) anyPlace(place string) bool {
	t := p.Text(place)
	if len(t.Words) == 0 || t.Words[0].Norm != "a" && t.Words[0].Norm != "an" || !hasAny(t, premises, building) {
		return false
	}
	street := 0 // words before it are the name of the street
	for _, h := range t.Hits(diction.Street) {
		if h.First > 0 && capital(t.Words[h.First].Raw) {
			street = h.Last + 1
		}
	}
	for _, u := range t.Terms() {
		for i := u.First; i <= u.Last; i++ {
			w := t.Words[i]
			town := street > 0 && i >= street || i > 0 && (t.Words[i-1].Norm == "in" || t.Words[i-1].Norm == "of")
			switch {
			case strings.ContainsFunc(w.Raw, unicode.IsDigit):
				return false
			case capital(w.Raw) && i > 0:
				if i >= street && !town {
					return false
				}
			case !hasAt(t, premises, i) && !hasAt(t, building, i):
				return false
			}
		}
	}
	return true
}

// repeatsPlace reports whether an item is only the place again.
func (p *Pass) repeatsPlace(item string) bool {
	if p.App.Place == nil {
		return false
	}
	words := p.content(p.Text(item))
	place := p.content(p.Text(p.App.Place.All() + " " + p.App.Warrant.Place))
	return len(words) > 0 && shared(words, place) == len(words)
}

// marksOutThing reports whether an item has a make, a name, a number or a date, which tells it from others.
func marksOutThing(t *diction.Text) bool {
	for i, w := range t.Words {
		if i > 0 && (capital(w.Raw) && len(w.Raw) > 1 && !standsAt(t, sheets, i) || strings.ContainsFunc(w.Raw, unicode.IsDigit)) {
			return true
		}
	}
	return false
}

// describesNothing reports whether an item is a general phrase with hardly a word beside it.
func (p *Pass) describesNothing(item string) bool {
	t := p.Text(item)
	if !t.Has(generic) {
		return false
	}
	hits := slices.Concat(t.Hits(generic), t.Hits(padding))
	rest := 0
	if marksOutThing(t) {
		return false
	}
	for _, u := range t.Terms() {
		if !slices.ContainsFunc(hits, func(h diction.Hit) bool { return h.First <= u.First && u.Last <= h.Last }) {
			rest++
		}
	}
	return rest <= 1
}
