package review

import (
	"slices"
	"strings"

	"github.com/affiant-project/affiant/internal/diction"
	"github.com/affiant-project/affiant/internal/record"
)

// addedPersons finds names of people of the matter that stand in an assertion and for whom neither its source nor the
// assertion itself gives any ground: not named or speaking in the source, not identified, and not tied to what the source
// has by a home. Officers and others who only do their office are left out.
func (p *Pass) addedPersons(b *backing) []excess {
	var out []excess
	denied := p.deniedWords(b.text)
	for _, n := range p.namesIn(b.text) {
		w := b.text.Words[n.First]
		if p.notClaimed(b.text, n, denied) {
			continue
		}
		if w.Quoted || b.marked[w.Sentence] || formal(b.text, w.Sentence) {
			continue
		}
		who := p.fitting(n.Text)
		if len(who) == 0 && p.unheardOf(b, n) {
			out = append(out, excess{
				terms: []diction.Term{{First: n.First, Last: n.Last, Start: n.Start, End: n.End}}, rank: 3, kind: "person",
			})
			continue
		}
		if len(who) == 0 || !slices.ContainsFunc(who, p.concerned) {
			continue
		}
		if p.accounted(b, n.Text, who) || !p.leavesUnnamed(b) {
			continue
		}
		out = append(out, excess{
			terms: []diction.Term{{First: n.First, Last: n.Last, Start: n.Start, End: n.End}}, rank: 3, kind: "person",
		})
	}
	return out
}

// leavesUnnamed reports whether the cited lines have someone whom they do not name, or say that who it was is not known: only there does a
// name add a person. Elsewhere it says no more than whose house, bond or form the lines are about.
func (p *Pass) leavesUnnamed(b *backing) bool {
	return slices.ContainsFunc(b.lines, func(l spoken) bool {
		of := func(i int) bool { return i == 0 || !wordAt(l.text, i-1, "any", "other", "every", "each") }
		known := slices.IndexFunc(l.text.Words, func(w diction.Word) bool { return w.Norm == "he" || w.Norm == "she" })
		if known < 0 {
			known = len(l.text.Words) // a pronoun before any such word means one who was spoken of
		}
		for _, h := range l.text.Hits(kin) {
			if h.First < known && (h.First == 0 || l.text.Words[h.First-1].Sentence != l.text.Words[h.First].Sentence) {
				known = h.First // Mother reached at 1744: one whom the paper knows
			}
		}
		for _, c := range []diction.Class{personUnnamed, personNoun} {
			if slices.ContainsFunc(l.text.Hits(c), func(h diction.Hit) bool { return of(h.First) && h.First < known && !standsAt(l.text, kin, h.First) }) {
				return true
			}
		}
		for i := range l.text.Words {
			if of(i) && i < known && wordAt(l.text, i, "who", "someone", "somebody", "anyone", "anybody", "everybody", "nobody", "man", "woman", "male", "female", "figure", "driver", "latent", "latents", "face", "faces", "subject", "subjects", "suspect", "unk", "unknown", "w", "wm", "wf", "bm", "bf") {
				return true
			}
		}
		return false
	})
}

// notClaimed reports whether a sentence says that it does not claim, know or say that someone is the person named.
func (p *Pass) notClaimed(t *diction.Text, n diction.Name, denied map[int]bool) bool {
	for i := n.First - 1; i >= 0 && t.Words[i].Sentence == t.Words[n.First].Sentence; i-- {
		if denied[i] && standsAt(t, claiming, i) {
			return true
		}
	}
	return false
}

// claiming is the class of verbs by which one says or knows that a thing is so.
const claiming diction.Class = "claiming"

// unheardOf reports whether a name is a full personal name that the record has nowhere: no source, no person, no earlier
// assertion. A name that is half another's in the source differs from it, and is another check's.
func (p *Pass) unheardOf(b *backing, n diction.Name) bool {
	tokens := p.parts(n.Text)
	given := slices.ContainsFunc(b.text.Hits(diction.Given), func(h diction.Hit) bool { return h.First >= n.First && h.First < n.Last })
	if len(tokens.Tokens) < 2 || tokens.Title != "" || !given && !calledSo(b.text, n) || p.recorded(n.Text) {
		return false
	}
	half := func(o string) bool { return halfSame(tokens.Tokens, p.parts(o).Tokens) }
	if slices.ContainsFunc(b.supplies.names, half) || slices.ContainsFunc(b.supplies.names, func(o string) bool { return p.like(n.Text, o) > diction.Unlike }) {
		return false
	}
	for i := range p.App.Affidavit.Assertions {
		o := &p.App.Affidavit.Assertions[i]
		if o.N == b.N {
			break
		}
		if p.namedIn(p.Text(o.Text), n.Text) {
			return false
		}
	}
	return true
}

