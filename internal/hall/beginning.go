package hall

import (
	"encoding/json"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/people"
	"github.com/affiant-project/affiant/internal/record"
)

var offenceType = reflect.TypeFor[record.Offence]()

// A beginning makes the acts by which an application is begun out of what was typed: people are named who are not in the matter yet, and then the
// application is.
type beginning struct {
	m     record.Matter // with those who are named here
	law   *doctrine.Law
	form  url.Values
	acts  []record.Event
	app   record.ApplicationDrafted
	wrong []wrongAt
}

func (b *beginning) lacks(at, says string) { b.wrong = append(b.wrong, wrongAt{at, says}) }

// free makes a short name that no person, source or application of the matter has.
func (b *beginning) free(of string) string {
	form := url.Values{"source.id": {""}, "source.title": {of}, "source.kind": {"thing"}} // of what has no letter a name is made all the same
	shortNames(&b.m, form)
	return form.Get("source.id")
}

// officer is whoever has an account, as a person of the matter.
func (b *beginning) officer(name, account string) record.Person {
	return record.Person{ID: record.PersonID(b.free(account)), Name: name, Roles: []record.Role{record.Affiant}, Account: account}
}

// affiant finds who swears: by the account that was chosen, and else by that of whoever asks.
func (b *beginning) affiant(roll *people.Roll, me string) {
	account := b.form.Get("affiant")
	if account == "" {
		account = me
	}
	for i := range b.m.People {
		if b.m.People[i].Account == account {
			b.app.Affiant = b.m.People[i].ID
			return
		}
	}
	a := roll.Account(account)
	if a == nil {
		b.lacks("affiant", "Choose who swears to it.")
		return
	}
	b.app.Affiant = b.name(b.officer(a.Name, a.ID))
}

// name names a person in the matter.
func (b *beginning) name(p record.Person) record.PersonID {
	b.m.People = append(b.m.People, p)
	b.acts = append(b.acts, record.PersonNamed{Person: p})
	return p.ID
}

// person returns who has a name: someone of the matter, or someone who is named now. Two of whom no name is known are two; and so are an officer or a judge, who has
// an account, and another of the same name, unless it is against that very person already.
func (b *beginning) person(name string, roles ...record.Role) record.PersonID {
	for i := range b.m.People {
		if p := &b.m.People[i]; strings.EqualFold(p.Name, name) && (p.Account == "" || p.Has(record.Respondent)) && !strings.EqualFold(name, string(record.Unknown)) {
			return p.ID
		}
	}
	if strings.EqualFold(name, string(record.Unknown)) {
		name = string(record.Unknown)
	}
	return b.name(record.Person{ID: record.PersonID(b.free(name)), Name: name, Roles: roles})
}

// parties reads what kind of warrant it is, against whom and for what place.
func (b *beginning) parties() {
	f := b.form
	b.app.Of = record.AppKind(f.Get("kind"))
	if b.app.Of != record.Arrest && b.app.Of != record.Search {
		b.lacks("kind-arrest", "Choose an arrest or a search.")
	}
	for _, id := range f["who"] {
		if p := b.m.Person(record.PersonID(id)); p != nil && !slices.Contains(b.app.Respondents, p.ID) {
			b.app.Respondents = append(b.app.Respondents, p.ID)
		}
	}
	for _, name := range linesOf(f.Get("whom")) {
		if id := b.person(name, record.Respondent); !slices.Contains(b.app.Respondents, id) {
			b.app.Respondents = append(b.app.Respondents, id)
		}
	}
	if b.app.Of == record.Arrest && len(b.app.Respondents) == 0 {
		b.lacks("whom", "Say who is to be arrested; of one whose name is not known, write unknown.")
	}
	if b.app.Of == "" && len(b.app.Respondents) == 0 && strings.TrimSpace(f.Get("place")) == "" {
		b.lacks("whom", "Say whom it is against, or what place is to be searched.")
	}
	if b.app.Of != record.Search {
		return
	}
	place := strings.TrimSpace(f.Get("place"))
	if place == "" {
		b.lacks("place", "Say which place is to be searched, in words that tell it from any other.")
		return
	}
	b.app.Place, b.app.Items = &record.Place{Describe: place}, linesOf(f.Get("items"))
	for _, name := range linesOf(f.Get("whose")) {
		b.app.Place.Whose = append(b.app.Place.Whose, b.person(name))
	}
}

// offence reads for what offence: a ready one, or one that was written.
func (b *beginning) offence() {
	f := b.form
	if id := f.Get("offence"); id != ownOffence {
		o, ok := b.law.Offence(id)
		if !ok {
			b.lacks("offences", "Choose an offence, or write one.")
			return
		}
		b.app.Offence = record.Offence{Title: lowered(o.Title), Statute: strings.TrimSpace(f.Get("statute"))}
		for _, e := range o.Elements {
			b.app.Offence.Elements = append(b.app.Offence.Elements, record.Element{ID: record.ElementID(e.ID), Title: e.Title, Kind: e.Kind})
		}
		return
	}
	in := url.Values{}
	for name, list := range f { // by the names under which short names are made
		if rest, ok := strings.CutPrefix(name, "own."); ok {
			in["offence."+rest] = list
		}
	}
	x := &former{m: &b.m, form: in}
	for i := range x.rows("offence.elements") {
		in.Set("offence.elements."+strconv.Itoa(i)+".id", "")
	}
	shortNames(&record.Matter{}, in)
	body, _ := x.body(offenceType, "offence.")
	text, err := json.Marshal(body)
	if err == nil {
		err = json.Unmarshal(text, &b.app.Offence)
	}
	b.app.Offence.Statute = strings.TrimSpace(f.Get("statute"))
	switch o := &b.app.Offence; {
	case err != nil:
		b.lacks("f-own-title", "The offence could not be read: "+err.Error())
	case strings.TrimSpace(o.Title) == "":
		b.lacks("f-own-title", "Say what the offence is called.")
	case len(o.Elements) == 0:
		b.lacks("f-own-elements-0-title", "Say what has to be shown for it: one element at least.")
	default:
		for i, e := range o.Elements {
			if e.Title == "" || e.Kind == "" {
				b.lacks("f-own-elements-"+strconv.Itoa(i)+"-title", "An element has words and a kind; "+strconv.Itoa(i+1)+" lacks one of them.")
			}
		}
	}
}

// lowered is a title as it stands within a sentence: small at its beginning, unless that is a name or an abbreviation.
func lowered(s string) string {
	r := []rune(s)
	if len(r) > 1 && unicode.IsUpper(r[0]) && unicode.IsLower(r[1]) {
		r[0] = unicode.ToLower(r[0])
	}
	return string(r)
}
