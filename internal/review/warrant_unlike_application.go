package review

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

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
	unlike := func(format string, args ...any) {
		p.Report(Flaw{Message: fmt.Sprintf(format, args...), Asks: "Does the warrant command what was asked for?"})
	}
	if p.App.Kind == record.Arrest {
		p.unlikePerson(p.Text(w.Person))
		return
	}
	if p.App.Place != nil && w.Place != "" {
		given := p.Text(w.Place)
		asked := p.Text(p.placesIn(given))
		if p.otherPlace(asked, given) {
			unlike("The warrant is for %s. The application asks for %s.", quote(w.Place), quote(asked.Raw))
		} else if more := p.morePlace(asked, given); more != "" {
			unlike("The warrant is for %s. The application asks for %s, and not for %s.", quote(w.Place), quote(asked.Raw), quote(more))
		} else if mine, theirs, ok := otherCode(given, asked); ok {
			unlike("The warrant is for a place or thing with number %s. The application has %s.", mine, theirs)
		}
	}
	p.unlikeItems(unlike)
}

// unlikePerson looks for respondents whom the warrant does not name, and for another whom it names. What it lacks goes to
// those whom it does not name: the warrant of one who is named is the one that was asked for. If all are named and another
// too, the warrant as a whole is more than was asked for.
func (p *Pass) unlikePerson(t *diction.Text) {
	if len(p.App.Respondents) == 0 || len(t.Names()) == 0 {
		return
	}
	var lacks []record.PersonID
	for _, r := range p.App.Respondents {
		if who := p.paper().person[r]; who == nil || !p.likeNamed(t, who) && !p.hasAllOfName(t, who) {
			lacks = append(lacks, r)
		}
	}
	asks := "Does the warrant command what was asked for?"
	if len(lacks) == len(p.App.Respondents) {
		for _, r := range lacks {
			p.Report(Flaw{Respondents: []record.PersonID{r}, Asks: asks,
				Message: fmt.Sprintf("The warrant names %s. The application is against %s.", quote(t.Raw), p.calledBy(r))})
		}
	} else if other := p.namesAnother(t); other != "" {
		p.Report(Flaw{Respondents: lacks, Asks: asks,
			Message: fmt.Sprintf("The warrant names %s too. The application is not against %s.", other, other)})
	}
}

// hasAllOfName reports whether a text has every word of a person's name, whatever it has between them: a second given name, an address.
func (p *Pass) hasAllOfName(t *diction.Text, who *record.Person) bool {
	return slices.ContainsFunc(who.Names(), func(n string) bool {
		tokens := p.parts(n).Tokens
		return len(tokens) > 1 && !slices.ContainsFunc(tokens, func(token string) bool { return !hasFolded(t, token) })
	})
}

// unlikeItems looks for things in the warrant that the application does not ask for: of another kind, with another number,
// or a phrase that takes in anything where the application names its things.
func (p *Pass) unlikeItems(unlike func(string, ...any)) {
	if len(p.App.Items) == 0 {
		return
	}
	all := p.Text(strings.Join(p.App.Items, "; "))
	asked := p.content(all)
	general := slices.ContainsFunc(p.App.Items, p.describesNothing)
	described := slices.ContainsFunc(p.App.Warrant.Items, func(s string) bool { return !p.describesNothing(s) })
	for _, item := range p.App.Warrant.Items {
		switch t := p.Text(item); {
		case p.repeatsPlace(item):
		case p.describesNothing(item):
			if described && !general {
				unlike("The warrant adds %s, which takes in anything. The application names the things it asks for.", quote(item))
			}
		case shared(p.content(t), asked) == 0 && p.pointsToPaper(item): // whether the paper is there, X1 asks
		case shared(p.content(t), asked) == 0:
			unlike("The warrant lists %s. The application asks for nothing of the kind.", quote(item))
		default:
			if mine, theirs, ok := otherCode(t, all); ok {
				unlike("The warrant lists a thing with number %s. The application has %s.", mine, theirs)
			}
		}
	}
}

// otherCode finds a serial number of a that b does not have, where b has another of its length that a does not have.
func otherCode(a, b *diction.Text) (mine, theirs string, ok bool) {
	x, y := codes(a), codes(b)
	for _, m := range x {
		if slices.Contains(y, m) {
			continue
		}
		for _, o := range y {
			if len(o) == len(m) && !slices.Contains(x, o) && unlikeSigns(m, o) <= 2 {
				return m, o, true
			}
		}
	}
	return "", "", false
}