// calledSo reports whether a word before a name says that it is a person's: whom she knows as, named, called.
func calledSo(t *diction.Text, n diction.Name) bool {
	if n.First < 2 || t.Words[n.First-1].Sentence != t.Words[n.First].Sentence {
		return false
	}
	switch t.Words[n.First-1].Norm {
	case "named", "called", "nicknamed":
		return true
	case "as":
		return wordBefore(t, n.First-1, "know", "known", "knows", "identified", "identifi", "him", "her")
	}
	return false
}

// concerned reports whether a person has a part in what happened rather than in the proceeding.
func (p *Pass) concerned(id record.PersonID) bool {
	who := p.Matter.Person(id)
	return who.Has(record.Respondent) || slices.Contains(p.App.Respondents, id)
}

// accounted reports whether something behind the assertion brings in one of these people.
func (p *Pass) accounted(b *backing, name string, who []record.PersonID) bool {
	fits := func(other string) bool {
		return p.like(name, other).Fits() || p.like(name, other) == diction.Near
	}
	if slices.ContainsFunc(b.supplies.names, fits) || b.same(p).named(fits) {
		return true
	}
	for _, l := range b.lines {
		if t := l.source.Talker(l.line.Speaker); t != nil && (slices.Contains(who, t.Person) || t.Claimed != "" || t.Person == "") {
			return true // whether the speaker is he is another check's question
		}
		if initialed(l.text, name) || slices.ContainsFunc(p.namesIn(l.text), func(n diction.Name) bool {
			return slices.ContainsFunc(p.fitting(n.Text), func(id record.PersonID) bool { return slices.Contains(who, id) })
		}) {
			return true // by another of his names: whether it is he is another check's question
		}
		for _, w := range who { // a name in a line that no rule of capitals finds
			for _, n := range p.Matter.Person(w).Names() {
				if len(n) > 2 && strings.Contains(diction.Fold(l.line.Text), diction.Fold(lastWord(n))) {
					return true
				}
			}
		}
	}
	for _, id := range b.Identifies {
		if slices.Contains(who, id.Person) {
			return true
		}
	}
	for _, s := range b.elsewhere() {
		if slices.Contains(who, s.Declarant) || slices.Contains(who, s.Author) {
			return true
		}
		if slices.ContainsFunc(s.Speakers, func(t record.Talker) bool { return slices.Contains(who, t.Person) }) {
			return true
		}
	}
	for _, w := range who {
		person := p.Matter.Person(w)
		for _, n := range p.Text(person.Home).Numbers() {
			if n.Kind == diction.Address && (b.same(p).number(n) || slices.ContainsFunc(b.text.Numbers(), n.Same)) {
				return true
			}
		}
		if words := p.Text(person.Home).Terms(); len(words) > 0 && len(p.Text(person.Home).Numbers()) == 0 && !slices.ContainsFunc(words, func(n diction.Term) bool {
			return !b.same(p).stem(p.Text(person.Home).Words[n.First].Stem)
		}) {
			return true
		}
	}
	for _, w := range who {
		if slices.ContainsFunc(p.parts(p.Matter.Person(w).Name).Tokens, func(token string) bool { return len(token) > 1 && p.hasToken(b, token) }) {
			return true // by a short form of his name
		}
	}
	return p.toldBefore(b, who)
}

// initialed reports whether a line has a person by an initial of his name alone: Subject K.
func initialed(t *diction.Text, name string) bool {
	for _, w := range t.Words {
		if len(w.Raw) != 1 || !capital(w.Raw) || w.Raw == "I" || w.Raw == "A" {
			continue
		}
		for _, part := range strings.Fields(name) {
			if strings.HasPrefix(part, w.Raw) {
				return true
			}
		}
	}
	return false
}

// toldBefore reports whether an earlier assertion that cites one of the same sources already named the person, so that
// this one only goes on with the story.
func (p *Pass) toldBefore(b *backing, who []record.PersonID) bool {
	sources := b.elsewhere()
	for i := range p.App.Affidavit.Assertions {
		a := &p.App.Affidavit.Assertions[i]
		if a.N == b.N {
			return false
		}
		o := p.backing(a.N)
		if !slices.ContainsFunc(o.elsewhere(), func(s *record.Source) bool { return slices.Contains(sources, s) }) {
			continue
		}
		for _, id := range a.Identifies {
			if slices.Contains(who, id.Person) {
				return true
			}
		}
		for _, n := range p.namesIn(o.text) {
			if slices.ContainsFunc(p.fitting(n.Text), func(id record.PersonID) bool { return slices.Contains(who, id) }) {
				return true
			}
		}
	}
	return false
}

func lastWord(s string) string {
	f := strings.Fields(s)
	return strings.Trim(f[len(f)-1], "()\"'")
}
