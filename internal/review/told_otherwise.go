package review

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/collation"
	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// ownsUp reports whether a word of admitting is of what a witness says against himself: she admits that she is angry. Of a
// respondent, or of one whom the sentence names before the word, it makes a confession of what may be none.
func (p *Pass) ownsUp(b *backing, u diction.Term) bool {
	for _, l := range b.lines {
		if who := l.teller(); who == "" || slices.Contains(p.App.Respondents, who) {
			return false
		}
	}
	for _, n := range p.namesIn(b.text) {
		if n.Last < u.First && u.First-n.Last <= 4 && !slices.ContainsFunc(b.lines, func(l spoken) bool { return slices.Contains(p.fitting(n.Text), l.teller()) }) {
			return false
		}
	}
	return true
}

// teller is who speaks in a line: whom the recording or the call is known to have at that place, or else whose word the source is; nobody if that
// is not known.
func (l spoken) teller() record.PersonID {
	for _, t := range l.source.Speakers {
		if t.As == l.line.Speaker && t.As != "" {
			return t.Person
		}
	}
	return l.source.Declarant
}

// conceding is the class of words by which one who speaks grants that what he tells is against him: I'll say that, I won't lie.
const conceding diction.Class = "conceding"

// speaksAgainstHimself reports whether a line is the word of a respondent who says in the first person, undenied and unhedged, what he
// knew or did, or grants that he did it: that he admitted it is then fair to say, though not that he confessed.
func (p *Pass) speaksAgainstHimself(b *backing, u diction.Term) bool {
	if !strings.HasPrefix(b.text.Words[u.First].Norm, "admit") {
		return false
	}
	return slices.ContainsFunc(b.lines, func(l spoken) bool {
		if !slices.Contains(p.App.Respondents, l.teller()) {
			return false
		}
		return concedes(l.text) || slices.ContainsFunc(p.statements(l.text), func(s statement) bool {
			if s.negated || len(s.hedges) > 0 || !wordAt(l.text, s.part.First, "i") {
				return false
			}
			return standsAt(l.text, minding, s.part.First+1) || weightyAct(l.text, collation.Run{First: s.part.First, Last: s.part.Last})
		})
	})
}

// concedes reports whether one who speaks grants what he tells of himself, and denies nothing in that sentence: I won't lie, I took it; I took it, I'll
// say that. To be honest of what somebody else did is to grant nothing.
func concedes(t *diction.Text) bool {
	return slices.ContainsFunc(t.Hits(conceding), func(h diction.Hit) bool {
		in := t.Words[h.First].Sentence
		if slices.ContainsFunc(negations(t), func(n diction.Hit) bool {
			return t.Words[n.First].Sentence == in && (n.Last < h.First || n.First > h.Last)
		}) {
			return false
		}
		next := h.Last + 1
		for wordAt(t, next, "that", "but", "and", "to", "you", "yeah", "yes") {
			next++
		}
		if wordAt(t, next, "i", "we", "my", "me") {
			return true
		}
		for i := h.First - 1; i >= 0 && t.Words[i].Sentence == in; i-- {
			if wordAt(t, i, "i", "we", "my", "me") {
				return true
			}
		}
		return false
	})
}

// ofThing reports whether a verb in the passive is said of "it": it had been hit once.
func ofThing(t *diction.Text, u diction.Term) bool {
	for i := u.First - 1; i >= max(0, u.First-4) && t.Words[i].Sentence == t.Words[u.First].Sentence; i-- {
		switch t.Words[i].Norm {
		case "it":
			return true
		case "had", "has", "been", "was", "is", "being", "be", "not", "only", "once", "then":
		default:
			return false
		}
	}
	return false
}

// ofAnimal reports whether a verb of violence is of an animal, and the lines tell of violence to it, or of its death, in any words:
// shot a deer, and killed it.
func (p *Pass) ofAnimal(b *backing, u diction.Term) bool {
	animal := false
	for i := max(0, u.First-4); i < len(b.text.Words) && i <= u.Last+4; i++ {
		if i < u.First || i > u.Last {
			animal = animal || b.text.Words[i].Sentence == b.text.Words[u.First].Sentence && p.collator().Animal(b.text.Words[i].Norm)
		}
	}
	return animal && slices.ContainsFunc(b.lines, func(l spoken) bool {
		return l.text.Has(carcass) || slices.ContainsFunc(l.text.Hits(diction.Act), func(h diction.Hit) bool { return h.Kind == "violence" })
	})
}

// carcass is the class of words by which it is told that an animal is dead.
const carcass diction.Class = "carcass"

// lawfulThreat reports whether what is threatened, in the words that follow, is what anyone may do: to sue, to call the police.
func lawfulThreat(t *diction.Text, u diction.Term) bool {
	if !slices.Contains(u.Concepts, "threaten") {
		return false
	}
	for i := u.Last + 1; i < len(t.Words) && i <= u.Last+3 && t.Words[i].Sentence == t.Words[u.Last].Sentence; i++ {
		if t.Words[i].Norm != "to" && t.Words[i].Norm != "with" {
			continue
		}
		for k := i + 1; k < len(t.Words) && k <= i+3 && t.Words[k].Sentence == t.Words[i].Sentence; k++ {
			if standsAt(t, recourse, k) {
				return true // to take him to court
			}
		}
		return false
	}
	return false
}

