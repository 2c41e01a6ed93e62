package review

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

// executionChecks asks what the warrant says, and how it was carried out.
func executionChecks() []*Check {
	return []*Check{noParticularity, warrantUnlikeApplication, outOfTime, noReturn}
}

var outOfTime = &Check{
	Code:  "X3",
	Name:  "out-of-time",
	Title: "Executed late, or at night",
	Why: "The rule of the jurisdiction sets within how many days a search warrant is to be executed and, without special leave, " +
		"between which hours. What follows from a breach differs; it is noted here and weighed elsewhere.",
	Rests:    []doctrine.Cite{{Authority: "frcrp-41", Pin: "(e)(2)(A)"}},
	Severity: Care, Force: Note, Link: OnExecution, By: "court",
	Mend: "When was it executed, and does the warrant allow the hour?",
	run:  findOutOfTime,
}

func findOutOfTime(p *Pass) {
	rule, ok := clocks().hours(p.Matter.Jurisdiction)
	if !ok || p.App.Kind != record.Search {
		return
	}
	issued := p.issued()
	for _, x := range p.App.Execution {
		if x.Act != "searched" {
			continue
		}
		if days, _, known := issued.Days(x.Time); known && days > rule.Days {
			p.Report(Flaw{
				Message: fmt.Sprintf("The warrant was issued %s and executed %s, %d days later. %s allows %d.", issued, x.Time, days, rule.Says, rule.Days),
				Asks:    "Was the warrant executed in time?",
			})
		}
		if hour, ok := clockOf(x.Time); ok && x.Night == "" && rule.From != "" && (hour < rule.From || hour >= rule.To) {
			p.Report(Flaw{
				Message: fmt.Sprintf("The search was carried out at %s, outside the hours %s to %s of %s. No leave for the night is shown.", hour, rule.From, rule.To, rule.Says),
				Asks:    "Was the search carried out at an hour that the warrant allowed?",
			})
		}
	}
}

// issued is when the warrant was issued, as far as known.
func (p *Pass) issued() record.When {
	var out record.When
	for _, pr := range p.App.Presentments {
		for _, x := range pr.Decisions {
			switch {
			case !x.Grants():
			case x.Time.Known():
				out = x.Time
			default:
				out = pr.Time
			}
		}
	}
	return out
}

// clockOf returns the time of day of w as HH:MM, if w is a single known minute.
func clockOf(w record.When) (string, bool) {
	t, err := time.Parse("2006-01-02T15:04", string(w))
	return t.Format("15:04"), err == nil
}

var noReturn = &Check{
	Code:  "X4",
	Name:  "no-return",
	Title: "No return is shown",
	Why: "One who searches has to leave an inventory and return it to the court, and one who arrests has to bring the person " +
		"before a magistrate without unnecessary delay. The record shows neither.",
	Rests:    []doctrine.Cite{{Authority: "frcrp-41", Pin: "(f)(1)"}},
	Severity: Care, Force: Note, Link: OnExecution, By: "court",
	Mend: "Is there an inventory, or an appearance, that the record lacks?",
	run:  findNoReturn,
}

func findNoReturn(p *Pass) {
	for _, x := range p.App.Execution {
		switch x.Act {
		case "searched":
			if x.Inventory == "" && p.App.Kind == record.Search {
				p.Report(Flaw{
					Message: fmt.Sprintf("The search of %s has no inventory in the record.", x.Time),
					Asks:    "Was an inventory made and returned?",
				})
			}
		case "arrested":
			for _, who := range x.Persons {
				held := func(c record.Custody) bool { return c.Person == who }
				seen := func(c record.Custody) bool { return c.Person == who && p.Text(c.Act).Has(appeared) }
				if slices.ContainsFunc(p.App.Custody, held) && !slices.ContainsFunc(p.App.Custody, seen) {
					p.Report(Flaw{
						Respondents: []record.PersonID{who},
						Message:     fmt.Sprintf("%s was arrested and held, and the record shows no appearance before a magistrate.", p.calledBy(who)),
						Asks:        "When was the person brought before a magistrate?",
					})
				}
			}
		}
	}
}

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
	if w.Attached {
		return
	}
	text := p.content(p.Text(w.Text))
	if w.Place == "" && p.App.Place != nil && shared(p.content(p.Text(p.App.Place.Describe)), text) < 2 {
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
	if !slices.ContainsFunc(w.Items, func(s string) bool { return !p.describesNothing(s) }) {
		say(w.Items[0], fmt.Sprintf("The warrant lists only %s, which tells no thing from any other.", quote(strings.Join(w.Items, "; "))))
	}
}

