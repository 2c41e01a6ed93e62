package review

import (
	"slices"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// tellersOwn reports whether a term stands in a clause that only says who the one is who tells: Mrs. Ott, who sells tickets there, told me.
func (p *Pass) tellersOwn(b *backing, u diction.Term) bool {
	for _, part := range b.text.Clauses() {
		if u.First < part.First || u.First > part.Last || b.text.Words[part.First].Norm != "who" || part.First == 0 {
			continue
		}
		return slices.ContainsFunc(p.namesIn(b.text), func(n diction.Name) bool {
			return n.Last == part.First-1 && slices.ContainsFunc(b.elsewhere(), func(s *record.Source) bool {
				return s.Declarant != "" && slices.Contains(p.fitting(n.Text), s.Declarant)
			})
		})
	}
	return false
}

// assent is the class of words by which someone says yes to what another asks.
const assent diction.Class = "assent"

// assents reports whether a term is of agreeing, and a line has the words of one who says yes: agrees, for "Okay, I'll do it".
func (b *backing) assents(u diction.Term) bool {
	return slices.Contains(u.Concepts, "agree") && slices.ContainsFunc(b.lines, func(l spoken) bool { return len(l.text.Hits(assent)) > 0 })
}

// pointedEvent reports whether a term names, with a definite article, the event that the paper is about: the robbery, where the
// offence or another sentence has it.
func (p *Pass) pointedEvent(b *backing, u diction.Term) bool {
	at := u.First - 1
	for at > 0 && u.First-at <= 3 && !endsAt(b.text, pointer, at) && (standsAt(b.text, diction.OrdinalWord, at) || standsAt(b.text, diction.NumberWord, at) || wordAt(b.text, at, "last", "next", "same", "other")) {
		at-- // the first two purchases
	}
	if !u.Is(diction.Act) || u.First == 0 || !endsAt(b.text, pointer, at) {
		return false
	}
	about := func(s string) bool {
		return slices.ContainsFunc(p.Text(s).Hits(diction.Act), func(h diction.Hit) bool { return slices.Contains(u.Concepts, h.Means) })
	}
	if about(p.App.Offence.Title) {
		return true
	}
	return slices.ContainsFunc(p.App.Affidavit.Assertions, func(a record.Assertion) bool {
		return a.N != b.N && (a.N < b.N || slices.Contains(b.RestsOn, a.N)) && about(a.Text)
	})
}

// pointedWeapon reports whether a term names a weapon that an earlier sentence tells of, with a definite article, in a record that
// has it by its number alone: the pistol, for ADK 55120.
func (p *Pass) pointedWeapon(b *backing, u diction.Term) bool {
	if !u.Is(diction.Weapon) || !p.definite(b, u) || !p.toldOf(b, b.text.Words[u.Last]) {
		return false
	}
	return !slices.ContainsFunc(b.lines, func(l spoken) bool { return l.source.Kind != record.Document && l.source.Kind != record.Laboratory })
}

// otherOf reports whether a term is the rest of what a line counts, and the line has the others: the remaining, for the other.
func (b *backing) otherOf(u diction.Term) bool {
	if n := b.text.Words[u.Last].Norm; n != "remaining" && n != "rest" && n != "remainder" {
		return false
	}
	return slices.ContainsFunc(b.lines, func(l spoken) bool {
		return slices.ContainsFunc(l.text.Words, func(w diction.Word) bool { return w.Norm == "other" || w.Norm == "others" })
	})
}