// codes are the words of a text that have four digits or more and are no sum of money.
func codes(t *diction.Text) []string {
	var out []string
	for _, w := range t.Words {
		digits := 0
		for _, r := range w.Raw {
			if unicode.IsDigit(r) {
				digits++
			}
		}
		if digits >= 4 && (w.Start == 0 || t.Raw[w.Start-1] != '$') {
			out = append(out, w.Norm)
		}
	}
	return out
}

// namesAnother returns the name of a person of the matter, in full in a text, who is no respondent and is not named as
// one's home or kin is.
func (p *Pass) namesAnother(t *diction.Text) string {
	for i := range p.Matter.People {
		who := &p.Matter.People[i]
		if slices.Contains(p.App.Respondents, who.ID) || !strings.Contains(who.Name, " ") || !p.namesPerson(t, who) {
			continue
		}
		words := folded(p.Text(who.Name))
		for at := range t.Words {
			if runsAt(t, at, words) && !endsAt(t, besideIt, at-1) && !slices.ContainsFunc(p.App.Respondents, func(r record.PersonID) bool {
				o := p.paper().person[r]
				return o != nil && slices.Contains(o.Names(), who.Name)
			}) {
				return who.Name
			}
		}
	}
	return ""
}

// morePlace returns the words of a warrant for a building, vehicle or device of a sort that the application does not ask to
// search: all of them for one, or a second beside the first. It returns "" where the application does not say what the place is.
func (p *Pass) morePlace(asked, given *diction.Text) string {
	kinds := make(map[string]bool)
	for _, t := range append([]*diction.Text{asked}, p.texts(p.App.Items)...) {
		for _, h := range t.Hits(building) {
			kinds[h.Means] = true
		}
	}
	if !asked.Has(building) {
		for _, h := range given.Hits(building) {
			if added(given, h.First) && !besides(given, h.First) && shared(p.content(asked), p.content(given)) == len(p.content(asked)) {
				return given.Raw[h.Start:h.End]
			}
		}
		return ""
	}
	for i, h := range given.Hits(building) {
		start := h.First
		for start > 0 && endsAt(given, wholesale, start-1) {
			start--
		}
		if start < h.First && !hasWholesale(asked) {
			return given.Raw[given.Words[start].Start:h.End]
		}
		if !kinds[h.Means] && (i == 0 || added(given, h.First)) && !besides(given, h.First) {
			return given.Raw[h.Start:h.End]
		}
	}
	if unit := designated(asked); unit != "" && designated(given) == "" && !slices.ContainsFunc(given.Words, func(w diction.Word) bool { return w.Norm == unit }) {
		return "more than " + unit
	}
	return ""
}

func hasWholesale(t *diction.Text) bool { return t.Has(wholesale) }

func (p *Pass) texts(all []string) []*diction.Text {
	var out []*diction.Text
	for _, s := range all {
		out = append(out, p.Text(s))
	}
	return out
}

// added reports whether word i stands, within four words, after an "and" or a comma that adds it to what is before.
func added(t *diction.Text, i int) bool {
	for k := i - 1; k >= 0 && i-k <= 4; k-- {
		if t.Words[k].Norm == "and" || strings.Contains(t.Raw[t.Words[k].End:t.Words[k+1].Start], ",") {
			return true
		}
	}
	return false
}

// besides reports whether word i stands, within four words and no "and" between, after words that only say where another
// place is or what it has.
func besides(t *diction.Text, i int) bool {
	for k := i - 1; k >= 0 && i-k <= 4 && t.Words[k].Norm != "and"; k-- {
		if endsAt(t, besideIt, k) {
			return true
		}
	}
	return false
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
			if !slices.ContainsFunc(x, func(n diction.Number) bool { return slices.ContainsFunc(y, n.Same) }) {
				return true
			}
		}
	}
	if x, y := designated(a), designated(b); x != "" && y != "" && x != y {
		return true // Apartment 2A, Apartment 2B
	}
	return shared(p.content(a), p.content(b)) == 0
}

// designated returns the number or letter by which a description tells one apartment or room from the next.
func designated(t *diction.Text) string {
	for _, h := range t.Hits(designator) {
		next := h.Last + 1
		for next < len(t.Words) && t.Has(numbering) && startsAt(t, numbering, next) {
			next++ // apartment marked 2B
		}
		if next < len(t.Words) && (len(t.Words[next].Raw) == 1 || strings.ContainsFunc(t.Words[next].Raw, unicode.IsDigit)) {
			return t.Words[next].Norm
		}
	}
	return ""
}
