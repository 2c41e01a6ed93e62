package review

import (
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/doctrine"
	"github.com/affiant-project/affiant/internal/record"
)

// The classes of words by which a paper shows what decided cases turn on.
const (
	controlledBuy  diction.Class = "controlled-buy"  // a controlled purchase, buy money
	sensing        diction.Class = "sensing"         // saw, smelled, heard
	forbiddenThing diction.Class = "forbidden-thing" // untaxed whisky, a still
	flight         diction.Class = "flight"          // fled, threw away
	sightOfPolice  diction.Class = "sight-of-police" // when he saw the officers
	gang           diction.Class = "gang"            // a member of a gang, arrested before
	awaited        diction.Class = "awaited"         // executed only after delivery
	discredit      diction.Class = "discredit"       // lied to officers, stole the buy money
)

// The ways in which a check finds a flaw, where what is made of it differs.
const (
	Retold    = doctrine.IfRetold  // O3: the source has it from another than its own giver, who is no officer
	Claimed   = doctrine.IfClaimed // O3: the sentence claims for the affiant what another saw or did
	Late      = "late"             // X3: executed after the last day
	OneOfThem = "one-of-them"      // F4: one fact without a date in a paper that has dates; O4: the age of what is told
	Naming    = "naming"           // S5: the name that one who spoke gave, of whom nobody says that he is a respondent
)

// A Teller reads in the words of an application what the factors of decided cases ask for: of one assertion, one citation, or one text.
// Where words do not settle it, it says no.
type Teller struct{ p *Pass }

// NewTeller is one for an application.
func NewTeller(m *record.Matter, app *record.Application, law *doctrine.Law) *Teller {
	return &Teller{newPass(m, app, law, make(map[string]*diction.Text))}
}

// Names reports whether a text has a name or an alias of a person, or his surname.
func (x *Teller) Names(text string, who *record.Person) bool {
	return who != nil && (x.p.namesPerson(x.p.Text(text), who) || x.p.likeNamed(x.p.Text(text), who))
}

// AgeNotKnown reports whether nobody can tell how old what the application relies on was.
func (x *Teller) AgeNotKnown() bool { return x.p.ageNotKnown() }

// OfPlace reports whether a text has a word for a place that is searched, or the number of the place of the application, and denies nothing.
func (x *Teller) OfPlace(text string) bool {
	t := x.p.Text(text)
	return !negated(t) && (hasAny(t, premises, building) || x.numbersPlace(t))
}

// numbersPlace reports whether a text has a number of the place of the application.
func (x *Teller) numbersPlace(t *diction.Text) bool {
	if x.p.App.Place == nil {
		return false
	}
	where := x.p.Text(x.p.App.Place.All())
	return slices.ContainsFunc(t.Numbers(), func(n diction.Number) bool { return slices.ContainsFunc(where.Numbers(), n.Same) })
}

// TiesPlace reports whether a text has a building, or the number of the place of the application, and in the same text something that
// points to the crime, and denies nothing.
func (x *Teller) TiesPlace(text string) bool {
	t := x.p.Text(text)
	points := false
	for _, at := range x.p.particulars(t) {
		points = points || at.crime
	}
	if !points && !t.Has(forbiddenThing) || negated(t) {
		return false
	}
	return t.Has(building) || x.numbersPlace(t)
}

// Share reports whether two texts tell of one thing, or of one thing that points to the crime: not only of one place, person or day.
func (x *Teller) Share(one, other string) bool {
	mine, yours := x.p.particulars(x.p.Text(one)), x.p.particulars(x.p.Text(other))
	for concept, at := range mine {
		if o, ok := yours[concept]; ok && (at.crime && o.crime || at.thing && o.thing) {
			return true
		}
	}
	return false
}

// Picks reports whether a text tells of choosing one of several photographs or persons.
func (x *Teller) Picks(text string) bool { return x.p.Text(text).Has(picking) }

// Denies reports whether a text has a word of negation that is no part of an idiom.
func (x *Teller) Denies(text string) bool { return negated(x.p.Text(text)) }

// Lists reports whether an item is more than a general word for anything.
func (x *Teller) Lists(item string) bool { return !x.p.describesNothing(item) }

// FromAnother reports whether what is known of how one knows says that another told him.
func (x *Teller) FromAnother(basis string) bool {
	t := x.p.Text(basis)
	return hasAny(t, diction.Hearsay, rumour) || wasTold(t)
}

// Motive reports whether what the record says of an informant's motive tells one.
func (x *Teller) Motive(text string) bool {
	t := x.p.Text(text)
	return text != "" && !t.Has(noMotive) && !negated(t)
}

// History reports whether what the record says of an informant's past tells of one.
func (x *Teller) History(text string) bool { return text != "" && !negated(x.p.Text(text)) }