// repeatsPlace reports whether an item is only the place again.
func (p *Pass) repeatsPlace(item string) bool {
	if p.App.Place == nil {
		return false
	}
	words := p.content(p.Text(item))
	place := p.content(p.Text(p.App.Place.Describe + " " + p.App.Warrant.Place))
	return len(words) > 0 && shared(words, place) == len(words)
}

// describesNothing reports whether an item is a general phrase with hardly a word beside it.
func (p *Pass) describesNothing(item string) bool {
	t := p.Text(item)
	hits := t.Hits(generic)
	if len(hits) == 0 {
		return false
	}
	rest := 0
	for _, u := range t.Terms() {
		if !slices.ContainsFunc(hits, func(h diction.Hit) bool { return h.First <= u.First && u.Last <= h.Last }) {
			rest++
		}
	}
	return rest <= 1
}

func (p *Pass) namesRespondent(t *diction.Text) bool {
	return slices.ContainsFunc(p.App.Respondents, func(r record.PersonID) bool {
		who := p.paper().person[r]
		return who != nil && p.likeNamed(t, who)
	})
}

// likeNamed reports whether a text names someone in a way that fits a person.
func (p *Pass) likeNamed(t *diction.Text, who *record.Person) bool {
	if p.namesPerson(t, who) {
		return true
	}
	for _, n := range t.Names() {
		if slices.ContainsFunc(who.Names(), func(own string) bool { return p.Lexicon.LikeName(n.Text, own).Fits() }) {
			return true
		}
	}
	return false
}

var warrantUnlikeApplication = &Check{
	Code:  "X2",
	Name:  "warrant-unlike-application",
	Title: "The warrant is not what was asked for",
	Why: "Probable cause was sworn for one person, place or set of things, and the warrant is for another. What the warrant " +
		"commands beyond the application no oath supports.",
	Rests:    []doctrine.Cite{{Authority: "us-const-amend-4"}, {Authority: "groh-2004", Pin: "557-563"}},
	Severity: Who, Force: Decisive, Link: OnParticularity, By: "court",
	Mend: "Which is right, the warrant or the application?",
	run:  findUnlike,
}

func findUnlike(p *Pass) {
	w := p.App.Warrant
	if w == nil {
		return
	}
	asks := "Does the warrant command what was asked for?"
	if t := p.Text(w.Person); p.App.Kind == record.Arrest && len(t.Names()) > 0 && !p.namesRespondent(t) && len(p.App.Respondents) > 0 {
		p.Report(Flaw{
			Message: fmt.Sprintf("The warrant names %s. The application is against %s.", quote(w.Person), p.calledBy(p.App.Respondents[0])), Asks: asks,
		})
	}
	if p.App.Kind != record.Search {
		return
	}
	if p.App.Place != nil && w.Place != "" && p.otherPlace(p.Text(p.App.Place.Describe), p.Text(w.Place)) {
		p.Report(Flaw{
			Message: fmt.Sprintf("The warrant is for %s. The application asks for %s.", quote(w.Place), quote(p.App.Place.Describe)), Asks: asks,
		})
	}
	asked := make(map[string]bool)
	for _, s := range p.App.Items {
		for word := range p.content(p.Text(s)) {
			asked[word] = true
		}
	}
	for _, item := range w.Items {
		if len(p.App.Items) > 0 && !p.describesNothing(item) && !p.repeatsPlace(item) && shared(p.content(p.Text(item)), asked) == 0 {
			p.Report(Flaw{
				Message: fmt.Sprintf("The warrant lists %s. The application asks for nothing of the kind.", quote(item)), Asks: asks,
			})
		}
	}
}

// otherPlace reports whether two descriptions cannot be of one place: their addresses differ, or, where neither has one,
// they share no word.
func (p *Pass) otherPlace(a, b *diction.Text) bool {
	numbers := func(t *diction.Text, kinds ...diction.NumberKind) []diction.Number {
		return slices.DeleteFunc(t.Numbers(), func(n diction.Number) bool { return !slices.Contains(kinds, n.Kind) })
	}
	for _, kind := range []diction.NumberKind{diction.Address, diction.Plate, diction.Phone} {
		x, y := numbers(a, kind), numbers(b, kind)
		if len(x) > 0 && len(y) > 0 {
			return !slices.ContainsFunc(x, func(n diction.Number) bool { return slices.ContainsFunc(y, n.Same) })
		}
	}
	return shared(p.content(a), p.content(b)) == 0
}