// recourse is the class of what anyone may lawfully threaten another with.
const recourse diction.Class = "recourse"

// askedAbout reports whether a term is the thing that a person who is interviewed was asked about: a thing or a weapon that
// the paper has told of, pointed to as known, and no more than "it" in the answer.
func (p *Pass) askedAbout(b *backing, u diction.Term) bool {
	if u.Is(diction.Drug) || !u.Is(diction.Thing, diction.Weapon) || u.First == 0 || b.text.Words[u.First-1].Norm != "the" || !p.toldOf(b, b.text.Words[u.Last]) {
		return false
	}
	return !slices.ContainsFunc(b.lines, func(l spoken) bool { return l.source.Kind != record.Interview })
}

// paid reports whether the lines tell of money by a sum or by a word of paying.
func (b *backing) paid() bool {
	return slices.ContainsFunc(b.lines, func(l spoken) bool {
		return strings.Contains(l.text.Raw, "$") || slices.ContainsFunc(l.text.Numbers(), func(n diction.Number) bool { return n.Kind == diction.Sum }) || len(l.text.Hits(paying)) > 0
	})
}

// priced reports whether the lines tell of an offer and of a price: to offer for a price is to offer to sell.
func (b *backing) priced() bool {
	return slices.ContainsFunc(b.lines, func(l spoken) bool {
		return wordIn(l.text, "offer") && slices.ContainsFunc(l.text.Numbers(), func(n diction.Number) bool { return n.Kind == diction.Sum })
	})
}

// allRecords reports whether all cited lines are of records: who is on record as holding a license bought it.
func (b *backing) allRecords() bool {
	return !slices.ContainsFunc(b.lines, func(l spoken) bool { return l.source.Kind != record.Document })
}

// bought reports whether a term is a word of buying rather than of selling.
func bought(t *diction.Text, u diction.Term) bool {
	return u.First == u.Last && (t.Words[u.First].Stem == "buy" || t.Words[u.First].Norm == "bought" || strings.HasPrefix(t.Words[u.First].Norm, "purchas"))
}

// paying is the class of words of paying and of what is paid.
const paying diction.Class = "paying"

// definite reports whether a word that points back stands before the term: the gun, his pistol, that cocaine.
func (p *Pass) definite(b *backing, u diction.Term) bool {
	for i := u.First - 1; i >= max(0, u.First-2); i-- {
		switch b.text.Words[i].Norm {
		case "the", "this", "that", "these", "those", "his", "her", "their", "said", "same", "its":
			return true
		}
	}
	return false
}

// byAsserter reports whether the subject of a verb is the affiant, another officer, a record or a test: it stands within
// the six words before it, and no other person's name or third person pronoun comes between.
func byAsserter(t *diction.Text, u diction.Term) bool {
	first := max(0, u.First-6)
	for i := u.First - 1; i >= first; i-- {
		if t.Words[i].Sentence != t.Words[u.First].Sentence {
			return false
		}
		switch t.Words[i].Norm {
		case "he", "she", "they", "who", "him", "her":
			return false
		}
		for _, h := range t.Hits(diction.Asserter) {
			if h.First <= i && i <= h.Last {
				return true
			}
		}
	}
	return false
}

// alike reports whether a line has a word for which a term may be put.
func (b *backing) alike(u diction.Term) bool {
	return u.First == u.Last && slices.ContainsFunc(b.lines, func(l spoken) bool { return alikeIn(l.text, b.text, u.Last) })
}

// tellsOf reports whether a term only names who tells, in one run of words with the verb of telling: the drug lab reported.
func tellsOf(t *diction.Text, u diction.Term) bool {
	if !u.Is(diction.Thing, diction.Drug, diction.Weapon) || u.First == 0 || t.Words[u.First-1].Norm != "the" {
		return false
	}
	for i := u.Last + 1; i <= u.Last+2 && i < len(t.Words) && t.Words[i].Sentence == t.Words[u.First].Sentence; i++ {
		if standsAt(t, diction.Hearsay, i) {
			return true
		}
		if smallWord(t, i) {
			return false
		}
	}
	return false
}

// knownDoer reports whether a term points back, by what the offence calls him, to the one who did it: the robber, where
// robbery is what the paper is about.
func (p *Pass) knownDoer(b *backing, u diction.Term) bool {
	if !u.Is(diction.Act) || u.First != u.Last || u.First == 0 || b.text.Words[u.First-1].Norm != "the" {
		return false
	}
	if n := b.text.Words[u.First].Norm; !strings.HasSuffix(n, "er") && !strings.HasSuffix(n, "or") && !strings.HasSuffix(n, "ar") && !strings.HasSuffix(n, "man") && !strings.HasSuffix(n, "ist") && !strings.HasSuffix(n, "thief") {
		return false
	}
	about := func(s string) bool {
		return slices.ContainsFunc(p.Text(s).Hits(diction.Act), func(h diction.Hit) bool { return slices.Contains(u.Concepts, h.Means) })
	}
	if slices.ContainsFunc(p.App.Affidavit.Assertions, func(a record.Assertion) bool { return a.N < b.N && about(a.Text) }) {
		return true
	}
	return about(p.App.Offence.Title)
}