// Discredits reports whether a text tells against the honesty of one who informs: whoever it is if that is what the text is of, else who is
// named or called an informant before the words, with no one telling between.
func (x *Teller) Discredits(text string, who *record.Person, ofHim bool) bool {
	t := x.p.Text(text)
	denied := x.p.deniedWords(t)
	return slices.ContainsFunc(t.Hits(discredit), func(h diction.Hit) bool {
		if denied[h.First] && !hasAt(t, diction.Negation, h.First) {
			return false
		}
		if ofHim {
			return true
		}
		for i := h.First - 1; i >= 0 && t.Words[i].Sentence == t.Words[h.First].Sentence; i-- {
			switch {
			case hasAt(t, diction.Hearsay, i) || hasAt(t, telling, i):
				return false
			case hasAt(t, teller, i):
				return true
			}
			if slices.ContainsFunc(t.Names(), func(n diction.Name) bool { return n.Last == i }) {
				return slices.ContainsFunc(t.Names(), func(n diction.Name) bool {
					return n.Last == i && who != nil && slices.ContainsFunc(who.Names(), func(own string) bool { return x.p.like(n.Text, own).Fits() })
				})
			}
		}
		return false
	})
}

// Faceless reports whether a text rests on a caller, a citizen or another whom nobody need know, and not on one whose name is kept back.
func (x *Teller) Faceless(text string) bool {
	return slices.ContainsFunc(x.p.Text(text).Hits(faceless), func(h diction.Hit) bool { return h.Kind != "kept" })
}

// Tribunal reports whether a text has the words for a court.
func (x *Teller) Tribunal(text string) bool {
	return x.p.Text(text).Has("tribunal") || wordIn(x.p.Text(text), "court")
}

// ControlledBuy says what a text tells of a purchase by one whom the police sent: that it was one, that they gave him money, that
// something was bought.
func (x *Teller) ControlledBuy(text string) (called, money, bought bool) {
	t := x.p.Text(text)
	denied := x.p.deniedWords(t)
	for _, h := range t.Hits(controlledBuy) {
		called = called || h.Kind == "" && !denied[h.First]
		money = money || h.Kind == "money" && !denied[h.First]
		bought = bought || h.Kind == "bought" && !denied[h.First]
	}
	return called, money, bought
}

// SensedContraband reports whether a text has someone see, smell or hear a thing that the law forbids, in one sentence and without a
// denial or a doubt.
func (x *Teller) SensedContraband(text string) bool {
	t := x.p.Text(text)
	denied := x.p.deniedWords(t)
	for _, h := range slices.Concat(t.Hits(diction.Drug), t.Hits(forbiddenThing)) {
		if h.Kind == "gear" || denied[h.First] {
			continue
		}
		if s := t.Words[h.First].Sentence; inSentence(t, s, sensing, "") && !inSentence(t, s, diction.Hedge, "") {
			return true
		}
	}
	return false
}

// Flight reports whether a text has someone run, hide or throw something away with officers before him, in one sentence.
func (x *Teller) Flight(text string) bool {
	t := x.p.Text(text)
	denied := x.p.deniedWords(t)
	return slices.ContainsFunc(t.Hits(flight), func(h diction.Hit) bool {
		return !denied[h.First] && inSentence(t, t.Words[h.First].Sentence, sightOfPolice, "")
	})
}

// Repute reports whether a text gives a bad name to him of whom it speaks: a conviction, a gang, a reputation.
func (x *Teller) Repute(text string) bool {
	t := x.p.Text(text)
	return !negated(t) && (hasAny(t, gang, repute) || slices.ContainsFunc(t.Hits(standing), func(h diction.Hit) bool { return h.Kind == "conviction" }))
}

// Awaited reports whether a text has the warrant wait for something to come about.
func (x *Teller) Awaited(text string) bool { return x.p.Text(text).Has(awaited) }

// furtherHand reports whether what a source retells is the word of another than its own giver, and of no officer: where the source is
// itself the word of one who told, "the informant says" is he.
func (p *Pass) furtherHand(id record.SourceID, t *diction.Text, r secondhand) bool {
	s := p.paper().source[id]
	if s == nil {
		return false
	}
	if r.whose < 0 {
		return true // word has it
	}
	if hasAt(t, officers, r.whose) {
		return false
	}
	for _, n := range t.Names() {
		if n.First <= r.whose && r.whose <= n.Last {
			return !slices.ContainsFunc(p.fitting(n.Text), func(who record.PersonID) bool {
				o := p.paper().person[who]
				return who == s.Declarant || o != nil && slices.ContainsFunc([]record.Role{record.Officer, record.Affiant, record.Executing, record.Supervisor, record.Monitor}, o.Has)
			})
		}
	}
	return s.Declarant == "" || s.Author == "" || !hasAt(t, teller, r.whose) && !hasAt(t, personNoun, r.whose) && !hasAt(t, pronouns, r.whose)
}
